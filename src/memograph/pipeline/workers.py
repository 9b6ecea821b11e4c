"""Workers: chunks shared out among processes, and what becomes of one that ends a process.

Results come in the order of the chunks. A source at which a process crashes, hangs or is killed is
found by handling the sources of its chunk one by one; the others are done without it. The processes
are those of this machine (`processes`) or of a cluster (`cluster`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias

from memograph.pipeline.chunk import Chunk, Item
from memograph.pipeline.processes import processes, too_long
from memograph.problems import Problem, Where, problem

Work: TypeAlias = Callable[[Chunk], bytes]
"""What is done with a chunk, in whatever process."""

_TRIES: Final = 3
"""How often a chunk is begun again without the sources that end processes."""


class Begun(Protocol):
    """Work on a chunk that was begun somewhere."""

    def ending(self) -> str | None:
        """Return how the process ended before it had a result, None if it has; raise its errors."""

    def result(self) -> bytes:
        """Return what came of the chunk."""

    def cancel(self) -> None:
        """Let nothing come of it."""


class Hands(Protocol):
    """Whoever does the work: the processes of this machine, or those of a cluster."""

    def ahead(self) -> int:
        """Return how many chunks may be under way."""

    def begin(self, work: Work, each: Chunk) -> Begun:
        """Begin with a chunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Those that share the work: none but this process if there are no other hands."""

    hands: Hands | None


@contextmanager
def crew(jobs: int, *, alone: bool) -> Iterator[Crew]:
    """Give a crew of so many processes, or of this one `alone`."""
    if alone:
        yield Crew(hands=None)
        return
    with processes(jobs) as hands:
        yield Crew(hands=hands)


def results(
    chunks: Iterable[Chunk], work: Work, crew: Crew, late: list[tuple[Chunk, bytes]]
) -> Generator[tuple[Chunk, bytes]]:
    """Yield each chunk with what came of it, in order.

    If it is ended before the end, nothing more is begun, what is at hand is finished, and `late`
    gets what was not yielded.
    """
    if crew.hands is None:
        for each in chunks:
            yield each, work(each)
        return
    waiting: deque[tuple[Chunk, Begun]] = deque()
    order = _Order(hands=crew.hands, work=work)
    try:
        for each in chunks:
            waiting.append((each, order.begin(each)))
            if len(waiting) >= crew.hands.ahead():
                yield _first(waiting, order)
        while waiting:
            yield _first(waiting, order)
    finally:
        late.extend(_ended(waiting))


def done(each: Chunk, work: Work, hands: Hands) -> bytes:
    """Return what came of a single chunk."""
    order = _Order(hands=hands, work=work)
    return _done(each, order.begin(each), order)


def _ended(waiting: Iterable[tuple[Chunk, Begun]]) -> Iterator[tuple[Chunk, bytes]]:
    """Yield what comes of the chunks that are under way when the work is ended."""
    for each, begun in waiting:
        # Whoever writes single files may have written some of them already.
        if each.part:
            begun.cancel()
    for each, begun in waiting:
        with suppress(Exception):
            yield each, begun.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """Who does the work, and what it is."""

    hands: Hands
    work: Work

    def begin(self, each: Chunk) -> Begun:
        return self.hands.begin(self.work, each)


def _first(waiting: deque[tuple[Chunk, Begun]], order: _Order) -> tuple[Chunk, bytes]:
    each, begun = waiting[0]
    what = _done(each, begun, order)
    waiting.popleft()
    return each, what


def _done(each: Chunk, begun: Begun, order: _Order) -> bytes:
    """Return what came of a chunk, without the sources that end processes."""
    ending = begun.ending()
    for _ in range(_TRIES):
        if ending is None:
            return begun.result()
        each = _without(each, dict(_culprits(each, ending, order)))
        begun = order.begin(each)
        ending = begun.ending()
    if ending is None:
        return begun.result()
    # Each of them alone is harmless, but not all together.
    return order.work(_without(each, {item.source: ending for item in each.items}))


def _culprits(each: Chunk, ending: str, order: _Order) -> Iterator[tuple[int, str]]:
    """Yield the sources that end a process when they are handled alone, and how it ends."""
    trial = replace(each.target, dry_run=True)
    open_ones = [item for item in each.items if item.found and not item.failure]
    if len(open_ones) == 1 and ending == too_long(each):
        yield open_ones[0].source, ending
        return
    for item in open_ones:
        told = order.begin(replace(each, items=(item,), target=trial)).ending()
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
