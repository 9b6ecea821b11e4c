"""Messages: what is the same in all versions of the protocol, and what is refused, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final

from memograph.linkers.entity import Entity
from memograph.web.known import Known, types_of
from memograph.web.matching import Match
from memograph.web.properties import PROPERTIES

BATCH: Final = 50
"""How many queries, or entities to be extended, one request may hold."""
PAGE: Final = 20
"""How many suggestions are made at once."""
WIDTH: Final = 420
HEIGHT: Final = 220
_MOST: Final = 100
_TOO_LARGE: Final = 413


class Refused(ValueError):
    """A request that is wrong: with the status of the answer, and what is wrong."""

    def __init__(self, says: str, *, status: int = 400) -> None:
        """Keep what is said."""
        super().__init__(says)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be told of entities: of whom, and which properties, with how many values."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, int | None], ...]


def parsed(text: str | bytes, where: str) -> Any:
    """Return what JSON says; raise Refused if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{where} is no JSON: {error}") from None


def an_object(value: Any, where: str) -> Mapping[str, Any]:
    """Return a value that has to be an object."""
    if not isinstance(value, dict):
        raise Refused(f"{where} must be an object")
    return value


def a_list(value: Any, where: str) -> Sequence[Any]:
    """Return a value that has to be a list."""
    if not isinstance(value, list):
        raise Refused(f"{where} must be a list")
    return value


def a_text(value: Any, where: str) -> str:
    """Return a value that has to be a string."""
    if not isinstance(value, str):
        raise Refused(f"{where} must be a string")
    return value


def one_of(value: Any, known: Sequence[str], where: str) -> str:
    """Return a value that has to be one of some words."""
    if value not in known:
        raise Refused(f"{where} must be one of {', '.join(known)}")
    return str(value)


