"""Shapes as functions that tell which of some nodes do not conform to them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.vocab import DCTERMS, RDF, RDFS
from memograph.validation.compiled import constraints
from memograph.validation.compiled.constraints import AllValues, EachValue
from memograph.validation.compiled.paths import Path, UnknownFeature, path_of
from memograph.validation.compiled.relations import Relation
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib import Graph
    from rdflib.term import Node

NodeCheck: TypeAlias = Callable[[TermGraph, AbstractSet[str]], AbstractSet[str]]
"""Takes the graph and some nodes; returns those that do not conform to a shape."""

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

_NOBODY: Final[frozenset[str]] = frozenset()

_NOT_WITHOUT_VALUES: Final = frozenset({"minCount", "hasValue", "equals", "qualifiedValueShape"})
"""Parameters that a node without any value of the property may not satisfy."""

_QUALIFIED: Final = ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """One shape: the way to its values, what it asks of each of them and of all together.

    `about` is the property that it is about, if it asks nothing of nodes without that.
    """

    path: Path | None
    each: tuple[EachValue, ...]
    together: tuple[AllValues, ...]
    about: str = ""

    def failing(self, graph: TermGraph, nodes: AbstractSet[str]) -> AbstractSet[str]:
        """Return the nodes, of those given, that do not conform to the shape."""
        if self.about and not graph.uses(self.about):
            return _NOBODY
        if self.path is None and not self.together:
            return self._wrong(graph, nodes)
        if self.path is None:
            relation = Relation({node: node for node in nodes}, {})
        else:
            relation = self.path(graph, nodes)
        failing: set[str] = set()
        for constraint in self.together:
            failing.update(constraint(graph, nodes, relation))
        if self.each and relation.first:
            wrong = self._wrong(graph, relation.values())
            if wrong:
                failing |= relation.leading_to(wrong)
        return failing

    def _wrong(self, graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        """Return the values that do not satisfy what is asked of each."""
        if len(self.each) == 1:
            return self.each[0](graph, values)
        return {value for test in self.each for value in test(graph, values)}


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
        """Return the function that tells which nodes do not conform to a shape."""
        made = tuple(shape.failing for shape in self.shapes(node))
        return made[0] if len(made) == 1 else _joined("and", made)

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
        told = sorted((str(verb), value) for verb, value in self.graph.predicate_objects(node))
        for name, value in told:
            local = name.removeprefix(SH) if name.startswith(SH) else ""
            if name in _SAYS_NOTHING or local in _QUALIFIED:
                continue
            if local in constraints.ALL:
                together.append(constraints.ALL[local](value))
            else:
                each.append(self._each(name, local, value))
        if any((node, URIRef(SH + name), None) in self.graph for name in _QUALIFIED):
            together.append(self._qualified(node))
        asked = {name.removeprefix(SH) for name, _ in told}
        optional = isinstance(path, URIRef) and asked.isdisjoint(_NOT_WITHOUT_VALUES)
        return Shape(
            path=path_of(self.graph, path) if path is not None else None,
            each=tuple(each),
            together=tuple(together),
            about=f"<{path}>" if optional else "",
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
            return lambda graph, values: values - refused(graph, values)
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

        def failing(graph: TermGraph, nodes: AbstractSet[str], relation: Relation) -> set[str]:
            wrong = conforms(graph, relation.values())
            counts = {node: sum(v not in wrong for v in relation.of(node)) for node in nodes}
            return {
                node
                for node, count in counts.items()
                if count < low or (high is not None and count > high)
            }

        return failing


def _joined(kind: str, checks: tuple[NodeCheck, ...]) -> EachValue:
    """Return the check of sh:and, sh:or and sh:xone."""

    def none(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        for check in checks:
            if not values:
                break
            values = check(graph, values)
        return values

    def some(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        return {value for check in checks for value in check(graph, values)}

    def not_one(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        failing = [check(graph, values) for check in checks]
        return {value for value in values if sum(value not in each for each in failing) != 1}

    return {"or": none, "and": some, "xone": not_one}[kind]
