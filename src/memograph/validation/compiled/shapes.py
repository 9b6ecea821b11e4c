"""Shapes as functions that tell which of some nodes do not conform to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.vocab import DCTERMS, RDF, RDFS
from memograph.validation.compiled import constraints
from memograph.validation.compiled.constraints import AllValues, EachValue
from memograph.validation.compiled.datatypes import certain
from memograph.validation.compiled.lists import members
from memograph.validation.compiled.paths import Path, path_of
from memograph.validation.compiled.relations import Relation
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.compiled.unknown import UnknownFeature
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

_SEVERAL_TIMES: Final = frozenset({
    "class", "node", "not", "and", "or", "xone", "pattern", "minInclusive", "maxInclusive",
    "hasValue", "equals", "disjoint", "lessThan", "lessThanOrEquals",
})  # fmt: skip
"""Parameters that a shape may have several times; pyshacl refuses the others then."""

_OF_PROPERTIES: Final = frozenset(
    {"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"}
)
"""Parameters that pyshacl refuses in a shape without a path."""

_HOLD_OF_NOTHING: Final = frozenset(
    {"maxCount", "uniqueLang", "disjoint", "lessThan", "lessThanOrEquals"}
)
"""Parameters that a node without any value satisfies, though they look at all values together."""

_QUALIFIED: Final = ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount")

_DEEPEST: Final = 15
"""How many shapes within one another pyshacl follows."""


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
    _open: dict[Node, int] = field(default_factory=dict)
    _depths: dict[Node, int] = field(default_factory=dict)

    def shapes(self, node: Node) -> tuple[Shape, ...]:
        """Return the shape that a node spells, and those of its properties if it has no path.

        Raises UnknownFeature if one of them cannot be made.
        """
        if node not in self._made:
            self._make(node)
        if self._open:  # the last is the shape that asks for this one
            asking = next(reversed(self._open))
            self._open[asking] = max(self._open[asking], self._depths[node] + 1)
        return self._made[node]

    def _make(self, node: Node) -> None:
        """Compile a shape, and keep it with how many shapes stand within one another there."""
        if node in self._open:
            raise UnknownFeature("shapes that lead back to themselves")
        self._open[node] = 1
        try:
            made = tuple(self._compiled(node))
        finally:
            depth = self._open.pop(node)
        if depth > _DEEPEST:
            raise UnknownFeature("shapes within many others")
        self._made[node], self._depths[node] = made, depth

    def check(self, node: Node) -> NodeCheck:
        """Return the function that tells which nodes do not conform to a shape."""
        made = tuple(shape.failing for shape in self.shapes(node))
        return made[0] if len(made) == 1 else _joined("and", made)

    def _compiled(self, node: Node) -> list[Shape]:
        from rdflib import URIRef

        paths = self._paths(node)
        if len(paths) > 1:
            raise UnknownFeature("a shape with several paths")
        properties = sorted(self.graph.objects(node, URIRef(SH + "property")), key=str)
        if not all(map(self._paths, properties)):
            raise UnknownFeature("a property shape without a path")
        shape = self._shape(node, paths[0] if paths else None)
        if paths:
            return [replace(shape, each=(*shape.each, *map(self.check, properties)))]
        own = [shape] if shape.each or shape.together else []
        return own + [each for one in properties for each in self.shapes(one)]

    def _paths(self, node: Node) -> list[Node]:
        from rdflib import URIRef

        return list(self.graph.objects(node, URIRef(SH + "path")))

    def _parameters(self, node: Node, *, has_path: bool) -> list[tuple[str, Node]]:
        """Return the parameters of a shape, but for those of qualified shapes."""
        told = sorted((str(verb), value) for verb, value in self.graph.predicate_objects(node))
        asked = [(name, value) for name, value in told if name not in _SAYS_NOTHING]
        if not all(name.startswith(SH) for name, _ in asked):
            raise UnknownFeature(f"what is no parameter of SHACL: {asked}")
        found = [(name.removeprefix(SH), value) for name, value in asked]
        counts = Counter(name for name, _ in found)
        if any(count > 1 and name not in _SEVERAL_TIMES for name, count in counts.items()):
            raise UnknownFeature("a parameter that is there twice")
        if not has_path and not counts.keys().isdisjoint((*_OF_PROPERTIES, *_QUALIFIED)):
            raise UnknownFeature("a parameter of properties without a path")
        return found

    def _shape(self, node: Node, path: Node | None) -> Shape:
        from rdflib import URIRef

        each: list[EachValue] = []
        together: list[AllValues] = []
        optional = isinstance(path, URIRef)
        parameters = self._parameters(node, has_path=path is not None)
        for name, value in parameters:
            if name in _QUALIFIED:
                continue
            if name in constraints.ALL:
                together.append(constraints.ALL[name](value))
                optional = optional and name in _HOLD_OF_NOTHING
            else:  # what is asked of each value holds of nothing
                each.append(self._each(name, value))
        if any(name in _QUALIFIED for name, _ in parameters):
            together.append(self._qualified(node))
            optional = False
        return Shape(
            path=path_of(self.graph, path) if path is not None else None,
            each=tuple(each),
            together=tuple(together),
            about=f"<{path}>" if optional else "",
        )

    def _each(self, name: str, value: Node) -> EachValue:
        """Return the check of a parameter that judges each value by itself."""
        if name in constraints.EACH:
            return constraints.EACH[name](value)
        if name == "class":
            return constraints.of_class(value, self.below)
        if name == "in":
            return constraints.one_of(members(self.graph, value))
        if name == "node" and not self._paths(value):
            return self.check(value)
        if name == "not":
            refused = self.check(value)
            return lambda graph, values: values - refused(graph, values)
        if name in ("and", "or", "xone"):
            checks = tuple(map(self.check, members(self.graph, value)))
            return _joined(name, checks, comparing=self._compares(value))
        raise UnknownFeature(f"sh:{name} {value}")

    def _compares(self, node: Node) -> bool:
        """Tell whether values are compared in a shape, or in one of a list, or below."""
        from rdflib import URIRef

        verbs = [URIRef(SH + name) for name in ("lessThan", "lessThanOrEquals")]
        below = self.graph.transitive_objects(node, None)
        return any((one, verb, None) in self.graph for one in below for verb in verbs)

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
            for several in relation.more.values():
                certain(several)
            wrong = conforms(graph, relation.values())
            counts = {node: sum(v not in wrong for v in relation.of(node)) for node in nodes}
            return {
                node
                for node, count in counts.items()
                if count < low or (high is not None and count > high)
            }

        return failing


def _joined(kind: str, checks: tuple[NodeCheck, ...], *, comparing: bool = False) -> EachValue:
    """Return the check of sh:and, sh:or and sh:xone.

    Where values are compared, pyshacl may raise in one shape though another holds: then all are
    asked about all values.
    """

    def none(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        for check in checks:
            if not values:
                break
            values = check(graph, values)
        return values

    def none_of_all(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        failing = values
        for check in checks:
            failing = failing & check(graph, values)
        return failing

    def some(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        return {value for check in checks for value in check(graph, values)}

    def not_one(graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        failing = [check(graph, values) for check in checks]
        return {value for value in values if sum(value not in each for each in failing) != 1}

    either = none_of_all if comparing else none
    return {"or": either, "and": some, "xone": not_one}[kind]
