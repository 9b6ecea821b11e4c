"""What a page says of itself unseen: meta elements, JSON-LD, links, the address of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from memograph.readers.html.flow import printed as words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES: Final = (
    "citation_title", "dcterms.title", "dc.title", "og:title", "ld:headline", "ld:name",
    "twitter:title",
)  # fmt: skip
_CREATED: Final = ("dcterms.created", "dc.date.created", "citation_date", "ld:dateCreated")
_ABSTRACT: Final = ("dcterms.abstract", "citation_abstract", "dc.description.abstract")
_RIGHTS: Final = ("dcterms.rights", "dc.rights")
_SAVED: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S+)")
_SITE: Final = re.compile(r"\s+[|–—·»«:-]\s+")
_NO_DOCUMENT: Final = frozenset(
    {"Organization", "WebSite", "BreadcrumbList", "Person", "ImageObject", "SearchAction"}
)
_NO_NAME: Final = frozenset({"index", "default", "view", "show", "display", "page", "html", "text"})
_LARGEST: Final = 1 << 20
_DISTINCT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The page's own words on itself; `titles` in order of trust, `created` as printed."""

    titles: tuple[str, ...] = ()
    created: str | None = None
    abstract: str | None = None
    description: str | None = None
    rights: str | None = None
    address: str | None = None
    language: str | None = None

    @property
    def slug(self) -> str | None:
        """Return the name by which the path of the page's address calls it.

        >>> Metadata(address="https://a.example/papers/talks-at-sea.html").slug
        'talks-at-sea'
        >>> Metadata(address="https://a.example/volumes/v12/d14").slug
        'v12-d14'
        """
        parts = [part for part in _path(self.address or "").split("/") if part]
        names = [re.sub(r"\.\w{2,5}$", "", unquote(part)) for part in parts]
        while names and names[-1].lower() in _NO_NAME:
            names.pop()
        if not names:
            return None
        short = len(names[-1]) < _DISTINCT or names[-1].isdigit()
        return "-".join(names[-2:]) if short else names[-1]


def _path(address: str) -> str:
    """Return the path of an address, empty if it is none.

    >>> _path("https://a.example/b?c"), _path("https://[a")
    ('/b', '')
    """
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def metadata(root: _Element, text: str) -> Metadata:
    """Return what meta elements, JSON-LD and links say; `text` is the page as it was saved."""
    said = dict(_linked_data(root))
    said.update(_metas(root))
    site = said.get("og:site_name")
    title = root.find(".//title")
    printed = " ".join(words_of(title).split()) if title is not None else ""
    titles = [*(said[name] for name in _TITLES if name in said), *([printed] if printed else [])]
    saved = _SAVED.search(text[:_LARGEST])
    return Metadata(
        titles=tuple(dict.fromkeys(_without_site(one, site) for one in titles)),
        created=_first(said, _CREATED),
        abstract=_first(said, _ABSTRACT),
        description=_first(said, ("description", "og:description")),
        rights=_first(said, _RIGHTS),
        language=_language(root),
        address=_canonical(root) or said.get("og:url") or said.get("ld:url")
        or (saved[1] if saved else None),
    )  # fmt: skip


def _first(said: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _metas(root: _Element) -> Iterator[tuple[str, str]]:
    """Yield names and values of meta elements; of two with one name the first counts."""
    seen: set[str] = set()
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower().replace("dc:", "dc.")
        value = " ".join((element.get("content") or "").split())
        if name and value and name not in seen:
            seen.add(name)
            yield name, value


def _linked_data(root: _Element) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        for name, value in _items(element.text or ""):
            if name not in seen:
                seen.add(name)
                yield f"ld:{name}", value


def _items(written: str) -> Iterator[tuple[str, str]]:
    """Yield the plain values of each thing that a JSON-LD block describes."""
    for thing in _things(written):
        if str(thing.get("@type")) in _NO_DOCUMENT:
            continue
        for name, value in thing.items():
            if isinstance(value, str) and value.strip():
                yield name, " ".join(value.split())


def _things(written: str) -> Iterator[Mapping[str, Any]]:
    if len(written) > _LARGEST:
        return
    try:
        read: Any = json.loads(written)
    except (ValueError, RecursionError):
        return
    for thing in read if isinstance(read, list) else [read]:
        graph = thing.get("@graph") if isinstance(thing, dict) else None
        inside = graph if isinstance(graph, list) else []
        yield from (one for one in (thing, *inside) if isinstance(one, dict))


def _canonical(root: _Element) -> str | None:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return (element.get("href") or "").strip() or None
    return None


def _language(root: _Element) -> str | None:
    """Return the language in which a page says that it is, without region."""
    named = (root.get("lang") or root.get("xml:lang") or "").strip().lower().partition("-")[0]
    return named if len(named) in (2, 3) and named.isalpha() and named.isascii() else None


def _without_site(title: str, site: str | None) -> str:
    """Return a title without the name of the site before or behind it.

    >>> _without_site("Talks at Sea | The Archive", "The Archive")
    'Talks at Sea'
    """
    parts = _SITE.split(title)
    if site and len(parts) > 1:
        for end in (0, -1):
            if parts[end].casefold() == site.casefold():
                cut = title[len(parts[0]) :] if end == 0 else title[: -len(parts[-1])]
                return cut.strip(" |–—·»«:-")
    if len(parts) > 1 and "|" in title:
        return title.partition("|")[0].strip()
    return title
