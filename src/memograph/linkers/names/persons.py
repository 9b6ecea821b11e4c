"""Names of persons: how alike two of them are, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from memograph.linkers.names.letters import plain
from memograph.linkers.names.parsed import Parsed, Reading, made, parsed
from memograph.linkers.names.words import HEARD, NOT, SHORT, Alike, alike, alike_given

# The most that names are alike which differ in this.
_TITLED: Final = 0.99
_PARTICLE: Final = 0.97
TURNED: Final = 0.96
_GENERATION: Final = 0.93
_ASIDE: Final = 0.93
DOUBLE: Final = 0.88
_BIRTH: Final = 0.88
_SHORT_LEFT_OUT: Final = 0.86
_FIRST_LEFT_OUT: Final = 0.85
BOTH_ALONE: Final = 0.85
ALONE: Final = 0.75
_OTHER_GENERATION: Final = 0.7
HALF: Final = 0.7
_MIDDLE: Final = 0.6
_OTHER_GIVEN: Final = 0.45

_LEFT_OUT: Final = 0.02
"""What a given name that is left out takes away."""
_MORE: Final = 0.02
"""What another reason takes away."""
_FIRM: Final = 0.9
"""From here on two words are taken for one."""
_MISSING: Final = "given name left out"
_WADE: Final = "Wade-Giles"
_BOTH: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A likeness that has been found, with its reasons."""

    score: float
    reasons: tuple[str, ...]

    def but(self, most: float, reason: str) -> Found:
        """Return it with another reason, and no more than `most`.

        >>> Found(1.0, ("same name",)).but(0.97, "particle")
        Found(score=0.97, reasons=('same name', 'particle'))
        """
        return Found(min(self.score, most), (*self.reasons, reason))


UNLIKE: Final = Found(0.0, ())


def persons(first: str, second: str) -> Found:
    """Return how alike two names of persons are.

    >>> persons("Andrei Gromyko", "Gromyko, Comrade Andrei").score
    0.99
    """
    one, other = sorted((parsed(first), parsed(second)), key=_order)
    found = _named(one, other)
    if found.score and one.titled != other.titled:
        found = found.but(_TITLED, "without title")
    if one.generation == other.generation:
        return found
    if one.generation and other.generation:
        return found.but(_OTHER_GENERATION, "other generation")
    return found.but(_GENERATION, "without generation")


def _order(name: Parsed) -> tuple[str, tuple[str, ...], int]:
    return name.compact, name.words, name.comma


def _named(one: Parsed, other: Parsed) -> Found:
    found = _same(one, other) or _read(one, other)
    for mine, theirs in ((one, other), (other, one)):
        if mine.dropped and plain(mine.dropped) in map(plain, theirs.words):
            whole = made((mine.dropped, *mine.words))
            found = max(found, _plainly(whole, theirs), key=_score)
        if mine.doubtful and found.score < ALONE:
            found = max(found, _read(made(mine.words[1:]), theirs), key=_score)
    return found


def _same(one: Parsed, other: Parsed) -> Found | None:
    """Return that names are the same but for case, blanks, marks and a comma, or None."""
    if one.compact != other.compact:
        return None
    if not one.compact:
        return UNLIKE
    found = Found(1.0, ("same name",))
    if _particles(one) != _particles(other):
        found = found.but(_PARTICLE, "particle")
    if len(one.words) == len(other.words) == 1:
        found = found.but(BOTH_ALONE, "family name only")
    if bool(one.asides) != bool(other.asides) or bool(one.births) != bool(other.births):
        found = found.but(_PARTICLE, "without addition")
    return found


def _particles(name: Parsed) -> set[str]:
    return set(map(plain, name.particles))


def _read(one: Parsed, other: Parsed) -> Found:
    """Return the best that any two ways of reading give."""
    best, chinese = UNLIKE, one.chinese and other.chinese
    for mine in one.readings:
        for theirs in other.readings:
            family = _families(mine, theirs, chinese=chinese)
            if family.score > best.score:
                best = max(best, _compared(mine, theirs, family, chinese=chinese), key=_score)
    if best.score < _FIRM and (one.births or other.births or one.asides or other.asides):
        best = max((best, *_besides(one, other), *_besides(other, one)), key=_score)
    if best.score > ALONE and _particles(one) != _particles(other):
        return best.but(_PARTICLE, "particle")
    return best


def _score(found: Found) -> float:
    return found.score


