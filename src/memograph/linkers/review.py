"""The review file: who may be whom, and what people decided, as SSSOM in tab-separated values.

Candidates are skos:closeMatch until a person accepts one, who is then named with the day. A row
that was decided on is never changed by memograph. What somebody added by hand, be it a column or
a row, stays. https://mapping-commons.github.io/sssom/ tells of the columns; those that begin with
`ext_` are declared in the head of the file, as it asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

Status: TypeAlias = Literal["proposed", "accepted", "rejected", "given"]
"""What was decided: nothing yet, yes, no, or that the source itself says so."""

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
DECIDED: Final = ("accepted", "given")
NOBODY: Final = "sssom:NoTermFound"
"""The candidate of whoever has none in the authority."""
COLUMNS: Final = (
    "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_modifier",
    "object_id", "object_label", "mapping_justification", "confidence", "ext_status",
    "reviewer_id", "mapping_date", "mapping_tool", "object_source", "match_string", "comment",
    "ext_description", "ext_evidence",
)  # fmt: skip
NEEDED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification", "ext_status")
"""Columns without which nobody knows what a row says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """That somebody or something of the records may be, is, or is not, an entity.

    `subject` and `candidate` are IRIs; the candidate is NOBODY if there is none. `evidence` is what
    speaks for it, in words, `description` what the authority says of it. `reviewer` and `date`
    are who decided and when, `service` who proposed it, `match` the name that was looked for.
    `more` are the columns that others added.
    """

    subject: str
    label: str = ""
    kind: str = ""
    candidate: str = NOBODY
    candidate_label: str = ""
    status: Status = "proposed"
    confidence: float | None = None
    justification: str = "semapv:CompositeMatching"
    reviewer: str = ""
    date: str = ""
    tool: str = ""
    service: str = ""
    match: str = ""
    comment: str = ""
    description: str = ""
    evidence: str = ""
    more: tuple[tuple[str, str], ...] = ()

    @property
    def decided(self) -> bool:
        """Tell whether somebody, or the source, has said yes or no."""
        return self.status != "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review file: its rows, sorted, the columns that others added, and the lines of its head.

    `prefixes` are those that the file declares, `head` all else that its head says.
    """

    rows: tuple[Row, ...] = ()
    more: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    head: tuple[tuple[str, object], ...] = ()

    def decided(self, space: str = "") -> frozenset[str]:
        """Return the subjects of which it is known who they are in a space of IRIs, or that none.

        What the source gives in another space leaves open who they are in this one, and in one of
        which nobody knows where it begins.
        """
        return frozenset(
            row.subject
            for row in self.rows
            if row.status == "accepted"
            or (row.status == "given" and space and row.candidate.startswith(space))
        )


def merged(
    review: Review, proposed: tuple[Row, ...], asked: frozenset[str], *, service: str = ""
) -> Review:
    """Return a review with what a service proposes for the subjects that it was asked about.

    Whatever was decided stays, and what was rejected is not proposed again. Its earlier proposals
    give way, unless somebody wrote something beside them; those of others stay.
    """
    decided = {row.subject for row in review.rows if row.status == "accepted"}
    earlier = {(row.subject, row.candidate): row for row in review.rows}
    rows = {
        pair: row
        for pair, row in earlier.items()
        if row.decided or row.subject not in asked or row.service != service or _is_written_on(row)
    }
    for row in proposed:
        old = earlier.get((row.subject, row.candidate))
        closed = row.subject in decided and row.status != "given"
        if not closed and (old is None or not old.decided):
            rows[row.subject, row.candidate] = _with_words(row, old)
    return replace(review, rows=in_order(tuple(_without_idle(rows.values()))))


def _is_written_on(row: Row) -> bool:
    """Tell whether somebody wrote something beside a proposal."""
    return bool(row.comment) or any(value for _, value in row.more)


def _without_idle(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows without the proposals that there is nobody, where others propose somebody."""
    every = tuple(rows)
    offered = {row.subject for row in every if not row.decided and row.candidate != NOBODY}
    for row in every:
        if row.decided or row.candidate != NOBODY or row.subject not in offered:
            yield row


def in_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows sorted: by subject, what was decided first, the likely before the unlikely."""
    return tuple(
        sorted(rows, key=lambda row: (row.subject, _RANK[row.status], -(row.confidence or 0.0),
                                      row.candidate, row.comment))
    )  # fmt: skip


_RANK: Final[dict[Status, int]] = {"accepted": 0, "given": 0, "proposed": 1, "rejected": 2}


def _with_words(row: Row, earlier: Row | None) -> Row:
    """Return a proposal with the comment and the columns that somebody wrote beside it before."""
    if earlier is None:
        return row
    return replace(row, comment=row.comment or earlier.comment, more=earlier.more)
