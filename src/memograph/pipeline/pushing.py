"""Pushing: the graphs of a folder into a triplestore, each wholly or not at all, none twice.

The store itself tells what it holds: its graph of the dataset has the hash of every graph. A graph
that is under way has an empty hash there, so that whatever happens in between, nobody takes what is
half done for done, and the same command again does the rest.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Literal, TypeAlias, TypeVar

from memograph.pipeline import stages
from memograph.pipeline.outgoing import Contents, Folder, Outgoing, folder_at, quads_of
from memograph.problems import MemographError, Problem, Where, problem
from memograph.serialization.spelling import is_absolute
from memograph.stores.loading.store import HASH, ROOT, Put, Store

T = TypeVar("T")

PushStatus: TypeAlias = Literal[
    "put", "unchanged", "invalid", "unreadable", "failed", "removed", "planned"
]

_MANY: Final = 2_000_000
"""Triples from which on it is told how they are loaded offline."""
_ASKED: Final = 500
"""Graphs of which the store is asked at a time."""
_GRAPHS: Final = 100
_BYTES: Final = 8 * 2**20
"""Graphs, and bytes, that are put before it is counted what arrived."""


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
class Wishes:
    """How graphs are pushed.

    `again` puts what has not changed, too; `invalid` puts what does not conform; `prune` removes
    graphs that were pushed before and are not in the folder; `remove` removes those that are.
    """

    again: bool = False
    invalid: bool = False
    prune: bool = False
    remove: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A graph that was read and found good."""

    each: Outgoing
    put: Put
    sha256: str


@dataclass(slots=True, kw_only=True)
class Push:
    """A push under way, of so many graphs."""

    folder: Folder
    store: Store | None
    wishes: Wishes

    @property
    def total(self) -> int:
        """Return the number of graphs of the folder."""
        return self.folder.total

    def doubts(self) -> Iterator[Problem]:
        """Yield why nothing is pruned though that was asked for (MG506)."""
        if self.wishes.prune and self.folder.unread:
            reason = f"{self.folder.unread} of the files could not be read"
            yield problem("MG506", Where(source=str(self.folder.place)), reason=reason)

    def offline(self, commands: Sequence[str]) -> Iterator[Problem]:
        """Yield the notice (MG566) of how parts get into an empty store without its server.

        It is not worth while for few triples.
        """
        triples = self.folder.triples()
        if triples < _MANY or self.wishes.remove:
            return
        from memograph.rdf.iris import dataset_graph

        first = next(self.folder.outgoing(), None)
        if first is None or first.length < 0 or not commands:
            return
        graph = dataset_graph(_base(first.graph))
        place = self.folder.place
        lines = "; ".join(each.format(folder=place, graph=graph) for each in commands)
        where = Where(source=str(place))
        yield problem("MG566", where, triples=triples, commands=lines)

    def results(self) -> Generator[Pushed]:
        """Yield what came of each graph; without a store, what would be sent."""
        if self.store is None:
            yield from self._planned()
        elif self.wishes.remove:
            yield from self._removed(self.store)
        else:
            bases = yield from self._put_all(self.store)
            if self.wishes.prune and not self.folder.unread:
                yield from self._pruned(self.store, bases)

    def _planned(self) -> Iterator[Pushed]:
        with closing(Contents()) as contents:
            for each in self.folder.outgoing():
                if self.wishes.remove and each.failure is None:
                    yield _done(each, "planned")
                    continue
                found = self._read(each, contents)
                yield found if isinstance(found, Pushed) else _done(each, "planned", found.put)

    def _put_all(self, store: Store) -> Generator[Pushed, None, tuple[str, ...]]:
        """Put what has changed; returns the bases of all graphs."""
        bases: dict[str, None] = {}
        with closing(Contents()) as contents:
            for some in _batches(self.folder.outgoing(), _ASKED):
                good = (each.graph for each in some if each.failure is None)
                bases.update(dict.fromkeys(map(_base, good)))
                yield from self._put_some(store, some, contents)
        return tuple(bases)

    def _put_some(
        self, store: Store, some: Sequence[Outgoing], contents: Contents
    ) -> Iterator[Pushed]:
        known = self._known(store, some)
        ready: list[_Ready] = []
        size = 0
        for each in some:
            if each.sha256 and known.get(each.graph) == each.sha256:
                yield _done(each, "unchanged")
                continue
            found = self._read(each, contents)
            if isinstance(found, Pushed):
                yield found
            elif known.get(each.graph) == found.sha256:
                yield _done(each, "unchanged", found.put)
            else:
                ready.append(found)
                size += len(found.put.quads)
                if len(ready) >= _GRAPHS or size >= _BYTES:
                    yield from _put(store, ready)
                    ready, size = [], 0
        yield from _put(store, ready)

    def _known(self, store: Store, some: Sequence[Outgoing]) -> dict[str, str]:
        known: dict[str, str] = {}
        if not self.wishes.again:
            good = (each.graph for each in some if each.failure is None)
            for dataset, graphs in _by_dataset(good):
                known.update(store.hashes(dataset, graphs))
        return known

    def _read(self, each: Outgoing, contents: Contents) -> _Ready | Pushed:
        """Return a graph that may be put, or why it may not."""
        try:
            put, digest = contents.of(each)
            good = each.checked and digest == each.sha256
            if not (good or self.wishes.invalid):
                report = stages.check(quads_of(put), source=str(each.path))
                if not report.conforms:
                    return _done(each, "invalid", put, report.problems)
        except MemographError as error:
            return _done(each, "unreadable", problems=(error.problem,))
        return _Ready(each=each, put=put, sha256=digest)

    def _removed(self, store: Store) -> Iterator[Pushed]:
        for some in _batches(self.folder.outgoing(), _ASKED):
            _remove(store, [each.graph for each in some if each.failure is None])
            for each in some:
                problems = () if each.failure is None else (each.failure,)
                yield _done(each, "unreadable" if problems else "removed", problems=problems)

    def _pruned(self, store: Store, bases: Iterable[str]) -> Iterator[Pushed]:
        from memograph.rdf.iris import dataset_graph

        for base in bases:
            # A store may tell of anything; only what is an IRI goes into an update.
            gone = (
                graph
                for graph in store.told(dataset_graph(base))
                if is_absolute(graph) and _base(graph) == base and not self.folder.holds(graph)
            )
            for some in _batches(gone, _ASKED):
                _remove(store, some)
                yield from (Pushed(graph=graph, status="removed") for graph in some)


