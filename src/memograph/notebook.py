"""What notebooks show of values: small tables of HTML, in which nothing of a source is mark-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Final

MOST_ROWS: Final = 20
"""How many rows a notebook shows; behind them stands "…" if there are more."""
_LONGEST: Final = 500


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with the first rows; of the others no more than one is fetched.

    >>> table(["a"], [["<b>"]])
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    found = list(islice(rows, MOST_ROWS + 1))
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    cells = ("".join(f"<td>{escape(_short(cell))}</td>" for cell in row) for row in found)
    body = "".join(f"<tr>{row}</tr>" for row in islice(cells, MOST_ROWS))
    more = f'<tr><td colspan="{max(1, len(columns))}">…</td></tr>' if len(found) > MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}{more}</tbody></table>"


def heading(text: str) -> str:
    """Return a line to stand above a table.

    >>> heading("A & B")
    '<p><b>A &amp; B</b></p>'
    """
    return f"<p><b>{escape(_short(text))}</b></p>"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
