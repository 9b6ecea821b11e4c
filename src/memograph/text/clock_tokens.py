"""The tokens of times and durations.

Kinds: N a number of one or two digits, F of four, # another, k a number word, V a fraction sign,
P a.m. or p.m., d a part of the day, u and U and B and c words of the clock (B stands before its
number), H I S D units of duration (U and B may be one too), T a whole duration, h half, Q quarter,
K a time in words, J one of twelve hours, L noon or midnight, q g b f l y hedges, p a preposition of
time, t until, n and, a the, A an, o of, w in, s begin, e end, v last, X next, Z a time zone, = part
of a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from memograph.text.clock_words import SaidTime, said_times
from memograph.text.dates import find_dates
from memograph.text.timewords import time_words
from memograph.text.tokens import NUMBER, WORD, Token, compiled, compounds, tokenize

ZONES: Mapping[str, str] = {
    "gmt": "Z",
    "utc": "Z",
    "z": "Z",
    "est": "-05:00",
    "edt": "-04:00",
    "cet": "+01:00",
    "mez": "+01:00",
    "cest": "+02:00",
    "mesz": "+02:00",
}
_MASKED = "="


_MERIDIEM = r"(?i)(?P<half>[ap])(?:\.\s?m\.?|m\b\.?)"


def clock_tokens(text: str, language: str | None) -> Sequence[Token]:
    """Return the tokens of a text for the grammar of times; dates are masked.

    >>> "".join(token.kind for token in clock_tokens("around 6:00 p.m.", "en"))
    'q N:N P'
    """
    words = time_words(language)
    dates = [date.span for date in find_dates(text, language=language, yearless=True)]
    raw = list(compounds(tokenize(text, 0, len(text), words), words))
    row = [_classified(token) for token in raw]
    row = list(_with_meridiems(text, row))
    row = list(_with_said(row, said_times(text, language)))
    return list(_masked(row, dates))


def _with_said(row: Sequence[Token], said: Sequence[SaidTime]) -> Iterator[Token]:
    """Yield the tokens, those of a time in words as one: K, or J for one of twelve hours."""
    times = iter(said)
    current = next(times, None)
    begun = False
    for token in row:
        while current and token.start >= current.end:
            current, begun = next(times, None), False
        if current is None or token.start < current.start or token.end > current.end:
            yield token
        elif not begun:
            begun = True
            kind = "J" if current.halved else "K"
            yield Token(kind, current.start, current.end, "", current.minute)


def _classified(token: Token) -> Token:
    if token.kind == NUMBER:
        kind = {1: "N", 2: "N", 4: "F"}.get(len(token.word), "#")
        return token._replace(kind=kind, value=0 if kind == "#" else int(token.word))
    if token.kind == WORD and token.capital and token.word in ZONES:
        return token._replace(kind="Z")
    return token


def _with_meridiems(text: str, row: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, those of "p.m." as one of kind P, where they follow a number."""
    end = 0
    number = False
    for token in row:
        if token.start < end:
            continue
        match = (
            compiled(_MERIDIEM).match(text, token.start)
            if number and token.word[:1] in "ap"
            else None
        )
        if match and token.word[:1]:
            end = _without_stop(match)
            half = 12 if match["half"].lower() == "p" else 0
            yield Token("P", token.start, end, match.group().lower(), half)
            if match.end() > end:
                yield Token(".", end, match.end(), ".")
                end = match.end()
            number = False
            continue
        if token.kind != " ":
            number = token.kind in "NFk" or (number and token.kind == "c")
        yield token


def _without_stop(match: re.Match[str]) -> int:
    """Return where "pm" ends: its final stop belongs to it only if it is written "p.m."."""
    inner = match.group()[1:2] == "."
    return match.end() - (match.group().endswith(".") and not inner)


def _masked(row: Sequence[Token], dates: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """Yield the tokens, those inside dates with a kind that no time has."""
    spans = iter(dates)
    current = next(spans, None)
    for token in row:
        while current and token.start >= current[1]:
            current = next(spans, None)
        inside = current is not None and current[0] <= token.start < current[1]
        yield token._replace(kind=_MASKED) if inside else token
