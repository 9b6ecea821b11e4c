"""TEI of many editions, invented for these tests, with facts noted before they were first read.

`open` names the facts that are not read yet, each with the reason.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memograph.readers.source import open_source
from memograph.readers.tei.reader import TeiReader

FOLDER = Path(__file__).parent / "editions"
FACTS = json.loads((FOLDER / "facts.json").read_text(encoding="utf-8"))
IN_ANY_ORDER = ("present", "absent", "chair", "note_taker")


def cases():
    for stem, facts in FACTS.items():
        for fact, value in facts.items():
            reason = facts.get("open", {}).get(fact)
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            if fact != "open":
                yield pytest.param(stem, fact, value, marks=marks, id=f"{stem}-{fact}")


def told(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    parts = [(names[p.participant], p.role, p.attestation) for p in record.participations]
    found = {
        "record": bool(record.meetings),
        "present": [name for name, _, attested in parts if "absent" not in attested],
        "absent": [name for name, _, attested in parts if "absent" in attested],
        "chair": [name for name, roles, _ in parts if "chair" in roles],
        "note_taker": [name for name, roles, _ in parts if "note-taker" in roles],
        "turns": [" + ".join(names[one] for one in turn.speaker) for turn in record.turns],
    }
    for meeting in record.meetings:
        places = {place.id: place.name for place in record.places}
        found["date"] = meeting.date
        found["place"] = places.get(meeting.place)
        found["started"] = (meeting.started_at or "")[11:16]
        found["ended"] = (meeting.ended_at or "")[11:16]
    return found


def read(stem):
    (record,) = TeiReader().read(open_source(FOLDER / f"{stem}.xml"))
    return record


@pytest.mark.parametrize(("stem", "fact", "value"), list(cases()))
def test_edition_tells_its_facts(stem, fact, value):
    found = told(read(stem))[fact]
    if fact in IN_ANY_ORDER:
        found, value = sorted(found), sorted(value)
    assert found == value


@pytest.mark.parametrize("stem", [stem for stem, facts in FACTS.items() if not facts["record"]])
def test_edition_of_no_record_has_nobody_in_it(stem):
    record = read(stem)
    assert not record.turns
    assert not record.participations
