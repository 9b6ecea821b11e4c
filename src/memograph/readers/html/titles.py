"""The title of a document: a heading of its content, else what the page calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.readers.html.flow import BLOCKS, HEADINGS, ancestors, blocks, tokens
from memograph.readers.html.metadata import Metadata
from memograph.text.cues import Cues
from memograph.text.doctypes import doctype_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER: Final = re.compile(r"^\d{1,4}\.\s+")
_LEADING: Final = 80
_LONGEST: Final = 60
_TITLED: Final = frozenset({"title", "page-title", "entry-title", "headline", "tei-head", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, and how it is printed among the words of the content."""

    words: str
    printed: str


def title(root: _Element, main: _Element, told: Metadata, words: Cues) -> Title | None:
    """Return the title of the document in a page, if anything in its make-up shows it."""
    inside = list(_leading(main, words))
    outside = [one for one in _headings(root) if main not in (one, *ancestors(one))]
    named = {_folded(one) for one in told.titles}
    for found in (inside, outside):
        agreed = next((one for one in found if _folded(_printed(one)) in named), None)
        if agreed is not None:
            return _title(agreed)
    kinds = [one for one in inside if _names_record(_printed(one), words)]
    if kinds or inside:
        return _title((kinds or inside)[0])
    meta = [one for one in told.titles if _names_record(one, words)] or list(told.titles)
    if meta:
        return Title(words=meta[0], printed=meta[0])
    return _title(outside[0]) if outside else None


def _title(element: _Element) -> Title:
    printed = _printed(element)
    rendered = any("tei" in tokens(one) for one in (element, *ancestors(element)))
    return Title(words=_NUMBER.sub("", printed) if rendered else printed, printed=printed)


def _printed(element: _Element) -> str:
    """Return the words of a heading; no more of them than it takes to tell that it is none."""
    found: list[str] = []
    for block in blocks(element):
        found.extend(block.words.split())
        if len(found) > _LONGEST:
            break
    return " ".join(found)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _names_record(words: str, cues: Cues) -> bool:
    folded = re.findall(r"\w+", words.lower())
    return bool(doctype_of(words, cues)) or any(cues.has("record_words", one) for one in folded)


def _headings(root: _Element) -> Iterator[_Element]:
    for element in root.iter():
        if element.tag in HEADINGS or (
            element.tag in BLOCKS and _TITLED & set((element.get("class") or "").lower().split())
        ):
            words = _printed(element)
            if words and len(words.split()) <= _LONGEST:
                yield element


def _leading(main: _Element, words: Cues) -> Iterator[_Element]:
    """Yield the headings that stand before more than a few words, none of them of the head."""
    headings = dict.fromkeys(_headings(main))
    passed = 0
    for block in blocks(main):
        heading = next(
            (one for one in (block.element, *ancestors(block.element)) if one in headings), None
        )
        if heading is None:
            passed += len(block.words.split())
            if passed > _LEADING:
                return
        elif not words.key(_printed(heading).rstrip(" :")):
            yield heading
