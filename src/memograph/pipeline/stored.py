"""Written from Python: a dataset into a file or a triplestore, a folder into a triplestore."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from memograph.pipeline import stages
from memograph.pipeline.outgoing import Outgoing, graphs_in, put_of, quads_of
from memograph.pipeline.pushing import Wishes, pushing
from memograph.pipeline.putting import Pushed, Ready, hashes, put_all
from memograph.problems import MemographError, UnreadableSource, Where, problem
from memograph.serialization.spelling import is_absolute
from memograph.settings import Settings
from memograph.stores.loading import targets

if TYPE_CHECKING:
    from rdflib import Dataset


def write(
    dataset: Dataset,
    target: str | Path,
    *,
    store: str | None = None,
    settings: Settings | None = None,
) -> Path | str:
    """Write a dataset to a file in the format of its ending, or into a triplestore; return where.

    `target` is a path, `oxigraph:DIR`, or the address of a kind of `store`, as for
    `memograph push`; who calls it is told by the environment or a netrc file. In a store each graph
    takes the place of what it had of that name; nothing is sent that it has already, nor, unless
    the settings keep what is invalid, anything that does not conform. Raises WriteError,
    NotConforming, UnreadableSource for what is in no graph (MG567) or has blank nodes (MG563), and
    RemoteError where a server fails.

    >>> write(dataset, "oxigraph:talks.db")  # doctest: +SKIP
    'oxigraph:talks.db'
    """
    name = str(target)
    if not targets.is_store(name):
        return stages.write(dataset, target, settings=settings)
    wanted = settings or Settings()
    ready = tuple(_ready(dataset, name, wanted))
    with targets.opened(name, kind=store, variables=os.environ, plugins=wanted.plugins) as opened:
        known = hashes(opened, (each.put.graph for each in ready))
        new = [each for each in ready if known.get(each.put.graph) != each.sha256]
        for each in tuple(put_all(opened, new)):
            for found in each.problems:
                raise MemographError(found)
    return name


def push(
    folder: str | Path,
    target: str,
    /,
    *,
    store: str | None = None,
    settings: Settings | None = None,
    **wishes: bool,
) -> Generator[Pushed]:
    """Load a folder of exported files into a triplestore; yield what came of each graph.

    `target` and `store` are those of `write`; `again`, `prune` and `remove` are wishes as on the
    command line. Raises ConfigError for a target that is none, UnreadableSource for a folder that
    holds nothing, WriteError and RemoteError for a store that cannot be reached or used.

    >>> [each.status for each in push("output", "oxigraph:talks.db")]  # doctest: +SKIP
    ['put', 'put', 'put']
    """
    wanted = settings or Settings()
    asked = Wishes(invalid=wanted.keep_invalid, **wishes)
    with (
        targets.opened(target, kind=store, variables=os.environ, plugins=wanted.plugins) as opened,
        pushing(folder, opened, asked) as run,
    ):
        yield from run.results()


def _ready(dataset: Dataset, target: str, settings: Settings) -> Iterator[Ready]:
    """Yield every graph of a dataset that may be put into a target."""
    from memograph.serialization import quads_of as quads_in

    quads = tuple(quads_in(dataset))
    for graph in graphs_in(quads, source=target):
        if not is_absolute(graph):
            reason = f"{graph!r} is no IRI that can be loaded"
            raise UnreadableSource(problem("MG567", Where(source=target), reason=reason))
        put = put_of(graph, quads, source=target)
        if not settings.keep_invalid:
            stages.check(quads_of(put), settings=settings, source=graph).raise_for_problems()
        digest = hashlib.sha256(put.quads).hexdigest()
        yield Ready(each=Outgoing(graph=graph, path=Path(target)), put=put, sha256=digest)
