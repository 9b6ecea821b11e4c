"""The head of a record in a page: lists of people end where a heading begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from memograph.readers.html.content import Heading
from memograph.text.conversation import Parts
from memograph.text.cues import Cues
from memograph.text.header import Field, fields, side_heading
from memograph.text.layout import Layout

_DEEPEST: Final = 6


def with_ended_lists(
    text: str, layout: Layout, headings: Sequence[Heading], parts: Parts, words: Cues
) -> Layout:
    """Return a layout whose lists of people hold nothing that stands below another heading.

    In plain words a heading such as "Discussion" behind a list looks like one more name of it. A
    smaller heading inside a list parts its people into groups, and is no name either.
    """
    if layout.fields is not None or not headings:
        return layout
    found = [one for within in (parts.head, parts.tail) for one in fields(text, within, words)]
    ended = _Ended(text, headings, words)
    kept = tuple(one for one in found if not ended.drops(one))
    return layout if len(kept) == len(found) else replace(layout, fields=kept)


class _Ended:
    """Which items of the lists of a head stand below a heading that ended their list."""

    def __init__(self, text: str, headings: Sequence[Heading], words: Cues) -> None:
        self._headings = headings
        self._starts = [heading.span.start for heading in headings]
        self._opens = [_opens_list(heading.span.cut(text), words) for heading in headings]
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
        return one.item and (self._over or one.span.start in self._starts)

    def _ends(self, start: int, stop: int) -> bool:
        """Tell whether a heading between two offsets ends the list that goes on there."""
        first, after = bisect_right(self._starts, start), bisect_right(self._starts, stop)
        opened = next((i for i in range(first - 1, -1, -1) if self._opens[i]), None)
        level = self._headings[opened].level if opened is not None else _DEEPEST
        between = range(first, after)
        return not any(self._opens[i] for i in between) and any(
            self._headings[i].level <= level for i in between
        )


def _opens_list(heading: str, words: Cues) -> bool:
    key = heading.strip(" :.")
    return words.key(key) is not None or side_heading(key, words) is not None
