"""The graph of links: what was decided, by whom and when, and what is only proposed."""

from __future__ import annotations

import pytest

from memograph.linkers.review import NOBODY, Review, Row, in_order
from memograph.pipeline import links, stages

BASE = "https://example.org/id/"
ANA, LUSAKA = f"{BASE}agent/ana-prifti", f"{BASE}place/lusaka"
ONE, TWO = "http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/Q2"
SKOS = "http://www.w3.org/2004/02/skos/core#"
MEMO = "https://w3id.org/memograph/ontology#"
ROWS = {
    "proposed": Row(
        subject=ANA, kind="person", candidate=ONE, confidence=0.9, evidence="+1.0 name"
    ),
    "accepted": Row(
        subject=ANA, label="Ana Prifti", kind="person", candidate=ONE, candidate_label="Ana",
        status="accepted", reviewer="orcid:0000-0002-1825-0097", date="2026-11-27",
    ),
    "rejected": Row(
        subject=ANA, kind="person", candidate=ONE, status="rejected", reviewer="Joan Reader"
    ),
    "given": Row(subject=ANA, kind="person", candidate=ONE, status="given", confidence=1.0),
    "place": Row(subject=LUSAKA, kind="place", candidate=TWO, status="accepted", reviewer="J"),
    "series": Row(subject=f"{BASE}series/talks", kind="event", candidate=TWO, status="accepted"),
}  # fmt: skip


def quads_of(*rows, **options):
    return tuple(links.link_quads(Review(rows=in_order(rows)), **options))


def said(quads, name):
    return {(s[1:-1], o[1:-1]) for s, p, o, _ in quads if p == f"<{name}>"}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_every_kind_of_row_makes_a_graph_that_conforms(row):
    quads = quads_of(row)
    assert stages.check(quads, source="links.trig").conforms
    assert {graph for *_, graph in quads} <= {f"<{BASE}graph/links>"}


def test_accepted_is_exact_and_says_by_whom_and_when():
    quads = quads_of(ROWS["accepted"], same=False)
    assert said(quads, f"{SKOS}exactMatch") == {(ANA, ONE)}
    assert said(quads, f"{SKOS}closeMatch") == set()
    ((assertion, who),) = said(quads, f"{MEMO}assertedBy")
    assert assertion == f"{BASE}identity/agent-ana-prifti-q1"
    assert who == "https://orcid.org/0000-0002-1825-0097"
    assert any('"2026-11-27"' in obj for *_, obj, _ in quads)
    assert said(quads, "http://www.w3.org/2002/07/owl#sameAs") == set()
    same = quads_of(ROWS["accepted"], same=True)
    assert said(same, "http://www.w3.org/2002/07/owl#sameAs") == {(ANA, ONE)}


def test_proposed_is_close_and_asserted_by_the_software():
    quads = quads_of(ROWS["proposed"])
    assert said(quads, f"{SKOS}closeMatch") == {(ANA, ONE)}
    assert said(quads, f"{SKOS}exactMatch") == set()
    ((_, who),) = said(quads, f"{MEMO}assertedBy")
    assert who == f"{BASE}agent/memograph"


def test_rejected_is_no_match():
    quads = quads_of(ROWS["rejected"])
    assert said(quads, f"{SKOS}closeMatch") == said(quads, f"{SKOS}exactMatch") == set()
    ((_, status),) = said(quads, f"{MEMO}reviewStatus")
    assert status.endswith("/rejected")


def test_what_is_proposed_for_somebody_decided_is_left_out():
    other = Row(subject=ANA, kind="person", candidate=TWO, confidence=0.2)
    assert said(quads_of(ROWS["accepted"], other), f"{SKOS}closeMatch") == set()


def test_links_are_written_beside_the_documents_and_read_back(tmp_path):
    review = Review(rows=in_order((ROWS["accepted"], ROWS["place"])))
    path, report = links.applied(review, tmp_path)
    assert report is not None
    assert report.conforms
    assert set(stages.load_quads(path)) == set(links.link_quads(review))
    before = path.read_bytes()
    links.applied(review, tmp_path)
    assert path.read_bytes() == before
    nobody = Row(subject=ANA, kind="person", candidate=NOBODY, status="accepted")
    links.applied(Review(rows=(nobody,)), tmp_path)
    assert not path.exists()
