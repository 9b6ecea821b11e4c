"""TEI whose turns are marked: sittings with utterances (`u`), drama mark-up (`sp`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.model import Document, Meeting, Record, SourceFile
from memograph.problems import Problem, Where, problem
from memograph.readers.marked_facts import (
    Dated,
    held_at,
    meeting_of,
    nameless,
    unexplained,
)
from memograph.readers.source import Source
from memograph.readers.stated_time import Sitting, StatedTime, day_of, sitting
from memograph.readers.tei.body import Body
from memograph.readers.tei.cast import Cast
from memograph.readers.tei.header import SERIES, Header, text_language
from memograph.readers.tei.persons import Registry, reference, registry
from memograph.readers.xml import XML_ID, attribute, line_of, words
from memograph.text.cues import Cues, cues
from memograph.text.marked import Facts, Scribe, marked_record

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPOKEN: Final = ("u", "sp")
_TEI: Final = ("TEI", "TEI.2")
_CHAIRS: Final = 20
_DIVISIONS: Final = ("div", "div1", "div2", "div3")
_ACTS: Final = frozenset({"act", "scene", "prologue", "epilogue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the texts of one source share: its file, and the people described around them."""

    source_file: SourceFile
    around: Registry


def surroundings(root: _Element, source: Source) -> Surroundings:
    """Return what all texts of a source share, found once."""
    found = list(root.iter("teiCorpus", *_TEI))
    corpora = [one for one in found if one.tag == "teiCorpus"]
    outer = [one for one in corpora if one is not root]
    nested = any(one.tag in _TEI for one in found if one is not root)
    headers = root.findall("teiHeader") if nested else []
    headers += [header for one in outer for header in one.findall("teiHeader")]
    headers += [part for one in corpora for part in one.findall("standOff")]
    return Surroundings(source_file=source.file, around=registry(headers))


def read(
    text: _Element,
    source: Source,
    *,
    reader: str,
    problems: tuple[Problem, ...],
    shared: Surroundings | None = None,
) -> Record:
    """Return the Record of one TEI whose speech is marked."""
    shared = shared or surroundings(text.getroottree().getroot(), source)
    language = text_language(text)
    header = Header(text=text, headers=tuple(_headers(text)), language=language)
    known = cues(language)
    dated = _dated(header, text, known, source.name)
    people = shared.around.within(registry((text,)))
    cast = Cast(
        people,
        corpus=header.corpus(),
        day=dated.day,
        language=language,
        acting=_acting(text, people),
    )
    body = Body(Scribe(source.name), cast, known, source.name)
    for part in text.findall("text"):
        body.write(part)
    body.scribe.close()
    for line in list(body.chaired)[:_CHAIRS]:
        cast.presides(line)
    cast.attend()
    held = _held(dated, body, header)
    return marked_record(
        body.scribe,
        Facts(
            source=source.name,
            reader=reader,
            source_file=shared.source_file,
            language=language,
            document=_document(header, source, dated.day, known),
            meeting=_meeting(header, dated, held),
            series=tuple(series for series, _ in filter(None, (header.series(),))),
            places=header.places(),
            problems=(*problems, *dated.problems, *held.problems, *_odd(cast, body, source)),
            talked=not _is_play(text),
        ),
        cast.people,
    )


def _headers(text: _Element) -> Iterator[_Element]:
    """Yield the header of a text and those around it, the innermost first."""
    for one in (text, *text.iterancestors()):
        yield from one.findall("teiHeader")


def _acting(text: _Element, people: Registry) -> dict[str, str]:
    """Return for each role in which one person alone speaks the id of that person."""
    if not people.roles:
        return {}
    found: dict[str, set[str]] = {}
    for spoken in text.iter(*_SPOKEN):
        for word in (spoken.get("ana") or "").split():
            if reference(word) in people.roles:
                found.setdefault(reference(word), set()).add(reference(spoken.get("who") or ""))
    return {role: one for role, who in found.items() if len(who) == 1 for one in who if one}


def _document(header: Header, source: Source, day: str | None, known: Cues) -> Document:
    """Return the document, dated where its source is on another day than the meeting."""
    from memograph.text.doctypes import doctype_of

    made = header.made()
    apart = made is not None and day is not None and made[0] != day
    title = header.title()
    kinds = (words(one) for one in header.own("fileDesc/titleStmt/title"))
    return Document(
        slug=_slug(header, source),
        title=title,
        type=next((kind for one in (title, *kinds) if (kind := doctype_of(one, known))), None),
        created=made[0] if made and apart else None,
        date_in_source=made[1] if made and apart else None,
        rights=header.rights(),
        identifier=header.identifiers(),
    )


