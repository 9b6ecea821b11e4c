"""Spellings: the forms of a name that are worth a search, best first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from memograph.linkers.entity import Kind
from memograph.linkers.names.chinese import pinyin_of
from memograph.linkers.names.letters import LONGEST, plain
from memograph.linkers.names.parsed import Parsed, parsed
from memograph.linkers.names.tables import table
from memograph.linkers.names.things import thing

MOST = 6
ASKED = 3
"""Forms of a name that a service is asked for."""


def spellings(name: str, *, kind: Kind = "person") -> tuple[str, ...]:
    """Return at most six forms of a name for a search, best first; the first is the name as it is.

    >>> spellings("Dr. Gromyko, Andrei")
    ('Dr. Gromyko, Andrei', 'Andrei Gromyko', 'Gromyko')
    >>> spellings("Teng Hsiao-p'ing")
    ("Teng Hsiao-p'ing", 'Deng Xiaoping', 'Teng')
    >>> spellings("Peking", kind="place")
    ('Peking', 'Beijing', 'Peiping', 'Pekin')
    """
    own = name[:LONGEST]
    forms = _of_person(own) if kind == "person" else _of_thing(own)
    tidy = (" ".join(form.split()) for form in (name, *forms))
    return tuple(islice(dict.fromkeys(form for form in tidy if form), MOST)) or (name,)


def _of_person(name: str) -> Iterator[str]:
    taken = parsed(name)
    words = taken.words
    if not words:
        return
    pinyin = tuple(pinyin_of(words))
    own, family = _spoken(taken)
    yield f"{own} {family}"
    yield from pinyin
    yield from in_latin(f"{own} {family}")
    if len(words) > 2:  # noqa: PLR2004 - with a middle name
        yield f"{words[0]} {words[-1]}"
    yield _ascii(f"{own} {family}")
    yield from (f"{own} {birth}" for birth in taken.births)
    yield words[0] if pinyin or taken.chinese else family


def _spoken(taken: Parsed) -> tuple[str, str]:
    """Return given names, and the family name with its particles, without titles."""
    at = -(taken.comma or 1)
    family = " ".join((*taken.particles, *taken.words[at:]))
    for mark in ("- ", "’ ", "' "):
        family = family.replace(mark, mark[0])
    return " ".join(taken.words[:at]), family


def in_latin(name: str) -> Iterator[str]:
    """Yield a name in Cyrillic as English prints it.

    >>> list(in_latin("Никита Хрущёв")), list(in_latin("Ada Brown"))
    (['Nikita Khrushchev'], [])
    """
    if "CYRILLIC" not in unicodedata.name(name.strip()[:1], ""):
        return
    letters: dict[str, str] = table("sounds")["english"]
    low = unicodedata.normalize("NFC", name.casefold())
    for ending in ("ый", "ий"):
        low = re.sub(rf"{ending}\b", letters[ending], low)
    latin = "".join(letters.get(char, char) for char in low)
    yield re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), latin)


def _ascii(name: str) -> str:
    special = str.maketrans("łŁđĐøØıæœ", "lLdDoOiao") | {ord("ß"): "ss"}
    marked = unicodedata.normalize("NFKD", name.translate(special))
    return "".join(c for c in marked if not unicodedata.combining(c))


def _of_thing(name: str) -> Iterator[str]:
    taken = thing(name)
    bare = name.split("(", maxsplit=1)[0].strip()
    if taken.whole:
        known = (names for names in table("things")["same"] if plain(names[0]) == taken.whole)
        yield from next(known, ())
        return
    yield bare
    yield bare.removeprefix("The ").removeprefix("the ")
    yield _ascii(bare)
