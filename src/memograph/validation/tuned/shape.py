"""A shape of pyshacl that keeps its constraints.

pyshacl builds the constraints of a shape anew for every node that the shape is asked about. Here
they are built once; they hold nothing of a document. This module imports pyshacl when it is
imported, as subclasses must, and is itself imported by the functions that need it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.core.logical_constraints import (
    AndConstraintComponent,
    NotConstraintComponent,
    OrConstraintComponent,
    XoneConstraintComponent,
)
from pyshacl.constraints.core.shape_based_constraints import (
    NodeConstraintComponent,
    PropertyConstraintComponent,
    QualifiedValueShapeConstraintComponent,
)
from pyshacl.shape import Shape
from rdflib import SH

from memograph.validation.tuned.walking import Walk, walk

if TYPE_CHECKING:
    from pyshacl.constraints.constraint_component import ConstraintComponent
    from rdflib import Graph
    from rdflib.term import Node

Outcome: TypeAlias = tuple[bool, list[Any]]
"""Whether there is nothing to find fault with, and pyshacl's results."""

_ASKING: Final = (
    AndConstraintComponent,
    NotConstraintComponent,
    OrConstraintComponent,
    XoneConstraintComponent,
    NodeConstraintComponent,
    QualifiedValueShapeConstraintComponent,
)
"""Constraints that ask other shapes for their verdict. Of the results below them nobody is told."""


_CORE: Final = "pyshacl.constraints.core."


class _AllAtOnce(PropertyConstraintComponent):
    """The property shapes of a node shape, which judge all its nodes in one call.

    A node shape's nodes are its values and differ, so that each result comes once, as if they were
    taken one by one.
    """

    def _evaluate_property_shape(self, *given: Any) -> Outcome:
        executor, name, graph, values, recursive, path = given
        shape = self.shape.get_other_shape(name)
        if recursive or shape is None or not shape.is_property_shape:
            return super()._evaluate_property_shape(*given)  # type: ignore[no-untyped-call, no-any-return]
        conforms, results = shape.validate(
            executor, graph, focus=list(values), _evaluation_path=path[:]
        )
        return not conforms, results


def _nothing(*_given: Any, **_options: Any) -> tuple[str, None, list[Any]]:
    """Return a result that nobody reads: only that there is one counts."""
    return "", None, []


def _is_unread(asking: ConstraintComponent) -> bool:
    """Tell whether nobody is told of the results below a constraint."""
    return isinstance(asking, _ASKING) or asking.__dict__.get("make_v_result") is _nothing


class KeptShape(Shape):
    """A shape of pyshacl with its constraints; see `Harvest`, which makes it."""

    __slots__ = ("_aimed", "_telling", "_unread", "_walk")

    def __init__(self, shape: Shape) -> None:
        """Take over a shape that pyshacl has found, and walk its path once."""
        # The path is read again so that it is the very object that documents will hold.
        path = next(iter(shape.objects(SH.path))) if shape.is_property_shape else None
        super().__init__(
            shape.sg, shape.node, p=shape.is_property_shape, path=path, logger=shape.logger
        )
        self._aimed = any(list(targets) for targets in self.target())  # type: ignore[no-untyped-call]
        self._walk: Walk | None = _walk(shape.sg.graph, path)
        self._telling: tuple[ConstraintComponent, ...] = ()
        self._unread: tuple[ConstraintComponent, ...] = ()

    def build(self) -> None:
        """Build the constraints twice: to tell their results, and for verdicts alone."""
        verbs = dict.fromkeys(verb for verb, _ in self.sg.predicate_objects(self.node))
        kinds = dict.fromkeys(
            self._kind(CONSTRAINT_PARAMETERS_MAP[verb])
            for verb in verbs
            if verb in CONSTRAINT_PARAMETERS_MAP
        )
        self._telling = tuple(kind(self) for kind in kinds)
        self._unread = tuple(kind(self) for kind in kinds)
        for constraint in self._unread:
            constraint.__dict__["make_v_result"] = _nothing

    def _kind(self, kind: type[ConstraintComponent]) -> type[ConstraintComponent]:
        """Return the class that a constraint of this shape is built from."""
        if not kind.__module__.startswith(_CORE):
            raise LookupError(f"a constraint that is not of SHACL Core: {kind.__name__}")
        if kind is PropertyConstraintComponent and not self.is_property_shape:
            return _AllAtOnce
        return kind

    def validate(
        self,
        executor: Any,
        target_graph: Graph,
        focus: Node | Iterable[Node] | None = None,
        _evaluation_path: list[Any] | None = None,
    ) -> Outcome:
        """Return the verdict and the results for the nodes given, else for those of the targets."""
        nodes = self._nodes(target_graph, focus)
        if self.deactivated or not nodes:
            return True, []
        path = _evaluation_path or []
        if len(path) // 2 >= executor.max_validation_depth:
            raise RecursionError("pyshacl follows shapes no further")
        unread = bool(path) and _is_unread(path[-1])
        values = self._values(target_graph, nodes)
        conforms, results = True, []
        for constraint in self._unread if unread else self._telling:
            fine, found = constraint.evaluate(
                executor, target_graph, values, [*path, self, constraint]
            )
            conforms = conforms and fine
            results += found
        return conforms, results

    def _nodes(self, graph: Graph, focus: Node | Iterable[Node] | None) -> list[Node]:
        """Return the nodes to judge."""
        if focus is None and not self._aimed:
            return []
        if focus is None:
            return list(self.focus_nodes(graph))  # type: ignore[no-untyped-call]
        # Nodes are strings; asking for Node, an abstract class, takes longer than the rest.
        return (
            [cast("Node", focus)] if isinstance(focus, str) else list(cast("Iterable[Node]", focus))
        )

    def _values(self, graph: Graph, nodes: list[Node]) -> dict[Node, set[Node]]:
        """Return the values of each node: where the path leads, or the node itself."""
        if not self.is_property_shape:
            return {node: {node} for node in nodes}
        follow = self._walk
        if follow is not None:
            return {node: follow(graph, node) for node in nodes}
        found: dict[Node, set[Node]] = self.value_nodes(graph, nodes)
        return found


def _walk(shapes: Graph, path: Node | None) -> Walk | None:
    """Return the function that follows a path, or None where pyshacl is left to do it."""
    try:
        return None if path is None else walk(shapes, path)
    except LookupError:
        return None
