"""The words of a page in reading order: elements told apart, and the blocks that they print.

Knows which elements stand on lines of their own, and nothing of what pages are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

Part: TypeAlias = Literal["key", "name", "value", "speaker", "cell"]
"""What an element is by its make-up.

A key or the name of a speaker with its value on the same line, a speaker alone, a cell of a row.
"""

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
        "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS,
    }
)  # fmt: skip
BOLD: Final = frozenset({"b", "strong"})
SLANTED: Final = frozenset({"i", "em", "u"})
UNSEEN: Final = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "audio", "video", "canvas", "map", "head", "title", "select", "button", "input",
        "textarea", "datalist", "dialog", "noframes", "rp", "rt", "del", "strike",
    }
)  # fmt: skip
_MARKS: Final[Mapping[Part | None, str]] = {"key": ": ", "name": ": ", "cell": ", "}
"""What parts words of a line where the page leaves it to the style."""
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_BOLD_STYLE: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Piece:
    """Words of one make-up; a line feed alone is a forced new line."""

    words: str
    line: int
    bold: bool = False
    slanted: bool = False
    speaker: bool = False
    link: str | None = None


@dataclass(slots=True, kw_only=True)
class Block:
    """What an element prints in one stretch, with the part that it plays."""

    element: _Element
    part: Part | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the words, blanks folded, lines kept apart."""
        lines = "".join(piece.words for piece in self.pieces).split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def blocks(root: _Element, parts: Mapping[_Element, Part] | None = None) -> Iterator[Block]:
    """Yield what an element prints, block by block; blocks without words are left out."""
    from lxml import etree

    parts = parts or {}
    state = _Walk(root, parts)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        done = state.start(element) if event == "start" else state.end(element)
        if done and done.words:
            yield done
    if state.block.words:
        yield state.block


def tokens(element: _Element) -> frozenset[str]:
    """Return the words in class, id and role of an element, and each name whole.

    >>> from lxml.html import fromstring
    >>> sorted(tokens(fromstring('<p class="field__label" id="x">')))
    ['field', 'field__label', 'label', 'x']
    """
    names = " ".join(element.get(name) or "" for name in ("class", "id", "role")).lower()
    if not names.strip():
        return frozenset()
    return frozenset((*names.split(), *_TOKEN.findall(names)))


def printed(element: _Element) -> str:
    """Return the characters of an element and all below it, as they are."""
    return "".join(str(piece) for piece in element.itertext())


def _line(element: _Element) -> int:
    """Return the line of the source on which an element begins, 0 if that is not known."""
    line: Any = element.sourceline
    return line if isinstance(line, int) else 0


def is_bold(element: _Element) -> bool:
    """Tell whether an element is printed in bold by its own style."""
    style = element.get("style")
    return bool(style and _BOLD_STYLE.search(style))


def ancestors(element: _Element) -> Iterator[_Element]:
    """Yield what encloses an element, from inside out."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


class _Walk:
    """Where a walk through a page stands."""

    def __init__(self, root: _Element, parts: Mapping[_Element, Part]) -> None:
        self.root, self.parts = root, parts
        self.open: list[Part] = []
        self.bold = self.slanted = self.pre = self.speaker = 0
        self.links: list[str] = []
        self.line = 1
        self.block = Block(element=root)

    def start(self, element: _Element) -> Block | None:
        tag, part = element.tag, self.parts.get(element)
        done = None
        self.line = max(self.line, _line(element))
        if tag in BLOCKS:
            if part:
                self.open.append(part)
            done = self._next(element)
        elif tag == "br":
            self.block.pieces.append(Piece(words="\n", line=self.line))
        self._count(element, part, 1)
        self._add(element.text)
        return done

    def end(self, element: _Element) -> Block | None:
        tag, part = element.tag, self.parts.get(element)
        self._count(element, part, -1)
        done = None
        if (
            tag not in BLOCKS
            and part in _MARKS
            and self.block.words[-1:] not in ("", ":", ".", "?")
        ):
            self.block.pieces.append(Piece(words=_MARKS[part], line=self.line))
        if tag in BLOCKS:
            if part:
                self.open.pop()
            parent = element.getparent()
            done = self._next(element if parent is None else parent)
        if element is not self.root:
            self._add(element.tail)
        return done

    def _count(self, element: _Element, part: Part | None, step: int) -> None:
        tag = element.tag
        if tag in BOLD or (tag in ("span", "font") and is_bold(element)):
            self.bold += step
        self.slanted += step if tag in SLANTED else 0
        self.pre += step if tag == "pre" else 0
        if part == "speaker" and tag not in BLOCKS:
            self.speaker += step
        if tag == "a":
            if step > 0:
                self.links.append(element.get("href") or "")
            else:
                self.links.pop()

    def _next(self, element: _Element) -> Block:
        done = self.block
        self.block = Block(element=element, part=self.open[-1] if self.open else None)
        return done

    def _add(self, words: str | None) -> None:
        """Add words to the block, at the line on which the first of them stands."""
        if not words:
            return
        leading = len(words) - len(words.lstrip())
        line = self.line + words.count("\n", 0, leading)
        self.line += words.count("\n")
        if not self.pre:
            words = _BLANKS.sub(" ", words)
        self.block.pieces.append(
            Piece(
                words=words,
                line=line,
                bold=self.bold > 0,
                slanted=self.slanted > 0,
                speaker=self.speaker > 0,
                link=self.links[-1] if self.links else None,
            )
        )
