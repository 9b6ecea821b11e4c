"""Values: what a reconciliation service tells of a candidate by properties, as an entity has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from memograph.linkers.entity import Entity, Tenure
from memograph.linkers.proposals import LONGEST
from memograph.linkers.service import Candidate
from memograph.linkers.told import number_of, text_of
from memograph.linkers.vocabularies import Field, Fields

_DAY: Final = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)T")
_EDTF: Final = re.compile(r"[?~%]?-?\d[\dX]{3}(-[\dX]{2}){0,2}[?~%]?(/.*)?")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TENURE: Final = re.compile(r"(?P<post>.+?)(?: \((?P<begun>[^()]*) – (?P<ended>[^()]*)\))?")


def with_values(
    candidate: Candidate, told: Mapping[str, Sequence[Any]], fields: Fields
) -> Candidate:
    """Return a candidate with what a service tells of it by properties."""
    known: dict[Field, Any] = {}
    for name, properties in fields.items():
        asked = [each for each in properties if each in told]
        values = [tuple(_values(told[each])) for each in asked]
        if asked:
            known[name] = _field(name, next(filter(None, values), ()), candidate.entity)
    return replace(candidate, entity=replace(candidate.entity, **known))


def _field(name: Field, values: tuple[str, ...], entity: Entity) -> Any:
    """Return what a field of an entity holds by the values of a property."""
    if name == "posts":
        return tuple(map(_tenure, values))
    if name in ("begun", "ended"):
        return next(filter(None, map(_date, values)), "")
    if name == "description":
        return (values or ("",))[0][:LONGEST]
    return tuple(each for each in dict.fromkeys(values) if (name, each) != ("names", entity.name))


def _tenure(value: str) -> Tenure:
    """Return a post, with its time if that is told behind it.

    >>> _tenure("Minister of Railways (1955 – )")
    Tenure(post='Minister of Railways', begun='1955', ended='')
    """
    found = _TENURE.fullmatch(value)
    return Tenure(**found.groupdict(default="")) if found else Tenure(post=value)


def _date(value: str) -> str:
    """Return a date as EDTF, its year if it is told in words, "" if there is none.

    The first of January at midnight is what services make of a year.

    >>> _date("1898-03-05T00:00:00Z"), _date("1898-01-01T00:00:00Z"), _date("born 1898?")
    ('1898-03-05', '1898', '1898')
    >>> _date("189X"), _date("unknown")
    ('189X', '')
    """
    if moment := _DAY.match(value):
        year, month, day = moment.groups()
        return year if (month, day) == ("01", "01") else f"{year}-{month}-{day}"
    if _EDTF.fullmatch(value):
        return value
    year_told = _YEAR.search(value)
    return year_told[0] if year_told else ""


def _values(told: Any) -> Iterator[str]:
    """Yield values as text: of an entity its name."""
    for each in told if isinstance(told, (list, tuple)) else ():
        given = each if isinstance(each, dict) else {}
        value = next((given[key] for key in ("str", "name", "date") if key in given), None)
        number = next((given[key] for key in ("int", "float") if key in given), None)
        if text := text_of(value) or (
            text_of(str(number)) if number_of(number) is not None else ""
        ):
            yield text
