"""Authorities: entities that are known here, found by their names."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, get_args

from memograph.linkers.entity import Entity, Kind
from memograph.linkers.names import keys, likeness
from memograph.linkers.service import Answer, Candidate, Question
from memograph.problems import Problem

_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Authority:
    """A service over entities in memory, found by the keys of their names.

    `problems` are those of the file that they were read from.

    >>> people = Authority([Entity(id="https://example.org/1", name="Chou En-lai", kind="person")])
    >>> (answer,) = people.ask([Question(name="Zhou Enlai", kind="person")])
    >>> answer.candidates[0].entity.id
    'https://example.org/1'
    """

    def __init__(
        self, entities: Iterable[Entity], *, name: str = "", problems: tuple[Problem, ...] = ()
    ) -> None:
        """Index the entities."""
        self.name, self.problems = name, problems
        self._entities: list[Entity] = []
        self._places: dict[str, array[int]] = {}
        for at, entity in enumerate(entities):
            self._entities.append(entity)
            kinds = (entity.kind,) if entity.kind else _KINDS
            names = entity.all_names
            for key in {key for kind in kinds for each in names for key in keys(each, kind=kind)}:
                self._places.setdefault(key, array("L")).append(at)
        ids = [entity.id for entity in self._entities]
        self.space = _shared(min(ids), max(ids)) if ids else ""

    def __len__(self) -> int:
        """Return how many entities there are."""
        return len(self._entities)

    def __iter__(self) -> Iterator[Entity]:
        """Yield the entities, in the order in which they came."""
        return iter(self._entities)

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield an answer to every question; candidates are ordered by names, then by id."""
        for question in questions:
            names = tuple(dict.fromkeys((question.name, *question.names)))
            found = sorted(
                self._alike(names, question), key=lambda each: (-(each.score or 0), each.entity.id)
            )
            # A file may tell of one entity in several rows.
            best: dict[str, Candidate] = {}
            for each in found:
                best.setdefault(each.entity.id, each)
            yield Answer(
                question=question,
                query=question.name,
                candidates=tuple(best.values())[: question.limit],
            )

    def close(self) -> None:
        """Do nothing: there is nothing open."""

    def _alike(self, names: Sequence[str], question: Question) -> Iterator[Candidate]:
        """Yield the entities that share a key of a name, if they may be of the kind."""
        kind = question.kind
        wanted = {key for name in names for key in keys(name, kind=kind)}
        for at in {at for key in wanted for at in self._places.get(key, ())}:
            entity = self._entities[at]
            if entity.kind in ("", kind):
                score = max(
                    likeness(name, other, kind=kind).score
                    for name in names
                    for other in entity.all_names
                )
                # Names may share a key and nothing else.
                if score > 0.0:
                    yield Candidate(entity=entity, score=score)


def _shared(first: str, last: str) -> str:
    """Return up to which slash or number sign all IRIs are the same, of the first and the last."""
    same = 0
    for at, (one, other) in enumerate(zip(first, last, strict=False), start=1):
        if one != other:
            break
        if one in "/#":
            same = at
    return first[:same]
