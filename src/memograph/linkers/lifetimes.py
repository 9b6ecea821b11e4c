"""Lifetimes: whether somebody can have been at a meeting, as far as the years tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Presence: TypeAlias = Literal["alive", "unknown", "young", "unborn", "dead"]

_YEAR: Final = re.compile(r"(?<![\dX-])(?P<sign>-?)(?P<digits>\d{1,4}[\dX]{0,3})(?![\dX])")
_GROWN: Final = 16
"""Years from which on people speak at meetings; who is younger may be spoken of."""
_OLD: Final = 105
"""Years after a birth at which somebody of whom no death is known is no longer counted on."""


@lru_cache(maxsize=16_384)
def years(edtf: str) -> tuple[int, int] | None:
    """Return the earliest and the latest year that a date in EDTF may mean, None if it has none.

    >>> years("1898-03-05"), years("189X"), years("1898?/1976~"), years("")
    ((1898, 1898), (1890, 1899), (1898, 1976), None)
    """
    found = []
    for moment in re.split(r"/|\.\.|,", edtf):
        if match := _YEAR.search(moment):
            sign = -1 if match["sign"] else 1
            bounds = (match["digits"].replace("X", digit) for digit in "09")
            found += [sign * int(bound[:4]) for bound in bounds]
    return (min(found), max(found)) if found else None


def presence(*, born: str, died: str, first: str, last: str, mortal: bool = True) -> Presence:
    """Tell whether who lived so can have been at meetings between two days, all in EDTF.

    What is not `mortal`, such as an organization, is never young, nor too old.

    >>> presence(born="1898", died="1976", first="1967-10-09", last="1971")
    'alive'
    >>> presence(born="1820", died="1890", first="1967-10-09", last="1971")
    'dead'
    """
    begin, end = years(first), years(last) or years(first)
    birth, death = years(born), years(died)
    if begin is None or end is None or (birth is None and death is None):
        return "unknown"
    if birth is not None and birth[0] > begin[0]:
        return "unborn"
    if death is not None and death[1] < end[1]:
        return "dead"
    if mortal and birth is not None and birth[0] > begin[0] - _GROWN:
        return "young"
    if mortal and death is None and birth is not None and birth[1] < end[1] - _OLD:
        return "unknown"
    return "alive" if birth is not None else "unknown"


def overlap(*, begun: str, ended: str, first: str, last: str) -> bool | None:
    """Tell whether what lasted between two dates in EDTF did so at meetings, None if unknown.

    What has a beginning and no end is taken to last.

    >>> overlap(begun="1949-10-01", ended="1976", first="1967", last="1967")
    True
    """
    meeting, last_meeting = years(first), years(last) or years(first)
    begin, end = years(begun), years(ended)
    if meeting is None or last_meeting is None or (begin is None and end is None):
        return None
    return (begin is None or begin[0] <= last_meeting[1]) and (end is None or end[1] >= meeting[0])
