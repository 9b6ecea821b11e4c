"""The options that set settings, the same on every command that takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, get_args

import click

from memograph.cli import talk
from memograph.settings import FormatName, Resolved, resolve

F = TypeVar("F", bound=Callable[..., Any])

_CONFIG: Final = click.option(
    "--config", metavar="FILE", help="Settings file, in place of the nearest memograph.toml."
)

OPTIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "base": click.option("--base", metavar="IRI", help="Base IRI of the data."),
    "agents": click.option(
        "--agents", metavar="name|document",
        help="One IRI for a full name in all documents, or one in each.",
    ),
    "formats": click.option(
        "-f", "--format", "formats", multiple=True, type=click.Choice(get_args(FormatName)),
        help="What to write; may be repeated.  [default: turtle]",
    ),
    "slug": click.option(
        "--slug", metavar="SLUG", help="Slug of the document; may hold {slug} and {stem}."
    ),
    "language": click.option("--language", metavar="TAG", help="Language of the text, such as en."),
    "reader": click.option("--reader", metavar="NAME", help="Reader to use (memograph plugins)."),
    "max_bytes": click.option(
        "--max-bytes", metavar="N", help="Largest source that is read.  [default: 67108864]"
    ),
    "max_seconds": click.option(
        "--max-seconds", metavar="N", help="Longest time to read one record.  [default: 600]"
    ),
    "columns": click.option(
        "--column", "columns", multiple=True, metavar="ROLE=HEADING",
        help="What a column of a table holds (speaker=Name); may be repeated.",
    ),
    "keep_invalid": click.option(
        "--keep-invalid", is_flag=True, default=None, help="Write what does not conform, too."
    ),
    "stamp": click.option(
        "--stamp", is_flag=True, default=None, help="Put the time of the run into report.json."
    ),
    "context_url": click.option(
        "--context", "context_url", metavar="URL",
        help="JSON-LD context to point to, in place of embedding it.",
    ),
    "compress": click.option(
        "--compress", metavar="none|gz|zst", help="Compress what is written."
    ),
    "parts": click.option(
        "--parts", is_flag=True, default=None,
        help="Write many documents into one file, parts/NNNN.nq: for large corpora.",
    ),
    "engine": click.option(
        "--engine", metavar="compiled|pyshacl",
        help="Ask pyshacl only where the compiled check passes nothing, or always.",
    ),
    "jobs": click.option("-j", "--jobs", metavar="N", help="Processes to use.  [default: 1]"),
    "cluster": click.option(
        "--cluster", metavar="ADDRESS|local",
        help="Dask cluster that shares the work, such as tcp://127.0.0.1:8786; with --parts.",
    ),
    "state": click.option(
        "--state", metavar="DIR",
        help="What an export into a store keeps on this machine.  [default: among your own files]",
    ),
    "plugins": click.option(
        "--plugin", "plugins", multiple=True, metavar="FILE.py", help="Python file with plug-ins."
    ),
}  # fmt: skip
"""One option for each setting; settings.resolve checks the values, wherever they come from."""


def setting(*names: str) -> Callable[[F], F]:
    """Give a command the options of these settings, and `--config`."""

    def decorate(command: F) -> F:
        for option in (_CONFIG, *(OPTIONS[name] for name in reversed(names))):
            command = option(command)
        return command

    return decorate


def resolved(config: str | None, options: dict[str, Any], *, quiet: bool = False) -> Resolved:
    """Return the settings of a command and tell what was odd about them."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    found = resolve(given, config=config)
    if not quiet:
        talk.tell_all(found.problems)
    return found
