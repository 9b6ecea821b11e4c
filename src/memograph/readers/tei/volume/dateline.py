"""Where and when: what a dateline prints and what its mark-up says, held against each other.

What is printed wins where the two differ; the mark-up tells what the print leaves out, such as the
offset from UTC. A normalized instant beside the dateline is used only where that has no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.problems import Problem, Span, Where, problem
from memograph.readers.tei.volume.printed import Marked, Printed
from memograph.readers.xml import attribute
from memograph.text.attendance import attendees, is_post
from memograph.text.cues import Cues
from memograph.text.dates import FoundDate, find_dates, parse_date
from memograph.text.lines import paragraphs
from memograph.text.times import MeetingTime, parse_time_sentence
from memograph.text.timewords import date_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_STAMP: Final = re.compile(
    r"(?P<day>\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)"
    r"(?:T(?P<time>(?:[01]\d|2[0-4]):[0-5]\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:\d\d)?)?"
)
_DAY: Final = 10
_NO_TIMES: Final = (("00:00", "23:59"), ("00:00", None), ("00:00", "24:00"), ("00:00", "00:00"))
_OF_TALK: Final = ("conversation", "meeting")
_OF_PAPER: Final = ("creation", "drafted", "document", "memorandum")
_SHORT: Final = 2
_POSSESSIVE: Final = re.compile(r"[’']s? \S")
_NUMBERS: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """When a talk was and where, when its record was made; what was odd about it."""

    met: FoundDate | None = None
    created: FoundDate | None = None
    time: MeetingTime | None = None
    place: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stamps:
    """What the attributes of a date say: first and last day, times of day, offset."""

    first: str
    last: str
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    bounds: bool = False

    @property
    def iso(self) -> str | None:
        """Return the one full day, if it is one."""
        return self.first if self.first == self.last and len(self.first) == _DAY else None

    @property
    def edtf(self) -> str:
        """Return the EDTF form: a day, an interval, or one day of several for mere bounds."""
        if self.first == self.last:
            return self.first
        return f"[{self.first}..{self.last}]" if self.bounds else f"{self.first}/{self.last}"


def dated(printed: Printed, datelines: Sequence[Span], cues: Cues) -> Dated:
    """Return what the datelines of a document say."""
    found = Dated()
    for span in datelines:
        places = printed.within(span, "placeName")
        dates = printed.within(span, "date")
        for mark in dates:
            found = _with(found, mark, printed, cues)
        if not dates:
            found = _unmarked(found, span, printed, cues)
        elif found.met is not None and found.time is None:
            # Some volumes print the time of day behind the date element.
            behind = Span(dates[-1].span.end, span.end)
            time, _ = _time(behind.cut(printed.text), behind, None, cues)
            found = replace(found, time=time)
        if found.place is None:
            marked = ", ".join(mark.span.cut(printed.text) for mark in places)
            found = replace(found, place=marked or _before_date(span.cut(printed.text), cues))
    return found


def bounds(element: _Element) -> FoundDate | None:
    """Return the day that the normalized instants of a document lie in, if they are given."""
    values = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    first, last = (values.get(f"doc-dateTime-{end}") for end in ("min", "max"))
    stamps = _stamps({"notBefore": first or "", "notAfter": last or first or ""})
    if stamps is None:
        return None
    return FoundDate(
        span=Span(0, 0), text=stamps.edtf, iso=stamps.iso, edtf=stamps.edtf, certain=False
    )


def _with(found: Dated, mark: Marked, printed: Printed, cues: Cues) -> Dated:
    """Add one date element to what is known, as the date of the talk or of the paper."""
    words = mark.span.cut(printed.text)
    stamps = _stamps(mark.element.attrib)
    date, odd = _date(words, mark.span.start, stamps, cues)
    time, odd_time = _time(words, mark.span, stamps, cues)
    if odd or odd_time:
        stamp = attribute(mark.element, "when", "from", "notBefore") or ""
        where = Where(source=printed.source, offset=mark.span.start)
        told = problem("MG155", where, printed=words, marked=stamp)
        found = replace(found, problems=(*found.problems, told))
    kind = (attribute(mark.element, "type") or "").lower()
    if any(word in kind for word in _OF_PAPER) and not any(word in kind for word in _OF_TALK):
        return replace(found, created=found.created or date)
    if found.met is None or any(word in kind for word in _OF_TALK):
        return replace(found, met=date or found.met, time=time or found.time)
    return found


def _unmarked(found: Dated, span: Span, printed: Printed, cues: Cues) -> Dated:
    """Add the date of a dateline without a date element."""
    words = span.cut(printed.text)
    date, _ = _date(words, span.start, None, cues)
    time, _ = _time(words, span, None, cues)
    return replace(found, met=found.met or date, time=found.time or (time if date else None))


def _date(
    words: str, start: int, stamps: _Stamps | None, cues: Cues
) -> tuple[FoundDate | None, bool]:
    """Return a date by print and mark-up, and whether they contradict each other."""
    whole = parse_date(words, language=cues.language)
    read = whole or next(iter(find_dates(words, language=cues.language)), None)
    if read is not None:
        read = replace(read, span=Span(start + read.span.start, start + read.span.end))
    if stamps is None:
        return read, False
    if read is not None and read.iso and stamps.iso and read.iso != stamps.iso:
        return read, True
    span = read.span if read else Span(start, start + len(words))
    text = read.text if read else words
    marked = FoundDate(
        span=span, text=text, iso=stamps.iso, edtf=stamps.edtf, certain=stamps.iso is not None
    )
    return marked, False


def _time(
    words: str, span: Span, stamps: _Stamps | None, cues: Cues
) -> tuple[MeetingTime | None, bool]:
    """Return the time of day by print and mark-up, and whether they contradict each other."""
    read = parse_time_sentence(words, language=cues.language)
    if read is not None:
        read = replace(read, span=Span(span.start + read.span.start, span.start + read.span.end))
    if (
        stamps is None
        or stamps.start is None
        or (read is None and (stamps.start, stamps.end) in _NO_TIMES)
    ):
        return read, False
    if read is None or not read.start:
        text = read.text if read else words
        base = read or MeetingTime(span=span, text=text)
        return replace(base, start=stamps.start, end=stamps.end, zone=stamps.zone), False
    if read.start != stamps.start:
        return read, True
    later = stamps.last > stamps.first and bool(stamps.end or read.end)
    both = replace(read, zone=stamps.zone, next_day=read.next_day or later)
    return replace(both, end=read.end or stamps.end), False


def _stamps(attributes: object) -> _Stamps | None:
    """Return what the attributes of a date say, or None if they say nothing."""
    values = {str(name): str(value).strip() for name, value in dict(attributes).items()}  # type: ignore[call-overload]
    exact = values.get("when") or values.get("when-iso")
    loose = not exact and not (values.get("from") or values.get("to"))
    first = _STAMP.fullmatch(exact or values.get("from") or values.get("notBefore") or "")
    last = _STAMP.fullmatch(exact or values.get("to") or values.get("notAfter") or "")
    first, last = first or last, last or first
    if first is None or last is None or last["day"] < first["day"]:
        return None
    end = last["time"] if not exact else None
    return _Stamps(
        first=first["day"],
        last=last["day"],
        start=None if loose else first["time"],
        end=end if not loose and end != first["time"] else None,
        zone=first["zone"],
        bounds=loose,
    )


def _before_date(words: str, cues: Cues) -> str | None:
    """Return the place that stands before the date of a dateline."""
    dates = find_dates(words, language=cues.language)
    place = (words[: dates[0].span.start] if dates else words).strip(" ,.;:")
    if not place or _NUMBERS.search(place) or not place[0].isupper():
        return None
    return place.removesuffix(", undated").strip(" ,") or None


def by_title(title: str, cues: Cues) -> Dated:
    """Return what the title of a record says after its first comma: where and when it was.

    >>> from memograph.text.cues import cues
    >>> found = by_title("Minutes of a Meeting, Town Hall, Varna, May 8, 1957, 11 a.m.", cues("en"))
    >>> found.place, found.met.iso, found.time.start
    ('Town Hall, Varna', '1957-05-08', '11:00')
    """
    _, comma, rest = title.partition(",")
    dates = find_dates(rest, language=cues.language)
    if not comma or not dates:
        return Dated()
    before, behind = rest[: dates[0].span.start], rest[dates[0].span.end :]
    time = parse_time_sentence(behind, language=cues.language)
    after = behind.rpartition(",")[2] if time else ""
    return Dated(
        met=replace(dates[0], span=Span(0, 0)),
        time=time and replace(time, span=Span(0, 0)),
        place=_places(before, cues) or _places(after, cues),
    )


def venue_by(title: str, place: str, cues: Cues) -> str | None:
    """Return the house or room that a title names before the place, if it names no person there.

    >>> from memograph.text.cues import cues
    >>> venue_by("Minutes of a Meeting, Town Hall, Varna, May 8, 1957", "Varna", cues("en"))
    'Town Hall'
    """
    parts = [part.strip(" .;:") for part in title.split(",")]
    at = parts.index(place, 1) if place in parts[1:] else 0
    venue = parts[at - 1] if at > 1 else ""
    if not venue[:1].isupper() or _NUMBERS.search(venue) or "(" in venue:
        return None
    if _POSSESSIVE.search(venue):
        return venue  # "Secretary Brown's Residence"
    if is_post(venue, cues) or cues.has("offices", parts[at - 2].split()[-1]):
        return None  # rather what one of those who talked is head of
    found = attendees(venue, Span(0, len(venue)), cues, item=True)
    named = any(one.name.titles for one in found)
    return None if named or any(_is_of_meeting(word, cues) for word in venue.split()) else venue


def in_title(title: str, place: str, cues: Cues) -> str:
    """Return the place with the house or room in it that a title names."""
    return joined(venue_by(title, place, cues), place) or place


def _places(words: str, cues: Cues) -> str | None:
    """Return the parts of a title that name a place: no session of anything, no day, no hour."""
    parts = [part.strip(" .;:") for part in words.split(",")]
    days = date_words(cues.language)
    kept = [
        part
        for part in parts
        if part[:1].isupper()
        and not _NUMBERS.search(part)
        and any(len(word.strip(".")) > _SHORT for word in part.split())
        and not any(_is_of_meeting(word, cues) or word.lower() in days for word in part.split())
    ]
    return ", ".join(kept) or None


def _is_of_meeting(word: str, cues: Cues) -> bool:
    return word.isalpha() and cues.has("record_words", word)


def with_a_day(printed: Printed, within: Span, cues: Cues) -> list[Span]:
    """Return the paragraphs in which a day stands, as above a list of those present."""
    return [
        line.span
        for line in paragraphs(printed.text, within)
        if any(one.iso for one in find_dates(line.text, language=cues.language))
    ]


def joined(venue: str | None, place: str | None) -> str | None:
    """Return the words for a venue and the place around it, each once."""
    if venue and place and venue.lower() in place.lower():
        return place
    if venue and place and place.lower() not in venue.lower():
        return f"{venue}, {place}"
    return venue or place
