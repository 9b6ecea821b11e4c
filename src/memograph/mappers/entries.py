"""Entries: what a dataset says of each of its documents, as values that can be read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from memograph.mappers.context import Run
from memograph.rdf.quads import NodeQuads
from memograph.rdf.terms import language_of, value_of
from memograph.rdf.vocab import DCTERMS, MEMO, ONTOLOGY, RDF, VOID

_TYPE = f"<{RDF.type}>"

_Node: TypeAlias = dict[str, list[str]]
"""The objects of a node by the IRI of the predicate, as N-Triples spellings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetEntry:
    """One document of a dataset.

    `sha256` is that of the graph's canonical N-Quads; `classes` counts the nodes of each class, by
    the IRI of the class; `files` are the names of the files that hold the graph, relative to the
    file that describes the dataset.
    """

    graph: str
    document: str
    title: str
    language: str = "und"
    sha256: str
    triples: int
    classes: tuple[tuple[str, int], ...] = ()
    files: tuple[str, ...] = ()
    run: Run


def class_counts(triples: Iterable[tuple[str, ...]]) -> tuple[tuple[str, int], ...]:
    """Return how many nodes each class has, from triples or quads as N-Triples spellings.

    >>> class_counts([("<a:a>", f"<{RDF.type}>", "<a:Meeting>", "<a:g>")])
    (('a:Meeting', 1),)
    """
    if isinstance(triples, NodeQuads):
        found = Counter(_classes_by_node(triples))
    else:
        found = Counter([triple[2] for triple in triples if triple[1] == _TYPE])
    return tuple(sorted((value_of(name), number) for name, number in found.items()))


def _classes_by_node(quads: NodeQuads) -> Iterator[str]:
    for predicates, (_, rows) in quads.alike().items():
        for place, predicate in enumerate(predicates):
            if predicate == _TYPE:
                yield from [row[place] for row in rows]


def is_description(triples: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether triples or quads describe a dataset that keeps to the project's ontology."""
    kept = f"<{ONTOLOGY}/"
    return any(
        triple[1] == f"<{DCTERMS.conformsTo}>" and triple[2].startswith(kept) for triple in triples
    )


def entries_of(triples: Iterable[tuple[str, ...]]) -> tuple[DatasetEntry, ...]:
    """Return the entries of a dataset's own graph, from triples or quads as N-Triples spellings.

    It gives back what `map_dataset` was given, in the order of the graphs; a document of which the
    graph does not say all that an entry holds is left out.
    """
    nodes: dict[str, _Node] = {}
    for subject, predicate, value, *_ in triples:
        nodes.setdefault(value_of(subject), {}).setdefault(value_of(predicate), []).append(value)
    graphs = {value_of(graph) for node in nodes.values() for graph in node.get(VOID.subset, ())}
    found = (_entry(graph, nodes) for graph in sorted(graphs))
    return tuple(entry for entry in found if entry is not None)


def _entry(graph: str, nodes: dict[str, _Node]) -> DatasetEntry | None:
    """Return the entry of one graph, or None if something is lacking or no number."""
    node = nodes.get(graph, {})
    try:
        title = node[DCTERMS.title][0]
        return DatasetEntry(
            graph=graph,
            document=value_of(node[VOID.rootResource][0]),
            title=value_of(title),
            language=language_of(title),
            sha256=value_of(node[MEMO.sha256][0]),
            triples=int(value_of(node[VOID.triples][0])),
            classes=tuple(sorted(_classes(node, nodes))),
            files=tuple(sorted(_files(node, nodes))),
            run=_run(value_of(node[MEMO.extractedBy][0]), nodes),
        )
    except (KeyError, ValueError):
        return None


def _classes(node: _Node, nodes: dict[str, _Node]) -> Iterable[tuple[str, int]]:
    """Yield the class and the count of each partition of a graph."""
    for name in node.get(VOID.classPartition, ()):
        partition = nodes[value_of(name)]
        number = int(value_of(partition[VOID.entities][0]))
        yield value_of(partition[VOID["class"]][0]), number


def _files(node: _Node, nodes: dict[str, _Node]) -> Iterable[str]:
    """Yield the names of the files that hold a graph."""
    for name in node.get(VOID.dataDump, ()):
        yield value_of(nodes[value_of(name)][MEMO.fileName][0])


def _run(iri: str, nodes: dict[str, _Node]) -> Run:
    """Return the run with this IRI."""
    node = nodes[iri]
    version = value_of(node[MEMO.softwareVersion][0])
    return Run(iri=iri, version=version, settings_digest=value_of(node[MEMO.settingsDigest][0]))