def _slug(header: Header, source: Source) -> str:
    """Return the id of the text, else that of its corpus or the file with its number there."""
    own = (header.text.get(XML_ID) or "").strip().removesuffix(".xml")
    if own:
        return own
    outer = next(header.text.iterancestors("teiCorpus"), None)
    if outer is None:
        return source.stem
    number = 1 + sum(1 for _ in header.text.itersiblings("TEI", preceding=True))
    return f"{outer.get(XML_ID) or source.stem}-{number}"


def _dated(header: Header, text: _Element, known: Cues, source: str) -> Dated:
    """Return the day of the meeting; where the source contradicts itself there is none.

    A day is believed that nothing contradicts, or that more of the source says than not.
    """
    stated, odd = header.days()
    heads = header.dated(text.iterfind("text//head"))[0] if not stated else []
    front = list(text.iterfind("text/front//docDate"))
    front += [one for one in text.iterfind("text/front//date") if one.get("type") == "docDate"]
    printed, more = header.dated(front)
    if not stated and not printed:
        stated = heads[:1] or header.published()
    clocks = {day for day in (_first_day(text, known),) if day}
    claims = {day for day, _ in (*stated[:1], *printed)} | clocks
    wording = "; ".join(dict.fromkeys(told for _, told in (*stated[:1], *printed))) or None
    problems = [
        problem(
            "MG147",
            Where(source=source, line=line_of(one)),
            attribute=_value(one),
            words=words(one),
        )
        for one in (*odd, *more)
    ]
    day = stated[0][0] if stated else printed[0][0] if printed else None
    if len(claims) > 1 and day is not None:
        votes = Counter((*(one for one, _ in (*stated[:1], *printed)), *sorted(clocks)))
        made = header.made()
        if made:
            votes[made[0]] += 1
        if votes[day] * 2 <= sum(votes.values()):
            dates = ", ".join(sorted(claims))
            return Dated(
                day=None,
                wording=wording,
                problems=(*problems, problem("MG148", Where(source=source), dates=dates)),
            )
    return Dated(day=day or next(iter(clocks), None), wording=wording, problems=tuple(problems))


def _value(element: _Element) -> str:
    return attribute(element, "when", "when-iso", "from", "notBefore", "value") or ""


def _first_day(text: _Element, known: Cues) -> str | None:
    """Return the day of the first time that the mark-up notes in the body."""
    body = text.find("text/body")
    for one in () if body is None else body.iter("time", *_SPOKEN):
        if one.tag in _SPOKEN:
            return None
        if next(one.iterancestors("listEvent"), None) is None:
            return day_of(attribute(one, "when", "from"), "", known.language)[0]
    return None


def _is_play(text: _Element) -> bool:
    """Tell whether speech is a play's: in acts, in verse, or by those of a list of roles."""
    spoken = acted = False
    for one in text.iter("castList", "sp", *_DIVISIONS):
        if one.tag == "castList":
            return True
        if one.tag == "sp":
            spoken = True
            acted = acted or next(one.iter("l"), None) is not None
        else:
            acted = acted or (one.get("type") or "").lower() in _ACTS
    return spoken and acted


def _held(dated: Dated, body: Body, header: Header) -> Sitting:
    """Return when the meeting began and ended: by times noted before and after all speech.

    Where none are, the header may tell.
    """
    language = header.language
    held = held_at(dated.day, body.times, body.scribe, language)
    if held.started_at or held.ended_at:
        return held
    stated = list(header.clock())[:1]
    where = Where(source=body.scribe.text.where(0).source)
    begun = [
        StatedTime(words="", note=words(one), where=where, attribute=one.get("from"), ends=False)
        for one in stated
    ]
    ended = [
        StatedTime(words="", note=words(one), where=where, attribute=one.get("to"), ends=True)
        for one in stated
    ]
    told = sitting(dated.day, begun, ended, language)
    return told if told.started_at or told.ended_at else held


def _meeting(header: Header, dated: Dated, held: Sitting) -> Meeting:
    series = header.series()
    row = (SERIES, series[1]) if series else None
    return meeting_of(header.meeting_name(), dated, held, header.places(), row=row)


def _odd(cast: Cast, body: Body, source: Source) -> Iterator[Problem]:
    """Yield what is odd about the speakers."""
    yield from unexplained(cast.unexplained(), source.name)
    yield from nameless(body.scribe, cast.nameless)
