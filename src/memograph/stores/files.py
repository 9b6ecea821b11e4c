"""Files: bytes that are wholly there or not at all.

A file is written under a temporary name in its own folder, flushed to the disk and renamed, so that
whatever happens in between, what stood there before still stands. It knows nothing of RDF.
"""

from __future__ import annotations

import errno
import gzip
import os
import secrets
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from memograph.problems import Where, WriteError, problem

GZ: Final = ".gz"


def write(path: str | Path, data: bytes) -> Path:
    """Write `data` to `path`, whole or not at all, and return the path.

    A path that ends in `.gz` is compressed, without a time stamp, so that the same data give the
    same bytes. Raises WriteError (MG501).
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
            temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
            made.append((temporary, target))
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            _fill(temporary, gzip.compress(data, mtime=0) if target.suffix == GZ else data)
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


def read(path: str | Path) -> bytes:
    """Return the bytes of a file, uncompressed if its name ends in `.gz`; may raise OSError."""
    target = Path(path)
    data = target.read_bytes()
    return gzip.decompress(data) if target.suffix == GZ else data


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


def _fill(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _failure(path: Path, error: OSError) -> WriteError:
    reason = error.strerror or type(error).__name__
    return WriteError(problem("MG501", Where(source=str(path)), path=path, reason=reason))
