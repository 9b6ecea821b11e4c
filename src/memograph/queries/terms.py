"""Terms as people and programs want them: short, as values of Python, as SPARQL's own JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from memograph.rdf.terms import language_of, value_of
from memograph.rdf.vocab import PREFIXES, XSD

Value: TypeAlias = str | int | float | bool | Decimal | None
"""What a term is in Python: IRIs, texts and dates are strings, numbers are numbers."""

_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]*\.?[0-9]+")
_REMEMBERED: Final = 1 << 14


def datatype_of(term: str) -> str:
    """Return the datatype of a literal's spelling, empty for strings and for what is no literal.

    >>> datatype_of('"1"^^<http://www.w3.org/2001/XMLSchema#integer>') == XSD.integer
    True
    """
    after = term[term.rindex('"') + 1 :] if term.startswith('"') else ""
    return after[3:-1] if after.startswith("^^") else ""


def lexical(term: str | None) -> str:
    """Return an IRI, or the characters of a literal; a blank node as it is, "" for None.

    >>> lexical('"Yes."@en'), lexical("_:a"), lexical(None)
    ('Yes.', '_:a', '')
    """
    if term is None:
        return ""
    return value_of(term) if term[0] == '"' or _is_iri(term) else term


def python_value(term: str | None) -> Value:
    """Return a term as a value of Python; what is spelled wrongly stays text.

    >>> python_value('"12"^^<http://www.w3.org/2001/XMLSchema#integer>'), python_value('"a"@en')
    (12, 'a')
    """
    if term is None:
        return None
    text = lexical(term)
    read = _READ.get(datatype_of(term).removeprefix(XSD.namespace), str)
    try:
        return read(text)
    except (ArithmeticError, ValueError):
        return text


def turtle(term: str | None) -> str:
    """Return a term as Turtle and TSV spell it, numbers bare.

    >>> turtle('"12"^^<http://www.w3.org/2001/XMLSchema#integer>'), turtle('"12"')
    ('12', '"12"')
    """
    if term is None:
        return ""
    if term[0] == '"' and term[-1] == ">":
        kind, text = datatype_of(term), lexical(term)
        if kind == XSD.integer and _INTEGER.fullmatch(text):
            return text
        if kind == XSD.decimal and _DECIMAL.fullmatch(text) and "." in text:
            return text
    return term


def sparql_json(term: str) -> dict[str, str]:
    """Return a term as SPARQL's results in JSON tell it.

    >>> sparql_json('"Yes."@en')
    {'type': 'literal', 'value': 'Yes.', 'xml:lang': 'en'}
    """
    if term.startswith("_:"):
        return {"type": "bnode", "value": term[2:]}
    if _is_iri(term):
        return {"type": "uri", "value": value_of(term)}
    told = {"type": "literal", "value": lexical(term)}
    if language := language_of(term):
        told["xml:lang"] = language
    elif datatype := datatype_of(term):
        told["datatype"] = datatype
    return told


def _boolean(text: str) -> bool | str:
    return _BOOLEANS.get(text, text)


_READ: Final[Mapping[str, Callable[[str], Value]]] = {
    "integer": int,
    "decimal": Decimal,
    "boolean": _boolean,
    "double": float,
    "float": float,
}
"""What reads a literal, by the name of its datatype."""


class Short:
    """Terms as a table shows them: IRIs with prefixes, literals bare."""

    def __init__(self, prefixes: Mapping[str, str] = PREFIXES) -> None:
        """Take the prefixes; of several that fit, the longest is used."""
        longest = sorted(prefixes.items(), key=lambda each: -len(each[1]))
        self._prefixes = tuple((namespace, f"{name}:") for name, namespace in longest)
        self._iri = lru_cache(_REMEMBERED)(self._shortened)

    def __call__(self, term: str | None) -> str:
        """Return the term in short.

        >>> Short()("<https://w3id.org/memograph/ontology#Turn>"), Short()('"Yes."@en')
        ('memo:Turn', 'Yes.')
        """
        return self._iri(lexical(term)) if term and _is_iri(term) else lexical(term)

    def _shortened(self, iri: str) -> str:
        for namespace, name in self._prefixes:
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return name + iri[len(namespace) :]
        return iri


def _is_iri(term: str) -> bool:
    return term[0] == "<" and not term.startswith("<<")
