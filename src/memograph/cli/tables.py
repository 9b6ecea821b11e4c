"""Rows as a table on a terminal: names short, long text wrapped, the first thousand rows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

import click

from memograph.cli.talk import plain

MOST_ROWS: Final = 1000
"""A table has to be whole before it is printed; who wants more rows wants no table."""
_WIDTH: Final = 100


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
    """Print rows of N-Triples terms on stdout, and on stderr how many there are."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from memograph.queries.terms import Short, python_value
    from memograph.rdf.vocab import PREFIXES
    from memograph.settings import Settings

    base = Settings().base
    own = {name: f"{base}{name}/" for name in ("doc", "agent", "place", "organization", "run")}
    short = Short({**PREFIXES, **own})
    found = list(islice(rows, MOST_ROWS + 1))
    shown = found[:MOST_ROWS]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, name in enumerate(columns):
        numeric = bool(shown) and all(
            isinstance(python_value(row[number]), (int, float)) for row in shown
        )
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in shown:
        table.add_row(*(Text(_one_line(short(term))) for term in row))
    width = shutil.get_terminal_size((_WIDTH, 0)).columns
    color = not os.environ.get("NO_COLOR") and sys.stdout.isatty()
    Console(width=width, no_color=not color, highlight=False, file=sys.stdout).print(table)
    many = f"the first {MOST_ROWS} rows; all of them with -f csv" if len(found) > MOST_ROWS else ""
    click.echo(many or f"{len(shown)} row{'s' * (len(shown) != 1)}", err=True)


def _one_line(text: str) -> str:
    return plain(" ".join(text.split()))
