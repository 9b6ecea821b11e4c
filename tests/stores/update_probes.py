"""Probes of SPARQL Update, and of the ways from a staged graph to its place."""

from __future__ import annotations

import html
import re

from asking import NTRIPLES, Asking
from cases import HERE, probe, told_of, triples, turtle


def _inserted(ask: Asking, graph: str, size: int) -> str:
    answer = ask.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {triples(size)} }} }}")
    return told_of(answer, ask.count(graph))


@probe
def insert_2000(ask: Asking, graph: str) -> str:
    return _inserted(ask, graph, 2000)


@probe
def insert_5000(ask: Asking, graph: str) -> str:
    return _inserted(ask, graph, 5000)


@probe
def insert_blank(ask: Asking, graph: str) -> str:
    text = f'INSERT DATA {{ GRAPH <{graph}> {{ _:a <{HERE}says> "a" }} }}'
    ask.update(text)
    return told_of(ask.update(text), ask.count(graph))


@probe
def several_last_misspelt(ask: Asking, graph: str) -> str:
    one = f"INSERT DATA {{ GRAPH <{graph}> {{ {triples(1)} }} }}"
    return told_of(ask.update(f"{one} ;\nINSERT DATTA {{ }}"), ask.count(graph))


@probe
def several_last_fails(ask: Asking, graph: str) -> str:
    one = f"INSERT DATA {{ GRAPH <{graph}> {{ {triples(1)} }} }}"
    answer = ask.update(f"{one} ;\nLOAD <http://127.0.0.1:1/nothing> INTO GRAPH <{graph}/b>")
    return told_of(answer, ask.count(graph))


@probe
def update_success(ask: Asking, graph: str) -> str:
    answer = ask.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {triples(1)} }} }}")
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    text = html.unescape(re.sub(r"<[^<>]*>", " ", answer.text)).replace(graph, "G").split()
    return ", ".join([str(answer.status_code), kind or "no type", " ".join(text) or "empty"])


def _moved(ask: Asking, graph: str, operation: str, size: int, earlier: int) -> str:
    staged = f"{graph}/staged"
    if earlier:
        ask.put(graph, triples(earlier, "old").encode(), NTRIPLES)
    ask.put(staged, triples(size).encode(), NTRIPLES)
    answer = ask.update(operation.format(staged=staged, graph=graph))
    missing = size - ask.count(graph)
    lost = "some lost" if missing > 0 else "all there" if missing == 0 else "old ones kept"
    return f"{answer.status_code}, {lost}, {ask.count(staged)} left"


@probe
def move_to_new(ask: Asking, graph: str) -> str:
    return _moved(ask, graph, "MOVE GRAPH <{staged}> TO GRAPH <{graph}>", 3000, 0)


@probe
def move_to_full(ask: Asking, graph: str) -> str:
    return _moved(ask, graph, "MOVE GRAPH <{staged}> TO GRAPH <{graph}>", 3000, 3000)


@probe
def copy_to_full(ask: Asking, graph: str) -> str:
    return _moved(ask, graph, "COPY GRAPH <{staged}> TO GRAPH <{graph}>", 3000, 3000)


@probe
def drop_then_move(ask: Asking, graph: str) -> str:
    drop = f"DROP SILENT GRAPH <{graph}>"
    return _moved(ask, graph, drop + "; MOVE GRAPH <{staged}> TO GRAPH <{graph}>", 3000, 3000)


@probe
def delete_then_move(ask: Asking, graph: str) -> str:
    """Move after the target was deleted by a request of its own."""
    ask.put(graph, triples(3000, "old").encode(), NTRIPLES)
    ask.send("DELETE", graph)
    return _moved(ask, graph, "MOVE GRAPH <{staged}> TO GRAPH <{graph}>", 3000, 0)


@probe
def insert_where(ask: Asking, graph: str) -> str:
    operation = (
        "CLEAR SILENT GRAPH <{graph}>; "
        "INSERT {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{staged}> {{ ?s ?p ?o }} }}; "
        "CLEAR GRAPH <{staged}>"
    )
    return _moved(ask, graph, operation, 3000, 3000)


@probe
def move_missing(ask: Asking, graph: str) -> str:
    ask.put(graph, triples(20).encode(), NTRIPLES)
    answer = ask.update(f"MOVE GRAPH <{graph}/missing> TO GRAPH <{graph}>")
    return told_of(answer, ask.count(graph))


@probe
def move_missing_silent(ask: Asking, graph: str) -> str:
    ask.put(graph, triples(20).encode(), NTRIPLES)
    answer = ask.update(f"MOVE SILENT GRAPH <{graph}/missing> TO GRAPH <{graph}>")
    return told_of(answer, ask.count(graph))


@probe
def drop_missing(ask: Asking, graph: str) -> str:
    return told_of(ask.update(f"DROP GRAPH <{graph}>"))


@probe
def drop_graph(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    return told_of(ask.update(f"DROP GRAPH <{graph}>"), ask.count(graph))


@probe
def clear_graph(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    return told_of(ask.update(f"CLEAR GRAPH <{graph}>"), ask.count(graph))
