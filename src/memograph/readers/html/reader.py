"""The reader of web pages: from what was saved to the Record that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.model import Record, SourceFile
from memograph.problems import Problem, Span, UnreadableSource, Where, problem
from memograph.readers.html.content import Printed, composed, content
from memograph.readers.html.fields import PageField, page_fields, parts_of
from memograph.readers.html.furniture import (
    without_furniture,
    without_menus,
    without_notes,
    without_page_marks,
    without_signs,
    without_unseen,
)
from memograph.readers.html.heads import listed
from memograph.readers.html.markup import opened
from memograph.readers.html.metadata import Metadata, metadata
from memograph.readers.html.speakers import marked_labels, references, with_lost
from memograph.readers.html.titles import Title, title
from memograph.readers.page import (
    PageFields,
    foot_start,
    is_furniture,
    is_head_line,
    read_foot,
    read_top,
    rights_of,
)
from memograph.readers.source import Source
from memograph.readers.transcript import title_of
from memograph.readers.xml import Root, root_of
from memograph.text.conversation import part, read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.dates import FoundDate, parse_date
from memograph.text.fields import fields
from memograph.text.languages import detect_language
from memograph.text.layout import Layout
from memograph.text.lines import Paragraph, paragraphs
from memograph.text.summary import summary

if TYPE_CHECKING:
    from lxml.etree import _Element

_SURE, _LIKELY = 0.95, 0.8
_HEAD: Final = 4096
_SAMPLE: Final = 65536
_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(
    rb"</?(?:p|div|br|span|b|i|strong|em|table|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|a|section|article"
    rb"|main|body|head|title|meta)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_ARCHIVED: Final = re.compile(
    rb"\A\s*(?:From: <Saved by|MIME-Version: 1\.0\s+Content-Type: multipart/related"
    rb"|(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){1,12}?Content-Type: multipart/related)",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[\w)]\.)\s+(?=[^\W\d_]{3})")
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_TAGS, _APART = 6, 400
_DATE: Final = 10
_SAME: Final = 60


class HtmlReader:
    """Reads a saved web page with a record in it."""

    name = "html"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a web page, by its first tags."""
        head = source.data[:_HEAD].replace(b"\x00", b"")
        if _ARCHIVED.match(head):
            return _SURE
        root = root_of(source)
        if root is not None and root.name.lower() != "html" and _is_foreign(root):
            return 0.0
        if _PAGE.search(head):
            return _SURE if head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") else 0.0
        if root is not None and head.lstrip().startswith(b"<?xml"):
            return 0.0
        sample = source.data[:_SAMPLE]
        if sample.count(b"<") < _TAGS:
            return 0.0
        tags = len(_TAG.findall(sample))
        return _LIKELY if tags >= _TAGS and tags * _APART >= len(sample) else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a page; raise UnreadableSource if it has no words of its own."""
        if _ARCHIVED.match(source.data[:_HEAD]):
            raise UnreadableSource(problem("MG168", Where(source=source.name)))
        page = _page(source)
        yield read_conversation(page.text, _corrected(page, _layout(page, source)))


def _corrected(page: _Page, layout: Layout) -> Layout:
    """Return a layout with what the words alone would get wrong: plain labels, ended lists."""
    text, words, headings = page.text, page.words, page.printed.headings
    if not (headings or layout.emphasized):
        return layout
    parts = part(text, layout, frozenset(), words)
    layout = with_lost(text, layout, parts, words)
    found = [one for within in (parts.head, parts.tail) for one in fields(text, within, words)]
    kept = listed(text, found, page.printed, words)
    return layout if kept == found else replace(layout, fields=tuple(kept))


def _is_foreign(root: Root) -> bool:
    """Tell whether a root element belongs to a vocabulary other than HTML, which has no capitals.

    TEI has a body too, and is often kept without its namespace.
    """
    declared = "xmlns" in root.attributes and _XHTML not in root.attributes
    return declared or root.name.startswith(("TEI", "teiCorpus", "akomaNtoso"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page taken apart: the words of its content, its fields, what it says of itself."""

    printed: Printed
    text: str
    words: Cues
    title: Title | None
    metadata: Metadata
    fields: tuple[PageField, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def _page(source: Source) -> _Page:
    """Return a page taken apart; raise UnreadableSource (MG166, MG167) if nothing is printed."""
    page = opened(source)
    root = page.root
    told = metadata(root, page.text)
    where = Where(source=source.name)
    empty = _why_empty(root, where)
    without_unseen(root)
    words = cues(source.language or detect_language(_sample(root)))
    without_page_marks(root, words)
    notes = without_notes(root)
    without_signs(root)
    fields = page_fields(root, words)
    without_furniture(root)
    without_menus(root, words)
    main = content(root)
    roles = parts_of(main, words)
    printed = composed(main, roles, source.name)
    text = printed.text.text
    asks = empty.code == "MG167" and len(text.split()) <= _SAME and ":" not in text
    if asks or not any(char.isalnum() for char in text):
        raise UnreadableSource(empty)
    return _Page(
        printed=printed,
        text=text,
        words=words,
        title=title(root, main, told, words),
        metadata=told,
        fields=fields,
        notes=notes,
        problems=(*page.problems, *printed.text.problems),
    )


def _sample(root: _Element) -> str:
    """Return as many words of a page as it takes to tell their language."""
    found: list[str] = []
    size = 0
    for piece in root.itertext():
        found.append(str(piece))
        size += len(piece)
        if size > _SAMPLE:
            break
    return " ".join(found)


def _why_empty(root: _Element, where: Where) -> Problem:
    """Return the problem of a page in which nothing is printed."""
    if any(one.get("type") == "password" for one in root.iter("input")):
        return problem("MG167", where)
    if next(root.iter("frameset", "frame", "iframe"), None) is not None:
        return problem(
            "MG166", where, why="its words are in the frames, which are pages of their own"
        )
    if next(root.iter("script"), None) is not None:
        return problem("MG166", where, why="a script was to fill it")
    return problem("MG166", where, why="it is empty")


def _layout(page: _Page, source: Source) -> Layout:
    text, words, told = page.text, page.words, page.metadata
    found = paragraphs(text)
    foot = foot_start(found, words)
    below = read_foot(text, found[foot:], words)
    beside, created = _beside(page)
    archival = bool(page.fields or foot < len(found) or told.abstract)
    body, top_title, dated, supporters = _top(page, found[:foot], archival=archival)
    abstract, body = _summary(page, body, archival=archival)
    start = body[0].start if body else 0
    end = body[-1].end if body else start
    within = Span(start, end)
    identifier = beside.identifier or below.identifier
    return Layout(
        source=source.name,
        reader=HtmlReader.name,
        slug=identifier[0] if identifier else _slug(told, source),
        source_file=_file(source),
        conversation=within,
        language=source.language or _language(page, text[slice(*within)]),
        title=top_title,
        doctype=beside.doctype or below.doctype,
        created=dated or created,
        abstract=abstract or beside.abstract or below.abstract,
        rights=rights_of(_fields_text(page), beside.rights)
        or rights_of(text, below.rights)
        or told.rights,
        original_language=beside.language or below.language,
        identifier=identifier,
        origin=beside.origin or below.origin,
        place=_venue(page),
        supporters=tuple(dict.fromkeys((*supporters, *beside.supporters, *below.supporters))),
        problems=page.problems,
        labels=marked_labels(page.printed, within, words),
        emphasized=tuple(page.printed.bold),
        references=references(page.printed, words),
        source_map=page.printed.text.source_map,
    )


def _language(page: _Page, said: str) -> str | None:
    """Return the language that a page names, if its record is too short to show its own."""
    return page.metadata.language if detect_language(said) == "und" else None


def _slug(told: Metadata, source: Source) -> str:
    """Return what the page's address calls it, else the name of the file."""
    fetched = Metadata(address=source.name) if "://" in source.name else Metadata()
    return told.slug or fetched.slug or source.stem


def _file(source: Source) -> SourceFile:
    """Return the source as a file, of the media type that a page has."""
    told = source.media_type if "html" in source.media_type else "text/html"
    return replace(source.file, media_type=told)


def _fields_text(page: _Page) -> str:
    """Return the fields of a page as it prints them when it is saved as text."""
    lines = [f"{field.key}: {field.value}" for field in page.fields if field.value]
    notes = [note for note in page.notes if page.words.key(note.partition(":")[0]) == "archive"]
    return "\n\n".join((*lines, *(_SENTENCE_END.split(note, 1)[0] for note in notes[:1])))


def _venue(page: _Page) -> str | None:
    """Return where the note that names the source says that the talk was held."""
    noted = (note for note in page.notes if page.words.key(note.partition(":")[0]) == "archive")
    told = (_SENTENCE_END.split(note) for note in noted)
    found = (page.words.search("prose.place", one.strip()) for parts in told for one in parts[1:])
    return next((" ".join(one["place"].split()).strip(" .") for one in found if one), None)


def _beside(page: _Page) -> tuple[PageFields, FoundDate | None]:
    """Return what the fields beside the record say, and the date of the document."""
    text, words = _fields_text(page), page.words
    fields = read_foot(text, paragraphs(text), words)
    stated = [field.value for field in page.fields if words.key(field.key) in ("date", "created")]
    for wording in (*stated, page.metadata.created or ""):
        date = (
            parse_date(wording[:_DATE]) if wording[:_DATE].count("-") > 1 else parse_date(wording)
        )
        if date is not None:
            return fields, date
    return fields, None


def _top(
    page: _Page, found: Sequence[Paragraph], *, archival: bool
) -> tuple[Sequence[Paragraph], str, FoundDate | None, tuple[str, ...]]:
    """Return the paragraphs of the record, the title, the date beside it, and supporters."""
    words = page.words
    index = 0
    while index < len(found) and is_furniture(found[index].text, words):
        index += 1
    found = found[index:]
    at = _index_of(page.title, found)
    if not archival:
        named = page.title.words if page.title else title_of(page.text, words)
        start = at if at is not None else 0
        return found[start:], named, None, ()
    known = page.title is not None and at is None
    above = next((i for i, one in enumerate(found) if is_head_line(one.text, words)), len(found))
    top = read_top(found[:above], words, title_at=-1 if known else at)
    named = page.title.words if page.title else top.title
    return found[top.body :], named, top.created, top.supporters


def _index_of(title: Title | None, found: Sequence[Paragraph]) -> int | None:
    """Return the index of the paragraph that is the title, if it stands in the content."""
    if title is None:
        return None
    printed = (" ".join(one.text.split()) for one in found[:_SAME])
    return next((index for index, one in enumerate(printed) if one == title.printed), None)


def _summary(
    page: _Page, body: Sequence[Paragraph], *, archival: bool
) -> tuple[str | None, Sequence[Paragraph]]:
    """Return the summary, and the paragraphs without it if it stands at either end."""
    told = page.metadata.abstract
    said = {" ".join(one.split()) for one in (told, page.metadata.description) if one}
    if len(body) > 1:
        for at, rest in ((0, body[1:]), (-1, body[:-1])):
            if " ".join(body[at].text.split()) in said:
                return body[at].text, rest
    if archival and not told:
        found = summary(page.text, body, page.title.words if page.title else "", page.words)
        if found:
            return found.cut(page.text), [one for one in body if one.end <= found.start]
    return told, body
