"""The head of a record: keyed lines, lists and sentences as fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.fields import fields
from memograph.text.header import Unit, sentences, units

WRAPPED = """\
The conversation took place in the council chamber of the harbour board
of Varna, to which the members of the board and the captains of all the
ships that lay at the mole on that day had been invited by the director
of the port.
Interpreter: Ada Brown
"""
HEADS = st.lists(
    st.sampled_from(
        ["Date:", "3 May 1961", "Present:", "PRESENT", "Ada Brown", ",", ";", ".", "\n", "\n\n",
         "on the Polish side", "The interpreter was", "AB =", "Mr.", "Polish side:", "(chair)"]
    ),
    max_size=20,
).map(" ".join)  # fmt: skip


def read(text, language="en"):
    return fields(text, Span(0, len(text)), cues(language))


def values(text, language="en"):
    return [(f.name, f.span.cut(text).strip(" .;")) for f in read(text, language)]


def by_side(text, language="en"):
    return [(f.side, f.span.cut(text).strip(" .;")) for f in read(text, language)]


@pytest.mark.parametrize(
    ("language", "line", "name", "value"),
    [
        ("en", "Date: 3 May 1961", "date", "3 May 1961"),
        ("en", "DATE : 3 May 1961", "date", "3 May 1961"),
        ("en", "**Date:** 3 May 1961", "date", "3 May 1961"),
        ("en", "__Place__: Lusaka", "place", "Lusaka"),
        ("en", "Those present: Ada Brown", "participants", "Ada Brown"),
        ("en", "Chairing: Ada Brown", "chair", "Ada Brown"),
        ("en", "Foreign guests: Ada Brown", "participants", "Ada Brown"),
        ("en", "Conversation with: Ada Brown", "participants", "Ada Brown"),
        ("en", "Recording officials: Ada Brown", "note-taker", "Ada Brown"),
        ("en", "Present-Dr. A. Brown, Mr. Green", "participants", "Dr. A. Brown, Mr. Green"),
        ("en", "PRESENT – Ada Brown, Carl Green", "participants", "Ada Brown, Carl Green"),
        ("en", "To: Ada Brown", "addressee", "Ada Brown"),
        ("en", "From: Ada Brown", "sender", "Ada Brown"),
        ("de", "Ort: Rathaus", "place", "Rathaus"),
        ("de", "Vorsitz: Ada Braun", "chair", "Ada Braun"),
        ("de", "Beginn: 9.05 Uhr", "start", "9.05 Uhr"),
        ("de", "entschuldigt: Ada Braun", "absent", "Ada Braun"),
        ("fr", "Lieu : Bamako", "place", "Bamako"),
        ("fr", "Interprète : Mme Levert", "interpreter", "Mme Levert"),
        ("fr", "Excusé : M. Lebrun", "absent", "M. Lebrun"),
    ],
)
def test_keyed_line_is_a_field(language, line, name, value):
    assert values(line, language) == [(name, value)]
    assert read(line, language)[0].keyed


def test_full_width_colon_ends_a_key():
    assert values("Date：3 May 1961") == [("date", "3 May 1961")]


@pytest.mark.parametrize(
    "line", ["Steel: it is short", "It rained all day.", "10:30", "Ada Brown: Yes.", "", "Date:"]
)
def test_other_line_is_no_field(line):
    assert read(line) == ()


@pytest.mark.parametrize(
    ("language", "sentence", "name", "value"),
    [
        ("en", "In the conversation there were present: Ada Brown and Carl Green.",
         "participants", "Ada Brown and Carl Green"),
        ("en", "The meeting was attended by Ada Brown.", "participants", "Ada Brown"),
        ("en", "Ada Brown and Carl Green attended.", "participants", "Ada Brown and Carl Green"),
        ("en", "The interpreter was Ada Brown.", "interpreter", "Ada Brown"),
        ("en", "Interpreted by Ada Brown.", "interpreter", "Ada Brown"),
        ("en", "Ada Brown served as interpreter.", "interpreter", "Ada Brown"),
        ("en", "The stenographer was Ada Brown.", "stenographer", "Ada Brown"),
        ("en", "Ada Brown took notes.", "note-taker", "Ada Brown"),
        ("en", "Minutes were taken by Ada Brown.", "note-taker", "Ada Brown"),
        ("en", "Chaired by Comrade Brown", "chair", "Comrade Brown"),
        ("en", "Ada Brown was in the chair.", "chair", "Ada Brown"),
        ("en", "Edited by Ada Brown", "editor", "Ada Brown"),
        ("en", "Apologies were received from Ada Brown.", "absent", "Ada Brown"),
        ("de", "Anwesend waren: Ada Braun und Karl Grün.", "participants",
         "Ada Braun und Karl Grün"),
        ("de", "Den Vorsitz führte Ada Braun.", "chair", "Ada Braun"),
        ("de", "Als Dolmetscher fungierte Karl Braun.", "interpreter", "Karl Braun"),
        ("de", "Protokoll führte Ada Braun.", "note-taker", "Ada Braun"),
        ("fr", "Procès-verbal rédigé par Mme Levert.", "note-taker", "Mme Levert"),
        ("fr", "La séance s’est tenue sous la présidence de M. Lebrun.", "chair", "M. Lebrun"),
    ],
)  # fmt: skip
def test_sentence_about_people_is_a_field(language, sentence, name, value):
    assert values(sentence, language) == [(name, value)]
    assert not read(sentence, language)[0].keyed


def test_attended_by_without_a_colon_lists_people():
    text = "In the chair: Ada Brown\nAttended by Coms. Green, C.D., White, E."
    assert [name for name, _ in values(text)] == ["chair", "participants"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "PARTICIPANTS:\nAda Brown\nCarl Green", ["Ada Brown", "Carl Green"]),
        ("en", "PRESENT\n\nAda Brown, Minister\nCarl Green", ["Ada Brown, Minister", "Carl Green"]),
        (
            "en",
            "Present: Ada Brown,\nCarl Green, Eve White",
            ["Ada Brown,", "Carl Green, Eve White"],
        ),
        ("de", "Anwesende\n\nAda Braun\nKarl Grün", ["Ada Braun", "Karl Grün"]),
        ("fr", "Présents :\nM. Lebrun\nMme Levert", ["M. Lebrun", "Mme Levert"]),
    ],
)
def test_list_under_a_heading_goes_on_line_by_line(language, text, expected):
    assert values(text, language) == [("participants", value) for value in expected]


def test_list_ends_at_a_sentence():
    text = (
        "PRESENT\n\nAda Brown\nCarl Green\n\nThe talk began when all had found seats.\n\nEve White"
    )
    assert [value for _, value in values(text)] == ["Ada Brown", "Carl Green"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Participants on the Polish side:\nJan Kos\nEwa Lis\n\nFrench side:\nLuc Vert",
            [("Polish", "Jan Kos"), ("Polish", "Ewa Lis"), ("French", "Luc Vert")],
        ),
        (
            "en",
            "Polish side\n\nJan Kos\n\nFrench delegation\n\nLuc Vert",
            [("Polish", "Jan Kos"), ("French", "Luc Vert")],
        ),
        (
            "en",
            "Present: from the Polish side: Jan Kos and Ewa Lis; from the French side: Luc Vert.",
            [("Polish", "Jan Kos and Ewa Lis"), ("French", "Luc Vert")],
        ),
        (
            "en",
            "Present were: from the Polish side - Jan Kos; from the French side - Luc Vert",
            [("Polish", "Jan Kos"), ("French", "Luc Vert")],
        ),
        (
            "en",
            "also present: From our side, Ada Brown; from the Polish side Jan Kos",
            [("our", "Ada Brown"), ("Polish", "Jan Kos")],
        ),
        (
            "de",
            "Teilnehmer:\nvon deutscher Seite:\nAda Braun\nvon dänischer Seite:\nLars Lund",
            [("deutscher", "Ada Braun"), ("dänischer", "Lars Lund")],
        ),
        (
            "fr",
            "Présents :\nPour la partie malienne : M. Lebrun.\nDu côté français : Mme Levert.",
            [("malienne", "M. Lebrun"), ("français", "Mme Levert")],
        ),
        ("fr", "Du côté malien : M. Lebrun", [("malien", "M. Lebrun")]),
    ],
)
def test_people_are_listed_by_side(language, text, expected):
    assert by_side(text, language) == expected


@pytest.mark.parametrize(
    ("text", "side"), [("Secretary of State: Ada Brown", None), ("Polish side: Jan Kos", "Polish")]
)
def test_office_is_no_heading_of_a_side(text, side):
    assert [f.side for f in read(text)] == ([side] if side else [])


def test_one_whom_others_accompany_is_their_leader():
    text = "Along with Minister Ada Brown there also took part: Carl Green and Eve White."
    (found,) = read(text)
    assert found.leader.cut(text) == "Minister Ada Brown"
    assert found.span.cut(text) == "Carl Green and Eve White"


def test_letters_that_stand_for_a_name_are_its_alias():
    text = "AB = Ada Brown\nCG = Carl Green"
    assert [(f.alias, f.span.cut(text)) for f in read(text)] == [
        ("AB", "Ada Brown"),
        ("CG", "Carl Green"),
    ]


def test_several_keys_can_stand_on_one_line():
    text = "Present: Ada Brown. Absent: Carl Green. Interpreter: Eve White."
    assert values(text) == [
        ("participants", "Ada Brown"),
        ("absent", "Carl Green"),
        ("interpreter", "Eve White"),
    ]


def test_several_sentences_of_a_line_are_read_each():
    text = "The interpreter was Ada Brown. The stenographer was Carl Green. Eve White took notes."
    assert [name for name, _ in values(text)] == ["interpreter", "stenographer", "note-taker"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("It was Mr. L. Ray. Ann Fox left.", ["It was Mr. L. Ray.", "Ann Fox left."]),
        ("It cost 5.20 francs. Enough.", ["It cost 5.20 francs.", "Enough."]),
        ("One; Two", ["One; Two"]),
        ("Present: Ada; Absent: Carl", ["Present: Ada;", "Absent: Carl"]),
        ("No. 4 was lost", ["No. 4 was lost"]),
        ("", [""]),
    ],
)
def test_sentences_end_at_stops_that_shorten_nothing(text, expected):
    unit = Unit(span=Span(0, len(text)), text=text, gap=0)
    assert [u.text for u in sentences(text, unit, cues("en"))] == expected


def test_wrapped_lines_are_one_unit_and_a_key_opens_another():
    found = units(WRAPPED, Span(0, len(WRAPPED)), cues("en"))
    assert len(found) == 2
    assert found[0].text.startswith("The conversation")
    assert found[1].text == "Interpreter: Ada Brown"


def test_units_count_the_blank_lines_before_them():
    text = "One\n\n\nTwo\nThree"
    assert [u.gap for u in units(text, Span(0, len(text)), cues("en"))] == [0, 2, 0]


@given(HEADS)
def test_fields_lie_inside_the_text(text):
    for field in read(text):
        assert 0 <= field.span.start <= field.span.end <= len(text)
        assert 0 <= field.unit.start <= field.unit.end <= len(text)


@given(HEADS)
def test_units_cover_all_printed_characters(text):
    covered = {
        at
        for unit in units(text, Span(0, len(text)), cues("en"))
        for at in range(unit.span.start, unit.span.end)
    }
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


def test_side_can_stand_behind_its_people():
    text = "Present: Jan Kos and Ewa Lis from the Polish side; Luc Vert from the French side."
    assert by_side(text) == [("Polish", "Jan Kos and Ewa Lis"), ("French", "Luc Vert")]


def test_numbered_line_ends_a_list_without_numbers():
    text = "PRESENT\n\nAda Brown\nCarl Green\n\n1. Eve White was thanked."
    assert [value for _, value in values(text)] == ["Ada Brown", "Carl Green"]
