"""Likeness: how alike two names are, from 0 to 1, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from memograph.linkers.entity import Kind
from memograph.linkers.names.keying import keys
from memograph.linkers.names.letters import LONGEST
from memograph.linkers.names.persons import persons
from memograph.linkers.names.things import things

KEYED: Final = 0.8
"""Likeness from which on names share a key."""
_BELOW: Final = 0.79
_ONE: Final = 0.85
"""Likeness from which on two names of posts, states or places are taken for one."""
_FOUND: Final = 0.95
"""Likeness of a name that was found from which on no other spelling is asked for."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and why, in a few words."""

    score: float
    reasons: tuple[str, ...]


def likeness(first: str, second: str, *, kind: Kind = "person") -> Likeness:
    """Return how alike two names of persons, places or organizations are, and why.

    It is 1 only if they are the same but for case, blanks, marks, stops, and an order that a comma
    shows. A name of one word tells little of a person, and is never more than 0.85.

    >>> likeness("Chou En-lai", "Zhou Enlai")
    Likeness(score=0.95, reasons=('Wade-Giles',))
    >>> likeness("Gromyko, A. A.", "Andrei Gromyko").reasons
    ('initial', 'given name left out')
    >>> likeness("Finance Ministry", "Ministry of Finance", kind="organization").score
    0.97
    """
    one, other = first[:LONGEST], second[:LONGEST]
    return _likeness(one, other, kind) if one <= other else _likeness(other, one, kind)


@lru_cache(maxsize=32_768)
def _likeness(first: str, second: str, kind: Kind) -> Likeness:
    found = persons(first, second) if kind == "person" else things(first, second)
    score = round(found.score, 3)
    if KEYED <= score < 1 and keys(first, kind=kind).isdisjoint(keys(second, kind=kind)):
        score = _BELOW  # whoever looks by keys would not find it
    return Likeness(score, found.reasons)


def is_one_thing(one: str, other: str) -> bool:
    """Tell whether two names of posts, states or places are of one.

    >>> is_one_thing("USSR", "Soviet Union"), is_one_thing("Ghana", "Guinea")
    (True, False)
    """
    return one == other or likeness(one, other, kind="organization").score >= _ONE


def is_found(name: str, found: Iterable[str], *, kind: Kind) -> bool:
    """Tell whether one of the names that were found is so alike that no other spelling is needed.

    >>> is_found("Zhou Enlai", ["Chou En-lai"], kind="person")
    True
    """
    return any(likeness(name, each, kind=kind).score >= _FOUND for each in found)
