"""Names of organizations and places: how alike two of them are, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from memograph.linkers.names.letters import cut, plain
from memograph.linkers.names.persons import UNLIKE, Found
from memograph.linkers.names.tables import groups, table, words
from memograph.linkers.names.words import FAIRLY, Alike, alike, heard

_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'`´.&-]+[^\W_]+)*")

# The most that names are alike which differ in this.
_SHORTENED: Final = 0.98
_ORDER: Final = 0.97
_KNOWN: Final = 0.95
_LETTERED: Final = 0.92
_GENERIC: Final = 0.9
_INITIALS: Final = 0.75
_BRACKETED: Final = 0.74
_SOME: Final = 0.7
_NOTHING_TOLD: Final = 0.6
_OTHER_BRACKET: Final = 0.4

_LONGEST: Final = 9
"""How many words are looked at that are not the same."""
_LEAST_LETTERS, _MOST_LETTERS, _PREFIX = 2, 6, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A name of an organization or place taken apart.

    `words` are the plainest of their kind, `telling` those that tell one from another. `whole` is
    what it is by the tables of states and places, "" if it is not in them. `letters` are the
    first ones of its words, `short` what it says itself to be short for it.
    """

    compact: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    bracket: str
    whole: str
    letters: frozenset[str]
    short: str


@cache
def _wholes() -> Mapping[str, str]:
    """Return for the names of states and places the plainest of each."""
    return {
        _joined([plain(word) for word in name.split()]): plain(names[0])
        for names in table("things")["same"]
        for name in names
    }


@lru_cache(maxsize=65_536)
def thing(name: str) -> Thing:
    """Return a name of an organization or place taken apart.

    >>> thing("The Ministry of Finance (MF)").telling, thing("Congo (B)").whole
    (('finance',), 'congobrazzaville')
    """
    text = cut(name).replace("’s", "s").replace("'s", "s")
    brackets = [found for found in _BRACKET.findall(text) if plain(found)]
    bare = _BRACKET.sub(" ", text)
    if not plain(bare):
        bare, brackets = text, []
    own = [part for word in _WORD.findall(bare) for part in _apart(plain(word))]
    aside = plain(brackets[0]) if brackets else ""
    letters = _letters(own)
    short = aside if aside in letters else ""
    aside = "" if short else aside
    kept = _kept(own)
    compact = _joined(own)
    return Thing(
        compact=compact,
        words=kept,
        telling=tuple(word for word in kept if not _is_kind(word)),
        bracket=aside,
        whole=_wholes().get(compact + aside, ""),
        letters=letters,
        short=short,
    )


def _joined(own: Sequence[str]) -> str:
    return "".join([word for word in own if word != "the"] or own)


def _apart(word: str) -> tuple[str, ...]:
    """Return a compound of German in its parts if its last part says little by itself."""
    for end in words("things", "ends"):
        if word.endswith(end) and len(word) >= len(end) + _PREFIX:
            return word.removesuffix(end), end
    return (word,)


def _letters(own: Sequence[str]) -> frozenset[str]:
    """Return the first letters of words, with and without the small ones among them."""
    said = (word for word in own if word not in words("things", "left_out"))
    found = ("".join(word[:1] for word in kept) for kept in (own, said))
    return frozenset(one for one in found if _LEAST_LETTERS <= len(one) <= _MOST_LETTERS)


def _kept(own: Sequence[str]) -> tuple[str, ...]:
    """Return the words that say something, each the plainest of its kind."""
    idle = words("things", "left_out") | words("things", "legal")
    return tuple(_plainest(word) for word in own if word not in idle) or tuple(own)


@lru_cache(maxsize=16_384)
def _plainest(word: str) -> str:
    """Return a word, or the plainest that is one with it."""
    for key in ("generic", "kinds", "words"):
        found = groups("things", key).get(word)
        if found:
            return min(found)
    return _wholes().get(word, word)


def _is_kind(word: str) -> bool:
    return word in groups("things", "generic") or word in groups("things", "kinds")


def things(first: str, second: str) -> Found:
    """Return how alike two names of organizations or places are.

    >>> things("Ministry of Finance", "Finance Ministry")
    Found(score=0.97, reasons=('order',))
    """
    one, other = thing(first), thing(second)
    if not one.compact or not other.compact:
        return UNLIKE
    if one.compact == other.compact and one.bracket == other.bracket:
        same = Found(1.0, ("same name",))
        return same if one.short == other.short else same.but(_SHORTENED, "abbreviation")
    if one.whole and other.whole:
        return Found(_KNOWN, ("known as the same",)) if one.whole == other.whole else UNLIKE
    if one.bracket and other.bracket and one.bracket != other.bracket:
        return Found(_OTHER_BRACKET, ("other in brackets",))
    found = max((_compared(one, other), _abbreviated(one, other)), key=lambda one: one.score)
    return found if one.bracket == other.bracket else found.but(_BRACKETED, "without brackets")


def _abbreviated(one: Thing, other: Thing) -> Found:
    """Return how alike names are of which one may be the first letters of the other."""
    for short, long in ((one, other), (other, one)):
        if short.compact and short.compact == long.short:
            return Found(_LETTERED, ("abbreviation",))
        if short.compact in long.letters:
            return Found(_INITIALS, ("abbreviation",))
    return UNLIKE


def _compared(one: Thing, other: Thing) -> Found:
    """Return how alike two names are by their words."""
    if one.words == other.words:
        return Found(_KNOWN, ("same words",))
    if sorted(one.words) == sorted(other.words):
        return Found(_ORDER, ("order",))
    mine, theirs, likest = _paired(one.words, other.words)
    if not mine and not theirs:
        return likest
    generic = groups("things", "generic")
    if all(word in generic for word in (*mine, *theirs)) and not (mine and theirs):
        # "Korea" is not the Republic of Korea for sure.
        doubtful = (mine and one.whole) or (theirs and other.whole)
        most = _BRACKETED if doubtful else _GENERIC if one.telling else _NOTHING_TOLD
        return likest.but(most, "generic words")
    whole = len(one.words) + len(other.words)
    shared = (whole - len(mine) - len(theirs)) / whole
    return Found(_SOME * shared, ("some words",)) if shared else UNLIKE


def _alike(one: str, other: str) -> Alike:
    both = heard(one).chinese and heard(other).chinese
    return alike(one, other, chinese=both)


def _paired(
    one: tuple[str, ...], other: tuple[str, ...]
) -> tuple[Sequence[str], Sequence[str], Found]:
    """Return the words of each name that no word of the other is like, and how alike the rest is.

    The words are taken in the order of the alphabet, so that the order of names does not matter.
    """
    mine = sorted((Counter(one) - Counter(other)).elements())
    theirs = sorted((Counter(other) - Counter(one)).elements())
    if len(mine) > _LONGEST or len(theirs) > _LONGEST:
        return mine, theirs, Found(_ORDER, ())
    pairs = [(_alike(a, b), a, b) for a in mine for b in theirs]
    likely = [pair for pair in pairs if pair[0].score >= FAIRLY]
    score, reasons = _ORDER, []
    for found, a, b in sorted(likely, key=lambda pair: (-pair[0].score, *sorted(pair[1:]))):
        if a in mine and b in theirs:
            mine.remove(a)
            theirs.remove(b)
            score = min(score, found.score)
            reasons.append(found.reason)
    return mine, theirs, Found(score, tuple(sorted({reason for reason in reasons if reason})))
