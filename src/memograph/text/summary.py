"""The summary that a page glues to the end of the record, without a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from memograph.problems import Span
from memograph.text.brackets import brackets
from memograph.text.cues import Cues
from memograph.text.directions import direction
from memograph.text.lines import Paragraph, paragraphs
from memograph.text.turns import standing_direction

_TELLING = 12


def summary(text: str, body: Sequence[Paragraph], title: str, cues: Cues) -> Span | None:
    """Return the span of the summary at the end of a page's body, if there is one.

    It is the last paragraph, if it follows a closing direction, stands closer or farther than the
    body's paragraphs do, or tells of the talk from outside.
    """
    if len(body) < 2 or not title:  # noqa: PLR2004 - one paragraph is the record itself
        return None
    last, before = body[-1], body[-2]
    keyed = cues.search("summary.key", last.text)
    if keyed:
        return Span(last.start + keyed.end(), last.end)
    if _is_speech(last.text, cues) or standing_direction(text, last, cues):
        return None
    if cues.search("directions.closing", last.text):
        return None
    told = standing_direction(text, before, cues)
    closed = (told is not None and "closing" in told.kinds) or _closes(text, before, cues)
    gaps = Counter(p.gap for p in body[1:-1] if p.gap)
    usual = gaps.most_common(1)[0][0] if gaps else 0
    apart = bool(usual) and last.gap != usual and gaps[last.gap] * 10 < len(body)
    opens = cues.search("summary.opens", last.text)
    from_outside = bool(opens or cues.search("summary.tells", last.text[:300]))
    head = " ".join([title, *(p.text for p in body[: len(body) // 2])])
    shared = bool(_names(last.text) & _names(head))
    told_of = from_outside and (shared or bool(opens))
    return last.span if closed or told_of or (apart and last.gap < usual) else None


def _closes(text: str, paragraph: Paragraph, cues: Cues) -> bool:
    """Tell whether a paragraph ends with a direction that closes the meeting."""
    last = brackets(text, paragraph.span)[-1:]
    told = direction(last[0], cues) if last and last[0].span.end == paragraph.end else None
    return told is not None and "closing" in told.kinds


def _names(words: str) -> set[str]:
    """Return the capitalized words of weight that open no sentence."""
    return set(re.findall(r"(?<=[a-z,;] )[^\W\d_a-z][\w’-]{3,}", words))


def closing_summary(text: str, tail: Span, cues: Cues) -> Span | None:
    """Return the first paragraph of a tail if it tells of the talk from outside."""
    for paragraph in paragraphs(text, tail):
        if standing_direction(text, paragraph, cues):
            continue
        if len(paragraph.text.split()) < _TELLING or _is_speech(paragraph.text, cues):
            return None
        return paragraph.span if cues.search("summary.tells", paragraph.text) else None
    return None


def _is_speech(words: str, cues: Cues) -> bool:
    """Tell whether a paragraph has a label or a first or second person, as speech does."""
    labelled = re.search(r"^[^:]{2,40}:\s", words)
    return bool(labelled or cues.search("summary.speech", words))
