"""Enumerated items inside a statement: "a) …", "b) …" in paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.lines import Paragraph

_ITEM = re.compile(r"(?P<label>\(?(?:[a-z]|[A-Z]|\d{1,2}|[ivx]{1,4})[.)．°]|[•–-])\s+(?=\S)")
_ENOUGH = 2


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
    listed: list[Item] = []
    run: list[Item] = []
    for paragraph in found:
        match = _ITEM.match(paragraph.text)
        if match and (not run or _follows(run[-1].label, match["label"])):
            run.append(Item(span=paragraph.span, label=match["label"], order=len(run) + 1))
            continue
        listed.extend(run if len(run) >= _ENOUGH else ())
        run = []
        if match:
            run.append(Item(span=paragraph.span, label=match["label"], order=1))
    listed.extend(run if len(run) >= _ENOUGH else ())
    return tuple(listed)


def _follows(before: str, after: str) -> bool:
    """Tell whether one label comes after another: the next letter or number, or the same dash."""
    one, other = before.strip("().．°"), after.strip("().．°")
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    if len(one) == len(other) == 1 and one.isalpha() and other.isalpha():
        return ord(other) == ord(one) + 1
    if one.isalpha() and other.isalpha():
        return set((one + other).lower()) <= set("ivx")
    return one == other
