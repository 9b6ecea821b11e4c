"""What a reader tells of a text before its conversation is understood: the parts of the page."""

from __future__ import annotations

from dataclasses import dataclass

from memograph.model import SourceFile
from memograph.problems import Problem, Span
from memograph.text.dates import FoundDate
from memograph.text.provenance import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A note that says who is meant by the words that bear its mark: the spans of both."""

    words: Span
    note: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a text: `head` and `body` are what the record itself says.

    The rest is what a page tells about the document outside of the record; `lists` are the spans
    of what it says of those present, place and time.
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
