"""What the documents of one output are called: a slug each, whatever the order of the sources."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from memograph.pipeline import stages
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
    """What a first look at a source gave: the slugs of its records, or why there are none."""

    found: Found
    sha256: str = ""
    slugs: tuple[str, ...] = ()
    failure: Problem | None = None
    passed_over: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The slug of one record; a `twin` is written from another source with the same bytes."""

    slug: str
    problems: tuple[Problem, ...] = ()
    twin: bool = False


def survey(found: Found, settings: Settings) -> Surveyed:
    """Return the slugs of the records of a source; nothing that is wrong with it is raised."""
    from memograph.rdf.slugs import slug

    where = Where(source=found.name)
    try:
        reason = _no_record_by_name(PurePath(found.name)) if found.searched else ""
        if not reason:
            source = found.open(settings)
            reason = _no_record(source, settings) if found.searched else ""
        if reason:
            return Surveyed(found=found, passed_over=problem("MG503", where, reason=reason))
        slugs = tuple(slug(r.document.slug) for r in stages.read_all(source, settings=settings))
    except ConfigError:
        # A wrong setting is wrong for all sources alike.
        raise
    except MemographError as error:
        return Surveyed(found=found, failure=error.problem)
    except Exception as error:  # noqa: BLE001 - a reader that fails must not stop the batch
        return Surveyed(found=found, failure=unexpected(error, where))
    sha256 = hashlib.sha256(source.data).hexdigest()
    missing = None if slugs else problem("MG508", where)
    return Surveyed(found=found, sha256=sha256, slugs=slugs, failure=missing)


def _no_record_by_name(path: PurePath) -> str:
    """Return why a file of a searched folder can be no record, or "" if it can."""
    if path.stem.lower() in ABOUT_THE_FOLDER:
        return "a file of this name tells about its folder"
    if path.name.removesuffix(".gz").endswith(RDF_SUFFIXES):
        return "RDF is what is written, not what is read"
    return ""


def _no_record(source: Source, settings: Settings) -> str:
    """Return why the content of a file of a searched folder is no record, or "" if it may be."""
    if settings.reader or not source.data.strip():
        # An empty file was meant to hold something, which its reader will tell.
        return ""
    known = stages.readers(settings.plugins).values()
    surest = max((reader.sniff(source) for reader in known), default=0.0)
    return "" if surest >= LIKELY else "no reader takes it for a record"


def unexpected(error: Exception, where: Where) -> Problem:
    """Return the problem that stands for a defect, of a plug-in or of memograph itself."""
    return problem("MG909", where, kind=type(error).__name__, error=error)


def assign(surveyed: Sequence[Surveyed]) -> list[tuple[Assigned, ...]]:
    """Return the slugs of the records of each source, in the order given.

    The slug itself if it is the only one in the output, else with 8 hex of the sha256 of the bytes.
    """
    groups: dict[str, list[_Claim]] = defaultdict(list)
    for number, each in enumerate(surveyed):
        for index, slug in enumerate(each.slugs):
            claim = _Claim(each.found.name, each.sha256, index, number)
            groups[slug].append(claim)
    settled: dict[tuple[int, int], Assigned] = {}
    for slug, claims in groups.items():
        settled.update(_settle(slug, sorted(claims, key=lambda claim: (claim.name, claim.index))))
    return [
        tuple(settled[number, index] for index in range(len(each.slugs)))
        for number, each in enumerate(surveyed)
    ]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One record that wants a slug: its source, the hash of that, its place in it."""

    name: str
    sha256: str
    index: int
    number: int


def _settle(slug: str, claims: Sequence[_Claim]) -> Mapping[tuple[int, int], Assigned]:
    """Give each claim on one slug a name of its own."""
    first: dict[tuple[str, int], _Claim] = {}
    for claim in claims:
        first.setdefault((claim.sha256, claim.index), claim)
    alone = len(first) == 1 and slug not in RESERVED
    names = dict.fromkeys(first, slug) if alone else _apart(slug, list(first))
    settled: dict[tuple[int, int], Assigned] = {}
    for claim in claims:
        key = (claim.sha256, claim.index)
        problems = () if alone else (_shared(slug, names[key], claim, claims),)
        twin = first[key] is not claim
        if twin:
            where = Where(source=claim.name)
            problems = (*problems, problem("MG504", where, other=first[key].name))
        settled[claim.number, claim.index] = Assigned(slug=names[key], problems=problems, twin=twin)
    return settled


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


def _shared(slug: str, unique: str, claim: _Claim, claims: Sequence[_Claim]) -> Problem:
    names = sorted({other.name for other in claims if other.name != claim.name})
    others = ", ".join(names) or "another record of the same source"
    if slug in RESERVED and len(claims) == 1:
        others = "the description of the folder"
    where = Where(source=claim.name)
    return problem("MG502", where, slug=slug, others=others, unique=unique)
