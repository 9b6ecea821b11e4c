"""What header and heads of a TEI say about the record: title, meeting, origin, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.problems import Problem, Span, Where, problem
from memograph.readers.xml import XML_LANG, attribute, line_of, words
from memograph.text.cues import Cues
from memograph.text.dates import FoundDate, find_dates, parse_date
from memograph.text.languages import tag_of_code
from memograph.text.provenance import Origin, archival_reference

if TYPE_CHECKING:
    from lxml.etree import _Element

    from memograph.readers.tei.minutes_text import RunningText

_DATED: Final = ("when", "when-iso", "when-custom")
_FROM: Final = ("from", "from-iso", "notBefore")
_TO: Final = ("to", "to-iso", "notAfter")
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MAIN_TITLES: Final = ("a", "m", None, "s")
_PLACE_WORDS: Final = 3
_MANY_TITLES: Final = 12
_HEADS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What is told about a record outside of its own words."""

    title: str
    place: str | None = None
    met: FoundDate | None = None
    rights: str | None = None
    identifiers: tuple[str, ...] = ()
    origin: Origin | None = None
    annex: bool = False
    problems: tuple[Problem, ...] = ()


def read_header(text: _Element, running: RunningText, cues: Cues, source: str) -> Header:
    """Return what the header of a TEI and the first head of its text say."""
    header = next(text.iter("teiHeader"), None)
    head = first_head(running)
    title = head.cut(running.text) if head else ""
    meeting = next(header.iter("meeting", "setting"), None) if header is not None else None
    met, problems = _met(meeting, title, running, cues, source)
    return Header(
        title=title or _stated_title(header),
        place=_place(meeting, title, met),
        met=met,
        rights=_rights(header),
        identifiers=_identifiers(header),
        origin=_origin(header),
        annex=_is_annex(meeting, title, running, cues),
        problems=problems,
    )


def first_head(running: RunningText) -> Span | None:
    """Return the head that stands at the beginning of the text, if there is one."""
    heads = [mark.span for mark in running.all("head", "docTitle")]
    paragraphs = [mark.span for mark in running.all("p", "ab")]
    if heads and (not paragraphs or heads[0].start < paragraphs[0].start):
        return heads[0]
    return None


# Title, place and date


def _stated_title(header: _Element | None) -> str:
    """Return the title of the smallest thing that the header has a title of."""
    if header is None:
        return ""
    titles = [t for statement in header.iter("titleStmt") for t in statement.iterchildren("title")]
    for level in _MAIN_TITLES:
        found = [words(t) for t in titles if t.get("level") == level and words(t)]
        if found:
            return found[0]
    return ""


def dated(element: _Element, cues: Cues) -> FoundDate | None:
    """Return the date of a date element, by its attributes, else by its words."""
    printed = words(element)
    read = parse_date(printed, language=cues.language) if printed else None
    when = _days(attribute(element, *_DATED))
    begin, end = _days(attribute(element, *_FROM)), _days(attribute(element, *_TO))
    if when is None and begin and end and begin != end:
        return _found(printed, f"{begin}/{end}")
    when = when or begin or end
    if when is None:
        return read
    return _found(printed or when, when)


def _days(value: str | None) -> str | None:
    """Return the date of an attribute without the time of day behind it."""
    found = _DAY.match(value or "")
    if found is None:
        return None
    read = parse_date(found.group())
    return found.group() if read and not read.contradiction else None


def _found(printed: str, edtf: str) -> FoundDate:
    whole = len(edtf) == len("2000-01-01") and "/" not in edtf
    return FoundDate(
        span=Span(0, 0), text=printed, iso=edtf if whole else None, edtf=edtf, certain=True
    )


def _met(
    meeting: _Element | None, title: str, running: RunningText, cues: Cues, source: str
) -> tuple[FoundDate | None, tuple[Problem, ...]]:
    """Return when they met by the header, else by the head; and whether those two differ."""
    stated = None
    if meeting is not None:
        stated = next((d for e in meeting.iter("date") if (d := dated(e, cues))), None)
    printed = [d for d in find_dates(title, language=cues.language) if d.certain]
    if stated is None:
        inside = (dated(e, cues) for e in _head_dates(running))
        return (printed[0] if printed else next((d for d in inside if d), None)), ()
    same = [d for d in printed if d.edtf == stated.edtf]
    if same:
        return replace(stated, text=same[0].text), ()
    if len(printed) != 1 or not printed[0].iso or not stated.iso:
        return stated, ()
    where = Where(source=source, line=line_of(meeting) if meeting is not None else None)
    told = problem("MG159", where, stated=stated.edtf, printed=printed[0].text)
    again = {d.iso for d in _later_heads(running, cues)}
    return (stated if stated.iso in again - {printed[0].iso} else printed[0]), (told,)


