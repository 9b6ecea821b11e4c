"""Round and square brackets in a text, nested ones inside their outermost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from memograph.problems import Span

_PAIRS = {"(": ")", "[": "]", "（": "）"}
_MARK = re.compile(r"[()\[\]（）]|\n\s*\n")
_LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """An outermost bracket: its span with the marks, and the words inside without them."""

    span: Span
    inner: str
    kind: Literal["round", "square"]


def brackets(text: str, within: Span) -> tuple[Bracket, ...]:
    """Return the outermost balanced brackets that do not cross a blank line, in order.

    >>> [b.inner for b in brackets("a (b [c] d) [e (f)]", Span(0, 19))]
    ['b [c] d', 'e (f)']
    """
    found: list[Bracket] = []
    for pair in _pairs(text, within):
        while found and found[-1].span.start > pair.start:
            found.pop()
        kind: Literal["round", "square"] = "square" if text[pair.start] == "[" else "round"
        inner = text[pair.start + 1 : pair.end - 1]
        found.append(Bracket(span=pair, inner=inner, kind=kind))
    return tuple(found)


def _pairs(text: str, within: Span) -> Iterator[Span]:
    """Yield the brackets that close, inner ones before those around them; each character once."""
    opened: list[int] = []
    for match in _MARK.finditer(text, within.start, within.end):
        mark = match.group()
        if mark in _PAIRS:
            opened.append(match.start())
        elif mark.isspace():
            opened.clear()
        elif opened and _PAIRS[text[opened[-1]]] == mark:
            start = opened.pop()
            if match.end() - start <= _LONGEST:
                yield Span(start, match.end())
