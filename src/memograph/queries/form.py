"""What a text of SPARQL is, told from its first word: a query that gives rows, or an update.

The text is not parsed: whoever is asked does that. What is neither is refused here.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from memograph.problems import ConfigError, Where, problem

Form: TypeAlias = Literal["select", "ask", "construct", "describe", "update"]

_QUERIES: Final[tuple[Form, ...]] = ("select", "ask", "construct", "describe")
_UPDATES: Final = (
    "insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with",
)  # fmt: skip
_PROLOGUE: Final = re.compile(
    r"""\s+ | \#[^\n\r]*
      | base\s*<[^<>\s]*>
      | prefix\s+[^\s<>:]*:\s*<[^<>\s]*>
      | version\s+(?:"[^"\n\r]*"|'[^'\n\r]*')""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD: Final = re.compile("[a-z]+", re.IGNORECASE)
_PLACES: Final = (
    re.compile(r"at (?P<line>\d+):(?P<column>\d+)(?:: (?P<reason>.*))?", re.DOTALL),
    re.compile(
        r"(?P<reason>.*?)\s*\(at char \d+\), \(line:(?P<line>\d+), col:(?P<column>\d+)\)", re.DOTALL
    ),
)
"""How pyoxigraph and rdflib word what is wrong with a query."""
_CLASSES: Final = re.compile(r"(?:,\s*)?\[[^\]]*\](?:\s*\|\s*\[[^\]]*\])*")
"""How pyoxigraph names sets of characters, which tell a person nothing."""
_LONGEST: Final = 160
_NEAR: Final = 40


def form_of(text: str, *, source: str = "the query") -> Form:
    r"""Return what a text is; raise ConfigError (MG544) if it is no SPARQL from its first word on.

    >>> form_of("# a note\nPREFIX a: <b:c> select * {}"), form_of("DROP ALL")
    ('select', 'update')
    """
    at = 0
    while match := _PROLOGUE.match(text, at):
        at = match.end()
    word = _WORD.match(text, at)
    found = word[0].lower() if word else ""
    for form in _QUERIES:
        if found == form:
            return form
    if found in _UPDATES:
        return "update"
    before = text[:at]
    line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    reason = (
        f"“{text[at : at + 20].strip()}” begins no query" if text[at:].strip() else "it is empty"
    )
    raise ConfigError(
        problem("MG544", Where(source=source, line=line, column=column), reason=reason)
    )


def refusal(error: Exception, text: str = "", *, source: str = "the query") -> ConfigError:
    """Return what tells that a text is no SPARQL, at the place that the parser tells (MG544).

    >>> refusal(SyntaxError("error at 2:5: expected one of FILTER, VALUES")).problem.where.line
    2
    """
    said = str(error)
    for pattern in _PLACES:
        if match := pattern.search(said):
            line, column = int(match["line"]), int(match["column"])
            where = Where(source=source, line=line, column=column)
            reason = " ".join(_CLASSES.sub("", match["reason"] or "it is not SPARQL").split())
            reason = reason.replace(
                "expected one of Prefix not found", "its prefix is not declared"
            )
            here = _near(text, line, column)
            return ConfigError(problem("MG544", where, reason=here + _short(reason)))
    reason = " ".join(said.split()) or type(error).__name__
    return ConfigError(problem("MG544", Where(source=source), reason=_short(reason)))


def _near(text: str, line: int, column: int) -> str:
    """Return the words around a place, if it is known: parsers are off by a word at times."""
    lines = text.split("\n")
    if not text or line > len(lines):
        return ""
    before, after = lines[line - 1][: column - 1].split(), lines[line - 1][column - 1 :].split()
    words = " ".join((*before[-1:], *after[:1]))[:_NEAR]
    return f"near “{words}”: " if words else ""


def _short(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST].rstrip()} …"
