"""One source exported: read, linked, mapped, checked and written, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from memograph.pipeline import description, folder, plugged, stages
from memograph.pipeline.naming import Assigned
from memograph.pipeline.results import Exported, counts
from memograph.pipeline.sources import Found
from memograph.problems import MemographError, Problem, Where
from memograph.settings import Settings

if TYPE_CHECKING:
    from memograph.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where documents are exported to, and how; `removed` are the files that --prune removes."""

    place: Path
    settings: Settings
    dry_run: bool = False
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One source to be exported, with the slugs of its records."""

    found: Found
    assigned: tuple[Assigned, ...]
    target: Target


def export_source(task: Task) -> tuple[Exported, ...]:
    """Export the records of one source; whatever goes wrong is in the results."""
    results: list[Exported] = []
    try:
        source = task.found.open(task.target.settings)
        records = stages.read_all(source, settings=task.target.settings)
        for record, named in zip(records, task.assigned, strict=False):
            results.append(_handled(record, named, task))
    except MemographError as error:
        results.append(unreadable(task.found.name, error.problem))
    except Exception as error:  # noqa: BLE001 - a defect must not stop the batch
        where = Where(source=task.found.name)
        results.append(unreadable(task.found.name, plugged.unexpected(error, where)))
    return tuple(results)


def unreadable(name: str, found: Problem) -> Exported:
    """Return what came of a source that cannot be read."""
    return told(Exported(source=name, status="unreadable"), (found,))


def told(result: Exported, problems: Sequence[Problem], record: Record | None = None) -> Exported:
    """Return the result with problems and the lines that they stand in."""
    lines = tuple(stages.excerpt(record, found) if record else "" for found in problems)
    return replace(result, problems=tuple(problems), excerpts=lines)


def _handled(record: Record, named: Assigned, task: Task) -> Exported:
    """Export one record under its slug; whatever goes wrong is in the result."""
    result = Exported(
        source=task.found.name, status="duplicate", slug=named.slug, origin=named.origin
    )
    if named.twin:
        return told(result, named.problems)
    found = [*named.problems]
    try:
        record = stages.linked(record, task.target.settings)
        record = replace(record, document=replace(record.document, slug=named.slug))
        result = replace(
            result,
            status="planned",
            iri=stages.iris_of(record, task.target.settings).document,
            reader=record.reader,
            counts=counts(record),
        )
        result = _export(record, result, found, task)
    except MemographError as error:
        found.append(error.problem)
        result = replace(result, status="failed")
    except Exception as error:  # noqa: BLE001 - a defect must not stop the batch
        found.append(plugged.unexpected(error, Where(source=task.found.name)))
        result = replace(result, status="failed")
    return told(result, [*record.problems, *found], record)


def _export(record: Record, result: Exported, found: list[Problem], task: Task) -> Exported:
    """Map, check and write one record, adding to `found` what is found on the way."""
    settings, slug = task.target.settings, record.document.slug
    data, unmapped = stages.mapped(record, settings)
    found.extend(unmapped)
    checked = stages.check(data, record, settings)
    found.extend(checked.problems)
    result = replace(result, triples=len(data), engine=checked.engine)
    if not (checked.conforms or settings.keep_invalid):
        return replace(result, status="invalid")
    names = folder.names_of(slug, settings)
    found.extend(
        folder.stale(task.target.place, slug=slug, names=names, removed=task.target.removed)
    )
    result = replace(result, files=names, entry=description.entry_of(record, data, settings))
    if task.target.dry_run:
        return result
    folder.write_document(task.target.place, data, slug=slug, settings=settings)
    return replace(result, status="written")
