"""RDF/XML, node by node: typed elements, sorted, for tools that read nothing else.

Not every graph can be written so: XML forbids some characters, and a predicate must end in a name.
Such a graph is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from memograph.problems import WriteError, problem
from memograph.serialization.nodes import by_subject, home_of, reading_order, sorted_pairs
from memograph.serialization.spelling import RDF_TYPE, split_literal, unescaped

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_QNAME = re.compile(r"(.*[^A-Za-z0-9_.\-])([0-9.\-]*)([A-Za-z_][A-Za-z0-9_.\-]*)")
_PREFIX = re.compile(r"(?![Xx][Mm][Ll])[A-Za-z_][A-Za-z0-9_.\-]*")
_BLANK = re.compile(r"_:[A-Za-z_][A-Za-z0-9_.\-]*")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SYNTAX_NAMES = (
    "RDF ID about parseType resource nodeID datatype bagID aboutEach aboutEachPrefix Description li"
)
_SYNTAX = frozenset(_RDF + name for name in _SYNTAX_NAMES.split())


def rdfxml(triples: Iterable[tuple[str, str, str]], prefixes: Mapping[str, str]) -> list[str]:
    """Return the chunks of an RDF/XML text: the head, one chunk a node, the end."""
    nodes = by_subject(triples)
    names = _ElementNames(prefixes)
    body = [_node(each, nodes[each], names) for each in reading_order(nodes, home_of(nodes))]
    names.used["rdf"] = _RDF
    spaces = "".join(
        f'\n    xmlns:{name}="{_attribute(namespace)}"'
        for name, namespace in sorted(names.used.items())
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    return [head, *body, "</rdf:RDF>\n"]


class _ElementNames(dict[str, str]):
    """The element name of every predicate and class; "" where there can be none."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.used: dict[str, str] = {}
        legal = {name: namespace for name, namespace in prefixes.items() if _PREFIX.fullmatch(name)}
        legal.pop("rdf", None)
        self._by_namespace = {namespace: name for name, namespace in sorted(legal.items())}
        self._by_namespace[_RDF] = "rdf"
        self._taken = {"rdf", *legal}

    def __missing__(self, iri: str) -> str:
        self[iri] = name = self._name(iri)
        return name

    def _name(self, iri: str) -> str:
        match = _QNAME.fullmatch(iri)
        if match is None or iri in _SYNTAX:
            return ""
        namespace = match[1] + match[2]
        prefix = self._by_namespace.get(namespace)
        if prefix is None:
            prefix = self._by_namespace[namespace] = self._free()
        self.used[prefix] = namespace
        return f"{prefix}:{match[3]}"

    def _free(self) -> str:
        number = 1
        while f"ns{number}" in self._taken:
            number += 1
        self._taken.add(f"ns{number}")
        return f"ns{number}"


def _node(subject: str, pairs: list[tuple[str, str]], names: _ElementNames) -> str:
    element, lines = "rdf:Description", list[str]()
    for predicate, values in sorted_pairs(pairs, str):
        rest = values
        if predicate == RDF_TYPE:
            element, rest = _typed(values, names)
        name = names[predicate[1:-1]]
        if not name:
            raise _impossible(f"the property {predicate} does not end in an XML name")
        lines.extend(_property(name, value) for value in rest)
    about = _reference(subject, "about")
    return f"  <{element} {about}>\n{''.join(lines)}  </{element}>\n"


def _typed(types: list[str], names: _ElementNames) -> tuple[str, list[str]]:
    for each in types:
        name = names[each[1:-1]] if each[0] == "<" else ""
        if name:
            return name, [other for other in types if other != each]
    return "rdf:Description", types


def _property(name: str, value: str) -> str:
    if value[0] != '"':
        return f"    <{name} {_reference(value, 'resource')}/>\n"
    body, suffix = split_literal(value)
    text = unescaped(body[1:-1])
    attribute = ""
    if suffix.startswith("@"):
        attribute = f' xml:lang="{suffix[1:]}"'
    elif suffix:
        attribute = f' rdf:datatype="{_attribute(suffix[3:-1])}"'
    return f"    <{name}{attribute}>{_text(text)}</{name}>\n"


def _reference(term: str, attribute: str) -> str:
    if term[0] == "<":
        return f'rdf:{attribute}="{_attribute(term[1:-1])}"'
    if _BLANK.fullmatch(term):
        return f'rdf:nodeID="{term[2:]}"'
    raise _impossible(f"the blank node {term} is no XML name")


def _text(text: str) -> str:
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        raise _impossible(
            f"a text holds the character U+{ord(forbidden[0]):04X}, which XML forbids"
        )
    # A bare carriage return would be read back as a line feed.
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def _attribute(iri: str) -> str:
    return _text(iri).replace('"', "&quot;")


def _impossible(reason: str) -> WriteError:
    return WriteError(problem("MG512", format="RDF/XML", reason=reason))
