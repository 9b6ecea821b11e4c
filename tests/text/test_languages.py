"""The language of a text, and languages by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.text.languages import detect_language, language_tag

TEXTS = {
    "en": (
        "The chairman said that he had read the report and that it was not what they had asked for."
    ),
    "de": (
        "Der Vorsitzende sagte, dass er den Bericht gelesen habe und dass er nicht das "
        "ist, was wir von ihm wollten."
    ),
    "fr": (
        "Le président a dit que le rapport n'est pas ce que nous avons demandé et que "
        "la délégation est arrivée dans la ville."
    ),
    "es": (
        "El presidente dijo que el informe no es lo que se había pedido y que los "
        "delegados llegaron a la ciudad con sus papeles."
    ),
    "it": (
        "Il presidente disse che la relazione non è quella che si era chiesta e che i "
        "delegati sono nella città con le carte."
    ),
    "pt": (
        "O presidente disse que o relatório não é o que se pediu e que os delegados "
        "estão na cidade com os seus papéis."
    ),
    "nl": (
        "De voorzitter zei dat hij het verslag van de commissie had gelezen en dat het "
        "niet was wat wij aan hem hadden gevraagd."
    ),
    "sv": (
        "Ordföranden sade att han hade läst rapporten och att den inte var vad vi hade "
        "begärt av honom, men det är så."
    ),
    "pl": (
        "Przewodniczący powiedział, że nie jest to raport, o który prosił, ale że się z "
        "nim zgadza i że to już wszystko, co było."
    ),
    "cs": (
        "Předseda řekl, že to není zpráva, o kterou ho žádali, ale že se s ní smíří a "
        "že by ji také chtěl vidět, když je tak krátká."
    ),
    "sk": (
        "Predseda povedal, že to nie je správa, o ktorú sa žiadalo, ale že sa s ňou "
        "zmieri a že by ju tiež chcel vidieť, keď je tak krátka."
    ),
    "sl": (
        "Predsednik je rekel, da to ni poročilo, ki so ga želeli, ampak da se z njim "
        "strinja in da bi ga tudi še prebral, če je tako kratko."
    ),
    "sq": (
        "Kryetari tha se raporti nuk është ai që kishin kërkuar dhe se delegacioni ka "
        "ardhur në qytet me letrat e tij për të folur."
    ),
    "ro": (
        "Președintele a spus că raportul nu este cel pe care l-au cerut și că delegații "
        "sunt în oraș cu hârtiile lor pentru a vorbi."
    ),
    "hu": (
        "Az elnök azt mondta, hogy a jelentés nem az, amit kértek, és hogy a küldöttség "
        "már a városban van, de még nem volt itt."
    ),
    "tr": (
        "Başkan bu raporun istedikleri gibi olmadığını ve bir heyetin daha sonra "
        "geldiğini söyledi, ancak o kadar çok şey de var ki."
    ),
    "ru": (
        "Председатель сказал, что это не тот доклад, о котором они просили, но что он с "
        "ним согласен и что все уже было."
    ),
    "uk": (
        "Голова сказав, що це не та доповідь, про яку вони просили, але що він з нею "
        "згоден і що все вже було та є."
    ),
    "el": "Ο πρόεδρος είπε ότι η έκθεση δεν είναι αυτή που ζήτησαν.",
    "zh": "主席说这份报告不是他们所要求的报告但是代表团已经到了城里并且带来了文件",
    "ja": "議長はこの報告書が彼らの求めたものではないと言いましたがすでに町に着いています",
    "ko": "의장은 이 보고서가 그들이 요청한 것이 아니라고 말했지만 대표단은 이미 도착했다",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_detect_language_a_plain_sentence_gives_its_language(language):
    assert detect_language(TEXTS[language]) == language


# Turkish is left out: Python's upper and lower do not keep the dotless i apart
@pytest.mark.parametrize("language", sorted(set(TEXTS) - {"tr"}))
def test_detect_language_capitals_make_no_difference(language):
    assert detect_language(TEXTS[language].upper()) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12.10.1967",
        "Tirana",
        "Comrade Mao Zedong",
        "The end of it.",
        "12 октября 1967 г.",
        (
            "Lin Biao, Zhou Enlai, Chen Boda, Kang Sheng, Li Fuchun, Liu Ningyi, Yang "
            "Chengwu, Liu Xiao"
        ),
        "The report that was for you is not der die das und von ist nicht mit",
    ],
)
def test_detect_language_too_little_evidence_gives_und(text):
    assert detect_language(text) == "und"


def test_detect_language_of_close_relatives_is_one_of_them_or_und():
    danish = (
        "Han sagde, at det ikke er den rapport, som de havde bedt om, men at han efter "
        "mødet blev enig med dem."
    )
    assert detect_language(danish) in {"da", "und"}


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Albanian", "sq"),
        ("RUSSIAN", "ru"),
        (" English ", "en"),
        ("German", "de"),
        ("Deutsch", "de"),
        ("Français", "fr"),
        ("русский", "ru"),
        ("Chinese (Mandarin)", "zh"),
        ("Serbo-Croatian", "sh"),
        ("en", "en"),
        ("en-US", "en-us"),
        ("pt_BR", "pt-br"),
        ("Klingon", None),
        ("Russian; English", None),
        ("", None),
    ],
)
def test_language_tag_names_and_tags_are_known(name, tag):
    assert language_tag(name) == tag


@given(st.text())
def test_detect_language_on_any_text_gives_a_tag(text):
    found = detect_language(text)
    assert found == "und" or language_tag(found) == found
