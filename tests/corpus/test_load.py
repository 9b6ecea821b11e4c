"""A fixed sample of the load archives, read in memory; bench/read_load.py reads all of them."""

from __future__ import annotations

import tarfile
from pathlib import PurePosixPath

import pytest

from memograph.readers.source import Source
from memograph.readers.tei.reader import TeiReader

EVERY = 40
RECORDS = ("P", "S", "A")
LARGEST_SITTING = 400_000
SITTINGS = 3


def sources(archive, wanted):
    """Yield the sources of those members of an archive that are wanted, by number and entry."""
    with tarfile.open(archive) as packed:
        entries = (e for e in packed if e.isfile() and e.name.endswith(".xml"))
        for number, entry in enumerate(entries):
            if not wanted(number, entry):
                continue
            path = PurePosixPath(entry.name)
            yield Source(name=path.name, stem=path.stem, data=packed.extractfile(entry).read())


def read(source):
    (record,) = TeiReader().read(source)
    return record


def kind(record):
    """Return the kind of a paper of the councils, which the name of its file tells."""
    return record.document.slug.split("-")[-2]


@pytest.fixture(scope="session")
def minutes(corpus):
    archive = corpus / "load" / "mrp.tar.gz"
    found = [read(source) for source in sources(archive, lambda at, _: at % EVERY == 0)]
    assert len(found) > EVERY
    return found


@pytest.fixture(scope="session")
def sittings(corpus):
    """The first small sittings of a parliament, with their sources."""
    archive = corpus / "load" / "parlamint-at.tar.gz"
    found = []
    for source in sources(archive, lambda _, e: "Sitz" in e.name or "SITZ" in e.name):
        if len(source.data) < LARGEST_SITTING:
            found.append((source, read(source)))
        if len(found) == SITTINGS:
            break
    assert len(found) == SITTINGS
    return found


def test_sample_of_minutes_is_told_from_other_papers(minutes):
    for record in minutes:
        assert bool(record.meetings) == (kind(record) in RECORDS), record.document.slug
    assert any(not record.meetings for record in minutes)


def test_sample_of_other_papers_has_neither_turns_nor_participants(minutes):
    others = [record for record in minutes if not record.meetings]
    assert not any(record.turns or record.participations for record in others)


def test_sample_of_minutes_has_turns_and_people(minutes):
    records = [record for record in minutes if record.meetings]
    assert sum(bool(record.turns) for record in records) > len(records) / 2
    assert sum(bool(record.participations) for record in records) > len(records) * 0.9


def test_sample_of_minutes_has_nobody_both_present_and_absent(minutes):
    for record in minutes:
        names = {agent.id: agent.name for agent in record.everyone()}
        parts = [(names[p.participant], "absent" in p.attestation) for p in record.participations]
        there = {name for name, absent in parts if not absent}
        assert not there & {name for name, absent in parts if absent}, record.document.slug
        assert all(p.attestation == ("absent",) for p in record.participations
                   if "absent" in p.attestation)  # fmt: skip


def test_sample_has_exact_offsets(minutes, sittings):
    for record in (*minutes, *(record for _, record in sittings)):
        for found in (*record.statements, *record.stage_directions, *record.editorial_insertions):
            assert found.span.cut(record.full_text) == found.text
        ends = [0, *(each.span.end for each in record.statements)]
        starts = [each.span.start for each in record.statements]
        assert all(end <= start for end, start in zip(ends, starts, strict=False))


def test_sittings_have_a_turn_for_each_utterance(sittings):
    for source, record in sittings:
        assert len(record.turns) == source.data.count(b"<u ")
        assert len(record.turns) == len(record.statements)
        assert record.meetings[0].date == source.name.split("_")[1][: len("2000-01-01")]
