"""The Record: everything that was understood of one source, as frozen values.

Its classes bear the names of the ontology's classes, its fields those of the ontology's properties
in snake case. It knows neither text formats nor RDF and does no I/O. Things refer to each other by
`id` (unique within the Record), to a Statement or Turn by its `order`, to other segments by `span`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from memograph.problems import Problem, Span, Where

Named = Literal["full", "surname", "role", "label"]
"""How a name names: in full, by surname or initials, by role, by a label that says no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Somebody or something that can act; `name` is the fullest name, without title.

    `key` is the id by which a corpus knows it, with the name of the corpus before it. It stands in
    for a name that is not given in full.
    """

    id: str
    name: str
    named: Named = "full"
    key: str | None = None
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Agent):
    """A human being."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Agent):
    """Several agents spoken of as one, such as "All"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Group):
    """A body with a name that outlives its members: a party, an archive, a state that acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Group):
    """A party to a meeting; a Delegation only where the text says that it was sent."""

    kind: Literal["Side", "Delegation"] = "Side"
    led_by: str | None = None
    represents: tuple[str, ...] = ()
    name_in_source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office that somebody holds."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere, from a room to a country."""

    id: str
    name: str
    named: Named = "full"
    within: str | None = None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The bytes that were read: file name without folders, hex digest, media type."""

    file_name: str
    sha256: str
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """One text of the document; `language` is a BCP 47 tag in lower case, `und` if unknown."""

    full_text: str
    language: str = "und"
    source: SourceFile | None = None
    translated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivalReference:
    """A call number as printed, and those of its parts that could be told apart."""

    call_number: str
    fonds: str | None = None
    inventory: str | None = None
    file: str | None = None
    folio: str | None = None
    reference_year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The paper itself: what it is called, when it was made, where it is kept, by whose hands.

    `slug` is the source's own name for the document, before the spelling rules of IRIs. `type` is a
    concept of the scheme doctype. `created` is an ISO date, only for a full and certain day.
    """

    slug: str
    kind: Literal["Document", "RecordOfConversation"] = "RecordOfConversation"
    title: str = ""
    type: str | None = None
    created: str | None = None
    created_edtf: str | None = None
    date_in_source: str | None = None
    abstract: str | None = None
    rights: str | None = None
    language: str | None = None
    identifier: tuple[str, ...] = ()
    archival_reference: ArchivalReference | None = None
    held_by: tuple[str, ...] = ()
    obtained_by: tuple[str, ...] = ()
    edited_by: tuple[str, ...] = ()
    recorded_by: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens: an occasion such as a reception, or the closing of a talk."""

    id: str
    name: str
    during: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeries(Event):
    """A row of meetings; `named` tells whether it has a name of its own."""

    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Event):
    """Two or more converse.

    `date` is an ISO day, full and certain; `date_edtf` any EDTF date. `started_at` and `ended_at`
    are ISO date-times, with a zone only if the source has one. `start_qualifier` is a concept of
    the scheme qualifier. `duration` is an xsd:dayTimeDuration such as "PT1H30M".
    """

    date: str | None = None
    date_edtf: str | None = None
    date_in_source: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    start_qualifier: str | None = None
    time_in_source: str | None = None
    duration: str | None = None
    in_series: str | None = None
    series_position: int | None = None
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One agent's part in one event; `role` and `attestation` hold concepts of those schemes."""

    event: str
    participant: str
    role: tuple[str, ...] = ()
    side: str | None = None
    attestation: tuple[str, ...] = ()
    name_in_source: tuple[str, ...] = ()
    honorific: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    confidence: float | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One act of speaking; `order` counts from 1, `label` covers the printed speaker label."""

    order: int
    meeting: str
    speaker: tuple[str, ...]
    label: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSegment:
    """A contiguous part of the text: `full_text[start:end] == text`, always.

    `in_segment` is the order of the Statement it stands in.
    """

    span: Span
    text: str
    in_segment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(TextSegment):
    """The recorded words of the Turn with the same `order`."""

    order: int
    mode: Literal["verbatim", "reported"] = "verbatim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(TextSegment):
    """A stretch of a Statement whose addressee or manner the record states."""

    order: int
    addressed_to: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    introduced_by: Span | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDirection(TextSegment):
    """The recorder's words on what happened; `describes` holds ids of Gestures and Events."""

    direction_kind: tuple[str, ...]
    describes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture(Event):
    """A bodily act in a meeting, told by the StageDirection with the same `span`."""

    span: Span
    performed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialInsertion(TextSegment):
    """Bracketed words of an editor; `explains` is the span of the Mention it stands beside."""

    kind: Literal["Gap", "Supplied", "Gloss", "IdentificationNote"]
    explains: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(TextSegment):
    """An item of an enumeration inside a Statement, with its printed label."""

    order: int
    item_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(TextSegment):
    """Words that name or describe something; `refers_to` holds ids of agents, places or events."""

    refers_to: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityAssertion:
    """Somebody says that `identifies` is `candidate`, how surely, and in which insertion."""

    identifies: str
    candidate: str
    certainty: Literal["certain", "likely", "possible", "rejected"]
    asserted_by: str
    stated_by: Span | None = None
    confidence: float | None = None
    review_status: str = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that was understood of one source. The first TextVersion is the one that was read.

    `source_map` leads from offsets of the text to the source; empty means that they are the same.
    """

    source: str
    reader: str
    document: Document
    text_versions: tuple[TextVersion, ...]
    meetings: tuple[Meeting, ...] = ()
    meeting_series: tuple[MeetingSeries, ...] = ()
    events: tuple[Event, ...] = ()
    agents: tuple[Agent, ...] = ()
    persons: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    organizations: tuple[Organization, ...] = ()
    sides: tuple[Side, ...] = ()
    posts: tuple[Post, ...] = ()
    places: tuple[Place, ...] = ()
    participations: tuple[Participation, ...] = ()
    turns: tuple[Turn, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    stage_directions: tuple[StageDirection, ...] = ()
    gestures: tuple[Gesture, ...] = ()
    editorial_insertions: tuple[EditorialInsertion, ...] = ()
    list_items: tuple[ListItem, ...] = ()
    mentions: tuple[Mention, ...] = ()
    identity_assertions: tuple[IdentityAssertion, ...] = ()
    problems: tuple[Problem, ...] = ()
    source_map: tuple[Where, ...] = field(default=(), repr=False)

    @property
    def full_text(self) -> str:
        """Return the text that all spans count in."""
        return self.text_versions[0].full_text

    def _repr_html_(self) -> str:
        """Return what a notebook shows: what it is a record of, and the first turns."""
        from memograph import notebook

        names = {agent.id: agent.name for agent in self.everyone()}
        words = {each.order: each.text for each in self.statements}
        rows = (
            (str(each.order), ", ".join(names.get(who, who) for who in each.speaker),
             words.get(each.order, ""))
            for each in self.turns
        )  # fmt: skip
        title = f"{self.document.kind}: {self.document.title or self.source}"
        found = f"{len(self.turns)} turns, {len(self.problems)} problems"
        return notebook.heading(f"{title} ({found})") + notebook.table(
            ("turn", "speaker", "text"), rows
        )

    def everyone(self) -> Iterator[Agent]:
        """Yield agents of every kind, sides included."""
        yield from self.agents
        yield from self.persons
        yield from self.groups
        yield from self.organizations
        yield from self.sides

    def segments(self) -> Iterator[TextSegment]:
        """Yield the segments of every kind."""
        yield from self.statements
        yield from self.passages
        yield from self.stage_directions
        yield from self.editorial_insertions
        yield from self.list_items
        yield from self.mentions

    def locate(self, offset: int) -> Where:
        """Return the place in the source of the character at `offset`."""
        if not self.source_map:
            before = self.full_text[:offset]
            start = before.rfind("\n") + 1
            return Where(
                source=self.source,
                line=before.count("\n") + 1,
                column=offset - start + 1,
                offset=offset,
            )
        index = bisect_right(self.source_map, offset, key=lambda where: where.offset or 0) - 1
        known = self.source_map[max(index, 0)]
        column = known.column
        return Where(
            source=self.source,
            line=known.line,
            column=None if column is None else column + offset - (known.offset or 0),
            offset=offset,
            page=known.page,
            paragraph=known.paragraph,
        )
