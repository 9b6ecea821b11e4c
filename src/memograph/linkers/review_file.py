"""Review files as text: SSSOM in tab-separated values, read with every fault told, and written.

A file at fault is not read in part: who decided something in it must not lose that.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from memograph.linkers.review import (
    COLUMNS,
    DECIDED,
    NEEDED,
    NOBODY,
    STATUSES,
    Review,
    Row,
    in_order,
)
from memograph.problems import MemographError, Problem, Where, problem

PREFIXES: Final = (
    ("semapv", "https://w3id.org/semapv/vocab/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("sssom", "https://w3id.org/sssom/"),
    ("wd", "http://www.wikidata.org/entity/"),
)
"""Prefixes that every file declares."""
_EXTENSIONS: Final = (
    ("ext_status", "https://w3id.org/memograph/ontology#reviewStatus"),
    ("ext_description", "http://purl.org/dc/terms/description"),
    ("ext_evidence", "http://www.w3.org/2000/01/rdf-schema#comment"),
)
_DIGITS: Final = 4


def parsed(
    text: str, *, source: str, is_iri: Callable[[str], bool]
) -> tuple[Review, tuple[Problem, ...]]:
    """Return what a review file says, and what is wrong with it; with an error, no rows.

    `is_iri` tells what can be written as an IRI.
    """
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="").readlines()
    above = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = lines[:above]
    try:
        known = _head(head, source)
        table = list(_records(lines[above:], above, source))
    except MemographError as error:
        return Review(), (error.problem,)
    columns, records = table[0].fields, table[1:]
    if missing := [name for name in NEEDED if name not in columns]:
        where = Where(source=source, line=table[0].line)
        return Review(), (problem("MG202", where, columns=", ".join(missing)),)
    prefixes = {**dict(PREFIXES), **known.prefixes}
    reader = _Reader(columns=columns, prefixes=prefixes, source=source, is_iri=is_iri)
    rows = [reader.row(record) for record in records]
    problems = (*reader.problems, *_together(rows, records, source))
    if any(found.severity == "error" for found in problems):
        return Review(), problems
    review = Review(
        rows=in_order(tuple(rows)),
        more=tuple(name for name in columns if name not in COLUMNS),
        prefixes=tuple(known.prefixes.items()),
        head=tuple(known.others.items()),
    )
    return review, problems


def spelled(review: Review) -> str:
    """Return a review as the text of a file; the same review gives the same text."""
    import yaml

    prefixes = dict(sorted({**dict(PREFIXES), **dict(review.prefixes)}.items()))
    head = {
        "curie_map": prefixes,
        "extension_definitions": [
            {"slot_name": name, "property": iri} for name, iri in _EXTENSIONS
        ],
        **dict(review.head),
    }
    out = io.StringIO()
    for line in yaml.safe_dump(head, allow_unicode=True, sort_keys=False).splitlines():
        out.write(f"#{line}\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow((*COLUMNS, *review.more))
    short = sorted(prefixes.items(), key=lambda item: -len(item[1]))
    for row in in_order(review.rows):
        more = dict(row.more)
        cells = _cells(row, short)
        writer.writerow((*(cells[name] for name in COLUMNS),
                         *(more.get(name, "") for name in review.more)))  # fmt: skip
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Head:
    prefixes: dict[str, str]
    others: dict[str, object]


def _head(lines: Sequence[str], source: str) -> _Head:
    """Return what the head of a file declares."""
    import yaml

    where = Where(source=source, line=1)
    try:
        # A spreadsheet makes all lines as wide as the table.
        told = yaml.safe_load("\n".join(line[1:].rstrip() for line in lines)) or {}
        if not isinstance(told, dict):
            reason = "its head is no YAML of names and values"
            raise MemographError(problem("MG201", where, reason=reason))
        prefixes = told.pop("curie_map", None) or {}
        told.pop("extension_definitions", None)
        return _Head({str(name): str(iri) for name, iri in prefixes.items()}, told)
    except (yaml.YAMLError, AttributeError) as error:
        reason = f"its head is no YAML: {' '.join(str(error).split())}"
        raise MemographError(problem("MG201", where, reason=reason)) from error


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    fields: tuple[str, ...]


def _records(lines: Sequence[str], above: int, source: str) -> Iterator[_Record]:
    """Yield the rows of the table with their lines; raise MG201 if it is none."""
    reader = csv.reader(lines, delimiter="\t", strict=True)
    last, empty = above, True
    try:
        for fields in reader:
            if any(fields):
                empty = False
                yield _Record(last + 1, tuple(fields))
            last = above + reader.line_num
    except csv.Error as error:
        where = Where(source=source, line=last + 1)
        raise MemographError(problem("MG201", where, reason=str(error))) from error
    if empty:
        where = Where(source=source, line=above + 1)
        raise MemographError(problem("MG201", where, reason="there is no row of column names"))


class _Reader:
    """Reads the rows of a file, and keeps what is wrong with them."""

    def __init__(
        self,
        *,
        columns: tuple[str, ...],
        prefixes: Mapping[str, str],
        source: str,
        is_iri: Callable[[str], bool],
    ) -> None:
        self._columns, self._prefixes = columns, prefixes
        self._source, self._is_iri = source, is_iri
        self.problems: list[Problem] = []

    def row(self, record: _Record) -> Row:
        """Return a row; what is wrong with it is told in `problems`."""
        fields, columns = record.fields, self._columns
        if len(fields) > len(columns):
            self._tell(record, "MG205", column="row", value=f"{len(fields)} fields",
                       reason=f"there are {len(columns)} columns")  # fmt: skip
        padded = (*fields, *[""] * (len(columns) - len(fields)))
        cells = dict(zip(columns, padded, strict=False))
        found = cells.get
        row = Row(
            subject=self._iri(record, "subject_id", cells["subject_id"]),
            label=found("subject_label", ""),
            kind=found("subject_category", ""),
            candidate=self._candidate(record, cells["object_id"]),
            candidate_label=found("object_label", ""),
            status=self._status(record, cells),
            confidence=self._confidence(record, found("confidence", "")),
            justification=cells["mapping_justification"],
            reviewer=found("reviewer_id", ""),
            date=self._date(record, found("mapping_date", "")),
            tool=found("mapping_tool", ""),
            service=found("object_source", ""),
            match=found("match_string", ""),
            comment=found("comment", ""),
            description=found("ext_description", ""),
            evidence=found("ext_evidence", ""),
            more=tuple((name, cells[name]) for name in columns if name not in COLUMNS),
        )
        if row.status == "accepted" and not row.reviewer:
            self._tell(record, "MG207", subject=row.subject)
        return row

    def _candidate(self, record: _Record, value: str) -> str:
        return NOBODY if value == NOBODY else self._iri(record, "object_id", value)

    def _iri(self, record: _Record, column: str, value: str) -> str:
        prefix, colon, rest = value.partition(":")
        iri = f"{self._prefixes[prefix]}{rest}" if prefix in self._prefixes else value
        if not colon or not self._is_iri(iri):
            self._tell(record, "MG205", column=column, value=value, reason="it is no IRI")
        elif iri == value and not rest.startswith("//"):
            reason = "its prefix is not declared in the head"
            self._tell(record, "MG205", column=column, value=value, reason=reason)
        return iri

    def _date(self, record: _Record, value: str) -> str:
        """Return the day of a decision, "" if it is none."""
        try:
            return date.fromisoformat(value).isoformat() if value.strip() else ""
        except ValueError:
            reason = "it is no day, such as 2026-11-27"
            self._tell(record, "MG205", column="mapping_date", value=value, reason=reason)
            return ""

    def _status(self, record: _Record, cells: Mapping[str, str]) -> Any:
        status = cells["ext_status"].strip()
        if status not in STATUSES:
            known = ", ".join(STATUSES)
            self._tell(record, "MG203", status=status, known=known)
            return "proposed"
        exact = cells["predicate_id"].endswith("exactMatch")
        denied = cells.get("predicate_modifier", "").lower() == "not"
        nobody = cells["object_id"] == NOBODY
        if status == "proposed" and (denied or (exact and not nobody)):
            self._tell(record, "MG206", status=status, says="Not" if denied else "exactMatch")
        if status in DECIDED and denied:
            self._tell(record, "MG206", status=status, says="Not")
        return status

    def _confidence(self, record: _Record, value: str) -> float | None:
        if not value.strip():
            return None
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not 0.0 <= number <= 1.0:
            reason = "it is no number from 0 to 1"
            self._tell(record, "MG205", column="confidence", value=value, reason=reason)
            return None
        return number

    def _tell(self, record: _Record, code: str, **words: object) -> None:
        where = Where(source=self._source, line=record.line)
        self.problems.append(problem(code, where, **words))


def _together(rows: Sequence[Row], records: Sequence[_Record], source: str) -> Iterator[Problem]:
    """Yield what rows say against each other."""
    accepted = Counter(row.subject for row in rows if row.status == "accepted")
    pairs = Counter((row.subject, row.candidate) for row in rows)
    for row, record in zip(rows, records, strict=True):
        where = Where(source=source, line=record.line)
        if row.status == "accepted" and accepted[row.subject] > 1:
            yield problem("MG204", where, subject=row.subject, number=accepted[row.subject])
        if pairs[row.subject, row.candidate] > 1:
            yield problem("MG208", where, subject=row.subject, candidate=row.candidate)


def _cells(row: Row, prefixes: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the fields of a row by column."""
    exact = row.status in DECIDED or row.candidate == NOBODY
    confidence = "" if row.confidence is None else f"{round(row.confidence, _DIGITS):g}"
    return {
        "subject_id": _short(row.subject, prefixes),
        "subject_label": row.label,
        "subject_category": row.kind,
        "predicate_id": "skos:exactMatch" if exact else "skos:closeMatch",
        "predicate_modifier": "Not" if row.status == "rejected" else "",
        "object_id": NOBODY if row.candidate == NOBODY else _short(row.candidate, prefixes),
        "object_label": row.candidate_label,
        "mapping_justification": row.justification,
        "confidence": confidence,
        "ext_status": row.status,
        "reviewer_id": row.reviewer,
        "mapping_date": row.date,
        "mapping_tool": row.tool,
        "object_source": row.service,
        "match_string": row.match,
        "comment": row.comment,
        "ext_description": row.description,
        "ext_evidence": row.evidence,
    }


def _short(iri: str, prefixes: Sequence[tuple[str, str]]) -> str:
    """Return an IRI by the longest prefix that fits."""
    for name, whole in prefixes:
        if iri.startswith(whole) and len(iri) > len(whole):
            return f"{name}:{iri.removeprefix(whole)}"
    return iri
