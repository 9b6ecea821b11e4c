"""Spellings of one name: how many letters may differ, and whom a misspelt name is nearest to."""

from __future__ import annotations

import re
from collections.abc import Collection

_FIRM = 5
_LETTERS_FOR_TWO = 9
_FIGURE = re.compile(r"[\d|!]")
_READ_AS = str.maketrans("01586|!l", "oisbbiii")


def allowance(name: str) -> int:
    """Return how many letters of a folded name may differ in another spelling of it.

    >>> allowance("wei"), allowance("henko"), allowance("khrushchev")
    (0, 1, 2)
    """
    length = len(name)
    return 0 if length < _FIRM else 1 if length < _LETTERS_FOR_TWO else 2


def likeness(one: str, other: str) -> int | None:
    """Return how many letters differ in two folded names, or None if more do than may.

    Figures count as the letters that they are misread for.

    >>> likeness("kessinger", "kess1nger"), likeness("brown", "braun"), likeness("li", "lin")
    (0, None, None)
    """
    from rapidfuzz.distance import OSA

    plain, read = one, other
    if _FIGURE.search(one) or _FIGURE.search(other):
        plain, read = one.translate(_READ_AS), other.translate(_READ_AS)
    most = allowance(min(plain, read, key=len))
    distance = OSA.distance(plain, read, score_cutoff=most)
    if plain == read:
        return 0
    return distance if distance <= most and plain[:1] == read[:1] else None


def nearest(name: str, names: Collection[str]) -> str | None:
    """Return the one name that a misspelt one is nearest to, if there is only one.

    >>> nearest("krushchev", ("khrushchev", "bulganin"))
    'khrushchev'
    >>> nearest("janson", ("hanson", "jansen", "janzon")) is None
    True
    """
    found = sorted(
        (far, other) for other in set(names) if (far := likeness(name, other)) is not None
    )
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]
