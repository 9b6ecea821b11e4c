"""Garbage: what a chunk leaves is looked for once, at its end.

Python looks for cycles after every few hundred new objects, and each time among more of those that
are alive. Records and graphs are tuples without cycles, which are given back at once; to look for
cycles among them was a fifth of the time of an export.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_at_the_end() -> Iterator[None]:
    """Let nothing be looked for in the body, and at its end what is new; leave all else as it was.

    >>> with collected_at_the_end():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        # All that was made in the body is young still.
        gc.collect(0)
