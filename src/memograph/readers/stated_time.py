"""The beginning and the end of a meeting where mark-up says which words tell a time.

Attributes are compared with the words that they stand for. Where they differ the words are
believed: clocks of twelve hours are often turned into attributes as if they had twenty-four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from memograph.problems import Problem, Where, problem
from memograph.text.dates import find_dates
from memograph.text.times import find_times, parse_time_sentence
from memograph.text.timewords import date_words, known_language

_ATTRIBUTE: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)?(?:T|^)(?P<clock>(?:[01]\d|2[0-4]):[0-5]\d)(?P<seconds>:[0-5]\d(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?$"
)
_COMMA: Final = re.compile(r"(?<=\b\d),(?=[0-5]\d\b)|(?<=\b[0-2]\d),(?=[0-5]\d\b)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A time that mark-up points out: the attribute, the words, the note around them, its place.

    `ends` says whether the mark-up calls it the end, None if it does not say. A `loose` one no
    mark-up points out: it stands in words on what happened, and counts where there is no other.
    """

    words: str
    where: Where
    attribute: str | None = None
    note: str | None = None
    ends: bool | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time of day, and the day if it is stated; `wording` is all that the source says."""

    clock: str
    wording: str
    where: Where
    day: str | None = None
    seconds: str = ""
    zone: str = ""
    ends: bool | None = None
    until: str | None = None

    def on(self, day: str) -> str:
        """Return the moment as an ISO date-time, on its own day or else on this one."""
        return f"{self.day or day}T{self.clock}{self.seconds or ':00'}{self.zone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When a meeting began and ended, as far as that is sure, and in which words."""

    started_at: str | None = None
    ended_at: str | None = None
    wording: str | None = None
    problems: tuple[Problem, ...] = ()


def moment_of(stated: StatedTime, language: str) -> tuple[Moment | None, tuple[Problem, ...]]:
    """Return the moment that is stated, and a problem if attribute and words differ.

    >>> noon = StatedTime(words="2.07 p.m.", where=Where(source="a"), attribute="2011-06-10T02:07")
    >>> found, odd = moment_of(noon, "en")
    >>> found.on("2011-06-10"), [one.code for one in odd]
    ('2011-06-10T14:07:00', ['MG147'])
    """
    stated = replace(stated, words=_clear(stated.words))
    marked = _ATTRIBUTE.search((stated.attribute or "").strip())
    told = parse_time_sentence(_clear(stated.note or stated.words), language=language)
    times = find_times(stated.words, language=language)
    clock = times[0].start if times else None
    if clock is None and told and len(times) == 1:
        clock = told.start or told.end
    if clock is None and marked is None:
        return None, ()
    ends = stated.ends
    if ends is None and told and not told.start and told.end:
        ends = True
    found = Moment(
        clock=clock or (marked["clock"] if marked else ""),
        wording=" ".join((stated.note or (times[0].text if times else stated.words)).split()),
        where=stated.where,
        day=_day_of(stated, language) if marked is None or not marked["day"] else marked["day"],
        ends=ends,
        until=told.end if told and told.start and told.end else None,
    )
    if marked is None:
        return found, ()
    found = replace(found, zone=marked["zone"] or "")
    if clock in (None, marked["clock"]):
        return replace(found, seconds=marked["seconds"] or ""), ()
    values = {"attribute": stated.attribute, "words": clock}
    return found, (problem("MG147", stated.where, **values),)


def _clear(wording: str) -> str:
    """Return words with "9.35" for "9,35", which what is marked as a time can only mean."""
    return _COMMA.sub(".", wording)


def _day_of(stated: StatedTime, language: str) -> str | None:
    """Return the day that the words tie to their time: not one "until" which they adjourned."""
    times = find_times(stated.words, language=language)
    at = times[0].span.start if times else len(stated.words)
    days = [one for one in find_dates(stated.words, language=language) if one.iso]
    before = [one for one in days if one.span.start < at]
    if before:
        return before[-1].iso
    words = date_words(known_language(language))
    for one in days:
        between = _WORD.findall(stated.words[at : one.span.start].lower())
        if not any(words.get(word) and words[word].kind == "t" for word in between):
            return one.iso
    return None


