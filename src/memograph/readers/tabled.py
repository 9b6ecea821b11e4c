"""The rows of one meeting as a Record: a block for each speaker and one for the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from memograph.model import Participation, Passage, Post, Record
from memograph.problems import Problem, Span
from memograph.readers.source import Source
from memograph.text.attendance import is_post, post_name, role_of
from memograph.text.composition import Composition
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.dates import FoundDate, parse_date
from memograph.text.header import Field
from memograph.text.labels import Label
from memograph.text.languages import detect_language
from memograph.text.layout import Layout
from memograph.text.names import PrintedName, fold, printed_name
from memograph.text.times import MeetingTime, parse_time_sentence

_SAMPLE: Final = 200
_STATED: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: the line where it begins, its cells, and which of them holds what."""

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]

    def value(self, role: str) -> str:
        """Return the cell that holds something, blanks folded; "" if there is none."""
        at = self.columns.get(role)
        return " ".join(self.cells[at].split()) if at is not None and at < len(self.cells) else ""


def record_of(
    rows: Sequence[Row], meeting: str, source: Source, *, problems: tuple[Problem, ...]
) -> Record:
    """Return the Record of the rows of one meeting."""
    sample = " ".join(row.value("text") for row in rows[:_SAMPLE])
    language = source.language or _first(rows, "language").lower() or None
    words = cues(language or detect_language(sample))
    text = Composition(source.name)
    title = _first(rows, "title") or meeting
    head = {role: _first(rows, role) for role in ("date", "time", "end", "place")}
    fields: list[Field] = []
    for role in ("title", *head):
        if value := _first(rows, role):
            span = text.block(value, line=rows[0].line)
            if role == "place":
                fields.append(Field(name=role, span=span, unit=span, keyed=True))
    turns = _turns(rows)
    labels = _labels(turns, text, words)
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
        met=_date(head["date"], words),
        time=_time(head, words),
        talked=True,
        source_map=text.source_map,
        problems=(*problems, *text.problems),
    )
    return _told_of(read_conversation(text.text, layout), [turn[0] for turn in turns], words)


def _first(rows: Sequence[Row], role: str) -> str:
    return next((value for row in rows if (value := row.value(role))), "")


def _turns(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each turn: one that names nobody goes on with the turn before it.

    Rows of one speaker that follow each other are turns of their own.
    """
    turns: list[list[Row]] = []
    for row in rows:
        if row.value("speaker") or not turns:
            turns.append([row])
        else:
            turns[-1].append(row)
    return [turn for turn in turns if turn[0].value("speaker")]


def _labels(turns: Sequence[list[Row]], text: Composition, words: Cues) -> tuple[Label, ...]:
    """Compose the turns, and return the label of each."""
    labels: list[Label] = []
    for turn in turns:
        speaker = turn[0].value("speaker")
        span = text.block(speaker, line=turn[0].line)
        named = printed_name(speaker, span.start, words)
        bare = PrintedName(titles=(), name=speaker, span=span, named="label")
        labels.append(
            Label(
                span=span,
                opens=span.start,
                after=span.end,
                style="alone",
                speakers=(named or bare,),
            )
        )
        for row in turn:
            _words(row, text)
    return tuple(labels)


def _words(row: Row, text: Composition) -> None:
    """Add the words of a row, its lines kept apart."""
    at = row.columns["text"]
    text.close()
    for number, line in enumerate(row.cells[at].splitlines()):
        if number:
            text.new_line()
        text.add(line, line=row.line)


def _date(value: str, words: Cues) -> FoundDate | None:
    return parse_date(value, language=words.language) if value else None


def _time(head: Mapping[str, str], words: Cues) -> MeetingTime | None:
    """Return when the meeting began and ended, as its first row says."""
    told = " - ".join(filter(None, (head["time"], head["end"])))
    return parse_time_sentence(told, language=words.language) if told else None


def _told_of(record: Record, rows: Sequence[Row], words: Cues) -> Record:
    """Return the Record with the parts, posts and addressees that columns tell of."""
    speakers = {turn.order: turn.speaker[0] for turn in record.turns}
    parts: dict[str, str] = {}
    for order, row in enumerate(rows, start=1):
        if value := row.value("role"):
            parts.setdefault(speakers[order], value)
    participations = tuple(
        _with_part(each, parts.get(each.participant, ""), words) for each in record.participations
    )
    posts = {post: Post(id=post, name=post[5:]) for each in participations for post in each.post}
    record = replace(record, participations=participations, posts=tuple(posts.values()))
    return _with_addressees(record, rows)


def _with_part(part: Participation, told: str, words: Cues) -> Participation:
    """Return a participation with the role that a cell names, or the post."""
    role = role_of(told, words)
    if role:
        return replace(part, role=tuple(dict.fromkeys((*part.role, role))))
    if is_post(told, words):
        post = f"post/{post_name(told, words)}"
        return replace(part, post=tuple(dict.fromkeys((*part.post, post))))
    return part


def _with_addressees(record: Record, rows: Sequence[Row]) -> Record:
    """Return the Record with a passage for each statement whose addressee is a known speaker."""
    known = {fold(agent.name): agent.id for agent in record.everyone()}
    spoken = {fold(name): part.participant for part in record.participations
              for name in part.name_in_source}  # fmt: skip
    known = {**known, **spoken}
    told = {order: known.get(fold(row.value("addressee"))) for order, row in enumerate(rows, 1)}
    counts = Counter(passage.in_segment for passage in record.passages)
    whole = {passage.span for passage in record.passages}
    passages = [
        Passage(
            span=each.span, text=each.text, in_segment=each.order,
            order=counts[each.order] + 1, addressed_to=(agent,), confidence=_STATED,
        )
        for each in record.statements
        if (agent := told.get(each.order)) and each.span not in whole
    ]  # fmt: skip
    if not passages:
        return record
    addressed = {agent for passage in passages for agent in passage.addressed_to}
    return replace(
        record,
        passages=tuple(sorted((*record.passages, *passages), key=lambda passage: passage.span)),
        participations=tuple(
            replace(each, attestation=(*each.attestation, "addressed"))
            if each.participant in addressed and "addressed" not in each.attestation
            else each
            for each in record.participations
        ),
    )
