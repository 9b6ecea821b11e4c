"""Validate graphs: apply the shapes to each document and say where in its source a fault stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from memograph.problems import Where, problem
from memograph.rdf.vocab import RDF, VOID
from memograph.validation import pyshacl_engine
from memograph.validation.findings import problems_of
from memograph.validation.offsets import offset_problems
from memograph.validation.places import Locate, Places
from memograph.validation.quiet import quiet_literals
from memograph.validation.report import Report, merge

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from rdflib.term import Node

    from memograph.validation.rules import ShapesBundle

_ABOUT_NO_DOCUMENT = ("/graph/dataset", "/graph/links")
"""How the names of graphs end that describe no document."""


def validate_graph(
    graph: Graph,
    *,
    ontology: Graph,
    shapes: ShapesBundle,
    locate: Locate | None = None,
    source: str = "",
) -> Report:
    """Return what the shapes find in the graph of one document.

    `locate` leads from offsets to places in the source; without it the text in the graph does.
    `source` names the source where neither tells.
    """
    nodes = _nodes(graph, shapes)
    if not nodes:
        return _nothing_found([graph], source)
    places = Places(graph, locate=locate, source=source)
    with quiet_literals():
        results = pyshacl_engine.run(graph, ontology=ontology, shapes=shapes)
        problems = problems_of(results, graph=graph, shapes=shapes, places=places)
    problems = (*problems, *offset_problems(graph, places))
    return Report(
        problems=problems,
        engine=pyshacl_engine.engine_name(),
        triples=len(graph),
        nodes=len(nodes),
        results=results,
        excerpts=tuple(places.excerpt(found.where) for found in problems),
    )


def validate_dataset(
    dataset: Dataset,
    *,
    ontology: Graph,
    shapes: ShapesBundle,
    locate: Locate | None = None,
    source: str = "",
) -> Report:
    """Return what the shapes find in each graph of a dataset, each judged on its own.

    In a merged graph one document could supply what another lacks. Graphs that describe the dataset
    or its links are judged only if they hold nodes that shapes are made for. `locate` is that of
    the Record, for a dataset of one document.
    """
    graphs = sorted(dataset.graphs(), key=lambda graph: str(graph.identifier))
    reports = [
        validate_graph(graph, ontology=ontology, shapes=shapes, locate=locate, source=source)
        for graph in _to_judge(graphs, shapes)
    ]
    if not reports:
        return _nothing_found(graphs, source)
    return merge(reports, engine=pyshacl_engine.engine_name())


def _to_judge(graphs: Iterable[Graph], shapes: ShapesBundle) -> Iterator[Graph]:
    """Yield the graphs of documents, and others only if shapes are made for what they hold."""
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    for graph in graphs:
        name = graph.identifier
        optional = name == DATASET_DEFAULT_GRAPH_ID or str(name).endswith(_ABOUT_NO_DOCUMENT)
        if not optional or _nodes(graph, shapes):
            yield graph


def _nodes(graph: Graph, shapes: ShapesBundle) -> set[Node]:
    """Return the nodes whose class a shape is made for."""
    from rdflib import URIRef

    return {
        node
        for node, kind in graph.subject_objects(URIRef(RDF.type))
        if str(kind) in shapes.classes
    }


def _nothing_found(graphs: Iterable[Graph], source: str) -> Report:
    """Return the report of graphs that hold nothing to judge: fine for a catalogue, else not."""
    from rdflib import URIRef

    known = list(graphs)
    catalogue = any((None, URIRef(RDF.type), URIRef(VOID.Dataset)) in graph for graph in known)
    where = Where(source=source) if source else None
    return Report(
        problems=() if catalogue else (problem("MG400", where),),
        engine=pyshacl_engine.engine_name(),
        triples=sum(len(graph) for graph in known),
        nodes=0,
    )
