"""Which labels carry a text: those of what was said verbatim, or those of what is reported."""

from __future__ import annotations

from collections.abc import Collection

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.head_keys import is_talk_line
from memograph.text.labels import Label
from memograph.text.lines import lines

_DECKED = " \t\r*_."
_LONGEST_KEY = 60
_SHORT = 80
_STRAY = 2
_WORDS = 3


def behind_lists(
    text: str, within: Span, labels: tuple[Label, ...], cues: Cues
) -> tuple[Label, ...]:
    """Return the labels without stray ones before the list of those present."""
    if not labels:
        return labels
    middle = (within.start + within.end) // 2
    stray = labels[_STRAY].opens if len(labels) > _STRAY else within.end
    for line in lines(text, Span(within.start, max(labels[-1].opens, middle))):
        if line.start > stray:
            break  # the labels before this line are too many to be strays
        key = line.cut(text).partition(":")[0].strip(_DECKED)
        names = len(key) <= _LONGEST_KEY and cues.key(key) == "participants"
        if not names and not is_talk_line(text, line, cues):
            continue
        after = tuple(label for label in labels if label.opens > line.start)
        # Half of a text at least stands behind the list that heads it.
        early = line.start < middle
        if len(labels) - len(after) <= _STRAY and (early or len(after) > _STRAY):
            labels = after
            stray = labels[_STRAY].opens if len(labels) > _STRAY else within.end
    return labels


def chosen(
    text: str, verbatim: tuple[Label, ...], reported: tuple[Label, ...], known: Collection[str]
) -> tuple[Label, ...]:
    """Return the labels that carry the text: the verbatim ones, unless more paragraphs report.

    A text that reports keeps the colons behind those who are titled or known to be there.
    """
    both = {label.opens for label in reported}
    firm = [one for one in verbatim if one.opens not in both or not _heads_topic(one, known)]
    opened = {label.opens for label in firm}
    told = [label for label in reported if label.opens not in opened]
    if len(told) <= len(firm):
        return with_capitals(text, verbatim, reported, known)
    colons = [
        label
        for label in verbatim
        if label.style == "colon"
        and label.opens > told[0].opens
        and (label.titled or any(name in known for name in label.names))
        and len(_rest_of_line(text, label).split()) >= _WORDS
    ]
    return tuple(sorted((*told, *colons), key=lambda label: label.opens))


def _heads_topic(label: Label, known: Collection[str]) -> bool:
    """Tell whether a label before somebody who is said to speak may be a heading that runs in."""
    return not (label.titled or label.capitals or any(name in known for name in label.names))


def with_capitals(
    text: str, verbatim: tuple[Label, ...], reported: tuple[Label, ...], known: Collection[str]
) -> tuple[Label, ...]:
    """Return the labels with the speakers of reported words printed as labels are: in capitals.

    "MR. BROWN: No." and "MR. GREEN asked why." stand side by side in one record; running text
    prints nobody so.
    """
    in_capitals = sum(label.capitals for label in verbatim)
    if not verbatim or in_capitals * 2 <= len(verbatim):
        return verbatim
    opened = {label.opens for label in verbatim}
    names = {name for label in verbatim for name in label.names} | set(known)
    more = [
        label
        for label in reported
        if label.capitals
        and label.opens not in opened
        and (label.titled or any(name in names for name in label.names))
        and any(map(str.islower, text[label.span.end : label.span.end + _SHORT]))
    ]
    return tuple(sorted((*verbatim, *more), key=lambda label: label.opens))


def _rest_of_line(text: str, label: Label) -> str:
    end = text.find("\n", label.after)
    return text[label.after : end if end >= 0 else len(text)]
