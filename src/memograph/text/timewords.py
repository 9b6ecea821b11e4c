"""The words that dates, times and durations are made of, in every language that has a file.

They stand in `cues/dates.<language>.toml`; a language is added by adding a file. Words of all
languages are known at once: those of the language asked for come first, and a month's name that
means different months in different languages counts only in a language that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from memograph.text.cues import cue_file

_PREFIX, _SUFFIX = "dates.", ".toml"
_FIRST = ("en", "de", "fr", "ru")
"""The languages whose words win where no language is asked for."""

_DATE_KINDS = {
    "about": "Q",
    "roughly": "q",
    "perhaps": "P",
    "part": "E",
    "year": "g",
    "ordinal": "h",
    "decade": "z",
    "of": "o",
    "article": "a",
    "to": "t",
    "and": "u",
    "between": "b",
    "lead": "l",
}
_TIME_KINDS = {
    "oclock": "c",
    "clock": "u",
    "before_number": "B",
    "hours": "U",
    "hour": "H",
    "minutes": "I",
    "seconds": "S",
    "days": "D",
    "about": "q",
    "towards": "g",
    "before": "b",
    "after": "f",
    "shortly": "l",
    "hedge": "y",
    "half": "h",
    "quarter": "Q",
    "am": "d",
    "pm": "d",
    "night": "d",
    "noon": "L",
    "midnight": "L",
    "end": "e",
    "start": "s",
    "lasting": "v",
    "next_day": "X",
    "at": "p",
    "to": "t",
    "and": "n",
    "article": "a",
    "indefinite": "A",
    "of": "o",
    "in": "w",
    "total_15": "T",
    "total_30": "T",
    "total_45": "T",
}
_TIME_VALUES = {
    "indefinite": 1,
    "half": 0.5,
    "quarter": 0.25,
    "am": 0,
    "pm": 12,
    "night": 24,
    "noon": 12,
    "midnight": 0,
    "total_15": 15,
    "total_30": 30,
    "total_45": 45,
}


class Word(NamedTuple):
    """What a word is, as one letter, and its number: of a month, of a weekday, of minutes."""

    kind: str
    value: float = 0


@cache
def languages() -> tuple[str, ...]:
    """Return the languages whose words of time are known.

    >>> "fr" in languages()
    True
    """
    folder = resources.files("memograph.text").joinpath("cues")
    names = (entry.name for entry in folder.iterdir())
    found = {
        name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
        for name in names
        if name.startswith(_PREFIX) and name.endswith(_SUFFIX)
    }
    return (*_FIRST, *sorted(found - set(_FIRST)))


def known_language(tag: str | None) -> str | None:
    """Return the language of a tag such as "de-AT" if its words are known.

    >>> known_language("de-AT")
    'de'
    """
    base = (tag or "").lower().partition("-")[0]
    return base if base in languages() else None


def _file(language: str) -> Mapping[str, Any]:
    return cue_file(f"{_PREFIX}{language}")


def _order(language: str | None) -> list[str]:
    return sorted(languages(), key=lambda known: known != language)


def _calendar(language: str) -> Iterator[tuple[str, Word]]:
    """Yield the names of months, weekdays and seasons, with their numbers."""
    data = _file(language)
    lists = (("months", "M", 1), ("months_short", "m", 1), ("weekdays", "W", 0))
    for name, kind, base in (*lists, ("weekdays_short", "w", 0), ("seasons", "S", 21)):
        for number, spellings in enumerate(data[name], base):
            yield from ((spelling, Word(kind, number)) for spelling in spellings.split())


def _ordinals(language: str) -> Iterator[tuple[str, Word]]:
    """Yield the ordinals of days in words, and the words for tens that stand before some."""
    data = _file(language)
    for number, spellings in data.get("ordinals", {}).items():
        yield from ((spelling, Word("D", float(number))) for spelling in spellings.split())
    for number, spellings in data.get("ordinal_tens", {}).items():
        yield from ((spelling, Word("x", float(number))) for spelling in spellings.split())


def _table(language: str, table: str) -> Iterator[tuple[str, Word]]:
    kinds, values = (_DATE_KINDS, {}) if table == "dates" else (_TIME_KINDS, _TIME_VALUES)
    data = _file(language)[table]
    for name, kind in kinds.items():
        word = Word(kind, values.get(name, 0))
        yield from ((spelling, word) for spelling in data.get(name, "").split())


def _numbers(language: str) -> Iterator[tuple[str, Word]]:
    for number, spellings in _file(language)["numbers"].items():
        yield from ((spelling, Word("k", float(number))) for spelling in spellings.split())


@cache
def date_words(language: str | None = None) -> Mapping[str, Word]:
    """Return the vocabulary of dates, the words of `language` before those of the others.

    >>> date_words()["märz"]
    Word(kind='M', value=3)
    """
    found: dict[str, Word] = {}
    own = {spelling for spelling, _ in _calendar(language)} if language else set()
    for known_as in _order(language):
        for spelling, word in _calendar(known_as):
            known = found.setdefault(spelling, word)
            if spelling not in own and known.kind in "Mm" and known.value != word.value:
                found[spelling] = Word("x")
    for known_as in _order(language):
        for spelling, word in (*_table(known_as, "dates"), *_ordinals(known_as)):
            found.setdefault(spelling, word)
    return found


@cache
def time_words(language: str | None = None) -> Mapping[str, Word]:
    """Return the vocabulary of times and durations, the words of `language` first.

    >>> time_words()["anderthalb"]
    Word(kind='k', value=1.5)
    """
    found: dict[str, Word] = {
        "½": Word("V", 0.5),
        "¼": Word("V", 0.25),
        "¾": Word("V", 0.75),
        "&": Word("n"),
    }
    for known in _order(language):
        for spelling, word in (*_numbers(known), *_table(known, "times")):
            found.setdefault(spelling, word)
    return found


def clock_wordings(language: str) -> Iterator[tuple[str, str]]:
    """Yield how a language says times of day, each with the minutes that it adds to its hour."""
    yield from _file(language).get("clock", {}).items()


def spelled_numbers(language: str) -> Iterator[tuple[str, float]]:
    """Yield the number words of a language, those that only times of day use included."""
    for table in ("numbers", "clock_numbers"):
        for number, spellings in _file(language).get(table, {}).items():
            yield from (
                (spelling.replace("_", " "), float(number)) for spelling in spellings.split()
            )


def twelve_hours(language: str) -> bool:
    """Tell whether a language says the hours of the afternoon as those of the morning."""
    return language == "en"


@cache
def day_first(language: str | None) -> bool:
    """Tell whether "3/4/1967" in this language is the third of April, and surely so."""
    return language is not None and language not in {"en", "hu"}
