"""Parts: files that hold the graphs of many documents, one behind the other, as N-Quads.

A part is written under a temporary name; whoever shares out the work renames it once the manifest
knows what is in it. Graphs that have not changed are copied, not made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from memograph.pipeline.shelves import FOLDER, Shelf
from memograph.problems import MemographError, Where, WriteError, problem, reason_of
from memograph.stores import files

SOURCES: Final = 250
"""Sources in one part at most."""
BYTES: Final = 16 * 2**20
"""Bytes of the sources of one part at most, unless a single one is larger."""

_BLOCK: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Where in a part, uncompressed, a document's graph stands; `fresh` if it was not copied."""

    slug: str
    graph: str
    start: int
    length: int
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMade:
    """A part that was written under the name `temporary`, of so many bytes."""

    temporary: str
    size: int
    slices: tuple[Slice, ...]


def part_name(number: int, compress: str = "none") -> str:
    """Return the name of a part in the folder of an export.

    >>> part_name(1), part_name(12, "gz")
    ('parts/0001.nq', 'parts/0012.nq.gz')
    """
    ending = "" if compress == "none" else f".{compress}"
    return f"{FOLDER}/{number:04}.nq{ending}"


def part_names(number: int) -> tuple[str, ...]:
    """Return all names that a part can have, by how it is compressed."""
    return tuple(f"{part_name(number)}{ending}" for ending in ("", *files.PACKED))


def graphs_of(lines: Iterable[bytes]) -> Iterator[tuple[str, int, bytes]]:
    r"""Yield each graph of a part with its place and its lines; they stand one behind the other.

    Raises IndexError or UnicodeDecodeError for what is no line of a part.

    >>> list(graphs_of([b"<a:s> <a:p> <a:o> <a:g> .\\n"]))
    [('a:g', 0, b'<a:s> <a:p> <a:o> <a:g> .\\n')]
    """
    start = 0
    for graph, some in groupby(lines, key=_graph_of):
        data = b"".join(some)
        yield graph, start, data
        start += len(data)


def _graph_of(line: bytes) -> str:
    return line.rsplit(b" ", 2)[-2][1:-1].decode()


class PartWriter:
    """Writes one part; what is not finished is removed at the end of the `with`."""

    def __init__(self, shelf: Shelf, name: str, *, older: str = "") -> None:
        """Begin the part that will bear the name; `older` is the part to copy from."""
        self._shelf, self._name, self._older = shelf, name, older
        self._temporary = files.temporary_path(Path(name)).as_posix()
        self._reading: BinaryIO | None = None
        self._written = 0
        self._slices: list[Slice] = []
        self._finished = False
        with self._writing():
            self._raw = shelf.created(self._temporary)
        self._stream = files.packing(self._raw, name)

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close all files."""
        if self._reading is not None:
            self._reading.close()
        if not self._finished:
            self._shelf.discard(self._raw, self._temporary)

    def add(self, slug: str, graph: str, lines: bytes) -> None:
        """Write the lines of a document's graph; raise WriteError if that cannot be done."""
        with self._writing():
            self._stream.write(lines)
        self._note(slug, graph, len(lines), fresh=True)

    def copy(self, known: Slice) -> None:
        """Write a graph as it stands in the older file, best in the order of that.

        Raises WriteError (MG523) if that is damaged.
        """
        if not self._older:
            return
        for block in self._blocks(known):
            with self._writing():
                self._stream.write(block)
        self._note(known.slug, known.graph, known.length, fresh=False)

    def finished(self) -> PartMade:
        """Return what was written, once it is safely there; raise WriteError if it cannot be."""
        with self._writing():
            if self._stream is not self._raw:
                self._stream.close()
            size = self._raw.tell()
            self._shelf.finish(self._raw)
        self._finished = True
        return PartMade(temporary=self._temporary, size=size, slices=tuple(self._slices))

    def _blocks(self, known: Slice) -> Iterator[bytes]:
        left = known.length
        try:
            self._reading = self._reading or self._shelf.opened(self._older)
            # Forwards, a compressed file goes on from where it is.
            self._reading.seek(known.start)
            while left:
                block = self._reading.read(min(left, _BLOCK))
                if not block:
                    raise EOFError("it is shorter than it was")
                left -= len(block)
                yield block
        except self._shelf.damage() as error:
            where = Where(source=self._shelf.shown(self._older))
            found = problem("MG523", where, path=where.source, reason=reason_of(error))
            raise WriteError(found) from error

    def _note(self, slug: str, graph: str, length: int, *, fresh: bool) -> None:
        start = self._written
        self._slices.append(Slice(slug=slug, graph=graph, start=start, length=length, fresh=fresh))
        self._written += length

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raise WriteError for what befalls the part."""
        try:
            yield
        except MemographError:
            raise
        except self._shelf.damage() as error:
            raise self._shelf.failure(self._name, error) from error