def _later_heads(running: RunningText, cues: Cues) -> Iterator[FoundDate]:
    """Yield the dates of the heads behind the first, such as that of the protocol itself."""
    for mark in running.all("head")[1:_HEADS]:
        yield from find_dates(mark.span.cut(running.text), language=cues.language)


def _head_dates(running: RunningText) -> Iterator[_Element]:
    """Yield the date elements of the first head, also those without words."""
    for mark in running.all("head")[:1]:
        yield from mark.element.iter("date")


def _place(meeting: _Element | None, title: str, met: FoundDate | None) -> str | None:
    """Return where they met: as the header says, else what stands before the date in the head."""
    if meeting is not None:
        told = (words(e) for e in meeting.iter("placeName", "settlement", "name") if _is_place(e))
        stated = next((one for one in told if one), None)
        if stated:
            return stated
    if met is None or not met.text or met.text not in title:
        return None
    parts = [part.strip() for part in title[: title.index(met.text)].split(",")]
    before = next((part for part in reversed(parts) if part), "")
    tokens = before.split()
    named = all(token[:1].isupper() and token.replace("-", "").isalpha() for token in tokens)
    return before if len(parts) > 1 and 0 < len(tokens) <= _PLACE_WORDS and named else None


def _is_place(element: _Element) -> bool:
    """Tell whether an element names a town, not a street, a country or a house."""
    return element.tag != "name" or element.get("type") in {"city", "place", "town"}


def _is_annex(meeting: _Element | None, title: str, running: RunningText, cues: Cues) -> bool:
    """Tell whether a paper says that it belongs to the minutes of a meeting and is none."""
    heads = running.all("head")[:1]
    inside = [e for mark in heads for e in mark.element.iter("ref")]
    if meeting is not None:
        inside.extend(meeting.iter("ref"))
    told = [word.strip("()[],.:") for element in inside for word in words(element).split()]
    told.extend(word.strip("()[],.:") for word in title.split()[-_MANY_TITLES:])
    return any(cues.has("annexes", word) for word in told)


# The document


def stated_language(text: _Element) -> str | None:
    """Return the language that a TEI is said to be in: at its text, else the only one it uses."""
    for element in (*text.iterchildren("text"), *text.iter("body"), text):
        told = element.get(XML_LANG)
        if told and _TAG.fullmatch(told):
            return tag_of_code(told) or told.lower()
    used = [ident for e in text.iter("language") if (ident := e.get("ident"))]
    if len(used) != 1 or not _TAG.fullmatch(used[0]):
        return None
    return tag_of_code(used[0]) or used[0].lower()


def _rights(header: _Element | None) -> str | None:
    """Return the licence, or what else is said of the rights."""
    if header is None:
        return None
    for availability in header.iter("availability"):
        for licence in availability.iter("licence", "license"):
            said = words(licence) or attribute(licence, "target")
            if said:
                return said
        if words(availability):
            return words(availability)
    return None


def _identifiers(header: _Element | None) -> tuple[str, ...]:
    """Return the identifiers of the publication as a whole, each once."""
    if header is None:
        return ()
    found = [
        words(idno)
        for statement in header.iter("publicationStmt")
        for idno in statement.iterchildren("idno")
    ]
    return tuple(dict.fromkeys(one for one in found if one))


def _origin(header: _Element | None) -> Origin:
    """Return where the manuscript is kept: its fonds with its numbers there."""
    described = list(header.iter("sourceDesc")) if header is not None else []
    numbers = [
        f"{attribute(idno, 'type')} {words(idno)}" if attribute(idno, "type") else words(idno)
        for one in described
        for place in one.iter("msIdentifier")
        for idno in place.iter("idno")
        if words(idno)
    ]
    parts = [
        words(e)
        for one in described
        for place in one.iter("msIdentifier")
        for e in place.iterchildren("settlement", "institution", "repository", "collection")
        if words(e)
    ]
    fonds = [*parts, *_fonds(described)][: len(parts) or 1]
    call_number = ", ".join([*fonds, *numbers])
    if not call_number or not (numbers or fonds):
        return Origin()
    return Origin(reference=archival_reference(call_number, None))


def _fonds(described: Sequence[_Element]) -> Iterator[str]:
    """Yield the words of a source that name holdings, without their address."""
    for one in described:
        for bibl in one.iterchildren("bibl"):
            told = words(bibl)
            for ref in bibl.iter("ref"):
                told = told.replace(words(ref), "")
            label, colon, rest = told.partition(":")
            if colon and len(label.split()) == 1 and rest.strip():
                yield rest.strip()
