"""What happens at a worker of a cluster: each chunk is handled in a process beside the worker.

A source that crashes, hangs or takes too long ends that process and not the worker, as it does on
one machine. Dask is imported when this module is, since a subclass of its needs that.
"""

from __future__ import annotations

import multiprocessing
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from distributed import WorkerPlugin, get_worker

from memograph.pipeline import workers
from memograph.pipeline.processes import Processes, started
from memograph.pipeline.remote import is_remote
from memograph.problems import RemoteError, Where, problem

if TYPE_CHECKING:
    from distributed import Worker

    from memograph.pipeline.chunk import Chunk
    from memograph.pipeline.workers import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What must hold at a worker.

    `program` is the fingerprint of memograph, `folder` the one that relative paths start from,
    `sign` a file that whoever shares out the work made in the folder that is written to.
    """

    name: str
    program: str
    folder: str
    sign: str


class Beside(WorkerPlugin):
    """The processes beside a worker, one for each of its threads."""

    def __init__(self, name: str) -> None:
        """Keep the name by which a task finds the processes."""
        self.name = name
        self.hands: Processes | None = None

    def setup(self, worker: Worker) -> None:
        """Let the worker have processes; they start with its first chunk."""
        # A nanny starts its worker as a daemon, to which Python refuses processes of its own.
        with suppress(AssertionError):
            multiprocessing.current_process().daemon = False
        self.hands = started(max(worker.state.nthreads, 1))

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - the name is Dask's
        """End the processes."""
        if self.hands is not None:
            self.hands.end()


def handled(terms: Terms, work: Work, chunk: Chunk) -> bytes:
    """Return what came of a chunk, handled in a process beside this worker."""
    beside = cast("Beside", get_worker().plugins[terms.name])
    if beside.hands is None:
        raise RuntimeError("the worker was not set up")
    return workers.done(chunk, partial(_as_there, terms, work), beside.hands)


def _as_there(terms: Terms, work: Work, chunk: Chunk) -> bytes:
    """Do the work as the process would that shares it out; raise RemoteError if that cannot be."""
    from memograph.pipeline.fingerprint import program

    if program() != terms.program:
        raise RemoteError(problem("MG525", _here(), what="memograph"))
    try:
        os.chdir(terms.folder)
    except OSError:
        if _needs_folder(chunk):
            raise RemoteError(problem("MG526", _here(), place=terms.folder)) from None
    if terms.sign and not os.path.exists(terms.sign):  # noqa: PTH110 - which never raises
        raise RemoteError(problem("MG526", _here(), place=chunk.target.place))
    return work(chunk)


def _needs_folder(chunk: Chunk) -> bool:
    """Tell whether something of a chunk is a file; of a store, every machine sees the same."""
    names = [item.found.name for item in chunk.items if item.found is not None]
    target = chunk.target
    return not (target.store and all(map(is_remote, names))) or bool(target.settings.plugins)


def _here() -> Where:
    import socket

    return Where(source=f"worker at {socket.gethostname()}")
