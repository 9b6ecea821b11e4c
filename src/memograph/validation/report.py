"""The Report of a validation: whether a graph conforms, what is wrong, where, and who says so.

It is a value that can be printed, sent between processes, and turned into JSON or back into the
validation report of SHACL.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from memograph.problems import NotConforming, Problem, Severity, problem

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ValidationResult:
    """One result of a SHACL engine; its terms are in N-Triples spelling, "" if there is none."""

    focus: str
    path: str = ""
    value: str = ""
    component: str
    shape: str
    severity: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a validation found. `nodes` is how many nodes the shapes were applied to.

    `excerpts` are the lines of text that the problems stand in, one for each, "" if none is known.

    >>> Report(engine="pyshacl", triples=3, nodes=1).conforms
    True
    """

    problems: tuple[Problem, ...] = ()
    engine: str
    triples: int
    nodes: int
    results: tuple[ValidationResult, ...] = field(default=(), repr=False)
    excerpts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def conforms(self) -> bool:
        """Tell whether no problem is an error; warnings and notices leave a graph conforming."""
        return all(found.severity is not Severity.ERROR for found in self.problems)

    def shown(self) -> Iterator[tuple[Problem, str]]:
        """Yield each problem with the line of text that it stands in."""
        missing = len(self.problems) - len(self.excerpts)
        return zip(self.problems, (*self.excerpts, *[""] * missing), strict=False)

    def raise_for_problems(self) -> None:
        """Raise NotConforming if the graph does not conform.

        >>> Report(engine="pyshacl", triples=3, nodes=1).raise_for_problems()
        """
        errors = [found for found in self.problems if found.severity is Severity.ERROR]
        if errors:
            first = errors[0]
            raise NotConforming(
                problem(
                    "MG492", first.where, count=len(errors), first=f"{first.code} {first.message}"
                )
            )

    def _repr_html_(self) -> str:
        """Return what a notebook shows: whether the graph conforms, and the first problems."""
        from memograph import notebook

        rows = (
            (str(each.where or ""), f"{each.severity.value} {each.code}", each.message, each.hint)
            for each in self.problems
        )
        said = "conforms" if self.conforms else "does not conform"
        heading = notebook.heading(f"{said} ({self.triples} triples, engine {self.engine})")
        return heading + notebook.table(("place", "problem", "message", "hint"), rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as values of JSON, without the engine's own results.

        >>> Report(engine="pyshacl", triples=3, nodes=1).to_dict()["conforms"]
        True
        """
        return {
            "conforms": self.conforms,
            "engine": self.engine,
            "triples": self.triples,
            "nodes": self.nodes,
            "problems": [_without_gaps(asdict(found)) for found in self.problems],
        }

    def to_json(self) -> str:
        """Return the report as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_graph(self) -> Graph:
        """Return the report as a sh:ValidationReport, with the results in a fixed order."""
        from rdflib import Graph

        turtle = [
            "@prefix sh: <http://www.w3.org/ns/shacl#> .",
            f"[] a sh:ValidationReport ; sh:conforms {str(not self.results).lower()} .",
            *map(_turtle, self.results),
        ]
        graph = Graph().parse(data="\n".join(turtle), format="turtle")
        _join_results(graph)
        return graph


def merge(reports: Iterable[Report], *, engine: str) -> Report:
    """Return one report of several; the problems keep the order of the reports."""
    found = tuple(reports)
    return Report(
        problems=tuple(item for report in found for item in report.problems),
        engine=engine,
        triples=sum(report.triples for report in found),
        nodes=sum(report.nodes for report in found),
        results=tuple(item for report in found for item in report.results),
        excerpts=tuple(line for report in found for _, line in report.shown()),
    )


def _without_gaps(value: dict[str, Any]) -> dict[str, Any]:
    """Return a problem's dictionary without what is not known."""
    return {
        key: _without_gaps(item) if isinstance(item, dict) else item
        for key, item in value.items()
        if item not in (None, "")
    }


def _turtle(result: ValidationResult) -> str:
    """Return a result as a Turtle statement; a path that is no single property is left out."""
    parts = [
        "[] a sh:ValidationResult",
        f"sh:focusNode {result.focus}",
        f"sh:sourceConstraintComponent {result.component}",
        f"sh:sourceShape {result.shape}",
        f"sh:resultSeverity {result.severity}",
    ]
    if result.path:
        parts.append(f"sh:resultPath {result.path}")
    if result.value:
        parts.append(f"sh:value {result.value}")
    if result.message:
        parts.append(f"sh:resultMessage {json.dumps(result.message, ensure_ascii=False)}@en")
    return " ; ".join(parts) + " ."


def _join_results(graph: Graph) -> None:
    """Link the report node of `graph` to its results."""
    from rdflib import RDF, SH

    for report in list(graph.subjects(RDF.type, SH.ValidationReport)):
        for result in list(graph.subjects(RDF.type, SH.ValidationResult)):
            graph.add((report, SH.result, result))
