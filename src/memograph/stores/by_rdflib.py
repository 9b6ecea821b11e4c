"""A dataset of rdflib that is asked: slower, and there where pyoxigraph is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from memograph.problems import ConfigError, Where, problem
from memograph.rdf.terms import Triple, quoted
from memograph.rdf.vocab import XSD
from memograph.stores.asked import Row, Rows
from memograph.stores.patience import waited

if TYPE_CHECKING:
    from rdflib import Dataset


class ByRdflib:
    """A Dataset that is asked; without GRAPH, all its graphs together are."""

    def __init__(
        self,
        dataset: Dataset,
        *,
        name: str,
        refused: Callable[[Exception, str], ConfigError],
        seconds: float | None = None,
    ) -> None:
        """Take a dataset; an answer may take so many seconds."""
        dataset.default_union = True
        self._dataset = dataset
        self._name = name
        self._refused = refused
        self._seconds = seconds

    def select(self, text: str, /) -> Rows:
        """Return the rows of a SELECT."""
        found = self._waited(lambda: self._solutions(text))
        columns = next(found)
        return Rows(columns=tuple(name or "" for name in columns), rows=found)

    def ask(self, text: str, /) -> bool:
        """Return the answer of an ASK."""
        return bool(next(self._waited(lambda: iter([self._answer(text).askAnswer]))))

    def construct(self, text: str, /) -> Iterator[Triple[str]]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""

        def work() -> Iterator[Triple[str]]:
            for subject, predicate, thing in self._answer(text).graph:
                yield spelled(subject), spelled(predicate), spelled(thing)

        return self._waited(work)

    def update(self, _text: str, /) -> None:
        """Raise ConfigError (MG545): what is in memory only is not to be changed."""
        raise ConfigError(problem("MG545", Where(source=self._name), reason="it is read only"))

    def close(self) -> None:
        """Do nothing: all is in memory."""

    def _waited(self, make: Callable[[], Iterator[Any]]) -> Iterator[Any]:
        return waited(make, source=self._name, seconds=self._seconds)

    def _answer(self, text: str) -> Any:
        from rdflib.plugins.sparql import prepareQuery

        try:
            prepared = prepareQuery(text)
        except Exception as error:
            # Its parser raises whatever its parts raise, Exception itself among them.
            raise self._refused(error, text) from error
        return self._dataset.query(prepared)

    def _solutions(self, text: str) -> Iterator[Row]:
        answer = self._answer(text)
        names = answer.vars or []
        yield tuple(str(name) for name in names)
        for binding in answer.bindings:
            terms = (binding.get(name) for name in names)
            yield tuple(None if term is None else spelled(term) for term in terms)


def spelled(term: Any) -> str:
    """Return the canonical N-Triples spelling of a term of rdflib.

    >>> from rdflib import Literal
    >>> spelled(Literal("Yes.", lang="en")), spelled(Literal("a", datatype=XSD.string))
    ('"Yes."@en', '"a"')
    """
    from rdflib import BNode, Literal

    if isinstance(term, BNode):
        return f"_:{term}"
    if not isinstance(term, Literal):
        return f"<{term}>"
    if term.language:
        return f"{quoted(str(term))}@{term.language.lower()}"
    if term.datatype and str(term.datatype) != XSD.string:
        return f"{quoted(str(term))}^^<{term.datatype}>"
    return quoted(str(term))
