"""Real stores, each started once by a worker that asks for it, and folders to push into them."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

import pytest

# The tests are no package; the servers are one, which `make stores` uses, too.
sys.path.insert(0, str(Path(__file__).parent))

import servers
from asking import Asking
from measured import titles
from needed import needed
from pushed import Made

from memograph import pipeline
from memograph.stores.loading.embedded import embedded


def _running(name, factory):
    """Run a store for the tests, or skip them with the reason why this machine cannot."""
    with servers.running(needed(name), factory.mktemp(name)) as server:
        yield server


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory):
    yield from _running("oxigraph", tmp_path_factory)


@pytest.fixture(scope="session")
def fuseki_server(tmp_path_factory):
    """Fuseki with TDB2, which keeps its data on disk."""
    yield from _running("fuseki", tmp_path_factory)


@pytest.fixture(scope="session")
def fuseki_memory_server(tmp_path_factory):
    yield from _running("fuseki-memory", tmp_path_factory)


@pytest.fixture(scope="session")
def fuseki_basic_server(tmp_path_factory):
    """Fuseki with TDB2 behind a password."""
    yield from _running("fuseki-basic", tmp_path_factory)


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory):
    yield from _running("virtuoso", tmp_path_factory)


def _of(name, request):
    return request.getfixturevalue(f"{name.replace('-', '_')}_server")


@pytest.fixture(scope="session", params=list(titles()))
def server(request):
    """Each store in turn whose behaviour is compared."""
    return _of(request.param, request)


@pytest.fixture(scope="session", params=["oxigraph", "fuseki", "virtuoso"])
def lasting_server(request):
    """Each store in turn that keeps its data on disk, as stores do that are loaded."""
    return _of(request.param, request)


@pytest.fixture(scope="session", params=["fuseki-basic", "virtuoso"])
def guarded_server(request):
    """Each store in turn that asks writers who they are."""
    return _of(request.param, request)


@pytest.fixture
def ask(server):
    """A session with a store."""
    with Asking(server) as session:
        yield session


@pytest.fixture
def graph():
    """The name of a graph that no other test uses."""
    return f"https://example.org/graph/{uuid.uuid4().hex}"


@pytest.fixture
def talk(tmp_path):
    """Write a talk to a path below the folder of the test and return the path."""

    def write(name: str, words: str = "Yes.") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "Title: Talk\nDate: 3 May 1961\nPlace: Lusaka\n\nAna Prifti: Welcome. Well?\n"
        rest = "The line has waited.\nAna Prifti: Then let us begin.\n"
        path.write_text(f"{head}John Banda: {words}\n\n{rest}", encoding="utf-8")
        return path

    return write


@pytest.fixture
def made(request, talk, tmp_path):
    """A folder of three exported talks, in the form that is asked for."""
    for number in range(3):
        talk(f"in/{number}.txt", f"Yes, “{number}” it is, 北京 too.")
    folder = Made(tmp_path / "in", tmp_path / "out", getattr(request, "param", "turtle"))
    folder.export()
    return folder


class Db:
    """Oxigraph in a folder."""

    def __init__(self, place: Path) -> None:
        self.target = f"oxigraph:{place}"
        self.opened = embedded(place)
        self.store = self.opened.store

    def results_of(self, place: Path, **wishes):
        with pipeline.pushing(place, self.opened, pipeline.Wishes(**wishes)) as run:
            return list(run.results())

    def results(self, made: Made, **wishes):
        return self.results_of(made.path, **wishes)

    def push(self, made: Made, **wishes) -> dict[str, str]:
        return {each.graph: each.status for each in self.results(made, **wishes)}

    def documents(self) -> dict[str, frozenset[str]]:
        """Return the triples of every document's graph, as lines."""
        found: dict[str, set[str]] = {}
        for quad in self.store:
            if "/doc/" in str(quad.graph_name):
                line = f"{quad.subject} {quad.predicate} {quad.object}"
                found.setdefault(quad.graph_name.value, set()).add(line)
        return {graph: frozenset(lines) for graph, lines in found.items()}

    def hashes(self) -> dict[str, str]:
        """Return what the store tells of its graphs."""
        rows = self.store.query(
            "SELECT ?g ?h { GRAPH <https://example.org/id/graph/dataset>"
            " { ?g <https://w3id.org/memograph/ontology#sha256> ?h } }"
        )
        return {row["g"].value: row["h"].value for row in rows}


@pytest.fixture
def db(tmp_path):
    return Db(tmp_path / "db")
