"""Spellings: the forms of a name that are worth a search, best first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from memograph.linkers.entity import Kind
from memograph.linkers.names.chinese import pinyin_of
from memograph.linkers.names.letters import LONGEST, cut, plain
from memograph.linkers.names.parsed import Parsed, parsed
from memograph.linkers.names.tables import table
from memograph.linkers.names.things import thing

MOST = 6


def spellings(name: str, *, kind: Kind = "person") -> tuple[str, ...]:
    """Return at most six forms of a name for a search, best first; the first is the name as it is.

    >>> spellings("Dr. Gromyko, Andrei")
    ('Dr. Gromyko, Andrei', 'Andrei Gromyko', 'Gromyko')
    >>> spellings("Teng Hsiao-p'ing")
    ("Teng Hsiao-p'ing", 'Deng Xiaoping', 'Teng')
    >>> spellings("Peking", kind="place")
    ('Peking', 'beijing', 'peking', 'peiping', 'pekin')
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
    yield _spoken(taken)
    yield from pinyin
    if len(words) > 2:  # noqa: PLR2004 - with a middle name
        yield f"{words[0]} {words[-1]}"
    yield _ascii(_spoken(taken))
    yield from (" ".join((*words[: -(taken.comma or 1)], family)) for family in taken.births)
    yield words[0] if pinyin else words[-1]


def _spoken(taken: Parsed) -> str:
    """Return a name without titles in the order of speech, particles before the family name."""
    family = taken.comma or 1
    own = (*taken.words[:-family], *taken.particles, *taken.words[-family:])
    return " ".join(own).replace("- ", "-").replace("’ ", "’").replace("' ", "'")


def _ascii(name: str) -> str:
    from unicodedata import combining, normalize

    special = str.maketrans("łŁđĐøØıßæœ", "lLdDoOisao")
    return "".join(c for c in normalize("NFKD", name.translate(special)) if not combining(c))


def _of_thing(name: str) -> Iterator[str]:
    taken = thing(cut(name))
    bare = name.split("(", maxsplit=1)[0].strip()
    yield bare
    yield bare.removeprefix("The ").removeprefix("the ")
    for names in table("things")["same"]:
        if taken.whole and "".join(plain(word) for word in names[0].split()) == plain(taken.whole):
            yield from names[:MOST]
    yield _ascii(bare)
