"""Folders of exported talks, and stores that they are pushed into, as the tests look at them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests
from proxy import Proxy, proxy
from requests.auth import HTTPDigestAuth

from memograph import http, pipeline
from memograph.settings import Settings
from memograph.stores.loading.embedded import embedded
from memograph.stores.loading.endpoint import STAGED, Endpoint
from memograph.stores.loading.targets import profiles

BASE = "https://example.org/id/"
NAMES = (
    f"{BASE}graph/dataset",
    *(f"{BASE}doc/{name}/graph{end}" for name in range(10) for end in ("", STAGED)),
    *(f"https://example.org/{name}" for name in ("mine", "bad", "moved", "cut", "rewritten")),
)
"""Every graph that a test puts into a store."""
FORMS = {
    "turtle": {"formats": ("turtle",)},
    "jsonld": {"formats": ("jsonld",), "compress": "gz"},
    "all": {"formats": ("rdfxml", "ntriples", "trig")},
    "parts": {"formats": ("nquads",), "parts": True},
    "parts-gz": {"formats": ("nquads",), "parts": True, "compress": "gz"},
}


class Made:
    """A folder of exported talks."""

    def __init__(self, given: Path, path: Path, form: str) -> None:
        self.given, self.path, self.form = given, path, form

    def export(self, **options) -> None:
        settings = Settings(base=BASE, **FORMS[self.form])
        work = pipeline.plan(self.given, to=self.path, settings=settings, **options)
        assert all(each.good for each in pipeline.carry_out(work))

    def graphs(self) -> dict[str, frozenset[str]]:
        """Return the triples of every graph, as lines, from what the sources say."""
        found = {}
        settings = Settings(base=BASE)
        for path in sorted(self.given.rglob("*.txt")):
            record = pipeline.read(path, settings=settings)
            data, _ = pipeline.stages.mapped(record, settings)
            graph = pipeline.stages.iris_of(record, settings).graph
            lines = pipeline.stages.serialized(data, "nquads").decode().splitlines()
            found[graph] = frozenset(line.removesuffix(f" <{graph}> .") for line in lines)
        return found

    def hashes(self) -> dict[str, str]:
        """Return the hash of every graph."""
        return {
            graph: hashlib.sha256(
                "".join(f"{line} <{graph}> .\n" for line in sorted(lines)).encode()
            ).hexdigest()
            for graph, lines in self.graphs().items()
        }


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


class Remote:
    """A real store, as memograph reaches it and as the tests look at it without."""

    def __init__(self, server) -> None:
        self.server, self.kind = server, server.name.partition("-")[0]
        pattern = profiles()[self.kind].query
        self.address = server.query_url.removesuffix(pattern.removeprefix("{url}"))
        self.user, self.password, self.retries = server.user, server.password, 2

    def access(self) -> http.Access:
        kinds = profiles()[self.kind].auth
        return http.Access(user=self.user, password=self.password, kinds=kinds)

    @contextmanager
    def endpoint(self) -> Iterator[Endpoint]:
        profile = profiles()[self.kind]
        caller = http.Caller(self.address, self.access(), retries=self.retries)
        # A connection that is kept open is a thread of the store.
        with closing(Endpoint(url=self.address, profile=profile, caller=caller)) as store:
            yield store

    @contextmanager
    def behind_a_proxy(self) -> Iterator[Proxy]:
        """Let memograph, not the tests, go through a proxy."""
        straight = self.address
        with proxy(straight) as between:
            self.address = between.url
            try:
                yield between
            finally:
                self.address = straight

    def push(self, made: Made, **wishes) -> dict[str, str]:
        with (
            self.endpoint() as store,
            pipeline.pushing(made.path, store, pipeline.Wishes(**wishes)) as run,
        ):
            return {each.graph: each.status for each in run.results()}

    def update(self, text: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        url = self.server.update_url
        answer = requests.post(
            url, data=text.encode(), headers=headers, auth=self._auth(), timeout=60
        )
        answer.raise_for_status()

    def ask(self, text: str) -> list[dict[str, dict[str, str]]]:
        headers = {"Accept": "application/sparql-results+json"}
        url = self.server.query_url
        answer = requests.post(
            url, data={"query": text}, headers=headers, auth=self._auth(), timeout=60
        )
        answer.raise_for_status()
        return answer.json()["results"]["bindings"]

    def clear(self) -> None:
        for graph in self.graphs():
            self.update(f"DROP SILENT GRAPH <{graph}>")

    def graphs(self) -> set[str]:
        """Return those among the graphs of the tests that hold something."""
        # All graphs are not asked for: looking for them, Virtuoso 7.2.5 at times never ends.
        some = " ".join(f"<{graph}>" for graph in NAMES)
        rows = self.ask(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {some} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            " GROUP BY ?g"
        )
        return {row["g"]["value"] for row in rows if "g" in row}

    def lines(self, graph: str) -> set[str]:
        rows = self.ask(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return {" ".join(_spelled(row[name]) for name in "spo") for row in rows}

    def documents(self) -> dict[str, frozenset[str]]:
        """Return the triples of every document's graph, as lines."""
        found = (graph for graph in self.graphs() if graph.endswith("/graph"))
        return {graph: frozenset(self.lines(graph)) for graph in found}

    def staged(self) -> set[str]:
        return {graph for graph in self.graphs() if graph.endswith(STAGED)}

    def hashes(self) -> dict[str, str]:
        """Return what the store tells of its graphs."""
        of_it = "<https://w3id.org/memograph/ontology#sha256>"
        rows = self.ask(f"SELECT ?g ?h WHERE {{ GRAPH <{BASE}graph/dataset> {{ ?g {of_it} ?h }} }}")
        return {row["g"]["value"]: row["h"]["value"] for row in rows}

    def _auth(self):
        server = self.server
        if server.auth == "none":
            return None
        secret = (server.user, server.password)
        return HTTPDigestAuth(*secret) if server.auth == "digest" else secret


def _spelled(term: dict[str, str]) -> str:
    """Return a term of SPARQL's JSON in N-Triples."""
    from memograph.rdf.terms import StringTerms

    terms, value = StringTerms(), term["value"]
    if term["type"] == "uri":
        return terms.iri(value)
    if "xml:lang" in term:
        return terms.text(value, term["xml:lang"])
    return terms.typed(value, term["datatype"]) if "datatype" in term else terms.plain(value)
