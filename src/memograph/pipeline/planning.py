"""The plan of an export: what is done with each source, known before anything is written.

Every document has its name before the first is written, so the files do not depend on the order of
the sources or on how many processes share the work.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from memograph.pipeline import description, folder, plugged, processes
from memograph.pipeline.document import Target, Task, told, unreadable
from memograph.pipeline.naming import Assigned, Surveyed, assign, met_again, survey
from memograph.pipeline.results import Exported
from memograph.pipeline.sources import find
from memograph.problems import Problem, Where, problem
from memograph.settings import DEFAULT_BASE, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: a Task for each readable source, and what is known of the others.

    `before` is what the folder said of itself when the plan was made.
    """

    target: Target
    steps: tuple[Task | Exported, ...]
    problems: tuple[Problem, ...] = ()
    before: description.Before = field(default_factory=description.Before, repr=False)

    def __len__(self) -> int:
        """Return the number of sources."""
        return len(self.steps)


def plan(
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path = "output",
    settings: Settings | None = None,
    prune: bool = False,
    dry_run: bool = False,
) -> Plan:
    """Return what exporting these sources into a folder will do; nothing is written yet."""
    chosen, place = settings or Settings(), Path(to)
    given = tuple(map(str, (paths,) if isinstance(paths, (str, Path)) else paths))
    broken = plugged.problems(chosen.plugins)
    before = description.before(place)
    found = [(each, chosen) for each in find(given, settings=chosen, without=place)]
    surveyed = list(processes.results(survey, found, jobs=chosen.jobs))
    barren = _barren(given, surveyed)
    doubt = _doubt(barren, surveyed, broken) if prune else "nobody asked for it"
    # The slugs of what is removed are free.
    assigned = assign(surveyed, before.origins if doubt else met_again(before.origins, surveyed))
    target = Target(
        place=place,
        settings=chosen,
        dry_run=dry_run,
        removed=() if doubt else _superfluous(place, before, assigned, chosen),
    )
    problems = [*_on_settings(chosen), *broken, *before.problems]
    problems += [problem("MG517", Where(source=path), what="record") for path in barren]
    if prune and doubt:
        problems.append(problem("MG506", Where(source=str(place)), reason=doubt))
    return Plan(
        target=target,
        steps=tuple(_step(*each, target) for each in zip(surveyed, assigned, strict=True)),
        problems=tuple(problems),
        before=before,
    )


def _step(each: Surveyed, names: tuple[Assigned, ...], target: Target) -> Task | Exported:
    """Return the task with a source and its names, or what is known of the source already."""
    name = each.found.name
    if each.failure:
        return unreadable(name, each.failure)
    if each.passed_over:
        return told(Exported(source=name, status="skipped"), (each.passed_over,))
    return Task(found=each.found, assigned=names, target=target)


def _superfluous(
    place: Path,
    before: description.Before,
    assigned: Sequence[Sequence[Assigned]],
    settings: Settings,
) -> tuple[str, ...]:
    """Return the files of the folder's documents that will not be written."""
    slugs = {name.slug for names in assigned for name in names}
    known = before.slugs | before.origins.keys()
    return folder.superfluous(place, known=known, slugs=slugs, settings=settings)


def _on_settings(settings: Settings) -> Iterator[Problem]:
    """Yield what is to be told of the settings, once a run."""
    if settings.base == DEFAULT_BASE:
        yield problem("MG908", base=settings.base)


def _doubt(barren: Sequence[str], surveyed: Sequence[Surveyed], broken: Sequence[Problem]) -> str:
    """Say why the sources may not be all that there are, so that nothing may be removed."""
    unreadable = sum(1 for each in surveyed if each.failure)
    if unreadable:
        return f"{unreadable} of the sources could not be read"
    if broken:
        return "a plug-in could not be loaded"
    return f"no record was found in {', '.join(barren)}" if barren else ""


def _barren(given: Sequence[str], surveyed: Sequence[Surveyed]) -> tuple[str, ...]:
    """Return the folders in which nothing was found but what was passed over."""
    folders = [path for path in given if os.path.isdir(path)]  # noqa: PTH112 - as it was given
    names = sorted(_whole(each.found.name) for each in surveyed if not each.passed_over)
    return tuple(path for path in folders if not _holds(_whole(path), names))


def _whole(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute keeps ".."


def _holds(folder: str, names: Sequence[str]) -> bool:
    """Tell whether one of the sorted names is below a folder."""
    start = os.path.join(folder, "")  # noqa: PTH118 - it is compared as a string
    at = bisect_left(names, start)
    return at < len(names) and names[at].startswith(start)
