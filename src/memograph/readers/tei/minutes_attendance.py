"""Attendance in minutes: a list of persons with their parts, or the same as one sentence.

The sentence abbreviates: "P. Moser; VS. Berg; anw. Kahl, Lind; abw. Roth." Who only signed the
minutes is in neither part, since a signature is no attendance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.model import Person
from memograph.problems import Problem, Span, Where, problem
from memograph.readers.tei.minutes_people import (
    Register,
    named_people,
    span_within,
)
from memograph.readers.xml import line_of, words
from memograph.text.brackets import brackets
from memograph.text.cues import Cues
from memograph.text.layout import Attending
from memograph.text.names import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

    from memograph.readers.tei.minutes_text import RunningText

_PARTS: Final = {
    "chair": "chair",
    "chairman": "chair",
    "president": "chair",
    "protocol": "note-taker",
    "note-taker": "note-taker",
    "secretary": "secretary",
    "attendant": "listed",
    "attendee": "listed",
    "participant": "listed",
    "present": "listed",
    "member": "listed",
    "present-non-member": "guest",
    "guest": "guest",
    "observer": "observer",
    "interpreter": "interpreter",
    "stenographer": "stenographer",
    "absent": "absent",
    "excused": "absent",
}
_SIGNATURES: Final = frozenset({"signed-protocol", "received-protocol-back", "signed"})
_LISTS: Final = frozenset({"attendants", "attendance", "participants", "present", "attendees"})
_PROSE: Final = frozenset({"participant_list", "listperson_prose", "participants", "attendance"})
_DATED: Final = re.compile(r"\s+\d[\d.\s/,IVX]*$")
_DAYS: Final = r"(?:\s+\d[\d.\s/]{0,30})?"
_Told: TypeAlias = tuple[str, str, Person | None, Span | None]
_OTHER: Final = frozenset({"other"})
_THERE: Final = frozenset({"listed", "guest"})
_LAST_WORDS: Final = 4
_TELLING: Final = 3
"""How many letters an abbreviation has at least that is known without its stop."""
_ENDED: Final = re.compile(r"(?P<word>[^\W\d_]+)[.]\s+(?=[^\W\d_a-zà-ÿ])|\n{2,}")
_NO_NAME: Final = re.compile(r"[IVXLC]+|.*[-–]|.*[:\n].*", re.DOTALL)
_MOST_LISTS: Final = 20


@dataclass(slots=True, kw_only=True)
class _Listed:
    """Somebody of a list, whom several entries may name."""

    person: Person
    printed: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Those present and absent, and what is odd about the list."""

    people: tuple[Attending, ...]
    problems: tuple[Problem, ...] = ()


def attendance(text: _Element, running: RunningText, known: Register, source: str) -> Attendance:
    """Return who a TEI says to have been there: by its list of persons, else by its sentence.

    A list that knows none but the chair and whoever took the minutes is completed by the sentence.
    """
    stretches = prose(running)
    entries, problems = _list_entries(text, source)
    told = [one for stretch in stretches for one in _told(running, stretch, known)]
    if not entries:
        return Attendance(people=tuple(_attending(one) for one in _merged(told, known)))
    listed: list[_Told] = [
        (part, name, known.person(one, name), None) for part, one, name in entries
    ]
    if not any(part in _THERE for part, *_ in listed):
        named = {fold(name) for _, name, *_ in listed}
        listed.extend(one for one in told if one[0] in _THERE and fold(one[1]) not in named)
    found = _merged(listed, known)
    return Attendance(people=_placed(found, running, stretches), problems=problems)


def prose(running: RunningText) -> tuple[Span, ...]:
    """Return the first stretches of text that are a list of those present."""
    marked: list[Span] = []
    for mark in running.all("p", "list", "ab", "div"):
        told = {mark.element.get("ana") or "", mark.element.get("type") or ""}
        if _PROSE & told:
            marked.append(mark.span)
    if not marked:
        divisions = running.all("div")
        marked = [mark.span for mark in divisions if mark.element.get("type") == "regest"]
    return tuple(marked[:_MOST_LISTS])


# The list of persons


def _list_entries(
    text: _Element, source: str
) -> tuple[list[tuple[str, _Element, str]], tuple[Problem, ...]]:
    """Return part, element and name of each entry of the lists of those present."""
    found: list[tuple[str, _Element, str]] = []
    problems: list[Problem] = []
    for entry in _entries(text):
        element = next(entry.iter("persName", "rs", "name"), None)
        name = _bare_name(element) if element is not None else ""
        if element is None or not name or not name[:1].isupper():
            continue
        roles = (entry.get("role") or "").split()
        parts = [_PARTS[role] for role in roles if role in _PARTS]
        strange = [role for role in roles if role not in _PARTS and role not in _SIGNATURES]
        if strange or not roles:
            where = Where(source=source, line=line_of(entry))
            problems.append(problem("MG158", where, name=name, role=" ".join(strange) or "none"))
        if not roles or (strange and not parts):
            parts = ["listed"]
        found.extend((part, element, name) for part in parts)
    return found, tuple(problems)


