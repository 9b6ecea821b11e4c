"""JSON-LD contexts: which short names there are for IRIs, and which of them a text has used.

Only what both rdflib and pyoxigraph read alike is used: terms with a type or a language map,
prefixes that end in a delimiter. A term defined in another way is passed over, and the IRI is
written with a prefix or in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_DELIMITERS = (":", "/", "?", "#", "[", "]", "@")
_KNOWN_KEYS = frozenset({"@id", "@type", "@container", "@language", "@protected"})
_CONTAINERS = frozenset({"@set", "@language"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A key that stands for a predicate or a class, and how its values are read.

    `language` is "" where the term says nothing of it and None where it says that there is none.
    """

    name: str
    iri: str
    type: str = ""
    container: frozenset[str] = frozenset()
    language: str | None = ""
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLdContext:
    """A context that was read: its terms by IRI, its prefixes by namespace."""

    names: frozenset[str] = frozenset()
    terms: Mapping[str, Sequence[Term]] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)


class SchemeTakenError(ValueError):
    """An IRI's scheme is a name in the context, which would change the IRI when it is read."""

    def __init__(self, scheme: str) -> None:
        """Keep the scheme."""
        super().__init__(scheme)
        self.scheme = scheme


def read_context(context: Mapping[str, object] | None) -> JsonLdContext:
    """Return `context`, with or without "@context" around it, as read; do so once for many texts.

    >>> read = read_context({"memo": "https://example.org/ns#", "order": "memo:order"})
    >>> [term.name for term in read.terms["https://example.org/ns#order"]]
    ['order']
    """
    inside = (context or {}).get("@context", context or {})
    if not isinstance(inside, Mapping):
        raise TypeError("the JSON-LD context must be one mapping from names to definitions")
    definitions = {name: each for name, each in inside.items() if name[:1] != "@"}
    terms: dict[str, list[Term]] = {}
    prefixes: dict[str, str] = {}
    for name in sorted(definitions):
        term = _read(name, definitions)
        if term is None:
            continue
        if _is_prefix(term.iri, definitions[name]):
            prefixes.setdefault(term.iri, name)
        elif _is_usable(term):
            terms.setdefault(term.iri, []).append(term)
    return JsonLdContext(names=frozenset(inside), terms=terms, prefixes=prefixes)


def _read(name: str, definitions: Mapping[str, object]) -> Term | None:
    definition = definitions[name]
    if definition is None:
        return None
    raw = definition if isinstance(definition, Mapping) else {"@id": definition}
    iri = _expand(str(raw.get("@id", name)), definitions)
    if ":" not in iri:
        return None
    type_ = str(raw.get("@type", ""))
    language = raw.get("@language", "")
    return Term(
        name=name,
        iri=iri,
        type=_expand(type_, definitions) if type_ else "",
        container=frozenset(_strings(raw.get("@container"))),
        language=language.lower() if isinstance(language, str) else None,
        raw={key: value for key, value in raw.items() if key not in ("@id", "@protected")},
    )


def _is_prefix(iri: str, definition: object) -> bool:
    flagged = isinstance(definition, str) or (
        isinstance(definition, Mapping) and bool(definition.get("@prefix"))
    )
    return flagged and iri.endswith(_DELIMITERS)


def _is_usable(term: Term) -> bool:
    odd = ":" in term.name or term.type in ("@json", "@none") or term.container - _CONTAINERS
    return not odd and not term.raw.keys() - _KNOWN_KEYS


def _expand(value: str, definitions: Mapping[str, object]) -> str:
    """Return the IRI that `value` stands for, "" if it stands for none."""
    rest = ""
    for _ in range(len(definitions) + 1):
        if value[:1] == "@" or "://" in value:
            break
        prefix, colon, tail = value.partition(":")
        definition = definitions.get(prefix if colon else value)
        if isinstance(definition, Mapping):
            definition = definition.get("@id")
        if not isinstance(definition, str) or definition == value:
            value = value if colon else ""
            break
        value, rest = definition, tail + rest
    return value + rest if value else ""


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        yield from map(str, value)


class Shortener:
    """Shortens the IRIs of one text; `used` collects the definitions that the text needs."""

    def __init__(
        self, context: JsonLdContext, prefixes: Mapping[str, str], avoid: frozenset[str]
    ) -> None:
        """Take the names of `context`, and of `prefixes` for what it leaves long, not `avoid`."""
        self.used: dict[str, object] = {}
        self.terms = (
            {
                iri: [term for term in terms if term.name not in avoid]
                for iri, terms in context.terms.items()
            }
            if avoid
            else context.terms
        )
        own = {space: name for space, name in context.prefixes.items() if name not in avoid}
        others = {
            namespace: name
            for name, namespace in sorted(prefixes.items())
            if name not in context.names | avoid and namespace.endswith(_DELIMITERS)
        }
        self._prefixes = {**others, **own}
        self._patterns = tuple(_longest_first(each) for each in (own, others) if each)
        self._names = context.names
        self._taken = (context.names | set(others.values())) - avoid
        self._short: dict[str, str] = {}

    def short(self, iri: str) -> str:
        """Return `iri` as `prefix:rest`, or in full; note the prefix as used.

        If a name of the context would hijack its scheme, that is a SchemeTakenError.
        """
        known = self._short.get(iri)
        if known is None:
            known = self._short[iri] = self._shorten(iri)
        return known

    def use(self, term: Term) -> str:
        """Return the name of `term`; note its definition as used, with the prefixes it needs."""
        if term.name not in self.used:
            definition: dict[str, object] = {"@id": self.short(term.iri)}
            definition.update(sorted(term.raw.items()))
            if term.type and term.type[0] != "@":
                definition["@type"] = self.short(term.type)
            plain = len(definition) == 1
            self.used[term.name] = definition["@id"] if plain else definition
        return term.name

    def _shorten(self, iri: str) -> str:
        for pattern in self._patterns:
            match = pattern.match(iri)
            if match and not iri.startswith("//", match.end()) and match.end() < len(iri):
                name = self._prefixes[match[0]]
                short = f"{name}:{iri[match.end() :]}"
                if short not in self._names:
                    self.used[name] = match[0]
                    return short
        scheme, _, rest = iri.partition(":")
        if scheme in self._taken and rest[:2] != "//":
            raise SchemeTakenError(scheme)
        return iri


def _longest_first(namespaces: Mapping[str, str]) -> re.Pattern[str]:
    ordered = sorted(namespaces, key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, ordered)))
