"""The folder of an export: what its files are called, and what stands beside the documents.

`dataset.ttl` describes all documents of the folder, `report.json` the last run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline import stages
from memograph.problems import MemographError, Problem, Where, problem

if TYPE_CHECKING:
    from memograph.mappers.entries import DatasetEntry
    from memograph.model import Record
    from memograph.pipeline.results import Exported
    from memograph.rdf.terms import Quad
    from memograph.settings import Settings

DATASET: Final = "dataset.ttl"
REPORT: Final = "report.json"


def names_of(slug: str, settings: Settings) -> tuple[str, ...]:
    """Return the names of the files of a document, one for each format.

    >>> from memograph.settings import Settings
    >>> names_of("memo", Settings(formats=("turtle", "nquads"), compress="gz"))
    ('memo.ttl.gz', 'memo.nq.gz')
    """
    from memograph.serialization import FORMATS

    compressed = "" if settings.compress == "none" else f".{settings.compress}"
    return tuple(f"{slug}{FORMATS[name].suffix}{compressed}" for name in settings.formats)


def possible_names(slug: str) -> Iterator[str]:
    """Yield the names of all files that a document can have in a folder."""
    from memograph.serialization import FORMATS

    for each in FORMATS.values():
        yield f"{slug}{each.suffix}"
        yield f"{slug}{each.suffix}.gz"


def write_document(
    place: Path, data: Sequence[Quad], *, slug: str, settings: Settings
) -> tuple[Path, ...]:
    """Write the graph of a document in every format asked for; nothing if one of them fails."""
    from memograph.stores import files

    contents = [stages.serialized(data, name, settings) for name in settings.formats]
    names = names_of(slug, settings)
    return tuple(
        files.write(place / name, content) for name, content in zip(names, contents, strict=True)
    )


def stale(
    place: Path, *, slug: str, names: Sequence[str], removed: Sequence[str]
) -> Iterator[Problem]:
    """Yield the problem of older files of a document that this run neither writes nor removes."""
    left = [
        name
        for name in possible_names(slug)
        if name not in names and name not in removed and (place / name).is_file()
    ]
    if left:
        where = Where(source=str(place / left[0]))
        verb = "stays" if len(left) == 1 else "stay"
        yield problem("MG505", where, files=", ".join(left), verb=verb)


def superfluous(place: Path, *, slugs: AbstractSet[str], settings: Settings) -> tuple[str, ...]:
    """Return the files of the folder's documents that an export of `slugs` does not write."""
    entries, _ = listed(place)
    made = {name for slug in slugs for name in names_of(slug, settings)}
    known = sorted({entry.document.rpartition("/")[2] for entry in entries} | slugs)
    return tuple(
        name
        for slug in known
        for name in possible_names(slug)
        if name not in made and (place / name).is_file()
    )


def listed(place: Path) -> tuple[tuple[DatasetEntry, ...], tuple[Problem, ...]]:
    """Return what `dataset.ttl` lists, or why it cannot be told."""
    from memograph.mappers.entries import entries_of

    path = place / DATASET
    if not path.is_file():
        return (), ()
    try:
        return entries_of(stages.load_quads(path)), ()
    except (MemographError, ValueError) as error:
        return (), (problem("MG509", Where(source=str(path)), error=error),)


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
    place: Path, results: Sequence[Exported], *, settings: Settings
) -> tuple[Problem, ...]:
    """Write `dataset.ttl`: the documents exported, and those of before whose files are there.

    Returns what was wrong with the one before.
    """
    from memograph.mappers.dataset import map_dataset
    from memograph.rdf.iris import dataset_graph
    from memograph.rdf.terms import StringTerms
    from memograph.stores import files

    before, problems = listed(place)
    entries = {entry.graph: entry for entry in before}
    entries |= {each.entry.graph: each.entry for each in results if each.entry is not None}
    there = [
        replace(entry, files=found)
        for entry in entries.values()
        if (found := tuple(name for name in entry.files if (place / name).is_file()))
    ]
    graph = f"<{dataset_graph(settings.base)}>"
    triples = map_dataset(there, StringTerms(), base=settings.base)
    data = [(*triple, graph) for triple in triples]
    files.write(place / DATASET, stages.serialized(data, "turtle"))
    return problems


def write_report(place: Path, report: dict[str, Any]) -> None:
    """Write `report.json`."""
    from memograph.stores import files

    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    files.write(place / REPORT, text.encode())
