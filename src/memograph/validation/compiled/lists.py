"""Lists of the shapes graph, read only if they are surely what every reader takes them for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memograph.validation.compiled.unknown import UnknownFeature

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def members(shapes: Graph, node: Node) -> tuple[Node, ...]:
    """Return the members of a list that has some; raise UnknownFeature for what is no such list.

    >>> from rdflib import BNode, Graph
    >>> members(Graph(), BNode())
    Traceback (most recent call last):
    ...
    memograph.validation.compiled.unknown.UnknownFeature: a list that ends early, or that forks
    """
    from rdflib import RDF

    found: list[Node] = []
    cells: set[Node] = set()
    while node != RDF.nil:
        firsts, rests = (list(shapes.objects(node, verb)) for verb in (RDF.first, RDF.rest))
        if len(firsts) != 1 or len(rests) != 1 or node in cells:
            raise UnknownFeature("a list that ends early, or that forks")
        cells.add(node)
        found += firsts
        node = rests[0]
    if not found:
        raise UnknownFeature("a list without members")
    return tuple(found)
