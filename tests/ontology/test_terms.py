"""Every term and every concept is documented, aligned and reachable."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from memograph.rdf.vocab import MEMO, ONTOLOGY, SCHEMES, VOCAB

TERMS = sorted(MEMO)
LANGUAGES = {"en", "de", "fr"}
MATCHES = (SKOS.closeMatch, SKOS.relatedMatch)
SUPER = (RDFS.subClassOf, RDFS.subPropertyOf)


def term(name: str) -> URIRef:
    return URIRef(MEMO[name])


@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example])
def test_term_has_label_definition_and_example_in_english(memo, name, predicate):
    values = list(memo.objects(term(name), predicate))
    assert [value.language for value in values] == ["en"]
    assert str(values[0]).strip()


@pytest.mark.parametrize("name", TERMS)
def test_term_is_defined_by_the_ontology(memo, name):
    assert (term(name), RDFS.isDefinedBy, URIRef(ONTOLOGY)) in memo


@pytest.mark.parametrize("name", TERMS)
def test_term_is_aligned_or_stands_under_a_term_that_is(memo, name):
    above = {term(name), *memo.transitive_objects(term(name), RDFS.subClassOf)}
    above |= set(memo.transitive_objects(term(name), RDFS.subPropertyOf))
    anchors = {thing for thing in above if not str(thing).startswith(MEMO.namespace)}
    anchors |= {match for node in above for by in MATCHES for match in memo.objects(node, by)}
    assert anchors


def test_properties_have_domain_and_range_or_say_why_not(memo):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {name for name in MEMO for kind in kinds if (term(name), RDF.type, kind) in memo}
    assert len(properties) == 104
    for name in sorted(properties):
        comment = memo.value(term(name), RDFS.comment, default=Literal(""))
        domain = memo.value(term(name), RDFS.domain)
        range_ = memo.value(term(name), RDFS.range)
        assert range_ is not None, name
        if range_ in (OWL.Thing, RDFS.Literal):
            assert "range" in comment, name
        if domain is None:
            assert comment.startswith("No domain:"), name


def test_labels_and_definitions_are_never_shared(memo):
    for predicate in (RDFS.label, SKOS.definition):
        values = [
            (str(memo.value(term(name), predicate)), (term(name), RDF.type, OWL.Class) in memo)
            for name in MEMO
        ]
        assert len(values) == len(set(values))


def test_header_tells_title_license_version_and_date(memo):
    ontology = URIRef(ONTOLOGY)
    vann = "http://purl.org/vocab/vann/"
    assert memo.value(ontology, DCTERMS.title).language == "en"
    assert memo.value(ontology, DCTERMS.description).language == "en"
    assert memo.value(ontology, DCTERMS.license) == URIRef(
        "https://creativecommons.org/licenses/by/4.0/"
    )
    assert memo.value(ontology, DCTERMS.issued) == Literal("2026-11-22", datatype=XSD.date)
    assert isinstance(memo.value(ontology, DCTERMS.creator), URIRef)
    assert str(memo.value(ontology, URIRef(f"{vann}preferredNamespacePrefix"))) == "memo"
    assert str(memo.value(ontology, URIRef(f"{vann}preferredNamespaceUri"))) == MEMO.namespace


def test_terms_of_other_vocabularies_are_declared_and_nothing_is_imported(memo):
    assert not list(memo.objects(None, OWL.imports))
    for by in SUPER:
        for anchor in memo.objects(None, by):
            assert (anchor, RDF.type, None) in memo, anchor


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_is_used_by_a_property_with_concepts_as_values(memo, scheme):
    users = list(memo.subjects(URIRef(MEMO.usesScheme), URIRef(VOCAB + scheme)))
    assert len(users) == 1
    assert (users[0], RDF.type, OWL.ObjectProperty) in memo
    if str(users[0]).startswith(MEMO.namespace):
        assert memo.value(users[0], RDFS.range) == SKOS.Concept
    else:
        assert users == [DCTERMS.type]


def test_named_schemes_exist(memo):
    named = {str(scheme) for scheme in memo.objects(None, URIRef(MEMO.usesScheme))}
    assert named == {VOCAB + scheme for scheme in SCHEMES}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_and_its_concepts_are_documented(ontology_folder, scheme):
    graph = Graph().parse(ontology_folder / "vocab" / f"{scheme}.ttl", format="turtle")
    node = URIRef(VOCAB + scheme)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {node}
    assert set(graph.objects(node, SKOS.hasTopConcept)) == concepts
    assert set(graph.subjects(SKOS.topConceptOf, node)) == concepts
    assert graph.value(node, DCTERMS.license) is not None
    for thing in (node, *concepts):
        labels = [label.language for label in graph.objects(thing, SKOS.prefLabel)]
        assert sorted(labels) == sorted(LANGUAGES), thing
        assert [text.language for text in graph.objects(thing, SKOS.definition)] == ["en"], thing


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_labels_are_unique_within_a_scheme(ontology_folder, scheme, language):
    graph = Graph().parse(ontology_folder / "vocab" / f"{scheme}.ttl", format="turtle")
    labels = [
        str(label)
        for concept in graph.subjects(RDF.type, SKOS.Concept)
        for label in graph.objects(concept, SKOS.prefLabel)
        if label.language == language
    ]
    assert len(labels) == len(set(labels)) == len(SCHEMES[scheme])
