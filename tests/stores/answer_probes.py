"""Probes of what stores answer: terms, results, messages, and refusals of who is unknown."""

from __future__ import annotations

import re

import requests
from asking import NTRIPLES, Asking, login
from cases import HERE, probe, triples


@probe
def literals(ask: Asking, graph: str) -> str:
    """Tell which literals do not come back as they were sent."""
    text = "“长江” – \U0001f600 e\u0301 & <b>"
    sent = {
        "boolean": "true", "integer": "007", "decimal": "1.50", "date": "1961-05-03",
        "gYear": "1961", "gYearMonth": "1961-05", "dateTime": "1961-05-03T10:00:00+02:00",
        "anyURI": f"{HERE}?a=1&b=2", "string": text,
    }  # fmt: skip
    xsd = "http://www.w3.org/2001/XMLSchema#"
    lines = [
        f'<{HERE}{kind}> <{HERE}says> "{value}"^^<{xsd}{kind}> .' for kind, value in sent.items()
    ]
    ask.put(graph, "\n".join([*lines, ""]).encode(), NTRIPLES)
    told = ask.query(f"SELECT ?s ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").json()
    back = {row["s"]["value"].removeprefix(HERE): row["o"] for row in told["results"]["bindings"]}
    changed = []
    for kind, value in sent.items():
        term = back[kind]
        if term.get("datatype", f"{xsd}string") != f"{xsd}{kind}":
            changed.append(f"{kind} as {term['datatype']}")
        if term["value"] != value:
            changed.append(f"{kind} {value} as {term['value']}")
    return ", ".join(changed) or "none"


def _wording(answer: requests.Response) -> str:
    """Return the part of a message that tells where."""
    text = re.sub(r"<[^<>]*>", " ", answer.text)
    found = re.search(r"[^\n]*?\bline\b.*|[^\n]*\d+:\d+.*", text, re.IGNORECASE)
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    words = " ".join((found[0] if found else text).split())
    return f"{answer.status_code}, {kind}: {words[:60].strip()}"


@probe
def turtle_error(ask: Asking, graph: str) -> str:
    lines = b'<https://example.org/a> <https://example.org/b> "c" .\n' * 2
    return _wording(ask.put(graph, lines + b'<https://example.org/a> "no predicate" .\n'))


@probe
def update_error(ask: Asking, graph: str) -> str:
    return _wording(ask.update(f"INSERT DATA {{\n GRAPH <{graph}> {{\n <a:b> <a:c> }} }}"))


@probe
def json_dialect(ask: Asking, graph: str) -> str:
    body = f'<{HERE}a> <{HERE}b> "x"@en, 5, <{HERE}c>, _:d .'
    ask.put(graph, body.encode())
    told = ask.query(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").json()
    extra = sorted((set(told["head"]) | set(told["results"])) - {"vars", "bindings"})
    types = sorted({row["o"]["type"] for row in told["results"]["bindings"]})
    return f"{', '.join(types)}; further keys: {', '.join(extra) or 'none'}"


@probe
def ask_in_json(ask: Asking, graph: str) -> str:
    told = ask.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").json()
    return "boolean" if "boolean" in told else f"a row with {told['head']['vars'][0]}"


@probe
def query_without_graph(ask: Asking, graph: str) -> str:
    ask.put(graph, f'<{graph}> <{HERE}says> "a" .'.encode())
    told = ask.query(f"SELECT ?o {{ <{graph}> ?p ?o }}").json()["results"]["bindings"]
    return "all graphs" if told else "the default graph alone"


def logins(ask: Asking, graph: str) -> dict[str, str]:
    """Return what a store says to writers by how they sign, and to readers that do not."""
    body, url = triples(1).encode(), ask.at(graph)
    wrong = login(ask.server)
    wrong.password = "wrong"  # noqa: S105 - that is what is tried
    signed = {"none": None, "basic": login(ask.server, "basic"),
              "digest": login(ask.server, "digest"), "wrong": wrong}  # fmt: skip
    told = {}
    for kind, sign in signed.items():
        answer = requests.put(
            url, data=body, headers={"Content-Type": NTRIPLES}, auth=sign, timeout=30
        )
        told[f"write_{kind}"] = f"{answer.status_code}, {len(answer.content)} bytes"
    free = requests.post(ask.server.query_url, data={"query": "ASK {}"}, timeout=30)
    told["read_none"] = str(free.status_code)
    update = {"update": f"INSERT DATA {{ GRAPH <{graph}> {{ {triples(1)} }} }}"}
    told["update_at_query"] = str(
        requests.post(ask.server.query_url, data=update, timeout=30).status_code
    )
    return told
