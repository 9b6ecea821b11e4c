"""Mappers that hand over whole nodes, which costs less than triples one by one.

They run for every turn, statement and participation of every document. That a node has the same
predicates as another is found out from how many values it has of each, so that most nodes of a
class share one tuple of predicates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from memograph.mappers.context import Context
from memograph.model import Record
from memograph.rdf.quads import Node, triples_of
from memograph.rdf.terms import T, Triple


class MapsNodes(Protocol):
    """What finds the nodes of a class."""

    def __call__(self, record: Record, context: Context[T], /) -> Iterable[Node[T]]:
        """Return the nodes, the types of each first."""


@dataclass(frozen=True, slots=True)
class ByNode:
    """A mapper made of a function that returns nodes."""

    nodes: MapsNodes

    def __call__(self, record: Record, context: Context[T], /) -> Iterator[Triple[T]]:
        """Return the triples of the nodes."""
        return triples_of(self.nodes(record, context))


class Outlines(dict[tuple[int, ...], tuple[T, ...]]):
    """Predicates of nodes, by how many values a node has of each of some properties.

    >>> Outlines(("<e:a>", "<e:b>"))[2, 1]
    ('<e:a>', '<e:a>', '<e:b>')
    """

    def __init__(self, properties: tuple[T, ...]) -> None:
        """Start empty; the properties stand in the order in which they are written."""
        super().__init__()
        self._properties = properties

    def __missing__(self, numbers: tuple[int, ...]) -> tuple[T, ...]:
        """Make, keep and return the predicates."""
        pairs = zip(self._properties, numbers, strict=True)
        found = self[numbers] = tuple([each for each, times in pairs for _ in range(times)])
        return found
