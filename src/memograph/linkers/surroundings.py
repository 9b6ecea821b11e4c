"""Surroundings: what those at the same meetings have in common speaks for who has it, too.

In a parliament most hold a seat in it then; on the two sides of a talk there are two countries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from memograph.linkers.claims import Case
from memograph.linkers.entity import Entity
from memograph.linkers.lifetimes import overlap
from memograph.linkers.scoring import Evidence, weights
from memograph.linkers.subject import Subject


def surrounded(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases with the evidence of who else was there, as far as that is known."""
    sure = {
        case.subject.iri: case.scored[0].candidate.entity
        for case in cases
        if case.scored and case.scored[0].confidence >= weights()["surroundings"]["sure"]
    }
    return tuple(_with_others(case, sure) for case in cases)


def _with_others(case: Case, sure: Mapping[str, Entity]) -> Case:
    subject, count = case.subject, weights()["surroundings"]
    others = [sure[iri] for iri in subject.companions if iri in sure]
    if subject.kind != "person" or len(others) < count["others"]:
        return case
    countries = _common([each.countries for each in others], count["common"], least=1)
    held = [tuple(_posts_then(each, subject)) for each in others]
    posts = _common(held, count["common"], least=count["several"])
    most = 2 * sum(bool(posts & set(each)) for each in held) > len(held)
    more = {
        each.candidate.entity.id: tuple(
            _evidence(each.candidate.entity, subject, countries=countries, posts=posts, most=most)
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


def _evidence(
    entity: Entity,
    subject: Subject,
    *,
    countries: frozenset[str],
    posts: frozenset[str],
    most: bool,
) -> Iterator[Evidence]:
    """Yield what speaks for an entity; `most` tells that most others held one of the posts."""
    count = weights()["surroundings"]
    if countries and entity.countries:
        shared = sorted(countries & set(entity.countries))
        if shared:
            yield Evidence(count["country"], f"of {shared[0]}, as others there")
        else:
            yield Evidence(count["foreign"], f"of {entity.countries[0]}, as nobody there")
    if posts:
        held = sorted(posts & set(_posts_then(entity, subject)))
        if held:
            yield Evidence(count["post"], f"then {held[0]!r}, as others there")
        elif most:
            yield Evidence(count["without"], "held no post then that most there did")
