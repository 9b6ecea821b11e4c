"""Decisions of people on the rows of a review: yes, no, or none of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from memograph.linkers.review import NOBODY, Review, Row, Status, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who decides, and on which day (ISO 8601)."""

    reviewer: str
    date: str


def accepted(review: Review, subject: str, candidate: str, by: By) -> Review:
    """Return a review in which a subject is a candidate, or, with NOBODY, is none that is known.

    >>> rows = (Row(subject="https://example.org/a", candidate="https://example.org/1"),)
    >>> by = By(reviewer="Ana Prifti", date="2026-11-27")
    >>> found = accepted(Review(rows=rows), rows[0].subject, rows[0].candidate, by)
    >>> found.rows[0].status, found.rows[0].reviewer
    ('accepted', 'Ana Prifti')
    """
    rows = _changed(review, subject, {candidate: "accepted"}, by)
    return replace(review, rows=in_order(tuple(rows)))


def rejected(review: Review, subject: str, candidate: str, by: By) -> Review:
    """Return a review in which a subject is not a candidate."""
    rows = _changed(review, subject, {candidate: "rejected"}, by)
    return replace(review, rows=in_order(tuple(rows)))


def none_of_these(review: Review, subject: str, by: By) -> Review:
    """Return a review in which a subject is none of its candidates, nor anybody that is known."""
    mine = [row for row in review.rows if row.subject == subject]
    verdicts: dict[str, Status] = {
        row.candidate: "rejected" for row in mine if row.status == "proposed"
    }
    first = mine[0]
    if NOBODY not in {row.candidate for row in mine}:
        nobody = Row(
            subject=subject, label=first.label, kind=first.kind, tool=first.tool,
            service=first.service, match=first.match,
        )  # fmt: skip
        review = replace(review, rows=(*review.rows, nobody))
    rows = _changed(review, subject, {**verdicts, NOBODY: "accepted"}, by)
    return replace(review, rows=in_order(tuple(rows)))


def _changed(review: Review, subject: str, verdicts: Mapping[str, Status], by: By) -> Iterator[Row]:
    for row in review.rows:
        if row.subject != subject or row.candidate not in verdicts:
            yield row
            continue
        yield replace(
            row,
            status=verdicts[row.candidate],
            reviewer=by.reviewer,
            date=by.date,
            justification="semapv:ManualMappingCuration",
        )
