"""Numbers of notes that run in to names, as text that was taken from a page has them."""

from __future__ import annotations

from dataclasses import replace

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.labels import Label, marked
from memograph.text.names import fold

_DIGITS = "0123456789"


def without_marks(text: str, found: tuple[Label, ...], cues: Cues) -> tuple[Label, ...]:
    r"""Return the labels; "Brown1." is "Brown." where that comes too.

    >>> from memograph.text.cues import cues
    >>> from memograph.text.labels import candidates
    >>> text = "Brown1. Is it so?\n\nBrown. It is."
    >>> found = candidates(text, Span(0, len(text)), cues("en"))
    >>> [label.key for label in without_marks(text, found, cues("en"))]
    ['brown', 'brown']
    """
    plain = {label.key for label in found if not label.numbered}
    told: list[Label] = []
    for label in found:
        name = label.speakers[0].name.rstrip(_DIGITS) if label.numbered else ""
        bare = None
        if name and fold(name) in plain:
            span = Span(label.span.start, label.span.start + len(name))
            bare = marked(text, span, label.after, cues)
        told.append(
            replace(bare, style=label.style, opens=label.opens, apart=label.apart)
            if bare
            else label
        )
    return tuple(told)
