"""Names as lists print them, the surname first, in the order in which they are spoken."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from memograph.text.cues import Cues, cues, languages
from memograph.text.names import tidy

SUFFIX: Final = re.compile(r"(?:[JS]r\.?|I{1,3}|IV)", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_LONGEST_RANK: Final = 3
_SHOUTED, _LEAST = 4, 2


def given_first(listed: str, words: Cues | None = None) -> str:
    """Return a name as it is spoken for one of a list, where the surname stands first.

    With the `words` of its language it is without titles and brackets, in ordinary case.

    >>> given_first("Brown, Ada"), given_first("DI CASTRO Aldo"), given_first("Ada Brown")
    ('Ada Brown', 'Aldo Di Castro', 'Ada Brown')
    >>> given_first("Moore, Lt. Gen. Ada B., Jr.", cues("en")), given_first("Ash, Jr.")
    ('Ada B. Moore Jr.', 'Ash Jr.')
    """
    bare = _without_letters(listed) if words is None else _BRACKETS.sub("", listed)
    surname, *rest = [part.strip() for part in bare.split(",")]
    if not rest:
        return _turned(surname) if words is None else tidy(surname)
    suffix = next(filter(SUFFIX.fullmatch, rest), "")
    parts = (part for part in rest if part and not SUFFIX.fullmatch(part))
    given = next(parts, "")
    if words is not None:
        given, surname = _without_titles(given, words), tidy(surname)
    return " ".join(filter(None, (given, surname, suffix)))


def _turned(name: str) -> str:
    """Return a name whose surname stands first in capitals in the order of speech."""
    tokens = name.split()
    loud = next((at for at, token in enumerate(tokens) if not token.isupper()), 0)
    first, rest = tokens[:loud], tokens[loud:]
    turned = any(len(token) >= _SHOUTED for token in first) and not any(map(is_title, first))
    if not turned or any(token.isupper() and len(token) > _LEAST for token in rest):
        return name
    return f"{' '.join(rest)} {tidy(' '.join(first))}"


@cache
def is_title(word: str) -> bool:
    """Tell whether a word is a title before names in any language."""
    known = (cues(language) for language in languages())
    return any(one.has(key, word.lower()) for one in known for key in ("honorifics", "offices"))


def _without_letters(name: str) -> str:
    """Return a name without the letters of honours and seats behind it, such as "MP"."""
    tokens = name.split()
    while len(tokens) > _LEAST and tokens[-1].isupper() and _is_letters(tokens[-1]):
        tokens.pop()
    return " ".join(tokens).rstrip(",")


def _is_letters(word: str) -> bool:
    return cues("en").has("post_nominals", word) and len(word.strip(".")) > 1


def _without_titles(part: str, words: Cues) -> str:
    """Return given names without the titles before them."""
    tokens = part.split()
    titles = [
        place
        for place, token in enumerate(tokens[:_LONGEST_RANK])
        if words.has("honorifics", token) or words.has("offices", token)
    ]
    # A given name such as "Don" or "King" may be spelled as a title is.
    return " ".join(tokens[titles[-1] + 1 :] if titles else tokens) or part
