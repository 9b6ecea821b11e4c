"""A triplestore behind an address: the Graph Store Protocol, or SPARQL updates in safe sizes.

What a store does when something goes wrong differs; its profile says how. Where a PUT may leave
half a graph, graphs are put beside their places, counted there, and only then moved.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from memograph.http import BUSY, Caller, Reply
from memograph.problems import MemographError, Problem, RemoteError, Where, problem
from memograph.rdf.terms import in_sparql, quoted
from memograph.stores.endpoint import words_of
from memograph.stores.loading.store import HASH, ROOT, SUBSET, Put
from memograph.stores.profiles import Profile

STAGED: Final = ".staging"
"""What is added to the IRI of a graph that is not yet in its place."""
_BATCH: Final = 500
"""Graphs that are asked of at a time."""
_PAGE: Final = 10_000
_READ: Final = 1 << 16
"""Bytes of a server's answer in which its words are sought."""
_SLOW: Final = 20_000
"""Bytes a second that the slowest store is trusted to take in."""
_TRIES: Final = 3
_OK: Final = 200
_GOOD: Final = (200, 201, 202, 204)
_UPDATE: Final = {"Content-Type": "application/sparql-update; charset=utf-8"}
_RESULTS: Final = "application/sparql-results+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A store of a kind at an address."""

    url: str
    profile: Profile
    caller: Caller

    def hashes(self, dataset: str, graphs: Sequence[str]) -> Mapping[str, str]:
        """Return what the graph `dataset` tells of some graphs that are there."""
        found: dict[str, str] = {}
        for start in range(0, len(graphs), _BATCH):
            some = _iris(graphs[start : start + _BATCH])
            rows = self._asked(
                f"SELECT ?g ?h WHERE {{ VALUES ?g {{ {some} }}"
                f" GRAPH <{dataset}> {{ ?g <{HASH}> ?h ; <{ROOT}> ?s }}"
                " FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }"
            )
            found.update((row["g"], row["h"]) for row in rows)
        return found

    def told(self, dataset: str) -> Iterator[str]:
        """Yield all graphs of which the graph `dataset` tells a hash."""
        last = ""
        while True:
            rows = self._asked(
                f"SELECT DISTINCT ?g WHERE {{ GRAPH <{dataset}> {{ ?g <{HASH}> ?h }}"
                f" FILTER(STR(?g) > {in_sparql(quoted(last))}) }}"
                f" ORDER BY STR(?g) LIMIT {_PAGE}"
            )
            yield from (row["g"] for row in rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1]["g"]

    def put(self, graphs: Sequence[Put]) -> Mapping[str, Problem]:
        """Replace graphs and count what arrived; return the problem of each that is not whole."""
        staged = "" if self._puts_wholly() else STAGED
        failed: dict[str, Problem] = {}
        for each in graphs:
            try:
                self._fill(f"{each.graph}{staged}", each)
            except MemographError as error:
                if error.problem.code != "MG561":
                    raise
                failed[each.graph] = error.problem
        sent = [each for each in graphs if each.graph not in failed]
        failed.update(self._counted(sent, staged))
        if staged:
            self._each(f"DROP SILENT GRAPH <{graph}{staged}>" for graph in failed)
            whole = [each for each in sent if each.graph not in failed]
            for each in whole:
                self._move(each, staged)
            # Some stores lose triples when they move a graph into one that is not empty.
            failed.update(self._counted(whole, ""))
        return failed

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs, which may be gone already."""
        staged = ("",) if self._puts_wholly() else ("", STAGED)
        self._each(f"DROP SILENT GRAPH <{graph}{end}>" for graph in graphs for end in staged)

    def tell(self, dataset: str, graphs: Sequence[str], lines: Sequence[str]) -> None:
        """Let the graph `dataset` tell of some graphs these lines of N-Triples and no others."""
        operations = []
        for start in range(0, len(graphs), _BATCH):
            some = f"VALUES ?g {{ {_iris(graphs[start : start + _BATCH])} }}"
            for triple in ("?g ?p ?o", f"?s <{SUBSET}> ?g"):
                there = f"GRAPH <{dataset}> {{ {triple} }}"
                operations.append(f"DELETE {{ {there} }} WHERE {{ {some} {there} }}")
        operations += [
            f"INSERT DATA {{ GRAPH <{dataset}> {{\n{text}}} }}"
            for text in _pieces(lines, self.profile)
        ]
        self._each(operations)

    def close(self) -> None:
        """Close the connections."""
        self.caller.close()

    def _fill(self, graph: str, content: Put) -> None:
        """Put the content into a graph that holds nothing else afterwards."""
        if self.profile.graphs:
            self._put(graph, content)
            return
        self._update(f"DROP SILENT GRAPH <{graph}>")
        lines = content.lines.decode().splitlines(keepends=True)
        for text in _pieces(lines, self.profile):
            self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}}} }}")

    def _put(self, graph: str, content: Put) -> None:
        headers, data = _body(content, self.profile)
        answer = self.caller.call(
            "PUT",
            self._address(self.profile.graphs),
            params={self.profile.graph: graph},
            data=data,
            headers=headers,
            seconds=60 + len(content.lines) / _SLOW,
            repeated=True,
        )
        if not _is_taken(answer):
            raise self._refused(answer, content)

    def _counted(self, graphs: Sequence[Put], staged: str) -> Iterator[tuple[str, Problem]]:
        """Yield the graphs that hold another number of triples than was sent."""
        for start in range(0, len(graphs), _BATCH):
            some = graphs[start : start + _BATCH]
            found = self._counts([f"{each.graph}{staged}" for each in some])
            for each in some:
                there = found.get(f"{each.graph}{staged}", 0)
                if there != each.triples:
                    where = Where(source=each.graph)
                    yield each.graph, problem("MG562", where, sent=each.triples, there=there)

    def _counts(self, graphs: Sequence[str]) -> dict[str, int]:
        rows = self._asked(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {_iris(graphs)} }}"
            " GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        )
        return {row["g"]: int(row["n"]) for row in rows if "g" in row}

    def _move(self, content: Put, staged: str) -> None:
        """Move a graph into its place; if the answer is lost, look whether it is there.

        A store may empty the place if there is nothing to move, so it is never blindly repeated.
        """
        source, target = f"{content.graph}{staged}", content.graph
        for left in reversed(range(_TRIES)):
            try:
                self._update(f"MOVE GRAPH <{source}> TO <{target}>", repeated=False)
            except RemoteError as error:
                there = self._counts([source, target])
                if there == {target: content.triples}:
                    return
                if not left or there.get(source) != content.triples:
                    raise error from None
            else:
                return

    def _puts_wholly(self) -> bool:
        return bool(self.profile.graphs) and self.profile.atomic

    def _each(self, operations: Iterable[str]) -> None:
        """Carry out operations that may be repeated, several at a time if the store can."""
        if not self.profile.together:
            for operation in operations:
                self._update(operation)
            return
        joined: list[str] = []
        size = 0
        for operation in operations:
            if joined and size + len(operation) > self.profile.size:
                self._update(";\n".join(joined))
                joined, size = [], 0
            joined.append(operation)
            size += len(operation)
        if joined:
            self._update(";\n".join(joined))

    def _update(self, text: str, *, repeated: bool = True) -> None:
        answer = self.caller.call(
            "POST",
            self._address(self.profile.update),
            data=text.encode(),
            headers=_UPDATE,
            seconds=120 + len(text) / _SLOW,
            repeated=repeated,
        )
        if not _is_taken(answer):
            raise self._refused(answer, None)

    def _asked(self, question: str) -> list[dict[str, str]]:
        """Return the rows of a question, as strings."""
        address = self._address(self.profile.query)
        answer = self.caller.call(
            "POST",
            address,
            data=urlencode({"query": question}).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": _RESULTS},
            seconds=120,
            repeated=True,
        )
        if answer.status not in _GOOD:
            raise self._refused(answer, None)
        try:
            rows: list[dict[str, Any]] = json.loads(answer.data)["results"]["bindings"]
            return [{name: str(term["value"]) for name, term in row.items()} for row in rows]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            reason = f"what it answers is no result of a query: {_said(answer)}"
            raise RemoteError(problem("MG535", Where(source=address), reason=reason)) from None

    def _address(self, pattern: str) -> str:
        return pattern.format(url=self.url.rstrip("/"))

    def _refused(self, answer: Reply, content: Put | None) -> RemoteError:
        """Return what a store said that does not do what it was asked to do."""
        words = _said(answer)
        line = re.search(self.profile.line, words)
        if content is None:
            where = Where(source=self.url)
        else:
            where = Where(source=content.graph, line=int(line[1]) if line else None)
        code = "MG535" if answer.status in BUSY else "MG561"
        reason = f"{answer.status}: {words}"
        return RemoteError(problem(code, where, reason=reason))


def _body(content: Put, profile: Profile) -> tuple[dict[str, str], bytes]:
    """Return a graph as it is sent, and what is said of it.

    Fuseki takes lines that break off behind any of them for all that there are, compressed or not.
    In TriG a bracket is left open then, which it does notice.
    """
    if profile.braces:
        return {"Content-Type": "application/trig"}, b"{\n" + content.lines + b"}\n"
    headers = {"Content-Type": "application/n-triples"}
    if not profile.gzip:
        return headers, content.lines
    return {**headers, "Content-Encoding": "gzip"}, gzip.compress(content.lines, 1, mtime=0)


def _iris(graphs: Sequence[str]) -> str:
    return " ".join(f"<{graph}>" for graph in graphs)


def _pieces(lines: Sequence[str], profile: Profile) -> Iterator[str]:
    """Yield lines in pieces that a store takes in one update."""
    piece: list[str] = []
    size = 0
    for line in map(in_sparql, lines):
        if piece and (len(piece) >= profile.triples or size + len(line) > profile.size):
            yield "".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    if piece:
        yield "".join(piece)


def _is_taken(answer: Reply) -> bool:
    """Tell whether it was the store that took what was written, and no proxy that says 200, too.

    A store says nothing, how much it took as JSON (Fuseki), or that it is done as a result of a
    query in XML (Virtuoso).
    """
    if answer.status not in _GOOD:
        return False
    words = answer.data.strip()
    if answer.status != _OK or not words:
        return True
    try:
        return "count" in json.loads(words)
    except (ValueError, TypeError, RecursionError):
        return b"sparql-results" in words


def _said(answer: Reply) -> str:
    """Return the words of an answer, short."""
    return words_of(answer.data[:_READ].decode(errors="replace"))
