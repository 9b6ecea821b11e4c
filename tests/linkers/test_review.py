"""Review files: what people decided is kept, whatever is proposed, and read back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.linkers import decisions
from memograph.linkers.decisions import By
from memograph.linkers.review import NOBODY, STATUSES, Review, Row, in_order, merged
from memograph.linkers.review_file import parsed, spelled
from memograph.serialization.spelling import is_absolute

ANA = "https://example.org/id/agent/ana-prifti"
JOHN = "https://example.org/id/agent/john-banda"
ONE, TWO = "http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q2"
BY = By(reviewer="Joan Reader", date="2026-11-27")


def row(subject=ANA, candidate=ONE, **more):
    return Row(subject=subject, candidate=candidate, justification="semapv:X", **more)


def review(*rows, **more):
    return Review(rows=in_order(rows), **more)


def read(text):
    return parsed(text, source="links.sssom.tsv", is_iri=is_absolute)


def codes(text):
    found, problems = read(text)
    assert found.rows == ()
    return [(each.code, each.where.line) for each in problems]


# Text as a file may hold it: no lone surrogates, and no characters that end what holds them.
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\"' "))
ROWS = st.builds(
    Row,
    subject=st.sampled_from([ANA, JOHN]),
    label=WORDS,
    kind=st.sampled_from(["person", "place", ""]),
    candidate=st.sampled_from([ONE, TWO, NOBODY]),
    candidate_label=WORDS,
    status=st.sampled_from(STATUSES),
    confidence=st.none() | st.sampled_from([0.0, 0.5, 0.1234, 1.0]),
    reviewer=WORDS,
    date=st.just("2026-11-27"),
    comment=WORDS,
    description=WORDS,
    evidence=WORDS,
    more=st.just((("mine", "x"),)),
)


@given(st.lists(ROWS, max_size=6, unique_by=lambda each: (each.subject, each.candidate)))
def test_what_is_written_is_read_back(rows):
    accepted = [each.subject for each in rows if each.status == "accepted"]
    before = Review(
        rows=in_order(tuple(rows)), more=("mine",), head=(("license", "https://example.org/l"),)
    )
    text = spelled(before)
    after, problems = read(text)
    if len(accepted) == len(set(accepted)):
        assert {each.code for each in problems} <= {"MG207"}
        assert after.rows == before.rows
        assert spelled(after) == text
    else:
        assert {each.code for each in problems} >= {"MG204"}


def test_file_declares_its_columns_and_prefixes():
    text = spelled(review(row(), prefixes=(("id", "https://example.org/id/"),)))
    assert "#  id: https://example.org/id/\n" in text
    assert "#- slot_name: ext_status\n" in text
    assert "\nid:agent/ana-prifti\t" in text
    assert "\twd:Q1\t" in text


GOOD = spelled(review(row(status="accepted", reviewer="Joan"), row(candidate=TWO), row(JOHN)))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (GOOD, "", "MG201"),
        ("#curie_map:", "#curie_map: [", "MG201"),
        ("wd:Q2", '"wd:Q2', "MG201"),
        ("ext_status\t", "state\t", "MG202"),
        ("\taccepted\t", "\tyes\t", "MG203"),
        ("wd:Q2\t\tsemapv:X\t\tproposed", "wd:Q2\t\tsemapv:X\t\taccepted", "MG204"),
        ("\twd:Q2\t", "\txy:Q2\t", "MG205"),
        ("\twd:Q2\t", "\tQ2\t", "MG205"),
        ("wd:Q2\t\tsemapv:X\t\t", "wd:Q2\t\tsemapv:X\thigh\t", "MG205"),
        ("wd:Q2\t\tsemapv:X\t\t", "wd:Q2\t\tsemapv:X\t1.5\t", "MG205"),
        ("skos:closeMatch\t\twd:Q2", "skos:closeMatch\tNot\twd:Q2", "MG206"),
        ("skos:closeMatch\t\twd:Q2", "skos:exactMatch\t\twd:Q2", "MG206"),
        ("skos:exactMatch\t\twd:Q1", "skos:exactMatch\tNot\twd:Q1", "MG206"),
        ("\twd:Q2\t", "\twd:Q1\t", "MG208"),
        ("\twd:Q2\t", "\thttp://example.org/ b\t", "MG205"),
        ("\twd:Q2\t", "\thttp://example.org/b> <c:d> <e:f\t", "MG205"),
        ("\tJoan\t\t", "\tJoan\tyesterday\t", "MG205"),
    ],
)
def test_file_at_fault_is_told_with_its_line_and_read_in_no_part(old, new, code):
    assert old in GOOD
    found = codes(GOOD.replace(old, new, 1))
    assert code in {each for each, _ in found}
    assert all(line for _, line in found)


def test_head_that_a_spreadsheet_made_as_wide_as_the_table_is_read():
    lines = GOOD.splitlines()
    wide = (line + "\t" * 9 if line.startswith("#") else line for line in lines)
    text = "".join(f"{line}\r\n" for line in wide)
    assert read(text) == read(GOOD)


def test_line_of_a_comment_that_begins_as_the_head_does_is_no_part_of_it():
    review, _ = read(GOOD)
    rows = (replace(review.rows[0], comment="see\n#: two"), *review.rows[1:])
    assert read(spelled(replace(review, rows=rows)))[0].rows == rows


def test_row_with_more_fields_than_columns_is_told():
    assert codes(GOOD.replace("\n", "\tmore\n").replace("\tmore\n", "\n", 11))


def test_line_of_a_problem_is_that_of_the_file():
    text = GOOD.replace("wd:Q2\t\tsemapv:X\t\tproposed", "wd:Q2\t\tsemapv:X\t\tmaybe")
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "maybe" in each)
    assert codes(text) == [("MG203", line)]


def test_row_that_nobody_decided_is_kept_and_told():
    found, problems = read(GOOD.replace("\tJoan\t", "\t\t"))
    assert [each.code for each in problems] == ["MG207"]
    assert len(found.rows) == 3


def test_decided_rows_stay_whatever_is_proposed():
    before = review(row(status="accepted", reviewer="Joan"), row(JOHN, status="rejected"))
    proposed = (row(confidence=0.1), row(candidate=TWO), row(JOHN), row(JOHN, TWO))
    after = merged(before, proposed, frozenset({ANA, JOHN}))
    assert set(before.rows) <= set(after.rows)
    assert [(each.subject, each.candidate) for each in after.rows if not each.decided] == [
        (JOHN, TWO)
    ]


def test_old_proposals_give_way_to_new_ones_and_words_beside_them_stay():
    before = review(row(confidence=0.2, comment="see his file", more=(("mine", "x"),)), row(JOHN))
    after = merged(before, (row(confidence=0.9), row(candidate=TWO)), frozenset({ANA}))
    assert [
        (each.subject, each.candidate, each.confidence, each.comment) for each in after.rows
    ] == [
        (ANA, ONE, 0.9, "see his file"),
        (ANA, TWO, None, ""),
        (JOHN, ONE, None, ""),
    ]


def test_same_proposals_change_nothing():
    proposed = (row(confidence=0.9), row(candidate=TWO), row(JOHN, NOBODY))
    once = merged(Review(), proposed, frozenset({ANA, JOHN}))
    assert merged(once, proposed[::-1], frozenset({ANA, JOHN})) == once


def test_proposals_of_another_service_stay_and_nobody_gives_way_to_somebody():
    before = review(
        row(service="one"), row(JOHN, NOBODY, service="one"), row(JOHN, TWO, service="two")
    )
    proposed = (row(candidate=TWO, service="two"), row(JOHN, NOBODY, service="two"))
    after = merged(before, proposed, frozenset({ANA, JOHN}), service="two")
    assert [(each.subject, each.candidate, each.service) for each in after.rows] == [
        (ANA, ONE, "one"), (ANA, TWO, "two"), (JOHN, NOBODY, "two"),
    ]  # fmt: skip
    assert merged(after, (row(JOHN, ONE),), frozenset()).rows[-1].candidate == ONE


def test_proposal_beside_which_somebody_wrote_stays_though_it_is_proposed_no_more():
    before = review(row(comment="see his file"), row(candidate=TWO))
    after = merged(before, (), frozenset({ANA}))
    assert [each.candidate for each in after.rows] == [ONE]


def test_who_is_given_is_open_where_nobody_knows_how_iris_begin():
    before = review(row(status="given", candidate="https://viaf.org/viaf/1"))
    assert before.decided("https://viaf.org/") == {ANA}
    assert before.decided() == frozenset()


def test_who_is_given_in_one_space_is_open_in_another():
    before = review(row(status="given", candidate="https://viaf.org/viaf/1"))
    assert before.decided("https://viaf.org/") == {ANA}
    assert before.decided("http://www.wikidata.org/entity/") == frozenset()


def test_person_who_accepts_is_named_with_the_day():
    after = decisions.accepted(review(row(), row(candidate=TWO)), ANA, ONE, BY)
    first, second = after.rows
    assert (first.status, first.reviewer, first.date) == ("accepted", "Joan Reader", "2026-11-27")
    assert second.status == "proposed"


def test_none_of_these_rejects_each_and_says_that_there_is_nobody():
    after = decisions.none_of_these(review(row(), row(candidate=TWO), row(JOHN)), ANA, BY)
    found = {(each.subject, each.candidate): each.status for each in after.rows}
    assert found == {
        (ANA, ONE): "rejected", (ANA, TWO): "rejected", (ANA, NOBODY): "accepted",
        (JOHN, ONE): "proposed",
    }  # fmt: skip
    assert after.decided() == {ANA}
    assert decisions.none_of_these(after, ANA, BY).rows == after.rows
