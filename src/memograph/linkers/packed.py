"""Packed entities: many of them in little memory, each made again when it is asked for."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Final

from memograph.linkers.entity import Entity, Tenure

_FIELDS: Final = tuple(each.name for each in fields(Entity) if each.name != "posts")
_VALUES: Final = attrgetter(*_FIELDS)


class Packed:
    """Entities, by the numbers under which they were added.

    >>> packed = Packed()
    >>> packed.add(Entity(id="https://example.org/1", name="Ana Prifti", begun="1911"))
    0
    >>> packed[0].name, packed.life(0), len(packed)
    ('Ana Prifti', ('1911', ''), 1)
    """

    def __init__(self) -> None:
        """Hold none."""
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        self._lives: list[tuple[str, str]] = []
        self._known: dict[tuple[str, str], int] = {}
        self._life = array("I")

    def add(self, entity: Entity) -> int:
        """Keep an entity; return its number."""
        posts = tuple((each.post, each.begun, each.ended) for each in entity.posts)
        # These bytes leave neither this process nor this object.
        self._bytes += marshal.dumps((_VALUES(entity), posts))
        self._ends.append(len(self._bytes))
        lived = (entity.begun, entity.ended)
        at = self._known.setdefault(lived, len(self._known))
        if at == len(self._lives):
            self._lives.append(lived)
        self._life.append(at)
        return len(self._life) - 1

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._life)

    def __getitem__(self, at: int) -> Entity:
        """Return an entity by its number."""
        values, posts = marshal.loads(self.written(at))  # noqa: S302 - written by `add` above
        tenures = (Tenure(post=post, begun=begun, ended=ended) for post, begun, ended in posts)
        return Entity(**dict(zip(_FIELDS, values, strict=True)), posts=tuple(tenures))

    def __iter__(self) -> Iterator[Entity]:
        """Yield the entities, in the order in which they were added."""
        return map(self.__getitem__, range(len(self)))

    def life(self, at: int) -> tuple[str, str]:
        """Return from when until when one lived, without making the rest of it."""
        return self._lives[self._life[at]]

    def written(self, at: int) -> bytes:
        """Return an entity as it is kept: of two that are the same, the same bytes."""
        return bytes(self._bytes[self._ends[at] : self._ends[at + 1]])
