"""What the command line says to a person: problems with place, source line and hint, and endings.

Everything here goes to stderr. Colors are used on a terminal, unless NO_COLOR is set.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
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
    WriteError,
    problem,
)

P = ParamSpec("P")
R = TypeVar("R")
Each = TypeVar("Each")

GOOD: Final = 0
PROBLEMS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
REMOTE: Final = 4
STOPPED: Final = 130

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


def tell(found: Problem, *, excerpt: str = "", file: str = "") -> None:
    """Print one problem: place, severity and code, sentence; the source line; the hint.

    `file` is where the problem was found, if that is another file than the one of its place.
    """
    place = f"{plain(str(found.where))}  " if found.where else ""
    label = styled(f"{found.severity.value} {found.code}", fg=_COLORS[found.severity], bold=True)
    click.echo(f"{place}{label}  {plain(found.message)}", err=True)
    if excerpt:
        number = found.where.line if found.where else None
        margin = f"{'' if number is None else number:>5}"
        click.echo(f"{margin} │ {plain(excerpt)}", err=True)
    if file and not (found.where and found.where.source == file):
        click.echo(f"      {styled('in:', dim=True)}   {plain(file)}", err=True)
    if found.hint:
        click.echo(f"      {styled('hint:', dim=True)} {plain(found.hint)}", err=True)


def tell_all(problems: Iterable[Problem]) -> None:
    """Print several problems, none of which stands at a line."""
    for found in problems:
        tell(found)


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
            with _whole_output():
                return command(*args, **kwargs)
        except MemographError as error:
            tell(error.problem)
            sys.exit(exit_code(error))

    return run


@contextmanager
def _whole_output() -> Iterator[None]:
    """See that all output went out: a reader that has enough is fine, a full disk is an error."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        sys.exit(GOOD)
    except OSError as error:
        if error.filename is not None:
            raise
        _drop_output()
        reason = error.strerror or str(error)
        raise WriteError(problem("MG501", path="the standard output", reason=reason)) from error


def _drop_output() -> None:
    """Let what is left of the output go nowhere, so that Python does not try again at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether Ctrl-C was pressed; pressed twice, it stops at once."""
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    asked: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, _frame: object) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        click.echo("stopping after what is at hand; Ctrl-C again stops at once", err=True)

    signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def followed(
    results: Generator[Each], total: int, *, doing: str, told: Callable[[Each], int]
) -> bool:
    """Take results until they end or Ctrl-C is pressed; return whether they came to their end.

    `told` is called with each and gives back how many errors there are in it.
    """
    with (
        stoppable() as stopped,
        progress(total, doing=doing) as step,
        suppress(KeyboardInterrupt),
        closing(results),
    ):
        for each in results:
            step(told(each))
            if stopped():
                return False
        return True
    return False


@contextmanager
def progress(total: int, *, doing: str) -> Iterator[Callable[[int], None]]:
    """Give a function to call after each step; it moves a bar on stderr if that is a terminal.

    The bar shows how many are done, how many a second, how long the rest will take, and in how
    many there were errors.
    """
    if total < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - a bar for one document is noise
        yield lambda _errors: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[told]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total, told="", rate="")
        wrong = 0

        def step(errors: int) -> None:
            nonlocal wrong
            wrong += errors > 0
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            bar.update(
                task,
                advance=1,
                told=f"{wrong} with errors" if wrong else "",
                rate=f"{speed:.0f}/s" if speed else "",
            )

        yield step


@contextmanager
def counted(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to tell how many are done, and of how many, for a bar on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _whole: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)
