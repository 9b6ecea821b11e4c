"""Sittings and debates of the corpus whose turns are marked: the facts that were read by hand."""

from __future__ import annotations

import json
import re
import tarfile
from collections import Counter

import pytest

from memograph.readers.akn import AknReader
from memograph.readers.source import Source, open_source
from memograph.readers.tei import utterances
from memograph.readers.tei.reader import texts
from memograph.readers.xml import tree
from memograph.text.names import fold

SITTINGS = (
    "tei/parlamint-at/ParlaMint-AT_1996-01-15-020-XX-NRSITZ-00003.xml",
    "tei/parlamint-es-ga/ParlaMint-ES-GA_2021-10-26-DSPG052.xml",
    "tei/siparl/OZKSIS-Redna-034-2000-05-18.xml",
    "tei/siparl/KPZONOJFSPD-Redna-021-1998-11-25.xml",
)
DEBATE = "akn/ke_Debate_Bungeni_2011-06-10.xml"
SPEECHES_ALONE = {DEBATE: 2}
"""Questions and answers that the facts do not count as statements."""
EVERY = 8


def read(source):
    if AknReader().sniff(source):
        yield from AknReader().read(source)
        return
    parsed = tree(source)
    for text in texts(parsed.root):
        yield utterances.read(text, source, reader="tei", problems=parsed.problems)


def only(path):
    [record] = read(open_source(path))
    for segment in record.segments():
        assert segment.span.cut(record.full_text) == segment.text
    return record


def codes(record):
    return {one.code for one in record.problems}


@pytest.fixture(scope="module")
def facts(corpus):
    entries = json.loads((corpus / "gold-dev.json").read_text(encoding="utf-8"))
    return {entry["path"]: entry for entry in entries}


@pytest.mark.parametrize("path", [*SITTINGS, DEBATE])
def test_marked_record_has_the_day_times_place_and_turns_of_the_facts(corpus, facts, path):
    record, told = only(corpus / path), facts[path]
    meeting = record.meetings[0]
    assert meeting.date == told["meeting_date"]
    assert (meeting.started_at or "")[11:16] == told.get("start", "")
    assert (meeting.ended_at or "")[11:16] == told.get("end", "")
    if "place" in told:
        assert told["place"] in [place.name for place in record.places]
    assert len(record.statements) == told["statements"] + SPEECHES_ALONE.get(path, 0)
    assert len(record.turns) == len(record.statements)


@pytest.mark.parametrize("path", SITTINGS)
def test_speakers_of_a_sitting_are_those_of_the_facts(corpus, facts, path):
    record = only(corpus / path)
    found = Counter(who.split("/")[1] for turn in record.turns for who in turn.speaker)
    told = facts[path]["speakers"]
    ids = {re.search(r"#([\w-]+)", label)[1]: count for label, count in told.items()}
    assert found == Counter(ids)


def test_speeches_of_the_debate_are_those_of_the_facts(corpus, facts):
    record = only(corpus / DEBATE)
    found = Counter(f"#{turn.speaker[0].split('/')[1]}" for turn in record.turns)
    assert found - Counter({"#kappa": 1, "#eta": 1}) == Counter(facts[DEBATE]["speakers"])


def test_chair_of_a_sitting_is_identified(corpus, facts):
    record = only(corpus / SITTINGS[0])
    [person], [part] = record.persons, record.participations
    assert fold(person.name) == fold(facts[SITTINGS[0]]["participants"][0]["name"])
    assert "http://www.wikidata.org/entity/Q11753" in person.identifiers
    assert "chair" in part.role


def test_interruption_on_the_next_day_is_told(corpus):
    assert "MG151" in codes(only(corpus / SITTINGS[2]))


def test_dates_of_the_exemplar_contradict_each_other(corpus):
    record = only(corpus / "tei/parla-clarin/Parla-CLARIN-Exemplar.xml")
    assert (record.meetings[0].date, len(record.turns)) == (None, 7)
    assert "MG148" in codes(record)


def test_debate_and_its_conversion_to_tei_agree(corpus):
    debate, converted = only(corpus / DEBATE), only(corpus / "akn/AkomaNtosoKE-Example.xml")
    for record in (debate, converted):
        assert codes(record) >= {"MG147"}
    names = [
        [{one.id: one.name for one in record.everyone()}[turn.speaker[0]] for turn in record.turns]
        for record in (debate, converted)
    ]
    assert names[0] == names[1]
    assert [one.text for one in debate.statements] == [one.text for one in converted.statements]
    for field in ("date", "started_at", "ended_at"):
        assert getattr(debate.meetings[0], field) == getattr(converted.meetings[0], field)


def test_traps_of_debates_are_told(corpus):
    debate = only(corpus / DEBATE)
    assert codes(debate) == {"MG147", "MG149"}
    other = only(corpus / "akn/Debate_Bungeni-1995-10-31.xml")
    assert codes(other) == {"MG147", "MG150"}
    assert (other.meetings[0].started_at, other.meetings[0].ended_at) == (
        "1995-10-31T14:30:00", "1995-10-31T18:30:00",
    )  # fmt: skip
    silent = only(corpus / "akn/Debate_Bungeni_2010-11-12.xml")
    assert (silent.turns, len(silent.meetings)) == ((), 1)


def test_spoken_text_beside_a_sitting_is_all_in_its_statements(corpus):
    for path in SITTINGS[2:]:
        record = only(corpus / path)
        told = {(one.span.start, one.span.end) for one in record.stage_directions}
        for lines, statement in zip(
            (corpus / path).with_suffix(".txt").read_text(encoding="utf-8").strip().split("\n\n"),
            record.statements,
            strict=True,
        ):
            said = statement.text
            for start, end in sorted(told, reverse=True):
                if statement.span.start <= start and end <= statement.span.end:
                    at = start - statement.span.start
                    said = said[:at] + said[at + end - start :]
            letters = ["".join(c for c in words if c.isalnum()) for words in (said, lines)]
            assert letters[0] == letters[1]


def test_every_utterance_of_the_load_is_a_turn_of_somebody_known(corpus):
    keys, addresses, elements = {}, {}, 0
    with tarfile.open(corpus / "load" / "parlamint-at.tar.gz") as archive:
        names = sorted(n for n in archive.getnames() if "/ParlaMint-AT_" in n)
        for name in names[::EVERY]:
            data = archive.extractfile(name).read()
            [record] = read(Source(name=name, stem="sitting", data=data))
            assert len(record.turns) == data.count(b"<u ")
            assert record.meetings[0].started_at
            assert record.meetings[0].ended_at
            assert not record.problems
            elements += len(record.participations)
            for person in record.persons:
                assert keys.setdefault(person.key, person) == person
                addresses.setdefault(person.identifiers, set()).add(person.key)
    assert len(keys) == len(addresses) > 100
    assert elements > 2 * len(keys) / EVERY
