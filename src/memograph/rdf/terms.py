"""Term constructors: one mapping feeds N-Triples strings, rdflib terms and pyoxigraph terms.

A mapper asks an injected `Terms` for every node it emits, so it never knows which library holds
the graph. `StringTerms` is the bulk path: a term is its N-Triples spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from memograph.rdf.vocab import XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal as OxigraphLiteral
    from pyoxigraph import NamedNode
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Triple: TypeAlias = tuple[T, T, T]
"""Subject, predicate, object."""

Quad: TypeAlias = tuple[str, str, str, str]
"""Subject, predicate, object, graph as N-Triples spellings; graph "" is the default graph."""

_REPEATED = 4096
"""How many IRIs a library's terms are kept of: the vocabulary and the document at hand."""

_INTEGER = f'"^^<{XSD.integer}>'
_ECHAR = dict(zip("btnfr\"'\\", "\b\t\n\f\r\"'\\", strict=True))
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_MISREAD = re.compile(r"\\\\(?P<letter>[uU]?)|\\u(?P<digits>[0-9A-F]{4})")
"""An escaped backslash with a letter behind it, or an escaped character."""
# Where canonical N-Triples differs from a JSON string: DEL and the two that are no characters are
# escaped, and hex digits are upper case.
_RARE = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(character): f"\\{name}" for name, character in _ECHAR.items() if name != "'"},
}


_LONG = 500
"""From how many characters on it is faster to look for one character after the other."""

_OFTEN = tuple(
    (character, f"\\{name}") for name, character in zip('\\"nrt', '\\"\n\r\t', strict=True)
)
_SELDOM = tuple(chr(code) for code in _RARE if chr(code) not in dict(_OFTEN))


class Terms(Protocol[T_co]):
    """What a mapper may ask for."""

    def iri(self, value: str, /) -> T_co:
        """Return the node with this absolute IRI, which the caller minted or checked."""

    def text(self, value: str, language: str, /) -> T_co:
        """Return a language-tagged string; `language` is a lower-case BCP 47 tag."""

    def plain(self, value: str, /) -> T_co:
        """Return an xsd:string."""

    def typed(self, value: str, datatype: str, /) -> T_co:
        """Return a literal; `value` is already in the canonical form of the IRI `datatype`."""

    def integer(self, value: int, /) -> T_co:
        """Return an xsd:integer."""


def quoted(value: str) -> str:
    r"""Return a string as canonical N-Triples quotes it.

    >>> print(quoted('He said "no".\n'))
    "He said \"no\".\n"
    >>> print(quoted("bell \x07"))
    "bell \u0007"
    """
    if len(value) > _LONG and not any(map(value.__contains__, _SELDOM)):
        for character, escape in _OFTEN:
            value = value.replace(character, escape)
        return f'"{value}"'
    # The C function that json uses is several times faster than str.translate.
    spelled = encode_basestring(value)
    if value.isprintable():
        return spelled
    if "\\u00" in spelled or "\x7f" in spelled or "\ufffe" in spelled or "\uffff" in spelled:
        return f'"{value.translate(_RARE)}"'
    return spelled


def in_sparql(spelling: str) -> str:
    r"""Return N-Triples, a term or lines, so that no reader of SPARQL takes them for anything else.

    Readers of SPARQL may replace \uXXXX before they look for the ends of strings, even behind
    another backslash, and some read eight digits where there are as many. So a `u` behind a
    backslash is written as an escape itself, and all escapes have eight digits.

    >>> print(in_sparql(quoted('a\\u0022 } "')), in_sparql(quoted("bell \x07")))
    "a\\\U000000750022 } \"" "bell \U00000007"
    """
    return _MISREAD.sub(_escaped, spelling) if "\\" in spelling else spelling


def _escaped(found: re.Match[str]) -> str:
    if found["digits"]:
        return f"\\U0000{found['digits']}"
    return rf"\\\U{ord(found['letter']):08X}" if found["letter"] else found[0]


def value_of(term: str) -> str:
    r"""Return the IRI, or the characters of the literal, that an N-Triples spelling stands for.

    >>> value_of("<https://example.org/>"), value_of(r'"A \"B\""@en')
    ('https://example.org/', 'A "B"')
    """
    if term.startswith("<"):
        return term[1:-1]
    quoted_part = term[1 : term.rindex('"')]
    if "\\" not in quoted_part:
        return quoted_part
    if "\\\\" not in quoted_part:  # so that every backslash begins an escape
        for character, escape in _OFTEN:
            quoted_part = quoted_part.replace(escape, character)
    return _ESCAPE.sub(_unescaped, quoted_part) if "\\" in quoted_part else quoted_part


