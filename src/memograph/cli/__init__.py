"""The command line: one file for each command, and nothing heavy imported before it is needed.

Data go to stdout, talk to stderr. Exit codes: 0 good, 1 problems were found, 2 the command was
given wrongly, 3 nothing could be read, 4 a server failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from memograph.cli import (
    config,
    explain,
    export,
    link,
    ontology,
    plugins,
    push,
    query,
    read,
    serve,
    validate,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"memograph {version('memograph')}")
    context.exit()


_HELP = """Turn records of conversation into validated linked data.

\b
memograph export memo.txt           writes output/memo.ttl
memograph read memo.txt             shows what was understood of it
memograph push output oxigraph:db   loads it into a triplestore
memograph explain MG101             says what a problem code means
"""


@click.group(
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version and exit.",
)  # fmt: skip
def main() -> None:
    """Do what the command says."""


def commands() -> Sequence[click.Command]:
    """Return every command, in the order of the reference."""
    return tuple(main.commands.values())


for _command in (
    export.export,
    read.read,
    validate.validate,
    link.link,
    push.push,
    query.query,
    serve.serve,
    explain.explain,
    plugins.plugins,
    config.config,
    ontology.ontology,
):
    main.add_command(_command)
