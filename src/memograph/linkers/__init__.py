"""Linkers: Record to Record in an export, or services that are asked for candidates by `link`.

Both are plugged in as linkers: what has a method `link` works on Records, and none is built in;
what can be called opens a service (`memograph.linkers.service.Opener`).
"""

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
