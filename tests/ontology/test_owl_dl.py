"""The ontology keeps the rules of OWL 2 DL that can be told without a reasoner."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Literal

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
PROPERTIES = KINDS[1:]
BUILT_IN = tuple(str(space) for space in (OWL, RDF, RDFS, XSD))
ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.isDefinedBy, OWL.versionInfo}
GRAMMAR = {
    RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range,
    OWL.inverseOf, OWL.propertyChainAxiom, OWL.disjointWith, OWL.members, OWL.versionIRI,
}  # fmt: skip
TYPES = {
    *KINDS, OWL.Ontology, OWL.AllDisjointClasses, OWL.FunctionalProperty, OWL.AsymmetricProperty,
    OWL.IrreflexiveProperty, OWL.TransitiveProperty,
}  # fmt: skip
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.dateTime, RDF.PlainLiteral, RDFS.Literal}
NEED_SIMPLE = (OWL.FunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)


def kinds(graph: Graph, node) -> set[URIRef]:
    return {kind for kind in KINDS if (node, RDF.type, kind) in graph}


def nodes_of_kind(graph: Graph, kind) -> set:
    return set(graph.subjects(RDF.type, kind))


def problems(graph: Graph) -> list[str]:
    """Return every breach that was found, in words."""
    return sorted(
        [
            *punning(graph),
            *undeclared(graph),
            *misused_vocabulary(graph),
            *mixed_hierarchies(graph),
            *no_classes(graph),
            *no_object_properties(graph),
            *unknown_datatypes(graph),
            *not_simple(graph),
        ]
    )


def punning(graph):
    for node in set(graph.subjects(RDF.type)):
        found = kinds(graph, node)
        if len(found) > 1:
            yield f"{node} is of several kinds"


def undeclared(graph):
    for predicate in set(graph.predicates()):
        if predicate not in GRAMMAR | ANNOTATIONS and not kinds(graph, predicate):
            yield f"{predicate} is used and not declared"
    annotations = nodes_of_kind(graph, OWL.AnnotationProperty) | ANNOTATIONS
    for subject, predicate, _ in graph:
        if predicate not in GRAMMAR | annotations:
            yield f"{predicate} is used on {subject} and is no annotation property"


def misused_vocabulary(graph):
    for kind in set(graph.objects(None, RDF.type)) - TYPES:
        yield f"{kind} is no type of OWL 2"
    for subject in set(graph.subjects()):
        if str(subject).startswith(BUILT_IN):
            yield f"{subject} belongs to the language"


def mixed_hierarchies(graph):
    for lower, upper in graph.subject_objects(RDFS.subPropertyOf):
        if len(kinds(graph, lower)) != 1 or kinds(graph, lower) != kinds(graph, upper):
            yield f"{lower} and {upper} are of different kinds"


def no_classes(graph):
    classes = nodes_of_kind(graph, OWL.Class) | {OWL.Thing}
    for by in (RDFS.subClassOf, OWL.disjointWith, RDFS.domain):
        for node in set(graph.objects(None, by)) - classes:
            yield f"{node} is no class and stands behind {by}"
    for members in graph.objects(None, OWL.members):
        for node in set(Collection(graph, members)) - classes:
            yield f"{node} is no class and shall be disjoint"
    for relation in nodes_of_kind(graph, OWL.ObjectProperty):
        if set(graph.objects(relation, RDFS.range)) - classes:
            yield f"the range of {relation} is no class"


def no_object_properties(graph):
    relations = nodes_of_kind(graph, OWL.ObjectProperty)
    for relation in relations:
        chained = [Collection(graph, c) for c in graph.objects(relation, OWL.propertyChainAxiom)]
        linked = {*graph.objects(relation, OWL.inverseOf), *(p for chain in chained for p in chain)}
        for node in linked - relations:
            yield f"{node} is no object property and stands beside {relation}"


def unknown_datatypes(graph):
    for attribute in nodes_of_kind(graph, OWL.DatatypeProperty):
        if set(graph.objects(attribute, RDFS.range)) - DATATYPES:
            yield f"the range of {attribute} is not in the datatype map"


def not_simple(graph):
    complex_ = set(graph.subjects(OWL.propertyChainAxiom))
    complex_ |= nodes_of_kind(graph, OWL.TransitiveProperty)
    above = {
        upper for node in complex_ for upper in graph.transitive_objects(node, RDFS.subPropertyOf)
    }
    for node in complex_ | above:
        for kind in NEED_SIMPLE:
            if (node, RDF.type, kind) in graph:
                yield f"{node} is not simple and may not be a {kind}"


def test_ontology_keeps_the_rules_of_owl_dl(memo):
    assert problems(memo) == []


def test_ontology_has_blank_nodes_only_in_lists_and_disjointness(memo):
    blank = {node for node in memo.subjects() if isinstance(node, BNode)}
    lists = set(memo.subjects(RDF.first)) | set(memo.subjects(OWL.members))
    assert blank == lists


def test_rules_catch_what_they_forbid(memo):
    broken = Graph()
    broken += memo
    meeting = URIRef("https://w3id.org/memograph/ontology#Meeting")
    said_by = URIRef("https://w3id.org/memograph/ontology#saidBy")
    broken.add((meeting, RDF.type, OWL.ObjectProperty))
    broken.add((said_by, RDF.type, OWL.FunctionalProperty))
    broken.add((said_by, RDFS.subPropertyOf, SKOS.prefLabel))
    broken.add((meeting, URIRef("https://data.example/undeclared"), Literal("x")))
    broken.add((RDF.type, RDFS.label, Literal("type", lang="en")))
    found = problems(broken)
    words = ("several kinds", "not simple", "different kinds", "not declared", "to the language")
    assert all(any(word in problem for problem in found) for word in words)
