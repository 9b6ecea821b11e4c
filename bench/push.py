"""Pushing beside what a store does alone: python -m bench.push FOLDER [ADDRESS KIND].

Without an address: `memograph push` into embedded Oxigraph beside `bulk_load` of the same files.
With one: beside the same graphs put one by one, by one pooled client that asks for nothing else.
Both in one run, in turns; then a push in which nothing has changed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import requests
from pyoxigraph import RdfFormat, Store

from memograph import pipeline
from memograph.pipeline.outgoing import Contents, folder_at
from memograph.stores.loading import targets
from memograph.stores.loading.store import Put

TIMES = 3


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def puts(folder: Path) -> Iterator[Put]:
    contents = Contents()
    with folder_at(folder) as found:
        for each in found.outgoing():
            yield contents.of(each)[0]
    contents.close()


def push(folder: Path, target: str, kind: str | None, **wishes: bool) -> dict[str, int]:
    counts: dict[str, int] = {}
    with (
        targets.opened(target, kind=kind, variables=os.environ) as store,
        pipeline.pushing(folder, store, pipeline.Wishes(**wishes)) as run,
    ):
        for each in run.results():
            counts[each.status] = counts.get(each.status, 0) + 1
    return counts


def bulk_load(folder: Path, place: Path) -> None:
    store = Store(str(place))
    for path in sorted((folder / "parts").iterdir()):
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    store.flush()


def embedded(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for turn in range(TIMES):
            target = f"oxigraph:{place / f'ours{turn}'}"
            alone = timed(partial(bulk_load, folder, place / f"alone{turn}"))
            ours = timed(partial(push, folder, target, None))
            told(alone, ours, timed(partial(push, folder, target, None)))


def remote(folder: Path, address: str, kind: str) -> None:
    profile = targets.checked(address, kind=kind)
    if profile is None:
        raise SystemExit("an address is wanted")
    graphs = list(puts(folder))
    url = profile.graphs.format(url=address.rstrip("/"))
    headers = {"Content-Type": "application/n-triples"}
    for _ in range(TIMES):
        push(folder, address, kind, remove=True)
        with requests.Session() as session:

            def alone(calling: requests.Session = session) -> None:
                for each in graphs:
                    params = {profile.graph: each.graph}
                    calling.put(url, params=params, data=each.lines, headers=headers)

            straight = timed(alone)
        push(folder, address, kind, remove=True)
        ours = timed(lambda: push(folder, address, kind))
        told(straight, ours, timed(lambda: push(folder, address, kind)))


def told(alone: float, ours: float, again: float) -> None:
    ratio = f"alone {alone:.2f} s, push {ours:.2f} s: {ours / alone:.2f}x"
    sys.stdout.write(f"{ratio}; nothing changed {again:.2f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    given, *server = sys.argv[1:]
    if server:
        remote(Path(given), *server)
    else:
        embedded(Path(given))
