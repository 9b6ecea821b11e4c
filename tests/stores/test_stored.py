"""A dataset written into a store, and a folder pushed into one, from Python."""

from __future__ import annotations

import pytest
from pushed import BASE, Remote
from rdflib import Literal, URIRef

import memograph as mg
from conftest import Db
from memograph.problems import MemographError
from memograph.settings import Settings
from memograph.stores.loading.embedded import Embedded

GRAPH = f"{BASE}doc/0/graph"
SETTINGS = Settings(base=BASE)


@pytest.fixture
def place(tmp_path):
    """A folder for a store, which nobody has open."""
    return tmp_path / "talks.db"


def found_in(place):
    """Return the documents and the hashes of a store, and let go of it."""
    db = Db(place)
    return db.documents(), db.hashes()


@pytest.fixture
def dataset(made):
    """The dataset of one of the talks."""
    return mg.to_dataset(mg.read(made.given / "0.txt"), settings=SETTINGS)


def test_dataset_is_written_into_a_store_under_the_names_of_its_graphs(dataset, made, place):
    assert mg.write(dataset, f"oxigraph:{place}") == f"oxigraph:{place}"
    documents, hashes = found_in(place)
    assert documents == {GRAPH: made.graphs()[GRAPH]}
    assert hashes == {GRAPH: made.hashes()[GRAPH]}


def test_dataset_that_is_there_already_is_not_sent_again(dataset, place, monkeypatch):
    mg.write(dataset, f"oxigraph:{place}")
    monkeypatch.setattr(Embedded, "put", None)
    mg.write(dataset, f"oxigraph:{place}")


def test_folder_that_was_pushed_and_its_datasets_are_the_same(dataset, made, place):
    assert [each.status for each in mg.push(made.path, f"oxigraph:{place}")] == ["put"] * 3
    mg.write(dataset, f"oxigraph:{place}")
    assert [each.status for each in mg.push(made.path, f"oxigraph:{place}")] == ["unchanged"] * 3
    assert [each.status for each in mg.push(made.path, f"oxigraph:{place}", remove=True)] == [
        "removed"
    ] * 3


def test_dataset_that_does_not_conform_is_refused_unless_it_is_wanted(dataset, place):
    meeting = URIRef(f"{BASE}doc/0/meeting")
    date = URIRef("https://w3id.org/memograph/ontology#date")
    dataset.graph(URIRef(GRAPH)).add((meeting, date, Literal("someday")))
    with pytest.raises(mg.NotConforming):
        mg.write(dataset, f"oxigraph:{place}")
    mg.write(dataset, f"oxigraph:{place}", settings=Settings(base=BASE, keep_invalid=True))
    assert GRAPH in found_in(place)[0]


@pytest.mark.parametrize(
    ("quads", "code"),
    [
        ("", "MG567"),
        ("<https://example.org/a> <https://example.org/b> <https://example.org/c> .", "MG567"),
        ("<https://example.org/a> <https://example.org/b> _:c <https://example.org/g> .", "MG563"),
    ],
    ids=["nothing", "no graph", "blank node"],
)
def test_dataset_that_cannot_be_put_is_told(quads, code, place, tmp_path):
    (tmp_path / "given.nq").write_text(f"{quads}\n", encoding="ascii")
    dataset = mg.load(tmp_path / "given.nq")
    with pytest.raises(mg.UnreadableSource) as told:
        mg.write(dataset, f"oxigraph:{place}")
    assert told.value.problem.code == code


@pytest.mark.parametrize("target", ["oxigraph:", "https://example.org/ds"])
def test_target_that_is_none_or_of_no_kind_is_told(target, dataset):
    with pytest.raises(MemographError) as told:
        mg.write(dataset, target)
    assert told.value.problem.code == ("MG560" if target == "oxigraph:" else "MG565")


@pytest.mark.allow_hosts(["127.0.0.1", "::1"])
def test_dataset_is_written_into_a_server(dataset, made, lasting_server, monkeypatch):
    remote = Remote(lasting_server)
    remote.clear()
    monkeypatch.setenv("MEMOGRAPH_STORE_USER", remote.user)
    monkeypatch.setenv("MEMOGRAPH_STORE_PASSWORD", remote.password)
    mg.write(dataset, remote.address, store=remote.kind, settings=SETTINGS)
    assert remote.documents() == {GRAPH: made.graphs()[GRAPH]}
    assert {each.status for each in mg.push(made.path, remote.address, store=remote.kind)} == {
        "put", "unchanged",
    }  # fmt: skip
    assert remote.documents() == made.graphs()
    remote.clear()
