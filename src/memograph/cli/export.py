"""`memograph export`: the main job, from sources to validated files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting
from memograph.problems import Severity

if TYPE_CHECKING:
    from memograph.pipeline import Exported, Plan


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", default="output", show_default=True, metavar="DIR", help="Where to write."
)
@setting(
    "formats",
    "base",
    "agents",
    "slug",
    "language",
    "reader",
    "columns",
    "max_bytes",
    "max_seconds",
    "keep_invalid",
    "stamp",
    "context_url",
    "compress",
    "engine",
    "jobs",
    "plugins",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--prune", is_flag=True, help="Remove documents that are no longer among the sources."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report of the run as JSON.")
@talk.guarded
def export(  # noqa: PLR0913 - one argument for each option that is no setting
    paths: tuple[str, ...],
    output: str,
    config: str | None,
    *,
    dry_run: bool,
    prune: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Turn files, folders, addresses or "-" into linked data, validated, one document each."""
    from memograph import pipeline

    settings = resolved(config, options).settings
    work = pipeline.plan(paths, to=output, settings=settings, prune=prune, dry_run=dry_run)
    talk.tell_all(work.problems)
    done = _carried_out(work)
    stopped = pipeline.unfinished(work, done)
    talk.tell_all(stopped)
    if as_json:
        talk.print_json(pipeline.whole_report(work, done))
    else:
        _summarize(work, done)
    sys.exit(talk.STOPPED if stopped else _exit_code(work, done))


def _carried_out(work: Plan) -> list[Exported]:
    """Do what is planned, telling of every problem as it is found, until it is done or stopped."""
    from memograph import pipeline

    done: list[Exported] = []
    stream = pipeline.carry_out(work, into=done)
    with (
        talk.stoppable() as stopped,
        talk.progress(len(work), doing="Exporting") as step,
        suppress(KeyboardInterrupt),
        closing(stream),
    ):
        for result in stream:
            for problem, excerpt in zip(result.problems, result.excerpts, strict=True):
                talk.tell(problem, excerpt=excerpt)
            step()
            if stopped():
                break
    return done


def _summarize(work: Plan, done: list[Exported]) -> None:
    """Print a line for each document that was handled, and the sum."""
    from memograph import pipeline

    for each in done:
        if each.status == "skipped":
            continue
        made = ", ".join(str(work.target.place / name) for name in each.files)
        click.echo(f"{each.status:<10} {each.source}  {_contents(each)}{made}".rstrip())
    for name in pipeline.removed(work, done):
        click.echo(
            f"{'to remove' if work.target.dry_run else 'removed':<10} {work.target.place / name}"
        )
    written = [each for each in done if each.status in ("written", "planned")]
    triples = sum(each.triples for each in written)
    verb = "would be written" if work.target.dry_run else "written"
    left = len([each for each in done if not each.good])
    faulty = f", {left} with errors" if left else ""
    documents = _number(len(written), "document")
    click.echo(f"{documents} {verb} to {work.target.place}, {triples} triples{faulty}")


def _contents(each: Exported) -> str:
    """Say how much was found: triples, turns, participations."""
    if not each.triples:
        return ""
    parts = [_number(each.triples, "triple")]
    for name, noun in (("Turn", "turn"), ("Participation", "participation")):
        if each.counts.get(name):
            parts.append(_number(each.counts[name], noun))
    return f"{', '.join(parts)}  "


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _exit_code(work: Plan, results: Sequence[Exported]) -> int:
    """Return the exit code of a run.

    3 or 4 if nothing at all could be read, 1 if something is wrong with some or with the run as a
    whole, else 0.
    """
    readable = [each for each in results if each.status not in ("unreadable", "skipped")]
    if not readable:
        unreadable = [each for each in results if each.status == "unreadable"]
        only_remote = bool(unreadable) and all(each.remote for each in unreadable)
        return talk.REMOTE if only_remote else talk.UNREADABLE
    errors = any(found.severity is Severity.ERROR for found in work.problems)
    good = not errors and all(each.good for each in results)
    return talk.GOOD if good else talk.PROBLEMS
