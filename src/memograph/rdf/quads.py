"""The quads of one graph, kept node by node.

Mapping, check and writing all look at a graph by its nodes. What mappers hand over is therefore
grouped once, and nobody makes a tuple of each quad unless somebody asks for quads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, repeat
from operator import itemgetter
from typing import Final, TypeAlias, overload

from memograph.rdf.terms import Quad, T, Triple

Node: TypeAlias = tuple[T, tuple[T, ...], Sequence[T]]
"""A subject, its predicates, and the value of each; one with two values stands there twice."""

Alike: TypeAlias = tuple[list[str], list[Sequence[str]]]
"""Subjects that have the same predicates, and the values of each."""

ALIKE: Final = 5
"""How many nodes with the same predicates are worth to be put into columns."""

_SUBJECT: Callable[[tuple[object, ...]], object] = itemgetter(0)


def nodes_of(triples: Iterable[Triple[T]]) -> Iterator[Node[T]]:
    """Yield the nodes of triples, of which those of one subject stand together.

    >>> list(nodes_of([("a", "p", "1"), ("a", "q", "2"), ("b", "p", "3")]))
    [('a', ('p', 'q'), ('1', '2')), ('b', ('p',), ('3',))]
    """
    for _, alike in groupby(triples, _SUBJECT):
        subjects, predicates, values = zip(*alike, strict=True)
        yield subjects[0], predicates, values


def triples_of(nodes: Iterable[Node[T]]) -> Iterator[Triple[T]]:
    """Yield the triples of nodes.

    >>> list(triples_of([("a", ("p", "q"), ["1", "2"])]))
    [('a', 'p', '1'), ('a', 'q', '2')]
    """
    for subject, predicates, values in nodes:
        yield from zip(repeat(subject), predicates, values, strict=False)


class NodeQuads(Sequence[Quad]):
    """The quads of one graph: for whoever does not look at its nodes, the same as their tuple.

    `plain` tells that whoever made the nodes knows of no blank node among them.

    >>> data = NodeQuads("<e:g>", [("<e:a>", ("<e:p>",), ['"1"'])])
    >>> data == (("<e:a>", "<e:p>", '"1"', "<e:g>"),)
    True
    """

    __slots__ = ("_alike", "_length", "_nodes", "_plain", "_quads", "graph")

    def __init__(self, graph: str, nodes: Iterable[Node[str]], *, plain: bool = False) -> None:
        """Take the nodes in; a subject may come several times.

        Raises ValueError for a node that has not one value for each of its predicates.
        """
        self.graph = graph
        self._nodes = tuple(nodes)
        lengths = [len(node[2]) for node in self._nodes]
        self._length = sum(lengths)
        if [len(node[1]) for node in self._nodes] != lengths:
            raise ValueError("a node has more predicates than values, or fewer")
        self._plain = plain
        self._alike: dict[tuple[str, ...], Alike] | None = None
        self._quads: tuple[Quad, ...] | None = None

    def alike(self) -> dict[tuple[str, ...], Alike]:
        """Return the subjects with their values by their predicates, each subject once.

        >>> NodeQuads("", [("a", ("p",), ["1"]), ("b", ("p", "q"), ["2", "3"])]).alike()
        {('p',): (['a'], [['1']]), ('p', 'q'): (['b'], [['2', '3']])}
        """
        if self._alike is None:
            nodes: Iterable[Node[str]] = self._nodes
            if len({node[0] for node in self._nodes}) < len(self._nodes):
                nodes = _merged(self._nodes)
            self._alike = {}
            for subject, predicates, values in nodes:
                known = self._alike.get(predicates)
                if known is None:
                    known = self._alike[predicates] = ([], [])
                known[0].append(subject)
                known[1].append(values)
        return self._alike

    def has_blank_nodes(self) -> bool:
        """Tell whether a subject, a value or the graph is a blank node."""
        # No other term begins with a character that is greater.
        return not self._plain and (
            self.graph >= "_"
            or any(node[0] >= "_" or max(node[2], default="") >= "_" for node in self._nodes)
        )

    def __len__(self) -> int:
        """Return the number of quads."""
        return self._length

    def __iter__(self) -> Iterator[Quad]:
        """Yield the quads in the order in which they were mapped."""
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> Quad: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Quad, ...]: ...

    def __getitem__(self, place: int | slice) -> Quad | tuple[Quad, ...]:
        """Return one quad, or the tuple of some."""
        return self._all()[place]

    def __eq__(self, other: object) -> bool:
        """Tell whether these are the quads of another sequence, in the same order."""
        if not isinstance(other, (tuple, NodeQuads)):
            return NotImplemented
        return self._all() == tuple(other)

    def __hash__(self) -> int:
        """Return the hash of the tuple."""
        return hash(self._all())

    def _all(self) -> tuple[Quad, ...]:
        if self._quads is None:
            graph = self.graph
            self._quads = tuple([(*triple, graph) for triple in triples_of(self._nodes)])
        return self._quads


def _merged(nodes: Iterable[Node[str]]) -> Iterator[Node[str]]:
    """Yield each subject once, with all that is said of it."""
    said: dict[str, tuple[list[str], list[str]]] = {}
    for subject, predicates, values in nodes:
        known = said.setdefault(subject, ([], []))
        known[0].extend(predicates)
        known[1].extend(values)
    for subject, (verbs, values) in said.items():
        yield subject, tuple(verbs), tuple(values)
