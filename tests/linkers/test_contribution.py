"""What records could give back to Wikidata: statements, spelled for two tools."""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.linkers.contribution import (
    COLUMNS,
    PROPERTIES,
    Encounter,
    Party,
    commands,
    statements,
    table,
    time_of,
)
from memograph.linkers.review import Review, Row
from memograph.pipeline import stages
from memograph.pipeline.contributing import contributed, encounters

WD = "http://www.wikidata.org/entity/"
ANA, JOHN = Party(id="Q101", name="Ana Prifti"), Party(id="Q102", name="John Banda")
LUSAKA = Party(id="Q104", name="Lusaka")
TALK = Encounter(
    iri="https://example.org/doc/talk/meeting", label='Talk on the "line"', language="en",
    date="1961-05-03", place=LUSAKA, parties=(ANA, JOHN), url="https://example.org/doc/talk",
)  # fmt: skip
KNOWN = Encounter(
    iri=TALK.iri, label="Talk", id="Q500", date="1961-05-03", place=LUSAKA, parties=(ANA,)
)
# A command of QuickStatements: an item, what is said, a value, and a proof if there is one.
COMMAND = re.compile(
    r"CREATE|(?:LAST|Q\d+)\t(?:[LD][a-z]{2,3}|P\d+)\t"
    r'(?:Q\d+|\+\d{4}-\d\d-\d\dT00:00:00Z/(?:9|10|11)|"[^\t\n]*")(?:\tS854\t"[^\t\n]*")?'
)


def test_new_item_says_what_it_is_when_where_and_who_took_part():
    proof = '\tS854\t"https://example.org/doc/talk"'
    assert list(commands([TALK])) == [
        "CREATE",
        'LAST\tLen\t"Talk on the "line""',
        'LAST\tDen\t"meeting of Ana Prifti and John Banda in Lusaka on 1961-05-03"',
        "LAST\tP31\tQ2761147",
        f"LAST\tP585\t+1961-05-03T00:00:00Z/11{proof}",
        f"LAST\tP276\tQ104{proof}",
        f"LAST\tP710\tQ101{proof}",
        f"LAST\tP710\tQ102{proof}",
        'LAST\tP973\t"https://example.org/doc/talk"',
    ]


def test_of_a_meeting_that_has_an_item_people_are_participants_and_the_place_had_an_event():
    assert list(commands([KNOWN])) == ["Q101\tP1344\tQ500", "Q104\tP793\tQ500"]


def test_table_has_a_statement_a_row_with_words_for_people():
    rows = list(csv.reader(table([TALK, KNOWN])))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 1 + len(list(statements(TALK))) + len(list(statements(KNOWN)))
    assert rows[-1] == [
        "Q104", "Lusaka", "P793", "significant event", "Q500", "Talk", "", TALK.iri
    ]  # fmt: skip
    assert {row[2]: row[3] for row in rows[1:]} == PROPERTIES


@pytest.mark.parametrize(
    ("edtf", "time"),
    [
        ("1961-05-03", "+1961-05-03T00:00:00Z/11"),
        ("1961-05", "+1961-05-00T00:00:00Z/10"),
        ("1961", "+1961-00-00T00:00:00Z/9"),
        ("1961-05-03?", ""), ("196X", ""), ("1961/1962", ""), ("..1961", ""), ("", ""),
        ("-0043", ""), ("١٩٦١", ""),
    ],
)  # fmt: skip
def test_only_what_is_certain_of_a_date_is_said(edtf, time):
    assert time_of(edtf) == time


@pytest.mark.parametrize("language", ["und", "mis", "zxx", "zh-hant", "", "x"])
def test_language_that_wikidata_may_not_know_is_none(language):
    from dataclasses import replace

    labels = [line for line in commands([replace(TALK, language=language)]) if "\tL" in line]
    assert labels[0].startswith("LAST\tLmul\t")


@given(label=st.text(), name=st.text(), url=st.sampled_from(["", "https://example.org/x"]))
def test_every_line_is_a_command_whatever_names_hold(label, name, url):
    party = Party(id="Q7", name=name)
    talk = Encounter(iri="https://example.org/m", label=label, parties=(party, ANA), url=url)
    for line in commands([talk]):
        assert COMMAND.fullmatch(line), line
        assert len(line) < 400
    assert len(list(csv.reader(table([talk])))) == 1 + len(list(statements(talk)))


TEXT = """Title: Talk on the line
Date: 3 May 1961
Place: Lusaka

Ana Prifti: Welcome. Well?
John Banda: The line has waited.
A clerk: So it has.
"""
BASE = "https://archive.example.org/id/"
ROWS = (
    Row(subject=f"{BASE}agent/ana-prifti", candidate=f"{WD}Q101", status="accepted"),
    Row(subject=f"{BASE}agent/john-banda", candidate=f"{WD}Q102", status="given"),
    Row(subject=f"{BASE}place/lusaka", candidate=f"{WD}Q104", status="accepted"),
)


@pytest.fixture
def out(tmp_path, run_memograph):
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    run_memograph("export", "talk.txt", "-o", "out", "--base", BASE, within=tmp_path)
    return tmp_path / "out"


