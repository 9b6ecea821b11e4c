"""Where speech ends: the closing words of a record, and a second head in the middle of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.fields import fields
from memograph.text.header import units
from memograph.text.labels import Label
from memograph.text.lines import paragraphs
from memograph.text.provenance import is_reference
from memograph.text.turns import standing_direction

_HEAD_KEYS = frozenset({"participants", "date", "time", "place", "title", "start"})
_TAIL_KEYS = frozenset(
    {
        "participants",
        "absent",
        "interpreter",
        "note-taker",
        "stenographer",
        "editor",
        "secretary",
        "translated_by",
        "archive",
        "rights",
        "identifier",
        "language",
        "end",
        "obtained_by",
        "summary",
    }
)
_AT_START, _LONGEST_HEADING = 60, 80
_QUOTED = re.compile('[?!“"]')


def ending(text: str, after: Span, cues: Cues) -> int:
    """Return where the last statement's text ends: behind a closing, or before a tail of keys.

    `after` reaches from behind the last label to the end of the conversation.
    """
    found = paragraphs(text, after)
    for index, paragraph in enumerate(found):
        told = standing_direction(text, paragraph, cues)
        if told and "closing" in told.kinds:
            return paragraph.end
        if index and _is_tail(text, paragraph.span, cues):
            return found[index - 1].end
    return after.end


def _is_tail(text: str, span: Span, cues: Cues) -> bool:
    """Tell whether a paragraph after the last words is about the record itself."""
    words = span.cut(text).strip(" -–—*_")
    told = cues.search("directions.closing", words) or cues.search("prose.lasted", words)
    if is_reference(words, cues) or (told and not _is_speech(words, cues)):
        return True
    for field in fields(text, span, cues):
        opens = field.span.start - span.start <= _AT_START and field.span.start > span.start
        if field.name in _TAIL_KEYS and (field.keyed or opens):
            return True
    return False


def _is_speech(words: str, cues: Cues) -> bool:
    return bool(_QUOTED.search(words) or cues.search("summary.speech", words))


def breaks(text: str, found: Sequence[Label], cues: Cues) -> tuple[Span, ...]:
    """Return the heads of further meetings between turns: from a heading to the next label."""
    told: list[Span] = []
    for label, following in pairwise(found):
        if text.count("\n", label.after, following.opens) < 2:  # noqa: PLR2004 - no room for a head
            continue
        between = Span(label.after, following.opens)
        start = _second_head(text, between, cues)
        if start is not None:
            told.append(Span(start, following.opens))
    return tuple(told)


def _second_head(text: str, between: Span, cues: Cues) -> int | None:
    """Return where a head begins: at a series line, or at two or more keys of a head."""
    read = units(text, between, cues)[1:]
    keyed: list[int] = []
    for unit in read:
        heading = unit.text.strip(" *_.[]")
        if len(heading) <= _LONGEST_HEADING and cues.search("series.patterns", heading):
            return unit.span.start
        found = fields(text, unit.span, cues)
        if any(f.name in _HEAD_KEYS and (f.keyed or f.name == "participants") for f in found):
            keyed.append(unit.span.start)
    return keyed[0] if len(set(keyed)) > 1 else None
