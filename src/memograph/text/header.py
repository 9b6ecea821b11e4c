"""The head of a record: what its keyed lines, lists and sentences say about the meeting.

A keyed line is "Key: value"; a list stands under a heading; a sentence is recognized by the
patterns of the cue files. Nothing is resolved here: a Field is a name and the span of its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.attendance import attendees, is_post
from memograph.text.cues import Cues
from memograph.text.lines import lines, trim, wrap_width
from memograph.text.names import printed_name

_KEYED = re.compile(
    r"\s*(?:\*\*|__)?(?P<key>[^:\uff1a\n]{1,70}?)(?:\*\*|__)?\s*[:\uff1a](?:\*\*|__)?(?P<value>[\s\S]*)$"
)
_DASHED = re.compile(r"\s*(?P<key>[^\W\d_][^:\n–—-]{2,30}?)\s*[-–—]\s*(?P<value>\S.*)$")
_ALIAS = re.compile(r"(?P<alias>[^\W\d_]{1,4}\.?)\s*=\s*(?P<value>[^\W\d_].+)$")
_STOP = re.compile(r"[.;]\s+(?=[^\W\d_a-z])")
_LISTS = frozenset(
    {
        "participants",
        "absent",
        "chair",
        "interpreter",
        "note-taker",
        "stenographer",
        "secretary",
        "observer",
    }
)
PROSE = (
    "absent",
    "interpreter",
    "stenographer",
    "note-taker",
    "editor",
    "chair",
    "interviewer",
    "interviewee",
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_CONTINUED = 2
_SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that the head says: its name, the span of its value, the unit it stands in.

    `side` is the heading of a side, `leader` the span of the person whom the others accompany.
    """

    name: str
    span: Span
    unit: Span
    keyed: bool
    side: str | None = None
    leader: Span | None = None
    alias: str | None = None
    item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line or wrapped paragraph of the head, with the number of blank lines before it."""

    span: Span
    text: str
    gap: int


def units(text: str, within: Span, cues: Cues) -> tuple[Unit, ...]:
    """Return the lines of the head; wrapped lines are joined unless a known key opens one."""
    width = wrap_width(text)
    found: list[Unit] = []
    gap = 0
    for line in lines(text, within):
        span = trim(text, *line)
        if span.start == span.end:
            gap += 1
            continue
        content = span.cut(text)
        if (
            width
            and found
            and not gap
            and not _opens_field(content, cues)
            and _full(text, found[-1].span.end, content, width)
        ):
            before = found[-1]
            whole = Span(before.span.start, span.end)
            found[-1] = replace(before, span=whole, text=_one_line(text, whole))
        else:
            found.append(Unit(span=span, text=content, gap=gap))
        gap = 0
    return tuple(found)


def _one_line(text: str, span: Span) -> str:
    """Return the characters of a span with blanks for line ends, each at its place."""
    return span.cut(text).replace("\n", " ")


def _full(text: str, end: int, following: str, width: int) -> bool:
    """Tell whether the line that ends at `end` had no room for the next word."""
    start = text.rfind("\n", 0, end) + 1
    return len(text[start:end].strip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _opens_field(content: str, cues: Cues) -> bool:
    match = _KEYED.match(content)
    return bool(match and (cues.key(match["key"]) or side_heading(match["key"], cues)))


def fields(text: str, within: Span, cues: Cues) -> tuple[Field, ...]:
    """Return everything that the keyed lines, lists and sentences of the head say, in order."""
    found: list[Field] = []
    listing: Field | None = None
    for unit in units(text, within, cues):
        keyed = _keyed(unit, cues) or _heading(unit, cues, listing)
        if keyed:
            listing = keyed if keyed.name in _LISTS else None
            if keyed.span.start < keyed.span.end:
                found.extend(_keyed_parts(text, keyed, cues))
            continue
        if listing and _continues(text, unit, listing, found, cues):
            found.append(replace(listing, span=unit.span, unit=unit.span, item=True))
            continue
        prose = tuple(f for part in sentences(text, unit, cues) for f in _part(text, part, cues))
        if prose or len(unit.text.split()) > _CONTINUED + 6 or unit.text.endswith("."):
            listing = None
        found.extend(prose)
    return tuple(found)


def _keyed_parts(text: str, field: Field, cues: Cues) -> Iterator[Field]:
    """Yield the parts of a keyed value: sides within a list, further keys on the same line."""
    unit = Unit(span=field.span, text=_one_line(text, field.span), gap=0)
    first, *others = sentences(text, unit, cues)
    known = [tuple(_part(text, part, cues)) for part in others]
    if any(known):
        field = replace(field, span=Span(first.span.start, first.span.end))
    if field.name == "participants":
        yield from _by_side(text, field, cues)
    else:
        yield field
    for found in known:
        yield from found


def sentences(text: str, unit: Unit, cues: Cues) -> tuple[Unit, ...]:
    """Return the sentences of a unit; a stop behind a title or an initial ends none.

    >>> from memograph.text.cues import cues
    >>> line = "The stenographer was Mr. L. Ray. Ann Fox took notes."
    >>> [u.text for u in sentences(line, Unit(span=Span(0, 52), text=line, gap=0), cues("en"))]
    ['The stenographer was Mr. L. Ray.', 'Ann Fox took notes.']
    """
    found: list[Unit] = []
    start = unit.span.start
    for match in _STOP.finditer(text, unit.span.start, unit.span.end):
        if text[match.start()] == ";" and not _opens_field(text[match.end() : unit.span.end], cues):
            continue
        before = text[start : match.start()].split()
        last = before[-1] if before else ""
        if text[match.start()] == "." and _abbreviates(last, cues):
            continue
        span = trim(text, start, match.start() + 1)
        found.append(Unit(span=span, text=_one_line(text, span), gap=0))
        start = match.end()
    span = trim(text, start, unit.span.end)
    if span.start < span.end:
        found.append(Unit(span=span, text=_one_line(text, span), gap=0))
    return tuple(found) or (unit,)


def _abbreviates(word: str, cues: Cues) -> bool:
    """Tell whether the stop behind a word shortens it: an initial, a title, "No."."""
    return len(word.strip("([")) < _SHORTEST or cues.has("honorifics", word) or "." in word


def _part(text: str, part: Unit, cues: Cues) -> Iterator[Field]:
    keyed = _keyed(part, cues)
    if keyed and keyed.span.start < keyed.span.end:
        yield keyed
    else:
        yield from _prose(text, part, cues)


def _keyed(unit: Unit, cues: Cues) -> Field | None:
    defined = _ALIAS.match(unit.text)
    if defined:
        span = Span(unit.span.start + defined.start("value"), unit.span.end)
        alias = defined["alias"].strip(".")
        return Field(name="participants", span=span, unit=unit.span, keyed=True, alias=alias)
    match = _KEYED.match(unit.text)
    if not match:
        match = _DASHED.match(unit.text)
        if not match or cues.key(match["key"]) != "participants":
            return _attended(unit, cues)
    key = match["key"].strip()
    name, side = cues.key(key), None
    if name is None:
        side = side_heading(key, cues)
        name = "participants" if side else None
    if name is None:
        return None
    start, end = unit.span.start + match.start("value"), unit.span.end
    value = match["value"]
    start += len(value) - len(value.lstrip())
    return Field(name=name, span=Span(min(start, end), end), unit=unit.span, keyed=True, side=side)


def _attended(unit: Unit, cues: Cues) -> Field | None:
    """Return the list of a line such as "Attended by Ada Brown", which lacks its colon."""
    words = unit.text.split()
    for length in range(min(4, len(words) - 1), 1, -1):
        key = " ".join(words[:length])
        if cues.key(key) == "participants" and words[length][:1].isupper() and key[:1].isupper():
            start = unit.span.start + unit.text.index(words[length], len(key))
            span = Span(start, unit.span.end)
            return Field(name="participants", span=span, unit=unit.span, keyed=True)
    return None


def _heading(unit: Unit, cues: Cues, listing: Field | None) -> Field | None:
    """Return an empty field for a heading without colon: "PRESENT", or a side inside a list."""
    key = unit.text.strip(" *_.").strip()
    if len(key.split()) > 8:  # noqa: PLR2004 - no heading met is longer
        return None
    name, side = cues.key(key), None
    if name not in _LISTS:
        side = side_heading(key, cues)
        if not side or not (listing or key != key.lower()):
            return None
        name = listing.name if listing and listing.name == "absent" else "participants"
    empty = Span(unit.span.end, unit.span.end)
    return Field(name=name, span=empty, unit=unit.span, keyed=True, side=side)


def side_heading(key: str, cues: Cues) -> str | None:
    """Return the side that a heading such as "On the Polish side" names.

    >>> from memograph.text.cues import cues
    >>> side_heading("On the Polish side", cues("en"))
    'Polish'
    """
    match = cues.search("sides.headings", key.strip(" *_"))
    if is_post(key, cues):
        return None
    return " ".join(match["side"].split()) if match else None


def _continues(text: str, unit: Unit, listing: Field, found: list[Field], cues: Cues) -> bool:
    """Tell whether a unit goes on with a list: it names people and the list has not ended."""
    filled = any(f.unit == listing.unit for f in found)
    if unit.gap and filled and found[-1].name == listing.name and unit.gap > 1 + _CONTINUED:
        return False
    if listing.span.start < listing.span.end and text[listing.span.end - 1] not in ",;":
        return False
    if _NUMBERED.match(unit.text) and not _NUMBERED.match(
        text[found[-1].unit.start :] if filled else unit.text
    ):
        return False
    people = attendees(text, unit.span, cues)
    covered = sum(len(p.printed) for p in people)
    return (
        bool(people)
        and unit.text[-1:] != ":"
        and (covered * 4 >= len(unit.text) or bool(people[0].posts))
    )


def _prose(text: str, unit: Unit, cues: Cues) -> Iterator[Field]:
    """Yield what a sentence says about people; times, places and occasions are read elsewhere."""
    along = cues.search("prose.along_with", unit.text)
    present = cues.search("prose.present", unit.text)
    for name in PROSE:
        match = cues.search(f"prose.{name}", unit.text)
        if match:
            yield _field(name, unit, match.span("who"), match["who"])
            if name == "interviewer":
                continue
            return
    if present:
        found = _field("participants", unit, present.span("who"), present["who"])
        leader = None
        if along and "leader" in along.re.groupindex and along["leader"]:
            leader = Span(
                unit.span.start + along.start("leader"), unit.span.start + along.end("leader")
            )
            if cues.has("pronouns_he", along["leader"]):
                leader = _subject(text, unit.span.start, cues)
        yield from _by_side(text, replace(found, leader=leader), cues)


def _subject(text: str, end: int, cues: Cues) -> Span | None:
    """Return the name that opens the sentence before `end`, whom a pronoun there means."""
    start = text.rfind("\n", 0, end) + 1
    before = sentences(text, Unit(span=Span(start, end), text="", gap=0), cues)[-1].span
    best: Span | None = None
    for word in list(re.finditer(r"\S+", before.cut(text)))[:8]:
        at = Span(before.start, before.start + word.end())
        name = printed_name(at.cut(text), at.start, cues)
        if name and name.named != "role":
            best = at
    return best


def _field(name: str, unit: Unit, at: tuple[int, int], value: str) -> Field:
    stop = at[1] - (len(value) - len(value.rstrip(" .")))
    return Field(
        name=name,
        span=Span(unit.span.start + at[0], unit.span.start + stop),
        unit=unit.span,
        keyed=False,
    )


def _by_side(text: str, found: Field, cues: Cues) -> Iterator[Field]:
    """Split a list at "from the … side" into one field for each side."""
    marks = [
        (match.start(), match.end(), " ".join(match["side"].split()))
        for pattern in cues.patterns["prose.on_side"]
        for match in pattern.finditer(text, found.unit.start, found.unit.end)
    ]
    if not marks:
        yield found
        return
    if marks[0][0] > found.span.start and not text[marks[-1][1] : found.span.end].strip(" .;"):
        yield from _behind(text, found, marks)
        return
    before = [m for m in marks if m[0] < found.span.start]
    inside = [m for m in marks if m[0] >= found.span.start]
    side = before[-1][2] if before else None
    start = found.span.start
    for mark in (*inside, (found.span.end, found.span.end, "")):
        span = trim(text, start, mark[0])
        if span.end - span.start > _CONTINUED:
            yield replace(found, span=_without_mark(text, span), side=side)
        start, side = mark[1], mark[2]


def _behind(text: str, found: Field, marks: list[tuple[int, int, str]]) -> Iterator[Field]:
    """Split a list whose sides stand behind their people: "A and B from the Polish side; C …"."""
    start = found.span.start
    for first, after, side in marks:
        span = _without_mark(text, trim(text, start, first))
        if span.end > span.start:
            yield replace(found, span=span, side=side)
        start = after


def _without_mark(text: str, span: Span) -> Span:
    """Drop the punctuation that stood between a side and its people."""
    start = span.start
    while start < span.end and text[start] in " ,;:–-":
        start += 1
    return Span(start, span.end)
