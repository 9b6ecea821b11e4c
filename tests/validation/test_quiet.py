"""What belongs to the whole process is as it was, however many threads judged documents."""

import logging
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace
from rdflib.namespace import XSD

from memograph.validation import load_shapes, pyshacl_engine, tuned, validate_graph

MEMO = Namespace("https://w3id.org/memograph/ontology#")
EX = Namespace("https://example.org/")


@pytest.fixture
def fast_switches():
    """Let threads take turns much more often than they do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("fast_switches")
@pytest.mark.parametrize("prepared", [True, False])
def test_threads_that_validate_leave_filters_and_levels_as_they_were(
    parse, rules, monkeypatch, prepared
):
    if not prepared:
        monkeypatch.setattr(tuned, "told", lambda *_, **__: None)
    turtle = '<doc/t> a memo:Document ; rdfs:label "T"@en ; memo:date "May"^^xsd:date .'
    graphs = [parse(turtle) for _ in range(12)]
    alone = [validate_graph(graph, **rules) for graph in graphs]
    logger = logging.getLogger("rdflib.term")
    filters, level = list(warnings.filters), logger.level
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(lambda graph: validate_graph(graph, **rules), graphs))
    assert together == alone
    assert any(report.problems for report in alone)
    assert (list(warnings.filters), logger.level) == (filters, level)


@pytest.mark.usefixtures("fast_switches")
def test_values_that_cannot_be_ordered_are_found_by_every_thread(plant, rules):
    ninety = Literal("ninety", datatype=XSD.integer)
    graph = plant("doc/talk/item/0098-0115", MEMO.endIndex, ninety)
    alone = validate_graph(graph, **rules)
    assert "MG418" in {found.code for found in alone.problems}
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: validate_graph(graph, **rules), range(8))) == [alone] * 8


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:N sh:targetClass ex:A ; sh:property [ sh:path ex:p ; sh:in ( ex:a ) ] .
"""


@pytest.mark.parametrize("prepared", [True, False])
def test_text_of_a_blank_node_is_that_of_its_own_document(monkeypatch, prepared):
    from pyshacl.rdfutil import stringify

    if not prepared:
        monkeypatch.setattr(tuned, "told", lambda *_, **__: None)

    class Everywhere(dict):
        """The memory as if each graph had the address of one that is gone."""

        def __getitem__(self, key):
            return super().__getitem__(key[1])

        def __setitem__(self, key, value):
            super().__setitem__(key[1], value)

    monkeypatch.setattr(stringify.stringify_blank_node, "dict_cache", Everywhere())
    bundle, blank = load_shapes([("own.ttl", SHAPES)]), BNode("b")
    messages = []
    for word in ("first", "second"):
        graph = Graph(bind_namespaces="none")
        graph.add((EX.a, RDF.type, EX.A))
        graph.add((EX.a, EX.p, blank))
        graph.add((blank, EX.q, Literal(word)))
        (result,) = pyshacl_engine.run(graph, ontology=Graph(), shapes=bundle)
        messages.append(result.message)
    assert "first" in messages[0]
    assert "second" in messages[1]


def test_release_that_keeps_texts_elsewhere_is_asked_all_the_same(memorandum, rules, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyshacl.rdfutil.stringify", None)
    assert validate_graph(memorandum, **rules).problems == ()
