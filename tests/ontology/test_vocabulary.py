"""rdf/vocab.py says the same as the files of the ontology."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, SKOS, URIRef

from memograph.rdf import vocab


def test_memo_names_are_those_of_the_ontology(memo):
    subjects = {
        str(subject) for subject in memo.subjects() if str(subject).startswith(vocab.MEMO.namespace)
    }
    assert subjects == set(vocab.MEMO.terms.values())


def test_ontology_version_is_that_of_the_header(memo):
    ontology = URIRef(vocab.ONTOLOGY)
    assert (ontology, RDF.type, OWL.Ontology) in memo
    assert str(memo.value(ontology, OWL.versionIRI)) == vocab.ONTOLOGY_VERSION
    number = str(memo.value(ontology, OWL.versionInfo))
    assert f"{vocab.ONTOLOGY}/{number}" == vocab.ONTOLOGY_VERSION


def test_schemes_hold_the_concepts_of_the_files(schemes):
    found = {
        (str(scheme), str(concept)) for concept, scheme in schemes.subject_objects(SKOS.inScheme)
    }
    expected = {
        (f"{vocab.VOCAB}{scheme}", vocab.concept(scheme, slug))
        for scheme, slugs in vocab.SCHEMES.items()
        for slug in slugs
    }
    assert found == expected


def test_prefixes_are_those_of_the_ontology(memo):
    bound = {prefix: str(namespace) for prefix, namespace in memo.namespaces()}
    shared = set(bound) & set(vocab.PREFIXES)
    assert {"memo", "prov", "schema", "skos"} <= shared
    assert {name: bound[name] for name in shared} == {name: vocab.PREFIXES[name] for name in shared}


def test_prefixes_hold_one_for_each_scheme():
    assert {scheme: vocab.PREFIXES[scheme] for scheme in vocab.SCHEMES} == {
        scheme: f"{vocab.VOCAB}{scheme}/" for scheme in vocab.SCHEMES
    }


def test_vocabulary_unknown_term_fails():
    with pytest.raises(AttributeError, match="Meating"):
        _ = vocab.MEMO.Meating
    with pytest.raises(KeyError, match="Meating"):
        _ = vocab.MEMO["Meating"]
    assert vocab.VOID["class"] == "http://rdfs.org/ns/void#class"


@pytest.mark.parametrize(("scheme", "slug"), [("role", "juggler"), ("rolle", "chair")])
def test_concept_unknown_fails_with_its_name(scheme, slug):
    with pytest.raises(LookupError, match=r"juggler|rolle"):
        vocab.concept(scheme, slug)
