import importlib.util
import os
from pathlib import Path

import pytest
from rdflib import Graph

from memograph import pipeline, resources
from memograph.pipeline import stages
from memograph.settings import Settings
from memograph.validation import load_ontology, load_shapes
from memograph.validation.compiled import compile_shapes

ROOT = Path(__file__).parents[2]
CASES = ROOT / "shapes" / "cases"
EXAMPLES = ("silo-decision-1949.txt", "deichrat-1887.xml", "tram-hearing.csv", "pier-meeting.vtt")
PREFIXES = """
@base <https://example.org/id/> .
@prefix memo: <https://w3id.org/memograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _beside(name):
    """Return a module that stands beside this one: tests are no package."""
    place = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"{name}_of_validation", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MUTATIONS = _beside("mutations").MUTATIONS
OWN = _beside("own_shapes")
ENGINES = _beside("engines")


def pytest_generate_tests(metafunc):
    """Give each test that asks for them the ways to spoil, the cases, or the sets of shapes."""
    cases = {kind: sorted((CASES / kind).glob("*.ttl")) for kind in ("valid", "invalid")}
    known = {
        "mutation": (MUTATIONS, lambda mutation: mutation.__name__),
        "valid_case": (cases["valid"], lambda case: case.stem),
        "invalid_case": (cases["invalid"], lambda case: case.stem),
        "core_shapes": (OWN.SHAPES, str),
        "shapes_left_to_pyshacl": (OWN.LEFT_TO_PYSHACL, str),
    }
    for name, (values, ids) in known.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values, ids=ids)


@pytest.fixture(scope="session")
def engines():
    """The engine in both ways."""
    return ENGINES


@pytest.fixture(scope="session")
def own_shapes():
    """Shapes that are not ours, and data at random."""
    return OWN


@pytest.fixture(scope="session")
def mutations():
    return MUTATIONS


@pytest.fixture(scope="session")
def spoilt_each():
    """How many documents are spoilt in each way; SPOILT_EACH=90 makes thousands of cases of it."""
    return int(os.environ.get("SPOILT_EACH", "3"))


@pytest.fixture
def quiet_rdflib(caplog):
    """Keep rdflib from logging literals that are not of their datatype, which many tests hold."""
    caplog.set_level("CRITICAL", logger="rdflib.term")


@pytest.fixture(scope="session")
def documents():
    """The quads of some examples, as the mapper hands them over."""
    return tuple(
        stages.mapped(record, Settings())[0]
        for name in EXAMPLES
        for record in pipeline.read_all(ROOT / "examples" / name)
    )


@pytest.fixture(scope="session")
def triples(documents):
    """The triples of the same examples."""
    return tuple(tuple(quad[:3] for quad in quads) for quads in documents)


@pytest.fixture(scope="session")
def compiled():
    """The compiled check of our own shapes."""
    return compile_shapes(*stages._rules())


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
