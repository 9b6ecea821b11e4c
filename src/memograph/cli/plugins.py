"""`memograph plugins`: what is plugged in, and what failed to load."""

from __future__ import annotations

import sys
from typing import Any

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting


@click.command()
@setting("plugins")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talk.guarded
def plugins(config: str | None, *, as_json: bool, **options: Any) -> None:
    """List the readers, linkers, mappers and stores that are there."""
    from memograph.plugins import SLOTS, installed

    files = resolved(config, options).settings.plugins
    found = [plugin for slot in SLOTS for plugin in installed(slot, files=files)]
    failed = {plugin: error for plugin in found if (error := _failure(plugin.load)) is not None}
    if as_json:
        talk.print_json(
            [
                {
                    "slot": plugin.slot,
                    "name": plugin.name,
                    "target": plugin.target,
                    "origin": plugin.origin,
                    "loads": plugin not in failed,
                }
                for plugin in found
            ]
        )
    else:
        for plugin in found:
            state = "  (does not load)" if plugin in failed else ""
            click.echo(f"{plugin.slot:<8} {plugin.name:<16} {plugin.origin}{state}")
    talk.tell_all(error.problem for error in failed.values())
    sys.exit(talk.PROBLEMS if failed else talk.GOOD)


def _failure(load: Any) -> Any:
    """Return the error that loading ends with, or None."""
    from memograph.problems import ConfigError

    try:
        load()
    except ConfigError as error:
        return error
    return None
