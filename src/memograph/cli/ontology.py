"""`memograph ontology`: the terms of the ontology and of its concept schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from memograph.cli import talk

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

MEMO: Final = "https://w3id.org/memograph/ontology#"
VOCAB: Final = "https://w3id.org/memograph/vocab/"

_KINDS: Final = {
    "class": "http://www.w3.org/2002/07/owl#Class",
    "object property": "http://www.w3.org/2002/07/owl#ObjectProperty",
    "datatype property": "http://www.w3.org/2002/07/owl#DatatypeProperty",
    "annotation property": "http://www.w3.org/2002/07/owl#AnnotationProperty",
    "concept": "http://www.w3.org/2004/02/skos/core#Concept",
    "concept scheme": "http://www.w3.org/2004/02/skos/core#ConceptScheme",
}

_SHOWN: Final = {
    "label": ("rdfs:label", "skos:prefLabel"),
    "definition": ("skos:definition",),
    "note": ("skos:scopeNote", "rdfs:comment"),
    "subclass of": ("rdfs:subClassOf",),
    "subproperty of": ("rdfs:subPropertyOf",),
    "domain": ("rdfs:domain",),
    "range": ("rdfs:range",),
    "inverse of": ("owl:inverseOf",),
    "values from": ("memo:usesScheme",),
    "in scheme": ("skos:inScheme",),
    "example": ("skos:example", "vann:example"),
    "alignment": (
        "owl:equivalentClass", "owl:equivalentProperty",
        "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch",
        "skos:relatedMatch", "rdfs:seeAlso",
    ),
}  # fmt: skip
"""The lines shown for one term, and the properties whose values stand in them."""


@click.command()
@click.argument("term", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@talk.guarded
def ontology(term: str | None, *, as_json: bool) -> None:
    """List the terms of the ontology, or show one TERM (Meeting, role/interpreter …)."""
    graph = _graph()
    if term is None:
        _list_terms(graph, as_json=as_json)
        return
    found = _find(graph, term)
    if found is None:
        raise click.UsageError(f"There is no term {term}; `memograph ontology` lists them.")
    lines = {"iri": [str(found)], "kind": [_kind(graph, found)], **_lines(graph, found)}
    if as_json:
        talk.print_json(lines)
        return
    for name, values in lines.items():
        for value in values:
            click.echo(f"{name:<15} {value}")


def _graph() -> Graph:
    """Return the ontology, its alignments and its schemes as one graph."""
    from rdflib import Graph, Namespace

    from memograph import resources

    graph = Graph()
    texts = [text for _, text in (*resources.schemes(), *resources.alignments())]
    for text in (resources.ontology(), *texts):
        graph.parse(data=text, format="turtle")
    graph.bind("memo", Namespace(MEMO), override=True, replace=True)
    graph.bind("vann", Namespace("http://purl.org/vocab/vann/"))
    return graph


def _list_terms(graph: Graph, *, as_json: bool) -> None:
    rows = [
        {"term": _short(graph, subject), "kind": kind, "definition": _definition(graph, subject)}
        for kind, iri in _KINDS.items()
        for subject in _instances(graph, iri)
    ]
    if as_json:
        talk.print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['kind']:<19} {row['term']:<28} {row['definition']}")


def _instances(graph: Graph, kind: str) -> list[URIRef]:
    from rdflib import RDF, URIRef

    return sorted(
        subject
        for subject in graph.subjects(RDF.type, URIRef(kind), unique=True)
        if isinstance(subject, URIRef) and str(subject).startswith((MEMO, VOCAB))
    )


def _kind(graph: Graph, subject: Node) -> str:
    from rdflib import RDF, URIRef

    kinds = (name for name, iri in _KINDS.items() if (subject, RDF.type, URIRef(iri)) in graph)
    return next(kinds, "term")


def _find(graph: Graph, term: str) -> Node | None:
    """Return the node of a term given by name, as `memo:` name, `scheme/concept` or IRI."""
    from rdflib import URIRef

    name = term.removeprefix("memo:")
    for candidate in (URIRef(MEMO + name), URIRef(VOCAB + name), URIRef(term)):
        if (candidate, None, None) in graph:
            return candidate
    return None


def _definition(graph: Graph, subject: Node) -> str:
    from rdflib import SKOS

    return min((str(value) for value in graph.objects(subject, SKOS.definition)), default="")


def _lines(graph: Graph, subject: Node) -> dict[str, list[str]]:
    """Return what is known of a term, line by line, in a fixed order."""
    found: dict[str, list[str]] = {}
    for name, predicates in _SHOWN.items():
        for predicate in predicates:
            iri = graph.namespace_manager.expand_curie(predicate)
            values = sorted(_value(graph, value) for value in graph.objects(subject, iri))
            mark = f"{predicate} " if name == "alignment" else ""
            found.setdefault(name, []).extend(f"{mark}{value}" for value in values)
    return {name: values for name, values in found.items() if values}


def _value(graph: Graph, node: Node) -> str:
    """Return a node as a person reads it; a union as `A or B`."""
    from rdflib import OWL, BNode, Literal
    from rdflib.collection import Collection

    if isinstance(node, Literal):
        return f"{node} ({node.language})" if node.language else str(node)
    if isinstance(node, BNode):
        union = graph.value(node, OWL.unionOf)
        if union is None:
            return "(an expression)"
        return " or ".join(_short(graph, member) for member in Collection(graph, union))
    return _short(graph, node)


def _short(graph: Graph, node: Node) -> str:
    text = str(node)
    if text.startswith(VOCAB):
        return text.removeprefix(VOCAB)
    if text.startswith(MEMO):
        return text.removeprefix(MEMO)
    return node.n3(graph.namespace_manager)
