"""Times of day among tokens: what each wording says, and which of its readings are possible.

"3.15" may be a quarter past three or a quarter past three in the afternoon; it has one reading only
if its wording or its neighbor in a range decides. A talk is taken to last less than twelve hours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from memograph.text.clock_tokens import ZONES
from memograph.text.tokens import Token, compiled, shape

_HOURS, _MINUTES, _HALF_DAY = 24, 60, 12
_NIGHT = 24
_ATOM = (
    r"(?:N )?(?P<light>L)"
    r"|(?P<before>B\.? ?)?"
    r"(?:(?P<said>[KJ])(?(before)(?: ?I\.? ?(?P<past>N))?)"
    r"|(?P<hour>N)[:.](?P<minute>N)(?:[:.]N)?|(?P<long>F)"
    r"|(?P<split>N) ?(?(before)[UuI]|[Uu])\.? ?(?P<after>N)(?: ?I\.?)?|(?P<short>[Nk]))"
    r"(?![.:/]?[NF#])(?! ?-?=)"
    r"(?P<mark>(?: ?c)? ?P| ?[uU]\.?| ?c)?"
    r"(?P<part>(?:,? (?:[wpo] )?(?:a )?|-)d)?"
    r"(?: ?\(?(?P<zone>Z)\)?)?"
)
_CONNECTOR = r" ?(?:-|,? ?(?:[tpn] ){1,2}(?:q\.? )?(?:a )?|t)? ?"
_TOUCHES_NUMBER = r"(?:[NF#=][.:/]|[F#=]-|[=/_#])$"
_CUED = r"(?:[pgqtsebf]|[se]\W{0,2})\.? (?:[pqg]\.? )?(?:a )?$|[se]: ?$"
_PREPOSED = r"[pgt] (?:q\.? )?(?:a )?$|^(?:q\.? )?(?:a )?$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day: the tokens it covers, its possible minutes of the day, and how sure it is one.

    `readings` is empty where the wording contradicts itself; `sure` is False for bare numbers;
    `written` tells that its minutes are.
    """

    first: int
    last: int
    readings: tuple[int, ...]
    sure: bool
    zone: str | None = None
    written: bool = False

    @property
    def minute(self) -> int | None:
        """Return the minute of the day if there is one reading."""
        return self.readings[0] if len(self.readings) == 1 else None


def spelled(minute: int | None) -> str | None:
    """Return a minute of the day as HH:MM.

    >>> spelled(1080)
    '18:00'
    """
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def clocks(tokens: Sequence[Token], *, whole: bool = False) -> list[Clock]:
    """Return the times of day among tokens; those that only a neighbor makes one are not sure.

    With `whole`, the tokens are nothing but a wording of time.
    """
    row = shape(tokens)
    found = []
    for match in compiled(_ATOM).finditer(row):
        before = row[max(0, match.start() - 12) : match.start()]
        if compiled(_TOUCHES_NUMBER).search(before) or _glued(match, tokens):
            continue
        clock = _clock(match, tokens, before, whole=whole)
        if clock:
            found.append(clock)
    return found


def _glued(match: re.Match[str], tokens: Sequence[Token]) -> bool:
    """Tell whether a letter touches the number, as in "A9" or "9th"."""
    first, last = match.start(), match.end()
    before = tokens[first - 1].word[-1:] if first else ""
    after = tokens[last].word[:1] if last < len(tokens) else ""
    starts = tokens[first].kind in "NF" and before.isalpha() and tokens[first - 1].word != "t"
    return starts or (tokens[last - 1].kind in "NF" and after.isalpha())


def _clock(
    match: re.Match[str], tokens: Sequence[Token], before: str, *, whole: bool
) -> Clock | None:
    numbers = _numbers(match, tokens)
    if numbers is None:
        return None
    mark = match["mark"] or ""
    sure = _is_sure(match, numbers[0], before) or (whole and match["hour"] is not None)
    readings = _readings(match, tokens, *numbers)
    if not sure and (mark.strip() in {"U", "U."}):
        return None
    return Clock(
        first=match.start(),
        last=_last(match),
        readings=readings,
        sure=sure,
        zone=_zone(match, tokens),
        written=match["hour"] is not None,
    )


def _last(match: re.Match[str]) -> int:
    """Return the last token: a full stop after "Uhr." ends the sentence."""
    return match.end() - 1 - match.group().endswith(".")


