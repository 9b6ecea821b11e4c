"""One document of a volume: its parts in order, what they tell, and the Record made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.model import Person, Record, SourceFile
from memograph.problems import Problem, Span, Where, problem
from memograph.readers.tei.volume import dateline
from memograph.readers.tei.volume.kinds import is_talk, talked
from memograph.readers.tei.volume.lists import PEOPLE, Lists, kind_of, one_of
from memograph.readers.tei.volume.persons import Persons, how
from memograph.readers.tei.volume.pieces import attachments, pieces
from memograph.readers.tei.volume.printed import Printed, line_of
from memograph.readers.tei.volume.sourcenote import SourceNote, note_of, read_note
from memograph.readers.tei.volume.tables import Tables
from memograph.readers.tei.volume.title import Authored, title_of
from memograph.readers.xml import attribute, words
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.fields import fields
from memograph.text.header import Field
from memograph.text.languages import UNDETERMINED, detect_language
from memograph.text.layout import Layout, Reference
from memograph.text.lines import paragraphs
from memograph.text.names import fold
from memograph.text.reported import reported_labels

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLOSING: Final = frozenset({"closer", "signed", "postscript", "trailer"})
_KEYED: Final = frozenset(
    {"participants", "absent", "date", "time", "start", "end", "place", "subject", "addressee",
     "sender"}
)  # fmt: skip
_LONGEST_KEYED: Final = 600
_LONGEST_HEAD: Final = 400
_MOST_KEYED: Final = 40
_OPENING_BLOCKS: Final = 3
_SAID: Final = 2
_TALKING: Final = ("provenance.parties", "provenance.met_with")
_OF_LETTER: Final = frozenset({"addressee", "sender"})
_OF_MEETING: Final = frozenset({"date", "time", "start", "end", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a document needs to know of the volume that it stands in.

    `above` is the head of a meeting of which the document is one record, and who was present.
    """

    source: str
    file: SourceFile
    reader: str
    slug: str
    persons: Persons
    line: int = 0
    identifier: tuple[str, ...] = ()
    language: str | None = None
    problems: tuple[Problem, ...] = ()
    above: tuple[_Element, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Parts:
    """What was printed so far: title, datelines, the spans of the body and of its opening."""

    head: _Element | None = None
    title: str = ""
    titled: Span | None = None
    datelines: list[Span]
    body: Span | None = None
    blocks: int = 0
    opening: Span | None = None
    closed: bool = False
    above: str = ""
    keyed: int = 0

    def spoken(self, span: Span) -> None:
        """Take a block for a part of the body."""
        if span.start < span.end and not self.closed:
            self.body = Span(self.body.start if self.body else span.start, span.end)
            self.blocks += 1
            self.opening = self.body if self.blocks <= _OPENING_BLOCKS else self.opening


def read_document(element: _Element, context: Context) -> tuple[Record, ...]:
    """Return the Record of a document, last, after those of the records attached to it."""
    found: list[Record] = []
    own: list[_Element] = []
    for number, one in enumerate(attachments(element), 1):
        inner = replace(context, slug=f"{context.slug}-att{number}", identifier=(), problems=())
        made = _Reading(one, inner).record(attachment=True)
        if made is None:
            own.append(one)
        else:
            found.append(made)
    record = _Reading(element, context).record(printed_too=own)
    return (*found, record) if record else tuple(found)


class _Reading:
    """The reading of one document or attachment."""

    def __init__(self, element: _Element, context: Context) -> None:
        self._element = element
        self._context = context
        self._printed = Printed(context.source, self._find, line=context.line)
        self._cues = self._words()
        self._lists = Lists(self._printed, self._cues)
        self._tables = Tables(self._printed, self._lists, self._cues)
        self._parts = _Parts(datelines=[])
        self._unknown: dict[str, None] = {}

    def _find(self, reference: str, printed: str) -> Person:
        """Return who a reference is, and remember those who are in no list."""
        persons = self._context.persons
        if len(persons) and persons.listed(reference) is None:
            self._unknown.setdefault(reference)
        return persons.person(reference, printed)

    def _words(self) -> Cues:
        return cues(self._language())

    def _language(self) -> str:
        """Return the language of the document, of the volume where it is too short to tell."""
        own = detect_language(words(self._element))
        return (self._context.language or UNDETERMINED) if own == UNDETERMINED else own

    def record(
        self, *, attachment: bool = False, printed_too: list[_Element] | None = None
    ) -> Record | None:
        """Return the Record, or None for an attachment that is none of its own."""
        shared = self._shared(attachment=attachment)
        for part in pieces(self._element):
            self._take(part)
        parts, lists = self._parts, self._lists
        subtype = self._element.get("subtype") or ""
        if attachment and not is_talk(parts.title, listed=lists.attended, cues=self._cues):
            return None
        for one in printed_too or ():
            self._printed.block(one)
        kind = talked(
            parts.title,
            subtype=subtype,
            subject=lists.value("subject"),
            listed=lists.attended and not shared,
            cues=self._cues,
        )
        kind = kind or shared or kind
        if (kind is None and self._reports()) or (kind is False and self._told.tells_of_caller()):
            kind = True
        if kind is None and any(field.name in _OF_LETTER for field in lists.fields):
            kind = False
        return read_conversation(self._printed.text, self._layout(kind=kind))

    def _shared(self, *, attachment: bool) -> bool:
        """Print what stands above all records of one meeting, if this document is one of them."""
        head = next(iter(self._element.iterfind("head")), None)
        title = title_of(head, attribute(self._element, "n")) if head is not None else ""
        if attachment or not self._context.above or not self._is_record(title):
            return False
        for part in self._context.above:
            if part.tag == "head":
                self._printed.block(part)
            else:
                self._take(part)
        return self._lists.attended

    def _is_record(self, title: str) -> bool:
        """Tell whether a document below those present is a record: "Minutes", "X Notes"."""
        told = talked(title, subtype=self._element.get("subtype") or "", listed=False,
                      cues=self._cues)  # fmt: skip
        return bool(told) or (
            told is None and self._cues.search("provenance.record_of", title) is not None
        )

    def _reports(self) -> bool:
        """Tell whether a paper for the record begins with who met and goes on with what they said.

        Those whom the mark-up names there took part.
        """
        parts, text = self._parts, self._printed.text
        if not parts.opening or not self._cues.search("provenance.to_file", parts.title):
            return False
        first, *others = paragraphs(text, parts.body)
        match = self._cues.search("provenance.opens_talk", first.text.replace("\n", " "))
        known = frozenset(
            fold(reference.span.cut(text)).split()[-1] for reference in self._printed.references
        )
        if match is None or len(reported_labels(text, others, known, self._cues)) < _SAID:
            return False
        start = first.span.start
        who = Span(start + match.start("who"), start + match.end("who"))
        self._lists.fields.extend(self._lists.in_words(who))
        return True

    def _take(self, part: _Element | tuple[str, int]) -> None:
        """Print one part of the document and keep what it tells."""
        parts = self._parts
        if isinstance(part, tuple):
            parts.spoken(self._printed.words(*part))
            return
        above, parts.above = parts.above, ""
        if part.tag == "head" and parts.head is None and parts.body is None:
            parts.titled = self._printed.block(part)
            parts.head, parts.title = part, title_of(part, attribute(self._element, "n"))
        elif part.tag == "dateline":
            parts.datelines.append(self._printed.block(part))
        elif self._is_list(part, above):
            return
        elif part.tag in _CLOSING:
            self._printed.block(part)
            parts.closed = parts.body is not None
        elif part.tag in ("head", "salute", "byline") and parts.body is None:
            self._printed.block(part)
        else:
            span = self._printed.block(part)
            if not self._keyed(span):
                parts.spoken(span)

    def _is_list(self, part: _Element, above: str) -> bool:
        """Print a list or table that tells more than its words, if a part is one."""
        kind = kind_of(part, self._cues, above=above) if part.tag == "list" else None
        if kind is not None:
            self._lists.take(part, kind)
        return kind is not None or (part.tag == "table" and self._lists_people(part))

    def _lists_people(self, table: _Element) -> bool:
        """Print a table of those present; a few words above it are then no part of the body."""
        parts, body = self._parts, self._parts.body
        if body and (body.end - body.start >= _LONGEST_HEAD or table.getnext() is None):
            return False
        if not self._tables.take(table):
            return False
        parts.body, parts.opening, parts.blocks = None, None, 0
        if body and not parts.datelines:
            parts.datelines.extend(dateline.with_a_day(self._printed, body, self._cues))
        return True

    def _keyed(self, span: Span) -> bool:
        """Tell whether a paragraph before the body is a line such as "PLACE: …", and keep it."""
        parts, length = self._parts, span.end - span.start
        if parts.body is not None or parts.keyed > _MOST_KEYED or not 0 < length < _LONGEST_KEYED:
            return False
        parts.keyed += 1
        content = self._printed.cut(span)
        if self._cues.key(content.strip(" :.*_-–—")) in _KEYED:
            parts.above = content
            return True
        found = fields(self._printed.text, span, self._cues)
        if not found or not found[0].keyed or found[0].name not in _KEYED:
            return False
        self._lists.fields.extend(found)
        return True

    def _layout(self, *, kind: bool | None) -> Layout:
        """Return the layout of the document for the reading of its text."""
        context, parts = self._context, self._parts
        text = self._printed.text
        note = self._note()
        when = self._when(kind=kind)
        told = kind is not False
        body = parts.body if told and parts.body else Span(len(text), len(text))
        return Layout(
            source=context.source,
            reader=context.reader,
            slug=context.slug,
            source_file=context.file,
            conversation=body,
            language=self._language(),
            title=parts.title,
            created=when.created,
            identifier=context.identifier,
            origin=note.origin,
            problems=(*context.problems, *self._problems(when)),
            fields=self._fields(talked=kind is True),
            emphasized=tuple(self._printed.emphasized),
            references=self._references(),
            held=self._held(),
            met=when.met,
            time=when.time,
            place=dateline.joined(note.venue, when.place) if told else None,
            recorders=note.drafters or self._told.authors(),
            talked=kind,
            source_map=self._printed.composition.source_map,
        )

    @property
    def _told(self) -> Authored:
        """Return what title and opening tell of the author of the document."""
        parts = self._parts
        return Authored(
            printed=self._printed, cues=self._cues, title=parts.title,
            head=parts.titled, opening=parts.opening,
        )  # fmt: skip

    def _parties(self, *names: str) -> tuple[Field, ...]:
        """Return those whom the title says to have talked, where the mark-up names them."""
        head, text = self._parts.titled, self._printed.text
        found = (self._cues.search(name, head.cut(text)) for name in names) if head else ()
        match = next(filter(None, found), None)
        if head is None or match is None:
            return ()
        return self._lists.in_words(Span(head.start + match.end(), head.end))

    def _fields(self, *, talked: bool) -> tuple[Field, ...] | None:
        """Return the fields of the lists; None has those present looked for in the words."""
        found = list(self._lists.fields)
        if self._lists.attended:
            found.extend(self._parties("provenance.met_with"))
        else:
            named = self._parties(*_TALKING) if talked else ()
            named = named or tuple(map(one_of, self._told.took_part() if talked else ()))
            if not named and not any(field.name in _OF_MEETING for field in found):
                return None
            found.extend(named)
            opening = self._parts.opening
            found.extend(fields(self._printed.text, opening, self._cues) if opening else ())
        return tuple(sorted(found, key=lambda field: field.span))

    def _note(self) -> SourceNote:
        note = note_of(self._element, self._parts.head)
        if note is None:
            return SourceNote()
        return read_note(note, Printed(self._context.source, self._find), self._cues)

    def _when(self, *, kind: bool | None) -> dateline.Dated:
        """Return when and where it was: by the dateline, the title, or normalized instants."""
        found = dateline.dated(self._printed, self._parts.datelines, self._cues)
        if kind is not False:
            named = dateline.by_title(self._parts.title, self._cues)
            keyed = any(field.name == "place" for field in self._lists.fields)
            met, place = found.met or named.met, found.place or (None if keyed else named.place)
            if place and place == found.place and not self._told.authors():
                place = dateline.joined(
                    dateline.venue_by(self._parts.title, place, self._cues), place
                )
            same = met and named.met and met.edtf == named.met.edtf
            time = found.time or (named.time if same else None)
            found = replace(found, met=met, time=time, place=place)
        if found.met is None:
            found = replace(found, met=dateline.bounds(self._element))
        if kind and self._cues.search("provenance.to_file", self._parts.title):
            found = self._by_subject(found)
        return found

    def _by_subject(self, found: dateline.Dated) -> dateline.Dated:
        """Return the day of a talk that the subject of a paper written afterwards gives."""
        subject = self._lists.value("subject")
        if not self._cues.search("provenance.about_talk", subject):
            return found
        named = dateline.by_title(subject, self._cues)
        if named.met is None or named.met.iso is None or found.met is None:
            return found
        return replace(found, met=named.met, time=named.time, created=found.created or found.met)

    def _problems(self, when: dateline.Dated) -> Iterator[Problem]:
        yield from self._printed.composition.problems
        yield from when.problems
        line = self._context.line + line_of(self._element)
        where = Where(source=self._context.source, line=line)
        if self._unknown:
            first = next(iter(self._unknown))
            yield problem("MG156", where, count=len(self._unknown), first=first)
        if self._lists.elsewhere and not any(f.name in PEOPLE for f in self._lists.fields):
            yield problem("MG157", where)

    def _held(self) -> tuple[tuple[str, str], ...]:
        """Return the offices that the volume says those named here to have held."""
        persons = {one.person.key: one.person for one in self._printed.references}
        told = ((key, self._context.persons.office(one)) for key, one in persons.items())
        return tuple((key, office) for key, office in told if key and office)

    def _references(self) -> tuple[Reference, ...]:
        """Return the references, each person called by one name throughout the document.

        A full name that a list of those present prints is believed before that of the volume's.
        """
        listed = [field.span for field in self._lists.fields if field.name in PEOPLE]
        printed: dict[str, str] = {}
        for reference in self._printed.references:
            name = reference.span.cut(self._printed.text)
            inside = any(span.contains(reference.span) for span in listed)
            if inside and how(name) == "full" and reference.person.key:
                printed.setdefault(reference.person.key, name)
        return tuple(_called(one, printed) for one in self._printed.references)


def _called(reference: Reference, printed: dict[str, str]) -> Reference:
    person = reference.person
    name = printed.get(person.key or "")
    if name is None or person.named == "full":
        return reference
    return replace(reference, person=replace(person, name=name, named="full"))
