"""Relations: which values each of some nodes has.

The compiled check looks at all nodes of a class at once, since to compare sets and dicts of
thousands of terms takes less time than to look at each node by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple


class Relation(NamedTuple):
    """The first value of each node that has any, and all values of those that have several."""

    first: Mapping[str, str]
    more: Mapping[str, AbstractSet[str]]

    def of(self, node: str) -> Collection[str]:
        """Return the values of a node, each once.

        >>> Relation({"a": "1", "b": "2"}, {"b": {"2", "3"}}).of("a")
        ('1',)
        """
        several = self.more.get(node)
        if several is not None:
            return several
        return (self.first[node],) if node in self.first else ()

    def values(self) -> set[str]:
        """Return all values of all nodes."""
        found = set(self.first.values())
        for several in self.more.values():
            found |= several
        return found

    def among(self, nodes: AbstractSet[str]) -> Relation:
        """Return the part of the relation that is about some nodes."""
        first, more = self.first, self.more
        if len(first) <= len(nodes) and first.keys() <= nodes:
            return self
        return Relation(
            {node: first[node] for node in nodes if node in first},
            {node: several for node, several in more.items() if node in nodes} if more else more,
        )

    def leading_to(self, values: AbstractSet[str]) -> set[str]:
        """Return the nodes that have one of some values."""
        found = {node for node, value in self.first.items() if value in values}
        found.update(node for node, each in self.more.items() if not each.isdisjoint(values))
        return found

    def then(self, following: Relation) -> Relation:
        """Return the relation from the nodes here to the values that their values have there.

        >>> Relation({"a": "b"}, {}).then(Relation({"b": "c"}, {})).of("a")
        ('c',)
        """
        first = {
            node: following.first[middle]
            for node, middle in self.first.items()
            if middle in following.first
        }
        more: dict[str, AbstractSet[str]] = {}
        if following.more:
            reached = following.more
            more = {node: reached[at] for node, at in self.first.items() if at in reached}
        for node, several in self.more.items():
            _put(node, {value for each in several for value in following.of(each)}, first, more)
        return Relation(first, more)


def related(pairs: Iterable[tuple[str, str]]) -> Relation:
    """Return the relation that holds these pairs of node and value."""
    first: dict[str, str] = {}
    more: dict[str, set[str]] = {}
    for node, value in pairs:
        known = first.setdefault(node, value)
        if known is not value and known != value:
            more.setdefault(node, {known}).add(value)
    return Relation(first, more)


def union(relations: Collection[Relation]) -> Relation:
    """Return the relation that holds what any of these holds.

    >>> sorted(union((Relation({"a": "1"}, {}), Relation({"a": "2"}, {}))).of("a"))
    ['1', '2']
    """
    return related(
        (node, value) for each in relations for node in each.first for value in each.of(node)
    )


def _put(
    node: str, values: set[str], first: dict[str, str], more: dict[str, AbstractSet[str]]
) -> None:
    """Enter all values of a node in place of those that it has."""
    first.pop(node, None)
    more.pop(node, None)
    if values:
        first[node] = next(iter(values))
    if len(values) > 1:
        more[node] = values
