"""Archives: tar, zip and JSON lines, whose members are sources of their own, read as a stream.

A compressed tar can be read forwards only. Each process keeps the one that it reads open, so that
the members of one chunk after the other cost one pass.
"""

from __future__ import annotations

import bz2
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from memograph.problems import UnreadableSource, Where, problem, reason_of
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.readers import Source

Kind: TypeAlias = Literal["lines", "tar", "stream", "zip"]

_LINES: Final = (".jsonl", ".ndjson")
_UNSPELLED: Final = re.compile("[\ud800-\udfff]")
_PIECE: Final = 2**20
"""Bytes of a line that are looked at together."""
_STREAMS: Final = (
    ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One source within an archive: its place there, and where its bytes are if that is known."""

    archive: str
    kind: Kind
    inner: str
    ordinal: int
    start: int = 0
    length: int = 0

    def sort(self, known: str) -> str:
        """Return what puts members into the order of their archive; `known` is the whole name."""
        return f"{known.removesuffix(self.inner)}\x01{self.ordinal:012}"

    @property
    def stem(self) -> str:
        """Return what stands in for an identifier: the path within the archive, without endings.

        >>> Member(archive="a.zip", kind="zip", inner="talks/memo.txt", ordinal=0).stem
        'talks/memo'
        """
        if self.kind == "lines":
            return f"{PurePosixPath(self.archive).name.split('.')[0]}-{self.inner}"
        path = PurePosixPath(self.inner)
        return str(path.with_name(path.name.split(".")[0] or path.name))


def kind_of(name: str) -> Kind | None:
    """Return what kind of archive a file of this name is, None if it is none.

    >>> kind_of("talks.TGZ"), kind_of("talks.jsonl"), kind_of("talk.docx")
    ('stream', 'lines', None)
    """
    lower = name.lower()
    if lower.endswith(_STREAMS):
        return "stream"
    if lower.endswith(".tar"):
        return "tar"
    if lower.endswith(".zip"):
        return "zip"
    return "lines" if files.plain_name(lower).endswith(_LINES) else None


def members(path: str, kind: Kind) -> Iterator[Member | UnreadableSource]:
    """Yield the members of an archive, and last of all why no more can be read, if that is so."""
    listing = {"lines": _lines, "tar": _tarred, "stream": _tarred, "zip": _zipped}[kind]
    count = 0
    try:
        for member in listing(path):
            count += 1
            yield member
    except FileNotFoundError:
        yield UnreadableSource(problem("MG103", Where(source=path)))
    except _damage() as error:
        yield UnreadableSource(
            problem("MG185", Where(source=path), count=count, reason=reason_of(error))
        )


def shown(name: str) -> str:
    r"""Return a name that can be told: bytes in it that are not UTF-8 are spelled in hexadecimal.

    >>> shown("m\xe9mo.txt"), shown("m\udce9mo.txt")
    ('mémo.txt', 'm%e9mo.txt')
    """
    return _UNSPELLED.sub(lambda found: f"%{ord(found[0]) % 256:02x}", name)


def member_name(member: Member) -> str:
    """Return the name by which a member is shown.

    >>> member_name(Member(archive="a.zip", kind="zip", inner="talks/memo.txt", ordinal=0))
    'a.zip!/talks/memo.txt'
    """
    return f"{member.archive}{':' if member.kind == 'lines' else '!/'}{member.inner}"


def numbered(member: Member, number: int) -> Member:
    """Return a member that shares its name with others before it, under a name of its own.

    >>> numbered(Member(archive="a.zip", kind="zip", inner="talks/memo.txt", ordinal=7), 2).inner
    'talks/memo (2).txt'
    """
    path = PurePosixPath(member.inner)
    first, dot, rest = path.name.partition(".")
    return replace(member, inner=str(path.with_name(f"{first} ({number}){dot}{rest}")))


def open_member(member: Member, *, max_bytes: int) -> Source:
    """Return a member as a source; raise UnreadableSource (MG106, MG185) if it cannot be had."""
    from memograph.readers.source import Source, refuse_size

    name = member_name(member)
    refuse_size(name, member.length, max_bytes)
    try:
        data = _data(member, max_bytes + 1)
    except FileNotFoundError:
        raise UnreadableSource(problem("MG103", Where(source=member.archive))) from None
    except _damage() as error:
        where = Where(source=name)
        found = problem("MG185", where, count=member.ordinal, reason=reason_of(error))
        raise UnreadableSource(found) from error
    refuse_size(name, len(data), max_bytes)
    return Source(name=name, stem=member.stem, data=data)


def _data(member: Member, most: int) -> bytes:
    if member.kind == "zip":
        # By its number: several may have one name.
        packed = _zip(member.archive)
        entries = packed.infolist()
        if member.ordinal >= len(entries):
            raise EOFError("it has become shorter")
        with packed.open(entries[member.ordinal]) as stream:
            return stream.read(most)
    if member.kind == "stream":
        return _stream(member.archive).member(member.ordinal, most)
    if files.plain_name(member.archive) != member.archive:
        # Forwards, which is the rule, this goes on from where it is.
        lines = _packed_lines(member.archive)
        lines.seek(member.start)
        return lines.read(min(member.length, most))
    with Path(member.archive).open("rb") as raw:
        raw.seek(member.start)
        return raw.read(min(member.length, most))


def _lines(path: str) -> Iterator[Member]:
    start = 0
    with files.open_plain(Path(path)) as stream:
        for number, (length, blank) in enumerate(_measured(stream), start=1):
            if not blank:
                yield Member(
                    archive=path, kind="lines", inner=str(number), ordinal=number,
                    start=start, length=length,
                )  # fmt: skip
            start += length


def _measured(stream: IO[bytes]) -> Iterator[tuple[int, bool]]:
    """Yield the length of each line and whether it is blank; one need not fit into memory."""
    length, blank = 0, True
    while piece := stream.readline(_PIECE):
        length, blank = length + len(piece), blank and not piece.strip()
        if piece.endswith(b"\n"):
            yield length, blank
            length, blank = 0, True
    if length:
        yield length, blank


def _tarred(path: str) -> Iterator[Member]:
    kind = cast("Kind", kind_of(path))
    with _untarred(path) as packed:
        for number, entry in _entries(packed):
            if entry.isfile() and _is_wanted(entry.name):
                yield Member(
                    archive=path, kind=kind, inner=entry.name, ordinal=number,
                    start=entry.offset_data, length=entry.size,
                )  # fmt: skip


def _zipped(path: str) -> Iterator[Member]:
    with zipfile.ZipFile(path) as packed:
        for number, entry in enumerate(packed.infolist()):
            if not entry.is_dir() and _is_wanted(entry.filename):
                yield Member(
                    archive=path, kind="zip", inner=entry.filename, ordinal=number,
                    length=entry.file_size,
                )  # fmt: skip


def _is_wanted(name: str) -> bool:
    """Tell whether no folder of a name, nor the file, is hidden."""
    parts = (part for part in PurePosixPath(name).parts if part != "..")
    return not any(part.startswith((".", "__MACOSX")) for part in parts)


@contextmanager
def _untarred(path: str) -> Iterator[tarfile.TarFile]:
    """Give a tar that is read forwards; what is cut short raises EOFError."""
    openers: dict[str, Callable[[str], IO[bytes]]] = {
        "gz": _open_gz, "tgz": _open_gz, "bz2": bz2.open, "tbz2": bz2.open,
        "xz": lzma.open, "txz": lzma.open, "zst": _open_zstd, "tzst": _open_zstd,
    }  # fmt: skip
    opener = openers.get(path.lower().rpartition(".")[2], _open_plain)
    with opener(path) as plain, tarfile.open(fileobj=plain, mode="r|") as packed:
        yield packed


def _open_plain(path: str) -> IO[bytes]:
    return Path(path).open("rb")


def _open_gz(path: str) -> IO[bytes]:
    return files.open_plain(Path(path), suffix=".gz")


def _open_zstd(path: str) -> IO[bytes]:
    return files.open_plain(Path(path), suffix=".zst")


def _entries(packed: tarfile.TarFile) -> Iterator[tuple[int, tarfile.TarInfo]]:
    """Yield the entries of a tar with their numbers, keeping none of them."""
    number = 0
    while (entry := packed.next()) is not None:
        yield number, entry
        number += 1
        packed.members = []  # type: ignore[attr-defined] # or it would remember them all
    # tarfile takes a header that is cut short for the end, which is a block of zeros.
    stream: Any = packed.fileobj
    if stream.pos - packed.offset != tarfile.BLOCKSIZE:
        raise EOFError("it has no end")


class _Stream:
    """A tar that is read forwards; asked for what is behind, it begins anew."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open = ExitStack()
        self._packed: tarfile.TarFile | None = None
        self._rest: Iterator[tuple[int, tarfile.TarInfo]] = iter(())
        self._next = 0

    def member(self, ordinal: int, most: int) -> bytes:
        """Return the bytes of the member with this number, `most` of them."""
        if self._packed is None or ordinal < self._next:
            self._open.close()
            self._packed, self._next = self._open.enter_context(_untarred(self._path)), 0
            self._rest = _entries(self._packed)
        for number, entry in self._rest:
            self._next = number + 1
            if number == ordinal:
                stream = self._packed.extractfile(entry)
                return stream.read(most) if stream else b""
        raise EOFError("it has become shorter")


@lru_cache(maxsize=1)
def _stream(path: str) -> _Stream:
    return _Stream(path)


@lru_cache(maxsize=1)
def _packed_lines(path: str) -> IO[bytes]:
    return files.open_plain(Path(path))


@lru_cache(maxsize=1)
def _zip(path: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)


def forget() -> None:
    """Close what is kept open: an archive may be another one the next time."""
    for kept in (_stream, _packed_lines, _zip):
        kept.cache_clear()


def _damage() -> tuple[type[Exception], ...]:
    """Return what reading a damaged, an encrypted or a strange archive raises."""
    strange = (ValueError, NotImplementedError, RuntimeError)
    return (*files.damage(), tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, *strange)
