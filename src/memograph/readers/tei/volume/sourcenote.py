"""The source note of a document: where it is kept, who drafted it, where the talk was held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.model import Person
from memograph.problems import Span
from memograph.readers.tei.volume.printed import Printed
from memograph.text.attendance import attendees
from memograph.text.cues import Cues
from memograph.text.header import Unit, sentences
from memograph.text.names import fold
from memograph.text.provenance import Origin, archival_reference, origin

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHORTEST_REFERENCE: Final = 2
_NUMBER_ENDS: Final = re.compile(r"(?<=\d)\.\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a source note says: the origin of the paper, who drafted it, the words for the venue."""

    origin: Origin | None = None
    drafters: tuple[Person, ...] = ()
    venue: str | None = None


def note_of(document: _Element, head: _Element | None) -> _Element | None:
    """Return the note that tells the source: the one marked so, else the first of the head."""
    marked = [note for note in document.iterfind("note") if note.get("type") == "source"]
    inside = list(head.iter("note")) if head is not None else []
    stated = [note for note in inside if note.get("type") == "source"]
    return next(iter((*stated, *marked, *inside)), None)


def read_note(note: _Element, printed: Printed, cues: Cues) -> SourceNote:
    """Return what a note says; `printed` is a text of its own for it."""
    span = printed.block(note)
    text = printed.text
    told = sentences(text, Unit(span=span, text=span.cut(text).replace("\n", " "), gap=0), cues)
    return SourceNote(
        origin=_origin(told[0], text, cues, stated=note.get("type") == "source"),
        drafters=tuple(_drafters(printed, span, cues)),
        venue=_venue(told, cues),
    )


def _origin(first: Unit, text: str, cues: Cues, *, stated: bool) -> Origin | None:
    """Return archive and call number: the first sentence of a note that begins with "Source:"."""
    key, colon, rest = first.text.partition(":")
    keyed = bool(colon) and cues.key(key) == "archive"
    words = _NUMBER_ENDS.split(rest if keyed else first.text, maxsplit=1)[0].strip(" .")
    if not (keyed or stated) or len(words.split()) < _SHORTEST_REFERENCE:
        return None
    start = first.span.start + first.text.find(words)
    known = origin(text, Span(start, start + len(words)), cues)
    # What follows an archive in a note is a collection of it, not the city that it is in.
    archive = known.archive.partition(",")[0] if known.archive else None
    return Origin(reference=archival_reference(words, archive), archive=archive)


def _drafters(printed: Printed, span: Span, cues: Cues) -> list[Person]:
    """Return those who drafted the paper, as the persons that the mark-up ties them to."""
    text = printed.text
    match = cues.search("provenance.drafted", span.cut(text).replace("\n", " "))
    if match is None:
        return []
    who = Span(span.start + match.start("who"), span.start + match.end("who"))
    linked = [r for r in printed.references if who.contains(r.span)]
    found: dict[str, Person] = {}
    for reference in linked:
        found.setdefault(reference.person.key or reference.person.id, reference.person)
    if found:
        return list(found.values())
    for one in attendees(text, who, cues):
        if one.name.named != "role":
            name = one.name.name
            found.setdefault(
                fold(name), Person(id=f"person/{name}", name=name, named=one.name.named)
            )
    return list(found.values())


def _venue(told: tuple[Unit, ...], cues: Cues) -> str | None:
    """Return the words for the place where a sentence says that the talk was held."""
    for sentence in told[1:]:
        match = cues.search("prose.place", sentence.text)
        if match and any(char.isalpha() for char in match["place"]):
            return " ".join(match["place"].split()).strip(" .")
    return None
