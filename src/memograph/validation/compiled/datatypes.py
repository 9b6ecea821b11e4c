"""Which literals are of their datatype, and which of two comes first, where that is beyond doubt.

The judge is rdflib's reading of the datatypes, which takes more spellings than these. Whatever is
not one of these raises Unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from memograph.rdf.terms import quoted, value_of
from memograph.rdf.vocab import RDF, RDFS, XSD
from memograph.validation.compiled.terms import LANG_STRING, STRING, parts_of
from memograph.validation.compiled.unknown import Unsure

_DAY: Final = r"(?P<day>[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))"
_ZONE: Final = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
_SPELLINGS: Final = {
    f"<{XSD.integer}>": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    f"<{XSD.decimal}>": re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?"),
    f"<{XSD.boolean}>": re.compile(r"true|false"),
    f"<{XSD.date}>": re.compile(_DAY),
    f"<{XSD.dateTime}>": re.compile(rf"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]{_ZONE}"),
    f"<{XSD.dayTimeDuration}>": re.compile(
        r"P(?:[0-9]{1,6}D)?(?:T(?=[0-9])(?:[0-9]{1,2}H)?(?:[0-9]{1,2}M)?(?:[0-9]{1,2}S)?)?(?<!P)"
    ),
}
_INTEGER: Final = f"<{XSD.integer}>"
_NUMBERS: Final = frozenset({_INTEGER, f"<{XSD.decimal}>"})
NUMERIC: Final = tuple(f'"^^{datatype}' for datatype in sorted(_NUMBERS))
"""How the literals end that are numbers."""

_IN_ORDER: Final = frozenset({f"<{XSD.date}>", f"<{XSD.dateTime}>"})
_KNOWN_TO_RDFLIB: Final = tuple(f"<{one.namespace}" for one in (XSD, RDF, RDFS))
"""How the datatypes begin that rdflib, or pyshacl, knows something of."""

_SPELLED_IN_ONE_WAY: Final = frozenset({_INTEGER, f"<{XSD.date}>"})
_BOOLEAN: Final = f"<{XSD.boolean}>"
_CACHED: Final = 16384


def test_of(datatype: str) -> Callable[[str], bool]:
    """Return the function that tells whether a term is a literal of a datatype, and well formed.

    >>> holds = test_of(f"<{XSD.integer}>")
    >>> holds(f'"12"^^<{XSD.integer}>'), holds('"12"')
    (True, False)
    """
    if datatype == LANG_STRING:
        return _is_tagged
    if datatype == STRING:
        return lambda term: term[0] == '"' and parts_of(term)[1] == STRING
    if datatype not in _SPELLINGS and datatype.startswith(_KNOWN_TO_RDFLIB):
        return _unsure  # rdflib reads many more datatypes of XML Schema and of RDF
    spelling = _SPELLINGS.get(datatype)

    @lru_cache(maxsize=_CACHED)
    def holds(term: str) -> bool:
        if term[0] != '"':
            return False
        value, own, _ = parts_of(term)
        if own != datatype:
            return False
        if spelling is not None:
            _well_formed(value, datatype)
        return True

    return holds


def _unsure(term: str) -> bool:
    raise Unsure(term)


def _well_formed(value: str, datatype: str) -> re.Match[str]:
    """Return the parts of a spelling that is well formed beyond doubt."""
    match = _SPELLINGS[datatype].fullmatch(value)
    if match is None:
        raise Unsure(value)
    day = match.groupdict().get("day")
    if day and not _is_day(day):
        raise Unsure(value)
    return match


def _is_day(spelled: str) -> bool:
    try:
        date.fromisoformat(spelled)
    except ValueError:
        return False
    return True


def _is_tagged(term: str) -> bool:
    """Tell whether a term is a string with a language."""
    if term[0] != '"':
        return False
    end = term.rfind('"')
    if end > 0 and term[end + 1 : end + 2] == "@" and term[end + 1 :].islower():
        return True  # which most are, so that it is told without a call
    return parts_of(term)[1] == LANG_STRING


@lru_cache(maxsize=_CACHED)
def readings(term: str) -> tuple[str, ...]:
    """Return the characters of a literal, also as rdflib spells them when it reads a file.

    Graphs are made in both ways, and the engine judges what it gets. Raises Unsure where rdflib's
    way is not known.

    >>> readings(f'"PT60S"^^<{XSD.dayTimeDuration}>')
    ('PT60S', 'PT1M')
    """
    spelled, datatype, _ = parts_of(term)
    if datatype in (STRING, LANG_STRING) or not datatype.startswith(_KNOWN_TO_RDFLIB):
        return (value_of(term),)
    if datatype == _BOOLEAN or datatype not in _SPELLINGS:
        raise Unsure(term)
    _well_formed(spelled, datatype)
    if datatype in _SPELLED_IN_ONE_WAY:
        return (spelled,)
    from rdflib import Literal, URIRef

    read = str(Literal(spelled, datatype=URIRef(datatype[1:-1]), normalize=True))
    return (spelled,) if read == spelled else (spelled, read)


def certain(terms: Iterable[str]) -> None:
    """Raise Unsure if another spelling than that of one of these terms could be the same term.

    >>> certain(['"1"', f'"1"^^<{XSD.integer}>', "<https://example.org/>"])
    """
    for term in terms:
        if term[0] == '"' and not _is_spelled_in_one_way(term):
            raise Unsure(term)


@lru_cache(maxsize=_CACHED)
def _is_spelled_in_one_way(literal: str) -> bool:
    spelled, datatype, _ = parts_of(literal)
    if datatype == STRING and literal[-1] == ">":  # for some readers the same as without
        return False
    if datatype == _BOOLEAN:
        return _SPELLINGS[datatype].fullmatch(spelled) is not None
    return quoted(value_of(literal)) == f'"{spelled}"' and readings(literal) == (value_of(literal),)


@lru_cache(maxsize=_CACHED)
def number_of(term: str) -> int | Decimal:
    """Return the number that a literal is; raise Unsure for anything else."""
    value, datatype, _ = parts_of(term)
    if datatype not in _NUMBERS:
        raise Unsure(term)
    _well_formed(value, datatype)
    return int(value) if datatype == _INTEGER else Decimal(value)


def comes_before(term: str, other: str, *, or_equal: bool) -> bool:
    """Tell whether a literal is less than another: numbers, or days and times of one zone."""
    if term.endswith(NUMERIC) and other.endswith(NUMERIC):
        left, right = number_of(term), number_of(other)
        return left < right or (or_equal and left == right)
    value, datatype, _ = parts_of(term)
    limit, same, _ = parts_of(other)
    if datatype != same or datatype not in _IN_ORDER:
        raise Unsure(term)
    zones = {_well_formed(each, datatype).groupdict().get("zone") for each in (value, limit)}
    if len(zones) > 1:
        raise Unsure(term)
    return value < limit or (or_equal and value == limit)
