"""Outgoing: the graphs that a folder of exported files holds, to be loaded into a triplestore.

Where the folder's manifest fits its files, it tells what there is without opening one. Else the
files themselves are read: of a document's files the first in the order of `RDF_SUFFIXES`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from memograph.pipeline import stages
from memograph.pipeline.description import BESIDE, DATASET, entry_from
from memograph.pipeline.manifest import FOLDER, NAME
from memograph.pipeline.parts import graphs_of
from memograph.pipeline.sources import RDF_SUFFIXES, rdf_files
from memograph.problems import MemographError, Problem, UnreadableSource, Where, problem, reason_of
from memograph.serialization.spelling import is_absolute
from memograph.stores import files
from memograph.stores.folder import graph_of, parts
from memograph.stores.loading.store import Put

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A document's graph, and where it stands: in a file, or between two places of one.

    `sha256` is that of its lines of N-Quads, "" if it is not known before the file is read.
    `checked` tells that the export that wrote these lines found no fault in them. `failure` tells
    why a file, or what stands in it, is no graph that can be loaded.
    """

    graph: str
    path: Path
    start: int = 0
    length: int = -1
    sha256: str = ""
    triples: int = -1
    checked: bool = False
    failure: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a folder holds; `rows` are those of its manifest, None if it has none that fits.

    `found` is what stands in files of which the manifest does not tell.
    """

    place: Path
    total: int
    rows: sqlite3.Connection | None = field(default=None, repr=False)
    found: Mapping[str, Outgoing] = field(default_factory=dict, repr=False)

    @property
    def unread(self) -> int:
        """Return how many files could not be read: nobody knows which graphs they hold."""
        return sum(each.failure is not None for each in self.found.values())

    def holds(self, graph: str) -> bool:
        """Tell whether a graph is among those of the folder."""
        if graph in self.found or self.rows is None:
            return graph in self.found
        row = self.rows.execute("SELECT 1 FROM entry WHERE graph = ?", (graph,)).fetchone()
        return row is not None

    def triples(self) -> int:
        """Return how many triples there are, 0 if nobody knows before the files are read."""
        if self.rows is None:
            return 0
        triples = "json_extract(CAST(entry AS TEXT), '$.triples')"
        (found,) = self.rows.execute(f"SELECT sum({triples}) FROM entry").fetchone()  # noqa: S608 - our own words
        return int(found or 0)

    def outgoing(self) -> Iterator[Outgoing]:
        """Yield every graph, in the order of the files."""
        if self.rows is None:
            yield from self.found.values()
            return
        own = version("memograph")
        rows = self.rows.execute(
            "SELECT entry.graph, entry.entry, entry.start, entry.length, document.errors"
            " FROM entry LEFT JOIN document ON document.source = entry.source"
            " AND document.slug = entry.slug AND document.status = 'written'"
            " ORDER BY entry.part, entry.start, entry.sort"
        )
        for graph, blob, start, length, errors in rows:
            entry = entry_from(blob)
            yield Outgoing(
                graph=graph,
                path=self.place / _first(entry.files),
                start=start or 0,
                length=-1 if length is None else length,
                sha256=entry.sha256,
                triples=entry.triples,
                checked=errors == 0 and entry.run.version == own,
            )
        yield from self.found.values()


@contextmanager
def folder_at(place: Path) -> Iterator[Folder]:
    """Give what a folder holds; raise UnreadableSource (MG103, MG517) if that is nothing."""
    if not place.is_dir():
        raise UnreadableSource(problem("MG103", Where(source=str(place))))
    with _manifest(place) as rows:
        if rows is not None:
            (total,) = rows.execute("SELECT count(*) FROM entry").fetchone()
            # No manifest knows the links, nor what is told of those who are linked.
            found = {graph: each for name in BESIDE for graph, each in _found(place / name).items()}
            yield Folder(place=place, total=total + len(found), rows=rows, found=found)
            return
    found = _found(place)
    if not found:
        where = Where(source=str(place))
        raise UnreadableSource(problem("MG517", where, what="RDF file", kind="folder"))
    yield Folder(place=place, total=len(found), found=found)


class Contents:
    """Reads graphs in the order in which they stand, each file opened once."""

    def __init__(self) -> None:
        """Begin with no file."""
        self._path: Path | None = None
        self._stream: BinaryIO | None = None

    def of(self, each: Outgoing) -> tuple[Put, str]:
        """Return a graph as it stands in its file, and the sha256 of its lines.

        Raises UnreadableSource if it cannot be read (MG500, MG513), or has blank nodes (MG563),
        which nobody can put twice.
        """
        if each.failure is not None:
            raise UnreadableSource(each.failure)
        data = self._bytes(each)
        digest = hashlib.sha256(data).hexdigest()
        # Behind \\u anything may hide; so what has it is spelled anew.
        if digest == each.sha256 and b"\\u" not in data and b"\\U" not in data:
            return Put(graph=each.graph, quads=data, triples=each.triples), digest
        if each.length >= 0:
            quads = stages.parsed(data, "nquads", source=str(each.path))
        else:
            quads = stages.load_quads(each.path)
        put = put_of(each.graph, quads, source=str(each.path))
        return put, hashlib.sha256(put.quads).hexdigest()

    def close(self) -> None:
        """Close the file that is open."""
        if self._stream is not None:
            self._stream.close()
        self._path = self._stream = None

    def _bytes(self, each: Outgoing) -> bytes:
        try:
            if self._stream is None or self._path != each.path:
                self.close()
                self._path, self._stream = each.path, files.open_plain(each.path)
            self._stream.seek(each.start)
            data = self._stream.read(each.length)
        except files.damage() as error:
            where = Where(source=str(each.path))
            found = problem("MG500", where, path=each.path, reason=reason_of(error))
            raise UnreadableSource(found) from error
        return data


def put_of(graph: str, quads: Iterable[Quad], *, source: str) -> Put:
    """Return a graph among statements, and those that are in none, as it is put into a store.

    Raises UnreadableSource (MG563) if it has blank nodes.
    """
    own = f"<{graph}>"
    whole = [(s, p, o, own) for s, p, o, named in quads if named in ("", own)]
    if any(term.startswith("_:") for quad in whole for term in quad):
        raise UnreadableSource(problem("MG563", Where(source=source)))
    lines = stages.serialized(whole, "nquads")
    return Put(graph=graph, quads=lines, triples=lines.count(b"\n"))


def graphs_in(quads: Sequence[Quad], *, source: str) -> tuple[str, ...]:
    """Return the graphs of statements, sorted: those that are named, else that of their document.

    Raises UnreadableSource (MG567) if there is none.
    """
    unnamed = graph_of(quad[:3] for quad in quads if not quad[3])
    graphs = {quad[3] or unnamed for quad in quads}
    if "" in graphs or not graphs:
        reason = "some of it is in no graph, and of no document"
        raise UnreadableSource(problem("MG567", Where(source=source), reason=reason))
    return tuple(graph[1:-1] for graph in sorted(graphs))


def quads_of(put: Put) -> tuple[Quad, ...]:
    """Return the statements of a graph that is to be put."""
    return stages.parsed(put.quads, "nquads", source=put.graph)


@contextmanager
def _manifest(place: Path) -> Iterator[sqlite3.Connection | None]:
    """Give the manifest of a folder, None if it has none that fits its files."""
    path = place / FOLDER / NAME
    rows = None
    if path.is_file():
        with suppress(sqlite3.DatabaseError):
            rows = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            if not _fits(place, rows):
                rows.close()
                rows = None
    if rows is None:
        yield None
        return
    with closing(rows):
        yield rows


def _fits(place: Path, rows: sqlite3.Connection) -> bool:
    """Tell whether every file has the size that the manifest knows, as far as one can say."""
    if rows.execute("SELECT 1 FROM part WHERE pending <> '' OR stale = 1").fetchone():
        return False
    for name, size in rows.execute("SELECT name, size FROM part"):
        if files.size(place / name) != size:
            return False
    for blob, size in rows.execute("SELECT entry, size FROM entry WHERE part IS NULL"):
        if sum(files.size(place / name) for name in entry_from(blob).files) != size:
            return False
    return rows.execute("SELECT 1 FROM entry").fetchone() is not None


def _found(place: Path) -> dict[str, Outgoing]:
    """Return what a file, or those of a folder, hold, by graph; what holds none by its own name."""
    found: dict[str, Outgoing] = {}
    for each in _looked_through(place):
        if each.failure is not None or not is_absolute(each.graph):
            reason = f"{each.graph!r} is no IRI that can be loaded"
            failure = each.failure or problem("MG567", _at(each.path), reason=reason)
            found[f"{each.path}: {each.graph}"] = replace(each, failure=failure)
        elif each.graph in found:
            # Which of the two is the right one, nobody knows.
            failure = problem("MG564", _at(each.path), graph=each.graph)
            found[each.graph] = replace(found[each.graph], failure=failure)
        else:
            found[each.graph] = each
    return found


def _looked_through(place: Path) -> Iterator[Outgoing]:
    if not place.exists():
        return
    for path in parts(place):
        yield from _told(path, _of_part(path))
    for path in rdf_files(place):
        if path.name != DATASET:
            yield from _told(path, _of_file(path))


def _told(path: Path, graphs: Iterator[Outgoing]) -> Iterator[Outgoing]:
    """Yield the graphs of a file, last of all why it cannot be read on."""
    damage: tuple[type[Exception], ...] = (*files.damage(), IndexError, UnicodeDecodeError)
    try:
        yield from graphs
    except MemographError as error:
        yield Outgoing(graph="", path=path, failure=error.problem)
    except damage as error:
        found = problem("MG500", _at(path), path=path, reason=reason_of(error))
        yield Outgoing(graph="", path=path, failure=found)


def _of_part(path: Path) -> Iterator[Outgoing]:
    with files.open_plain(path) as stream:
        for graph, start, data in graphs_of(stream):
            yield Outgoing(graph=graph, path=path, start=start, length=len(data))


def _of_file(path: Path) -> Iterator[Outgoing]:
    graphs = graphs_in(stages.load_quads(path), source=str(path))
    yield from (Outgoing(graph=graph, path=path) for graph in graphs)


def _at(path: Path) -> Where:
    return Where(source=str(path))


def _first(names: tuple[str, ...]) -> str:
    """Return the file of a document that counts."""
    for suffix in RDF_SUFFIXES:
        for name in names:
            if files.plain_name(name).endswith(suffix):
                return name
    return names[0]
