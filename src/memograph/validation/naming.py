"""Short names for people: terms of a graph as they stand in messages.

Well-known namespaces have their usual prefixes; what the data names itself is shortened by the base
of its documents, so that `…/doc/talk/turn/0001` reads `doc:talk/turn/0001`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from memograph.rdf.vocab import PREFIXES, XSD

if TYPE_CHECKING:
    from rdflib.term import Node

LONGEST = 60
_NUMBERS = (XSD.integer, XSD.decimal)


def base_of(documents: list[str]) -> str:
    """Return the base IRI of the data, found from the IRIs of its documents; "" if not known.

    >>> base_of(["https://example.org/id/doc/talk"])
    'https://example.org/id/'
    """
    for iri in sorted(documents):
        head, separator, _ = iri.partition("/doc/")
        if separator:
            return head + "/"
    return ""


def short_iri(iri: str, base: str = "") -> str:
    """Return an IRI in its short form.

    >>> short_iri("https://w3id.org/memograph/ontology#Turn")
    'memo:Turn'
    >>> short_iri("https://example.org/id/doc/talk/turn/0001", "https://example.org/id/")
    'doc:talk/turn/0001'
    """
    if base and iri.startswith(base):
        kind, separator, rest = iri.removeprefix(base).partition("/")
        return f"{kind}:{rest}" if separator else kind
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def short_term(term: Node, base: str = "") -> str:
    """Return a term as a message shows it: an IRI in short form, a literal cut to its beginning."""
    from rdflib import BNode, Literal

    if isinstance(term, BNode):
        return "a blank node"
    if not isinstance(term, Literal):
        return short_iri(str(term), base)
    if term.datatype is not None and str(term.datatype) in _NUMBERS:
        return str(term)
    words = " ".join(str(term).split())
    quoted = f'"{words}"' if len(words) <= LONGEST else f'"{words[:LONGEST].rstrip()}…"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{short_iri(str(term.datatype))}" if term.datatype else quoted
