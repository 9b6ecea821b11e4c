"""Lookup: the graph of a document by subject and by object, to be asked without SPARQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.rdf.terms import value_of
from memograph.rdf.vocab import RDF, RDFS

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad

Index: TypeAlias = dict[str, dict[str, list[str]]]
_NOTHING: Final[Mapping[str, list[str]]] = {}


class Lookup:
    """Statements by what they are of and what they lead to.

    Nodes are spelled as in N-Triples, properties and classes are IRIs.

    >>> name, ana = "<http://www.w3.org/2000/01/rdf-schema#label>", "<https://example.org/ana>"
    >>> Lookup([(ana, name, '"Ana"@sq', "")]).labels([ana])
    ['Ana']
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Index the statements."""
        self._out: Index = defaultdict(lambda: defaultdict(list))
        self._in: Index = defaultdict(lambda: defaultdict(list))
        for subject, predicate, obj, _ in quads:
            self._out[subject][predicate].append(obj)
            if obj.startswith("<"):
                self._in[obj][predicate].append(subject)

    def of_class(self, name: str) -> list[str]:
        """Return the nodes of a class, sorted."""
        return sorted(self.subjects(node_of(name), RDF.type))

    def objects(self, node: str, name: str) -> Sequence[str]:
        """Return the terms to which a property leads from a node."""
        return self._out.get(node, _NOTHING).get(node_of(name), ())

    def subjects(self, node: str, name: str) -> Sequence[str]:
        """Return the nodes from which a property leads to a node."""
        return self._in.get(node, _NOTHING).get(node_of(name), ())

    def leading_to(self, node: str) -> AbstractSet[str]:
        """Return the properties, as nodes, that lead to a node."""
        return self._in.get(node, _NOTHING).keys()

    def values(self, node: str, name: str) -> list[str]:
        """Return the texts of the literals to which a property leads from a node."""
        return [value_of(term) for term in self.objects(node, name)]

    def labels(self, nodes: Iterable[str]) -> list[str]:
        """Return the labels of some nodes."""
        return [label for node in nodes for label in self.values(node, RDFS.label)]


def node_of(iri: str) -> str:
    """Return an IRI as a node is spelled."""
    return f"<{iri}>"
