"""The page on the ontology: every class, property and concept, from ontology/*.ttl."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node  # noqa: TC002 - as the other names of rdflib

from memograph import resources

MEMO = "https://w3id.org/memograph/ontology#"
VOCAB = "https://w3id.org/memograph/vocab/"
_HEADING = re.compile(r"^#{40,}\n# (?P<heading>.+)\n#{40,}$|^memo:(?P<term>\w+)$", re.MULTILINE)
_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
}
_LINES = {
    "subclass of": RDFS.subClassOf,
    "subproperty of": RDFS.subPropertyOf,
    "domain": RDFS.domain,
    "range": RDFS.range,
    "inverse of": OWL.inverseOf,
    "values from": URIRef(f"{MEMO}usesScheme"),
}
_MATCHES = (
    SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch,
)  # fmt: skip


def ontology_page(note: str) -> Iterator[str]:
    """Yield the page, line by line."""
    graph = _graph()
    header = next(graph.subjects(RDF.type, OWL.Ontology))
    yield from ("# Ontology", "", note, "")
    yield from _introduction(graph, header)
    for heading, terms in _sections().items():
        yield from (f"## {heading}", "")
        for term in terms:
            yield from _term(graph, URIRef(MEMO + term))
    yield from _schemes(graph)


def _introduction(graph: Graph, header: Node) -> Iterator[str]:
    yield from (
        f"{graph.value(header, DCTERMS.description)}",
        "",
        f"Namespace `{MEMO}`, prefix `memo:`; version {graph.value(header, OWL.versionInfo)};",
        "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). Which of the terms an exported",
        "graph holds, with cardinalities, says [the graph of a record](graph.md). `memograph",
        "ontology TERM` shows one term.",
        "",
        "“Aligned” lists terms of other vocabularies: the superclasses and superproperties outside",
        "of `memo:` (`broadMatch` in `ontology/alignments/`) and the SKOS matches.",
        "",
    )


@cache
def _sections() -> dict[str, list[str]]:
    """Return the terms in the order of the file, under the headings of its comments."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    heading = ""
    for match in _HEADING.finditer(resources.ontology()):
        heading = match["heading"] or heading
        if match["term"]:
            found[heading].append(match["term"])
    return dict(found)


@cache
def _anchors() -> Mapping[str, str]:
    """Return the anchor of each term; Markdown numbers those that differ in case alone."""
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for terms in _sections().values():
        for term in terms:
            again = seen[term.lower()]
            seen[term.lower()] += 1
            found[term] = f"{term.lower()}-{again}" if again else term.lower()
    return found


def _term(graph: Graph, node: URIRef) -> Iterator[str]:
    name = str(node).removeprefix(MEMO)
    kinds = [name for kind, name in _KINDS.items() if (node, RDF.type, kind) in graph]
    label = graph.value(node, RDFS.label)
    yield from (f"### {name}", "", f"*{label}*, {kinds[0]}. {graph.value(node, SKOS.definition)}")
    yield ""
    for line, predicate in _LINES.items():
        own = [value for value in graph.objects(node, predicate) if _is_own(value, line)]
        if own:
            yield f"- {line}: {', '.join(sorted(_shown(graph, value) for value in own))}"
    aligned = sorted({*_above(graph, node), *_matches(graph, node)})
    if aligned:
        yield f"- aligned: {', '.join(aligned)}"
    for comment in sorted(map(str, graph.objects(node, RDFS.comment))):
        yield f"- note: {comment}"
    for example in sorted(map(str, graph.objects(node, SKOS.example))):
        yield f"- example: {_quoted(example)}"
    yield ""


def _quoted(example: str) -> str:
    """Return an example, as code if it is Turtle."""
    return f"`{example}`" if "memo:" in example else example


def _is_own(value: Node, line: str) -> bool:
    """Tell whether a value stands in this line: superclasses of other vocabularies are aligned."""
    return not line.startswith("sub") or isinstance(value, BNode) or str(value).startswith(MEMO)


def _above(graph: Graph, node: URIRef) -> Iterator[str]:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for value in graph.objects(node, predicate):
            if isinstance(value, URIRef) and not str(value).startswith(MEMO):
                yield f"below `{_short(graph, value)}`"


def _matches(graph: Graph, node: URIRef) -> Iterator[str]:
    above = {
        *graph.objects(node, RDFS.subClassOf),
        *graph.objects(node, RDFS.subPropertyOf),
    }
    for predicate in _MATCHES:
        for value in graph.objects(node, predicate):
            if value not in above:
                kind = _short(graph, predicate).removeprefix("skos:").removesuffix("Match")
                yield f"{kind} to `{_short(graph, value)}`"


def _shown(graph: Graph, value: Node) -> str:
    if isinstance(value, BNode):
        union = graph.value(value, OWL.unionOf)
        if union is None:
            return "an expression"
        return " or ".join(_linked(graph, each) for each in Collection(graph, union))
    return _linked(graph, value)


def _linked(graph: Graph, value: Node) -> str:
    """Return a term, linked if this page has it."""
    text = str(value)
    if text.startswith(MEMO):
        name = text.removeprefix(MEMO)
        return f"[{name}](#{_anchors()[name]})"
    if text.startswith(VOCAB):
        name = text.removeprefix(VOCAB)
        return f"[{name}](#scheme-{name})"
    return f"`{_short(graph, value)}`"


def _short(graph: Graph, value: Node) -> str:
    return value.n3(graph.namespace_manager)


def _schemes(graph: Graph) -> Iterator[str]:
    yield from ("## Concept schemes", "")
    yield from (f"All stand below `{VOCAB}`; each is the range of the property named.", "")
    uses = _uses(graph)
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        name = str(scheme).removeprefix(VOCAB)
        yield from (f"### Scheme {name}", "", f"{_english(graph, scheme, SKOS.definition)}")
        used = ", ".join(_linked(graph, each) for each in uses.get(name, ()))
        yield from (f"Used by {used}.", "", "| concept | label | means |", "|---|---|---|")
        for concept in sorted(graph.subjects(SKOS.inScheme, scheme), key=str):
            label = _english(graph, concept, SKOS.prefLabel)
            means = _english(graph, concept, SKOS.definition)
            yield f"| `{str(concept).removeprefix(VOCAB)}` | {label} | {means} |"
        yield ""


def _uses(graph: Graph) -> Mapping[str, list[Node]]:
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for term, scheme in sorted(graph.subject_objects(URIRef(f"{MEMO}usesScheme"))):
        found[str(scheme).removeprefix(VOCAB)].append(term)
    return found


def _english(graph: Graph, node: Node, predicate: URIRef) -> str:
    values = [value for value in graph.objects(node, predicate) if isinstance(value, Literal)]
    return next((str(value) for value in values if value.language == "en"), "")


def _graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    texts = [text for _, text in (*resources.schemes(), *resources.alignments())]
    for text in (resources.ontology(), *texts):
        graph.parse(data=text, format="turtle")
    graph.bind("memo", Namespace(MEMO), override=True, replace=True)
    return graph
