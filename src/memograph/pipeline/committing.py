"""What came of a chunk, kept in the manifest: one transaction, after which it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from memograph.pipeline import parts
from memograph.pipeline.description import as_blob, entry_from, sort_key
from memograph.problems import Severity

if TYPE_CHECKING:
    import sqlite3

    from memograph.mappers.entries import DatasetEntry
    from memograph.pipeline.chunk import Chunk, Done, Outcome
    from memograph.pipeline.chunks import Work
    from memograph.pipeline.manifest import Manifest
    from memograph.pipeline.parts import Slice
    from memograph.pipeline.results import Exported
    from memograph.pipeline.shelves import Shelf


def begin(work: Work, chunk: Chunk) -> None:
    """Note that a chunk is at hand: if the run is killed, its sources are made in any case."""
    if work.target.dry_run:
        return
    with work.manifest.writing() as rows:
        rows.executemany(
            "UPDATE source SET open = 1 WHERE id = ?",
            [(item.source,) for item in chunk.items if item.found is not None],
        )


def as_before(work: Work, chunk: Chunk, done: Done) -> Done:
    """Return what came of a chunk; what a run had at hand that was killed may have been the same.

    It was made again since that run may have written it, but nobody need be told so.
    """
    before = {item.source: item.before for item in chunk.items if item.before}
    outcomes = tuple(
        replace(each, unchanged=True, results=())
        if before.get(each.source) == each.sha256 and _is_alike(work, each)
        else each
        for each in done.outcomes
    )
    return replace(done, outcomes=outcomes)


def _is_alike(work: Work, outcome: Outcome) -> bool:
    rows = work.manifest.rows.execute(
        "SELECT slug, status FROM document WHERE source = ? ORDER BY place", (outcome.source,)
    )
    return rows.fetchall() == [(each.slug, each.status) for each in outcome.results]


def commit(work: Work, chunk: Chunk, done: Done) -> None:
    """Keep what came of a chunk; then the part that it made stands in the folder."""
    with work.manifest.writing() as rows:
        for outcome in done.outcomes:
            if not outcome.unchanged:
                _keep(work, outcome, rows)
        rows.executemany(
            "UPDATE source SET open = 0 WHERE id = ?", [(item.source,) for item in chunk.items]
        )
        _keep_part(chunk, done, rows)
    if done.part is not None:
        finish_parts(work.manifest, work.shelf)


def finish_parts(manifest: Manifest, shelf: Shelf) -> None:
    """Rename the parts that the manifest knows of but that stand under their temporary names.

    What stands there compressed in another way is older.
    """
    pending = manifest.rows.execute(
        "SELECT number, name, pending FROM part WHERE pending <> ''"
    ).fetchall()
    for number, name, temporary in pending:
        shelf.rename(temporary, name)
        for older in parts.part_names(number):
            if older != name and shelf.size(older) >= 0:
                shelf.remove(older)
        with manifest.writing() as rows:
            rows.execute("UPDATE part SET pending = '' WHERE number = ?", (number,))


def _keep(work: Work, outcome: Outcome, rows: sqlite3.Connection) -> None:
    """Keep the results of one source in place of those of before."""
    import msgspec

    source = outcome.source
    rows.execute("DELETE FROM document WHERE source = ?", (source,))
    rows.execute(
        "UPDATE source SET sha256 = ?, made = ?, session = ? WHERE id = ?",
        (outcome.sha256, work.made, work.manifest.session, source),
    )
    for place, result in enumerate(outcome.results):
        severe = Counter(found.severity for found in result.problems)
        origin = result.origin
        rows.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source, place, origin and origin.slug, result.slug, origin.sha256 if origin else "",
                result.status, result.triples, *(severe[each] for each in Severity),
                msgspec.json.encode(replace(result, excerpts=())),
            ),
        )  # fmt: skip
        if result.status == "written" and not work.target.settings.parts:
            _keep_entry(source, result, rows)


def _keep_entry(source: int, result: Exported, rows: sqlite3.Connection) -> None:
    """Keep what dataset.ttl says of a document, whose files are no longer those of others."""
    entry = result.entry
    if entry is None:
        return
    others = rows.execute(
        "SELECT graph, entry FROM entry WHERE slug = ? AND graph <> ?", (result.slug, entry.graph)
    )
    for graph, blob in others.fetchall():
        other = entry_from(blob)
        left = tuple(name for name in other.files if name not in entry.files)
        keep_files(graph, replace(other, files=left), rows)
    row = (None, None, None, result.size, as_blob(entry))
    rows.execute(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.graph, sort_key(entry.document), result.slug, source, *row),
    )


def keep_files(graph: str, entry: DatasetEntry, rows: sqlite3.Connection) -> None:
    """Keep an entry that has lost some of its files, or not if it has no more."""
    if entry.files:
        rows.execute("UPDATE entry SET entry = ? WHERE graph = ?", (as_blob(entry), graph))
    else:
        rows.execute("DELETE FROM entry WHERE graph = ?", (graph,))


def _keep_part(chunk: Chunk, done: Done, rows: sqlite3.Connection) -> None:
    """Keep which documents a part holds, and that it has to be renamed."""
    made = done.part
    if made is None:
        return
    fresh = {
        result.entry.graph: (outcome.source, result)
        for outcome in done.outcomes
        for result in outcome.results
        if result.entry is not None and result.status == "written"
    }
    known = {each.graph: item.source for item in chunk.items for each in item.slices}
    gone = known.keys() - {each.graph for each in made.slices}
    rows.executemany(
        "DELETE FROM entry WHERE graph = ? AND part = ?", [(g, chunk.number) for g in sorted(gone)]
    )
    stale = 0
    for each in made.slices:
        if each.fresh and each.graph in fresh:
            # Where it stood in another part, that one has to be written without it.
            rows.execute(
                "UPDATE part SET stale = 1 WHERE number IN"
                " (SELECT part FROM entry WHERE graph = ? AND part <> ?)",
                (each.graph, chunk.number),
            )
            _keep_slice(chunk, *fresh[each.graph], each, rows)
        elif each.graph in fresh or not _keep_copy(chunk, each, rows):
            # Another source has given it since this part was begun.
            stale = 1
    rows.execute(
        "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)",
        (chunk.number, chunk.part, made.size, made.temporary, stale),
    )


def _keep_copy(chunk: Chunk, each: Slice, rows: sqlite3.Connection) -> bool:
    """Keep where a graph stands that was copied; tell whether it still belongs to the part."""
    return bool(
        rows.execute(
            "UPDATE entry SET start = ?, length = ? WHERE graph = ? AND part = ?",
            (each.start, each.length, each.graph, chunk.number),
        ).rowcount
    )


def _keep_slice(
    chunk: Chunk, source: int, result: Exported, each: Slice, rows: sqlite3.Connection
) -> None:
    if result.entry is None:
        return
    entry = replace(result.entry, files=(chunk.part,))
    row = (chunk.number, each.start, each.length, 0, as_blob(entry))
    rows.execute(
        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (entry.graph, sort_key(entry.document), result.slug, source, *row),
    )
