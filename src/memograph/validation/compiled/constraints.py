"""The constraint components of SHACL Core as functions over the nodes and values of one shape.

Some look at each value by itself, some at all values of a node together. Each tells for certain
which values, or which nodes, do not satisfy it, or raises Unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import filterfalse
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.terms import value_of
from memograph.validation.compiled.datatypes import NUMERIC, comes_before, number_of, test_of
from memograph.validation.compiled.paths import UnknownFeature
from memograph.validation.compiled.relations import Relation
from memograph.validation.compiled.terms import LANG_STRING, STRING, TermGraph, parts_of
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib.term import Node

EachValue: TypeAlias = Callable[[TermGraph, AbstractSet[str]], AbstractSet[str]]
"""Takes the graph and some values; returns those that do not satisfy a constraint."""

AllValues: TypeAlias = Callable[[TermGraph, AbstractSet[str], Relation], AbstractSet[str]]
"""Takes the graph, some nodes and their values; returns the nodes that do not satisfy it."""

_NONE: Final[frozenset[str]] = frozenset()


def spelled(term: Node) -> str:
    """Return a term of the shapes graph as the compiled check compares it."""
    from rdflib import Literal, URIRef

    from memograph.rdf.terms import quoted

    if isinstance(term, URIRef):
        return f"<{term}>"
    if not isinstance(term, Literal):
        raise UnknownFeature("a blank node as a value")
    if term.language:
        return f"{quoted(str(term))}@{term.language.lower()}"
    if term.datatype is None or str(term.datatype).endswith("XMLSchema#string"):
        return quoted(str(term))
    return f"{quoted(str(term))}^^<{term.datatype}>"


def number(term: Node) -> int:
    """Return the count that a parameter states."""
    text = str(term)
    if not (text.isascii() and text.isdigit()):
        raise UnknownFeature(f"a count of {text}")
    return int(text)


def datatype(term: Node) -> EachValue:
    """Return the check of sh:datatype."""
    wanted = spelled(term)
    holds = test_of(wanted)
    if wanted not in (LANG_STRING, STRING):
        return _each(holds)

    def failing(_graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        # Mostly all values are in one language: those that end as one that holds does hold too.
        example = next(iter(values), "")
        if not example or not holds(example):
            return set(filterfalse(holds, values))
        end = example[example.rfind('"') :]
        others = [value for value in values if value[0] != '"' or not value.endswith(end, 1)]
        return set(filterfalse(holds, others))

    return failing


def node_kind(term: Node) -> EachValue:
    """Return the check of sh:nodeKind."""
    marks = {SH + "IRI": "<", SH + "Literal": '"'}
    if str(term) not in marks:
        raise UnknownFeature(f"sh:nodeKind {term}")
    mark = marks[str(term)]
    return lambda _graph, values: {value for value in values if value[0] != mark}


def pattern(term: Node) -> EachValue:
    """Return the check of sh:pattern, with the regular expressions of Python as pyshacl has it."""
    search = re.compile(str(term)).search
    is_anything = str(term) == r"\S"

    def fits(value: str) -> bool:
        if value[0] == "<":
            return search(value[1:-1]) is not None
        inner = parts_of(value)[0]
        return search(value_of(value) if "\\" in inner else inner) is not None

    def failing(_graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        # A letter or figure behind the quote or bracket is no blank, which needs no search.
        doubtful = [value for value in values if not value[1:2].isalnum()]
        return set(filterfalse(fits, doubtful)) if doubtful else _NONE

    return failing if is_anything else _each(fits)


def min_inclusive(term: Node) -> EachValue:
    """Return the check of sh:minInclusive."""
    least = number_of(spelled(term))
    return lambda _graph, values: {
        value for value in values if value[0] != '"' or number_of(value) < least
    }


def max_inclusive(term: Node) -> EachValue:
    """Return the check of sh:maxInclusive."""
    most = number_of(spelled(term))
    return lambda _graph, values: {
        value for value in values if value[0] != '"' or number_of(value) > most
    }


def one_of(terms: Iterable[Node]) -> EachValue:
    """Return the check of sh:in."""
    known = frozenset(map(spelled, terms))
    return lambda _graph, values: values - known


def of_class(term: Node, below: Mapping[str, frozenset[str]]) -> EachValue:
    """Return the check of sh:class; `below` are the subclasses of each class."""
    wanted = spelled(term)
    classes = below.get(wanted, frozenset({wanted}))
    return lambda graph, values: values - graph.instances(classes)


def _each(holds: Callable[[str], bool]) -> EachValue:
    return lambda _graph, values: set(filterfalse(holds, values))


def min_count(term: Node) -> AllValues:
    """Return the check of sh:minCount."""
    least = number(term)
    if least == 1:
        return lambda _graph, nodes, relation: (
            _NONE if nodes <= relation.first.keys() else nodes - relation.first.keys()
        )
    return _every(lambda values: len(values) >= least)


def max_count(term: Node) -> AllValues:
    """Return the check of sh:maxCount."""
    most = number(term)
    if most == 0:
        return lambda _graph, nodes, relation: nodes & relation.first.keys()
    return _several(lambda values: len(values) <= most)


def has_value(term: Node) -> AllValues:
    """Return the check of sh:hasValue."""
    value = spelled(term)

    def failing(_graph: TermGraph, nodes: AbstractSet[str], relation: Relation) -> set[str]:
        first, more = relation.first, relation.more
        return {
            node for node in nodes if first.get(node) != value and value not in more.get(node, ())
        }

    return failing


def unique_lang(term: Node) -> AllValues:
    """Return the check of sh:uniqueLang."""
    if str(term) != "true":
        return lambda _graph, _nodes, _relation: _NONE

    def holds(values: Collection[str]) -> bool:
        told = [tag for value in values if value[0] == '"' for tag in (parts_of(value)[2],) if tag]
        return len(told) == len(set(told))

    return _several(holds)


def equals(term: Node) -> AllValues:
    """Return the check of sh:equals."""
    other = spelled(term)

    def failing(graph: TermGraph, nodes: AbstractSet[str], relation: Relation) -> set[str]:
        same = graph.column(other).among(nodes)
        if not relation.more and not same.more and relation.first == same.first:
            return set()
        return {node for node in nodes if set(relation.of(node)) != set(same.of(node))}

    return failing


def disjoint(term: Node) -> AllValues:
    """Return the check of sh:disjoint."""
    other = spelled(term)

    def failing(graph: TermGraph, _nodes: AbstractSet[str], relation: Relation) -> set[str]:
        column = graph.column(other)
        return {
            node
            for node in relation.first.keys() & column.first.keys()
            if not set(column.of(node)).isdisjoint(relation.of(node))
        }

    return failing


def less_than(term: Node) -> AllValues:
    """Return the check of sh:lessThan."""
    return _ordered(spelled(term), or_equal=False)


def less_than_or_equals(term: Node) -> AllValues:
    """Return the check of sh:lessThanOrEquals."""
    return _ordered(spelled(term), or_equal=True)


def _every(holds: Callable[[Collection[str]], bool]) -> AllValues:
    """Return the check of what is asked of the values of every node."""
    return lambda _graph, nodes, relation: {node for node in nodes if not holds(relation.of(node))}


def _several(holds: Callable[[Collection[str]], bool]) -> AllValues:
    """Return the check of what is true of nodes that have one value or none."""
    return lambda _graph, _nodes, relation: {
        node for node, values in relation.more.items() if not holds(values)
    }


def _ordered(other: str, *, or_equal: bool) -> AllValues:
    def holds(values: Collection[str], later: Collection[str]) -> bool:
        return all(
            comes_before(value, each, or_equal=or_equal) for value in values for each in later
        )

    def failing(graph: TermGraph, _nodes: AbstractSet[str], relation: Relation) -> set[str]:
        column = graph.column(other)
        both = relation.first.keys() & column.first.keys()
        if relation.more or column.more:
            return {node for node in both if not holds(relation.of(node), column.of(node))}
        first, later = relation.first, column.first
        if both and first[next(iter(both))].endswith(NUMERIC):
            # Then all are numbers, or there is one of which nobody can be sure.
            numbers = ((node, number_of(first[node]), number_of(later[node])) for node in both)
            return {
                node for node, low, high in numbers if low > high or (low == high and not or_equal)
            }
        return {
            node for node in both if not comes_before(first[node], later[node], or_equal=or_equal)
        }

    return failing


EACH: Final[Mapping[str, Callable[[Node], EachValue]]] = {
    "datatype": datatype,
    "nodeKind": node_kind,
    "pattern": pattern,
    "minInclusive": min_inclusive,
    "maxInclusive": max_inclusive,
}
"""The parameters that need nothing but their own value, and judge each value by itself."""

ALL: Final[Mapping[str, Callable[[Node], AllValues]]] = {
    "minCount": min_count,
    "maxCount": max_count,
    "hasValue": has_value,
    "uniqueLang": unique_lang,
    "equals": equals,
    "disjoint": disjoint,
    "lessThan": less_than,
    "lessThanOrEquals": less_than_or_equals,
}
"""The parameters that judge all values together."""
