"""What paths hold: files, folders searched for files, standard input, pages, object stores."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from stat import S_ISFIFO
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from memograph.pipeline import remote
from memograph.pipeline.archives import (
    Kind,
    Member,
    kind_of,
    member_name,
    members,
    open_member,
    shown,
)
from memograph.problems import MemographError, UnreadableSource, Where, problem
from memograph.stores import files
from memograph.stores.files import PACKED, plain_name

if TYPE_CHECKING:
    from memograph.readers import Source
    from memograph.settings import Settings

STDIN: Final = "-"
RDF_SUFFIXES: Final = (".nq", ".trig", ".jsonld", ".ttl", ".nt", ".rdf")
"""The endings of exported files; of one document's files the first of these counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One source that was found: `held` if it can be had only once, else to be opened by name.

    `member` tells where in an archive it is, `size` how many bytes it is known to have; `raw` is
    the name of a file as the system spells it, if that is not UTF-8.
    """

    name: str
    searched: bool = False
    held: Source | None = None
    member: Member | None = None
    size: int = 0
    raw: bytes = b""
    failure: MemographError | None = None

    def open(self, settings: Settings) -> Source:
        """Return the source; raise UnreadableSource or RemoteError if it cannot be had."""
        from memograph.readers import open_source

        if self.failure is not None:
            raise self.failure
        if self.member is not None:
            return open_member(self.member, max_bytes=settings.max_bytes)
        if remote.is_remote(self.name):
            return remote.opened(self.name, max_bytes=settings.max_bytes)
        if self.raw:
            source = open_source(os.fsdecode(self.raw), max_bytes=settings.max_bytes)
            return replace(source, name=self.name, stem=shown(source.stem))
        return self.held or open_source(self.name, max_bytes=settings.max_bytes)


def find(
    paths: Iterable[str | Path], *, settings: Settings, without: str | Path | None = None
) -> Iterator[Found]:
    """Yield the sources that the paths name, folders searched in order of name.

    `without` is a folder, or its URL, that is not searched: the one that is written to.
    """
    for path in paths:
        for found in _expand(str(path), settings, without):
            yield found if found.name.isascii() else _told(found)


def _told(found: Found) -> Found:
    """Return what was found, its name spelled so that it can be kept and told."""
    name = shown(found.name)
    if name == found.name:
        return found
    if found.member is None:
        return replace(found, name=name, raw=os.fsencode(found.name))
    # Of a tar, which is read by the numbers of its members, one alone may have such a name.
    member = replace(found.member, inner=shown(found.member.inner))
    if shown(member.archive) == member.archive:
        return replace(found, name=name, member=member)
    failure = UnreadableSource(
        problem("MG185", Where(source=name), count=0, reason="the name of the archive is not UTF-8")
    )
    return Found(name=name, failure=failure)


def rdf_files(path: Path) -> Iterator[Path]:
    """Yield the RDF files that a path names: itself, or one for each document of a folder."""
    if not path.is_dir():
        yield path
        return
    chosen: dict[str, Path] = {}
    for suffix in RDF_SUFFIXES:
        for file in sorted(file for end in ("", *PACKED) for file in path.glob(f"*{suffix}{end}")):
            chosen.setdefault(plain_name(file.name).removesuffix(suffix), file)
    yield from (chosen[stem] for stem in sorted(chosen))


def all_rdf_files(path: Path) -> Iterator[Path]:
    """Yield the RDF files that a path names: itself, or all of a folder and the folders below."""
    if not os.path.isdir(path):  # noqa: PTH112 - which never raises
        yield path
        return
    for entry in sorted(path.iterdir()):
        hidden, linked = entry.name.startswith("."), entry.is_symlink()
        if entry.is_dir() and not hidden and not linked:
            yield from all_rdf_files(entry)
        elif entry.is_file() and not hidden and _is_rdf(entry.name):
            yield entry


def _is_rdf(name: str) -> bool:
    return plain_name(name.lower()).endswith(RDF_SUFFIXES)


def fetched(url: str, settings: Settings) -> Source:
    """Return the page at an address as a source."""
    from memograph.http import fetch
    from memograph.readers import Source

    page = fetch(url, max_bytes=settings.max_bytes)
    path = PurePosixPath(unquote(urlsplit(url).path))
    return Source(
        name=url,
        stem=path.stem or urlsplit(url).hostname or "page",
        data=page.data,
        media_type=page.media_type.partition(";")[0].strip().lower(),
    )


def _expand(path: str, settings: Settings, without: str | Path | None) -> Iterator[Found]:
    from memograph.http import is_address

    if path == STDIN or is_address(path):
        yield _held(path, settings)
    elif remote.is_remote(path):
        yield from _stored(path, without)
    elif os.path.isdir(path):  # noqa: PTH112 - the name is kept as it was given
        yield from _search(path, without)
    elif _is_pipe(path):
        yield _held(path, settings)
    elif kind := kind_of(path):
        yield from _unpacked(path, kind)
    else:
        yield Found(name=path, size=max(files.size(path), 0))


def _unpacked(path: str, kind: Kind) -> Iterator[Found]:
    """Yield the members of an archive; they are looked at like the files of a searched folder."""
    for each in members(path, kind):
        if isinstance(each, UnreadableSource):
            yield Found(name=path, failure=each)
        else:
            searched = kind != "lines"
            yield Found(name=member_name(each), searched=searched, member=each, size=each.length)


def _stored(url: str, without: str | Path | None) -> Iterator[Found]:
    """Yield the files of a store; what goes wrong is kept for when they are opened."""
    try:
        for each in remote.listed(url):
            if without and each.url.startswith(f"{str(without).rstrip('/')}/"):
                continue
            failure = None
            if kind_of(each.url):
                failure = UnreadableSource(problem("MG530", Where(source=each.url)))
            yield Found(name=each.url, searched=each.searched, size=each.size, failure=failure)
    except MemographError as error:
        yield Found(name=url, failure=error)


def _is_pipe(path: str) -> bool:
    """Tell whether a path is a named pipe, whose content can be had only once."""
    try:
        return S_ISFIFO(os.stat(path).st_mode)  # noqa: PTH116 - the name is kept as it was given
    except (OSError, ValueError):
        return False


def _held(name: str, settings: Settings) -> Found:
    """Take in what can be had only once; what goes wrong is kept for when it is opened."""
    from memograph.http import is_address
    from memograph.readers import open_source

    try:
        if not is_address(name):
            return Found(name=name, held=open_source(name, max_bytes=settings.max_bytes))
        return Found(name=name, held=fetched(name, settings))
    except MemographError as error:
        return Found(name=name, failure=error)


def _in_folder(path: str) -> Iterator[Found]:
    """Yield a file of a searched folder, or the members of one that is an archive."""
    if kind := kind_of(path):
        yield from _unpacked(path, kind)
    else:
        yield Found(name=path, searched=True, size=max(files.size(path), 0))


def _search(folder: str, without: str | Path | None) -> Iterator[Found]:
    """Yield the files of a folder and the folders below it; hidden ones are not looked at."""
    skipped = Path(without).resolve() if without else None
    failures: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (Path(place) / name).resolve() != skipped
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield from _in_folder(os.path.join(place, name))  # noqa: PTH118 - "./" stays
    for error in failures:
        reason = error.strerror or "it cannot be listed"
        yield Found(
            name=str(error.filename),
            failure=UnreadableSource(problem("MG500", path=error.filename, reason=reason)),
        )