@contextmanager
def pushing(place: str | Path, store: Store | None, wishes: Wishes) -> Iterator[Push]:
    """Give the push of a folder into a store; None only tells what would be sent."""
    with folder_at(Path(place)) as folder:
        yield Push(folder=folder, store=store, wishes=wishes)


def _put(store: Store, ready: Sequence[_Ready]) -> Iterator[Pushed]:
    """Put graphs, count them, and let the store tell of those that arrived."""
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
        yield _done(each.each, "failed" if problems else "put", each.put, problems)


def _remove(store: Store, graphs: Sequence[str]) -> None:
    """Remove graphs; only when they are gone is nothing told of them."""
    store.remove(graphs)
    for dataset, some in _by_dataset(graphs):
        store.tell(dataset, some, ())


def _told(ready: _Ready) -> Iterator[str]:
    """Yield what the graph of the dataset tells of a graph."""
    from memograph.rdf.iris import dataset_iri
    from memograph.rdf.terms import StringTerms
    from memograph.rdf.vocab import RDF, VOID, XSD

    terms, graph = StringTerms(), ready.put.graph
    node, whole = terms.iri(graph), terms.iri(dataset_iri(_base(graph)))
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


def _done(
    each: Outgoing, status: PushStatus, put: Put | None = None, problems: Iterable[Problem] = ()
) -> Pushed:
    return Pushed(
        graph=each.graph,
        status=status,
        file=str(each.path),
        triples=put.triples if put else max(each.triples, 0),
        size=len(put.quads) if put else 0,
        problems=tuple(problems),
    )


def _base(graph: str) -> str:
    """Return the base of a graph's IRI, which is that of its dataset.

    >>> _base("https://example.org/id/doc/memo/graph")
    'https://example.org/id/'
    """
    return graph.removesuffix("/graph").rpartition("/")[0].removesuffix("doc").rstrip("/") + "/"


def _by_dataset(graphs: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the graph of each dataset with the graphs that it tells of."""
    from memograph.rdf.iris import dataset_graph

    found: dict[str, list[str]] = {}
    for graph in graphs:
        found.setdefault(dataset_graph(_base(graph)), []).append(graph)
    yield from found.items()


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