def sitting(
    day: str | None, first: Sequence[StatedTime], last: Sequence[StatedTime], language: str
) -> Sitting:
    """Return when a meeting on a day began and ended, by what is stated before and after speech."""
    before, odd = _moments(first, language)
    after, more = _moments(last, language)
    before = before or _loose(first, language, day, ends=False)
    after = after or _loose(last, language, day, ends=True)
    start = next((one for one in before if not one.ends), None)
    # What goes from one time to another after all speech is a pause.
    ends = [one for one in after if one.ends is not False and not one.until]
    ends = ends or [one for one in before if one.ends]
    end = ends[-1] if ends else None
    problems = [*odd, *more]
    if end is None and start is not None and start.until:
        end = replace(start, clock=start.until, seconds="", day=None)
    wording = "; ".join(dict.fromkeys(one.wording for one in (start, end) if one))
    if day is None:
        return Sitting(wording=wording or None, problems=tuple(problems))
    if start is not None and start.day not in (None, day):
        problems.append(_stray(start))
        start = None
    if end is not None and not _closes(end, start, day):
        problems.append(_stray(end))
        end = None
    if start is not None and end is not None and start.on(day) > end.on(day):
        start, end = replace(start, seconds=""), replace(end, seconds="")
    return Sitting(
        started_at=start.on(day) if start else None,
        ended_at=end.on(day) if end else None,
        wording=wording or None,
        problems=tuple(problems),
    )


def _moments(
    stated: Sequence[StatedTime], language: str
) -> tuple[list[Moment], tuple[Problem, ...]]:
    found: list[Moment] = []
    odd: list[Problem] = []
    for one in stated:
        if one.loose:
            continue
        moment, problems = moment_of(one, language)
        found += [moment] if moment else []
        odd += problems
    return found, tuple(odd)


def _loose(
    stated: Sequence[StatedTime], language: str, day: str | None, *, ends: bool
) -> list[Moment]:
    """Return the first beginning that a remark before all speech tells, the last end after it.

    A remark on more than one time, or on another day, is on something else.
    """
    for one in reversed(stated) if ends else stated:
        wording = _clear(one.words)
        if not one.loose or len(find_times(wording, language=language)) != 1:
            continue
        told = parse_time_sentence(wording, language=language)
        clock = told and (told.end if ends else told.start)
        days = {each.iso for each in find_dates(one.words, language=language)}
        if clock and (not days or days == {day}):
            wording = " ".join(one.words.split())
            return [Moment(clock=clock, wording=wording, where=one.where, ends=ends)]
    return []


def _closes(end: Moment, start: Moment | None, day: str) -> bool:
    """Tell whether a moment can be the end: on the day, or in the night after it."""
    if end.day in (None, day):
        return start is None or end.clock >= start.clock
    next_day = (date.fromisoformat(day) + _DAY).isoformat()
    return end.day == next_day and start is not None and end.clock < start.clock


def _stray(moment: Moment) -> Problem:
    return problem("MG151", moment.where, wording=moment.wording)


def day_of(attribute: str | None, words: str, language: str) -> tuple[str | None, str | None]:
    """Return the day that an attribute gives and the one that the words give, each if full.

    >>> day_of("2011-06-11", "Date, 10th June, 2011", "en")
    ('2011-06-11', '2011-06-10')
    """
    marked = (attribute or "").strip()[:10]
    try:
        stated = (
            date.fromisoformat(marked).isoformat() if len(marked) == len("2011-06-10") else None
        )
    except ValueError:
        stated = None
    told = next((one.iso for one in find_dates(words, language=language) if one.iso), None)
    return stated, told
