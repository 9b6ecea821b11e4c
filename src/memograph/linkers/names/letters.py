"""Letters: names without case, marks and stops, of any script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_PLAIN: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
     "ə": "a", "ŋ": "ng", "ё": "е"}
)  # fmt: skip
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ø": "oe", "å": "aa",
     "ü": "ue"}  # codespell:ignore ue
)  # fmt: skip
_NO_LETTERS: Final = re.compile(r"[^\w]+|_")
LONGEST: Final = 200
"""What is longer is no name; the rest of it is not looked at."""


def cut(name: str) -> str:
    """Return a name no longer than names are, composed and without what cannot be seen."""
    if name.isascii():
        return name[:LONGEST]
    composed = unicodedata.normalize("NFKC", name[:LONGEST])
    if composed.isprintable():
        return composed
    return "".join(c for c in composed if unicodedata.category(c) != "Cf")


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Return a word without case, marks, stops, hyphens and blanks.

    >>> plain("Gomułka"), plain("En-lai"), plain("O’Brien")
    ('gomulka', 'enlai', 'obrien')
    """
    if word.isascii():
        return _NO_LETTERS.sub("", word.lower())
    low = word.casefold().translate(_PLAIN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return _NO_LETTERS.sub("", bare.casefold())


@lru_cache(maxsize=65_536)
def spelt_out(word: str) -> str:
    """Return a plain word with two letters for each umlaut, as in telegrams.

    >>> spelt_out("Müller"), spelt_out("Strauß")
    ('mueller', 'strauss')
    """
    if word.isascii():
        return plain(word)
    return plain(unicodedata.normalize("NFC", word.casefold()).translate(_UMLAUTS))
