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
from pushed import Db, Made


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
def rdf4j_server(tmp_path_factory):
    """RDF4J with a native store, which keeps its data on disk."""
    yield from _running("rdf4j", tmp_path_factory)


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory):
    yield from _running("virtuoso", tmp_path_factory)


def _of(name, request):
    return request.getfixturevalue(f"{name.replace('-', '_')}_server")


@pytest.fixture(scope="session", params=list(titles()))
def server(request):
    """Each store in turn whose behaviour is compared."""
    return _of(request.param, request)


@pytest.fixture(scope="session", params=["oxigraph", "fuseki", "rdf4j", "virtuoso"])
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


@pytest.fixture
def db(tmp_path):
    return Db(tmp_path / "db")
