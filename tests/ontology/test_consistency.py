"""HermiT finds no contradiction in the ontology and the graphs, and does find planted ones."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.reasoner

MEMO = "https://w3id.org/memograph/ontology#"
A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ID = "https://w3id.org/memograph/id"
DOC = f"{ID}/doc/harbor-talk"

CONTRADICTIONS = {
    "a statement that is a turn": (f"{DOC}/statement/0001", A, f"{MEMO}Turn"),
    "a meeting that was extracted": (f"{DOC}/meeting", f"{MEMO}extractedBy", f"{ID}/run/1"),
    "an identity assertion that was extracted": (
        f"{DOC}/identity/the-engineer-teodor-lund", f"{MEMO}extractedBy", f"{ID}/run/1",
    ),
    "a place that speaks": (f"{DOC}/turn/0001", f"{MEMO}speaker", f"{ID}/place/lindmark"),
    "a turn after itself": (f"{DOC}/turn/0002", f"{MEMO}nextTurn", f"{DOC}/turn/0002"),
}  # fmt: skip

SHORTCUTS = {
    (f"{DOC}/statement/0001", f"{MEMO}saidBy", f"{ID}/agent/ilse-varga"),
    (f"{DOC}/turn/0001", f"{MEMO}addressee", f"{ID}/agent/teodor-lund"),
}


def triple(subject: str, predicate: str, object_: str) -> str:
    return f"<{subject}> <{predicate}> <{object_}> .\n"


def test_ontology_sample_and_examples_are_consistent(reasoner, sample):
    examples = reasoner.examples()
    assert len(examples) > 5
    verdict = reasoner.judge(reasoner.terms() + reasoner.data(sample, *examples))
    assert verdict.consistent
    assert verdict.unsatisfiable == ()


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_planted_contradiction_is_found(reasoner, sample, name):
    planted = triple(*CONTRADICTIONS[name])
    verdict = reasoner.judge(reasoner.terms() + reasoner.data(sample) + planted)
    assert not verdict.consistent


def test_class_that_can_have_no_instance_is_found(reasoner):
    owl = "http://www.w3.org/2002/07/owl#"
    under = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    spoken = f"{MEMO}SpokenText"
    planted = (
        triple(spoken, A, f"{owl}Class")
        + triple(spoken, under, f"{MEMO}Statement")
        + triple(spoken, under, f"{MEMO}Turn")
    )
    verdict = reasoner.judge(reasoner.terms() + planted)
    assert verdict.consistent
    assert verdict.unsatisfiable == (spoken,)


def test_property_chains_give_the_shortcuts(reasoner, sample):
    graph = reasoner.data(sample)
    for shortcut in SHORTCUTS:
        assert triple(*shortcut) in graph
        graph = graph.replace(triple(*shortcut), "")
    verdict = reasoner.judge(reasoner.terms() + graph, derive=True)
    assert verdict.derived >= SHORTCUTS


def test_projection_has_only_datatypes_that_the_reasoner_knows(reasoner, sample):
    given = reasoner.data(sample)
    assert '"1958-03-03"' in given
    assert '"PT1H30M"' in given
    datatypes = set(re.findall(r"\^\^<[^>]*#(\w+)> \.$", given, flags=re.MULTILINE))
    assert datatypes == {"integer", "decimal", "dateTime"}
