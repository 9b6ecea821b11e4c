"""Services: whoever is asked for candidates, be it a file, a server, or Wikidata itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from memograph.linkers.entity import Entity, Kind
from memograph.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who is asked for: a name as the records have it, what it names, and other forms of it.

    `begun` and `ended` are the first and last day or year, in EDTF, at which the records speak of
    it; `language` is that of the records, "" if unknown; `limit` is for the candidates.
    """

    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    begun: str = ""
    ended: str = ""
    language: str = ""
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that is proposed; `score` is what the service says of it, in units of its own."""

    entity: Entity
    score: float | None = None
    match: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a service answered to a question: candidates, best first, or why there are none.

    `query` is the question as it was sent. `state` is "failed" if there is no answer, so that it
    is asked again another time, and "unasked" if it may not be asked now.
    """

    question: Question
    query: str
    candidates: tuple[Candidate, ...] = ()
    state: Literal["answered", "failed", "unasked"] = "answered"
    problems: tuple[Problem, ...] = ()


class Service(Protocol):
    """Whoever is asked for candidates."""

    @property
    def name(self) -> str:
        """Return what it is called in review files, such as its address."""

    @property
    def space(self) -> str:
        """Return what all IRIs of its entities begin with, "" if that is not known."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with what it knows."""

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield an answer to every question, in their order."""

    def close(self) -> None:
        """Let go of what is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a service is opened: at which address, "" for its own, and in what manner it is asked.

    `cache` is the file in which answers are kept; with `offline`, only what is kept may be used.
    `contact` tells the service whom to write to, `token` shows it who asks.
    """

    address: str = ""
    cache: Path
    offline: bool = False
    contact: str = ""
    token: str = field(default="", repr=False)


class Opener(Protocol):
    """What opens a service that is plugged in by a name; a function is one."""

    def __call__(self, opening: Opening, /) -> Service:
        """Return the service; raise MemographError if it cannot be asked."""
