"""Recall: what a folder whose manifest is lost tells of its documents, so that no name is lost.

`report.json` keeps which source each document is from, `dataset.ttl` and the parts themselves which
graphs there are. What was found is made anew in the next run, under the names that it has.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline import description, folder, stages
from memograph.pipeline.origins import Origin, origins_of
from memograph.pipeline.parts import graphs_of
from memograph.problems import MemographError

if TYPE_CHECKING:
    import sqlite3

    from memograph.mappers.entries import DatasetEntry
    from memograph.pipeline.manifest import Manifest
    from memograph.pipeline.shelves import Shelf

_NUMBER: Final = re.compile(r"([0-9]{4,})\.nq(?:\.gz|\.zst)?")
_UNKNOWN: Final = "?"
"""What the name of a source that nobody remembers begins with."""


def recall(manifest: Manifest, place: Path, shelf: Shelf) -> None:
    """Fill a new manifest with what the folder itself tells; what it does not tell is left out."""
    origins = origins_of(_report(place))
    entries = {entry.graph: entry for entry in _listed(place)}
    with manifest.writing() as rows:
        for name in shelf.names():
            _recall_part(shelf, name, entries, origins=origins, rows=rows)
        for graph, entry in sorted(entries.items()):
            slug = _slug(graph)
            if any((place / name).is_file() for name in folder.possible_names(slug)):
                _keep(entry, origins.get(slug), rows)
        for slug, origin in sorted(origins.items()):
            there = any((place / name).is_file() for name in folder.possible_names(slug))
            if there or rows.execute("SELECT 1 FROM entry WHERE slug = ?", (slug,)).fetchone():
                _keep_origin(slug, origin, rows)


def _report(place: Path) -> Mapping[str, Any]:
    try:
        found = json.loads((place / description.REPORT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _listed(place: Path) -> tuple[DatasetEntry, ...]:
    from memograph.mappers.entries import entries_of, is_description

    path = place / description.DATASET
    if not path.is_file():
        return ()
    try:
        quads = stages.load_quads(path)
    except (MemographError, ValueError):
        return ()
    return entries_of(quads) if is_description(quads) else ()


def _recall_part(
    shelf: Shelf,
    name: str,
    entries: dict[str, DatasetEntry],
    *,
    origins: Mapping[str, Origin],
    rows: sqlite3.Connection,
) -> None:
    """Keep which graphs a part holds, and where in it."""
    match = _NUMBER.fullmatch(PurePosixPath(name).name)
    if match is None:
        return
    number = int(match[1])
    for graph, start, data in _graphs(shelf, name):
        entry = _entry(graph, data, name)
        entries.pop(graph, None)
        if entry is not None:
            source = _keep(entry, origins.get(_slug(graph)), rows)
            rows.execute(
                "UPDATE entry SET part = ?, start = ?, length = ? WHERE graph = ?",
                (number, start, len(data), graph),
            )
            rows.execute("UPDATE source SET part = ? WHERE id = ?", (number, source))
    rows.execute(
        "INSERT OR REPLACE INTO part VALUES (?, ?, ?, '', 0)", (number, name, shelf.size(name))
    )


def _graphs(shelf: Shelf, name: str) -> Iterator[tuple[str, int, bytes]]:
    with shelf.opened(name) as stream:
        yield from graphs_of(stream)


def _entry(graph: str, data: bytes, file: str) -> DatasetEntry | None:
    """Return what dataset.ttl would say of a graph, None if it is no document's."""
    from memograph.mappers.context import Run
    from memograph.mappers.entries import DatasetEntry
    from memograph.rdf.terms import language_of, value_of
    from memograph.rdf.vocab import DCTERMS, MEMO, RDF

    document = graph.removesuffix("/graph")
    quads = stages.parsed(data, "nquads", source=file)
    classes = Counter(value_of(o) for _, p, o, _ in quads if p == f"<{RDF.type}>")
    told = {(s, p): o for s, p, o, _ in quads}
    run = told.get((f"<{graph}>", f"<{MEMO.extractedBy}>"))
    if run is None:
        return None
    title = told.get((f"<{document}>", f"<{DCTERMS.title}>"), f'"{_slug(graph)}"@und')
    version, digest = (
        value_of(told.get((run, f"<{each}>"), '""'))
        for each in (MEMO.softwareVersion, MEMO.settingsDigest)
    )
    return DatasetEntry(
        graph=graph,
        document=document,
        title=value_of(title),
        language=language_of(title) or "und",
        sha256=hashlib.sha256(data).hexdigest(),
        triples=len(quads),
        classes=tuple(sorted(classes.items())),
        files=(file,),
        run=Run(iri=value_of(run), version=version, settings_digest=digest),
    )


def _keep(entry: DatasetEntry, origin: Origin | None, rows: sqlite3.Connection) -> int:
    """Keep an entry, and the source that it is from; returns that."""
    name = origin.sources[0] if origin and origin.sources else f"{_UNKNOWN}{entry.graph}"
    rows.execute("INSERT OR IGNORE INTO source (name, sort) VALUES (?, ?)", (name, name))
    (source,) = rows.execute("SELECT id FROM source WHERE name = ?", (name,)).fetchone()
    rows.execute(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, NULL, NULL, NULL, -1, ?)",
        (
            entry.graph,
            description.sort_key(entry.document),
            _slug(entry.graph),
            source,
            description.as_blob(entry),
        ),
    )
    return int(source)


def _keep_origin(slug: str, origin: Origin, rows: sqlite3.Connection) -> None:
    rows.execute("INSERT INTO origin VALUES (?, ?, ?)", (slug, origin.slug, origin.sha256))
    rows.executemany(
        "INSERT OR IGNORE INTO origin_source VALUES (?, ?)",
        [(name, slug) for name in origin.sources],
    )


def _slug(graph: str) -> str:
    return graph.removesuffix("/graph").rpartition("/")[2]
