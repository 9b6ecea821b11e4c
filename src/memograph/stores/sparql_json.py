"""SPARQL results in JSON, read as they come: columns and rows of terms, or yes and no.

Both dialects are read: that of the recommendation, and that of Virtuoso with its `typed-literal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from memograph.rdf.terms import quoted
from memograph.rdf.vocab import XSD
from memograph.stores.asked import Row, Rows

_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|\\^`]')


class NoResultsError(ValueError):
    """The text is JSON, and no result of SPARQL."""


class BrokenJsonError(ValueError):
    """The text is no JSON, is not UTF-8, or ends too early."""


class _Reader:
    """Takes the text in chunks, and keeps what was understood until it is fetched."""

    def __init__(self, *, truth: bool = False) -> None:
        import ijson

        self.wants_truth = truth

        self.heads: Any = ijson.sendable_list()
        self.truths: Any = ijson.sendable_list()
        self.rows: Any = ijson.sendable_list()
        self._head = ijson.items_coro(self.heads, "head")
        self._truth = ijson.items_coro(self.truths, "boolean")
        self._rows = ijson.items_coro(self.rows, "results.bindings.item")

    def send(self, chunk: bytes) -> None:
        with _told():
            # Each looks for one thing; one that has found it is not asked again.
            if not self.heads:
                self._head.send(chunk)
            if self.wants_truth and not self.truths:
                self._truth.send(chunk)
            self._rows.send(chunk)

    def close(self) -> None:
        """See that the text has ended where JSON ends."""
        with _told():
            self._rows.close()


@contextmanager
def _told() -> Iterator[None]:
    from ijson import JSONError

    try:
        yield
    except (JSONError, UnicodeDecodeError) as error:
        said = str(error).removeprefix("b'").removeprefix('b"')
        raise BrokenJsonError(re.split(r"\\n|\n", said)[0] or "it is broken") from error


def read_rows(chunks: Iterable[bytes]) -> Rows:
    """Return the rows in a text; what is broken, also later on, is a ValueError.

    >>> head, row = b'{"head":{"vars":["a"]},', b'{"a":{"type":"uri","value":"b:c"}}'
    >>> rows = read_rows([head, b'"results":{"bindings":[' + row, b"]}}"])
    >>> rows.columns, list(rows.rows)
    (('a',), [('<b:c>',)])
    """
    reader = _Reader()
    stream = iter(chunks)
    for chunk in stream:
        reader.send(chunk)
        if reader.heads:
            break
    else:
        reader.close()
    head = reader.heads[0] if reader.heads else None
    names = head.get("vars") if isinstance(head, dict) else None
    if not isinstance(names, list):
        raise NoResultsError("it has no list of columns")
    columns = tuple(map(str, names))
    return Rows(columns=columns, rows=_rows(reader, stream, columns))


def read_truth(chunks: Iterable[bytes]) -> bool:
    """Return the answer in a text; what is broken is a ValueError.

    >>> read_truth([b'{"head": {}, "boolean": true}'])
    True
    """
    reader = _Reader(truth=True)
    for chunk in chunks:
        reader.send(chunk)
    reader.close()
    if not reader.truths or not isinstance(reader.truths[0], bool):
        raise NoResultsError("it says neither true nor false")
    return reader.truths[0]


def term_of(told: Any) -> str:
    """Return the N-Triples spelling of a term; raise NoResultsError for what is none.

    >>> term_of({"type": "literal", "value": "Yes.", "xml:lang": "EN"})
    '"Yes."@en'
    """
    try:
        kind, value = told["type"], told["value"]
        if kind == "uri":
            return f"<{_NO_IRI.sub(_escaped, value)}>"
        if kind == "bnode":
            return f"_:{value}"
        if kind == "triple":
            parts = (term_of(value[name]) for name in ("subject", "predicate", "object"))
            return f"<<( {' '.join(parts)} )>>"
        if kind in ("literal", "typed-literal"):
            return _literal(quoted(value), told)
    except (KeyError, TypeError) as error:
        raise NoResultsError("a term lacks its type or its value") from error
    raise NoResultsError(f"there is a term of the unknown type {kind}")


def _literal(body: str, told: Any) -> str:
    if language := told.get("xml:lang"):
        return f"{body}@{language.lower()}"
    datatype = told.get("datatype")
    return body if datatype in (None, "", XSD.string) else f"{body}^^<{datatype}>"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _rows(reader: _Reader, stream: Iterator[bytes], columns: tuple[str, ...]) -> Iterator[Row]:
    yield from _taken(reader, columns)
    for chunk in stream:
        reader.send(chunk)
        yield from _taken(reader, columns)
    reader.close()
    yield from _taken(reader, columns)


def _taken(reader: _Reader, columns: tuple[str, ...]) -> Iterator[Row]:
    found = reader.rows[:]
    del reader.rows[:]
    for each in found:
        if not isinstance(each, dict):
            raise NoResultsError("a row is no object")
        yield tuple(term_of(each[name]) if name in each else None for name in columns)
