"""Records of many series, with facts noted before they were first read.

Each document of `unseen/` has the layout, labels and furniture of some printed or archival series;
its people and words are invented. `not_yet` names the kinds of facts that are read wrong as yet.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from memograph import pipeline
from memograph.text.names import fold

UNSEEN = Path(__file__).parent / "unseen"
STEMS = sorted(path.stem for path in UNSEEN.glob("*.json"))
TURNS_READ = [
    stem
    for stem in STEMS
    if "turns" not in json.loads((UNSEEN / f"{stem}.json").read_text("utf-8")).get("not_yet", ())
]
"""The records whose turns are all read; what is not yet stands in the facts of each record."""


def the_record(stem):
    (source,) = (path for path in UNSEEN.glob(f"{stem}.*") if path.suffix != ".json")
    (record,) = pipeline.read_all(str(source))
    return record


def told(facts):
    """Return what the facts say, kind by kind, as `found` says it of a record."""
    people = {fold(name): (role, side) for name, role, side in facts["participants"]}
    several = ([turn] if isinstance(turn, str) else turn for turn in facts["turns"])
    return {
        "participants": set(people),
        "absent": {fold(name) for name in facts.get("absent", ())},
        "roles": {name: {role} for name, (role, _) in people.items() if role},
        "sides": grouped({name: side for name, (_, side) in people.items()}),
        "turns": [sorted(map(fold, names)) for names in several],
        "date": facts.get("date"),
        "start": facts.get("start"),
        "end": facts.get("end"),
        "place": facts.get("place"),
    }


def grouped(sides):
    """Return who stands together, whatever their side is called."""
    return {frozenset(n for n in sides if sides[n] == side) for side in sides.values() if side}


def found(record, place):
    names = {agent.id: fold(agent.name) for agent in record.everyone()}
    groups = {group.id for group in record.groups}
    meeting = next(iter(record.meetings), None)
    parts = [
        (names[one.participant], one)
        for one in record.participations
        if one.event in {each.id for each in record.meetings} and one.participant not in groups
    ]
    there = {name: one for name, one in parts if "absent" not in one.attestation}
    roles = {name: set(one.role) - {"participant"} for name, one in there.items()}
    return {
        "participants": set(there),
        "absent": {name for name, one in parts if "absent" in one.attestation},
        "roles": {name: own for name, own in roles.items() if own},
        "sides": grouped({name: one.side for name, one in there.items()}),
        "turns": [sorted(names[who] for who in turn.speaker) for turn in record.turns],
        "date": meeting and (meeting.date or meeting.date_edtf),
        "start": (meeting and (meeting.started_at or "")[11:16]) or None,
        "end": (meeting and (meeting.ended_at or "")[11:16]) or None,
        "place": place_of(record, meeting, place),
    }


def place_of(record, meeting, wanted):
    """Return the words wanted if the place or what is around it has them, else what was found."""
    known = {place.id: place for place in record.places}
    at = meeting.place if meeting else None
    chain = []
    while at in known:
        chain.append(known[at].name)
        at = known[at].within
    words = ", ".join(chain)
    return wanted if wanted and wanted in words else (words or None)


@pytest.mark.parametrize("stem", STEMS)
def test_unseen_record_is_read_as_its_facts_say(stem):
    facts = json.loads((UNSEEN / f"{stem}.json").read_text(encoding="utf-8"))
    wanted = told(facts)
    right = found(the_record(stem), facts.get("place"))
    kinds = [kind for kind in wanted if kind not in facts.get("not_yet", ())]
    assert {kind: right[kind] for kind in kinds} == {kind: wanted[kind] for kind in kinds}


@pytest.mark.parametrize("stem", TURNS_READ)
def test_unseen_record_has_its_number_of_statements(stem):
    facts = json.loads((UNSEEN / f"{stem}.json").read_text(encoding="utf-8"))
    assert len(the_record(stem).statements) == len(facts["turns"])


def test_unseen_records_hold_letters_and_reports_in_which_nobody_speaks():
    kinds = Counter(
        json.loads((UNSEEN / f"{stem}.json").read_text(encoding="utf-8")).get("record", True)
        for stem in STEMS
    )
    assert kinds[False] >= 4
