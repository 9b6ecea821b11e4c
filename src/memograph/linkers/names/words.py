"""Words of names, two at a time: whether one may stand for the other, and why."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from memograph.linkers.names.chinese import chinese, is_one
from memograph.linkers.names.letters import plain, spelt_out
from memograph.linkers.names.sounds import first_sounds, sounds
from memograph.linkers.names.tables import groups

# How alike words are, as parts of names.
SAME: Final = 1.0
MARKS: Final = 0.98
HEARD: Final = 0.95
VARIED: Final = 0.9
SHORT: Final = 0.92
CLOSE: Final = 0.88
INITIAL: Final = 0.88
FAIRLY: Final = 0.84
INSIDE: Final = 0.82
BARELY: Final = 0.78
SISTER: Final = 0.77
ENDING: Final = 0.75
_SLAVIC: Final = re.compile(
    "(?:[oe](?:[vw]|ff)a?|s[ck](?:y|ij?|ii|aia|aja|aya)|i(?:tch|[ck]h?|tsch)|enko|[iy]n)$"
)
"""Ends of names that are written in other letters, so that their spellings differ."""
_SCRIPTS: Final = ("Cyrillic", "Greek", "Hebrew", "Arabic", "Georgian", "Armenian")
_SHORTEST, _MIDDLING, _LONG, _TWO_LETTERS = 4, 5, 8, 9
_END: Final = 2
"""How many letters at its end tell a name of a man from that of a woman."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two words are, from 0 to 1, and why."""

    score: float
    reason: str = ""


NOT: Final = Alike(0.0)


@dataclass(frozen=True, slots=True)
class Heard:
    """A word with all by which it is compared."""

    plain: str
    spelt: str
    letters: str
    sounds: frozenset[str]
    firsts: frozenset[str]
    chinese: bool


@lru_cache(maxsize=65_536)
def heard(word: str) -> Heard:
    """Return a word with all by which it is compared.

    >>> heard("Müller").spelt, heard("Müller").plain
    ('mueller', 'muller')
    """
    own = sounds(word)
    return Heard(
        plain=plain(word),
        spelt=spelt_out(word),
        letters="".join(c for c in word.casefold() if c.isalnum()),
        sounds=own,
        firsts=first_sounds(word),
        chinese=chinese(plain(word)) is not None,
    )


@lru_cache(maxsize=65_536)
def alike(first: str, second: str, *, chinese: bool = False) -> Alike:
    """Return how alike two words are, whichever part of names they are.

    Where all is `chinese`, one letter makes another name, and what sounds alike may be two.

    >>> alike("Chruschtschow", "Khrushchev").reason, alike("Müller", "Mueller").reason
    ('sounds alike', 'umlaut')
    """
    one, other = heard(first), heard(second)
    if one.plain == other.plain:
        return Alike(SAME, "" if one.letters == other.letters else "diacritics")
    if chinese:
        same = is_one(one.plain, other.plain)
        return Alike(HEARD, "Wade-Giles") if same else _barely(_close(one.plain, other.plain))
    if one.spelt in (other.plain, other.spelt) or one.plain == other.spelt:
        return Alike(MARKS, "umlaut")
    if not one.sounds.isdisjoint(other.sounds):
        return _heard_alike(one, other)
    if share("families", one.plain, other.plain):
        return Alike(HEARD, "known spelling")
    return _close(one.plain, other.plain)


def _barely(found: Alike) -> Alike:
    return Alike(min(found.score, BARELY), found.reason)


def _heard_alike(one: Heard, other: Heard) -> Alike:
    """Return how alike words are that may be heard as one."""
    if one.plain.isascii() != other.plain.isascii():
        script = unicodedata.name((other if one.plain.isascii() else one).plain[0], "").split()[0]
        script = script.capitalize()
        return Alike(HEARD, f"{script if script in _SCRIPTS else 'other'} letters")
    slavic = _SLAVIC.search(one.plain) or _SLAVIC.search(other.plain)
    doubtful = not slavic and distance(one.plain, other.plain, 1) <= 1  # Maier, Mayer
    return Alike(VARIED if doubtful else HEARD, "sounds alike")


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ, or one more than `most`; a letter may change with the next.

    >>> distance("gromyko", "gormiko", 2)
    2
    """
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most)


def _close(one: str, other: str) -> Alike:
    """Return how alike two plain words are that differ in a few letters."""
    length = min(len(one), len(other))
    if length < _SHORTEST or one[0] != other[0] or abs(len(one) - len(other)) > 2:  # noqa: PLR2004 - as many as may differ
        return NOT
    far = distance(one, other, 1 if length < _TWO_LETTERS else 2)
    if far > 1 or length < _MIDDLING:
        near = BARELY if far == 1 or (far == 2 and length >= _TWO_LETTERS) else 0.0  # noqa: PLR2004 - letters
    else:
        near = CLOSE if length >= _LONG else FAIRLY
    return Alike(near, "close spelling") if near else NOT


@lru_cache(maxsize=65_536)
def alike_given(first: str, second: str, *, chinese: bool = False) -> Alike:
    """Return how alike two given names are: short forms and initials count.

    >>> alike_given("Bill", "William").reason, alike_given("A.", "Andrei").reason
    ('short form', 'initial')
    """
    one, other = heard(first), heard(second)
    if len(one.plain) == 1 or len(other.plain) == 1:
        return _initial(one, other)
    found = alike(first, second, chinese=chinese)
    if found.score > CLOSE:
        return Alike(max(found.score, HEARD), found.reason)
    return _known_alike(one, other) or _cut(first, second) or _misspelt(found, one, other)


def _known_alike(one: Heard, other: Heard) -> Alike | None:
    """Return how alike given names are that the lists hold for one, or for near."""
    if share("same", one.plain, other.plain):
        return Alike(SHORT, "short form")
    return Alike(SISTER, "close spelling") if share("sisters", one.plain, other.plain) else None


def _misspelt(found: Alike, one: Heard, other: Heard) -> Alike:
    """Return how alike given names are that differ in letters; Martin and Martina are two."""
    if not found.score:
        return NOT
    ending = found.score == BARELY or _differ_at_end(one.plain, other.plain)
    return Alike(ENDING if ending else INSIDE, found.reason)


def share(key: str, first: str, second: str) -> bool:
    """Tell whether two plain names stand in one group of a list.

    >>> share("same", "bill", "william"), share("families", "gaddafi", "qaddafi")
    (True, True)
    """
    known, nobody = groups("given", key), frozenset[str]()
    return not known.get(first, nobody).isdisjoint(known.get(second, nobody))


def _differ_at_end(one: str, other: str) -> bool:
    """Tell whether words differ in their ends only, as names of men and women do."""
    most = max(len(one), len(other))
    return one[: most - _END] == other[: most - _END]


def _cut(first: str, second: str) -> Alike | None:
    """Return how alike words are of which one is cut short, as "Ed." is of "Edvard"."""
    for short, long in ((first, second), (second, first)):
        if short.endswith(".") and plain(long).startswith(plain(short)):
            return Alike(INITIAL, "abbreviation")
    return None


def _initial(one: Heard, other: Heard) -> Alike:
    """Return how alike names are of which one is an initial."""
    if one.plain == other.plain:
        return Alike(SAME)
    if one.plain[:1] == other.plain[:1] or not one.firsts.isdisjoint(other.firsts):
        return Alike(INITIAL, "initial")
    return NOT
