"""What real stores do, case by case, is what `measured.toml` says; loading is built upon it."""

from __future__ import annotations

import falls
import measured
import probes
import pytest
import servers
from asking import Asking
from needed import needed

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"])]
ROWS = measured.rows()
LASTING = tuple(measured.versions())
REFUSED = "refused_then_restarted"
OWN = ("killed_during_put", "killed_after_move", "put_on_store")
"""Rows that need a store of their own."""


@pytest.mark.parametrize("name", [name for name in ROWS if name not in (REFUSED, *OWN)])
def test_store_does_what_was_measured(name, ask, graph):
    assert probes.PROBES[name](ask, graph) == ROWS[name].of(ask.server.name)


@pytest.mark.parametrize("store", LASTING)
def test_store_that_falls_keeps_what_was_measured(store, tmp_path):
    needed(store)
    assert falls.falls(store, tmp_path / store) == {name: ROWS[name].of(store) for name in OWN}


@pytest.mark.parametrize("store", LASTING)
def test_store_that_refused_much_does_what_was_measured(store, tmp_path):
    needed(store)
    assert falls.refused(store, tmp_path / store) == ROWS[REFUSED].of(store)


def test_store_that_refused_nothing_is_read_after_a_restart(tmp_path):
    needed("fuseki")
    assert falls.refused("fuseki", tmp_path / "own", broken=False) == "201, GET 200"


def test_memory_is_replaced_by_what_is_put_on_the_store_and_lost_in_a_fall(tmp_path):
    needed("fuseki-memory")
    with servers.running("fuseki-memory", tmp_path / "own") as server:
        with Asking(server) as ask:
            assert falls.put_on_store(ask) == ROWS["put_on_store"].of("fuseki-memory")
            ask.put(falls.GRAPHS[0], falls.triples(20).encode(), falls.NTRIPLES)
        servers.killed(server.process)
    with servers.running("fuseki-memory", tmp_path / "own") as server, Asking(server) as ask:
        assert ask.count(falls.GRAPHS[0]) == 0


def test_store_asks_writers_who_they_are_as_measured(guarded_server, graph):
    expected = {row.name: row.of(guarded_server.name) for row in measured.logins()}
    with Asking(guarded_server) as ask:
        assert probes.logins(ask, graph) == expected


@pytest.mark.parametrize("store", list(measured.versions()))
def test_version_is_the_one_that_was_measured(store):
    needed(store)
    assert servers.version(store) == measured.versions()[store]


def test_every_probe_has_a_row_and_every_row_a_probe():
    assert {*probes.PROBES, *OWN, REFUSED} == set(ROWS)
    assert len(ROWS) == sum(map(len, measured.sections().values()))
