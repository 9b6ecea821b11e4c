"""How long something lasted: wordings such as "an hour and a half", and xsd:dayTimeDuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.clock_tokens import clock_tokens
from memograph.text.timewords import known_language
from memograph.text.tokens import Token, compiled, shape

_SECONDS = {"H": 3600, "U": 3600, "B": 3600, "I": 60, "S": 1, "D": 86400}
_AMOUNT = r"N[.,]N|N ?N/N|N ?V|V|N|k|A|#"
_PART = (
    r"(?:(?P<half>(?:[aAk] )?(?:h|V)(?: ?- ?| )(?:o )?(?:[aA] )?)"  # "half an"
    r"|(?P<quarter>(?:(?P<quarters>[AkN]) )?Q (?:o ?)?(?:[aA] )?)"  # "three quarters of an"
    rf"|(?P<amount>{_AMOUNT})(?: [nwp] (?:[aA] )?(?P<middle>[hQV]))?(?: ?-)? ?)"  # "one and a half"
    r"(?P<unit>[HUBISD])\.?"
    r"(?:(?<=U) ?(?P<over>N)(?![NkFI#.:/-])(?! [NkFIHUBSD]))?"  # "1 h 30"
    r"(?: n (?:[aA] )?(?P<rest>[hQ])(?! (?:o )?(?:[aA] )?[HUBI]))?"  # "and a half"
    r"|(?:[Ak] )?(?P<total>T)"
)
_JOINT = r",? ?(?:n )?"
_HEDGED = r"(?:[yqg]\.? ?){1,3}(?:[aA] )?$"
_OF_CLOCK = r"(?:[pgt] (?:[qy]\.? )?|[se]\W{0,3})[Nk] ?[Uu]\.? ?$"
_AT = r"(?:p (?:a )?[Nk] t )$|(?:[pg] (?:[qy]\.? )?(?:[aA] )?|[pgt] [aA] )$"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDuration:
    """A duration in a text; `duration` is None where the wording hedges it ("about two hours")."""

    span: Span
    text: str
    duration: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A duration among tokens: from which to which, of how many seconds, hedged or not."""

    first: int
    last: int
    seconds: int
    hedged: bool
    unit: str


def canonical_duration(seconds: int) -> str:
    """Return a number of seconds as a canonical xsd:dayTimeDuration.

    >>> canonical_duration(90 * 60), canonical_duration(25 * 3600), canonical_duration(0)
    ('PT1H30M', 'P1DT1H', 'PT0S')
    """
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    date = f"{days}D" if days else ""
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    time = "".join(f"{number}{unit}" for number, unit in parts if number)
    if not date and not time:
        return "PT0S"
    return f"P{date}" + (f"T{time}" if time else "")


def find_durations(text: str, *, language: str | None = None) -> tuple[FoundDuration, ...]:
    """Return the durations in `text`, in order.

    >>> [found.duration for found in find_durations("It lasted an hour and a half.")]
    ['PT1H30M']
    """
    tokens = clock_tokens(text, known_language(language))
    found = []
    for stretch in stretches(tokens):
        span = Span(tokens[stretch.first].start, tokens[stretch.last].end)
        duration = None if stretch.hedged else canonical_duration(stretch.seconds)
        found.append(FoundDuration(span=span, text=span.cut(text), duration=duration))
    return tuple(found)


def stretches(tokens: Sequence[Token]) -> Iterator[Stretch]:
    """Yield the durations among tokens; "1 hour" and "30 minutes" after it are one."""
    row = shape(tokens)
    open_one: Stretch | None = None
    for match in compiled(_PART).finditer(row):
        part = _stretch(match, tokens, row)
        if part is None or _is_hour(row, part):
            continue
        if open_one and _continues(open_one, part, row):
            open_one = Stretch(
                first=open_one.first,
                last=part.last,
                seconds=open_one.seconds + part.seconds,
                hedged=open_one.hedged or part.hedged,
                unit=part.unit,
            )
            continue
        if open_one:
            yield open_one
        open_one = part
    if open_one:
        yield open_one


