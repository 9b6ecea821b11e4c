"""A graph for reading alone: dictionaries in place of rdflib's store.

Only what a validation asks for is answered from the dictionaries; the rest is left to rdflib, which
asks `triples`. This module imports rdflib when it is imported, as a subclass must, and is itself
imported by the functions that need it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from rdflib import BNode, Graph, URIRef

if TYPE_CHECKING:
    from rdflib.term import Node

    Triple: TypeAlias = tuple[Node, Node, Node]


class IndexedGraph(Graph):
    """A graph of triples that never change.

    >>> graph = IndexedGraph([(URIRef("e:a"), URIRef("e:p"), BNode("b"))])
    >>> [str(value) for value in graph.objects(URIRef("e:a"), URIRef("e:p"))]
    ['b']
    """

    def __init__(
        self, triples: Iterable[Triple], *, known: dict[Node, Node] | None = None, **options: Any
    ) -> None:
        """Keep the triples, with the terms in `known` in place of those that equal them.

        Terms that are the same object are found without calling their `__eq__`, which rdflib
        writes in Python. Literals stay as they are: rdflib takes "a"@en and "a"@EN for equal.
        """
        super().__init__(bind_namespaces="none", **options)
        self._objects: dict[Node, dict[Node, list[Node]]] = {}
        self._pairs: dict[Node, list[tuple[Node, Node]]] = {}
        self._subjects: dict[Node, dict[Node, list[Node]]] = {}
        self._reached: dict[tuple[Node, Node, bool], list[Node | None]] = {}
        self._size = 0
        same = ({} if known is None else known.copy()).setdefault
        for subject, verb, value in triples:
            self._keep(
                same(subject, subject),
                same(verb, verb),
                same(value, value) if isinstance(value, (URIRef, BNode)) else value,
            )

    def _keep(self, subject: Node, verb: Node, value: Node) -> None:
        """Add a triple, which no other equals."""
        self._size += 1
        values = self._objects.setdefault(subject, {})
        values.setdefault(verb, []).append(value)
        self._pairs.setdefault(verb, []).append((subject, value))

    def _refuse(self, *_given: Any, **_options: Any) -> NoReturn:
        """Raise TypeError: rdflib would write to its own store, or ask it, which is empty."""
        raise TypeError("a graph for reading alone, and not by queries")

    add = addN = remove = set = parse = _refuse  # noqa: N815 - the names are rdflib's
    query = update = triples_choices = _refuse

    def terms(self) -> dict[Node, Node]:
        """Return the IRIs of the graph, each by itself, for the graphs read together with it."""
        return {term: term for triple in self for term in triple if isinstance(term, URIRef)}

    def __len__(self) -> int:
        """Return the number of triples."""
        return self._size

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """Yield the triples that match; None matches every term."""
        subject, verb, value = triple
        if verb is not None and not isinstance(verb, URIRef):  # a path, which rdflib walks
            yield from super().triples(triple)
        elif subject is not None:
            yield from self._about(subject, verb, value)
        else:
            for each in list(self._pairs) if verb is None else [verb]:
                yield from ((node, each, found) for node, found in self._having(each, value))

    def _about(self, subject: Node, verb: Node | None, value: Node | None) -> Iterable[Triple]:
        """Return the triples of a subject."""
        verbs = self._objects.get(subject, {})
        return (
            (subject, each, found)
            for each in (verbs if verb is None else [verb])
            for found in verbs.get(each, ())
            if value is None or found == value
        )

    def _having(self, verb: Node, value: Node | None) -> Iterable[tuple[Node, Node]]:
        """Return the pairs of subject and object of a property."""
        if value is None:
            return self._pairs.get(verb, ())
        return ((node, value) for node in self._backwards(verb).get(value, ()))

    def _backwards(self, verb: Node) -> dict[Node, list[Node]]:
        """Return the subjects of a property by its object, listed when first asked for."""
        if verb not in self._subjects:
            listed: dict[Node, list[Node]] = {}
            for subject, value in self._pairs.get(verb, ()):
                listed.setdefault(value, []).append(subject)
            self._subjects[verb] = listed
        return self._subjects[verb]

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:  # noqa: FBT001, FBT002 - the signature is rdflib's
        """Return an iterator over the values of a property of a node."""
        if type(predicate) is URIRef and subject is not None and type(subject) is not list:
            values = self._objects.get(subject)
            return iter(values.get(predicate, ()) if values else ())
        return super().objects(subject, predicate, unique)

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Any:  # noqa: A002, FBT001, FBT002 - the signature is rdflib's
        """Return an iterator over the nodes that have a value of a property."""
        if type(predicate) is URIRef and object is not None and type(object) is not list:
            return iter(self._backwards(predicate).get(object, ()))
        return super().subjects(predicate, object, unique)

    def transitive_objects(self, subject: Any, predicate: Any, remember: Any = None) -> Any:
        """Return an iterator over what a property leads to, itself first."""
        if remember is not None:
            return super().transitive_objects(subject, predicate, remember)
        return iter(self._all_from(subject, predicate, back=False))

    def transitive_subjects(self, predicate: Any, object: Any, remember: Any = None) -> Any:  # noqa: A002 - the signature is rdflib's
        """Return an iterator over what leads to a node by a property, itself first."""
        if remember is not None:
            return super().transitive_subjects(predicate, object, remember)
        return iter(self._all_from(object, predicate, back=True))

    def _all_from(self, node: Node, verb: Node, *, back: bool) -> list[Node | None]:
        """Return the nodes on the way from a node, remembered: classes are asked for again."""
        key = (node, verb, back)
        if key not in self._reached:
            if back:
                self._reached[key] = list(super().transitive_subjects(verb, node))
            else:
                self._reached[key] = list(super().transitive_objects(node, verb))
        return self._reached[key]
