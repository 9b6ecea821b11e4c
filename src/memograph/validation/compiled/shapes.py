"""Shapes as functions that tell whether one node conforms to them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.vocab import DCTERMS, RDF, RDFS
from memograph.validation.compiled import constraints
from memograph.validation.compiled.constraints import AllValues, EachValue
from memograph.validation.compiled.paths import Path, UnknownFeature, path_of
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Graph
    from rdflib.term import Node

NodeCheck: TypeAlias = Callable[[TermGraph, str], bool]

_SAYS_NOTHING: Final = frozenset(
    {
        RDF.type,
        DCTERMS.identifier,
        RDFS.label,
        RDFS.comment,
        RDFS.seeAlso,
        RDFS.isDefinedBy,
        *(SH + name for name in ("message", "severity", "name", "description", "order", "group")),
        *(SH + name for name in ("path", "targetClass", "property")),
    }
)
"""Properties of shapes that no value can break; sh:property leads to shapes of their own."""

_QUALIFIED: Final = ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """One shape: the way to its values, what it asks of each of them and of all together.

    `predicate` is the way where it is nothing but one property. A `vacuous` shape is satisfied by
    every node that has no values.
    """

    path: Path | None
    predicate: str
    each: tuple[EachValue, ...]
    together: tuple[AllValues, ...]
    vacuous: bool

    def holds(self, graph: TermGraph, node: str, values: Collection[str]) -> bool:
        """Tell whether the values of a node satisfy the shape."""
        for constraint in self.together:
            if not constraint(graph, node, values):
                return False
        for value in values:
            for test in self.each:
                if not test(graph, value):
                    return False
        return True

    def conforms(self, graph: TermGraph, node: str) -> bool:
        """Tell whether a node conforms to the shape."""
        values = (node,) if self.path is None else tuple(self.path(graph, node))
        return self.holds(graph, node, values)


@dataclass(slots=True)
class ShapeCompiler:
    """Makes functions of the shapes of a graph; `below` are the subclasses of each class."""

    graph: Graph
    below: Mapping[str, frozenset[str]]
    _made: dict[Node, tuple[Shape, ...]] = field(default_factory=dict)
    _open: set[Node] = field(default_factory=set)

    def shapes(self, node: Node) -> tuple[Shape, ...]:
        """Return the shape that a node spells, and those of its properties if it has no path.

        Raises UnknownFeature if one of them cannot be made.
        """
        if node in self._made:
            return self._made[node]
        if node in self._open:
            raise UnknownFeature("shapes that lead back to themselves")
        self._open.add(node)
        try:
            made = self._made[node] = tuple(self._compiled(node))
        finally:
            self._open.discard(node)
        return made

    def check(self, node: Node) -> NodeCheck:
        """Return the function that tells whether a node conforms to a shape."""
        made = self.shapes(node)
        if len(made) == 1:
            return made[0].conforms
        return lambda graph, value: all(shape.conforms(graph, value) for shape in made)

    def _compiled(self, node: Node) -> list[Shape]:
        from rdflib import URIRef

        paths = list(self.graph.objects(node, URIRef(SH + "path")))
        if len(paths) > 1:
            raise UnknownFeature("a shape with several paths")
        properties = sorted(self.graph.objects(node, URIRef(SH + "property")), key=str)
        shape = self._shape(node, paths[0] if paths else None)
        if paths:
            return [replace(shape, each=(*shape.each, *map(self.check, properties)))]
        own = [shape] if shape.each or shape.together else []
        return own + [each for one in properties for each in self.shapes(one)]

    def _shape(self, node: Node, path: Node | None) -> Shape:
        from rdflib import URIRef

        each: list[EachValue] = []
        together: list[AllValues] = []
        vacuous = path is not None
        told = sorted((str(verb), value) for verb, value in self.graph.predicate_objects(node))
        for name, value in told:
            local = name.removeprefix(SH) if name.startswith(SH) else ""
            if name in _SAYS_NOTHING or local in _QUALIFIED:
                continue
            if local in constraints.ALL:
                together.append(constraints.ALL[local](value))
                vacuous = vacuous and local in constraints.HOLD_OF_NOTHING
            else:
                each.append(self._each(name, local, value))
        if any((node, URIRef(SH + name), None) in self.graph for name in _QUALIFIED):
            together.append(self._qualified(node))
            vacuous = False
        return Shape(
            path=path_of(self.graph, path) if path is not None else None,
            predicate=f"<{path}>" if isinstance(path, URIRef) else "",
            each=tuple(each),
            together=tuple(together),
            vacuous=vacuous,
        )

    def _each(self, name: str, local: str, value: Node) -> EachValue:
        """Return the check of a parameter that judges each value by itself."""
        if local in constraints.EACH:
            return constraints.EACH[local](value)
        if local == "class":
            return constraints.of_class(value, self.below)
        if local == "in":
            return constraints.one_of(self._members(value))
        if local == "node":
            return self.check(value)
        if local == "not":
            refused = self.check(value)
            return lambda graph, each: not refused(graph, each)
        if local in ("and", "or", "xone"):
            return _joined(local, tuple(map(self.check, self._members(value))))
        raise UnknownFeature(name)

    def _members(self, node: Node) -> tuple[Node, ...]:
        from rdflib.collection import Collection as Members

        return tuple(Members(self.graph, node))

    def _qualified(self, shape: Node) -> AllValues:
        """Return the check of how many values conform to a shape of their own."""
        from rdflib import URIRef

        own, least, most = (
            list(self.graph.objects(shape, URIRef(SH + name))) for name in _QUALIFIED
        )
        if len(own) != 1 or len(least) > 1 or len(most) > 1:
            raise UnknownFeature("several qualified shapes in one")
        conforms = self.check(own[0])
        low = constraints.number(least[0]) if least else 0
        high = constraints.number(most[0]) if most else None

        def holds(graph: TermGraph, _focus: str, values: Collection[str]) -> bool:
            count = sum(conforms(graph, value) for value in values)
            return count >= low and (high is None or count <= high)

        return holds


def _joined(kind: str, checks: tuple[NodeCheck, ...]) -> EachValue:
    """Return the check of sh:and, sh:or and sh:xone."""
    if kind == "or":
        return lambda graph, value: any(check(graph, value) for check in checks)
    if kind == "and":
        return lambda graph, value: all(check(graph, value) for check in checks)
    return lambda graph, value: sum(check(graph, value) for check in checks) == 1
