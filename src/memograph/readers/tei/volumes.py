"""Volumes of documents in TEI: one Record for each `div` of type "document", read as a stream.

A volume lists its persons in the front matter; its documents have a head with a source note, a
dateline, lists of those present, and paragraphs in which no speaker is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.model import Record, SourceFile
from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.source import Source
from memograph.readers.tei.volume.document import Context, read_document
from memograph.readers.tei.volume.stream import Found, Stream, may_start, plain_bytes, starts
from memograph.readers.xml import XML_ID, XML_LANG, attribute, plain
from memograph.text.languages import UNDETERMINED, detect_language, tag_of_code

if TYPE_CHECKING:
    from lxml.etree import _Element

_TELLING: Final = re.compile(
    rb"\s(?:n\s*=|subtype\s*=|(?:xml:)?id\s*=\s*[\"'][A-Za-z]{0,4}[\d_.-]+[\"'])"
)
_MARKUP: Final = re.compile(rb"<[^>]*>|&\w+;")
_SAMPLE: Final = 60_000
_TAG: Final = re.compile(rb"<[^<>]{0,4000}")
_OFFICE_OF_THE_HISTORIAN: Final = "https://history.state.gov/historicaldocuments/"
_FRUS: Final = re.compile(r"frus\d{4}.*", re.IGNORECASE)


def is_volume(source: Source) -> bool:
    """Tell whether the text of a source is divided into numbered documents.

    >>> data = b'<TEI><text><body><div type="document" n="1"/></body></text></TEI>'
    >>> is_volume(Source(name="v.xml", stem="v", data=data))
    True
    """
    data = plain_bytes(source)
    if not may_start(data):
        return False
    dated = b"dateline" in data or b"participants" in data
    return any(dated or _TELLING.search(_tag(data, start)) for start in starts(data))


def _tag(data: bytes, start: int) -> bytes:
    """Return the start tag at an offset, as far as it is one."""
    match = _TAG.match(data, start)
    return match.group() if match else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    """What holds for all documents of a source."""

    source: Source
    file: SourceFile
    reader: str
    language: str | None


def read(source: Source, reader: str) -> Iterator[Record]:
    """Yield a Record for each document, and for each record attached to one.

    Raises UnreadableSource (MG127) if not one document can be had.
    """
    data = plain_bytes(source)
    volume = _Volume(
        source=source,
        file=source.file,
        reader=reader,
        language=source.language or _language(data),
    )
    stream = Stream(source)
    taken: dict[str, int] = {}
    held: Record | None = None
    for found in stream:
        if held is not None:
            yield _with(held, _before(stream, found.begins))
        *whole, held = _records(found, volume, taken)
        yield from whole
    if held is None:
        fault = "; ".join(told.message for told in stream.faults[:1]) or "there is no document"
        raise UnreadableSource(problem("MG127", Where(source=source.name), fault=fault))
    yield _with(held, tuple(stream.faults))


def _with(record: Record, faults: tuple[Problem, ...]) -> Record:
    return replace(record, problems=(*record.problems, *faults)) if faults else record


def _before(stream: Stream, line: int) -> tuple[Problem, ...]:
    """Take out the faults that stand before a line."""
    told = tuple(f for f in stream.faults if f.where and (f.where.line or 0) < line)
    stream.faults = [fault for fault in stream.faults if fault not in told]
    return told


def _language(data: bytes) -> str | None:
    """Return the language that most of a volume seems to be in, for its shortest documents."""
    first = next(starts(data), 0)
    sample = _MARKUP.sub(b" ", data[first : first + _SAMPLE]).decode("utf-8", "replace")
    found = detect_language(sample)
    return None if found == UNDETERMINED else found


def _records(found: Found, volume: _Volume, taken: dict[str, int]) -> tuple[Record, ...]:
    """Return the Record of a document, and those of the records attached to it, which go first."""
    element, name = found.element, volume.source.name
    where = Where(source=name, line=found.begins)
    problems = list(plain(element, name))
    known = attribute(element, XML_ID, "id")
    if known is None:
        number = attribute(element, "n")
        known = f"d{number}" if number else f"document-{found.number}"
        problems.append(problem("MG153", where, id=known))
    taken[known] = taken.get(known, 0) + 1
    if taken[known] > 1:
        problems.append(problem("MG154", where, id=known))
    context = Context(
        source=name,
        file=volume.file,
        reader=volume.reader,
        slug=f"{found.volume or volume.source.stem}-{known}",
        persons=found.persons,
        line=found.line,
        identifier=_address(found.volume, known) if taken[known] == 1 else (),
        language=_said_language(element) or volume.language,
        problems=tuple(problems),
        above=found.above,
    )
    for one in found.above:
        plain(one, name)
    return read_document(element, context)


def _said_language(element: _Element) -> str | None:
    """Return the language that a document or what it stands in says that it is in."""
    at: _Element | None = element
    while at is not None:
        said = attribute(at, XML_LANG)
        if said:
            return tag_of_code(said) or said.lower()
        at = at.getparent()
    return None


def _address(volume: str | None, document: str) -> tuple[str, ...]:
    """Return the address by which a document of a known series is published."""
    if volume and _FRUS.fullmatch(volume):
        return (f"{_OFFICE_OF_THE_HISTORIAN}{volume}/{document}",)
    return ()
