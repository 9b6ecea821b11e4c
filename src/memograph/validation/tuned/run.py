"""Ask the kept shapes about a graph, if this is a pyshacl for which that was tried."""

from __future__ import annotations

from functools import lru_cache
from traceback import walk_tb
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from memograph.validation.rules import ShapesBundle
    from memograph.validation.tuned.harvest import Harvest

TRIED: Final = {"pyshacl": ((0, 30, 1), (0, 40, 1)), "rdflib": ((7, 4, 0), (7, 6, 0))}
"""The first and the last release with which the tests have seen the same results."""

_COMPARING: Final = "pyshacl.constraints.core.property_pair_constraints"
"""The module of pyshacl in which values are put in order."""

_KEPT: Final = 4
"""How many harvests are kept: a process has one set of shapes, seldom also without comparisons."""


def told(
    graph: Graph, *, ontology: Graph, shapes: ShapesBundle, comparing: bool = True
) -> list[dict[Node, list[Node]]] | None:
    """Return what pyshacl tells of each result, or None if pyshacl itself is to be called.

    Without `comparing`, sh:lessThan and sh:lessThanOrEquals are left out.
    """
    known = _harvested(shapes, comparing=comparing) if tried() else None
    if known is None:
        return None
    from memograph.validation.tuned.harvest import judge

    try:
        return judge(graph, ontology, known)
    except Exception as error:
        if isinstance(error, (TypeError, DeprecationWarning)) and _from_comparing(error):
            raise  # values that cannot be ordered, for which there is a way
        return None  # whatever it is, pyshacl itself will say it in its own words


def prepare(shapes: ShapesBundle) -> None:
    """Harvest some shapes, if this is a pyshacl for which that was tried."""
    if tried():
        _harvested(shapes, comparing=True)


def _from_comparing(error: BaseException) -> bool:
    """Tell whether an exception comes from where pyshacl compares values, as it does by itself."""
    return any(
        frame.f_globals.get("__name__") == _COMPARING for frame, _ in walk_tb(error.__traceback__)
    )


@lru_cache(maxsize=1)
def tried() -> bool:
    """Tell whether the releases that are installed are among those tried.

    >>> isinstance(tried(), bool)
    True
    """
    from importlib.metadata import version

    return all(first <= _numbers(version(name)) <= last for name, (first, last) in TRIED.items())


def _numbers(release: str) -> tuple[int, ...]:
    """Return the numbers of a release; none for one that is written otherwise."""
    parts = release.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


@lru_cache(maxsize=_KEPT)
def _harvested(shapes: ShapesBundle, *, comparing: bool) -> Harvest | None:
    """Return the shapes as pyshacl finds them, or None if they hold what was not tried."""
    from memograph.validation.comparison import without_comparisons
    from memograph.validation.tuned.harvest import harvest

    graph = shapes.graph if comparing else without_comparisons(shapes.graph)
    try:
        return harvest(graph)
    except Exception:  # noqa: BLE001 - shapes that pyshacl refuses, or that are not SHACL Core
        return None
