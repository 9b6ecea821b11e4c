"""The days of a table: which order its numbers have, and whether its rows are of several days.

"4/5/2016" is no certain day, but a column in which "4/26/2016" stands as well begins with months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.text.dates import FoundDate, parse_date

if TYPE_CHECKING:
    from memograph.readers.tabled import Row

_NUMBERS: Final = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)"
)
_STAMP: Final = re.compile(
    r"(?P<day>\S*\d)(?:T|\s+)(?P<clock>\d{1,2}:\d\d(?::\d\d)?)\S*(?:\s*[AaPp]\.?[Mm]\.?)?"
)
_MONTHS: Final = 12
_LONGEST: Final = 80
_MIDNIGHT: Final = re.compile(r"0?0:00(?::00)?")
_DAY_FIRST: Final = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What is known of a column of days: whether months stand first in it, and if it varies."""

    month_first: bool | None = None
    differ: bool = False

    def date(self, value: str, language: str | None) -> FoundDate | None:
        """Return the date that a cell gives, as the other cells show its numbers to be meant."""
        day = day_of(value)
        match = _NUMBERS.fullmatch(day)
        if match and self.month_first is not None:
            one, two = match.group("one", "two")
            first, last = (two, one) if self.month_first else (one, two)
            mark = "." if len(match["year"]) > 2 else "/"  # noqa: PLR2004 - a year of four digits
            return parse_date(mark.join((first, last, match["year"])), language=_DAY_FIRST)
        return parse_date(day, language=language) if day else None

    def name(self, value: str) -> str:
        """Return the day of a cell in EDTF; "" if there is none."""
        found = self.date(value, None)
        return found.edtf if found else ""


def day_of(value: str) -> str:
    """Return the day of a cell, without the time of day that may stand behind it.

    >>> day_of("2019-12-18 10:15:00"), day_of("18 May 1961")
    ('2019-12-18', '18 May 1961')
    """
    match = _stamp(value)
    return match["day"] if match else value.strip()


def _stamp(value: str) -> re.Match[str] | None:
    return _STAMP.fullmatch(value.strip()) if len(value) < _LONGEST else None


def clock_of(value: str) -> str:
    """Return the time of day that stands behind a day; midnight is none."""
    match = _stamp(value)
    return match["clock"] if match and not _MIDNIGHT.fullmatch(match["clock"]) else ""


def days_of(rows: Iterable[Row]) -> Days:
    """Return what the rows of a whole table show of its days."""
    values = dict.fromkeys(value for row in rows if (value := row.value("date")))
    days = dict.fromkeys(day_of(value) for value in values)
    numbers = [match for day in days if (match := _NUMBERS.fullmatch(day))]
    ones = any(int(one["one"]) > _MONTHS for one in numbers)
    twos = any(int(one["two"]) > _MONTHS for one in numbers)
    found = Days(month_first=twos if ones != twos else None)
    return Days(
        month_first=found.month_first, differ=len({found.name(day) for day in days} - {""}) > 1
    )
