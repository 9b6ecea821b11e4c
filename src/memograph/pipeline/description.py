"""What stands beside the documents of a folder: `dataset.ttl` on all of them, `report.json`.

Both are merged with those of before, so a file of that name which memograph did not write, or which
cannot be read, is never replaced.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline import stages
from memograph.pipeline.folder import names_of
from memograph.pipeline.origins import REPORT, Origin, origins_of, read_report
from memograph.problems import MemographError, Problem, Where, problem

if TYPE_CHECKING:
    from memograph.mappers.entries import DatasetEntry
    from memograph.model import Record
    from memograph.pipeline.results import Exported
    from memograph.rdf.terms import Quad
    from memograph.settings import Settings

DATASET: Final = "dataset.ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a folder said of itself before a run.

    `problems` tell which of its files are not memograph's; those are `foreign`, and kept.
    `stamps` tell whether somebody has changed the files since.
    """

    entries: tuple[DatasetEntry, ...] = field(default=(), repr=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)
    foreign: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamps: tuple[tuple[int, int], ...] = ()

    @property
    def slugs(self) -> frozenset[str]:
        """Return the slugs of the documents that the folder lists."""
        return frozenset(entry.document.rpartition("/")[2] for entry in self.entries)


def before(place: Path) -> Before:
    """Return what a folder says of itself; nothing if it is empty or not there."""
    stamps = _stamps(place)
    entries, odd = _listed(place)
    report, odder = read_report(place)
    foreign = [name for name, found in ((DATASET, odd), (REPORT, odder)) if found]
    return Before(
        entries=entries,
        origins=origins_of(report, place),
        foreign=tuple(foreign),
        problems=(*odd, *odder),
        stamps=stamps,
    )


def by_now(place: Path, known: Before) -> Before:
    """Return what a folder says of itself now, read again if another export has changed it."""
    return known if _stamps(place) == known.stamps else before(place)


def entry_of(record: Record, data: Sequence[Quad], settings: Settings) -> DatasetEntry:
    """Return what `dataset.ttl` says of a document."""
    from memograph.mappers.entries import DatasetEntry, class_counts

    slug = record.document.slug
    iris = stages.iris_of(record, settings)
    return DatasetEntry(
        graph=iris.graph,
        document=iris.document,
        title=record.document.title or slug,
        language=record.text_versions[0].language,
        sha256=hashlib.sha256(stages.serialized(data, "nquads")).hexdigest(),
        triples=len(data),
        classes=class_counts(data),
        files=names_of(slug, settings),
        run=stages.run_of(settings),
    )


def describe(
    place: Path, known: Before, results: Sequence[Exported], *, settings: Settings
) -> None:
    """Write `dataset.ttl`: the documents exported, and those of before whose files are there."""
    from memograph.mappers.dataset import map_dataset
    from memograph.rdf.terms import StringTerms
    from memograph.rdf.vocab import PREFIXES
    from memograph.serialization.turtle import turtle
    from memograph.stores import files

    if DATASET in known.foreign:
        return
    there = _there(place, known.entries, results)
    triples = map_dataset(there, StringTerms(), base=settings.base)
    # Prefixes made from the documents would change whenever one is added.
    own = {name: f"{settings.base}{name}/" for name in ("agent", "doc", "run")}
    text = "".join(turtle(triples, {**PREFIXES, **own}, plain=True))
    files.write(place / DATASET, text.encode())


def write_report(place: Path, known: Before, report: Mapping[str, Any]) -> None:
    """Write `report.json`."""
    from memograph.stores import files

    if REPORT not in known.foreign:
        text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
        files.write(place / REPORT, text.encode())


def _there(
    place: Path, known: Sequence[DatasetEntry], results: Sequence[Exported]
) -> list[DatasetEntry]:
    """Return the entries, each with those of its files that are there and still hold its graph."""
    made = {each.entry.graph: each.entry for each in results if each.entry is not None}
    entries = {entry.graph: entry for entry in known} | made
    # With another base, a document is another one in a file of the same name.
    holds = {name: entry.graph for entry in made.values() for name in entry.files}
    return [
        replace(entry, files=left)
        for entry in entries.values()
        if (
            left := tuple(
                name
                for name in entry.files
                if holds.get(name, entry.graph) == entry.graph and (place / name).is_file()
            )
        )
    ]


def _stamps(place: Path) -> tuple[tuple[int, int], ...]:
    """Return time and size of the files that are there."""
    paths = [place / name for name in (DATASET, REPORT) if (place / name).is_file()]
    return tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in paths)


def _listed(place: Path) -> tuple[tuple[DatasetEntry, ...], tuple[Problem, ...]]:
    """Return what `dataset.ttl` lists, or why it cannot be used."""
    from memograph.mappers.entries import entries_of, is_description

    path = place / DATASET
    if not path.is_file():
        return (), ()
    try:
        quads = stages.load_quads(path)
        reason = "" if is_description(quads) else "it describes no export"
    except (MemographError, ValueError) as error:
        quads, reason = (), str(error)
    if reason:
        where = Where(source=str(path))
        return (), (problem("MG509", where, name=DATASET, reason=reason),)
    return entries_of(quads), ()
