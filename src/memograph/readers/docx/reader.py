"""The DOCX reader: from the package to the record that its paragraphs are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from memograph.model import Record
from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.docx.body import Body, Paragraph, Part
from memograph.readers.docx.package import (
    Package,
    is_docx,
    is_old_office,
    is_package,
    kind,
    package,
)
from memograph.readers.docx.styles import Styles, styles
from memograph.readers.docx.tables import blocks
from memograph.readers.page import as_page, is_page
from memograph.readers.runs import printed, tabulated
from memograph.readers.source import Source
from memograph.readers.transcript import title_of
from memograph.readers.xml import tree
from memograph.text.conversation import read_conversation
from memograph.text.cues import cues
from memograph.text.languages import detect_language

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ANCHOR: Final = re.compile(r"\s*\[(?:[A-Z]\.?|\d{1,2}\.)\]\s*$")
"""A paragraph that only says which point of the agenda begins."""
_SURE: Final = 0.95
_TO_TELL: Final = 0.15
"""Enough to be asked to read what no other reader can, and to say what it is."""


class DocxReader:
    """Reads Word documents of the kind that are ZIP files."""

    name = "docx"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a DOCX file, by its bytes."""
        if is_package(source.data):
            if is_docx(source.data):
                return _SURE
            return _TO_TELL if kind(source.data) else 0.0
        return _TO_TELL if is_old_office(source.data) else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a document."""
        source = replace(source, media_type=MEDIA_TYPE)
        opened = package(source)
        parsed = tree(replace(source, data=opened.document))
        known, odd = _styles(opened, source)
        parts = tuple(Body(known).parts(parsed.root))
        plain = "\n".join(part.block.text for part in parts if isinstance(part, Paragraph))
        language = source.language or detect_language(plain)
        words = cues(language)
        paragraphs = (block for block in blocks(parts, words) if not _ANCHOR.match(block.text))
        told = printed(source.name, tabulated(tuple(paragraphs)))
        if not told.text.length:
            raise UnreadableSource(problem("MG101", Where(source=source.name)))
        problems = (*opened.problems, *parsed.problems, *odd, *told.text.problems)
        title = _title(parts) or title_of(told.text.text, words) or opened.title
        layout = told.layout(source, reader=self.name, title=title, problems=problems)
        layout = as_page(told.text.text, layout) if is_page(told.text.text) else layout
        yield read_conversation(told.text.text, layout)


def _styles(opened: Package, source: Source) -> tuple[Styles, tuple[Problem, ...]]:
    """Return the styles; a document whose styles cannot be read is read without them."""
    if not opened.styles:
        return Styles(), ()
    try:
        parsed = tree(replace(source, data=opened.styles))
    except UnreadableSource as error:
        told = problem("MG175", Where(source=source.name), fault=str(error))
        return Styles(), (told,)
    return styles(parsed.root), parsed.problems


def _title(parts: Sequence[Part]) -> str:
    """Return the first paragraph in the style of titles, with the next if it is one too."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph) and part.title and part.block.text.strip():
            found.append(" ".join(part.block.text.split()))
        elif found:
            break
    return " ".join(found)
