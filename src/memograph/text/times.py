"""When a talk began and ended, and how long it lasted, as its record words it.

The wording is always kept; what it leaves open, or says only roughly, is not normalized.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from memograph.problems import Span
from memograph.text.clock import Clock, as_printed, clocks, linked, settled, spelled
from memograph.text.clock_tokens import clock_tokens
from memograph.text.durations import Stretch, canonical_duration, stretches
from memograph.text.timewords import known_language, twelve_hours
from memograph.text.tokens import Token, compiled, shape

Qualifier = Literal["about", "before", "after"]

_LONGEST_SENTENCE = 2000
_QUALIFIER = r"(?P<words>(?:l (?:[pg] )?)?(?P<kind>[qgbf])\.?) (?:[pB]\.? )?(?:a )?$"
_QUALIFIERS: dict[str, Qualifier] = {"q": "about", "g": "about", "b": "before", "f": "after"}
_WORDS_ONLY = r"(?:[wpo] )?(?:a )?d"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """A time of day in a text, or a range of two; what is ambiguous is None."""

    span: Span
    text: str
    start: str | None
    end: str | None = None
    qualifier: Qualifier | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTime:
    """The time of a meeting; `text` is its wording, from the qualifier to the last expression.

    `start` and `end` are "18:00", `duration` an xsd:dayTimeDuration; each is None unless stated
    exactly, but for a start that `qualifier` softens. `next_day` tells that the end is stated to
    fall on the day after. `contradiction` says what cannot be true of the wording.
    """

    span: Span
    text: str
    start: str | None = None
    end: str | None = None
    qualifier: Qualifier | None = None
    duration: str | None = None
    zone: str | None = None
    contradiction: str | None = None
    next_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """One time or two that belong together, and how the first is qualified."""

    left: Clock
    right: Clock | None
    qualifier: Qualifier | None
    first: int

    @property
    def last(self) -> int:
        return (self.right or self.left).last


def find_times(text: str, *, language: str | None = None) -> tuple[FoundTime, ...]:
    """Return the times of day in `text`, in order, two joined by "to" or a dash as one.

    >>> [(time.start, time.end) for time in find_times("Open 3-4 p.m., closed at 18:30.")]
    [('15:00', '16:00'), ('18:30', None)]
    """
    tokens = clock_tokens(text, known_language(language))
    found = []
    for one in _ranges(_without(tokens, list(stretches(tokens))), whole=False):
        span = Span(tokens[one.first].start, tokens[one.last].end)
        right = one.right
        found.append(
            FoundTime(
                span=span,
                text=span.cut(text),
                start=spelled(one.left.minute),
                end=spelled(right.minute) if right else None,
                qualifier=one.qualifier,
                zone=one.left.zone or (right.zone if right else None),
            )
        )
    return tuple(found)


def parse_time_sentence(text: str, *, language: str | None = None) -> MeetingTime | None:
    """Return the time that a sentence or a field of a record's head states, if it states one.

    >>> found = parse_time_sentence("It started around 6:00 p.m. and continued for 90 minutes.")
    >>> found.start, found.qualifier, found.duration
    ('18:00', 'about', 'PT1H30M')
    """
    if len(text) > _LONGEST_SENTENCE:
        return None
    tokens = clock_tokens(text, known_language(language))
    lasting = list(stretches(tokens))
    free = _without(tokens, lasting)
    ranges = list(_ranges(free, whole=_is_value(tokens)))
    spent = [stretch for stretch in lasting if _counts(tokens, stretch)]
    if not ranges and not spent:
        return _in_words(text, tokens)
    return _assembled(text, tokens, ranges, spent, own=known_language(language))


def _without(tokens: Sequence[Token], taken: Sequence[Stretch]) -> list[Token]:
    """Return the tokens with those of durations masked."""
    row = list(tokens)
    for stretch in taken:
        for index in range(stretch.first, stretch.last + 1):
            row[index] = row[index]._replace(kind="~")
    return row


def _is_value(tokens: Sequence[Token]) -> bool:
    """Tell whether the tokens are no sentence but a value: marks, numbers and words of time."""
    return not any(token.kind in {"x", "="} for token in tokens)


def _ranges(tokens: Sequence[Token], *, whole: bool) -> Iterator[_Range]:
    """Yield times and ranges of times; a bare number counts only as an end of a range."""
    row = shape(tokens)
    found = clocks(tokens, whole=whole)
    index = 0
    while index < len(found):
        left = found[index]
        right = found[index + 1] if index + 1 < len(found) else None
        joined = (
            right is not None and linked(row, left, right) and (whole or left.sure or right.sure)
        )
        if right is not None and joined and _may_pair(row, left, right):
            left, right = settled(left, right)
            yield _range(row, left, right)
            index += 2
            continue
        if left.sure:
            yield _range(row, left, None)
        index += 1


def _may_pair(row: str, left: Clock, right: Clock) -> bool:
    """Tell whether "and" joins two ends: only after "between"; bare numbers need a dash or "to"."""
    gap = row[left.last + 1 : right.first]
    return "n" not in gap or "p" in row[max(0, left.first - 4) : left.first]


def _range(row: str, left: Clock, right: Clock | None) -> _Range:
    match = compiled(_QUALIFIER).search(row[max(0, left.first - 14) : left.first])
    offset = max(0, left.first - 14)
    if not match:
        return _Range(left=left, right=right, qualifier=None, first=left.first)
    return _Range(
        left=left,
        right=right,
        qualifier=_QUALIFIERS[match["kind"]],
        first=offset + match.start("words"),
    )


def _counts(tokens: Sequence[Token], stretch: Stretch) -> bool:
    """Tell whether a duration is the talk's: after "lasted" or "for", or if it is all there is."""
    row = shape(tokens)
    before = re.split(r"[|;]|\. ", row[: stretch.first])[-1]
    words = sum(token.kind == "x" for token in tokens)
    return "v" in before or "v" in row[stretch.last + 1 :][:3] or words == 0


