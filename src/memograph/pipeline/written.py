"""Files written into a store by fsspec: created, renamed, sent, fetched and removed.

An object store shows a file when it is whole, knows no folders and copies what is renamed; other
stores need folders, rename, and show what is half written. Whatever a store raises becomes a
StoreError (MG531).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from memograph.pipeline.remote import file_system
from memograph.problems import MemographError, StoreError, Where, problem, reason_of

_WITH_FOLDERS: Final = frozenset(
    {"file", "local", "sftp", "ssh", "smb", "hdfs", "arrow_hdfs", "webhdfs", "ftp"}
)
"""Protocols of stores that have folders."""


def created(url: str, *, block: int) -> BinaryIO:
    """Return a new file of a store that takes so many bytes at a time.

    What comes of writing to it is the store's: any exception.
    """
    store, path = file_system(url)
    _prepare(store, path)
    made: BinaryIO = store.open(path, "wb", block_size=block)
    return made


def discard(raw: BinaryIO, url: str) -> None:
    """Let nothing be left of a file that was created."""
    # What is closed is kept, and what is forgotten is closed: so it has to be marked as such.
    for action in (raw.discard, lambda: setattr(raw, "closed", True)):  # type: ignore[attr-defined]
        with suppress(Exception):
            action()
    with suppress(Exception):
        store, path = file_system(url)
        store.rm_file(path)


def renamed(url: str, target: str) -> int | None:
    """Give a file another name and return its size, None if there is none; it may be repeated."""
    with _told(target):
        store, path = file_system(url)
        _, other = file_system(target)
        if not store.exists(path):
            return None
        if _has_folders(store):
            store.mv(path, other)
        else:
            store.cp_file(path, other)
            store.rm_file(path)
        return int(store.info(other)["size"])


def remove(url: str) -> None:
    """Remove a file that may be gone already."""
    with _told(url), suppress(FileNotFoundError):
        store, path = file_system(url)
        store.rm_file(path)


def sizes(url: str) -> Iterator[tuple[str, int]]:
    """Yield the names in a folder with their sizes; none if it is not there."""
    with _told(url):
        store, path = file_system(url)
        try:
            found = store.ls(path, detail=True)
        except FileNotFoundError:
            found = []
    for each in found:
        name = str(each["name"]).rpartition("/")[2]
        if each["type"] == "file" and name:
            yield name, int(each["size"] or 0)


def send(path: Path, url: str) -> None:
    """Write a file of this machine into a store, in place of what is there."""
    with _told(url):
        store, target = file_system(url)
        _prepare(store, target)
        if _has_folders(store):
            # Only when it is whole does it bear its name.
            store.put_file(str(path), f"{target}.part")
            store.mv(f"{target}.part", target)
        else:
            store.put_file(str(path), target)


def fetch(url: str, path: Path) -> bool:
    """Write a file of a store to this machine, and tell whether there is one."""
    with _told(url):
        store, source = file_system(url)
        try:
            store.get_file(source, str(path))
        except FileNotFoundError:
            path.unlink(missing_ok=True)
            return False
    return True


def claim(url: str, data: bytes) -> bytes:
    """Write a file unless there is one, and return what is in it."""
    with _told(url):
        store, path = file_system(url)
        with suppress(FileNotFoundError):
            return bytes(store.cat_file(path))
        _prepare(store, path)
        with suppress(FileExistsError):
            try:
                store.pipe_file(path, data, mode="create")
            except (NotImplementedError, TypeError):  # a store that cannot refuse to overwrite
                store.pipe_file(path, data)
        return bytes(store.cat_file(path))


def failure(url: str, error: Exception) -> StoreError:
    """Return what tells that a file of a store cannot be written."""
    if isinstance(error, StoreError):
        return error
    return StoreError(problem("MG531", Where(source=url), url=url, reason=reason_of(error)))


@contextmanager
def _told(url: str) -> Iterator[None]:
    try:
        yield
    except MemographError:
        raise
    except Exception as error:
        raise failure(url, error) from error


def _has_folders(store: Any) -> bool:
    spoken = (store.protocol,) if isinstance(store.protocol, str) else store.protocol
    return not _WITH_FOLDERS.isdisjoint(spoken)


def _prepare(store: Any, path: str) -> None:
    """Make the folder of a file; an object store would make a bucket instead."""
    if _has_folders(store):
        store.makedirs(path.rpartition("/")[0], exist_ok=True)
