"""Probes of the Graph Store Protocol."""

from __future__ import annotations

import gzip
import re

from asking import NQUADS, NTRIPLES, Asking, abandon
from cases import BROKEN, HERE, SIZE, probe, told_of, triples, turtle


@probe
def put_new(ask: Asking, graph: str) -> str:
    answer = ask.put(graph, turtle())
    return told_of(answer, ask.count(graph))


@probe
def put_again(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    answer = ask.put(graph, turtle())
    return told_of(answer, ask.count(graph))


@probe
def post_again(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    answer = ask.send("POST", graph, turtle())
    return told_of(answer, ask.count(graph))


@probe
def put_other(ask: Asking, graph: str) -> str:
    ask.put(graph, triples(3000, "old").encode(), NTRIPLES)
    answer = ask.put(graph, triples(3000).encode(), NTRIPLES)
    return told_of(answer, ask.count(graph))


@probe
def put_says(ask: Asking, graph: str) -> str:
    """Tell whether the answer to a PUT counts what was read."""
    answer = ask.put(graph, turtle())
    text = " ".join(re.sub(r"<[^<>]*>", " ", answer.text).split())
    return re.sub(r"https?://\S+", "URL", text)[:80] or "nothing"


@probe
def gzip_body(ask: Asking, graph: str) -> str:
    answer = ask.put(graph, gzip.compress(turtle()), Content_Encoding="gzip")
    return told_of(answer, ask.count(graph))


@probe
def bad_on_full(ask: Asking, graph: str) -> str:
    ask.put(graph, triples(20, "old").encode(), NTRIPLES)
    answer = ask.put(graph, BROKEN)
    kept = ask.query(
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o "
        f'FILTER(STRSTARTS(STR(?s), "{HERE}old")) }} }}'
    )
    old = int(kept.json()["results"]["bindings"][0]["n"]["value"])
    return f"{answer.status_code}, {old} old, {ask.count(graph) - old} new"


@probe
def bad_on_new(ask: Asking, graph: str) -> str:
    answer = ask.put(graph, BROKEN)
    return told_of(answer, ask.count(graph))


def _chunked(ask: Asking, graph: str) -> str:
    # The session knows a server's challenge from an earlier request: the body goes out once.
    lines = turtle().splitlines(keepends=True)
    answer = ask.put(graph, (line for line in lines))
    assert not answer.history, "the body was sent twice, and was empty then"
    return told_of(answer, ask.count(graph))


@probe
def chunked_body(ask: Asking, graph: str) -> str:
    ask.put(f"{graph}/other", triples(1).encode(), NTRIPLES)
    return _chunked(ask, graph)


@probe
def chunked_on_full(ask: Asking, graph: str) -> str:
    ask.put(graph, triples(20).encode(), NTRIPLES)
    return _chunked(ask, graph)


@probe
def wrong_type(ask: Asking, graph: str) -> str:
    answer = ask.put(graph, turtle(), "application/octet-stream")
    return told_of(answer, ask.count(graph))


@probe
def quads_to_graph(ask: Asking, graph: str) -> str:
    other = f"{graph}/other"
    line = f'<{HERE}a> <{HERE}says> "a" <{other}> .\n'
    answer = ask.put(graph, line.encode(), NQUADS)
    return f"{answer.status_code}, {ask.count(graph)} there, {ask.count(other)} in its own graph"


@probe
def json_ld(ask: Asking, graph: str) -> str:
    body = f'{{"@id": "{HERE}a", "{HERE}says": "a"}}'.encode()
    answer = ask.put(graph, body, "application/ld+json")
    return told_of(answer, ask.count(graph))


@probe
def delete_graph(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    return told_of(ask.send("DELETE", graph), ask.count(graph))


@probe
def missing_graph(ask: Asking, graph: str) -> str:
    methods = ("GET", "HEAD", "DELETE")
    return ", ".join(f"{method} {ask.send(method, graph).status_code}" for method in methods)


@probe
def head_graph(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    return str(ask.send("HEAD", graph).status_code)


@probe
def empty_body(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    answer = ask.put(graph, b"")
    return f"{told_of(answer, ask.count(graph))}, GET {ask.send('GET', graph).status_code}"


@probe
def patch_graph(ask: Asking, graph: str) -> str:
    ask.put(graph, turtle())
    answer = ask.send("PATCH", graph, b"INSERT DATA { }", "application/sparql-update")
    return told_of(answer, ask.count(graph))


@probe
def client_aborts(ask: Asking, graph: str) -> str:
    ask.put(graph, triples(20).encode(), NTRIPLES)
    abandon(ask.half(graph, triples(2 * SIZE, "new").encode()))
    return str(ask.count(graph))


@probe
def client_aborts_new(ask: Asking, graph: str) -> str:
    ask.put(f"{graph}/other", triples(1).encode(), NTRIPLES)
    abandon(ask.half(graph, triples(2 * SIZE, "new").encode()))
    return str(ask.count(graph))


@probe
def same_blank_names(ask: Asking, graph: str) -> str:
    """Tell whether one label in two bodies is one node."""
    for value in "ab":
        ask.send("POST", graph, f'_:x <{HERE}says> "{value}" .'.encode())
    told = ask.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return f"{told.json()['results']['bindings'][0]['n']['value']} nodes"
