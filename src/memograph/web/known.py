"""The known: an authority, searched by names, by ids, by values and by beginnings of names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from memograph.linkers.authority import Authority
from memograph.linkers.entity import Entity, Kind
from memograph.linkers.names.letters import plain
from memograph.linkers.scoring import weights
from memograph.linkers.service import Question
from memograph.rdf.vocab import MEMO
from memograph.web.properties import PROPERTIES, Property

_WEIGHED: Final = 200
"""How many entities of a kind are looked at closer, the likest by name."""
KINDS: Final[Mapping[Kind, str]] = {
    "person": "Person", "place": "Place", "organization": "Organization", "event": "Event",
}  # fmt: skip
SCHEMA: Final = MEMO.namespace
"""What the ids of the types of every authority follow."""


@dataclass(frozen=True, slots=True)
class Type:
    """A class of entities by its id, and its name to be shown."""

    id: str
    name: str


class Known:
    """An authority with what is asked of it besides names."""

    def __init__(self, authority: Authority) -> None:
        """Index the entities."""
        self.authority = authority
        self._by_id: dict[str, Entity] = {}
        self._same: dict[str, list[Entity]] = {}
        self._valued: dict[tuple[str, str], list[Entity]] = {}
        self._told: dict[str, set[str]] = {"": set()}
        self.types: dict[str, Type] = {}
        names = []
        for entity in authority:
            self._by_id.setdefault(entity.id, entity)
            names += [(plain(name), entity.id) for name in entity.all_names]
            for same in entity.same_as:
                self._same.setdefault(same, []).append(entity)
            self._index_values(entity)
        self._names = sorted(names)
        self._kinds = tuple(kind for kind, id_ in KINDS.items() if id_ in self.types) or ("person",)

    def _index_values(self, entity: Entity) -> None:
        for each in PROPERTIES.values():
            for key in {plain(value) for value in each.values(entity)}:
                self._valued.setdefault((each.id, key), []).append(entity)
        told = {each.id for each in PROPERTIES.values() if each.values(entity)}
        self._told[""] |= told
        for kind in types_of(entity):
            self.types.setdefault(kind.id, kind)
            self._told.setdefault(kind.id, set()).update(told)

    def __len__(self) -> int:
        """Return how many entities there are."""
        return len(self._by_id)

    def told_of(self, type_id: str) -> tuple[Property, ...]:
        """Return the properties that entities of a type have, of all types if it is unknown."""
        told = self._told.get(type_id, self._told[""])
        return tuple(each for each in PROPERTIES.values() if each.id in told)

    def by_id(self, id_: str) -> Entity | None:
        """Return the entity of an id."""
        return self._by_id.get(id_)

    def by_address(self, iri: str) -> tuple[Entity, ...]:
        """Return the entities that have an IRI as their id, or as that of another authority."""
        own = self._by_id.get(iri)
        return (*((own,) if own else ()), *self._same.get(iri, ()))

    def by_value(self, property_id: str, value: str) -> Sequence[Entity]:
        """Return the entities with a value, the same but for case, marks, stops and blanks."""
        return self._valued.get((property_id, plain(value)), ())

    def by_names(self, names: Iterable[str]) -> dict[str, float]:
        """Return the ids of entities with names like these, and how alike they are, 0 to 1."""
        wanted, least = tuple(names), weights()["least"]
        found: dict[str, float] = {}
        for kind in self._kinds if wanted else ():
            question = Question(name=wanted[0], names=wanted[1:], kind=kind, limit=_WEIGHED)
            (answer,) = self.authority.ask([question])
            for each in answer.candidates:
                score = max(each.score or 0.0, found.get(each.entity.id, 0.0))
                found[each.entity.id] = score
        # Names that only share a key are no candidates.
        return {id_: score for id_, score in found.items() if score > least}

    def beginning(self, prefix: str) -> Iterator[Entity]:
        """Yield the entities of which a name begins so, by their names; all of them for ""."""
        wanted, seen = plain(prefix), set()
        if prefix and not wanted:
            return
        for at in range(bisect_left(self._names, (wanted, "")), len(self._names)):
            name, id_ = self._names[at]
            if not name.startswith(wanted):
                return
            if id_ not in seen:
                seen.add(id_)
                yield self._by_id[id_]


def types_of(entity: Entity) -> tuple[Type, ...]:
    """Return the types of an entity: its kind, and the classes that the authority tells.

    >>> types_of(Entity(id="https://example.org/1", name="Ana", kind="person"))
    (Type(id='Person', name='person'),)
    """
    kinds = (Type(KINDS[entity.kind], entity.kind),) if entity.kind else ()
    told = (each.removeprefix(SCHEMA) for each in entity.types)
    return tuple(
        {each.id: each for each in (*kinds, *(Type(id_, _last(id_)) for id_ in told))}.values()
    )


def _last(iri: str) -> str:
    """Return the last word of an IRI, which mostly is the name of a class."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
