"""Putting: graphs into a triplestore, counted, with the hash of each told of when it is whole.

The store itself tells what it holds: its graph of the dataset has the hash of every graph. A graph
that is under way has an empty hash there, so that whatever happens in between, nobody takes what is
half done for done, and the same command again does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from memograph.pipeline.outgoing import Outgoing
from memograph.problems import Problem
from memograph.stores.loading.store import HASH, ROOT, Put, Store

PushStatus: TypeAlias = Literal[
    "put", "unchanged", "invalid", "unreadable", "failed", "removed", "planned"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What came of a graph: its IRI, the file that it is from, its triples and bytes."""

    graph: str
    status: PushStatus
    file: str = ""
    triples: int = 0
    size: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A graph that was read and may be put: where it stands, what is sent, its hash."""

    each: Outgoing
    put: Put
    sha256: str


def hashes(store: Store, graphs: Iterable[str]) -> dict[str, str]:
    """Return the hashes of those among some graphs that a store tells that it has."""
    found: dict[str, str] = {}
    for dataset, some in _by_dataset(graphs):
        found.update(store.hashes(dataset, some))
    return found


def put_all(store: Store, ready: Sequence[Ready]) -> Iterator[Pushed]:
    """Put graphs, count them, let the store tell of those that arrived; yield what came of each."""
    if not ready:
        return
    by_graph = {each.put.graph: each for each in ready}
    for dataset, graphs in _by_dataset(by_graph):
        store.tell(dataset, graphs, [_hash(graph, "") for graph in graphs])
    failed = store.put([each.put for each in ready])
    for dataset, graphs in _by_dataset(graph for graph in by_graph if graph not in failed):
        lines = [line for graph in graphs for line in _told(by_graph[graph])]
        store.tell(dataset, graphs, lines)
    for graph, each in by_graph.items():
        problems = (failed[graph],) if graph in failed else ()
        yield outcome(each.each, "failed" if problems else "put", each.put, problems)


def remove_all(store: Store, graphs: Sequence[str]) -> None:
    """Remove graphs; only when they are gone is nothing told of them."""
    store.remove(graphs)
    for dataset, some in _by_dataset(graphs):
        store.tell(dataset, some, ())


def _told(ready: Ready) -> Iterator[str]:
    """Yield what the graph of the dataset tells of a graph."""
    from memograph.rdf.iris import dataset_iri
    from memograph.rdf.terms import StringTerms
    from memograph.rdf.vocab import RDF, VOID, XSD

    terms, graph = StringTerms(), ready.put.graph
    node, whole = terms.iri(graph), terms.iri(dataset_iri(base_of(graph)))
    kind, of_kind = terms.iri(RDF.type), terms.iri(VOID.Dataset)
    yield f"{whole} {kind} {of_kind} .\n"
    yield f"{whole} {terms.iri(VOID.subset)} {node} .\n"
    yield f"{node} {kind} {of_kind} .\n"
    yield f"{node} {terms.iri(ROOT)} {_root(ready.put)} .\n"
    number = terms.typed(str(ready.put.triples), XSD.integer)
    yield f"{node} {terms.iri(VOID.triples)} {number} .\n"
    yield _hash(graph, ready.sha256)


def _root(put: Put) -> str:
    """Return the document that a graph is of, or any node, by which the store finds the graph."""
    document = f"<{put.graph.removesuffix('/graph')}>"
    if f"\n{document} ".encode() in put.quads:
        return document
    return put.quads.partition(b" ")[0].decode()


def _hash(graph: str, sha256: str) -> str:
    return f'<{graph}> <{HASH}> "{sha256}" .\n'


def outcome(
    each: Outgoing, status: PushStatus, put: Put | None = None, problems: Iterable[Problem] = ()
) -> Pushed:
    """Return what came of a graph."""
    return Pushed(
        graph=each.graph,
        status=status,
        file=str(each.path),
        triples=put.triples if put else max(each.triples, 0),
        size=len(put.quads) if put else 0,
        problems=tuple(problems),
    )


_BESIDE: Final = ("graph/links", "graph/enrichment")
"""What the graphs that are no document's are called below the base."""


def base_of(graph: str) -> str:
    """Return the base of a graph's IRI, which is that of its dataset.

    >>> base_of("https://example.org/id/doc/memo/graph"), base_of("https://example.org/graph/links")
    ('https://example.org/id/', 'https://example.org/')
    """
    for name in _BESIDE:
        if graph.endswith(f"/{name}"):
            return graph.removesuffix(name)
    return graph.removesuffix("/graph").rpartition("/")[0].removesuffix("doc").rstrip("/") + "/"


def _by_dataset(graphs: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the graph of each dataset with the graphs that it tells of."""
    from memograph.rdf.iris import dataset_graph

    found: dict[str, list[str]] = {}
    for graph in graphs:
        found.setdefault(dataset_graph(base_of(graph)), []).append(graph)
    yield from found.items()
