"""Inputs: the sources of a run, listed in the manifest, so that millions of them take no memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.pipeline import parts
from memograph.pipeline.archives import Member, member_name, numbered
from memograph.pipeline.origins import source_name
from memograph.pipeline.remote import is_remote
from memograph.pipeline.sources import Found, find
from memograph.problems import Problem, UnreadableSource

if TYPE_CHECKING:
    from sqlite3 import Connection

    from memograph.pipeline.manifest import Manifest
    from memograph.readers import Source
    from memograph.settings import Settings


_Same: TypeAlias = dict[str, dict[int, int]]
"""What numbers were given to members of an archive that share a name, by their places there."""

_NEW: Final = "INSERT OR IGNORE INTO input VALUES (?, ?, ?, ?, ?, NULL, ?, ?)"
_BETTER: Final = (
    "UPDATE input SET name = ?2, sort = ?3, rank = ?5, found = ?6 WHERE key = ?1 AND ?5 < rank"
)
"""Of several paths to one source that which comes first counts, whatever their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What was listed: how many sources, and the bytes of those that can be had only once."""

    total: int
    held: dict[int, Source] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A source that was found, as it stands in the manifest."""

    searched: bool = False
    member: Member | None = None
    raw: bytes = b""
    failure: Problem | None = None


def list_inputs(
    manifest: Manifest, given: Iterable[str], *, settings: Settings, without: str | Path
) -> Inputs:
    """List the sources that paths name, each once, in their order; `without` is not searched."""
    held: dict[int, Source] = {}
    number = 0
    same: _Same = {}
    with manifest.writing() as rows:
        for each in find(given, settings=settings, without=without):
            found, row = each, _row(number, each)
            while not (added := rows.execute(_NEW, row).rowcount) and _is_another(rows, found, row):
                found = _apart(found, same.setdefault(str(row[1]), {}))
                row = _row(number, found)
            if not added:
                rows.execute(_BETTER, row[1:])
            if added and found.held is not None:
                held[number] = found.held
            number += added
        _known(manifest)
    return Inputs(total=number, held=held)


def _is_another(rows: Connection, found: Found, row: tuple[object, ...]) -> bool:
    """Tell whether what is listed under the key of a member is another one of its archive."""
    place = "json_extract(CAST(found AS TEXT), '$.member.ordinal')"
    known = rows.execute(f"SELECT {place} FROM input WHERE key = ?", row[1:2]).fetchone()  # noqa: S608 - our own words
    return found.member is not None and known[0] != found.member.ordinal


def _apart(found: Found, numbers: dict[int, int]) -> Found:
    """Return a member under a name of its own; `numbers` are those of others that had its name."""
    if found.member is None:
        raise ValueError("it is no member of an archive")
    number = numbers.setdefault(found.member.ordinal, len(numbers) + 2)
    member = numbered(found.member, number)
    return replace(found, name=member_name(member), member=member)


def _row(number: int, found: Found) -> tuple[object, ...]:
    import msgspec

    failure = found.failure.problem if found.failure else None
    listed = _Listed(searched=found.searched, member=found.member, raw=found.raw, failure=failure)
    known = source_name(found.name)
    sort = found.member.sort(known) if found.member else known
    blob = msgspec.json.encode(listed)
    # What was named is read even if a folder was searched in which it would be passed over.
    rank = f"{int(found.searched)}{len(known):06}{known}\0{len(found.name):06}{found.name}"
    return number, _key(found), found.name, sort, found.size, rank, blob


def found_at(position: int, name: str, blob: bytes, inputs: Inputs) -> Found:
    """Return a source as it was listed."""
    import msgspec

    listed = msgspec.json.decode(blob, type=_Listed)
    return Found(
        name=name,
        searched=listed.searched,
        member=listed.member,
        raw=listed.raw,
        held=inputs.held.get(position),
        failure=UnreadableSource(listed.failure) if listed.failure else None,
    )


def place_in_parts(manifest: Manifest) -> None:
    """Give every source that has no part yet one behind the others, in the order of their names."""
    with manifest.writing() as rows:
        last = manifest.one(
            "SELECT max(coalesce((SELECT max(part) FROM source), 0),"
            " coalesce((SELECT max(number) FROM part), 0))"
        )
        new = rows.execute(
            "SELECT source.id, input.size FROM input JOIN source ON source.id = input.source"
            " WHERE source.part IS NULL ORDER BY source.sort"
        )
        rows.executemany("INSERT INTO placing VALUES (?, ?)", _placed(new, last))
        rows.execute(
            "UPDATE source SET part = (SELECT part FROM placing WHERE source = source.id)"
            " WHERE id IN (SELECT source FROM placing)"
        )
        rows.execute("DELETE FROM placing")


def _placed(sources: Iterable[tuple[int, int]], last: int) -> Iterator[tuple[int, int]]:
    count = size = 0
    part = last + 1
    for source, more in sources:
        if count and (count >= parts.SOURCES or size + more > parts.BYTES):
            part, count, size = part + 1, 0, 0
        yield source, part
        count, size = count + 1, size + more


def _known(manifest: Manifest) -> None:
    """Join the inputs to the sources of the manifest, adding those that are new."""
    rows = manifest.rows
    rows.create_function("source_name", 1, source_name, deterministic=True)
    rows.execute(
        "INSERT OR IGNORE INTO source (name, sort)"
        " SELECT source_name(name) AS known, sort FROM input ORDER BY sort"
    )
    rows.execute(
        "UPDATE input SET source ="
        " (SELECT id FROM source WHERE source.name = source_name(input.name))"
    )


def _key(found: Found) -> str:
    """Return what two ways to the same source share."""
    if found.held is not None or is_remote(found.name):
        return found.name
    if found.member is not None:
        known = found.name.removeprefix(found.member.archive)
        return f"{os.path.realpath(found.member.archive)}{known}"
    return os.path.realpath(found.raw).hex() if found.raw else os.path.realpath(found.name)
