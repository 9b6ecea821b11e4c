"""Who runs: the names of the contestants, their commands, and up to which size each is run."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from bench.contestants import memograph_export, morph

ALL = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """One row of the tables.

    `command` is made of the places of a run; `prepare` too, and is measured apart. `limit` is the
    largest number of documents that it is run with, unless limits are lifted.
    """

    key: str
    title: str
    command: Callable
    prepare: Callable | None = None
    checks: bool = False
    limit: int = ALL
    there: Callable = lambda: True


def script(name, *rest):
    """Return the command of a module beside this one that is a script."""
    return [sys.executable, "-m", f"bench.contestants.{name}", *rest]


CONTESTANTS = (
    Contestant(
        key="export",
        title="memograph export",
        command=lambda at: memograph_export.command(at.records, at.out),
        checks=True,
    ),
    Contestant(
        key="unchecked",
        title="memograph, Python, no check",
        command=lambda at: script("memograph_api", at.records, at.out, "none"),
    ),
    Contestant(
        key="checked",
        title="memograph, Python, compiled check",
        command=lambda at: script("memograph_api", at.records, at.out, "compiled"),
        checks=True,
    ),
    Contestant(
        key="engine",
        title="memograph export --engine pyshacl",
        command=lambda at: memograph_export.command(at.records, at.out, "pyshacl"),
        checks=True,
        limit=100,
    ),
    Contestant(
        key="morph",
        title="Morph-KGC",
        prepare=lambda at: script("morph_views", at.records, at.views, at.run),
        command=lambda at: morph.command(at.views, at.out),
        there=morph.PYTHON.exists,
    ),
    Contestant(
        key="rdflib",
        title="rdflib by hand",
        command=lambda at: script("rdflib_by_hand", at.records, at.out, at.run),
        limit=5_000,
    ),
    Contestant(
        key="pyoxigraph",
        title="pyoxigraph by hand",
        command=lambda at: script("pyoxigraph_by_hand", at.records, at.out, at.run),
    ),
    Contestant(
        key="pyshacl",
        title="rdflib by hand, pyshacl",
        command=lambda at: script("stock_pyshacl", at.records, at.out, at.run),
        checks=True,
        limit=100,
    ),
    Contestant(
        key="rust",
        title="pyoxigraph by hand, shacl (Rust)",
        command=lambda at: script("rust_shacl", at.records, at.out, at.run),
        checks=True,
        there=lambda: find_spec("shacl") is not None,
    ),
)

BY_KEY = {each.key: each for each in CONTESTANTS}
