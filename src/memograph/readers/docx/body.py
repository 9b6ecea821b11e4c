"""The body of a DOCX file as paragraphs and tables, in the order in which they are printed.

What was deleted is left out, what was inserted stays; notes, comments, running heads and feet stand
in other parts and are never met. A text box follows the paragraph that it is anchored in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.readers.docx.styles import Styles, switched, value
from memograph.readers.runs import Block, Run

if TYPE_CHECKING:
    from lxml.etree import _Element

_PRINTED: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT: Final = frozenset(
    {
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr",
        "sectPr", "instrText", "delText", "delInstrText", "fldData", "annotationRef", "rt",
        "footnoteReference", "endnoteReference", "commentReference", "footnoteRef", "endnoteRef",
        "tblPrEx", "customXmlPr", "smartTagPr", "altChunk",
    }
)  # fmt: skip
_BOXES: Final = frozenset({"drawing", "pict", "object"})
_LINE_BREAKS: Final = (None, "textWrapping")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with its number, and what its style says of it."""

    block: Block
    number: int
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: its cells, each of paragraphs and tables; it may head its columns."""

    cells: tuple[tuple[Part, ...], ...]
    heads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, row by row."""

    rows: tuple[Row, ...]


Part: TypeAlias = Paragraph | Table


@dataclass(slots=True)
class Body:
    """Walks a body once; counts its paragraphs, empty ones too."""

    styles: Styles
    number: int = 0
    carried: list[Run] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)

    def parts(self, element: _Element, table: str | None = None) -> Iterator[Part]:
        """Yield the paragraphs and tables of an element, whatever wraps them."""
        for child in element.iterchildren():
            tag = child.tag
            if tag == "p":
                yield from self._paragraph(child, table)
            elif tag == "tbl":
                yield Table(rows=tuple(self._rows(child, value(child.find("tblPr/tblStyle")))))
            elif tag == "AlternateContent":
                yield from self.parts(_chosen(child), table)
            elif isinstance(tag, str) and tag not in _LEFT_OUT:
                yield from self.parts(child, table)

    def _paragraph(self, element: _Element, table: str | None) -> Iterator[Part]:
        self.number += 1
        number = self.number
        outer, self.boxes = self.boxes, []
        runs = (*self.carried, *self._runs(element, element, table, number))
        boxes, self.boxes = self.boxes, outer
        self.carried = []
        mark = element.find("pPr/rPr")
        if mark is not None and mark.find("del") is not None:
            # The end of this paragraph was deleted, so the next one goes on in it.
            self.carried = list(runs)
        elif not self.styles.is_contents(element):
            block = Block(runs=runs, heading=self.styles.is_heading(element))
            title = self.styles.is_named(element, "title")
            yield Paragraph(block=block, number=number, title=title)
        for box in boxes:
            yield from self.parts(box)

    def _rows(self, table: _Element, style: str | None) -> Iterator[Row]:
        for element in _within(table, "tr"):
            properties = element.find("trPr")
            if properties is not None and properties.find("del") is not None:
                continue
            cells = tuple(tuple(self.parts(cell, style)) for cell in _within(element, "tc"))
            yield Row(cells=cells, heads=bool(switched(properties, "tblHeader")))

    def _runs(
        self, element: _Element, paragraph: _Element, table: str | None, number: int
    ) -> Iterator[Run]:
        """Yield the runs below an element, whatever wraps them."""
        for child in element.iterchildren():
            tag = child.tag
            if tag == "r":
                properties = child.find("rPr")
                if not self.styles.is_hidden(properties):
                    bold = self.styles.is_bold(paragraph, properties, table)
                    yield Run(text=self._words(child), bold=bold, paragraph=number)
            elif tag == "t":
                yield Run(text=child.text or "", paragraph=number)
            elif tag in _BOXES:
                self.boxes.extend(_boxes(child))
            elif tag == "AlternateContent":
                yield from self._runs(_chosen(child), paragraph, table, number)
            elif isinstance(tag, str) and tag not in _LEFT_OUT:
                yield from self._runs(child, paragraph, table, number)

    def _words(self, element: _Element) -> str:
        """Return the words of one run; its text boxes are kept for later."""
        found: list[str] = []
        for child in element.iterchildren():
            tag = child.tag
            if tag == "t":
                found.append(child.text or "")
            elif tag in _PRINTED:
                found.append(_PRINTED[str(tag)])
            elif tag == "br":
                found.append("\n" if value(child, "type") in _LINE_BREAKS else " ")
            elif tag in _BOXES:
                self.boxes.extend(_boxes(child))
            elif tag == "AlternateContent":
                found.append(self._words(_chosen(child)))
            elif tag == "ruby":
                found.extend(self._words(base) for base in child.iterfind("rubyBase/r"))
        return "".join(found)


def _chosen(alternatives: _Element) -> _Element:
    """Return the first of several ways of saying the same."""
    found = alternatives.find("Choice")
    if found is None:
        found = alternatives.find("Fallback")
    return found if found is not None else alternatives


def _within(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows or cells of an element, those in content controls and insertions too."""
    for child in element.iterchildren():
        if child.tag == name:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and child.tag != "p":
            yield from _within(child, name)


def _boxes(drawing: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes of a drawing, each once."""
    for child in drawing.iterchildren():
        if child.tag == "txbxContent":
            yield child
        elif child.tag == "AlternateContent":
            yield from _boxes(_chosen(child))
        elif isinstance(child.tag, str):
            yield from _boxes(child)
