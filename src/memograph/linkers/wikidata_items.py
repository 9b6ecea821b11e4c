"""Items of Wikidata as entities: names, dates, posts and countries from their JSON.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from memograph.linkers.entity import Entity, Kind, Tenure

SPACE: Final = "http://www.wikidata.org/entity/"
_IS, _HUMAN = "P31", "Q5"
NEVER: Final = frozenset({"Q4167410", "Q17442446", "Q4167836", "Q11266439", "Q13406463", "Q101352"})
"""Disambiguation pages, internal pages, categories, templates, lists, family names."""
BEGUN, ENDED = ("P569", "P571", "P580"), ("P570", "P576", "P582")
POST, CITIZENSHIP = "P39", "P27"
_OCCUPATION, _COUNTRIES, _WITHIN = "P106", (CITIZENSHIP, "P17"), "P131"
_FROM, _UNTIL = "P580", "P582"
_PLACE: Final = ("P625", "P1566", "P131")
_ORGANIZATION: Final = ("P159", "P112", "P1454", "P452", "P749", "P2124")
SAME: Final = {"P214": "https://viaf.org/viaf/", "P227": "https://d-nb.info/gnd/"}
_SHOWN: Final = ("en", "mul", "de", "fr")
"""Languages of the name to be shown, the first that there is."""
_MONTH, _YEAR, _DECADE, _CENTURY = 10, 9, 8, 7
"""How exact a point in time is, as Wikibase counts; more than a month is a day."""
_DIGITS: Final = 4


def is_proposed(item: Mapping[str, Any]) -> bool:
    """Tell whether an item may be somebody or something, and is no page about pages."""
    return not NEVER & set(ids_of(item, _IS))


def ids_beside(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of items whose names an entity has: posts, countries, occupations, places."""
    for name in (POST, _OCCUPATION, *_COUNTRIES, _WITHIN):
        yield from ids_of(item, name)


def entity_of(item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Entity:
    """Return an item as an entity; `named` are the items whose names it has, by id."""
    names = list(dict.fromkeys(_names(item)))
    shown = _label(item) or (names[0] if names else str(item["id"]))
    described: Mapping[str, Any] = item.get("descriptions") or {}
    return Entity(
        id=f"{SPACE}{item['id']}",
        name=shown,
        names=tuple(name for name in names if name != shown),
        kind=kind_of(item),
        types=tuple(ids_of(item, _IS)),
        description=next((described[each]["value"] for each in _SHOWN if each in described), ""),
        begun=first_date(item, BEGUN),
        ended=first_date(item, ENDED),
        posts=tuple(_posts(item, named)),
        occupations=_labels(ids_of(item, _OCCUPATION), named),
        countries=_labels((each for name in _COUNTRIES for each in ids_of(item, name)), named),
        within=_labels(ids_of(item, _WITHIN), named),
        same_as=tuple(
            f"{base}{value}"
            for name, base in SAME.items()
            for value in values_of(item, name)
            if isinstance(value, str)
        ),
    )


def edtf_of(time: Mapping[str, Any]) -> str:
    """Return a point in time as EDTF, "" if it is less exact than a century.

    >>> edtf_of({"time": "+1898-03-05T00:00:00Z", "precision": 11})
    '1898-03-05'
    >>> edtf_of({"time": "+1890-00-00T00:00:00Z", "precision": 8})
    '189X'
    """
    text, precision = str(time.get("time", "")), time.get("precision", 0)
    sign, (year, month, day) = text[:1], [*text[1:].partition("T")[0].split("-"), "", ""][:3]
    if not year.isdecimal() or len(year) > _DIGITS or precision < _CENTURY:
        return ""
    before = "-" if sign == "-" else ""
    if precision == _CENTURY:
        return f"{before}{(int(year) - 1) // 100:02}XX"
    if precision == _DECADE:
        return f"{before}{year[:-1]:0>3}X"
    parts = {_YEAR: (year,), _MONTH: (year, month)}.get(precision, (year, month, day))
    return before + "-".join((f"{parts[0]:0>4}", *parts[1:]))


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    labels: Mapping[str, Any] = item.get("labels") or {}
    aliases: Mapping[str, Any] = item.get("aliases") or {}
    for _, label in sorted(labels.items()):
        yield str(label["value"])
    for _, several in sorted(aliases.items()):
        yield from (str(each["value"]) for each in several)


def _label(item: Mapping[str, Any]) -> str:
    labels: Mapping[str, Any] = item.get("labels") or {}
    return next((str(labels[each]["value"]) for each in _SHOWN if each in labels), "")


def _labels(ids: Iterable[str], named: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in ids if (name := _label(named.get(each, {})))))


def kind_of(item: Mapping[str, Any]) -> Any:
    """Return the kind of an item, as its claims show it, "" if they do not."""
    if _HUMAN in ids_of(item, _IS):
        return "person"
    claims: Mapping[str, Any] = item.get("claims") or {}
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("organization", _ORGANIZATION), ("place", _PLACE),
    )  # fmt: skip
    return next((kind for kind, names in kinds if any(name in claims for name in names)), "")


def statements_of(item: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return what is said by a property, the preferred first, without what is deprecated."""
    claims: Mapping[str, Any] = item.get("claims") or {}
    said = [each for each in claims.get(name, ()) if each.get("rank") != "deprecated"]
    return sorted(said, key=lambda each: each.get("rank") != "preferred")


def value_of(snak: Mapping[str, Any]) -> Any:
    """Return the value of a snak, None where it says that there is none or nobody knows."""
    return (snak.get("datavalue") or {}).get("value")


def values_of(item: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the values of a property, the preferred first."""
    for each in statements_of(item, name):
        value = value_of(each.get("mainsnak") or {})
        if value is not None:
            yield value


def ids_of(item: Mapping[str, Any], name: str) -> Iterator[str]:
    """Yield the ids of the items that a property leads to, the preferred first."""
    for value in values_of(item, name):
        if isinstance(value, Mapping) and "id" in value:
            yield str(value["id"])


def first_date(item: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return the first date that one of some properties says, in EDTF, "" if none does."""
    dates = (edtf_of(value) for name in names for value in values_of(item, name)
             if isinstance(value, Mapping))  # fmt: skip
    return next(filter(None, dates), "")


def lasted(statement: Mapping[str, Any]) -> tuple[str, str]:
    """Return from when until when a statement holds, in EDTF, "" where it does not say."""
    qualifiers: Mapping[str, Any] = statement.get("qualifiers") or {}
    begun, ended = (
        next(filter(None, (edtf_of(value_of(snak) or {}) for snak in qualifiers.get(name, ()))), "")
        for name in (_FROM, _UNTIL)
    )
    return begun, ended


def _posts(item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Iterator[Tenure]:
    for each in statements_of(item, POST):
        value = value_of(each.get("mainsnak") or {})
        label = _label(named.get(str((value or {}).get("id")), {}))
        if label:
            begun, ended = lasted(each)
            yield Tenure(post=label, begun=begun, ended=ended)
