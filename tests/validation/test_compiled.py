"""The compiled check passes nothing that the engine finds fault with, however it was spoilt."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
from rdflib import Graph

from memograph import pipeline
from memograph.pipeline import stages
from memograph.settings import Settings
from memograph.validation import validate_graph
from memograph.validation.compiled import ENGINE, compile_shapes
from memograph.validation.rules import load_shapes

ROOT = Path(__file__).parents[2]
CASES = ROOT / "shapes" / "cases"
EXAMPLES = ("silo-decision-1949.txt", "deichrat-1887.xml", "tram-hearing.csv", "pier-meeting.vtt")
EACH = 6


def _mutations():
    path = Path(__file__).with_name("mutations.py")
    spec = importlib.util.spec_from_file_location("mutations_of_documents", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.MUTATIONS


MUTATIONS = _mutations()


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level("CRITICAL", logger="rdflib.term")


@pytest.fixture(scope="module")
def compiled():
    return compile_shapes(*stages._rules())


@pytest.fixture(scope="module")
def documents():
    return tuple(
        stages.mapped(record, Settings())[0]
        for name in EXAMPLES
        for record in pipeline.read_all(ROOT / "examples" / name)
    )


def judged(quads):
    """Return the Report of the engine on quads that may not be those of a mapper."""
    shapes, ontology = stages._rules()
    lines = (f"{s} {p} {o} ." for s, p, o, _ in quads)
    graph = Graph().parse(data="\n".join(lines), format="nt")
    return validate_graph(graph, ontology=ontology, shapes=shapes)


def cases(kind):
    return sorted((CASES / kind).glob("*.ttl"))


def quads_of(case):
    return tuple((s, p, o, "") for s, p, o, *_ in stages.load_quads(case))


def test_every_shape_is_compiled(compiled, documents):
    assert compiled.complete
    for quads in documents:
        assert compiled.passed(quads) is not None


@pytest.mark.parametrize("case", cases("valid"), ids=lambda case: case.stem)
def test_valid_case_is_passed(case, compiled):
    report = compiled.passed(quads_of(case))
    assert report is not None
    assert (report.engine, report.problems) == (ENGINE, ())


@pytest.mark.parametrize("case", cases("invalid"), ids=lambda case: case.stem)
def test_invalid_case_is_not_passed(case, compiled):
    assert compiled.passed(quads_of(case)) is None


def test_report_counts_what_the_engine_counts(compiled, documents):
    for quads in documents:
        ours, theirs = compiled.passed(quads), judged(quads)
        assert (ours.triples, ours.nodes) == (theirs.triples, theirs.nodes)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_spoilt_document_is_passed_only_if_the_engine_finds_nothing(mutation, compiled, documents):
    chance = random.Random(mutation.__name__)  # noqa: S311 - it must come again, not be secret
    for turn in range(EACH):
        quads = documents[turn % len(documents)]
        spoilt = mutation([quad[:3] for quad in quads], chance)
        told = tuple((*triple, "") for triple in spoilt)
        report = compiled.passed(told)
        if report is not None:
            assert judged(told).problems == ()


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
