"""Saved pages of archive sites: furniture, credits and fields around the text of the record.

Title, dates and credits stand above, summary and the fields of the document below a heading such
as "Document Information", with labels or, where the page lost them, without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from memograph.model import Record
from memograph.problems import Span, UnreadableSource
from memograph.readers.cover import FIELD_KEYS, KEYED, cover_end, is_field
from memograph.readers.source import Source, decode, is_markup
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.dates import FoundDate, parse_date
from memograph.text.doctypes import doctype_of
from memograph.text.languages import detect_language, language_tag, words_for
from memograph.text.layout import Layout
from memograph.text.lines import Paragraph, paragraphs
from memograph.text.provenance import Origin, origin
from memograph.text.summary import summary

_SURE, _LIKELY = 0.9, 0.75
_TOP = 12
_SENTENCE, _PHRASE = 12, 4
_TRAIL = re.compile(r"\s{2,}|\s*[>»›|·]\s*")
_MARKS = re.compile(
    r"\b(?:record id|original uploaded date|original upload date|\[email.protected\])",
    re.IGNORECASE,
)
_RECORD_ID = re.compile(r"^[A-Za-z]{0,6}[-/ ]?\d[\w./-]*$")


def is_page(text: str) -> bool:
    r"""Tell whether a text is a page saved from an archive's site.

    >>> is_page("Skip to content\n\nTalks\n\nA: Yes.\n\nDocument Information\n\nRecord ID")
    True
    """
    return _marks(text, cues("en")) > 1


def _marks(text: str, words: Cues) -> int:
    """Count the signs of a page: furniture above, a heading below, names of fields, credits."""
    found = paragraphs(text)
    top = sum(1 for p in found[:_TOP] if words.has("furniture", p.text))
    heading = sum(1 for p in found if words.has("information_headings", p.text))
    fields = len(_MARKS.findall(text))
    credit = sum(1 for p in found[:_TOP] if words.search("prose.credit", p.text))
    return min(top, 1) + 2 * min(heading, 1) + min(fields, 2) + 2 * min(credit, 1)


@dataclass(slots=True, kw_only=True)
class PageFields:
    """What the foot of a page says, as it is read."""

    origin: Origin | None = None
    rights: list[Span] = field(default_factory=list)
    doctype: str | None = None
    identifier: tuple[str, ...] = ()
    language: str | None = None
    created: FoundDate | None = None
    abstract: str | None = None
    supporters: list[str] = field(default_factory=list)


class PageReader:
    """Reads a saved page of an archive's site."""

    name = "page"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a saved page."""
        if is_markup(source):
            return 0.0
        try:
            text = decode(source).text
        except UnreadableSource:
            return 0.0
        if text.lstrip()[:1] in "<{":
            return 0.0
        marks = _marks(text, cues("en"))
        return _SURE if marks > 2 else _LIKELY if marks > 1 else 0.0  # noqa: PLR2004 - three signs are proof

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a page."""
        decoded = decode(source)
        layout = Layout(
            source=source.name,
            reader=self.name,
            slug=source.stem,
            source_file=source.file,
            conversation=Span(0, len(decoded.text)),
            language=source.language,
            problems=decoded.problems,
        )
        yield read_conversation(decoded.text, as_page(decoded.text, layout))


def as_page(text: str, layout: Layout) -> Layout:
    """Return the layout of a page, given that of its text: the record, and what is told of it."""
    found = paragraphs(text)
    words = words_for(text, layout.language or detect_language(text))
    foot = foot_start(found, words)
    top = read_top(found[:foot], words)
    start = cover_end(found[:foot], top.body, words)
    fields = read_foot(text, (*found[top.body : start], *found[foot:]), words)
    body = found[start:foot]
    told = summary(text, body, top.title, words)
    end = told.start if told else (body[-1].end if body else len(text))
    begin = body[0].start if body else end
    supporters = dict.fromkeys((*top.supporters, *fields.supporters))
    return replace(
        layout,
        slug=fields.identifier[0] if fields.identifier else layout.slug,
        conversation=Span(begin, max(begin, end)),
        title=top.title or layout.title,
        doctype=fields.doctype,
        created=top.created or fields.created,
        abstract=told.cut(text) if told else fields.abstract,
        rights=rights_of(text, fields.rights),
        original_language=fields.language,
        identifier=fields.identifier,
        origin=fields.origin,
        supporters=tuple(supporters),
    )


def foot_start(found: Sequence[Paragraph], words: Cues) -> int:
    """Return where the fields of the document begin: at a heading, else at the last run of keys."""
    for index, paragraph in enumerate(found):
        if words.has("information_headings", paragraph.text):
            return index
    index = len(found)
    while index and (
        is_furniture(found[index - 1].text, words) or is_field(found[index - 1], words)
    ):
        index -= 1
    return index


def is_furniture(line: str, words: Cues) -> bool:
    """Tell whether a line belongs to the site: a menu, a trail of links, a button.

    >>> is_furniture("Share  Print  Cite", cues("en")), is_furniture("Home > Papers", cues("en"))
    (True, True)
    """
    if words.has("furniture", " ".join(line.split())):
        return True
    trail = [part.strip() for part in _TRAIL.split(line) if part.strip()]
    return len(trail) > 1 and (
        all(words.has("furniture", part) for part in trail) or words.has("furniture", trail[0])
    )


