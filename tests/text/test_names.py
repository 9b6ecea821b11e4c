"""Names of people: what is one, which titles stand before it, how fully it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.names import (
    fold,
    how_named,
    is_name_token,
    printed_name,
    role_name,
    tidy,
)

WORDS = st.text(alphabet="abcdeéßœABCDÉİı .-’'\u0301 \t", max_size=30)


@pytest.mark.parametrize(
    ("language", "text", "titles", "name", "named"),
    [
        ("en", "Comrade Ada Brown", ("Comrade",), "Ada Brown", "full"),
        ("en", "comrade Brown", ("comrade",), "Brown", "surname"),
        ("en", "Cde. Ada Brown", ("Cde.",), "Ada Brown", "full"),
        ("en", "Mr. J. R. Brown", ("Mr.",), "J. R. Brown", "surname"),
        ("en", "PREMIER BROWN", ("PREMIER",), "Brown", "surname"),
        ("en", "Foreign Minister Ada Brown", ("Foreign Minister",), "Ada Brown", "full"),
        (
            "en",
            "First Deputy Prime Minister Ada Brown",
            ("First Deputy Prime Minister",),
            "Ada Brown",
            "full",
        ),
        ("en", "Lieutenant General Ada Brown", ("Lieutenant", "General"), "Ada Brown", "full"),
        ("en", "MR. ST. CLAIR", ("MR.",), "St. Clair", "full"),
        ("en", "I.I. BROWN", (), "I.I. Brown", "surname"),
        ("en", "O’Brien", (), "O’Brien", "surname"),
        ("en", "d’Arcy", (), "d’Arcy", "surname"),
        ("en", "Ada al-Masri", (), "Ada al-Masri", "full"),
        ("en", "“Ada Brown”", (), "Ada Brown", "full"),
        ("en", "**Ada Brown**", (), "Ada Brown", "full"),
        ("en", "Ada  Brown", (), "Ada Brown", "full"),
        ("en", "Phạm Thị Lan", (), "Phạm Thị Lan", "full"),
        ("en", "林小红", (), "林小红", "surname"),
        ("en", "Петров И. И.", (), "Петров И. И.", "surname"),
        ("de", "Frau Dr. Braun", ("Frau", "Dr."), "Braun", "surname"),
        ("de", "Staatssekretär Dr. Karl Braun", ("Staatssekretär", "Dr."), "Karl Braun", "full"),
        ("de", "Genossin Ada Braun", ("Genossin",), "Ada Braun", "full"),
        ("fr", "M. Lebrun", ("M.",), "Lebrun", "surname"),
        ("fr", "Mme Ada Lebrun", ("Mme",), "Ada Lebrun", "full"),
    ],
)
def test_name_is_parted_from_its_titles(language, text, titles, name, named):
    found = printed_name(text, 0, cues(language))
    assert (found.titles, found.name, found.named) == (titles, name, named)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The President", "President"),
        ("en", "THE PRIME MINISTER", "Prime Minister"),
        ("en", "PM", "PM"),
        ("en", "Premier", "Premier"),
        ("en", "Chair", "Chair"),
        ("en", "Secretary of State", "Secretary of State"),
        ("en", "Mr. Speaker", "Mr. Speaker"),
        ("en", "Ambassador to China", "Ambassador to China"),
        ("en", "Mayor of Varna", "Mayor of Varna"),
        ("de", "der Vorsitzende", "Vorsitzende"),
        ("de", "BUNDESKANZLER", "Bundeskanzler"),
        ("fr", "Le Président", "Président"),
        ("fr", "la rapporteur", "Rapporteur"),
    ],
)
def test_title_alone_is_a_name_by_role(language, text, name):
    found = printed_name(text, 0, cues(language))
    assert (found.name, found.named, found.titles) == (name, "role", ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "   "),
        ("en", "rules"),
        ("en", "has set four rules"),
        ("en", "the"),
        ("en", "de la"),
        ("en", "Comrade"),
        ("en", "Mr. 007"),
        ("en", "Ada 2"),
        ("en", "Response to the question"),
        ("en", "A B C D E F G H"),
        ("en", "word " * 40),
        ("de", "die Rohre"),
        ("fr", "les trois points"),
    ],
)
def test_other_words_are_no_name(language, text):
    assert printed_name(text, 0, cues(language)) is None


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Herr von Aspern", "von Aspern"),
        ("de", "Frau von der Heide", "von der Heide"),
        ("de", "Freiherr von Aspern", "von Aspern"),
        ("fr", "M. de Gaillac", "de Gaillac"),
        ("fr", "Mme du Tertre", "du Tertre"),
    ],
)
def test_particle_after_a_title_begins_a_surname(language, text, name):
    found = printed_name(text, 0, cues(language))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["Ben", "Al", "Mac"])
def test_capitalized_given_name_that_is_spelt_like_a_particle_is_a_name(text):
    found = printed_name(text, 0, cues("en"))
    assert found is not None
    assert found.name == text


def test_elided_article_before_an_office_is_no_part_of_a_name():
    found = printed_name("L’Ambassadeur", 0, cues("fr"))
    assert found is not None
    assert found.named == "role"


def test_abbreviated_office_before_a_surname_is_a_title():
    found = printed_name("Pres. Brown", 0, cues("en"))
    assert (found.name, found.named) == ("Brown", "surname")


def test_capitals_are_told_and_the_name_is_in_ordinary_case():
    found = printed_name("ADA BROWN", 0, cues("en"))
    assert (found.name, found.capitals) == ("Ada Brown", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Comrade Ada Brown", "Ada Brown"),
        ("“Ada Brown”", "Ada Brown"),
        ("  The President ", "The President"),
        ("Mr. ADA BROWN", "ADA BROWN"),
    ],
)
def test_span_covers_the_bare_name_counted_from_the_offset(text, expected):
    found = printed_name(text, 100, cues("en"))
    assert Span(found.span.start - 100, found.span.end - 100).cut(text) == expected


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Ada Brown", "full"),
        ("Ada Brown-Green", "full"),
        ("Phạm Thị Lan", "full"),
        ("Brown", "surname"),
        ("A. Brown", "surname"),
        ("A.B. Brown", "surname"),
        ("Ada B. Brown", "surname"),
        ("A", "surname"),
    ],
)
def test_name_in_full_has_a_given_name_and_no_initials(name, named):
    assert how_named(name) == named


@pytest.mark.parametrize("name", ["van der Velde", "von Aspern", "de la Cruz", "ter Horst"])
def test_surname_with_its_particle_is_no_name_in_full(name):
    assert how_named(name) == "surname"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BROWN", "Brown"),
        ("Lin En-lai", "Lin Enlai"),
        ("Étienne", "Etienne"),
        ("O’Brien", "O'Brien"),
        ("J. R. Brown", "J R  Brown"),
        ("STRASSE", "Straße"),
    ],
)
def test_two_spellings_of_a_name_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Brown", "Braun"), ("Ada Brown", "Brown Ada")])
def test_two_names_fold_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("ADA  BROWN", "Ada Brown"),
        ("McAdam", "McAdam"),
        ("AB", "AB"),
        ("J. R. DE WITT-OAKES", "J. R. De Witt-Oakes"),
        ("ПЕТРОВ", "Петров"),
        ("林小红", "林小红"),
        (" Ada\n Brown ", "Ada Brown"),
    ],
)
def test_tidy_name_has_single_blanks_and_ordinary_case(printed, tidied):
    assert tidy(printed) == tidied


@pytest.mark.parametrize("word", ["O’Brien", "van", "al-Masri", "d’Arcy", "J.", "É", "林", "“Ada”"])
def test_word_with_a_capital_or_a_particle_can_be_part_of_a_name(word):
    assert is_name_token(word, cues("en"))


@pytest.mark.parametrize("word", ["rules", "Brown2", "", "“”", "12", "þor", "a/b"])
def test_word_in_lower_case_or_with_digits_can_not(word):
    assert not is_name_token(word, cues("en"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "THE PRIME MINISTER", "Prime Minister"),
        ("en", "ambassador", "Ambassador"),
        ("en", "the", "The"),
        ("de", "der Vorsitzende", "Vorsitzende"),
        ("fr", "la présidente", "Présidente"),
    ],
)
def test_role_has_no_article_and_a_capital(language, text, expected):
    assert role_name(text, cues(language)) == expected


@given(WORDS)
def test_fold_is_idempotent(name):
    assert fold(fold(name)) == fold(name)


@given(WORDS)
def test_tidy_is_idempotent(name):
    assert tidy(tidy(name)) == tidy(name)


@given(WORDS)
def test_fold_does_not_see_what_tidy_changes(name):
    assert fold(tidy(name)) == fold(name)


@given(st.text(max_size=40), st.sampled_from(["en", "de", "fr"]))
def test_any_words_are_a_name_inside_them_or_none(text, language):
    found = printed_name(text, 0, cues(language))
    assert found is None or (found.name and 0 <= found.span.start < found.span.end <= len(text))
