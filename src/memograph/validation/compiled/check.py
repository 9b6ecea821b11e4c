"""Documents passed without a SHACL engine, where nothing in them can be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.rdf.terms import Quad, value_of
from memograph.rdf.vocab import MEMO, RDFS
from memograph.validation.compiled.aims import aimed_at_classes
from memograph.validation.compiled.datatypes import number_of
from memograph.validation.compiled.shapes import Shape, ShapeCompiler
from memograph.validation.compiled.terms import TermGraph
from memograph.validation.compiled.unknown import Unsure
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is asked of the nodes of some classes: a class with all below it.

    None stands for a shape that could not be compiled.
    """

    classes: frozenset[str]
    shapes: tuple[Shape | None, ...]

    def holds(self, graph: TermGraph) -> bool:
        """Tell whether all nodes of the classes conform; raise Unsure if that is not known."""
        nodes = graph.instances(self.classes)
        if not nodes:
            return True
        if None in self.shapes:
            raise Unsure(" ".join(self.classes))
        return not any(shape.failing(graph, nodes) for shape in self.shapes if shape is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledShapes:
    """All shapes with the classes that they are made for, subclasses included."""

    targets: tuple[Target, ...] = field(repr=False)
    classes: frozenset[str]
    complete: bool = True

    def passed(self, quads: Iterable[Quad]) -> Report | None:
        """Return the Report of a document in which no shape finds anything, else None.

        None says nothing of the document: it may be at fault, or beyond what this check knows.
        """
        if not self.complete:
            return None
        try:
            graph = TermGraph(quads)
            nodes = len(graph.instances(self.classes))
            if not nodes or graph.uses(_SUBCLASS):
                return None
            if not all(target.holds(graph) for target in self.targets):
                return None
            if not _offsets_hold(graph):
                return None
        except Unsure:
            return None
        return Report(engine=ENGINE, triples=graph.size, nodes=nodes)


def compile_shapes(shapes: ShapesBundle, ontology: Graph) -> CompiledShapes:
    """Return the compiled shapes; a shape that cannot be compiled passes nothing of its class."""
    from rdflib import URIRef

    below = _below(ontology)
    compiler = ShapeCompiler(shapes.graph, below)
    targets = []
    for node, target in sorted(shapes.graph.subject_objects(URIRef(SH + "targetClass"))):
        wanted = f"<{target}>"
        classes = below.get(wanted, frozenset({wanted}))
        targets.append(Target(classes=classes, shapes=_compiled(compiler, node)))
    return CompiledShapes(
        targets=tuple(targets),
        classes=frozenset(f"<{name}>" for name in shapes.classes),
        complete=aimed_at_classes(shapes.graph) and _is_hierarchy(ontology),
    )


def _compiled(compiler: ShapeCompiler, node: Node) -> tuple[Shape | None, ...]:
    """Return the shapes of a node, or None in their place."""
    try:
        return compiler.shapes(node)
    except Exception:  # noqa: BLE001 - whatever it is, pyshacl knows or says it
        return (None,)


def _is_hierarchy(ontology: Graph) -> bool:
    """Tell whether an ontology only says which classes are below which."""
    from rdflib import URIRef

    verb = URIRef(RDFS.subClassOf)
    return all(
        told == verb and isinstance(lower, URIRef) and isinstance(higher, URIRef)
        for lower, told, higher in ontology
    )


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
    in_text, full_texts = graph.column(_IN_TEXT), graph.column(_FULL_TEXT)
    words, starts, ends = (graph.column(verb) for verb in (_TEXT, _START, _END))
    for column in (in_text, full_texts, words, starts, ends):
        if not column.more.keys().isdisjoint((*in_text.first, *full_texts.first)):
            raise Unsure("several values of what a segment has once")
    texts: dict[str, str] = {}
    try:
        for node, version in in_text.first.items():
            if version not in texts:
                texts[version] = _string(full_texts.first[version])
            start, end = number_of(starts.first[node]), number_of(ends.first[node])
            if type(start) is not int or type(end) is not int or start < 0 or end < 0:
                raise Unsure(node)
            cut, term = texts[version][start:end], words.first[node]
            # Where nothing is escaped, the spelling of a text is the text.
            plain = "\\" not in cut and term.startswith(f'"{cut}"') and term.count('"') == 2  # noqa: PLR2004
            if not plain and cut != _string(term):
                return False
    except KeyError as missing:
        raise Unsure(missing) from missing
    return True


def _string(term: str) -> str:
    """Return the characters of a literal; raise Unsure for what is none."""
    if term[0] != '"':
        raise Unsure(term)
    return value_of(term)
