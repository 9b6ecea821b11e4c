"""The constraint components of SHACL Core as functions over the values of one shape.

Some look at each value by itself, some at all of them together. Each tells for certain whether the
values satisfy it, or raises Unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.terms import value_of
from memograph.validation.compiled.datatypes import comes_before, number_of, test_of
from memograph.validation.compiled.paths import UnknownFeature
from memograph.validation.compiled.terms import TYPE, TermGraph, Unsure, parts_of
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib.term import Node

EachValue: TypeAlias = Callable[[TermGraph, str], bool]
"""Takes the graph and one value; tells whether it satisfies a constraint."""

AllValues: TypeAlias = Callable[[TermGraph, str, Collection[str]], bool]
"""Takes the graph, the focus node and all its values; tells whether they satisfy a constraint."""


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
    holds = test_of(spelled(term))
    return lambda _graph, value: holds(value)


def node_kind(term: Node) -> EachValue:
    """Return the check of sh:nodeKind."""
    marks = {SH + "IRI": "<", SH + "Literal": '"'}
    if str(term) not in marks:
        raise UnknownFeature(f"sh:nodeKind {term}")
    mark = marks[str(term)]
    return lambda _graph, value: value[0] == mark


def pattern(term: Node) -> EachValue:
    """Return the check of sh:pattern, with the regular expressions of Python as pyshacl has it."""
    search = re.compile(str(term)).search

    def fits(_graph: TermGraph, value: str) -> bool:
        if value[0] == "<":
            return search(value[1:-1]) is not None
        inner = parts_of(value)[0]
        return search(value_of(value) if "\\" in inner else inner) is not None

    return fits


def min_inclusive(term: Node) -> EachValue:
    """Return the check of sh:minInclusive."""
    least = number_of(spelled(term))
    return lambda _graph, value: value[0] == '"' and number_of(value) >= least


def max_inclusive(term: Node) -> EachValue:
    """Return the check of sh:maxInclusive."""
    most = number_of(spelled(term))
    return lambda _graph, value: value[0] == '"' and number_of(value) <= most


def one_of(terms: Iterable[Node]) -> EachValue:
    """Return the check of sh:in."""
    known = frozenset(map(spelled, terms))
    return lambda _graph, value: value in known


def of_class(term: Node, below: Mapping[str, frozenset[str]]) -> EachValue:
    """Return the check of sh:class; `below` are the subclasses of each class."""
    wanted = spelled(term)
    classes = below.get(wanted, frozenset({wanted}))
    return lambda graph, value: (
        value[0] != '"' and not classes.isdisjoint(graph.objects(value, TYPE))
    )


def min_count(term: Node) -> AllValues:
    """Return the check of sh:minCount."""
    least = number(term)
    return lambda _graph, _focus, values: len(values) >= least


def max_count(term: Node) -> AllValues:
    """Return the check of sh:maxCount."""
    most = number(term)
    return lambda _graph, _focus, values: len(values) <= most


def has_value(term: Node) -> AllValues:
    """Return the check of sh:hasValue."""
    wanted = spelled(term)
    return lambda _graph, _focus, values: wanted in values


def unique_lang(term: Node) -> AllValues:
    """Return the check of sh:uniqueLang."""
    if str(term) != "true":
        return lambda _graph, _focus, _values: True

    def holds(_graph: TermGraph, _focus: str, values: Collection[str]) -> bool:
        if len(values) < 2:  # noqa: PLR2004 - one value shares its language with no other
            return True
        told = [tag for value in values if value[0] == '"' for tag in (parts_of(value)[2],) if tag]
        return len(told) == len(set(told))

    return holds


def equals(term: Node) -> AllValues:
    """Return the check of sh:equals."""
    other = spelled(term)
    return lambda graph, focus, values: set(values) == set(graph.objects(focus, other))


def disjoint(term: Node) -> AllValues:
    """Return the check of sh:disjoint."""
    other = spelled(term)
    return lambda graph, focus, values: set(values).isdisjoint(graph.objects(focus, other))


def less_than(term: Node) -> AllValues:
    """Return the check of sh:lessThan."""
    return _ordered(spelled(term), or_equal=False)


def less_than_or_equals(term: Node) -> AllValues:
    """Return the check of sh:lessThanOrEquals."""
    return _ordered(spelled(term), or_equal=True)


def _ordered(other: str, *, or_equal: bool) -> AllValues:
    def holds(graph: TermGraph, focus: str, values: Collection[str]) -> bool:
        later = graph.objects(focus, other)
        if any(value[0] != '"' for value in (*values, *later)):
            raise Unsure(focus)
        return all(
            comes_before(value, each, or_equal=or_equal) for value in values for each in later
        )

    return holds


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

HOLD_OF_NOTHING: Final = frozenset(
    {"maxCount", "uniqueLang", "disjoint", "lessThan", "lessThanOrEquals"}
)
"""Those of ALL that are satisfied where there is no value at all."""
