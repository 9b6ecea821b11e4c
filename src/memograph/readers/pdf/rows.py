"""Letters put into rows, rows into lines: side by side where a page is set in two columns.

A `Line` is one line of one column. Raised small letters, as of the numbers of notes, are kept apart
until it is known whether there are notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from memograph.readers.pdf.glyphs import Glyph

_SAME_ROW: Final = 0.4
_RAISED_ROW: Final = 0.7
_BLANK: Final = 0.18
_APART: Final = 0.9
_OVERPRINT: Final = 0.3
_RAISED: Final = 0.12
_SMALL: Final = 0.85
_FEWEST: Final = 4
_MIDDLE: Final = (0.25, 0.75)
_FULL: Final = 0.6
_HALF: Final = 2
_NARROWEST: Final = 0.3
_NUMBERED: Final = 8
_SPELLED: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURES: Final = str.maketrans(_SPELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a line in one kind of print."""

    text: str
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: its pieces, where it stands, and how wide its first word is.

    `column` is 0 where the page is set in one, else 1 or 2.
    """

    pieces: tuple[Piece, ...]
    page: int
    x0: float
    x1: float
    y: float
    size: float
    first: float
    column: int = 0

    @property
    def text(self) -> str:
        """Return the words of the line, raised ones too."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def unraised(self) -> str:
        """Return the words of the line without raised ones."""
        return "".join(piece.text for piece in self.pieces if not piece.raised)

    @property
    def bold(self) -> bool:
        """Return whether all of the line is bold."""
        return all(piece.bold for piece in self.pieces if piece.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands at one height: stretches of letters with much room between them."""

    stretches: tuple[tuple[Glyph, ...], ...]
    y: float
    size: float

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Return all letters of the row, from left to right."""
        return tuple(glyph for stretch in self.stretches for glyph in stretch)

    def crosses(self, x: float) -> bool:
        """Tell whether a stretch of the row lies across a place."""
        return any(s[0].x0 < x < s[-1].x1 for s in self.stretches)


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the letters of a page row by row, from the top."""
    found: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: (-g.y, g.x0)):
        # Small letters alone are raised ones of the row that follows closely.
        reach = _RAISED_ROW if size < _SMALL * glyph.size else _SAME_ROW
        if not found or base - glyph.y > reach * max(size, glyph.size):
            found.append([])
            base, size = glyph.y, glyph.size
        elif glyph.size > size:
            base, size = glyph.y, glyph.size
        found[-1].append(glyph)
    printed = [row for row in found if any(glyph.text.strip() for glyph in row)]
    return _without_numbers([_row(row) for row in printed])


def _row(glyphs: Sequence[Glyph]) -> Row:
    """Return a row of letters; a blank is kept with the letter after it."""
    size = max(glyph.size for glyph in glyphs if glyph.text.strip())
    stretches: list[list[Glyph]] = []
    blank = False
    for each in sorted(glyphs, key=lambda g: g.x0):
        if not each.text.strip():
            blank = True
            continue
        glyph = each._replace(text=f" {each.text}") if blank and stretches else each
        blank = False
        if stretches and _is_overprint(stretches[-1][-1], glyph):
            # The same letter printed twice with a small shift looks bold.
            stretches[-1][-1] = stretches[-1][-1]._replace(bold=True)
            continue
        if not stretches or glyph.x0 - stretches[-1][-1].x1 > _APART * size:
            stretches.append([])
        stretches[-1].append(glyph)
    y = _baseline([glyph for glyph in glyphs if glyph.text.strip()], size)
    return Row(stretches=tuple(map(tuple, stretches)), y=y, size=size)


def _baseline(glyphs: Sequence[Glyph], size: float) -> float:
    """Return the height of most letters that are not small."""
    main = sorted(glyph.y for glyph in glyphs if glyph.size > _SMALL * size)
    return main[len(main) // 2]


def _is_overprint(one: Glyph, other: Glyph) -> bool:
    width = max(one.x1 - one.x0, 0.1)
    return one.text.strip() == other.text.strip() and other.x0 - one.x0 < _OVERPRINT * width


def _without_numbers(found: list[Row]) -> list[Row]:
    """Leave out the numbers of the lines where a page prints them beside its text."""
    numbers: dict[int, int] = {}
    for index, row in enumerate(found):
        label = "".join(glyph.text for glyph in row.stretches[0]).strip()
        if len(row.stretches) > 1 and label.isdecimal():
            numbers[index] = int(label)
    told = list(numbers.values())
    rising = all(b - a == 1 for a, b in pairwise(told))
    if len(told) < _NUMBERED or len(told) * _HALF < len(found) or not rising:
        return found
    return [
        Row(stretches=row.stretches[1:], y=row.y, size=row.size) if index in numbers else row
        for index, row in enumerate(found)
    ]


def lines(found: Sequence[Row], page: int) -> list[Line]:
    """Return the lines of a page in the order in which they are read."""
    gutter = _gutter(found)
    if gutter is None:
        return [_line(row.glyphs, page, 0) for row in found]
    told: list[Line] = []
    zone: list[Row] = []
    for row in found:
        if row.crosses(gutter):
            told.extend(_zone(zone, gutter, page))
            told.append(_line(row.glyphs, page, 0))
            zone = []
        else:
            zone.append(row)
    told.extend(_zone(zone, gutter, page))
    return told


def _zone(zone: Sequence[Row], gutter: float, page: int) -> Iterator[Line]:
    """Yield what stands left of the gutter, then what stands right of it."""
    sides = [_sides(row, gutter) for row in zone]
    if not all(any(pair[side] for pair in sides) for side in (0, 1)):
        yield from (_line(row.glyphs, page, 0) for row in zone)
        return
    for column in (0, 1):
        for pair in sides:
            if pair[column]:
                yield _line(pair[column], page, column + 1)


def _sides(row: Row, x: float) -> tuple[tuple[Glyph, ...], tuple[Glyph, ...]]:
    """Return the letters left and right of a place."""
    glyphs = row.glyphs
    return tuple(g for g in glyphs if g.x0 < x), tuple(g for g in glyphs if g.x0 >= x)


def _gutter(found: Sequence[Row]) -> float | None:
    """Return a place in the room between two columns of text, None if there are not two.

    It is where many stretches begin and hardly any lies across.
    """
    if not found:
        return None
    left = min(row.glyphs[0].x0 for row in found)
    right = max(row.glyphs[-1].x1 for row in found)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    begins = Counter(round(stretch[0].x0) for row in found for stretch in row.stretches)
    places = sorted(x for x, n in begins.items() if n >= _FEWEST and low < x < high)
    fitting = [x - 1.0 for x in places if _are_columns(found, x - 1.0, left, right)]
    return min(fitting, key=lambda x: (sum(row.crosses(x) for row in found), x), default=None)


def _are_columns(found: Sequence[Row], x: float, left: float, right: float) -> bool:
    """Tell whether text fills both sides of a place, so that it is read side by side.

    A column of names beside one of speeches is neither filled nor wide: it is read row by row.
    """
    sides = [_sides(row, x) for row in found if not row.crosses(x)]
    lefts = [side[-1].x1 for side, _ in sides if side]
    rights = [side for _, side in sides if side]
    if min(len(lefts), len(rights)) < _FEWEST or len(sides) * _HALF < len(found):
        return False
    end, begin = max(lefts), min(side[0].x0 for side in rights)
    if min(end - left, right - begin) < _NARROWEST * (right - left):
        return False
    filled = sum(stop - left > _FULL * (end - left) for stop in lefts)
    wide = sum(side[-1].x1 - side[0].x0 > _FULL * (right - begin) for side in rights)
    return filled * _HALF > len(lefts) and wide * _HALF > len(rights)


def _line(glyphs: Sequence[Glyph], page: int, column: int) -> Line:
    size = max(glyph.size for glyph in glyphs)
    y = _baseline(glyphs, size)
    pieces: list[Piece] = []
    first = 0.0
    last: Glyph | None = None
    for glyph in glyphs:
        spaced = glyph.text.startswith(" ")
        gap = last is not None and (spaced or glyph.x0 - last.x1 > _BLANK * size)
        if gap and not first and last:
            first = last.x1 - glyphs[0].x0
        raised = glyph.size < _SMALL * size and glyph.y - y > _RAISED * size
        text = (" " if gap else "") + glyph.text.strip().translate(_LIGATURES)
        if pieces and (pieces[-1].bold, pieces[-1].raised) == (glyph.bold, raised):
            pieces[-1] = Piece(text=pieces[-1].text + text, bold=glyph.bold, raised=raised)
        else:
            pieces.append(Piece(text=text, bold=glyph.bold, raised=raised))
        last = glyph
    x0, x1 = glyphs[0].x0, glyphs[-1].x1
    return Line(
        pieces=tuple(pieces),
        page=page,
        x0=x0,
        x1=x1,
        y=y,
        size=size,
        first=first or x1 - x0,
        column=column,
    )
