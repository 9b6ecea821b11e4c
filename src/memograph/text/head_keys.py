"""Keys of a head that look like labels: "Chair: Mrs. Ada Brown", and keys broken over two lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memograph.problems import Span
from memograph.text.attendance import Attendee, attendees
from memograph.text.cues import Cues
from memograph.text.header import Field, Unit, side_heading
from memograph.text.labels import Label
from memograph.text.lines import paragraphs, trim
from memograph.text.names import printed_name

_NEAR = 300
_TWO = 2
_SLASHED = re.compile(r"(?P<a>[^/,:;]{2,50})\s?/\s?(?P<b>[^/,:;]{2,50})")
_LONGEST_KEY = 4
_LONGEST_NAME = 6
_STAFF = frozenset({"interpreter", "note-taker", "stenographer"})
_BROKEN_IN_LINE = re.compile(r"\s(?P<key>[^\W\d_]{2,4} [^\W\d_]{3,12})[ \t]*:[ \t]")
_BROKEN = re.compile(r"(?P<key>[^\W\d_][^:\n]{1,30}?)[ \t]*:[ \t]*(?P<value>\S.*)?$")


def broken_key(rows: Sequence[Unit], cues: Cues) -> tuple[Field, ...]:
    """Return time and place behind a key of two lines, each with its part of the value.

    So do "DATE, TIME    5 June 1991" and "AND PLACE:    The Blue Room" below it, or behind it.
    """
    run = _BROKEN_IN_LINE.search(rows[0].text)
    if run and not cues.key(run["key"]):
        at = Span(rows[0].span.start + run.start("key"), rows[0].span.end)
        first = Span(rows[0].span.start, rows[0].span.start + run.start())
        rows = [
            Unit(
                span=one, text=rows[0].text[one.start - first.start : one.end - first.start], gap=0
            )
            for one in (first, at)
        ]
    if len(rows) < _TWO or rows[1].gap > _TWO:
        return ()
    second = _BROKEN.match(rows[1].text)
    if second is None or cues.key(second["key"]):
        return ()
    words = list(re.finditer(r"\S+", rows[0].text))
    for count in range(min(_LONGEST_KEY, len(words)), 0, -1):
        key = rows[0].text[: words[count - 1].end()]
        if cues.key(f"{key} {second['key']}") != "when-where":
            continue
        found: list[Field] = []
        if count < len(words):
            span = Span(rows[0].span.start + words[count].start(), rows[0].span.end)
            found.append(Field(name="date", span=span, unit=rows[0].span, keyed=True))
        if second["value"]:
            span = Span(rows[1].span.start + second.start("value"), rows[1].span.end)
            name = "place" if found else "when-where"
            found.append(Field(name=name, span=span, unit=rows[1].span, keyed=True))
        return tuple(found)
    return ()


def is_talk_line(text: str, line: Span, cues: Cues) -> bool:
    """Tell whether a line is nothing but the names of two parties to a talk."""
    span = trim(text, *line)
    return bool(_talk_with(Unit(span=span, text=span.cut(text), gap=0), cues))


def _talk_with(unit: Unit, cues: Cues) -> tuple[Field, ...]:
    """Return the people of a line that is nothing but names: "A.B. ASH with Carl BIRK, Di ELM"."""
    words = list(re.finditer(r"\S+", unit.text))
    link = next((w for w in words[1:_LONGEST_NAME] if cues.has("together", w.group())), None)
    if link is None or unit.text[-1] in ".?!:":
        return ()
    if any(cues.has("record_words", word.group()) for word in words[: _LONGEST_NAME + 1]):
        return ()  # "Secretary Ash's Meeting with Minister Birk" is a title
    found: list[Field] = []
    for start, end in ((0, link.start()), (link.end(), len(unit.text))):
        people = attendees(unit.text, Span(start, end), cues)
        said = sum(len(p.printed) + sum(map(len, p.posts)) + 2 for p in people)
        if not people or not all(map(_is_plainly, people)) or said * 4 < (end - start) * 3:
            return ()
        span = Span(unit.span.start + start, unit.span.start + end)
        found.append(Field(name="participants", span=span, unit=unit.span, keyed=True))
    return tuple(found)


def _is_plainly(person: Attendee) -> bool:
    """Tell whether a name is printed as that of a person: in capitals, in full, with a title."""
    name = person.name
    surname = name.name.split()[-1]
    told = name.titles or name.capitals or (surname.isupper() and " " in name.name)
    return name.named != "role" and bool(told)


def pair(unit: Unit, cues: Cues) -> Iterator[Field]:
    """Yield the two of a line such as "The President/Secretary Ash", or "A. ASH with B. BIRK"."""
    together = _talk_with(unit, cues)
    if together:
        yield from together
        return
    match = _SLASHED.fullmatch(unit.text)
    spans = [match.span(group) for group in ("a", "b")] if match else []
    names = [printed_name(unit.text[slice(*at)], at[0], cues) for at in spans]
    titled = [name for name in names if name and (name.titles or name.named == "role")]
    if len(titled) != _TWO or all(name.named == "role" for name in titled):
        return
    for start, end in spans:
        span = Span(unit.span.start + start, unit.span.start + end)
        yield Field(name="participants", span=span, unit=unit.span, keyed=True, item=True)


def without_head_keys(text: str, found: tuple[Label, ...], words: Cues) -> tuple[Label, ...]:
    """Drop leading labels that are keys of the head, as in "Chair: Mrs. Ada Brown"."""
    index = 0
    while index < len(found) and _is_head_key(text, found[index], words):
        index += 1
    colon = any(label.style == "colon" for label in found[index:])
    while index and colon and found[index].style == "alone":
        index += 1
    return found[index:]


def _is_head_key(text: str, label: Label, words: Cues) -> bool:
    """Tell whether a label is a key of the head, or an office, with people behind it."""
    content = label.span.cut(text)
    value = _value(text, label)
    if label.style != "colon" or not value.cut(text).strip():
        return False
    people = attendees(text, value, words)
    if words.key(content) in _STAFF and _opens_with_name(text, value, people):
        return True
    covered = sum(len(p.printed) + sum(map(len, p.posts)) + 2 for p in people)
    bare = re.sub(r"\([^()]*\)|\b[^\W\d_a-z][^:,()\n]{0,80}:", "", value.cut(text))
    if covered * 4 < len(bare.strip()) * 3:
        return False
    if words.key(content) or side_heading(content, words):
        return True
    if words.has("presiding", content) and all(p.name.named != "role" for p in people):
        return len(people) == 1 and bool(people[0].name.titles)
    several = len(people) > 1 and all(p.name.titles for p in people)
    return several and label.capitals and value.cut(text).rstrip()[-1] not in "?!"


def _opens_with_name(text: str, value: Span, people: Sequence[Attendee]) -> bool:
    """Tell whether a value is a name in full, whatever is said of whoever bears it behind it."""
    first = people[0] if people else None
    if first is None or first.name.named != "full":
        return False
    opens = not text[value.start : first.span.start].strip()
    return opens and value.cut(text).rstrip()[-1] not in ".?!"


def _value(text: str, label: Label) -> Span:
    """Return what stands behind a label in its line, else in the next paragraph."""
    end = text.find("\n", label.after)
    value = Span(label.after, end if end >= 0 else len(text))
    if value.cut(text).strip():
        return value
    near = paragraphs(text, Span(label.after, min(len(text), label.after + _NEAR)))
    return next((p.span for p in near), value)
