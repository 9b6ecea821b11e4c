"""Labels of interrogations and interviews that name nobody: "Q." and "A.", "Question:", "Answer:".

A letter and a stop open many lines that are no question, so both must be there and take turns.
"""

from __future__ import annotations

import re
from itertools import pairwise

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.labels import OPENING, Label
from memograph.text.lines import lines
from memograph.text.names import PrintedName

_SHAPE = re.compile(
    rf"{OPENING}(?P<label>[^\W\d_]{{1,12}})(?:[ \t]?\d{{1,3}})?"
    r"[ \t\u00a0]?(?:\*\*|__)?[.:\uff1a](?:\*\*|__)?(?=\s|$)"
)
_ENOUGH = 3
_TAKE_TURNS = 0.6


def questions(text: str, within: Span, cues: Cues) -> tuple[Label, ...]:
    r"""Return the labels of questions and answers, in order, if the text is parted by them.

    >>> from memograph.text.cues import cues
    >>> text = "Q. Who was there?\nA. Nobody.\nQ. Nobody at all?"
    >>> [label.span.cut(text) for label in questions(text, Span(0, len(text)), cues("en"))]
    ['Q', 'A', 'Q']
    """
    found: list[Label] = []
    kinds: list[str] = []
    for line in lines(text, within):
        match = _SHAPE.match(text, line.start, line.end)
        kind = _kind(match["label"], cues) if match else None
        if match and kind:
            found.append(_label(match))
            kinds.append(kind)
    changes = sum(one != other for one, other in pairwise(kinds))
    taken = len(found) >= _ENOUGH and changes >= _TAKE_TURNS * (len(found) - 1)
    return tuple(found) if taken else ()


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
