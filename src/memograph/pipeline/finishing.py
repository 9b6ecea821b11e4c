"""The end of a run: what is removed, what is told of the folder, and what is left for the next."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from memograph.pipeline import chunks, committing, description, folder, parts
from memograph.pipeline.archives import kind_of, shown
from memograph.pipeline.manifest import FOLDER
from memograph.pipeline.remote import is_remote
from memograph.pipeline.reporting import OF_THE_RUN
from memograph.problems import Problem, Where, problem
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.pipeline.chunk import Chunk
    from memograph.pipeline.chunks import Work
    from memograph.pipeline.manifest import Manifest
    from memograph.pipeline.shelves import Shelf

_NAMED: Final = 3
"""Documents that are named where many are told of."""
_ABSENT: Final = "source.id NOT IN (SELECT source FROM input)"
_UNGIVEN: Final = (
    "NOT EXISTS (SELECT 1 FROM document JOIN input ON input.source = document.source"
    " WHERE document.slug = entry.slug)"
)
_KEPT: Final = frozenset({"invalid", "failed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What the end of a run found and removed."""

    problems: tuple[Problem, ...] = ()
    removed: tuple[str, ...] = ()


def stale_parts(work: Work) -> Iterator[Chunk]:
    """Yield the chunks of parts that hold what stands in another part now."""
    if work.target.dry_run or not work.target.settings.parts:
        return
    stale = work.manifest.rows.execute("SELECT number FROM part WHERE stale = 1").fetchall()
    for (number,) in stale:
        chunk = chunks.part_chunk(work, number, anew=True)
        if chunk.items:
            yield chunk
        else:
            _drop_part(work, number)


def swept(work: Work, given: Iterable[str], *, broken: bool) -> Swept:
    """Remove what nobody is to have, prune if that is asked for, and tell what is left."""
    manifest, target = work.manifest, work.target
    whole = [(path, _whole(shown(path))) for path in given]
    barren = _barren(manifest, whole)
    found = [_found_nothing(path) for path in barren]
    removed: tuple[str, ...] = ()
    doubt = _doubt(manifest, barren, broken=broken)
    if not target.dry_run:
        _drop_unclaimed(work)
    if target.prune and not doubt:
        removed = tuple(_superfluous(work))
        if not target.dry_run:
            _prune(work, removed)
    else:
        if target.prune:
            found.append(problem("MG506", Where(source=target.shown), reason=doubt))
        found.extend(_vanished(work, whole))
    return Swept(problems=tuple(found), removed=removed)


@contextmanager
def known_origins(work: Work, *, keep: bool) -> Iterator[None]:
    """Add the origins of what this run wrote; they stay if the run is complete.

    One that was stopped is gone on with as if it had not been: its names are not yet settled.
    """
    manifest = work.manifest
    manifest.rows.execute("BEGIN IMMEDIATE")
    try:
        manifest.rows.execute(
            "INSERT OR REPLACE INTO origin SELECT slug, wanted, document.sha256 FROM"  # noqa: S608
            f" {OF_THE_RUN} WHERE document.status IN ('written', 'duplicate')"
            " ORDER BY source.name"
        )
        manifest.rows.execute(
            "INSERT OR IGNORE INTO origin_source SELECT source.name, document.slug FROM"  # noqa: S608
            f" {OF_THE_RUN} WHERE document.status IN ('written', 'duplicate')"
        )
        manifest.rows.execute(
            "DELETE FROM origin_source WHERE slug NOT IN (SELECT slug FROM origin)"
        )
        yield
        if keep:
            manifest.note("open", 0)
    except BaseException:
        manifest.rows.execute("ROLLBACK")
        raise
    manifest.rows.execute("COMMIT" if keep else "ROLLBACK")


def drop_gone(manifest: Manifest, place: Path, shelf: Shelf) -> None:
    """Forget files that somebody has removed, and with the last of them the document's name."""
    held = set(shelf.names())
    gone = []
    for graph, blob in manifest.rows.execute("SELECT graph, entry FROM entry"):
        entry = description.entry_from(blob)
        left = tuple(name for name in entry.files if name in held or (place / name).is_file())
        if left != entry.files:
            gone.append((graph, replace(entry, files=left)))
    with manifest.writing() as rows:
        for graph, entry in gone:
            committing.keep_files(graph, entry, rows)
        rows.execute("DELETE FROM origin WHERE slug NOT IN (SELECT slug FROM entry)")
        rows.execute("DELETE FROM origin_source WHERE slug NOT IN (SELECT slug FROM origin)")


