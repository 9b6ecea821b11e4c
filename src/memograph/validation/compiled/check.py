"""Documents passed without a SHACL engine, where nothing in them can be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.rdf.terms import Quad, value_of
from memograph.rdf.vocab import MEMO, RDFS
from memograph.validation.compiled.paths import UnknownFeature
from memograph.validation.compiled.shapes import Shape, ShapeCompiler
from memograph.validation.compiled.terms import TYPE, Own, TermGraph, Unsure
from memograph.validation.report import Report
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from memograph.validation.rules import ShapesBundle

ENGINE: Final = "memograph compiled"
"""The name by which a Report says that no engine was asked."""

_SUBCLASS: Final = f"<{RDFS.subClassOf}>"
_IN_TEXT, _TEXT, _START, _END, _FULL_TEXT = (
    f"<{iri}>" for iri in (MEMO.inText, MEMO.text, MEMO.startIndex, MEMO.endIndex, MEMO.fullText)
)
_MOST_PLANS: Final = 10_000
_OTHER_TARGETS: Final = ("target", "targetNode", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked of the nodes of some classes.

    `required` and `always` are the shapes to look at in any case, with the property that they are
    about or along their path. `of_values` are those that matter only where a node has the property:
    most nodes have few of those that they may have.
    """

    required: tuple[tuple[str, Shape], ...]
    always: tuple[Shape, ...]
    of_values: Mapping[str, tuple[Shape, ...]]
    counted: bool

    def holds(self, graph: TermGraph, node: str, own: Own) -> bool:
        """Tell whether a node conforms to all shapes of its classes."""
        for predicate, shape in self.required:
            if not shape.holds(graph, node, own.get(predicate, ())):
                return False
        for shape in self.always:
            if not shape.conforms(graph, node):
                return False
        for predicate, values in own.items():
            for shape in self.of_values.get(predicate, ()):
                if not shape.holds(graph, node, values):
                    return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledShapes:
    """All shapes by the class that they are made for, subclasses included.

    None stands for a shape that could not be compiled. `plans` are made when first needed.
    """

    by_class: Mapping[str, tuple[Shape | None, ...]] = field(repr=False)
    classes: frozenset[str]
    complete: bool = True
    plans: dict[tuple[str, ...], Plan] = field(default_factory=dict, repr=False)

    def passed(self, quads: Iterable[Quad]) -> Report | None:
        """Return the Report of a document in which no shape finds anything, else None.

        None says nothing of the document: it may be at fault, or beyond what this check knows.
        """
        graph = TermGraph(quads)
        if not self.complete or graph.uses(_SUBCLASS):
            return None
        nodes = 0
        try:
            for node, own in graph.nodes.items():
                if TYPE not in own:
                    continue
                plan = self._plan(tuple(own[TYPE]))
                nodes += plan.counted
                if not plan.holds(graph, node, own):
                    return None
            if not nodes or not _offsets_hold(graph):
                return None
        except Unsure:
            return None
        return Report(engine=ENGINE, triples=graph.size, nodes=nodes)

    def _plan(self, kinds: tuple[str, ...]) -> Plan:
        """Return what is asked of a node of these classes; raise Unsure if that is not known."""
        known = self.plans.get(kinds)
        if known is not None:
            return known
        shapes = dict.fromkeys(one for kind in kinds for one in self.by_class.get(kind, ()))
        if None in shapes:
            raise Unsure(f"a shape for {' '.join(kinds)}")
        made = _planned(
            [shape for shape in shapes if shape is not None],
            counted=not self.classes.isdisjoint(kinds),
        )
        if len(self.plans) < _MOST_PLANS:
            self.plans[kinds] = made
        return made


def _planned(shapes: Iterable[Shape], *, counted: bool) -> Plan:
    of_values: dict[str, tuple[Shape, ...]] = {}
    required: list[tuple[str, Shape]] = []
    always: list[Shape] = []
    for shape in shapes:
        if not shape.predicate:
            always.append(shape)
        elif shape.vacuous:
            of_values[shape.predicate] = (*of_values.get(shape.predicate, ()), shape)
        else:
            required.append((shape.predicate, shape))
    return Plan(
        required=tuple(required), always=tuple(always), of_values=of_values, counted=counted
    )


def compile_shapes(shapes: ShapesBundle, ontology: Graph) -> CompiledShapes:
    """Return the compiled shapes; a shape that cannot be compiled passes nothing of its class."""
    from rdflib import URIRef

    below = _below(ontology)
    compiler = ShapeCompiler(shapes.graph, below)
    found: dict[str, list[Shape | None]] = {}
    for node, target in sorted(shapes.graph.subject_objects(URIRef(SH + "targetClass"))):
        wanted = f"<{target}>"
        made = _compiled(compiler, node)
        for kind in below.get(wanted, frozenset({wanted})):
            found.setdefault(kind, []).extend(made)
    others = ((None, URIRef(SH + name), None) in shapes.graph for name in _OTHER_TARGETS)
    return CompiledShapes(
        by_class={kind: tuple(checks) for kind, checks in found.items()},
        classes=frozenset(f"<{name}>" for name in shapes.classes),
        complete=not any(others),
    )


def _compiled(compiler: ShapeCompiler, node: Node) -> tuple[Shape | None, ...]:
    """Return the shapes of a node, or None in their place."""
    try:
        return compiler.shapes(node)
    except UnknownFeature:
        return (None,)


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
    for node, own in graph.nodes.items():
        for version in own.get(_IN_TEXT, ()):
            if version not in texts:
                texts[version] = _only(graph, version, _FULL_TEXT)
            start, end = (_number(graph, node, verb) for verb in (_START, _END))
            if texts[version][start:end] != _only(graph, node, _TEXT):
                return False
    return True


def _only(graph: TermGraph, node: str, predicate: str) -> str:
    """Return the one value of a property; raise Unsure if there is none or several."""
    values = tuple(graph.objects(node, predicate))
    if len(values) != 1 or values[0][0] != '"':
        raise Unsure(node)
    return value_of(values[0])


def _number(graph: TermGraph, node: str, predicate: str) -> int:
    digits = _only(graph, node, predicate)
    if not (digits.isascii() and digits.isdigit()):
        raise Unsure(digits)
    return int(digits)
