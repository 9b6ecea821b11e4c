"""The PDF reader: from letters on pages to the record that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memograph.model import Record
from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.page import as_page, is_page
from memograph.readers.pdf.opening import all_pages, is_pdf
from memograph.readers.runs import Block, printed
from memograph.readers.source import Source
from memograph.readers.transcript import title_of
from memograph.text.conversation import read_conversation
from memograph.text.cues import cues
from memograph.text.languages import detect_language

if TYPE_CHECKING:
    from memograph.readers.pdf.glyphs import Page

MEDIA_TYPE: Final = "application/pdf"
_SURE: Final = 0.95
_UNKNOWN_SHARE: Final = 0.3
_SHOWN: Final = 30
_LONGEST_TITLE: Final = 250


class PdfReader:
    """Reads PDF files that have a layer of text."""

    name = "pdf"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a PDF, by its first bytes."""
        return _SURE if is_pdf(source.data) else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a PDF."""
        source = replace(source, media_type=MEDIA_TYPE)
        found = all_pages(source)
        readable = tuple(page for page in found if _is_readable(page))
        problems = tuple(_not_read(found, readable, source.name))
        if not readable:
            code = "MG178" if any(page.pictures for page in found) else "MG101"
            faults = [page.fault for page in found if page.fault]
            where = Where(source=source.name)
            told = problem("MG176", where, fault=faults[0]) if faults else problem(code, where)
            raise UnreadableSource(told)
        blocks = tuple(_blocks(readable, source.language))
        text = printed(source.name, blocks)
        words = cues(source.language or detect_language(text.text.text))
        title = _title(blocks) or title_of(text.text.text, words)
        layout = text.layout(
            source,
            reader=self.name,
            title=title,
            problems=(*problems, *text.text.problems),
        )
        layout = as_page(text.text.text, layout) if is_page(text.text.text) else layout
        yield read_conversation(text.text.text, layout)


def _is_readable(page: Page) -> bool:
    """Tell whether a page has text, and its letters are known."""
    letters = [glyph.text for glyph in page.glyphs if glyph.text.strip()]
    return bool(letters) and letters.count("\ufffd") <= _UNKNOWN_SHARE * len(letters)


def _blocks(pages: Sequence[Page], language: str | None) -> Iterator[Block]:
    """Yield the paragraphs of the pages, without what pages repeat and without footnotes."""
    from memograph.readers.pdf.furniture import (
        body_size,
        leading,
        without_furniture,
        without_notes,
    )
    from memograph.readers.pdf.paragraphs import blocks, setting
    from memograph.readers.pdf.rows import lines, rows

    by_page = {page.number: rows(page.glyphs) for page in pages}
    every = [line for number, found in by_page.items() for line in lines(found, number)]
    body, step = body_size(every), leading(every)
    kept = without_furniture(by_page, body, step)
    told = [line for number, found in kept.items() for line in lines(found, number)]
    told, noted = without_notes(told, body)
    spoken = language or detect_language("\n".join(line.text for line in told))
    joining = frozenset(cues(spoken).words["and"])
    yield from blocks(told, setting(told, body, step), noted=noted, joining=joining)


def _not_read(found: Sequence[Page], readable: Sequence[Page], name: str) -> Iterator[Problem]:
    """Yield a warning for each reason why pages were not read, with their numbers."""
    known = {page.number for page in readable}
    reasons: dict[str, list[int]] = {}
    for page in found:
        if page.fault:
            reasons.setdefault(page.fault, []).append(page.number)
        elif page.glyphs and page.number not in known:
            reasons.setdefault("the letters are not known", []).append(page.number)
        elif page.pictures and page.number not in known:
            reasons.setdefault("there is no text, only pictures", []).append(page.number)
    for why, numbers in reasons.items():
        more = ", …" if len(numbers) > _SHOWN else ""
        pages = ", ".join(map(str, numbers[:_SHOWN])) + more
        yield problem("MG179", Where(source=name, page=numbers[0]), why=why, pages=pages)


def _title(blocks: Sequence[Block]) -> str:
    """Return the first heading, if nothing but short lines stands before it."""
    for block in blocks[:5]:
        words = " ".join(block.text.split())
        if block.heading and len(words.split()) > 1 and len(words) <= _LONGEST_TITLE:
            return words
    return ""
