"""Sides: whose they are, without the words that only say that they are sides."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from memograph.text.cues import cues, languages

_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ARTICLES: Final = frozenset(
    {"the", "our", "their", "die", "der", "unsere", "la", "le", "les", "notre", "el", "il"}
)


@lru_cache(maxsize=4096)
def whose(side: str) -> str:
    """Return whose a side is, in the words that are there; the whole if nothing else is.

    >>> whose("The Albanian Side"), whose("partie soviétique"), whose("Ghana"), whose("Our side")
    ('Albanian', 'soviétique', 'Ghana', 'Our side')
    """
    words = _WORD.findall(side)
    left = [word for word in words if word.casefold() not in _ARTICLES and not _is_side(word)]
    return " ".join(left) if left else side


def _is_side(word: str) -> bool:
    return any(cues(language).has("side_words", word) for language in languages())
