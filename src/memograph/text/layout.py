"""What a reader tells of a text before its conversation is understood: the parts of the page."""

from __future__ import annotations

from dataclasses import dataclass

from memograph.model import Person, SourceFile
from memograph.problems import Problem, Span, Where
from memograph.text.dates import FoundDate
from memograph.text.header import Field
from memograph.text.labels import Label
from memograph.text.provenance import Origin
from memograph.text.times import MeetingTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that the mark-up says to name somebody: their span, and who that is."""

    span: Span
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """Somebody whom the mark-up lists for the meeting, and in which part.

    `printed` are the names that the source gives, `span` is where one stands in the text, if any.
    """

    person: Person
    printed: tuple[str, ...]
    roles: tuple[str, ...] = ()
    attestation: tuple[str, ...] = ("listed",)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A note that says who is meant by the words that bear its mark: the spans of both."""

    words: Span
    note: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a text: `conversation` is what the record itself says.

    The rest is what a page or its mark-up tells about the document outside of the record, or knows
    better than its words do. `lists` are the spans of what a page says of those present, place and
    time. `fields` and `labels` are those of the mark-up; None has them looked for. `emphasized` are
    the stretches in bold, of which labels are made where most of them are; `headings` open no turn,
    and end none in which they are not followed by words.
    `held` are the keys of persons with the offices that the source says them to have held.
    `talked` says whether it is a record of conversation, if the mark-up does, `recorders` who
    drafted it. `source_map` leads to the source where the text is not the source itself.
    `attendance` is the list of those present and absent, `place` the place of the meeting, `head`
    the stretch that tells about the meeting, `silent` are stretches such as headings in which
    nobody speaks. `supplied` says that brackets hold words that an editor supplied or that were
    said, neither directions nor remarks on people.
    """

    source: str
    reader: str
    slug: str
    source_file: SourceFile
    conversation: Span
    language: str | None = None
    title: str = ""
    doctype: str | None = None
    created: FoundDate | None = None
    abstract: str | None = None
    rights: str | None = None
    original_language: str | None = None
    identifier: tuple[str, ...] = ()
    origin: Origin | None = None
    supporters: tuple[str, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    lists: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    fields: tuple[Field, ...] | None = None
    labels: tuple[Label, ...] | None = None
    emphasized: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    references: tuple[Reference, ...] = ()
    held: tuple[tuple[str, str], ...] = ()
    met: FoundDate | None = None
    time: MeetingTime | None = None
    place: str | None = None
    recorders: tuple[Person, ...] = ()
    talked: bool | None = None
    source_map: tuple[Where, ...] = ()
    attendance: tuple[Attending, ...] = ()
    head: Span | None = None
    silent: tuple[Span, ...] = ()
    supplied: bool = False
