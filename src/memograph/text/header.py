"""The head of a record: its lines, its sentences, and the keys that open them.

A keyed line is "Key: value". Nothing is resolved here: a Field is a name and the span of its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from memograph.problems import Span
from memograph.text.attendance import attendees, is_post
from memograph.text.cues import Cues
from memograph.text.lines import lines, trim, wrap_width

_KEYED = re.compile(
    r"\s*(?:\*\*|__)?(?P<key>[^:\uff1a\n]{1,70}?)(?:\*\*|__)?\s*[:\uff1a](?:\*\*|__)?(?P<value>[\s\S]*)$"
)
_DASHED = re.compile(r"\s*(?P<key>[^\W\d_][^:\n–—-]{2,30}?)\s*[-–—]\s*(?P<value>\S.*)$")
_ALIAS = re.compile(r"(?P<alias>[^\W\d_]{1,4}\.?)\s*=\s*(?P<value>[^\W\d_].+)$")
_STOP = re.compile(r"[.;]\s+(?=[^\W\d_a-z])")
_REACH = 200
"""How far from a stop its word or its key is sought: a sentence may be as long as the text."""
_DAY_AND_YEAR = re.compile(r"\d{1,2},? \d{4}\b")
_LONG = 60
_SHORTEST = 3
_LONGEST_HEAD = 64_000  # characters: no head that was met came near, and all of it is parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that the head says: its name, the span of its value, the unit it stands in.

    `side` is the heading of a side, `leader` the span of the person whom the others accompany.
    `single` tells that the mark-up gives the value to one person.
    """

    name: str
    span: Span
    unit: Span
    keyed: bool
    side: str | None = None
    leader: Span | None = None
    alias: str | None = None
    item: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A line or wrapped paragraph of the head, with the number of blank lines before it."""

    span: Span
    text: str
    gap: int


def bounded(text: str, head: Span) -> Span:
    """Return what of a head can be one: a text without turns is no head to its end.

    >>> bounded("Minutes", Span(0, 7))
    Span(start=0, end=7)
    """
    if head.end - head.start <= _LONGEST_HEAD:
        return head
    end = text.rfind("\n", head.start, head.start + _LONGEST_HEAD)
    return Span(head.start, end if end > head.start else head.start + _LONGEST_HEAD)


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
            found
            and not gap
            and not _opens_field(content, cues)
            and not _opens_person(content, found[-1].text, cues)
            and (
                (width and _full(text, found[-1].span.end, content, width))
                or _breaks_off(found[-1].text, cues)
                or _cut_short(text, found[-1].span.end, content, cues)
            )
        ):
            before = found[-1]
            whole = Span(before.span.start, span.end)
            found[-1] = replace(before, span=whole, text=one_line(text, whole))
        else:
            found.append(Unit(span=span, text=content, gap=gap))
        gap = 0
    return tuple(found)


def _breaks_off(line: str, cues: Cues) -> bool:
    """Tell whether a line is a list parted by semicolons that goes on in the next line."""
    return line.count(";") > 0 and line[-1] not in ".:;?!" and _opens_field(line, cues)


def _opens_person(content: str, before: str, cues: Cues) -> bool:
    """Tell whether a line begins with a title behind a line that is no part of its sentence."""
    if not cues.has("honorifics", content.split(maxsplit=1)[0]) or before[-1] in ",;:-&":
        return False
    last = before.rsplit(maxsplit=1)[-1]
    return not (cues.has("function_words", last) or cues.has("and", last))


def one_line(text: str, span: Span) -> str:
    """Return the characters of a span with blanks for line ends, each at its place."""
    return span.cut(text).replace("\n", " ")


def _full(text: str, end: int, following: str, width: int) -> bool:
    """Tell whether the line that ends at `end` had no room for the next word."""
    start = text.rfind("\n", 0, end) + 1
    return len(text[start:end].strip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _cut_short(text: str, end: int, following: str, cues: Cues) -> bool:
    """Tell whether a long line ends within a phrase, or between the month and day of a date."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    last = line.rsplit(maxsplit=1)[-1] if len(line) > _LONG // 2 else ""
    if last.islower() and (cues.has("function_words", last) or cues.has("genitives", last)):
        return True
    return len(line) >= _LONG and last.isalpha() and bool(_DAY_AND_YEAR.match(following))


