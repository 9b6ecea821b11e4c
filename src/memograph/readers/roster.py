"""Tables of those present, as minutes in Markdown have them.

A row tells of one person: the name, the letters by which the minutes call them, body or role, and
whether they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from memograph.model import Person
from memograph.problems import Span
from memograph.text.attendance import role_of
from memograph.text.cues import Cues, cue_file
from memograph.text.layout import Attending
from memograph.text.lines import lines, trim
from memograph.text.names import fold, printed_name

_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_LETTERS = re.compile(r"@?[\w-]{1,30}")
_FEWEST = 2
_SHARE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A table of people: where it stands, and who is in it."""

    span: Span
    people: tuple[Attending, ...]


@cache
def _columns() -> Mapping[str, frozenset[str]]:
    return {column: frozenset(listed) for column, listed in cue_file("roster.words").items()}


def rosters(text: str, within: Span, words: Cues) -> tuple[Roster, ...]:
    r"""Return the tables of people in a text of Markdown.

    >>> from memograph.text.cues import cues
    >>> table = "| Name | Initials |\n| --- | --- |\n| Ada Vane | AV |\n| Ole Stone | OS |"
    >>> (found,) = rosters(table, Span(0, len(table)), cues("en"))
    >>> [(one.person.name, one.person.aliases) for one in found.people]
    [('Ada Vane', ('AV',)), ('Ole Stone', ('OS',))]
    """
    found = (_roster(text, table, words) for table in _tables(text, within))
    return tuple(roster for roster in found if roster)


def _tables(text: str, within: Span) -> Iterator[list[Span]]:
    """Yield the lines of each table: a heading, a rule, and rows."""
    table: list[Span] = []
    for line in (*lines(text, within), Span(within.end, within.end)):
        if "|" in line.cut(text):
            table.append(line)
            continue
        if len(table) > _FEWEST and _RULE.fullmatch(table[1].cut(text)):
            yield table
        table = []


def _cells(text: str, row: Span) -> list[Span]:
    """Return the cells of a row, without the bars at its edges."""
    bare = trim(text, *row)
    start = bare.start + text.startswith("|", bare.start)
    end = bare.end - (bare.end > start and text[bare.end - 1] == "|")
    found: list[Span] = []
    while start <= end:
        bar = text.find("|", start, end)
        stop = end if bar < 0 else bar
        found.append(trim(text, start, stop))
        start = stop + 1
    return found


def _roster(text: str, table: Sequence[Span], words: Cues) -> Roster | None:
    """Return a table as a list of people, if its headings and most of its names show it is one."""
    heading, _, *rows = table
    columns = _headed(text, heading)
    if "name" not in columns or not {"letters", "body", "role", "there"} & set(columns):
        return None
    people = [one for row in rows if (one := _person(text, _cells(text, row), columns, words))]
    if len(people) < _FEWEST or len(people) * _SHARE < len(rows):
        return None
    return Roster(span=Span(heading.start, rows[-1].end), people=tuple(people))


def _headed(text: str, heading: Span) -> dict[str, int]:
    """Return which column holds what, the first of its kind."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(_cells(text, heading)):
        content = " ".join(cell.cut(text).lower().strip("*_ :.").split())
        for column, listed in _columns().items():
            if content in listed and column != "away":
                columns.setdefault(column, at)
    return columns


def _person(
    text: str, cells: Sequence[Span], columns: Mapping[str, int], words: Cues
) -> Attending | None:
    """Return the person of one row."""

    def value(column: str) -> str:
        at = columns.get(column)
        return " ".join(cells[at].cut(text).split()) if at is not None and at < len(cells) else ""

    if columns["name"] >= len(cells):
        return None
    cell = cells[columns["name"]]
    named = printed_name(cell.cut(text), cell.start, words)
    if named is None or named.named == "role":
        return None
    letters = value("letters")
    person = Person(
        id=f"person/{named.name}",
        name=named.name,
        named=named.named,
        aliases=(letters.lstrip("@"),) if _LETTERS.fullmatch(letters) else (),
    )
    role = role_of(value("role"), words)
    status = fold(value("there"))
    absent = "there" in columns and (not status or status in _columns()["away"])
    return Attending(
        person=person,
        printed=(" ".join(cell.cut(text).split()),),
        roles=(role,) if role else (),
        attestation=("absent" if absent else "listed",),
        span=named.span,
    )
