"""Who speaks in captions without voice tags: names before a colon, or in brackets on their own.

A name before a colon counts if it comes again or stands behind a sign of change, since a colon may
stand in any sentence; every one does where nearly all cues begin with one, and one in capitals
where the others are. Once names are printed so, one that comes only once counts where a sentence
has ended before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from memograph.problems import Span
from memograph.readers.captions import Caption
from memograph.text.cues import Cues
from memograph.text.directions import tells
from memograph.text.labels import Label, candidates
from memograph.text.listed_names import given_first
from memograph.text.names import PrintedName, fold

_ANY: Final = re.compile(r"(?P<name>[^\s:]+(?: [^\s:]+){0,4})(?P<mark>:)\s+")
_BRACKETED: Final = re.compile(r"(?P<name>[(\[][^()\[\]:]{1,60}[)\]])(?P<mark>:)\s+(?=\S)")
_ALONE: Final = re.compile(r"[(\[](?P<name>[^()\[\]:]{1,60})[)\]]:?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDED: Final = (".", "!", "?", "…", "”", '"', ")", "]", "»")
_NEARLY_ALL: Final = 0.75
_SEVERAL, _MANY = 2, 3


def with_names_alone(found: Sequence[Caption], cues: Cues) -> list[Caption]:
    """Return captions whose names stand in brackets on lines of their own, as those of voices.

    They do where nearly all cues begin with such a line, and no direction is one.
    """
    names = [_alone(one, after, cues) for one, after in zip(found, [*found[1:], None], strict=True)]
    cued = [name for one, name in zip(found, names, strict=True) if not one.within]
    if sum(map(bool, cued)) < max(len(cued) * _NEARLY_ALL, _SEVERAL):
        return list(found)
    voiced: list[Caption] = []
    speaker: str | None = None
    for one, name in zip(found, names, strict=True):
        if name:
            speaker = name
        else:
            voiced.append(replace(one, speaker=speaker))
    return voiced


def _alone(one: Caption, after: Caption | None, cues: Cues) -> str:
    """Return the name that fills a line of a cue in which words follow, or nothing."""
    match = _ALONE.fullmatch(one.words)
    if not match or not after or not after.within or tells(one.words.rstrip(":"), cues):
        return ""
    name = match["name"].strip()
    tokens = name.split()
    named = bool(tokens) and all(not token[0].islower() for token in tokens)
    return given_first(name) if named else ""


def openings(found: Sequence[Caption], cues: Cues) -> list[Label | None]:
    """Return for each caption the label that opens it, if one does."""
    named = [_opening(one, cues) for one in found]
    any_named = [
        label or (None if one.within else _any_opening(one))
        for one, label in zip(found, named, strict=True)
    ]
    every = _open_all(found, named, _NEARLY_ALL) or _open_all(found, any_named, 1)
    named = any_named if every else named
    counts = Counter(_key(label) for label in named if label)
    sure = [
        label if label and (_is_marked(one, every=every) or counts[_key(label)] > 1) else None
        for one, label in zip(found, named, strict=True)
    ]
    sure = _with_others(found, named, sure)
    distinct = {_key(label) for label in sure if label}
    alone = every and max(counts.values()) >= _MANY
    return sure if len(distinct) > 1 or alone else [None] * len(sure)


def _is_marked(one: Caption, *, every: bool) -> bool:
    """Tell whether the form of a cue says that a name opens it."""
    return one.changes or one.words[:1] in ("[", "(") or (every and not one.within)


def _with_others(
    found: Sequence[Caption], named: Sequence[Label | None], sure: Sequence[Label | None]
) -> list[Label | None]:
    """Return the labels with those that come once, printed as the others are."""
    plain = [
        label.speakers[0].capitals
        for one, label in zip(found, sure, strict=True)
        if label and one.words[:1] not in ("[", "(")
    ]
    if not plain:
        return list(sure)
    small = frozenset(fold(word) for one in found for word in _small_words(one.words))
    ended = [True, *(one.words.endswith(_ENDED) for one in found[:-1])]
    shouted = all(plain)
    return [
        label
        or (
            other
            if other and _is_like(one, other, shouted=shouted, after=end, small=small)
            else None
        )
        for one, end, label, other in zip(found, ended, sure, named, strict=True)
    ]


def _is_like(
    one: Caption, label: Label, *, shouted: bool, after: bool, small: frozenset[str]
) -> bool:
    """Tell whether a label is printed like the others: in capitals, or where no sentence goes on.

    A word that the captions spell in small letters as well is no name.
    """
    name = label.speakers[0]
    if shouted:
        return name.capitals
    return not name.capitals and not one.within and after and fold(name.name) not in small


def _small_words(words: str) -> list[str]:
    return [word for word in _WORD.findall(words) if word == word.lower()]


def _key(label: Label) -> str:
    return fold(label.speakers[0].name)


def _open_all(found: Sequence[Caption], opened: Sequence[Label | None], share: float) -> bool:
    """Tell whether such a share of the cues begin with labels, of which one comes again."""
    cued = [label for one, label in zip(found, opened, strict=True) if not one.within]
    names = [_key(label) for label in cued if label]
    return len(names) >= len(cued) * share and len(set(names)) < len(names)


def _any_opening(one: Caption) -> Label | None:
    """Return the few words before a colon that open a cue as a label, whatever they are."""
    match = _ANY.match(one.words)
    return _bare(match) if match else None


def _bare(match: re.Match[str]) -> Label:
    name = match["name"]
    inner = name[1:-1] if name[:1] in "([" and name[-1:] in ")]" else name
    start = match.start("name") + name.find(inner)
    span = Span(start, start + len(inner))
    bare = PrintedName(
        titles=(), name=inner, span=span, named="label", capitals=inner.upper() == inner
    )
    return Label(
        span=Span(0, match.end("mark")),
        opens=0,
        after=match.end(),
        style="colon",
        speakers=(bare,),
    )


def _opening(one: Caption, words: Cues) -> Label | None:
    """Return the label with a colon that opens the words of a cue."""
    bracketed = _BRACKETED.match(one.words)
    if bracketed:
        return _bare(bracketed)
    found = candidates(one.words, Span(0, len(one.words)), words)
    return found[0] if found and found[0].style == "colon" and not found[0].opens else None
