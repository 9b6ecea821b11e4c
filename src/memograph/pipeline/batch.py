"""Many documents: what was planned is done, one result after the other.

What is wrong with one document never stops the others, and a run that is stopped leaves a folder
that says what is in it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from memograph.pipeline import description, processes
from memograph.pipeline.document import Task, export_source
from memograph.pipeline.folder import possible_names
from memograph.pipeline.planning import Plan, plan
from memograph.pipeline.results import Exported, report
from memograph.problems import Problem, Where, problem
from memograph.settings import Settings

_UNWRITTEN: Final = frozenset({"invalid", "failed"})


def export(
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path = "output",
    formats: Sequence[str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Exported]:
    """Read, link, map, validate and write sources into a folder, yielding what came of each.

    The description of the folder and report.json are written after the last one.
    """
    chosen = settings or Settings()
    if formats is not None:
        chosen = replace(chosen, formats=tuple(formats))  # type: ignore[arg-type]
    yield from carry_out(plan(paths, to=to, settings=chosen))


def carry_out(work: Plan, *, into: list[Exported] | None = None) -> Generator[Exported]:
    """Do what is planned, yielding what came of each record, in the order of the sources.

    `into` gets the results too, without the lines of text. If the iterator is closed, or a
    KeyboardInterrupt comes, what was written until then is described before it ends.
    """
    from memograph.stores import files

    # A run in which nothing can be read makes no folder.
    idle = not any(isinstance(step, Task) for step in work.steps) and not work.target.place.is_dir()
    silent = idle or work.target.dry_run
    if not silent:
        files.prepare(work.target.place)
    done: list[Exported] = [] if into is None else into
    late: list[tuple[Exported, ...]] = []
    tasks = [(step,) for step in work.steps if isinstance(step, Task)]
    carried = processes.results(export_source, tasks, jobs=work.target.settings.jobs, late=late)
    try:
        for step in work.steps:
            for result in (step,) if isinstance(step, Exported) else next(carried):
                done.append(replace(result, excerpts=()))
                yield result
    finally:
        carried.close()
        done.extend(replace(each, excerpts=()) for results in late for each in results)
        if not silent:
            _finish(work, done)


def unfinished(work: Plan, done: Sequence[Exported]) -> tuple[Problem, ...]:
    """Return the problem of a run that was stopped before all sources were handled."""
    left = len(work) - len({each.source for each in done})
    where = Where(source=str(work.target.place))
    return (problem("MG518", where, left=left, all=len(work)),) if left > 0 else ()


def removed(work: Plan, done: Sequence[Exported]) -> tuple[str, ...]:
    """Return the files that a run removes: none if it was stopped, nor those of what failed."""
    if unfinished(work, done):
        return ()
    kept = {
        name
        for each in done
        if each.status in _UNWRITTEN and each.slug
        for name in possible_names(each.slug)
    }
    return tuple(name for name in work.target.removed if name not in kept)


def _finish(work: Plan, done: Sequence[Exported]) -> None:
    """Remove what is to be removed, and write what stands beside the documents."""
    from memograph.stores import files

    place, settings = work.target.place, work.target.settings
    for name in removed(work, done):
        files.remove(place / name)
    known = description.by_now(place, work.before)
    description.describe(place, known, done, settings=settings)
    description.write_report(place, known, whole_report(replace(work, before=known), done))


def whole_report(work: Plan, done: Sequence[Exported]) -> dict[str, object]:
    """Return the content of report.json after a run."""
    return report(
        done,
        settings=work.target.settings,
        problems=(*work.problems, *unfinished(work, done)),
        origins=work.before.origins,
    )
