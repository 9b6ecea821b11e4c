"""Pages of two archives with papers that report speech, with facts written down before reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from memograph.readers.html.reader import HtmlReader
from memograph.readers.source import Source

HERE = Path(__file__).parent / "unseen"


@pytest.fixture(scope="module")
def read():
    def one(name):
        data = (HERE / f"{name}.html").read_bytes()
        (record,) = HtmlReader().read(Source(name=f"{name}.html", stem=name, data=data))
        return record

    return one


def speakers(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    return [" + ".join(names[one] for one in turn.speaker) for turn in record.turns]


def people(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    return {names[part.participant]: part.role[-1] for part in record.participations}


def test_reported_memorandum_gives_each_paragraph_to_who_opens_it(read):
    record = read("reported")
    assert speakers(record) == [
        "President", "Petrenko", "Secretary", "Gorsky", "President", "Petrenko",
    ]  # fmt: skip
    assert people(record) == {
        "President": "participant",
        "Secretary": "participant",
        "Alvar": "interpreter",
        "Petrenko": "participant",
        "Gorsky": "participant",
        "Sokolin": "interpreter",
    }
    assert record.meetings[0].started_at == "1961-06-03T12:45:00"
    assert "[Page" not in record.full_text


def test_minutes_list_people_below_the_names_of_their_offices(read):
    record = read("minutes")
    assert people(record) == {
        "Heinrich A. Kessler": "chair",
        "John Irvine": "participant",
        "Marshall Grene": "participant",
        "Armistead Selby": "participant",
        "Richard Nowell": "participant",
    }
    assert speakers(record) == [
        "Heinrich A. Kessler", "John Irvine", "Richard Nowell", "Heinrich A. Kessler",
        "Marshall Grene", "Armistead Selby",
    ]  # fmt: skip
    assert record.meetings[0].ended_at == "1971-03-09T16:35:00"


def test_editorial_note_that_quotes_a_talk_is_no_record(read):
    record = read("editorial-note")
    assert (record.meetings, record.participations, record.turns) == ((), (), ())


def test_archive_page_with_a_reported_talk_leaves_its_summary_out(read):
    record = read("archive-summary")
    assert speakers(record) == [
        "Petr Kralik", "Ilya Borodin", "Petr Kralik", "Ilya Borodin", "Petr Kralik",
    ]  # fmt: skip
    assert people(record) == {
        "Anna Lisova": "interpreter",
        "V. Tomsa": "note-taker",
        "Ilya Borodin": "participant",
        "Petr Kralik": "participant",
    }
    assert record.meetings[0].ended_at == "1967-10-10T12:15:00"