def _families(mine: Reading, theirs: Reading, *, chinese: bool) -> Alike:
    """Return how alike two family names are, whole or in one part of a double one."""
    found = alike(mine.family, theirs.family, chinese=chinese)
    if found.score:
        return found
    single = len(mine.parts) == len(theirs.parts) == 1
    if single or "first" in (mine.order, theirs.order):
        return NOT
    short, long = sorted((mine.parts, theirs.parts), key=len)
    if all(any(alike(a, b).score >= _FIRM for b in long) for a in short):
        return Alike(DOUBLE, "double name")
    return NOT


def _compared(mine: Reading, theirs: Reading, family: Alike, *, chinese: bool) -> Found:
    """Return how alike two names are that are read in certain ways."""
    if not mine.given or not theirs.given:
        reasons = (family.reason, "family name only")
        return Found(ALONE * family.score, tuple(filter(None, reasons)))
    turned = (mine.order == "first") + (theirs.order == "first")
    if turned == _BOTH and not chinese:
        return _turned_both(mine, theirs, family)
    given = givens(mine.given, theirs.given, chinese=chinese)
    whole = given.score >= HEARD and _MISSING not in given.reasons
    found = _together(family, given)
    if family.reason == "double name" and not whole:
        return Found(min(found.score, HALF), found.reasons)
    return found.but(TURNED, "family name first") if turned == 1 else found


def _turned_both(mine: Reading, theirs: Reading, family: Alike) -> Found:
    """Return how alike two names are of which both may begin with the family name."""
    given = alike("".join(mine.given), "".join(theirs.given))
    if min(given.score, family.score) < _FIRM:
        return UNLIKE
    return _together(family, Found(given.score, (given.reason,)))


def _together(family: Alike, given: Found) -> Found:
    reasons = tuple(dict.fromkeys(filter(None, (family.reason, *given.reasons))))
    if family.score >= _FIRM and given.score >= ALONE:
        even = len(reasons) < _BOTH or 1.0 in (family.score, given.score)
        return Found(min(family.score, given.score) - (0 if even else _MORE), reasons)
    return Found(family.score * given.score, reasons)


def givens(one: tuple[str, ...], other: tuple[str, ...], *, chinese: bool = False) -> Found:
    """Return how alike the given names of two persons of one family name are.

    >>> givens(("Andrei",), ("A.", "A.")).reasons, givens(("Andrei",), ("Nikolai",)).reasons
    (('initial', 'given name left out'), ('other given name',))
    """
    joined = alike("".join(one), "".join(other), chinese=chinese)
    if joined.score == 1.0 or joined.reason == _WADE:
        return Found(joined.score, (joined.reason,))
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    first = alike_given(short[0], long[0], chinese=chinese)
    if not first.score:
        return _called(short, long)
    return _further(first, short[1:], long[1:])


def _called(short: tuple[str, ...], long: tuple[str, ...]) -> Found:
    """Return how alike given names are of which one begins with a later one of the other."""
    if len(short) == 1 and any(alike_given(short[0], word).score >= _FIRM for word in long[1:]):
        return Found(_FIRST_LEFT_OUT, ("first name left out",))
    return Found(_OTHER_GIVEN, ("other given name",))


def _further(first: Alike, short: tuple[str, ...], long: tuple[str, ...]) -> Found:
    """Return how alike given names are of which the first are alike."""
    score, reasons, at = first.score, [first.reason], 0
    for word in short:
        while at < len(long) and not alike_given(word, long[at]).score:
            at += 1
        if at == len(long):
            return Found(_MIDDLE * first.score, ("other middle name",))
        found = alike_given(word, long[at])
        score, at = min(score, found.score) + 0.01 * (found.score < 1), at + 1
        reasons.append(found.reason)
    if len(long) > len(short):
        score = min(score, _SHORT_LEFT_OUT) if first.score == SHORT else score - _LEFT_OUT
        reasons.append(_MISSING)
    return Found(min(score, 1.0), tuple(dict.fromkeys(filter(None, reasons))))


def _besides(one: Parsed, other: Parsed) -> Iterator[Found]:
    """Yield how alike names are by a family name of birth, or by what stands in brackets."""
    bare = made(other.words, other.comma)
    given = one.words[: -(one.comma or 1)]
    for family in (*one.births, *one.asides):
        if given:
            found = _plainly(made((*given, family), 1), bare)
            reason = "maiden name" if family in one.births else "name in brackets"
            yield Found(found.score * _BIRTH, (*found.reasons, reason))
    for aside in one.asides:
        found = _plainly(made((aside, *one.words[1:]), one.comma), bare)
        yield Found(found.score * _ASIDE, (*found.reasons, "name in brackets"))


def _plainly(one: Parsed, other: Parsed) -> Found:
    return _same(one, other) or _read(one, other)
