"""The fields of a head: what its keyed lines, lists and sentences say about the meeting.

A list stands under a heading; a sentence is recognized by the patterns of the cue files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from memograph.problems import Span
from memograph.text.attendance import attendees
from memograph.text.columns import bare_headings, departments, falls_off, in_columns, nested_heading
from memograph.text.cues import LISTS, Cues
from memograph.text.head_keys import broken_key, pair
from memograph.text.header import Field, Unit, keyed, one_line, sentences, side_heading, units
from memograph.text.lines import trim
from memograph.text.names import printed_name

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
_INITIAL = re.compile(r"(?:^|[\s.,])[^\W\d_a-z]$")
_TABLED = re.compile(r"(?P<side>[^\W\d_][^\d,;:.]{2,40}?)(?:\s{3,}|\s*\.{3,}\s*|\t+)(?P<who>\S.*)$")
_BODY = re.compile(r"(?P<side>[^:\n]{2,70}?)\s*:\s+(?P<who>\S.*)$")
_CONTINUED = 2
_TOP = 6
_LONGEST_LIST = 60
_UNTICKED = re.compile(r"(?:[-*+•]\s+)?\[\s?\]\s+")
"""The box before somebody who did not come, in a list where those who did are ticked."""


def fields(text: str, within: Span, cues: Cues) -> tuple[Field, ...]:
    """Return everything that the keyed lines, lists and sentences of the head say, in order."""
    found: list[Field] = []
    listing: Field | None = None
    bare: dict[Span, str | None] = {}
    rows = in_columns(text, units(text, within, cues), cues)
    for index, unit in enumerate(rows):
        broken = _broken(text, rows[index : index + 2], cues)
        if broken:
            listing = None
            found.extend(broken)
            continue
        told = _opens(text, rows[index : index + 2], listing, bare, cues)
        if told:
            listing = _list_behind(told, listing, found)
            if listing and told.span.start == told.span.end and unit.span not in bare:
                bare = _bare(_block(rows, index), cues)
            if told.span.start < told.span.end:
                found.extend(_keyed_parts(text, told, cues))
            continue
        if listing and _extends(text, unit, listing, found, cues):
            continue
        prose = tuple(f for part in sentences(text, unit, cues) for f in _part(text, part, cues))
        if prose or _ends_list(text, unit, listing, found, cues):
            listing = None
        found.extend(prose or (pair(unit, cues) if index < _TOP else ()))
    return tuple(found)


def _broken(text: str, rows: Sequence[Unit], cues: Cues) -> tuple[Field, ...]:
    """Return what a key that is broken over two lines says."""
    told = broken_key(rows, cues)
    return tuple(part for field in told for part in _keyed_parts(text, field, cues))


def _opens(
    text: str,
    rows: Sequence[Unit],
    listing: Field | None,
    bare: Mapping[Span, str | None],
    cues: Cues,
) -> Field | None:
    """Return the field that the first of two lines opens: a key, or a heading in a list."""
    unit = rows[0]
    told = keyed(unit, cues) or _heading(unit, cues, listing)
    if told:
        return told
    if listing and unit.span in bare:
        return _bare_heading(unit, listing, bare[unit.span])
    return nested_heading(text, rows, listing, cues)


def _list_behind(told: Field, listing: Field | None, found: Sequence[Field]) -> Field | None:
    """Return the list that goes on behind a key: "Chairman: Ada Brown" may be its first line."""
    if listing and told.name == "chair" and told.span.start < told.span.end:
        heads = listing.span.start == listing.span.end and listing.name == "participants"
        if heads and (not found or found[-1].unit.start < listing.unit.start):
            return listing
    return told if told.name in LISTS else None


def _bare(block: Sequence[Unit], cues: Cues) -> dict[Span, str | None]:
    """Return the bare headings of a list with the side of each, which an office is not."""
    spans = bare_headings(block, cues)
    offices = departments(block, spans, cues)
    named = {row.span: row.text.strip(" *_:") for row in block if row.span in spans}
    return {span: None if offices else side for span, side in named.items()}


def _heads_other(unit: Unit, cues: Cues) -> bool:
    """Tell whether a line is a heading of something that is no list of people, as "Agenda"."""
    name = cues.key(unit.text.strip(" *_.:")) if unit.gap else None
    return name is not None and name not in LISTS


def _extends(text: str, unit: Unit, listing: Field, found: list[Field], cues: Cues) -> bool:
    """Add a line to the list it stands in, if it belongs there; tell whether it does."""
    if _heads_other(unit, cues):
        return False
    if found and _goes_on(text, unit, listing, found[-1], cues):
        found[-1] = replace(found[-1], span=Span(found[-1].span.start, unit.span.end))
        return True
    if found and falls_off(text, unit, listing, found[-1], cues):
        return False
    if _continues(text, unit, listing, found, cues):
        found.append(_row(unit, listing, cues))
        return True
    return False


def _ends_list(
    text: str, unit: Unit, listing: Field | None, found: Sequence[Field], cues: Cues
) -> bool:
    """Tell whether no list goes on behind a line that is none of its own."""
    if (
        _heads_other(unit, cues)
        or len(unit.text.split()) > _CONTINUED + 6
        or unit.text.endswith(".")
    ):
        return True
    return bool(listing and found and falls_off(text, unit, listing, found[-1], cues))


def _block(rows: Sequence[Unit], index: int) -> tuple[Unit, ...]:
    """Return the lines under a heading, up to the next key."""
    return tuple(rows[index + 1 : index + 1 + _LONGEST_LIST])


def _bare_heading(unit: Unit, listing: Field, side: str | None) -> Field:
    """Return an empty field for a line that names the side, or the office, of those under it."""
    empty = Span(unit.span.end, unit.span.end)
    return Field(name=listing.name, span=empty, unit=unit.span, keyed=True, side=side)


def _keyed_parts(text: str, field: Field, cues: Cues) -> Iterator[Field]:
    """Yield the parts of a keyed value: sides within a list, further keys on the same line."""
    unit = Unit(span=field.span, text=one_line(text, field.span), gap=0)
    first, *others = sentences(text, unit, cues)
    known = [tuple(_part(text, part, cues)) for part in others]
    if any(known):
        field = replace(field, span=Span(first.span.start, first.span.end))
    if field.name == "when-where":
        yield from _when_and_where(text, field)
    elif field.name == "participants":
        yield from _by_side(text, field, cues)
    else:
        yield field
    for found in known:
        yield from found


def _when_and_where(text: str, field: Field) -> Iterator[Field]:
    """Yield the time and the place of one value: "7 p.m., Blue Room", or the other way round."""
    yield replace(field, name="date")
    numbers = list(re.finditer(r"[^,;]*\d[^,;]*", field.span.cut(text)))
    if not numbers:
        return
    start, end = field.span.start, field.span.start + numbers[0].start()
    if not text[start:end].strip(" ,;"):
        start, end = field.span.start + numbers[-1].end(), field.span.end
    span = _without_mark(text, trim(text, start, end))
    if span.start < span.end:
        yield replace(
            field, name="place", span=Span(span.start, len(text[: span.end].rstrip(" ,;")))
        )


def _part(text: str, part: Unit, cues: Cues) -> Iterator[Field]:
    told = keyed(part, cues)
    if told and told.span.start < told.span.end:
        yield from _keyed_parts(text, told, cues)
    else:
        yield from _prose(text, part, cues)


def _heading(unit: Unit, cues: Cues, listing: Field | None) -> Field | None:
    """Return an empty field for a heading without colon: "PRESENT", or a side inside a list."""
    key = unit.text.strip(" *_.,•·▪◦").strip()
    if len(key.split()) > 8:  # noqa: PLR2004 - no heading met is longer
        return None
    name, side = cues.key(key), None
    if cues.has("paper_words", key) or key.lower() in cues.phrases["doctypes"]:
        return None
    if name not in LISTS:
        side = side_heading(key, cues)
        if not side or not (listing or key != key.lower()):
            return None
        name = listing.name if listing and listing.name == "absent" else "participants"
    empty = Span(unit.span.end, unit.span.end)
    return Field(name=name, span=empty, unit=unit.span, keyed=True, side=side)


def _continues(text: str, unit: Unit, listing: Field, found: list[Field], cues: Cues) -> bool:
    """Tell whether a unit goes on with a list: it names people and the list has not ended."""
    filled = any(f.unit == listing.unit for f in found)
    if unit.gap and filled and found[-1].name == listing.name and unit.gap > 1 + _CONTINUED:
        return False
    open_end = listing.span.start == listing.span.end or text[listing.span.end - 1] in ",;"
    if not (open_end or _hangs(text, unit, listing) or _is_next(text, unit, listing, cues)):
        return False
    under = [f.unit.start for f in found[-1:] if f.unit.start >= listing.unit.start]
    if _NUMBERED.match(unit.text) and under and not _NUMBERED.match(text[under[0] :]):
        return False
    people = attendees(text, unit.span, cues)
    if not people or unit.text[-1:] == ":":
        return False
    covered = sum(len(p.printed) for p in people)
    first = people[0]
    opens = first.span.start == unit.span.start and first.name.capitals and " " in first.name.name
    titled = first.span.start == unit.span.start and bool(first.name.titles)
    told = first.posts or first.roles or (titled and any(one.posts for one in people))
    return covered * 4 >= len(unit.text) or opens or bool(told)


def _row(unit: Unit, listing: Field, cues: Cues) -> Field:
    """Return the entry of a line; a state or body stands far before whoever speaks for it."""
    field = replace(listing, span=unit.span, unit=unit.span, item=True)
    box = _UNTICKED.match(unit.text)
    if box:
        at = Span(unit.span.start + box.end(), unit.span.end)
        return replace(field, name="absent", span=at)
    body = _BODY.match(unit.text)
    if body and _is_body(body["side"], cues):
        at = Span(unit.span.start + body.start("who"), unit.span.end)
        return replace(field, span=at, side=" ".join(body["side"].split()))
    table = _TABLED.match(unit.text)
    if table is None or not cues.has("honorifics", table["who"].split()[0]):
        return field
    kinds = ("honorifics", "offices")
    if any(cues.has(kind, word) for word in table["side"].split() for kind in kinds):
        return field
    side = " ".join(table["side"].split())
    return replace(field, span=Span(unit.span.start + table.start("who"), unit.span.end), side=side)


def _is_body(words: str, cues: Cues) -> bool:
    """Tell whether words before a colon name a state, as "Kingdom of Sarn" does."""
    bare = words.strip(" *_")
    if cues.has("states", bare):
        return True
    tokens = bare.split()
    shaped = all(t[:1].isupper() or cues.has("function_words", t) for t in tokens)
    return shaped and len(tokens) > 1 and any(cues.has("place_words", t) for t in tokens)


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def _hangs(text: str, unit: Unit, listing: Field) -> bool:
    """Tell whether a line stands under the value of a key, as in a head set in two columns."""
    value = _column(text, listing.span.start)
    apart = text[: listing.span.start].endswith(("  ", "\t"))
    return apart and _column(text, unit.span.start) >= value - 1


def _goes_on(text: str, unit: Unit, listing: Field, last: Field, cues: Cues) -> bool:
    """Tell whether a line is set deeper than the list that hangs from a key: its last wrapped."""
    deeper = _column(text, unit.span.start) > _column(text, listing.span.start) + 1
    wrapped = deeper and not unit.gap and last.name == listing.name and _hangs(text, unit, listing)
    return wrapped and not _is_titled(unit, cues)


def _is_titled(unit: Unit, cues: Cues) -> bool:
    """Tell whether a line begins with a titled name, as no second line of a post does."""
    people = attendees(unit.text, Span(0, len(unit.text)), cues, item=True)
    first = people[0] if people else None
    return bool(
        first and first.span.start == 0 and first.name.titles and first.name.named != "role"
    )


def _is_next(text: str, unit: Unit, listing: Field, cues: Cues) -> bool:
    """Tell whether a line right under the one person behind a key is another such person."""
    if unit.gap > 1 or unit.text[-1] in ".?!:" or listing.span.end != listing.unit.end:
        return False
    first = attendees(text, listing.span, cues, item=True)
    people = attendees(text, unit.span, cues, item=True)
    if len(first) != 1 or len(people) != 1 or people[0].span.start != unit.span.start:
        return False
    told = bool(people[0].posts or people[0].roles)
    return bool(people[0].name.titles) and told if unit.gap else bool(people[0].name.titles) or told


def _prose(text: str, unit: Unit, cues: Cues) -> Iterator[Field]:
    """Yield what a sentence says about people; times, places and occasions are read elsewhere."""
    along = cues.search("prose.along_with", unit.text)
    present = cues.search("prose.present", unit.text)
    for name in PROSE:
        match = cues.search(f"prose.{name}", unit.text)
        if match:
            yield _field(name, unit, match.span("who"), match["who"])
            if name != "interviewer":
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
    bare = value.rstrip(" .")
    # The stop of an initial, as in "Novak, J.", belongs to the name.
    kept = bare + "." if _INITIAL.search(bare) and value[len(bare) :].startswith(".") else bare
    stop = at[1] - (len(value) - len(kept))
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
    while start < span.end and text[start] in " ,;:–—-":
        start += 1
    return Span(start, span.end)