def _numbers(match: re.Match[str], tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return hour and minute, or None if there is no such time."""
    if match["light"]:
        return int(tokens[match.start("light")].value), 0
    if match["said"]:
        past = int(tokens[match.start("past")].value) if match["past"] else 0
        hour, minute = divmod(int(tokens[match.start("said")].value), 60)
        return None if past >= _MINUTES or (past and minute) else (hour, minute + past)
    if match["long"]:
        hour, minute = divmod(int(tokens[match.start("long")].value), 100)
    else:
        names = [name for name in ("hour", "split", "short") if match[name]]
        value = tokens[match.start(names[0])].value
        hour = int(value)
        minute_group = {"hour": "minute", "split": "after"}.get(names[0])
        minute_token = tokens[match.start(minute_group)] if minute_group else None
        if value != hour or (minute_token and len(minute_token.word) != 2):  # noqa: PLR2004 - MM
            return None
        minute = int(minute_token.value) if minute_token else 0
    return (hour, minute) if hour < _HOURS and minute < _MINUTES else None


def _is_sure(match: re.Match[str], hour: int, before: str) -> bool:
    """Tell whether the wording can only be a time of day."""
    mark = (match["mark"] or "").strip(" .")
    if match["light"] or match["said"] or match["split"] or mark[-1:] in {"P", "c", "u"}:
        return True
    if mark == "U":
        dotted = match["hour"] or match["long"]
        return bool(dotted or hour > _HALF_DAY or compiled(_PREPOSED).search(before))
    if match["long"]:
        return False
    if match["part"] or match["before"]:
        return bool(match["hour"] or match["before"] or match["part"].strip(" -,") != "d")
    colon = match["hour"] and match.string[match.end("hour")] == ":"
    return bool(colon or (match["hour"] and compiled(_CUED).search(before)))


def _readings(
    match: re.Match[str], tokens: Sequence[Token], hour: int, minute: int
) -> tuple[int, ...]:
    """Return the minutes of the day that the wording may mean."""
    time = hour * 60 + minute
    noon = _HALF_DAY * 60
    mark = (match["mark"] or "").strip(" .")
    if mark.endswith("P"):
        half = int(tokens[match.end("mark") - 1].value)
        return _halved(hour, minute, half)
    if match["part"]:
        return _halved(hour, minute, _half_of(int(tokens[match.end("part") - 1].value), hour))
    if hour > _HALF_DAY or hour == 0 or mark in {"u", "U"}:
        return (time,)
    if match["said"] == "K" or any(match[name] for name in ("light", "long", "split", "before")):
        return (time,)
    if match["hour"] and _looks_like_24_hours(tokens[match.start("hour")]):
        return (time,)
    return (time % noon, time % noon + noon)


def _looks_like_24_hours(hour: Token) -> bool:
    """Tell whether an hour is written as timetables write it: "09.05", "10.20"."""
    return len(hour.word) == 2  # noqa: PLR2004 - two digits


def _half_of(part: int, hour: int) -> int:
    """Return 0 or 12: "eleven at night" is before midnight, "two at night" after it."""
    if part < _NIGHT:
        return part
    return _HALF_DAY if 6 <= hour < _HALF_DAY else 0  # noqa: PLR2004 - night falls after six


def _halved(hour: int, minute: int, half: int) -> tuple[int, ...]:
    """Return the one time in a half of the day; "14:30 p.m." is 14:30, "14:30 a.m." is none."""
    if hour > _HALF_DAY:
        return (hour * 60 + minute,) if half else ()
    return ((hour % _HALF_DAY + half) * 60 + minute,)


def _zone(match: re.Match[str], tokens: Sequence[Token]) -> str | None:
    return ZONES[tokens[match.start("zone")].word] if match["zone"] else None


def linked(row: str, left: Clock, right: Clock) -> bool:
    """Tell whether only a word such as "to", or a dash, stands between two times."""
    gap = row[left.last + 1 : right.first]
    return bool(gap) and compiled(_CONNECTOR).fullmatch(gap) is not None and bool(gap.strip())


def as_printed(clock: Clock) -> Clock:
    """Return a time that may be of either half of the day as it is printed, if its minutes are.

    That is what it means in a language in which clocks have twenty-four hours.
    """
    if not clock.written or len(clock.readings) < 2:  # noqa: PLR2004 - one reading needs no choice
        return clock
    return replace(clock, readings=clock.readings[:1])


def settled(left: Clock, right: Clock) -> tuple[Clock, Clock]:
    """Return two ends of one talk, each with the readings that the other leaves it."""
    if right.minute is not None and left.minute is None:
        earlier = [time for time in left.readings if time < right.minute]
        left = replace(left, readings=tuple(earlier[-1:]) or left.readings)
    elif left.minute is not None and right.minute is None:
        later = [time for time in right.readings if time > left.minute]
        right = replace(right, readings=tuple(later[:1]) or right.readings)
    return left, right
