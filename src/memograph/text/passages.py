"""Passages: the stretches of a statement whose addressee or manner a direction states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.directions import Direction
from memograph.text.lines import Paragraph, trim

_OPENING = "\"“„«‘'[¿¡"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPassage:
    """A passage with the directions that introduce it; the last is the one next to its words."""

    span: Span
    introduced_by: tuple[Direction, ...]


def passages(
    text: str, statement: Span, told: Sequence[Direction], found: Sequence[Paragraph]
) -> tuple[SpokenPassage, ...]:
    """Return the passages of a statement, in order.

    A passage begins at the first letter or opening quote after its direction. It ends before the
    next direction of address or manner, else with the paragraph if the direction stands inside
    one, else with the statement.
    """
    setting = [d for d in told if d.to or d.manners]
    done: list[SpokenPassage] = []
    pending: tuple[Direction, ...] = ()
    for index, one in enumerate(setting):
        limit = setting[index + 1].span.start if index + 1 < len(setting) else statement.end
        limit = min(limit, _paragraph_end(text, one, statement, found))
        start = _first_letter(text, max(one.span.end, statement.start), limit)
        pending = (*pending, one)
        if start is None:
            continue
        done.append(SpokenPassage(span=trim(text, start, limit), introduced_by=pending))
        pending = ()
    return tuple(done)


def _first_letter(text: str, start: int, limit: int) -> int | None:
    for at in range(start, limit):
        if text[at].isalnum() or text[at] in _OPENING:
            return at
    return None


def _paragraph_end(text: str, one: Direction, statement: Span, found: Sequence[Paragraph]) -> int:
    """Return the end of a direction's paragraph, or of the statement if it stands alone."""
    for paragraph in found:
        if paragraph.start <= max(one.span.start, statement.start) < paragraph.end:
            rest = text[paragraph.start : one.span.start] + text[one.span.end : paragraph.end]
            alone = not rest.strip(" .")
            return statement.end if alone else paragraph.end
    return statement.end
