"""The title of a document: its words without number and notes, and who is its author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.model import Person
from memograph.problems import Span
from memograph.readers.tei.volume.printed import Printed, own_words
from memograph.text.cues import Cues
from memograph.text.names import fold, printed_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBER: Final = re.compile(r"^\[?(?:No\.?\s*)?(?P<number>\d+[a-z]?)(?:\]\.?|\.|\s)\s*(?=\S)")
_BEARER: Final = re.compile(r"(?P<post>[^()]*)\((?P<name>[^()]+)\)\s*")


def title_of(head: _Element, number: str | None) -> str:
    """Return the words of a head without its notes and the number of the document."""
    title = " ".join(own_words(head).split())
    match = _NUMBER.match(title)
    if match and (match["number"] == number or match.group().rstrip()[-1] in ".]"):
        return title[match.end() :]
    return title


def author_of(title: str, cues: Cues) -> Person | None:
    """Return whom a title names as the author of a record, by name if it gives one.

    >>> from memograph.text.cues import cues
    >>> told = author_of("Memorandum of Conversation, by the Consul General (Orr)", cues("en"))
    >>> told.name
    'Orr'
    """
    words = _author_words(title, cues)
    name = printed_name(words, 0, cues) if words else None
    if name is None:
        return None
    return Person(id=f"person/{name.name}", name=name.name, named=name.named)


def _author_words(title: str, cues: Cues) -> str:
    match = cues.search("provenance.written_by", title)
    bearer = _BEARER.match(match["who"]) if match else None
    return (bearer["name"] if bearer else match["who"]).strip() if match else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """A document that somebody wrote of a talk, by the spans of its head and of its opening."""

    printed: Printed
    cues: Cues
    title: str
    head: Span | None
    opening: Span | None

    def authors(self) -> tuple[Person, ...]:
        """Return whom the title names as the author, by what the mark-up ties the name to."""
        told, head = author_of(self.title, self.cues), self.head
        if told is None or head is None:
            return ()
        linked = (one.person for one in self.printed.references if head.contains(one.span))
        return (next((one for one in linked if fold(told.name) in fold(one.name)), told),)

    def tells_of_caller(self) -> bool:
        """Tell whether what somebody wrote down for himself begins with who called on him."""
        return author_of(self.title, self.cues) is not None and self._caller() is not None

    def took_part(self) -> tuple[Span, ...]:
        """Return where the author is named, if "I" took part, and who is said to have called."""
        head, text = self.head, self.printed.text
        words = _author_words(self.title, self.cues)
        at = head.cut(text).rfind(words) if head and words else -1
        if head is None or at < 0 or self.opening is None:
            return ()
        caller = self._caller()
        first = self.cues.search("provenance.first", self.opening.cut(text))
        named = Span(head.start + at, head.start + at + len(words))
        return ((named,) if first or caller else ()) + ((caller,) if caller else ())

    def _caller(self) -> Span | None:
        if self.opening is None:
            return None
        match = self.cues.search("provenance.caller", self.opening.cut(self.printed.text))
        start = self.opening.start
        return Span(start + match.start("who"), start + match.end("who")) if match else None
