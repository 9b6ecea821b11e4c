"""What the tests of the ontology share: the parsed files and the way to HermiT."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import Graph

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    return ONTOLOGY


@pytest.fixture(scope="session")
def sample() -> Path:
    return HERE / "sample.ttl"


@pytest.fixture(scope="session")
def memo() -> Graph:
    # Without rdflib's own prefixes, of which "schema" is for another namespace.
    return Graph(bind_namespaces="none").parse(ONTOLOGY / "memo.ttl", format="turtle")


@pytest.fixture(scope="session")
def schemes() -> Graph:
    graph = Graph()
    for path in sorted((ONTOLOGY / "vocab").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def reasoner() -> ModuleType:
    """Load reasoner.py by its path: tests are no package."""
    spec = importlib.util.spec_from_file_location("reasoner", HERE / "reasoner.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
