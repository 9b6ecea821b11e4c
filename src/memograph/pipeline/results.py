"""What came of each source: Exported, and how it stands in report.json."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

# Not for type checkers alone: results go between processes as JSON, and are read by their types.
from memograph.mappers.entries import DatasetEntry
from memograph.pipeline.origins import Origin
from memograph.problems import Problem, Severity

if TYPE_CHECKING:
    from memograph.model import Record

Status: TypeAlias = Literal[
    "written", "unchanged", "planned", "invalid", "unreadable", "skipped", "duplicate", "failed",
    "contended",
]  # fmt: skip
"""What became of a record.

`unchanged` was written by an earlier run and would be written alike, `planned` is written but for
--dry-run, `invalid` does not conform and is not written, `skipped` fits no reader, `duplicate` is
written from another source, `failed` could not be mapped, checked or written. `contended` is
between two steps of a run only: its name has to be settled first.
"""

REMOTE_CODES: Final = frozenset({"MG507", "MG529"})

_COUNTED: Final = {
    "Meeting": "meetings",
    "MeetingSeries": "meeting_series",
    "Event": "events",
    "Agent": "agents",
    "Person": "persons",
    "Group": "groups",
    "Organization": "organizations",
    "Side": "sides",
    "Post": "posts",
    "Place": "places",
    "Participation": "participations",
    "Turn": "turns",
    "Statement": "statements",
    "Passage": "passages",
    "StageDirection": "stage_directions",
    "Gesture": "gestures",
    "EditorialInsertion": "editorial_insertions",
    "ListItem": "list_items",
    "Mention": "mentions",
    "IdentityAssertion": "identity_assertions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What came of one record of a source; `files` are names in the folder.

    `excerpts` are the lines of text that the problems stand in, one for each, "" if none. `why`
    tells why it is made, where nothing is written. `size` is the sum of the sizes of its files.
    """

    source: str
    status: Status
    slug: str | None = None
    iri: str | None = None
    reader: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    excerpts: tuple[str, ...] = field(default=(), repr=False)
    files: tuple[str, ...] = ()
    triples: int = 0
    size: int = 0
    why: str = ""
    engine: str | None = None
    entry: DatasetEntry | None = field(default=None, repr=False)
    origin: Origin | None = field(default=None, repr=False)

    @property
    def good(self) -> bool:
        """Tell whether nothing is wrong: no error was found, and what was to be written is."""
        return self.status not in ("invalid", "unreadable", "failed") and not any(
            found.severity is Severity.ERROR for found in self.problems
        )

    @property
    def remote(self) -> bool:
        """Tell whether it was a server that failed."""
        return any(found.code in REMOTE_CODES for found in self.problems)


def counts(record: Record) -> dict[str, int]:
    """Return how many there are of each class, those that are there at all."""
    found = {name: len(getattr(record, attribute)) for name, attribute in _COUNTED.items()}
    return {name: number for name, number in found.items() if number}


def problem_json(found: Problem) -> dict[str, Any]:
    """Return a problem as JSON, without what is not known."""
    where = found.where
    known = {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "source": where.source if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "page": where.page if where else None,
        "paragraph": where.paragraph if where else None,
        "hint": found.hint or None,
    }
    return {key: value for key, value in known.items() if value is not None}


def document_json(each: Exported) -> dict[str, Any]:
    """Return a result as it stands in report.json."""
    why = {"why": each.why} if each.why else {}
    return {
        "source": each.source,
        "slug": each.slug,
        "iri": each.iri,
        "status": each.status,
        **why,
        "reader": each.reader,
        "engine": each.engine,
        "triples": each.triples,
        "files": list(each.files),
        "counts": dict(each.counts),
        "problems": [problem_json(found) for found in each.problems],
    }
