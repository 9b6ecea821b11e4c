"""Minutes in TEI, and every other TEI whose speakers are not marked as such.

Minutes mark who was there, the points of the agenda and the speakers inside the sentences; what
they leave open, and all other texts, is told by the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memograph.model import Record
from memograph.problems import Problem, Span, Where, problem
from memograph.readers.source import Source
from memograph.readers.tei.minutes_attendance import Attendance, attendance, prose
from memograph.readers.tei.minutes_header import Header, dated, read_header, stated_language
from memograph.readers.tei.minutes_people import Register, learn_names, references, register
from memograph.readers.tei.minutes_speakers import Speakers
from memograph.readers.tei.minutes_text import RunningText, identifier, running_text
from memograph.readers.tei.minutes_turns import labels, marked_speakers
from memograph.readers.xml import words as words_of
from memograph.text.conversation import read_conversation
from memograph.text.cues import cues
from memograph.text.dates import FoundDate
from memograph.text.labels import Label
from memograph.text.languages import UNDETERMINED, detect_language
from memograph.text.layout import Layout

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOLD: Final = frozenset({"bold", "b", "strong"})
_CLOSING: Final = ("closer", "trailer", "signed")


def read(text: _Element, source: Source, *, reader: str, problems: tuple[Problem, ...]) -> Record:
    """Return the Record of one TEI whose speakers are not marked as utterances."""
    running = running_text(text, source.name)
    language = source.language or stated_language(text) or _told_language(text, running)
    words = cues(language)
    header = read_header(text, running, words, source.name)
    name = identifier(text)
    known = register(text, name, source.stem, words)
    known.surnames = is_minutes(text)
    learn_names(text, running, known, prose(running) if known.surnames else ())
    layout = Layout(
        source=source.name,
        reader=reader,
        slug=name or source.stem,
        source_file=source.file,
        conversation=Span(0, len(running.text)),
        language=language,
        title=header.title,
        rights=header.rights,
        identifier=header.identifiers,
        origin=header.origin,
        problems=(*problems, *running.problems, *header.problems),
        references=references(running, known),
        source_map=running.source_map,
    )
    if known.surnames:
        layout = _minutes(text, running, header, known, layout)
    else:
        layout = _other(text, running, header, known, layout)
    return read_conversation(running.text, layout)


def _told_language(text: _Element, running: RunningText) -> str:
    """Return the language of the text, or, if it is too short to tell, of all around it."""
    own = detect_language(running.text)
    if own != UNDETERMINED:
        return own
    return detect_language(" ".join(words_of(header) for header in text.iter("teiHeader")))


def is_minutes(text: _Element) -> bool:
    """Tell whether a TEI is encoded as minutes: a protocol, with its head or a dated meeting."""
    kinds = {division.get("type") for division in text.iter("div")}
    if "protocol" not in kinds:
        return False
    return bool({"regest", "protocol-head"} & kinds) or _has_met(text)


def _has_met(text: _Element) -> bool:
    """Tell whether the header of a TEI knows a meeting and its date."""
    meetings = (
        met for header in text.iter("teiHeader") for met in header.iter("meeting", "setting")
    )
    dates = (date for met in meetings for date in met.iter("date"))
    return any(date.attrib or (date.text or "").strip() for date in dates)


# Minutes


def _minutes(
    text: _Element, running: RunningText, header: Header, known: Register, layout: Layout
) -> Layout:
    """Return the layout of minutes, with all that their mark-up tells."""
    there = attendance(text, running, known, layout.source)
    begin, end = _protocol(running)
    silent = _silent(running, begin)
    told, faults = _labels(running, there, known, layout, silent)
    unmarked = not told and not header.annex and bool(running.text[begin:end].strip())
    return replace(
        layout,
        conversation=Span(begin if unmarked else 0, end),
        supplied=True,
        doctype="minutes" if not header.annex else None,
        met=header.met,
        place=header.place,
        talked=True,
        fields=(),
        labels=None if unmarked else told,
        attendance=there.people,
        head=Span(min(_head_start(running), begin), begin),
        silent=silent,
        problems=(*layout.problems, *there.problems, *faults, *_annex(header, layout)),
    )


def _annex(header: Header, layout: Layout) -> tuple[Problem, ...]:
    if not header.annex:
        return ()
    return (problem("MG161", Where(source=layout.source)),)


def _labels(
    running: RunningText,
    there: Attendance,
    known: Register,
    layout: Layout,
    silent: Sequence[Span],
) -> tuple[tuple[Label, ...], tuple[Problem, ...]]:
    """Return the labels of reported speech, and a problem if posts stand for people."""
    marked = marked_speakers(running, known.cues)
    speakers = Speakers(running.text, known, there.people, layout.references)
    heads = [mark.span for mark in running.all("head")]
    speakers.learn((*(one.span for one in marked), *speakers.chairs(heads)))
    marked = tuple(one for one in marked if one.whole or not speakers.names_nobody(one.span))
    told = labels(running, marked, speakers, silent)
    roles = {n.name: label for label in reversed(told) for n in label.speakers if n.named == "role"}
    listed = {one.person.name for one in there.people}
    loose = {name: label for name, label in roles.items() if name not in listed}
    if not loose or not there.people:
        return told, ()
    first = min(loose.values(), key=lambda label: label.span)
    names = ", ".join(sorted(loose, key=lambda name: (loose[name].span, name)))
    where = Where(source=layout.source, offset=first.span.start)
    return told, (problem("MG160", where, names=names),)


def _protocol(running: RunningText) -> tuple[int, int]:
    """Return where the talk begins, behind all heads, and where it ends, before the signatures."""
    divisions = [mark for mark in running.all("div") if mark.element.get("type") == "protocol"]
    closing = [mark.span.start for mark in running.all(*_CLOSING)]
    if not divisions:
        end = next(iter(closing), len(running.text))
        return end, end
    within = Span(divisions[0].span.start, divisions[-1].span.end)
    inner = [
        mark.span.start
        for mark in running.all("div", "p", "list", "ab")
        if within.contains(mark.span) and mark.element.get("type") != "protocol"
    ]
    begin = inner[0] if inner else within.end
    end = next((start for start in closing if start >= begin), len(running.text))
    return begin, max(begin, end)


def _head_start(running: RunningText) -> int:
    """Return where the protocol's own head begins, behind the editor's words on it."""
    kinds = ("protocol-head", "protocol")
    heads = (mark.span.start for mark in running.all("div") if mark.element.get("type") in kinds)
    return next(heads, len(running.text))


def _silent(running: RunningText, begin: int) -> tuple[Span, ...]:
    """Return the heads inside the protocol, and what is signed: nobody speaks there."""
    found = {mark.span for mark in running.all("head", *_CLOSING) if mark.span.start >= begin}
    return tuple(sorted(found))


# Other texts


def _other(
    text: _Element, running: RunningText, header: Header, known: Register, layout: Layout
) -> Layout:
    """Return the layout of a text that is left to its words, with what the header knows."""
    bold = tuple(
        mark.span
        for mark in running.all("hi")
        if _BOLD & {word.strip("#").lower() for word in (mark.element.get("rend") or "").split()}
    )
    there = attendance(text, running, known, layout.source)
    met = _has_met(text)
    datelines = running.all("dateline", "docDate", "opener")
    inside = (e for mark in datelines for e in mark.element.iter("date"))
    created: FoundDate | None = next((d for e in inside if (d := dated(e, known.cues))), None)
    return replace(
        layout,
        emphasized=bold,
        created=None if met else created,
        met=header.met if met else None,
        place=header.place if met else None,
        attendance=there.people,
        talked=_is_talk(text, known=met or bool(there.people)),
        problems=(*layout.problems, *there.problems),
    )


def _is_talk(text: _Element, *, known: bool) -> bool | None:
    """Tell whether a text is of a talk as far as its mark-up shows; a letter is none."""
    if known:
        return True
    return False if next(text.iter("correspDesc"), None) is not None else None
