"""Origins: which source each document of a folder was made from, so that none takes another's name.

The manifest keeps them, and `report.json` in case that is lost, those of earlier runs too. A source
is known again by its path as it was given, or by its content; with neither in common, two sources
are two, even if both are called `memo.txt`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline.archives import kind_of
from memograph.pipeline.remote import is_remote
from memograph.pipeline.sources import STDIN

if TYPE_CHECKING:
    from memograph.model import Record

_NAMELESS: Final = "stdin"
"""The slug of a document that came through a pipe and carries no identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a document was made from: the slug that it asked for, the paths and hash of its source.

    There are several paths if one source was met in several places, or as text and as Record JSON.
    """

    slug: str
    sources: tuple[str, ...]
    sha256: str

    def is_of(self, source: str, sha256: str) -> bool:
        """Tell whether this source is the one that the document was made from."""
        piped = source == STDIN and self.slug == _NAMELESS
        return sha256 == self.sha256 or (source in self.sources and not piped)


def source_name(name: str) -> str:
    """Return a source's name as it is remembered: a path in one spelling, all else as it is.

    >>> source_name("./talks//../memo.txt"), source_name("https://example.org/a"), source_name("-")
    ('memo.txt', 'https://example.org/a', '-')
    """
    from memograph.http import is_address

    if name == STDIN or is_address(name) or is_remote(name):
        return name
    archive, mark, inner = name.partition("!/")
    if mark and kind_of(archive):
        # What ".." stands for in there is nobody's path.
        return f"{_path(archive)}{mark}{inner}"
    return _path(name)


def _path(name: str) -> str:
    # With strings, since it is asked five times for each source.
    path, here = os.path.normpath(name), os.getcwd()  # noqa: PTH109
    if path == here:
        return "."
    return path.removeprefix(os.path.join(here, "")).replace(os.sep, "/")  # noqa: PTH118


def text_hash(record: Record, sha256: str) -> str:
    """Return the hash of the file that the record's text is from, else that of its own source.

    So a Record that was corrected as JSON is known as the text that it was read from.
    """
    file = record.text_versions[0].source
    return file.sha256 if file else sha256


def origins_of(report: Mapping[str, Any]) -> dict[str, Origin]:
    """Return the origins that a report keeps, by slug; what is no origin is passed over.

    >>> origins_of({"origins": {"memo": {"slug": "memo", "sources": [], "sha256": ""}, "odd": 1}})
    {'memo': Origin(slug='memo', sources=(), sha256='')}
    """
    known = report.get("origins")
    return {
        slug: origin
        for slug, value in (known.items() if isinstance(known, dict) else ())
        if (origin := _origin(value)) is not None
    }


def origin_json(origin: Origin) -> dict[str, Any]:
    """Return an origin as it stands in report.json.

    >>> origin_json(Origin(slug="memo", sources=("a/memo.txt",), sha256="0badcafe"))
    {'slug': 'memo', 'sources': ['a/memo.txt'], 'sha256': '0badcafe'}
    """
    return {"slug": origin.slug, "sources": list(origin.sources), "sha256": origin.sha256}


def _origin(value: object) -> Origin | None:
    """Return the origin that a value of JSON holds, None if it holds none."""
    if not isinstance(value, dict):
        return None
    slug, sources, sha256 = (value.get(key) for key in ("slug", "sources", "sha256"))
    if not (isinstance(slug, str) and isinstance(sources, Sequence) and isinstance(sha256, str)):
        return None
    return Origin(slug=slug, sources=tuple(map(str, sources)), sha256=sha256)
