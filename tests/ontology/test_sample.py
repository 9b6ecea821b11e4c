"""The sample graph leaves no class and no property out, and its offsets are right."""

from __future__ import annotations

from rdflib import RDF, Graph, URIRef

from memograph.rdf.vocab import MEMO


def node(name: str) -> URIRef:
    return URIRef(MEMO[name])


def test_sample_instantiates_every_class_and_uses_every_property(sample):
    graph = Graph().parse(sample, format="turtle")
    used = {str(predicate) for predicate in graph.predicates()}
    used |= {str(kind) for kind in graph.objects(None, RDF.type)}
    assert {name for name in MEMO if MEMO[name] not in used} == {"usesScheme"}


def test_sample_segments_are_where_they_say(sample):
    graph = Graph().parse(sample, format="turtle")
    segments = list(graph.subject_objects(node("inText")))
    assert segments
    for segment, version in segments:
        start, end = (int(graph.value(segment, node(at))) for at in ("startIndex", "endIndex"))
        full = str(graph.value(version, node("fullText")))
        assert full[start:end] == str(graph.value(segment, node("text")))
