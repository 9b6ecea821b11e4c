"""Where a document comes from: call number and archive, who obtained, translated, supported it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from memograph.model import ArchivalReference
from memograph.problems import Span
from memograph.text.attendance import Attendee, attendees
from memograph.text.cues import Cues
from memograph.text.header import Field, Unit

_LEAD = re.compile(r"^(?:source|copy|original)\b\s*(?:at|in|:)?\s*(?:the\s+)?", re.IGNORECASE)
_CITY = re.compile(r"[^\W\d_a-z][^\W\d_A-Z][\w’-]*(?: [^\W\d_a-z][\w’-]+){0,2}")
_REFERENCE_WORDS = 24
_NUMBERED = re.compile(r"\d")
_PART = re.compile(
    r"(?:^|[\s,;./–-])(?P<key>RG|Op|Opis|Fonds|Fond|F|D|Delo|Dosja|Dos|L|ll|List|Lista|V|Viti|Box|Folder|File|Folio|fol|Bestand|Akte|Bd|Bl|Vol|оп|ф|д|л)\.?\s*(?P<value>\d[\w/–-]*)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b((?:[A-ZÄÖÜ]{2,20}[-/ ]){0,6}[A-ZÄÖÜ]{2,20}[-/ ]?)"
    r"(?:-[A-Z]\.|[ ,.-]{1,4}(?=[A-Z]{1,2}\.|\d))"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_FONDS = frozenset({"f", "fond", "fonds", "rg", "bestand", "ф"})
_INVENTORY = frozenset({"op", "opis", "box", "vol", "bd", "оп"})
_FILE = frozenset({"d", "delo", "dosja", "dos", "file", "folder", "akte", "д"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a source note says: the call number, the archive, people by what they did."""

    reference: ArchivalReference | None = None
    archive: str | None = None
    obtained_by: tuple[Attendee, ...] = ()
    translated_by: tuple[Attendee, ...] = ()


def origin(text: str, within: Span, cues: Cues) -> Origin:
    """Return what a source note says about archive, call number and the hands it went through."""
    note = within.cut(text).replace("\n", " ")
    credit = cues.search("provenance.hands", note)
    head = note[: credit.start()] if credit else note
    call_number = _LEAD.sub("", " ".join(head.split())).strip(" ;,")
    archive = _archive(call_number, cues)
    reference = None
    if call_number and _NUMBERED.search(call_number):
        reference = archival_reference(call_number, archive)
    return Origin(
        reference=reference,
        archive=archive,
        obtained_by=people(text, within, "prose.obtained", cues),
        translated_by=people(text, within, "prose.translated", cues),
    )


def head_origin(text: str, found: Sequence[Field], units: Sequence[Unit], cues: Cues) -> Origin:
    """Return what the keyed lines of a record, or a lone call number, say of its origin."""
    keyed = {field.name: field for field in reversed(found)}
    source = keyed.get("archive")
    line = source.span if source else _reference_line(units, cues)
    told = origin(text, line, cues) if line else Origin()
    hands = {
        name: attendees(text, keyed[name].span, cues) if name in keyed else ()
        for name in ("obtained_by", "translated_by")
    }
    return Origin(
        reference=told.reference,
        archive=told.archive,
        obtained_by=hands["obtained_by"] or told.obtained_by,
        translated_by=hands["translated_by"] or told.translated_by,
    )


def _reference_line(units: Sequence[Unit], cues: Cues) -> Span | None:
    """Return the last short unit that opens with an archive and holds a number."""
    for unit in reversed(units):
        if is_reference(unit.text, cues):
            return unit.span
    return None


def is_reference(words: str, cues: Cues) -> bool:
    """Tell whether words are a call number: an archive at the head, numbers behind commas.

    >>> from memograph.text.cues import cues
    >>> is_reference("State Archive, Varna, F. 612, Op. 2", cues("en"))
    True
    """
    head = re.split(r"[,;]", words, maxsplit=1)[0]
    tokens = words.split()
    listed = sum(1 for t in tokens if t[:1].isupper() or any(c.isdigit() for c in t))
    short = len(tokens) <= _REFERENCE_WORDS and listed * 2 >= len(tokens)
    if cues.search("summary.speech", words):
        return False
    return (
        short
        and "," in words
        and bool(cues.search("provenance.archive", head) and _NUMBERED.search(words))
    )


def people(text: str, within: Span, pattern: str, cues: Cues) -> tuple[Attendee, ...]:
    """Return the people whom the first match of a pattern names in its group `who`."""
    match = cues.search(pattern, within.cut(text).replace("\n", " "))
    if not match:
        return ()
    start, end = (within.start + at for at in match.span("who"))
    return attendees(text, Span(start, end), cues)


def _archive(call_number: str, cues: Cues) -> str | None:
    """Return the archive at the head of a call number, with the city that stands behind it."""
    parts = [part.strip(" .") for part in re.split(r"[,;]", call_number)]
    name = parts[0]
    if len(name.split()) < 2 or not cues.search("provenance.archive", name):  # noqa: PLR2004 - "Archive" alone names none
        return None
    city = parts[1] if len(parts) > 1 and _CITY.fullmatch(parts[1]) else None
    return f"{name}, {city}" if city else name


def archival_reference(call_number: str, archive: str | None = None) -> ArchivalReference:
    """Return a call number with the parts that can be told apart; the rest stays in the whole.

    "L." is the inventory (lista) where it stands before "D.", the folio (list) after it.

    >>> found = archival_reference("State Archive, F. 17, Op. 3, D. 41, L. 5-9")
    >>> found.fonds, found.inventory, found.file, found.folio
    ('17', '3', '41', '5-9')
    """
    rest = call_number.removeprefix(archive or "")
    parts: dict[str, str] = {}
    for match in _PART.finditer(rest):
        name = _part_name(match["key"].lower(), match["value"], parts)
        parts.setdefault(name, match["value"].strip("-–/"))
    parts.setdefault("fonds", _leading_fonds(rest))
    return ArchivalReference(
        call_number=call_number,
        fonds=parts["fonds"] or None,
        inventory=parts.get("inventory"),
        file=parts.get("file"),
        folio=parts.get("folio"),
        reference_year=parts.get("reference_year"),
    )


def _part_name(key: str, value: str, known: dict[str, str]) -> str:
    if key in ("v", "viti") and _YEAR.match(value):
        return "reference_year"
    if key in _FONDS:
        return "fonds"
    if key in _INVENTORY:
        return "inventory"
    if key in _FILE:
        return "file"
    if key in ("l", "list", "lista") and "inventory" not in known and "file" not in known:
        return "inventory"
    return "folio"


def _leading_fonds(rest: str) -> str:
    """Return a fonds that is a code of capitals, such as the "AQPPSH-MPKK" before "V. 1967"."""
    match = _CODE.search(rest)
    return match.group(1).strip(" -/") if match else ""
