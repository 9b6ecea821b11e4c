"""Which candidates are believed to be speaker labels: the text as a whole decides.

A label is believed that names somebody who is listed, bears a title, recurs, looks as the believed
ones do, or stands in a text in which nearly every paragraph opens with one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from memograph.text.labels import Label
from memograph.text.names import fold
from memograph.text.spelling import nearest

_DENSE, _FULL_OF, _MANY, _OFTEN = 0.6, 0.75, 0.4, 0.2
_ROW = 3
_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the text as a whole says: how often each label comes, who is known, how dense they are.

    `dense` tells that nearly every paragraph opens with a colon, `dashed` that many do with a dash.
    """

    counts: Counter[str]
    known: Collection[str]
    dense: bool
    dashed: bool

    def count(self, label: Label) -> int:
        """Return how often a label comes."""
        return self.counts[label.key]

    def listed(self, label: Label) -> bool:
        """Tell whether a label names somebody who is known to be there."""
        return any(name in self.known for name in label.names)

    def sound(self, label: Label) -> bool:
        """Tell whether a label is good by itself, wherever it stands."""
        return self.listed(label) or label.titled or label.collective or label.unnamed


def believed(
    found: Collection[Label],
    known: Collection[str],
    *,
    paragraphs: int,
    before: Collection[str] = (),
) -> tuple[Label, ...]:
    """Return the labels that really open turns.

    `known` holds the folded names and surnames of the people listed, `before` the folded
    capitalized words that stand before the first label; `paragraphs` is the number of paragraphs
    in which the candidates were found.
    """
    row = _not_in_row(_without_contents(tuple(found)))
    colon = sum(1 for label in row if label.style == "colon")
    weights = _weights(row, {*known, *before} if not colon else known, paragraphs)
    clean = tuple(x for x in row if not x.noisy)
    kept = [label for label in clean if _believes(label, weights)]
    kept = kept or _in_turn(clean, paragraphs)
    if any(label.style == "stop" for label in kept):
        stops = [x for x in clean if x.style == "stop" and any(n in known for n in x.names)]
        kept = _ordered(kept, stops)
    kept = _alike(_shortened(kept, clean), clean)
    if all(label.style == "alone" for label in kept):
        kept = max(kept, _columns(clean), key=len)
    kept = _without_quoted(_one_style(kept, known), weights)
    return tuple(_ordered(kept, _noisy(row, kept, known)))


def _weights(found: Sequence[Label], known: Collection[str], paragraphs: int) -> Weights:
    counts = Counter(label.key for label in found if not label.topic)
    colon = [x for x in found if x.style == "colon"]
    dashed = [x for x in found if x.style == "dash"]
    firm = any(
        counts[x.key] > 1 or x.titled or x.unnamed or set(x.names) & set(known) for x in colon
    )
    again = any(counts[x.key] > 1 for x in dashed)
    many = max(paragraphs, 1)
    return Weights(
        counts=counts,
        known=known,
        dense=paragraphs > 1 and len(colon) / many >= (_DENSE if firm else _FULL_OF),
        dashed=again and len(dashed) > _ENOUGH and len(dashed) / many >= _OFTEN,
    )


def _ordered(kept: Collection[Label], more: Collection[Label]) -> list[Label]:
    return sorted({*kept, *more}, key=lambda label: label.span)


def _believes(label: Label, weights: Weights) -> bool:
    count, listed = weights.count(label), weights.listed(label)
    if label.style == "colon":
        return weights.sound(label) or (not label.topic and _believes_colon(label, count, weights))
    named = label.titled or label.capitals
    if label.style == "alone":
        whole = label.full and label.apart
        return label.stamped or (listed and (count > 1 or named or whole))
    if label.style == "stop":
        if label.bare and len(label.speakers) > 1:
            return False  # the end of a list: "Ash, Birk, Cole."
        return (listed and (count > 1 or named)) or (count > 1 and (named or label.given))
    return listed or (count > 1 and label.titled) or (weights.dashed and (label.full or named))


def _believes_colon(label: Label, count: int, weights: Weights) -> bool:
    if label.measure and count == 1:
        return False
    if label.counted:
        return count > 1  # else it may be a heading: "3. Steel: the figures"
    full = label.speakers[0].named == "full"
    return count > 1 or weights.dense or (full and not weights.known)


def _shortened(kept: list[Label], found: tuple[Label, ...]) -> list[Label]:
    """Add labels that are the surname of somebody whom a believed label names in full."""
    parts = {
        part
        for label in kept
        for one in label.speakers
        if one.named == "full"
        for part in (fold(one.name).split()[0], fold(one.name).split()[-1])
    }
    styles = {label.style for label in kept}
    more = (x for x in found if x.style in styles and not x.topic and set(x.names) <= parts)
    return _ordered(kept, tuple(more))


