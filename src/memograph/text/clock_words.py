"""Times of day that are spelled out in words: "at ten and five minutes in the morning".

For wordings that are known to tell a time, such as a note that the mark-up calls one; in running
text numbers in words are too often something else.
"""

from __future__ import annotations

import re

from memograph.text.clock import spelled
from memograph.text.timewords import Word, known_language, time_words

_WORD = re.compile(r"[^\W\d_]+")
_HALF_DAY, _DAY, _HOUR, _TENS = 12, 24, 60, 20


def worded_time(text: str, *, language: str) -> str | None:
    """Return the time that is spelled out in some words, or None if none surely is.

    >>> worded_time("Se abre la sesión a las diez y cinco minutos de la mañana", language="es")
    '10:05'
    >>> worded_time("Remata ás sete e media da tarde", language="gl")
    '19:30'
    >>> worded_time("Three of the five were there", language="en") is None
    True
    """
    known = known_language(language)
    if known is None:
        return None
    vocabulary = time_words(known)
    row = [vocabulary.get(match.group().lower(), Word("x")) for match in _WORD.finditer(text)]
    for index, word in enumerate(row):
        if word.kind == "k" and word.value == int(word.value) and (found := _read(row, index)):
            return found
    return None


def _read(row: list[Word], start: int) -> str | None:
    """Return the time that begins with the number at a place."""
    before = next((w.kind for w in reversed(row[:start]) if w.kind != "a"), "")
    at = start
    hours, at = _number(row, at)
    told = before == "p"
    if at < len(row) and row[at].kind in "UH":
        told, at = True, at + 1
    elif hours >= _TENS and at > start + 1:
        hours, at = row[start].value, start + 1
    minutes, at, said = _minutes(row, at)
    told = told or said
    while at < len(row) and row[at].kind in "oaw":
        at += 1
    if at < len(row) and row[at].kind == "d":
        told = True
        late = row[at].value == _HALF_DAY
        hours = hours % _HALF_DAY + (_HALF_DAY if late else 0) if hours <= _HALF_DAY else hours
    if not told or hours >= _DAY or minutes >= _HOUR:
        return None
    return spelled(int(hours) * _HOUR + int(minutes))


def _number(row: list[Word], at: int) -> tuple[float, int]:
    """Return a number of one or two words, as "twenty" and "five", and where it ends."""
    value, at = row[at].value, at + 1
    joined = at + 1 if at < len(row) and row[at].kind == "n" else at
    tens = value >= _TENS and value % 10 == 0
    if tens and joined < len(row) and row[joined].kind == "k" and row[joined].value < 10:  # noqa: PLR2004 - a digit
        return value + row[joined].value, joined + 1
    return value, at


def _minutes(row: list[Word], at: int) -> tuple[float, int, bool]:
    """Return the minutes that follow an hour, where they end, and whether they are called so."""
    joined = at + 1 if at < len(row) and row[at].kind in "np" else at
    if joined >= len(row):
        return 0, at, False
    kind, value = row[joined]
    if kind in "hQ":
        return value * _HOUR, joined + 1, True
    if kind != "k":
        return 0, at, False
    value, end = _number(row, joined)
    called = end < len(row) and row[end].kind == "I"
    return value, end + called, called
