"""The engine pyshacl: a graph and shapes in, the results of SHACL out.

The only module that asks pyshacl, beside those of `tuned`. It neither changes the graphs that it
is given nor reaches the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from memograph.problems import MemographError, problem
from memograph.validation import tuned
from memograph.validation.comparison import compare, without_comparisons
from memograph.validation.copies import copied
from memograph.validation.quiet import judging
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


def prepare(shapes: ShapesBundle) -> None:
    """Load pyshacl, and prepare it for some shapes, which else the first document waits for."""
    import pyshacl  # noqa: F401 - loading it is the point

    tuned.prepare(shapes)


def run(graph: Graph, *, ontology: Graph, shapes: ShapesBundle) -> tuple[ValidationResult, ...]:
    """Return the results of the shapes on the graph, in a fixed order."""
    try:
        return tuple(sorted(_run(graph, ontology, shapes)))
    except MemographError:
        raise
    except Exception as error:  # an engine may fail in any way; the document is then not validated
        raise _failure(f"{type(error).__name__}: {error}") from error


def _run(graph: Graph, ontology: Graph, shapes: ShapesBundle) -> list[ValidationResult]:
    """Return the results of the engine on a graph that may be changed."""
    try:
        return _results(graph, ontology, shapes)
    except (TypeError, DeprecationWarning):
        results = _results(graph, ontology, shapes, comparing=False)
        return results + list(compare(copied(graph, ontology), shapes))


def _results(
    graph: Graph, ontology: Graph, shapes: ShapesBundle, *, comparing: bool = True
) -> list[ValidationResult]:
    """Return the results of the engine, prepared if that was tried, else called as documented."""
    with judging():
        found = tuned.told(graph, ontology=ontology, shapes=shapes, comparing=comparing)
    if found is None:
        with judging():
            found = _told(_report(graph, ontology, shapes, comparing=comparing))
    return [_result(told, shapes) for told in found]


def _report(graph: Graph, ontology: Graph, shapes: ShapesBundle, *, comparing: bool) -> Graph:
    """Return the validation report of the engine as it makes it."""
    import pyshacl
    from rdflib import Graph

    _, report, text = pyshacl.validate(
        copied(graph),  # the engine adds the ontology to what it validates
        shacl_graph=shapes.graph if comparing else without_comparisons(shapes.graph),
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


def _told(report: Graph) -> list[dict[Node, list[Node]]]:
    """Return what the engine's report tells of each result: the values of each property."""
    from rdflib import SH

    found = []
    for node in report.objects(None, SH.result):
        told: dict[Node, list[Node]] = {}
        for verb, value in report.predicate_objects(node):
            told.setdefault(verb, []).append(value)
        found.append(told)
    return found


def _result(told: dict[Node, list[Node]], shapes: ShapesBundle) -> ValidationResult:
    """Return a result of the engine as memograph keeps it."""
    from rdflib import SH, URIRef

    def one(verb: Node) -> Node | None:
        return told[verb][0] if verb in told else None

    path, shape = one(SH.resultPath), one(SH.sourceShape)
    return ValidationResult(
        focus=_spelled(one(SH.focusNode)),
        path=_spelled(path) if isinstance(path, URIRef) else "",
        value=_spelled(one(SH.value)),
        component=_spelled(one(SH.sourceConstraintComponent)),
        shape=_spelled(shape),
        severity=_spelled(one(SH.resultSeverity)),
        message=shapes.rule(str(shape)).message or _first_line(told.get(SH.resultMessage, [])),
    )


def _failure(reason: str) -> MemographError:
    """Return the exception for an engine that did not do its work."""
    short = " ".join(reason.split())[:200]
    return MemographError(problem("MG490", engine=engine_name(), reason=short))


def _spelled(term: Node | None) -> str:
    """Return the spelling of a term in Turtle, "" for none."""
    return "" if term is None else term.n3()


def _first_line(terms: list[Node]) -> str:
    """Return the beginning of the engine's own message, for shapes that have none."""
    return min((str(term).partition("\n")[0] for term in terms), default="")
