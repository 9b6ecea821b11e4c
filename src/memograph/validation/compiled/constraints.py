"""The constraint components of SHACL Core as functions over the values of one shape.

Each is made from the value of its parameter in the shapes graph. A constraint tells for certain
whether the values satisfy it, or raises Unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.validation.compiled.datatypes import comes_before, is_of, number_of
from memograph.validation.compiled.paths import UnknownFeature
from memograph.validation.compiled.terms import (
    TYPE,
    TermGraph,
    Unsure,
    is_iri,
    is_literal,
    literal_of,
)
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib.term import Node

Constraint: TypeAlias = Callable[[TermGraph, str, Sequence[str]], bool]
"""Takes the graph, the focus node and its values; tells whether they satisfy it."""

Value: TypeAlias = Callable[[str], bool]


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


def min_count(term: Node) -> Constraint:
    """Return the check of sh:minCount."""
    least = number(term)
    return lambda _graph, _focus, values: len(values) >= least


def max_count(term: Node) -> Constraint:
    """Return the check of sh:maxCount."""
    most = number(term)
    return lambda _graph, _focus, values: len(values) <= most


def datatype(term: Node) -> Constraint:
    """Return the check of sh:datatype."""
    wanted = spelled(term)
    return _each(lambda value: is_literal(value) and is_of(value, wanted))


def node_kind(term: Node) -> Constraint:
    """Return the check of sh:nodeKind."""
    if str(term) == SH + "IRI":
        return _each(is_iri)
    if str(term) == SH + "Literal":
        return _each(is_literal)
    raise UnknownFeature(f"sh:nodeKind {term}")


def pattern(term: Node) -> Constraint:
    """Return the check of sh:pattern, with the regular expressions of Python as pyshacl has it."""
    compiled = re.compile(str(term))

    def fits(value: str) -> bool:
        if is_iri(value):
            return compiled.search(value[1:-1]) is not None
        if not is_literal(value):
            raise Unsure(value)
        return compiled.search(literal_of(value).value) is not None

    return _each(fits)


def min_inclusive(term: Node) -> Constraint:
    """Return the check of sh:minInclusive."""
    least = number_of(spelled(term))
    return _each(lambda value: is_literal(value) and number_of(value) >= least)


def max_inclusive(term: Node) -> Constraint:
    """Return the check of sh:maxInclusive."""
    most = number_of(spelled(term))
    return _each(lambda value: is_literal(value) and number_of(value) <= most)


def has_value(term: Node) -> Constraint:
    """Return the check of sh:hasValue."""
    wanted = spelled(term)
    return lambda _graph, _focus, values: wanted in values


def one_of(terms: Iterable[Node]) -> Constraint:
    """Return the check of sh:in."""
    known = frozenset(map(spelled, terms))
    return _each(lambda value: value in known)


def unique_lang(term: Node) -> Constraint:
    """Return the check of sh:uniqueLang."""
    if str(term) != "true":
        return lambda _graph, _focus, _values: True

    def holds(_graph: TermGraph, _focus: str, values: Sequence[str]) -> bool:
        tags = [literal_of(value).language for value in values if is_literal(value)]
        told = [tag for tag in tags if tag]
        return len(told) == len(set(told))

    return holds


def equals(term: Node) -> Constraint:
    """Return the check of sh:equals."""
    other = spelled(term)
    return lambda graph, focus, values: set(values) == set(graph.objects(focus, other))


def disjoint(term: Node) -> Constraint:
    """Return the check of sh:disjoint."""
    other = spelled(term)
    return lambda graph, focus, values: set(values).isdisjoint(graph.objects(focus, other))


def less_than(term: Node, *, or_equal: bool = False) -> Constraint:
    """Return the check of sh:lessThan, or of sh:lessThanOrEquals."""
    other = spelled(term)

    def holds(graph: TermGraph, focus: str, values: Sequence[str]) -> bool:
        later = tuple(graph.objects(focus, other))
        return all(
            comes_before(value, each, or_equal=or_equal) for value in values for each in later
        )

    return holds


def of_class(term: Node, below: Mapping[str, frozenset[str]]) -> Constraint:
    """Return the check of sh:class; `below` are the subclasses of each class."""
    wanted = spelled(term)
    classes = below.get(wanted, frozenset({wanted}))

    def holds(graph: TermGraph, _focus: str, values: Sequence[str]) -> bool:
        return all(
            not is_literal(value) and any(kind in classes for kind in graph.objects(value, TYPE))
            for value in values
        )

    return holds


def _each(holds: Value) -> Constraint:
    """Return the constraint that every value satisfies something by itself."""
    return lambda _graph, _focus, values: all(map(holds, values))


SIMPLE: Final[Mapping[str, Callable[[Node], Constraint]]] = {
    "minCount": min_count,
    "maxCount": max_count,
    "datatype": datatype,
    "nodeKind": node_kind,
    "pattern": pattern,
    "minInclusive": min_inclusive,
    "maxInclusive": max_inclusive,
    "hasValue": has_value,
    "uniqueLang": unique_lang,
    "equals": equals,
    "disjoint": disjoint,
    "lessThan": less_than,
}
"""The parameters that need nothing but their own value."""
