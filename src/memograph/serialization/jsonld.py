"""JSON-LD 1.1, compact, node by node: one property a line, keys and arrays sorted.

The graph's name is the "@id" beside "@graph". Numbers and dates are strings with a type, given by
the context or beside them, since JSON's own numbers would lose their spelling. Only the part of
the context that is used is embedded, so that the text can be read offline.

A canonical N-Triples string is a JSON string too, escapes included: texts are passed through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from memograph.problems import WriteError, problem
from memograph.serialization.context import JsonLdContext, SchemeTakenError, Shortener, Term
from memograph.serialization.nodes import Nodes, Pairs, home_of, reading_order
from memograph.serialization.spelling import RDF_TYPE, XSD_STRING, split_literal

_WIDTH = 100
_REFERENCE = "<>"
_BARE, _BY_LANGUAGE, _OBJECT = "bare", "by language", "object"


class _Key(NamedTuple):
    """Where values of one kind of one predicate go: `form` tells how they are written."""

    name: str
    form: str
    always_array: bool


def jsonld(
    graphs: Mapping[str, Nodes],
    prefixes: Mapping[str, str],
    context: JsonLdContext,
    context_url: str | None,
) -> list[str]:
    """Return the chunks of a JSON-LD text: the context, then one chunk a node."""
    if context_url:
        return _referring(graphs, prefixes, context, context_url)
    avoid: set[str] = set()
    while True:
        names = Shortener(context, prefixes, frozenset(avoid))
        try:
            body = _Writer(names, default_language=False).dataset(graphs)
        except SchemeTakenError as error:
            avoid.add(error.scheme)
        else:
            used = _definitions({"@version": 1.1, **names.used})
            return [f'{{\n"@context": {used},\n', *body]


def _referring(
    graphs: Mapping[str, Nodes], prefixes: Mapping[str, str], context: JsonLdContext, url: str
) -> list[str]:
    """Return the chunks of a text that names its context, and adds the prefixes it lacks."""
    names = Shortener(context, prefixes, frozenset())
    try:
        body = _Writer(names, default_language="@language" in context.names).dataset(graphs)
    except SchemeTakenError as error:
        reason = f"the context at {url} uses a scheme of the data as a name: {error.scheme}"
        raise WriteError(problem("MG512", format="JSON-LD", reason=reason)) from error
    extra = {name: iri for name, iri in names.used.items() if name not in context.names}
    head = f"[{json.dumps(url)}, {_definitions(extra)}]" if extra else json.dumps(url)
    return [f'{{\n"@context": {head},\n', *body]


def _definitions(used: Mapping[str, object]) -> str:
    lines = [
        f"  {json.dumps(name)}: {json.dumps(used[name], ensure_ascii=False)}"
        for name in sorted(used)
    ]
    return "{\n" + ",\n".join(lines) + "\n}"


class _Writer:
    """Writes nodes with one context, which learns which of its names are used."""

    def __init__(self, names: Shortener, *, default_language: bool) -> None:
        self.names = names
        self._default_language = default_language
        self._keys: dict[tuple[str, str], _Key] = {}
        self._classes: dict[str, str] = {}
        self._references: dict[str, str] = {}

    def dataset(self, graphs: Mapping[str, Nodes]) -> list[str]:
        names = sorted(graphs)
        if len(names) == 1 and names[0]:
            graph = names[0]
            return [f'"@id": {self._reference(graph)},\n', *self._graph(graphs[graph]), "}\n"]
        chunks: list[str] = self._nodes(graphs[""]) if "" in graphs else []
        for graph in filter(None, names):
            inside = "".join(self._graph(graphs[graph]))
            chunks.append(f'{{\n"@id": {self._reference(graph)},\n{inside}}}')
        return [*_array(chunks), "}\n"]

    def _graph(self, nodes: Nodes) -> list[str]:
        return _array(self._nodes(nodes))

    def _nodes(self, nodes: Nodes) -> list[str]:
        return [self._node(each, nodes[each]) for each in reading_order(nodes, home_of(nodes))]

    def _node(self, subject: str, pairs: Pairs) -> str:
        types: list[str] = []
        members: dict[str, list[str]] = {}
        languages: dict[str, dict[str, list[str]]] = {}
        arrays: set[str] = set()
        for predicate, value in pairs:
            if predicate == RDF_TYPE and value[0] != '"':
                types.append(self._class(value))
                continue
            body, suffix = split_literal(value) if value[0] == '"' else (value, _REFERENCE)
            kind = (predicate, suffix)
            key = self._keys.get(kind) or self._find_key(kind)
            if key.form == _BY_LANGUAGE:
                languages.setdefault(key.name, {}).setdefault(suffix[1:], []).append(body)
            else:
                members.setdefault(key.name, []).append(self._value(body, suffix, key.form))
            if key.always_array:
                arrays.add(key.name)
        lines = {name: _values(values, name in arrays) for name, values in members.items()}
        for name, by_tag in languages.items():
            lines[name] = _language_map(by_tag, name in arrays)
        head = f'{{\n  "@id": {self._reference(subject)}'
        if types:
            head += f',\n  "@type": {_values(types, always=False)}'
        return head + "".join(f',\n  "{name}": {lines[name]}' for name in sorted(lines)) + "\n}"

    def _reference(self, term: str) -> str:
        known = self._references.get(term)
        if known is None:
            short = term if term[0] == "_" else self.names.short(term[1:-1])
            known = self._references[term] = f'"{short}"'
        return known

    def _class(self, term: str) -> str:
        known = self._classes.get(term)
        if known is None:
            terms = self.names.terms.get(term[1:-1])
            known = f'"{self.names.use(terms[0])}"' if terms else self._reference(term)
            self._classes[term] = known
        return known

    def _value(self, body: str, suffix: str, form: str) -> str:
        if suffix == _REFERENCE:
            reference = self._reference(body)
            return reference if form == _BARE else f'{{"@id": {reference}}}'
        if form == _BARE:
            return body
        if not suffix:
            return f'{{"@value": {body}}}'
        if suffix[0] == "@":
            return f'{{"@language": "{suffix[1:]}", "@value": {body}}}'
        return f'{{"@type": {self._reference(suffix[2:])}, "@value": {body}}}'

    def _find_key(self, kind: tuple[str, str]) -> _Key:
        predicate, suffix = kind
        found: list[tuple[int, str, Term, str]] = []
        for term in self.names.terms.get(predicate[1:-1], ()):
            form = _form(term, suffix, default_language=self._default_language)
            if form:
                found.append((form == _OBJECT, term.name, term, form))
        if found:
            *_, term, form = min(found, key=lambda each: each[:2])
            key = _Key(self.names.use(term), form, "@set" in term.container)
        else:
            bare = not suffix and not self._default_language
            key = _Key(
                self.names.short(predicate[1:-1]), _BARE if bare else _OBJECT, always_array=False
            )
        self._keys[kind] = key
        return key


def _form(term: Term, suffix: str, *, default_language: bool) -> str:
    """Return how a value with `suffix` is written below `term`, "" if it cannot be."""
    if "@language" in term.container:
        return _BY_LANGUAGE if suffix[:1] == "@" else ""
    if suffix == _REFERENCE:
        return _BARE if term.type in ("@id", "@vocab") else _OBJECT
    if suffix[:1] == "@":
        return _BARE if not term.type and term.language == suffix[1:] else _OBJECT
    if suffix:
        return _BARE if f"^^<{term.type}>" == suffix else _OBJECT
    if term.type:
        return _BARE if f"<{term.type}>" == XSD_STRING else _OBJECT
    bare = term.language is None or (term.language == "" and not default_language)
    return _BARE if bare else _OBJECT


def _values(values: list[str], always: bool) -> str:  # noqa: FBT001 -- internal
    if len(values) == 1 and not always:
        return values[0]
    line = ", ".join(sorted(values))
    if len(line) <= _WIDTH:
        return f"[{line}]"
    return "[\n    " + ",\n    ".join(sorted(values)) + "\n  ]"


def _language_map(languages: Mapping[str, list[str]], always: bool) -> str:  # noqa: FBT001 -- internal
    inside = ", ".join(f'"{tag}": {_values(languages[tag], always)}' for tag in sorted(languages))
    return f"{{{inside}}}"


def _array(items: Iterable[str]) -> list[str]:
    """Return the chunks of `"@graph": [...]`, one for each item."""
    items = list(items)
    if not items:
        return ['"@graph": []\n']
    separated = [f"{item},\n" for item in items[:-1]]
    return ['"@graph": [\n', *separated, f"{items[-1]}\n]\n"]
