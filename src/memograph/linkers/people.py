"""People: an index of persons by the words of their names, which tells who may be meant.

Names are not compared here. It is told of each who has words like those of a name how alike the
whole names can be at most, so that the likeliest are compared first, and most never.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from memograph.linkers.names import persons
from memograph.linkers.names.letters import plain
from memograph.linkers.names.lexicon import ALONE, FAMILY, HALF, Hit, Lexicon, bits_of
from memograph.linkers.names.parsed import Parsed, apart, parsed

# The most that names are alike of which this is so; see `persons`.
_INITIAL: Final = 0.88
_PERHAPS: Final = 0.95
"""What is allowed where a given name begins with another: they may be one word and two."""
_FURTHER: Final = 0.03
"""How much more further given names may add."""
_FIRM: Final = 0.95
_WORD: Final = ~(FAMILY | HALF)


Role: TypeAlias = Literal["given", "half", "whole"]


class Part(NamedTuple):
    """A word of a name that is sought: where it stands in it, and what it may be.

    `first` is that it is a family name only if that comes first without a comma, `half` that it is
    a part of a double one at most. `chinese` is that all of the name may be so.
    """

    word: str
    at: int
    family: bool
    given: bool
    first: bool
    half: bool
    chinese: bool


class People:
    """Persons by number, found by the words of their names.

    >>> people = People()
    >>> people.add(0, ("Andrei Gromyko",))
    >>> people.add(1, ("Andrei Prifti",))
    >>> people.likely("Gromiko, A.")
    {0: 0.88}
    """

    def __init__(self) -> None:
        """Know nobody."""
        self._lexicon = Lexicon()
        self._numbers = array("I")
        self._words = array("I")
        self._ends = array("Q", [0])
        self._bits = array("Q")
        self._holders: dict[int, array[int]] = {}

    def add(self, number: int, names: Iterable[str]) -> None:
        """Index a person by all names, under a number of your own."""
        own: list[int] = []
        at, bits = len(self._numbers), 0
        for name in names:
            bag = self._lexicon.taken(name)
            own += bag.words
            bits |= bag.bits
        holders = self._holders
        for word in dict.fromkeys(own):
            known = holders.get(word)
            if known is None:
                holders[word] = array("I", (at,))
            else:
                known.append(at)
        self._numbers.append(number)
        self._words.extend(own)
        self._ends.append(len(self._words))
        self._bits.append(bits)

    def likely(self, name: str) -> dict[int, float]:
        """Return who may be meant by a name, and how alike their names can be at most."""
        taken = parsed(name)
        parts = tuple(_parts(taken))
        hits = {part: self._lexicon.alike_to(part.word) for part in parts}
        single = len(taken.words) == 1 or taken.doubtful
        found: set[int] = set()
        for part in parts:
            wanted = ~0 if single else _wanted(part, parts)
            for word in [at for at, hit in hits[part].items() if part.family and hit.family]:
                found.update(self._begun(word, wanted, part))
        judge = _Judge(self._lexicon, hits, single=single)
        bounds = (
            (at, judge.most(self._words[self._ends[at] : self._ends[at + 1]], self._bits[at]))
            for at in sorted(found)
        )
        return {self._numbers[at]: most for at, most in bounds if most}

    def _begun(self, word: int, wanted: int, part: Part) -> Iterator[int]:
        """Yield who has a family name, and another that begins as it is wanted."""
        bits = self._bits
        for key in (word | FAMILY, word | HALF, word):
            if _may_be(part, key):
                yield from [at for at in self._holders.get(key, ()) if bits[at] & wanted]


def _may_be(part: Part, word: int) -> bool:
    """Tell whether a word may be the family name that is sought, by where both stand.

    Names that both may begin with it are found by their last words, but for Chinese ones; no part
    of a double one does.
    """
    if part.first:
        return word >= FAMILY or (part.chinese and word < HALF)
    return word >= HALF or not part.half


class _Judge:
    """Tells how alike a name can be to the one sought, by the words of both."""

    def __init__(
        self, lexicon: Lexicon, hits: Mapping[Part, Mapping[int, Hit]], *, single: bool
    ) -> None:
        self._lexicon, self._single = lexicon, single
        self._families: dict[int, list[tuple[Part, float]]] = {}
        self._givens: dict[int, list[tuple[int, float]]] = {}
        for part, found in hits.items():
            for word, hit in found.items():
                if part.family and hit.family:
                    self._families.setdefault(word, []).append((part, hit.family))
                if part.given and hit.given:
                    self._givens.setdefault(word, []).append((part.at, hit.given))
        given = [part for part in hits if part.given]
        self._given = [(part.at, plain(part.word), bits_of(part.word.casefold())) for part in given]
        self._short = [
            each
            for each, part in zip(self._given, given, strict=True)
            if len(each[1]) == 1 or part.word.endswith(".")
        ]
        self._further = _FURTHER if len({part.at for part in given}) > 2 else 0.0  # noqa: PLR2004 - a family name, and two

    def most(self, words: Sequence[int], bits: int) -> float:
        """Return how alike a name of these words can be at most, 0 if its family name is not."""
        best, alone = 0.0, 0.0
        if self._single or bits & ALONE:
            alone = persons.BOTH_ALONE if self._single and bits & ALONE else persons.ALONE
        for word in words:
            for part, score in self._families.get(word & _WORD, ()):
                if score > best and _may_be(part, word):
                    best = max(best, score * alone, self._most_by(part, score, word, words))
        return best

    def _most_by(self, part: Part, score: float, family: int, words: Sequence[int]) -> float:
        """Return how alike names can be of which a word is the family name."""
        given = self._most_given(words, family, part.at) or self._perhaps(words, family, part.at)
        if not given:
            return 0.0
        if part.half or (HALF <= family < FAMILY):
            return min(score, persons.DOUBLE if given >= _FIRM else persons.HALF)
        turned = part.first != (family < HALF)
        return min(score, given + self._further, persons.TURNED if turned else 1.0)

    def _most_given(self, words: Sequence[int], family: int, at: int) -> float:
        """Return how alike the likest given names are, of words without a family name."""
        best, initials = 0.0, self._lexicon.initials
        for flagged in words:
            if flagged == family:
                continue
            word = flagged & _WORD
            for other, score in self._givens.get(word, ()):
                if other != at and score > best:
                    best = score
            if best < _INITIAL:
                begun = self._lexicon.firsts[word]
                sought = self._given if word in initials else self._short
                if any(other != at and begun & bits for other, _, bits in sought):
                    best = _INITIAL
        return best

    def _perhaps(self, words: Sequence[int], family: int, at: int) -> float:
        """Return how alike given names can be if a word of one begins with a word of the other."""
        spelled = self._lexicon.spelled
        own = [spelled[word & _WORD] for word in words if word != family]
        begun = any(
            len(sought) > 1 < len(each) and (each.startswith(sought) or sought.startswith(each))
            for other, sought, _ in self._given
            if other != at
            for each in own
        )
        return _PERHAPS if begun else 0.0


def _wanted(family: Part, parts: Iterable[Part]) -> int:
    """Return how given names may begin, as bits, and that names of one word will do."""
    wanted = ALONE
    for part in parts:
        if part.at != family.at and part.given:
            wanted |= bits_of(part.word.casefold())
    return wanted


def _parts(taken: Parsed) -> Iterator[Part]:
    """Yield the words by which a name is sought, each once for each place where it stands."""
    found: dict[tuple[str, int], set[Role]] = {}
    last = len(taken.words) - 1
    for word, at, role in _roles(taken):
        if plain(word):
            found.setdefault((word, at), set()).add(role)
    for (word, at), roles in found.items():
        yield Part(
            word=word,
            at=at,
            family=len(plain(word)) > 1 and roles != {"given"},
            given="given" in roles,
            first=at == 0 < last or at < 0,
            half="whole" not in roles,
            chinese=taken.chinese,
        )


def _roles(taken: Parsed) -> Iterator[tuple[str, int, Role]]:
    """Yield the words of a name, where each stands, and whether it is a family name, whole or half.

    A title that may be a name stands before all others; names by birth and in brackets behind.
    """
    last = len(taken.words) - 1
    for at, word in enumerate(taken.words):
        yield from ((part, at, "given") for part in dict.fromkeys((word, *apart((word,)))))
    for reading in taken.readings:
        at = 0 if reading.order == "first" else last
        yield reading.family, at, "whole"
        yield from ((part, at, "half") for part in reading.parts)
        if reading.given:
            yield "".join(reading.given), 0 if at else last, "given"
    besides = (*taken.births, *taken.asides)
    for word, at in (*zip(besides, range(last + 1, 99), strict=False), (taken.dropped, -1)):
        yield word, at, "whole"
        yield word, at, "given"
