"""An agent while a record is read, and what looking one up gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from memograph.model import Named, Person
from memograph.problems import Span
from memograph.text.attendance import Attendee
from memograph.text.names import fold


@dataclass(slots=True, kw_only=True)
class Known:
    """One agent while the record is read; `id` is what the Record calls it.

    `reported` tells that all that they say is reported speech.
    """

    id: str
    name: str
    named: Named
    collective: bool = False
    aliases: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    attestation: list[str] = field(default_factory=list)
    attendee: Attendee | None = None
    person: Person | None = None
    span: Span | None = None
    reported: bool = True
    bearer: str = ""
    """The full name of whoever a list calls by office alone, where the text tells it."""

    tokens: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fold the parts of the name, by which it is looked up again and again."""
        self.tokens = tuple(fold(self.name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who a name means and how sure that is; `rivals` are others that it fits as well."""

    known: Known | None
    confidence: float = 0.0
    rivals: tuple[str, ...] = ()


def add(items: list[str], item: str) -> None:
    """Append `item` unless it is empty or there."""
    if item and item not in items:
        items.append(item)
