"""What stands between turns and is nobody's speech: headings, votes, furniture, signatures."""

from __future__ import annotations

import re

from memograph.text.cues import Cues

_HEADING, _ENOUGH, _SHORT = 80, 3, 60
_OPEN_END = frozenset('.?!…,;:”"»')
_MARKED = re.compile(r"#{1,6}\s+\S|(?P<bold>\*\*|__)(?!\s)[^\n:]+(?<!\s)(?P=bold)$")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[IVX]{1,5})[.)．]\s+(?=[^\W\d_a-z])")
_KEYED = re.compile(r"\s*(?P<key>[^:\uff1a\n(]{2,30}?)\s*[:\uff1a]")
_SIGNATURE = re.compile(r"(?:[^\W\d_]\.[ \u00a0]?){1,3}[^\W\d_]+\[[^\W\d_]+\]\.?$")


def is_heading(words: str) -> bool:
    """Tell whether a paragraph is a heading: a short line in capitals without a stop.

    >>> is_heading("2. PUBLIC HEARING: THE CARILLON"), is_heading("NO, NO!")
    (True, False)
    """
    letters = [char for char in words if char.isalpha()]
    short = "\n" not in words and len(words) <= _HEADING and len(letters) > _ENOUGH
    if not short:
        return False
    return bool(_MARKED.match(words)) or (
        all(map(str.isupper, letters)) and (words[-1] == ":" or words[-1] not in _OPEN_END)
    )


def is_apparatus(words: str, before: str, cues: Cues) -> bool:
    """Tell whether a paragraph behind the last words of a turn is none of them.

    `before` is the paragraph before it: a number that goes on with a list opens no heading.

    >>> from memograph.text.cues import cues
    >>> english = cues("en")
    >>> [is_apparatus(w, "Yes.", english) for w in ("Item 2: Water", "AYES: 3", "It is late.")]
    [True, True, False]
    """
    if is_heading(words) or cues.search("prose.furniture", words):
        return True
    signed = _SIGNATURE.match(before) and len(words) <= _SHORT and words[-1] not in _OPEN_END
    if signed or _SIGNATURE.match(words.partition("\n")[0]):
        return True
    keyed = _KEYED.match(words)
    if (keyed and cues.has("minute_keys", keyed["key"])) or cues.search("prose.outcome", words):
        return True
    if "\n" in words or len(words) > _HEADING or words[-1] in _OPEN_END:
        return False
    if cues.search("prose.heading", words):
        return True
    listed = _NUMBERED.match(before.rpartition("\n")[2]) or before[-1:] in ":,;"
    return bool(_NUMBERED.match(words)) and len(words) <= _SHORT and not listed
