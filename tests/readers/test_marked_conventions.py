"""Marked sources in the conventions of many corpora, each compared with facts read by hand."""

import json
from pathlib import Path

import pytest

from memograph.plugins import BUILT_IN
from memograph.readers.choice import read_source
from memograph.readers.source import open_source

HERE = Path(__file__).parent / "marked"
FACTS = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))


def readers():
    from importlib import import_module

    found = {}
    for name, address in BUILT_IN["readers"].items():
        module, _, attribute = address.partition(":")
        found[name] = getattr(import_module(module), attribute)()
    return found


def records(name):
    return tuple(read_source(open_source(HERE / name), readers=readers()))


def folded(words):
    return " ".join(words.split())


def found_in(record):
    """Return of a record what the facts tell of it."""
    if not record.meetings:  # no conversation
        return {"meeting": bool(record.statements), "text": folded(record.full_text)}
    meeting = record.meetings[0]
    names = {one.id: one.name for one in record.everyone()}
    places = {one.id: one.name for one in record.places}
    turns = {turn.order: turn for turn in record.turns}
    said = {one.order: one for one in record.statements}

    def called(ids):
        return " & ".join(names[one] for one in ids)

    return {
        "date": meeting.date,
        "start": meeting.started_at,
        "end": meeting.ended_at,
        "place": places.get(meeting.place),
        "said": [[called(turns[n].speaker), folded(one.text)] for n, one in said.items()],
        "people": {names[one.participant]: list(one.role) for one in record.participations},
        "directions": [folded(one.text) for one in record.stage_directions],
        "silent": len(record.turns) - len(record.statements),
        "groups": [one.name for one in record.groups],
        "behalf": {
            names[one.participant]: names[one.on_behalf_of]
            for one in record.participations
            if one.on_behalf_of
        },
        "addressed": {
            called(turns[one.in_segment].speaker): called(one.addressed_to)
            for one in record.passages
        },
        "text": folded(record.full_text),
    }


@pytest.mark.parametrize("name", sorted(FACTS))
def test_marked_source_of_a_known_convention_gives_its_facts(name):
    found = [found_in(record) for record in records(name)]
    assert len(found) == len(FACTS[name])
    told = [
        {key: one.get(key) for key in facts} for one, facts in zip(found, FACTS[name], strict=True)
    ]
    assert told == FACTS[name]


@pytest.mark.parametrize("name", sorted(FACTS))
def test_marked_source_of_a_known_convention_keeps_its_offsets(name):
    for record in records(name):
        for one in record.segments():
            assert one.span.cut(record.full_text) == one.text
