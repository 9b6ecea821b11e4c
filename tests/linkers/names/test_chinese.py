"""The table of Chinese syllables, in pinyin and Wade-Giles."""

import re

import pytest

from memograph.linkers.names.chinese import in_wade, is_one, pinyin_of, syllables, without_marks

KNOWN = {
    "zhou": "chou",
    "chou": "ch'ou",
    "en": "en",
    "lai": "lai",
    "ze": "tse",
    "dong": "tung",  # codespell:ignore tung
    "deng": "teng",
    "xiao": "hsiao",
    "ping": "p'ing",
    "qing": "ch'ing",
    "jiang": "chiang",
    "guo": "kuo",
    "duo": "to",
    "tuo": "t'o",
    "shuo": "shuo",
    "luo": "lo",
    "zuo": "tso",
    "zi": "tzu",
    "ci": "tz'u",
    "si": "ssu",
    "zhi": "chih",
    "chi": "ch'ih",
    "shi": "shih",
    "ri": "jih",
    "yi": "i",
    "you": "yu",
    "yu": "yü",
    "yue": "yüeh",
    "yuan": "yüan",
    "ju": "chü",
    "qu": "ch'ü",
    "xu": "hsü",
    "zhu": "chu",
    "lü": "lü",
    "nüe": "nüeh",
    "xiong": "hsiung",
    "yong": "yung",
    "ge": "ko",
    "ke": "k'o",
    "he": "ho",
    "gui": "kuei",
    "kui": "k'uei",
    "hui": "hui",
    "er": "erh",
    "ren": "jen",
    "rong": "jung",
    "tian": "t'ien",
    "jie": "chieh",
    "ye": "yeh",
    "yan": "yen",
    "wo": "wo",
    "bo": "po",
    "po": "p'o",
    "ruo": "jo",
    "zhuo": "cho",
    "xue": "hsüeh",
    "juan": "chüan",
    "qun": "ch'ün",
    "gong": "kung",
    "long": "lung",
}


@pytest.mark.parametrize(("pinyin", "wade"), KNOWN.items())
def test_syllables_are_turned_into_wade_giles(pinyin, wade):
    assert syllables()[pinyin] == wade


def test_the_table_is_whole():
    assert 400 <= len(syllables()) <= 415


def test_hardly_two_syllables_are_one_in_wade_giles():
    by_wade = {}
    for pinyin, wade in syllables().items():
        by_wade.setdefault(wade, []).append(pinyin)
    doubtful = {wade: found for wade, found in by_wade.items() if len(found) > 1}
    assert doubtful == {"lo": ["lo", "luo"], "o": ["e", "o"]}


def test_all_syllables_are_written_as_wade_giles_are():
    shape = re.compile(r"(?:ch'?|ts'?|tz'?|hs|sh|ss|[ptk]'?|[mfnlhjyws])?[aeiouüêh]+(?:n|ng|rh|h)?")
    assert [wade for wade in syllables().values() if not shape.fullmatch(wade)] == []


@pytest.mark.parametrize("pinyin", sorted(syllables()))
def test_each_syllable_is_one_with_its_own_in_wade_giles(pinyin):
    bare, wade = without_marks(pinyin), without_marks(syllables()[pinyin])
    assert bare == wade or is_one(bare, wade)
    assert wade in in_wade(bare)


@pytest.mark.parametrize(
    ("wade", "pinyin"),
    [
        ("Chou En-lai", "Zhou Enlai"),
        ("Teng Hsiao-p'ing", "Deng Xiaoping"),
        ("Chiang Ch'ing", "Jiang Qing"),
        ("Mao Tse-tung", "Mao Zedong"),
        ("Ch'en I", "Chen Yi"),
        ("Yeh Chien-ying", "Ye Jianying"),
    ],
)
def test_wade_giles_is_turned_into_pinyin(wade, pinyin):
    assert list(pinyin_of(tuple(wade.split()))) == [pinyin]


@pytest.mark.parametrize("name", ["Zhou Enlai", "Ada Brown", "Li Peng", "周恩来", ""])
def test_what_is_not_wade_giles_for_sure_stays(name):
    assert list(pinyin_of(tuple(name.split()))) == []
