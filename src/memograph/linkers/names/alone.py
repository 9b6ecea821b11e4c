"""Family names that stand alone, or behind initials, and words that only look like them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from memograph.linkers.names.letters import plain
from memograph.linkers.names.parsed import parsed
from memograph.linkers.names.tables import words
from memograph.linkers.names.untitled import is_title_word
from memograph.text.cues import cues, languages

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_ROLES: Final = (
    "honorifics", "offices", "ranks", "courtesies", "presiding", "unnamed", "collectives",
    "heads_of_state", "office_ends", "group_words", "side_words", "function_words", "nobody",
    "questions", "answers", "not_labels", "titles_he", "titles_she", "crowned", "peers",
)  # fmt: skip


def is_family_name(name: str) -> bool:
    """Tell whether a name is a family name alone, with titles or initials at most.

    >>> [is_family_name(name) for name in ("Comrade Kapo", "R. J. Foss", "Dr. von Hagen")]
    [True, True, True]
    >>> [is_family_name(name) for name in ("Ana Prifti", "the Prime Minister", "Speaker", "N. N.")]
    [False, False, False, False]
    """
    given, family = _apart(name)
    return bool(family) and not any(len(plain(word)) > 1 for word in given)


def has_initial(name: str) -> bool:
    """Tell whether one of the given names of a name is an initial.

    >>> [has_initial(name) for name in ("John F. Kennedy", "J. William Fulbright", "Ana Prifti")]
    [True, True, False]
    """
    given, family = _apart(name)
    return bool(family) and any(len(plain(word)) == 1 for word in given)


def _apart(name: str) -> tuple[tuple[str, ...], str]:
    """Return given names and the family name, which is "" where there is none."""
    taken = parsed(name)
    if not taken.words or (taken.dropped and taken.particles):  # "Amtmann von Apenrade"
        return (), ""
    *given, family = taken.words
    good = len(plain(family)) > 1 and family[0].isupper() and not is_role(family)
    return tuple(given), family if good and _WORD.fullmatch(family) else ""


def is_role(word: str) -> bool:
    """Tell whether a word says what somebody is, in any language, and not who.

    >>> is_role("Interpreter"), is_role("Kapo")
    (True, False)
    """
    return is_title_word(word) or plain(word) in words("titles", "also_names") or _is_listed(word)


@cache
def _is_listed(word: str) -> bool:
    known = (cues(language) for language in languages())
    return any(one.has(key, word) for one in known for key in _ROLES)
