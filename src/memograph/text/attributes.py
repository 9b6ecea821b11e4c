"""Dates and times that mark-up states in attributes, beside the text that they normalize.

`@when`, `@from`, `@to`, `@notBefore`, `@notAfter` of TEI, `@date`, `@time` and `@startTime` of
others: any lexical form of XML Schema, with or without a zone, or empty. Where text and attribute
differ the text counts, for it is what the record says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memograph.problems import Problem, Span, Where, problem
from memograph.text.dates import FoundDate, parse_date
from memograph.text.edtf import DateValue, Moment
from memograph.text.times import MeetingTime, parse_time_sentence
from memograph.text.tokens import compiled

_DAY = (
    r"\s*(?:(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|--(?P<month2>\d\d)(?:-(?P<day2>\d\d))?)"
    r"(?P<rest>(?:T.*)?|Z|[+-]\d\d:\d\d)\s*"
)
_TIME = (
    r"(?:.*T|\s*)(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?\s*"
)
_MIDNIGHT, _LAST_MINUTE = 24, 59


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The attributes of one date or time; what is not there is empty, as an empty one is."""

    when: str | None = None
    start: str | None = None
    end: str | None = None
    not_before: str | None = None
    not_after: str | None = None


def stated_date(
    stated: Stated, text: str = "", *, where: Where, language: str | None = None
) -> tuple[FoundDate | None, tuple[Problem, ...]]:
    """Return the date that attributes state, or the text where they state none, and what is odd.

    >>> stated_date(Stated(when="1967-10-12T18:00:00+01:00"), where=Where(source="a.xml"))[0].iso
    '1967-10-12'
    >>> stated_date(Stated(not_before="1951-05-03"), where=Where(source="a.xml"))[0].edtf
    '[1951-05-03..]'
    >>> stated_date(Stated(when=""), "le 3 mars 1961", where=Where(source="a.xml"))[0].iso
    '1961-03-03'
    """
    found, wrong = _of_attributes(stated)
    said = parse_date(text, language=language) if text.strip() else None
    problems = [problem("MG142", where, value=value) for value in wrong]
    if said and said.iso and found and found.iso and said.iso != found.iso:
        shown = " ".join(text.split())
        problems.append(problem("MG141", where, value=found.text, text=shown, taken=said.iso))
        return said, tuple(problems)
    if found and text.strip():
        wording = " ".join(text.split())
        found = replace(found, text=wording, span=Span(0, len(wording)))
    return found or said, tuple(problems)


def stated_time(
    stated: Stated, text: str = "", *, where: Where, language: str | None = None
) -> tuple[MeetingTime | None, tuple[Problem, ...]]:
    """Return the time of day that attributes and text state, and what is odd about them.

    An attribute in 12-hour form beside "2.07 p.m." is corrected by the text.

    >>> found, odd = stated_time(
    ...     Stated(when="2011-06-10T02:07:00"), "2.07 p.m.", where=Where(source="a.xml"))
    >>> found.start, [each.code for each in odd]
    ('14:07', ['MG141'])
    """
    read = parse_time_sentence(text, language=language) if text.strip() else None
    start, end = (_clock(value) for value in (stated.when or stated.start, stated.end))
    values = (stated.when or stated.start, stated.end)
    wrong = [v for v in values if v and v.strip() and "T" in v and _clock(v) is None]
    problems = [problem("MG142", where, value=value) for value in wrong]
    if start is None and end is None:
        return read, tuple(problems)
    wording = " ".join(text.split()) or " ".join(v for v in values if v)
    found = MeetingTime(
        span=Span(0, len(wording)),
        text=wording,
        start=start[0] if start else None,
        end=end[0] if end else None,
        zone=next((one[1] for one in (start, end) if one and one[1]), None),
    )
    if read is None:
        return found, tuple(problems)
    told = read.start or (read.end if start and not end else None)
    if told and found.start and told != found.start:
        value = str(stated.when or stated.start)
        problems.append(problem("MG141", where, value=value, text=wording, taken=told))
        found = replace(found, start=told)
    if read.end and found.end and read.end != found.end:
        value = str(stated.end)
        problems.append(problem("MG141", where, value=value, text=wording, taken=read.end))
        found = replace(found, end=read.end)
    end_told = found.end or (read.end if read.start else None)
    return (
        replace(found, end=end_told, qualifier=read.qualifier, duration=read.duration),
        tuple(problems),
    )


def _of_attributes(stated: Stated) -> tuple[FoundDate | None, list[str]]:
    """Return the date of attributes alone, and those that cannot be read."""
    values = (stated.when, stated.start, stated.end, stated.not_before, stated.not_after)
    moments = [_moment(value) for value in values]
    wrong = [
        value
        for value, moment in zip(values, moments, strict=True)
        if value and value.strip() and moment is None and _clock(value) is None
    ]
    text = "/".join(value.strip() for value in values if value and value.strip())
    flawed = next((moment for moment in moments if moment and moment.flaw()), None)
    if flawed:
        edtf = DateValue(first=flawed.possible(), uncertain=True).edtf
        return _found(edtf, None, text, contradiction=flawed.flaw()), wrong
    return _joined(moments, text), wrong


def _joined(moments: Sequence[Moment | None], text: str) -> FoundDate | None:
    """Return the date that moments say together: a day, a period, a day within bounds."""
    when, start, end, after, before = moments
    if when is None and start and end and start != end:
        if _key(end) < _key(start):
            edtf = DateValue(first=Moment(start.year), uncertain=True).edtf
            return _found(edtf, None, text, contradiction=f"{end.stamp} is before {start.stamp}")
        return _found(f"{start.stamp}/{end.stamp}", None, text)
    one = when or start or end or (after if after == before else None)
    if one:
        return _found(one.stamp, one.stamp if one.full else None, text)
    if after or before:
        edtf = f"[{after.stamp if after else ''}..{before.stamp if before else ''}]"
        return _found(edtf, None, text)
    return None


def _found(edtf: str, iso: str | None, text: str, contradiction: str | None = None) -> FoundDate:
    return FoundDate(
        span=Span(0, len(text)),
        text=text,
        iso=iso,
        edtf=edtf,
        certain=iso is not None,
        contradiction=contradiction,
    )


def _key(moment: Moment) -> tuple[int, int, int]:
    return moment.year, moment.month or 0, moment.day or 0


def _moment(value: str | None) -> Moment | None:
    """Return the date of an xsd:date, dateTime, gYear, gYearMonth, gMonthDay or gMonth."""
    match = compiled(_DAY).fullmatch(value or "")
    if match is None or (match["rest"].startswith("T") and _clock(value) is None):
        return None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    year = int(match["year"]) if match["year"] else -1
    if year == 0:
        return None
    return Moment(year, int(month) if month else None, int(day) if day else None)


def _clock(value: str | None) -> tuple[str, str | None] | None:
    """Return "HH:MM" and the zone of an xsd:time or dateTime."""
    match = compiled(_TIME).fullmatch(value or "")
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour == _MIDNIGHT and minute == 0:
        hour = 0
    if hour >= _MIDNIGHT or minute > _LAST_MINUTE:
        return None
    zone = match["zone"]
    if zone and zone != "Z":
        zone = f"{zone[:3]}:{zone[-2:]}"
    return f"{hour:02}:{minute:02}", zone
