"""pyshacl prepared for many documents finds what pyshacl finds that is called as documented."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rdflib import Graph

from memograph import pipeline
from memograph.pipeline import stages
from memograph.settings import Settings
from memograph.validation import load_shapes, pyshacl_engine, tuned, validate_graph
from memograph.validation.compiled import compile_shapes
from memograph.validation.quiet import judging
from memograph.validation.tuned import run
from memograph.validation.tuned.indexed import IndexedGraph
from memograph.validation.tuned.shape import KeptShape
from memograph.validation.tuned.walking import walk

CASES = sorted((Path(__file__).parents[2] / "shapes" / "cases").glob("*/*.ttl"))

pytestmark = pytest.mark.usefixtures("quiet_rdflib")


@pytest.fixture(autouse=True)
def _tried(monkeypatch):
    """Compare the prepared engine, whatever releases are installed: that is how one is tried."""
    monkeypatch.setattr(run, "tried", lambda: True)


SELDOM_REFUSED = {"nothing", "other_order", "class_of_its_own", "language_in_capitals"}
"""Ways to spoil that leave a document as good as it was."""


def test_spoilt_document_gets_the_results_of_pyshacl(
    mutation, triples, compiled, engines, spoilt_each
):
    shapes, ontology = stages._rules()
    kinds = Counter()
    for turn in range(spoilt_each):
        chance = random.Random(f"{mutation.__name__} {turn}")  # noqa: S311 - it must come again
        spoilt = mutation(list(triples[turn % len(triples)]), chance)
        graph = engines.graph_of(spoilt)
        expected = engines.outcome(engines.stock, graph, shapes, ontology)
        assert engines.outcome(engines.ours, graph, shapes, ontology) == expected, turn
        if compiled.passed(tuple((*triple, "") for triple in spoilt)):
            assert expected == (True, []), turn
        kinds[engines.kind(expected)] += 1
    assert kinds["passed" if mutation.__name__ in SELDOM_REFUSED else "refused"] > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_gets_the_results_of_pyshacl(case, engines):
    shapes, ontology = stages._rules()
    graph = pipeline.load(case).default_graph
    expected = engines.stock(graph, shapes, ontology)
    assert engines.kind(expected) == {"valid": "passed", "invalid": "refused"}[case.parent.name]
    assert engines.ours(graph, shapes, ontology) == expected


@pytest.fixture
def own(own_shapes):
    """Return the bundle of some shapes."""
    return lambda text: load_shapes([("own.ttl", own_shapes.PREFIXES + text)])


@pytest.fixture
def same(own_shapes, engines):
    """Judge graphs made at random in all ways, and count what pyshacl says of them."""

    def judge(bundle, *, times, name):
        kinds, check = Counter(), compile_shapes(bundle, Graph())
        for turn in range(times):
            chance = random.Random(f"{name} {turn}")  # noqa: S311 - it must come again
            text = own_shapes.data(chance)
            graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
            expected = engines.outcome(engines.stock, graph, bundle, Graph())
            assert engines.outcome(engines.ours, graph, bundle, Graph()) == expected, turn
            kinds[engines.kind(expected)] += 1
            if check.passed(stages.parsed(text.encode(), "turtle", source="own.ttl")):
                assert expected == (True, []), turn
                kinds["passed by the compiled check"] += 1
        return kinds

    return judge


@pytest.mark.filterwarnings("ignore::pyshacl.errors.ShapeRecursionWarning")
def test_every_constraint_of_shacl_core_gets_the_results_of_pyshacl(
    core_shapes, own_shapes, own, same, spoilt_each
):
    bundle = own(own_shapes.SHAPES[core_shapes])
    assert run._harvested(bundle, comparing=True) is not None
    assert same(bundle, times=spoilt_each * 5, name=core_shapes)["refused"] > 0


def test_shapes_that_were_not_tried_are_left_to_pyshacl(
    shapes_left_to_pyshacl, own_shapes, own, same, spoilt_each
):
    name = shapes_left_to_pyshacl
    bundle = own(own_shapes.LEFT_TO_PYSHACL[name])
    graph = Graph().parse(data=own_shapes.PREFIXES + "ex:a a ex:A ; ex:p 1 .")
    assert tuned.told(graph, ontology=Graph(), shapes=bundle) is None
    # What pyshacl refuses is judged by nobody.
    kinds = same(bundle, times=spoilt_each, name=name)
    assert kinds["not judged" if name == "refused" else "refused"] > 0
    assert kinds["passed by the compiled check"] == 0


def test_all_core_shapes_together_get_the_results_of_pyshacl(own_shapes, same, spoilt_each):
    texts = [
        (name, own_shapes.PREFIXES + text.replace("ex:N", f"ex:N{number}"))
        for number, (name, text) in enumerate(own_shapes.SHAPES.items())
        if not any(shape in text for shape in ("ex:P", "ex:M"))
    ]
    assert len(texts) > 5
    assert same(load_shapes(texts), times=spoilt_each * 2, name="together")["refused"] > 0


def test_ontology_that_says_more_is_left_to_pyshacl(triples, engines, own_shapes):
    shapes, _ = stages._rules()
    more = Graph().parse(data=f"{own_shapes.PREFIXES} ex:A a rdfs:Class ; rdfs:label 'A' .")
    graph = engines.graph_of(triples[0])
    assert tuned.told(graph, ontology=more, shapes=shapes) is None
    assert engines.ours(graph, shapes, more) == engines.stock(graph, shapes, more)


def test_report_is_the_same_with_a_release_that_was_not_tried(
    triples, engines, mutations, monkeypatch
):
    shapes, ontology = stages._rules()
    chance = random.Random("untried")  # noqa: S311 - it must come again
    graphs = [engines.graph_of(mutation(list(triples[0]), chance)) for mutation in mutations[:12]]
    prepared = [validate_graph(graph, ontology=ontology, shapes=shapes) for graph in graphs]
    monkeypatch.setattr(run, "tried", lambda: False)
    assert tuned.told(graphs[0], ontology=ontology, shapes=shapes) is None
    documented = [validate_graph(graph, ontology=ontology, shapes=shapes) for graph in graphs]
    assert prepared == documented
    assert any(report.problems for report in prepared)


def test_documents_are_judged_by_the_prepared_engine(triples, engines):
    shapes, ontology = stages._rules()
    for each in triples:
        assert tuned.told(engines.graph_of(each), ontology=ontology, shapes=shapes) == []


@pytest.mark.parametrize(("engine", "loaded"), [("pyshacl", 1), ("compiled", 0)])
def test_pipeline_prepares_the_engine_that_was_chosen(engine, loaded):
    run._harvested.cache_clear()
    stages._compiled.cache_clear()
    stages.prepare(Settings(engine=engine))
    assert run._harvested.cache_info().currsize == loaded
    assert stages._compiled.cache_info().currsize == 1 - loaded


def test_graphs_that_are_given_stay_as_they_are(triples, engines):
    shapes, ontology = stages._rules()
    graph = engines.graph_of(triples[0])
    before = [set(each) for each in (graph, ontology, shapes.graph)]
    pyshacl_engine.run(graph, ontology=ontology, shapes=shapes)
    assert [set(each) for each in (graph, ontology, shapes.graph)] == before


def test_pyshacl_and_rdflib_stay_as_they_are_for_others():
    code = (
        "import pyshacl, pyshacl.shape, pyshacl.constraints, pyshacl.shapes_graph, rdflib, sys\n"
        "from rdflib.term import _toPythonMapping as mapping\n"
        "def seen():\n"
        "    kinds = [pyshacl.shape.Shape, pyshacl.shapes_graph.ShapesGraph, rdflib.Graph]\n"
        "    kinds += pyshacl.constraints.ALL_CONSTRAINT_COMPONENTS\n"
        "    spaces = [vars(kind) for kind in kinds]\n"
        "    spaces += [vars(pyshacl.shape), vars(pyshacl.constraints), vars(rdflib), mapping]\n"
        "    return [dict(space) for space in spaces]\n"
        "before = seen()\n"
        "from memograph.pipeline import stages\n"
        "from memograph.validation import tuned\n"
        "tuned.run.tried = lambda: True\n"
        "shapes, ontology = stages._rules()\n"
        "graph = rdflib.Graph().parse(sys.argv[1])\n"
        "assert tuned.told(graph, ontology=ontology, shapes=shapes) == []\n"
        "assert seen() == before\n"
    )
    case = next(case for case in CASES if case.stem == "memorandum")
    subprocess.run([sys.executable, "-c", code, str(case)], check=True)


def test_threads_share_the_prepared_shapes(triples, engines, mutations):
    shapes, ontology = stages._rules()
    chance = random.Random("threads")  # noqa: S311 - it must come again
    graphs = [engines.graph_of(mutation(list(triples[1]), chance)) for mutation in mutations[:8]]

    def told(graph):
        found = tuned.told(graph, ontology=ontology, shapes=shapes)
        return sorted(str(sorted(each.items())) for each in found)

    one_by_one = [told(graph) for graph in graphs]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(told, graphs * 4)) == one_by_one * 4


def test_results_are_the_same_whatever_the_seed_of_hashes_is():
    code = (
        "import logging, re, sys\n"
        "logging.getLogger('rdflib.term').setLevel(logging.CRITICAL)\n"
        "from memograph import pipeline\n"
        "from memograph.pipeline import stages\n"
        "from memograph.validation import pyshacl_engine\n"
        "shapes, ontology = stages._rules()\n"
        "for name in sys.argv[1:]:\n"
        "    graph = pipeline.load(name).default_graph\n"
        "    results = pyshacl_engine.run(graph, ontology=ontology, shapes=shapes)\n"
        "    print(re.sub(r'_:\\w+', '_:b', repr(results)))\n"
    )
    cases = [str(case) for case in CASES if case.parent.name == "invalid"][::10]
    assert len(cases) > 30
    told = {
        subprocess.run(
            [sys.executable, "-c", code, *cases],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert next(iter(told)).count("ValidationResult") >= len(cases)


def _raising(error):
    """Return a function that raises, as something of pyshacl does that has changed."""

    def crash(*_, **__):
        raise error

    return crash


@pytest.mark.parametrize("error", [TypeError("moved"), DeprecationWarning("old"), KeyError("gone")])
def test_exception_of_the_prepared_engine_leaves_the_document_to_pyshacl(
    error, triples, engines, monkeypatch
):
    shapes, ontology = stages._rules()
    graph = engines.graph_of(triples[0][:-20])
    expected = engines.stock(graph, shapes, ontology)
    assert engines.kind(expected) == "refused"
    monkeypatch.setattr(KeptShape, "validate", _raising(error))
    assert tuned.told(graph, ontology=ontology, shapes=shapes) is None
    assert engines.ours(graph, shapes, ontology) == expected


NINETY = "'ninety'^^xsd:integer"


@pytest.mark.parametrize(("value", "other"), [("1", NINETY), (NINETY, "1")])
def test_values_that_cannot_be_ordered_are_not_left_to_pyshacl(value, other, own, own_shapes):
    rule = "sh:property [ sh:path ex:p ; sh:lessThanOrEquals ex:q ]"
    bundle = own(f"ex:N sh:targetClass ex:A ; {rule} .")
    text = f"{own_shapes.PREFIXES} ex:a a ex:A ; ex:p {value} ; ex:q {other} ."
    graph = Graph().parse(data=text)
    with pytest.raises((TypeError, DeprecationWarning)), judging():
        tuned.told(graph, ontology=Graph(), shapes=bundle)


DEEP = [
    "[ sh:inversePath " * 10 + "ex:p" + " ]" * 10,
    "[ sh:inversePath " * 9 + "ex:p" + " ]" * 9,
    "( ex:p " * 9 + "ex:p" + " ex:p )" * 9,
    "( " + "ex:p " * 10 + ")",
    "( " + "ex:p " * 11 + ")",
    "( ex:p " * 4 + "( ex:p ex:p ex:p )" + ")" * 4,
    "( " + "ex:p " * 6 + "[ sh:alternativePath ( ex:p [ sh:inversePath ex:p ] ) ] )",
    "( " + "ex:p " * 8 + "[ sh:alternativePath ( ex:p [ sh:inversePath ex:p ] ) ] )",
]


@pytest.mark.parametrize("path", DEEP)
def test_path_within_others_is_followed_as_far_as_pyshacl_does(path, own, own_shapes, engines):
    bundle = own(f"ex:N sh:targetClass ex:A ; sh:property [ sh:path {path} ; sh:maxCount 0 ] .")
    graph = Graph().parse(data=own_shapes.PREFIXES + "ex:a a ex:A ; ex:p ex:a .")
    expected = engines.outcome(engines.stock, graph, bundle, Graph())
    assert engines.kind(expected) != "passed"
    assert engines.outcome(engines.ours, graph, bundle, Graph()) == expected


def test_graph_for_reading_raises_where_it_would_answer_wrongly():
    from rdflib import RDF

    triple = (RDF.type, RDF.type, RDF.Property)
    graph = IndexedGraph([triple])
    for change in (graph.add, graph.remove, graph.set):
        with pytest.raises(TypeError, match="for reading alone"):
            change(triple)
    for ask in (graph.query, graph.update, graph.parse, graph.triples_choices):
        with pytest.raises(TypeError, match="for reading alone"):
            ask("ASK { ?s ?p ?o }")
    with pytest.raises(TypeError, match="for reading alone"):
        graph.addN([(*triple, graph)])
    assert list(graph) == [triple]


def test_graph_for_reading_answers_as_rdflib_does(own_shapes):
    from itertools import product

    from rdflib import RDF, URIRef
    from rdflib.paths import InvPath, OneOrMore

    chance = random.Random("reading")  # noqa: S311 - it must come again
    graph = Graph(bind_namespaces="none").parse(data=own_shapes.data(chance), format="turtle")
    ours, p = IndexedGraph(graph), URIRef("https://example.org/p")
    assert len(ours) == len(graph) > 5
    subjects = [None, *sorted(set(graph.subjects())), URIRef("https://example.org/none")]
    values = [None, *sorted(set(graph.objects()), key=str)]
    verbs = [None, p, RDF.type, InvPath(p), p * OneOrMore]
    for asked in product(subjects, verbs, values):
        assert set(ours.triples(asked)) == set(graph.triples(asked)), asked
    for verb, node in product(verbs, subjects):
        assert set(ours.objects(node, verb)) == set(graph.objects(node, verb))
        assert set(ours.subjects(verb, node)) == set(graph.subjects(verb, node))
    some = subjects[1:3]
    assert set(ours.objects(some, p)) == set(graph.objects(some, p))
    assert set(ours.subjects(p, some)) == set(graph.subjects(p, some))


def test_component_of_somebodys_own_gets_the_results_of_pyshacl(own, own_shapes, engines):
    bundle = own(
        "ex:C a sh:ConstraintComponent ; sh:parameter [ a sh:Parameter ; sh:path ex:own ] ;"
        " sh:validator [ a sh:SPARQLAskValidator ; sh:ask 'ASK { FILTER(1 = 2) }' ] ."
        " ex:N sh:targetClass ex:A ; ex:own 1 ."
    )
    graph = Graph().parse(data=own_shapes.PREFIXES + "ex:a a ex:A .")
    assert run._harvested(bundle, comparing=True) is None
    expected = engines.stock(graph, bundle, Graph())
    assert engines.kind(expected) == "refused"
    assert engines.ours(graph, bundle, Graph()) == expected


@pytest.mark.parametrize(
    "path",
    [
        "[ sh:inversePath ex:p , ex:q ]",
        "( ex:p )",
        "[ sh:zeroOrOnePath ex:p ]",
        "[ sh:inversePath ( ex:p ex:q ) ]",
    ],
)
def test_path_of_another_kind_is_followed_by_pyshacl_itself(path, own_shapes):
    from rdflib import SH

    shapes = Graph().parse(data=f"{own_shapes.PREFIXES} ex:P sh:path {path} .")
    with pytest.raises(LookupError):
        walk(shapes, next(shapes.objects(None, SH.path)))
