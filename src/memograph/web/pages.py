"""Pages: an entity for people to look at, and where the service is found."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from memograph.linkers.entity import Entity
from memograph.web.known import types_of
from memograph.web.properties import PROPERTIES

_STYLE: Final = (
    "body{font:0.875rem/1.4 sans-serif;margin:0.75rem}h1{font-size:1.1rem;margin:0}"
    "p{margin:0.3rem 0}dl{margin:0.4rem 0}dt{font-weight:bold;float:left;clear:left;"
    "min-width:7rem}dd{margin:0 0 0.2rem 7.5rem}"
)
_LEFT_OUT: Final = ("description", "life")


def entity_page(entity: Entity) -> str:
    """Return a page with all that is known of an entity."""
    return _page(entity.name, "".join(_body(entity)))


def front_page(name: str, entities: int, addresses: tuple[tuple[str, str], ...]) -> str:
    """Return a page that says what is served, and where each version of the protocol is."""
    rows = "".join(
        f"<dt>{escape(version)}</dt><dd><a href='{escape(address)}'>{escape(address)}</a></dd>"
        for version, address in addresses
    )
    told = f"<h1>{escape(name)}</h1><p>A reconciliation service of memograph: {entities} entities."
    return _page(name, f"{told} Give one of these addresses to OpenRefine:</p><dl>{rows}</dl>")


def _body(entity: Entity) -> Iterator[str]:
    yield f"<h1>{escape(entity.name)}</h1>"
    if entity.description:
        yield f"<p>{escape(entity.description)}</p>"
    yield f"<p>{_link(entity.id)}</p><dl>"
    if kinds := [each.name for each in types_of(entity)]:
        yield f"<dt>Type</dt><dd>{escape(', '.join(kinds))}</dd>"
    for each in PROPERTIES.values():
        values = each.values(entity) if each.id not in _LEFT_OUT else ()
        if each.id == "names":
            values = values[1:]
        if values:
            shown = "; ".join(map(_link, values))
            yield f"<dt>{escape(each.name)}</dt><dd>{shown}</dd>"
    yield "</dl>"


def _link(value: str) -> str:
    """Return a value, which leads somewhere only if it is an address of the web."""
    shown = escape(value)
    if value.startswith(("https://", "http://")):
        return f"<a href='{shown}' target='_blank' rel='noopener noreferrer'>{shown}</a>"
    return shown


def _page(title: str, body: str) -> str:
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    )
