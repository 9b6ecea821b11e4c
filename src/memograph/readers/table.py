"""Tables of statements: CSV and TSV with a row for each statement, a column for whoever speaks.

What the columns hold is told by the settings, else by headings that are usual. A column that tells
meetings apart makes a Record of each, and so does one of days where nothing else tells them apart;
rows of one meeting stand together.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Final

from memograph.model import Record
from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.source import Source, decode, is_markup
from memograph.readers.tabled import Row, record_of
from memograph.readers.tabled_days import Days, days_of
from memograph.text.cues import cue_file

CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
_SURE: Final = 0.9
_NEEDED: Final = ("speaker", "text")
_HUMP: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_SEPARATORS: Final = ",;\t|"
_SAMPLE: Final = 20_000
_LONGEST_CELL: Final = 16 * 2**20
_TOLD: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How a table is cut: its separator, its headings, and which column holds what."""

    separator: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what no column is known to hold, of what a table needs."""
        known = {*self.columns, *(["speaker"] if "surname" in self.columns else [])}
        return tuple(role for role in _NEEDED if role not in known)


class TableReader:
    """Reads tables of statements."""

    name = "table"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a table with a column of speakers and one of words."""
        if is_markup(source):
            return 0.0
        try:
            text = decode(source).text
        except UnreadableSource:
            return 0.0
        if text.lstrip()[:1] in "<{[":
            return 0.0
        found = table_of(text, source.columns)
        return _SURE if found and not found.missing and _is_even(text, found) else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield a Record for each meeting of a table."""
        decoded = decode(source)
        found = table_of(decoded.text, source.columns)
        if found is None or found.missing:
            missing = " or ".join(found.missing if found else _NEEDED)
            columns = ", ".join(found.headings) if found else "none"
            where = Where(source=source.name, line=1)
            raise UnreadableSource(problem("MG182", where, missing=missing, columns=columns))
        source = replace(source, media_type=TSV if found.separator == "\t" else CSV)
        faults: list[Problem] = []
        days = days_of(_cut(decoded.text, found, source.name))
        rows = _rows(decoded.text, found, source.name, faults)
        for meeting, grouped in groupby(rows, key=_meetings(days)):
            told = tuple(grouped)
            problems = (*decoded.problems, *faults)
            yield record_of(told, meeting, source, days=days, problems=problems)
            faults.clear()


def _meetings(days: Days) -> Callable[[Row], str]:
    """Return what tells the meeting of a row: a column of its own, else the day where days differ.

    A row without a day is of the day of the row before it.
    """
    last = ""

    def meeting(row: Row) -> str:
        nonlocal last
        if "meeting" in row.columns or not days.differ:
            return row.value("meeting")
        last = days.name(row.value("date")) or last
        return last

    return meeting


@cache
def _headings() -> Mapping[str, tuple[str, ...]]:
    """Return the usual headings of each kind of column."""
    return {role: tuple(words) for role, words in cue_file("columns.words").items()}


def table_of(text: str, columns: Sequence[str]) -> Table | None:
    r"""Return how a table is cut, or None if its first line has no separator.

    >>> table_of("Who;Words\nAda;Yes.", ()).columns
    {'speaker': 0, 'text': 1}
    """
    first = text[:_SAMPLE].lstrip("\ufeff\n ").split("\n", 1)[0]
    best: Table | None = None
    for separator in _SEPARATORS:
        cells = next(csv.reader([first], delimiter=separator), [])
        if len(cells) < len(_NEEDED):
            continue
        headings = tuple(" ".join(cell.split()) for cell in cells)
        found = Table(separator=separator, headings=headings, columns=_columns(headings, columns))
        if best is None or len(found.columns) > len(best.columns):
            best = found
    return best


def _columns(headings: Sequence[str], named: Sequence[str]) -> dict[str, int]:
    """Return which column holds what: as named in the settings, else by its heading."""
    folded = [_folded(heading) for heading in headings]
    chosen: dict[str, int] = {}
    for pair in named:
        role, _, heading = (part.strip() for part in pair.partition("="))
        wanted = _folded(heading)
        if wanted in folded:
            chosen[role] = folded.index(wanted)
        elif heading.isdecimal() and 0 < int(heading) <= len(folded):
            chosen[role] = int(heading) - 1
    for role, words in _headings().items():
        free = (
            folded.index(word)
            for word in words
            if word in folded and folded.index(word) not in chosen.values()
        )
        if role not in chosen and (at := next(free, None)) is not None:
            chosen[role] = at
    return dict(sorted(chosen.items()))


def _folded(heading: str) -> str:
    """Return a heading in small letters and blanks: "speech_date", "speechDate", "Speech.Date"."""
    spaced = _HUMP.sub(" ", heading) if not heading.isupper() else heading
    return " ".join(re.sub(r"[_.\s]+", " ", spaced).lower().split())


def _is_even(text: str, table: Table) -> bool:
    """Tell whether the first rows have as many cells as there are headings."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0]
    try:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=table.separator) if row]
    except csv.Error:
        return False
    even = sum(1 for row in rows[1:] if len(row) == len(table.headings))
    return len(rows) > 1 and even * 2 >= len(rows) - 1


def _rows(text: str, table: Table, name: str, faults: list[Problem]) -> Iterator[Row]:
    """Yield the rows that hold words; what does not fit is added to `faults`."""
    spoken = False
    for row in _cut(text, table, name):
        fault = _fault(row, table, opens=not spoken)
        if not fault:
            spoken = True
            yield row
        elif len(faults) < _TOLD:
            faults.append(problem("MG183", Where(source=name, line=row.line), fault=fault))


def _cut(text: str, table: Table, name: str) -> Iterator[Row]:
    """Yield the rows below the headings; raise UnreadableSource (MG184) if they cannot be cut."""
    before = csv.field_size_limit(_LONGEST_CELL)
    line = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=table.separator)
        for number, cells in enumerate(reader):
            first, line = line, reader.line_num + 1
            if number and any(cell.strip() for cell in cells):
                yield Row(line=first, cells=tuple(cells), columns=table.columns)
    except csv.Error as error:
        where = Where(source=name, line=line)
        raise UnreadableSource(problem("MG184", where, fault=error)) from error
    finally:
        csv.field_size_limit(before)


def _fault(row: Row, table: Table, *, opens: bool) -> str:
    if opens and not row.speaker:
        return "the first row names no speaker"
    if len(row.cells) > len(table.headings):
        return f"the row has {len(row.cells)} cells, the table {len(table.headings)} columns"
    return "" if row.value("text") else "the row has no words"
