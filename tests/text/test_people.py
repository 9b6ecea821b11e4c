"""Who is who in one record."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.text.attendance import attendees
from memograph.text.cues import cues
from memograph.text.known import add
from memograph.text.names import printed_name
from memograph.text.people import People

LISTED = (
    "Minister Ada Brown (AB), Mr. Carl Green, Mrs. Eve Green, Dr. Jan van der Velde (interpreter), "
    "J. R. Stone, Lin Xiaohong, Kim Ost, Minister of Trade"
)


def met(text=LISTED, language="en"):
    people = People(cues(language))
    for one in attendees(text, Span(0, len(text)), cues(language)):
        people.listed(one)
    return people


def resolved(words, text=LISTED, language="en"):
    return met(text, language).resolve(printed_name(words, 0, cues(language)))


def test_nobody_is_known_at_first():
    assert list(People(cues("en"))) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Brown", "Ada Brown"),
        ("ADA BROWN", "Ada Brown"),
        ("Brown", "Ada Brown"),
        ("Ada", "Ada Brown"),
        ("Comrade Brown", "Ada Brown"),
        ("Minister Brown", "Ada Brown"),
        ("AB", "Ada Brown"),
        ("A. Brown", "Ada Brown"),
        ("Mr. Green", "Carl Green"),
        ("Mrs. Green", "Eve Green"),
        ("Velde", "Jan van der Velde"),
        ("van der Velde", "Jan van der Velde"),
        ("Stone", "J. R. Stone"),
        ("J. Stone", "J. R. Stone"),
        ("Xiaohong Lin", "Lin Xiaohong"),
        ("Lin", "Lin Xiaohong"),
        ("The interpreter", "Jan van der Velde"),
        ("the Minister of Trade", "Kim Ost"),
    ],
)
def test_name_finds_the_person_meant(words, name):
    found = resolved(words)
    assert found.known is not None
    assert found.known.name == name
    assert 0 < found.confidence < 1


@pytest.mark.parametrize("words", ["Black", "Adam Brown", "B. Brown", "The Ambassador", "Brow"])
def test_name_of_somebody_else_finds_nobody(words):
    found = resolved(words)
    assert found.known is None
    assert found.rivals == ()


def test_name_that_fits_two_people_fits_none():
    found = resolved("Green")
    assert found.known is None
    assert found.rivals == ("Carl Green", "Eve Green")


def test_name_in_full_is_surer_than_a_surname():
    assert resolved("Ada Brown").confidence > resolved("Brown").confidence


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        ("de", "Herr Karl Braun, Frau Ada Braun", "Frau Braun", "Ada Braun"),
        ("de", "Herr Karl Braun, Frau Ada Grün (Dolmetscherin)", "Dolmetscher", "Ada Grün"),
        ("fr", "M. Luc Levert, Mme Ada Levert", "M. Levert", "Luc Levert"),
        ("fr", "M. Luc Lebrun, ambassadeur ; Mme Ada Levert", "Ambassadeur", "Luc Lebrun"),
    ],
)
def test_titles_and_roles_tell_people_apart(language, text, words, name):
    found = resolved(words, text, language)
    assert found.known is not None
    assert found.known.name == name


def test_person_listed_twice_is_one_with_all_that_was_said():
    people = met("Ada Brown, Minister; Mr. Carl Green; ADA BROWN (chair)")
    (ada, _) = people
    assert ada.printed == ["Ada Brown", "ADA BROWN"]
    assert ada.posts == ["Minister"]
    assert ada.roles == ["chair"]
    assert ada.attestation == ["listed"]


def test_letters_in_brackets_after_a_name_are_an_alias_if_they_are_its_initials():
    people = met("Ada Brown (AB), Carl Green (XY)")
    assert [known.aliases for known in people] == [["AB"], []]


def test_person_is_entered_once():
    people = People(cues("en"))
    name = printed_name("Ada Brown", 0, cues("en"))
    assert people.enter(name) is people.enter(name)
    assert people.enter_name("ADA BROWN", "full") is people.enter(name)
    assert [known.id for known in people] == ["person/Ada Brown"]


def test_group_and_person_of_one_name_are_two():
    people = People(cues("en"))
    group = people.enter_name("All", "label", collective=True)
    person = people.enter_name("All", "surname")
    assert (group.id, person.id) == ("group/All", "person/All")


def test_people_come_in_the_order_in_which_they_were_met():
    assert [k.name for k in met("Eve White, Ada Brown")] == ["Eve White", "Ada Brown"]


def test_namesakes_with_titles_of_two_sexes_stay_apart():
    people = met("Mr. Kim Ost, Mrs. Eve Ost")
    assert [k.name for k in people] == ["Kim Ost", "Eve Ost"]


def test_add_keeps_each_once_and_no_empty_ones():
    items = ["a"]
    for item in ("b", "", "a", "b"):
        add(items, item)
    assert items == ["a", "b"]


def test_tokens_of_a_known_person_are_folded():
    people = People(cues("en"))
    assert people.enter_name("J. R. O’BRIEN", "surname").tokens == ("j", "r", "obrien")
