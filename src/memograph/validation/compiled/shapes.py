"""Shapes as functions that tell whether one node conforms to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.vocab import DCTERMS, RDFS
from memograph.validation.compiled import constraints
from memograph.validation.compiled.constraints import Constraint
from memograph.validation.compiled.paths import Path, UnknownFeature, path_of
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

NodeCheck: TypeAlias = Callable[[TermGraph, str], bool]

_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SAYS_NOTHING: Final = frozenset(
    {
        _RDF_TYPE,
        DCTERMS.identifier,
        RDFS.label,
        RDFS.comment,
        RDFS.seeAlso,
        RDFS.isDefinedBy,
        *(SH + name for name in ("message", "severity", "name", "description", "order", "group")),
        *(SH + name for name in ("path", "targetClass")),
    }
)
"""Properties of shapes that no value can break."""

_QUALIFIED: Final = ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount")


@dataclass(slots=True)
class ShapeCompiler:
    """Makes functions of the shapes of a graph; `below` are the subclasses of each class."""

    graph: Graph
    below: Mapping[str, frozenset[str]]
    _made: dict[Node, NodeCheck] = field(default_factory=dict)
    _open: set[Node] = field(default_factory=set)

    def check(self, shape: Node) -> NodeCheck:
        """Return the function of a shape; raise UnknownFeature if it cannot be made."""
        if shape in self._made:
            return self._made[shape]
        if shape in self._open:
            raise UnknownFeature("shapes that lead back to themselves")
        self._open.add(shape)
        try:
            made = self._made[shape] = self._compiled(shape)
        finally:
            self._open.discard(shape)
        return made

    def _compiled(self, shape: Node) -> NodeCheck:
        path = self._path(shape)
        told = tuple(self._constraints(shape))
        if path is None:
            return lambda graph, node: all(holds(graph, node, (node,)) for holds in told)
        way = path

        def conforms(graph: TermGraph, node: str) -> bool:
            values = tuple(way(graph, node))
            return all(holds(graph, node, values) for holds in told)

        return conforms

    def _path(self, shape: Node) -> Path | None:
        from rdflib import URIRef

        found = list(self.graph.objects(shape, URIRef(SH + "path")))
        if len(found) > 1:
            raise UnknownFeature("a shape with several paths")
        return path_of(self.graph, found[0]) if found else None

    def _constraints(self, shape: Node) -> Iterator[Constraint]:
        """Yield the constraints of a shape; those of values together come before the others."""
        told = sorted(
            (str(predicate), value)
            for predicate, value in self.graph.predicate_objects(shape)
            if str(predicate) not in _SAYS_NOTHING
        )
        qualified = [name for name, _ in told if name.removeprefix(SH) in _QUALIFIED]
        for name, value in told:
            if name not in qualified:
                yield self._constraint(name, value)
        if qualified:
            yield self._qualified(shape)

    def _constraint(self, name: str, value: Node) -> Constraint:
        local = name.removeprefix(SH) if name.startswith(SH) else ""
        if local in constraints.SIMPLE:
            return constraints.SIMPLE[local](value)
        if local == "lessThanOrEquals":
            return constraints.less_than(value, or_equal=True)
        if local == "class":
            return constraints.of_class(value, self.below)
        if local == "in":
            return constraints.one_of(self._members(value))
        if local in ("node", "property", "not"):
            return _every(self.check(value), wanted=local != "not")
        if local in ("and", "or", "xone"):
            return _joined(local, tuple(map(self.check, self._members(value))))
        raise UnknownFeature(name)

    def _members(self, node: Node) -> tuple[Node, ...]:
        from rdflib.collection import Collection

        return tuple(Collection(self.graph, node))

    def _qualified(self, shape: Node) -> Constraint:
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

        def holds(graph: TermGraph, _focus: str, values: Sequence[str]) -> bool:
            count = sum(conforms(graph, value) for value in values)
            return count >= low and (high is None or count <= high)

        return holds


def _every(conforms: NodeCheck, *, wanted: bool) -> Constraint:
    return lambda graph, _focus, values: all(conforms(graph, each) is wanted for each in values)


def _joined(kind: str, checks: tuple[NodeCheck, ...]) -> Constraint:
    """Return the check of sh:and, sh:or and sh:xone."""
    fits: Callable[[int], bool] = {
        "and": lambda count: count == len(checks),
        "or": lambda count: count > 0,
        "xone": lambda count: count == 1,
    }[kind]

    def holds(graph: TermGraph, _focus: str, values: Sequence[str]) -> bool:
        return all(fits(sum(check(graph, value) for check in checks)) for value in values)

    return holds
