from pathlib import Path

import pytest
from rdflib import Graph

from memograph import resources
from memograph.validation import load_ontology, load_shapes

CASES = Path(__file__).parents[2] / "shapes" / "cases"
PREFIXES = """
@base <https://example.org/id/> .
@prefix memo: <https://w3id.org/memograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="session")
def rules():
    """The keyword arguments that every validation needs."""
    return {
        "shapes": load_shapes(resources.shapes()),
        "ontology": load_ontology([("memo.ttl", resources.ontology())]),
    }


@pytest.fixture
def memorandum():
    """A graph that conforms and holds every kind of node."""
    return Graph().parse(CASES / "valid" / "memorandum.ttl")


@pytest.fixture
def plant(memorandum):
    """Change the conforming graph: replace what a subject says by a predicate."""
    from rdflib import URIRef

    def change(subject, predicate, *values):
        node = URIRef(f"https://example.org/id/{subject}")
        memorandum.remove((node, predicate, None))
        for value in values:
            memorandum.add((node, predicate, value))
        return memorandum

    return change


@pytest.fixture
def parse():
    return lambda turtle: Graph().parse(data=PREFIXES + turtle, format="turtle")
