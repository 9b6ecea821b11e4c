"""Claims: one entity is one person, so what two subjects claim, one of them may not be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from memograph.linkers.names import likeness
from memograph.linkers.scoring import Evidence, Scored, shared, weights
from memograph.linkers.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A subject with its candidates, the likeliest first, and the question that was sent."""

    subject: Subject
    scored: tuple[Scored, ...]
    query: str

    def with_evidence(self, more: Mapping[str, Sequence[Evidence]]) -> Case:
        """Return the case with more evidence for some entities, by their IRIs."""
        if not any(more.values()):
            return self
        found = [
            replace(each, evidence=(*each.evidence, *more.get(each.candidate.entity.id, ())))
            for each in self.scored
        ]
        return replace(self, scored=shared(found))


def settled(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return cases in which what is likelier for another subject counts less.

    Two subjects may be one person, unless both were at one meeting; under one name they mostly are,
    so that neither counts less.
    """
    claims: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.scored:
            claims[case.scored[0].candidate.entity.id].append(case)
    first = {
        entity: min(some, key=lambda case: (-case.scored[0].total, case.subject.iri))
        for entity, some in claims.items()
        if len(some) > 1
    }
    return tuple(_without_claimed(case, first) for case in cases)


def _without_claimed(case: Case, first: Mapping[str, Case]) -> Case:
    more: dict[str, list[Evidence]] = {}
    for each in case.scored:
        entity = each.candidate.entity.id
        rival = first.get(entity)
        if rival is not None and rival.subject.iri != case.subject.iri:
            beside = rival.subject.iri in case.subject.companions
            if not beside and _of_one_name(case.subject, rival.subject):
                continue
            count = weights()["others"]["beside" if beside else "claimed"]
            words = f"likelier {rival.subject.name!r}" + (", who was there, too" if beside else "")
            more[entity] = [Evidence(count, words)]
    return case.with_evidence(more)


def _of_one_name(one: Subject, other: Subject) -> bool:
    found = likeness(one.name, other.name, kind=one.kind)
    return one.kind == other.kind and found.score > weights()["even"]