def rights_of(text: str, spans: Sequence[Span]) -> str | None:
    """Return what is said on rights, from the first sentence to the last."""
    return text[spans[0].start : spans[-1].end] if spans else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTop:
    """What stands above the record: the index of its first paragraph, title, date, credits."""

    body: int
    title: str
    created: FoundDate | None
    supporters: tuple[str, ...]


def read_top(found: Sequence[Paragraph], words: Cues, *, title_at: int | None = None) -> PageTop:
    """Read the lines above the record up to the first that is neither title, date nor credit.

    `title_at` is the index of the title, if it is known.
    """
    if title_at is None:
        title_at = _title_at(found, words)
    created: FoundDate | None = None
    supporters: list[str] = []
    body = 0
    for index, paragraph in enumerate(found[:_TOP]):
        line = " ".join(paragraph.text.split())
        credit = words.search("prose.credit", line)
        date = parse_date(line)
        if credit and not supporters:
            supporters.append(credit["who"].strip())
        elif date and created is None:
            created = date
        elif (
            index > title_at
            and not is_furniture(line, words)
            and words.key(_key(line)) != "archive"
        ):
            break
        body = index + 1
    title = " ".join(found[title_at].text.split()) if 0 <= title_at < len(found) else ""
    return PageTop(body=body, title=title, created=created, supporters=tuple(supporters))


def is_head_line(line: str, words: Cues) -> bool:
    """Tell whether a line opens with a key of a record's own head, such as its date.

    >>> is_head_line("Date: 4 May 1961", cues("en")), is_head_line("Rights: free", cues("en"))
    (True, False)
    """
    name = words.key(_key(" ".join(line.split())))
    return name is not None and name not in FIELD_KEYS


def _key(line: str) -> str:
    match = KEYED.match(line)
    return match["key"] if match else ""


def _title_at(found: Sequence[Paragraph], words: Cues) -> int:
    """Return the index of the title: the first line that names a kind of record, else the first."""
    lines = [
        (index, paragraph.text)
        for index, paragraph in enumerate(found[:_TOP])
        if not is_furniture(paragraph.text, words)
        and not parse_date(paragraph.text)
        and not words.search("prose.credit", paragraph.text)
        and (not _key(paragraph.text) or doctype_of(_key(paragraph.text), words))
    ]
    named = [
        i for i, line in lines if doctype_of(line, words) or words.search("sides.between", line)
    ]
    first = [i for i, _ in lines]
    return (named or first or [0])[0]


def read_foot(text: str, found: Sequence[Paragraph], words: Cues) -> PageFields:
    """Read the fields below the heading: a name with its value, or a value by its shape."""
    fields = PageFields()
    key: str | None = None
    for paragraph in found:
        line = " ".join(paragraph.text.split())
        match = KEYED.match(line)
        if match and (words.key(match["key"]) or words.has("empty_fields", match["key"])):
            key = match["key"].lower()
            if match["value"]:
                start = paragraph.end - len(match["value"])
                _field(text, Span(start, paragraph.end), key, fields, words)
                key = None
            continue
        if words.has("empty_fields", line):
            key = line.lower()
            continue
        key = None if _field(text, paragraph.span, key, fields, words) else key
    return fields


def _field(text: str, span: Span, key: str | None, fields: PageFields, words: Cues) -> bool:
    """Take a value for the field that its shape shows or `key` names; tell whether it is used."""
    value = " ".join(span.cut(text).split())
    name = words.key(key) if key else None
    count = len(value.split())
    if name in _KEYED_FIELDS:
        return _keyed_field(name or "", value, fields)
    if name == "rights" or (words.search("prose.rights", value) and count >= _PHRASE):
        fields.rights.append(span)
    elif fields.doctype is None and doctype_of(value, words) and count <= _PHRASE + 1:
        fields.doctype = value
    elif _is_origin(value, words) or name == "archive":
        fields.origin = fields.origin or origin(text, span, words)
    elif name is None and key is None and count >= _SENTENCE:
        fields.rights.append(span)
    else:
        return False
    return True


_KEYED_FIELDS = frozenset({"identifier", "language", "summary", "supported_by"})


def _keyed_field(name: str, value: str, fields: PageFields) -> bool:
    """Take the value of a named field; a name under "Record ID" is a donor without label."""
    if name == "language":
        fields.language = language_tag(value)
    elif name == "summary":
        fields.abstract = value
    elif name == "identifier" and _RECORD_ID.match(value):
        fields.identifier = (value,)
    elif value[:1].isupper() and not any(c.isdigit() for c in value):
        fields.supporters.append(value)
    else:
        return False
    return True


def _is_origin(value: str, words: Cues) -> bool:
    return bool(
        words.search("prose.obtained", value)
        or words.search("prose.translated", value)
        or re.search(r"\barchiv|\blibrary\b|\bF\.? ?\d|\bRG \d", value, re.IGNORECASE)
    )
