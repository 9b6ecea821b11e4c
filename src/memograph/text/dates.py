"""Dates as records write them, in any language whose words are known: found, and given in EDTF.

A full and certain day has an ISO form; whatever is hedged, supplied by an editor, ambiguous or
contradictory keeps its wording and gets the EDTF form of what can be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.date_shapes import Found, matches
from memograph.text.date_values import Context, Reading, value_of
from memograph.text.edtf import DateValue
from memograph.text.timewords import date_words, known_language
from memograph.text.tokens import NUMBER, OTHER, WORD, Token, compounds, shape, tokenize

_REACH = 48
"""How far from its nearest digit a word of a date can stand."""

_LONGEST_DATE = 160
_ORDINAL = "D"
"""The kind of a day of the month, which an ordinal in words is as well."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FIRST_YEAR, _LAST_YEAR, _LAST_DAY = 1000, 2199, 31
_GLUE = frozenset("hgzMmQWwtau年月日")
"""Kinds of words that may touch a number: "12th", "1967г", "12Oct", "c1967"."""

_AROUND = frozenset(" |.,;:()[]oaltgW")
_QUOTES = frozenset("*_\"“”„«»'’")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a text: `span.cut(source) == text`; `iso` only for one full and certain day.

    `contradiction` says what cannot be true of the wording, such as a wrong weekday.
    """

    span: Span
    text: str
    iso: str | None
    edtf: str
    certain: bool
    contradiction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a shape lies among all tokens, with the brackets that belong to it."""

    first: int
    last: int
    supplied: bool = False


def find_dates(
    text: str,
    *,
    language: str | None = None,
    bare_years: bool = False,
    yearless: bool = False,
) -> tuple[FoundDate, ...]:
    """Return the dates in `text`, in order.

    A year alone counts only after a word such as "circa" or in brackets of its own, unless
    `bare_years`; a day and month without a year count only with `yearless`.

    >>> [date.edtf for date in find_dates("On 12 October 1967, and again in spring 1974.")]
    ['1967-10-12', '1974-21']
    """
    own = known_language(language)
    context = Context(tokens=(), language=own, bare_years=bare_years, yearless=yearless)
    return tuple(
        date
        for start, end in _windows(text)
        for date in _dates(text, _tokens(text, Span(start, end), own), context)
    )


def parse_date(text: str, *, language: str | None = None) -> FoundDate | None:
    """Return the date that the whole of `text` is, if it is one.

    Brackets, a weekday, an article or preposition and a final stop may stand around it.

    >>> parse_date("le 3 mars 1961").iso
    '1961-03-03'
    """
    if len(text) > _LONGEST_DATE or not any(map(str.isdigit, text)):
        return None
    own = known_language(language)
    tokens = _tokens(text, Span(0, len(text)), own)
    context = Context(tokens=(), language=own, whole=True, bare_years=True, yearless=True)
    dates = _dates(text, tokens, context)
    return next((date for date in dates if _fills(date.span, tokens)), None)


def _windows(text: str) -> Iterator[Span]:
    """Yield the stretches of text that are near a digit; there is no date elsewhere."""
    start, end = 0, -1
    for match in re.finditer(r"\d+", text):
        if match.start() - _REACH > end:
            if end >= 0:
                yield Span(start, end)
            start = max(0, match.start() - _REACH)
        end = min(len(text), match.end() + _REACH)
    if end >= 0:
        yield Span(start, end)


def _tokens(text: str, window: Span, language: str | None) -> Sequence[Token]:
    """Return the tokens of a window, numbers classified, words that its edge cuts made unknown."""
    words = date_words(language)
    row = list(tokenize(text, window.start, window.end, words))
    kinds = shape(row)
    row = list(compounds(row, words)) if "-" in kinds else row
    row = list(_supplied(row)) if "[" in kinds else row
    row = list(_counted(row)) if _ORDINAL in kinds else row
    for index, token in enumerate(row):
        cut = (index == 0 and token.start > 0) or (index == len(row) - 1 and token.end < len(text))
        if token.kind == NUMBER:
            around = (*row[index - 1 : index], *row[index + 1 : index + 2])
            row[index] = _number(token, around)
        elif token.word in _ROMAN and (text[token.start].isupper() or len(token.word) > 1):
            row[index] = token._replace(kind="R", value=_ROMAN.index(token.word) + 1)
        elif token.kind == "w" and not token.capital:
            row[index] = token._replace(kind=WORD)
        if cut and token.word[:1].isalpha():
            row[index] = token._replace(kind=OTHER)
    return row


