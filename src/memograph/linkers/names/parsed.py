"""Names of persons taken apart, and the ways in which they may be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from memograph.linkers.names.chinese import is_name
from memograph.linkers.names.letters import cut, plain
from memograph.linkers.names.tables import words
from memograph.linkers.names.untitled import bare, without_particles
from memograph.text.names import tidy

_STOP: Final = re.compile(r"(?<=\w)\.(?=[^\W\d_])")
_YOUNGER: Final = re.compile(r"\b[dD]\.\s*([ÄJ])\.")
_ASIDE: Final = re.compile(r"[(\[\"“”„«»]([^()\[\]\"“”„«»]*)[)\]\"“”„«»]")
_PEERAGE: Final = re.compile(
    r",\s*(?:\d+(?:st|nd|rd|th)\s+)?(?:Baron(?:ess)?|Viscount(?:ess)?|Earl|Countess|Marquess|"
    r"Marchioness|Duke|Duchess)\s.*"
)
"""A rank of the peerage with its title, which is no given name."""
_MARKS: Final = frozenset('(["“„«')
_TWO: Final = 2
MOST: Final = 8
"""How many words of a name are looked at."""
Order: TypeAlias = Literal["comma", "last", "first"]
"""What tells which words are the family name: a comma behind it, or where it stands."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a name: which words are the family name, which are given."""

    family: str
    parts: tuple[str, ...]
    given: tuple[str, ...]
    order: Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A name of a person taken apart.

    `words` are in the order of speech; the last `comma` of them stood before a comma. `compact`
    is all of them in plain letters. `births` are family names by birth, `asides` what stands in
    brackets or quotes. `dropped` is a title before it that may be a name itself;
    `doubtful` is that the first of two words, which is kept, may be a title.
    """

    words: tuple[str, ...]
    comma: int = 0
    particles: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    generation: str = ""
    titled: bool = False
    dropped: str = ""
    doubtful: bool = False
    compact: str
    chinese: bool
    readings: tuple[Reading, ...]


def made(own: Sequence[str], comma: int = 0) -> Parsed:
    """Return a name of nothing but words, of which the last may have stood before a comma.

    >>> [(reading.family, reading.given) for reading in made(("Ada", "Brown")).readings]
    [('Brown', ('Ada',)), ('Ada', ('Brown',))]
    """
    taken = tuple(own)
    return Parsed(
        words=taken,
        comma=comma,
        compact=plain("".join(taken)),
        chinese=is_name([plain(word) for word in taken]),
        readings=tuple(_readings(taken, comma)),
    )


def _readings(own: tuple[str, ...], comma: int) -> Iterator[Reading]:
    if comma:
        yield _reading(own[-comma:], own[:-comma], "comma")
        return
    if own:
        yield _reading(own[-1:], own[:-1], "last")
    if len(own) > 1:
        yield _reading(own[:1], own[1:], "first")
    if len(own) > _TWO and all(len(plain(word)) > 1 for word in own[-2:]):  # two family names
        yield _reading(own[-2:], own[:-2], "last")


def _reading(family: tuple[str, ...], given: tuple[str, ...], order: Order) -> Reading:
    return Reading("".join(family), apart(family), apart(given), order)


def apart(own: Sequence[str]) -> tuple[str, ...]:
    """Return words with those that hyphens tie taken apart.

    >>> apart(("Maria", "Rauch-Kallat"))
    ('Maria', 'Rauch', 'Kallat')
    """
    parts = [part for word in own for part in word.replace("‐", "-").split("-")]
    return tuple(part for part in parts if plain(part)) or tuple(own)


@lru_cache(maxsize=65_536)
def parsed(name: str) -> Parsed:
    """Return a name taken apart.

    >>> found = parsed("Gen. Brown, Dr. Ada (née Ash), Jr.")
    >>> found.words, found.comma, found.births, found.generation, found.titled
    (('Ada', 'Brown'), 1, ('Ash',), '2', True)
    """
    whole_name = tidy(cut(name))
    untitled = _PEERAGE.sub("", whole_name)
    text = _YOUNGER.sub(r"d\1.", _STOP.sub(". ", untitled))
    text, asides = _without_asides(text)
    text, births = _without_births(text)
    parts = [part.split()[:MOST] for part in text.replace(";", ",").split(",")]
    found = [bare(part, behind=at > 0) for at, part in enumerate(filter(None, parts))]
    kept = [part for part in found if part.words]
    family, before = without_particles(kept[0].words, family=True) if len(kept) > 1 else ((), ())
    given, after = without_particles(kept[len(kept) > 1].words) if kept else ((), ())
    whole = made((*given, *family), len(family))
    return replace(
        whole,
        particles=(*before, *after),
        births=births,
        asides=asides,
        generation=next((part.generation for part in found if part.generation), ""),
        titled=untitled != whole_name or any(part.titled for part in found),
        dropped=kept[0].dropped if len(kept) == 1 else "",
        doubtful=len(given) == _TWO
        and not family
        and plain(given[0]) in words("titles", "also_names"),
    )


def _without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without what stands in brackets or quotes, and that."""
    if _MARKS.isdisjoint(text):
        return text, ()
    found = [aside.strip() for aside in _ASIDE.findall(text)]
    rest = _ASIDE.sub(" ", text)
    if not plain(rest):
        return " ".join(found), ()
    birth = [aside for aside in found if _is_birth(aside.split()[:1])]
    return " ".join((rest, *birth)), tuple(a for a in found if a not in birth and plain(a))


def _is_birth(tokens: Sequence[str]) -> bool:
    """Tell whether a word leads on to a family name by birth."""
    return bool(tokens) and tokens[0][:1].islower() and plain(tokens[0]) in words("titles", "born")


def _without_births(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without the family name by birth, and that."""
    tokens = text.split()
    for at, token in enumerate(tokens[1:-1], 1):
        if _is_birth([token.strip(",")]):
            comma = "," * tokens[at + 1].endswith(",")
            return " ".join((*tokens[:at], comma, *tokens[at + 2 :])), (tokens[at + 1].strip(","),)
    return text, ()
