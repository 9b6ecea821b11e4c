"""What a store keeps when it is killed, and what a PUT without a graph replaces.

These need a store of their own: it is killed twice, and in the end emptied.
"""

from __future__ import annotations

from pathlib import Path

import servers
from asking import NTRIPLES, Asking
from cases import BROKEN, triples, turtle

SIZE = 40_000
"""Triples of the load that is broken off; half of them are more than sockets hold back."""
GRAPHS = tuple(f"https://example.org/fall/{name}" for name in ("whole", "replaced", "new"))


def falls(name: str, folder: Path) -> dict[str, str]:
    """Return what is found after each fall, by the name of the row."""
    found = {}
    server = servers.started(name, folder)
    try:
        _loads_broken_off(server)
        server = servers.restarted(server)
        with Asking(server) as ask:
            counts = [ask.count(graph) for graph in GRAPHS]
            found["killed_during_put"] = "{} elsewhere, {}, {}".format(*counts)
        found["killed_after_move"] = _moved_and_killed(server)
        server = servers.restarted(server)
        with Asking(server) as ask:
            found["killed_after_move"] += "{}, {} left".format(*map(ask.count, GRAPHS[1:]))
            found["put_on_store"] = put_on_store(ask)
    finally:
        servers.stopped(server.process)
    return found


def refused(name: str, folder: Path, *, broken: bool = True) -> str:
    """Return how a large broken PUT is answered, and how what came later is read after a restart.

    The counterpart is that nothing is broken.
    """
    whole, later, _ = GRAPHS
    load = triples(30_000).encode()
    server = servers.started(name, folder)
    try:
        with Asking(server) as ask:
            answer = ask.put(whole, load + b" x" if broken else load)
            ask.put(whole, load)
            for body in (turtle(), BROKEN if broken else turtle(), turtle()):
                ask.put(later, body)
        server = servers.restarted(server)
        with Asking(server) as ask:
            return f"{answer.status_code}, GET {ask.send('GET', later).status_code}"
    finally:
        servers.stopped(server.process)


def _loads_broken_off(server: servers.Server) -> None:
    whole, replaced, new = GRAPHS
    with Asking(server) as ask:
        ask.put(whole, triples(300).encode(), NTRIPLES)
        ask.put(replaced, triples(20).encode(), NTRIPLES)
        load = triples(SIZE, "late").encode()
        with ask.half(replaced, load), ask.half(new, load):
            servers.killed(server.process)


def _moved_and_killed(server: servers.Server) -> str:
    _, replaced, new = GRAPHS
    with Asking(server) as ask:
        ask.send("DELETE", replaced)
        ask.put(new, triples(300).encode(), NTRIPLES)
        status = ask.update(f"MOVE GRAPH <{new}> TO GRAPH <{replaced}>").status_code
        servers.killed(server.process)
    return f"{status}, "


def put_on_store(ask: Asking) -> str:
    """Return what a PUT without a graph leaves of a graph, and where its own triples are."""
    bare = triples(1, "bare")
    ask.put(GRAPHS[0], triples(300).encode(), NTRIPLES)
    answer = ask.put("", bare.encode(), NTRIPLES)
    subject = bare.split()[0]
    named = ask.query(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {subject} ?p ?o }} }}").json()
    graphs = [row["g"]["value"] for row in named["results"]["bindings"]]
    plain = ask.query(f"SELECT ?o {{ {subject} ?p ?o }}").json()["results"]["bindings"]
    where = ", ".join(graphs) or ("the default graph" if plain else "nowhere")
    return f"{answer.status_code}, {ask.count(GRAPHS[0])} of 300 stay, sent one: {where}"
