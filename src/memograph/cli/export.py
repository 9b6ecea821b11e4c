"""`memograph export`: the main job, from sources to validated files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting
from memograph.problems import Severity, UnreadableSource, Where, problem

if TYPE_CHECKING:
    from memograph.pipeline import Exported, Run
    from memograph.settings import Resolved, Settings

_BLOCK: Final = 2**16


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    metavar="DIR|URL",
    help="Where to write; into a store, as s3://bucket/folder, with --parts.",
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
    "parts",
    "engine",
    "jobs",
    "cluster",
    "state",
    "plugins",
)
@click.option(
    "--paths-from",
    metavar="FILE",
    help='Take more paths from a file, or from "-": one a line, or parted by zero bytes.',
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and why; write nothing.")
@click.option("--again", is_flag=True, help="Make what has not changed anew, too.")
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
    paths_from: str | None,
    dry_run: bool,
    again: bool,
    prune: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Turn files, folders, archives, addresses or "-" into linked data, validated.

    What has not changed since it was last exported into the folder is left as it is.
    """
    from memograph import pipeline

    if not paths and paths_from is None:
        raise click.UsageError("Missing argument 'PATH...'.")
    settings = _with_parts(resolved(config, options))
    given = chain(paths, _listed(paths_from)) if paths_from else paths
    work = pipeline.plan(
        given, to=output, settings=settings, prune=prune, dry_run=dry_run, again=again
    )
    with pipeline.running(work) as run:
        told = len(run.problems)
        talk.tell_all(run.problems)
        talk.followed(run.results(), run.total, doing="Exporting", told=_tell)
        talk.tell_all(run.problems[told:])
        if as_json:
            for text in run.report():
                click.echo(text, nl=False)
        else:
            _summarize(run)
        code = _exit_code(run)
    sys.exit(code if run.complete else talk.STOPPED)


def _with_parts(found: Resolved) -> Settings:
    """Return the settings; whoever asks for parts need not say that they are N-Quads."""
    if found.settings.parts and found.origins["formats"] == "default":
        return replace(found.settings, formats=("nquads",))
    return found.settings


def _listed(name: str) -> Iterator[str]:
    """Yield the paths that a file or the standard input lists."""
    try:
        with click.open_file(name, "rb") as stream:
            rest = b""
            while block := stream.read(_BLOCK):
                sign = b"\0" if b"\0" in rest + block else b"\n"
                *whole, rest = (rest + block).split(sign)
                yield from (os.fsdecode(each.rstrip(b"\r")) for each in whole if each.strip())
            if rest.strip():
                yield os.fsdecode(rest.rstrip(b"\r"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableSource(problem("MG105", Where(source=name), reason=reason)) from error


def _tell(result: Exported) -> int:
    """Print the problems of a document and return how many are errors.

    Of one that has not changed, they are printed only if it is at fault.
    """
    if result.good and not result.excerpts:
        return 0
    lines = result.excerpts or ("",) * len(result.problems)
    for found, excerpt in zip(result.problems, lines, strict=True):
        talk.tell(found, excerpt=excerpt)
    return sum(found.severity is Severity.ERROR for found in result.problems)


def _summarize(run: Run) -> None:
    """Print a line for each document that was handled, and the sum."""
    target, dry_run = run.work.target, run.work.target.dry_run
    for each in run.final():
        if each.status in ("skipped", "unchanged"):
            continue
        made = ", ".join(target.path_of(name) for name in each.files)
        why = f" ({each.why})" if each.why and dry_run else ""
        click.echo(f"{each.status:<10} {each.source}  {_contents(each)}{made}{why}".rstrip())
    for name in run.removed:
        click.echo(f"{'to remove' if dry_run else 'removed':<10} {target.path_of(name)}")
    sums = run.totals()
    counts: dict[str, int] = sums["status"]
    number = sum(counts.get(status, 0) for status in ("written", "planned"))
    verb = "would be written" if dry_run else "written"
    same = counts.get("unchanged", 0)
    unchanged = f", {same} unchanged" if same else ""
    left = sums["faulty"]
    faulty = f", {left} with errors" if left else ""
    documents = _number(number, "document")
    click.echo(f"{documents} {verb} to {target.shown}, {sums['made']} triples{unchanged}{faulty}")


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


def _exit_code(run: Run) -> int:
    """Return the exit code of a run.

    3 or 4 if nothing at all could be read, 1 if something is wrong with some or with the run as a
    whole, else 0.
    """
    sums = run.totals()
    counts = sums["status"]
    if not sums["documents"] - counts.get("unreadable", 0) - counts.get("skipped", 0):
        only_remote = bool(counts.get("unreadable")) and all(
            each.remote for each in run.final() if each.status == "unreadable"
        )
        return talk.REMOTE if only_remote else talk.UNREADABLE
    errors = any(found.severity is Severity.ERROR for found in run.problems)
    return talk.PROBLEMS if errors or sums["faulty"] else talk.GOOD
