"""The tables at the head of a document: a column for each side, or a name beside what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memograph.problems import Span
from memograph.readers.tei.volume.lists import KEPT, PEOPLE, Heading, Lists
from memograph.readers.tei.volume.printed import Printed, own_words
from memograph.text.attendance import role_of
from memograph.text.cues import Cues
from memograph.text.header import Field

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWO = 2
_BARE = " :.*_-–—"


class Tables:
    """Prints the tables of those present, and adds the fields that they are to the lists."""

    def __init__(self, printed: Printed, lists: Lists, cues: Cues) -> None:
        """Begin without fields."""
        self._printed = printed
        self._lists = lists
        self._cues = cues

    def take(self, table: _Element) -> bool:
        """Print a table and keep its fields if it tells who was there; else print nothing."""
        rows = [[cell for cell in row if cell.tag == "cell"] for row in table.iter("row")]
        if any(self._sides(row) for row in rows):
            self._columns(rows)
        elif rows and all(self._has_role(row) for row in rows):
            self._roles(rows)
        elif self._labelled(rows):
            self._lines(rows)
        else:
            return False
        return True

    def _sides(self, row: list[_Element]) -> dict[int, str]:
        """Return the sides that the cells of a row head, if it heads columns; else nothing."""
        filled = {at: _bare(cell) for at, cell in enumerate(row) if _bare(cell)}
        found = {at: self._lists.side(told) for at, told in filled.items()}
        sides = {at: side for at, side in found.items() if side}
        return sides if len(sides) == len(filled) >= _TWO else {}

    def _columns(self, rows: list[list[_Element]]) -> None:
        """Take each cell for somebody of the side that heads its column, now or next."""
        heads = [self._sides(row) for row in rows]
        sides = next(one for one in heads if one)
        for row, head in zip(rows, heads, strict=True):
            sides = head or sides
            for at, cell in enumerate(row):
                told = _bare(cell)
                if head or self._cues.key(told) in PEOPLE:
                    self._printed.block(cell)
                elif told:
                    self._lists.item(cell, Heading(side=sides.get(at)))

    def _labelled(self, rows: list[list[_Element]]) -> bool:
        """Tell whether the first cell of each row says what the others hold, or is left empty."""
        firsts = [_bare(row[0]) for row in rows if row]
        keys = [self._cues.key(told) for told in firsts if told]
        return bool(keys) and all(key in KEPT for key in keys) and bool(PEOPLE & set(keys))

    def _lines(self, rows: list[list[_Element]]) -> None:
        """Take each cell behind the first for a field of the kind that a first cell last said."""
        heading = Heading()
        for first, *others in filter(None, rows):
            told = _bare(first)
            heading = Heading(name=self._cues.key(told) or "") if told else heading
            self._printed.block(first)
            for cell in others:
                if _bare(cell):
                    self._lists.item(cell, heading)

    def _has_role(self, row: list[_Element]) -> bool:
        """Tell whether a row is a name and what its bearer was there."""
        told = [told for cell in row if (told := _bare(cell))]
        return len(told) == _TWO and role_of(told[1], self._cues) is not None

    def _roles(self, rows: list[list[_Element]]) -> None:
        for row in rows:
            name, role = (self._printed.block(cell) for cell in row if _bare(cell))
            at = Span(name.start, name.end)
            told = role_of(self._printed.cut(role).strip(_BARE), self._cues) or ""
            self._lists.fields.append(
                Field(
                    name=told if told in PEOPLE else "participants",
                    span=at, unit=Span(name.start, role.end), keyed=True, item=True, single=True,
                )
            )  # fmt: skip


def _bare(cell: _Element) -> str:
    """Return the words of a cell without its notes and the marks around them."""
    return " ".join(own_words(cell).split()).strip(_BARE)
