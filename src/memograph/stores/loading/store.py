"""What a triplestore is to whoever loads it: graphs put wholly, counted, told of and removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from memograph.problems import Problem

HASH: Final = "https://w3id.org/memograph/ontology#sha256"
"""The property by which the graph of the dataset tells what every graph holds."""
ROOT: Final = "http://rdfs.org/ns/void#rootResource"
"""The property by which it tells of a node that is in the graph, if the graph is there."""
SUBSET: Final = "http://rdfs.org/ns/void#subset"
"""The property by which it tells which graphs there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    r"""A graph to be put into a store: its IRI, its lines of N-Quads, each once, and their number.

    >>> Put(graph="a:g", quads=b"<a:s> <a:p> <a:o> <a:g> .\n", triples=1).lines
    b'<a:s> <a:p> <a:o> .\n'
    """

    graph: str
    quads: bytes
    triples: int

    @property
    def lines(self) -> bytes:
        """Return the triples as lines of N-Triples."""
        return self.quads.replace(f" <{self.graph}> .\n".encode(), b" .\n")


class Store(Protocol):
    """A triplestore. Whatever it is asked to do may be asked again."""

    def hashes(self, dataset: str, graphs: Sequence[str]) -> Mapping[str, str]:
        """Return what the graph `dataset` tells of those among some graphs that are there."""

    def told(self, dataset: str) -> Iterator[str]:
        """Yield all graphs of which the graph `dataset` tells a hash, there or not."""

    def put(self, graphs: Sequence[Put]) -> Mapping[str, Problem]:
        """Replace graphs and count what arrived; return the problem of each that is not whole."""

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs, which may be gone already."""

    def tell(self, dataset: str, graphs: Sequence[str], lines: Sequence[str]) -> None:
        """Let the graph `dataset` tell of some graphs these lines of N-Triples and no others."""

    def close(self) -> None:
        """Let go of the store."""
