"""Comparisons of SHACL (sh:lessThan, sh:lessThanOrEquals) over values that cannot be ordered.

SHACL calls such values a fault; pyshacl raises TypeError instead and says nothing about the rest of
the document. Such a document is validated without the comparisons, and they are made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from memograph.validation.copies import copied
from memograph.validation.report import ValidationResult
from memograph.validation.rules import SH, ShapesBundle

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.paths import Path
    from rdflib.term import Node, URIRef

_COMPONENTS = {
    SH + "lessThan": f"<{SH}LessThanConstraintComponent>",
    SH + "lessThanOrEquals": f"<{SH}LessThanOrEqualsConstraintComponent>",
}


def without_comparisons(shapes: Graph) -> Graph:
    """Return the shapes without their comparisons."""
    from rdflib import URIRef

    return copied(shapes, without={URIRef(name) for name in _COMPONENTS})


def compare(graph: Graph, shapes: ShapesBundle) -> Iterator[ValidationResult]:
    """Yield a result for each pair of values in `graph` that is not in the order asked for."""
    for shape, parameter, other in shapes.graph:
        if str(parameter) not in _COMPONENTS:
            continue
        path = _path(shapes.graph, _path_node(shapes, shape))
        for focus in _focus_nodes(graph, shapes.graph, shape):
            for value in _misplaced(graph, focus, (path, str(parameter), other)):
                yield _result(shapes, shape, str(parameter), (focus, value))


def _path_node(shapes: ShapesBundle, shape: Node) -> Node | None:
    """Return the node of the shapes graph that spells the path of a property shape."""
    from rdflib import URIRef

    return shapes.graph.value(shape, URIRef(SH + "path"))


def _misplaced(graph: Graph, focus: Node, rule: tuple[Path | URIRef, str, Node]) -> Iterator[Node]:
    """Yield the values of a focus node that do not come before all those of the other property."""
    path, parameter, other = rule
    others = list(graph.objects(focus, other))
    for value in graph.objects(focus, path):
        if not all(_in_order(value, each, parameter) for each in others):
            yield value


def _in_order(value: Node, other: Node, parameter: str) -> bool:
    """Tell whether two values can be ordered and are in the order asked for."""
    from rdflib import Literal

    if not isinstance(value, Literal) or not isinstance(other, Literal):
        return False
    try:
        before = bool(value.value < other.value)
        return before or (parameter.endswith("OrEquals") and bool(value.value == other.value))
    except TypeError:
        return False


def _focus_nodes(graph: Graph, shapes: Graph, shape: Node) -> set[Node]:
    """Return the nodes of the classes that the owners of a property shape are made for."""
    from rdflib import RDF, RDFS, URIRef

    return {
        node
        for owner in shapes.subjects(URIRef(SH + "property"), shape)
        for target in shapes.objects(owner, URIRef(SH + "targetClass"))
        for kind in graph.transitive_subjects(RDFS.subClassOf, target)
        for node in graph.subjects(RDF.type, kind)
    }


def _path(shapes: Graph, node: Node | None) -> Path | URIRef:
    """Return a path of SHACL as a path of rdflib."""
    from rdflib import RDF, URIRef
    from rdflib.collection import Collection
    from rdflib.paths import AlternativePath, InvPath, SequencePath

    if isinstance(node, URIRef):
        return node
    if node is not None and (node, RDF.first, None) in shapes:
        return SequencePath(*(_path(shapes, step) for step in Collection(shapes, node)))
    inverse = shapes.value(node, URIRef(SH + "inversePath"))
    if inverse is not None:
        return InvPath(_path(shapes, inverse))
    either = shapes.value(node, URIRef(SH + "alternativePath"))
    if either is not None:
        return AlternativePath(*(_path(shapes, way) for way in Collection(shapes, either)))
    raise NotImplementedError(f"no comparison along this kind of path: {node}")


def _result(
    shapes: ShapesBundle, shape: Node, parameter: str, found: tuple[Node, Node]
) -> ValidationResult:
    """Return the result for a focus node and its value."""
    from rdflib import URIRef

    focus, value = found
    path = _path_node(shapes, shape)
    severity = shapes.graph.value(shape, URIRef(SH + "severity")) or URIRef(SH + "Violation")
    return ValidationResult(
        focus=focus.n3(),
        path=path.n3() if isinstance(path, URIRef) else "",
        value=value.n3(),
        component=_COMPONENTS[parameter],
        shape=shape.n3(),
        severity=severity.n3(),
        message=shapes.rule(str(shape)).message,
    )
