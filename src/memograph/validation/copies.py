"""Copies of graphs, for engines that write into what they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from rdflib import Graph
    from rdflib.term import Node


def copied(*graphs: Graph, without: Container[Node] = ()) -> Graph:
    """Return one new graph of the triples of all these, but for those of some properties.

    It binds no prefixes.

    >>> from rdflib import Graph, URIRef
    >>> len(copied(Graph().parse(data="<e:a> <e:p> <e:b> ; <e:q> <e:b> .")))
    2
    """
    from rdflib import Graph

    copy = Graph(bind_namespaces="none")
    copy.addN(
        (subject, verb, value, copy)
        for graph in graphs
        for subject, verb, value in graph
        if verb not in without
    )
    return copy