def _opens_field(content: str, cues: Cues) -> bool:
    match = _KEYED.match(content)
    return bool(match and (cues.key(match["key"]) or side_heading(match["key"], cues)))


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
        if text[match.start()] == ";" and not _opens_field(
            text[match.end() : min(match.end() + _REACH, unit.span.end)], cues
        ):
            continue
        before = text[max(start, match.start() - _REACH) : match.start()].split()
        last = before[-1] if before else ""
        if text[match.start()] == "." and _abbreviates(last, cues):
            continue
        span = trim(text, start, match.start() + 1)
        found.append(Unit(span=span, text=one_line(text, span), gap=0))
        start = match.end()
    span = trim(text, start, unit.span.end)
    if span.start < span.end:
        found.append(Unit(span=span, text=one_line(text, span), gap=0))
    return tuple(found) or (unit,)


def _abbreviates(word: str, cues: Cues) -> bool:
    """Tell whether the stop behind a word shortens it: an initial, a title, "No."."""
    if word.endswith(")") and "(" not in word:
        return False
    return len(word.strip("([")) < _SHORTEST or cues.has("honorifics", word) or "." in word


def keyed(unit: Unit, cues: Cues) -> Field | None:
    """Return the field of a line that a known key opens: "Key: value", "A = value"."""
    defined = _ALIAS.match(unit.text)
    if defined:
        span = Span(unit.span.start + defined.start("value"), unit.span.end)
        alias = defined["alias"].strip(".")
        return Field(name="participants", span=span, unit=unit.span, keyed=True, alias=alias)
    led = cues.leads_on(unit.text)
    if led:
        empty = Span(unit.span.end, unit.span.end)
        return Field(name=led, span=empty, unit=unit.span, keyed=True)
    match = _KEYED.match(unit.text)
    if not match:
        match = _DASHED.match(unit.text)
        if not match or cues.key(match["key"]) != "participants":
            return _attended(unit, cues)
    key = match["key"].strip(" \t•·▪◦")
    name, side = cues.key(key), None
    alias = None
    if name is None and cues.has("presiding", key) and _is_one(match["value"], cues):
        name, alias = "chair", key
    if name is None:
        side = side_heading(key, cues)
        name = "participants" if side else None
    if name is None:
        return None
    start, end = unit.span.start + match.start("value"), unit.span.end
    value = match["value"]
    start += len(value) - len(value.lstrip())
    start = min(start, end)
    bare = value.rstrip(" |\t")  # the bars of a table that was flattened
    end = max(start, end - (len(value) - len(bare)))
    span = Span(start, end)
    return Field(name=name, span=span, unit=unit.span, keyed=True, side=side, alias=alias)


def _is_one(value: str, cues: Cues) -> bool:
    """Tell whether a value is one titled name, as behind "President:" at the head of a record."""
    found = attendees(value, Span(0, len(value)), cues, item=True)
    return len(found) == 1 and bool(found[0].name.titles) and found[0].name.named != "role"


def _attended(unit: Unit, cues: Cues) -> Field | None:
    """Return the list of a line such as "Attended by Ada Brown", which lacks its colon."""
    words = unit.text.split()
    for length in range(min(4, len(words) - 1), 1, -1):
        key = " ".join(words[:length])
        if cues.has("key_verbs", words[length - 1]):
            continue
        if cues.key(key) == "participants" and words[length][:1].isupper() and key[:1].isupper():
            start = unit.span.start + unit.text.index(words[length], len(key))
            span = Span(start, unit.span.end)
            return Field(name="participants", span=span, unit=unit.span, keyed=True)
    return _presided(unit, cues)


def _presided(unit: Unit, cues: Cues) -> Field | None:
    """Return who presides by a line such as "In the Chair, Mr. Brown"."""
    key, comma, value = unit.text.partition(",")
    if not comma or " " not in key or cues.key(key) != "chair" or not _is_one(value, cues):
        return None
    start = unit.span.start + len(key) + 1
    span = Span(start + len(value) - len(value.lstrip()), unit.span.end)
    return Field(name="chair", span=span, unit=unit.span, keyed=True)


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
