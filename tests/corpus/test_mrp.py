"""Minutes of ministers' councils in TEI: the facts read by hand."""

from __future__ import annotations

import json

import pytest

from memograph.readers.source import open_source
from memograph.readers.tei import minutes
from memograph.readers.xml import tree

ROLES = {"protocol": "note-taker", "chair": "chair", "attendant": "participant"}


def read(path):
    source = open_source(path)
    return minutes.read(tree(source).root, source, reader="tei", problems=())


def gold(corpus):
    entries = json.loads((corpus / "gold-dev.json").read_text(encoding="utf-8"))
    return [each for each in entries if each["path"].startswith("tei/mrp/")]


@pytest.fixture(scope="session")
def records(corpus):
    return [(each, read(corpus / each["path"])) for each in gold(corpus)]


def by_name(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    return {names[each.participant]: each for each in record.participations}


def test_meetings_are_as_read_by_hand(records):
    assert records
    for facts, record in records:
        (meeting,) = record.meetings
        assert record.document.title == facts["title"]
        assert meeting.date == facts["meeting_date"]
        assert [place.name for place in record.places] == [facts["place"]]


def test_attendance_is_as_read_by_hand(records):
    for facts, record in records:
        parts = by_name(record)
        listed = {n for n, p in parts.items() if {"listed", "named"} & set(p.attestation)}
        absent = {n for n, p in parts.items() if "absent" in p.attestation}
        assert listed == {each["name"] for each in facts["participants"]}
        assert absent == {each["name"] for each in facts["absent"]}
        for each in facts["participants"]:
            wanted = {ROLES[role] for role in each["role"].split("; ")}
            assert wanted <= set(parts[each["name"]].role), each["name"]


def test_statements_are_reported_and_in_order(records):
    for _, record in records:
        assert record.statements
        assert {each.mode for each in record.statements} == {"reported"}
        ends = [0, *(each.span.end for each in record.statements)]
        for end, each in zip(ends, record.statements, strict=False):
            assert end <= each.span.start
            assert each.span.cut(record.full_text) == each.text


def test_speakers_with_a_reference_are_the_people_listed(corpus):
    record = read(corpus / "tei/mrp/MRP-3-0-08-2-19180612-P-0229.xml")
    parts = by_name(record)
    assert parts["Seidler"].role == ("participant", "chair")
    assert parts["Ehrhart"].role == ("note-taker",)
    assert parts["Homann"].attestation == ("absent",)
    assert sum("speaks" in each.attestation for each in parts.values()) == 10
    seidler = next(each for each in record.persons if each.name == "Seidler")
    assert seidler.key == "mrp-mpr4561"
    assert len([turn for turn in record.turns if seidler.id in turn.speaker]) == 5
