"""`memograph push`: a folder of exported files into a triplestore."""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting

if TYPE_CHECKING:
    from memograph.pipeline import Pushed


@click.command()
@click.argument("folder", metavar="DIR")
@click.argument("target", metavar="TARGET")
@click.option("--store", "kind", metavar="KIND", help="What kind of store is at an address.")
@setting("keep_invalid", "plugins")
@click.option("--dry-run", is_flag=True, help="Say what would be sent; ask nobody.")
@click.option("--again", is_flag=True, help="Put what the store has already, too.")
@click.option("--prune", is_flag=True, help="Remove what was pushed before and is not in DIR.")
@click.option("--remove", is_flag=True, help="Remove the documents of DIR from the store.")
@click.option(
    "--plain-http", is_flag=True, help="Send the password even if others could read it on the way."
)
@click.option("--json", "as_json", is_flag=True, help="Print what came of each graph as JSON.")
@talk.guarded
def push(
    folder: str,
    target: str,
    kind: str | None,
    config: str | None,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Load the documents of a folder into a triplestore, each into its own named graph.

    TARGET is oxigraph:DIR, a store in a folder of this machine, or the address of a server, with
    --store. Who calls it is said by MEMOGRAPH_STORE_USER and MEMOGRAPH_STORE_PASSWORD, by
    MEMOGRAPH_STORE_TOKEN, or by a netrc file. What the store has already is left as it is.
    """
    from memograph import pipeline
    from memograph.stores.loading import targets

    wanted = {name: options.pop(name) for name in ("again", "prune", "remove")}
    dry_run, plain = options.pop("dry_run"), options.pop("plain_http")
    settings = resolved(config, options).settings
    wishes = pipeline.Wishes(invalid=settings.keep_invalid, **wanted)
    profile = targets.checked(target, kind=kind, plugins=settings.plugins)
    opened = targets.opened(
        target, kind=kind, plugins=settings.plugins, variables=os.environ, plain=plain
    )
    with (
        nullcontext() if dry_run else opened as store,
        pipeline.pushing(folder, store, wishes) as run,
    ):
        doubts = tuple(run.doubts())
        talk.tell_all((*doubts, *(run.offline(profile.offline) if profile else ())))
        sums: Counter[str] = Counter()
        told = partial(_tell, sums=sums, as_json=as_json)
        whole = talk.followed(run.results(), run.total, doing="Pushing", told=told)
    if not as_json:
        click.echo(_sum(sums, target))
    sys.exit(_code(sums, whole=whole, doubts=bool(doubts)))


def _tell(each: Pushed, *, sums: Counter[str], as_json: bool) -> int:
    """Print what came of a graph, but that it is as it was; count it, and return its errors."""
    import json

    from memograph import pipeline

    sums[each.status] += 1
    sums["triples"] += each.triples if each.status in ("put", "planned") else 0
    for found in each.problems:
        talk.tell(found, file=each.file)
    if as_json:
        told = {
            "graph": each.graph,
            "status": each.status,
            "file": each.file,
            "triples": each.triples,
            "bytes": each.size,
            "problems": [pipeline.problem_json(found) for found in each.problems],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    elif each.status != "unchanged":
        size = f"  {each.triples} triples" if each.triples else ""
        click.echo(f"{each.status:<10} {each.graph or each.file}{size}")
    return len(each.problems)


def _code(sums: Counter[str], *, whole: bool, doubts: bool) -> int:
    """Return the exit code; what was good and was not taken is the store's failure."""
    if not whole:
        return talk.STOPPED
    if sums["failed"]:
        return talk.REMOTE
    return talk.PROBLEMS if doubts or sums["invalid"] or sums["unreadable"] else talk.GOOD


def _sum(sums: Counter[str], target: str) -> str:
    """Return one sentence on all graphs."""
    words = {
        "put": f"put into {target}, {sums['triples']} triples",
        "planned": f"would be sent to {target}, {sums['triples']} triples",
        "removed": f"removed from {target}",
        "unchanged": "unchanged",
        "invalid": "do not conform",
        "unreadable": "cannot be read",
        "failed": "not taken by the store",
    }
    said = [f"{sums[status]} {text}" for status, text in words.items() if sums[status]]
    return f"graphs: {'; '.join(said) or 'none'}"
