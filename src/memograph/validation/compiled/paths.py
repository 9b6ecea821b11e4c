"""Property paths of SHACL as functions from some nodes to what they lead to from each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.vocab import RDFS
from memograph.validation.compiled.lists import members
from memograph.validation.compiled.relations import Relation, union
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.compiled.unknown import UnknownFeature
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Path: TypeAlias = Callable[[TermGraph, AbstractSet[str]], Relation]


_SHORTEST: Final = 2
"""How many members pyshacl asks of the list of a path."""

_DEEPEST: Final = 8
"""How deep paths are followed: pyshacl refuses some from ten on, members of lists counted too."""


def path_of(shapes: Graph, node: Node, *, depth: int = 0) -> Path:
    """Return the path that a node of the shapes graph spells; raise UnknownFeature."""
    from rdflib import RDF, URIRef

    if isinstance(node, URIRef):
        return _forward(predicate_of(node))
    if depth >= _DEEPEST:
        raise UnknownFeature("a path within many others")
    if (node, RDF.first, None) in shapes:
        steps = _several(shapes, node)
        if depth + len(steps) > _DEEPEST:
            raise UnknownFeature("a path of many steps")
        return _sequence([path_of(shapes, step, depth=depth + len(steps)) for step in steps])
    parts = list(shapes.predicate_objects(node))
    if len(parts) != 1:
        raise UnknownFeature(f"a path of {len(parts)} parts")
    ((predicate, value),) = parts
    if str(predicate) == SH + "inversePath" and isinstance(value, URIRef):
        return _backward(predicate_of(value))
    if str(predicate) == SH + "alternativePath":
        ways = _several(shapes, value)
        return _either([path_of(shapes, way, depth=depth + 1) for way in ways])
    raise UnknownFeature(str(predicate))


def predicate_of(node: Node) -> str:
    """Return the property that a node of the shapes graph names.

    >>> from rdflib import URIRef
    >>> predicate_of(URIRef("https://example.org/p"))
    '<https://example.org/p>'
    """
    from rdflib import URIRef

    # What the ontology says of classes is part of what pyshacl judges, but not of the document.
    if not isinstance(node, URIRef) or str(node) == RDFS.subClassOf:
        raise UnknownFeature(f"a property {node}")
    return f"<{node}>"


def _several(shapes: Graph, node: Node) -> tuple[Node, ...]:
    found = members(shapes, node)
    if len(found) < _SHORTEST:
        raise UnknownFeature("a path that is a list of one")
    return found


def _forward(predicate: str) -> Path:
    return lambda graph, nodes: graph.column(predicate).among(nodes)


def _backward(predicate: str) -> Path:
    return lambda graph, nodes: graph.inverse(predicate).among(nodes)


def _sequence(steps: Sequence[Path]) -> Path:
    if len(steps) == 1:
        return steps[0]
    first, rest = steps[0], _sequence(steps[1:])

    def follow(graph: TermGraph, nodes: AbstractSet[str]) -> Relation:
        # The rest is followed once from each node in the middle, however many lead there.
        at = first(graph, nodes)
        return at.then(rest(graph, at.values()))

    return follow


def _either(ways: Sequence[Path]) -> Path:
    return lambda graph, nodes: union([way(graph, nodes) for way in ways])
