"""The named queries: what each asks, its columns, and the parameters that it declares.

A query is a text of SPARQL whose first lines are comments. They tell the question, the columns, and
a line for each parameter; where a parameter narrows the query, a comment holds what it adds:

    # Question: Who spoke how often?
    # Columns: name, turns
    # param person: part of the name of who speaks
    …
      # where person: VALUES $PERSON {} FILTER(CONTAINS(LCASE(STR(?name)), LCASE($PERSON)))

Without values the text is valid as it stands. The variable is the parameter's name in capitals, and
the value goes between the braces behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, cast

from memograph import resources
from memograph.problems import ConfigError, Where, problem

Kind: TypeAlias = Literal["text", "date", "iris"]
"""What a value may be: any text, a year, month or day as ISO 8601 spells it, or web addresses."""

_PARAMETER: Final = re.compile(
    r"param (?P<name>[a-z][a-z0-9]*)"
    r"(?: \((?P<kind>text|date|iris)(?P<needed>, needed)?\))?: "
)
_PLACE: Final = re.compile(r"^(?P<indent>\s*)# where (?P<name>[a-z][a-z0-9]*): (?P<adds>.+)$")
_NEAR: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a query can be narrowed by; only what is `needed` has to be given."""

    name: str
    kind: Kind = "text"
    meaning: str
    needed: bool = False

    @property
    def variable(self) -> str:
        """Return the variable that its value is bound to.

        >>> Parameter(name="person", meaning="a name").variable
        '$PERSON'
        """
        return f"${self.name.upper()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query with what its head tells: the question, the columns, the parameters.

    `shipped` are those that come with memograph.
    """

    name: str
    meaning: str = ""
    columns: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    text: str
    shipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a query at which a parameter adds something."""

    indent: str
    parameter: str
    adds: str


def named() -> tuple[Query, ...]:
    """Return all named queries, in order of name.

    >>> [query.name for query in named()][:3]
    ['addressed', 'conversation', 'directions']
    """
    return tuple(
        replace(declared(text, name=name.removesuffix(".rq"), source=name), shipped=True)
        for name, text in resources.queries()
    )


def find(name: str) -> Query:
    """Return the query of this name; raise ConfigError (MG540) with the names that are near.

    >>> find("speakers").parameters[0].name
    'person'
    """
    from difflib import get_close_matches

    known = {query.name: query for query in named()}
    if name in known:
        return known[name]
    near = get_close_matches(name.lower(), known, cutoff=_NEAR)
    raise ConfigError(problem("MG540", name=name, near=", ".join(near or known)))


def declared(text: str, *, name: str, source: str = "") -> Query:
    r"""Return a text as a query; raise ConfigError (MG543) if a parameter is declared wrongly.

    >>> text = "# param word: in the text\nASK {\n  # where word: VALUES $WORD {}\n}"
    >>> declared(text, name="mine").parameters
    (Parameter(name='word', kind='text', meaning='in the text', needed=False),)
    """
    entries = tuple(_entries(text.splitlines()))
    found = {key: value for key, _, value in (entry.partition(": ") for entry in entries)}
    query = Query(
        name=name,
        meaning=found.get("Question", ""),
        columns=_columns(found.get("Columns", "")),
        parameters=tuple(_parameters(entries)),
        text=text,
    )
    _check(query, source or name)
    return query


def place_in(line: str) -> Place | None:
    """Return what a line says that a parameter adds there, if it says so.

    >>> place_in("  # where word: VALUES $WORD {}").adds
    'VALUES $WORD {}'
    """
    match = _PLACE.match(line)
    if not match:
        return None
    return Place(indent=match["indent"], parameter=match["name"], adds=match["adds"])


def _entries(lines: Iterable[str]) -> list[str]:
    """Return the comments at the head, each on one line; those that go on are indented."""
    found: list[str] = []
    for line in lines:
        if not line.startswith("#"):
            break
        said = line[1:]
        if said.startswith("   ") and found:
            found[-1] += f" {said.strip()}"
        else:
            found.append(said.strip())
    return found


def _columns(said: str) -> tuple[str, ...]:
    """Return the names of columns, without what is said of them in brackets.

    >>> _columns("meeting, order (of the turn), text")
    ('meeting', 'order', 'text')
    """
    bare = re.sub(r"\([^)]*\)", "", said)
    return tuple(name.strip() for name in bare.split(",") if name.strip())


def _parameters(entries: Iterable[str]) -> Iterable[Parameter]:
    for entry in entries:
        if match := _PARAMETER.match(entry):
            kind = cast("Kind", match["kind"] or "text")
            meaning, needed = entry[match.end() :], match["needed"] is not None
            yield Parameter(name=match["name"], kind=kind, meaning=meaning, needed=needed)


def _check(query: Query, source: str) -> None:
    """See that every parameter has a place and every place a parameter."""
    names = [each.name for each in query.parameters]
    places = {
        place.parameter: (number, place.adds.count(f"VALUES ${place.parameter.upper()} {{}}"))
        for number, line in enumerate(query.text.splitlines(), start=1)
        if (place := place_in(line))
    }
    for name, (line, blocks) in places.items():
        if name not in names or blocks != 1:
            reason = "is not declared" if name not in names else "has not one empty VALUES there"
            where = Where(source=source, line=line)
            raise ConfigError(problem("MG543", where, name=name, reason=reason))
    for name in names:
        if name not in places or names.count(name) > 1:
            reason = "has no place" if name not in places else "is declared twice"
            raise ConfigError(problem("MG543", Where(source=source), name=name, reason=reason))
