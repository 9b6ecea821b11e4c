"""The compiled check passes nothing that the engine finds fault with, however it was spoilt."""

from __future__ import annotations

import random

import pytest
from rdflib import Graph

from memograph.pipeline import stages
from memograph.validation import validate_graph
from memograph.validation.compiled import ENGINE, compile_shapes
from memograph.validation.rules import load_shapes

EACH = 6

pytestmark = pytest.mark.usefixtures("quiet_rdflib")


@pytest.fixture
def judged(engines):
    """Return the Report of the engine on quads that may not be those of a mapper."""

    def judge(quads):
        shapes, ontology = stages._rules()
        return validate_graph(engines.graph_of(quads), ontology=ontology, shapes=shapes)

    return judge


def quads_of(case):
    return tuple((s, p, o, "") for s, p, o, *_ in stages.load_quads(case))


def test_every_shape_is_compiled(compiled, documents):
    assert compiled.complete
    for quads in documents:
        assert compiled.passed(quads) is not None


def test_valid_case_is_passed(valid_case, compiled):
    report = compiled.passed(quads_of(valid_case))
    assert report is not None
    assert (report.engine, report.problems) == (ENGINE, ())


def test_invalid_case_is_not_passed(invalid_case, compiled):
    assert compiled.passed(quads_of(invalid_case)) is None


def test_report_counts_what_the_engine_counts(compiled, documents, judged):
    for quads in documents:
        ours, theirs = compiled.passed(quads), judged(quads)
        assert (ours.triples, ours.nodes) == (theirs.triples, theirs.nodes)


HARMLESS = {"nothing", "other_order", "class_of_its_own"}
"""Ways that leave a document as good as it was, which the compiled check tells."""


def test_spoilt_document_is_passed_only_if_the_engine_finds_nothing(
    mutation, compiled, documents, judged
):
    chance = random.Random(mutation.__name__)  # noqa: S311 - it must come again, not be secret
    passed = 0
    for turn in range(EACH):
        quads = documents[turn % len(documents)]
        spoilt = mutation([quad[:3] for quad in quads], chance)
        told = tuple((*triple, "") for triple in spoilt)
        if compiled.passed(told) is not None:
            passed += 1
            assert judged(told).problems == ()
    assert (passed == EACH) == (mutation.__name__ in HARMLESS)


def test_document_that_nothing_is_wrong_with_is_passed(compiled, documents):
    assert all(compiled.passed(quads) for quads in documents)


def test_document_without_nodes_is_left_to_the_engine(compiled):
    assert compiled.passed(()) is None


SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:Thing a sh:NodeShape ; sh:targetClass ex:Class ; {rule} .
"""
NODE = (
    ("<https://example.org/a>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
     "<https://example.org/Class>", ""),
)  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    [
        "sh:closed true",
        "sh:languageIn ('en')",
        "sh:sparql [ sh:select 'SELECT $this WHERE {{}}' ]",
        "sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:minCount 1 ]",
        "sh:pattern 'x' ; sh:flags 'i'",
        "sh:property ex:Own",
    ],
)
def test_shape_with_an_unknown_feature_passes_nothing_of_its_class(rule):
    text = SHAPE.format(rule=rule)
    if "ex:Own" in rule:
        text += "ex:Own a sh:PropertyShape ; sh:path ex:p ; sh:node ex:Thing ."
    bundle = load_shapes([("own.ttl", text)])
    assert compile_shapes(bundle, Graph()).passed(NODE) is None


@pytest.mark.parametrize("target", ["sh:targetNode ex:a", "sh:targetSubjectsOf ex:p"])
def test_shapes_with_other_targets_pass_nothing(target):
    bundle = load_shapes([("own.ttl", SHAPE.format(rule=target))])
    assert compile_shapes(bundle, Graph()).passed(NODE) is None
