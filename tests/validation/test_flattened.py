"""Shapes made flat for the engine give the same results as those of the files."""

from __future__ import annotations

import importlib.util
import random
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from memograph import pipeline
from memograph.pipeline import stages
from memograph.settings import Settings
from memograph.validation import validate_graph
from memograph.validation.rules import SH, flattened, load_shapes

ROOT = Path(__file__).parents[2]
HAS, TARGET = URIRef(SH + "property"), URIRef(SH + "targetClass")
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .\n"
NODE = "ex:N a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:P . "
PROPERTY = "ex:P a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 ."


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level("CRITICAL", logger="rdflib.term")


def _mutations():
    path = Path(__file__).with_name("mutations.py")
    spec = importlib.util.spec_from_file_location("mutations_of_graphs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.MUTATIONS


@pytest.fixture(scope="module")
def document():
    (record,) = pipeline.read_all(ROOT / "examples" / "silo-decision-1949.txt")
    return [quad[:3] for quad in stages.mapped(record, Settings())[0]]


def test_property_shapes_have_the_targets_of_their_owners():
    shapes, _ = stages._rules()
    left = set(shapes.flat.subject_objects(HAS))
    assert len(left) < 5 < len(set(shapes.graph.subject_objects(HAS)))
    assert all((owner, TARGET, None) not in shapes.graph for owner, _ in left)


@pytest.mark.parametrize("mutation", _mutations(), ids=lambda mutation: mutation.__name__)
def test_results_are_the_same_for_spoilt_documents(mutation, document):
    shapes, ontology = stages._rules()
    plain = replace(shapes, flat=shapes.graph)
    chance = random.Random(mutation.__name__)  # noqa: S311 - it must come again, not be secret
    for _ in range(2):
        lines = (" ".join(triple) + " ." for triple in mutation(list(document), chance))
        graph = Graph().parse(data="\n".join(lines), format="nt")
        one, other = (
            validate_graph(graph, ontology=ontology, shapes=each) for each in (shapes, plain)
        )
        assert one.results == other.results


@pytest.mark.parametrize(
    "more",
    [
        "ex:N sh:deactivated true .",
        "ex:N sh:targetNode ex:a .",
        "ex:M a sh:NodeShape ; sh:targetClass ex:D ; sh:property ex:P .",
        "ex:M a sh:NodeShape ; sh:targetClass ex:D ; sh:node ex:N .",
    ],
)
def test_shapes_that_are_reached_otherwise_stay_as_they_are(more):
    bundle = load_shapes([("own.ttl", PREFIXES + NODE + PROPERTY + more)])
    assert set(flattened(bundle.graph)) == set(bundle.graph)


def test_shape_of_one_class_alone_is_made_flat():
    bundle = load_shapes([("own.ttl", PREFIXES + NODE + PROPERTY)])
    assert not set(bundle.flat.subject_objects(HAS))
    assert len(set(bundle.flat.subject_objects(TARGET))) == 2
