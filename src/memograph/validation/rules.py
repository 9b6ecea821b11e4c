"""The shapes and the class hierarchy, loaded once and handed to every validation.

It knows how a shapes graph names its rules: a node shape carries the problem code, each property
shape belongs to a node shape, and `sh:message` is the sentence that people read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from memograph.problems import MemographError, catalogue, problem

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH = "http://www.w3.org/ns/shacl#"
FOREIGN_CODE = "MG489"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a shape says to people: its problem code and its sentence, in English if it has one."""

    code: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShapesBundle:
    """A shapes graph with what a Report needs of it: the rules by the IRI of their shape.

    The graph is not to be changed once something was validated: engines keep what they made of it.
    """

    graph: Graph = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    classes: frozenset[str]

    def rule(self, shape: str) -> Rule:
        """Return the rule of the shape with this IRI; one without a code has the code MG489."""
        return self.rules.get(shape, Rule(code=FOREIGN_CODE))


def load_shapes(texts: Iterable[tuple[str, str]]) -> ShapesBundle:
    """Return the shapes of these files, given as (file name, Turtle).

    >>> from memograph import resources
    >>> bundle = load_shapes(resources.shapes())
    >>> bundle.rule("https://w3id.org/memograph/shapes#Meeting-date").code
    'MG406'
    """
    from rdflib import URIRef

    graph = _parse(texts)
    return ShapesBundle(
        graph=graph,
        rules=MappingProxyType(_rules(graph)),
        classes=frozenset(
            str(node)
            for node in graph.objects(None, URIRef(SH + "targetClass"))
            if isinstance(node, URIRef)
        ),
    )


def load_ontology(texts: Iterable[tuple[str, str]]) -> Graph:
    """Return the class hierarchy of these files, given as (file name, Turtle).

    SHACL asks an ontology for subclasses only. The rest of it is left behind, because the engine
    copies what it is given for every document.
    """
    from rdflib import RDFS, Graph, URIRef

    hierarchy = Graph(bind_namespaces="none")
    for lower, higher in _parse(texts).subject_objects(RDFS.subClassOf):
        if isinstance(lower, URIRef) and isinstance(higher, URIRef):
            hierarchy.add((lower, RDFS.subClassOf, higher))
    return hierarchy


def _parse(texts: Iterable[tuple[str, str]]) -> Graph:
    """Return one graph of all the texts."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for name, text in texts:
        try:
            graph.parse(data=text, format="turtle")
        except Exception as error:  # the Turtle parser raises half a dozen unrelated types
            reason = " ".join(str(error).split())[:200]
            raise MemographError(problem("MG491", name=name, reason=reason)) from error
    return graph


def _rules(graph: Graph) -> dict[str, Rule]:
    """Return the rules of the shapes graph by the IRI of the shape."""
    from rdflib import DCTERMS, URIRef

    rules: dict[str, Rule] = {}
    for owner, code in graph.subject_objects(DCTERMS.identifier):
        known = str(code) if str(code) in catalogue() else FOREIGN_CODE
        rules[str(owner)] = Rule(code=known, message=_message(graph, owner))
        for shape in graph.objects(owner, URIRef(SH + "property")):
            rules[str(shape)] = Rule(code=known, message=_message(graph, shape))
    return rules


def _message(graph: Graph, shape: Node) -> str:
    """Return the sentence of a shape: the English one, else the first."""
    from rdflib import Literal, URIRef

    found = [
        (node.language != "en", str(node))
        for node in graph.objects(shape, URIRef(SH + "message"))
        if isinstance(node, Literal)
    ]
    return min(found)[1] if found else ""
