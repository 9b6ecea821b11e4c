"""Each case is a whole little graph: valid ones conform, invalid ones yield what they announce.

The first line of an invalid case says what it expects: `# expect: MG406 Meeting-date`, several
parted by commas, each as often as it is found.
"""

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from memograph import pipeline
from memograph.validation import validate_graph

CASES = Path(__file__).parents[2] / "shapes" / "cases"
SHAPE = "https://w3id.org/memograph/shapes#"
VALID = sorted((CASES / "valid").glob("*.ttl"))
INVALID = sorted((CASES / "invalid").glob("*.ttl"))


@pytest.fixture(autouse=True)
def _quiet(caplog):
    # rdflib logs a traceback for each literal that is not of its datatype; some cases hold one.
    caplog.set_level("CRITICAL", logger="rdflib.term")


def announced(case):
    first = case.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# expect: ")
    return sorted(part.strip() for part in first.removeprefix("# expect: ").split(","))


def graph_of(case):
    """Return the graph of a case with its literals as they are spelled: rdflib mends some."""
    return pipeline.load(case).default_graph


def findings(report, shapes):
    """Pairs of code and shape, one for each problem."""
    pairs = {}
    for result in report.results:
        shape = result.shape.strip("<>")
        told = f"{shapes.rule(shape).code} {shape.removeprefix(SHAPE)}"
        pairs.setdefault((told, result.focus), set()).add(result.value)
    return sorted(told for told, _ in pairs)


def names(cases):
    return [case.stem for case in cases]


@pytest.mark.parametrize("case", VALID, ids=names(VALID))
def test_valid_case_yields_nothing(case, shapes, hierarchy):
    report = validate_graph(graph_of(case), ontology=hierarchy, shapes=shapes)
    assert report.problems == ()
    assert report.results == ()


@pytest.mark.parametrize("case", INVALID, ids=names(INVALID))
def test_invalid_case_yields_exactly_what_it_announces(case, shapes, hierarchy):
    report = validate_graph(graph_of(case), ontology=hierarchy, shapes=shapes)
    assert findings(report, shapes) == announced(case)
    codes = [told.split()[0] for told in announced(case)]
    # No shape tells wrong words at an offset; that check has tests of its own.
    assert sorted(p.code for p in report.problems if p.code != "MG428") == codes


WRONG_VALUE = [case for case in INVALID if "-of-another-" in case.stem or "unknown" in case.stem]


@pytest.mark.parametrize("case", WRONG_VALUE, ids=names(WRONG_VALUE))
def test_invalid_case_of_a_wrong_value_holds_the_value(case, shapes, hierarchy):
    report = validate_graph(graph_of(case), ontology=hierarchy, shapes=shapes)
    assert all(result.value for result in report.results)


@pytest.mark.parametrize("case", VALID, ids=names(VALID))
def test_valid_case_conforms_without_the_ontology(case, shapes):
    """Superclasses are typed out, so that stores without inference see the same."""
    report = validate_graph(graph_of(case), ontology=Graph(), shapes=shapes)
    assert report.conforms


def test_every_shape_that_yields_results_has_an_invalid_case(shapes):
    attributed = {
        str(shape)
        for owner in shapes.graph.subjects(SH.targetClass)
        for shape in shapes.graph.objects(owner, SH.property)
    }
    for owner in shapes.graph.subjects(SH.targetClass):
        judges_by_itself = {SH.nodeKind, SH["or"]} & set(shapes.graph.predicates(owner))
        if judges_by_itself:
            attributed.add(str(owner))
    shown = {SHAPE + told.split()[1] for case in INVALID for told in announced(case)}
    assert shown == attributed


def test_every_target_class_has_a_valid_case(shapes):
    held = {str(kind) for case in VALID for kind in Graph().parse(case).objects(None, RDF.type)}
    assert shapes.classes <= held


def test_invalid_case_is_named_for_the_class_that_it_is_about(shapes):
    classes = {iri.partition("#")[2].lower() for iri in shapes.classes}
    assert {case.stem.partition("-")[0] for case in INVALID} <= classes
    assert {case.stem for case in VALID} >= classes


def test_cases_hold_no_blank_nodes_but_to_show_that_they_are_refused():
    with_blank = {case.stem for case in INVALID if "_:" in case.read_text(encoding="utf-8")}
    assert all(stem.endswith("-without-address") for stem in with_blank)
    assert not [case for case in VALID if "_:" in case.read_text(encoding="utf-8")]


def test_full_valid_case_uses_every_property_that_a_shape_judges(shapes):
    used = set(Graph().parse(CASES / "valid" / "memorandum.ttl").predicates())
    allowed = {
        path
        for shape, path in shapes.graph.subject_objects(SH.path)
        if isinstance(path, URIRef) and (shape, SH.maxCount, None) not in shapes.graph
    }
    assert allowed <= used
