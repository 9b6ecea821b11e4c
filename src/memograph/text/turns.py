"""Turns: the labels of a text and the statements between them.

The first label ends the head, the tail begins where nobody speaks any more. What lies between
belongs to statements, directions that stand alone after the last words excepted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from memograph.problems import Span
from memograph.text.apparatus import is_apparatus
from memograph.text.belief import believed
from memograph.text.brackets import brackets
from memograph.text.cues import Cues
from memograph.text.directions import Direction, direction, told_otherwise
from memograph.text.labels import Label, candidates
from memograph.text.lines import Paragraph, paragraphs, trim, wrap_width
from memograph.text.names import fold
from memograph.text.narrative import is_told_by_nobody
from memograph.text.note_marks import without_marks
from memograph.text.questions import Asked, questions, taking_turns

_ENOUGH = 3


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
    asked: Asked
    before: frozenset[str]
    paragraphs: int


def seen(
    text: str,
    within: Span,
    cues: Cues,
    *,
    emphasized: Sequence[Span] = (),
    headings: Sequence[Span] = (),
) -> Seen:
    """Return what looks like a label in a stretch of text.

    Where most of them are printed in bold, those that are not are none. A heading is none.
    """
    starts = [span.start for span in headings]
    open_to_all = without_marks(text, candidates(text, within, cues), cues)
    possible = tuple(x for x in open_to_all if not _covers(starts, headings, x.span.start))
    found = _in_bold(possible, emphasized)
    words = text[within.start : _first_repeated(found, within)].split()
    asked = questions(text, within, cues)
    lines = {label.opens for label in asked.both}
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
    asked = told.asked.both
    if not asked:
        lines = {label.opens for label in named}
        asked = tuple(label for label in told.asked.alone if label.opens not in lines)
        if not taking_turns(asked, named):
            return named
    return tuple(sorted((*named, *asked), key=lambda label: label.span))


def _in_bold(found: tuple[Label, ...], emphasized: Sequence[Span]) -> tuple[Label, ...]:
    """Return the labels that begin in bold, if those are many and come again."""
    starts = [span.start for span in emphasized]
    bold = tuple(label for label in found if _covers(starts, emphasized, label.span.start))
    return bold if len(bold) > _ENOUGH or len(bold) * 2 > len(found) else found


def _covers(starts: Sequence[int], spans: Sequence[Span], offset: int) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < spans[at].end


def _first_repeated(found: Sequence[Label], within: Span) -> int:
    """Return where the first candidate stands that comes again: the head lies before it."""
    counts = Counter(label.key for label in found)
    return next((label.span.start for label in found if counts[label.key] > 1), within.start)


def turns(  # noqa: PLR0913 - what is known of the print comes by keyword
    text: str,
    found: Sequence[Label],
    end: int,
    cues: Cues,
    *,
    breaks: Sequence[Span] = (),
    headings: Sequence[Span] = (),
    marked: bool = False,
) -> tuple[SpokenTurn, ...]:
    """Return the turns that labels open, up to `end`; statements overlap no label and no break.

    Headings, known or seen by their capitals, end none of them. Where they are `marked`, the
    mark-up knows what is said: then only the headings that are known are none of it.
    """
    starts = [span.start for span in headings]
    told: list[SpokenTurn] = []
    wrapped = wrap_width(text) > 0
    pauses = sorted(pause.start for pause in breaks)
    for index, label in enumerate(found):
        stop = found[index + 1].opens if index + 1 < len(found) else end
        pause = bisect_left(pauses, label.after)
        stop = min([stop, *pauses[pause : pause + 1]])
        span = trim(text, label.after, max(stop, label.after))
        if label.style == "reported":
            span = _without_narrative(text, span, cues, wrapped=wrapped)
        stands = frozenset(
            headings[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        )
        heads = partial(_is_head, headings=stands, cues=None if marked else cues)
        span, trailing = _without_trailing(text, span, cues, wrapped=wrapped, heads=heads)
        statement = span if span.start < span.end and _speaks(text, span) else None
        told.append(SpokenTurn(label=label, statement=statement, trailing=trailing))
    return tuple(told)


def _speaks(text: str, span: Span) -> bool:
    return any(char.isalnum() for char in span.cut(text)) or bool(span.cut(text).strip())


def _without_narrative(text: str, span: Span, cues: Cues, *, wrapped: bool) -> Span:
    """Leave out paragraphs at the end that tell of the meeting, and headings of what follows."""
    pieces = paragraphs(text, span, wrapped=wrapped) if span.start < span.end else ()
    last = len(pieces) - 1
    while last > 0 and is_told_by_nobody(pieces[last], cues):
        last -= 1
    return Span(span.start, pieces[last].end) if pieces else span


def _is_head(
    piece: Paragraph, before: str, *, headings: Collection[Span], cues: Cues | None
) -> bool:
    """Tell whether a paragraph is a heading that is known, or by the cues one that is seen."""
    return piece.span in headings or (cues is not None and is_apparatus(piece.text, before, cues))


def _without_trailing(
    text: str, span: Span, cues: Cues, *, wrapped: bool, heads: Callable[[Paragraph, str], bool]
) -> tuple[Span, tuple[Direction, ...]]:
    """Split off paragraphs at the end that are nothing but a direction or a heading."""
    trailing: list[Direction] = []
    pieces = list(paragraphs(text, span, wrapped=wrapped)) if span.start < span.end else []
    while pieces:
        before = pieces[-2].text if len(pieces) > 1 else ""
        if pieces[-1].start > span.start and heads(pieces[-1], before):
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
