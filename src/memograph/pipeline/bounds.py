"""A bound on the time that reading one record may take, so that no source can stop a batch.

The bound is a timer of the operating system. Where there is none (on Windows, or in a thread that
is not the main one) nothing is bounded; the processes of a batch all read in their main thread.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Final

from memograph.problems import UnreadableSource, Where, problem

if TYPE_CHECKING:
    from memograph.model import Record


_SLACK: Final = 1.0
"""Seconds that a bound may be late before the process is ended."""


class _Late(BaseException):
    """The time is over; no handler of ordinary exceptions on the way may keep it."""


def bounded(records: Iterator[Record], *, seconds: int, source: str) -> Iterator[Record]:
    """Yield the records; raise UnreadableSource (MG129) if one of them takes longer to read.

    >>> list(bounded(iter(()), seconds=1, source="memo.txt"))
    []
    """
    while True:
        with bound(seconds, source=source):
            record = next(records, None)
        if record is None:
            return
        yield record


@contextmanager
def bound(seconds: int, *, source: str) -> Iterator[None]:
    """Raise UnreadableSource (MG129) if the body takes longer, unless a bound around it is over."""
    try:
        with _armed(seconds), _timer(seconds):
            yield
    except _Late:
        where = Where(source=source)
        raise UnreadableSource(problem("MG129", where, seconds=seconds)) from None


@contextmanager
def _armed(seconds: int) -> Iterator[None]:
    """End this process if it computes for much longer than `seconds` without a bound heeded.

    Only a process that shares the work of others is ended: what it had at hand is handled without
    the source at which that happens. A library that hangs in C heeds no handler of Python's.
    """
    from multiprocessing import parent_process

    clock = getattr(signal, "ITIMER_VIRTUAL", None)
    if parent_process() is None or clock is None:
        yield
        return
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(clock, _SLACK + 2 * seconds)
    try:
        yield
    finally:
        signal.setitimer(clock, 0)


@contextmanager
def _timer(seconds: int) -> Iterator[None]:
    """Raise _Late in the body if it takes longer; what timer there was goes on afterwards."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _over)
    rest, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, rest)
        signal.signal(signal.SIGALRM, before)


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise _Late
