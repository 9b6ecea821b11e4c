"""Oxigraph within this process: a store of a disk, or one in memory. Needs the extra `oxigraph`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memograph.problems import (
    ConfigError,
    MissingExtra,
    UnreadableSource,
    Where,
    problem,
    reason_of,
)
from memograph.rdf.terms import Triple
from memograph.stores.asked import Row, Rows
from memograph.stores.patience import waited

if TYPE_CHECKING:
    import pyoxigraph

SCHEME: Final = "oxigraph:"
"""What a target begins with that is the folder of a store."""

_MARK: Final = "CURRENT"
"""A file that every store of a disk has."""


class Embedded:
    """A store of pyoxigraph that is asked; without GRAPH, all its graphs together are.

    `union` tells whether that needs to be asked for. What several graphs say is then found several
    times: pyoxigraph makes no set of it. `refused` makes the error of a text that is no SPARQL.
    """

    def __init__(
        self,
        store: pyoxigraph.Store,
        *,
        name: str,
        refused: Callable[[Exception, str], ConfigError],
        seconds: float | None = None,
        union: bool = True,
    ) -> None:
        """Take an open store; an answer may take so many seconds."""
        self._store = store
        self._name = name
        self._refused = refused
        self._seconds = seconds
        self._union = union

    def select(self, text: str, /) -> Rows:
        """Return the rows of a SELECT."""
        found = self._waited(lambda: self._solutions(text))
        columns = next(found)
        return Rows(columns=tuple(name or "" for name in columns), rows=found)

    def ask(self, text: str, /) -> bool:
        """Return the answer of an ASK."""
        return bool(next(self._waited(lambda: iter([bool(self._answer(text))]))))

    def construct(self, text: str, /) -> Iterator[Triple[str]]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""
        return self._waited(lambda: self._triples(text))

    def update(self, text: str, /) -> None:
        """Carry out an update; one that takes too long is given up, and is done all the same."""

        def work() -> Iterator[None]:
            try:
                self._store.update(text)
            except SyntaxError as error:
                raise self._refused(error, text) from error
            yield None

        next(self._waited(work))

    def close(self) -> None:
        """Write what is not yet on the disk."""

    def _waited(self, make: Callable[[], Iterator[Any]]) -> Iterator[Any]:
        return waited(make, source=self._name, seconds=self._seconds)

    def _answer(self, text: str) -> Any:
        try:
            return self._store.query(text, use_default_graph_as_union=self._union)
        except SyntaxError as error:
            raise self._refused(error, text) from error

    def _solutions(self, text: str) -> Iterator[Row]:
        """Yield the names of the columns, then the rows."""
        answer = self._answer(text)
        yield tuple(variable.value for variable in answer.variables)
        try:
            for solution in answer:
                yield tuple(None if term is None else str(term) for term in solution)
        except (OSError, RuntimeError, ValueError) as error:
            # What the failure still held would be let go of in another thread, which is not good.
            del answer
            raise _failure(self._name, error) from error

    def _triples(self, text: str) -> Iterator[Triple[str]]:
        answer = self._answer(text)
        try:
            for triple in answer:
                yield str(triple.subject), str(triple.predicate), str(triple.object)
        except (OSError, RuntimeError, ValueError) as error:
            del answer
            raise _failure(self._name, error) from error


def opened(folder: str, *, writing: bool = False) -> pyoxigraph.Store:
    """Return the store of a folder, to be read only unless `writing`.

    Raises MissingExtra (MG527) without pyoxigraph, UnreadableSource (MG546) if there is no store or
    it is in use.
    """
    try:
        from pyoxigraph import Store
    except ImportError as error:
        found = problem("MG527", Where(source=folder), what=SCHEME, extra="oxigraph")
        raise MissingExtra(found) from error
    place = Path(folder)
    if not (place / _MARK).is_file():
        # Or an empty store would be made there.
        reason = "there is no store of Oxigraph in this folder"
        raise UnreadableSource(problem("MG546", Where(source=folder), reason=reason))
    try:
        return Store(folder) if writing else Store.read_only(folder)
    except OSError as error:
        raise _failure(folder, error) from error


def _failure(name: str, error: Exception) -> UnreadableSource:
    return UnreadableSource(problem("MG546", Where(source=name), reason=reason_of(error)))
