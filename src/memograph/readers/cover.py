"""Covers: the page that a digital archive puts before a record it gives out as a file.

Title, citation, summary and language stand there under keys, above the words of the record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from memograph.text.cues import Cues
from memograph.text.lines import Paragraph

FIELD_KEYS: Final = frozenset(
    {"archive", "rights", "identifier", "language", "supported_by", "summary"}
)
"""The keys of the fields that an archive gives a document, not those of a record's own head."""

KEYED: Final = re.compile(r"^(?P<key>[^:\n]{2,45}?)\s*:\s*(?P<value>\S.*)?$")
"""A line that is a key, with or without its value."""

_LONGEST: Final = 24
_FEWEST: Final = 2
_NEAR: Final = 3


def cover_end(found: Sequence[Paragraph], start: int, words: Cues) -> int:
    """Return the index behind the fields of a cover, or `start` if there is none.

    A field is a key with its value behind it or in the paragraph below. One key alone makes no
    cover: "Source: ..." heads many records.
    """
    keys = [
        index
        for index in range(start, min(len(found), start + _LONGEST))
        if is_field(found[index], words)
    ]
    last = start
    count = 0
    for index in keys:
        if index - last > _NEAR:
            break
        count += 1
        bare = not _value_of(found[index])
        last = index + (_FEWEST if bare else 1)
    return min(last, len(found)) if count >= _FEWEST else start


def is_field(paragraph: Paragraph, words: Cues) -> bool:
    """Tell whether a paragraph opens with the key of a field."""
    line = " ".join(paragraph.text.split())
    match = KEYED.match(line)
    key = match["key"] if match else ""
    return bool(key) and (words.key(key) in FIELD_KEYS or words.has("empty_fields", key))


def _value_of(paragraph: Paragraph) -> str:
    match = KEYED.match(" ".join(paragraph.text.split()))
    return (match["value"] or "") if match else ""
