"""What is printed of an element: its words in reading order as blocks of one text.

Notes and page breaks are left out and cut nothing. Words that the mark-up ties to a person, bold
words, dates and places are remembered with their spans.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from memograph.model import Person
from memograph.problems import Span
from memograph.readers.tei.reading_text import is_left_out, only_parts
from memograph.readers.xml import attribute, words
from memograph.text.composition import Composition
from memograph.text.layout import Reference

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS: Final = frozenset(
    {"p", "ab", "head", "item", "list", "dateline", "opener", "closer", "signed", "salute", "table",
     "row", "label", "lg", "byline", "postscript", "trailer", "div", "argument", "epigraph",
     "floatingText", "body", "front", "back", "group", "text", "attachment", "docTitle",
     "titlePart",
     *(f"div{n}" for n in range(1, 8))}
)  # fmt: skip
_LINES: Final = frozenset({"lb", "l", "cell"})
_NAMES: Final = frozenset({"persName", "name", "rs", "signed"})
_MARKED: Final = frozenset({"date", "time", "placeName", "persName"})
_PARTIES: Final = frozenset({"from", "to"})
_BOLD: Final = frozenset({"strong", "bold", "b"})
_MARGIN: Final = frozenset({"margin", "marginalia"})
_HOLDS_BLOCKS: Final = ("p", "list", "table", "lg", "ab")


def tag_of(element: Any) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: Any) -> int:
    """Return the line in which an element begins, as the parser counts; 0 if it does not know."""
    return int(element.sourceline or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An element inside a block, and the span of what is printed of it."""

    element: _Element
    span: Span


class Printed:
    """A text that grows element by element."""

    def __init__(self, source: str, find: Callable[[str, str], Person], *, line: int = 0) -> None:
        """Begin with an empty text; `find` tells who a reference is, `line` where lines begin."""
        self.composition = Composition(source)
        self.references: list[Reference] = []
        self.source = source
        self.emphasized: list[Span] = []
        self.marked: list[Marked] = []
        self._find = find
        self._line = line
        self._spans: list[Span] = []
        self._ended = False

    @property
    def text(self) -> str:
        """Return the text so far."""
        return self.composition.text

    def cut(self, span: Span) -> str:
        """Return what is printed in a span near the end of the text."""
        return self.composition.since(span.start)[: span.end - span.start]

    def block(self, element: _Element, *, without: Collection[_Element] = ()) -> Span:
        """Print an element as a block, or several if it holds some; return the span of it all."""
        self.composition.close()
        first = len(self._spans)
        self._inside(element, without)
        self.composition.close()
        return self._since(first)

    def words(self, words: str, line: int) -> Span:
        """Print words that stand outside of all elements as a block."""
        self.composition.close()
        first = len(self._spans)
        self._add(words, line)
        self.composition.close()
        return self._since(first)

    def within(self, span: Span, *names: str) -> list[Marked]:
        """Return the elements of some names that were printed inside a span, in order."""
        found: list[Marked] = []
        for mark in reversed(self.marked):
            if mark.span.end <= span.start:
                break
            if mark.element.tag in names and span.contains(mark.span):
                found.append(mark)
        return found[::-1]

    def _since(self, first: int) -> Span:
        if first == len(self._spans):
            return Span(self.composition.length, self.composition.length)
        return Span(self._spans[first].start, self._spans[-1].end)

    def _inside(self, element: _Element, without: Collection[_Element]) -> None:
        line = line_of(element)
        parted = only_parts(element)
        self._add(None if parted else element.text, line)
        for child in element:
            if child not in without:
                self._child(child, without)
            self._add(None if parted else child.tail, line_of(child))

    def _child(self, child: _Element, without: Collection[_Element]) -> None:
        name = tag_of(child)
        if not name or name == "note" or is_left_out(child) or _is_margin(child):
            return
        block = name in _BLOCKS or (name in ("quote", "q") and _holds_blocks(child))
        if block:
            self.composition.close()
        elif name in _LINES:
            self.composition.new_line()
        first = len(self._spans)
        self._inside(child, without)
        if first < len(self._spans):
            self._remember(child, self._since(first))
        if block:
            self.composition.close()
        elif name in _LINES and name != "lb":
            self.composition.new_line()

    def _remember(self, element: _Element, span: Span) -> None:
        """Keep the span of an element that tells more than its words."""
        if element.tag in _MARKED or element.get("type") in _PARTIES:
            self.marked.append(Marked(element=element, span=span))
        if element.tag in _NAMES:
            target = attribute(element, "corresp", "ref", "key")
            if target and (element.tag != "rs" or element.get("type") == "person"):
                person = self._find(target, words(element))
                self.references.append(Reference(span=span, person=person))
        elif element.tag == "hi" and _BOLD & set((element.get("rend") or "").split()):
            self.emphasized.append(span)

    def _add(self, words: str | None, line: int) -> None:
        if not words:
            return
        before = len(words) - len(words.lstrip())
        at = self._line + line + words.count("\n", 0, before)
        span = self.composition.add(words, line=at if line else None)
        if span.start < span.end:
            self._spans.append(span)


def _holds_blocks(element: _Element) -> bool:
    return next(element.iterdescendants(*_HOLDS_BLOCKS), None) is not None


def _is_margin(element: _Element) -> bool:
    """Tell whether words stand beside the text, as a heading in the margin does."""
    return bool(_MARGIN & {element.get("type"), element.get("place")})


def own_words(element: _Element) -> str:
    """Return the text of an element without its notes, and without the lists inside it."""
    found = [element.text or ""]
    for child in element:
        name = tag_of(child)
        if name == "lb":
            found.append(" ")
        elif name and name not in ("note", "list") and not is_left_out(child):
            found.append(own_words(child))
        found.append(child.tail or "")
    return "".join(found)
