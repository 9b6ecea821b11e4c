"""Workers: chunks shared out among processes, and what becomes of one that ends a process.

Results come in the order of the chunks. A source at which a process crashes, hangs or is killed is
found by handling the sources of its chunk one by one; the others are done without it.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from memograph.pipeline.chunk import Chunk, Item
from memograph.problems import Problem, Where, problem

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

Work: TypeAlias = Callable[[Chunk], bytes]
"""What is done with a chunk, in whatever process."""

_AHEAD: Final = 2
"""Chunks for each process that are under way: one at hand and one that waits."""
_TRIES: Final = 3
"""How often a chunk is begun again without the sources that end processes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The processes that share the work: none but this one if there is no pool."""

    jobs: int
    pool: ProcessPool | None


@contextmanager
def crew(jobs: int, *, alone: bool) -> Iterator[Crew]:
    """Give a crew of so many processes, or of this one `alone`."""
    if alone:
        yield Crew(jobs=1, pool=None)
        return
    pool = _pool(jobs)
    try:
        yield Crew(jobs=jobs, pool=pool)
    finally:
        pool.close()  # type: ignore[no-untyped-call]
        pool.join()


def results(
    chunks: Iterable[Chunk], work: Work, crew: Crew, late: list[tuple[Chunk, bytes]]
) -> Generator[tuple[Chunk, bytes]]:
    """Yield each chunk with what came of it, in order.

    If it is ended before the end, nothing more is begun, what is at hand is finished, and `late`
    gets what was not yielded.
    """
    if crew.pool is None:
        for each in chunks:
            yield each, work(each)
        return
    waiting: deque[tuple[Chunk, ProcessFuture[bytes]]] = deque()
    hands = _Hands(pool=crew.pool, work=work)
    try:
        for each in chunks:
            waiting.append((each, hands.begin(each)))
            if len(waiting) >= crew.jobs * _AHEAD:
                yield _first(waiting, hands)
        while waiting:
            yield _first(waiting, hands)
    finally:
        late.extend(_ended(waiting))


def _ended(
    waiting: Iterable[tuple[Chunk, ProcessFuture[bytes]]],
) -> Iterator[tuple[Chunk, bytes]]:
    """Yield what comes of the chunks that are under way when the work is ended."""
    for each, future in waiting:
        # Whoever writes single files may have written some of them already.
        if each.part:
            future.cancel()  # type: ignore[no-untyped-call]
    for each, future in waiting:
        with suppress(Exception):
            yield each, future.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hands:
    """A pool and what it does."""

    pool: ProcessPool
    work: Work

    def begin(self, each: Chunk) -> ProcessFuture[bytes]:
        # A last resort, for what sleeps: what computes for too long is ended by its own clock.
        seconds = 60 + 3 * each.target.settings.max_seconds * len(each.items)
        return self.pool.schedule(self.work, args=[each], timeout=seconds)


def _first(
    waiting: deque[tuple[Chunk, ProcessFuture[bytes]]], hands: _Hands
) -> tuple[Chunk, bytes]:
    each, future = waiting[0]
    done = _done(each, future, hands)
    waiting.popleft()
    return each, done


def _done(each: Chunk, future: ProcessFuture[bytes], hands: _Hands) -> bytes:
    """Return what came of a chunk, without the sources that end processes."""
    ending = _ending(future, each)
    for _ in range(_TRIES):
        if ending is None:
            return future.result()
        each = _without(each, dict(_culprits(each, ending, hands)))
        future = hands.begin(each)
        ending = _ending(future, each)
    if ending is None:
        return future.result()
    # Each of them alone is harmless, but not all together.
    return hands.work(_without(each, {item.source: ending for item in each.items}))


def _culprits(each: Chunk, ending: str, hands: _Hands) -> Iterator[tuple[int, str]]:
    """Yield the sources that end a process when they are handled alone, and how it ends."""
    trial = replace(each.target, dry_run=True)
    open_ones = [item for item in each.items if item.found and not item.failure]
    if len(open_ones) == 1 and ending == _too_long(each):
        yield open_ones[0].source, ending
        return
    for item in open_ones:
        alone = replace(each, items=(item,), target=trial)
        told = _ending(hands.begin(alone), alone)
        if told:
            yield item.source, told


def _without(each: Chunk, endings: dict[int, str]) -> Chunk:
    items = tuple(
        replace(item, failure=_failure(item, endings[item.source]))
        if item.source in endings and item.found is not None
        else item
        for item in each.items
    )
    return replace(each, items=items)


def _failure(item: Item, ending: str) -> Problem:
    name = item.found.name if item.found else ""
    return problem("MG186", Where(source=name), reason=ending)


def _ending(future: ProcessFuture[bytes], each: Chunk) -> str | None:
    """Return how a process ended before it had a result, None if it has one; raise its errors."""
    from pebble import ProcessExpired

    try:
        future.result()
    except ProcessExpired as error:
        return _told(error.exitcode, each)
    except TimeoutError:
        return _too_long(each)
    return None


def _told(code: Any, each: Chunk) -> str:
    if not isinstance(code, int) or code >= 0:
        return f"it ended with the code {code}"
    with suppress(ValueError, AttributeError):
        if -code == signal.SIGVTALRM:
            return _too_long(each)
        if -code == signal.SIGKILL:
            return "it was killed, perhaps for want of memory"
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it was ended by the signal {-code}"


def _too_long(each: Chunk) -> str:
    return f"it took longer than {each.target.settings.max_seconds} s"


def _pool(jobs: int) -> ProcessPool:
    import multiprocessing

    from pebble import ProcessPool

    # Not forked: a thread of the caller, such as a progress bar's, could hold a lock for ever.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=jobs, context=spawn, initializer=_deaf)


def _deaf() -> None:
    """Leave Ctrl-C, which reaches every process, to the one that shares out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
