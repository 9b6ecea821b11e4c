"""The entities of a Record: what the head, the page and the turns name, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memograph.model import (
    Agent,
    Document,
    Event,
    Group,
    Meeting,
    MeetingSeries,
    Organization,
    Person,
    Place,
    Post,
    Side,
)
from memograph.problems import Problem, Span, Where, problem
from memograph.text.attendance import Attendee
from memograph.text.cues import Cues
from memograph.text.doctypes import PAPERS, TALKS, doctype_of
from memograph.text.head import Head
from memograph.text.known import Known
from memograph.text.languages import language_tag
from memograph.text.layout import Layout
from memograph.text.lines import paragraphs
from memograph.text.moments import day_of_end, moment
from memograph.text.names import AUTHOR, fold
from memograph.text.people import People
from memograph.text.provenance import Origin
from memograph.text.segments import ANNOTATOR, Reading
from memograph.text.sides import FoundSide
from memograph.text.spoken import MEETING, Spoken
from memograph.text.times import MeetingTime, parse_time_sentence

OCCASION, CLOSING, SERIES = "event/occasion", "event/closing", "series"
_ROLL = frozenset({"participants", "absent", "chair", "secretary", "note-taker", "stenographer"})
_SEVERAL, _LONGEST_TITLE = 2, 500
_OFTEN, _SELDOM = 0.3, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """Everything known when the text is read through, turned into parts of a Record."""

    layout: Layout
    head: Head
    people: People
    reading: Reading
    cues: Cues

    def is_record(self, said: Spoken) -> bool:
        """Tell whether the text is a record of conversation: people speak, or it says it is one."""
        talked = self.layout.talked
        if talked is not None or self.cues.search("provenance.beside", self.title()):
            return bool(talked)
        speakers = {speaker for turn in said.turns for speaker in turn.speaker}
        called = self.doctype() in TALKS or self._called_talk()
        roll = self._has_roll(called=called)
        if any(turn.label is None for turn in said.turns):
            return roll or self._is_reported_record(said)
        paper = self.doctype() in PAPERS and not self.head.listed and not self._called_talk()
        if paper or not (roll or speakers or self.head.listed):
            return False
        if roll or (speakers and self.head.listed):
            return True
        if len(speakers) >= _SEVERAL and (called or self._mostly_spoken(said)):
            return True
        letter = {"sender", "addressee"} <= {field.name for field in self.head.fields}
        met = called or self._says_it_met()
        return self.head.listed >= _SEVERAL and met and not letter

    def _says_it_met(self) -> bool:
        """Tell whether the head has a sentence on when they met."""
        return any(self.cues.search("prose.date", unit.text) for unit in self.head.units)

    def _has_roll(self, *, called: bool) -> bool:
        """Tell whether a head calls the roll as minutes do: lists of members name no absent."""
        kinds = {field.name for field in self.head.fields} & _ROLL
        many = sum(bool(known.attestation) for known in self.people) >= _SEVERAL
        roll = many and len(kinds) > 1 and self.doctype() not in PAPERS
        return roll and (called or "absent" in kinds or self._lists_present(kinds))

    def _lists_present(self, kinds: set[str]) -> bool:
        """Tell whether a list is said to be of those present under a chair, not of members."""
        text, said = self.reading.text, self.cues.phrases["attendance"]
        return "chair" in kinds and any(
            said.get(text[field.unit.start : field.span.start].strip(" :*_.").lower()) == "listed"
            for field in self.head.fields
            if field.name == "participants"
        )

    def _is_reported_record(self, said: Spoken) -> bool:
        """Tell whether a text that reports speech is a record; an article or letter does so too.

        It lists who was there or calls itself a record, and its paragraphs name who speaks.
        """
        text = self.reading.text
        told = sum(turn.label is None for turn in said.turns)
        names = {field.name: field.keyed for field in self.head.fields}
        listed = self.head.listed >= _SEVERAL
        if {"sender", "addressee"} <= set(names) and not listed:
            return False
        stated = doctype_of(
            self.layout.doctype or self.head.value("doctype", text) or "", self.cues
        )
        titles = (self.title(), self.head.value("subject", text) or "")
        named = any(self.cues.search("reported.titles", x[:_LONGEST_TITLE]) for x in titles)
        called = stated in TALKS or named
        if self.doctype() in PAPERS and not (listed or called):
            return False
        dense = told / len(paragraphs(text)) >= _OFTEN
        if listed and (called or names.get("participants")):
            return len(said.turns) >= _SEVERAL or called or self._says_it_met()
        return told >= _SEVERAL and (called or (listed and dense)) and self._carried(said)

    def _carried(self, said: Spoken) -> bool:
        """Tell whether a good part of the paragraphs behind the head open with who speaks."""
        text = self.reading.text
        first = said.statements[0].span.start if said.statements else 0
        body = paragraphs(text, Span(first, len(text)))
        return len(said.turns) >= len(body) * _SELDOM * _SEVERAL

    def _mostly_spoken(self, said: Spoken) -> bool:
        """Tell whether turns make up a good part of a text that does not say what it is."""
        if all(
            x.style == "stop" and not (x.titled or x.capitals or x.given)
            for x, _ in said.first_labels
        ):
            return False  # so are the entries of a dictionary: "Ash. A tree."
        spoken = sum(statement.span.end - statement.span.start for statement in said.statements)
        again = len(said.turns) > len(said.first_labels)
        pieces = len(paragraphs(self.reading.text))
        return len(said.turns) / pieces >= _OFTEN or (
            again and len(said.turns) / pieces >= _SELDOM and spoken * 2 >= len(self.reading.text)
        )

    def _called_talk(self) -> bool:
        words = fold(self.title()).replace(",", " ").split()
        return any(self.cues.has("record_words", word) for word in words)

    def title(self) -> str:
        """Return the title of the page, else the one that the head gives."""
        return self.head.value("title", self.reading.text) or self.layout.title

    def doctype(self) -> str | None:
        """Return the concept for the kind of document that the page or the title states."""
        stated = self.layout.doctype or self.head.value("doctype", self.reading.text) or ""
        return doctype_of(stated, self.cues) or doctype_of(self.title(), self.cues)

    def document(self, *, talked: bool) -> Document:
        """Return the Document with all that page and head say of it."""
        layout, origin = self.layout, self.origin
        text = self.reading.text
        created = layout.created or self.head.created or (None if talked else self.head.date)
        archive = origin.archive
        identifier = self.head.value("identifier", text)
        return Document(
            slug=layout.slug,
            kind="RecordOfConversation" if talked else "Document",
            title=self.title(),
            type=self.doctype(),
            created=created.iso if created else None,
            created_edtf=created.edtf if created and not created.iso else None,
            date_in_source=created.text if created else None,
            abstract=layout.abstract or self.head.value("summary", text),
            rights=layout.rights or self.head.value("rights", text),
            language=layout.original_language or self._stated_language(),
            identifier=layout.identifier or ((identifier,) if identifier else ()),
            archival_reference=origin.reference,
            held_by=(f"organization/{archive}",) if archive else (),
            obtained_by=tuple(_hand(p)[0] for p in origin.obtained_by),
            edited_by=tuple(k.id for k in self.head.editors) if talked else (),
            recorded_by=tuple(k.id for k in self.head.recorders) if talked else (),
            supported_by=tuple(f"organization/{name}" for name in self.supporters),
        )

    @property
    def origin(self) -> Origin:
        """Return what page or head say of archive and hands."""
        return self.layout.origin or self.head.origin

    @property
    def supporters(self) -> tuple[str, ...]:
        """Return the names of those who made the page possible."""
        named = self.head.value("supported_by", self.reading.text)
        return self.layout.supporters or ((named,) if named else ())

    def _stated_language(self) -> str | None:
        stated = self.head.value("language", self.reading.text)
        return language_tag(stated) if stated else None

    def translators(self) -> tuple[str, ...]:
        """Return the ids of those who translated the text."""
        return tuple(_hand(p)[0] for p in self.origin.translated_by)

    def hands(self) -> tuple[Person, ...]:
        """Return the people who obtained and translated the document."""
        found = (*self.origin.obtained_by, *self.origin.translated_by)
        return tuple({_hand(p)[0]: _hand(p)[1] for p in found}.values())

    def persons(self) -> tuple[Person, ...]:
        """Return every person met, each once, those of the talk first."""
        met = (
            _met(known)
            for known in self.people
            if not known.collective and not self.is_unidentified(known)
        )
        found: dict[str, Person] = {}
        for person in (*met, *self.reading.found.persons, *self.hands()):
            found.setdefault(person.id, person)
        return tuple(found.values())

    def groups(self) -> tuple[Group, ...]:
        """Return those who are spoken of as several, such as "All"."""
        return tuple(Group(id=k.id, name=k.name, named="role") for k in self.people if k.collective)

    def is_unidentified(self, known: Known) -> bool:
        """Tell whether somebody is one of those listed, and nobody can say which.

        Reported speech calls people by their posts. Where two or more are listed, whoever speaks by
        a post is no further person beside them, a head of state or government excepted: such a
        person is called so by everybody, in a list too.
        """
        return (
            self.head.listed >= _SEVERAL
            and known.named == "role"
            and known.name != AUTHOR
            and known.reported
            and not known.collective
            and not self.cues.has("heads_of_state", known.name)
            and set(known.attestation) <= {"speaks", "addressed"}
        )

    def agents(self) -> tuple[Agent, ...]:
        """Return who speaks by a post alone, and the author of the brackets if those assert."""
        found = [
            Agent(id=known.id, name=known.name, named="role", aliases=tuple(known.aliases))
            for known in self.people
            if self.is_unidentified(known)
        ]
        if self.reading.found.identity_assertions:
            found.append(Agent(id=ANNOTATOR, name="annotator", named="role"))
        return tuple(found)

    def organizations(self, *, talked: bool) -> tuple[Organization, ...]:
        """Return the archive, those who supported the page, those for whom sides speak."""
        names: list[tuple[str, ...]] = [(name,) for name in self.supporters]
        if self.origin.archive:
            names.insert(0, (self.origin.archive,))
        for side in self.head.sides if talked else ():
            names.extend(side.organizations)
        found: dict[str, Organization] = {}
        for one in names:
            body = Organization(id=f"organization/{one[0]}", name=one[0], aliases=one[1:])
            found.setdefault(body.id, body)
        return tuple(found.values())

    def sides(self) -> tuple[Side, ...]:
        """Return the sides of the meeting."""
        return tuple(self._side(side) for side in self.head.sides)

    def _side(self, side: FoundSide) -> Side:
        leader = self.leader(side)
        return Side(
            id=f"side/{side.name}",
            name=side.name,
            kind=side.kind,
            led_by=leader.id if leader else None,
            represents=tuple(f"organization/{names[0]}" for names in side.organizations),
            name_in_source=tuple(dict.fromkeys(side.wordings)),
        )

    def leader(self, side: FoundSide) -> Known | None:
        """Return who leads a side: as a sentence says, or a member listed as its head."""
        if side.leader:
            return self.person(side.leader)
        members = (self.person(name) for name in side.members)
        return next((m for m in members if m and "head-of-delegation" in m.roles), None)

    def person(self, folded: str) -> Known | None:
        """Return the person of the talk whose folded name this is."""
        return next((known for known in self.people if fold(known.name) == folded), None)

    def posts(self) -> tuple[Post, ...]:
        """Return the offices that people of the talk hold."""
        names = dict.fromkeys(post for known in self.people for post in known.posts)
        return tuple(Post(id=f"post/{name}", name=name) for name in names)

    def places(self) -> tuple[Place, ...]:
        """Return the places of the meeting, each within the next."""
        chain = self.head.places
        ids = [f"place/{place.name}" for place in chain]
        return tuple(
            Place(
                id=ids[index],
                name=place.name,
                named="full" if place.proper else "role",
                within=ids[index + 1] if index + 1 < len(ids) else None,
            )
            for index, place in enumerate(chain)
        )

    def meeting(self) -> Meeting:
        """Return the meeting; a day or hour that is not certain is left to EDTF and wording."""
        head = self.head
        time, met = self._time(), head.date or self.layout.created
        day = met.iso if met else None
        return Meeting(
            id=MEETING,
            name=self._meeting_name(),
            date=day,
            date_edtf=met.edtf if met else None,
            date_in_source=met.text if met else None,
            started_at=moment(day, time.start if time else None, time.zone if time else None),
            ended_at=moment(
                day_of_end(day, time), time.end if time else None, time.zone if time else None
            ),
            start_qualifier=time.qualifier if time and time.start and day else None,
            time_in_source=time.text if time else None,
            duration=time.duration if time else None,
            place=f"place/{head.places[0].name}" if head.places else None,
            during=OCCASION if head.occasion else None,
            in_series=SERIES if head.series else None,
            series_position=head.series.position if head.series else None,
            sides=tuple(f"side/{side.name}" for side in head.sides),
        )

    def _time(self) -> MeetingTime | None:
        """Return the time of the head, with the end that a closing direction tells."""
        time = self.head.time
        told = self.reading.found.stage_directions
        words = next((d.text for d in told if "closing" in d.direction_kind), "")
        read = parse_time_sentence(words.strip("()[]"), language=self.cues.language)
        end = read and (read.end or read.start)
        if not read or not end or (time and time.end):
            return time
        if time is None:
            return replace(read, start=None, end=end, qualifier=None)
        later = bool(time.start and end < time.start)
        return replace(time, end=end, text=f"{time.text}; {read.text}", next_day=later)

    def _meeting_name(self) -> str:
        if self.head.series:
            return self.head.series.label
        return self.title() or "Meeting"

    def meeting_series(self) -> tuple[MeetingSeries, ...]:
        """Return the series that the meeting stands in, if the head places it in one."""
        found = self.head.series
        if not found:
            return ()
        name = found.name or self.title() or "Series of meetings"
        return (MeetingSeries(id=SERIES, name=name, named=bool(found.name)),)

    def events(self, *, closing: bool) -> tuple[Event, ...]:
        """Return the occasion of the meeting and its closing, if told of."""
        found: list[Event] = []
        if self.head.occasion:
            found.append(Event(id=OCCASION, name=self.head.occasion.name))
        if closing:
            found.append(Event(id=CLOSING, name="closing", during=MEETING))
        return tuple(found)

    def problems(self, said: Spoken, *, talked: bool) -> Iterator[Problem]:
        """Yield what is odd about the record as a whole."""
        place = Where(source=self.layout.source)
        if not talked:
            yield problem("MG117", place)
            return
        if not said.turns:
            yield problem("MG110", place)
        if not self.head.date and not self.layout.created:
            yield problem("MG118", place)
        time = self.head.time
        if time and time.contradiction:
            yield problem("MG119", place, wording=time.text, why=time.contradiction)


def _met(known: Known) -> Person:
    """Return the person of the talk, with what the mark-up knows of them."""
    marked = known.person
    return Person(
        id=known.id,
        name=known.bearer or known.name,
        named="full" if known.bearer else known.named,
        key=marked.key if marked else None,
        aliases=tuple(alias for alias in known.aliases if alias != known.bearer),
        identifiers=marked.identifiers if marked else (),
    )


def _hand(person: Attendee) -> tuple[str, Person]:
    name = person.name
    return f"person/{name.name}", Person(id=f"person/{name.name}", name=name.name, named=name.named)
