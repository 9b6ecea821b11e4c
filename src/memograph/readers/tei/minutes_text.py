"""The running text of a TEI without marked utterances, and the mark-up that lies over it.

Notes and apparatus are left out (`reading_text`). What is left is composed block by block, and each
element of interest keeps its span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.problems import Problem, Span, Where
from memograph.readers.tei.reading_text import is_left_out, only_parts
from memograph.readers.xml import XML_ID, attribute, line_of
from memograph.text.composition import Composition

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT: Final = frozenset({"note", "noteGrp", "gap", "listBibl"})
_INLINE: Final = frozenset(
    {
        "hi", "rs", "persName", "placeName", "orgName", "name", "date", "time", "choice", "abbr",
        "expan", "orig", "reg", "sic", "corr", "supplied", "unclear", "add", "ref", "bibl", "title",
        "author", "num", "term", "foreign", "emph", "quote", "q", "said", "soCalled", "mentioned",
        "gloss", "idno", "forename", "surname", "roleName", "nameLink", "genName", "addName", "w",
        "c", "pc", "s", "span", "measure", "label", "damage", "app", "lem", "geogName", "country",
        "settlement", "region", "affiliation", "subst", "ex", "am", "seg", "distinct", "phr", "cl",
        "cell", "email", "street", "editor", "publisher", "pubPlace", "biblScope", "pb",
        "titlePart", "state", "trait", "objectName", "interp", "formula", "g", "ident", "code",
    }
)  # fmt: skip
_NAMED: Final = frozenset({"rs", "persName", "placeName", "name", "date", "hi", "orgName"})
_PLACED: Final = frozenset(
    {"p", "ab", "seg", "head", "item", "div", "closer", "opener", "dateline", "list", "title",
     "signed", "salute", "byline", "trailer", "l", "row", "label", "docDate", "docTitle", "meeting"}
)  # fmt: skip
_INLINE_SEGMENTS: Final = frozenset({"p", "head", "item", "l", "hi", "ab"})
_BLANK: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """An element of the mark-up and the stretch of text that it covers."""

    element: _Element
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningText:
    """A text with its map, the elements that lie over it by name, and what was replaced in it."""

    text: str
    source_map: tuple[Where, ...]
    marks: dict[str, tuple[Mark, ...]]
    problems: tuple[Problem, ...]

    def all(self, *names: str) -> tuple[Mark, ...]:
        """Return the marks of elements with these names, in order."""
        found = [mark for name in names for mark in self.marks.get(name, ())]
        return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)))


def running_text(text: _Element, source: str) -> RunningText:
    """Return the running text of a TEI: front and body, else all that is no header."""
    walk = _Walk(Composition(source))
    parts = [part for part in text.iter("front", "body") if _is_outermost(part)]
    for part in parts or [child for child in text if isinstance(child.tag, str)]:
        if not is_left_out(part):
            walk.element(part)
    composed = walk.composition
    return RunningText(
        text=composed.text,
        source_map=composed.source_map,
        marks={name: tuple(marks) for name, marks in walk.marks.items()},
        problems=composed.problems,
    )


def _is_outermost(part: _Element) -> bool:
    """Tell whether a body belongs to the text itself, not to a text that floats inside it."""
    return not any(above.tag in {"body", "front"} for above in part.iterancestors())


@dataclass(slots=True)
class _Open:
    """An element that is being walked through, and where its first words stand."""

    element: _Element
    start: int | None = None


@dataclass(slots=True)
class _Walk:
    """Walks through elements and writes their words down; `waiting` have no words yet."""

    composition: Composition
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    waiting: list[_Open] = field(default_factory=list)

    def element(self, element: _Element) -> None:
        """Write the words of an element and of all below it; its tail is its parent's."""
        name = element.tag
        if name == "lb":
            if element.get("break") != "no":
                self.composition.add(" ")
            return
        block = name not in _INLINE or (name == "seg" and _stands_alone(element))
        if block:
            self.composition.close()
        if name in {"cell", "label", "titlePart"} or (name == "title" and _heads(element)):
            self.composition.add(" ")
        opened = _Open(element) if name in _NAMED or name in _PLACED else None
        if opened:
            self.waiting.append(opened)
        self._content(element)
        if opened:
            self._done(opened)
        if block:
            self.composition.close()

    def _content(self, element: _Element) -> None:
        bare = _holds_elements_only(element)
        parted = only_parts(element)
        self._words(element.text, element, dropped=bare)
        last = len(element) - 1
        for at, child in enumerate(element):
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not is_left_out(child):
                self.element(child)
            self._words(child.tail, child, dropped=bare and (parted or at == last))

    def _words(self, words: str | None, at: _Element, *, dropped: bool) -> None:
        if not words or dropped:
            return
        span = self.composition.add(words, line=line_of(at))
        if span.start < span.end and self.waiting:
            for opened in self.waiting:
                opened.start = span.start
            self.waiting.clear()

    def _done(self, opened: _Open) -> None:
        if opened.start is None:
            self.waiting.remove(opened)
            return
        span = Span(opened.start, self.composition.length)
        name = str(opened.element.tag)
        self.marks.setdefault(name, []).append(Mark(opened.element, span))


def _heads(title: _Element) -> bool:
    """Tell whether a title is a part of a head, as number and wording are."""
    parent = title.getparent()
    return parent is not None and parent.tag == "head"


def _stands_alone(element: _Element) -> bool:
    """Tell whether a segment is a paragraph of its own rather than a part of one."""
    parent = element.getparent()
    return parent is None or parent.tag not in _INLINE_SEGMENTS


def _holds_elements_only(element: _Element) -> bool:
    """Tell whether an inline element holds elements and the line breaks of an indented file."""
    if not len(element) or element.tag not in _INLINE:
        return False
    if element.text and not _BLANK.fullmatch(element.text):
        return False
    return all(not child.tail or not child.tail.strip() for child in element) and any(
        words and "\n" in words for words in (element.text, element[-1].tail)
    )


def identifier(text: _Element) -> str | None:
    """Return the identifier that a TEI or the outermost division of its body bears.

    The file name at the end of it is no part of it, nor is a word such as "doc-" at its head.
    """
    own = attribute(text, XML_ID)
    divisions = (division for body in text.iter("body") for division in body.iterchildren("div"))
    first = next(divisions, None)
    found = own or (attribute(first, XML_ID) if first is not None else None)
    return re.sub(r"^(?:doc(?:ument)?|div|text)[-_.](?=.)|\.xml$", "", found) if found else None
