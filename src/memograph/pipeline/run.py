"""A run: the sources of a plan exported, one result after the other, and what it leaves behind.

What is wrong with one document never stops the others. A run that is stopped, or killed, leaves
whole documents and a manifest that says which; the same command again goes on from there.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memograph.pipeline import (
    archives,
    chunks,
    committing,
    description,
    finishing,
    inputs,
    plugged,
    publishing,
    recall,
    reporting,
    resolution,
    workers,
)
from memograph.pipeline.chunk import handle, survey, taken
from memograph.pipeline.chunks import Work
from memograph.pipeline.fingerprint import made_by
from memograph.pipeline.manifest import FOLDER, Manifest, borrowed, open_manifest
from memograph.pipeline.planning import Plan, plan
from memograph.pipeline.shelves import shelf_of
from memograph.problems import ConfigError, Problem, Where, WriteError, problem
from memograph.settings import Settings

if TYPE_CHECKING:
    from memograph.pipeline.chunk import Chunk, Done
    from memograph.pipeline.results import Exported
    from memograph.pipeline.workers import Crew

_FEW: Final = 64
"""Sources of which all names are known before any is written, if they are small."""
_SMALL: Final = 4 * 2**20
"""Bytes that they may have together: they are read twice."""
_ROUNDS: Final = 4
"""How often names are settled: once is enough but for names that are themselves asked for."""


@dataclass(slots=True, kw_only=True)
class Run:
    """A run under way: what is known of it changes as its results are taken.

    `removed` are the files that --prune removes, known at the end.
    """

    work: Work
    plan: Plan
    given: tuple[str, ...]
    problems: list[Problem]
    removed: tuple[str, ...] = ()
    complete: bool = False
    _left: int = field(default=0)

    @property
    def total(self) -> int:
        """Return the number of sources."""
        return self.work.inputs.total

    def results(self) -> Generator[Exported]:
        """Yield what came of each record, as soon as it is known.

        Where the sources are many, a document whose name another one turns out to share comes
        again under its new name. If the iterator is closed, or a KeyboardInterrupt comes, what was
        done until then is described.
        """
        self._left = self.total
        with self._crew() as crew:
            try:
                yield from self._by(crew)
                self.complete = True
            finally:
                self._finish()

    def _crew(self) -> AbstractContextManager[Crew]:
        settings = self.work.target.settings
        if settings.cluster is not None:
            from memograph.pipeline import cluster

            return cluster.crew(self.work.target)
        return workers.crew(settings.jobs, alone=settings.jobs == 1)

    def _by(self, crew: Crew) -> Generator[Exported]:
        first = self._foreseen(crew)
        yield from self._carried_out(chunks.chunks(first), crew, first=True)
        for _ in range(_ROUNDS):
            names = resolution.contested(self.work)
            if not names:
                break
            again = replace(self.work, names=names, failures=first.failures)
            yield from self._carried_out(chunks.renamed(again), crew, first=False)
        yield from self._carried_out(finishing.stale_parts(self.work), crew, first=False)

    def final(self) -> Iterator[Exported]:
        """Yield what came of each record in the end, in the order of the sources."""
        return reporting.results(self.work.manifest)

    def totals(self) -> dict[str, Any]:
        """Return what all results sum up to."""
        return reporting.totals(self.work.manifest, self.problems)

    def report(self) -> Iterator[str]:
        """Yield the text of report.json."""
        return reporting.report(self.work.manifest, self.work.target, self.problems)

    def _foreseen(self, crew: Crew) -> Work:
        """Return the work with the names of all records, if the sources are few."""
        manifest = self.work.manifest
        size = manifest.one("SELECT sum(size) FROM input") or 0
        alone = self.total == 1 and not manifest.one("SELECT 1 FROM origin")
        if alone or self.total > _FEW or size > _SMALL:
            return self.work
        pieces = chunks.chunks(self.work)
        found = resolution.foreseen(self.work, workers.results(pieces, survey, crew, []))
        return replace(self.work, names=found.names, failures=found.failures, foreseen=True)

    def _carried_out(
        self, pieces: Iterable[Chunk], crew: Crew, *, first: bool
    ) -> Generator[Exported]:
        late: list[tuple[Chunk, bytes]] = []
        begun = (self._begun(chunk) for chunk in pieces)
        carried = workers.results(begun, handle, crew, late)
        try:
            with closing(carried):
                for chunk, data in carried:
                    done = committing.as_before(self.work, chunk, taken(data))
                    yield from self._kept(chunk, done, first=first)
        finally:
            for chunk, data in late:
                done = committing.as_before(self.work, chunk, taken(data))
                committing.commit(self.work, chunk, done)
                self._count(chunk, first=first)

    def _begun(self, chunk: Chunk) -> Chunk:
        committing.begin(self.work, chunk)
        return chunk

    def _kept(self, chunk: Chunk, done: Done, *, first: bool) -> Iterator[Exported]:
        committing.commit(self.work, chunk, done)
        self._count(chunk, first=first)
        if first:
            named = (item.source for item in chunk.items if item.found is not None)
        else:
            named = (item.source for item in chunk.items if item.named)
        wanted = set(named)
        for outcome in done.outcomes:
            if outcome.source not in wanted:
                continue
            if outcome.unchanged:
                yield from reporting.results_of(self.work.manifest, outcome.source)
            else:
                yield from (each for each in outcome.results if each.status != "contended")

    def _unloaded(self) -> tuple[Problem, ...]:
        """Return the problems of our own plug-ins, if sources were offered to more than one."""
        others = "json_extract(CAST(result AS TEXT), '$.reader') IS NOT 'record_json'"
        offered = self.work.manifest.one(f"SELECT 1 FROM {reporting.OF_THE_RUN} WHERE {others}")  # noqa: S608 - our own words
        return plugged.unloaded(self.work.target.settings.plugins) if offered else ()

    def _count(self, chunk: Chunk, *, first: bool) -> None:
        if first:
            self._left -= sum(1 for item in chunk.items if item.found is not None)

    def _finish(self) -> None:
        """Remove what is to be removed, and write what stands beside the documents."""
        work, target = self.work, self.work.target
        if not self.complete:
            where = Where(source=target.shown)
            stopped = problem("MG518", where, left=max(self._left, 0), all=self.total)
            self.problems.append(stopped)
        else:
            own = self._unloaded()
            self.problems.extend(own)
            found = finishing.swept(work, self.given, broken=bool(self.plan.broken or own))
            self.problems.extend(found.problems)
            self.removed = found.removed
        if target.dry_run or finishing.is_idle(work):
            return
        with finishing.known_origins(work, keep=self.complete):
            described = description.foreign(target)
            names = {Path(each.where.source).name for each in described if each.where}
            if description.DATASET not in names:
                description.describe(work.manifest, target.place, target.settings)
            if description.REPORT not in names:
                finishing.write_report(target.place, self.report())


def export(
    paths: str | Path | Iterable[str | Path],
    *,
    to: str | Path = "output",
    formats: Sequence[str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Exported]:
    """Read, link, map, validate and write sources into a folder, yielding what came of each.

    What has not changed since an earlier export into the folder is `unchanged`. The description of
    the folder and report.json are written after the last one.
    """
    chosen = settings or Settings()
    if formats is not None:
        chosen = replace(chosen, formats=tuple(formats))  # type: ignore[arg-type]
    yield from carry_out(plan(paths, to=to, settings=chosen))


def carry_out(work: Plan) -> Generator[Exported]:
    """Do what is planned, yielding what came of each record; see `Run.results`."""
    with running(work) as run, closing(run.results()) as results:
        yield from results


@contextmanager
def running(work: Plan) -> Iterator[Run]:
    """Give the run of a plan, its sources listed; nobody else may export into the folder meanwhile.

    Raises WriteError if the folder cannot be written to (MG501) or is written to by another run
    (MG519).
    """
    target = work.target
    with ExitStack() as stack:
        if target.dry_run:
            if target.store:
                target = stack.enter_context(publishing.looked_at(target))
            manifest = stack.enter_context(borrowed(target.place))
            yield _begun(replace(work, target=target), manifest)
            return
        new = not target.place.is_dir()
        stack.enter_context(_alone(target.place))
        if target.store:
            publishing.take(target)
        manifest = open_manifest(target.place)
        run = None
        try:
            run = _begun(work, manifest)
            yield run
        finally:
            manifest.close(done=run is not None and run.complete)
        if target.store:
            publishing.publish(target)
        elif new and finishing.is_empty(target.place):
            finishing.undo(target.place)


def _begun(plan: Plan, manifest: Manifest) -> Run:
    """Return the run of a plan, all its sources listed."""
    target, given = plan.target, tuple(plan.paths)
    shelf = shelf_of(target)
    archives.forget()
    found = [*plan.problems, *manifest.problems, *description.foreign(target)]
    if not target.dry_run:
        finishing.clear(manifest, target.place, shelf)
        committing.finish_parts(manifest, shelf)
    if manifest.fresh:
        recall.recall(manifest, target.place, shelf)
    finishing.drop_gone(manifest, target.place, shelf)
    _refuse_mixture(manifest, target.place, parts=target.settings.parts)
    with manifest.writing():
        manifest.note("open", 1)
        manifest.note("session", manifest.session)
    without = target.store or target.place
    listed = inputs.list_inputs(manifest, given, settings=target.settings, without=without)
    if target.settings.parts:
        inputs.place_in_parts(manifest)
    made = made_by(target.settings)
    work = Work(
        manifest=manifest, inputs=listed, target=target, shelf=shelf, made=made, again=plan.again
    )
    return Run(work=work, plan=plan, given=given, problems=found)


def _refuse_mixture(manifest: Manifest, place: Path, *, parts: bool) -> None:
    """Raise ConfigError if a folder has documents in the other way: its graphs would be doubled."""
    other = "IS NULL" if parts else "IS NOT NULL"
    if manifest.one(f"SELECT 1 FROM entry WHERE part {other}"):  # noqa: S608 - our own words
        held, asked = ("files", "parts") if parts else ("parts", "files")
        raise ConfigError(problem("MG521", Where(source=str(place)), held=held, asked=asked))


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Keep others from exporting into a folder; the system frees it if this process is killed."""
    from filelock import FileLock, Timeout

    from memograph.stores import files

    files.prepare(place)
    folder = files.prepare(place / FOLDER)
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise WriteError(problem("MG519", Where(source=str(place)), place=place)) from None
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()
