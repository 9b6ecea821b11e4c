"""Facts: what an authority says of an entity that was accepted, to be told beside the links.

They are the authority's words, not those of the records, and stand in a graph of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from memograph.linkers.entity import Kind
from memograph.problems import Problem

Labels: TypeAlias = tuple[tuple[str, str], ...]
"""Names or descriptions, each with its language before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What an entity has to do with, such as a post or a country: its IRI and its names."""

    iri: str
    labels: Labels = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a post was held from when until when, in EDTF; `iri` is that of the statement of it."""

    iri: str
    post: Term
    begun: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is said of the entity with an IRI, in which revision (`revision`, `modified`) of `page`.

    `begun` and `ended` are those of a life, or of what existed for a while, in EDTF. `latitude` and
    `longitude` are degrees. `merged` is the IRI by which it is known now, "" if that is the same.
    """

    iri: str
    labels: Labels
    kind: Kind | Literal[""] = ""
    descriptions: Labels = ()
    begun: str = ""
    ended: str = ""
    latitude: float | None = None
    longitude: float | None = None
    memberships: tuple[Membership, ...] = ()
    citizenships: tuple[Term, ...] = ()
    same_as: tuple[str, ...] = ()
    merged: str = ""
    page: str = ""
    revision: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of asking for the facts of an entity: none if it is no more, or was not told."""

    iri: str
    facts: Facts | None = None
    state: Literal["answered", "failed", "unasked"] = "answered"
    problems: tuple[Problem, ...] = ()


class Describer(Protocol):
    """An authority that tells facts of its entities."""

    @property
    def name(self) -> str:
        """Return what it is called, such as its address."""

    def knows(self, iri: str) -> bool:
        """Tell whether an IRI is one of those that it gives."""

    def described(self, iris: Sequence[str]) -> Iterator[Told]:
        """Yield what came of asking for each, in their order."""

    def close(self) -> None:
        """Let go of what is open."""
