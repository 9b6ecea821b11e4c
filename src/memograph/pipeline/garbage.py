"""Garbage: what a chunk leaves is looked for at its end, or when there is much of it.

Python looks for cycles after every few hundred new objects, and each time among more of those that
are alive. Records and graphs are tuples without cycles, which are given back at once; to look for
cycles among them was a fifth of the time of an export. The graphs of rdflib do hold cycles.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MUCH: Final = 50_000
"""New objects still there, behind which cycles are looked for: some 5 to 10 MB."""


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
        # What was looked at in the body is old by now; whatever else was made there is young.
        gc.collect(0)


def collected_if_much() -> None:
    """Look for what is new, if that is much; for use between two sources of a chunk.

    >>> collected_if_much()
    """
    # Objects that are made are counted up, and those given back counted down.
    if gc.get_count()[0] > _MUCH:
        gc.collect(0)