def _entries(text: _Element) -> Iterator[_Element]:
    """Yield the persons of those lists that say who was there."""
    for listing in text.iter("listPerson"):
        persons = list(listing.iterchildren("person"))
        roles = {role for one in persons for role in (one.get("role") or "").split()}
        if (listing.get("type") or "") in _LISTS or "absent" in roles or "attendant" in roles:
            yield from persons


def _bare_name(element: _Element) -> str:
    """Return the name of an entry without the notes inside it."""
    name = words(element)
    for note in element.iter("note"):
        name = name.replace(words(note), "")
    return " ".join(name.split()).strip(" ,;")


# The sentence


def _told(running: RunningText, stretch: Span, known: Register) -> Iterator[_Told]:
    """Yield part, name, person and span of everybody whom a sentence of attendance names."""
    marks = [
        mark for mark in named_people(running)
        if stretch.start <= mark.span.start and mark.span.end <= stretch.end
    ]  # fmt: skip
    part = ""
    for kinds, piece in _segments(running.text, stretch, known.cues):
        part = _part_after(part, kinds)
        if not part:
            continue
        for name in _pieces(running.text, piece, known.cues):
            inside = [m for m in marks if m.span.start < name.end and name.start < m.span.end]
            if inside:
                mark = inside[0]
                printed = mark.span.cut(running.text)
                yield part, printed, known.person(mark.element, printed), mark.span
                continue
            span = _name_in(running.text, name, known)
            if span is not None:
                yield part, span.cut(running.text), None, span


def _part_after(before: str, kinds: frozenset[str]) -> str:
    """Return which part a segment lists, by what opens it and what the last one listed."""
    for part in ("absent", "guest", "listed", "chair", "note-taker"):
        if part in kinds:
            return part
    if kinds:
        return ""
    return {"chair": "listed", "note-taker": ""}.get(before, before)


def _segments(text: str, stretch: Span, cues: Cues) -> Iterator[tuple[frozenset[str], Span]]:
    """Yield the kinds that a segment of the sentence opens with, and the stretch of its names."""
    kinds = cues.phrases["attendance"]
    phrases = "|".join(map(_phrase, sorted(kinds, key=lambda p: (-len(p), p))))
    ands = "|".join(re.escape(word) for word in sorted(cues.words["and"]))
    opens = re.compile(
        rf"\s*(?:\([^()]*\)\s*)?(?P<first>{phrases})(?!\w):?"
        rf"(?P<more>(?:{_DAYS}\s+(?:{ands})\s+(?:{phrases})(?!\w):?)*)",
        re.IGNORECASE,
    )
    inner = re.compile(rf",\s*(?=(?:{_middle(kinds)})(?!\w))", re.IGNORECASE)
    parts = _split(text, stretch, re.compile(r";"), inner)
    for goes_on, piece in (one for part in parts for one in _sentences(text, part, cues)):
        found = opens.match(text, piece.start, piece.end)
        if found is None:
            yield (frozenset() if goes_on else _OTHER), piece
            continue
        told = re.findall(phrases, found.group(), re.IGNORECASE)
        yield frozenset(_kind(phrase, kinds) for phrase in told), Span(found.end(), piece.end)


def _kind(phrase: str, kinds: Mapping[str, str]) -> str:
    """Return the part that a phrase opens, in whatever way its stop is printed."""
    bare = phrase.lower().rstrip(".,:")
    return kinds.get(bare) or kinds[f"{bare}."]


def _sentences(text: str, within: Span, cues: Cues) -> Iterator[tuple[bool, Span]]:
    """Yield the sentences of a piece, and whether each goes on with what stands before it."""
    start, goes_on = within.start, True
    for stop in _ENDED.finditer(text, within.start, within.end):
        word = stop["word"] or ""
        if stop["word"] and not _ends_list(word, text[stop.end() : within.end], cues):
            continue
        yield goes_on, Span(start, stop.start() + len(word))
        start, goes_on = stop.end(), False
    yield goes_on, Span(start, within.end)


def _ends_list(word: str, behind: str, cues: Cues) -> bool:
    """Tell whether a word with a stop ends a list of names, given what stands behind it."""
    parts = cues.phrases["attendance"]
    if f"{word.lower()}." in parts or cues.has("abbreviations", f"{word}."):
        return False
    if behind.split(maxsplit=1)[:1] and behind.split(maxsplit=1)[0].lower() in parts:
        return True
    return word[1:].islower() and len(word) > _TELLING


