"""Processes of this machine that handle chunks, and how one of them came to its end.

A pool of them is the `Hands` of a crew; each worker of a cluster has one, too. Every process has a
pipe of its own, at which a thread waits: so it is certain which chunk it has when it ends. Where
processes take their work from one queue, only a message says so, which the end may overtake; what
the process had at hand is then lost (ADR 0018).
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext, SpawnProcess

    from memograph.pipeline.chunk import Chunk
    from memograph.pipeline.workers import Work

AHEAD: Final = 2
"""Chunks for each process, here or of a cluster, that are under way: at hand, and waiting."""
_LOOK: Final = 1.0
"""Seconds after which a process that is silent is looked at: its pipe may outlive it."""
_PATIENCE: Final = 5.0
"""Seconds that a process may take to end once it has nothing to do."""


class _EndedError(Exception):
    """A process ended at a chunk; `code` is that of `Process.exitcode`."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class _OverdueError(Exception):
    """A process took too long and was killed."""


@dataclass(frozen=True, slots=True)
class _Process:
    """A process that does one thing at a time. All are started and buried under one lock."""

    process: SpawnProcess
    pipe: Connection[bytes, bytes]
    lock: Lock

    def answer(self, message: bytes, seconds: float) -> bytes:
        """Return what it says to a message; raise _EndedError or _OverdueError if nothing."""
        deadline = time.monotonic() + seconds
        try:
            self.pipe.send_bytes(message)
            while not self.pipe.poll(_LOOK):
                if time.monotonic() > deadline:
                    raise _OverdueError
                if not self.is_alive():
                    break
            return self.pipe.recv_bytes() if self.pipe.poll() else self._gone()
        except (EOFError, OSError):
            return self._gone()

    def _gone(self) -> bytes:
        raise _EndedError(self.end(_PATIENCE))

    def is_alive(self) -> bool:
        with self.lock:
            return self.process.is_alive()

    def kill(self) -> None:
        with self.lock:
            self.process.kill()

    def end(self, seconds: float) -> int | None:
        """Let it end by itself for some time, and then kill it; returns its exit code."""
        with suppress(OSError):
            self.pipe.close()
        with self.lock:
            self.process.join(seconds)
            if self.process.exitcode is None:
                self.process.kill()
                self.process.join()
            return self.process.exitcode


@dataclass(slots=True)
class _Hold:
    """The process that has a chunk at hand, as long as it has."""

    process: _Process | None = None
    lock: Lock = field(default_factory=Lock)

    def set(self, process: _Process | None) -> None:
        with self.lock:
            self.process = process

    def kill(self) -> None:
        with self.lock:
            if self.process is not None:
                self.process.kill()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """Work on a chunk that a process was given."""

    future: Future[bytes]
    chunk: Chunk
    hold: _Hold

    def result(self) -> bytes:
        return self.future.result()

    def cancel(self) -> None:
        if not self.future.cancel():
            self.hold.kill()

    def ending(self) -> str | None:
        try:
            self.future.result()
        except _EndedError as error:
            return _told(error.code, self.chunk)
        except _OverdueError:
            return too_long(self.chunk)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """A pool of processes, which start when they are needed."""

    jobs: int
    threads: ThreadPoolExecutor
    context: SpawnContext
    lock: Lock = field(default_factory=Lock)
    idle: deque[_Process] = field(default_factory=deque)
    all: set[_Process] = field(default_factory=set)

    def ahead(self) -> int:
        """Return how many chunks may be under way."""
        return self.jobs * AHEAD

    def begin(self, work: Work, each: Chunk) -> _Begun:
        """Begin with a chunk."""
        hold = _Hold()
        return _Begun(
            future=self.threads.submit(self._handled, work, each, hold), chunk=each, hold=hold
        )

    def close(self) -> None:
        """Finish what is under way, and end the processes."""
        self.threads.shutdown(wait=True)
        while self.all:
            self.all.pop().end(_PATIENCE)

    def end(self) -> None:
        """End the processes, whatever they have at hand."""
        self.threads.shutdown(wait=False, cancel_futures=True)
        for process in tuple(self.all):
            process.kill()
        self.close()

    def _handled(self, work: Work, each: Chunk, hold: _Hold) -> bytes:
        # A last resort, for what sleeps: what computes for too long is ended by its own clock.
        seconds = 60 + 3 * each.target.settings.max_seconds * len(each.items)
        message = pickled(work, each)
        try:
            process = self.idle.pop()
        except IndexError:
            process = self._another()
        hold.set(process)
        try:
            told = process.answer(message, seconds)
        except BaseException:
            hold.set(None)
            self.all.discard(process)
            process.end(0)
            raise
        hold.set(None)
        self.idle.append(process)
        done, error = _unpacked(told)
        if error is not None:
            raise error
        return done

    def _another(self) -> _Process:
        here, there = self.context.Pipe()
        with self.lock:
            started = self.context.Process(target=_serve, args=(there,), daemon=True)
            started.start()
        there.close()
        process = _Process(started, here, self.lock)
        self.all.add(process)
        return process


@contextmanager
def processes(jobs: int) -> Iterator[Processes]:
    """Give so many processes; what they have at hand at the end is finished."""
    hands = started(jobs)
    try:
        yield hands
    finally:
        hands.close()


def started(jobs: int) -> Processes:
    """Return a pool of so many processes, which somebody has to end."""
    import multiprocessing
    from concurrent.futures import ThreadPoolExecutor

    # Not forked: a thread of the caller, such as a progress bar's, could hold a lock for ever.
    return Processes(
        jobs=jobs,
        threads=ThreadPoolExecutor(jobs, thread_name_prefix="memograph"),
        context=multiprocessing.get_context("spawn"),
    )


def too_long(each: Chunk) -> str:
    """Say that a source took too long."""
    return f"it took longer than {each.target.settings.max_seconds} s"


def _told(code: int | None, each: Chunk) -> str:
    if code is None or code >= 0:
        return f"it ended with the code {code}"
    with suppress(ValueError, AttributeError):
        if -code == signal.SIGVTALRM:
            return too_long(each)
        if -code == signal.SIGKILL:
            return "it was killed, perhaps for want of memory"
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it was ended by the signal {-code}"


def _serve(pipe: Connection[bytes, bytes]) -> None:
    """Answer messages until there are no more, or nobody is there to hear it."""
    # Ctrl-C, which reaches every process, is for the one that shares out the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))


def pickled(work: Work, each: Chunk) -> bytes:
    """Return the message that asks for some work on a chunk."""
    import pickle

    return pickle.dumps((work, each))


def _unpacked(told: bytes) -> tuple[bytes, Exception | None]:
    import pickle

    done, error = pickle.loads(told)  # noqa: S301 - of a process of ours
    return done, error


def _answer(message: bytes) -> bytes:
    import pickle
    import traceback

    error: Exception
    try:
        work, each = pickle.loads(message)  # noqa: S301 - of the process that started this one
        return pickle.dumps((work(each), None))
    except Exception as fault:  # noqa: BLE001 - it is raised where the work was asked for
        fault.add_note(traceback.format_exc())
        error = fault
    try:
        told = pickle.dumps((b"", error))
        _unpacked(told)  # not all that can be packed can be unpacked
    except Exception:  # noqa: BLE001 - packing runs the code of whoever made the error
        return pickle.dumps((b"", RuntimeError(f"{type(error).__name__}: {error}")))
    return told
