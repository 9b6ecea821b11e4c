"""Shapes: what an item of a Wikibase has to be made of to be read, whatever a server sends.

PHP gives an empty list for an empty map, other Wikibases give properties other types, and servers
in between cut and change. What has not the shape is left out; the rest is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from memograph.linkers.told import text_of

_ID: Final = re.compile("Q[1-9][0-9]{0,9}")
_LAST: Final = 2**31 - 1
"""The largest number that a Wikibase gives an item; for another one it answers nothing at all."""


def is_item(id_: Any) -> bool:
    """Tell whether something is the id of an item, as far as its letters say.

    >>> is_item("Q42"), is_item("Q99999999999"), is_item("P31"), is_item(None)
    (True, False, False, False)
    """
    return isinstance(id_, str) and bool(_ID.fullmatch(id_)) and int(id_[1:]) <= _LAST


def shaped(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item of which every part has the shape that readers of it expect.

    >>> shaped({"id": "Q1", "labels": [], "claims": {"P31": None}})["claims"]
    {'P31': []}
    """
    aliases, claims = _map(item.get("aliases")), _map(item.get("claims"))
    return {
        **item,
        "labels": dict(_words(item.get("labels"))),
        "descriptions": dict(_words(item.get("descriptions"))),
        "aliases": {tag: [each for _, each in _words(_numbered(told))]
                    for tag, told in aliases.items()},
        "claims": {name: list(_statements(told)) for name, told in claims.items()},
    }  # fmt: skip


def _map(told: Any) -> Mapping[str, Any]:
    return told if isinstance(told, Mapping) else {}


def _maps(told: Any) -> Iterator[Mapping[str, Any]]:
    yield from (
        (each for each in told if isinstance(each, Mapping)) if isinstance(told, list) else ()
    )


def _numbered(told: Any) -> Mapping[str, Any]:
    return {str(at): each for at, each in enumerate(_maps(told))}


def _words(told: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield words by language, in one line, and none that are empty or no words."""
    for tag, each in _map(told).items():
        if text := text_of(_map(each).get("value")):
            yield tag, {"value": text}


def _statements(told: Any) -> Iterator[Mapping[str, Any]]:
    for each in _maps(told):
        qualifiers = _map(each.get("qualifiers"))
        yield {
            **each,
            "mainsnak": _snak(each.get("mainsnak")),
            "qualifiers": {name: [_snak(one) for one in _maps(several)]
                           for name, several in qualifiers.items()},
        }  # fmt: skip


def _snak(told: Any) -> Mapping[str, Any]:
    return {"datavalue": _map(_map(told).get("datavalue"))}