def language_of(term: str) -> str:
    """Return the language tag of a literal's N-Triples spelling, empty if it has none.

    >>> language_of('"Yes."@en')
    'en'
    """
    after = term[term.rindex('"') + 1 :] if term.startswith('"') else ""
    return after[1:] if after.startswith("@") else ""


def _unescaped(match: re.Match[str]) -> str:
    """Return the character that an escape sequence stands for."""
    sequence = match.group()[1:]
    return _ECHAR[sequence] if sequence in _ECHAR else chr(int(sequence[1:], 16))


class StringTerms:
    """Terms as their canonical N-Triples spellings.

    >>> StringTerms().text("Yes.", "en")
    '"Yes."@en'
    """

    __slots__ = ()

    def iri(self, value: str, /) -> str:
        """Return the IRI in angle brackets."""
        return f"<{value}>"

    def text(self, value: str, language: str, /) -> str:
        """Return a quoted string with its language tag."""
        # In most strings nothing is escaped, and to find that out is half the work of escaping.
        if value.isprintable() and '"' not in value and "\\" not in value:
            return f'"{value}"@{language}'
        return f"{quoted(value)}@{language}"

    def plain(self, value: str, /) -> str:
        """Return a quoted string, whose datatype N-Triples leaves out."""
        return quoted(value)

    def typed(self, value: str, datatype: str, /) -> str:
        """Return a quoted string with its datatype."""
        if value.isalnum():
            return f'"{value}"^^<{datatype}>'
        return f"{quoted(value)}^^<{datatype}>"

    def integer(self, value: int, /) -> str:
        """Return a quoted number with its datatype."""
        return f'"{value}{_INTEGER}'


class RdflibTerms:
    """Terms of rdflib; `normalize` is off, since values arrive in canonical form.

    >>> RdflibTerms().text("Yes.", "en")
    rdflib.term.Literal('Yes.', lang='en')
    """

    __slots__ = ("_iri", "_literal")

    def __init__(self) -> None:
        """Import rdflib."""
        from rdflib import Literal, URIRef

        self._iri = lru_cache(maxsize=_REPEATED)(URIRef)
        self._literal = Literal

    def iri(self, value: str, /) -> URIRef:
        """Return a URIRef."""
        return self._iri(value)

    def text(self, value: str, language: str, /) -> RdflibLiteral:
        """Return a Literal with a language."""
        return self._literal(value, lang=language)

    def plain(self, value: str, /) -> RdflibLiteral:
        """Return a Literal without datatype, as rdflib reads an xsd:string from a file."""
        return self._literal(value)

    def typed(self, value: str, datatype: str, /) -> RdflibLiteral:
        """Return a Literal with a datatype."""
        return self._literal(value, datatype=self._iri(datatype), normalize=False)

    def integer(self, value: int, /) -> RdflibLiteral:
        """Return a Literal that is a number."""
        return self.typed(str(value), XSD.integer)


class OxigraphTerms:
    """Terms of pyoxigraph.

    >>> str(OxigraphTerms().text("Yes.", "en"))
    '"Yes."@en'
    """

    __slots__ = ("_iri", "_literal")

    def __init__(self) -> None:
        """Import pyoxigraph."""
        from pyoxigraph import Literal, NamedNode

        self._iri = lru_cache(maxsize=_REPEATED)(NamedNode)
        self._literal = Literal

    def iri(self, value: str, /) -> NamedNode:
        """Return a NamedNode."""
        return self._iri(value)

    def text(self, value: str, language: str, /) -> OxigraphLiteral:
        """Return a Literal with a language."""
        return self._literal(value, language=language)

    def plain(self, value: str, /) -> OxigraphLiteral:
        """Return a Literal of the datatype xsd:string."""
        return self._literal(value)

    def typed(self, value: str, datatype: str, /) -> OxigraphLiteral:
        """Return a Literal with a datatype."""
        return self._literal(value, datatype=self._iri(datatype))

    def integer(self, value: int, /) -> OxigraphLiteral:
        """Return a Literal that is a number."""
        return self.typed(str(value), XSD.integer)
