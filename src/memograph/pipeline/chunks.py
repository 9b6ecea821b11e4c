"""Chunks: the sources of a run parted into pieces of work, with what is known of each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline import parts, reporting
from memograph.pipeline.chunk import Chunk, Item
from memograph.pipeline.description import entry_from
from memograph.pipeline.document import Target
from memograph.pipeline.inputs import Inputs, found_at
from memograph.pipeline.naming import Assigned
from memograph.pipeline.parts import Slice
from memograph.pipeline.sources import STDIN
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.pipeline.manifest import Manifest
    from memograph.pipeline.origins import Origin
    from memograph.pipeline.shelves import Shelf
    from memograph.problems import Problem

_MOST: Final = 64
"""Sources in a chunk of single files at most; what is found is told after each chunk."""
_SHARES: Final = 8
"""Chunks for each process at least, if there are sources enough."""
_COLUMNS: Final = (
    "source.id, source.name, source.sha256, source.made, source.open,"
    " input.position, input.name, input.found"
)
_RETRIED: Final = frozenset({"unreadable", "failed", "contended"})

NEW, AGAIN, MADE, GONE, OPEN, FAILED, NAMED, CHANGED = (
    "it is new",
    "it was asked for",
    "the settings or the version have changed",
    "what was written is gone",
    "an earlier run did not finish it",
    "it failed before",
    "its name has changed",
    "its content has changed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that chunks are made from; `again` makes every document anew.

    `names` are settled, by source, and were `foreseen` if nothing was made under others;
    `failures` tell which sources ended a process that read them.
    """

    manifest: Manifest
    inputs: Inputs
    target: Target
    shelf: Shelf
    made: str
    again: bool = False
    names: Mapping[int, tuple[tuple[int, Assigned], ...]] = field(default_factory=dict)
    failures: Mapping[int, Problem] = field(default_factory=dict)
    foreseen: bool = False


def chunks(work: Work) -> Iterator[Chunk]:
    """Yield the chunks of all sources of a run, in a fixed order."""
    if not work.target.settings.parts:
        yield from _by_position(work)
        return
    numbers = work.manifest.rows.execute(
        "SELECT DISTINCT source.part FROM input JOIN source ON source.id = input.source"
        " ORDER BY source.part"
    ).fetchall()
    for (number,) in numbers:
        yield part_chunk(work, number)


def renamed(work: Work) -> Iterator[Chunk]:
    """Yield the chunks of the sources whose names have been settled: they are made anew."""
    if work.target.settings.parts:
        part = "SELECT part FROM source WHERE id = ?"
        for number in sorted({work.manifest.one(part, source) for source in work.names}):
            yield part_chunk(work, number, anew=True)
        return
    for source in sorted(work.names):
        rows = work.manifest.rows.execute(
            f"SELECT {_COLUMNS} FROM input JOIN source ON source.id = input.source"  # noqa: S608
            " WHERE source.id = ? ORDER BY input.position LIMIT 1",
            (source,),
        ).fetchall()
        items = tuple(_item(work, row) for row in rows)
        yield Chunk(number=source, items=items, target=work.target)


def part_chunk(work: Work, number: int, *, anew: bool = False) -> Chunk:
    """Return the chunk that makes one part."""
    manifest, settings = work.manifest, work.target.settings
    row = manifest.rows.execute(
        "SELECT name, size, stale FROM part WHERE number = ?", (number,)
    ).fetchone()
    older, size, stale = row or ("", 0, 0)
    whole = bool(older) and work.shelf.size(older) == size
    rows = manifest.rows.execute(
        f"SELECT {_COLUMNS} FROM source LEFT JOIN input ON source.id = input.source"  # noqa: S608
        " WHERE source.part = ? GROUP BY source.id ORDER BY source.sort",
        (number,),
    ).fetchall()
    items = tuple(_item(work, row, whole=whole) for row in rows)
    name = parts.part_name(number, settings.compress)
    return Chunk(
        number=number,
        items=items if whole else tuple(replace(item, slices=()) for item in items),
        target=work.target,
        part=name,
        older=older if whole else "",
        anew=anew or bool(stale) or name != older,
    )


def _by_position(work: Work) -> Iterator[Chunk]:
    jobs = work.target.settings.jobs
    most = max(1, min(_MOST, work.inputs.total // (jobs * _SHARES)))
    for number, start in enumerate(range(0, work.inputs.total, most)):
        rows = work.manifest.rows.execute(
            f"SELECT {_COLUMNS} FROM input JOIN source ON source.id = input.source"  # noqa: S608
            " WHERE input.position >= ? AND input.position < ? ORDER BY input.position",
            (start, start + most),
        ).fetchall()
        items = tuple(_item(work, row) for row in rows)
        yield Chunk(number=number, items=items, target=work.target)


def _item(work: Work, row: tuple[Any, ...], *, whole: bool = True) -> Item:
    source, known, sha256, made, opened, position, name, blob = row
    held = _held(work.manifest, known)
    slices = _slices(work.manifest, source) if work.target.settings.parts else ()
    if position is None:
        return Item(source=source, found=None, held=held, slices=slices)
    found = found_at(position, name, blob, work.inputs)
    why = _reason(work, source, made if sha256 else "", whole=whole)
    other = source in work.names and not work.foreseen
    before = sha256 if opened and not why and not other else ""
    if opened:
        why = OPEN
    if source in work.names and not why:
        why = CHANGED if work.foreseen else NAMED
    return Item(
        source=source,
        found=found,
        sha256="" if why else sha256,
        held=() if found.name == STDIN else held,
        slices=slices,
        named=work.names.get(source, ()),
        why=why or CHANGED,
        failure=work.failures.get(source),
        before=before,
    )


def _reason(work: Work, source: int, made: str, *, whole: bool) -> str:
    """Return why the documents of a source have to be made whatever its bytes are, "" if not."""
    if not made:
        return NEW
    if work.again:
        return AGAIN
    if made != work.made:
        return MADE
    rows = work.manifest.rows.execute(
        "SELECT status, slug FROM document WHERE source = ?", (source,)
    )
    for status, slug in rows.fetchall():
        if status in _RETRIED:
            return FAILED
        if status in ("written", "duplicate") and not _is_there(work, source, status, slug):
            return GONE
    return "" if whole else GONE


def _is_there(work: Work, source: int, status: str, slug: str) -> bool:
    """Tell whether a document stands in the folder, made from this source or one of equal bytes."""
    rows = work.manifest.rows.execute(
        "SELECT source, part, size, entry FROM entry WHERE slug = ?", (slug,)
    ).fetchall()
    for owner, part, size, blob in rows:
        if status == "duplicate":
            if work.manifest.one("SELECT 1 FROM input WHERE source = ?", owner):
                return True
        elif owner == source:
            names = entry_from(blob).files
            return part is not None or size == sum(files.size(work.target.place / n) for n in names)
    return False


def _held(manifest: Manifest, known: str) -> tuple[tuple[str, Origin], ...]:
    slugs = "slug IN (SELECT slug FROM origin_source WHERE name = ?)"
    return tuple(reporting.origins(manifest, slugs, known))


def _slices(manifest: Manifest, source: int) -> tuple[Slice, ...]:
    rows: Iterable[tuple[str, str, int, int]] = manifest.rows.execute(
        "SELECT slug, graph, start, length FROM entry WHERE source = ? AND part ="
        " (SELECT part FROM source WHERE id = ?) ORDER BY start",
        (source, source),
    )
    return tuple(Slice(slug=s, graph=g, start=at, length=n) for s, g, at, n in rows)
