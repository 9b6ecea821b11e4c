"""Subjects: the persons, places, organizations and events of a corpus that are to be linked."""

from __future__ import annotations

from dataclasses import dataclass

from memograph.linkers.entity import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Words in which a subject is spoken of: what stands there, and in which document."""

    text: str
    document: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody or something of the records, by the IRI that it has there.

    `name` is the fullest that the records give, `names` are others. `begun` and `ended` are the
    first and the last day of its meetings, in EDTF. `posts`, `sides` (whom it was with) and
    `within` (greater places) are names; `companions` are IRIs of others at the same meetings.
    `identifiers` are IRIs by which the source itself tells who it is, `tellers` the document that
    is the first to do so for each. `asserted` are those of its names that an editor says are of who
    it is, with how sure a link by them can be at most. `local` is that one document knows it by a
    family name alone. `documents` counts where it occurs, of which some are in `occurrences`.
    """

    iri: str
    kind: Kind
    name: str
    names: tuple[str, ...] = ()
    language: str = ""
    begun: str = ""
    ended: str = ""
    posts: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    asserted: tuple[tuple[str, float], ...] = ()
    local: bool = False
    documents: int = 0
    occurrences: tuple[Occurrence, ...] = ()
