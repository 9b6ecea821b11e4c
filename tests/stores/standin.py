"""A stand-in for stores that this machine cannot have: it behaves as their documentation says.

It answers at the addresses of a profile only, asks who calls as the profile says, and keeps its
graphs in Oxigraph. What a real store does when things go wrong, it cannot tell.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
from serving import serving

from memograph.stores.profiles import Profile

USER, PASSWORD, TOKEN = "ana", "not-a-secret", "not-a-token"


@dataclass
class StandIn:
    """A running stand-in: its address, its graphs, and what was refused."""

    url: str = ""
    store: ox.Store = field(default_factory=ox.Store)
    refused: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Does what the profile says that the store does."""

    protocol_version = "HTTP/1.1"
    told: StandIn
    profile: Profile
    base: str

    def do_PUT(self) -> None:
        body, path, asked = self._come()
        graph = asked.get(self.profile.graph, [""])[0]
        if path != self._path(self.profile.graphs) or not graph:
            self._refuse(404)
        elif self._may():
            node = ox.NamedNode(graph)
            quads = list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
            new = self.told.store.contains_named_graph(node)
            self.told.store.remove_graph(node)
            self.told.store.extend([ox.Quad(q.subject, q.predicate, q.object, node) for q in quads])
            self._say(204 if new else 201)

    def do_POST(self) -> None:
        body, path, _ = self._come()
        kind = self.headers["Content-Type"].partition(";")[0]
        if kind == "application/sparql-update" and path == self._path(self.profile.update):
            if self._may():
                self.told.store.update(body.decode())
                self._say(204)
        elif kind.endswith("urlencoded") and path == self._path(self.profile.query):
            if self._may():
                found = self.told.store.query(parse_qs(body.decode())["query"][0])
                self._say(200, bytes(found.serialize(format=ox.QueryResultsFormat.JSON)))
        else:
            self._refuse(404)

    def _come(self) -> tuple[bytes, str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        return body, parts.path.rstrip("/"), parse_qs(parts.query)

    def _path(self, pattern: str) -> str:
        return urlsplit(pattern.format(url=self.base)).path.rstrip("/") if pattern else "-"

    def _may(self) -> bool:
        """Tell whether whoever calls has the right, as the store asks for it."""
        said = self.headers.get("Authorization", "")
        basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        good = {"none": "", "basic": f"Basic {basic}", "bearer": f"Bearer {TOKEN}"}
        if said in [good[each] for each in self.profile.auth if each != "digest"]:
            return True
        self._refuse(401)
        return False

    def _refuse(self, status: int) -> None:
        self.told.refused.append(f"{status} {self.command} {self.path}")
        self._say(status)

    def _say(self, status: int, data: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def standin(profile: Profile, path: str = "/talks") -> Iterator[StandIn]:
    """Give a stand-in for a kind of store, at a path of a server of this machine."""
    told = StandIn()
    with serving(Handler, told=told, profile=profile, base=f"http://127.0.0.1{path}") as url:
        told.url = f"{url}{path}"
        yield told
