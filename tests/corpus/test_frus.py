"""The documents of FRUS in the corpus: what was read by hand in two of them, and in the pieces."""

from __future__ import annotations

import json

import pytest

from memograph import pipeline


@pytest.fixture(scope="module")
def facts(corpus):
    entries = json.loads((corpus / "gold-dev.json").read_text(encoding="utf-8"))
    return {each["path"]: each for each in entries}


@pytest.fixture(scope="module")
def records(corpus):
    found = [
        record
        for path in sorted((corpus / "frus").glob("*.xml"))
        for record in pipeline.read_all(path)
    ]
    return {record.document.slug: record for record in found}


def present(record):
    """Who was there, by the last word of the name, with roles and side."""
    names = {agent.id: agent.name for agent in record.everyone()}
    return {
        names[part.participant].split()[-1]: (part.role, part.side)
        for part in record.participations
        if "absent" not in part.attestation
    }


def test_every_document_is_read(records):
    assert sorted(records) == [
        "frus1961-63v05-d89", "frus1969-76v12-d14", "frus1969-76v38p1-d38",
        "frus1969-76v38p1-d39", "frus1969-76v38p1-d40",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("frus1961-63v05-d89", "frus/frus1961-63v05_d89.xml"),
        ("frus1969-76v38p1-d39", "frus/frus1969-76v38p1_d39.xml"),
    ],
)
def test_facts_read_by_hand_are_found(records, facts, slug, path):
    record, told = records[slug], facts[path]
    volume, _, document = slug.rpartition("-")
    address = f"https://history.state.gov/historicaldocuments/{volume}/{document}"
    assert record.document.identifier == (address,)
    assert told["title"].endswith(record.document.title)
    assert (record.meetings[0].date if record.meetings else None) == told["meeting_date"]
    wanted = {each["name"].partition(" [")[0].split()[-1] for each in told["participants"]}
    assert set(present(record)) == wanted
    reference = record.document.archival_reference
    assert "archive_ref" not in told or reference.call_number == told["archive_ref"]


def test_memorandum_of_vienna_has_time_place_roles_and_recorder(records):
    record = records["frus1961-63v05-d89"]
    meeting = record.meetings[0]
    assert (meeting.started_at, meeting.place) == ("1961-06-04T15:15:00", "place/Vienna")
    roles = {name: role for name, (role, _) in present(record).items()}
    assert roles["Akalovsky"] == roles["Sukhodrev"] == ("interpreter",)
    names = {person.id: person.name for person in record.persons}
    assert [names[one] for one in record.document.recorded_by] == ["Akalovsky"]
    assert "230" not in record.full_text


def test_decision_memorandum_is_no_record(records):
    record = records["frus1969-76v38p1-d39"]
    assert (record.document.kind, record.document.created) == ("Document", "1974-08-09")
    assert record.statements == record.participations == record.meetings == ()
    assert "NSDMs 1" not in record.full_text


def test_sides_are_told_and_the_venue_of_the_note_lies_in_the_city(records):
    record = records["frus1969-76v12-d14"]
    assert {name: side for name, (_, side) in present(record).items()} == {
        "President": "side/U.S. side", "Kissinger": "side/U.S. side", "Toon": "side/U.S. side",
        "Dobrynin": "side/Soviet side",
    }  # fmt: skip
    assert [place.name for place in record.places] == ["Oval Office", "White House", "Washington"]
    assert record.meetings[0].started_at == "1969-02-17T11:45:00-05:00"


def test_verbatim_turns_are_parted_and_directed(records):
    record = records["frus1969-76v38p1-d38"]
    names = {person.id: person.name for person in record.persons}
    assert [names[turn.speaker[0]] for turn in record.turns] == [
        "Colby", "Kissinger", "Colby", "Clements", "Brown", "Colby", "Kissinger", "Colby",
    ]  # fmt: skip
    assert [names[one.addressed_to[0]] for one in record.passages] == ["Colby", "Clements", "Colby"]
    assert [each.kind for each in record.editorial_insertions] == ["Gap"]
    keys = {person.name: person.key for person in record.persons}
    assert keys["Colby"] == "frus1969-76v38p1-p_CWE_1"


def test_headings_that_are_offices_make_no_sides_and_one_offset_is_kept(records):
    record = records["frus1969-76v38p1-d40"]
    assert record.sides == ()
    assert present(record)["President"] == (("participant", "chair"), None)
    assert len(record.participations) == 5
    assert record.meetings[0].started_at == "1974-08-10T11:15:00-04:00"
