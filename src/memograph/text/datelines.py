"""The place of a dateline: in the line of the date, or on a line of its own beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from memograph.text.cues import Cues
from memograph.text.dates import FoundDate, find_dates, parse_date
from memograph.text.header import Unit
from memograph.text.times import parse_time_sentence

_DATELINE, _TIMELINE, _VENUE = 60, 40, 5
_TOP, _FEW = 8, 3
_DATED = re.compile(
    r"\W*(?:г\. ?)?(?P<place>[^\W\d_][^\d:;]{1,60}?)(?:\s*[,–—-]\s*|\s+)"
    r"(?:den|le|am|on|the|dne|dnia|il)?\s*"
)
_BEHIND = re.compile(r"\s*[,–—-]\s*(?P<place>[^\W\d_][^\d:;]{1,60}?)[\s.*_]*")
_TITLED = re.compile(
    r"\b(?:between|with|zwischen|mit)\s.{5,200},\s*"
    r"(?P<place>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?),\s*$"
)


def dateline_place(units: Sequence[Unit], date: FoundDate | None, cues: Cues) -> str | None:
    """Return the place of a line such as "Husum, 3 March 1951", if it is of the day of the meeting.

    >>> from memograph.problems import Span
    >>> from memograph.text.cues import cues
    >>> line = Unit(span=Span(0, 31), text="Washington, June 4, 1961, 3 p.m.", gap=0)
    >>> dateline_place([line], find_dates(line.text)[0], cues("en"))
    'Washington'
    """
    if date is None:
        return None
    for unit in units:
        found = find_dates(unit.text, language=cues.language)
        if len(found) != 1 or found[0].edtf != date.edtf:
            continue
        titled = _TITLED.search(unit.text[: found[0].span.start])
        if titled and is_locality(titled["place"], cues):
            return titled["place"]
        if len(unit.text) >= _TIMELINE * 2:
            continue
        place = _DATED.fullmatch(unit.text[: found[0].span.start])
        behind = _BEHIND.fullmatch(unit.text[found[0].span.end :])
        if place and is_locality(place["place"], cues):
            return place["place"]
        if not unit.text[: found[0].span.start].strip() and behind:
            return behind["place"] if is_locality(behind["place"], cues) else None
    return _place_beside(units[:_TOP], date, cues)


def _place_beside(units: Sequence[Unit], date: FoundDate, cues: Cues) -> str | None:
    """Return the place that stands on a line of its own above or below that of the date."""
    for index, unit in enumerate(units):
        if not _is_date_line(unit.text, date, cues):
            continue
        for near in (*units[max(0, index - 1) : index], *units[index + 1 : index + 2]):
            words = near.text.strip(" *_.")
            few = len(words.split()) == 1 or (words.isupper() and len(words.split()) <= _FEW)
            several = words.split() if " " in words else ()
            few = few and not any(cues.has("bodies", word) for word in several)
            few = few or _is_town(words, cues)
            if few and words.isalpha() | (" " in words) and is_locality(words, cues):
                return words
    return None


def _is_date_line(line: str, date: FoundDate, cues: Cues) -> bool:
    """Tell whether a line is a date, alone or before an hour: "3 May 1951, 11.45 a.m."."""
    words = line.strip(" *_.")
    whole = parse_date(words, language=cues.language)
    if whole is None and len(words) < _DATELINE:
        found = find_dates(words, language=cues.language)
        behind = words[found[0].span.end :] if len(found) == 1 else ""
        if behind.strip(" ,;") and not words[: found[0].span.start].strip(" ,"):
            hour = parse_time_sentence(behind.strip(" ,;"), language=cues.language)
            whole = found[0] if hour and hour.start else None
    return whole is not None and whole.edtf == date.edtf


def _is_town(words: str, cues: Cues) -> bool:
    """Tell whether words are the name of a town by their form: "New Arlen", "Arlen, Ohio"."""
    town, comma, region = (part.strip() for part in words.partition(","))
    if comma:
        known = cues.has("regions", region) or cues.has("states", region)
        return known and 0 < len(town.split()) <= _FEW
    tokens = town.split()
    return 1 < len(tokens) <= _FEW and cues.has("town_openers", tokens[0])


def is_locality(words: str, cues: Cues) -> bool:
    """Tell whether words beside a date can be a place: capitalized, no person, no heading."""
    tokens = [token.strip("(),.") for token in words.split()]
    if not 0 < len(tokens) <= _VENUE or (words.isupper() and len(words) <= _FEW):
        return False
    kinds = ("honorifics", "offices", "record_words", "collectives", "not_labels", "not_places")
    if any(cues.has(kind, token) for kind in kinds for token in tokens) or cues.key(words):
        return False
    return all(
        t[:1].isupper() or cues.has("particles", t) or cues.has("locatives", t) for t in tokens
    )
