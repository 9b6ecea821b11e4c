"""What a date's shape says: its numbers and words read as a DateValue, or None if it is no date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from memograph.text.date_shapes import Found
from memograph.text.edtf import DateValue, Moment
from memograph.text.timewords import day_first
from memograph.text.tokens import Token

_MONTHS = 12
_CALENDARS_APART = range(10, 14)
"""Days between the Julian and the Gregorian calendar: "12/25 October 1917" is one day twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The tokens that a shape was made of, and what may count as a date."""

    tokens: Sequence[Token]
    language: str | None = None
    whole: bool = False
    bare_years: bool = False
    yearless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value, whether its wording leaves no doubt of it, and what in it cannot be true."""

    value: DateValue
    certain: bool = True
    contradiction: str | None = None


def value_of(found: Found, context: Context, *, bracketed: bool) -> Reading | None:
    """Return what a shape says; `bracketed` tells that it fills a pair of square brackets."""
    match = found.match
    if not _acceptable(found, context, bracketed=bracketed):
        return None
    reading = _special().get(found.form, _plain)(match, context)
    return reading and _hedged(reading, match, context)


def _group(match: re.Match[str], name: str, context: Context) -> Token | None:
    """Return the token that a group of the pattern matched."""
    try:
        start, end = match.span(name)
    except IndexError:
        return None
    return context.tokens[start] if end > start else None


def _number(match: re.Match[str], names: str, context: Context) -> int | None:
    """Return the number of the first of these groups that matched."""
    for name in names.split():
        token = _group(match, name, context)
        if token:
            return int(token.value)
    return None


def _kind(match: re.Match[str], name: str, context: Context) -> str:
    token = _group(match, name, context)
    return token.kind if token else ""


def _acceptable(found: Found, context: Context, *, bracketed: bool) -> bool:
    """Tell whether the wording is more than numbers that happen to have the shape of a date."""
    match = found.match
    check = _checks().get(found.form)
    if found.form == "year":
        hinted = _group(match, "about", context) or _group(match, "part", context)
        return context.bare_years or bracketed or hinted is not None
    return check is None or check(match, context)


@cache
def _checks() -> Mapping[str, Callable[[re.Match[str], Context], bool]]:
    return {
        "month": _is_name,
        "no year": lambda _, context: context.yearless or context.whole,
        "short year": _is_short_year,
        "short number": lambda match, context: context.whole or _kind(match, "yy", context) == "n",
        "roman": _is_roman,
        "iso": _is_padded,
        "year, month": _is_year_month,
    }


def _is_name(match: re.Match[str], context: Context) -> bool:
    """Tell whether "mar 1967" may be a month: its short forms are capitalized."""
    short = [_group(match, name, context) for name in ("m1", "m2")]
    return all(token is None or token.kind == "M" or token.capital for token in short)


def _is_short_year(match: re.Match[str], context: Context) -> bool:
    if context.whole or _group(match, "mark", context):
        return True
    follows = context.tokens[match.end() : match.end() + 2]
    closed = not follows or follows[0].kind != " " or len(follows) == 1
    return closed and _kind(match, "yy", context) == "n"


def _is_roman(match: re.Match[str], context: Context) -> bool:
    """Tell whether a numeral is a month: one between blanks has two letters or more."""
    numeral = _group(match, "m2", context)
    spaced = context.tokens[match.start("m2") - 1].kind == " "
    dotted = context.tokens[match.start("m2") - 2].kind == "."
    return numeral is not None and (not spaced or dotted or len(numeral.word) > 1)


def _is_padded(match: re.Match[str], context: Context) -> bool:
    tokens = [_group(match, name, context) for name in ("m1", "d1", "m2", "d2")]
    return all(token is None or len(token.word) == 2 for token in tokens)  # noqa: PLR2004 - ISO


def _is_year_month(match: re.Match[str], context: Context) -> bool:
    """Tell whether "1967. október 12" is one date: after a full stop, names are in lower case."""
    month = _group(match, "m2", context)
    return not _group(match, "stop", context) or (month is not None and not month.capital)


@cache
def _special() -> Mapping[str, Callable[[re.Match[str], Context], Reading | None]]:
    return {
        "slashed": _slashed,
        "iso": _iso,
        "season": _season,
        "year": _year,
        "short year": _short_year,
        "short number": _short_year,
    }


def _moment(match: re.Match[str], side: str, context: Context) -> Moment:
    alternatives = {"2": "{0}2 {0}3 {0}4"}.get(side, "{0}1 {0}1b")
    year, month, day = (_number(match, alternatives.format(part), context) for part in "ymd")
    return Moment(-1 if year is None else year, month, day)


def _filled(moment: Moment, other: Moment) -> Moment:
    """Return a moment with what it shares with the other: "12-14 October 1967"."""
    return Moment(
        other.year if moment.year < 0 else moment.year,
        moment.month or other.month,
        moment.day or other.day,
    )


def _plain(match: re.Match[str], context: Context) -> Reading:
    first, last = (_moment(match, side, context) for side in "12")
    joint = _kind(match, "conn", context) or _kind(match, "slash", context)
    if not joint:
        return _checked(DateValue(first=_filled(last, first)))
    implied_year = first.year < 0
    begin, end = _filled(first, last), _filled(last, first)
    if joint == "/" and end.day and begin.day:
        return _slashed_days(begin, end)
    if joint == "u" and not _kind(match, "between", context) and not _adjacent(begin, end):
        return _checked(DateValue(first=begin, last=end, relation="both"))
    if implied_year and begin[1:3] > end[1:3] and begin.month != end.month:
        before = begin._replace(year=begin.year - 1)
        return _checked(DateValue(first=before, last=end, uncertain=True))
    return _checked(DateValue(first=begin, last=end))