def write_report(place: Path, text: Iterable[str]) -> None:
    """Write report.json."""
    files.write_stream(place / description.REPORT, text)


def is_idle(work: Work) -> bool:
    """Tell whether nothing of the run's sources can be read, and the folder holds nothing."""
    read = work.manifest.one(
        f"SELECT 1 FROM {OF_THE_RUN} WHERE document.status NOT IN ('unreadable', 'skipped')"  # noqa: S608
    )
    described = (work.target.place / description.REPORT).exists()
    return not read and not described and not work.manifest.one("SELECT 1 FROM entry")


def is_empty(place: Path) -> bool:
    """Tell whether a folder holds nothing but its manifest."""
    return place.is_dir() and {path.name for path in place.iterdir()} <= {FOLDER}


def undo(place: Path) -> None:
    """Remove a folder that a run made and that nothing was written into."""
    with suppress(OSError):
        shutil.rmtree(place / FOLDER)
        place.rmdir()


def clear(manifest: Manifest, place: Path, shelf: Shelf) -> None:
    """Remove what a run that was killed left under temporary names."""
    pending = {name for (name,) in manifest.rows.execute("SELECT pending FROM part")}
    for entry in os.scandir(place):
        if files.is_temporary(entry.name):
            files.remove(entry.path)
    for name in tuple(shelf.names()):
        if files.is_temporary(PurePosixPath(name).name) and name not in pending:
            shelf.remove(name)


def _drop_unclaimed(work: Work) -> None:
    """Remove what this run wrote under names that turned out to be others."""
    manifest = work.manifest
    unclaimed = manifest.rows.execute(
        "SELECT graph, entry FROM entry WHERE part IS NULL AND size >= 0"
        " AND NOT EXISTS (SELECT 1 FROM document WHERE document.slug = entry.slug)"
        " AND NOT EXISTS (SELECT 1 FROM origin WHERE origin.slug = entry.slug)"
    ).fetchall()
    for graph, blob in unclaimed:
        for name in description.entry_from(blob).files:
            files.remove(work.target.place / name)
        with manifest.writing() as rows:
            rows.execute("DELETE FROM entry WHERE graph = ?", (graph,))


def _superfluous(work: Work) -> Iterator[str]:
    """Yield the files, or in parts the documents, that an export of these sources leaves over."""
    manifest = work.manifest
    slugs = manifest.rows.execute(
        "SELECT slug FROM origin UNION SELECT slug FROM entry ORDER BY slug"
    )
    for (slug,) in slugs:
        rows = manifest.rows.execute(
            f"SELECT document.status FROM {OF_THE_RUN} WHERE document.slug = ?",  # noqa: S608
            (slug,),
        ).fetchall()
        statuses = {status for (status,) in rows}
        if statuses & _KEPT:
            continue
        if work.target.settings.parts:
            number = manifest.one("SELECT part FROM entry WHERE slug = ?", slug)
            if not statuses and number is not None:
                yield f"{parts.part_name(number, work.target.settings.compress)}: {slug}"
            continue
        names = folder.names_of(slug, work.target.settings) if statuses else ()
        yield from folder.superfluous(work.target.place, slug=slug, names=names)


def _prune(work: Work, removed: Iterable[str]) -> None:
    """Remove files, and all that the manifest knows of sources that are not among these."""
    from memograph.pipeline.chunk import handled

    for name in () if work.target.settings.parts else removed:
        files.remove(work.target.place / name)
    with work.manifest.writing() as rows:
        # If this run is killed, the next one writes these parts.
        rows.execute(
            "UPDATE part SET stale = 1 WHERE number IN"  # noqa: S608 - our own words
            f" (SELECT part FROM entry WHERE {_UNGIVEN}"
            f" UNION SELECT part FROM source WHERE {_ABSENT})"
        )
        rows.execute(f"DELETE FROM entry WHERE {_UNGIVEN}")  # noqa: S608
        rows.execute(
            f"DELETE FROM document WHERE source IN (SELECT id FROM source WHERE {_ABSENT})"  # noqa: S608
        )
        rows.execute(f"DELETE FROM source WHERE {_ABSENT}")  # noqa: S608
        rows.execute(
            "DELETE FROM origin WHERE NOT EXISTS"
            " (SELECT 1 FROM document WHERE document.slug = origin.slug)"
        )
        rows.execute(
            "DELETE FROM origin_source WHERE slug NOT IN (SELECT slug FROM origin)"
            " OR name NOT IN (SELECT name FROM source)"
        )
    for chunk in stale_parts(work):
        committing.commit(work, chunk, handled(chunk))


