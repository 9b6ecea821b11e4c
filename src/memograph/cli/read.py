"""`memograph read`: what was understood of a source."""

from __future__ import annotations

import sys
from typing import Any

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting
from memograph.problems import Severity


@click.command()
@click.argument("path", metavar="PATH")
@setting("reader", "language", "slug", "columns", "max_bytes", "max_seconds", "plugins")
@click.option("--list", "as_list", is_flag=True, help="Print one line for each record.")
@click.option("--json", "as_json", is_flag=True, help="Print the Record as JSON.")
@talk.guarded
def read(path: str, config: str | None, *, as_json: bool, as_list: bool, **options: Any) -> None:
    """Show what is understood of a file, an address or "-"."""
    from memograph import pipeline, plugins
    from memograph.cli.shown import overview, show
    from memograph.readers import record_json

    settings = resolved(config, options).settings
    broken = plugins.load("readers", files=settings.plugins).problems
    talk.tell_all(broken)
    clean = not broken
    for number, record in enumerate(pipeline.read_all(path, settings=settings)):
        if as_json:
            click.echo(record_json.dumps(record))
        elif as_list:
            click.echo(overview(record))
        else:
            if number:
                click.echo()
            show(record)
        for problem in () if as_list else record.problems:
            talk.tell(problem, excerpt=pipeline.excerpt(record, problem))
        clean &= not any(it.severity is Severity.ERROR for it in record.problems)
    sys.exit(talk.GOOD if clean else talk.PROBLEMS)
