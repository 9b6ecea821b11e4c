"""Files: bytes that are wholly there or not at all.

A file is written under a temporary name in its own folder, flushed to the disk and renamed, so that
whatever happens in between, what stood there before still stands. It knows nothing of RDF.
"""

from __future__ import annotations

import errno
import filecmp
import gzip
import os
import re
import secrets
import shutil
import signal
import sys
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from memograph.problems import Where, WriteError, problem

if TYPE_CHECKING:
    from types import ModuleType

PACKED: Final = (".gz", ".zst")
"""The endings of compressed files."""

_TEMPORARY: Final = re.compile(r"\..+\.[0-9a-f]{8}\.part")
_LEVEL: Final = 6
"""How hard gzip tries: harder is three times as slow for two in a hundred less."""


def write(path: str | Path, data: bytes) -> Path:
    """Write `data` to `path`, whole or not at all, and return the path.

    A path that ends in `.gz` or `.zst` is compressed, without a time stamp, so that the same data
    give the same bytes. Raises WriteError (MG501).
    """
    return write_all(((Path(path), data),))[0]


def write_all(contents: Sequence[tuple[Path, bytes]]) -> tuple[Path, ...]:
    """Write files that belong together and return their paths; none if one cannot be written.

    Only when all stand under temporary names are they renamed, and Ctrl-C waits until they are.
    """
    made: list[tuple[Path, Path]] = []
    target = Path()
    try:
        for target, data in contents:
            temporary = temporary_path(target)
            made.append((temporary, target))
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            _fill(temporary, packed(data, target.name))
        with _undisturbed():
            for temporary, target in made:
                temporary.replace(target)
    except OSError as error:
        raise _failure(target, error) from error
    finally:
        for temporary, _ in made:
            with suppress(OSError):
                temporary.unlink()
    return tuple(target for _, target in made)


def write_stream(path: Path, body: Iterable[str], *, head: Callable[[], str] = str) -> None:
    """Write a text that need not fit into memory, whole or not at all; raise WriteError (MG501).

    `head` is asked for what goes before the body once that is known. A file that holds the same
    text is left as it is.
    """
    temporary = temporary_path(path)
    try:
        with TemporaryFile("w+b", dir=path.parent) as spool, temporary.open("xb") as stream:
            spool.writelines(line.encode() for line in body)
            spool.seek(0)
            stream.write(head().encode())
            shutil.copyfileobj(spool, stream)
            stream.flush()
            os.fsync(stream.fileno())
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not (path.is_file() and filecmp.cmp(temporary, path, shallow=False)):
            temporary.replace(path)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def temporary_path(path: Path) -> Path:
    """Return the path by which a file is written until it is whole, another each time.

    >>> is_temporary(temporary_path(Path("memo.ttl")).name), is_temporary("memo.ttl")
    (True, False)
    """
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def is_temporary(name: str) -> bool:
    """Tell whether a file bears a name that `temporary_path` gives."""
    return _TEMPORARY.fullmatch(name) is not None


def read(path: str | Path) -> bytes:
    """Return the bytes of a file, uncompressed if its name says so; `damage` may be raised."""
    with open_plain(Path(path)) as stream:
        return stream.read()


def damage() -> tuple[type[Exception], ...]:
    """Return what reading a file may raise that is gone, not to be read, or damaged.

    >>> OSError in damage()
    True
    """
    return OSError, EOFError, zlib.error, _zstd().ZstdError


def packed(data: bytes, name: str) -> bytes:
    """Return the data as a file of this name holds them.

    >>> packed(b"xx", "memo.nq"), len(packed(b"x" * 99, "memo.nq.zst")) < 30
    (b'xx', True)
    """
    suffix = PurePath(name).suffix
    if suffix == ".gz":
        return gzip.compress(data, _LEVEL, mtime=0)
    if suffix == ".zst":
        return cast("bytes", _zstd().compress(data, options=_checked()))
    return data


def packing(raw: BinaryIO, name: str) -> BinaryIO:
    """Return what is to be written to, so that `raw` is filled as a file of this name."""
    suffix = PurePath(name).suffix
    if suffix == ".gz":
        packer = gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=_LEVEL, mtime=0)
        return cast("BinaryIO", packer)
    if suffix == ".zst":
        return cast("BinaryIO", _zstd().ZstdFile(raw, "wb", options=_checked()))
    return raw


def open_plain(path: Path, *, suffix: str | None = None) -> BinaryIO:
    """Return an open file, uncompressed as it is read if its name, or `suffix`, says so."""
    ending = suffix or path.suffix
    return unpacking(path, ending) if ending in PACKED else path.open("rb")


def unpacking(packed: Path | BinaryIO, ending: str) -> BinaryIO:
    """Return what is in a compressed file as it is read, by the ending of its name."""
    opener = gzip.open if ending == ".gz" else _zstd().open
    return cast("BinaryIO", opener(packed))


def plain_name(name: str) -> str:
    """Return the name of a file without the ending that tells how it is compressed.

    >>> plain_name("memo.nq.zst"), plain_name("memo.ttl")
    ('memo.nq', 'memo.ttl')
    """
    for ending in PACKED:
        name = name.removesuffix(ending)
    return name


def prepare(folder: str | Path) -> Path:
    """Make the folder if need be and return it; raise WriteError (MG501) if it is not writable."""
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        trial = place / f".{secrets.token_hex(4)}.part"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise _failure(place, error) from error
    return place


def rename(path: Path, target: Path) -> None:
    """Give a file another name, in place of what had it; raise WriteError (MG501) if need be."""
    try:
        path.replace(target)
    except OSError as error:
        raise _failure(target, error) from error


def size(path: str | Path) -> int:
    """Return the bytes of a file, -1 if it is not there.

    >>> size("no-such-file")
    -1
    """
    try:
        return os.stat(path).st_size  # noqa: PTH116 - names that are no text are kept as they are
    except (OSError, ValueError):
        return -1


def remove(path: str | Path) -> None:
    """Remove a file that may be gone already; raise WriteError (MG501) if it cannot be removed."""
    try:
        Path(path).unlink(missing_ok=True)
    except OSError as error:
        raise _failure(Path(path), error) from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C until the end; only the main thread is ever disturbed by it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *_: asked.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        signal.raise_signal(signal.SIGINT)


def _zstd() -> ModuleType:
    """Return the module of Python 3.14, or the same for those before."""
    from importlib import import_module

    return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


def _checked() -> dict[Any, int]:
    """Return the options by which damage is noticed, as gzip always does."""
    return {_zstd().CompressionParameter.checksum_flag: 1}


def _fill(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _failure(path: Path, error: OSError) -> WriteError:
    reason = error.strerror or type(error).__name__
    return WriteError(problem("MG501", Where(source=str(path)), path=path, reason=reason))
