"""Akoma Ntoso: records of debates, whose speeches, questions and answers are marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memograph.model import Record, SourceFile
from memograph.problems import Problem, Span, Where
from memograph.readers.akn_facts import (
    day_told,
    document_of,
    language_of,
    places_of,
    title_of,
    work_of,
)
from memograph.readers.akn_people import TURNS, Speakers
from memograph.readers.marked_facts import held_at, meeting_of, nameless
from memograph.readers.source import Source
from memograph.readers.stated_time import Sitting, StatedTime, sitting
from memograph.readers.xml import attribute, line_of, root_of, tree, words
from memograph.text.cues import Cues, cues
from memograph.text.directions import tells
from memograph.text.marked import Facts, Scribe, marked_record
from memograph.text.told import kinds_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/akn+xml"
_SURE: Final = 0.95
_ROOTS: Final = frozenset({"akomaNtoso", "akomantoso"})
_NAMESPACE: Final = "akn"
_DEBATES: Final = ("debate", "debateReport", "debaterecord", "debateRecord")
_TOLD: Final = frozenset({"scene", "narrative", "summary", "remark", "interjection"})
_LEFT_OUT: Final = frozenset(
    {"meta", "noteRef", "authorialNote", "eop", "componentRef", "img", "marker", "tocItem"}
)
_INLINE: Final = frozenset({
    "a", "abbr", "affectedDocument", "b", "concept", "date", "def", "docCommittee", "docDate",
    "docIntroducer", "docNumber", "docProponent", "docPurpose", "docStage", "docStatus",
    "docTitle", "docType", "docketNumber", "embeddedText", "entity", "event", "extractText", "i",
    "inline", "ins", "judge", "lawyer", "legislature", "location", "mmod", "mod", "mref", "num",
    "object", "organization", "outcome", "party", "person", "placeholder", "process", "quantity",
    "quotedText", "recordedTime", "ref", "relatedDocument", "rmod", "role", "rref", "session",
    "shortTitle", "span", "sub", "sup", "term", "time", "u", "vote", "witness",
})  # fmt: skip
_MAY_TELL: Final = frozenset({"p", "i"})
_BEFORE: Final = frozenset({"num", "heading", "subheading", "recordedTime"})


class AknReader:
    """Reads debates in Akoma Ntoso of any version."""

    name = "akn"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is Akoma Ntoso, by its outermost element."""
        root = root_of(source)
        if root is None:
            return 0.0
        return _SURE if root.name in _ROOTS else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield a Record for each debate of a source; other documents hold no conversation."""
        source = replace(source, media_type=MEDIA_TYPE)
        parsed = tree(source)
        file = source.file
        debates = [one for one in parsed.root.iter(*_DEBATES) if not _is_part(one)]
        for debate in debates or [next(iter(parsed.root), parsed.root)]:
            yield _read(debate, source, file, parsed.problems, talked=bool(debates))


def _read(
    debate: _Element,
    source: Source,
    file: SourceFile,
    problems: tuple[Problem, ...],
    *,
    talked: bool,
) -> Record:
    language = language_of(debate)
    known = cues(language)
    work = work_of(debate, source)
    speakers = Speakers(debate, work=work, language=language, source=source.name)
    body = _Body(Scribe(source.name), speakers, known, source.name)
    for child in debate:
        if isinstance(child.tag, str):
            body.child(child)
    body.scribe.close()
    dated = day_told(debate, language, source.name)
    held = _held(body, dated.day, language)
    places = places_of(debate)
    odd = (*problems, *dated.problems, *held.problems, *_odd(body, speakers))
    return marked_record(
        body.scribe,
        Facts(
            source=source.name,
            reader=AknReader.name,
            source_file=file,
            language=language,
            document=document_of(debate, work, dated, known),
            meeting=meeting_of(title_of(debate), dated, held, places),
            places=places,
            problems=odd,
            talked=talked,
        ),
        speakers.people,
    )


def _held(body: _Body, day: str | None, language: str) -> Sitting:
    """Return when the debate began and ended: by what is told around it, else by turns."""
    held = held_at(day, body.times, body.scribe, language)
    if held.started_at or held.ended_at or not body.lasting:
        return held
    begun, ended = (
        [body.lasting[name]] if name in body.lasting else [] for name in ("startTime", "endTime")
    )
    return sitting(day, begun, ended, language)


def _odd(body: _Body, speakers: Speakers) -> Iterator[Problem]:
    yield from nameless(body.scribe, speakers.nameless)
    yield from speakers.problems()


class _Body:
    """Writes down a debate in reading order."""

    def __init__(self, scribe: Scribe, speakers: Speakers, known: Cues, source: str) -> None:
        self.scribe = scribe
        self.source = source
        self.times: list[tuple[int, StatedTime]] = []
        self.lasting: dict[str, StatedTime] = {}
        self._speakers = speakers
        self._cues = known
        self._label: tuple[str, Span] | None = None
        self._timed: _Element | None = None

    def write(self, element: _Element) -> None:
        """Write all below an element."""
        self._words(element.text, line_of(element))
        for child in element:
            if isinstance(child.tag, str):
                self.child(child)
            self._words(child.tail, line_of(child))

    def _words(self, text: str | None, line: int | None) -> None:
        if not text:
            return
        if self.scribe.speaking:
            self.scribe.say(text, line=line, new_block=False)
        else:
            self.scribe.text.add(text, line=line)

    def child(self, element: _Element) -> None:
        """Write one element as what it is."""
        tag = str(element.tag)
        if tag in _LEFT_OUT:
            return
        if tag in TURNS:
            self._turn(element)
        elif tag == "from":
            span = self.scribe.label(words(element), line=line_of(element))
            self.scribe.paragraph()
            self._label = (words(element), span) if span else None
        elif tag in _TOLD:
            self._told(element)
        elif tag in ("omissis", "placeholder") and not len(element):
            self._gap(element)
        elif tag in ("eol", "br"):
            self.scribe.text.new_line()
        else:
            self._element(element, block=tag not in _INLINE)

    def _element(self, element: _Element, *, block: bool) -> None:
        if self.scribe.speaking and element.tag in _MAY_TELL and tells(words(element), self._cues):
            self._told(element)
            return
        if block:
            self.scribe.paragraph()
        start = self.scribe.text.length
        self.write(element)
        if element.tag == "p" and _is_around(element):
            self._loosely(words(element), element, start)
        if element.tag == "recordedTime":
            self._time(element, start)
        if element.tag == "person" and next(element.iterancestors("rollCall"), None) is not None:
            absent = any(_is_absence(one) for one in element.iterancestors())
            self._speakers.listed(element.get("refersTo"), words(element), absent=absent)
        if block:
            self.scribe.paragraph()

    def _turn(self, element: _Element) -> None:
        """Write a turn; its label comes first in it, or before it."""
        self._lasts(element)
        outer = self.scribe.suspend()
        own = None
        for one in _opening(element):
            own = one if one.tag == "from" else own
            self.child(one)
            one.tag = "marker"
        label, self._label = self._label, None
        speakers = self._speakers.speakers(element, label[0] if label else None, _named_in(own))
        self._speakers.acting(speakers, _roles_in(own), element)
        self.scribe.open(
            speakers,
            label=label[1] if label else None,
            addressed_to=self._speakers.meant(attribute(element, "to")),
        )
        self.write(element)
        self.scribe.close()
        self._label = None
        if outer:
            self.scribe.resume(outer)

    def _lasts(self, element: _Element) -> None:
        """Note the first time at which a turn begins, and the last at which one ends."""
        for name, ends in (("startTime", False), ("endTime", True)):
            value = element.get(name)
            where = Where(source=self.source, line=line_of(element))
            stated = StatedTime(words="", where=where, attribute=value, ends=ends)
            if value and (ends or name not in self.lasting):
                self.lasting[name] = stated

    def _told(self, element: _Element) -> None:
        """Write what the recorder tells."""
        told = words(element)
        parent = element.getparent()
        inline = self.scribe.speaking and parent is not None and parent.tag not in TURNS
        inline = inline and element.tag != "p"
        start = self.scribe.text.length
        if told:
            kinds = kinds_of(told, self._cues)
            start = self.scribe.direct(told, kinds, line=line_of(element), inline=inline).start
            if not inline:
                self.scribe.paragraph()
        timed = False
        for time in element.iter("recordedTime"):
            self._time(time, start)
            timed = True
        if not timed:
            self._loosely(told, element, start)

    def _loosely(self, told: str, element: _Element, at: int) -> None:
        """Note what is told outside of speech, which may tell when they met or rose."""
        if told:
            where = Where(source=self.source, line=line_of(element))
            self.times.append((at, StatedTime(words=told, where=where, loose=True)))

    def _gap(self, element: _Element) -> None:
        parent = element.getparent()
        inline = parent is not None and parent.tag in ("p", "li", "block", *_INLINE)
        self.scribe.gap(words(element), line=line_of(element), inline=inline)
        if not inline:
            self.scribe.paragraph()

    def _time(self, element: _Element, at: int) -> None:
        """Note a time; an empty element stands before its words, a second one means another day."""
        if self._timed is not None and self._timed is element.getparent():
            return
        self._timed = element.getparent()
        told = words(element) or " ".join((element.tail or "").split())
        where = Where(source=self.source, line=line_of(element))
        ends = {"startEvent": False, "endEvent": True}.get(element.get("type") or "")
        stated = StatedTime(words=told, where=where, attribute=element.get("time"), ends=ends)
        self.times.append((at, stated))


def _is_around(element: _Element) -> bool:
    """Tell whether an element stands in what surrounds the talk, where times are told in words."""
    return next(element.iterancestors("prayers", "adjournment"), None) is not None


def _opening(turn: _Element) -> tuple[_Element, ...]:
    """Return the label of a turn with its number or heading before it, if one begins the turn."""
    found: list[_Element] = []
    for one in turn.iterchildren("*"):
        found.append(one)
        if one.tag == "from":
            return tuple(found)
        if one.tag not in _BEFORE:
            break
    return ()


def _named_in(label: _Element | None) -> str | None:
    """Return to whom a printed label refers, if it does."""
    named = () if label is None else label.iter("person")
    return next((value for one in named if (value := attribute(one, "refersTo"))), None)


def _roles_in(label: _Element | None) -> Iterator[str]:
    """Yield the roles to which a printed label refers, as "(President)" may."""
    for one in () if label is None else label.iter("role"):
        yield attribute(one, "refersTo") or ""


def _is_part(debate: _Element) -> bool:
    """Tell whether an element is the body of a debate: "debate" is that in older versions."""
    return next(debate.iterancestors(*_DEBATES), None) is not None


def _is_absence(element: _Element) -> bool:
    """Tell whether the mark-up calls a part of a roll call one of those absent."""
    return any(
        "absent" in (element.get(name) or "").lower() for name in ("name", "class", "refersTo")
    )
