"""Times of day said in words, such as "half past ten", "um halb elf" or "à dix heures et demie".

How a language says them stands in its `cues/dates.<language>.toml`, under `[clock]`: a wording, in
which H stands for an hour and M for minutes, and the minutes that it adds to the hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from memograph.text.timewords import clock_wordings, languages, spelled_numbers, twelve_hours
from memograph.text.tokens import compiled

_HALF_DAY, _HOURS, _MINUTES = 720, 25, 60
_TWO_DIGITS = 10

_WORD = r"[^\W\d_]+|[½¼¾]|1/2|3/4|1/4"
_DIGITS = r"(?<![\d.:,/])\d{1,2}(?![.:,/]\d)"


class SaidTime(NamedTuple):
    """A time in words: where it stands, its minute of the day, and whether that is one of two."""

    start: int
    end: int
    minute: int
    halved: bool


def said_times(text: str, language: str | None) -> tuple[SaidTime, ...]:
    """Return the times of day that are said in words, in order.

    >>> [said.minute for said in said_times("um halb elf", "de")]
    [630]
    """
    words = set(compiled(_WORD).findall(text.lower()))
    asked = (language,) if language else languages()
    asked = tuple(one for one in asked if not words.isdisjoint(_literals(one)))
    found = [said for one in asked for said in _said(text, one)]
    kept: list[SaidTime] = []
    for said in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or said.start >= kept[-1].end:
            kept.append(said)
    return tuple(kept)


def _said(text: str, language: str) -> Iterator[SaidTime]:
    for wording, added in _compiled(language):
        for match in wording.finditer(text):
            hour = _number(match["hour"], language)
            groups = match.groupdict()
            minutes = _number(groups["minute"], language) if groups.get("minute") else 0
            if hour is None or minutes is None or not 0 <= hour < _HOURS:
                continue
            minute = hour * 60 + (-minutes if added == "-M" else minutes)
            minute += int(added) if added.strip("-").isdigit() else 0
            halved = twelve_hours(language) and hour < _TWO_DIGITS
            start, end = match.span("time") if groups.get("time") else match.span()
            yield SaidTime(start, end, minute % (2 * _HALF_DAY), halved)


@cache
def _literals(language: str) -> frozenset[str]:
    """Return the words of a language's wordings, of which any time in words has one at least."""
    found: set[str] = set()
    for wording, _ in clock_wordings(language):
        plain = re.sub(r"\(\?P<\w+>|\\.|\b[HM]\b", " ", wording)
        for word, optional in re.findall(r"([^\W\d_]+)(\?)?", plain.lower()):
            found.update((word, word[:-1]) if optional else (word,))
        found.update(re.findall(r"[½¼¾]|1/2|3/4|1/4", wording))
    return frozenset(found)


def _number(words: str, language: str) -> int | None:
    if words.isdigit():
        return int(words)
    return _numbers(language).get(" ".join(words.lower().replace("’", "'").split()))


@cache
def _numbers(language: str) -> dict[str, int]:
    return {word: int(value) for word, value in spelled_numbers(language) if value == int(value)}


@cache
def _compiled(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the wordings of a language as patterns, with what each adds to the hour."""
    known = _numbers(language)
    hours = _alternatives([word for word, value in known.items() if value < _HOURS])
    minutes = _alternatives([word for word, value in known.items() if value < _MINUTES])
    parts = {
        "H": rf"(?P<hour>\b(?:{hours}|{_DIGITS})\b)",
        "M": rf"(?P<minute>\b(?:{minutes}|{_DIGITS})\b)",
    }
    found = []
    for wording, added in clock_wordings(language):
        pattern = "".join(parts.get(part, part) for part in re.split(r"\b([HM])\b", wording))
        found.append((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), added))
    return tuple(found)


def _alternatives(words: list[str]) -> str:
    spelled = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in spelled) or r"\d"
