"""What the head of a record says about the meeting: occasion, place, series, time, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.datelines import is_locality
from memograph.text.dates import FoundDate, find_dates, parse_date
from memograph.text.header import Field, Unit
from memograph.text.times import MeetingTime, parse_time_sentence

_DATELINE, _TIMELINE, _VENUE = 60, 40, 5
_TOP, _FEW = 8, 3
_SOON = 60
"""How many days after a talk its record is dated at the most, where only one of both has a year."""

_OFFSET = re.compile(
    r"(?:(?:GMT|UTC)\s*(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?"
    r"|(?<=\d\d)\s?\+(?P<ahead>\d{2}):(?P<more>[0-5]\d))\b"
)
_FIRST_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.? ?(?:[/–-]|(?P<and>[^\W\d_]+)) ?$")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An event during which the talk took place, with the span of whoever hosted it."""

    name: str
    span: Span
    wording: str
    host: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSeries:
    """The place of a meeting in a row of meetings, and the row's own name if it has one."""

    position: int
    label: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadDates:
    """The dates that a head gives: of the meeting, and of the paper if it tells them apart."""

    meeting: FoundDate | None
    created: FoundDate | None


def occasion(units: Sequence[Unit], cues: Cues) -> Occasion | None:
    """Return the occasion that a sentence of the head names, if one does."""
    for unit in units:
        match = cues.search("prose.occasion", unit.text)
        if not match:
            continue
        start = unit.span.start
        group = "host" if match["host"] else "host2"
        name = (match[group] or "").rstrip(" .")
        at_host = start + match.start(group)
        host = Span(at_host, at_host + len(name)) if name else None
        wording = match["occasion"].rstrip(" .")
        at = Span(start + match.start("occasion"), start + match.start("occasion") + len(wording))
        return Occasion(name=match["name"], span=at, wording=wording, host=host)
    return None


def place_wording(
    text: str, found: Sequence[Field], units: Sequence[Unit], cues: Cues
) -> str | None:
    """Return the words for the place of the meeting: a keyed value, else those of a sentence."""
    keyed = first(found, "place")
    if keyed:
        return keyed.span.cut(text)
    for unit in units:
        match = cues.search("prose.place", unit.text)
        if match and any(c.isalpha() for c in match["place"]):
            return match["place"]
    return next((venue for unit in units if (venue := _venue(unit.text, cues))), None)


def _venue(line: str, cues: Cues) -> str | None:
    """Return a line that is a venue, the building before its town: "Arlo, Villa Rosa"."""
    if _is_venue(line, cues):
        return line
    town, comma, building = (part.strip() for part in line.partition(","))
    if comma and len(town.split()) <= _FEW and is_locality(town, cues) and "," not in building:
        return f"{building}, {town}" if _is_venue(building, cues) else None
    return None


def _is_venue(line: str, cues: Cues) -> bool:
    """Tell whether a short line is nothing but a place, by a word for a room or building."""
    words = line.partition(",")[0].split()
    kinds = ("room_words", "building_words")
    return (
        1 < len(words) <= _VENUE
        and len(line) < _DATELINE
        and line[-1] not in ".:;?!"
        and all(word[:1].isupper() or word[:1].isdigit() for word in words)
        and any(cues.has(kind, word) for kind in kinds for word in (words[0], words[-1]))
        and line.upper() != line
    )


def first(found: Sequence[Field], name: str) -> Field | None:
    """Return the first field with this name."""
    return next((field for field in found if field.name == name), None)


def series(units: Sequence[Unit], cues: Cues) -> PrintedSeries | None:
    """Return the series that a short line such as "Second Meeting" places the meeting in."""
    for unit in units:
        line = unit.text.strip(" *_.[]").strip()
        match = cues.search("series.patterns", line) if len(line) < 120 else None  # noqa: PLR2004 - a heading is short
        position = match and _ordinal(match["ordinal"], cues)
        if match and position:
            named = match.groupdict().get("of")
            label = line[match.start("ordinal") :] if match.start("ordinal") else line
            return PrintedSeries(position=position, label=label, name=named)
    return None


