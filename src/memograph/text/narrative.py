"""What stands between or behind reported words and is nobody's: what happened, headings, names."""

from __future__ import annotations

import re

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.lines import Paragraph, paragraphs
from memograph.text.subjects import starts

_FOOTNOTE = re.compile(r"(?:\[\d+\]|\(\w{1,3}\)|\d{1,3})$")
_ITEM = re.compile(r"(?:[-•–—*]|\(?\w{1,3}[.)])\s")
_SHORT = 80


def is_told_by_nobody(paragraph: Paragraph, cues: Cues) -> bool:
    """Tell whether a paragraph between or behind reported words is of the record, not of a speaker.

    It says what happened ("Luncheon was served"), or it is no sentence, as a heading or a name.
    """
    words = paragraph.text
    if starts(words, "reported.narrative", cues):
        return True
    bare = _FOOTNOTE.sub("", words).rstrip()
    ended = bare[-1:] in tuple('.?!:;,"”»)…-–—')
    return not ended and len(words) <= _SHORT and not _ITEM.match(words)


def reported_end(text: str, after: Span, cues: Cues) -> int:
    """Return where the last reported statement ends: before what nobody says any more."""
    found = paragraphs(text, after)
    end = len(found)
    for index, paragraph in enumerate(found):
        if index and starts(paragraph.text, "reported.narrative", cues):
            end = index
            break
    while end > 1 and is_told_by_nobody(found[end - 1], cues):
        end -= 1
    return found[end - 1].end if found and end < len(found) else after.end
