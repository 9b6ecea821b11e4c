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
from memograph.rdf.vocab import XSD
from memograph.validation.compiled.datatypes import (
    NUMERIC,
    certain,
    comes_before,
    number_of,
    readings,
    test_of,
)
from memograph.validation.compiled.paths import predicate_of
from memograph.validation.compiled.relations import Relation
from memograph.validation.compiled.terms import (
    LANG_STRING,
    STRING,
    TermGraph,
    has_blank_nodes,
    has_literals,
    parts_of,
)
from memograph.validation.compiled.unknown import UnknownFeature, Unsure
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib.term import Node

EachValue: TypeAlias = Callable[[TermGraph, AbstractSet[str]], AbstractSet[str]]
"""Takes the graph and some values; returns those that do not satisfy a constraint."""

AllValues: TypeAlias = Callable[[TermGraph, AbstractSet[str], Relation], AbstractSet[str]]
"""Takes the graph, some nodes and their values; returns the nodes that do not satisfy it."""

_FLAGS: Final = {f'"{word}"^^<{XSD.boolean}>': word == "true" for word in ("true", "false")}
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


def constant(term: Node) -> str:
    """Return a term that values are compared with, if it is spelled in one way only."""
    from rdflib import XSD, Literal

    found = spelled(term)
    # For rdflib, a string with its datatype is another term than one without.
    if isinstance(term, Literal) and term.datatype == XSD.string:
        raise UnknownFeature("a string with its datatype")
    certain([found])
    return found


def number(term: Node) -> int:
    """Return the count that a parameter states."""
    from rdflib import XSD, Literal

    text = str(term)
    if not (isinstance(term, Literal) and term.datatype == XSD.integer and text.isdecimal()):
        raise UnknownFeature(f"a count of {text}")
    return int(text)


def iri(term: Node) -> str:
    """Return the spelling of a class or datatype."""
    from rdflib import URIRef

    if not isinstance(term, URIRef):
        raise UnknownFeature(f"a name that is no IRI: {term}")
    return f"<{term}>"


def datatype(term: Node) -> EachValue:
    """Return the check of sh:datatype."""
    wanted = iri(term)
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
    marks = {f"<{SH}IRI>": "<", f"<{SH}Literal>": '"'}
    if iri(term) not in marks:
        raise UnknownFeature(f"sh:nodeKind {term}")
    mark = marks[iri(term)]
    return lambda _graph, values: {value for value in values if value[0] != mark}


def pattern(term: Node) -> EachValue:
    """Return the check of sh:pattern, with the regular expressions of Python as pyshacl has it."""
    from rdflib import Literal

    if not isinstance(term, Literal) or term.datatype is not None:
        raise UnknownFeature("a pattern that is no plain string")
    search = re.compile(str(term)).search
    is_anything = str(term) == r"\S"

    def fits(value: str) -> bool:
        if value[0] == "<":
            return search(value[1:-1]) is not None
        if value[-1] == ">":
            found = {search(reading) is not None for reading in readings(value)}
            if len(found) > 1:
                raise Unsure(value)
            return found.pop()
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
    known = frozenset(map(constant, terms))
    if not has_literals(known):
        return lambda _graph, values: values - known

    def failing(_graph: TermGraph, values: AbstractSet[str]) -> AbstractSet[str]:
        others = values - known
        certain(others)
        return others

    return failing


def of_class(term: Node, below: Mapping[str, frozenset[str]]) -> EachValue:
    """Return the check of sh:class; `below` are the subclasses of each class."""
    wanted = iri(term)
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

    def failing(_graph: TermGraph, nodes: AbstractSet[str], relation: Relation) -> set[str]:
        few = {node for node in nodes if len(relation.of(node)) < least}
        for node in nodes - few:
            certain(relation.of(node))
        return few

    return failing


def max_count(term: Node) -> AllValues:
    """Return the check of sh:maxCount."""
    most = number(term)
    if most == 0:
        return lambda _graph, nodes, relation: nodes & relation.first.keys()
    return _several(lambda values: len(values) <= most)  # of which fewer may differ


def has_value(term: Node) -> AllValues:
    """Return the check of sh:hasValue."""
    value = constant(term)

    def failing(_graph: TermGraph, nodes: AbstractSet[str], relation: Relation) -> set[str]:
        first, more = relation.first, relation.more
        others = {
            node for node in nodes if first.get(node) != value and value not in more.get(node, ())
        }
        if value[0] == '"':
            for node in others:
                certain(relation.of(node))
        return others

    return failing


def unique_lang(term: Node) -> AllValues:
    """Return the check of sh:uniqueLang."""
    if spelled(term) not in _FLAGS:
        raise UnknownFeature(f"sh:uniqueLang {term}")
    if not _FLAGS[spelled(term)]:
        return lambda _graph, _nodes, _relation: _NONE

    def holds(values: Collection[str]) -> bool:
        told = [tag for value in values if value[0] == '"' for tag in (parts_of(value)[2],) if tag]
        return len(told) == len(set(told))

    return _several(holds)


def equals(term: Node) -> AllValues:
    """Return the check of sh:equals."""
    other = predicate_of(term)

    def failing(graph: TermGraph, nodes: AbstractSet[str], relation: Relation) -> set[str]:
        same = graph.column(other).among(nodes)
        if not relation.more and not same.more and relation.first == same.first:
            return set()
        differing = {node for node in nodes if set(relation.of(node)) != set(same.of(node))}
        for node in differing:
            certain((*relation.of(node), *same.of(node)))
        return differing

    return failing


def disjoint(term: Node) -> AllValues:
    """Return the check of sh:disjoint."""
    other = predicate_of(term)

    def failing(graph: TermGraph, _nodes: AbstractSet[str], relation: Relation) -> set[str]:
        column = graph.column(other)
        both = relation.first.keys() & column.first.keys()
        common = {node for node in both if not set(column.of(node)).isdisjoint(relation.of(node))}
        for node in both - common:
            certain((*column.of(node), *relation.of(node)))
        return common

    return failing


def less_than(term: Node) -> AllValues:
    """Return the check of sh:lessThan."""
    return _ordered(predicate_of(term), or_equal=False)


def less_than_or_equals(term: Node) -> AllValues:
    """Return the check of sh:lessThanOrEquals."""
    return _ordered(predicate_of(term), or_equal=True)


def _several(holds: Callable[[Collection[str]], bool]) -> AllValues:
    """Return the check of what is true of nodes that have one value or none."""

    def failing(_graph: TermGraph, _nodes: AbstractSet[str], relation: Relation) -> set[str]:
        wrong = {node for node, values in relation.more.items() if not holds(values)}
        for node in wrong:
            certain(relation.more[node])
        return wrong

    return failing


def _ordered(other: str, *, or_equal: bool) -> AllValues:
    def holds(values: Collection[str], later: Collection[str]) -> bool:
        # Each is looked at, though one is in the wrong place: another may not be known.
        found = {comes_before(each, one, or_equal=or_equal) for each in values for one in later}
        return False not in found

    def failing(graph: TermGraph, _nodes: AbstractSet[str], relation: Relation) -> set[str]:
        column = graph.column(other)
        both = relation.first.keys() & column.first.keys()
        alone = len(both) < len(relation.first)
        if (alone or relation.more) and has_blank_nodes(relation.values()):
            raise Unsure(other)  # pyshacl refuses them, also where there is nothing to compare
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
