"""Plain requests to a store, as the tests of its behaviour send them."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

if TYPE_CHECKING:
    from servers import Server

TURTLE, NTRIPLES, NQUADS = "text/turtle", "application/n-triples", "application/n-quads"
UPDATE = "application/sparql-update"
PATIENCE = 120
"""Seconds that a store has for an answer."""


def login(server: Server, kind: str | None = None) -> AuthBase | None:
    """Return what signs requests to a store; another kind than its own can be asked for."""
    kinds = {"none": None, "basic": HTTPBasicAuth, "digest": HTTPDigestAuth}
    sign = kinds[kind or server.auth]
    return sign and sign(server.user, server.password)


class Asking:
    """A session with one store, about one graph at a time."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.auth = login(server)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def at(self, graph: str) -> str:
        """Return the URL of a graph; of the whole store for an empty name."""
        return (
            f"{self.server.graph_url}?graph={quote(graph, safe='')}"
            if graph
            else self.server.graph_url
        )

    def send(
        self, method: str, graph: str, body: bytes | Iterable[bytes] | None = None,
        kind: str = TURTLE, **headers: str,
    ) -> requests.Response:  # fmt: skip
        """Send a request of the Graph Store Protocol; `Content_Encoding="gzip"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named["Content-Type"] = kind
        return self._asked(method, self.at(graph), data=body, headers=named)

    def _asked(self, method: str, url: str, **options: Any) -> requests.Response:
        """Ask by a new connection: Fuseki hangs up some time after it has refused a body."""
        try:
            return self.session.request(method, url, timeout=PATIENCE, **options)
        finally:
            self.session.close()

    def put(
        self, graph: str, body: bytes | Iterable[bytes], kind: str = TURTLE, **headers: str
    ) -> requests.Response:
        """Send what a graph shall hold."""
        return self.send("PUT", graph, body, kind, **headers)

    def update(self, text: str) -> requests.Response:
        """Send a SPARQL update."""
        headers = {"Content-Type": UPDATE}
        return self._asked("POST", self.server.update_url, data=text.encode(), headers=headers)

    def query(self, text: str) -> requests.Response:
        """Send a SPARQL query whose results shall be JSON."""
        headers = {"Accept": "application/sparql-results+json"}
        return self._asked("POST", self.server.query_url, data={"query": text}, headers=headers)

    def count(self, graph: str) -> int:
        """Return how many triples a graph has; the default graph for an empty name."""
        pattern = "?s ?p ?o" if not graph else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        told = self.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        told.raise_for_status()
        return int(told.json()["results"]["bindings"][0]["n"]["value"])

    def half(self, graph: str, body: bytes, kind: str = NTRIPLES) -> socket.socket:
        """Begin a PUT and send half of the body; returns the connection."""
        target = self.at(graph)
        url = urlsplit(target)
        signed = requests.Request("PUT", target).prepare()
        if isinstance(self.session.auth, HTTPDigestAuth):
            # The session has asked before, and so knows the server's challenge.
            header = self.session.auth.build_digest_header("PUT", target)
            signed.headers["Authorization"] = header
        elif self.session.auth is not None:
            self.session.auth(signed)
        headers = {**signed.headers, "Host": url.netloc, "Content-Type": kind,
                   "Content-Length": str(len(body))}  # fmt: skip
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join([f"PUT {url.path}?{url.query} HTTP/1.1", *lines, "", ""])
        begun = socket.create_connection((url.hostname, url.port), timeout=PATIENCE)
        begun.sendall(head.encode() + body[: len(body) // 2])
        return begun


def abandon(connection: socket.socket) -> None:
    """Say that no more will come, wait for whatever the store makes of it, and hang up."""
    with connection, suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass
