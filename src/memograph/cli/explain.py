"""`memograph explain`: what a problem code means and what to do about it."""

from __future__ import annotations

import click

from memograph.cli import talk
from memograph.problems import Explanation, catalogue


@click.command()
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talk.guarded
def explain(code: str | None, *, as_json: bool) -> None:
    """Say what a problem CODE means; without one, list all codes."""
    known = catalogue()
    if code is None:
        chosen = list(known.values())
    elif (entry := known.get(code.upper())) is not None:
        chosen = [entry]
    else:
        raise click.UsageError(f"There is no code {code}; `memograph explain` lists them.")
    if as_json:
        values = [_as_json(entry) for entry in chosen]
        talk.print_json(values if code is None else values[0])
    elif code is None:
        for entry in chosen:
            click.echo(f"{entry.code}  {entry.severity.value:<7}  {entry.title}")
    else:
        _show(chosen[0])


def _show(entry: Explanation) -> None:
    click.echo(f"{talk.styled(entry.code, bold=True)}  {entry.title} ({entry.severity.value})\n")
    click.echo(f"{entry.explanation}\n")
    click.echo(f"message: {entry.message}\nhint:    {entry.hint}")


def _as_json(entry: Explanation) -> dict[str, str]:
    return {
        "code": entry.code,
        "title": entry.title,
        "severity": entry.severity.value,
        "message": entry.message,
        "hint": entry.hint,
        "explanation": entry.explanation,
    }