def _drop_part(work: Work, number: int) -> None:
    """Remove a part of which no source is left."""
    name = work.manifest.one("SELECT name FROM part WHERE number = ?", number)
    work.shelf.remove(name)
    with work.manifest.writing() as rows:
        rows.execute("DELETE FROM part WHERE number = ?", (number,))
        rows.execute("DELETE FROM entry WHERE part = ?", (number,))


def _vanished(work: Work, given: list[tuple[str, str]]) -> Iterator[Problem]:
    """Yield the problem of documents whose sources are no longer in the folders that were named."""
    places = [
        path
        for name, path in given
        if kind_of(name) or is_remote(name) or os.path.isdir(name)  # noqa: PTH112
    ]
    if not places:
        return
    rows = work.manifest.rows.execute(
        "SELECT DISTINCT source.name FROM entry JOIN source ON source.id = entry.source"  # noqa: S608
        f" WHERE {_ABSENT} ORDER BY source.name"
    )
    names, count = [], 0
    for (name,) in rows:
        if any(_is_inside(_whole(name), place) for place in places):
            count += 1
            names += [name] if count <= _NAMED else []
    if count:
        more = f" and {count - len(names)} more" if count > len(names) else ""
        where = Where(source=work.target.shown)
        yield problem("MG522", where, count=count, names=f"{', '.join(names)}{more}")


def _doubt(manifest: Manifest, barren: list[str], *, broken: bool) -> str:
    """Say why the sources may not be all that there are, so that nothing may be removed."""
    unreadable = manifest.one(
        f"SELECT count(DISTINCT document.source) FROM {OF_THE_RUN} WHERE status = 'unreadable'"  # noqa: S608
    )
    if unreadable:
        return f"{unreadable} of the sources could not be read"
    if broken:
        return "a plug-in could not be loaded"
    if barren:
        return f"no record was found in {', '.join(map(shown, barren))}"
    return "" if manifest.one("SELECT 1 FROM input") else "no source was named"


def _barren(manifest: Manifest, given: list[tuple[str, str]]) -> list[str]:
    """Return the folders and archives in which nothing was found but what was passed over."""
    left = {
        whole: min(path for path, other in given if other == whole)
        for path, whole in given
        if _is_searched(path)
    }
    rows = manifest.rows.execute(
        "SELECT input.name FROM input WHERE NOT EXISTS (SELECT 1 FROM document"
        " WHERE document.source = input.source AND document.status = 'skipped')"
    )
    for (name,) in rows:
        if not left:
            break
        inside = _whole(name)
        for whole in [each for each in left if _is_inside(inside, each)]:
            del left[whole]
    return sorted(left.values())


def _found_nothing(path: str) -> Problem:
    kind = "folder" if os.path.isdir(path) else "archive"  # noqa: PTH112
    return problem("MG517", Where(source=shown(path)), what="record", kind=kind)


def _is_inside(name: str, whole: str) -> bool:
    """Tell whether a source is in a folder or an archive, or is the archive, which is damaged."""
    return name == whole or name.startswith((os.path.join(whole, ""), f"{whole}!", f"{whole}:"))  # noqa: PTH118


def _is_searched(path: str) -> bool:
    """Tell whether a path is a folder or an archive; of a URL the store alone knows that."""
    if is_remote(path) or os.path.isdir(path):  # noqa: PTH112
        return True
    return bool(kind_of(path)) and os.path.isfile(path)  # noqa: PTH113


def _whole(path: str) -> str:
    if is_remote(path):
        return path.rstrip("/")
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute keeps ".."