def _adjacent(begin: Moment, end: Moment) -> bool:
    if begin.day is None or end.day is None:
        return begin.year == end.year and (end.month or 0) - (begin.month or 0) == 1
    return begin[:2] == end[:2] and end.day - begin.day == 1


def _slashed_days(begin: Moment, end: Moment) -> Reading:
    """Read "14./15. März" as two days, "12/25 October" as one day in two calendars."""
    apart = (end.day or 0) - (begin.day or 0)
    if begin[:2] == end[:2] and apart in _CALENDARS_APART:
        return Reading(value=DateValue(first=end._replace(day=None)), certain=False)
    checked = _checked(DateValue(first=begin, last=end))
    if apart == 1 or begin[:2] != end[:2]:
        return checked
    return Reading(value=checked.value, certain=False, contradiction=checked.contradiction)


def _checked(value: DateValue) -> Reading:
    """Return the value as far as it can be true, with the contradiction if there is one."""
    moments = [value.first, *([value.last] if value.last else [])]
    flaw = next((flaw for flaw in (moment.flaw() for moment in moments) if flaw), None)
    if flaw:
        possible = [moment.possible() for moment in moments]
        shown = DateValue(first=possible[-1], uncertain=True)
        return Reading(value=shown, certain=False, contradiction=flaw)
    if value.last and _key(value.last) < _key(value.first):
        flaw = f"{value.last.stamp} is before {value.first.stamp}"
        same = value.first[:2] == value.last[:2]
        shared = value.first._replace(month=value.first.month if same else None, day=None)
        shown = DateValue(first=shared, uncertain=True)
        return Reading(value=shown, certain=False, contradiction=flaw)
    certain = not value.uncertain and value.first.century and value.first.year >= 0
    return Reading(value=value, certain=certain)


def _key(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month or 0, moment.day or 0


def _slashed(match: re.Match[str], context: Context) -> Reading:
    """Read "12/10/1967", whose order of day and month only a part over twelve gives away."""
    left, right = _number(match, "d2", context) or 0, _number(match, "m2", context) or 0
    year = _number(match, "y2 yy", context) or 0
    century = _group(match, "y2", context) is not None
    day_month, month_day = Moment(year, right, left, century), Moment(year, left, right, century)
    if left == right or left > _MONTHS or day_first(context.language):
        return _checked(DateValue(first=day_month))
    if right > _MONTHS:
        return _checked(DateValue(first=month_day))
    return Reading(value=DateValue(first=Moment(year, century=century)), certain=False)


def _iso(match: re.Match[str], context: Context) -> Reading:
    first = _moment(match, "1", context)
    if match["conn"]:
        return _checked(DateValue(first=first, last=_moment(match, "2", context)))
    if first.day is None and first.month == first.year % 100 + 1:
        # "1910-11" is a month or two years
        return Reading(value=DateValue(first=Moment(first.year)), certain=False)
    return _checked(DateValue(first=first))


def _season(match: re.Match[str], context: Context) -> Reading:
    season = _number(match, "season", context)
    year = _number(match, "y2", context) or 0
    if match["short"]:
        return _checked(DateValue(first=Moment(year), last=Moment(year + 1)))
    return _checked(DateValue(first=Moment(year, season)))


def _year(match: re.Match[str], context: Context) -> Reading | None:
    first, last = _number(match, "y1", context), _number(match, "y2", context) or 0
    short = _number(match, "short", context)
    if match["decade"]:
        return _decade(match, last)
    if short is not None:
        later = last - last % 100 + short
        if match["conn"] or later <= last:
            return None
        return _checked(DateValue(first=Moment(last), last=Moment(later)))
    if first is None:
        return _checked(DateValue(first=Moment(last)))
    if match["conn"] == "u" and not match["between"] and last - first != 1:
        return _checked(DateValue(first=Moment(first), last=Moment(last), relation="both"))
    return _checked(DateValue(first=Moment(first), last=Moment(last)))


def _decade(match: re.Match[str], year: int) -> Reading | None:
    if year % 10 or match["conn"]:
        return None
    return Reading(value=DateValue(first=Moment(year), decade=True), certain=bool(year % 100))


def _short_year(match: re.Match[str], context: Context) -> Reading:
    """Read "4 June 61": the century is not stated, so the day is not certain."""
    if match.groupdict().get("sep") in {"/", "-"} and _kind(match, "m2", context) == "D":
        return _slashed(match, context)
    moment = _moment(match, "2", context)
    year = _number(match, "yy", context) or 0
    return _checked(DateValue(first=moment._replace(year=year, century=False)))


def _hedged(reading: Reading, match: re.Match[str], context: Context) -> Reading:
    """Return the reading with the words that hedge it taken into account."""
    about = _kind(match, "about", context)
    part = _kind(match, "part", context)
    if not about and not part:
        return reading
    value = reading.value
    hedged = DateValue(
        first=value.first,
        last=value.last,
        relation="interval",
        approximate=value.approximate or bool(part) or about in {"Q", "q"},
        uncertain=value.uncertain or about == "P",
        decade=value.decade,
    )
    return Reading(value=hedged, certain=False, contradiction=reading.contradiction)
