"""Items of Wikidata as entities: names, dates, posts and countries from their JSON.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
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
_LATEST: Final = 9999
_MARCH: Final = 3
_TIME: Final = re.compile(
    r"(?P<sign>[+-])(?P<year>[0-9]{1,16})-(?P<month>0[0-9]|1[0-2])-(?P<day>[0-2][0-9]|3[01])T"
)
_JULIAN: Final = f"{SPACE}Q1985786"
"""The calendar in which days of the time before Gregory, and of Russia until 1918, are told."""


def is_proposed(item: Mapping[str, Any]) -> bool:
    """Tell whether an item may be somebody or something, and is no page about pages."""
    return not NEVER & set(ids_of(item, _IS))


def ids_beside(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids of items whose names an entity has: posts, countries, occupations, places."""
    for name in (POST, _OCCUPATION, *_COUNTRIES, _WITHIN):
        yield from ids_of(item, name)


def entity_of(
    item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]], *, space: str = SPACE
) -> Entity:
    """Return an item as an entity; `named` are the items whose names it has, by id.

    `space` is what the IRIs of a Wikibase begin with.
    """
    names = list(dict.fromkeys(_names(item)))
    shown = _label(item) or (names[0] if names else str(item["id"]))
    described: Mapping[str, Any] = item.get("descriptions") or {}
    return Entity(
        id=f"{space}{item['id']}",
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
    >>> edtf_of({"time": "-0044-03-00T00:00:00Z", "precision": 10})
    '-0043-03'
    """
    found, precision = _TIME.match(str(time.get("time", ""))), time.get("precision")
    if found is None or not isinstance(precision, int) or precision < _CENTURY:
        return ""
    before, year, month, day = found["sign"] == "-", *map(int, found.group("year", "month", "day"))
    if not year or year > _LATEST:  # historians count no year 0
        return ""
    if precision == _CENTURY:
        return f"{'-' * before}{(year - 1) // 100:02}XX"
    # EDTF has a year 0, which is 1 BC.
    year, sign = (year - 1, "-" if year > 1 else "") if before else (year, "")
    if precision == _DECADE:
        return f"{sign}{year // 10:03}X"
    if precision > _MONTH and month and day and time.get("calendarmodel") == _JULIAN:
        # Which day that was before Christ, no calendar of ours says.
        return f"{sign}{year:04}" if before else _gregorian(year, month, day)
    parts = [] if precision == _YEAR else [month] if precision == _MONTH else [month, day]
    known = [f"{each:02}" for each in takewhile(bool, parts)]
    return sign + "-".join((f"{year:04}", *known))


def _gregorian(year: int, month: int, day: int) -> str:
    """Return a day of the Julian calendar in that of EDTF.

    >>> _gregorian(1870, 4, 10), _gregorian(1917, 10, 25), _gregorian(1, 1, 3)
    ('1870-04-22', '1917-11-07', '0001-01-01')
    """
    # Counted from March on, a leap day comes last; 308 days lead to where Python begins to count.
    shifted, since = (month + 9) % 12, year - (month < _MARCH)
    days = since * 1461 // 4 + (153 * shifted + 2) // 5 + day - 308
    return dt.date.fromordinal(days).isoformat() if days > 0 else f"{year:04}"


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
        next(
            filter(
                None,
                (
                    edtf_of(value)
                    for snak in qualifiers.get(name, ())
                    if isinstance(value := value_of(snak), Mapping)
                ),
            ),
            "",
        )
        for name in (_FROM, _UNTIL)
    )
    return begun, ended


def _posts(item: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Iterator[Tenure]:
    for each in statements_of(item, POST):
        value = value_of(each.get("mainsnak") or {})
        id_ = value.get("id") if isinstance(value, Mapping) else None
        label = _label(named.get(str(id_), {}))
        if label:
            begun, ended = lasted(each)
            yield Tenure(post=label, begun=begun, ended=ended)
