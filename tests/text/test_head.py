"""The head understood: people entered, sides told, meeting described."""

from __future__ import annotations

import pytest

from memograph.model import SourceFile
from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.head import understand_head
from memograph.text.layout import Layout
from memograph.text.people import People

TALKS = """\
Minutes of the Talks between the Maltese Harbour Delegation and the Ministry of Ships

Second Meeting

Date: 3 May 1961
Place: Room 4, Town Hall, Lusaka
Time: 9 a.m. - 10.15 a.m.

On our side there were present: Minister Jan Kos and Mrs. Ewa Lis.
Along with Minister Ada Vella there also took part: Mr. Karl Borg and Dr. Rita Zammit.

The delegation of the Republic of Malta, led by Minister Ada Vella, had come for the visit.
The conversation took place during the dinner given by President Lee Brown for the guests.

The interpreter was Tom White. Eve Stone took notes.
Absent: Mr. Hugo Sant
Edited by Max Gray
"""


GERMAN = """\
Teilnehmer:
von deutscher Seite:
Ada Braun, Leiterin der Delegation
von dänischer Seite:
Lars Lund
Dolmetscher: Karl Grün
"""
FRENCH = """\
Présents :
Pour la partie malienne : M. Luc Lebrun, président.
Pour la partie française : Mme Ada Levert.
Interprète : M. Jean Leblanc
"""


def page(title=""):
    file = SourceFile(file_name="memo.txt", sha256="0" * 64)
    return Layout(
        source="memo.txt", reader="test", slug="memo", source_file=file,
        conversation=Span(0, 0), title=title,
    )  # fmt: skip


def understood(text, title="", language="en"):
    people = People(cues(language))
    head = understand_head(text, (Span(0, len(text)),), page(title), people, cues(language))
    return head, {known.name: known for known in people}


def test_head_of_talks_tells_date_place_time_and_series():
    head, _ = understood(TALKS)
    assert head.date.iso == "1961-05-03"
    assert [p.name for p in head.places] == ["Room 4", "Town Hall", "Lusaka"]
    assert (head.time.start, head.time.end) == ("09:00", "10:15")
    assert head.series.position == 2


@pytest.mark.parametrize(
    ("name", "attestation", "roles"),
    [
        ("Jan Kos", ["listed"], []),
        ("Karl Borg", ["listed"], []),
        ("Ada Vella", ["listed"], []),
        ("Tom White", ["named"], ["interpreter"]),
        ("Eve Stone", ["named"], ["note-taker"]),
        ("Hugo Sant", ["absent"], []),
        ("Max Gray", [], []),
        ("Lee Brown", [], []),
    ],
)
def test_people_of_the_head_are_entered_as_it_names_them(name, attestation, roles):
    _, people = understood(TALKS)
    assert (people[name].attestation, people[name].roles) == (attestation, roles)


def test_people_listed_are_counted_without_staff_and_absent():
    assert understood(TALKS)[0].listed == 4


def test_host_is_whoever_gave_the_occasion():
    head, people = understood(TALKS)
    assert head.occasion.name == "dinner"
    assert head.host is people["Lee Brown"]


def test_delegation_is_led_by_the_one_whom_a_sentence_names():
    title = "Talks between the Maltese Harbour Delegation and the Ministry of Ships"
    head, _ = understood(TALKS, title)
    home, sent = head.sides
    assert (home.name, home.kind) == ("Ministry of Ships", "Side")
    assert (sent.name, sent.kind, sent.leader) == (
        "Maltese Harbour Delegation", "Delegation", "ada vella",
    )  # fmt: skip
    assert sent.members == ("ada vella", "karl borg", "rita zammit")


def test_host_in_no_list_belongs_to_the_side_that_was_not_sent():
    title = "Talks between the Maltese Harbour Delegation and the Ministry of Ships"
    assert understood(TALKS, title)[0].host_side == "Ministry of Ships"


def test_editors_and_recorders_are_told():
    head, people = understood(TALKS)
    assert head.editors == (people["Max Gray"],)
    assert head.recorders == (people["Eve Stone"],)


def test_value_of_the_first_field_is_given_with_single_blanks():
    text = "Place: Town   Hall\nPlace: Lusaka"
    head, _ = understood(text)
    assert head.value("place", text) == "Town Hall"
    assert head.value("date", text) is None


def test_empty_head_tells_nothing():
    head, people = understood("")
    assert people == {}
    assert head.listed == 0
    assert not any((head.sides, head.host, head.occasion, head.places, head.series))
    assert not any((head.time, head.date, head.created, head.editors, head.recorders))


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Chair: Ada Brown", "Ada Brown", "chair"),
        ("Chaired by Ada Brown.", "Ada Brown", "chair"),
        ("Interviewer: Ada Brown", "Ada Brown", "interviewer"),
        ("Stenographer: Ada Brown", "Ada Brown", "stenographer"),
        ("Secretary: Ada Brown", "Ada Brown", "secretary"),
        ("Observers: Ada Brown", "Ada Brown", "observer"),
    ],
)
def test_person_under_a_key_has_its_role(text, name, role):
    _, people = understood(text)
    assert people[name].roles == [role]
    assert people[name].attestation == ["named"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            GERMAN,
            {
                "Ada Braun": ["head-of-delegation"],
                "Lars Lund": [],
                "Karl Grün": ["interpreter"],
            },
        ),
        (
            "fr",
            FRENCH,
            {"Luc Lebrun": [], "Ada Levert": [], "Jean Leblanc": ["interpreter"]},
        ),
    ],
)
def test_heads_of_other_languages_tell_people_and_two_sides(language, text, expected):
    head, people = understood(text, language=language)
    assert {name: known.roles for name, known in people.items()} == expected
    assert len(head.sides) == 2


def test_chair_who_is_listed_too_is_one_person():
    _, people = understood("Chair: Mrs. Ada Brown\nPresent: Mrs. Ada Brown, Carl Green")
    assert list(people) == ["Ada Brown", "Carl Green"]
    assert people["Ada Brown"].attestation == ["named", "listed"]


def test_alias_of_a_key_belongs_to_its_person():
    _, people = understood("AB = Ada Brown\nCG = Carl Green")
    assert people["Ada Brown"].aliases == ["AB"]


def test_people_of_a_title_were_there_unless_a_list_says_who_was():
    title = "Conversation between Mr. Ada Brown and Mrs. Eve Green"
    _, people = understood("It rained.", title)
    assert {name: known.attestation for name, known in people.items()} == {
        "Ada Brown": ["named"],
        "Eve Green": ["named"],
    }
    _, people = understood("Present: Ada Brown, Carl Hay", title)
    assert people["Eve Green"].attestation == []


def test_head_can_lie_in_two_regions():
    text = "Date: 3 May 1961\n\nIt rained.\n\nPresent: Ada Brown, Carl Green"
    people = People(cues("en"))
    regions = (Span(0, 16), Span(text.index("Present"), len(text)))
    head = understand_head(text, regions, page(), people, cues("en"))
    assert head.listed == 2
    assert head.date.iso == "1961-05-03"
