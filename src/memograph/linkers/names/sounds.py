"""Sounds: how a word may be heard, whoever spelt it, so that transliterations come out alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final

from memograph.linkers.names.letters import plain
from memograph.linkers.names.tables import table

_AFTER: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"SC|sC", "Q"),
        (r"(.)\1+", r"\1"),
        (r"^ie", "e"),
        (r"(?<=[aeou])ie", "e"),
        (r"(?<=[CSQZ])io", "e"),
        (r"([aou])e", r"\1"),
        (r"(?<=[eo])f$", "v"),
        (r"(?<=[CSQZ])ov", "ev"),
        (r"(?<=[^\W\daeiou])H(?=$|[^\W\daeiou])|(?<=[aeou])H(?=$|[lmnrtdk])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_CLASSES: Final = str.maketrans(
    {"C": "s", "S": "s", "Z": "s", "Q": "s", "T": "s", "J": "s", "z": "s", "H": None, "h": None,
     "a": None, "e": None, "i": None, "o": None, "u": None, "d": "t", "b": "p", "g": "k",
     "w": "v", "y": None, "j": None, "f": "v"}
)  # fmt: skip
_VOWELS: Final = frozenset("aeiou")
_GLIDES: Final = frozenset("jy")
_LONE: Final = {"j": "JZj", "y": "ij", "i": "ij"}
"""How a letter may be heard that stands for a name."""
_FOREIGN: Final = 4
"""How many ways of reading do not need a hint."""
_FRENCH: Final = re.compile("ou|tch|j|[eo]ff|gu[eiy]")
_DOUBTFUL: Final = re.compile(r"[cjzqx]|sh|ou|rz|gu[eiy]")
"""What readers of different languages hear differently."""
_TWICE: Final = re.compile(r"(.)\1+")


@cache
def _readings() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Return for each way of reading what it looks for, and what it hears."""
    known = table("sounds")
    other: Mapping[str, str] = known["letters"] | known["cyrillic"] | known["greek"]
    return tuple(
        _reading(other | known["common"] | reading) for reading in known["readings"].values()
    )


def _reading(heard: Mapping[str, str]) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    longest = sorted(heard, key=lambda letters: (-len(letters), letters))
    pattern = re.compile("|".join(map(re.escape, longest)))
    return pattern, lambda found: heard[found[0]]


@lru_cache(maxsize=65_536)
def sounds(word: str) -> frozenset[str]:
    """Return how a word may be heard, by readers of different languages.

    >>> sounds("Khrushchev") & sounds("Chruschtschow") & sounds("Hruščev") & sounds("Хрущёв")
    frozenset({'HruQev'})
    """
    low = plain(word) if word.isascii() else _letters(word)
    # ё is mostly printed without its dots, and spelled as e.
    found = set(sounds(low.replace("ё", "е"))) if "ё" in low else set()
    readings = _readings() if _DOUBTFUL.search(low) else _readings()[:1]
    if not _FRENCH.search(low):
        readings = readings[:_FOREIGN]
    for pattern, heard in readings:
        sound = _heard(pattern.sub(heard, low))
        found.add(sound)
        if "Z" in sound:  # Breschnew, Shukow
            found.add(sound.replace("Z", "S"))
    return frozenset(found - {""})


def _letters(word: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", word.casefold())))


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    """Return a letter without its mark, unless the mark is heard; "" if it is none."""
    known = table("sounds")
    if char in known["letters"] or char in known["cyrillic"]:
        return char
    return "".join(c for c in unicodedata.normalize("NFKD", char) if c.isalnum())


def _heard(sound: str) -> str:
    for pattern, by in _AFTER:
        sound = pattern.sub(by, sound)
    return sound


@lru_cache(maxsize=65_536)
def skeleton(sound: str) -> str:
    """Return what is left of a sound without vowels, and without telling d from t and the like.

    >>> skeleton("HruQev"), skeleton("breSnev"), skeleton("io")
    ('rsv', 'prsnv', 'i')
    """
    bare = _TWICE.sub(r"\1", sound.translate(_CLASSES))
    return bare or sound[:1]


@lru_cache(maxsize=65_536)
def first_sounds(word: str) -> frozenset[str]:
    """Return how the first letter of a word may be heard; "j" before a vowel, whatever is printed.

    >>> sorted(first_sounds("J.")), sorted(first_sounds("Yevgeny")), sorted(first_sounds("Ingrid"))
    (['J', 'Z', 'j'], ['e', 'i', 'j'], ['i'])
    """
    low = plain(word)
    found = {_first(sound) for sound in sounds(word)} if low[1:] else set(_LONE.get(low, ""))
    if low[:1] in _GLIDES:
        found |= set(_LONE[low[0]])
    return frozenset(found or {sound[:1] for sound in sounds(word)})


def _first(sound: str) -> str:
    return "j" if sound[0] == "i" and sound[1:2] in _VOWELS else sound[0]


def merged(first: str) -> str:
    """Return a first sound with all vowels as one.

    >>> merged("e"), merged("j"), merged("b")
    ('a', 'a', 'b')
    """
    return "a" if first in _VOWELS or first == "j" else first
