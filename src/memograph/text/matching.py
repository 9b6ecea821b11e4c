"""How a name or office that is printed fits one that is known, part by part, all folded."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from memograph.text.names import fold

_STEM = 3


def holds(office: str, held: str) -> bool:
    """Tell whether an office held is or ends in this one, as "Finanzminister" in "Minister"."""
    return bool(re.search(rf"{re.escape(office)}(?!\w)", fold(held)))


def is_initials_of(letters: str, held: str) -> bool:
    """Tell whether letters shorten an office, as "PM" does "Prime Minister".

    >>> is_initials_of("pm", "Prime Minister of India")
    True
    """
    words = fold(held).split()[: len(letters)]
    return len(letters) == len(words) and initials(words) == letters


def is_of(office: str, held: str) -> bool:
    """Tell whether an office held is this one and not a lower one, as "Deputy Minister" is."""
    folded = fold(held)
    return folded == office or folded.startswith((f"{office} ", f"{office},"))


def is_turned(office: str, held: str) -> bool:
    """Tell whether two offices are one in other words: of one noun, with what it is for behind.

    >>> is_turned("foreign minister", "Minister of Foreign Affairs")
    True
    >>> is_turned("foreign minister", "Deputy Minister of Foreign Affairs")
    False
    """
    short, long = sorted((fold(office).split(), fold(held).split()), key=len)
    return len(short) > 1 and short[-1] == long[0] and set(short[:-1]) <= set(long[1:])


def has_parts(own: Sequence[str], tokens: list[str], place: int | None) -> bool:
    """Tell whether a name ends (-1), begins (0) or anywhere has these parts and another."""
    count = len(tokens)
    if count > 1 and count >= len(own):
        return False
    if place == -1:
        return list(own[-count:]) == tokens
    if place == 0:
        return list(own[:count]) == tokens
    return any(list(own[at : at + count]) == tokens for at in range(len(own) - count + 1))


def initials(tokens: Sequence[str]) -> str:
    """Return the first letters of the parts of a name.

    >>> initials(("ada", "brown"))
    'ab'
    """
    return "".join(token[0] for token in tokens)


def abbreviates(short: list[str], full: list[str]) -> bool:
    """Tell whether "j smith" shortens "john smith": each part or its first letter, in order."""
    if len(short) < 2 or len(short) > len(full):  # noqa: PLR2004 - one part is a surname
        return False
    if short[-1] != full[-1]:
        return False
    given = full[: len(short) - 1]
    return all(g.startswith(s) for s, g in zip(short[:-1], given, strict=True))


def is_inflected(word: str, name: Collection[str], endings: Collection[str]) -> bool:
    """Tell whether a folded word is a part of a name in another case than that it is known in.

    >>> is_inflected("шубину", ("яков", "шубин"), {"у", "ой"})
    True
    """
    stems = {word.removesuffix(ending) for ending in endings if word.endswith(ending)}
    stems = {stem for stem in stems if len(stem) >= _STEM}
    return any(stem in (part, part[:-1], part[:-2]) for part in name for stem in stems)
