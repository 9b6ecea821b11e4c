"""The language of a text, told by its script and its function words, and languages by name.

Cautious: a text with few function words, or with as many of two languages, is "und".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from memograph.text.cues import FALLBACK, Cues, cue_file, cues, vocabulary
from memograph.text.cues import languages as cue_languages
from memograph.text.tokens import compiled

UNDETERMINED = "und"

_SAMPLE = 100_000
_LEAST_WORDS = 8
_LEAST_LETTERS = 24
_LEAST_SHARE = 0.08
_MARGIN = 1.4
_IDEOGRAPHS = r"[\u4e00-\u9fff]"
_KANA = r"[\u3041-\u30ff]"
_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)*"
_CODE = r"[a-z]{2}(?:-[a-z]{4})?(?:-[a-z]{2})?"
_TAG = r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*"
_KANA_SHARE = 0.1
_CUE_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_CUED, _LEAST_CUES = 20_000, 2


def _data() -> Mapping[str, Mapping[str, str]]:
    return cue_file("languages.words")


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Return each function word with the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _data()["words"].items():
        for word in sorted(set(words.split())):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _names() -> Mapping[str, str]:
    return {name: tag for tag, names in _data()["names"].items() for name in names.split()}


@cache
def _scripts() -> Mapping[str, str]:
    return {script.upper(): tag for tag, script in _data()["scripts"].items()}


def detect_language(text: str) -> str:
    """Return the BCP 47 tag of the language that `text` is written in, or "und".

    >>> detect_language("We have said that the work of the committee is not at an end.")
    'en'
    >>> detect_language("Tirana, 12.10.1967")
    'und'
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).replace("’", "'").lower()
    return _by_script(sample) or _by_words(sample)


def words_for(text: str, language: str) -> Cues:
    """Return the cue words to read a text with that is in `language`.

    Where that is undetermined, as of a short text, those of the language whose own cue words and
    function words stand in the text most clearly; else the English ones.

    >>> words_for("Присутствовали: тов. Лом.", "und").language
    'ru'
    """
    if language.partition("-")[0] != UNDETERMINED:
        return cues(language)
    sample = unicodedata.normalize("NFC", text[:_CUED]).lower()
    words = set(compiled(_CUE_WORD).findall(sample))
    hits = {known: words & _recognized(known) for known in cue_languages()}
    scores = {
        known: sum(1 / sum(word in hits[other] for other in hits) for word in sorted(found))
        for known, found in hits.items()
    }
    best = max(scores, key=lambda known: (scores[known], known == FALLBACK, known))
    others = max((scores[known] for known in scores if known != best), default=0.0)
    clear = len(hits[best]) >= _LEAST_CUES and scores[best] >= _MARGIN * others
    return cues(best if clear else FALLBACK)


@cache
def _recognized(language: str) -> frozenset[str]:
    """Return the words that a text in this language is recognized by, most of them its own."""
    function = _data()["words"].get(language, "").split()
    return frozenset((*vocabulary(language), *(w for w in function if len(w) > 1)))


def _by_script(sample: str) -> str | None:
    """Return the language of a script that only one language uses, if most letters are of it."""
    kana = len(compiled(_KANA).findall(sample))
    ideographs = len(compiled(_IDEOGRAPHS).findall(sample))
    letters = sum(map(str.isalpha, sample))
    if kana + ideographs > max(_LEAST_LETTERS // 2, letters / 2):
        return "ja" if kana > _KANA_SHARE * (kana + ideographs) else "zh"
    foreign = Counter(
        unicodedata.name(letter, "").partition(" ")[0]
        for letter in sample
        if letter > "\u036f" and letter.isalpha()
    )
    for script, count in foreign.most_common(1):
        if count >= max(_LEAST_LETTERS, letters / 2):
            return _scripts().get(script)
    return None


def _by_words(sample: str) -> str:
    """Return the language whose function words prevail; a word that two share counts half."""
    counts = Counter(compiled(_WORD).findall(sample))
    hits: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for word, count in counts.items():
        owners = _words().get(word, ())
        for language in owners:
            hits[language] += count
            scores[language] = scores.get(language, 0.0) + count / len(owners)
    ranked = sorted(scores, key=lambda language: (-scores[language], language))
    if not ranked:
        return UNDETERMINED
    best = ranked[0]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    enough = hits[best] >= max(_LEAST_WORDS, _LEAST_SHARE * counts.total())
    return best if enough and scores[best] >= _MARGIN * second else UNDETERMINED


def language_tag(name: str) -> str | None:
    """Return the BCP 47 tag of a language called by its name, English or its own, or by its tag.

    >>> language_tag("Albanian"), language_tag("Deutsch"), language_tag("Klingon")
    ('sq', 'de', None)
    """
    folded = unicodedata.normalize("NFC", name).lower().strip(" .:;[]*_\n\t\u00a0")
    folded = re.sub(r"\s*\([^()]*\)$", "", folded)
    folded = re.sub(r"^(?:in|auf|en) | (?:language|sprache|язык)$", "", folded)
    if found := _names().get(folded):
        return found
    tag = folded.replace("_", "-")
    known = tag.partition("-")[0] in _data()["names"]
    return tag if known and compiled(_CODE).fullmatch(tag) else None


@cache
def _codes() -> Mapping[str, str]:
    return {code: tag for tag, codes in _data()["codes"].items() for code in codes.split()}


def tag_of_code(code: str) -> str | None:
    """Return the BCP 47 tag of a language as mark-up spells it, with two letters or three.

    >>> tag_of_code("eng"), tag_of_code("de-AT"), tag_of_code("mul"), tag_of_code("")
    ('en', 'de-at', None, None)
    """
    tag = code.strip().lower().replace("_", "-")
    first, dash, rest = tag.partition("-")
    if first in ("", "mul", "und", "zxx", "mis") or not compiled(_TAG).fullmatch(tag):
        return None
    return f"{_codes().get(first, first)}{dash}{rest}"
