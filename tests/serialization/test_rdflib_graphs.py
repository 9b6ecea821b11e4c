"""The way to rdflib and back."""

import pytest

from memograph.problems import WriteError
from memograph.serialization import quads_of, to_rdflib

QUADS = {
    ("<http://e/a>", "<http://schema.org/name>", '"Ada"@en', ""),
    ("<http://e/a>", "<http://e/p>", '"007"^^<http://www.w3.org/2001/XMLSchema#integer>', ""),
    ("<http://e/a>", "<http://e/p>", '"a\\nb"', "<http://e/g>"),
}


def test_dataset_holds_the_quads_in_their_graphs():
    dataset = to_rdflib(QUADS)

    assert len(dataset.default_graph) == 2
    assert set(quads_of(dataset)) == QUADS


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_dataset_prints_schema_by_its_own_name():
    text = to_rdflib(QUADS).serialize(format="trig")

    assert "@prefix schema: <http://schema.org/> ." in text
    assert "schema1" not in text


def test_dataset_knows_no_prefixes_but_those_given():
    dataset = to_rdflib([], {"e": "http://e/"})

    assert dict(dataset.namespaces()).keys() == {"e"}
    assert dict(dataset.default_graph.namespaces()).keys() == {"e"}


def test_graph_with_a_name_gives_quads_of_that_name():
    import rdflib

    graph = rdflib.Graph(identifier="http://e/g")
    graph.add((rdflib.URIRef("http://e/a"), rdflib.URIRef("http://e/p"), rdflib.Literal(1)))

    assert next(quads_of(graph))[3] == "<http://e/g>"


@pytest.mark.parametrize("iri", ["a", "http://e/ b", 'http://e/"', "http://e/<", ""])
def test_graph_with_an_iri_that_cannot_be_written_is_refused(iri):
    import rdflib

    graph = rdflib.Graph()
    graph.add((rdflib.URIRef("http://e/a"), rdflib.URIRef("http://e/p"), rdflib.URIRef(iri)))
    with pytest.raises(WriteError) as caught:
        quads_of(graph)

    assert caught.value.problem.code == "MG515"
