"""Surroundings: what those at the same meetings have in common speaks for who has it, too.

In a parliament most hold a seat in it then; on the two sides of a talk there are two countries. Who
was on another side, or came from a third country to a conference, speaks against nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from memograph.linkers.claims import Case
from memograph.linkers.entity import Entity
from memograph.linkers.lifetimes import overlap
from memograph.linkers.names import is_one_thing
from memograph.linkers.scoring import Evidence, weights
from memograph.linkers.subject import Subject


def surrounded(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases with the evidence of who else was there, as far as that is known."""
    sure = {
        case.subject.iri: case.scored[0].candidate.entity
        for case in cases
        if case.scored and case.scored[0].confidence >= weights()["surroundings"]["sure"]
    }
    sides = {case.subject.iri: frozenset(case.subject.sides) for case in cases}
    return tuple(_with_others(case, sure, sides) for case in cases)


def _with_others(
    case: Case, sure: Mapping[str, Entity], sides: Mapping[str, frozenset[str]]
) -> Case:
    subject, count = case.subject, weights()["surroundings"]
    others = [sure[iri] for iri in subject.companions if iri in sure]
    if subject.kind != "person" or len(others) < count["others"]:
        return case
    countries = _common([each.countries for each in others], count["common"], least=1)
    beside = [
        sure[iri] for iri in subject.companions if iri in sure and _together(subject, sides[iri])
    ]
    closed = len(beside) >= count["others"] and _are_of_one_country(beside)
    held = [tuple(_posts_then(each, subject)) for each in others]
    posts = _common(held, count["common"], least=count["several"])
    most = 2 * sum(bool(posts & set(each)) for each in held) > len(held)
    more = {
        each.candidate.entity.id: (
            *_of_countries(each.candidate.entity, countries, closed=closed),
            *_of_posts(each.candidate.entity, subject, posts, most=most),
        )
        for each in case.scored
    }
    return case.with_evidence(more)


def _common(several: Sequence[Sequence[str]], share: float, *, least: int) -> frozenset[str]:
    """Return what this part, and so many, of those have of whom anything is known."""
    known = [set(each) for each in several if each]
    counts = Counter(word for found in known for word in found)
    enough = max(share * len(known), least)
    return frozenset(word for word, number in counts.items() if number >= enough)


def _posts_then(entity: Entity, subject: Subject) -> Iterator[str]:
    """Yield the posts that somebody held at the meetings of a subject."""
    for each in entity.posts:
        if overlap(begun=each.begun, ended=each.ended, first=subject.begun, last=subject.ended):
            yield each.post


def _together(subject: Subject, sides: frozenset[str]) -> bool:
    """Tell whether a subject was on one of some sides; it was if it is not told for both."""
    return not subject.sides or not sides or not sides.isdisjoint(subject.sides)


def _are_of_one_country(others: Sequence[Entity]) -> bool:
    """Tell whether more than half of those whose countries are known are of one."""
    known = [each.countries for each in others if each.countries]
    return any(2 * sum(bool(_shared(each, own)) for each in known) > len(known) for own in known)


def _shared(countries: Iterable[str], others: Iterable[str]) -> str:
    """Return the first of some countries that is one of others under any name, or ""."""
    known = tuple(others)
    return next((each for each in countries if any(is_one_thing(each, one) for one in known)), "")


def _of_countries(entity: Entity, countries: frozenset[str], *, closed: bool) -> Iterator[Evidence]:
    """Yield what its countries say; `closed` tells that most on its side were of one country."""
    count = weights()["surroundings"]
    if not countries or not entity.countries:
        return
    if shared := _shared(sorted(entity.countries), sorted(countries)):
        yield Evidence(count["country"], f"of {shared}, as others there")
    elif closed:
        yield Evidence(count["foreign"], f"of {entity.countries[0]}, as nobody there")


def _of_posts(
    entity: Entity, subject: Subject, posts: frozenset[str], *, most: bool
) -> Iterator[Evidence]:
    """Yield what its posts say; `most` tells that most others held one of the posts."""
    count = weights()["surroundings"]
    if not posts:
        return
    held = sorted(posts & set(_posts_then(entity, subject)))
    if held:
        yield Evidence(count["post"], f"then {held[0]!r}, as others there")
    elif most:
        yield Evidence(count["without"], "held no post then that most there did")