def _phrase(words: str) -> str:
    """Return the pattern of a phrase; print has a comma or colon for the stop, long ones none."""
    bare = words.removesuffix(".")
    optional = "?" if len(bare) >= _TELLING else ""
    return re.escape(bare) + (f"[.,:]{optional}" if words.endswith(".") else "")


def _middle(kinds: Mapping[str, str]) -> str:
    """Return the phrases that may open a part after a comma."""
    phrases = [p for p, kind in kinds.items() if kind in ("guest", "absent")]
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p))) or r"(?!)"


def _split(text: str, within: Span, *marks: re.Pattern[str]) -> list[Span]:
    """Return the pieces between marks that stand outside of brackets."""
    closed = [bracket.span for bracket in brackets(text, within)]
    cuts = sorted(
        found.span()
        for mark in marks
        for found in mark.finditer(text, within.start, within.end)
        if not any(span.start <= found.start() < span.end for span in closed)
    )
    starts = [within.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), within.end]
    return [Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def _pieces(text: str, within: Span, cues: Cues) -> Iterator[Span]:
    """Yield the pieces that name one person each; whoever signed first stands in brackets."""
    ands = "|".join(re.escape(word) for word in sorted(cues.words["and"]))
    begin = within.start
    first = next(iter(brackets(text, within)), None)
    if first is not None and not text[within.start : first.span.start].strip(" ,"):
        yield Span(first.span.start + 1, first.span.end - 1)
        begin = first.span.end
    comma = re.compile(rf",|\s(?:{ands})\s", re.IGNORECASE)
    for piece in _split(text, Span(begin, within.end), comma):
        inner = next(iter(brackets(text, piece)), None)
        if inner and inner.kind == "square" and not text[piece.start : inner.span.start].strip():
            yield Span(inner.span.start + 1, inner.span.end - 1)
        else:
            yield Span(piece.start, inner.span.start) if inner else piece


def _name_in(text: str, piece: Span, known: Register) -> Span | None:
    """Return the name that a piece of the sentence is, without the date of a signature."""
    content = piece.cut(text)
    content = _DATED.sub("", content).rstrip(" .,;[]")
    start = piece.start + len(content) - len(content.lstrip(" [(,"))
    content = content.strip(" [(,")
    tokens = content.split()
    while tokens and known.cues.phrases["attendance"].get(tokens[0].lower()) == "signature":
        start += len(tokens[0]) + 1
        tokens = tokens[1:]
    if not tokens or len(tokens) > _LAST_WORDS or any(char.isdigit() for char in content):
        return None
    if _NO_NAME.fullmatch(content) or known.cues.has("abbreviations", f"{content}."):
        return None
    if not tokens[-1][:1].isupper() or not all(_fits(token, known.cues) for token in tokens):
        return None
    return Span(start, start + len(" ".join(tokens)))


def _fits(token: str, cues: Cues) -> bool:
    """Tell whether a word can stand in a name with its titles."""
    return token[:1].isupper() or cues.has("particles", token) or cues.has("ranks", token)


# Both


def _merged(told: Sequence[_Told], known: Register) -> list[_Listed]:
    """Return each person once, by reference, else by name, with all that is said of them."""
    found: dict[str, _Listed] = {}
    for part, name, person, span in told:
        key = person.key or "".join(person.identifiers) if person else fold(name)
        who = person or Person(id=f"person/{name}", name=name, named=known.named(name))
        one = found.setdefault(key, _Listed(person=who, span=span))
        if name not in one.printed:
            one.printed.append(name)
        if part not in one.parts:
            one.parts.append(part)
        if len(name) > len(one.person.name) and known.named(name) != "role":
            one.person = replace(one.person, name=name, id=f"person/{name}")
    return list(found.values())


def _placed(
    found: Sequence[_Listed], running: RunningText, stretches: Sequence[Span]
) -> tuple[Attending, ...]:
    """Return the people with the places where the sentence of the text names them."""
    for one in found:
        places = (
            span_within(running.text, name, stretch)
            for stretch in stretches
            for name in sorted(one.printed, key=len, reverse=True)
        )
        one.span = one.span or next((span for span in places if span), None)
    return tuple(_attending(one) for one in found)


def _attending(one: _Listed) -> Attending:
    """Return somebody with roles; whoever was there for any part was not absent."""
    there = [part for part in one.parts if part != "absent"]
    listed = ("listed",) if {"listed", "guest"} & set(there) else ()
    named = ("named",) if set(there) - {"listed", "guest"} else ()
    return Attending(
        person=replace(one.person, aliases=tuple(n for n in one.printed if n != one.person.name)),
        printed=tuple(one.printed),
        roles=tuple(part for part in there if part != "listed"),
        attestation=(*listed, *named) or ("absent",),
        span=one.span,
    )
