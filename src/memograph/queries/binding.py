"""Values bound into a query as RDF terms, so that none can change what the query says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from memograph.problems import ConfigError, problem
from memograph.queries.declared import Parameter, Query, place_in
from memograph.rdf.iris import is_web_address
from memograph.rdf.terms import in_sparql, quoted

_DATE: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def bound(query: Query, values: Mapping[str, str], *, limit: int | None = None) -> str:
    r"""Return the text of a query with values bound to its parameters, in their VALUES blocks.

    Raises ConfigError for a value that the query has no parameter for (MG541), for one that is
    not of its kind (MG542), and where one is missing that is needed (MG557).

    >>> from memograph.queries.declared import find
    >>> text = bound(find("speakers"), {"person": 'Zhou "Enlai"'}, limit=3)
    >>> print(*(line for line in text.splitlines() if "$PERSON" in line)) # doctest: +ELLIPSIS
      { SELECT DISTINCT ?agent { VALUES $PERSON { "Zhou \"Enlai\"" } ?agent rdfs:label|...
    >>> text.splitlines()[-1]
    'LIMIT 3'
    """
    known = {each.name: each for each in query.parameters}
    for name, value in values.items():
        if name not in known:
            listed = ", ".join(known) or "none"
            raise ConfigError(problem("MG541", name=name, query=query.name, known=listed))
        check(known[name], value)
    for missing in query.parameters:
        if missing.needed and missing.name not in values:
            found = problem("MG557", name=missing.name, query=query.name, meaning=missing.meaning)
            raise ConfigError(found)
    if not values and limit is None:
        return query.text
    lines = [*_bound(query, known, values), *(() if limit is None else (f"LIMIT {limit:d}",))]
    return "\n".join(lines) + "\n"


def check(parameter: Parameter, value: str) -> None:
    """Raise ConfigError (MG542) if a value is not of the kind that the parameter takes."""
    reason = ""
    if _SURROGATE.search(value):
        reason = "it holds half of a surrogate pair, or bytes that are not UTF-8"
    elif parameter.kind == "date" and not _DATE.fullmatch(value):
        reason = "it is no year, month or day such as 1961, 1961-05 or 1961-05-17"
    elif parameter.kind == "iris" and not all(map(is_web_address, value.split() or [""])):
        reason = "it is no web address, nor several that are parted by blanks"
    if reason:
        shown = value.encode("utf-8", "replace").decode()
        raise ConfigError(problem("MG542", name=parameter.name, value=shown, reason=reason))


def _bound(
    query: Query, known: Mapping[str, Parameter], values: Mapping[str, str]
) -> Iterator[str]:
    for line in query.text.rstrip().split("\n"):
        place = place_in(line)
        if place is None or place.parameter not in values:
            yield line
            continue
        parameter = known[place.parameter]
        terms = _terms(parameter, values[place.parameter])
        before, block, after = place.adds.partition(f"{parameter.variable} {{}}")
        yield f"{place.indent}{before}{block[:-1]} {terms} }}{after}"


def _terms(parameter: Parameter, value: str) -> str:
    """Return a value, which was checked, as SPARQL spells it."""
    if parameter.kind == "iris":
        return " ".join(f"<{iri}>" for iri in dict.fromkeys(value.split()))
    return in_sparql(quoted(value))
