"""Lines and paragraphs of a text, as spans.

A paragraph is a block between blank lines. Where lines are not wrapped (each is as long as its
paragraph), every line is a paragraph of its own, as in transcripts without blank lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from memograph.problems import Span, Where

_WRAPPED_WIDTH = range(35, 121)
_TERMINAL = frozenset('.?!:;)]”"»…')
_WRAPPED_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of printed characters; `gap` counts the blank lines before it."""

    span: Span
    text: str
    gap: int

    @property
    def start(self) -> int:
        """Return the offset of the first printed character."""
        return self.span.start

    @property
    def end(self) -> int:
        """Return the offset after the last printed character."""
        return self.span.end


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without the blanks at its ends; an empty one stays at `start`.

    >>> trim("  a b  ", 0, 7)
    Span(start=2, end=5)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def where(text: str, source: str, offset: int) -> Where:
    r"""Return the line and column of an offset of a text that is its own source.

    >>> str(where("One.\nTwo.", "memo.txt", 7))
    'memo.txt:2:3'
    """
    start = text.rfind("\n", 0, offset) + 1
    line = text.count("\n", 0, offset) + 1
    return Where(source=source, line=line, column=offset - start + 1, offset=offset)


def last_printed(text: str, before: int, *, floor: int = 0) -> str:
    """Return the last printed character before an offset, "" if there is none from `floor` on.

    >>> last_printed("Yes. (smiling)", 5)
    '.'
    """
    while before > floor and text[before - 1].isspace():
        before -= 1
    return text[before - 1 : before] if before > floor else ""


class Locator:
    """Tells the line and column of offsets of one text, each in the time of a search.

    Counting the lines before every offset anew would take a long text's square.
    """

    def __init__(self, text: str, source: str) -> None:
        """Begin with no line counted; they are at the first question."""
        self._text = text
        self._source = source
        self._starts: list[int] = []

    def __call__(self, offset: int) -> Where:
        r"""Return where an offset stands, as `where` does.

        >>> str(Locator("One.\nTwo.", "memo.txt")(7))
        'memo.txt:2:3'
        """
        if not self._starts:
            self._starts = [0, *(m.end() for m in re.finditer("\n", self._text))]
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Where(source=self._source, line=line, column=column, offset=offset)


def lines(text: str, within: Span | None = None) -> Iterator[Span]:
    r"""Yield the lines of a text without their line feed, blank ones included.

    >>> [span.cut("a\n\nb") for span in lines("a\n\nb")]
    ['a', '', 'b']
    """
    start, stop = within or Span(0, len(text))
    while start <= stop:
        end = text.find("\n", start, stop)
        if end < 0:
            end = stop
        yield Span(start, end)
        start = end + 1


def paragraphs(
    text: str, within: Span | None = None, *, wrapped: bool | None = None
) -> tuple[Paragraph, ...]:
    r"""Return the paragraphs of a text in order, wrapped lines joined.

    Whether lines are wrapped is told by the stretch itself, unless it is known to be `wrapped`.

    >>> [p.text for p in paragraphs("One.\n\nTwo.\nThree.")]
    ['One.', 'Two.', 'Three.']
    """
    blocks = tuple(_blocks(text, within))
    joined = is_wrapped(text, within) if wrapped is None else wrapped
    found: list[Paragraph] = []
    for group, gap in blocks:
        pieces = [Span(group[0].start, group[-1].end)] if joined else group
        for index, piece in enumerate(pieces):
            span = trim(text, *piece)
            found.append(Paragraph(span=span, text=span.cut(text), gap=0 if index else gap))
    return tuple(found)


def _blocks(text: str, within: Span | None) -> Iterator[tuple[list[Span], int]]:
    group: list[Span] = []
    gap = before = 0
    for line in lines(text, within):
        if line.cut(text).strip():
            if not group:
                before = gap
            group.append(line)
            gap = 0
            continue
        if group:
            yield group, before
            group = []
        gap += 1
    if group:
        yield group, before


def is_wrapped(text: str, within: Span | None = None) -> bool:
    r"""Tell whether lines break where the next word would not have fitted.

    >>> is_wrapped("Ada: Yes.\nBen: No.")
    False
    """
    broken = total = flowing = 0
    if any(line.end - line.start > _WRAPPED_WIDTH[-1] for line in lines(text, within)):
        return False
    for group, _ in _blocks(text, within):
        printed = [line.cut(text).strip() for line in group]
        width = max(map(len, printed))
        for line, following in pairwise(printed):
            total += 1
            fits = len(line) + 1 + len(following.split()[0]) <= width
            breaks = width in _WRAPPED_WIDTH and not fits and line[-1] not in _TERMINAL
            broken += breaks
            flowing += breaks and _flows(line, following)
    # Lines of a list are as wide as each other by chance; none of them goes on with the last.
    return total > 0 and broken / total > _WRAPPED_SHARE and flowing > 0


def _flows(line: str, following: str) -> bool:
    """Tell whether a sentence goes from one line to the next: no capital begins it anew."""
    first = following[0]
    return (
        line[-1] in ",-‐" or not first.isalpha() or first.upper() != first or first.lower() == first
    )


@lru_cache(maxsize=2)
def wrap_width(text: str) -> int:
    """Return how wide a wrapped text's lines are, 0 if it is not wrapped.

    It is asked for again and again while one text is read, so the last answers are kept.
    """
    if not is_wrapped(text):
        return 0
    return max(len(line.cut(text).strip()) for line in lines(text))