def _ordinal(word: str, cues: Cues) -> int | None:
    folded = word.lower()
    if folded in cues.ordinals:
        return cues.ordinals[folded]
    digits = re.match(r"\d+", folded)
    if digits:
        return int(digits.group())
    if set(word) <= set(_ROMAN):
        values = [_ROMAN[c] for c in word]
        return sum(-v if any(v < w for w in values[i + 1 :]) else v for i, v in enumerate(values))
    return None


def meeting_time(
    text: str, found: Sequence[Field], units: Sequence[Unit], cues: Cues
) -> MeetingTime | None:
    """Return when the talk began and ended and how long it lasted, from keys or a sentence."""
    parts = [_keyed_time(text, field, cues) for field in found if field.name in _TIME_KEYS]
    merged = _merged([part for part in parts if part])
    told = [read for unit in units if (read := _told_time(unit, cues))]
    best = merged or next((read for read in told if read.start), told[0] if told else None)
    if best and not best.end:
        later = next((r for r in told if r is not best and r.end and not r.start), None)
        if later:
            text_of_both = f"{best.text}; {later.text}"
            after = later.next_day or bool(best.start and later.end and later.end < best.start)
            return replace(best, end=later.end, text=text_of_both, next_day=after)
    return best


def _told_time(unit: Unit, cues: Cues) -> MeetingTime | None:
    """Return the times of a sentence about the meeting, or of a line that is nothing else."""
    worded = cues.search("prose.time", unit.text) or cues.search("prose.date", unit.text)
    closes = cues.search("directions.closing", unit.text)
    about = bool(worded) or _opens_dated(unit, cues)
    if not about and not closes and len(unit.text) >= _TIMELINE:
        return None
    read = _read_time(unit.text, cues)
    if not read or not (read.start or read.end or read.duration):
        return None
    if not about and not closes and len(read.text) * 2 < len(unit.text):
        return None
    # "Began at 3.35 and ended about 5.20" tells both, the end not for certain.
    inside = closes is not None and read.span.start < closes.end() <= read.span.end
    if closes and read.start and not read.end and not inside:
        return replace(read, start=None, end=read.start, qualifier=None)
    return read


_TIME_KEYS = ("time", "start", "end", "duration", "date")


def _keyed_time(text: str, field: Field, cues: Cues) -> tuple[str, MeetingTime, str] | None:
    value = field.span.cut(text)
    read = _read_time(value, cues)
    if not read or (field.name == "date" and not (read.start or read.end)):
        return None
    return field.name, read, value


def _opens_dated(unit: Unit, cues: Cues) -> bool:
    """Tell whether a short line begins with a date, so that times in it are those of the talk."""
    if len(unit.text) > _DATELINE * 2:
        return False
    dates = find_dates(unit.text, language=cues.language)
    return bool(dates) and dates[0].span.start <= _TIMELINE // 2


def _read_time(words: str, cues: Cues) -> MeetingTime | None:
    """Return the times of some words; a zone such as "GMT+2" or "+02:00" is an offset."""
    read = parse_time_sentence(words, language=cues.language)
    zone = _OFFSET.search(words) if read else None
    if read is None or zone is None:
        return read
    if zone["ahead"]:
        offset = f"+{zone['ahead']}:{zone['more']}"
    else:
        sign = zone["sign"].replace("−", "-")
        offset = f"{sign}{int(zone['hours']):02}:{zone['minutes'] or '00'}"
    wording = words[read.span.start : max(read.span.end, zone.end())]
    return replace(read, zone=offset, text=wording)


def _merged(parts: Sequence[tuple[str, MeetingTime, str]]) -> MeetingTime | None:
    """Join "Beginning: 9.05" and "End: 11.00"; a lone time under "End" is an end."""
    if not parts:
        return None
    start = end = duration = qualifier = zone = contradiction = None
    next_day = False
    wording: list[str] = []
    for name, read, value in parts:
        wording.append(read.text or value)
        duration = duration or read.duration
        next_day = next_day or read.next_day
        contradiction = contradiction or read.contradiction
        if name == "end":
            end = end or read.end or read.start
            continue
        start = start or read.start
        end = end or read.end
        qualifier = qualifier or read.qualifier
        zone = zone or read.zone
    return MeetingTime(
        span=parts[0][1].span,
        text="; ".join(dict.fromkeys(wording)),
        start=start,
        end=end,
        qualifier=qualifier,
        duration=duration,
        zone=zone,
        contradiction=contradiction,
        next_day=next_day,
    )


