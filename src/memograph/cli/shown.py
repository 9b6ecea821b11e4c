"""A Record as a person reads it: the header, who was there, who said what, directions, brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.cli.attendance import attendance
from memograph.cli.talk import plain

if TYPE_CHECKING:
    from memograph.model import Meeting, Record, TextSegment

Block: TypeAlias = tuple[str, list[tuple[str, ...]]]
"""A heading and the rows below it."""

_WORDS: Final = 64


def show(record: Record) -> None:
    """Print the record on stdout: as tables on a terminal, else as plain text."""
    import sys

    if sys.stdout.isatty():
        _show_tables(record)
        return
    import click

    for heading, rows in blocks(record):
        click.echo(heading)
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            click.echo(f"  {'  '.join(cells)}".rstrip())


def blocks(record: Record) -> Iterator[Block]:
    """Yield what there is to show of a record; every row of a block has as many cells."""
    parts = (
        ("document", _document(record)),
        *(
            (f"meeting {meeting.name}".rstrip(), _meeting(record, meeting))
            for meeting in record.meetings
        ),
        *attendance(record, _names(record)),
        ("turns", _turns(record)),
        ("passages", _passages(record)),
        ("directions", _directions(record)),
        ("insertions", _insertions(record)),
    )
    for heading, rows in parts:
        found = _without_gaps([tuple(plain(cell) for cell in row) for row in rows])
        if found:
            yield plain(heading), found


def overview(record: Record) -> str:
    """Return one line on a record: slug, date, numbers of turns, people and problems, title."""
    met = record.meetings[0] if record.meetings else None
    date = (met.date or met.date_edtf) if met else record.document.created
    people = {part.participant for part in record.participations}
    cells = (
        plain(record.document.slug).ljust(28),
        (date or "no date").ljust(10),
        f"{len(record.turns):>5} turns" if met else "no record of talk",
        f"{len(people):>4} people" if met else "",
        f"{len(record.problems):>3} problems",
        _first_words(plain(record.document.title)),
    )
    return "  ".join(cell for cell in cells if cell)


def _without_gaps(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows without the columns in which no row has anything."""
    used = [any(column) for column in zip(*rows, strict=True)]
    return [tuple(compress(row, used)) for row in rows]


def _show_tables(record: Record) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    for heading, rows in blocks(record):
        table = Table(
            title=Text(heading), title_justify="left", show_header=False, box=None, pad_edge=False
        )
        for number, _ in enumerate(rows[0]):
            table.add_column(style="bold" if number == 0 else None)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)


def _names(record: Record) -> dict[str, str]:
    """Return the name of everything that has an id."""
    known = {agent.id: agent.name for agent in record.everyone()}
    known |= {place.id: place.name for place in record.places}
    known |= {post.id: post.name for post in record.posts}
    events = (*record.events, *record.meeting_series, *record.meetings)
    return known | {event.id: event.name for event in events}


def _listed(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(each, each) for each in ids)


def _document(record: Record) -> Iterator[tuple[str, ...]]:
    document, names = record.document, _names(record)
    version = record.text_versions[0]
    reference = document.archival_reference
    rows = {
        "source": f"{record.source} (reader {record.reader})",
        "kind": document.kind,
        "slug": document.slug,
        "title": document.title,
        "type": document.type,
        "created": document.created or document.created_edtf,
        "language": version.language,
        "archive": reference.call_number if reference else None,
        "held by": _listed(document.held_by, names),
        "obtained by": _listed(document.obtained_by, names),
        "translated by": _listed(version.translated_by, names),
        "recorded by": _listed(document.recorded_by, names),
        "edited by": _listed(document.edited_by, names),
        "problems": _problems(record),
    }
    yield from ((name, value) for name, value in rows.items() if value)


def _problems(record: Record) -> str:
    """Return how many problems of each severity were found."""
    counts = Counter(found.severity.value for found in record.problems)
    return ", ".join(f"{counts[word]} {word}{'s' * (counts[word] != 1)}" for word in counts)


def _meeting(record: Record, meeting: Meeting) -> Iterator[tuple[str, ...]]:
    names = _names(record)
    series = meeting.in_series and names.get(meeting.in_series, meeting.in_series)
    position = f" ({meeting.series_position})" if meeting.series_position else ""
    rows = {
        "date": meeting.date or meeting.date_edtf or meeting.date_in_source,
        "starts": f"{meeting.started_at or ''} {meeting.start_qualifier or ''}".strip(),
        "ends": meeting.ended_at,
        "duration": meeting.duration,
        "place": _place(record, meeting.place),
        "during": meeting.during and names.get(meeting.during, meeting.during),
        "series": f"{series}{position}" if series else None,
        "printed": "; ".join(filter(None, (meeting.date_in_source, meeting.time_in_source))),
        "spoken": _spoken(record),
    }
    yield from ((name, value) for name, value in rows.items() if value)


def _spoken(record: Record) -> str:
    """Return how many turns there are, of how many speakers, and how their words are given."""
    if not record.turns:
        return "nothing that is marked as somebody's words"
    speakers = {who for turn in record.turns for who in turn.speaker}
    modes = dict.fromkeys(statement.mode for statement in record.statements)
    turns = f"{len(record.turns)} turn{'s' * (len(record.turns) != 1)}"
    by = f"{len(speakers)} speaker{'s' * (len(speakers) != 1)}"
    return f"{turns} by {by}{', ' * bool(modes)}{' and '.join(modes)}"


def _place(record: Record, place: str | None) -> str:
    """Return a place and the places that it lies within."""
    known = {each.id: each for each in record.places}
    names: list[str] = []
    while place in known and known[place].name not in names:
        names.append(known[place].name)
        place = known[place].within
    return ", ".join(names)


def _turns(record: Record) -> Iterator[tuple[str, ...]]:
    names = _names(record)
    statements = {each.order: each for each in record.statements}
    for turn in record.turns:
        said = statements.get(turn.order)
        start = turn.label.start if turn.label else said.span.start if said else None
        line = "" if start is None else _line(record, start)
        words = _first_words(said.text) if said else "(no words)"
        yield str(turn.order), line, _listed(turn.speaker, names), words


def _passages(record: Record) -> Iterator[tuple[str, ...]]:
    names = _names(record)
    for each in record.passages:
        to = f"to {_listed(each.addressed_to, names)}" if each.addressed_to else ""
        how = " ".join((to, *each.manner)).strip()
        yield _line(record, each.span.start), how, _first_words(each.text)


def _directions(record: Record) -> Iterator[tuple[str, ...]]:
    for each in record.stage_directions:
        yield _line(record, each.span.start), ", ".join(each.direction_kind), _words(each)


def _insertions(record: Record) -> Iterator[tuple[str, ...]]:
    for each in record.editorial_insertions:
        yield _line(record, each.span.start), each.kind, _words(each)


def _words(segment: TextSegment) -> str:
    return _first_words(segment.text)


def _line(record: Record, offset: int) -> str:
    where = record.locate(offset)
    for name, number in (
        ("line", where.line),
        ("page", where.page),
        ("paragraph", where.paragraph),
    ):
        if number is not None:
            return f"{name} {number}"
    return ""


def _first_words(text: str) -> str:
    """Return the beginning of a text on one line, cut between words.

    >>> _first_words("Yes.  We  agree.")
    'Yes. We agree.'
    """
    line = " ".join(text.split())
    if len(line) <= _WORDS:
        return line
    return f"{line[:_WORDS].rpartition(' ')[0] or line[:_WORDS]} …"
