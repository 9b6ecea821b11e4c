"""What the command line says to a person: problems with place, source line and hint, and endings.

Everything here goes to stderr. Colors are used on a terminal, unless NO_COLOR is set.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import click

from memograph.problems import (
    ConfigError,
    MemographError,
    Problem,
    RemoteError,
    Severity,
    UnknownFormat,
    UnreadableSource,
)

P = ParamSpec("P")
R = TypeVar("R")

GOOD: Final = 0
PROBLEMS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
REMOTE: Final = 4

_COLORS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def exit_code(error: MemographError) -> int:
    """Return the exit code that an exception ends the command with.

    >>> from memograph.problems import problem
    >>> exit_code(UnreadableSource(problem("MG101")))
    3
    """
    if isinstance(error, (UnreadableSource, UnknownFormat)):
        return UNREADABLE
    if isinstance(error, ConfigError):
        return USAGE
    return REMOTE if isinstance(error, RemoteError) else PROBLEMS


def plain(text: str) -> str:
    """Return the text without control characters: what a source holds must not steer a terminal.

    >>> plain("a" + chr(27) + "[2J")
    'a�[2J'
    """
    return "".join(
        sign if sign.isprintable() or sign == " " else "\N{REPLACEMENT CHARACTER}" for sign in text
    )


def styled(text: str, **style: object) -> str:
    """Return the text with a style, unless NO_COLOR is set; click drops it off a terminal."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)  # type: ignore[arg-type]


def tell(problem: Problem, *, excerpt: str = "") -> None:
    """Print one problem: place, severity and code, sentence; the source line; the hint."""
    place = f"{plain(str(problem.where))}  " if problem.where else ""
    label = styled(
        f"{problem.severity.value} {problem.code}", fg=_COLORS[problem.severity], bold=True
    )
    click.echo(f"{place}{label}  {plain(problem.message)}", err=True)
    if excerpt:
        number = problem.where.line if problem.where else None
        margin = f"{'' if number is None else number:>5}"
        click.echo(f"{margin} │ {plain(excerpt)}", err=True)
    if problem.hint:
        click.echo(f"      {styled('hint:', dim=True)} {plain(problem.hint)}", err=True)


def tell_all(problems: Iterable[Problem]) -> None:
    """Print several problems, none of which stands at a line."""
    for problem in problems:
        tell(problem)


def print_json(value: object) -> None:
    """Print a value as JSON on stdout."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Return the command with exceptions turned into a problem on stderr and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        import logging

        # rdflib logs a traceback for every literal that the shapes report anyway.
        logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
        try:
            return command(*args, **kwargs)
        except MemographError as error:
            tell(error.problem)
            sys.exit(exit_code(error))

    return run


@contextmanager
def progress(total: int, *, doing: str) -> Iterator[Callable[[], None]]:
    """Give a function to call after each step; it moves a bar on stderr if that is a terminal."""
    if total < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - a bar for one document is noise
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda: bar.advance(task)
