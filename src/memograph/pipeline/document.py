"""One record exported: linked, mapped, checked and written, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from memograph.pipeline import folder, plugged, stages
from memograph.pipeline.bounds import bound
from memograph.pipeline.description import entry_of
from memograph.pipeline.naming import Assigned
from memograph.pipeline.results import Exported, counts
from memograph.problems import MemographError, Problem, Where, WriteError, problem
from memograph.settings import Settings

if TYPE_CHECKING:
    from memograph.model import Record
    from memograph.pipeline.parts import PartWriter
    from memograph.rdf.terms import Quad


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where documents are exported to, and how; `prune` tells that older files will be removed.

    `store` is the URL of a store into which parts are written; the folder `place` then holds what
    is known of them.
    """

    place: Path
    settings: Settings
    dry_run: bool = False
    prune: bool = False
    store: str = ""

    @property
    def shown(self) -> str:
        """Return where documents are exported to, as a person knows it."""
        return self.store or str(self.place)

    def path_of(self, name: str) -> str:
        """Return the path or URL of a file of the export."""
        return f"{self.store.rstrip('/')}/{name}" if self.store else str(self.place / name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A record with its name; one that is not `settled` may turn out to be another source's."""

    record: Record
    named: Assigned
    settled: bool
    why: str = ""


def exported(
    placed: Placed, name: str, target: Target, writer: PartWriter | None = None
) -> Exported:
    """Return what came of one record of the source `name`; whatever goes wrong is in it."""
    named = placed.named
    result = Exported(source=name, status="duplicate", slug=named.slug, origin=named.origin)
    result = replace(result, why=placed.why if target.dry_run else "")
    if named.twin:
        return told(result, named.problems)
    if not (placed.settled or writer or target.dry_run) and folder.holds(target.place, named.slug):
        return replace(result, status="contended")
    found, record = [*named.problems], placed.record
    stages.prepare(target.settings)
    try:
        with bound(target.settings.max_seconds, source=name):
            record = stages.linked(record, target.settings)
            record = replace(record, document=replace(record.document, slug=named.slug))
            result = replace(
                result,
                status="planned",
                iri=stages.iris_of(record, target.settings).document,
                reader=record.reader,
                counts=counts(record),
            )
            result = _export(record, result, found, _Output(target, writer))
    except MemographError as error:
        if writer is not None and isinstance(error, WriteError):
            # A part that cannot be written is the matter of all its documents.
            raise
        found.append(error.problem)
        result = replace(result, status="failed")
    except Exception as error:  # noqa: BLE001 - a defect must not stop the batch
        found.append(plugged.unexpected(error, Where(source=name)))
        result = replace(result, status="failed")
    return told(result, [*record.problems, *found], record)


def unreadable(name: str, found: Problem) -> Exported:
    """Return what came of a source that cannot be read."""
    return told(Exported(source=name, status="unreadable"), (found,))


def no_record(name: str) -> Problem:
    """Return the problem of a source in which its reader finds no record."""
    return problem("MG508", Where(source=name))


def told(result: Exported, problems: Sequence[Problem], record: Record | None = None) -> Exported:
    """Return the result with problems and the lines that they stand in."""
    lines = tuple(stages.excerpt(record, found) if record else "" for found in problems)
    return replace(result, problems=tuple(problems), excerpts=lines)


@dataclass(frozen=True, slots=True)
class _Output:
    target: Target
    writer: PartWriter | None


def _export(record: Record, result: Exported, found: list[Problem], output: _Output) -> Exported:
    """Map, check and write one record, adding to `found` what is found on the way."""
    target, settings, slug = output.target, output.target.settings, record.document.slug
    data, unmapped = stages.mapped(record, settings)
    found.extend(unmapped)
    checked = stages.check(data, record, settings)
    found.extend(checked.problems)
    result = replace(result, triples=len(data), engine=checked.engine)
    if not (checked.conforms or settings.keep_invalid):
        return replace(result, status="invalid")
    lines = stages.serialized(data, "nquads")
    names = () if settings.parts else folder.names_of(slug, settings)
    entry = entry_of(record, data, lines, settings)
    result = replace(result, files=names, entry=entry)
    if output.writer is not None:
        output.writer.add(slug, entry.graph, lines)
        return replace(result, status="written")
    if not target.prune:
        found.extend(folder.stale(target.place, slug=slug, names=names))
    if target.dry_run:
        return result
    size = _written(data, lines, slug, target)
    return replace(result, status="written", size=size)


def _written(data: Sequence[Quad], lines: bytes, slug: str, target: Target) -> int:
    """Write the files of a document and return the sum of their sizes."""
    paths = folder.write_document(
        target.place, data, lines=lines, slug=slug, settings=target.settings
    )
    return sum(path.stat().st_size for path in paths)
