"""The plan of an export: which sources go where, and what is known before any of them is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from memograph.pipeline import plugged
from memograph.pipeline.document import Target
from memograph.pipeline.publishing import state_of
from memograph.pipeline.remote import is_remote
from memograph.problems import ConfigError, Problem, problem
from memograph.settings import DEFAULT_BASE, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: the paths of the sources, and where they are exported to.

    With `again`, what has not changed is made anew too; `broken` are plug-ins that do not load.
    """

    paths: Iterable[str]
    target: Target
    again: bool = False
    problems: tuple[Problem, ...] = ()
    broken: tuple[Problem, ...] = ()


def plan(  # noqa: PLR0913 - all but the first are keywords
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path = "output",
    settings: Settings | None = None,
    prune: bool = False,
    dry_run: bool = False,
    again: bool = False,
) -> Plan:
    """Return what exporting these sources into a folder will do; nothing is looked at yet."""
    chosen = settings or Settings()
    if chosen.parts and chosen.formats != ("nquads",):
        value = " ".join(chosen.formats)
        expected = "nquads alone where documents are written in parts"
        raise ConfigError(problem("MG904", name="formats", value=value, expected=expected))
    store = str(to) if is_remote(str(to)) else ""
    if store and not chosen.parts:
        expected = "in a store only where documents are written in parts (--parts)"
        raise ConfigError(problem("MG904", name="output", value=to, expected=expected))
    if chosen.cluster is not None and not chosen.parts:
        expected = "given only where documents are written in parts (--parts)"
        raise ConfigError(problem("MG904", name="cluster", value=chosen.cluster, expected=expected))
    broken = plugged.problems(chosen.plugins)
    several = (paths,) if isinstance(paths, (str, Path)) else paths
    return Plan(
        paths=map(str, several),
        target=Target(
            place=state_of(store, chosen.state) if store else Path(to),
            settings=chosen,
            dry_run=dry_run,
            prune=prune,
            store=store,
        ),
        again=again,
        problems=(*_on_settings(chosen), *broken),
        broken=broken,
    )


def _on_settings(settings: Settings) -> Iterator[Problem]:
    """Yield what is to be told of the settings, once a run."""
    if settings.base == DEFAULT_BASE:
        yield problem("MG908", base=settings.base)
