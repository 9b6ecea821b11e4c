"""Lines put into paragraphs: by the room between them, by indents, by whether the line was full.

A paragraph goes on over the end of a page or a column. Words that were parted at the end of a line
are joined again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from memograph.readers.pdf.rows import Line
from memograph.readers.runs import Block, Run

_SAME: Final = 2.0
_OTHER_SIZE: Final = 0.08
_APART: Final = 1.3
_SPACE: Final = 0.2
_ROOM: Final = 0.35
_LARGER: Final = 1.12
_HANGING: Final = 0.9
_TERMINAL: Final = tuple('.?!:…"”’»)]')
_HYPHENS: Final = ("-", "\u2010", "\u00ad")
_LABEL: Final = re.compile(
    r"\W{0,3}(?!\d)\w[^:\uff1a!?;\n]{0,60}[:\uff1a](?:\s|$)|\W{0,3}[A-Z]\w?[.:](?:\s|$)"
)
_LABEL_WORDS: Final = 6
_HYPHENATED: Final = re.compile(r"\b[^\W\d_]{1,40}-[^\W\d_]{1,40}")
_LONGEST_WORD: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text is set: its size and leading, where its lines begin, how wide they are.

    `hanging` says that the first lines of paragraphs stand out to the left of the others.
    """

    body: float
    leading: float
    left: Mapping[tuple[int, int], float]
    right: Mapping[tuple[int, int], float]
    hanging: bool = False

    def indent(self, line: Line) -> float:
        """Return how far right of its column's edge a line begins."""
        return line.x0 - self.left[line.page, line.column]

    def is_full(self, line: Line, following: Line) -> bool:
        """Tell whether a line had no room for the first word of the next."""
        room = self.right[line.page, line.column] - line.x1
        return room < following.first + (_SPACE + _ROOM) * line.size


def setting(lines: Sequence[Line], body: float, leading: float) -> Setting:
    """Return how the lines of a text are set."""
    flows: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        flows[line.page, line.column].append(line)
    width: dict[int, float] = defaultdict(float)
    for (_, column), found in flows.items():
        spread = max(line.x1 for line in found) - min(line.x0 for line in found)
        width[column] = max(width[column], spread)
    edges = {key: min(line.x0 for line in found) for key, found in flows.items()}
    # Lines may begin a constant way in from the edge, so the commonest way in counts.
    ways = {
        column: Counter(
            round(line.x0 - edges[line.page, column]) for line in lines if line.column == column
        )
        for column in width
    }
    usual = {column: max(way, key=lambda step: (way[step], -step)) for column, way in ways.items()}
    left = {}
    for (page, column), found in flows.items():
        begins = edges[page, column] + usual[column]
        near = [line.x0 for line in found if abs(line.x0 - begins) <= _SAME]
        left[page, column] = min(near) if near else edges[page, column]
    right = {(page, column): edges[page, column] + width[column] for page, column in flows}
    plain = Setting(body=body, leading=leading, left=left, right=right)
    return Setting(
        body=body, leading=leading, left=left, right=right, hanging=_is_hanging(lines, plain)
    )


def _is_hanging(lines: Sequence[Line], told: Setting) -> bool:
    """Tell whether lines that step in go on with those before, which were all full."""
    stepped = [
        told.is_full(one, other)
        for one, other in pairwise(lines)
        if (one.page, one.column) == (other.page, other.column)
        and abs(told.indent(one)) <= _SAME
        and told.indent(other) > _SAME
        and one.y - other.y < _APART * told.leading
    ]
    return bool(stepped) and sum(stepped) >= _HANGING * len(stepped)


def paragraphs(lines: Sequence[Line], told: Setting) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line, told):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: Sequence[Line], line: Line, told: Setting) -> bool:
    """Tell whether a line begins a paragraph rather than going on with one."""
    last = group[-1]
    if abs(last.size - line.size) > _OTHER_SIZE * last.size:
        return True
    together = (last.page, last.column) == (line.page, line.column)
    larger = line.size > _LARGER * told.body
    if together and last.y - line.y > _APART * (line.size * 1.2 if larger else told.leading):
        return True
    if (larger and together) or last.text.rstrip().endswith(_HYPHENS):
        return False
    return _opens_turn(last, line) or _steps(group, line, told) or not told.is_full(last, line)


def _opens_turn(last: Line, line: Line) -> bool:
    """Tell whether a line has the print or the shape of a label behind the end of a sentence."""
    bold = line.pieces[0].bold
    if _opens(line) and (_is_terminal(last) or bold != last.pieces[-1].bold):
        return True
    return last.bold and not bold


def _steps(group: Sequence[Line], line: Line, told: Setting) -> bool:
    """Tell whether a line begins a paragraph by where it begins."""
    last = group[-1]
    now, before = told.indent(line), told.indent(last)
    if abs(now - before) <= _SAME:
        return False
    if now < -_SAME:
        return True
    if abs(now) <= _SAME:
        return before > _SAME and len(group) > 1
    if before > _SAME:
        return True
    return len(group) > 1 or not told.hanging


def _opens(line: Line) -> bool:
    """Tell whether a line has the shape of a label and something said."""
    match = _LABEL.match(line.text)
    return match is not None and len(match[0].split()) <= _LABEL_WORDS


def _is_terminal(line: Line) -> bool:
    return line.unraised.rstrip().endswith(_TERMINAL)


def blocks(
    lines: Sequence[Line], told: Setting, *, noted: bool, joining: frozenset[str]
) -> Iterator[Block]:
    """Yield the paragraphs that some lines make; `joining` are words such as "and".

    Where there are footnotes, their numbers in the text are left out.
    """
    kept = frozenset(word.lower() for line in lines for word in _HYPHENATED.findall(line.text[:-1]))
    for group in paragraphs(lines, told):
        heading = all(line.size > _LARGER * told.body for line in group)
        runs: list[Run] = []
        for line in group:
            if runs:
                _join(runs, line, kept, joining)
            pieces = [p for p in line.pieces if not (noted and p.raised and _is_number(p.text))]
            runs.extend(Run(text=p.text, bold=p.bold, page=line.page) for p in pieces)
        yield Block(runs=tuple(runs), heading=heading)


def _is_number(text: str) -> bool:
    told = text.strip(" ,;.()[]")
    return told.isdecimal() or told in {"*", "†", "‡", "§"}


def _join(runs: list[Run], line: Line, kept: frozenset[str], joining: frozenset[str]) -> None:
    """Make ready for the next line: a blank, or nothing where a word was parted."""
    last = runs[-1]
    text = last.text.rstrip()
    following = line.text.lstrip()
    if not text.endswith(_HYPHENS) or not following or text[-2:-1] in ("", " ", "-"):
        runs[-1] = Run(text=f"{text} ", bold=last.bold, page=last.page)
        return
    first = re.match(r"[\w’']+", following)
    word = first[0] if first else ""
    before = re.search(r"[^\W\d_]+$", text[-_LONGEST_WORD:-1])
    if text.endswith("\u00ad"):
        text = text[:-1]
    elif word.lower() in joining:
        text = f"{text} "
    elif following[0].islower() and before and f"{before[0]}-{word}".lower() not in kept:
        text = text[:-1]
    runs[-1] = Run(text=text, bold=last.bold, page=last.page)
