"""Labels of interrogations and interviews that name nobody: "Q." and "A.", "Question:", "Answer:".

A letter and a stop open many lines that are no question, so both must be there and take turns.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.labels import OPENING, Label
from memograph.text.lines import lines
from memograph.text.names import PrintedName

_SHAPE = re.compile(
    rf"{OPENING}(?:\[?\d{{1,3}}[.\]]{{1,2}}[ \t]+)?(?P<label>[^\W\d_]{{1,12}})(?:[ \t]?\d{{1,3}})?"
    r"[ \t\u00a0]?(?:\*\*|__)?[.:\uff1a](?:\*\*|__)?(?=\s|$)"
)
_ENOUGH = 3
_TAKE_TURNS = 0.6
_ANSWERED = 0.75
_END = sys.maxsize


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The labels of questions and answers of a text, in order.

    `both` are those of a text that is parted by them, else `alone` those of questions: somebody
    may answer by name.
    """

    both: tuple[Label, ...] = ()
    alone: tuple[Label, ...] = ()


def questions(text: str, within: Span, cues: Cues) -> Asked:
    r"""Return the labels of questions and answers of a stretch of text.

    >>> from memograph.text.cues import cues
    >>> text = "Q. Who was there?\nA. Nobody.\nQ. Nobody at all?"
    >>> [label.span.cut(text) for label in questions(text, Span(0, len(text)), cues("en")).both]
    ['Q', 'A', 'Q']
    >>> text = "Q. Who was there?\n\nMR. ASH. Nobody.\n\n[2.] Q. Nobody at all?"
    >>> [label.opens for label in questions(text, Span(0, len(text)), cues("en")).alone]
    [0, 37]
    """
    told = _told(text, within, cues)
    kinds = [kind for kind, _ in told]
    changes = sum(one != other for one, other in pairwise(kinds))
    taken = len(told) >= _ENOUGH and changes >= _TAKE_TURNS * (len(told) - 1)
    if taken:
        return Asked(both=tuple(label for _, label in told))
    return Asked(alone=tuple(label for kind, label in told if kind == "questions"))


def taking_turns(asked: Sequence[Label], answers: Sequence[Label]) -> bool:
    """Tell whether nearly every question is followed by somebody else before the next."""
    starts = sorted(label.opens for label in answers)
    spans = list(pairwise([*(label.opens for label in asked), _END]))
    answered = sum(bisect_left(starts, end) > bisect_left(starts, begin) for begin, end in spans)
    return len(asked) > 1 and answered >= _ANSWERED * len(asked)


def _told(text: str, within: Span, cues: Cues) -> list[tuple[str, Label]]:
    """Return the labels of questions and answers with which of the two they are."""
    found: list[tuple[str, Label]] = []
    for line in lines(text, within):
        match = _SHAPE.match(text, line.start, line.end)
        kind = _kind(match["label"], cues) if match else None
        if match and kind:
            found.append((kind, _label(match)))
    return found


def _kind(word: str, cues: Cues) -> str | None:
    if not word[:1].isupper():
        return None
    return next((kind for kind in ("questions", "answers") if cues.has(kind, word)), None)


def _label(match: re.Match[str]) -> Label:
    span = Span(*match.span("label"))
    word = match["label"]
    name = PrintedName(titles=(), name=word.capitalize(), span=span, named="label")
    opens = match.start() + len(match.group()) - len(match.group().lstrip())
    return Label(
        span=span, opens=min(opens, span.start), after=match.end(), style="colon", speakers=(name,)
    )
