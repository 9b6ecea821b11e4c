"""Linkers: Record to Record, names to candidates. None is built in yet."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from memograph.model import Record


@runtime_checkable
class Linker(Protocol):
    """What a linker is: a name, and from a Record to one that says more of who is who."""

    @property
    def name(self) -> str:
        """Return the linker's name, a lower-case word."""

    def link(self, record: Record) -> Record:
        """Return the Record with what the linker found; the text and its spans stay."""
