"""The engine pyshacl: a graph and shapes in, the results of SHACL out.

The only module that imports pyshacl. It neither changes the graphs that it is given nor reaches the
network.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from memograph.problems import MemographError, problem
from memograph.validation.comparison import compare, without_comparisons
from memograph.validation.report import ValidationResult

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from memograph.validation.rules import ShapesBundle


def engine_name() -> str:
    """Return the name and version of the engine, as a report states it.

    >>> engine_name().split()[0]
    'pyshacl'
    """
    import pyshacl

    return f"pyshacl {pyshacl.__version__}"


def run(graph: Graph, *, ontology: Graph, shapes: ShapesBundle) -> tuple[ValidationResult, ...]:
    """Return the results of the shapes on the graph, in a fixed order."""
    from rdflib import Graph

    # The engine adds the ontology to what it validates, so it works on a copy.
    copy = Graph(bind_namespaces="none")
    copy.addN((subject, verb, value, copy) for subject, verb, value in graph)
    try:
        return tuple(sorted(_run(copy, ontology, shapes)))
    except MemographError:
        raise
    except Exception as error:  # an engine may fail in any way; the document is then not validated
        raise _failure(f"{type(error).__name__}: {error}") from error


def _run(graph: Graph, ontology: Graph, shapes: ShapesBundle) -> list[ValidationResult]:
    """Return the results of the engine on a graph that may be changed."""
    try:
        return list(_results(_report(graph, ontology, shapes.graph), shapes))
    except (TypeError, DeprecationWarning):
        rest = without_comparisons(shapes.graph)
        results = list(_results(_report(graph, ontology, rest), shapes))
        return results + list(compare(graph, shapes))


def _report(graph: Graph, ontology: Graph, shapes: Graph) -> Graph:
    """Return the validation report of the engine as it makes it."""
    import pyshacl
    from rdflib import Graph

    with warnings.catch_warnings():
        # Before Python 3.14, which raises TypeError here, rdflib takes some values that cannot be
        # ordered for ordered, and only this warning tells.
        warnings.filterwarnings("error", "NotImplemented should not", DeprecationWarning)
        _, report, text = pyshacl.validate(
            graph,
            shacl_graph=shapes,
            ont_graph=ontology,
            inplace=True,
            advanced=False,
            inference="none",
            meta_shacl=False,
            do_owl_imports=False,
        )
    if not isinstance(report, Graph):
        raise _failure(text)
    return report


def _results(report: Graph, shapes: ShapesBundle) -> Iterator[ValidationResult]:
    """Yield the results in the engine's report."""
    from rdflib import SH, URIRef

    for node in report.objects(None, SH.result):
        path = report.value(node, SH.resultPath)
        shape = report.value(node, SH.sourceShape)
        rule = shapes.rule(str(shape))
        yield ValidationResult(
            focus=_spelled(report.value(node, SH.focusNode)),
            path=_spelled(path) if isinstance(path, URIRef) else "",
            value=_spelled(report.value(node, SH.value)),
            component=_spelled(report.value(node, SH.sourceConstraintComponent)),
            shape=_spelled(shape),
            severity=_spelled(report.value(node, SH.resultSeverity)),
            message=rule.message or _first_line(report.value(node, SH.resultMessage)),
        )


def _failure(reason: str) -> MemographError:
    """Return the exception for an engine that did not do its work."""
    short = " ".join(reason.split())[:200]
    return MemographError(problem("MG490", engine=engine_name(), reason=short))


def _spelled(term: Node | None) -> str:
    """Return the spelling of a term in Turtle, "" for none."""
    return "" if term is None else term.n3()


def _first_line(term: Node | None) -> str:
    """Return the beginning of the engine's own message, for shapes that have none."""
    return "" if term is None else str(term).partition("\n")[0]
