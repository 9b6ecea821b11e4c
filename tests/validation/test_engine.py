"""What the engine gets wrong, and shapes that come from outside."""

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD

from memograph.problems import MemographError, Severity
from memograph.validation import load_ontology, load_shapes, pyshacl_engine, tuned, validate_graph
from memograph.validation.comparison import compare, without_comparisons

MEMO = Namespace("https://w3id.org/memograph/ontology#")


def test_values_that_cannot_be_ordered_are_a_fault_and_hide_no_other(plant, rules):
    plant("doc/talk/statement/0001", MEMO.mode)
    ninety = Literal("ninety", datatype=XSD.integer)
    graph = plant("doc/talk/item/0098-0115", MEMO.startIndex, ninety)
    results = pyshacl_engine.run(graph, **rules)
    shapes = {result.shape.partition("#")[2].strip(">") for result in results}
    assert shapes == {"Statement-mode", "TextSegment-startIndex", "TextSegment-startsInStatement"}


def test_end_that_cannot_be_ordered_is_a_fault_under_every_python(plant, rules):
    ninety = Literal("ninety", datatype=XSD.integer)
    graph = plant("doc/talk/item/0098-0115", MEMO.endIndex, ninety)
    results = pyshacl_engine.run(graph, **rules)
    shapes = {result.shape.partition("#")[2].strip(">") for result in results}
    assert {"TextSegment-endIndex", "TextSegment-startIndex"} <= shapes


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("doc/talk/meeting", MEMO.endedAt, Literal("1961-05-04T17:00:00", datatype=XSD.dateTime)),
        ("doc/talk/item/0098-0115", MEMO.startIndex, Literal(5)),
        ("doc/talk/item/0098-0115", MEMO.endIndex, Literal(140)),
        ("doc/talk/item/0098-0115", MEMO.endIndex, Literal(90)),
        ("doc/talk/turn/0002", MEMO.order, Literal(1)),
    ],
)
def test_own_comparisons_agree_with_those_of_the_engine(plant, rules, subject, predicate, value):
    graph = plant(subject, predicate, value)
    theirs = pyshacl_engine.run(graph, **rules)
    assert theirs
    mixed = graph + rules["ontology"]
    assert tuple(sorted(compare(mixed, rules["shapes"]))) == theirs


def test_shapes_without_comparisons_keep_all_else(rules):
    graph = rules["shapes"].graph
    left_out = set(graph) - set(without_comparisons(graph))
    assert {str(verb).partition("#")[2] for _, verb, _ in left_out} == {
        "lessThan",
        "lessThanOrEquals",
    }


@pytest.fixture
def as_documented(monkeypatch):
    """Let pyshacl be called as it is documented, as with releases that were not tried."""
    monkeypatch.setattr(tuned, "told", lambda *_, **__: None)


@pytest.mark.usefixtures("as_documented")
def test_engine_that_crashes_raises_with_a_code(memorandum, rules, monkeypatch):
    import pyshacl

    def crash(*_, **__):
        raise RuntimeError("out of\nluck")

    monkeypatch.setattr(pyshacl, "validate", crash)
    with pytest.raises(MemographError, match="RuntimeError: out of luck") as caught:
        validate_graph(memorandum, **rules)
    assert caught.value.problem.code == "MG490"


@pytest.mark.usefixtures("as_documented")
def test_engine_that_gives_no_report_raises_with_a_code(memorandum, rules, monkeypatch):
    import pyshacl

    monkeypatch.setattr(pyshacl, "validate", lambda *_, **__: (False, ValueError(), "no report"))
    with pytest.raises(MemographError, match="no report") as caught:
        validate_graph(memorandum, **rules)
    assert caught.value.problem.code == "MG490"


def test_shapes_that_are_no_turtle_raise_with_the_name_of_the_file():
    with pytest.raises(MemographError, match=r"broken\.ttl") as caught:
        load_shapes([("broken.ttl", "this is no Turtle")])
    assert caught.value.problem.code == "MG491"


def test_shape_without_a_code_is_told_under_the_code_of_other_shapes(memorandum, rules):
    foreign = """
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix ex: <https://example.org/shapes#> .
    @prefix memo: <https://w3id.org/memograph/ontology#> .
    ex:Short a sh:NodeShape ; sh:targetClass memo:Document ; sh:property ex:Short-title .
    ex:Short-title a sh:PropertyShape ; sh:path <http://purl.org/dc/terms/title> ;
        sh:maxLength 3 ; sh:severity sh:Info .
    """
    shapes = load_shapes([("short.ttl", foreign)])
    report = validate_graph(memorandum, ontology=rules["ontology"], shapes=shapes)
    (problem,) = report.problems
    assert problem.code == "MG489"
    assert problem.severity is Severity.NOTICE
    assert "Talk at the harbor office" in problem.message


def test_hierarchy_holds_subclasses_of_named_classes_only(rules):
    hierarchy = rules["ontology"]
    assert len(hierarchy) > 30
    assert all(isinstance(node, URIRef) for triple in hierarchy for node in triple)
    assert len(load_ontology([])) == 0


def test_subclass_of_the_ontology_is_judged_as_its_superclass(parse, rules):
    graph = parse("<doc/talk/event/strike> a memo:ReferredEvent .")
    with_hierarchy = pyshacl_engine.run(graph, **rules)
    without = pyshacl_engine.run(graph, ontology=Graph(), shapes=rules["shapes"])
    assert [result.shape for result in with_hierarchy] == [
        "<https://w3id.org/memograph/shapes#Event-label>"
    ]
    assert without == ()
