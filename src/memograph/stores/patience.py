"""Answers that are waited for with an end: whoever computes them is given up when it is over.

Libraries in memory cannot be told to stop. So they compute in a thread of their own, which nobody
waits for any longer, and which ends with the process. Ctrl-C, too, works while they compute.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue
from typing import Final, Generic, TypeVar

from memograph.problems import MemographError, Where, problem

T = TypeVar("T")

_BATCH: Final = 256
_WAITING: Final = 4
"""How many batches may wait to be taken: rows that nobody reads are not computed."""
_LOOK: Final = 0.2
"""After how many seconds a thread looks whether anybody still waits for it."""


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


class _Producer(Generic[T]):
    """A thread that computes items and hands them over in batches."""

    def __init__(self, make: Callable[[], Iterator[T]]) -> None:
        self.queue: Queue[list[T] | _End] = Queue(maxsize=_WAITING)
        self._make = make
        self._gone = threading.Event()
        threading.Thread(target=self._run, name="answer", daemon=True).start()

    def leave(self) -> None:
        """Tell the thread that nobody waits any longer."""
        self._gone.set()

    def _run(self) -> None:
        end = _End()
        try:
            self._compute()
        except BaseException as error:  # noqa: BLE001 - it is raised where the items are waited for
            end = _End(error)
        self._put(end)

    def _compute(self) -> None:
        batch: list[T] = []
        first = True
        for item in self._make():
            batch.append(item)
            if first or len(batch) >= _BATCH:
                if not self._put(batch):
                    return
                batch, first = [], False
        self._put(batch)

    def _put(self, item: list[T] | _End) -> bool:
        while not self._gone.is_set():
            try:
                self.queue.put(item, timeout=_LOOK)
            except Full:
                continue
            return True
        return False


def waited(
    make: Callable[[], Iterator[T]], *, source: str, seconds: float | None = None
) -> Iterator[T]:
    """Yield what `make` gives, computed in another thread, for at most so many seconds in all.

    When they are over, MemographError (MG548) is raised; what the thread raises is raised here.

    >>> list(waited(lambda: iter("abc"), source="memory"))
    ['a', 'b', 'c']
    """
    end = None if seconds is None else time.monotonic() + seconds
    producer = _Producer(make)
    try:
        while not isinstance(batch := producer.queue.get(timeout=_left(end)), _End):
            yield from batch
    except Empty:
        found = problem("MG548", Where(source=source), seconds=f"{seconds:g}")
        raise MemographError(found) from None
    finally:
        producer.leave()
    if batch.error is not None:
        raise batch.error


def _left(end: float | None) -> float | None:
    return None if end is None else max(0.0, end - time.monotonic())
