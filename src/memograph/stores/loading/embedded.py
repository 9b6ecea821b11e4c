"""A triplestore in a folder of this machine: Oxigraph inside this process (extra `oxigraph`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from memograph.problems import MissingExtra, Problem, Where, WriteError, problem, reason_of
from memograph.stores.loading.store import HASH, Put

if TYPE_CHECKING:
    from pyoxigraph import Store

PREFIX: Final = "oxigraph:"
"""What a target begins with that is a folder of Oxigraph."""


@dataclass(slots=True, kw_only=True)
class Embedded:
    """Oxigraph in a folder, which nobody else has open before it is closed."""

    place: Path
    store: Store

    def hashes(self, dataset: str, graphs: Sequence[str]) -> Mapping[str, str]:
        """Return what the graph `dataset` tells of those among some graphs that are there."""
        from pyoxigraph import NamedNode

        told, of_it, place = self.store.quads_for_pattern, NamedNode(HASH), NamedNode(dataset)
        found: dict[str, str] = {}
        for graph in graphs:
            node = NamedNode(graph)
            for quad in told(node, of_it, None, place):
                if any(True for _ in told(None, None, None, node)):
                    found[graph] = _text(quad.object)
        return found

    def told(self, dataset: str) -> Iterator[str]:
        """Yield all graphs of which the graph `dataset` tells a hash, there or not."""
        from pyoxigraph import NamedNode

        quads = self.store.quads_for_pattern(None, NamedNode(HASH), None, NamedNode(dataset))
        yield from sorted(_text(quad.subject) for quad in quads)

    def put(self, graphs: Sequence[Put]) -> Mapping[str, Problem]:
        """Replace graphs and count what arrived; return the problem of each that is not whole.

        If the process ends in between, part of a graph may be there; nothing tells of it then.
        """
        from pyoxigraph import RdfFormat

        self.remove([each.graph for each in graphs])
        with self._writing():
            data = b"".join(each.quads for each in graphs)
            self.store.bulk_load(input=data, format=RdfFormat.N_QUADS)
        found = self._counts([each.graph for each in graphs])
        return {
            each.graph: problem(
                "MG562", Where(source=each.graph), sent=each.triples, there=found.get(each.graph, 0)
            )
            for each in graphs
            if found.get(each.graph, 0) != each.triples
        }

    def remove(self, graphs: Sequence[str]) -> None:
        """Remove graphs, which may be gone already."""
        from pyoxigraph import NamedNode

        with self._writing():
            for graph in graphs:
                if self.store.contains_named_graph(NamedNode(graph)):
                    self.store.remove_graph(NamedNode(graph))

    def tell(self, dataset: str, graphs: Sequence[str], lines: Sequence[str]) -> None:
        """Let the graph `dataset` tell of some graphs these lines of N-Triples and no others."""
        from pyoxigraph import NamedNode, RdfFormat

        place, data = NamedNode(dataset), "".join(lines).encode()
        with self._writing():
            for graph in graphs:
                node = NamedNode(graph)
                for quad in (
                    *self.store.quads_for_pattern(node, None, None, place),
                    *self.store.quads_for_pattern(None, None, node, place),
                ):
                    self.store.remove(quad)
            self.store.load(input=data, format=RdfFormat.N_TRIPLES, to_graph=place)

    def close(self) -> None:
        """Let go of the folder, once all is on the disk.

        If the power fails before, what is told of graphs may be lost, and they are put again; what
        is loaded in bulk is on the disk at once.
        """
        with self._writing():
            self.store.flush()
        # It is free when nothing refers to the store, which has no way to be closed.
        del self.store

    def _counts(self, graphs: Sequence[str]) -> dict[str, int]:
        some = " ".join(f"<{graph}>" for graph in graphs)
        rows = self.store.query(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {some} }}"
            " GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        )
        return {_text(row["g"]): int(_text(row["n"])) for row in cast("Any", rows)}

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            where = Where(source=str(self.place))
            found = problem("MG501", where, path=self.place, reason=reason_of(error))
            raise WriteError(found) from error


def _text(term: Any) -> str:
    """Return the IRI of a node, or the words of a literal."""
    return str(term.value)


def embedded(place: Path) -> Embedded:
    """Return the store in a folder, made if there is none.

    Raises MissingExtra (MG527) without pyoxigraph, WriteError (MG501) if the folder cannot be used
    or another process has it.
    """
    try:
        from pyoxigraph import Store
    except ImportError as error:
        raise MissingExtra(problem("MG527", what=PREFIX, extra="oxigraph")) from error
    try:
        return Embedded(place=place, store=Store(str(place)))
    except OSError as error:
        where = Where(source=str(place))
        found = problem("MG501", where, path=place, reason=reason_of(error))
        raise WriteError(found) from error
