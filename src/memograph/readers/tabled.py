"""The rows of one meeting as a Record: a block for each speaker and one for the words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from memograph.model import Record
from memograph.problems import Problem, Span
from memograph.readers.source import Source
from memograph.readers.tabled_days import Days, clock_of, day_of
from memograph.readers.tabled_parts import with_parts
from memograph.text.composition import Composition
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.directions import tells
from memograph.text.header import Field
from memograph.text.labels import Label
from memograph.text.languages import detect_language
from memograph.text.layout import Layout
from memograph.text.listed_names import given_first
from memograph.text.names import PrintedName, is_name_token, printed_name
from memograph.text.times import MeetingTime, parse_time_sentence
from memograph.text.told import Told, is_aside, with_told

_SAMPLE: Final = 200
_MARKED_UP: Final = re.compile(r"\s*<(?:p|div|span|br|b|i|em|strong)\b[^<>]*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\b[^<>]*>|</(?:p|div|li)\s*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_OF_RECORDING: Final = re.compile(r"0{1,2}:|\d+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: the line where it begins, its cells, and which of them holds what.

    A row that is `told` is no statement: it tells what happened.
    """

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]
    told: bool = False

    def value(self, role: str) -> str:
        """Return the cell that holds something, blanks folded; "" if there is none."""
        at = self.columns.get(role)
        return " ".join(self.cells[at].split()) if at is not None and at < len(self.cells) else ""

    @property
    def speaker(self) -> str:
        """Return who speaks, the name from two columns if given names have one of their own."""
        named = " ".join(filter(None, (self.value("given"), self.value("surname"))))
        return self.value("speaker") or named


def record_of(
    rows: Sequence[Row],
    meeting: str,
    source: Source,
    *,
    days: Days,
    problems: tuple[Problem, ...],
) -> Record:
    """Return the Record of the rows of one meeting; `days` tells how its table writes days."""
    sample = " ".join(row.value("text") for row in rows[:_SAMPLE])
    language = source.language or _first(rows, "language").lower() or None
    words = cues(language or detect_language(sample))
    text = Composition(source.name)
    title = _first(rows, "title") or (meeting if "meeting" in rows[0].columns else "")
    head = {"date": day_of(_first(rows, "date")), "place": _first(rows, "place")}
    times = _times(rows)
    fields: list[Field] = []
    for role, value in {"title": _first(rows, "title"), **head, **times}.items():
        if value:
            span = text.block(value, line=rows[0].line)
            if role == "place":
                fields.append(Field(name=role, span=span, unit=span, keyed=True))
    turns = _turns(rows, words)
    told = Told()
    labels = _labels(turns, text, words, told)
    layout = Layout(
        source=source.name,
        reader="table",
        slug=f"{source.stem}-{meeting}" if meeting else source.stem,
        source_file=source.file,
        conversation=Span(0, text.length),
        language=language,
        title=title,
        labels=labels,
        fields=tuple(fields),
        met=days.date(head["date"], words.language),
        time=_time(times, words),
        talked=True,
        silent=tuple(told.silent),
        source_map=text.source_map,
        problems=(*problems, *text.problems),
    )
    record = with_told(read_conversation(text.text, layout), told.spans, words)
    return with_parts(record, [turn[0] for turn in turns if turn[0].speaker], words)


def _first(rows: Sequence[Row], role: str) -> str:
    return next((value for row in rows if (value := row.value(role))), "")


def _turns(rows: Sequence[Row], words: Cues) -> list[list[Row]]:
    """Return the rows of each turn: one that names nobody goes on with the turn before it.

    Rows of one speaker that follow each other are turns of their own. One that only tells what
    happened, such as "(Applause)", is none, whomever it names.
    """
    talking = {row.speaker for row in rows if not is_aside(row.value("text"))}
    turns: list[list[Row]] = []
    for each in rows:
        said = each.value("text")
        told = is_aside(said) and (each.speaker not in talking or tells(said, words))
        row = replace(each, told=told and bool(each.speaker))
        if (row.speaker and not row.told) or not turns:
            turns.append([row])
        else:
            turns[-1].append(row)
    return [turn for turn in turns if turn[0].speaker]


def _labels(
    turns: Sequence[list[Row]], text: Composition, words: Cues, told: Told
) -> tuple[Label, ...]:
    """Compose the turns, and return the label of each."""
    labels: list[Label] = []
    for turn in turns:
        if not turn[0].told:
            span = text.block(turn[0].speaker, line=turn[0].line)
            named = _named(turn[0].speaker, span, words)
            labels.append(
                Label(
                    span=span,
                    opens=span.start,
                    after=span.end,
                    style="alone",
                    speakers=(named,),
                )
            )
        last = max((at for at, row in enumerate(turn) if not row.told), default=-1)
        for at, row in enumerate(turn):
            span = _words(row, text)
            if row.told:
                told.tell(span, last=at > last)
    return tuple(labels)


def _named(speaker: str, span: Span, words: Cues) -> PrintedName:
    """Return the name that a cell is, turned if it is that of a list: "Holm, Jens"."""
    surname, comma, given = speaker.partition(", ")
    listed = comma and surname and all(is_name_token(one, words) for one in given.split())
    if listed and not any(words.has("offices", one) for one in given.split()):
        turned = given_first(speaker)
        named = printed_name(turned, span.start, words)
        if named and named.named == "full":
            return replace(named, span=span)
    bare, bracket, _ = speaker.partition(" (")
    named = printed_name(speaker, span.start, words)
    if named is None and bracket and speaker.endswith(")"):
        named = printed_name(bare, span.start, words)
    return named or PrintedName(titles=(), name=speaker, span=span, named="label")


def _words(row: Row, text: Composition) -> Span:
    """Add the words of a row, its lines kept apart."""
    at = row.columns["text"]
    text.close()
    start = end = text.length
    for number, line in enumerate(_plain(row.cells[at]).splitlines()):
        if number:
            text.new_line()
        span = text.add(line, line=row.line)
        start, end = (span.start if start == end else start), span.end
    return Span(start, end)


def _plain(cell: str) -> str:
    r"""Return the words of a cell without the tags of a web page, if it begins with one.

    >>> _plain("<p>Yes.<br/>And <i>no</i>.</p>").split("\n")
    ['Yes.', 'And no.', '']
    """
    if not _MARKED_UP.match(cell):
        return cell
    return unescape(_TAG.sub("", _BREAK.sub("\n", cell)))


def _times(rows: Sequence[Row]) -> dict[str, str]:
    """Return when the first row begins and the last ends; clocks of recordings begin at nought."""
    begun = rows[0].value("time") or clock_of(rows[0].value("date"))
    if _OF_RECORDING.match(begun):
        return {}
    return {"time": begun, "end": _first(rows[::-1], "end")}


def _time(told: Mapping[str, str], words: Cues) -> MeetingTime | None:
    """Return when the meeting began and ended."""
    wording = " - ".join(filter(None, told.values()))
    return parse_time_sentence(wording, language=words.language) if wording else None
