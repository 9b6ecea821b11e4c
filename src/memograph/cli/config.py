"""`memograph config`: each setting, its value and where it came from."""

from __future__ import annotations

import json
from typing import Any

import click

from memograph.cli import talk
from memograph.cli.options import OPTIONS, resolved, setting


@click.command()
@setting(*OPTIONS)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talk.guarded
def config(config: str | None, *, as_json: bool, **options: Any) -> None:
    """Show every setting, its value and where it came from."""
    from memograph import settings

    found = resolved(config, options)
    values = settings.as_json(found.settings)
    if as_json:
        talk.print_json(
            {name: {"value": values[name], "origin": found.origins[name]} for name in values}
        )
        return
    spelled = {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    width = max(len(text) for text in spelled.values())
    for name, text in spelled.items():
        click.echo(f"{name:<13} {text:<{width}}  {found.origins[name]}")
