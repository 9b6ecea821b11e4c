"""Names of speakers who are known by an id and by printed labels."""

from __future__ import annotations

import pytest

from memograph.text.marked_names import is_unknown, speaker_name, words_of_id
from memograph.text.times import find_times


@pytest.mark.parametrize(
    ("ident", "label", "language", "name", "named"),
    [
        ("GimpšekJanez", "ZAPOVEDNIK JANEZ GIMPŠEK:", "sl", "Janez Gimpšek", "full"),
        ("HeskovOlmaVera", "OLMA HESKOVA:", "sl", "Olma Heskova", "full"),
        ("LührsOkko", "Ing. Lührs:", "de", "Okko Lührs", "full"),
        ("ToldeWandaMaría", "A PRESIDENTA (Tolde):", "gl", "Wanda María Tolde", "full"),
        ("brend-ada", "Kolega Ada Brend (Elmport)", "sl", "Ada Brend", "full"),
        ("ToldeWandaMaría", "A SECRETARIA (Tolde Jorva):", "gl", "Tolde Wanda María", "label"),
        ("PAD_007", "Präsident Dr. Jorg Kolv", "de", "Jorg Kolv", "full"),
        ("p7", "PREDSEDNIK JANEZ GIMPŠEK:", "sl", "Janez Gimpšek", "full"),
        ("", "Mrs. Vesk:", "en", "Vesk", "surname"),
        ("", "The Chairman:", "en", "Chairman", "role"),
        ("unknown-M", "GENTLEMAN _____:", "sl", "GENTLEMAN", "label"),
        ("unknown-M", "", "sl", "unknown-M", "label"),
        ("", "", "en", "Unknown speaker", "label"),
    ],
)  # fmt: skip
def test_name_of_speaker_is_what_label_and_id_agree_on(
    ident: str, label: str, language: str, name: str, named: str
) -> None:
    found = speaker_name(ident, [label], language)
    assert (found.name, found.named) == (name, named)


@pytest.mark.parametrize(
    ("ident", "expected"),
    [("unknown", True), ("unknown-F", True), ("UnknownMale1", True), ("N.N.", True),
     ("UnkovAda", False), ("Anonby-Per", False), ("PAD_1", False)],
)  # fmt: skip
def test_id_of_somebody_unknown_says_so(ident: str, *, expected: bool) -> None:
    assert is_unknown(ident) is expected


def test_words_of_an_id_end_where_small_letters_do() -> None:
    assert words_of_id("MarínŠtefanÁngel_3") == ("Marín", "Štefan", "Ángel")


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("Ábrese a sesión ás sete e cinco minutos da mañá", "gl", "07:05"),
        ("Remata ás oito e media da tarde", "gl", "20:30"),
        ("A sessão teve início às quinze horas e cinco minutos", "pt", "15:05"),
        ("La séance est levée à vingt heures trente", "fr", "20:30"),
        ("a las veinte horas y treinta y cinco minutos", "es", "20:35"),
        ("Se levanta a las dos y cuarto de la tarde", "es", "14:15"),
        ("They were three and five of them left", "en", None),
        ("Nothing", "xx", None),
    ],
)
def test_time_in_words_is_read_where_something_says_that_it_is_one(
    words: str, language: str, expected: str | None
) -> None:
    assert next((one.start for one in find_times(words, language=language)), None) == expected


@pytest.mark.parametrize(
    ("label", "ident", "name", "named"),
    [
        ("Anf. 2 EVA LIND ÅKERMAN (M):", "Q11", "Eva Lind Åkerman", "full"),
        ("Statsrådet OLA BERG replik", "Q12", "Ola Berg", "full"),
        ("PREDSEDAVA OLA BERG", "Q12", "PREDSEDAVA OLA BERG", "label"),
        ("Herr Sundgren:", "unknown", "Sundgren", "surname"),
        ("Herr Talman Sundgren:", "unknown", "Herr Talman Sundgren", "label"),
    ],
)
def test_names_in_capitals_and_behind_courtesies_are_known_in_any_language(
    label, ident, name, named
):
    found = speaker_name(ident, [label], "sv")
    assert (found.name, found.named) == (name, named)
