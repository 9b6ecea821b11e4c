"""What pages repeat and what stands at their feet: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from memograph.readers.pdf.rows import Line, Row

_OUTERMOST: Final = 3
_ANY: Final = ""
_HALF_POINT: Final = 0.5
_HEIGHT: Final = 4.0
_SHARE: Final = 0.4
_MANY: Final = 4
_APART: Final = 1.3
_LEAST_STEP: Final = 0.8
_WIDE: Final = 1.6
_REACHES: Final = 6
_ENOUGH: Final = 5
_OTHER_SIZE: Final = 0.07
_SMALLER: Final = 0.93
_ROMAN: Final = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"[-–—\s\[(|/]*(?:[^\W\d_]{1,6}\.?\s)?#(?:\s?(?:[^\W\d_]{1,4}|/)\s?#)?[-–—\s\])|/.]*"
)
_NOTE: Final = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|[*†‡§]{1,3})")


def without_furniture(
    pages: Mapping[int, Sequence[Row]], body: float, leading: float
) -> dict[int, list[Row]]:
    """Return the rows of all pages without running heads, running feet and page numbers.

    Where that would be most of them, pages are alike for another reason, and nothing is left out.
    """
    found = {page: list(rows) for page, rows in pages.items()}
    for edge in (False, True):
        recurring = _recurring(found, from_bottom=edge)
        for page, rows in found.items():
            ordered = rows[::-1] if edge else rows
            count = _dropped(ordered, recurring, body=body, leading=leading)
            kept = ordered[count:]
            found[page] = kept[::-1] if edge else kept
    left, whole = (sum(map(len, rows.values())) for rows in (found, pages))
    return found if left * 2 > whole else {page: list(rows) for page, rows in pages.items()}


def _text(row: Row) -> str:
    told = "".join("".join(g.text for g in stretch) + " " for stretch in row.stretches)
    return " ".join(told.split())


def _key(row: Row) -> str:
    text = _text(row)
    return "#" if _ROMAN.fullmatch(text) else re.sub(r"\d+", "#", text)


def _recurring(
    pages: Mapping[int, Sequence[Row]], *, from_bottom: bool
) -> dict[str, tuple[tuple[float, int], ...]]:
    """Return how often which words stand at which height near one edge of the pages."""
    heights: dict[str, list[float]] = defaultdict(list)
    for rows in pages.values():
        outer = rows[::-1][:_OUTERMOST] if from_bottom else rows[:_OUTERMOST]
        for row in outer:
            heights[_key(row)].append(row.y)
    told: dict[str, tuple[tuple[float, int], ...]] = {}
    for key, ys in heights.items():
        groups: list[list[float]] = []
        for y in sorted(ys):
            if not groups or y - groups[-1][0] > _HEIGHT:
                groups.append([])
            groups[-1].append(y)
        told[key] = tuple((group[0], len(group)) for group in groups)
    whole = len(pages)
    told[_ANY] = _levels([rows[-1] if from_bottom else rows[0] for rows in pages.values() if rows])
    return {
        key: tuple((y, n) for y, n in found if n > 1 and (n > _OUTERMOST or n >= _SHARE * whole))
        for key, found in told.items()
    }


def _levels(rows: Sequence[Row]) -> tuple[tuple[float, int], ...]:
    """Return how often an outermost row stands at which height, whatever it says."""
    heights = Counter(round(row.y) for row in rows)
    return tuple((float(y) - _HALF_POINT, n) for y, n in sorted(heights.items()))


def _often(row: Row, heights: Sequence[tuple[float, int]]) -> int:
    return max((n for y, n in heights if 0 <= row.y - y <= _HEIGHT), default=0)


def _dropped(
    ordered: Sequence[Row],
    recurring: Mapping[str, tuple[tuple[float, int], ...]],
    *,
    body: float,
    leading: float,
) -> int:
    """Return how many rows from an edge are furniture: they recur there, apart from the text."""
    count = certain = 0
    for index, row in enumerate(ordered[:_OUTERMOST]):
        key = _key(row)
        often = _often(row, recurring.get(key, ()))
        if index == 0 and row.size < (1 - _OTHER_SIZE) * body:
            often = max(often, _often(row, recurring.get(_ANY, ())))
        number = _PAGE.fullmatch(key) is not None
        if not often and not number:
            break
        count = index + 1
        inner = ordered[index + 1] if index + 1 < len(ordered) else None
        apart = inner is not None and abs(row.y - inner.y) > _APART * leading
        other = abs(row.size - body) > _OTHER_SIZE * body
        lone = number and (often > 1 or apart) and key.strip() != ""
        if lone or often >= _MANY or (often and (apart or other)):
            certain = count
    return certain


def body_size(lines: Sequence[Line]) -> float:
    """Return the size in which most letters are printed."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def leading(lines: Sequence[Line]) -> float:
    """Return how far apart the lines of a paragraph stand: the least distance met often.

    A distance of half a line and more must be met behind many lines that reach the other edge: else
    it is the one between short paragraphs.
    """
    size = body_size(lines)
    edge: dict[int, float] = defaultdict(float)
    for line in lines:
        edge[line.column] = max(edge[line.column], line.x1)
    steps: Counter[float] = Counter()
    full: Counter[float] = Counter()
    for one, other in pairwise(lines):
        step = round((one.y - other.y) * 2) / 2
        if (one.page, one.column) == (other.page, other.column) and step > _LEAST_STEP * one.size:
            steps[step] += 1
            full[step] += edge[one.column] - one.x1 < _REACHES * one.size
    often = [
        step
        for step, n in steps.items()
        if n > 1
        and n * 20 >= len(lines)
        and (step < _WIDE * size or (n >= _ENOUGH and full[step] * 2 > n))
    ]
    return min(often or [size * 1.2])


def without_notes(lines: Sequence[Line], body: float) -> tuple[list[Line], bool]:
    """Return the lines without the footnotes below them, and whether there were any.

    Footnotes are in smaller print than the text above them and begin with a number or a mark; those
    that go on from the page before begin as they like.
    """
    kept: list[Line] = []
    noted = False
    open_notes = False
    for flow in _flows(lines):
        cut = len(flow)
        while cut and flow[cut - 1].size < _SMALLER * body:
            cut -= 1
        first = flow[cut] if cut < len(flow) else None
        if first and cut and (_NOTE.match(first.text) or open_notes):
            noted = open_notes = True
            kept.extend(flow[:cut])
        else:
            open_notes = open_notes and first is not None and not cut
            kept.extend(flow)
    return kept, noted


def _flows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines by page and column."""
    flows: list[list[Line]] = []
    for line in lines:
        last = flows[-1][-1] if flows else None
        if last is None or (last.page, last.column) != (line.page, line.column):
            flows.append([])
        flows[-1].append(line)
    return flows
