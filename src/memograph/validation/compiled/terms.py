"""One document as the compiled check reads it: N-Triples spellings, by subject and by object.

A literal is taken apart once. Whatever is not spelled as this package spells it is not understood,
and the document is left to pyshacl.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from memograph.rdf.terms import Quad, value_of
from memograph.rdf.vocab import RDF, XSD

TYPE: Final = f"<{RDF.type}>"
LANG_STRING: Final = f"<{RDF.langString}>"
STRING: Final = f"<{XSD.string}>"
_CACHED = 4096


class Unsure(Exception):
    """The compiled check cannot tell whether a document conforms; pyshacl has to."""


class Literal(NamedTuple):
    """A literal taken apart: its characters, its datatype in angle brackets, its language."""

    value: str
    datatype: str
    language: str


class TermGraph:
    """The triples of one document, by subject and predicate and by predicate and object."""

    __slots__ = ("_forward", "_inverse", "size")

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Take the triples in; the same one twice counts once, as in a graph."""
        forward: dict[str, dict[str, dict[str, None]]] = {}
        for subject, predicate, value, _ in quads:
            forward.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        self._forward = forward
        self._inverse: dict[str, dict[str, list[str]]] = {}
        self.size = sum(len(values) for own in forward.values() for values in own.values())

    def objects(self, subject: str, predicate: str) -> Iterable[str]:
        """Return the values of a property, each once."""
        return self._forward.get(subject, {}).get(predicate, {})

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Return the nodes that have this value of a property, each once."""
        if predicate not in self._inverse:
            index: dict[str, list[str]] = {}
            for subject, own in self._forward.items():
                for each in own.get(predicate, ()):
                    index.setdefault(each, []).append(subject)
            self._inverse[predicate] = index
        return self._inverse[predicate].get(value, [])

    def typed(self) -> Iterable[tuple[str, Iterable[str]]]:
        """Return each node that has a class, with its classes."""
        return ((node, own[TYPE]) for node, own in self._forward.items() if TYPE in own)

    def uses(self, predicate: str) -> bool:
        """Tell whether any triple has this predicate."""
        return any(predicate in own for own in self._forward.values())


@lru_cache(maxsize=_CACHED)
def _suffix(suffix: str) -> tuple[str, str]:
    """Return the datatype and the language that the end of a literal's spelling states."""
    if not suffix:
        return STRING, ""
    if suffix.startswith("@"):
        return LANG_STRING, suffix[1:].lower()
    if suffix.startswith("^^<") and suffix.endswith(">"):
        return suffix[2:], ""
    raise Unsure(suffix)


def literal_of(term: str) -> Literal:
    """Return a literal taken apart; raise Unsure if it is none that can be read.

    >>> literal_of('"Yes."@en').value, literal_of('"Yes."@en').language
    ('Yes.', 'en')
    """
    end = term.rfind('"')
    if end <= 0:
        raise Unsure(term)
    datatype, language = _suffix(term[end + 1 :])
    return Literal(value_of(term), datatype, language)


def is_iri(term: str) -> bool:
    """Tell whether a term is an IRI."""
    return term.startswith("<")


def is_literal(term: str) -> bool:
    """Tell whether a term is a literal."""
    return term.startswith('"')
