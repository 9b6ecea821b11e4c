"""What a question came to: rows that are read once, true or false, or triples."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from memograph.problems import ConfigError, MissingExtra, Problem, Where, problem
from memograph.queries import writing
from memograph.queries.form import Form
from memograph.queries.terms import python_value

if TYPE_CHECKING:
    from pandas import DataFrame

_GROUP: Final = 10_000
"""How many rows are written to a file of Parquet at once."""

Terms = tuple[str | None, ...]


class Results:
    """The answer to a question; iterating gives the rows of a SELECT, each once, as they come.

    A row is a named tuple of Python values: IRIs, texts and dates are strings, numbers are numbers,
    what is not bound is None. `columns` are the names, `truth` is the answer of an ASK, `form` what
    kind of question it was, `problems` what was odd about the target. Leave with `close()`, or use
    it in a `with` statement.

    >>> rows = Results(form="select", columns=("name",), terms=iter([('"Ann"@en',)]))
    >>> [row.name for row in rows]
    ['Ann']
    """

    def __init__(  # noqa: PLR0913 - a plain value, each with its name
        self,
        *,
        form: Form,
        columns: tuple[str, ...] = (),
        terms: Iterable[Terms] = (),
        truth: bool | None = None,
        close: Callable[[], None] | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        """Take the answer, of which nothing is read yet."""
        self.form = form
        self.columns = columns
        self.truth = truth
        self.problems = problems
        self._rest = iter(terms)
        self._peeked: list[Terms] = []
        self._close = close

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that were not read yet; raise ConfigError (MG549) if there are none."""
        self._expect("select", "rows")
        row = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]  # noqa: PYI024 - the names are known only now
        for terms in self.terms():
            yield row(*map(python_value, terms))

    def __enter__(self) -> Self:
        """Return the results."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the target."""
        self.close()

    def __repr__(self) -> str:
        """Return what kind of answer it is, and its columns."""
        what = self.truth if self.form == "ask" else ", ".join(self.columns)
        return f"<Results of {self.form.upper()}: {what}>"

    def close(self) -> None:
        """Let go of the target; what was not read is lost."""
        end = getattr(self._rest, "close", None)
        if end is not None:
            end()
        self._rest = iter(())
        if self._close is not None:
            self._close()

    def terms(self) -> Iterator[Terms]:
        """Yield the rows or triples that were not read yet, as N-Triples spells their terms."""
        while self._peeked:
            yield self._peeked.pop(0)
        yield from self._rest

    def written(self, form: str) -> Iterator[str]:
        """Yield the answer as text: csv, tsv, json, sparql-json, markdown, or turtle for triples.

        Raises ConfigError (MG549) if the format is for another kind of answer.
        """
        if self.form == "ask" and form != "turtle":
            yield writing.truth(answer=bool(self.truth), form=form)
            return
        if form == "turtle":
            self._expect("construct", form)
            yield self.to_turtle()
            return
        self._expect("select", form)
        yield from writing.WRITERS[form](self.columns, self.terms())

    def to_turtle(self) -> str:
        """Return the triples of a CONSTRUCT or DESCRIBE as Turtle."""
        from memograph.pipeline import stages

        self._expect("construct", "turtle")
        quads = {(str(s), str(p), str(o), "") for s, p, o in self.terms()}
        return stages.serialized(sorted(quads), "turtle").decode()

    def to_dataframe(self) -> DataFrame:
        """Return the rows as a DataFrame of pandas; needs the extra `dataframe` (MG527)."""
        self._expect("select", "a DataFrame")
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise _missing("to_dataframe") from error
        return DataFrame(list(self), columns=list(self.columns))

    def to_parquet(self, path: str) -> int:
        """Write the rows to a file of Parquet and return how many; needs the extra `dataframe`.

        Every column is of text, as CSV has it, so that a late row fits as the first does.
        """
        self._expect("select", "Parquet")
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise _missing("to_parquet") from error
        from memograph.queries.terms import lexical

        schema = pa.schema([(name, pa.string()) for name in self.columns])
        count = 0
        rows = self.terms()
        with parquet.ParquetWriter(str(path), schema) as writer:
            while group := list(islice(rows, _GROUP)):
                columns = zip(*group, strict=True)
                texts = [[None if t is None else lexical(t) for t in each] for each in columns]
                arrays = [pa.array(each, pa.string()) for each in texts]
                writer.write_table(pa.table(arrays, schema=schema))
                count += len(group)
        return count

    def _repr_html_(self) -> str:
        """Return the first rows as a table; they can be read all the same."""
        from memograph import notebook
        from memograph.queries.terms import Short

        if self.form != "select":
            return notebook.heading(repr(self))
        missing = notebook.MOST_ROWS + 1 - len(self._peeked)
        self._peeked.extend(islice(self._rest, max(0, missing)))
        short = Short()
        return notebook.table(self.columns, ([short(t) for t in row] for row in self._peeked))

    def _expect(self, form: Form, wanted: str) -> None:
        given = "construct" if self.form == "describe" else self.form
        if given != form:
            needed = "SELECT" if form == "select" else "CONSTRUCT and DESCRIBE"
            values = {"form": wanted, "needed": needed, "given": self.form.upper()}
            raise ConfigError(problem("MG549", Where(source="the query"), **values))


def _missing(what: str) -> MissingExtra:
    return MissingExtra(problem("MG527", Where(source=what), what=what, extra="dataframe"))
