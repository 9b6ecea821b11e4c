"""The JSON-LD context has every term, and two libraries read through it the same."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Dataset, Literal, URIRef

from memograph.rdf.vocab import EDTF, MEMO, PREFIXES, SCHEMES, VOCAB, XSD

EXACT = {
    "date": XSD.date,
    "dateEDTF": EDTF,
    "createdEDTF": EDTF,
    "duration": XSD.dayTimeDuration,
}
"""Datatypes that OWL 2 does not know, so that the ontology's range is rdfs:Literal."""


@pytest.fixture(scope="module")
def context(ontology_folder):
    return json.loads((ontology_folder / "context.jsonld").read_text(encoding="utf-8"))["@context"]


def expand(context, compact):
    prefix, colon, local = compact.partition(":")
    return context[prefix] + local if colon and prefix in context else compact


def iri(context, definition):
    return expand(context, definition if isinstance(definition, str) else definition["@id"])


def test_context_has_every_term(context):
    assert {name: iri(context, context[name]) for name in MEMO} == dict(MEMO.terms)


@pytest.mark.parametrize("name", sorted(MEMO))
def test_context_types_values_as_the_ontology_does(memo, context, name):
    term = URIRef(MEMO[name])
    kind = context[name].get("@type") if isinstance(context[name], dict) else None
    if (term, RDF.type, OWL.ObjectProperty) in memo:
        assert kind == "@id"
    elif (term, RDF.type, OWL.DatatypeProperty) in memo:
        expected = EXACT.get(name, str(memo.value(term, RDFS.range)))
        untyped = expected in (XSD.string, f"{RDF}PlainLiteral")
        assert (kind and expand(context, kind)) == (None if untyped else expected)


def test_context_has_no_language_and_no_container_that_could_lose_something(context):
    assert "@language" not in context
    assert "@vocab" not in context
    keywords = {key for value in context.values() if isinstance(value, dict) for key in value}
    assert keywords == {"@id", "@type"}


def test_context_prefixes_are_those_of_the_project_and_one_for_all_schemes(context):
    prefixes = {
        key: value for key, value in context.items() if str(value).startswith(("http:", "https:"))
    }
    expected = {name: iri for name, iri in PREFIXES.items() if name not in SCHEMES}
    assert prefixes == {**expected, "vocab": VOCAB}


def test_context_keeps_each_name_for_one_meaning(context):
    iris = [iri(context, value) for key, value in context.items() if key != "@version"]
    assert len(iris) == len(set(iris))


def document(context):
    meeting = {
        "@id": "https://data.example/doc/a/meeting",
        "@type": ["Event", "Meeting"],
        "label": {"@value": "Talk", "@language": "en"},
        "date": "1958-03-03",
        "dateEDTF": "1958-03~",
        "duration": "PT1H30M",
        "startedAt": "1958-03-03T18:00:00",
        "startQualifier": "vocab:qualifier/about",
        "timeInSource": "1958",
        "hasPart": {
            "@id": "https://data.example/doc/a/turn/0001",
            "@type": ["Event", "Turn"],
            "order": "1",
            "speaker": ["https://data.example/agent/a", "https://data.example/agent/b"],
        },
    }
    participation = {
        "@id": "https://data.example/doc/a/participation/a",
        "role": ["vocab:role/chair", "https://w3id.org/memograph/vocab/role/host"],
        "confidence": "0.9",
        "nameInSource": ["true", "1"],
        "extractedBy": "https://data.example/run/1",
    }
    graph = "https://data.example/doc/a/graph"
    return json.dumps({"@context": context, "@id": graph, "@graph": [meeting, participation]})


def read_with_pyoxigraph(text):
    return {
        (quad.subject.value, quad.predicate.value, str(quad.object), quad.graph_name.value)
        for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)
    }


def spelled(node):
    """Return a node of rdflib as pyoxigraph spells it."""
    if isinstance(node, Literal):
        datatype = node.datatype and ox.NamedNode(node.datatype)
        return str(ox.Literal(str(node), language=node.language, datatype=datatype))
    return f"<{node}>"


def read_with_rdflib(text):
    dataset = Dataset()
    dataset.parse(data=text, format="json-ld")
    return {(str(s), str(p), spelled(o), str(g)) for s, p, o, g in dataset.quads()}


# rdflib's JSON-LD parser itself uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_context_is_read_alike_by_both_libraries(context):
    text = document(context)
    assert read_with_rdflib(text) == read_with_pyoxigraph(text)


def test_context_gives_the_literals_that_were_written(context):
    objects = {(p.rpartition("#")[2], o) for _, p, o, _ in read_with_pyoxigraph(document(context))}
    assert objects >= {
        ("order", f'"1"^^<{XSD.integer}>'),
        ("confidence", f'"0.9"^^<{XSD.decimal}>'),
        ("date", f'"1958-03-03"^^<{XSD.date}>'),
        ("dateEDTF", f'"1958-03~"^^<{EDTF}>'),
        ("duration", f'"PT1H30M"^^<{XSD.dayTimeDuration}>'),
        ("startedAt", f'"1958-03-03T18:00:00"^^<{XSD.dateTime}>'),
        ("label", '"Talk"@en'),
        ("timeInSource", '"1958"'),
        ("nameInSource", '"true"'),
        ("nameInSource", '"1"'),
        ("role", f"<{VOCAB}role/chair>"),
        ("role", f"<{VOCAB}role/host>"),
        ("startQualifier", f"<{VOCAB}qualifier/about>"),
    }
