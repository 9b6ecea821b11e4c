"""Markdown, with or without front matter, as documentary editions publish records.

The text is the whole source; it is understood with its marks blanked out, so that a label or a
statement never holds any, and every segment is then cut from the source itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from memograph.model import Record
from memograph.problems import Problem, Span, UnreadableSource, problem
from memograph.readers.front_matter import FrontMatter, front_matter
from memograph.readers.page import is_page
from memograph.readers.roster import rosters
from memograph.readers.source import Source, decode, is_markup
from memograph.readers.transcript import is_marked_up, title_of
from memograph.text.conversation import read_conversation
from memograph.text.cues import LISTS, Cues
from memograph.text.dates import FoundDate, parse_date
from memograph.text.languages import detect_language, language_tag, words_for
from memograph.text.layout import Introduction, Layout
from memograph.text.lines import trim, where
from memograph.text.markdown import (
    Note,
    around_emphasis,
    closing_reference,
    is_markdown,
    marked_words,
    notes,
    unmarked,
)
from memograph.text.provenance import Origin, archival_reference

_FRONTED, _MARKED = 0.95, 0.85
_DATES = ("doc_date", "date", "document_date", "created", "dated")
_REFERENCES = ("archive_references", "archival_references", "references", "reference", "source",
               "archive", "citation", "archival_reference")  # fmt: skip
_NUMBERS = ("id", "identifier", "record_id", "doc_id")
_SEGMENTS = ("statements", "passages", "stage_directions", "editorial_insertions", "list_items",
             "mentions")  # fmt: skip
_OF_MEETING = LISTS | {"place", "time"}


class MarkdownReader:
    """Reads Markdown."""

    name = "markdown"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is Markdown, by its front matter or its marks."""
        if is_markup(source):
            return 0.0
        try:
            text = decode(source).text
        except UnreadableSource:
            return 0.0
        front = front_matter(text, source.name)
        if front.end:
            return _FRONTED
        if is_marked_up(text) or is_page(text) or not is_markdown(text):
            return 0.0
        return _MARKED

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a Markdown file."""
        decoded = decode(source)
        front = front_matter(decoded.text, source.name)
        layout = _layout(decoded.text, source, front, decoded.problems)
        plain = _without_quotes(unmarked(decoded.text), layout.lists)
        tables = rosters(plain, layout.conversation, words_of(plain, layout))
        layout = replace(layout, attendance=tuple(p for one in tables for p in one.people))
        plain = blanked(plain, [one.span for one in tables])
        yield cut_from(decoded.text, read_conversation(plain, layout))


def _layout(text: str, source: Source, front: FrontMatter, problems: tuple[Problem, ...]) -> Layout:
    plain = unmarked(text)
    end, found = notes(text, Span(front.end, len(text)))
    body = trim(text, front.end, end)
    reference = closing_reference(text, body)
    if reference:
        body = trim(plain, body.start, plain.rfind("[", body.start, reference.start))
    language = source.language or language_tag(front.value("lang") or "")
    words = words_for(body.cut(plain), language or detect_language(body.cut(plain)))
    stray = (
        problem("MG144", where(text, source.name, note.span.start), number=note.key)
        for note in found
        if not note.marks
    )
    return Layout(
        source=source.name,
        reader=MarkdownReader.name,
        slug=front.value(*_NUMBERS) or source.stem,
        source_file=replace(source.file, media_type="text/markdown"),
        conversation=body,
        language=language,
        title=front.value("title") or title_of(body.cut(plain), words),
        doctype=front.value("type", "doc_type", "document_type"),
        created=_created(front, words),
        abstract=front.value("abstract", "summary", "description"),
        rights=front.value("rights", "licence", "license", "copyright"),
        original_language=language_tag(front.value("language", "original_language") or ""),
        identifier=tuple(v for v in (front.value(*_NUMBERS, "doc_num", "doc_number"),) if v),
        origin=_origin(front, reference.cut(text) if reference else None),
        introductions=tuple(_introductions(plain, found)),
        lists=tuple(
            entry.span
            for key, entry in front.entries.items()
            if words.key(key.replace("_", " ")) in _OF_MEETING
        ),
        problems=(*problems, *front.problems, *stray),
    )


def words_of(plain: str, layout: Layout) -> Cues:
    """Return the cue words of the language of a conversation."""
    body = layout.conversation.cut(plain)
    return words_for(body, layout.language or detect_language(body))


def blanked(plain: str, spans: Sequence[Span]) -> str:
    """Return a text with blanks for the characters of spans, its lines kept."""
    chars = list(plain)
    for start, end in spans:
        chars[start:end] = [char if char == "\n" else " " for char in plain[start:end]]
    return "".join(chars)


def _created(front: FrontMatter, words: Cues) -> FoundDate | None:
    """Return the date of the paper."""
    values = (front.value(key) for key in _DATES)
    dates = (
        parse_date(value.partition("T")[0], language=words.language) for value in values if value
    )
    return next((date for date in dates if date), None)


def _origin(front: FrontMatter, closing: str | None) -> Origin | None:
    """Return the archive's call numbers, those of the front matter before that of the text."""
    stated = front.value(*_REFERENCES) or closing
    return Origin(reference=archival_reference(stated)) if stated else None


def _introductions(plain: str, found: tuple[Note, ...]) -> Iterator[Introduction]:
    """Yield the notes that stand behind some words, for those that name a person."""
    for note in found:
        for mark in note.marks:
            yield Introduction(words=marked_words(plain, mark), note=note.span)


def _without_quotes(plain: str, lists: tuple[Span, ...]) -> str:
    """Return the text with the marks of YAML in lists of people blanked out."""
    chars = list(plain)
    for start, end in lists:
        chars[start:end] = [" " if char in "[]{}\"'|>" else char for char in plain[start:end]]
    return "".join(chars)


def cut_from(text: str, record: Record) -> Record:
    """Return a Record that was read from a text with blanks, with the words of the text itself."""
    statements = tuple(
        replace(each, span=around_emphasis(text, each.span)) for each in record.statements
    )
    record = replace(record, statements=statements)
    versions = tuple(replace(version, full_text=text) for version in record.text_versions)
    cut: dict[str, Any] = {
        name: tuple(replace(each, text=each.span.cut(text)) for each in getattr(record, name))
        for name in _SEGMENTS
    }
    return replace(record, text_versions=versions, **cut)
