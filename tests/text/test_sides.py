"""The sides of a meeting: from headings, from lists that stand apart, from the title."""

from __future__ import annotations

import pytest

from memograph.text.cues import cues
from memograph.text.sides import FoundSide, ListedGroup, SentDelegation, sides, title_sides

EN = cues("en")
HARBOUR_TALKS = ("French Harbour Delegation", "Polish Ministry of Ships")


def group(*members, heading=None, leader=None):
    return ListedGroup(heading=heading, leader=leader, members=members)


def found(groups, title=(), delegation=None, language="en"):
    return sides(groups, title, delegation, cues(language))


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        (
            "en",
            "Talks between the Polish Delegation and Party Leadership",
            ("Polish Delegation", "Party Leadership"),
        ),
        (
            "en",
            "Memorandum of Conversation between Ada Brown and Carl Green, 3 May 1961",
            ("Ada Brown", "Carl Green"),
        ),
        ("en", "Conversation of Mr. Brown with Mrs. Green", ("Mr. Brown", "Mrs. Green")),
        (
            "de",
            "Gespräch zwischen Minister Ost und Minister West am 3. Mai 1961",
            ("Minister Ost", "Minister West"),
        ),
        ("fr", "Entretien entre le ministre Brun et M. Vert", ("ministre Brun", "M. Vert")),
        ("en", "The Price of Coal", ()),
        ("en", "Talks between Poland, Ghana and Fiji", ()),
        ("en", "", ()),
    ],
)
def test_title_names_two_sides_or_none(language, title, expected):
    assert title_sides(title, cues(language)) == expected


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        (
            "de",
            "Gespräch zwischen dem Staatssekretär Ost und der Abordnung des Hafens",
            ("Staatssekretär Ost", "Abordnung des Hafens"),
        ),
        (
            "fr",
            "Entretien entre l’Union minière et la Banque de Bamako",
            ("Union minière", "Banque de Bamako"),
        ),
    ],
)
def test_sides_of_a_title_have_no_article_in_any_case(language, title, expected):
    assert title_sides(title, cues(language)) == expected


@pytest.mark.parametrize(
    "groups", [(), (group("a", "b"),), (group("a", leader="b"),), (group("a"), group("b"))]
)
def test_one_list_without_heading_tells_no_sides(groups):
    assert found(groups) == ()


def test_headings_name_the_sides():
    known = found((group("jan kos", heading="Polish"), group("luc vert", heading="French")))
    assert [(s.name, s.members) for s in known] == [
        ("Polish side", ("jan kos",)),
        ("French side", ("luc vert",)),
    ]
    assert [s.wordings for s in known] == [("Polish",), ("French",)]
    assert {s.kind for s in known} == {"Side"}


def test_one_list_with_a_heading_is_a_side():
    assert [s.name for s in found((group("jan kos", heading="Polish"),))] == ["Polish side"]


def test_lists_under_one_heading_are_one_side():
    known = found((group("a", heading="Polish"), group("b", "a", heading="POLISH")))
    assert [s.members for s in known] == [("a", "b")]


def test_heading_takes_the_name_of_the_part_of_the_title_that_it_shortens():
    known = found(
        (group("a", heading="French"), group("b", heading="Ghanaian")),
        ("French Harbour Delegation", "Ghanaian Ministry"),
    )
    assert [s.name for s in known] == ["French Harbour Delegation", "Ghanaian side"]


def test_heading_that_speaks_of_a_delegation_is_one():
    (known,) = found((group("a", heading="Polish delegation"),))
    assert (known.name, known.kind) == ("Polish delegation", "Delegation")


def test_delegation_is_the_side_of_whoever_leads_it():
    known = found(
        (group("jan kos"), group("luc vert", leader="ada brun")),
        HARBOUR_TALKS,
        SentDelegation(wording="harbour delegation of France", leader="ada brun"),
    )
    sent = next(s for s in known if s.kind == "Delegation")
    assert sent.name == "French Harbour Delegation"
    assert sent.leader == "ada brun"
    assert sent.members == ("ada brun", "luc vert")
    assert "harbour delegation of France" in sent.wordings


def test_other_side_gets_what_is_left_of_the_title():
    known = found(
        (group("jan kos"), group("luc vert", leader="ada brun")),
        HARBOUR_TALKS,
        SentDelegation(wording="delegation of France", leader="ada brun"),
    )
    assert [s.name for s in known] == ["Polish Ministry of Ships", "French Harbour Delegation"]
    assert known[0].kind == "Side"


def test_sides_without_any_name_are_called_after_their_people():
    known = found((group("jan kos"), group("luc vert", leader="ada brun")))
    assert [s.name for s in known] == ["Side of Jan Kos", "Side of Ada Brun"]


def test_delegation_whose_leader_is_nowhere_changes_no_side():
    groups = (group("a", heading="Polish"), group("b", heading="French"))
    sent = SentDelegation(wording="delegation of France", leader="somebody else")
    assert found(groups, (), sent) == found(groups)


@pytest.mark.parametrize(
    ("wording", "organizations"),
    [
        ("delegation of the Labour Party", (("Labour Party",),)),
        (
            "delegation of the Labour Party and of the Government of Mali",
            (("Labour Party",), ("Government of Mali",)),
        ),
        ("harbour delegation", ()),
    ],
)
def test_wording_of_a_delegation_tells_for_whom_it_speaks(wording, organizations):
    known = found(
        (group("a", heading="Polish"), group("b", heading="French")),
        (),
        SentDelegation(wording=wording, leader="b"),
    )
    assert known[1].organizations == organizations
    assert known[0].organizations == ()


def test_body_in_the_name_of_a_side_is_for_whom_it_speaks():
    (known,) = found(
        (group("a", heading="Maltese Labour Party"),), ("Maltese Labour Party Delegation",)
    )
    assert known.organizations == (("Maltese Labour Party",),)


def test_abbreviation_goes_to_the_body_whose_initials_it_is():
    known = found(
        (group("b", heading="Labour"),),
        ("Labour Union Delegation",),
        SentDelegation(wording="delegation of the LU", leader="b"),
    )
    assert known[0].organizations == (("Labour Union", "LU"),)


@pytest.mark.parametrize(
    ("language", "heading", "name"),
    [
        ("de", "deutscher", "Deutsche Seite"),
        ("de", "deutsche Delegation", "Deutsche Delegation"),
        ("fr", "malienne", "Partie malienne"),
        ("fr", "délégation malienne", "Délégation malienne"),
    ],
)
def test_name_of_a_side_begins_with_a_capital(language, heading, name):
    (known,) = found((group("a", heading=heading),), language=language)
    assert known.name == name


def test_side_has_no_people_until_told():
    assert FoundSide(name="Polish side").members == ()
