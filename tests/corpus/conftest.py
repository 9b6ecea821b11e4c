"""The saved page of the corpus: its facts, its Record, its export, and questions to its graph."""

from __future__ import annotations

import json

import pytest

PREFIXES = """
PREFIX agent: <https://w3id.org/memograph/id/agent/>
PREFIX attestation: <https://w3id.org/memograph/vocab/attestation/>
PREFIX certainty: <https://w3id.org/memograph/vocab/certainty/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX direction: <https://w3id.org/memograph/vocab/direction/>
PREFIX doc: <https://w3id.org/memograph/id/doc/>
PREFIX doctype: <https://w3id.org/memograph/vocab/doctype/>
PREFIX manner: <https://w3id.org/memograph/vocab/manner/>
PREFIX memo: <https://w3id.org/memograph/ontology#>
PREFIX mode: <https://w3id.org/memograph/vocab/mode/>
PREFIX organization: <https://w3id.org/memograph/id/organization/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qualifier: <https://w3id.org/memograph/vocab/qualifier/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX role: <https://w3id.org/memograph/vocab/role/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/memograph/id/doc/seed/>
"""
FORMATS = ("turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml")


@pytest.fixture(scope="session")
def page(corpus):
    return corpus / "seed" / "seed.txt"


@pytest.fixture(scope="session")
def page_text(page):
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def gold(corpus):
    """What was read by hand in the page."""
    entries = json.loads((corpus / "gold-dev.json").read_text(encoding="utf-8"))
    return next(each for each in entries if each["path"] == "seed/seed.txt")


@pytest.fixture(scope="session")
def export_options():
    return [part for name in FORMATS for part in ("-f", name)]


@pytest.fixture(scope="session")
def exported(page, export_options, run_memograph, tmp_path_factory):
    """The folder that the command line makes of the page, in every format."""
    folder = tmp_path_factory.mktemp("seed")
    result = run_memograph("export", page, "-o", folder, *export_options)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def rdflib_graph(exported):
    import rdflib

    return rdflib.Graph().parse(exported / "seed.ttl", format="turtle")


@pytest.fixture(scope="session")
def oxigraph_store(exported):
    import pyoxigraph as ox

    store = ox.Store()
    store.load(path=str(exported / "seed.nq"))
    return store


def spelled(query, words):
    return PREFIXES + query.replace("$words", json.dumps(words, ensure_ascii=False))


@pytest.fixture(params=["rdflib", "pyoxigraph"])
def ask(request):
    """Ask the graph of the page in SPARQL; rows of strings come back, or the answer of an ASK.

    In the query, $words stands for the words given.
    """
    if request.param == "rdflib":
        graph = request.getfixturevalue("rdflib_graph")

        def by_rdflib(query, words=""):
            answer = graph.query(spelled(query, words))
            if answer.type == "ASK":
                return answer.askAnswer
            return [tuple(None if v is None else str(v) for v in row) for row in answer]

        return by_rdflib
    store = request.getfixturevalue("oxigraph_store")

    def by_pyoxigraph(query, words=""):
        answer = store.query(spelled(query, words), use_default_graph_as_union=True)
        if type(answer).__name__ == "QueryBoolean":
            return bool(answer)
        return [tuple(getattr(row[each], "value", None) for each in answer.variables)
                for row in answer]  # fmt: skip

    return by_pyoxigraph
