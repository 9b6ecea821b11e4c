"""Chinese names in pinyin and in Wade-Giles: what one syllable is in the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from memograph.linkers.names.tables import table

_LONGEST: Final = 3
"""How many syllables a word of a name has at most, as in "Ouyang" or "Tsetung"."""
_MOST: Final = 4
"""How many syllables a name has at most."""
_FULL_U: Final = ("j", "q", "x")
_SIBILANTS: Final = ("z", "c", "s", "zh", "ch", "sh", "r")
_HUSHES: Final = {"tsch": "ch", "tch": "ch", "sch": "sh"}
"""How German and French spell what Wade-Giles spells otherwise."""
_HUSHED: Final = re.compile("tsch|tch|sch")
_MARKS: Final = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Chinese:
    """A word read as Chinese: in Wade-Giles without marks, by whoever wrote pinyin, and Wade-Giles.

    Each is "" if the word cannot be that. `size` is the number of syllables.
    """

    pinyin: str
    wade: str
    size: int


@cache
def syllables() -> Mapping[str, str]:
    """Return for each syllable of pinyin the one of Wade-Giles.

    >>> syllables()["zhou"], syllables()["xiao"], syllables()["ping"], syllables()["dong"]
    ('chou', 'hsiao', "p'ing", 'tung')
    """
    return {
        initial + final: _wade(initial, final)
        for initial, finals in table("syllables")["pinyin"].items()
        for final in finals.split()
    }


def _wade(initial: str, final: str) -> str:
    """Return a syllable of pinyin in Wade-Giles."""
    rules: Mapping[str, Mapping[str, str]] = table("syllables")["wade"]
    if initial + final in rules["whole"]:
        return rules["whole"][initial + final]
    if initial in _FULL_U and final[0] == "u":
        final = "ü" + final[1:]
    if final == "uo" and initial not in ("g", "k", "h", "sh"):
        final = "o"
    return rules["initials"].get(initial, initial) + rules["finals"].get(final, final)


@lru_cache(maxsize=1024)
def without_marks(text: str) -> str:
    """Return a syllable without apostrophes and dots, as most print it."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", bare)


@cache
def _wade_known() -> Mapping[str, str]:
    plain = {without_marks(wade): without_marks(wade) for wade in syllables().values()}
    also: dict[str, str] = table("syllables")["wade"]["also"]
    return plain | also


@cache
def _pinyin_known() -> Mapping[str, str]:
    return {without_marks(pinyin): without_marks(wade) for pinyin, wade in syllables().items()}


@lru_cache(maxsize=65_536)
def chinese(word: str) -> Chinese | None:
    """Return a plain word read as Chinese, or None if it cannot be.

    >>> chinese("zedong"), chinese("tsetung"), chinese("gromyko")
    (Chinese(pinyin='tsetung', wade='', size=2), Chinese(pinyin='', wade='tsetung', size=2), None)
    """
    if not word.isascii():
        return None
    pinyin, wade = _read(word, _pinyin_known()), _read(word, _wade_known())
    if not pinyin and not wade:
        wade = next(filter(None, (_read(each, _wade_known()) for each in _anglicized(word))), ())
    if not pinyin and not wade:
        return None
    return Chinese("".join(pinyin), "".join(wade), len(pinyin or wade))


def _anglicized(word: str) -> Iterator[str]:
    """Yield what German and French papers print as Wade-Giles would have it.

    >>> list(_anglicized("tschou")), list(_anglicized("toung")), list(_anglicized("brown"))
    (['chou', 'chu'], ['tung'], [])
    """
    bare = _HUSHED.sub(lambda found: _HUSHES[found[0]], word)
    if bare != word:
        yield bare
    if "ou" in bare:
        yield bare.replace("ou", "u")


def _read(word: str, known: Mapping[str, str], depth: int = _LONGEST) -> tuple[str, ...]:
    """Return a word in the syllables of a table, the longest first, or nothing."""
    if word in known:
        return (known[word],)
    if depth == 1:
        return ()
    for end in range(min(6, len(word) - 1), 0, -1):
        first = known.get(word[:end])
        rest = _read(word[end:], known, depth - 1) if first else ()
        if first and rest:
            return (first, *rest)
    return ()


@lru_cache(maxsize=65_536)
def is_one(first: str, second: str) -> bool:
    """Tell whether two plain words are one Chinese word in two systems of writing.

    >>> is_one("zhou", "chou"), is_one("zedong", "tsetung"), is_one("zhou", "zhao")
    (True, True, False)
    """
    one, other = chinese(first), chinese(second)
    if one is None or other is None:
        return False
    pairs = ((one.pinyin, other.wade), (one.wade, other.pinyin), (one.wade, other.wade))
    return any(a and a == b for a, b in pairs)


def is_name(words: Sequence[str]) -> bool:
    """Tell whether plain words can be a whole name in Chinese, which is of four syllables at most.

    >>> is_name(("chou", "enlai")), is_name(("hans", "li")), is_name(("jochen", "danninger"))
    (True, False, False)
    """
    read = [chinese(word) for word in words]
    return sum(one.size if one else _MOST + 1 for one in read) <= _MOST


def in_wade(word: str) -> tuple[str, ...]:
    """Return how a plain word can stand in Wade-Giles, without marks.

    >>> in_wade("zhou"), in_wade("chou"), in_wade("brown")
    (('chou',), ('chou',), ())
    """
    read = chinese(word)
    return tuple(sorted({read.pinyin, read.wade} - {""})) if read else ()


@cache
def _to_pinyin() -> Mapping[str, str]:
    """Return for each syllable of Wade-Giles, with its apostrophe, the one of pinyin."""
    found: dict[str, str] = {}
    for pinyin, wade in syllables().items():
        bare = unicodedata.normalize("NFKD", wade)
        found.setdefault("".join(c for c in bare if not unicodedata.combining(c)), pinyin)
    return found


def pinyin_of(words: tuple[str, ...]) -> Iterator[str]:
    """Yield a name that is in Wade-Giles in pinyin, if it is Wade-Giles for sure.

    >>> list(pinyin_of(("Mao", "Tse-tung"))), list(pinyin_of(("Zhou", "Enlai")))
    (['Mao Zedong'], [])
    """
    known = _to_pinyin()
    apart = [[_tidy(syllable) for syllable in word.split("-")] for word in words]
    syllable = [s for word in apart for s in word]
    wade = all(s.replace("'", "") in _wade_known() for s in syllable)
    tied = any(len(word) > 1 for word in apart)  # pinyin has no hyphens
    if not wade or (not tied and not any("'" in s or s not in _pinyin_known() for s in syllable)):
        return
    turned = [
        "".join(known.get(s) or known.get(_aspirated(s)) or s for s in word) for word in apart
    ]
    if turned:
        yield " ".join(word.capitalize() for word in turned)


def _tidy(syllable: str) -> str:
    bare = unicodedata.normalize("NFKD", syllable.casefold().replace("’", "'"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def _aspirated(syllable: str) -> str:
    return re.sub(r"^(ts|tz|ch|[ptk])", r"\1'", syllable)
