"""Where the record stands in a page: the element that holds its words, and what they compose.

The smallest element that holds most of the lines which look like speech leads to it, else the
elements that pages have for their content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.problems import Span
from memograph.readers.html.flow import HEADINGS, Block, Part, Piece, ancestors, blocks, tokens
from memograph.readers.html.furniture import sum_up, weights
from memograph.text.composition import Composition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_LABELLED: Final = re.compile(r"[^\W\d_a-z][^:\n]{1,60}[:\uff1a]\s")
_ARTICLES: Final = frozenset({"tei-div", "tei-text", "transcript", "articlebody", "record-text"})
_CONTAINERS: Final = frozenset(
    {
        "content", "main", "maincontent", "main-content", "entry", "entry-content", "post",
        "post-content", "document", "article", "page-content", "body-content", "text",
    }
)  # fmt: skip
_LEAST, _MOST, _HALF = 3, 0.8, 0.5
_END_OF_LINE: Final = "\n"
_PHRASE: Final = 8
IN_BOLD: Final = 7
_MARKS: Final = ":\uff1a.,;–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that the make-up shows to be a key or a speaker, and where what follows begins."""

    span: Span
    after: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A few words set apart: in an element or in bold of their own; `make` is how."""

    span: Span
    make: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead elsewhere."""

    span: Span
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading and its level: 1 to 6, or 7 if it is no more than a line in bold."""

    span: Span
    level: int


@dataclass(slots=True, kw_only=True)
class Printed:
    """A composed text, and what in it is bold, a key or a speaker, a link, a heading."""

    text: Composition
    bold: list[Span] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    short: list[Short] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def content(root: _Element) -> _Element:
    """Return the element of a page that holds the record."""
    body = root.find("body")
    body = root if body is None else body
    measured = weights(body)
    densest = _densest(body)
    if densest is not None:
        around = (densest, *(one for one in ancestors(densest) if one is not root))
        for fits in (_is_article, _is_main, _is_container):
            found = next((one for one in around if fits(one)), None)
            if found is not None:
                return found
        return body
    for fits in (_is_main, _is_article, _is_container):
        held = [one for one in body.iter() if isinstance(one.tag, str) and fits(one)]
        largest = max(held, key=measured.of, default=None)
        if largest is not None and measured.of(largest) > _HALF * measured.total:
            return _single_article(largest)
    return body


def _single_article(main: _Element) -> _Element:
    """Return the article of a main element, if there is just one that holds most of it."""
    inside = [one for one in main.iter() if one is not main and _is_article(one)]
    measured = weights(main)
    large = [one for one in inside if measured.of(one) > _HALF * measured.total]
    return large[0] if large else main


def _is_article(element: _Element) -> bool:
    named = tokens(element)
    return element.tag == "article" or bool(_ARTICLES & named) or _is_text(element)


def _is_text(element: _Element) -> bool:
    return (element.get("itemprop") or "").lower() in ("articlebody", "text")


def _is_main(element: _Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_container(element: _Element) -> bool:
    return element.tag in ("div", "section", "td") and bool(_CONTAINERS & tokens(element))


def _densest(body: _Element) -> _Element | None:
    """Return the smallest element that holds most of the lines that look like speech."""
    counts: dict[_Element, int] = {}
    for block in blocks(body):
        labelled = _labelled(block)
        if labelled:
            counts[block.element] = counts.get(block.element, 0) + labelled
    sum_up(body, counts)
    total = counts.get(body, 0)
    if total < _LEAST:
        return None
    element = body
    while True:
        inner = next((one for one in element if counts.get(one, 0) >= _MOST * total), None)
        if inner is None:
            return element
        element = inner


def _labelled(block: Block) -> int:
    """Return how many lines of a block open like speech: with a label, or with words in bold."""
    labelled = sum(1 for line in block.words.split("\n") if _LABELLED.match(f"{line} "))
    first = next(piece for piece in block.pieces if piece.words.strip())
    apart = (first.bold or first.speaker) and len(block.words) > len(first.words.strip()) + 2
    return labelled or int(apart)


def composed(main: _Element, parts: Mapping[_Element, Part], name: str) -> Printed:
    """Return the words of an element as a text, with what its make-up tells of them."""
    printed = Printed(text=Composition(name))
    before: Part | None = None
    row: _Element | None = None
    for block in blocks(main, parts):
        own = _row(block.element) if block.part == "cell" else None
        _begin(printed.text, block, before, beside=own is not None and own is row)
        span = _write(printed, block)
        printed.short.extend(_short(block, span))
        level = _level(block)
        if level:
            printed.headings.append(Heading(span=span, level=level))
        before, row = block.part, own
    return printed


def _level(block: Block) -> int:
    """Return the level of a block that is a heading, 7 for a line in bold, 0 for any other."""
    if block.element.tag in HEADINGS:
        return int(block.element.tag[1])
    pieces = [piece for piece in block.pieces if piece.words.strip()]
    alone = block.element.tag in ("p", "div") and all(piece.bold for piece in pieces)
    return IN_BOLD if alone and len(block.words.split()) <= _PHRASE else 0


def _short(block: Block, span: Span) -> Iterator[Short]:
    """Yield the words at the head of a block that are set apart from what follows them."""
    pieces = [piece for piece in block.pieces if piece.words.strip()]
    apart = next((at for at, piece in enumerate(pieces) if not piece.bold), len(pieces))
    words = "".join(piece.words for piece in pieces[:apart] or pieces)
    if len(words.split()) > _PHRASE or "\n" in words.strip():
        return
    if 0 < apart < len(pieces):
        end = span.start + len(" ".join(words.split()))
        if pieces[apart].words.strip()[0] not in _MARKS:
            yield Short(span=Span(span.start, end), make="bold")
        return
    named = " ".join(sorted(tokens(block.element)))
    make = "slanted" if all(piece.slanted for piece in pieces) else "bold" if apart else ""
    yield Short(span=span, make=f"{block.element.tag} {make or named}")


def _row(element: _Element) -> _Element | None:
    """Return the row or list of definitions in which an element stands."""
    rows = (one for one in (element, *ancestors(element)) if one.tag in ("tr", "dl"))
    return next(rows, None)


def _begin(text: Composition, block: Block, before: Part | None, *, beside: bool) -> None:
    """Begin a block: on the line of its key or of the cell before it, else on one of its own."""
    if block.part == "value" and (before in ("key", "name") or text.last == ":"):
        text.add(" " if text.last in ":.?" else ": ")
    elif block.part == "cell" and before == "cell" and beside:
        text.add(", ")
    else:
        text.close()


def _write(printed: Printed, block: Block) -> Span:
    """Write the pieces of a block; note what is bold, linked, a key or a speaker."""
    text = printed.text
    span: Span | None = None
    breaks = 0
    for piece in block.pieces:
        lines = piece.words.split(_END_OF_LINE)
        above = next((at for at, words in enumerate(lines) if words.strip()), 0)
        for number, words in enumerate(lines):
            if number:
                breaks += 1
                _break(text, breaks, begun=span is not None)
            if words.strip():
                breaks = 0
                added = text.add(
                    words if span else words.lstrip(), line=piece.line + number - above
                )
                _note(printed, piece, added)
                span = Span(span.start if span else added.start, added.end)
            elif words and span and not breaks:
                text.add(words)
    written = span or Span(text.length, text.length)
    if span and block.part in ("key", "name", "speaker"):
        printed.marks.append(Mark(span=written, after=written.end, part=block.part))
    return written


def _break(text: Composition, breaks: int, *, begun: bool) -> None:
    """Begin a new line; two breaks in a row begin a new block."""
    if begun and breaks > 1:
        text.close()
    elif begun:
        text.new_line()


def _note(printed: Printed, piece: Piece, span: Span) -> None:
    """Note that a piece is bold, leads elsewhere, or names a speaker."""
    if piece.bold:
        before = printed.bold[-1] if printed.bold else None
        if before and span.start - before.end <= 1:
            printed.bold[-1] = Span(before.start, span.end)
        else:
            printed.bold.append(span)
    if piece.link:
        printed.links.append(Link(span=span, address=piece.link))
    if piece.speaker:
        printed.marks.append(Mark(span=span, after=span.end, part="speaker"))
