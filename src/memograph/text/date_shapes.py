"""The grammar of dates: which shapes of tokens are a date, and of what form.

Kinds: D a number from 1 to 31, n another of one or two digits, Y a year, R a Roman numeral up to
XII, M and m a month in full and short, W and w a weekday, S a season, Q about, q roughly, P
perhaps, E a part ("early"), o of, a the, t to, u and, b between, h an ordinal's end, g the word
"year", z the end of a decade, # another number. Every pattern is bounded, so the search is linear.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_PRE_DAY = r"(?:(?P<about>[QP])\.? ?(?:a )?)?(?:(?:W|w(?=[.,]))[.,]{0,2} ?(?:a )?)?"
_PRE_LOOSE = r"(?:(?P<about>[QqP])\.? ?(?:a ?)?)?(?:(?P<part>E)(?: ?- ?| )(?:o ?)?(?:a ?)?)?"
_POST = r"(?: ?g\.?)?(?P<doubt> ?\(\?\)| ?\?)?(?: ?\(W\)|, ?W(?=$|[|.;)]))?"  # "(?)", "(Thursday)"
_NOT_IN_NUMBER = r"(?<![DnYx#][-/.:])(?<![/_#])"
_NUMBER_ENDS = r"(?![DnY#])(?![-/:_][DnY#x_])(?!\.[DnY#])"

_LEFT = (
    r"(?P<d1>D) ?(?:-?[hz])?\.?(?:(?: ?o ?(?:o ?)?| ?-|/| )?(?P<m1>[Mm])\.?"
    r"(?:,? ?(?:o ?)?(?P<y1>Y)(?: ?g\.?)?)?)?"
)
_DAY_MONTH = r"(?P<d2>D) ?(?:-?[hz])?\.?(?: ?o ?(?:o ?)?| ?- ?|/| )?(?P<m2>[Mm])\.?"
_CONN = r"(?: ?(?P<conn>[-tu]) ?|(?P<slash>/))(?:a )?"
_BETWEEN = r"(?:(?P<between>b) (?:a )?)?"
_TO_YEAR = r"(?:,? ?(?:o ?)?(?:a )?|[-/])"

_PATTERNS = {
    "day": (
        _PRE_DAY + _BETWEEN + f"(?:{_LEFT}{_CONN})?{_DAY_MONTH}{_TO_YEAR}(?P<y2>Y)(?!z)" + _POST
    ),
    "month first": (
        _PRE_DAY + _BETWEEN + r"(?P<m1>[Mm])\.? ?(?:a )?(?P<d1>D) ?h?"
        r"(?:(?:, ?(?P<y1>Y)| (?P<y1b>Y))?(?: ?(?P<conn>[-tu]) ?|(?P<slash>/))"
        r"(?:(?P<m2>[Mm])\.? ?(?:a )?)?(?P<d2>D) ?h?)?"
        r"(?: ?[,.] ?| )(?P<y2>Y)(?!z)" + _POST
    ),
    "dotted": (
        _NOT_IN_NUMBER + _PRE_DAY + r"(?:(?P<d1>D)\.?(?: ?(?P<m1>D)\.(?: ?(?P<y1>Y))?)?"
        r" ?(?P<conn>[-t]) ?)?(?P<d2>D)\. ?(?P<m2>[Dn])\. ?(?P<y2>Y)" + _NUMBER_ENDS + _POST
    ),
    "slashed": (
        _NOT_IN_NUMBER + _PRE_DAY + r"(?P<d2>D)(?P<sep>[-/])(?P<m2>D)(?P=sep)(?P<y2>Y)"
        r"" + _NUMBER_ENDS + _POST
    ),
    "roman": (
        _NOT_IN_NUMBER + _PRE_DAY + r"(?P<d2>D)(?:\. ?|/|-| )(?P<m2>R)(?:\. ?|/|-| )"
        r"(?P<y2>Y)" + _NUMBER_ENDS + _POST
    ),
    "iso": (
        _NOT_IN_NUMBER + _PRE_DAY + r"(?P<y1>Y)-(?P<m1>D)(?:-(?P<d1>D))?"
        r"(?:(?P<conn>/| ?t ?| - )(?P<y2>Y)-(?P<m2>D)(?:-(?P<d2>D))?)?" + _NUMBER_ENDS + _POST
    ),
    "year first": (
        _NOT_IN_NUMBER + r"(?P<y2>Y)(?P<sep>[/.]) ?(?P<m2>D)(?P=sep) ?(?P<d2>D)"
        r"(?!D)" + _NUMBER_ENDS + _POST
    ),
    "chinese": r"(?P<y2>Y) ?年(?: ?(?P<m2>D) ?月(?: ?(?P<d2>D) ?日)?)?",
    "year, month": (
        r"(?P<y2>Y)(?P<stop>\.)?,? ?(?P<m2>[Mm])\.? ?(?P<d2>D)(?: ?-?h|\.)?(?!,? ?Y)(?!D)" + _POST
    ),
    "season": (
        _PRE_LOOSE + r"(?P<season>S)(?:,? ?o)?,? ?(?:a )?(?P<y2>Y)"
        r"(?:[-/](?P<short>[Dn]|Y))?(?!z)(?!\.?[D#])" + _POST
    ),
    "month": (
        _PRE_LOOSE + _BETWEEN + r"(?:(?P<m1>[Mm])\.?(?:,? ?(?:o ?)?(?P<y1>Y))? ?(?P<conn>[-/tu])"
        r" ?)?(?P<m2>[Mm])\.?,? ?(?:o ?)?(?:a )?(?P<y2>Y)(?!z)" + _POST
    ),
    "year": (
        _NOT_IN_NUMBER + _PRE_LOOSE + _BETWEEN + r"(?:(?P<y1>Y) ?(?P<conn>[-/tu]) ?)?"
        r"(?P<y2>Y)(?:[-/](?P<short>[Dn]))?(?P<decade>'?z|h)?" + _NUMBER_ENDS + _POST
    ),
    "short year": (
        _PRE_DAY + r"(?:(?P<d2>D) ?(?:-?[hz])?\.?(?: ?o ?|-|/| )?(?P<m2>[Mm])\.?[ -]|"
        r"(?P<m3>[Mm])\.? ?(?P<d3>D) ?h?, ?|(?P<m4>[Mm])\.?(?: |-)(?='))"
        r"(?P<mark>')?(?P<yy>[Dn])(?!h)" + _NUMBER_ENDS + _POST
    ),
    "short number": (
        _NOT_IN_NUMBER + r"(?P<d2>D)(?P<sep>[./-])(?P<m2>[DR])(?P=sep)(?P<yy>[Dn])"
        r"" + _NUMBER_ENDS + _POST
    ),
    "no year": (
        _PRE_DAY + r"(?:(?P<d2>D) ?(?:-?[hz])?\.?(?: ?o ?| ?- ?| )?(?P<m2>[Mm])\.?"
        r"|(?P<m3>[Mm])\.? ?(?P<d3>D) ?h?)(?![ ,]{0,2}'?[DnY#])" + _POST
    ),
}


class Found(NamedTuple):
    """A form of date and where its shape lies."""

    form: str
    match: re.Match[str]


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    return {form: re.compile(pattern) for form, pattern in _PATTERNS.items()}


def matches(shape: str) -> list[Found]:
    """Return whatever in a shape may be a date: the leftmost first, of those the longest.

    >>> [found.form for found in matches("D M Y")]
    ['day', 'month', 'year']
    """
    found = [
        Found(form, match)
        for form, pattern in _compiled().items()
        for match in pattern.finditer(shape)
    ]
    return sorted(found, key=lambda one: (one.match.start(), -one.match.end()))
