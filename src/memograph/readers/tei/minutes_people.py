"""The people whom the mark-up of minutes names: who somebody is, across the files of a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.model import Named, Person
from memograph.problems import Span
from memograph.readers.tei.minutes_speakers import is_office, name_tokens
from memograph.readers.xml import XML_ID, attribute, words
from memograph.text.cues import Cues
from memograph.text.layout import Reference
from memograph.text.names import how_named, printed_name

if TYPE_CHECKING:
    from lxml.etree import _Element

    from memograph.readers.tei.minutes_text import Mark, RunningText

_CORPUS: Final = re.compile(r"(?P<name>[^\W\d_]{2,}(?:[-_.][^\W\d_]{2,})*)[-_.]\d")
_NUMBERED: Final = re.compile(r"(?P<name>[^\W\d]+)\d+")
_ADDRESS: Final = re.compile(r"https?://\S+")
_OUTSIDE: Final = re.compile(r"[^\s\"<>\\^`{}|]+")


@dataclass(slots=True)
class Register:
    """Who is who in one TEI: keys by the references of the mark-up, names by key.

    `corpus` is what keys begin with that this file does not define, `document` those that it does.
    `blanks` are references without the number that all others have: they name nobody. `surnames`
    tells that names are given without given names, however many words they have.
    """

    corpus: str
    document: str
    own: frozenset[str]
    cues: Cues
    blanks: frozenset[str] = frozenset()
    surnames: bool = False
    names: dict[str, str] = field(default_factory=dict)

    def person(self, element: _Element, printed: str) -> Person | None:
        """Return whom an element names by its reference, called as well as is known."""
        reference = self._reference(element)
        if reference is None:
            return None
        key, identifiers = self._identity(reference)
        name = self.names.get(key or identifiers[0]) or self._bare(printed)
        return Person(
            id=f"person/{name}",
            name=name,
            named=self.named(name),
            key=key,
            identifiers=identifiers,
        )

    def learn(self, element: _Element, printed: str, settled: frozenset[str] | None = None) -> None:
        """Remember a name for whom an element refers to, if it is fuller than the one known.

        A name of a list has no `settled`. One of the text is taken without office and rank, and
        the names of those `settled` stay as they are.
        """
        reference = self._reference(element)
        printed = printed if settled is None else self._bare(printed)
        if reference is None or self.named(printed) == "role":
            return
        key, identifiers = self._identity(reference)
        known = key or identifiers[0]
        if settled and known in settled:
            return
        if len(printed) > len(self.names.get(known, "")):
            self.names[known] = printed

    def _reference(self, element: _Element) -> str | None:
        reference = reference_of(element)
        return None if reference and reference.strip("#") in self.blanks else reference

    def _bare(self, printed: str) -> str:
        """Return a name without the office before it, and without rank where names are surnames."""
        if self.surnames:
            return " ".join(name_tokens(printed, self.cues)) or printed
        read = printed_name(printed, 0, self.cues)
        titled = (
            read is not None
            and read.named != "role"
            and any(is_office(title, self.cues) for title in read.titles)
        )
        return read.name if read and titled else printed

    def named(self, name: str) -> Named:
        """Return how fully a name names somebody."""
        read = printed_name(name, 0, self.cues)
        tokens = name.split()
        article = len(tokens) > 1 and self.cues.has("determiners", tokens[0])
        if read is None or read.named == "role" or article or is_office(tokens[-1], self.cues):
            return "role"
        return "surname" if self.surnames else how_named(name, self.cues)

    def _identity(self, reference: str) -> tuple[str | None, tuple[str, ...]]:
        """Return the key and the addresses that a reference stands for."""
        if _ADDRESS.fullmatch(reference):
            return None, (reference,)
        local = reference.rpartition("#")[2] or reference
        scope = self.document if local in self.own else self.corpus
        return f"{scope}-{local}", ()


def register(text: _Element, name: str | None, stem: str, cues: Cues) -> Register:
    """Return the register of a TEI, whose identifier is `name` and whose file is called `stem`.

    A reference to what the file does not define leads to a list that many files share.
    """
    own = frozenset(
        one
        for element in text.iter("person", "persName", "org", "item")
        if (one := element.get(XML_ID))
    )
    numbered = (_NUMBERED.fullmatch(one) for one in _all_references(text))
    return Register(
        blanks=frozenset(found["name"] for found in numbered if found),
        corpus=corpus_of(name) or name or stem,
        document=name or stem,
        own=own,
        cues=cues,
    )


def _all_references(text: _Element) -> Iterator[str]:
    """Yield the references to people, without the mark before them."""
    for element in text.iter("rs", "persName", "name"):
        if is_person(element):
            yield (reference_of(element) or "").strip("#")


def corpus_of(name: str | None) -> str | None:
    """Return what the numbered identifiers of a corpus begin with, in lower case.

    >>> corpus_of("MRP-1-3-04-0-18550522-P-0286"), corpus_of("minutes")
    ('mrp', None)
    """
    found = _CORPUS.match(name or "")
    return found["name"].lower() if found else None


def reference_of(element: _Element) -> str | None:
    """Return the one reference of an element; several are nobody in particular."""
    told = attribute(element, "ref", "corresp", "key", "who")
    if told is None or len(told.split()) != 1 or not _OUTSIDE.fullmatch(told.strip("#")):
        return None
    return told


def is_person(element: _Element) -> bool:
    """Tell whether an element names a human being."""
    if element.tag == "persName":
        return True
    return element.tag in {"rs", "name"} and "person" in (element.get("type") or "").split()


def named_people(running: RunningText) -> Iterator[Mark]:
    """Yield the marks that name people, in order, those inside others too."""
    for mark in running.all("rs", "persName", "name"):
        if is_person(mark.element) and mark.element.get("subtype") != "multi-ref":
            yield mark


def references(running: RunningText, known: Register) -> tuple[Reference, ...]:
    """Return what the mark-up says of the names in a text; of nested names the inner ones."""
    found: list[Reference] = []
    end = -1
    for mark in sorted(named_people(running), key=lambda m: (-m.span.start, m.span.end)):
        if end >= 0 and mark.span.end > end:
            continue
        person = known.person(mark.element, mark.span.cut(running.text))
        if person is not None:
            found.append(Reference(span=mark.span, person=person))
            end = mark.span.start
    return tuple(reversed(found))


def learn_names(
    text: _Element, running: RunningText, known: Register, lists: Sequence[Span]
) -> None:
    """Learn the names of lists, which hold for the whole file, then those that the text gives."""
    for element in text.iter("person"):
        name = next(element.iter("persName"), None)
        own = element.get(XML_ID)
        if name is not None:
            known.learn(name, words(name))
            if own:
                known.names.setdefault(f"{known.document}-{own}", words(name))
    people = tuple(named_people(running))
    inside = [m for m in people if any(stretch.contains(m.span) for stretch in lists)]
    for marks in (inside, people):
        listed = frozenset(known.names)
        for mark in marks:
            known.learn(mark.element, mark.span.cut(running.text), listed)
    _learn_from_notes(text, running, known, lists)


def _learn_from_notes(
    text: _Element, running: RunningText, known: Register, lists: Sequence[Span]
) -> None:
    """Learn who is meant where a list has bare names: notes have the reference with the name."""
    for note in text.iter("note"):
        for element in note.iter("rs", "persName", "name"):
            printed = words(element) if is_person(element) else ""
            if printed and any(span_within(running.text, printed, one) for one in lists):
                known.learn(element, printed, frozenset(known.names))


def span_within(text: str, name: str, within: Span) -> Span | None:
    """Return where a name stands in a stretch of text as words of its own."""
    found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, within.start, within.end)
    return Span(*found.span()) if found else None
