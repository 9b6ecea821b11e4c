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
class Layout:
    """The parts of a text: `conversation` is what the record itself says.

    The rest is what a page or its mark-up tells about the document outside of the record, or knows
    better than its words do. `fields` and `labels` are those of the mark-up; None has them looked
    for. `emphasized` are the stretches in bold, of which labels are made where most of them are;
    `headings` open no turn, and end none in which they are not followed by words.
    `talked` says whether it is a record of conversation, if the mark-up does. `source_map` leads to
    the source where the text is not the source itself.
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
    problems: tuple[Problem, ...] = ()
    fields: tuple[Field, ...] | None = None
    labels: tuple[Label, ...] | None = None
    emphasized: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    references: tuple[Reference, ...] = ()
    met: FoundDate | None = None
    time: MeetingTime | None = None
    talked: bool | None = None
    source_map: tuple[Where, ...] = ()
