"""Enumerated items inside a statement: "a) …", "b) …" in paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.lines import Paragraph

_ITEM = re.compile(
    r"(?P<label>\(?(?:[a-z]|[A-Z]|\d{1,2}|[ivx]{1,4}|[IVX]{1,4})[.)．°]|[•–-])\s+(?=\S)"
)
_ENOUGH = 2
_LOWER = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_ROMAN = (*_LOWER, *(numeral.upper() for numeral in _LOWER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item: the span of its words and label, the label as printed, its order in its list."""

    span: Span
    label: str
    order: int


def items(found: Sequence[Paragraph]) -> tuple[Item, ...]:
    r"""Return the items among a statement's paragraphs; two at least, in the order of their labels.

    >>> from memograph.text.lines import paragraphs
    >>> [i.label for i in items(paragraphs("Rules:\n\na) Do not hit.\n\nb) Do not curse."))]
    ['a)', 'b)']
    """
    lists: list[list[Item]] = []
    opened: list[list[Item]] = []
    for paragraph in found:
        match = _ITEM.match(paragraph.text)
        if not match:
            opened = []
            continue
        while opened and not _follows(opened[-1][-1].label, match["label"]):
            if not any(_follows(run[-1].label, match["label"]) for run in opened):
                break
            opened.pop()
        if not opened or not _follows(opened[-1][-1].label, match["label"]):
            alike = [n for n, run in enumerate(opened) if run[0].label == match["label"]]
            opened = opened[: alike[0]] if alike else opened
            opened.append([])
            lists.append(opened[-1])
        run = opened[-1]
        run.append(Item(span=paragraph.span, label=match["label"], order=len(run) + 1))
    listed = [item for run in lists if len(run) >= _ENOUGH for item in run]
    return tuple(sorted(listed, key=lambda item: item.span))


def _follows(before: str, after: str) -> bool:
    """Tell whether one label comes after another: the next letter or number, or the same dash."""
    one, other = before.strip("().．°"), after.strip("().．°")
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    if before[:1] != after[:1] and "(" in (before[:1], after[:1]):
        return False
    if len(one) == len(other) == 1 and one.isalpha() and ord(other) == ord(one) + 1:
        return True
    if one.isalpha() and other.isalpha():
        return one in _ROMAN and other in _ROMAN[_ROMAN.index(one) + 1 :][:1]
    return one == other
