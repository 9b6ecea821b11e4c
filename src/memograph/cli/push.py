"""`memograph push`: a folder of exported files into a triplestore."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import click

from memograph.cli import talk
from memograph.cli.options import resolved, setting

if TYPE_CHECKING:
    from memograph.pipeline import Push, Pushed
    from memograph.stores.loading.store import Store

_MANY: Final = 2_000_000
"""Triples from which on it is told how they are loaded offline."""


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

    wanted = {name: options.pop(name) for name in ("again", "prune", "remove")}
    dry_run, plain = options.pop("dry_run"), options.pop("plain_http")
    settings = resolved(config, options).settings
    wishes = pipeline.Wishes(invalid=settings.keep_invalid, **wanted)
    with (
        _opened(target, kind, settings.plugins, plain=plain, dry_run=dry_run) as store,
        pipeline.pushing(folder, store, wishes) as run,
    ):
        _advise(run, target, kind, settings.plugins)
        results, stopped = _carried_out(run, as_json=as_json)
    if not as_json:
        click.echo(_sum(results, target))
    bad = results["invalid"] + results["unreadable"] + results["failed"]
    sys.exit(talk.STOPPED if stopped else talk.PROBLEMS if bad else talk.GOOD)


@contextmanager
def _opened(
    target: str, kind: str | None, plugins: tuple[str, ...], *, plain: bool, dry_run: bool
) -> Iterator[Store | None]:
    from memograph.stores.loading import targets

    if dry_run:
        targets.checked(target, kind=kind, plugins=plugins)
        yield None
        return
    with targets.opened(
        target, kind=kind, variables=os.environ, plain=plain, plugins=plugins
    ) as store:
        yield store


def _advise(run: Push, target: str, kind: str | None, plugins: tuple[str, ...]) -> None:
    """Tell how a large folder gets into an empty store faster."""
    from memograph.stores.loading import targets

    profile = targets.checked(target, kind=kind, plugins=plugins)
    if profile is None or run.wishes.remove or run.folder.triples() < _MANY:
        return
    for found in run.offline(profile.offline):
        talk.tell(found)


def _carried_out(run: Push, *, as_json: bool) -> tuple[Counter[str], bool]:
    """Push, telling of each graph; return how often each came out, triples too, and if stopped."""
    sums: Counter[str] = Counter()
    whole = False
    stream = run.results()
    with (
        talk.stoppable() as stopped,
        talk.progress(run.total, doing="Pushing") as step,
        suppress(KeyboardInterrupt),
        closing(stream),
    ):
        for each in stream:
            sums[each.status] += 1
            sums["triples"] += each.triples if each.status in ("put", "planned") else 0
            _tell(each, as_json=as_json)
            step(len(each.problems))
            if stopped():
                break
        else:
            whole = True
    return sums, not whole


def _tell(each: Pushed, *, as_json: bool) -> None:
    """Print what came of a graph, but that it is as it was."""
    import json

    from memograph import pipeline

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
        click.echo(f"{each.status:<10} {each.graph}{size}")


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
