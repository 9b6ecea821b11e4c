"""Object stores and other file systems behind a URL, as fsspec reaches them: s3://, gs://, hdfs://.

Folders are searched as those of a disk are, and in the same order. Pages at http and https are no
files: `http` fetches them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from memograph.problems import (
    MemographError,
    MissingExtra,
    RemoteError,
    UnreadableSource,
    Where,
    problem,
    reason_of,
)

if TYPE_CHECKING:
    from memograph.readers import Source

_SCHEME: Final = re.compile("[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""What begins a URL; a single letter is a drive of Windows."""
_PAGES: Final = ("http://", "https://")
_FOLDER: Final = "directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file of a store: its whole URL, and how many bytes it had when it was listed."""

    url: str
    size: int
    searched: bool


def is_remote(path: str) -> bool:
    """Tell whether a path is the URL of a file or folder that is no page.

    >>> is_remote("s3://talks/1961"), is_remote("https://example.org/a"), is_remote("C://talks")
    (True, False, False)
    """
    found = _SCHEME.match(path)
    return found is not None and found[0].lower() not in _PAGES


def listed(url: str) -> Iterator[Stored]:
    """Yield the file at a URL, or those of a folder and the folders below; hidden ones are not.

    Raises MissingExtra (MG527) if what reaches the store is not installed, UnreadableSource (MG103)
    if there is nothing of that name, RemoteError (MG529) if the store fails or refuses.
    """
    store, path = file_system(url)
    try:
        about = store.info(path)
        if about["type"] != _FOLDER and not url.endswith("/"):
            yield Stored(url=url, size=_size(about), searched=False)
            return
        prefix = url[: len(url.rstrip("/")) - len(path.rstrip("/"))]
        any_file = False
        for each in _below(store, path):
            any_file = True
            name = prefix + str(each["name"])
            yield Stored(url=name, size=_size(each), searched=True)
    except Exception as error:
        raise _failure(url, error) from error
    if not any_file:
        raise UnreadableSource(problem("MG103", Where(source=url)))


def opened(url: str, *, max_bytes: int) -> Source:
    """Return the source at a URL; raises as `listed` does, and MG106 if it is too large."""
    from memograph.readers.source import Source, refuse_size

    store, path = file_system(url)
    try:
        with store.open(path, "rb", cache_type="none") as stream:
            refuse_size(url, stream.size if isinstance(stream.size, int) else 0, max_bytes)
            data = stream.read(max_bytes + 1)
    except MemographError:
        raise
    except Exception as error:
        raise _failure(url, error) from error
    refuse_size(url, len(data), max_bytes)
    name = url.rpartition("/")[2]
    return Source(name=url, stem=name.split(".")[0] or name, data=data)


def file_system(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it; raises as `listed` does."""
    try:
        import fsspec
    except ImportError as error:
        raise _missing(url) from error
    try:
        # What a listing remembers would grow with the store, and hide what is new.
        return fsspec.core.url_to_fs(url, use_listings_cache=False)  # type: ignore[no-any-return]
    except ImportError as error:
        raise _missing(url) from error
    except Exception as error:
        raise _failure(url, error) from error


def _below(store: Any, path: str) -> Iterator[Any]:
    """Yield what is told of the files of a folder, then of those of the folders below it."""
    here = path.rstrip("/")
    entries = {_last(each): each for each in store.ls(path, detail=True)}
    known = [
        (name, each)
        for name, each in sorted(entries.items())
        if name and not name.startswith(".") and each["name"].rstrip("/") != here
    ]
    yield from (each for _, each in known if each["type"] != _FOLDER)
    for _, each in known:
        if each["type"] == _FOLDER:
            yield from _below(store, each["name"])


def _last(about: Any) -> str:
    return str(about["name"]).rstrip("/").rpartition("/")[2]


def _size(about: Any) -> int:
    return int(about.get("size") or 0)


def _missing(url: str) -> MissingExtra:
    scheme = url.partition(":")[0].lower()
    extra = "s3" if scheme in ("s3", "s3a") else "cluster"
    return MissingExtra(problem("MG527", Where(source=url), what=f"{scheme}://", extra=extra))


def _failure(url: str, error: Exception) -> MemographError:
    if isinstance(error, FileNotFoundError):
        return UnreadableSource(problem("MG103", Where(source=url)))
    if isinstance(error, IsADirectoryError):
        return UnreadableSource(problem("MG104", Where(source=url)))
    return RemoteError(problem("MG529", Where(source=url), reason=reason_of(error)))
