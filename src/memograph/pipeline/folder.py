"""The files of a document in a folder: what they are called, which are written and removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from memograph.pipeline import stages
from memograph.problems import MemographError, Problem, Where, problem
from memograph.stores import files
from memograph.stores.files import PACKED

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad
    from memograph.settings import FormatName, Settings


def names_of(slug: str, settings: Settings) -> tuple[str, ...]:
    """Return the names of the files of a document, one for each format, in a fixed order.

    >>> from memograph.settings import Settings
    >>> names_of("memo", Settings(formats=("nquads", "turtle"), compress="gz"))
    ('memo.ttl.gz', 'memo.nq.gz')
    """
    from memograph.serialization import FORMATS

    compressed = "" if settings.compress == "none" else f".{settings.compress}"
    return tuple(f"{slug}{FORMATS[name].suffix}{compressed}" for name in _formats(settings))


def possible_names(slug: str) -> Iterator[str]:
    """Yield the names of all files that a document can have in a folder."""
    from memograph.serialization import FORMATS

    for each in FORMATS.values():
        yield f"{slug}{each.suffix}"
        for packed in PACKED:
            yield f"{slug}{each.suffix}{packed}"


def holds(place: Path, slug: str) -> bool:
    """Tell whether there is a file that a document with this slug would have."""
    return any((place / name).exists() for name in possible_names(slug))


def tells_of(path: Path, document: str) -> bool:
    """Tell whether a file says something of a document, as each does that is written for it."""
    if not path.is_file():
        return False
    try:
        return any(subject == f"<{document}>" for subject, *_ in stages.load_quads(path))
    except (MemographError, ValueError):
        return False


def write_document(
    place: Path, data: Sequence[Quad], *, lines: bytes, slug: str, settings: Settings
) -> tuple[Path, ...]:
    """Write the graph of a document in every format asked for; nothing if one cannot be written.

    `lines` are its N-Quads.
    """
    contents = [
        lines if name == "nquads" else stages.serialized(data, name, settings)
        for name in _formats(settings)
    ]
    paths = [place / name for name in names_of(slug, settings)]
    return files.write_all(tuple(zip(paths, contents, strict=True)))


def stale(place: Path, *, slug: str, names: Sequence[str]) -> Iterator[Problem]:
    """Yield the problem of older files of a document that this run does not write."""
    left = list(superfluous(place, slug=slug, names=names))
    if left:
        where = Where(source=str(place / left[0]))
        verb = "stays" if len(left) == 1 else "stay"
        yield problem("MG505", where, files=", ".join(left), verb=verb)


def superfluous(place: Path, *, slug: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the files of a document that are there but for those with these names."""
    for name in possible_names(slug):
        if name not in names and (place / name).is_file():
            yield name


def _formats(settings: Settings) -> tuple[FormatName, ...]:
    """Return the formats asked for, in the order of all formats, whatever that of asking."""
    from memograph.serialization import FORMATS

    order = list(FORMATS)
    return tuple(sorted(settings.formats, key=order.index))
