"""What the documents of one output are called: a slug each, whatever the order of the sources.

A source that a folder holds already keeps the slug that it has there. Of the others, one that alone
asks for a slug has it; several, or one that comes to a slug that another source's document holds,
get the hash of their bytes behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final

from memograph.pipeline.origins import Origin, source_name
from memograph.problems import Problem, Where, problem

RESERVED: Final = frozenset({"dataset", "links", "enrichment"})
"""Slugs whose files would be taken for the description of the folder."""
_FEW: Final = 3
"""Sources that are named where many ask for one slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The slug of one record; a `twin` is written from another source with the same bytes."""

    slug: str
    problems: tuple[Problem, ...] = ()
    twin: bool = False
    origin: Origin


@dataclass(frozen=True, slots=True)
class Claim:
    """One record that wants a slug: its source, the hash of that, its place in it.

    `text` is the hash of the file that the record's text is from.
    """

    name: str
    sha256: str
    place: int
    text: str

    @property
    def key(self) -> tuple[str, int]:
        """Return what claims of equal bytes share."""
        return self.sha256, self.place

    def is_of(self, origin: Origin) -> bool:
        """Tell whether a document of the folder was made from the source of this claim."""
        return origin.is_of(source_name(self.name), self.text)


def settle(
    slug: str, claims: Iterable[Claim], holders: Mapping[str, Origin]
) -> dict[Claim, Assigned]:
    """Return the names of all records that want one slug, whatever the order of the claims.

    `holders` are the origins of the documents of the folder that have the slug, or once asked for
    it, by the slugs that they have.

    >>> claims = [Claim("a/memo.txt", "0badcafe12", 0, ""), Claim("b/memo.txt", "5eed5eed1", 0, "")]
    >>> sorted(named.slug for named in settle("memo", claims, {}).values())
    ['memo-0badcafe', 'memo-5eed5eed']
    """
    ordered = tuple(sorted(claims, key=lambda claim: (claim.name, claim.place)))
    return dict(_settle(_Group(slug=slug, claims=ordered, holders=holders)))


@dataclass(frozen=True, kw_only=True)
class _Group:
    """All claims on one slug, and the documents of the folder that have it or once asked for it."""

    slug: str
    claims: tuple[Claim, ...]
    holders: Mapping[str, Origin] = field(default_factory=dict)

    def first(self) -> dict[tuple[str, int], Claim]:
        """Return the claims of different bytes, each by the source whose name comes first."""
        found: dict[tuple[str, int], Claim] = {}
        for claim in self.claims:
            found.setdefault(claim.key, claim)
        return found

    def mine(self, claim: Claim) -> list[str]:
        """Return the slugs of the documents of the folder that were made from a claim's source."""
        marks = source_name(claim.name), claim.text
        near = dict.fromkeys(slug for mark in marks for slug in self._held.get(mark, ()))
        return [slug for slug in near if claim.is_of(self.holders[slug])]

    def others(self, claim: Claim) -> str:
        """Name the sources that the slug is shared with, the first few of them."""
        own = {name for slug in self.mine(claim) for name in self.holders[slug].sources}
        own = (own - self._asking) | {claim.name}
        few = tuple(islice((name for name in self._names if name not in own), _FEW))
        if not few and self.slug in RESERVED:
            return "the description of the folder"
        more = len(self._names) - len(own.intersection(self._known)) - len(few)
        rest = f" and {more} more" if more else ""
        several = len(self.claims) > 1
        lone = "another record of the same source" if several else "another source"
        return f"{', '.join(few)}{rest}" if few else lone

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """Return the slugs of the documents of the folder by their sources and hashes."""
        found: dict[str, list[str]] = {}
        for slug, origin in self.holders.items():
            for mark in (*origin.sources, origin.sha256):
                found.setdefault(mark, []).append(slug)
        return found

    @cached_property
    def _asking(self) -> frozenset[str]:
        return frozenset(claim.name for claim in self.claims)

    @cached_property
    def _known(self) -> frozenset[str]:
        return self._asking.union(*(origin.sources for origin in self.holders.values()))

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._known)


def _settle(group: _Group) -> Iterator[tuple[Claim, Assigned]]:
    """Yield a name of its own for each claim on one slug."""
    first = group.first()
    names = _kept(group, first)
    new = [key for key in first if key not in names]
    alone = len(first) == 1 and not group.holders and group.slug not in RESERVED
    names |= dict.fromkeys(new, group.slug) if alone else _apart(group.slug, new)
    for claim in group.claims:
        name, twin = names[claim.key], first[claim.key] is not claim
        yield (
            claim,
            Assigned(
                slug=name,
                problems=tuple(_told(group, claim, name, first[claim.key])),
                twin=twin,
                origin=Origin(
                    slug=group.slug, sources=(source_name(claim.name),), sha256=claim.text
                ),
            ),
        )


def _kept(group: _Group, first: Mapping[tuple[str, int], Claim]) -> dict[tuple[str, int], str]:
    """Return the slugs that sources keep since the folder holds their documents already.

    Several records of one source that ask for one slug cannot be told apart by their source.
    """
    times = Counter(claim.sha256 for claim in first.values())
    kept: dict[tuple[str, int], str] = {}
    taken: set[str] = set()
    for key, claim in first.items():
        mine = [slug for slug in group.mine(claim) if slug not in taken]
        if mine and times[claim.sha256] == 1:
            kept[key] = min(mine, key=lambda slug: (slug != group.slug, slug))
            taken.add(kept[key])
    return kept


def _apart(slug: str, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return a name for each (hash of the source, place in it), all different."""
    from memograph.rdf.slugs import slug as spelled

    places: dict[str, list[int]] = {}
    for sha256, place in keys:
        places.setdefault(sha256, []).append(place)
    names: dict[tuple[str, int], str] = {}
    for sha256, several in places.items():
        for rank, place in enumerate(sorted(several), 1):
            more = f"-{rank}" if rank > 1 else ""
            names[sha256, place] = spelled(f"{slug}-{sha256[:8]}{more}")
    return names


def _told(group: _Group, claim: Claim, name: str, first: Claim) -> Iterator[Problem]:
    """Yield what is to be told of a claim that did not get its slug, or was made twice."""
    where = Where(source=claim.name)
    if name != group.slug:
        others = group.others(claim)
        yield problem("MG502", where, slug=group.slug, others=others, unique=name)
    if first is not claim:
        yield problem("MG504", where, other=first.name)
