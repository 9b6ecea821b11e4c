"""What can be asked: a folder, an embedded store, an endpoint. One Protocol, and what it answers.

Terms go out as their canonical N-Triples spellings, whatever library or server they come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from memograph.rdf.terms import Triple

Row: TypeAlias = tuple[str | None, ...]
"""The terms of one solution, in the order of the columns; None where a variable is not bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a SELECT gives: the names of its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


class Asked(Protocol):
    """Whatever answers SPARQL. Faults are ConfigErrors of the text, or what the store raises."""

    def select(self, text: str, /) -> Rows:
        """Return the rows of a SELECT."""

    def ask(self, text: str, /) -> bool:
        """Return the answer of an ASK."""

    def construct(self, text: str, /) -> Iterator[Triple[str]]:
        """Yield the triples of a CONSTRUCT or DESCRIBE, some perhaps twice."""

    def update(self, text: str, /) -> None:
        """Carry out an update; raise ConfigError (MG545) where that is not possible."""

    def close(self) -> None:
        """Let go of what is open."""
