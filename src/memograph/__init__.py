"""memograph turns records of conversation into validated linked data.

record = memograph.read("memo.txt")        what was understood, with .problems
dataset = memograph.to_dataset(record)      an rdflib.Dataset
memograph.validate(dataset)                a Report: .conforms, .problems
memograph.write(dataset, "memo.ttl")       by suffix, or into a store: "oxigraph:talks.db"
memograph.push("output", "oxigraph:talks.db")  a folder into a store, as a stream of Pushed
memograph.query("output", "speakers")       Results: rows, .columns, .to_dataframe()

Names are imported when they are used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memograph.model import Record
    from memograph.pipeline import export, load, push, query, read, to_dataset, validate, write
    from memograph.pipeline.answers import Results
    from memograph.problems import (
        MemographError,
        NotConforming,
        Problem,
        Severity,
        Span,
        UnreadableSource,
        Where,
    )
    from memograph.readers.record_json import dumps, loads
    from memograph.settings import Settings
    from memograph.validation import Report

__all__ = [
    "MemographError",
    "NotConforming",
    "Problem",
    "Record",
    "Report",
    "Results",
    "Settings",
    "Severity",
    "Span",
    "UnreadableSource",
    "Where",
    "dumps",
    "export",
    "load",
    "loads",
    "push",
    "query",
    "read",
    "to_dataset",
    "validate",
    "write",
]

_HOMES = {
    "model": ("Record",),
    "pipeline": ("export", "load", "push", "query", "read", "to_dataset", "validate", "write"),
    "pipeline.answers": ("Results",),
    "problems": (
        "MemographError", "NotConforming", "Problem", "Severity", "Span", "UnreadableSource",
        "Where",
    ),
    "readers.record_json": ("dumps", "loads"),
    "settings": ("Settings",),
    "validation": ("Report",),
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Return a public name, imported now."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"memograph.{home}"), name)
    raise AttributeError(f"module 'memograph' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
