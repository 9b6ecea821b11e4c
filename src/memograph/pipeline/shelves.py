"""Shelves: where the parts of an export stand, in a folder of a disk or in an object store.

A part is created under a temporary name, by whichever process made it, and renamed by the one that
shares out the work. Renaming may be done twice: it may have been interrupted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from memograph.pipeline import remote, written
from memograph.problems import Where, WriteError, problem, reason_of
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.pipeline.document import Target

FOLDER: Final = "parts"
_BLOCK: Final = 8 * 2**20
"""Bytes that are sent to a store at a time; S3 takes no less than 5 MiB."""


class Shelf(Protocol):
    """Where parts stand. Names are those of `parts.part_name`, or temporary."""

    def shown(self, name: str) -> str:
        """Return the path or URL of a file."""

    def size(self, name: str) -> int:
        """Return the bytes of a file, -1 if it is not there."""

    def names(self) -> Iterator[str]:
        """Yield the names of all files among the parts, those under temporary names too."""

    def opened(self, name: str) -> BinaryIO:
        """Return an open file, uncompressed as it is read; `damage` may be raised."""

    def damage(self) -> tuple[type[Exception], ...]:
        """Return what opening and reading a file may raise."""

    def created(self, name: str) -> BinaryIO:
        """Return a new file that can be written to; whatever befalls it is of `damage`."""

    def finish(self, raw: BinaryIO) -> None:
        """Close a file that was created, so that it is safely there."""

    def discard(self, raw: BinaryIO, name: str) -> None:
        """Let nothing be left of a file that was created."""

    def rename(self, name: str, target: str) -> None:
        """Give a file another name; nothing is done if it is not there. Raises WriteError."""

    def remove(self, name: str) -> None:
        """Remove a file that may be gone already; raise WriteError if it cannot be removed."""

    def failure(self, name: str, error: Exception) -> WriteError:
        """Return what tells that a file could not be written."""


def shelf_of(target: Target) -> Shelf:
    """Return the shelf of an export."""
    return _Bucket(target) if target.store else _Folder(target=target)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """A shelf in a folder of a disk."""

    target: Target

    def shown(self, name: str) -> str:
        return self.target.path_of(name)

    def size(self, name: str) -> int:
        return files.size(self.target.place / name)

    def names(self) -> Iterator[str]:
        folder = self.target.place / FOLDER
        if folder.is_dir():
            yield from sorted(f"{FOLDER}/{path.name}" for path in folder.iterdir())

    def opened(self, name: str) -> BinaryIO:
        return files.open_plain(self.target.place / name)

    def damage(self) -> tuple[type[Exception], ...]:
        return files.damage()

    def created(self, name: str) -> BinaryIO:
        path = self.target.place / name
        path.parent.mkdir(exist_ok=True)
        return path.open("xb")

    def finish(self, raw: BinaryIO) -> None:
        raw.flush()
        os.fsync(raw.fileno())
        raw.close()

    def discard(self, raw: BinaryIO, name: str) -> None:
        with suppress(OSError):
            raw.close()
        with suppress(OSError):
            (self.target.place / name).unlink()

    def rename(self, name: str, target: str) -> None:
        if (self.target.place / name).is_file():
            files.rename(self.target.place / name, self.target.place / target)

    def remove(self, name: str) -> None:
        files.remove(self.target.place / name)

    def failure(self, name: str, error: Exception) -> WriteError:
        where = Where(source=self.shown(name))
        return WriteError(problem("MG501", where, path=where.source, reason=reason_of(error)))


class _Bucket:
    """A shelf in an object store, or whatever else fsspec reaches.

    What there is, is listed once: only whoever shares out the work changes it, and knows it.
    """

    def __init__(self, target: Target) -> None:
        self.target = target
        self._listed: dict[str, int] | None = None

    def shown(self, name: str) -> str:
        return self.target.path_of(name)

    def size(self, name: str) -> int:
        return self._sizes().get(name, -1)

    def names(self) -> Iterator[str]:
        yield from sorted(self._sizes())

    def opened(self, name: str) -> BinaryIO:
        store, path = remote.file_system(self.shown(name))
        raw: BinaryIO = store.open(path, "rb", block_size=_BLOCK)
        ending = PurePosixPath(name).suffix
        return files.unpacking(raw, ending) if ending in files.PACKED else raw

    def damage(self) -> tuple[type[Exception], ...]:
        # Every store raises what its own library does.
        return (Exception,)

    def created(self, name: str) -> BinaryIO:
        return written.created(self.shown(name), block=_BLOCK)

    def finish(self, raw: BinaryIO) -> None:
        raw.close()

    def discard(self, raw: BinaryIO, name: str) -> None:
        written.discard(raw, self.shown(name))

    def rename(self, name: str, target: str) -> None:
        size = written.renamed(self.shown(name), self.shown(target))
        sizes = self._sizes()
        sizes.pop(name, None)
        if size is not None:
            sizes[target] = size

    def remove(self, name: str) -> None:
        written.remove(self.shown(name))
        self._sizes().pop(name, None)

    def failure(self, name: str, error: Exception) -> WriteError:
        return written.failure(self.shown(name), error)

    def _sizes(self) -> dict[str, int]:
        if self._listed is None:
            found = written.sizes(self.shown(FOLDER))
            self._listed = {f"{FOLDER}/{name}": size for name, size in found}
        return self._listed
