"""The manifest: what a folder knows of every source that was exported into it, kept in SQLite.

It stands in the folder, as `.memograph/manifest.sqlite`. Each chunk of work is one transaction, so
a run that is killed at any moment goes on where it was. Nothing in it depends on clocks, and it is
written anew at the end of a run: equal exports have equal manifests.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from memograph.problems import Problem, Where, WriteError, problem, reason_of

FOLDER: Final = ".memograph"
NAME: Final = "manifest.sqlite"
_FORM: Final = "1"
_CACHE: Final = -16_000
"""Kilobytes of the database that are kept in memory, as SQLite spells them."""

_SCHEMA: Final = """
BEGIN;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('form', '1');
CREATE TABLE source (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sort TEXT NOT NULL, part INTEGER,
    sha256 TEXT NOT NULL DEFAULT '', made TEXT NOT NULL DEFAULT '',
    session INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX source_of_part ON source (part, sort);
CREATE TABLE document (
    source INTEGER NOT NULL, place INTEGER NOT NULL, wanted TEXT, slug TEXT,
    sha256 TEXT NOT NULL, status TEXT NOT NULL, triples INTEGER NOT NULL,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, notices INTEGER NOT NULL,
    result BLOB NOT NULL, PRIMARY KEY (source, place)
) WITHOUT ROWID;
CREATE INDEX document_that_wants ON document (wanted);
CREATE INDEX document_with ON document (slug);
CREATE INDEX document_of_text ON document (sha256);
CREATE TABLE entry (
    graph TEXT PRIMARY KEY, sort TEXT NOT NULL, slug TEXT NOT NULL, source INTEGER,
    part INTEGER, start INTEGER, length INTEGER, size INTEGER NOT NULL, entry BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX entry_in_order ON entry (sort);
CREATE INDEX entry_with ON entry (slug);
CREATE INDEX entry_of_part ON entry (part, start);
CREATE TABLE origin (
    slug TEXT PRIMARY KEY, wanted TEXT NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX origin_that_wants ON origin (wanted);
CREATE INDEX origin_with ON origin (sha256);
CREATE TABLE origin_source (
    name TEXT NOT NULL, slug TEXT NOT NULL, PRIMARY KEY (name, slug)
) WITHOUT ROWID;
CREATE INDEX origin_source_of ON origin_source (slug);
CREATE TABLE part (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL,
    pending TEXT NOT NULL DEFAULT '', stale INTEGER NOT NULL DEFAULT 0
);
COMMIT;
"""
_INPUT: Final = """
CREATE TEMP TABLE input (
    position INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    sort TEXT NOT NULL, size INTEGER NOT NULL, source INTEGER, rank TEXT NOT NULL,
    found BLOB NOT NULL
);
CREATE INDEX temp.input_of ON input (source);
CREATE TEMP TABLE placing (source INTEGER PRIMARY KEY, part INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """An open manifest; `fresh` tells that the folder had none, or none that could be used.

    `session` counts the runs that came to their end; one that did not is gone on with. On `trial`
    nothing is written.
    """

    path: Path
    rows: sqlite3.Connection
    session: int
    fresh: bool
    continued: bool
    trial: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def since(self) -> int:
        """Return the session since which documents are told to be written; all are older on trial.

        What a run wrote that did not come to its end is its own when it is gone on with.
        """
        return self.session + self.trial

    def one(self, query: str, *values: object) -> Any:
        """Return the first column of the first row, None if there is none."""
        row = self.rows.execute(query, values).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make what is written in the body one transaction; raise WriteError if it cannot be."""
        try:
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield self.rows
            except BaseException:
                with suppress(sqlite3.Error):
                    self.rows.execute("ROLLBACK")
                raise
            self.rows.execute("COMMIT")
        except sqlite3.Error as error:
            raise _failure(self.path, error) from error

    def note(self, key: str, value: object) -> None:
        """Keep one value under a key."""
        self.rows.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, str(value)))

    def close(self, *, done: bool) -> None:
        """Close the manifest; after a run that is `done`, it is written anew without gaps."""
        try:
            if done:
                self._written_anew()
        except (sqlite3.Error, OSError) as error:
            raise _failure(self.path, error) from error
        finally:
            with suppress(sqlite3.Error):
                self.rows.close()

    def _written_anew(self) -> None:
        if not self.rows.in_transaction:
            self.rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fresh = self.path.with_name(f".{self.path.name}.part")
        fresh.unlink(missing_ok=True)
        self.rows.execute("VACUUM main INTO ?", (str(fresh),))
        self.rows.close()
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        fresh.replace(self.path)


def open_manifest(place: Path) -> Manifest:
    """Return the manifest of a folder, made if there is none.

    One that is damaged is put aside as `manifest.sqlite.damaged`, with a problem (MG520). Raises
    WriteError (MG501) if the folder cannot be written to.
    """
    path = place / FOLDER / NAME
    there = path.is_file()
    reason = ""
    if there:
        try:
            return _opened(path, fresh=False)
        except sqlite3.DatabaseError as error:
            reason = str(error)
        _put_aside(path)
    try:
        found = (problem("MG520", Where(source=str(path)), reason=reason),) if reason else ()
        return _opened(path, fresh=True, problems=found)
    except (sqlite3.Error, OSError) as error:
        raise _failure(path, error) from error


@contextmanager
def borrowed(place: Path) -> Iterator[Manifest]:
    """Give a copy of a folder's manifest that can be written to and is thrown away."""
    from tempfile import TemporaryDirectory

    path = place / FOLDER / NAME
    with TemporaryDirectory(prefix="memograph-") as folder:
        copy = Path(folder)
        if path.is_file():
            (copy / FOLDER).mkdir()
            with (
                suppress(sqlite3.DatabaseError),
                closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as rows,
                closing(sqlite3.connect(copy / FOLDER / NAME)) as target,
            ):
                rows.backup(target)
        manifest = replace(open_manifest(copy), trial=True)
        try:
            yield manifest
        finally:
            manifest.close(done=False)


def _opened(path: Path, *, fresh: bool, problems: tuple[Problem, ...] = ()) -> Manifest:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = sqlite3.connect(path, isolation_level=None)
    try:
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = NORMAL")
        rows.execute("PRAGMA temp_store = FILE")
        rows.execute(f"PRAGMA cache_size = {_CACHE}")
        if fresh:
            rows.executescript(_SCHEMA)
        else:
            _check(rows)
        rows.executescript(_INPUT)
        known = dict(rows.execute("SELECT key, value FROM meta"))
    except BaseException:
        rows.close()
        raise
    continued = known.get("open") == "1"
    last = int(known.get("session", 0))
    return Manifest(
        path=path,
        rows=rows,
        session=last if continued else last + 1,
        fresh=fresh,
        continued=continued,
        problems=problems,
    )


def _check(rows: sqlite3.Connection) -> None:
    """Raise DatabaseError if the database is damaged or of another form."""
    for (told,) in rows.execute("PRAGMA quick_check(1)"):
        if told != "ok":
            raise sqlite3.DatabaseError(str(told))
    row = rows.execute("SELECT value FROM meta WHERE key = 'form'").fetchone()
    if row is None or row[0] != _FORM:
        raise sqlite3.DatabaseError("it is of another version")


def _put_aside(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.replace(path.with_name(f"{path.name}.damaged"))


def _failure(path: Path, error: Exception) -> WriteError:
    where = Where(source=str(path))
    return WriteError(problem("MG501", where, path=path, reason=reason_of(error)))
