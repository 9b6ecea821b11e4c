"""One document as the compiled check reads it: N-Triples spellings, by property.

Whatever is not spelled as this package spells it is not understood, and the document is left to
pyshacl.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import repeat
from operator import itemgetter
from typing import Final, TypeAlias

from memograph.rdf.quads import ALIKE, NodeQuads
from memograph.rdf.terms import Quad
from memograph.rdf.vocab import RDF, XSD
from memograph.validation.compiled.relations import Relation, related
from memograph.validation.compiled.unknown import Unsure

TYPE: Final = f"<{RDF.type}>"
LANG_STRING: Final = f"<{RDF.langString}>"
STRING: Final = f"<{XSD.string}>"


_Firsts: TypeAlias = defaultdict[str, dict[str, str]]
_Mores: TypeAlias = defaultdict[str, dict[str, set[str]]]

_TRIPLE: Final = itemgetter(0, 1, 2)
_NOTHING: Final = Relation({}, {})
_NOBODY: Final[frozenset[str]] = frozenset()


class TermGraph:
    """The triples of one document: a relation for each property, and the nodes of each class."""

    __slots__ = ("_columns", "_instances", "_inverse", "_unions", "size")

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the triples in; the same one twice counts once, as in a graph."""
        firsts, mores = _columns(quads)
        self._columns = {
            verb: Relation(first, mores.get(verb, {})) for verb, first in firsts.items()
        }
        self._inverse: dict[str, Relation] = {}
        self._unions: dict[frozenset[str], AbstractSet[str]] = {}
        self._instances = _instances(self.column(TYPE))
        self.size = sum(map(len, firsts.values())) + sum(
            len(values) - 1 for more in mores.values() for values in more.values()
        )

    def column(self, predicate: str) -> Relation:
        """Return which values of a property each node has."""
        return self._columns.get(predicate, _NOTHING)

    def inverse(self, predicate: str) -> Relation:
        """Return of which nodes each node is a value of a property."""
        known = self._inverse.get(predicate)
        if known is None:
            column = self.column(predicate)
            first, more = column.first, column.more
            pairs = [(value, node) for node, value in first.items() if node not in more]
            pairs += [(value, node) for node, values in more.items() for value in values]
            each = dict(pairs)
            if has_literals(each):
                raise Unsure(predicate)  # two spellings of one literal lead back to both nodes
            # Most things are a value of one other alone, such as a turn of its meeting.
            known = Relation(each, {}) if len(each) == len(pairs) else related(pairs)
            self._inverse[predicate] = known
        return known

    def instances(self, classes: frozenset[str]) -> AbstractSet[str]:
        """Return the nodes that are typed with one of some classes."""
        known = self._unions.get(classes)
        if known is None:
            found = [nodes for name, nodes in self._instances.items() if name in classes]
            known = found[0] if len(found) == 1 else _NOBODY.union(*found)
            self._unions[classes] = known
        return known

    def uses(self, predicate: str) -> bool:
        """Tell whether any triple has this predicate."""
        return predicate in self._columns


def _columns(quads: Iterable[Quad]) -> tuple[_Firsts, _Mores]:
    """Return the first value of each property of each node, and all where there are several."""
    firsts: _Firsts = defaultdict(dict)
    mores: _Mores = defaultdict(dict)
    if not isinstance(quads, NodeQuads):
        _enter(map(_TRIPLE, quads), firsts, mores)
        return firsts, mores
    for predicates, (subjects, rows) in quads.alike().items():
        if len(rows) < ALIKE:
            for subject, values in zip(subjects, rows, strict=True):
                _enter(zip(repeat(subject), predicates, values, strict=False), firsts, mores)
            continue
        for place, column in enumerate(zip(*rows, strict=True)):
            predicate = predicates[place]
            if predicate in predicates[:place]:
                _enter(zip(subjects, repeat(predicate), column, strict=False), firsts, mores)
            else:  # each subject comes but once
                firsts[predicate].update(zip(subjects, column, strict=True))
    return firsts, mores


def _enter(triples: Iterable[tuple[str, ...]], firsts: _Firsts, mores: _Mores) -> None:
    """Enter triples one by one."""
    for subject, predicate, value in triples:
        known = firsts[predicate].setdefault(subject, value)
        if known is not value and known != value:
            mores[predicate].setdefault(subject, {known}).add(value)


def _instances(types: Relation) -> dict[str, set[str]]:
    """Return the nodes of each class; raise Unsure if one of them can be no subject."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for node, kind in types.first.items():
        if node[0] == '"':
            raise Unsure(node)
        found[kind].add(node)
    for node, kinds in types.more.items():
        for kind in kinds:
            found[kind].add(node)
    return dict(found)


def has_literals(terms: Iterable[str]) -> bool:
    """Tell whether any of these terms is a literal.

    >>> has_literals(["<x:y>", '"1"']), has_literals(["<x:y>", "_:b"])
    (True, False)
    """
    return min(terms, default="<") < "<"  # no other term begins with a lesser character


def has_blank_nodes(terms: Iterable[str]) -> bool:
    """Tell whether any of these terms is a blank node.

    >>> has_blank_nodes(["_:b", '"1"']), has_blank_nodes(["<x:y>", '"1"'])
    (True, False)
    """
    return max(terms, default="") >= "_"  # no other term begins with a greater character


def parts_of(literal: str) -> tuple[str, str, str]:
    """Return what stands between the quotes of a literal, its datatype, and its language.

    The first is as it is spelled, with escapes. Raises Unsure for what is no literal.

    >>> parts_of('"Yes."@en')[::2], parts_of('"1"^^<x:y>')
    (('Yes.', 'en'), ('1', '<x:y>', ''))
    """
    end = literal.rfind('"')
    if end <= 0 or literal[0] != '"':
        raise Unsure(literal)
    suffix = literal[end + 1 :]
    if not suffix:
        return literal[1:end], STRING, ""
    if suffix[0] == "@" and suffix == suffix.lower():  # "en" and "EN" are one term for rdflib
        return literal[1:end], LANG_STRING, suffix[1:]
    if suffix[:3] == "^^<" and suffix[-1] == ">":
        return literal[1:end], suffix[2:], ""
    raise Unsure(literal)
