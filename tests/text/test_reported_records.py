"""Whole records of reported speech, and papers in which somebody said something and no more.

The texts stand in tests/text/reported and were written for these tests.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memograph import read

HERE = Path(__file__).resolve().parent / "reported"
TOLD = json.loads((HERE / "told.json").read_text(encoding="utf-8"))
NONE = sorted((HERE / "none").glob("*.txt"))


def names(record):
    return {agent.id: agent.name for agent in record.everyone()}


def heard(record):
    """Return who says what, by its first words and in which mode."""
    known, said = names(record), {each.order: each for each in record.statements}
    return [
        [
            " + ".join(known[who] for who in turn.speaker),
            " ".join(said[turn.order].text.split())[:28].strip(),
            said[turn.order].mode,
        ]
        for turn in record.turns
    ]


def test_every_text_has_its_facts():
    assert set(TOLD) == {path.name for path in HERE.glob("*.txt")}
    assert len(TOLD) > 11


@pytest.mark.parametrize("name", TOLD)
def test_record_tells_who_said_what_in_which_mode(name):
    record = read(HERE / name)
    assert heard(record) == TOLD[name]["turns"]


@pytest.mark.parametrize("name", TOLD)
def test_last_words_are_those_of_the_last_speaker(name):
    record = read(HERE / name)
    assert record.statements[-1].text.endswith(TOLD[name]["ends"])


@pytest.mark.parametrize("name", TOLD)
def test_record_has_these_people_and_nobody_else(name):
    record = read(HERE / name)
    known = names(record)
    assert sorted(known[each.participant] for each in record.participations) == sorted(
        TOLD[name]["people"]
    )


@pytest.mark.parametrize("name", TOLD)
def test_statements_are_their_spans_and_overlap_nothing(name):
    record = read(HERE / name)
    text, end = record.text_versions[0].full_text, 0
    for statement in record.statements:
        assert statement.text == statement.span.cut(text)
        assert statement.span.start >= end
        end = statement.span.end


@pytest.mark.parametrize("path", NONE, ids=lambda path: path.stem)
def test_paper_in_which_somebody_said_something_is_no_record(path):
    record = read(path)
    assert record.document.kind == "Document"
    assert (record.turns, record.statements, record.participations) == ((), (), ())


def test_there_are_papers_that_are_no_record():
    assert len(NONE) > 5