def _is_end(row: str, one: _Range, previous: int) -> int | None:
    """Return where the nearest cue before a time stands, if it is one of ending."""
    gap = row[previous : one.first]
    cues = [index for index, kind in enumerate(gap) if kind in "sev"]
    return previous + cues[-1] if cues and gap[cues[-1]] == "e" else None


def _assembled(
    text: str,
    tokens: Sequence[Token],
    ranges: Sequence[_Range],
    spent: Sequence[Stretch],
    *,
    own: str | None,
) -> MeetingTime:
    """Put the parts of a wording together: its start, its end, its duration."""
    row = shape(tokens)
    start = end = None
    edges = [edge for stretch in spent for edge in (stretch.first, stretch.last)]
    previous = 0
    for one in ranges:
        cue = _is_end(row, one, previous)
        previous = one.last + 1
        edges += [one.first, one.last]
        if cue is not None:
            end = replace(one, right=None)
            edges += [cue] if start is None and not spent else []
        elif start is None:
            start = one
            end = replace(one, left=one.right, right=None, qualifier=None) if one.right else end
        elif end is None and one.right is None and "t" in row[start.last : one.first]:
            end = one
    span = Span(tokens[_first_edge(row, min(edges), spent)].start, tokens[max(edges)].end)
    exact = [stretch.seconds for stretch in spent if not stretch.hedged]
    found = MeetingTime(
        span=span,
        text=span.cut(text),
        duration=canonical_duration(exact[0]) if exact else None,
        next_day=any(token.kind == "X" for token in tokens[previous:]) and end is not None,
    )
    return _with_clocks(found, start, end, plain=own is not None and not twelve_hours(own))


def _first_edge(row: str, first: int, spent: Sequence[Stretch]) -> int:
    """Return the first token of the wording, with the hedge of a duration that begins it."""
    if not any(stretch.first == first and stretch.hedged for stretch in spent):
        return first
    match = re.search(r"(?:[yqg]\.? ?){1,3}(?:a )?$", row[max(0, first - 14) : first])
    return max(0, first - 14) + match.start() if match else first


def _with_clocks(
    found: MeetingTime, start: _Range | None, end: _Range | None, *, plain: bool
) -> MeetingTime:
    """Return the time with start and end, as far as they are exact and fit one another."""
    left = start.left if start else None
    right = end.left if end else None
    if left and right:
        left, right = settled(left, right)
    if plain:
        left, right = left and as_printed(left), right and as_printed(right)
    begins, ends = (left.minute if left else None), (right.minute if right else None)
    zone = next((clock.zone for clock in (left, right) if clock and clock.zone), None)
    if end and end.qualifier:
        ends = None
    flaw = None
    if begins is not None and ends is not None and ends < begins and not found.next_day:
        midnight = ends == 0
        flaw = (
            None if midnight else f"the end {spelled(ends)} is before the start {spelled(begins)}"
        )
        found = replace(found, next_day=midnight)
        ends = ends if midnight else None
    return replace(
        found,
        start=spelled(begins),
        end=spelled(ends),
        qualifier=start.qualifier if start and begins is not None else None,
        zone=zone,
        contradiction=flaw,
    )


def _in_words(text: str, tokens: Sequence[Token]) -> MeetingTime | None:
    """Return a wording without numbers, "Evening" or "in the morning", for its text alone."""
    row = shape(tokens)
    match = compiled(_WORDS_ONLY).search(row)
    if not match or not (_is_value(tokens) or " " in match.group()):
        return None
    span = Span(tokens[match.start()].start, tokens[match.end() - 1].end)
    return MeetingTime(span=span, text=span.cut(text))
