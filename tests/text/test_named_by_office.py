"""People whom a record calls by letters, by rank of birth, by office alone or not at all."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader
from memograph.text.attendance import attendees
from memograph.text.cues import cues
from memograph.text.names import printed_name
from memograph.text.reported import opening

EN = cues("en")


def read(text):
    (record,) = TranscriptReader().read(Source(name="a.txt", stem="a", data=text.encode()))
    names = {agent.id: agent.name for agent in record.everyone()}
    return record, [names[turn.speaker[0]] for turn in record.turns]


def test_letters_are_tied_where_one_way_remains():
    text = (
        "Memorandum of Telephone Conversation\n\nMay 4, 1970\n\nParticipants:\n"
        "President Ada Quill\nDr. Karl Quist\n\nQ: Mr. President, the ships are in.\n\n"
        "P: Which ships?\n\nQ: Ours.\n\nP: Good.\n"
    )
    assert read(text)[1] == ["Karl Quist", "Ada Quill", "Karl Quist", "Ada Quill"]


def test_letters_that_fit_two_people_stay_letters():
    text = (
        "Memorandum of Conversation\n\nMay 4, 1970\n\nParticipants:\n"
        "Mr. Ada Quill\nMr. Karl Quist\n\n"
        "Q: The ships are in.\n\nX: Which?\n\nQ: Ours.\n\nX: Yes.\n"
    )
    assert read(text)[1] == ["Q", "X", "Q", "X"]


@pytest.mark.parametrize(
    ("words", "name", "named"),
    [
        ("The King", "King", "role"),
        ("the Crown Prince of Norland", "Crown Prince of Norland", "role"),
        ("The Shah", "Shah", "role"),
        ("Mr. King", "King", "surname"),
        ("Dr. Bishop", "Bishop", "surname"),
        ("Mr. Speaker", "Mr. Speaker", "role"),
        ("King Olaf", "Olaf", "surname"),
    ],
)
def test_crowned_heads_are_told_from_surnames(words, name, named):
    found = printed_name(words, 0, EN)
    assert (found.name, found.named) == (name, named)


def test_who_heads_a_body_does_not_chair_the_meeting():
    line = "Admiral Tom Marsh, Chairman, Joint Chiefs of Staff"
    (found,) = attendees(line, Span(0, len(line)), EN, item=True)
    assert (found.roles, found.posts) == ((), ("Chairman, Joint Chiefs of Staff",))
    line = "Admiral Tom Marsh, Chairman"
    assert attendees(line, Span(0, len(line)), EN, item=True)[0].roles == ("chair",)


def test_role_before_a_dash_is_that_of_the_name_behind_it():
    line = "Chairman—Karl Quist"
    (found,) = attendees(line, Span(0, len(line)), EN, item=True)
    assert (found.name.name, found.roles) == ("Karl Quist", ("chair",))


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("3. Air access. The Minister said that it mattered.", "Minister"),
        ("Fish. Mr. Quill asked for more.", "Quill"),
        ("He agreed. The Minister said so too.", None),
        ("I agreed. The Minister said so too.", "Author"),
    ],
)
def test_heading_that_runs_in_hides_no_speaker(words, speaker):
    found = opening(words, Span(0, len(words)), (), EN)
    assert (found.subject.speakers[0].name if found else None) == speaker
    assert found is None or found.paragraph == Span(0, len(words))


def test_secretary_is_who_is_listed_so_and_no_secretary_of_something_else():
    text = (
        "Memorandum of Conversation\n\nMay 4, 1961\n\nParticipants:\nThe Secretary of State\n"
        "Lord Moor, Secretary of State for Foreign Affairs\n\n"
        "The Secretary said that it was late.\n\nLord Moor replied that it was not.\n\n"
        "The Foreign Secretary added that it was noon.\n"
    )
    names = read(text)[1]
    assert names[0] == "Secretary of State"
    assert names[1] == names[2] == "Moor"


def test_offices_in_a_row_are_not_each_other_s_apposition():
    text = (
        "Memorandum of Conversation\n\nMay 4, 1961\n\n"
        "The President opened the talk with thanks.\n\n"
        "In reply to a question from the President, Secretary Moor said that it was late.\n\n"
        "The President agreed.\n"
    )
    assert read(text)[1] == ["President", "Moor", "President"]
