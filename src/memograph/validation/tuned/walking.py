"""Paths of SHACL as functions from a node to the nodes that they lead to.

pyshacl reads a path from the shapes anew for every node. Here it is read once. Paths of other kinds
raise LookupError: pyshacl follows them itself.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SHORTEST: Final = 2
"""How many members pyshacl asks of a list."""

_DEEPEST: Final = 10
"""At which depth pyshacl follows a path no further; each member of a list is one deeper."""

Walk: TypeAlias = "Callable[[Graph, Node], set[Node]]"


def walk(shapes: Graph, path: Node, *, back: bool = False, depth: int = 0) -> Walk:
    """Return the function that follows a path of the shapes; `back`, against its direction.

    `depth` tells how many paths this one is part of, as pyshacl counts them.

    >>> from rdflib import Graph, URIRef
    >>> data = Graph().parse(data="<e:a> <e:p> <e:b> .")
    >>> walk(Graph(), URIRef("e:p"), back=True)(data, URIRef("e:b"))
    {rdflib.term.URIRef('e:a')}
    """
    from rdflib import RDF, SH, URIRef

    if isinstance(path, URIRef):
        return _backwards(path) if back else _forwards(path)
    if depth >= _DEEPEST:
        raise LookupError(f"a path that pyshacl refuses to follow: {path}")
    parts = [part for part in shapes.predicate_objects(path) if part[0] != RDF.type]
    told = dict(parts)
    if len(told) < len(parts):
        raise LookupError(f"a path that is spelled twice: {path}")
    if set(told) == {RDF.first, RDF.rest} and not back:
        # To pyshacl, the rest of a list is a path within it.
        steps = enumerate(_listed(shapes, path, most=_DEEPEST - depth), start=depth + 1)
        return _one_after_the_other([walk(shapes, step, depth=at) for at, step in steps])
    if set(told) == {SH.inversePath}:
        return walk(shapes, told[SH.inversePath], back=not back, depth=depth + 1)
    if set(told) == {SH.alternativePath}:
        ways = _listed(shapes, told[SH.alternativePath])
        return _together([walk(shapes, way, back=back, depth=depth + 1) for way in ways])
    raise LookupError(f"a path of another kind: {path}")


def _listed(shapes: Graph, node: Node, *, most: float = inf) -> list[Node]:
    """Return the members of a list as long as pyshacl follows it."""
    members = list(shapes.items(node))
    if not _SHORTEST <= len(members) <= most:
        raise LookupError(f"a list with too few members or too many: {node}")
    return members


def _forwards(verb: Node) -> Walk:
    return lambda graph, node: set(graph.objects(node, verb))


def _backwards(verb: Node) -> Walk:
    return lambda graph, node: set(graph.subjects(verb, node))


def _one_after_the_other(steps: list[Walk]) -> Walk:
    def follow(graph: Graph, node: Node) -> set[Node]:
        reached = {node}
        for step in steps:
            reached = {found for each in reached for found in step(graph, each)}
        return reached

    return follow


def _together(ways: list[Walk]) -> Walk:
    return lambda graph, node: {found for way in ways for found in way(graph, node)}
