"""The head of a record in a page: where its lists of people end, and what parts them into sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from memograph.problems import Span
from memograph.readers.html.content import IN_BOLD, Printed
from memograph.text.cues import Cues
from memograph.text.header import Field, side_heading

_SLANTED: Final = "li slanted"


def listed(text: str, found: Sequence[Field], printed: Printed, words: Cues) -> list[Field]:
    """Return the fields of a head without the items that are headings, or stand below another.

    In plain words a heading such as "Discussion" behind a list looks like one more name of it. A
    smaller heading inside a list parts its people into groups; an item all in italics is a side.
    """
    ended = _Ended(text, printed, found, words)
    slanted = {one.span.start for one in printed.short if one.make == _SLANTED}
    items = sum(1 for one in found if one.item)
    if sum(1 for one in found if one.item and one.span.start in slanted) * 2 > items:
        slanted = set()
    side: str | None = None
    kept: list[Field] = []
    for one in found:
        if ended.drops(one):
            continue
        if one.item and one.span.start in slanted:
            side = _side(one.span.cut(text), words)
            continue
        side = side if one.item else None
        kept.append(replace(one, side=one.side or side) if side else one)
    return kept


def _side(heading: str, words: Cues) -> str:
    """Return the side that a heading names, as "USSR" or "U.S. Side:"."""
    key = " ".join(heading.split()).strip(" :.,")
    return side_heading(key, words) or key


class _Ended:
    """Which items of the lists of a head are headings, or stand below one that ended the list."""

    def __init__(self, text: str, printed: Printed, found: Sequence[Field], words: Cues) -> None:
        self._text, self._words = text, words
        self._headings = _headings(printed, found)
        self._starts = [heading.start for heading, _ in self._headings]
        self._opens = [_opens_list(heading.cut(text), words) for heading, _ in self._headings]
        self._before: Field | None = None
        self._over = False

    def drops(self, one: Field) -> bool:
        """Tell whether a field, the next one in order, is no part of the list before it."""
        before, self._before = self._before, one
        same = before is not None and before.name == one.name and before.span < one.span
        if not one.item or before is None or not same:
            self._over = False
        else:
            self._over = self._over or self._ends(before.span.end, one.span.start)
        self._over = self._over or (one.item and self._is_key(one.span))
        return one.item and (self._over or one.span.start in self._starts)

    def _is_key(self, span: Span) -> bool:
        """Tell whether an item is a key of the head that stands alone, such as "SUBJECT"."""
        name = self._words.key(span.cut(self._text).strip(" :."))
        return name in _OTHER_KEYS

    def _ends(self, start: int, stop: int) -> bool:
        """Tell whether a heading between two offsets ends the list that goes on there."""
        first, after = bisect_right(self._starts, start), bisect_right(self._starts, stop)
        opened = next((i for i in range(first - 1, -1, -1) if self._opens[i]), None)
        level = self._headings[opened][1] if opened is not None else IN_BOLD
        between = range(first, after)
        return not any(self._opens[i] for i in between) and any(
            self._headings[i][1] <= level for i in between
        )


_OTHER_KEYS: Final = frozenset(
    {"subject", "date", "time", "start", "end", "duration", "place", "title", "occasion"}
)


def _headings(printed: Printed, found: Sequence[Field]) -> list[tuple[Span, int]]:
    """Return headings with their levels; where people are printed in bold, bold makes none."""
    starts = {one.span.start for one in printed.headings if one.level == IN_BOLD}
    items = [one for one in found if one.item]
    people = sum(1 for one in items if one.span.start in starts) * 2 > len(items)
    return [(one.span, one.level) for one in printed.headings if one.level < IN_BOLD or not people]


def _opens_list(heading: str, words: Cues) -> bool:
    key = heading.strip(" :.")
    return words.key(key) is not None or side_heading(key, words) is not None
