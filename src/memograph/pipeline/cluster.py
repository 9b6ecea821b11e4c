"""A cluster: chunks shared out among the workers of a Dask scheduler.

Dask is imported only where a cluster was asked for. A worker that dies loses nothing: Dask has what
it had at hand done elsewhere, and a chunk at which workers die again and again is handled source by
source.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline.processes import AHEAD
from memograph.pipeline.workers import Crew
from memograph.problems import (
    MemographError,
    MissingExtra,
    RemoteError,
    Where,
    problem,
    reason_of,
)
from memograph.stores import files

if TYPE_CHECKING:
    from distributed import Future

    from memograph.pipeline.at_worker import Terms
    from memograph.pipeline.chunk import Chunk
    from memograph.pipeline.document import Target
    from memograph.pipeline.workers import Work

LOCAL: Final = "local"
"""What stands for a cluster on this machine that lasts as long as the run."""

_SECONDS: Final = 10
"""How long a scheduler may take to answer."""
_SAME: Final = ("python", "distributed")
"""What must have the same version everywhere; of Python the first two figures count."""


_QUIET: Final = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "10s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}
"""Dask watches itself many times a second, which costs a tenth of a core for two workers."""


@contextmanager
def crew(target: Target) -> Iterator[Crew]:
    """Give the workers of the cluster that the settings name.

    Raises MissingExtra (MG527) if Dask is not installed, RemoteError if the scheduler cannot be
    reached (MG524), has other versions (MG525) or its workers cannot do the work (MG528).
    """
    address = target.settings.cluster or LOCAL
    _need_dask()
    with ExitStack() as stack:
        sign = stack.enter_context(_signed(target))
        client = stack.enter_context(_client(address, target.settings.jobs))
        terms = stack.enter_context(_prepared(client, address, sign))
        hands = _Hands(client=client, address=address, terms=terms, least=target.settings.jobs)
        yield Crew(hands=hands)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """Work on a chunk that was handed to the scheduler."""

    future: Future[bytes]
    address: str

    def result(self) -> bytes:
        return self.future.result()

    def cancel(self) -> None:
        self.future.cancel()

    def ending(self) -> str | None:
        from distributed import CancelledError, KilledWorker

        try:
            self.future.result()
        except KilledWorker as error:
            return f"{error.allowed_failures + 1} workers of the cluster died at it"
        except CancelledError as error:
            raise _unreachable(self.address, "the connection was lost") from error
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hands:
    """The workers of a scheduler, however many there are at the time."""

    client: Any
    address: str
    terms: Terms
    least: int

    def ahead(self) -> int:
        # A cluster that grows as it is needed must see what is needed.
        threads: int = sum(self.client.nthreads().values())
        return max(threads, self.least) * AHEAD

    def begin(self, work: Work, each: Chunk) -> _Begun:
        from memograph.pipeline import at_worker

        # Dask takes equal work for done, if it is not named.
        key = f"memograph-{each.number}-{secrets.token_hex(8)}"
        future = self.client.submit(at_worker.handled, self.terms, work, each, key=key, pure=False)
        return _Begun(future=future, address=self.address)


def _need_dask() -> None:
    try:
        import distributed  # noqa: F401 - whether it is there is the question
    except ImportError as error:
        raise MissingExtra(problem("MG527", what="--cluster", extra="cluster")) from error


@contextmanager
def _signed(target: Target) -> Iterator[str]:
    """Give a file in the folder that is written to: who sees it has the same folder."""
    if target.dry_run or target.store:
        yield ""
        return
    # The next run removes what a killed one left.
    path = files.temporary_path(target.place.absolute() / "cluster")
    path.touch()
    try:
        yield str(path)
    finally:
        with suppress(OSError):
            path.unlink()


@contextmanager
def _client(address: str, jobs: int) -> Iterator[Any]:
    """Give a connection to the scheduler at an address, or to one that is started here."""
    from distributed import Client

    with ExitStack() as stack:
        if address == LOCAL:
            scheduler: Any = stack.enter_context(_local(jobs))
        else:
            scheduler = address
        try:
            client = Client(scheduler, timeout=_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError, ImportError) as error:
            raise _unreachable(address, reason_of(error)) from error
        yield stack.enter_context(client)


@contextmanager
def _local(jobs: int) -> Iterator[Any]:
    """Give a cluster of processes of this machine, which nobody else's can reach."""
    import logging

    import dask
    from distributed import LocalCluster

    with (
        dask.config.set(_QUIET),
        LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # without, it takes one port that all would share
            memory_limit=0,
            silence_logs=logging.CRITICAL,  # what goes wrong is told as a problem, once
        ) as scheduler,
    ):
        yield scheduler


@contextmanager
def _prepared(client: Any, address: str, sign: str) -> Iterator[Terms]:
    """Let every worker of a cluster, also those to come, have processes of its own."""
    from memograph.pipeline.fingerprint import program

    name = f"memograph-{secrets.token_hex(8)}"
    _refuse_other_versions(client, address)
    try:
        from memograph.pipeline.at_worker import Beside, Terms

        client.register_plugin(Beside(name), name=name)
    except MemographError:
        raise
    except Exception as error:
        # Whatever a worker raises; mostly it has no memograph.
        where = Where(source=address)
        raise RemoteError(problem("MG528", where, reason=reason_of(error))) from error
    try:
        yield Terms(name=name, program=program(), folder=str(Path.cwd()), sign=sign)
    finally:
        with suppress(Exception):
            client.unregister_worker_plugin(name)


def _refuse_other_versions(client: Any, address: str) -> None:
    found = client.get_versions()
    own = _versions(found["client"])
    others = {"the scheduler": found["scheduler"], **found["workers"]}
    for name, told in others.items():
        for what, version in _versions(told).items():
            if version != own[what]:
                differing = f"{what} ({version} at {name}, {own[what]} here)"
                raise RemoteError(problem("MG525", Where(source=address), what=differing))


def _versions(told: Any) -> dict[str, str]:
    packages = dict(told["packages"]) if told else {}
    known = {what: str(packages.get(what)) for what in _SAME}
    return {**known, "python": ".".join(known["python"].split(".")[:2])}


def _unreachable(address: str, reason: str) -> RemoteError:
    return RemoteError(problem("MG524", Where(source=address), reason=reason))
