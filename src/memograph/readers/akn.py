"""Akoma Ntoso: records of debates, whose speeches, questions and answers are marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from memograph.model import Document, Meeting, Place, Record, SourceFile
from memograph.problems import Problem, Span, Where, problem
from memograph.readers.akn_people import TURNS, Speakers
from memograph.readers.source import Source
from memograph.readers.stated_time import Sitting, StatedTime, day_of, sitting
from memograph.readers.xml import XML_LANG, attribute, line_of, root_of, tree, words
from memograph.text.cues import Cues, cues
from memograph.text.directions import direction_of
from memograph.text.languages import detect_language, tag_of_code
from memograph.text.marked import MEETING, Facts, Scribe, marked_record

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/akn+xml"
_SURE: Final = 0.95
_ROOTS: Final = frozenset({"akomaNtoso", "akomantoso"})
_NAMESPACE: Final = "akn"
_DEBATES: Final = ("debate", "debateReport", "debaterecord", "debateRecord")
_TOLD: Final = frozenset({"scene", "narrative", "summary", "remark"})
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
_TALKS: Final = ("minutes", "transcript", "stenographic-record")
_TITLED: Final = ("docProponent", "docTitle")


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
        debates = list(parsed.root.iter(*_DEBATES))
        for debate in debates or [next(iter(parsed.root), parsed.root)]:
            yield _read(debate, source, file, parsed.problems, talked=bool(debates))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """The day of a debate with its words, the day of its publication, and what does not agree."""

    day: str | None
    wording: str | None
    made: str | None = None
    problems: tuple[Problem, ...] = ()


def _read(
    debate: _Element,
    source: Source,
    file: SourceFile,
    problems: tuple[Problem, ...],
    *,
    talked: bool,
) -> Record:
    language = _language(debate)
    known = cues(language)
    work = _work(debate, source)
    speakers = Speakers(debate, work=work, language=language, source=source.name)
    body = _Body(Scribe(source.name), speakers, known, source.name)
    for child in debate:
        if isinstance(child.tag, str):
            body.child(child)
    body.scribe.close()
    dated = _dated(debate, language, source.name)
    first, last = body.scribe.spoken()
    held = sitting(
        dated.day,
        [time for at, time in body.times if at < first],
        [time for at, time in body.times if at >= last],
        language,
    )
    places = _places(debate)
    odd = (*problems, *dated.problems, *held.problems, *_odd(body, speakers))
    return marked_record(
        body.scribe,
        Facts(
            source=source.name,
            reader=AknReader.name,
            source_file=file,
            language=language,
            document=_document(debate, work, dated, known),
            meeting=_meeting(_title(debate), dated, held, places),
            places=places,
            problems=odd,
            talked=talked,
        ),
        speakers.people,
    )


def _meeting(title: str, dated: _Dated, held: Sitting, places: tuple[Place, ...]) -> Meeting:
    return Meeting(
        id=MEETING,
        name=title or "Meeting",
        date=dated.day,
        date_edtf=dated.day,
        date_in_source=dated.wording,
        started_at=held.started_at,
        ended_at=held.ended_at,
        time_in_source=held.wording,
        place=places[0].id if places else None,
    )


def _odd(body: _Body, speakers: Speakers) -> Iterator[Problem]:
    if speakers.nameless:
        at = next(t.at for t in body.scribe.turns if t.speaker[0].startswith("unknown/"))
        yield problem("MG146", body.scribe.text.where(at), count=speakers.nameless)
    yield from speakers.problems()


class _Body:
    """Writes down a debate in reading order."""

    def __init__(self, scribe: Scribe, speakers: Speakers, known: Cues, source: str) -> None:
        self.scribe = scribe
        self.source = source
        self.times: list[tuple[int, StatedTime]] = []
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
        if block:
            self.scribe.paragraph()
        start = self.scribe.text.length
        self.write(element)
        if element.tag == "recordedTime" and not self.scribe.speaking:
            self._time(element, start)
        if element.tag == "person" and next(element.iterancestors("rollCall"), None) is not None:
            absent = any(_is_absence(one) for one in element.iterancestors())
            self._speakers.listed(element.get("refersTo"), words(element), absent=absent)
        if block:
            self.scribe.paragraph()

    def _turn(self, element: _Element) -> None:
        """Write a turn; its label comes first in it, or before it."""
        outer = self.scribe.suspend()
        first = next((one for one in element if isinstance(one.tag, str)), None)
        own = first if first is not None and first.tag == "from" else None
        if own is not None:
            self.child(own)
            own.tag = "marker"
        label, self._label = self._label, None
        self.scribe.open(
            self._speakers.speakers(element, label[0] if label else None),
            label=label[1] if label else None,
            addressed_to=self._speakers.meant(attribute(element, "to")),
        )
        self.write(element)
        self.scribe.close()
        self._label = None
        if outer:
            self.scribe.resume(outer)

    def _told(self, element: _Element) -> None:
        """Write what the recorder tells."""
        told = words(element)
        parent = element.getparent()
        inline = self.scribe.speaking and parent is not None and parent.tag not in TURNS
        start = self.scribe.text.length
        if told:
            found = direction_of(told.strip("()[]. "), 0, Span(0, len(told)), self._cues)
            kinds = (
                tuple(one for one in found.kinds if one not in ("address", "manner"))
                if found
                else ()
            )
            start = self.scribe.direct(told, kinds, line=line_of(element), inline=inline).start
            if not inline:
                self.scribe.paragraph()
        for time in element.iter("recordedTime"):
            self._time(time, start)

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


def _is_absence(element: _Element) -> bool:
    """Tell whether the mark-up calls a part of a roll call one of those absent."""
    return any(
        "absent" in (element.get(name) or "").lower() for name in ("name", "class", "refersTo")
    )


def _language(debate: _Element) -> str:
    """Return the language of the expression, else as the words tell."""
    for one in debate.iterfind("meta/identification/FRBRExpression/FRBRlanguage"):
        tag = tag_of_code(one.get("language") or "")
        if tag:
            return tag
    stated = tag_of_code(debate.get(XML_LANG) or "")
    return stated or detect_language(words(debate))


def _work(debate: _Element, source: Source) -> str:
    """Return the address of the work, else the name of the file."""
    for name in ("FRBRuri", "FRBRthis"):
        for one in debate.iterfind(f".//meta/identification/FRBRWork/{name}"):
            value = (one.get("value") or "").strip().strip("/")
            if value:
                return value
    return source.stem


def _title(debate: _Element) -> str:
    """Return the title of preface or cover, with whose it is; else the first of its lines."""
    for part in debate.iterfind("*"):
        if part.tag in ("preface", "coverPage"):
            found = [words(one) for name in _TITLED for one in part.iter(name)]
            if any(words(one) for one in part.iter("docTitle")):
                return ", ".join(dict.fromkeys(one for one in found if one))
    lines = [words(one) for one in debate.iterfind("preface//p") if one.find("docDate") is None]
    return ", ".join(line for line in lines[:2] if line)


def _document(debate: _Element, work: str, dated: _Dated, known: Cues) -> Document:
    from memograph.text.entities import doctype_of

    title = _title(debate)
    address = next(iter(debate.iterfind(".//meta/identification/FRBRWork/FRBRuri")), None)
    value = "" if address is None else (address.get("value") or "").strip()
    return Document(
        slug=work,
        title=title,
        type=kind if (kind := doctype_of(title, known)) in _TALKS else None,
        created=dated.made if dated.made != dated.day else None,
        identifier=(value,) if value else (),
    )


def _places(debate: _Element) -> tuple[Place, ...]:
    """Return the place that preface or cover marks."""
    for part in ("preface", "coverPage"):
        for one in debate.iterfind(f"{part}//location"):
            if words(one):
                return (Place(id=f"place/{words(one)}", name=words(one)),)
    return ()


def _dated(debate: _Element, language: str, source: str) -> _Dated:
    """Return the day of the debate: as printed in preface or cover, else that of the work."""
    work = _first_day(debate, "meta/identification/FRBRWork/FRBRdate") or _begun(debate)
    made = _first_day(debate, "meta/publication")
    day = wording = printed = None
    problems: list[Problem] = []
    for one in debate.iter("docDate", "date"):
        if next(one.iterancestors("meta", *TURNS), None) is not None:
            continue
        value = attribute(one, "date")
        marked, told = day_of(value, words(one), language)
        if marked and told and marked != told:
            problems.append(_differ(one, value, source))
        if day is None and one.tag == "docDate" and (told or marked):
            day, wording, printed = told or marked, words(one) or value, told
            if told and work and told != work:
                problems.append(_differ(one, work, source))
    if day and work and day != work and not printed:
        dates = f"{day}, {work}"
        problems.append(problem("MG148", Where(source=source), dates=dates))
        return _Dated(day=None, wording=wording, made=made, problems=tuple(problems))
    return _Dated(day=day or work, wording=wording or work, made=made, problems=tuple(problems))


def _begun(debate: _Element) -> str | None:
    """Return the day on which the first part that tells its time began."""
    for one in debate.iter("debateSection", *TURNS):
        if one.get("startTime"):
            return day_of(one.get("startTime"), "", "en")[0]
    return None


def _differ(element: _Element, attribute: str | None, source: str) -> Problem:
    at = Where(source=source, line=line_of(element))
    return problem("MG147", at, attribute=attribute, words=words(element))


def _first_day(debate: _Element, path: str) -> str | None:
    for one in debate.iterfind(path):
        found = day_of(one.get("date"), "", "en")[0]
        if found:
            return found
    return None
