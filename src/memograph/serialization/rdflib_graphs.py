"""Quads ⇄ rdflib, which is imported late: canonical spellings one way, terms the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from memograph.problems import WriteError, problem
from memograph.rdf.terms import Quad
from memograph.rdf.vocab import PREFIXES
from memograph.serialization.blank_nodes import relabelled
from memograph.serialization.spelling import is_absolute, literal, split_literal, unescaped

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from rdflib.namespace import NamespaceManager
    from rdflib.term import Node

_DEFAULT_GRAPH = "urn:x-rdflib:default"


def quads_of(graph: Dataset | Graph) -> Iterator[Quad]:
    """Yield the quads of a Dataset, or of a Graph, which is named if its identifier is an IRI.

    Blank nodes are labelled anew, the same in every run; language tags are lower case.

    >>> from rdflib import Graph
    >>> list(quads_of(Graph().parse(data="<http://e/a> <http://e/p> 1 ."))) # doctest: +ELLIPSIS
    [('<http://e/a>', '<http://e/p>', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '')]
    """
    from rdflib import Dataset

    if isinstance(graph, Dataset):
        found = [
            (_spelled(s), _spelled(p), _spelled(o), _graph_name(g))
            for s, p, o, g in graph.quads((None, None, None, None))
        ]
    else:
        name = _graph_name(graph.identifier)
        name = "" if name.startswith("_") else name
        found = [(_spelled(s), _spelled(p), _spelled(o), name) for s, p, o in graph]
    return iter(relabelled(found))


def to_rdflib(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> Dataset:
    """Return a Dataset of `quads` that knows `prefixes` and no others.

    Literals keep their spelling. Without rdflib's own bindings `schema:` stays `schema:`.

    >>> len(to_rdflib([("<http://e/a>", "<http://e/p>", '"1"', "<http://e/g>")]))
    1
    """
    dataset = _empty_dataset(prefixes)
    terms = _Terms()
    graphs = {"": dataset.default_graph}
    for quad in quads:
        name = quad[3]
        if name not in graphs:
            graphs[name] = dataset.graph(terms[name])
        # Straight into the graph: Dataset.add would look the graph up again for every quad.
        graphs[name].add((terms[quad[0]], terms[quad[1]], terms[quad[2]]))
    return dataset


def _empty_dataset(prefixes: Mapping[str, str]) -> Dataset:
    from rdflib import Dataset
    from rdflib.namespace import NamespaceManager

    dataset = Dataset()
    names: NamespaceManager = NamespaceManager(dataset, bind_namespaces="none")
    dataset.namespace_manager = names
    dataset.default_graph.namespace_manager = names
    for name, namespace in prefixes.items():
        names.bind(name, namespace, override=True, replace=True)
    return dataset


class _Terms(dict[str, "Any"]):
    """rdflib's term for every spelling met: IRIs recur, so each is made once."""

    def __missing__(self, term: str) -> Node:
        made = self[term] = _term(term)
        return made


def _term(term: str) -> Node:
    from rdflib import BNode, Literal, URIRef

    if term[0] == "<":
        return URIRef(term[1:-1])
    if term[0] == "_":
        return BNode(term[2:])
    body, suffix = split_literal(term)
    text = unescaped(body[1:-1])
    if suffix[:1] == "@":
        return Literal(text, lang=suffix[1:])
    if suffix:
        return Literal(text, datatype=URIRef(suffix[3:-1]), normalize=False)
    return Literal(text)


def _spelled(term: Any) -> str:
    from rdflib import BNode, Literal

    if isinstance(term, Literal):
        return literal(str(term), term.language, str(term.datatype) if term.datatype else None)
    if isinstance(term, BNode):
        return f"_:{term}"
    if not is_absolute(str(term)):
        raise WriteError(problem("MG515", iri=str(term)))
    return f"<{term}>"


def _graph_name(graph: Any) -> str:
    identifier = getattr(graph, "identifier", graph)
    if identifier is None or str(identifier) == _DEFAULT_GRAPH:
        return ""
    return _spelled(identifier)
