r"""Terms in their canonical N-Triples spelling: taken apart, put together.

`"…"` is a plain string, `"…"@en` a language-tagged one, `"…"^^<…>` a typed one, `<…>` an IRI and
`_:…` a blank node. No quotation mark stands after the closing one, so the last one found closes.
"""

from __future__ import annotations

import re

from memograph.rdf.terms import quoted

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD_STRING = "<http://www.w3.org/2001/XMLSchema#string>"

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ABSOLUTE = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|\\^`]*')


def is_absolute(iri: str) -> bool:
    """Tell whether `iri` begins with a scheme and holds no character that no IRI may hold.

    >>> is_absolute("https://example.org/a"), is_absolute("a/b"), is_absolute("urn:a b")
    (True, False, False)
    """
    return _ABSOLUTE.fullmatch(iri) is not None


def unescaped(body: str) -> str:
    r"""Return what `body`, the inside of a spelled literal or IRI, stands for.

    >>> unescaped(r"Ab\u00e9 \"said\"")
    'Abé "said"'
    """
    if "\\" not in body:
        return body
    return _ESCAPED.sub(_unescape, body)


def _unescape(match: re.Match[str]) -> str:
    short, long, character = match.groups()
    if character is not None:
        return _PLAIN_ESCAPES.get(character, character)
    return chr(int(short or long, 16))


def literal(text: str, language: str | None, datatype: str | None) -> str:
    """Return the spelling of a literal; a tag is spelled in lower case, xsd:string left out.

    >>> literal("Yes.", "EN", None)
    '"Yes."@en'
    """
    if language:
        return f"{quoted(text)}@{language.lower()}"
    if datatype and f"<{datatype}>" != XSD_STRING:
        return f"{quoted(text)}^^<{datatype}>"
    return quoted(text)


def split_literal(term: str) -> tuple[str, str]:
    """Return a literal's quoted body and what follows: "", "@…" or "^^<…>".

    >>> split_literal('"Yes."@en')
    ('"Yes."', '@en')
    """
    end = term.rindex('"') + 1
    return term[:end], term[end:]
