"""The compiled check passes nothing that the engine finds fault with, however it was spoilt."""

from __future__ import annotations

import random

import pytest
from rdflib import Graph

from memograph.pipeline import stages
from memograph.rdf.vocab import MEMO
from memograph.validation import validate_graph
from memograph.validation.compiled import ENGINE, compile_shapes
from memograph.validation.rules import SH, load_shapes

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
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
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
        "sh:hasValue []",
        "sh:class 'name'",
        "sh:nodeKind sh:BlankNodeOrIRI",
        "sh:in ex:nowhere",
        "sh:in ()",
        "ex:parameter 1",
        "sh:deactivated false",
        "sh:minInclusive '1961-05-04'^^xsd:date",
        "sh:property [ sh:path [ sh:inversePath ex:p ; rdfs:label 'by' ] ; sh:minCount 0 ]",
        "sh:property [ sh:path ex:p ; sh:qualifiedMinCount 0 ]",
        "sh:property [ sh:path ex:p ; sh:qualifiedValueShape [] , ex:S ; sh:qualifiedMinCount 0 ]",
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


def test_class_of_a_literal_is_left_to_the_engine():
    bundle = load_shapes([("own.ttl", SHAPE.format(rule="sh:nodeKind sh:IRI"))])
    assert compile_shapes(bundle, Graph()).passed(NODE) is not None
    assert compile_shapes(bundle, Graph()).passed((*NODE, ('"a"', *NODE[0][1:]))) is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00+01:00"),
        ("2020-01-01T00:00:00", "2020-01-01T00:00:00Z"),
        ("2020-02-30T00:00:00", "2020-03-01T00:00:00"),
    ],
)
def test_times_of_which_the_order_is_in_doubt_are_left_to_the_engine(start, end):
    rule = "sh:property [ sh:path ex:start ; sh:lessThanOrEquals ex:end ]"
    check = compile_shapes(load_shapes([("own.ttl", SHAPE.format(rule=rule))]), Graph())
    kind = "^^<http://www.w3.org/2001/XMLSchema#dateTime>"

    def of(start, end):
        pairs = (("start", start), ("end", end))
        node = NODE[0][0]
        told = [(node, f"<https://example.org/{p}>", f'"{v}"{kind}', "") for p, v in pairs]
        return check.passed((*NODE, *told))

    assert of("2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z") is not None
    assert of(start, end) is None


@pytest.fixture(scope="module")
def offsets_alone():
    """The compiled check of shapes that ask nothing, so that the offsets alone are looked at."""
    text = f"<e:D> a <{SH}NodeShape> ; <{SH}targetClass> <{MEMO.Document}> ."
    return compile_shapes(load_shapes([("own.ttl", text)]), Graph())


NUMBER = "^^<http://www.w3.org/2001/XMLSchema#integer>"


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        (MEMO.startIndex, ()),
        (MEMO.endIndex, (f'"-1"{NUMBER}',)),
        (MEMO.startIndex, ('"0"',)),
        (MEMO.startIndex, (f'"0"{NUMBER}', f'"1"{NUMBER}')),
        (MEMO.text, ('"other words"@en',)),
        (MEMO.text, ("<https://example.org/words>",)),
        (MEMO.fullText, ()),
        (MEMO.fullText, ('"one"', '"another"')),
        (MEMO.inText, ("<https://example.org/a>", "<https://example.org/b>")),
    ],
)
def test_offsets_that_may_not_hold_are_left_to_the_engine(verb, values, documents, offsets_alone):
    in_text = f"<{MEMO.inText}>"
    quads = next(tuple(each) for each in documents if any(quad[1] == in_text for quad in each))
    assert offsets_alone.passed(quads) is not None
    told_of = {node for quad in quads if quad[1] == in_text for node in (quad[0], quad[2])}
    node = next(quad[0] for quad in quads if quad[1] == f"<{verb}>" and quad[0] in told_of)
    rest = tuple(quad for quad in quads if quad[:2] != (node, f"<{verb}>"))
    told = tuple((node, f"<{verb}>", value, "") for value in values)
    assert offsets_alone.passed(rest + told) is None
