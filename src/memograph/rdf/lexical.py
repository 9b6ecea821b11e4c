"""Canonical lexical forms: triplestores rewrite any other spelling of a number or a duration.

A value that is no value of the datatype is handed back as it came, so that the shapes report it at
its place instead of it being lost here.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import lru_cache

_DURATION = re.compile(
    r"(-?)P(?!$)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_DATE_TIME = re.compile(
    r"(-?\d{4,}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)


@lru_cache(maxsize=256)
def decimal(value: float) -> str:
    """Return a number as a canonical xsd:decimal: no exponent, no needless zero or point.

    >>> decimal(0.9), decimal(1.0), decimal(1e-07)
    ('0.9', '1', '0.0000001')
    """
    if not math.isfinite(value):
        raise ValueError(f"xsd:decimal has no {value}")
    spelled = _without_zeros(Decimal(repr(value)))
    return "0" if spelled == "-0" else spelled


def day_time_duration(value: str) -> str:
    """Return a duration of days and less as a canonical xsd:dayTimeDuration.

    >>> day_time_duration("PT90M"), day_time_duration("PT24H"), day_time_duration("PT0M")
    ('PT1H30M', 'P1D', 'PT0S')
    """
    match = _DURATION.fullmatch(value)
    if match is None:
        return value
    sign, *numbers = match.groups()
    days, hours, minutes, seconds = (Decimal(number or 0) for number in numbers)
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    if not total:
        return "PT0S"
    whole_days, rest = divmod(total, 86_400)
    whole_hours, rest = divmod(rest, 3_600)
    whole_minutes, rest = divmod(rest, 60)
    date = _part(whole_days, "D")
    time = _part(whole_hours, "H") + _part(whole_minutes, "M") + _part(rest, "S")
    return f"{sign}P{date}{'T' if time else ''}{time}"


def date_time(value: str) -> str:
    """Return a time with its seconds and without needless zeros; the zone stays as the source's.

    >>> date_time("1967-10-12T18:00"), date_time("1996-01-15T10:04:00+00:00")
    ('1967-10-12T18:00:00', '1996-01-15T10:04:00Z')
    """
    match = _DATE_TIME.fullmatch(value)
    if match is None:
        return value
    day, minutes, seconds, fraction, zone = (part or "" for part in match.groups())
    if zone and zone != "Z":
        zone = f"{zone[:3]}:{zone[-2:]}"
    zone = "Z" if zone in ("+00:00", "-00:00") else zone
    return f"{day}T{minutes}{seconds or ':00'}{fraction.rstrip('0').rstrip('.')}{zone}"


def _part(number: Decimal, letter: str) -> str:
    """Return one component of a duration, or nothing for zero."""
    return f"{_without_zeros(number)}{letter}" if number else ""


def _without_zeros(number: Decimal) -> str:
    """Return a number without exponent, and without zeros at the end of its fraction."""
    spelled = format(number, "f")
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled
