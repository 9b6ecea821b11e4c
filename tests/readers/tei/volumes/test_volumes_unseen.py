"""Whole volumes of many kinds of paper, with facts that were written down before they were read.

The volumes stand beside this module with their facts; every person in them is invented. A name of
the facts is part of the name of the agent; several speakers of a statement are joined by "+".
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from memograph.readers.source import Source
from memograph.readers.tei import volumes

HERE = Path(__file__).parent / "unseen"
FACTS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("*.json"))}
CASES = [(volume, document) for volume, facts in FACTS.items() for document in facts]


@pytest.fixture(scope="module")
def records():
    found = {}
    for volume in FACTS:
        data = (HERE / f"{volume}.xml").read_bytes()
        source = Source(name=f"{volume}.xml", stem=volume, data=data)
        found[volume] = {
            record.document.slug.partition("-")[2].partition("-")[2]: record
            for record in volumes.read(source, "tei")
        }
    return found


@pytest.fixture(params=CASES, ids="-".join)
def case(request, records):
    volume, document = request.param
    return records[volume][document], FACTS[volume][document]


def named(wanted, names):
    """Tell whether each wanted name is a word of one of the names."""
    return all(
        any(re.search(rf"\b{one.replace('_', ' ')}\b", name) for name in names)
        for one in wanted.split("+")
    )


def test_volumes_hold_no_other_records(records):
    assert {v: sorted(found) for v, found in records.items()} == {
        v: sorted(facts) for v, facts in FACTS.items()
    }


def test_statements_are_those_that_were_read_by_hand(case):
    record, facts = case
    names = {agent.id: agent.name for agent in record.everyone()}
    speakers = [[names[one] for one in turn.speaker] for turn in record.turns]
    assert len(speakers) == len(facts["said"]), speakers
    for wanted, told in zip(facts["said"], speakers, strict=True):
        assert named(wanted, told), (wanted, told)
    for segment in record.segments():
        assert record.full_text[slice(*segment.span)] == segment.text


def test_participants_are_those_who_were_there_with_role_and_side(case):
    record, facts = case
    names = {agent.id: agent.name for agent in record.everyone()}
    sides = {side.id: side.name for side in record.sides}
    told = [(names[p.participant], p.role, sides.get(p.side)) for p in record.participations]
    assert len(told) == len(facts["people"]), told
    for wanted, side, role in ((*one, "", "")[:3] for one in facts["people"]):
        (name, roles, own), *_ = [one for one in told if named(wanted, [one[0]])] or [told[0]]
        assert named(wanted, [name]), (wanted, told)
        assert not side or (own or "").startswith(side), (wanted, own)
        assert not role or role in roles, (wanted, roles)


def test_meeting_is_on_its_day_at_its_time_and_place(case):
    record, facts = case
    if not facts["date"]:
        assert not record.meetings
        return
    (meeting,) = record.meetings
    places = {place.id: place.name for place in record.places}
    assert meeting.date == facts["date"]
    for key, moment in (("start", meeting.started_at), ("end", meeting.ended_at)):
        assert (moment or "T")[:16].partition("T")[2] == (facts[key] or ""), key
    if facts["place"]:
        assert places[meeting.place].endswith(facts["place"][-1]) or any(
            places[meeting.place] in one or one in places[meeting.place] for one in facts["place"]
        )
