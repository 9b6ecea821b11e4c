"""Property paths of SHACL as functions from a node to the nodes that they lead to, each once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeAlias

from memograph.validation.compiled.terms import TermGraph
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Path: TypeAlias = Callable[[TermGraph, str], Collection[str]]


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
    return lambda graph, node: graph.objects(node, predicate)


def _backward(predicate: str) -> Path:
    return lambda graph, node: graph.subjects(predicate, node)


def _sequence(steps: tuple[Path, ...]) -> Path:
    def follow(graph: TermGraph, node: str) -> Collection[str]:
        at: Collection[str] = (node,)
        for step in steps:
            if len(at) == 1:
                (only,) = at
                at = step(graph, only)
            elif at:
                at = dict.fromkeys(value for each in at for value in step(graph, each))
        return at

    return follow


def _either(ways: tuple[Path, ...]) -> Path:
    return lambda graph, node: dict.fromkeys(value for way in ways for value in way(graph, node))
