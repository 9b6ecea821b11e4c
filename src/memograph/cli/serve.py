"""`memograph serve`: an authority as a service that OpenRefine and others can ask."""

from __future__ import annotations

import sys
from contextlib import suppress

import click

from memograph.cli import talk
from memograph.problems import Severity


@click.command()
@click.option(
    "--reconcile", "authority", metavar="AUTHORITY",
    help="Serve this authority as a reconciliation service: a file, or a folder.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="N",
    help="The port on 127.0.0.1; 0 for any that is free.",
)  # fmt: skip
@talk.guarded
def serve(authority: str | None, *, port: int) -> None:
    """Serve an authority to OpenRefine: "memograph serve --reconcile people.csv".

    AUTHORITY is a file of entities (CSV, TSV, lines of JSON, RDF) or a folder of exported files. It
    is served on this machine only, until Ctrl-C.
    """
    if authority is None:
        raise click.UsageError(
            "Give --reconcile AUTHORITY: a reconciliation service is all that is served today."
        )
    from memograph.pipeline import authorities
    from memograph.web import serving

    with talk.counted(f"Opening {authority}") as told:
        opened = authorities.opened(authority, told=told)
    talk.tell_all(opened.problems)
    with suppress(KeyboardInterrupt):
        serving.serve(opened, port=port, told=lambda address: _tell(address, len(opened)))
    if any(found.severity is Severity.ERROR for found in opened.problems):
        sys.exit(talk.PROBLEMS)


def _tell(address: str, entities: int) -> None:
    click.echo(f"{entities} entities; Ctrl-C stops. Add to OpenRefine: {address}/0.2", err=True)
    click.echo(f"for clients of version 1.0 (draft): {address}/1.0", err=True)