def head_dates(text: str, found: Sequence[Field], units: Sequence[Unit], cues: Cues) -> HeadDates:
    """Return the date of the meeting and that of the paper.

    A sentence that says when they met beats a key, a key a line that is a date; a key that differs
    from such a sentence dates the paper.
    """
    keyed = _keyed_date(text, first(found, "date"), cues)
    paper = _keyed_date(text, first(found, "created"), cues)
    line = _date_line(units)
    said = _said_date(units, cues, paper or keyed or line)
    if said and keyed and said.edtf != keyed.edtf:
        return HeadDates(meeting=said, created=paper or keyed)
    met = said or keyed or line
    if met and not met.iso:
        met = _fuller(met, units, cues)
    if met is None:
        met = next((d for u in units for d in find_dates(u.text, language=cues.language)), None)
    if said and line and line.edtf != said.edtf and paper is None:
        paper = line
    return HeadDates(meeting=met, created=paper)


def _fuller(met: FoundDate, units: Sequence[Unit], cues: Cues) -> FoundDate:
    """Return the day within a month or year that a line of the head tells, if one does."""
    for unit in units:
        for date in find_dates(unit.text, language=cues.language):
            if date.iso and date.iso.startswith(met.edtf):
                return date
    return met


def _keyed_date(text: str, field: Field | None, cues: Cues) -> FoundDate | None:
    if field is None:
        return None
    value = field.span.cut(text)
    whole = parse_date(value, language=cues.language)
    if whole:
        return whole
    dates = find_dates(value, language=cues.language, bare_years=True)
    return dates[0] if dates else None


def _said_date(units: Sequence[Unit], cues: Cues, paper: FoundDate | None) -> FoundDate | None:
    """Return the date that a sentence gives; one without a year is in that of the paper."""
    for unit in units:
        match = cues.search("prose.date", unit.text)
        if match:
            dates = find_dates(unit.text, language=cues.language, yearless=paper is not None)
            dated = (in_year_of(_with_first_day(date, unit.text, cues), paper) for date in dates)
            found = next((date for date in dated if date), None)
            if found:
                return found
    return None


def in_year_of(date: FoundDate, paper: FoundDate | None) -> FoundDate | None:
    """Return a date, one without a year ("on 3 May") in that of a paper dated soon after it.

    >>> said, dated = find_dates("On 3 May. 7 May 1951", yearless=True)
    >>> in_year_of(said, dated).iso
    '1951-05-03'
    """
    if not date.edtf.startswith("XXXX"):
        return date
    if paper is None or paper.iso is None or date.contradiction:
        return None
    year = int(paper.iso[:4])
    for known in (year, year - 1):
        stamp = date.edtf.replace("XXXX", f"{known:04}")
        try:
            last = calendar.fromisoformat(stamp.rpartition("/")[2])
        except ValueError:
            continue
        if 0 <= (calendar.fromisoformat(paper.iso) - last).days <= _SOON:
            return replace(date, iso=None if "/" in stamp else stamp, edtf=stamp)
    return None


def _with_first_day(date: FoundDate, line: str, cues: Cues) -> FoundDate:
    """Return a date without a year with the day before it, too: "14./15. März" are two."""
    first = _FIRST_DAY.search(line[: date.span.start]) if date.edtf.startswith("XXXX") else None
    month, _, day = date.edtf[5:].partition("-")
    if first is None or (first["and"] and not cues.has("and", first["and"])):
        return date
    if not day.isdigit() or not 0 < int(first["day"]) < int(day):
        return date
    span = f"XXXX-{month}-{int(first['day']):02}/{date.edtf}"
    return replace(date, iso=None, edtf=span, text=f"{first.group()}{date.text}")


def _date_line(units: Sequence[Unit]) -> FoundDate | None:
    """Return the last line of the head that is a date, alone or behind a place."""
    whole: list[FoundDate] = []
    for unit in units:
        if len(unit.text) >= _DATELINE:
            continue
        date = parse_date(unit.text) or parse_date(unit.text.partition(",")[2])
        if date:
            whole.append(date)
    return next((date for date in reversed(whole) if date.iso), whole[-1] if whole else None)