def _supplied(row: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, a number whose end an editor supplied ("19[49]") as one."""
    index = 0
    while index < len(row):
        token = row[index]
        kinds = "".join(near.kind for near in row[index : index + 4])
        digits = "".join(near.word for near in row[index : index + 4] if near.kind == NUMBER)
        parted = kinds in {f"{NUMBER}[{NUMBER}]", f"[{NUMBER}]{NUMBER}"}
        if parted and len(digits) in (2, 4):
            last = row[index + 3]
            yield token._replace(kind=NUMBER, end=last.end, word=digits)
            index += 4
        else:
            yield token
            index += 1


def _counted(row: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, an ordinal of two words ("двадцать первое") as one."""
    index = 0
    while index < len(row):
        token = row[index]
        kinds = "".join(near.kind for near in row[index : index + 3])
        if token.value and kinds == f"{WORD} {_ORDINAL}" and row[index + 2].value < 10:  # noqa: PLR2004 - "twenty" and a unit
            unit = row[index + 2]
            yield token._replace(kind=_ORDINAL, end=unit.end, value=token.value + unit.value)
            index += 3
        else:
            yield token
            index += 1


def _number(token: Token, around: Sequence[Token]) -> Token:
    """Return a number as a day, a year, another of one or two digits, or none of a date."""
    letters = [near for near in around if near.word[:1].isalpha()]
    if len(token.word) not in {1, 2, 4} or not all(_may_touch(near) for near in letters):
        return token._replace(kind="#")
    value = int(token.word)
    if len(token.word) == 4:  # noqa: PLR2004 - a year has four digits
        kind = "Y" if _FIRST_YEAR <= value <= _LAST_YEAR else "#"
    else:
        kind = "D" if 1 <= value <= _LAST_DAY else "n"
    return token._replace(kind=kind, value=value)


def _may_touch(word: Token) -> bool:
    return word.kind in _GLUE or word.word == "t"


def _dates(text: str, tokens: Sequence[Token], context: Context) -> Iterator[FoundDate]:
    """Yield the dates among some tokens: the leftmost first, of those the longest."""
    places = [index for index, token in enumerate(tokens) if token.kind not in "[]"]
    seen = replace(context, tokens=[tokens[index] for index in places])
    end = 0
    for found in matches(shape(seen.tokens)):
        if found.match.start() < end:
            continue
        last = _without_question(found, tokens, places, whole=context.whole)
        place = _bracketed(tokens, places[found.match.start()], places[last - 1])
        if any("[" in text[t.start : t.end] for t in tokens[place.first : place.last + 1]):
            place = replace(place, supplied=True)
        reading = value_of(found, seen, bracketed=place.supplied)
        if reading:
            end = found.match.end()
            yield _found(text, tokens, place, _weighed(reading, found, last, seen))


def _without_question(
    found: Found, tokens: Sequence[Token], places: Sequence[int], *, whole: bool
) -> int:
    """Return where the date ends: before a question mark that only ends the sentence."""
    groups = found.match.groupdict()
    end = found.match.end()
    if not groups.get("doubt") or "(" in groups["doubt"]:
        return end
    start, mark = found.match.start("doubt"), places[found.match.end("doubt") - 1]
    after = tokens[mark + 1].kind if mark + 1 < len(tokens) else ""
    before = tokens[mark - 1].kind
    if after in {"]", ")"} or before == "[" or (whole and not after):
        return end
    return start


def _bracketed(tokens: Sequence[Token], first: int, last: int) -> _Place:
    """Take in the square brackets that close around or inside a date: an editor supplied it."""
    inside = [token.kind for token in tokens[first : last + 1] if token.kind in "[]"]
    opens = first > 0 and tokens[first - 1].kind == "["
    closes = last + 1 < len(tokens) and tokens[last + 1].kind == "]"
    surplus = inside.count("[") - inside.count("]")
    if surplus == 0 and opens and closes:
        return _Place(first=first - 1, last=last + 1, supplied=True)
    if surplus == 1 and closes:
        return _Place(first=first, last=last + 1, supplied=True)
    if surplus == -1 and opens:
        return _Place(first=first - 1, last=last, supplied=True)
    return _Place(first=first, last=last, supplied=bool(inside) and surplus == 0)


def _weighed(reading: Reading, found: Found, last: int, context: Context) -> Reading:
    """Return the reading with a doubt that is printed and a weekday that is wrong."""
    doubt = found.match.groupdict().get("doubt") and last == found.match.end()
    weekdays = [
        int(token.value)
        for token in context.tokens[found.match.start() : last]
        if token.kind in "Ww"
    ]
    flaws = (reading.value.first.weekday_flaw(weekday) for weekday in weekdays)
    flaw = next((flaw for flaw in flaws if flaw), None)
    if not doubt and not flaw:
        return reading
    return Reading(
        value=replace(reading.value, uncertain=True),
        certain=False,
        contradiction=reading.contradiction or flaw,
    )


def _found(text: str, tokens: Sequence[Token], place: _Place, reading: Reading) -> FoundDate:
    span = Span(tokens[place.first].start, tokens[place.last].end)
    value: DateValue = reading.value
    if place.supplied:
        value = replace(value, uncertain=True)
    certain = reading.certain and not place.supplied
    single = value.last is None and value.first.full
    return FoundDate(
        span=span,
        text=span.cut(text),
        iso=value.first.stamp if certain and single else None,
        edtf=value.edtf,
        certain=certain,
        contradiction=reading.contradiction,
    )


def _fills(span: Span, tokens: Sequence[Token]) -> bool:
    """Tell whether nothing but blanks, marks and small words stand around a span."""
    outside = (token for token in tokens if token.end <= span.start or token.start >= span.end)
    return all(token.kind in _AROUND or token.word in _QUOTES for token in outside)
