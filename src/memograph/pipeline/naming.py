"""What the documents of one output are called: a slug each, whatever the order of the sources.

A source that a folder holds already keeps the slug that it has there. Of the others, one that alone
asks for a slug has it; several, or one that comes to a slug that another source's document holds,
get the hash of their bytes behind it.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from memograph.pipeline import plugged, stages
from memograph.pipeline.origins import Origin, source_name, text_hash
from memograph.pipeline.sources import RDF_SUFFIXES
from memograph.problems import ConfigError, MemographError, Problem, Where, problem

if TYPE_CHECKING:
    from memograph.pipeline.sources import Found
    from memograph.readers import Source
    from memograph.settings import Settings

RESERVED: Final = frozenset({"dataset"})
"""Slugs whose files would be taken for the description of the folder."""

ABOUT_THE_FOLDER: Final = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "contributing"}
)
"""What files of a searched folder are called that are no records."""

LIKELY: Final = 0.3
"""A file of a searched folder is read only if some reader is at least so sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """What a first look at a source gave: the slugs of its records, or why there are none.

    `texts` are the hashes of the files that the records' texts are from, one for each slug.
    """

    found: Found
    sha256: str = ""
    slugs: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    failure: Problem | None = None
    passed_over: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The slug of one record; a `twin` is written from another source with the same bytes."""

    slug: str
    problems: tuple[Problem, ...] = ()
    twin: bool = False
    origin: Origin


def survey(found: Found, settings: Settings) -> Surveyed:
    """Return the slugs of the records of a source; nothing that is wrong with it is raised."""
    from memograph.rdf.slugs import slug

    where = Where(source=found.name)
    try:
        doubt = _no_record_by_name(PurePath(found.name)) if found.searched else None
        if not doubt:
            source = found.open(settings)
            doubt = _no_record(source, settings) if found.searched else None
        if doubt:
            return Surveyed(found=found, passed_over=doubt)
        records = [
            (slug(record.document.slug), text_hash(record, source.sha256))
            for record in stages.read_all(source, settings=settings)
        ]
    except ConfigError:
        # A wrong setting is wrong for all sources alike.
        raise
    except MemographError as error:
        return Surveyed(found=found, failure=error.problem)
    except Exception as error:  # noqa: BLE001 - a defect must not stop the batch
        return Surveyed(found=found, failure=plugged.unexpected(error, where))
    return Surveyed(
        found=found,
        sha256=hashlib.sha256(source.data).hexdigest(),
        slugs=tuple(slug for slug, _ in records),
        texts=tuple(text for _, text in records),
        failure=None if records else problem("MG508", where),
    )


def _no_record_by_name(path: PurePath) -> Problem | None:
    """Return why a file of a searched folder can be no record, or None if it can."""
    where, reason = Where(source=str(path)), ""
    if path.stem.lower() in ABOUT_THE_FOLDER:
        reason = "a file of this name tells about its folder"
    elif path.name.removesuffix(".gz").endswith(RDF_SUFFIXES):
        reason = "RDF is what is written, not what is read"
    elif os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - never raise
        # Whoever reads a pipe waits until somebody writes into it.
        reason = "it is a pipe, a socket or a device"
    return problem("MG503", where, reason=reason) if reason else None


def _no_record(source: Source, settings: Settings) -> Problem | None:
    """Return why the content of a file of a searched folder is no record, or None if it may be."""
    if settings.reader or not source.data.strip():
        # An empty file was meant to hold something, which its reader will tell.
        return None
    failures: list[Problem] = []
    readers = plugged.readers(settings.plugins)
    known = plugged.guarded(readers, settings.plugins, failures.append)
    surest = max((reader.sniff(source) for reader in known.values()), default=0.0)
    if surest >= LIKELY:
        return None
    where = Where(source=source.name)
    unfit = problem("MG503", where, reason="no reader takes it for a record")
    return failures[0] if failures else unfit


def assign(
    surveyed: Sequence[Surveyed], held: Mapping[str, Origin] | None = None
) -> list[tuple[Assigned, ...]]:
    """Return the slugs of the records of each source, in the order given.

    `held` are the origins of the documents in the folder, by their slugs.
    """
    claims: dict[str, list[_Claim]] = defaultdict(list)
    for number, each in enumerate(surveyed):
        for index, slug in enumerate(each.slugs):
            text = each.texts[index] if each.texts else each.sha256
            claims[slug].append(_Claim(each.found.name, each.sha256, index, number, text))
    holders: dict[str, dict[str, Origin]] = defaultdict(dict)
    for slug, origin in sorted((held or {}).items()):
        holders[origin.slug][slug] = origin
        # Whatever it asked for, nobody else may have the slug that it has.
        holders[slug][slug] = origin
    settled: dict[tuple[int, int], Assigned] = {}
    for slug, wanted in claims.items():
        ordered = tuple(sorted(wanted, key=lambda claim: (claim.name, claim.index)))
        group = _Group(slug=slug, claims=ordered, holders=holders.get(slug, {}))
        settled.update(_settle(group))
    return [
        tuple(settled[number, index] for index in range(len(each.slugs)))
        for number, each in enumerate(surveyed)
    ]


def met_again(held: Mapping[str, Origin], surveyed: Sequence[Surveyed]) -> dict[str, Origin]:
    """Return the origins of those documents of the folder whose source is among these."""
    names = {source_name(each.found.name) for each in surveyed}
    texts = {text for each in surveyed for text in each.texts}
    return {
        slug: origin
        for slug, origin in held.items()
        if origin.sha256 in texts or not names.isdisjoint(origin.sources)
    }


@dataclass(frozen=True, slots=True)
class _Claim:
    """One record that wants a slug: its source, the hash of that, its place in it."""

    name: str
    sha256: str
    index: int
    number: int
    text: str

    @property
    def key(self) -> tuple[str, int]:
        """Return what claims of equal bytes share."""
        return self.sha256, self.index

    def is_of(self, origin: Origin) -> bool:
        """Tell whether a document of the folder was made from the source of this claim."""
        return origin.is_of(source_name(self.name), self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """All claims on one slug, and the documents of the folder that have it or once asked for it."""

    slug: str
    claims: tuple[_Claim, ...]
    holders: Mapping[str, Origin] = field(default_factory=dict)

    def first(self) -> dict[tuple[str, int], _Claim]:
        """Return the claims of different bytes, each by the source whose name comes first."""
        found: dict[tuple[str, int], _Claim] = {}
        for claim in self.claims:
            found.setdefault(claim.key, claim)
        return found

    def others(self, claim: _Claim) -> str:
        """Name the sources that the slug is shared with."""
        names = {other.name for other in self.claims if other.name != claim.name}
        for origin in self.holders.values():
            names.update(() if claim.is_of(origin) else origin.sources)
        if not names and self.slug in RESERVED:
            return "the description of the folder"
        return ", ".join(sorted(names)) or "another record of the same source"


def _settle(group: _Group) -> Iterator[tuple[tuple[int, int], Assigned]]:
    """Yield a name of its own for each claim on one slug."""
    first = group.first()
    names = _kept(group, first)
    new = [key for key in first if key not in names]
    alone = len(first) == 1 and not group.holders and group.slug not in RESERVED
    names |= dict.fromkeys(new, group.slug) if alone else _apart(group.slug, new)
    for claim in group.claims:
        name, twin = names[claim.key], first[claim.key] is not claim
        yield (
            (claim.number, claim.index),
            Assigned(
                slug=name,
                problems=tuple(_told(group, claim, name, first[claim.key])),
                twin=twin,
                origin=Origin(
                    slug=group.slug, sources=(source_name(claim.name),), sha256=claim.text
                ),
            ),
        )


def _kept(group: _Group, first: Mapping[tuple[str, int], _Claim]) -> dict[tuple[str, int], str]:
    """Return the slugs that sources keep since the folder holds their documents already.

    Several records of one source that ask for one slug cannot be told apart by their source.
    """
    times = [claim.sha256 for claim in first.values()]
    kept: dict[tuple[str, int], str] = {}
    for key, claim in first.items():
        free = (slug for slug in group.holders if slug not in kept.values())
        mine = [slug for slug in free if claim.is_of(group.holders[slug])]
        if mine and times.count(claim.sha256) == 1:
            kept[key] = min(mine, key=lambda slug: (slug != group.slug, slug))
    return kept


def _apart(slug: str, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return a name for each (hash of the source, place in it), all different."""
    from memograph.rdf.slugs import slug as spelled

    names: dict[tuple[str, int], str] = {}
    for sha256 in dict.fromkeys(sha256 for sha256, _ in keys):
        places = sorted(place for known, place in keys if known == sha256)
        for rank, place in enumerate(places, 1):
            more = f"-{rank}" if rank > 1 else ""
            names[sha256, place] = spelled(f"{slug}-{sha256[:8]}{more}")
    return names


def _told(group: _Group, claim: _Claim, name: str, first: _Claim) -> Iterator[Problem]:
    """Yield what is to be told of a claim that did not get its slug, or was made twice."""
    where = Where(source=claim.name)
    if name != group.slug:
        others = group.others(claim)
        yield problem("MG502", where, slug=group.slug, others=others, unique=name)
    if first is not claim:
        yield problem("MG504", where, other=first.name)
