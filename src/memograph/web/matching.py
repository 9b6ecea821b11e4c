"""Matching: which entities answer a query, how well, and by which evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias

from memograph.linkers.entity import Entity
from memograph.web.known import SCHEMA, Known, types_of
from memograph.web.properties import PROPERTIES

Strict: TypeAlias = Literal["should", "any", "all"]
Quantifier: TypeAlias = Literal["any", "all", "none"]

_PROPERTY: Final = 0.4
"""What a property counts beside the name, which counts 1."""
_UNKNOWN: Final = 0.5
"""How far a property agrees of which the entity has no value."""
_OTHER_TYPE: Final = 0.5
_NO_TYPE: Final = 0.75
_AGREES: Final = 0.8
"""From where on a condition that is required is met."""
_SURE: Final = 0.95
_LEAD: Final = 10.0
_MOST: Final = 2000
"""How many entities are compared that are found by a value alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A property that candidates should have, with values, each in all words that tell it."""

    property_id: str
    values: tuple[tuple[str, ...], ...]
    quantifier: Quantifier = "any"
    qualifier: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for: names or ids, types, conditions, and how many candidates at most."""

    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    strict: Strict = "should"
    conditions: tuple[Condition, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Feature:
    """A piece of evidence: a number from 0 to 100, or whether something holds."""

    id: str
    name: str
    value: float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A candidate with its score, from 0 to 100; `sure` if it can be taken without a look."""

    entity: Entity
    score: float
    features: tuple[Feature, ...]
    sure: bool = False


def matches(known: Known, query: Query) -> tuple[Match, ...]:
    """Return the candidates for a query, the best first, then by id.

    One is sure if its name is the same in another spelling at most, nothing speaks against it, and
    no other comes near.

    >>> from memograph.linkers.authority import Authority
    >>> ana = Entity(id="https://example.org/1", name="Ana Prifti", kind="person")
    >>> (found,) = matches(Known(Authority([ana])), Query(names=("Prifti, Ana",)))
    >>> found.score, found.sure
    (100.0, True)
    """
    weighed = [
        match
        for entity, name in _candidates(known, query)
        if (match := _weighed(entity, name, query)) is not None
    ]
    weighed.sort(key=lambda each: (-each.score, each.entity.id))
    if weighed and _is_sure(weighed):
        first = weighed[0]
        weighed[0] = Match(
            entity=first.entity, score=first.score, features=first.features, sure=True
        )
    return tuple(weighed[: query.limit])


def _candidates(known: Known, query: Query) -> Iterator[tuple[Entity, float | None]]:
    """Yield entities and how alike their names are, None if no name was asked for."""
    addressed = {
        entity.id: 1.0
        for word in (*query.ids, *query.names)
        for entity in known.by_address(word.strip())
    }
    alike = known.by_names(query.names) | addressed
    for id_, score in alike.items():
        if (entity := known.by_id(id_)) is not None:
            yield entity, score
    if not (query.names or query.ids):
        for entity in islice(_by_conditions(known, query), _MOST):
            yield entity, None


def _by_conditions(known: Known, query: Query) -> Iterator[Entity]:
    """Yield entities that have a value of a condition, each once."""
    wanted = (
        (condition.property_id, word)
        for condition in query.conditions
        if condition.quantifier != "none"
        for value in condition.values
        for word in value
    )
    found = (entity for name, word in wanted for entity in known.by_value(name, word))
    seen: set[str] = set()
    for entity in found:
        if entity.id not in seen:
            seen.add(entity.id)
            yield entity


def _weighed(entity: Entity, name: float | None, query: Query) -> Match | None:
    """Return a candidate with its score, None if it has not what is required."""
    features = [] if name is None else [Feature("name", "Likeness of names", _percent(name))]
    total, weight = (0.0, 0.0) if name is None else (name, 1.0)
    worst: dict[str, float] = {}
    for condition in query.conditions:
        agreed = _agreed(entity, condition)
        if condition.required and (agreed is None or agreed < _AGREES):
            return None
        if condition.property_id in PROPERTIES:
            total += _PROPERTY * (_UNKNOWN if agreed is None else agreed)
            weight += _PROPERTY
        if agreed is not None:
            worst[condition.property_id] = min(agreed, worst.get(condition.property_id, 1.0))
    features += [Feature(each, PROPERTIES[each].name, _percent(worst[each])) for each in worst]
    factor = 1.0
    if query.types:
        has = _has_types(entity, query)
        if not has and query.strict != "should":
            return None
        features.append(Feature("type", "Type is the one asked for", has))
        factor = 1.0 if has else _OTHER_TYPE if types_of(entity) else _NO_TYPE
    score = _percent(total / weight * factor if weight else 0.0)
    return Match(entity=entity, score=score, features=tuple(features))


def _agreed(entity: Entity, condition: Condition) -> float | None:
    """Return how far an entity meets a condition, None if nothing is known of that."""
    asked = PROPERTIES.get(condition.property_id)
    if asked is None:
        return None
    if not condition.values or not asked.values(entity):
        return None
    found = [
        max(asked.judged(entity, word, qualifier=condition.qualifier) or 0.0 for word in value)
        for value in condition.values
    ]
    if condition.quantifier == "all":
        return min(found)
    return 1.0 - max(found) if condition.quantifier == "none" else max(found)


def _has_types(entity: Entity, query: Query) -> bool:
    own = {each.id.casefold() for each in types_of(entity)}
    asked = [each.removeprefix(SCHEMA).casefold() for each in query.types]
    return (all if query.strict == "all" else any)(each in own for each in asked)


def _is_sure(weighed: list[Match]) -> bool:
    first = weighed[0]
    evidence = {each.id: each.value for each in first.features}
    agreed = all(value >= _AGREES * 100 for id_, value in evidence.items() if id_ != "type")
    lead = first.score - weighed[1].score if len(weighed) > 1 else first.score
    return (
        evidence.get("name", 0.0) >= _SURE * 100
        and evidence.get("type", True) is True
        and agreed
        and lead > _LEAD
    )


def _percent(part: float) -> float:
    return round(100 * part, 1)
