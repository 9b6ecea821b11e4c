"""Quads → text: the same set of quads gives the same text, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from memograph.problems import WriteError, problem
from memograph.rdf.quads import NodeQuads
from memograph.rdf.terms import Quad
from memograph.rdf.vocab import PREFIXES
from memograph.serialization.blank_nodes import relabelled
from memograph.serialization.context import JsonLdContext, read_context
from memograph.serialization.formats import format_of
from memograph.serialization.jsonld import jsonld
from memograph.serialization.lines import nquads, ntriples
from memograph.serialization.nodes import Nodes, by_subject
from memograph.serialization.rdfxml import rdfxml
from memograph.serialization.turtle import trig, turtle

_TRIPLE = itemgetter(0, 1, 2)


def serialize(
    quads: Iterable[Quad],
    to: str,
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    context: Mapping[str, object] | JsonLdContext | None = None,
    context_url: str | None = None,
) -> Iterator[str]:
    """Return the text of `quads` in the format `to`, as an iterator of chunks.

    The work is done at once, so that an error leaves nothing half written. `context` serves
    JSON-LD alone (`read_context` reads it once for many texts); with `context_url` the text
    names that address instead of embedding it. Turtle, N-Triples and RDF/XML hold one graph and
    not its name: see `merged`.

    >>> print(*serialize([("<http://e/a>", "<http://e/p>", '"1"', "")], "ntriples"), end="")
    <http://e/a> <http://e/p> "1" .
    """
    form = format_of(to)
    if form.name == "nquads":
        known = quads if isinstance(quads, NodeQuads) else tuple(quads)
        return iter(nquads(known))  # which relabels by itself
    unique = relabelled(tuple(quads))
    graphs = set(map(itemgetter(3), unique))
    if len(graphs) > 1 and not form.graphs:
        raise WriteError(problem("MG511", format=form.name, count=len(graphs)))
    match form.name:
        case "ntriples":
            return iter(ntriples(unique))
        case "trig":
            return iter(trig(_by_graph(unique), prefixes))
        case "jsonld":
            read = context if isinstance(context, JsonLdContext) else read_context(context)
            return iter(jsonld(_by_graph(unique), prefixes, read, context_url))
        case "rdfxml":
            return iter(rdfxml(map(_TRIPLE, unique), prefixes))
        case _:
            return iter(turtle(map(_TRIPLE, unique), prefixes))


def merged(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the triples of all graphs as those of the default graph.

    >>> list(merged([("<http://e/a>", "<http://e/p>", '"1"', "<http://e/g>")]))
    [('<http://e/a>', '<http://e/p>', '"1"', '')]
    """
    return ((subject, predicate, value, "") for subject, predicate, value, _ in quads)


def _by_graph(quads: Sequence[Quad]) -> dict[str, Nodes]:
    triples: dict[str, list[tuple[str, str, str]]] = {}
    for quad in quads:
        triples.setdefault(quad[3], []).append(quad[:3])
    return {graph: by_subject(each) for graph, each in triples.items()}