def _is_hour(row: str, part: Stretch) -> bool:
    """Tell whether "9 min" is the hour of "godz. 9 min 05" and no duration."""
    before = row[max(0, part.first - 3) : part.first]
    after = row[part.last + 1 : part.last + 4]
    return compiled(r"B\.? ?$").search(before) is not None and "N" in after


def _continues(before: Stretch, part: Stretch, row: str) -> bool:
    gap = row[before.last + 1 : part.first]
    smaller = _SECONDS.get(part.unit, 60) < _SECONDS.get(before.unit, 60)
    return smaller and compiled(_JOINT).fullmatch(gap) is not None


def _stretch(match: re.Match[str], tokens: Sequence[Token], row: str) -> Stretch | None:
    before = row[max(0, match.start() - 12) : match.start()]
    seconds = _seconds(match, tokens)
    if not seconds or _is_clock(match, tokens, before):
        return None
    last = match.end() - 1
    if row[last] == ".":  # a full stop, unless the unit is abbreviated in mid-sentence
        last -= row[last + 1 : last + 3].strip() == ""
    unit = match["unit"] or "I"
    hedged = compiled(_HEDGED).search(before) is not None
    return Stretch(first=match.start(), last=last, seconds=seconds, hedged=hedged, unit=unit)


def _is_clock(match: re.Match[str], tokens: Sequence[Token], before: str) -> bool:
    """Tell whether "17 heures" or "9.05 hours" is a time of day: by its form or its preposition."""
    if match["unit"] == "I" and compiled(_OF_CLOCK).search(before):
        return True
    if match["unit"] not in {"U", "B"} or match["half"] or match["quarter"] or match["middle"]:
        return False
    if re.search(r"v (?:[qy]\.? )?$", before):
        return False
    amount = [token for token in tokens[match.start() : match.end("amount")] if token.kind == "N"]
    clock = bool(match["over"]) or (len(amount) == 2 and len(amount[1].word) == 2)  # noqa: PLR2004 - HH.MM
    late = len(amount) == 1 and amount[0].value > 12  # noqa: PLR2004 - no talk lasts so long
    return clock or late or compiled(_AT).search(before) is not None


def _value(tokens: Sequence[Token], start: int, end: int) -> float | None:
    """Return the number that some tokens spell: "2", "1.5", "1 1/2", "1½", "two", "a"."""
    values = [token.value for token in tokens[start:end] if token.kind in "NkVA"]
    kinds = "".join(token.kind for token in tokens[start:end])
    if not values:
        return None
    if "/" in kinds:
        return _mixed(tokens[start:end])
    if "." in kinds or "," in kinds:
        return float(f"{int(values[0])}.{tokens[end - 1].word}")
    return sum(values)


def _mixed(tokens: Sequence[Token]) -> float | None:
    """Return the number of "1 1/2"."""
    numbers = [token for token in tokens if token.kind == "N"]
    whole, above, below = (int(token.value) for token in numbers)
    return whole + above / below if below else None


def _seconds(match: re.Match[str], tokens: Sequence[Token]) -> int | None:
    if match["total"]:
        return int(tokens[match.start("total")].value * 60)
    unit = _SECONDS[match["unit"]]
    if match["half"]:
        return unit // 2
    if match["quarter"]:
        count = tokens[match.start("quarters")] if match["quarters"] else None
        return int(unit * (count.value or 1 if count else 1) / 4)
    amount = _value(tokens, *match.span("amount"))
    if amount is None and tokens[match.start("amount")].word.isdecimal():
        amount = int(tokens[match.start("amount")].word) if unit == _SECONDS["I"] else None
    if amount is None:
        return None
    for name in ("middle", "rest"):
        amount += tokens[match.start(name)].value if match[name] else 0
    minutes = int(tokens[match.start("over")].value) if match["over"] else 0
    return round(amount * unit) + 60 * minutes