def test_meeting_of_a_folder_is_found_with_who_is_linked(out):
    (found,) = encounters(Review(rows=ROWS), out)
    assert (found.label, found.date, found.place) == ("Talk on the line", "1961-05-03", LUSAKA)
    assert (found.parties, found.left_out) == ((ANA, JOHN), 1)
    assert found.url == f"{BASE}doc/talk"


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:1],
        (ROWS[0], Row(subject=ROWS[1].subject, candidate=f"{WD}Q102")),
        (ROWS[0], Row(subject=ROWS[1].subject, candidate="https://viaf.org/viaf/7",
                      status="accepted")),
    ],
    ids=["one alone", "proposed", "of another authority"],
)  # fmt: skip
def test_no_item_is_made_where_fewer_than_two_are_linked(rows, out):
    assert list(encounters(Review(rows=rows), out)) == []


def test_who_is_there_under_two_names_is_one(out):
    twice = (*ROWS[:1], Row(subject=ROWS[1].subject, candidate=f"{WD}Q101", status="accepted"))
    assert list(encounters(Review(rows=twice), out)) == []
    meeting = Row(subject=f"{BASE}doc/talk/meeting", candidate=f"{WD}Q500", status="accepted")
    (found,) = encounters(Review(rows=(*twice, meeting)), out)
    assert (found.parties, found.left_out) == ((ANA,), 1)


@pytest.mark.parametrize("odd", ["P31", "L5", "statement/Q1-7", "Q7\tP31", "Q99999999999"])
def test_what_is_no_item_is_no_part_of_a_command(odd, out):
    rows = (ROWS[0], Row(subject=ROWS[1].subject, candidate=f"{WD}{odd}", status="accepted"))
    assert list(encounters(Review(rows=rows), out)) == []


def test_items_of_an_authority_of_ones_own_are_those_that_it_names(out):
    own = "https://archive.example.org/people/1"
    path = out / "enrichment.trig"
    path.write_text(
        f"<{BASE}graph/enrichment> {{ <{own}> <http://schema.org/sameAs> <{WD}Q101>,"
        f" <https://viaf.org/viaf/7> . }}", encoding="utf-8",
    )  # fmt: skip
    rows = (Row(subject=ROWS[0].subject, candidate=own, status="accepted"), *ROWS[1:])
    (found,) = encounters(Review(rows=rows), out)
    assert found.parties == (ANA, JOHN)
    path.unlink()
    assert list(encounters(Review(rows=rows), out)) == []


def test_identifier_of_another_authority_beside_that_of_wikidata_changes_nothing(out):
    other = Row(subject=ROWS[0].subject, candidate="https://viaf.org/viaf/7", status="given")
    for rows in ((other, *ROWS), (*ROWS, other)):
        (found,) = encounters(Review(rows=rows), out)
        assert found.parties == (ANA, JOHN)


def test_who_only_interprets_takes_no_part(tmp_path, run_memograph):
    text = TEXT.replace(
        "Place: Lusaka\n", "Place: Lusaka\nParticipants: Ana Prifti, John Banda\n"
        "Interpreter: Eva Moyo\n",
    )  # fmt: skip
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    run_memograph("export", "talk.txt", "-o", "out", "--base", BASE, within=tmp_path)
    eva = Row(subject=f"{BASE}agent/eva-moyo", candidate=f"{WD}Q103", status="accepted")
    quads = stages.load_quads(tmp_path / "out" / "talk.ttl")
    assert any(obj.endswith("role/interpreter>") for _, _, obj, _ in quads)
    (found,) = encounters(Review(rows=(*ROWS, eva)), tmp_path / "out")
    assert found.parties == (ANA, JOHN)


def test_meeting_that_is_linked_needs_no_new_item(out):
    meeting = Row(subject=f"{BASE}doc/talk/meeting", candidate=f"{WD}Q500", status="accepted")
    done = contributed(Review(rows=(*ROWS[1:], meeting)), [out], into=out.parent)
    assert (done.new, done.statements, done.left_out) == (0, 2, 2)
    proof = f'\tS854\t"{BASE}doc/talk"\n'
    assert done.files[0].read_text(encoding="utf-8") == (
        f"Q102\tP1344\tQ500{proof}Q104\tP793\tQ500{proof}"
    )


def test_addresses_of_the_base_for_trying_out_are_no_proof(tmp_path, run_memograph):
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    run_memograph("export", "talk.txt", "-o", "out", within=tmp_path)
    own = "https://w3id.org/memograph/id/"
    rows = tuple(
        Row(subject=row.subject.replace(BASE, own), candidate=row.candidate, status="accepted")
        for row in ROWS
    )
    (found,) = encounters(Review(rows=rows), tmp_path / "out")
    assert found.url == ""


def test_command_writes_both_files_beside_the_review_and_says_that_nothing_was_sent(
    out, run_memograph
):
    from memograph.pipeline.linking import write_review

    write_review(Review(rows=ROWS), out.parent / "links.sssom.tsv")
    done = run_memograph("link", "out", "--contribute", within=out.parent)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "contribution.tsv and contribution.csv: 6 statements, 1 new item\n"
    assert "nothing was sent" in done.stderr
    assert "1 who took part are linked to nobody" in done.stderr
    before = (out.parent / "contribution.tsv").read_bytes()
    run_memograph("link", "out", "--contribute", within=out.parent)
    assert (out.parent / "contribution.tsv").read_bytes() == before
