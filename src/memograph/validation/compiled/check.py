"""Documents passed without a SHACL engine, where nothing in them can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.rdf.terms import Quad
from memograph.rdf.vocab import MEMO, RDFS
from memograph.validation.compiled.paths import UnknownFeature
from memograph.validation.compiled.shapes import NodeCheck, ShapeCompiler
from memograph.validation.compiled.terms import TermGraph, Unsure, is_literal, literal_of
from memograph.validation.report import Report
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph

    from memograph.validation.rules import ShapesBundle

ENGINE: Final = "memograph compiled"
"""The name by which a Report says that no engine was asked."""

_SUBCLASS: Final = f"<{RDFS.subClassOf}>"
_IN_TEXT, _TEXT, _START, _END, _FULL_TEXT = (
    f"<{iri}>" for iri in (MEMO.inText, MEMO.text, MEMO.startIndex, MEMO.endIndex, MEMO.fullText)
)
_OTHER_TARGETS: Final = ("target", "targetNode", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledShapes:
    """The checks of all shapes by the class that they are made for, subclasses included."""

    by_class: dict[str, tuple[NodeCheck, ...]] = field(repr=False)
    classes: frozenset[str]
    complete: bool = True

    def passed(self, quads: Iterable[Quad]) -> Report | None:
        """Return the Report of a document in which no shape finds anything, else None.

        None says nothing of the document: it may be at fault, or beyond what this check knows.
        """
        graph = TermGraph(quads)
        if not self.complete or graph.uses(_SUBCLASS):
            return None
        nodes = 0
        try:
            for node, kinds in graph.typed():
                nodes += any(kind in self.classes for kind in kinds)
                if not all(check(graph, node) for check in self._checks(kinds)):
                    return None
            if not nodes or not _offsets_hold(graph):
                return None
        except Unsure:
            return None
        return Report(engine=ENGINE, triples=graph.size, nodes=nodes)

    def _checks(self, kinds: Iterable[str]) -> Iterable[NodeCheck]:
        """Return the checks for a node of several classes, each once."""
        return dict.fromkeys(one for kind in kinds for one in self.by_class.get(kind, ()))


def compile_shapes(shapes: ShapesBundle, ontology: Graph) -> CompiledShapes:
    """Return the compiled shapes; a shape that cannot be compiled passes nothing of its class."""
    from rdflib import URIRef

    below = _below(ontology)
    compiler = ShapeCompiler(shapes.graph, below)
    found: dict[str, list[NodeCheck]] = {}
    for shape, target in sorted(shapes.graph.subject_objects(URIRef(SH + "targetClass"))):
        wanted = f"<{target}>"
        check = _compiled(lambda one=shape: compiler.check(one))  # type: ignore[misc]
        for kind in below.get(wanted, frozenset({wanted})):
            found.setdefault(kind, []).append(check)
    others = ((None, URIRef(SH + name), None) in shapes.graph for name in _OTHER_TARGETS)
    return CompiledShapes(
        by_class={kind: tuple(checks) for kind, checks in found.items()},
        classes=frozenset(f"<{name}>" for name in shapes.classes),
        complete=not any(others),
    )


def _compiled(make: Callable[[], NodeCheck]) -> NodeCheck:
    """Return the check of a shape, or one that is never sure."""
    try:
        return make()
    except UnknownFeature as unknown:
        reason = str(unknown)

    def unsure(_graph: TermGraph, _node: str) -> bool:
        raise Unsure(reason)

    return unsure


def _below(ontology: Graph) -> dict[str, frozenset[str]]:
    """Return each class of the hierarchy with itself and all classes below it."""
    from rdflib import URIRef

    verb = URIRef(RDFS.subClassOf)
    classes = {node for pair in ontology.subject_objects(verb) for node in pair}
    return {
        f"<{node}>": frozenset(f"<{one}>" for one in ontology.transitive_subjects(verb, node))
        for node in classes
    }


def _offsets_hold(graph: TermGraph) -> bool:
    """Tell whether the text of every segment is what its offsets cut out of the full text."""
    texts: dict[str, str] = {}
    for node, _ in graph.typed():
        for version in graph.objects(node, _IN_TEXT):
            if version not in texts:
                texts[version] = _only(graph, version, _FULL_TEXT)
            start, end = (_number(graph, node, verb) for verb in (_START, _END))
            if texts[version][start:end] != _only(graph, node, _TEXT):
                return False
    return True


def _only(graph: TermGraph, node: str, predicate: str) -> str:
    """Return the one value of a property; raise Unsure if there is none or several."""
    values = tuple(graph.objects(node, predicate))
    if len(values) != 1 or not is_literal(values[0]):
        raise Unsure(node)
    return literal_of(values[0]).value


def _number(graph: TermGraph, node: str, predicate: str) -> int:
    digits = _only(graph, node, predicate)
    if not (digits.isascii() and digits.isdigit()):
        raise Unsure(digits)
    return int(digits)
