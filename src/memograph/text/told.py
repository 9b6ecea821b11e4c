"""What happened, told on lines of their own: directions that the form of a source points out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from memograph.model import Record, StageDirection
from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.directions import direction_of

_ASIDE: Final = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
_OF_SPEECH: Final = ("address", "manner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Stretches that tell what happened, and `silent` ones that nobody named speaks."""

    spans: list[Span] = field(default_factory=list)
    silent: list[Span] = field(default_factory=list)

    def tell(self, span: Span, *, last: bool) -> None:
        """Note what happened, inside a turn or behind the last words of one."""
        self.spans.append(span)
        if last:
            self.silent.append(span)


def is_aside(words: str) -> bool:
    """Tell whether words are nothing but one bracket.

    >>> is_aside("(door opens)"), is_aside("Yes (laughs).")
    (True, False)
    """
    return _ASIDE.fullmatch(words.strip()) is not None


def kinds_of(words: str, cues: Cues) -> tuple[str, ...]:
    """Return the kinds of direction that words are, with or without brackets; none may be known.

    Whom and how somebody speaks to is left out: it is said of a statement.

    >>> from memograph.text.cues import cues
    >>> kinds_of("[Laughter.]", cues("en")), kinds_of("(to the guest)", cues("en"))
    (('reaction',), ())
    """
    found = direction_of(words.strip("()[]. "), 0, Span(0, len(words)), cues)
    return tuple(kind for kind in found.kinds if kind not in _OF_SPEECH) if found else ()


def with_told(record: Record, told: Sequence[Span], cues: Cues) -> Record:
    """Return the Record with a direction for each stretch that tells what happened."""
    known = {one.span for one in record.stage_directions}
    starts = [one.span.start for one in record.statements]
    found = list(record.stage_directions)
    for span in told:
        if span in known or not record.meetings:
            continue
        words = span.cut(record.full_text)
        kinds = kinds_of(words, cues)
        at = bisect_right(starts, span.start) - 1
        within = at >= 0 and record.statements[at].span.contains(span)
        found.append(
            StageDirection(
                span=span,
                text=words,
                in_segment=record.statements[at].order if within else None,
                direction_kind=tuple(one for one in kinds if one != "gesture") or ("other",),
            )
        )
    return replace(record, stage_directions=tuple(sorted(found, key=lambda one: one.span)))
