"""Sifting: which files of a searched folder are no records, so that they are passed over."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from memograph.pipeline import plugged
from memograph.pipeline.remote import is_remote
from memograph.pipeline.sources import RDF_SUFFIXES
from memograph.problems import Problem, Where, problem
from memograph.stores.files import plain_name

if TYPE_CHECKING:
    from memograph.pipeline.sources import Found
    from memograph.readers import Source
    from memograph.settings import Settings

ABOUT_THE_FOLDER: Final = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "contributing"}
)
"""What files of a searched folder are called that are no records."""

LIKELY: Final = 0.3
"""A file of a searched folder is read only if some reader is at least so sure."""


def passed_over_by_name(found: Found) -> Problem | None:
    """Return why a file of a searched folder can be no record, None if it can."""
    return _no_record_by_name(found.name) if found.searched else None


def passed_over(found: Found, source: Source, settings: Settings) -> Problem | None:
    """Return why the content of a file of a searched folder is no record, None if it may be."""
    return _no_record(source, settings) if found.searched else None


def _no_record_by_name(name: str) -> Problem | None:
    """Return why a file of a searched folder can be no record, or None if it can."""
    path, reason = PurePath(name), ""
    where = Where(source=name if is_remote(name) else str(path))
    if path.stem.lower() in ABOUT_THE_FOLDER:
        reason = "a file of this name tells about its folder"
    elif plain_name(path.name).endswith(RDF_SUFFIXES):
        reason = "RDF is what is written, not what is read"
    elif os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - never raise
        # Whoever reads a pipe waits until somebody writes into it.
        reason = "it is a pipe, a socket or a device"
    return problem("MG503", where, reason=reason) if reason else None


def _no_record(source: Source, settings: Settings) -> Problem | None:
    """Return why the content of a file of a searched folder is no record, or None if it may be."""
    if settings.reader or not source.data.strip():
        # An empty file was meant to hold something, which its reader will tell.
        return None
    failures: list[Problem] = []
    readers = plugged.asked(source, settings.plugins)
    known = plugged.guarded(readers, settings.plugins, failures.append)
    surest = max((reader.sniff(source) for reader in known.values()), default=0.0)
    if surest >= LIKELY:
        return None
    where = Where(source=source.name)
    unfit = problem("MG503", where, reason="no reader takes it for a record")
    return failures[0] if failures else unfit
