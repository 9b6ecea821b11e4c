"""Dates as values, and their spelling in EDTF (levels 0 to 2).

Knows the calendar and no text. A `Moment` may lack its day, its month, or the century of its year.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = range(21, 25)
_MONTHS = 12


class Moment(NamedTuple):
    """A year, month (21 to 24: a season) and day as far as stated.

    `century` is False for a year of two digits; a year of -1 is unknown.
    """

    year: int = -1
    month: int | None = None
    day: int | None = None
    century: bool = True

    @property
    def stamp(self) -> str:
        """Return the EDTF spelling of this moment alone.

        >>> Moment(61, 6, 4, century=False).stamp
        'XX61-06-04'
        """
        year = "XXXX" if self.year < 0 else f"{self.year:04}"
        if not self.century:
            year = f"XX{self.year % 100:02}"
        return "-".join([year, *(f"{part:02}" for part in self[1:3] if part is not None)])

    @property
    def full(self) -> bool:
        """Tell whether this is one day of one known year."""
        return self.century and self.year > 0 and self.day is not None

    def flaw(self) -> str | None:
        """Return what is impossible about this moment, if anything is.

        >>> Moment(1967, 6, 31).flaw()
        'the month 1967-06 has no day 31'
        """
        if self.month is None or self.month in SEASONS:
            return None
        if not 1 <= self.month <= _MONTHS:
            return f"there is no month {self.month}"
        known = self.century and self.year > 0
        days = monthrange(self.year if known else 2000, self.month)[1]
        if self.day is not None and not 1 <= self.day <= days:
            return f"the month {self.stamp.rpartition('-')[0]} has no day {self.day}"
        return None

    def weekday_flaw(self, weekday: int) -> str | None:
        """Return the contradiction between this day and a stated weekday (Monday is 0)."""
        if not self.full or self.flaw():
            return None
        actual = date(self.year, self.month or 1, self.day or 1).weekday()
        if actual == weekday:
            return None
        return f"{self.stamp} was a {WEEKDAYS[actual]}, not a {WEEKDAYS[weekday]}"

    def possible(self) -> Moment:
        """Return this moment without those of its parts that cannot be."""
        if self.flaw() is None:
            return self
        if self.month is None or not 1 <= self.month <= _MONTHS:
            return self._replace(month=None, day=None)
        return self._replace(day=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """What a wording says: a moment, or two that bound an interval or are both meant."""

    first: Moment
    last: Moment | None = None
    relation: Literal["interval", "both"] = "interval"
    approximate: bool = False
    uncertain: bool = False
    decade: bool = False

    @property
    def edtf(self) -> str:
        """Return the value in EDTF.

        >>> DateValue(first=Moment(1967, 10), approximate=True).edtf
        '1967-10~'
        """
        mark = ("", "?", "~", "%")[self.uncertain + 2 * self.approximate]
        if self.decade:
            return _decade(self.first.year) + mark
        if self.last is None:
            return _marked(self.first, mark)
        if self.relation == "both":
            return f"{{{self.first.stamp},{self.last.stamp}}}"
        return f"{_marked(self.first, mark)}/{_marked(self.last, mark)}"


def _decade(year: int) -> str:
    return f"{year // 100}XX" if year % 100 == 0 else f"{year // 10}X"


def _marked(moment: Moment, mark: str) -> str:
    """Return a moment with its mark; a season bears none in EDTF, so it gives way to its year."""
    if not mark or moment.year < 0 or not moment.century:
        return moment.stamp
    if moment.month in SEASONS:
        return moment._replace(month=None).stamp + mark
    return moment.stamp + mark
