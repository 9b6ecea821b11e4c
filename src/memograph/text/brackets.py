"""Round and square brackets in a text, nested ones inside their outermost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memograph.problems import Span

_PAIRS = {"(": ")", "[": "]", "（": "）"}
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
    at = within.start
    while at < within.end:
        if text[at] in _PAIRS:
            end = _closing(text, at, within.end)
            if end is not None:
                kind: Literal["round", "square"] = "square" if text[at] == "[" else "round"
                inner = text[at + 1 : end - 1]
                found.append(Bracket(span=Span(at, end), inner=inner, kind=kind))
                at = end
                continue
        at += 1
    return tuple(found)


def _closing(text: str, start: int, stop: int) -> int | None:
    """Return the offset after the mark that closes the bracket at `start`, if there is one near."""
    expected = [_PAIRS[text[start]]]
    for at in range(start + 1, min(stop, start + _LONGEST)):
        char = text[at]
        if char == "\n" and text[at + 1 : at + 2] == "\n":
            return None
        if char in _PAIRS:
            expected.append(_PAIRS[char])
        elif char == expected[-1]:
            expected.pop()
            if not expected:
                return at + 1
    return None