def nothing_else(value: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Raise Refused if an object has other keys than these."""
    if others := sorted(set(value) - set(known)):
        raise Refused(f"{where} has {', '.join(others)}; known are {', '.join(known)}")


def a_limit(value: Any, where: str) -> int:
    """Return how many candidates are wanted; more than 100 are never given."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or value != value or value < 1 or value != value // 1:  # noqa: PLR0124 - NaN
        raise Refused(f"{where} must be a positive whole number")
    return int(min(value, _MOST))


def a_number(text: str | None, where: str, default: int) -> int:
    """Return a number of 0 or more from the parameters of an address."""
    if text is None or text == "":
        return default
    if not (text.isascii() and text.isdigit()):
        raise Refused(f"{where} must be a whole number")
    return int(text[:9])


def values(value: Any, where: str) -> tuple[tuple[str, ...], ...]:
    """Return the values of a property as words; an entity is told by its id and its name."""
    several = value if isinstance(value, list) else [value]
    return tuple(_words(each, where) for each in several)


def _words(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, (int, float)):
        return (str(int(value)) if value == value // 1 else str(value),)
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        name = value.get("name")
        return (value["id"], *((name,) if isinstance(name, str) else ()))
    raise Refused(f"{where} must be a string, a number, a boolean, or an object with an id")


def check_size(batch: Sequence[Any] | Mapping[str, Any], where: str) -> None:
    """Raise Refused (413) if a batch is larger than is allowed."""
    if len(batch) > BATCH:
        says = f"{where} holds {len(batch)}; at most {BATCH} are answered at once"
        raise Refused(says, status=_TOO_LARGE)


def described(entity: Entity) -> str:
    """Return a few words on an entity: its description, else its posts, and when it lived.

    >>> described(Entity(id="https://example.org/1", name="Ana", description="Poet", begun="1911"))
    'Poet (1911 – )'
    """
    words = entity.description or ", ".join(each.post for each in entity.posts[:3])
    words = words or ", ".join(entity.occupations[:3] or entity.within[:3])
    life = f"({entity.begun} – {entity.ended})" if entity.begun or entity.ended else ""
    return " ".join(filter(None, (words, life)))


def candidate(match: Match) -> dict[str, Any]:
    """Return a candidate as every version tells it; features have their names."""
    entity = match.entity
    said = described(entity)
    return {
        "id": entity.id,
        "name": entity.name,
        **({"description": said} if said else {}),
        "type": typed(entity),
        "score": match.score,
        "match": match.sure,
        "features": [
            {"id": each.id, "name": each.name, "value": each.value} for each in match.features
        ],
    }


def typed(entity: Entity) -> list[dict[str, str]]:
    """Return the types of an entity by id and name."""
    return [{"id": each.id, "name": each.name} for each in types_of(entity)]


def types(known: Known) -> list[dict[str, str]]:
    """Return all types of an authority."""
    return [{"id": each.id, "name": each.name} for each in known.types.values()]


def wanted(value: Any, where: str) -> Wanted:
    """Return what a request for data asks for."""
    told = an_object(value, where)
    ids = a_list(told.get("ids"), f"{where}.ids")
    check_size(ids, f"{where}.ids")
    properties = []
    for at, each in enumerate(a_list(told.get("properties"), f"{where}.properties")):
        place = f"{where}.properties[{at}]"
        given = an_object(each, place)
        settings = an_object(given.get("settings", {}), f"{place}.settings")
        limit = a_number(str(settings.get("limit", 0)), f"{place}.settings.limit", 0)
        properties.append((a_text(given.get("id"), f"{place}.id"), limit or None))
    return Wanted(
        ids=tuple(a_text(each, f"{where}.ids[{at}]") for at, each in enumerate(ids)),
        properties=tuple(properties),
    )


def meta(asked: Wanted) -> list[dict[str, str]]:
    """Return the properties that are told; one that is unknown is told by its id."""
    return [
        {"id": id_, "name": PROPERTIES[id_].name if id_ in PROPERTIES else id_}
        for id_, _ in asked.properties
    ]


def told(known: Known, id_: str, property_id: str, limit: int | None) -> list[dict[str, str]]:
    """Return the values of a property of an entity; none if either is unknown."""
    entity, asked = known.by_id(id_), PROPERTIES.get(property_id)
    if entity is None or asked is None:
        return []
    return [{"str": value} for value in asked.values(entity)[:limit]]


def proposed(known: Known, type_id: str | None, limit: str | None) -> dict[str, Any]:
    """Return the properties that can be told of entities of a type."""
    most = a_number(limit, "limit", 0)
    found = known.told_of(type_id or "")[: most or None]
    return {
        "properties": [
            {"id": each.id, "name": each.name, "description": each.description} for each in found
        ],
        **({"type": type_id} if type_id else {}),
        **({"limit": most} if most else {}),
    }


def suggested_entities(known: Known, prefix: str, skipped: int) -> dict[str, Any]:
    """Return entities by their id, then by how their names begin, then by likeness."""
    found: dict[str, Entity] = {}
    for entity in _suggested(known, prefix.strip()):
        found.setdefault(entity.id, entity)
        if len(found) >= skipped + PAGE:
            break
    return {
        "result": [
            {
                "id": each.id, "name": each.name, "notable": typed(each),
                **({"description": said} if (said := described(each)) else {}),
            }
            for each in islice(found.values(), skipped, None)
        ]
    }  # fmt: skip


def _suggested(known: Known, prefix: str) -> Iterator[Entity]:
    yield from chain(known.by_address(prefix), known.beginning(prefix))
    alike = known.by_names([prefix]) if prefix else {}
    for id_ in sorted(alike, key=lambda id_: (-alike[id_], id_)):
        if (entity := known.by_id(id_)) is not None:
            yield entity


def suggested_types(known: Known, prefix: str, skipped: int) -> dict[str, Any]:
    """Return types by how their ids or names begin."""
    return {"result": [each for each in types(known) if _begins(each, prefix)][skipped:]}


def suggested_properties(prefix: str, skipped: int) -> list[dict[str, Any]]:
    """Return properties by how their ids or words of their names begin."""
    each = [
        {"id": each.id, "name": each.name, "description": each.description}
        for each in PROPERTIES.values()
    ]
    return [one for one in each if _begins(one, prefix)][skipped:]


def _begins(each: Mapping[str, str], prefix: str) -> bool:
    start = prefix.strip().casefold()
    words = (each["id"], each["name"], *each["name"].split())
    return any(word.casefold().startswith(start) for word in words)
