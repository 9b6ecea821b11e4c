"""pyshacl prepared for many documents finds what pyshacl finds that is called as documented."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import random
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from pathlib import Path

import pyshacl
import pytest
from rdflib import SH, Graph, URIRef

from memograph import pipeline
from memograph.pipeline import stages
from memograph.settings import Settings
from memograph.validation import load_shapes, pyshacl_engine, tuned, validate_graph
from memograph.validation.comparison import compare, without_comparisons
from memograph.validation.compiled import compile_shapes
from memograph.validation.tuned import run

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "shapes" / "cases").glob("*/*.ttl"))
EXAMPLES = ("silo-decision-1949.txt", "deichrat-1887.xml", "tram-hearing.csv", "pier-meeting.vtt")
EACH = int(os.environ.get("SPOILT_EACH", "3"))
"""How many documents are spoilt in each way; SPOILT_EACH=90 makes thousands of cases of it."""


def _beside(name):
    """Return a module that stands beside this one: tests are no package."""
    spec = importlib.util.spec_from_file_location(
        f"{name}_for_engines", Path(__file__).with_name(f"{name}.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MUTATIONS = _beside("mutations").MUTATIONS
OWN = _beside("own_shapes")


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level("CRITICAL", logger="rdflib.term")
    if not tuned.tried():
        pytest.skip("the engine was not yet tried with these releases of pyshacl and rdflib")


@pytest.fixture(scope="module")
def documents():
    return tuple(
        tuple(quad[:3] for quad in stages.mapped(record, Settings())[0])
        for name in EXAMPLES
        for record in pipeline.read_all(ROOT / "examples" / name)
    )


@pytest.fixture(scope="module")
def compiled():
    return compile_shapes(*stages._rules())


def graph_of(triples):
    lines = (f"{' '.join(triple)} ." for triple in triples)
    return Graph().parse(data="\n".join(lines), format="nt")


def called(graph, ontology, shapes):
    """Return whether a graph conforms and the results, from pyshacl itself.

    Its own messages are written with the prefixes of a graph, so that the copy has none.
    """
    copy = Graph(bind_namespaces="none")
    copy.addN((*triple, copy) for triple in graph)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", "NotImplemented should not", DeprecationWarning)
        conforms, report, _ = pyshacl.validate(
            copy, shacl_graph=shapes, ont_graph=ontology, advanced=False, inference="none"
        )
    verbs = (
        SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.sourceShape,
        SH.resultSeverity,
    )  # fmt: skip
    found = [
        (*(report.value(node, verb) for verb in verbs), set(report.objects(node, SH.resultMessage)))
        for node in report.objects(None, SH.result)
    ]
    return conforms, found


def stock(graph, bundle, ontology):
    """Return the verdict and the results of pyshacl as memograph keeps them."""
    try:
        conforms, found = called(graph, ontology, bundle.graph)
        compared = []
    except (TypeError, DeprecationWarning):
        rest = without_comparisons(bundle.graph)
        conforms, found = called(graph, ontology, rest)
        compared = [astuple(result) for result in compare(graph + ontology, bundle)]
    results = []
    for focus, path, value, component, shape, severity, messages in found:
        own = min(str(message).partition("\n")[0] for message in messages)
        results.append((
            focus.n3(),
            path.n3() if isinstance(path, URIRef) else "",
            "" if value is None else value.n3(),
            component.n3(), shape.n3(), severity.n3(),
            bundle.rule(str(shape)).message or own,
        ))  # fmt: skip
    return conforms and not compared, sorted(results + compared)


def outcome(judge, *given):
    """Return what is found, or that nothing could be."""
    try:
        return judge(*given)
    except Exception:  # noqa: BLE001 - which one it is differs; that there is one must not
        return "not judged"


def ours(graph, bundle, ontology):
    results = pyshacl_engine.run(graph, ontology=ontology, shapes=bundle)
    return not results, [astuple(result) for result in results]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_spoilt_document_gets_the_results_of_pyshacl(mutation, documents, compiled):
    shapes, ontology = stages._rules()
    for turn in range(EACH):
        chance = random.Random(f"{mutation.__name__} {turn}")  # noqa: S311 - it must come again
        triples = mutation(list(documents[turn % len(documents)]), chance)
        graph = graph_of(triples)
        expected = outcome(stock, graph, shapes, ontology)
        assert outcome(ours, graph, shapes, ontology) == expected, turn
        if compiled.passed(tuple((*triple, "") for triple in triples)):
            assert expected == (True, []), turn


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_gets_the_results_of_pyshacl(case):
    shapes, ontology = stages._rules()
    graph = pipeline.load(case).default_graph
    assert outcome(ours, graph, shapes, ontology) == outcome(stock, graph, shapes, ontology)


def own(name, text):
    return load_shapes([(f"{name}.ttl", OWN.PREFIXES + text)])


def same(bundle, *, times, name):
    """Judge graphs made at random in both ways, and return how many conform."""
    conform = 0
    for turn in range(times):
        chance = random.Random(f"{name} {turn}")  # noqa: S311 - it must come again
        graph = Graph(bind_namespaces="none").parse(data=OWN.data(chance), format="turtle")
        expected = outcome(stock, graph, bundle, Graph())
        assert outcome(ours, graph, bundle, Graph()) == expected, turn
        conform += expected[0] is True
    return conform


@pytest.mark.filterwarnings("ignore::pyshacl.errors.ShapeRecursionWarning")
@pytest.mark.parametrize("name", OWN.SHAPES)
def test_every_constraint_of_shacl_core_gets_the_results_of_pyshacl(name):
    bundle = own(name, OWN.SHAPES[name])
    assert run._harvested(bundle, comparing=True) is not None
    assert same(bundle, times=EACH * 5, name=name) < EACH * 5


@pytest.mark.parametrize("name", OWN.LEFT_TO_PYSHACL)
def test_shapes_that_were_not_tried_are_left_to_pyshacl(name):
    bundle = own(name, OWN.LEFT_TO_PYSHACL[name])
    graph = Graph().parse(data=OWN.PREFIXES + "ex:a a ex:A ; ex:p 1 .")
    assert tuned.told(graph, ontology=Graph(), shapes=bundle) is None
    same(bundle, times=EACH, name=name)


def test_all_core_shapes_together_get_the_results_of_pyshacl():
    texts = [
        (name, OWN.PREFIXES + text.replace("ex:N", f"ex:N{number}"))
        for number, (name, text) in enumerate(OWN.SHAPES.items())
        if not any(shape in text for shape in ("ex:P", "ex:M"))
    ]
    assert len(texts) > 5
    same(load_shapes(texts), times=EACH * 2, name="together")


def test_ontology_that_says_more_is_left_to_pyshacl(documents):
    shapes, _ = stages._rules()
    more = Graph().parse(data=f"{OWN.PREFIXES} ex:A a rdfs:Class ; rdfs:label 'A' .")
    graph = graph_of(documents[0])
    assert tuned.told(graph, ontology=more, shapes=shapes) is None
    assert ours(graph, shapes, more) == stock(graph, shapes, more)


@pytest.mark.parametrize(
    ("name", "release", "known"),
    [
        ("pyshacl", "0.30.1", True),
        ("pyshacl", "0.40.1", True),
        ("pyshacl", "0.40.2", False),
        ("pyshacl", "0.29.0", False),
        ("pyshacl", "0.40.1.post1", False),
        ("rdflib", "7.6.0", True),
        ("rdflib", "8.0.0", False),
        ("rdflib", "8.0.0a1", False),
    ],
)
def test_only_releases_that_were_tried_are_prepared(monkeypatch, name, release, known):
    installed = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda each: release if each == name else installed(each)
    )
    assert run.tried.__wrapped__() is known


def test_report_is_the_same_with_a_release_that_was_not_tried(documents, monkeypatch):
    shapes, ontology = stages._rules()
    chance = random.Random("untried")  # noqa: S311 - it must come again
    graphs = [graph_of(mutation(list(documents[0]), chance)) for mutation in MUTATIONS[:12]]
    prepared = [validate_graph(graph, ontology=ontology, shapes=shapes) for graph in graphs]
    monkeypatch.setattr(run, "tried", lambda: False)
    assert tuned.told(graphs[0], ontology=ontology, shapes=shapes) is None
    documented = [validate_graph(graph, ontology=ontology, shapes=shapes) for graph in graphs]
    assert prepared == documented
    assert any(report.problems for report in prepared)


def test_documents_are_judged_by_the_prepared_engine(documents):
    shapes, ontology = stages._rules()
    for triples in documents:
        assert tuned.told(graph_of(triples), ontology=ontology, shapes=shapes) == []


def test_graphs_that_are_given_stay_as_they_are(documents):
    shapes, ontology = stages._rules()
    graph = graph_of(documents[0])
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
        "shapes, ontology = stages._rules()\n"
        "graph = rdflib.Graph().parse(sys.argv[1])\n"
        "assert tuned.told(graph, ontology=ontology, shapes=shapes) == []\n"
        "assert seen() == before\n"
    )
    case = next(case for case in CASES if case.stem == "memorandum")
    subprocess.run([sys.executable, "-c", code, str(case)], check=True)


def test_threads_share_the_prepared_shapes(documents):
    shapes, ontology = stages._rules()
    chance = random.Random("threads")  # noqa: S311 - it must come again
    graphs = [graph_of(mutation(list(documents[1]), chance)) for mutation in MUTATIONS[:8]]

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
