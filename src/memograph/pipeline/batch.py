"""Many documents: plan what is to be done, then do it, one result after the other.

A plan gives every document its name before anything is written, so the files do not depend on the
order of the sources or on how many processes share the work. What is wrong with one document never
stops the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from memograph.pipeline import folder, stages
from memograph.pipeline.naming import Assigned, Surveyed, assign, survey, unexpected
from memograph.pipeline.results import Exported, counts, report
from memograph.pipeline.sources import Found, find
from memograph.problems import MemographError, Problem, Where, problem
from memograph.settings import Settings

if TYPE_CHECKING:
    from memograph.model import Record

R = TypeVar("R")

_AHEAD: Final = 4
"""Tasks that wait for each process: enough to keep it busy, few enough to keep memory flat."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: a Task for each readable source, and what is known of the others."""

    target: Target
    steps: tuple[Task | Exported, ...]
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        """Return the number of sources."""
        return len(self.steps)


def export(
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path = "output",
    formats: Sequence[str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Exported]:
    """Read, map, validate and write sources into a folder, yielding what came of each.

    The description of the folder and report.json are written after the last one.
    """
    chosen = settings or Settings()
    if formats is not None:
        chosen = replace(chosen, formats=tuple(formats))  # type: ignore[arg-type]
    yield from carry_out(plan(paths, to=to, settings=chosen))


def plan(
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path = "output",
    settings: Settings | None = None,
    prune: bool = False,
    dry_run: bool = False,
) -> Plan:
    """Return what exporting these sources into a folder will do; nothing is written yet."""
    from memograph import plugins

    chosen, place = settings or Settings(), Path(to)
    given = (paths,) if isinstance(paths, (str, Path)) else tuple(paths)
    problems = list(plugins.load("readers", files=chosen.plugins).problems)
    found = list(find(given, settings=chosen, without=place))
    surveyed = list(_map(survey, [(each, chosen) for each in found], jobs=chosen.jobs))
    assigned = assign(surveyed)
    removed: tuple[str, ...] = ()
    unreadable = sum(1 for each in surveyed if each.failure)
    if prune and unreadable:
        problems.append(problem("MG506", Where(source=str(place)), count=unreadable))
    elif prune:
        kept = {name.slug for names in assigned for name in names}
        removed = folder.superfluous(place, slugs=kept, settings=chosen)
    target = Target(place=place, settings=chosen, dry_run=dry_run, removed=removed)
    return Plan(
        target=target,
        steps=tuple(_step(*each, target) for each in zip(surveyed, assigned, strict=True)),
        problems=tuple(problems),
    )


def carry_out(work: Plan) -> Iterator[Exported]:
    """Do what is planned, yielding what came of each record, in the order of the sources."""
    from memograph.stores import files

    # A run in which nothing can be read makes no folder.
    idle = not any(isinstance(step, Task) for step in work.steps) and not work.target.place.is_dir()
    if not (idle or work.target.dry_run):
        files.prepare(work.target.place)
    tasks = [(step,) for step in work.steps if isinstance(step, Task)]
    carried = _map(export_source, tasks, jobs=work.target.settings.jobs)
    done: list[Exported] = []
    for step in work.steps:
        for result in (step,) if isinstance(step, Exported) else next(carried):
            done.append(replace(result, excerpts=()))
            yield result
    if not (idle or work.target.dry_run):
        for name in work.target.removed:
            files.remove(work.target.place / name)
        odd = folder.describe(work.target.place, done, settings=work.target.settings)
        folder.write_report(
            work.target.place,
            report(
                done,
                settings=work.target.settings,
                problems=(*work.problems, *odd),
            ),
        )


def export_source(task: Task) -> tuple[Exported, ...]:
    """Export the records of one source; whatever goes wrong is in the results."""
    results: list[Exported] = []
    try:
        source = task.found.open(task.target.settings)
        records = stages.read_all(source, settings=task.target.settings)
        for record, named in zip(records, task.assigned, strict=False):
            results.append(_handled(record, named, task))
    except MemographError as error:
        results.append(_unreadable(task.found.name, error.problem))
    except Exception as error:  # noqa: BLE001 - a reader that fails must not stop the batch
        where = Where(source=task.found.name)
        results.append(_unreadable(task.found.name, unexpected(error, where)))
    return tuple(results)


def _handled(record: Record, named: Assigned, task: Task) -> Exported:
    """Export one record under its slug; whatever goes wrong is in the result."""
    if named.twin:
        return _with(
            Exported(source=record.source, status="duplicate", slug=named.slug), named.problems
        )
    renamed = replace(record, document=replace(record.document, slug=named.slug))
    result = Exported(
        source=task.found.name,
        status="planned",
        slug=named.slug,
        iri=stages.iris_of(renamed, task.target.settings).document,
        reader=record.reader,
        counts=counts(record),
    )
    told = [*record.problems, *named.problems]
    try:
        result = _export(renamed, result, told, task)
    except MemographError as error:
        told.append(error.problem)
        result = replace(result, status="failed")
    except Exception as error:  # noqa: BLE001 - a defect must not stop the batch
        told.append(unexpected(error, Where(source=task.found.name)))
        result = replace(result, status="failed")
    return _with(result, told, record)


def _export(record: Record, result: Exported, told: list[Problem], task: Task) -> Exported:
    """Map, check and write one record, adding to `told` what is found on the way."""
    settings, slug = task.target.settings, record.document.slug
    data, unmapped = stages.mapped(record, settings)
    told.extend(unmapped)
    checked = stages.check(data, record)
    told.extend(checked.problems)
    result = replace(result, triples=len(data), engine=checked.engine)
    if not (checked.conforms or settings.keep_invalid):
        return replace(result, status="invalid")
    names = folder.names_of(slug, settings)
    told.extend(
        folder.stale(task.target.place, slug=slug, names=names, removed=task.target.removed)
    )
    result = replace(result, files=names, entry=folder.entry_of(record, data, settings))
    if task.target.dry_run:
        return result
    folder.write_document(task.target.place, data, slug=slug, settings=settings)
    return replace(result, status="written")


def _with(result: Exported, told: Sequence[Problem], record: Record | None = None) -> Exported:
    """Return the result with problems and the lines that they stand in."""
    lines = tuple(stages.excerpt(record, found) if record else "" for found in told)
    return replace(result, problems=tuple(told), excerpts=lines)


def _step(each: Surveyed, names: tuple[Assigned, ...], target: Target) -> Task | Exported:
    """Return the task with a source and its names, or what is known of the source already."""
    name = each.found.name
    if each.failure:
        return _unreadable(name, each.failure)
    if each.passed_over:
        return _with(Exported(source=name, status="skipped"), (each.passed_over,))
    return Task(found=each.found, assigned=names, target=target)


def _unreadable(name: str, found: Problem) -> Exported:
    return _with(Exported(source=name, status="unreadable"), (found,))


def _map(work: Callable[..., R], arguments: Sequence[tuple[Any, ...]], *, jobs: int) -> Iterator[R]:
    """Yield the results of `work` in order, from several processes if asked for."""
    if jobs == 1 or len(arguments) <= 1:
        yield from (work(*each) for each in arguments)
        return
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor

    # Not forked: a thread of the caller, such as a progress bar's, could hold a lock for ever.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(arguments)), mp_context=spawn) as pool:
        waiting: deque[Future[R]] = deque()
        for each in arguments:
            waiting.append(pool.submit(work, *each))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
