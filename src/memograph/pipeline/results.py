"""What came of each source: Exported, and how it stands in report.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from memograph.problems import Problem, Severity

if TYPE_CHECKING:
    from memograph.mappers.entries import DatasetEntry
    from memograph.model import Record
    from memograph.pipeline.origins import Origin
    from memograph.settings import Settings

Status: TypeAlias = Literal[
    "written", "planned", "invalid", "unreadable", "skipped", "duplicate", "failed"
]
"""What became of a record.

`planned` is written but for --dry-run, `invalid` does not conform and is not written, `skipped`
fits no reader, `duplicate` is written from another source, `failed` could not be mapped, checked
or written.
"""

REMOTE_CODES: Final = frozenset({"MG507"})

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

    `excerpts` are the lines of text that the problems stand in, one for each, "" if none.
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


def report(
    results: Iterable[Exported],
    *,
    settings: Settings,
    problems: Sequence[Problem] = (),
    origins: Mapping[str, Origin] | None = None,
) -> dict[str, Any]:
    """Return the content of report.json; it does not depend on the order of the sources.

    `problems` are those of the run as a whole, `origins` those of the folder before it.
    """
    from memograph.pipeline.origins import as_json, renewed
    from memograph.pipeline.stages import run_of

    documents = sorted(results, key=lambda each: (each.source, each.slug or ""))
    statuses = sorted({each.status for each in documents})
    everything = [*problems, *(found for each in documents for found in each.problems)]
    run = run_of(settings)
    head: dict[str, Any] = {"version": run.version, "settings": run.settings_digest}
    if settings.stamp:
        head["stamp"] = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        **head,
        "totals": {
            "documents": len(documents),
            "status": {
                status: sum(1 for each in documents if each.status == status) for status in statuses
            },
            "triples": sum(each.triples for each in documents),
            "problems": {
                severity.value: sum(1 for found in everything if found.severity is severity)
                for severity in Severity
            },
        },
        "problems": [problem_json(found) for found in problems],
        "documents": [_document(each) for each in documents],
        "origins": as_json(renewed(origins or {}, documents)),
    }


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


def _document(each: Exported) -> dict[str, Any]:
    return {
        "source": each.source,
        "slug": each.slug,
        "iri": each.iri,
        "status": each.status,
        "reader": each.reader,
        "engine": each.engine,
        "triples": each.triples,
        "files": list(each.files),
        "counts": dict(each.counts),
        "problems": [problem_json(found) for found in each.problems],
    }
