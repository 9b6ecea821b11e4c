"""Shapes as pyshacl finds them, kept for all documents, and one document judged by them.

This module imports pyshacl when it is imported, and is itself imported by functions that need it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyshacl.consts import RDF_type, RDFS_subClassOf
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDFS, Graph, URIRef

from memograph.validation.copies import copied
from memograph.validation.tuned.indexed import IndexedGraph
from memograph.validation.tuned.shape import KeptShape

if TYPE_CHECKING:
    from rdflib.term import Node

    from memograph.validation.tuned.indexed import Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """The shapes of a shapes graph, and the IRIs that documents share with it."""

    shapes: tuple[KeptShape, ...]
    terms: dict[Node, Node]


def harvest(graph: Graph) -> Harvest:
    """Return the shapes of a graph with their constraints; raise LookupError if not all are Core.

    >>> harvest(Graph()).shapes
    ()
    """
    copy = copied(graph)  # pyshacl adds triples of its own
    for prefix, namespace in graph.namespaces():
        copy.bind(prefix, namespace)  # pyshacl's own messages are written with them
    found = ShapesGraph(copy)
    if found.custom_constraints:
        raise LookupError("constraints that are not of SHACL Core")
    shapes = list(found.shapes)
    asked: dict[Node, Node] = {term: term for term in (RDF_type, RDFS_subClassOf)}
    found.graph = indexed = IndexedGraph(
        copy, known=asked, namespace_manager=copy.namespace_manager
    )
    kept = {shape.node: KeptShape(shape) for shape in shapes}
    found._node_shape_cache = dict(kept)  # noqa: SLF001 - the reason for asking for the release
    for shape in kept.values():
        shape.build()
    return Harvest(shapes=tuple(kept.values()), terms=asked | indexed.terms())


def judge(graph: Graph, ontology: Graph, known: Harvest) -> list[dict[Node, list[Node]]]:
    """Return what pyshacl tells of each result: the values of each property of it.

    Raise LookupError if the ontology says more than which classes are subclasses of which.
    """
    triples = (*graph, *_hierarchy(ontology, graph))
    data = IndexedGraph(triples, known=known.terms)
    for prefix, namespace in ontology.namespaces():
        data.bind(prefix, namespace)
    executor = SHACLExecutor()
    return [
        _told(node, parts)
        for shape in known.shapes
        for _, node, parts in shape.validate(executor, data)[1]
    ]


def _hierarchy(ontology: Graph, graph: Graph) -> Iterator[Triple]:
    """Yield what the ontology says of classes and the graph does not."""
    stated = set(graph.subject_objects(RDFS.subClassOf))
    for lower, verb, higher in ontology:
        if verb != RDFS.subClassOf or not all(isinstance(e, URIRef) for e in (lower, higher)):
            raise LookupError("an ontology that says more than pyshacl is asked to mix in here")
        if (lower, higher) not in stated:
            yield lower, verb, higher


def _told(node: Node, parts: list[tuple[Node, Node, Any]]) -> dict[Node, list[Node]]:
    """Return what is told of a result itself, not of those below it."""
    told: dict[Node, list[Node]] = {}
    for subject, verb, value in parts:
        if subject == node:
            # pyshacl names the graph that a term is to be copied from
            told.setdefault(verb, []).append(value[1] if isinstance(value, tuple) else value)
    return told
