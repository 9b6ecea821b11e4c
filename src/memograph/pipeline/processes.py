"""Work shared out: one process or several, results in order, and an end that loses none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

R = TypeVar("R")

_AHEAD: Final = 4
"""Tasks that wait for each process: enough to keep it busy, few enough to keep memory flat."""


def results(
    work: Callable[..., R],
    arguments: Sequence[tuple[Any, ...]],
    *,
    jobs: int,
    late: list[R] | None = None,
) -> Generator[R]:
    """Yield the results of `work` in order, from several processes if asked for.

    If it is ended before the end, nothing more is begun, what is at hand is finished, and `late`
    gets the results that were not yielded.
    """
    if jobs == 1 or len(arguments) <= 1:
        yield from (work(*each) for each in arguments)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not forked: a thread of the caller, such as a progress bar's, could hold a lock for ever.
    spawn = multiprocessing.get_context("spawn")
    waiting: deque[Future[R]] = deque()
    pool = ProcessPoolExecutor(min(jobs, len(arguments)), mp_context=spawn, initializer=_deaf)
    try:
        for each in arguments:
            waiting.append(pool.submit(work, *each))
            if len(waiting) >= jobs * _AHEAD:
                result = waiting[0].result()
                waiting.popleft()
                yield result
        while waiting:
            result = waiting[0].result()
            waiting.popleft()
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        if late is not None:
            late.extend(each.result() for each in waiting if _is_good(each))


def _is_good(future: Future[R]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _deaf() -> None:
    """Leave Ctrl-C, which reaches every process, to the one that shares out the work."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
