"""Which literals are of their datatype, and which of two comes first, where that is beyond doubt.

The judge is rdflib's reading of the datatypes, which takes more spellings than these. Whatever is
not one of these raises Unsure.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from memograph.rdf.vocab import XSD
from memograph.validation.compiled.terms import LANG_STRING, STRING, Literal, Unsure, literal_of

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
_NUMBERS: Final = frozenset({f"<{XSD.integer}>", f"<{XSD.decimal}>"})
_IN_ORDER: Final = frozenset({f"<{XSD.date}>", f"<{XSD.dateTime}>"})
_KNOWN_TO_RDFLIB: Final = "<http://www.w3.org/2001/XMLSchema#"
_CACHED: Final = 4096


def is_of(term: str, datatype: str) -> bool:
    """Tell whether a literal is of a datatype and well formed.

    >>> number = f"<{XSD.integer}>"
    >>> is_of(f'"12"^^{number}', number), is_of('"12"', number)
    (True, False)
    """
    found = literal_of(term)
    if found.datatype != datatype:
        return False
    if datatype in (STRING, LANG_STRING):
        return True
    if datatype in _SPELLINGS:
        _must_be_well_formed(found)
        return True
    # rdflib reads many more datatypes of XML Schema; of others it asks nothing.
    if datatype.startswith(_KNOWN_TO_RDFLIB):
        raise Unsure(term)
    return True


def _must_be_well_formed(found: Literal) -> re.Match[str]:
    """Return the parts of a spelling that is well formed beyond doubt."""
    match = _SPELLINGS[found.datatype].fullmatch(found.value)
    if match is None or (match.groupdict().get("day") and not _is_day(match["day"])):
        raise Unsure(found.value)
    return match


@lru_cache(maxsize=_CACHED)
def _is_day(spelled: str) -> bool:
    try:
        date.fromisoformat(spelled)
    except ValueError:
        return False
    return True


def number_of(term: str) -> Decimal:
    """Return the number that a literal is; raise Unsure for anything else."""
    found = literal_of(term)
    if found.datatype not in _NUMBERS:
        raise Unsure(term)
    _must_be_well_formed(found)
    return Decimal(found.value)


def comes_before(term: str, other: str, *, or_equal: bool) -> bool:
    """Tell whether a literal is less than another: numbers, or days and times of one zone."""
    one, two = literal_of(term), literal_of(other)
    if one.datatype in _NUMBERS and two.datatype in _NUMBERS:
        left, right = number_of(term), number_of(other)
        return left < right or (or_equal and left == right)
    if one.datatype != two.datatype or one.datatype not in _IN_ORDER:
        raise Unsure(term)
    zones = {_must_be_well_formed(each).groupdict().get("zone") for each in (one, two)}
    if len(zones) > 1:
        raise Unsure(term)
    return one.value < two.value or (or_equal and one.value == two.value)
