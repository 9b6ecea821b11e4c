"""From the results of an engine to Problems that people can act on.

A fault often breaks several constraints of one shape (a word where an agent is meant is no IRI and
of no class). It is told once: one problem for each shape, node and value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from memograph.problems import Problem, Severity, problem
from memograph.rdf.vocab import MEMO, RDF
from memograph.validation.naming import base_of, short_term
from memograph.validation.report import ValidationResult

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from memograph.validation.places import Places
    from memograph.validation.rules import ShapesBundle

_SHACL = "http://www.w3.org/ns/shacl#"
_MILDER = {f"<{_SHACL}Warning>": Severity.WARNING, f"<{_SHACL}Info>": Severity.NOTICE}
_OF_ALL_VALUES = frozenset(
    f"<{_SHACL}{name}ConstraintComponent>"
    for name in (
        "MinCount",
        "MaxCount",
        "UniqueLang",
        "HasValue",
        "Equals",
        "QualifiedMinCount",
        "QualifiedMaxCount",
    )
)
"""Components that judge the values of a property together, not one by one."""


def problems_of(
    results: Iterable[ValidationResult], *, graph: Graph, shapes: ShapesBundle, places: Places
) -> tuple[Problem, ...]:
    """Return the problems that the results tell of, in order of place, code, node and message."""
    base = _base(graph)
    found = []
    for result in _one_for_each_fault(results):
        where = places.of(_term(result.focus))
        offset = where.offset if where and where.offset is not None else None
        code = shapes.rule(result.shape.strip("<>")).code
        told = replace(
            problem(code, where, message=_sentence(result, base)),
            severity=_MILDER.get(result.severity, Severity.ERROR),
        )
        found.append(((offset is None, offset or 0, code, result.focus, told.message), told))
    return tuple(told for _, told in sorted(found, key=lambda pair: pair[0]))


def _one_for_each_fault(results: Iterable[ValidationResult]) -> Iterator[ValidationResult]:
    """Yield the first of the results that share their shape, node and value."""
    seen = set()
    for result in sorted(results):
        value = "" if result.component in _OF_ALL_VALUES else result.value
        key = (result.focus, result.shape, value)
        if key not in seen:
            seen.add(key)
            yield result


def _sentence(result: ValidationResult, base: str) -> str:
    """Return what is wrong, the value that is, and the node that has it."""
    focus = short_term(_term(result.focus), base)
    told = result.message or "a shape without a message is not satisfied"
    if not result.value or result.value == result.focus or result.component in _OF_ALL_VALUES:
        return f"{told} ({focus})"
    return f"{told}; found {short_term(_term(result.value), base)} ({focus})"


def _term(spelling: str) -> Node:
    """Return the term with this spelling."""
    from rdflib.term import Node
    from rdflib.util import from_n3

    term = from_n3(spelling)
    if not isinstance(term, Node):
        raise TypeError(f"no term of RDF: {spelling}")
    return term


def _base(graph: Graph) -> str:
    """Return the base IRI of the data of a graph."""
    from rdflib import URIRef

    return base_of([str(node) for node in graph.subjects(URIRef(RDF.type), URIRef(MEMO.Document))])
