"""Rows as text: CSV and TSV as the recommendation on SPARQL results has them, JSON, Markdown.

Every writer takes rows as they come and gives text as it goes, so that no answer is too long.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from memograph.queries.terms import Short, lexical, python_value, sparql_json, turtle

Row: TypeAlias = Sequence[str | None]
Writer: TypeAlias = Callable[[Sequence[str], Iterable[Row]], Iterator[str]]

_SPECIAL: Final = frozenset('",\r\n')


def csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield lines of CSV: the bare values, quoted where need be.

    >>> list(csv(["a", "b"], [('"x, y"@en', None)]))
    ['a,b\r\n', '"x, y",\r\n']
    """
    yield ",".join(map(_quoted, columns)) + "\r\n"
    for row in rows:
        line = ",".join(_quoted(lexical(term)) for term in row)
        # An empty line would be no row to many readers.
        yield (line or ('""' if len(row) == 1 else "")) + "\r\n"


def tsv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield lines of TSV: the terms as Turtle spells them, so that nothing of them is lost.

    >>> list(tsv(["a", "b"], [('"x\ty"@en', None)]))
    ['?a\t?b\n', '"x\\ty"@en\t\n']
    """
    yield "\t".join(f"?{name}" for name in columns) + "\n"
    for row in rows:
        yield "\t".join(turtle(term).replace("\t", "\\t") for term in row) + "\n"


def json_objects(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield a JSON list of one object for each row, numbers as numbers, null where nothing is.

    >>> "".join(json_objects(["a", "b"], [('"x"@en', None)]))
    '[\n{"a": "x", "b": null}\n]\n'
    """
    yield "["
    before = "\n"
    for row in rows:
        told = dict(zip(columns, map(_json_value, row), strict=True))
        yield before + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n"


def results_json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield SPARQL's own results in JSON, in which every term is whole.

    >>> "".join(results_json(["a"], [("<b:c>",)])).splitlines()[1]
    '{"a": {"type": "uri", "value": "b:c"}}'
    """
    yield f'{{"head": {{"vars": {json.dumps(list(columns))}}}, "results": {{"bindings": ['
    before = "\n"
    for row in rows:
        known = zip(columns, row, strict=True)
        told = {name: sparql_json(term) for name, term in known if term is not None}
        yield before + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "\n]}}\n"


def markdown(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    r"""Yield the lines of a table of Markdown, IRIs short.

    >>> list(markdown(["a"], [('"x | y"@en',)]))
    ['| a |\n', '|---|\n', '| x \\| y |\n']
    """
    short = Short()
    yield f"| {' | '.join(map(_cell, columns))} |\n"
    yield f"|{'---|' * len(columns)}\n"
    for row in rows:
        yield f"| {' | '.join(_cell(short(term)) for term in row)} |\n"


WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "csv": csv,
        "tsv": tsv,
        "json": json_objects,
        "sparql-json": results_json,
        "markdown": markdown,
    }
)
"""What writes rows, by the name of its format."""


def truth(*, answer: bool, form: str) -> str:
    r"""Return the answer of an ASK in a format.

    >>> truth(answer=True, form="csv"), truth(answer=True, form="sparql-json")
    ('true\n', '{"head": {}, "boolean": true}\n')
    """
    word = json.dumps(answer)
    return f'{{"head": {{}}, "boolean": {word}}}\n' if form == "sparql-json" else f"{word}\n"


def _quoted(text: str) -> str:
    if _SPECIAL.isdisjoint(text):
        return text
    return f'"{text.replace(chr(34), chr(34) * 2)}"'


def _json_value(term: str | None) -> Any:
    value = python_value(term)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):  # noqa: PLR0124 - NaN differs from itself
        return lexical(term)
    return value


def _cell(text: str) -> str:
    bare = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
    return bare.replace("<", "&lt;")
