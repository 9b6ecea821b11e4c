"""One document as the compiled check reads it: N-Triples spellings, by subject and by object.

Whatever is not spelled as this package spells it is not understood, and the document is left to
pyshacl.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from memograph.rdf.terms import Quad
from memograph.rdf.vocab import RDF, XSD

TYPE: Final = f"<{RDF.type}>"
LANG_STRING: Final = f"<{RDF.langString}>"
STRING: Final = f"<{XSD.string}>"

Own = Mapping[str, Collection[str]]
"""What one node says: its values by property, each once."""

_NOTHING: Final[Mapping[str, Collection[str]]] = {}


class Unsure(Exception):
    """The compiled check cannot tell whether a document conforms; pyshacl has to."""


class TermGraph:
    """The triples of one document, by subject and predicate and by predicate and object."""

    __slots__ = ("_inverse", "nodes", "size")

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the triples in; the same one twice counts once, as in a graph."""
        nodes: dict[str, dict[str, dict[str, None]]] = {}
        for subject, predicate, value, _ in quads:
            own = nodes.get(subject)
            if own is None:
                nodes[subject] = {predicate: {value: None}}
            elif predicate in own:
                own[predicate][value] = None
            else:
                own[predicate] = {value: None}
        self.nodes: Mapping[str, Own] = nodes
        self._inverse: dict[str, dict[str, list[str]]] = {}
        self.size = sum(len(values) for own in nodes.values() for values in own.values())

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """Return the values of a property, each once."""
        return self.nodes.get(subject, _NOTHING).get(predicate, ())

    def subjects(self, predicate: str, value: str) -> Collection[str]:
        """Return the nodes that have this value of a property, each once."""
        index = self._inverse.get(predicate)
        if index is None:
            index = self._inverse[predicate] = {}
            for subject, own in self.nodes.items():
                for each in own.get(predicate, ()):
                    index.setdefault(each, []).append(subject)
        return index.get(value, ())

    def uses(self, predicate: str) -> bool:
        """Tell whether any triple has this predicate."""
        return any(predicate in own for own in self.nodes.values())


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
