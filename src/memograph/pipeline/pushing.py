"""Pushing: the graphs of a folder into a triplestore, each wholly or not at all, none twice.

What the store tells that it has is not sent again.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from memograph.pipeline import stages
from memograph.pipeline.outgoing import Contents, Folder, Outgoing, folder_at, quads_of
from memograph.pipeline.putting import (
    Pushed,
    Ready,
    base_of,
    hashes,
    outcome,
    put_all,
    remove_all,
)
from memograph.problems import MemographError, Problem, Where, problem
from memograph.serialization.spelling import is_absolute
from memograph.stores.loading.store import Store

T = TypeVar("T")

_MANY: Final = 2_000_000
"""Triples from which on it is told how they are loaded offline."""
_ASKED: Final = 500
"""Graphs of which the store is asked at a time."""
_GRAPHS: Final = 100
_BYTES: Final = 8 * 2**20
"""Graphs, and bytes, that are put before it is counted what arrived."""


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
        graph = dataset_graph(base_of(first.graph))
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
                    yield outcome(each, "planned")
                    continue
                found = self._read(each, contents)
                yield found if isinstance(found, Pushed) else outcome(each, "planned", found.put)

    def _put_all(self, store: Store) -> Generator[Pushed, None, tuple[str, ...]]:
        """Put what has changed; returns the bases of all graphs."""
        bases: dict[str, None] = {}
        with closing(Contents()) as contents:
            for some in _batches(self.folder.outgoing(), _ASKED):
                good = (each.graph for each in some if each.failure is None)
                bases.update(dict.fromkeys(map(base_of, good)))
                yield from self._put_some(store, some, contents)
        return tuple(bases)

    def _put_some(
        self, store: Store, some: Sequence[Outgoing], contents: Contents
    ) -> Iterator[Pushed]:
        known = self._known(store, some)
        ready: list[Ready] = []
        size = 0
        for each in some:
            if each.sha256 and known.get(each.graph) == each.sha256:
                yield outcome(each, "unchanged")
                continue
            found = self._read(each, contents)
            if isinstance(found, Pushed):
                yield found
            elif known.get(each.graph) == found.sha256:
                yield outcome(each, "unchanged", found.put)
            else:
                ready.append(found)
                size += len(found.put.quads)
                if len(ready) >= _GRAPHS or size >= _BYTES:
                    yield from put_all(store, ready)
                    ready, size = [], 0
        yield from put_all(store, ready)

    def _known(self, store: Store, some: Sequence[Outgoing]) -> dict[str, str]:
        if self.wishes.again:
            return {}
        return hashes(store, (each.graph for each in some if each.failure is None))

    def _read(self, each: Outgoing, contents: Contents) -> Ready | Pushed:
        """Return a graph that may be put, or why it may not."""
        try:
            put, digest = contents.of(each)
            good = each.checked and digest == each.sha256
            if not (good or self.wishes.invalid):
                report = stages.check(quads_of(put), source=str(each.path))
                if not report.conforms:
                    return outcome(each, "invalid", put, report.problems)
        except MemographError as error:
            return outcome(each, "unreadable", problems=(error.problem,))
        return Ready(each=each, put=put, sha256=digest)

    def _removed(self, store: Store) -> Iterator[Pushed]:
        for some in _batches(self.folder.outgoing(), _ASKED):
            remove_all(store, [each.graph for each in some if each.failure is None])
            for each in some:
                problems = () if each.failure is None else (each.failure,)
                yield outcome(each, "unreadable" if problems else "removed", problems=problems)

    def _pruned(self, store: Store, bases: Iterable[str]) -> Iterator[Pushed]:
        from memograph.rdf.iris import dataset_graph

        for base in bases:
            # A store may tell of anything; only what is an IRI goes into an update.
            gone = (
                graph
                for graph in store.told(dataset_graph(base))
                if is_absolute(graph) and base_of(graph) == base and not self.folder.holds(graph)
            )
            for some in _batches(gone, _ASKED):
                remove_all(store, some)
                yield from (Pushed(graph=graph, status="removed") for graph in some)


@contextmanager
def pushing(place: str | Path, store: Store | None, wishes: Wishes) -> Iterator[Push]:
    """Give the push of a folder into a store; None only tells what would be sent."""
    with folder_at(Path(place)) as folder:
        yield Push(folder=folder, store=store, wishes=wishes)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
