"""What belongs to the whole process while one document is judged: warnings, levels, texts kept.

Filters of warnings, the level of a logger and pyshacl's memory of blank nodes are shared by all
threads. Two that changed and restored them at once would leave them changed, so that one lock is
held meanwhile.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Final

_LOCK: Final = RLock()
"""Held by whoever changes what belongs to the process; one thread may take it several times."""


@contextmanager
def judging() -> Iterator[None]:
    """Raise what tells of values that cannot be ordered, and forget the texts of other documents.

    >>> with judging():
    ...     warnings.warn("NotImplemented should not be used", DeprecationWarning)
    Traceback (most recent call last):
    ...
    DeprecationWarning: NotImplemented should not be used
    """
    with _LOCK, warnings.catch_warnings():
        # Before Python 3.14, which raises TypeError here, rdflib takes some values that cannot be
        # ordered for ordered, and only this warning tells.
        warnings.filterwarnings("error", "NotImplemented should not", DeprecationWarning)
        _forget_texts()
        yield


@contextmanager
def quiet_literals() -> Iterator[None]:
    """Keep rdflib from logging and warning of each literal that is not of its datatype.

    >>> with quiet_literals():
    ...     logging.getLogger("rdflib.term").isEnabledFor(logging.CRITICAL)
    False
    """
    logger = logging.getLogger("rdflib.term")
    with _LOCK, warnings.catch_warnings():
        before = logger.level
        logger.setLevel(logging.CRITICAL + 1)
        try:
            # rdflib's warning that a number is none, which the shapes say better
            warnings.filterwarnings("ignore", message="Serializing weird numerical")
            yield
        finally:
            logger.setLevel(before)


def _forget_texts() -> None:
    """Empty pyshacl's memory of how blank nodes are written.

    It is keyed by the address of a graph, which the graph of a later document may have again.
    """
    try:
        from pyshacl.rdfutil.stringify import stringify_blank_node
    except ImportError:  # a release that keeps it elsewhere, or nowhere
        return
    getattr(stringify_blank_node, "dict_cache", {}).clear()
