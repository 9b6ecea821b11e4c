"""Property paths of SHACL as functions from some nodes to what they lead to from each."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, TypeAlias

from memograph.validation.compiled.relations import Relation, union
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Path: TypeAlias = Callable[[TermGraph, AbstractSet[str]], Relation]


class UnknownFeature(Exception):
    """The shapes use something of SHACL that the compiled check does not know."""


def path_of(shapes: Graph, node: Node) -> Path:
    """Return the path that a node of the shapes graph spells; raise UnknownFeature."""
    from rdflib import RDF, URIRef

    if isinstance(node, URIRef):
        return _forward(f"<{node}>")
    if (node, RDF.first, None) in shapes:
        return _sequence(_members(shapes, node))
    parts = list(shapes.predicate_objects(node))
    if len(parts) != 1:
        raise UnknownFeature(f"a path of {len(parts)} parts")
    ((predicate, value),) = parts
    if str(predicate) == SH + "inversePath" and isinstance(value, URIRef):
        return _backward(f"<{value}>")
    if str(predicate) == SH + "alternativePath":
        return _either(_members(shapes, value))
    raise UnknownFeature(str(predicate))


def _members(shapes: Graph, node: Node) -> tuple[Path, ...]:
    from rdflib.collection import Collection

    return tuple(path_of(shapes, step) for step in Collection(shapes, node))


def _forward(predicate: str) -> Path:
    return lambda graph, nodes: graph.column(predicate).among(nodes)


def _backward(predicate: str) -> Path:
    return lambda graph, nodes: graph.inverse(predicate).among(nodes)


def _sequence(steps: tuple[Path, ...]) -> Path:
    if len(steps) == 1:
        return steps[0]
    first, rest = steps[0], _sequence(steps[1:])

    def follow(graph: TermGraph, nodes: AbstractSet[str]) -> Relation:
        # The rest is followed once from each node in the middle, however many lead there.
        at = first(graph, nodes)
        return at.then(rest(graph, at.values()))

    return follow


def _either(ways: tuple[Path, ...]) -> Path:
    return lambda graph, nodes: union([way(graph, nodes) for way in ways])
