"""Turns: the labels of a text and the statements between them.

The first label ends the head, the tail begins where nobody speaks any more. What lies between
belongs to statements, directions that stand alone after the last words excepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.apparatus import is_apparatus
from memograph.text.belief import believed
from memograph.text.brackets import brackets
from memograph.text.cues import Cues
from memograph.text.directions import Direction, direction, told_otherwise
from memograph.text.labels import Label, candidates
from memograph.text.lines import Paragraph, paragraphs, trim, wrap_width
from memograph.text.names import fold
from memograph.text.questions import questions


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """A label with the statement after it; `statement` is None where no words follow.

    `trailing` are directions in paragraphs of their own after the last words.
    """

    label: Label
    statement: Span | None
    trailing: tuple[Direction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a stretch of text shows before anybody is known: all that looks like a label."""

    found: tuple[Label, ...]
    asked: tuple[Label, ...]
    before: frozenset[str]
    paragraphs: int


def seen(text: str, within: Span, cues: Cues) -> Seen:
    """Return what looks like a label in a stretch of text."""
    found = candidates(text, within, cues)
    words = text[within.start : _first_repeated(found, within)].split()
    asked = questions(text, within, cues)
    lines = {label.opens for label in asked}
    return Seen(
        found=tuple(label for label in found if label.opens not in lines),
        asked=asked,
        before=frozenset(fold(word.strip(",.;:()[]")) for word in words if word[:1].isupper()),
        paragraphs=len(paragraphs(text, within)),
    )


def labels(
    text: str, within: Span, known: Collection[str], cues: Cues, *, shown: Seen | None = None
) -> tuple[Label, ...]:
    """Return the speaker labels of a stretch of text, in order; `shown` saves looking again."""
    told = shown or seen(text, within, cues)
    named = believed(told.found, known, paragraphs=told.paragraphs, before=told.before)
    if not told.asked:
        return named
    return tuple(sorted((*named, *told.asked), key=lambda label: label.span))


def _first_repeated(found: Sequence[Label], within: Span) -> int:
    """Return where the first candidate stands that comes again: the head lies before it."""
    counts = Counter(label.key for label in found)
    return next((label.span.start for label in found if counts[label.key] > 1), within.start)


def turns(
    text: str, found: Sequence[Label], end: int, cues: Cues, *, breaks: Sequence[Span] = ()
) -> tuple[SpokenTurn, ...]:
    """Return the turns that labels open, up to `end`; statements overlap no label and no break."""
    told: list[SpokenTurn] = []
    wrapped = wrap_width(text) > 0
    for index, label in enumerate(found):
        stop = found[index + 1].opens if index + 1 < len(found) else end
        stop = min([stop, *(b.start for b in breaks if label.after <= b.start)])
        span = trim(text, label.after, max(stop, label.after))
        span, trailing = _without_trailing(text, span, cues, wrapped=wrapped)
        statement = span if span.start < span.end and _speaks(text, span) else None
        told.append(SpokenTurn(label=label, statement=statement, trailing=trailing))
    return tuple(told)


def _speaks(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in span.cut(text)) or bool(span.cut(text).strip())


def _without_trailing(
    text: str, span: Span, cues: Cues, *, wrapped: bool
) -> tuple[Span, tuple[Direction, ...]]:
    """Split off paragraphs at the end that are nothing but a direction."""
    trailing: list[Direction] = []
    pieces = list(paragraphs(text, span, wrapped=wrapped)) if span.start < span.end else []
    while pieces:
        before = pieces[-2].text if len(pieces) > 1 else ""
        if pieces[-1].start > span.start and is_apparatus(pieces[-1].text, before, cues):
            pieces.pop()
            span = Span(span.start, pieces[-1].end)
            continue
        alone = standing_direction(text, pieces[-1], cues)
        if alone is None or (
            len(pieces) == 1 and pieces[0].start == span.start and not _is_closing(alone)
        ):
            break
        trailing.insert(0, alone)
        pieces.pop()
        span = Span(span.start, pieces[-1].end if pieces else span.start)
    return span, tuple(trailing)


def _is_closing(told: Direction) -> bool:
    return "closing" in told.kinds


def standing_direction(text: str, paragraph: Paragraph, cues: Cues) -> Direction | None:
    """Return the direction that a whole paragraph is, if it is one."""
    found = brackets(text, paragraph.span)
    if len(found) != 1 or found[0].span.start != paragraph.start:
        return None
    if text[found[0].span.end : paragraph.end].strip(" ."):
        return None
    told = direction(found[0], cues)
    return told if told or found[0].kind == "square" else told_otherwise(found[0], cues, opens=True)
