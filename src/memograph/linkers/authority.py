"""Authorities: entities that are known here, found by their names."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from heapq import nsmallest
from itertools import groupby
from typing import Final, get_args

from memograph.linkers.entity import Entity, Kind
from memograph.linkers.names import keys, likeness
from memograph.linkers.packed import Packed
from memograph.linkers.people import People
from memograph.linkers.scoring import life, weights
from memograph.linkers.service import Answer, Candidate, Question
from memograph.problems import Problem

_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_COMPARED: Final = 500
"""How many entities are compared with a question at most, the likeliest first."""
_ALIKEST: Final = 20
"""How many are compared whenever they lived, the likest by name."""
_MET: Final = 3000
"""How many entities other than persons are met by keys, over the rarest keys first."""


class Authority:
    """A service over entities in memory, found by the words of their names, or by keys of them.

    `problems` are those of the file that they were read from; they are taken when the last entity
    has been.

    >>> people = Authority([Entity(id="https://example.org/1", name="Chou En-lai", kind="person")])
    >>> (answer,) = people.ask([Question(name="Zhou Enlai", kind="person")])
    >>> answer.candidates[0].entity.id
    'https://example.org/1'
    """

    def __init__(
        self, entities: Iterable[Entity], *, name: str = "", problems: Sequence[Problem] = ()
    ) -> None:
        """Index the entities."""
        self.name = name
        self._entities = Packed()
        self._people = People()
        self._places: dict[str, array[int]] = {}
        ids = [self._taken(entity) for entity in entities]
        self.problems = tuple(problems)
        self._ranks = _ranks(ids, self._entities)
        self.space = _shared(min(ids), max(ids)) if ids else ""

    def __len__(self) -> int:
        """Return how many entities there are."""
        return len(self._entities)

    def __iter__(self) -> Iterator[Entity]:
        """Yield the entities, in the order in which they came."""
        return iter(self._entities)

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield an answer to every question.

        The likeliest candidates come first, by names and by whether they lived then, then by id.
        """
        for question in questions:
            found = self._candidates(question)
            yield Answer(question=question, query=question.name, candidates=found)

    def close(self) -> None:
        """Do nothing: there is nothing open."""

    def _taken(self, entity: Entity) -> str:
        """Index an entity and return its id."""
        at = self._entities.add(entity)
        kinds = (entity.kind,) if entity.kind else _KINDS
        names = entity.all_names
        if "person" in kinds:
            self._people.add(at, names)
        things = [kind for kind in kinds if kind != "person"]
        for key in {key for kind in things for each in names for key in keys(each, kind=kind)}:
            self._places.setdefault(key, array("I")).append(at)
        return entity.id

    def _candidates(self, question: Question) -> tuple[Candidate, ...]:
        """Return those that are likeliest, as many as are asked for.

        They are compared in the order of how likely they can be at most, until no other can be
        likelier than those that were found. First come a few whose names may be most alike: the
        records may speak of the dead.
        """
        names = tuple(dict.fromkeys((question.name, *question.names)))
        met, ranks, lived = self._met(names, question.kind), self._ranks, _lived(question)
        most = {at: _worth(alike) + lived(*self._entities.life(at)) for at, alike in met.items()}
        alikest = nsmallest(_ALIKEST, met, key=lambda at: (-met[at], -most[at], ranks[at]))
        number = max(_COMPARED, 2 * question.limit)
        likeliest = nsmallest(number, most, key=lambda at: (-most[at], ranks[at]))
        best = _Best(question.limit)
        for at in dict.fromkeys((*alikest, *likeliest)):
            if best.number >= _ALIKEST and best.least >= most[at]:
                break
            entity = self._entities[at]
            if entity.kind in ("", question.kind):
                score = _likeness(names, entity, question.kind)
                total = _worth(score) + lived(entity.begun, entity.ended)
                best.add(Candidate(entity=entity, score=score), total, ranks[at])
        return best.candidates()

    def _met(self, names: Sequence[str], kind: Kind) -> dict[int, float]:
        """Return who may be meant, and how alike the names can be at most."""
        found: dict[int, float] = {}
        if kind == "person":
            for name in names:
                for at, alike in self._people.likely(name).items():
                    found[at] = max(alike, found.get(at, 0.0))
            return found
        places = self._places
        wanted = {key for name in names for key in keys(name, kind=kind)} & places.keys()
        for key in sorted(wanted, key=lambda key: (len(places[key]), key)):
            if found and len(found) + len(places[key]) > _MET:
                break
            found |= dict.fromkeys(places[key], 1.0)
        return found


class _Best:
    """The best of the candidates that have been seen, an entity once."""

    def __init__(self, limit: int) -> None:
        self.number = 0
        self._limit = limit
        self._found: dict[str, tuple[float, int, Candidate]] = {}

    @property
    def least(self) -> float:
        """Return what the last of the best counts, beyond which nobody is looked for."""
        if len(self._found) < self._limit:
            return float("-inf")
        return -nsmallest(self._limit, (total for total, *_ in self._found.values()))[-1]

    def add(self, candidate: Candidate, total: float, rank: int) -> None:
        """Take a candidate; a file may tell of one entity in several rows."""
        self.number += 1
        # Names may share a word or a key and nothing else.
        if candidate.score:
            id_, new = candidate.entity.id, (-total, rank, candidate)
            self._found[id_] = min(new, self._found.get(id_, new), key=lambda each: each[:2])

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the best, the likeliest first."""
        ordered = nsmallest(self._limit, self._found.values(), key=lambda each: each[:2])
        return tuple(candidate for *_, candidate in ordered)


def _lived(question: Question) -> Callable[[str, str], float]:
    """Return a function that tells what a life counts for who was there when the question says."""
    there = (question.begun, question.ended)

    @cache
    def counted(begun: str, ended: str) -> float:
        return life(question.kind, lived=(begun, ended), there=there)[0]

    return counted


def _worth(alike: float) -> float:
    """Return what a likeness of names counts, as in scoring."""
    count = weights()
    return float(count["name"] * (alike - count["even"]))


def _likeness(names: Iterable[str], entity: Entity, kind: Kind) -> float:
    return max(
        likeness(name, other, kind=kind).score for name in names for other in entity.all_names
    )


def _ranks(ids: Sequence[str], entities: Packed) -> array[int]:
    """Return where each entity comes by its id, so that their order in the file tells nothing."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    ranks, rank = array("I", bytes(array("I").itemsize * len(ids))), 0
    for _, same in groupby(order, key=ids.__getitem__):
        some = list(same)
        for at in sorted(some, key=entities.written) if len(some) > 1 else some:
            ranks[at] = rank
            rank += 1
    return ranks


def _shared(first: str, last: str) -> str:
    """Return up to which slash or number sign all IRIs are the same, of the first and the last."""
    same = 0
    for at, (one, other) in enumerate(zip(first, last, strict=False), start=1):
        if one != other:
            break
        if one in "/#":
            same = at
    return first[:same]
