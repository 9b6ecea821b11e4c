"""What can be plugged in: four slots, each a name leading to an object that is imported on use.

Built-ins are strings in one table; others come from entry points (`memograph.readers` …) or from a
Python file given with `--plugin`, whose attributes `readers`, `linkers`, `mappers` and `stores` are
mappings from names to objects. It knows nothing of what the objects do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Final, Literal, TypeAlias

from memograph.problems import ConfigError, Problem, problem

Slot: TypeAlias = Literal["readers", "linkers", "mappers", "stores"]
"""What kind of thing a plug-in is."""

SLOTS: Final[tuple[Slot, ...]] = ("readers", "linkers", "mappers", "stores")

SHAPING: Final[tuple[Slot, ...]] = ("readers", "linkers", "mappers")
"""The slots whose plug-ins have a say in what a graph holds."""

OWN: Final = "memograph"
"""The origin of what is built in."""

BUILT_IN: Final[Mapping[Slot, Mapping[str, str]]] = MappingProxyType(
    {
        "readers": MappingProxyType(
            {
                "akn": "memograph.readers.akn:AknReader",
                "docx": "memograph.readers.docx.reader:DocxReader",
                "html": "memograph.readers.html.reader:HtmlReader",
                "markdown": "memograph.readers.markdown:MarkdownReader",
                "page": "memograph.readers.page:PageReader",
                "pdf": "memograph.readers.pdf.reader:PdfReader",
                "record_json": "memograph.readers.record_json:RecordJsonReader",
                "subtitles": "memograph.readers.subtitles:SubtitlesReader",
                "table": "memograph.readers.table:TableReader",
                "tei": "memograph.readers.tei.reader:TeiReader",
                "transcript": "memograph.readers.transcript:TranscriptReader",
            }
        ),
        "linkers": MappingProxyType(
            {
                "reconciliation": "memograph.linkers.openers:reconciliation",
                "wikibase": "memograph.linkers.openers:wikibase",
                "wikidata": "memograph.linkers.openers:wikidata",
            }
        ),
        "mappers": MappingProxyType({"record": "memograph.mappers.record:map_record"}),
        "stores": MappingProxyType({"files": "memograph.stores.files"}),
    }
)
"""Every built-in, as `module` or `module:attribute`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """One thing that can be plugged in; `origin` is its distribution or its file."""

    slot: Slot
    name: str
    target: str
    origin: str

    def load(self) -> object:
        """Return the object, imported now; raise ConfigError (MG901) if that fails."""
        try:
            found = self._find()
            return found() if isinstance(found, type) else found
        except ConfigError:
            raise
        except Exception as error:
            raise ConfigError(
                problem("MG901", slot=self.slot, name=self.name, origin=self.origin, error=error)
            ) from error

    def _find(self) -> object:
        if self.origin.endswith(".py"):
            return getattr(_module_of(Path(self.origin)), self.slot)[self.name]
        return EntryPoint(self.name, self.target, f"memograph.{self.slot}").load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The objects of one slot by name, and what could not be loaded."""

    objects: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def installed(
    slot: Slot, *, files: tuple[str, ...] = (), built_in: bool | tuple[str, ...] = True
) -> tuple[Plugin, ...]:
    """Return the plug-ins of one slot: built-ins, then installed ones, then those of `files`.

    `built_in` tells whether built-ins are wanted, or which.

    >>> [plugin.name for plugin in installed("mappers") if plugin.origin == "memograph"]
    ['record']
    """
    own = [
        Plugin(slot=slot, name=name, target=target, origin=OWN)
        for name, target in BUILT_IN[slot].items()
        if built_in is True or (built_in and name in built_in)
    ]
    others = [
        Plugin(slot=slot, name=entry.name, target=entry.value, origin=_origin(entry))
        for entry in entry_points(group=f"memograph.{slot}")
    ]
    given = [
        Plugin(slot=slot, name=name, target=f"{slot}[{name!r}]", origin=file)
        for file in files
        for name in sorted(getattr(_module_of(Path(file)), slot, {}))
    ]
    return (*own, *sorted(others, key=lambda plugin: (plugin.name, plugin.origin)), *given)


def load(
    slot: Slot, *, files: tuple[str, ...] = (), built_in: bool | tuple[str, ...] = True
) -> Loaded:
    """Return the objects of one slot; of two with one name the later counts.

    A class is called without arguments and stands for what that gives. What fails to load is a
    problem MG901, and the others are there all the same.
    """
    objects: dict[str, object] = {}
    problems: list[Problem] = []
    for plugin in installed(slot, files=files, built_in=built_in):
        try:
            objects[plugin.name] = plugin.load()
        except ConfigError as error:
            problems.append(error.problem)
    return Loaded(objects=objects, problems=tuple(problems))


def fingerprints(files: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what tells each foreign plug-in that shapes graphs from any other, its version too.

    That is the version of its distribution, or the sha256 of its file.
    """
    return tuple(
        f"{plugin.slot} {plugin.name} {_version(plugin.origin)}"
        for slot in SHAPING
        for plugin in installed(slot, files=files, built_in=False)
    )


def _version(origin: str) -> str:
    if not origin.endswith(".py"):
        return origin
    return f"sha256:{hashlib.sha256(Path(origin).read_bytes()).hexdigest()}"


def _origin(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unnamed distribution"


def _module_of(path: Path) -> ModuleType:
    """Run a plug-in file as a module of its own and return it."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(f"memograph_plugin_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ConfigError(problem("MG902", path=path, error="there is no such Python file"))
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise ConfigError(problem("MG902", path=path, error=error)) from error
    return module
