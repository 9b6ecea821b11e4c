"""Whether pyshacl surely loads the shapes of a graph, and aims them by sh:targetClass alone.

What a shape asks is looked at when it is compiled. Here is what concerns all documents, whatever
classes their nodes have: pyshacl finds shapes, and what they are made for, in more ways than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from memograph.validation.compiled.lists import members
from memograph.validation.compiled.unknown import UnknownFeature
from memograph.validation.rules import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_OTHER_TARGETS: Final = ("target", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_OF_SHAPES: Final = ("and", "or", "xone")
"""Parameters whose values are lists of shapes, which pyshacl reads before it judges anything."""


def aimed_at_classes(shapes: Graph) -> bool:
    """Tell whether all is well known: no other targets, no components, nothing that is refused.

    >>> from rdflib import Graph
    >>> aimed_at_classes(Graph())
    True
    """
    from rdflib import RDF, RDFS, URIRef

    if any((None, URIRef(SH + name), None) in shapes for name in _OTHER_TARGETS):
        return False
    targets = shapes.objects(None, URIRef(SH + "targetClass"))
    if not all(isinstance(target, URIRef) for target in targets):
        return False
    component = URIRef(SH + "ConstraintComponent")
    if any((None, verb, component) in shapes for verb in (RDF.type, RDFS.subClassOf)):
        return False
    return not _holds_classes_as_shapes(shapes) and _is_loaded(shapes)


def _holds_classes_as_shapes(shapes: Graph) -> bool:
    """Tell whether a shape is a class, which makes it a shape of all nodes of that class."""
    from rdflib import OWL, RDF, RDFS

    kinds: set[Node] = {RDFS.Class, OWL.Class}
    kinds.update(shapes.subjects(RDFS.subClassOf, RDFS.Class))
    return any(
        _says_shacl(shapes, node) for kind in kinds for node in shapes.subjects(RDF.type, kind)
    )


def _says_shacl(shapes: Graph, node: Node) -> bool:
    """Tell whether anything of SHACL is said of a node."""
    about = shapes.predicate_objects(node)
    return any(str(term).startswith(SH) for pair in about for term in pair)


def _is_loaded(shapes: Graph) -> bool:
    """Tell whether no shape is spelled so that pyshacl refuses them all."""
    from rdflib import RDF, Literal, URIRef

    path = URIRef(SH + "path")
    nodes, properties = (
        set(shapes.subjects(RDF.type, URIRef(SH + kind))) for kind in ("NodeShape", "PropertyShape")
    )
    with_paths = list(shapes.subjects(path))
    if len(set(with_paths)) < len(with_paths):
        return False
    if not nodes.isdisjoint((*properties, *with_paths)) or not properties <= set(with_paths):
        return False
    off = list(shapes.subject_objects(URIRef(SH + "deactivated")))
    if len({node for node, _ in off}) < len(off) or not all(isinstance(v, Literal) for _, v in off):
        return False
    try:
        for name in _OF_SHAPES:
            for value in shapes.objects(None, URIRef(SH + name)):
                members(shapes, value)
    except UnknownFeature:
        return False
    return True