def _alike(kept: list[Label], found: tuple[Label, ...]) -> list[Label]:
    """Add labels that look as most of the believed ones do: all in capitals, or names in full."""
    for style in ("colon", "stop"):
        own = [label for label in kept if label.style == style]
        if len(own) < _ENOUGH or (style == "stop" and not _carries(own, kept)):
            continue
        capitals = _share(own, "capitals") >= _DENSE
        full = _share(own, "full") >= _DENSE and style == "colon"
        given = _share(own, "given") >= _DENSE
        titled = _share(own, "titled") >= _DENSE and style == "stop"
        kept = _ordered(
            kept,
            [
                x
                for x in found
                if x.style == style
                and not (x.topic or x.measure or x.counted)
                and (
                    (capitals and x.capitals)
                    or (full and x.full)
                    or (given and x.given)
                    or (titled and x.titled and x.apart and not x.bare)
                )
            ],
        )
    return kept


def _carries(own: list[Label], kept: list[Label]) -> bool:
    """Tell whether labels with a stop carry the text, so that one more of their look is one."""
    return len(own) * 2 >= len(kept)


def _share(labels: list[Label], look: str) -> float:
    return sum(bool(getattr(label, look)) for label in labels) / len(labels)


def _in_turn(found: Collection[Label], paragraphs: int) -> list[Label]:
    """Return names before a stop, or alone on their lines, with which most paragraphs open.

    No prose is written so: in turn they name two at least, both more than once. Headings may
    stand alone in turn, too, so somebody there must bear a title.
    """
    for style, share in (("stop", _MANY), ("alone", _OFTEN)):
        own = [x for x in found if x.style == style and x.apart and not (x.topic or x.numbered)]
        again = [label for label, count in Counter(x.key for x in own).items() if count > 1]
        changes = sum(one.key != other.key for one, other in pairwise(own))
        if (
            len(again) >= _ENOUGH
            and len(own) >= paragraphs * share
            and changes >= (len(own) - 1) * _DENSE
            and sum(x.key in again for x in own) >= len(own) * _DENSE
            and (style == "stop" or any(x.titled for x in own if x.key in again))
        ):
            return [x for x in own if style == "stop" or x.opens >= _first_of(own, again)]
    return []


def _first_of(found: Sequence[Label], keys: Collection[str]) -> int:
    """Return where the first of some labels opens."""
    return next(label.opens for label in found if label.key in keys)


def _columns(found: tuple[Label, ...]) -> list[Label]:
    """Return labels that stand alone on their lines all through a text without other labels."""
    alone = [x for x in found if x.style == "alone" and (x.titled or x.capitals) and not x.topic]
    counts = Counter(label.key for label in alone)
    if len(alone) > _ENOUGH and len(counts) > 1 and max(counts.values()) > 1:
        first = next(i for i, label in enumerate(alone) if counts[label.key] > 1 or label.titled)
        return alone[first:]
    return []


def _without_contents(found: tuple[Label, ...]) -> tuple[Label, ...]:
    """Leave out numbered labels none of which comes again, as chapters are numbered."""
    counts = Counter(label.key for label in found if label.numbered)
    if any(count > 1 for count in counts.values()):
        return found
    return tuple(label for label in found if not label.numbered)


def _not_in_row(found: tuple[Label, ...]) -> tuple[Label, ...]:
    """Leave out whole lines that follow each other: they are a list, not labels."""
    rows = {
        index + step
        for index, (one, other) in enumerate(pairwise(found))
        if (
            one.style == other.style == "alone" or (one.style == other.style == "stop" and one.bare)
        )
        and other.span.start - one.span.end <= _ROW
        for step in (0, 1)
    }
    return tuple(label for index, label in enumerate(found) if index not in rows)


def _one_style(labels: list[Label], known: Collection[str]) -> list[Label]:
    """Keep the styles that carry the text; a stray hit of another style needs a listed name.

    In print that mixes stops and colons, a label that looks as most do is one of them.
    """
    weight = Counter(label.style for label in labels)
    if not weight:
        return []
    main = max(weight, key=lambda style: (weight[style], style == "colon"))
    carrying = [label for label in labels if label.style == main]
    keys = {label.key for label in carrying}
    capitals = _share(carrying, "capitals") >= _DENSE

    def fits(label: Label) -> bool:
        if label.style == main:
            return True
        listed = any(n in known for n in label.names)
        if {main, label.style} <= {"colon", "alone"}:
            return label.after > carrying[0].after and listed
        if {main, label.style} != {"colon", "stop"} or not label.apart or label.bare:
            return False
        return (label.titled and (listed or label.key in keys)) or (
            capitals and label.capitals and (label.titled or label.key in keys)
        )

    return [label for label in labels if fits(label)]


def _without_quoted(kept: list[Label], weights: Weights) -> list[Label]:
    """Leave out what is read aloud in a turn: it follows a colon and looks as no label does."""
    if not kept or sum(map(weights.sound, kept)) / len(kept) < _DENSE / 2:
        return kept
    left: list[Label] = []
    quoting = False
    for label in kept:
        doubtful = not weights.sound(label) and weights.count(label) == 1
        quoting = doubtful and (label.quoted or quoting)
        if not quoting:
            left.append(label)
    return left


def _noisy(found: Sequence[Label], kept: Sequence[Label], known: Collection[str]) -> list[Label]:
    """Return labels that the print has spoilt: their titled names are those of others, nearly."""
    names = {name for label in kept for name in label.names} | set(known)
    if not names:
        return []
    return [
        label
        for label in found
        if label.noisy and all(name in names or nearest(name, names) for name in label.names)
    ]
