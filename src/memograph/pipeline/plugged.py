"""The plug-ins that take part in an export, guarded: one that fails is a problem that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, cast

from memograph import plugins
from memograph.problems import MemographError, Problem, UnreadableSource, Where, problem

if TYPE_CHECKING:
    from memograph.linkers import Linker
    from memograph.mappers.context import Context, Mapper
    from memograph.model import Record
    from memograph.rdf.terms import T, Triple
    from memograph.readers import Reader, Source

Report: TypeAlias = Callable[[Problem], object]


@cache
def readers(files: tuple[str, ...] = ()) -> Mapping[str, Reader]:
    """Return the readers that can be loaded, by name."""
    return cast("Mapping[str, Reader]", plugins.load("readers", files=files).objects)


def asked(source: Source, files: tuple[str, ...] = ()) -> Mapping[str, Reader]:
    """Return the readers that are asked whether they can read a source, by name.

    What says itself that it is a Record is offered to none of our other readers, so that those are
    not even loaded where there is nothing else to read.
    """
    from memograph.readers.record_json import is_record

    if is_record(source.data):
        return _of_records(files) or readers(files)
    return readers(files)


@cache
def _of_records(files: tuple[str, ...]) -> Mapping[str, Reader]:
    """Return our reader of Records and those of others; none if somebody replaces ours."""
    found = plugins.load("readers", files=files, built_in=("record_json",))
    foreign = plugins.installed("readers", files=files, built_in=False)
    replaced = any(plugin.name == "record_json" for plugin in foreign)
    return {} if replaced else cast("Mapping[str, Reader]", found.objects)


@cache
def linkers(files: tuple[str, ...] = ()) -> Mapping[str, Linker]:
    """Return the linkers of Records that can be loaded, by name, in the order in which they work.

    None is ours. What only can be called opens a service, and has no say in an export.
    """
    found = plugins.load("linkers", files=files, built_in=False).objects
    linkers = {
        name: each for name, each in found.items() if hasattr(each, "link") or not callable(each)
    }
    return cast("Mapping[str, Linker]", linkers)


@cache
def mappers(files: tuple[str, ...] = ()) -> tuple[Mapper, ...]:
    """Return the mappers that plug-ins add to those of the ontology, guarded."""
    found = cast(
        "Mapping[str, Mapper]", plugins.load("mappers", files=files, built_in=False).objects
    )
    return tuple(
        _GuardedMapper(mapper=mapper, plugin=_Name("mappers", name, files))
        for name, mapper in found.items()
    )


@cache
def fingerprints(files: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what tells the foreign plug-ins from any others, found out once."""
    return plugins.fingerprints(files)


def problems(files: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """Return the problem of every foreign plug-in that should take part and cannot be loaded."""
    return tuple(
        found
        for slot in plugins.SHAPING
        for found in plugins.load(slot, files=files, built_in=False).problems
    )


def unloaded(files: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """Return the problem of each of our own plug-ins that cannot be loaded.

    To find that out loads them all, so it is asked only where they are needed.
    """
    foreign = problems(files)
    return tuple(
        found
        for slot in plugins.SHAPING
        for found in plugins.load(slot, files=files).problems
        if found not in foreign
    )


def guarded(
    known: Mapping[str, Reader], files: tuple[str, ...], report: Report
) -> dict[str, Reader]:
    """Return the readers so that none raises anything but MemographError.

    One whose guess fails is not chosen, and is reported.
    """
    return {
        name: _GuardedReader(reader=reader, plugin=_Name("readers", name, files), report=report)
        for name, reader in known.items()
    }


def linked(record: Record, files: tuple[str, ...]) -> Record:
    """Return the record after every linker has had it; raise MemographError if one fails."""
    from memograph.model import Record

    for name, linker in linkers(files).items():
        try:
            found = linker.link(record)
            if not isinstance(found, Record):
                raise TypeError(f"it gave {type(found).__name__}, no Record")  # noqa: TRY301 - told alike
        except MemographError:
            raise
        except Exception as error:
            where = Where(source=record.source)
            raise MemographError(_Name("linkers", name, files).failure(error, where)) from error
        record = found
    return record


def unexpected(error: Exception, where: Where) -> Problem:
    """Return the problem that stands for a defect, of a plug-in or of memograph itself."""
    return problem("MG909", where, kind=type(error).__name__, error=error)


@dataclass(frozen=True, slots=True)
class _Name:
    """What a plug-in is called, to be looked up only if it fails."""

    slot: plugins.Slot
    name: str
    files: tuple[str, ...]

    def failure(self, error: Exception, where: Where) -> Problem:
        """Return the problem of a plug-in that raised, which names where it is from."""
        installed = plugins.installed(self.slot, files=self.files)
        origin = [plugin.origin for plugin in installed if plugin.name == self.name][-1]
        if origin == plugins.OWN:
            return unexpected(error, where)
        return problem(
            "MG911",
            where,
            slot=self.slot,
            name=self.name,
            origin=origin,
            kind=type(error).__name__,
            error=error,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _GuardedReader:
    """A reader that may raise whatever it likes."""

    reader: Reader
    plugin: _Name
    report: Report

    @property
    def name(self) -> str:
        """Return the name that it is plugged in under."""
        return self.plugin.name

    def sniff(self, source: Source) -> float:
        """Return the reader's guess, 0 if it has none."""
        try:
            return float(self.reader.sniff(source))
        except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is reported
            self.report(self.plugin.failure(error, Where(source=source.name)))
            return 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the reader's Records; raise UnreadableSource for whatever it raises."""
        try:
            yield from self.reader.read(source)
        except MemographError:
            raise
        except Exception as error:
            where = Where(source=source.name)
            raise UnreadableSource(self.plugin.failure(error, where)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _GuardedMapper:
    """A mapper that may raise whatever it likes."""

    mapper: Mapper
    plugin: _Name

    def __call__(self, record: Record, context: Context[T], /) -> Iterator[Triple[T]]:
        """Yield the mapper's triples; raise MemographError for whatever it raises."""
        try:
            # Whatever is no triple is told of the mapper that gave it.
            for subject, predicate, value in self.mapper(record, context):  # noqa: UP028 - so
                yield subject, predicate, value
        except MemographError:
            raise
        except Exception as error:
            where = Where(source=record.source)
            raise MemographError(self.plugin.failure(error, where)) from error
