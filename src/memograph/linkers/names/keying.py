"""Keys: short words by which an index finds all names that are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from memograph.linkers.entity import Kind
from memograph.linkers.names.chinese import in_wade
from memograph.linkers.names.letters import LONGEST, plain
from memograph.linkers.names.parsed import Parsed, apart, made, parsed
from memograph.linkers.names.sounds import first_sounds, merged, skeleton, sounds
from memograph.linkers.names.tables import groups
from memograph.linkers.names.things import thing

_MOST: Final = 4
"""How many words of a name are looked at: the first of them and the last."""
_SHORT: Final = 6
_COMPACT: Final = 24
_SIBILANTS: Final = re.compile("ch|hs|sh|ss|ts|tz|j")


def keys(name: str, *, kind: Kind = "person") -> frozenset[str]:
    """Return the keys of a name: two names that are alike from 0.8 on share at least one.

    >>> "s a" in keys("Chou En-lai") & keys("Zhou Enlai")
    True
    """
    return _keys(name[:LONGEST], kind)


@lru_cache(maxsize=32_768)
def _keys(name: str, kind: Kind) -> frozenset[str]:
    return frozenset(_of_person(name) if kind == "person" else _of_thing(name))


@lru_cache(maxsize=65_536)
def _codes(word: str, *, chinese: bool) -> tuple[str, ...]:
    """Return the skeletons of all ways in which a word may be heard."""
    if chinese:
        return tuple(sorted({skeleton(_SIBILANTS.sub("s", wade)) for wade in in_wade(plain(word))}))
    own = (word, *groups("given", "families").get(plain(word), ()))
    return tuple(sorted({skeleton(sound) for one in own for sound in sounds(one)}))


def _alone(word: str, *, chinese: bool) -> Iterable[str]:
    """Return how a family name is heard, for names of which nothing else is known."""
    return in_wade(plain(word)) if chinese else sounds(word)


def firsts(word: str) -> frozenset[str]:
    """Return how a word, or what it may stand for, can begin, be it Chinese or not.

    >>> sorted(firsts("Bill"))
    ['b', 'v']
    """
    sisters = groups("given", "sisters").get(plain(word), ())
    found = {merged(sound) for sister in sisters for sound in first_sounds(sister)}
    found.update(_firsts(word, chinese=False))
    if in_wade(plain(word)):
        found.update(_firsts(word, chinese=True))
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _firsts(word: str, *, chinese: bool) -> tuple[str, ...]:
    """Return how a given name or its other forms may begin."""
    if chinese:
        wades = (_SIBILANTS.sub("s", wade) for wade in in_wade(plain(word)))
        return tuple(sorted({merged(wade[0]) for wade in wades}))
    found = first_sounds(word) | {plain(word)[:1]}
    for first in groups("given", "same").get(plain(word), ()):
        found |= first_sounds(first)
    return tuple(sorted(set(map(merged, found))))


def _of_person(name: str) -> Iterator[str]:
    taken = parsed(name)
    if not taken.words:
        return
    yield "w" + skeleton(taken.compact)
    yield from _of_words(taken)
    if taken.dropped:
        yield from _of_words(made((taken.dropped, *taken.words), taken.comma))


def _of_words(taken: Parsed) -> Iterator[str]:
    words, chinese = taken.words, taken.chinese
    yield from (f"f {sound}" for sound in _alone(words[-1], chinese=chinese))
    families = (*words[-1:], *words[:1], *taken.births, *taken.asides)
    for family, given in _pairs(words, families):
        for code in _codes(family, chinese=chinese):
            yield from (f"{code} {first}" for first in _firsts(given, chinese=chinese))


def _pairs(words: tuple[str, ...], families: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield which word may be a family name, with a given one of it."""
    for family in dict.fromkeys(families):
        given = [word for word in words if word != family][:_MOST]
        parts = dict.fromkeys((family, *apart((family,))))
        yield from product((part for part in parts if len(plain(part)) > 1), given)


def _of_thing(name: str) -> Iterator[str]:
    taken = thing(name)
    yield f"w{taken.compact[:_COMPACT]}"
    if taken.short:
        yield f"w{taken.short}"
    if taken.whole:
        yield f"t{taken.whole}"
    codes = sorted({code for word in taken.telling or taken.words for code in _code(word)})
    yield " ".join(codes)
    if len(codes) > 1:
        yield from (" ".join(codes[:at] + codes[at + 1 :]) for at in range(min(len(codes), _SHORT)))
    elif codes:
        code = codes[0]
        yield from (code[:at] + code[at + 1 :] for at in range(1, min(len(code), _SHORT)))


def _code(word: str) -> tuple[str, ...]:
    return _codes(word, chinese=bool(in_wade(word)))[:1]
