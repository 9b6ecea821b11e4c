"""What can be wrong, and where: Problem, Where, Span, and the exceptions.

A `Problem` is a finding in the material; it never stops a run. An exception says that the work
cannot go on. Every code stands in `catalogue.toml`, which `memograph explain` shows.
This module knows nothing of the rest of the package.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a Problem is: an error makes the exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Span(NamedTuple):
    """A half-open stretch of text, `text[start:end]`, counted in Unicode code points from 0.

    >>> "Comrade Mao: Yes."[slice(*Span(13, 17))]
    'Yes.'
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Where:
    """A place in a source: lines, columns, pages and paragraphs count from 1, `offset` from 0."""

    source: str
    line: int | None = None
    column: int | None = None
    offset: int | None = None
    page: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        """Return the place as `source:line:column`, leaving out what is not known.

        >>> str(Where(source="memo.txt", line=31, column=1))
        'memo.txt:31:1'
        """
        if self.line is not None:
            column = f":{self.column}" if self.column is not None else ""
            return f"{self.source}:{self.line}{column}"
        if self.page is not None:
            return f"{self.source}:page {self.page}"
        if self.paragraph is not None:
            return f"{self.source}:paragraph {self.paragraph}"
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something found in the material: a numbered code, a sentence, a place and a hint."""

    code: str
    severity: Severity
    message: str
    where: Where | None = None
    hint: str = ""

    def __str__(self) -> str:
        """Return the line that compilers would print.

        >>> str(Problem(code="MG101", severity=Severity.ERROR, message="the source is empty"))
        'error MG101  the source is empty'
        """
        place = f"{self.where}  " if self.where else ""
        return f"{place}{self.severity.value} {self.code}  {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The catalogue's entry for one code."""

    code: str
    title: str
    severity: Severity
    message: str
    hint: str
    explanation: str


class MemographError(Exception):
    """The work cannot go on; `problem` says why, with a code and a hint."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem; the exception's text is its message."""
        super().__init__(problem.message)
        self.problem = problem

    def __reduce__(self) -> tuple[type[MemographError], tuple[Problem]]:
        """Let the exception cross process boundaries whole."""
        return type(self), (self.problem,)


class UnreadableSource(MemographError):
    """A source cannot be opened or is no text in any known encoding."""


class UnknownFormat(MemographError):
    """No reader, or no writer, knows the format."""


class MissingExtra(MemographError):
    """A format needs a library that comes with an extra."""


class ConfigError(MemographError):
    """A setting, an option or a plug-in is wrong."""


class WriteError(MemographError):
    """The output cannot be written."""


class RemoteError(MemographError):
    """A server failed or refused."""


class StoreError(WriteError, RemoteError):
    """The output cannot be written into a store that is reached over the network."""


class NotConforming(MemographError):
    """A dataset does not conform to the shapes."""


def reason_of(error: BaseException) -> str:
    r"""Return what an exception says, on one line: the system's words, its own, or its kind.

    >>> reason_of(ValueError("not\n this")), reason_of(EOFError())
    ('not this', 'EOFError')
    """
    system = getattr(error, "strerror", None)
    return system or " ".join(str(error).split()) or type(error).__name__


@cache
def catalogue() -> dict[str, Explanation]:
    """Return every code with its explanation, in order of code.

    >>> catalogue()["MG101"].title
    'Empty source'
    """
    raw = tomllib.loads(
        resources.files("memograph").joinpath("catalogue.toml").read_text(encoding="utf-8")
    )
    return {
        code: Explanation(
            code=code,
            title=entry["title"],
            severity=Severity(entry["severity"]),
            message=entry["message"],
            hint=entry["hint"],
            explanation=entry["explanation"].strip(),
        )
        for code, entry in sorted(raw.items())
    }


def problem(code: str, where: Where | None = None, /, **values: object) -> Problem:
    """Return the Problem with this code, its message and hint filled in from the catalogue.

    >>> problem("MG101", Where(source="memo.txt")).message
    'the source is empty'
    """
    entry = catalogue()[code]
    return Problem(
        code=code,
        severity=entry.severity,
        message=entry.message.format(**values),
        where=where,
        hint=entry.hint.format(**values),
    )
