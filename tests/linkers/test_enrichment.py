"""The graph of what authorities say: what is in it, what stays, and how it is taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memograph.linkers.facts import Facts, Membership, Term, Told
from memograph.linkers.review import NOBODY, Review, Row
from memograph.pipeline import stages
from memograph.pipeline.enrichment import Enriching, fact_triples
from memograph.pipeline.outgoing import folder_at
from memograph.problems import WriteError

BASE, WD = "https://example.org/id/", "http://www.wikidata.org/entity/"
FACTS = {
    "person": Facts(
        iri=f"{WD}Q1", kind="person", labels=(("en", "Ana"), ("zh-hant", "安娜")),
        descriptions=(("en", "minister"),), begun="1911-02-03", ended="198X",
        memberships=(
            Membership(
                iri=f"{WD}statement/Q1-7", begun="1958",
                post=Term(iri=f"{WD}Q9", labels=(("en", "Minister of Railways"),)),
            ),
        ),
        citizenships=(Term(iri=f"{WD}Q8", labels=(("en", "Albania"),)),),
        same_as=("https://viaf.org/viaf/77", "https://viaf.org/viaf/7 7"),
        page="https://www.wikidata.org/wiki/Special:EntityData/Q1", revision="77",
        modified="2026-01-02T03:04:05Z",
    ),
    "place": Facts(iri=f"{WD}Q2", labels=(("en", "Lusaka"),), latitude=-15.4, longitude=28.28),
    "organization": Facts(iri=f"{WD}Q3", labels=(("en", "Union"),), begun="1922-12-30"),
    "event": Facts(iri=f"{WD}Q4", labels=(("en", "Talks"),), begun="1961-13-45"),
}  # fmt: skip
ROWS = tuple(
    Row(subject=f"{BASE}agent/{number}", kind=kind, candidate=facts.iri, status="accepted")
    for number, (kind, facts) in enumerate(FACTS.items())
)


class Known:
    """An authority that tells what it is made with; whoever it does not know, it fails on."""

    name = "known"

    def __init__(self, *facts, state="failed"):
        self.facts, self.state = {each.iri: each for each in facts}, state

    def knows(self, iri):
        return iri.startswith(WD)

    def described(self, iris):
        for iri in iris:
            facts = self.facts.get(iri)
            yield Told(iri=iri, facts=facts, state="answered" if facts else self.state)

    def close(self):
        pass


def enriched(folder, describer, *rows):
    run = Enriching(review=Review(rows=rows), describer=describer)
    assert [told.iri for told in run.results()] == list(run.entities())
    return run.write(folder)


def values(quads, subject, name):
    return [o for s, p, o, _ in quads if s == f"<{subject}>" and p.endswith(f"{name}>")]


@pytest.mark.parametrize("kind", FACTS)
def test_facts_of_every_kind_conform(kind, tmp_path):
    (row,) = (each for each in ROWS if each.kind == kind)
    path, report = enriched(tmp_path, Known(FACTS[kind]), row)
    assert report.conforms
    assert {quad[3] for quad in stages.load_quads(path)} == {f"<{BASE}graph/enrichment>"}


def test_what_is_less_exact_than_a_day_is_in_edtf():
    triples = [(*each, "") for each in fact_triples(FACTS["person"], "person")]
    assert values(triples, f"{WD}Q1", "birthDate") == [
        '"1911-02-03"^^<http://www.w3.org/2001/XMLSchema#date>'
    ]
    assert values(triples, f"{WD}Q1", "deathDate") == [
        '"198X"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
    ]
    odd = [(*each, "") for each in fact_triples(FACTS["event"], "event")]
    assert "EDTF" in values(odd, f"{WD}Q4", "startDate")[0]


def test_membership_says_who_held_what_and_when():
    triples = [(*each, "") for each in fact_triples(FACTS["person"], "person")]
    node = f"{WD}statement/Q1-7"
    assert values(triples, node, "member") == [f"<{WD}Q1>"]
    assert values(triples, node, "role") == [f"<{WD}Q9>"]
    assert values(triples, node, "startDate")[0].startswith('"1958"')


def test_what_is_no_iri_is_left_out():
    triples = [(*each, "") for each in fact_triples(FACTS["person"], "person")]
    assert values(triples, f"{WD}Q1", "sameAs") == ["<https://viaf.org/viaf/77>"]


def test_row_that_does_not_say_what_it_is_gets_the_kind_that_the_authority_knows(tmp_path):
    path, _ = enriched(tmp_path, Known(FACTS["person"]), replace(ROWS[0], kind=""))
    assert values(stages.load_quads(path), f"{WD}Q1", "birthDate")


def test_of_two_rows_for_one_entity_the_one_counts_that_says_what_it_is(tmp_path):
    other = replace(ROWS[0], subject=f"{BASE}agent/zoe", kind="")
    place = Facts(iri=f"{WD}Q1", kind="place", labels=(("en", "Ana"),), begun="1911")
    path, _ = enriched(tmp_path, Known(place), ROWS[0], other)
    assert values(stages.load_quads(path), f"{WD}Q1", "birthDate")


def test_same_facts_are_the_same_bytes(tmp_path):
    path, _ = enriched(tmp_path, Known(*FACTS.values()), *ROWS)
    before = path.read_bytes()
    enriched(tmp_path, Known(*reversed(FACTS.values())), *reversed(ROWS))
    assert path.read_bytes() == before


@pytest.mark.parametrize("state", ["failed", "unasked"])
def test_what_was_told_earlier_stays_where_nothing_is_told(state, tmp_path):
    path, _ = enriched(tmp_path, Known(*FACTS.values()), *ROWS)
    before = path.read_bytes()
    enriched(tmp_path, Known(FACTS["place"], state=state), *ROWS)
    assert path.read_bytes() == before
    # Of who is linked no longer, nothing stays.
    enriched(tmp_path, Known(state=state), ROWS[1])
    left = stages.load_quads(path)
    assert {quad[0] for quad in left} == {f"<{WD}Q2>"}


def test_label_that_was_changed_between_two_answers_is_told_once(tmp_path):
    old, new = (("en", "Zambia then"),), (("en", "Zambia"),)
    of_country = Term(iri=f"{WD}Q2", labels=old)
    ana = replace(FACTS["person"], citizenships=(of_country,))
    country = replace(FACTS["place"], labels=new)
    path, report = enriched(tmp_path, Known(ana, country), *ROWS[:2])
    assert report.conforms
    assert values(stages.load_quads(path), f"{WD}Q2", "label") == ['"Zambia"@en']
    _, report = enriched(tmp_path, Known(ana, state="failed"), *ROWS[:2])
    assert report.conforms


def test_who_is_not_linked_has_no_facts(tmp_path):
    proposed = replace(ROWS[0], status="proposed")
    nobody = replace(ROWS[1], candidate=NOBODY)
    path, report = enriched(tmp_path, Known(*FACTS.values()), proposed, nobody)
    assert (report, path.exists()) == (None, False)


def test_entities_of_another_authority_are_counted():
    other = replace(ROWS[0], candidate="https://viaf.org/viaf/7")
    run = Enriching(review=Review(rows=(other, ROWS[1])), describer=Known())
    assert (run.entities(), run.strangers()) == ((f"{WD}Q2",), 1)


def test_graph_is_removed_with_the_last_link(tmp_path):
    path, _ = enriched(tmp_path, Known(*FACTS.values()), *ROWS)
    assert path.exists()
    enriched(tmp_path, Known(*FACTS.values()))
    assert not path.exists()


def test_file_that_is_none_of_ours_is_not_written_over(tmp_path):
    path = tmp_path / "enrichment.trig"
    path.write_text("<https://e.org/a> <https://e.org/b> <https://e.org/c> .", encoding="utf-8")
    with pytest.raises(WriteError) as told:
        enriched(tmp_path, Known(*FACTS.values()), *ROWS)
    assert told.value.problem.code == "MG209"
    assert path.read_text(encoding="utf-8").startswith("<https://e.org/a>")


def test_each_base_has_a_graph_of_its_own_that_goes_with_the_folder(tmp_path):
    other = replace(ROWS[1], subject="https://example.net/place/lusaka")
    enriched(tmp_path, Known(*FACTS.values()), ROWS[0], other)
    with folder_at(tmp_path) as place:
        graphs = [each.graph for each in place.outgoing()]
    assert graphs == ["https://example.net/graph/enrichment", f"{BASE}graph/enrichment"]
