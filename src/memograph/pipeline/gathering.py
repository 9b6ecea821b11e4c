"""Gathering: who and what the graphs of a corpus speak of, to be linked.

A document's graph is looked through by itself; what several say of one IRI is put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from memograph.linkers.entity import Kind
from memograph.linkers.names import likeness
from memograph.linkers.names.alone import has_initial, is_family_name
from memograph.linkers.subject import Occurrence, Subject
from memograph.pipeline.lookup import Lookup, node_of
from memograph.rdf.terms import value_of
from memograph.rdf.vocab import DCTERMS, MEMO, RDFS, SKOS

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad

_KINDS: Final[dict[str, Kind]] = {
    MEMO.Person: "person",
    MEMO.Place: "place",
    MEMO.Organization: "organization",
    MEMO.MeetingSeries: "event",
}
"""What is linked. Events of one document are told of nowhere else."""
_THERE: Final = {
    f"<{name}>"
    for name in (MEMO.participant, MEMO.refersTo, MEMO.represents, MEMO.place, MEMO.within,
                 MEMO.inSeries)
}  # fmt: skip
"""What leads to who was there or is spoken of; who keeps a document may be much younger."""
_CERTAINTY: Final = {"certain": 0.9, "likely": 0.6, "possible": 0.3}
"""How sure it is what an editor asserts, where no number is given."""
_SAME: Final = 0.7
"""Likeness of names from which on an editor's name is taken for the same."""
_MOST: Final = 5
"""Occurrences that are kept to be shown."""
_LONG: Final = 400
"""Letters of an occurrence that are shown."""
_COMPANIONS: Final = 200
"""Others at the same meetings of whom it is kept that they were there."""


def gathered(graphs: Iterable[Sequence[Quad]], *, base: str) -> tuple[Subject, ...]:
    """Return the subjects of some documents' graphs, sorted by IRI.

    What one document alone knows, such as “the prime minister”, is left out, but for who takes part
    or is spoken of there by a family name, such as “Comrade Kapo”: all others have an IRI below the
    base, and no document's. An empty base is that of each document.
    """
    found: dict[str, _Known] = {}
    for quads in graphs:
        document = _Document(quads)
        for iri, kind, local in document.things(base):
            known = found.setdefault(iri, _Known(kind, local=local))
            document.tell(iri, known)
    return tuple(known.subject(iri) for iri, known in sorted(found.items()))


@dataclass(slots=True)
class _Known:
    """What is known so far; the keys of the dictionaries keep the order in which it was found."""

    kind: Kind
    local: bool = False
    asserted: dict[str, float] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    language: str = ""
    dates: set[str] = field(default_factory=set)
    posts: dict[str, None] = field(default_factory=dict)
    sides: dict[str, None] = field(default_factory=dict)
    within: dict[str, None] = field(default_factory=dict)
    companions: dict[str, None] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    documents: int = 0
    occurrences: list[Occurrence] = field(default_factory=list)

    def subject(self, iri: str) -> Subject:
        # The longest label is the fullest; of two the commoner, and then the first in the alphabet.
        labels = sorted(self.labels, key=lambda name: (-len(name), -self.labels[name], name))
        name = labels[0] if labels else iri
        dates = sorted(self.dates)
        return Subject(
            iri=iri,
            kind=self.kind,
            name=name,
            names=tuple(sorted({*self.labels, *self.names, *self.asserted} - {name})),
            language=self.language,
            begun=dates[0] if dates else "",
            ended=dates[-1] if dates else "",
            posts=tuple(sorted(self.posts)),
            sides=tuple(sorted(self.sides)),
            within=tuple(sorted(self.within)),
            companions=tuple(sorted(self.companions)[:_COMPANIONS]),
            identifiers=tuple(sorted(self.identifiers)),
            tellers=tuple(self.identifiers[iri] for iri in sorted(self.identifiers)),
            asserted=tuple(sorted(self._asserted().items())),
            local=self.local,
            documents=self.documents,
            occurrences=tuple(self.occurrences),
        )

    def _asserted(self) -> dict[str, float]:
        """Return the names that nobody but an editor gives."""
        own = {*self.labels, *self.names}
        return {name: sure for name, sure in self.asserted.items() if name not in own}


class _Document(Lookup):
    """The graph of a document, and what it says of things that can be linked."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        super().__init__(quads)
        self._meetings = self.of_class(MEMO.Meeting)
        documents = self.of_class(MEMO.Document)
        self._document = documents[0] if documents else ""
        self._dates = sorted(
            date
            for node in self._meetings or documents
            for date in (*self.values(node, MEMO.date), *self.values(node, MEMO.dateEDTF))
        ) or sorted(self.values(self._document, DCTERMS.created))

    def things(self, base: str) -> Iterator[tuple[str, Kind, bool]]:
        """Yield what can be linked, with its kind, and whether this document alone knows it."""
        base = base or self._document[1:-1].rpartition("doc/")[0]
        for name, kind in _KINDS.items():
            for node in self.of_class(name):
                iri = node[1:-1]
                local = iri.startswith(f"{base}doc/")
                if iri.startswith(base) and (not local or self._is_named(node, kind)):
                    yield iri, kind, local

    def _is_named(self, node: str, kind: Kind) -> bool:
        """Tell whether it is somebody there by a name, of whom nobody says who it is.

        A name whose given names are spelled out is known beyond the document.
        """
        there = {node_of(MEMO.participant), node_of(MEMO.refersTo)} & self.leading_to(node)
        labels = self.labels((node,))
        named = all(is_family_name(label) or has_initial(label) for label in labels)
        if kind != "person" or not there or not named:
            return False
        # Whoever is told to be another of the name is asked about there.
        others = [name for name, _ in self._assertions(node)]
        same = self.labels(self.objects(node, SKOS.exactMatch))
        return bool(labels) and not any(
            likeness(label, other).score >= _SAME for label in labels for other in (*others, *same)
        )

    def _assertions(self, node: str) -> Iterator[tuple[str, float]]:
        """Yield who an editor says it is, and how sure that is, unless it is said not to be."""
        for assertion in self.subjects(node, MEMO.identifies):
            words = [term[1:-1] for term in self.objects(assertion, MEMO.certainty)]
            word = words[0].rpartition("/")[2] if words else "possible"
            if word in _CERTAINTY:
                told = map(float, self.values(assertion, MEMO.confidence))
                sure = min(told, default=_CERTAINTY[word])
                for name in self.labels(self.objects(assertion, MEMO.candidate)):
                    yield name, sure

    def tell(self, iri: str, known: _Known) -> None:
        """Add what the document says of a thing to what is known of it."""
        node = f"<{iri}>"
        known.documents += 1
        for term in self.objects(node, RDFS.label):
            name = value_of(term)
            known.labels[name] = known.labels.get(name, 0) + 1
            known.language = known.language or term.rpartition('"')[2].removeprefix("@")
        known.names |= dict.fromkeys(self.values(node, SKOS.altLabel))
        if self.leading_to(node) & _THERE:
            known.dates.update(self._dates)
        for term in self.objects(node, SKOS.exactMatch):
            known.identifiers.setdefault(term[1:-1], self._document[1:-1])
        known.within |= dict.fromkeys(self.labels(self.objects(node, MEMO.within)))
        for name, sure in self._assertions(node):
            known.asserted[name] = max(sure, known.asserted.get(name, 0.0))
        self._attend(node, known)
        if len(known.occurrences) < _MOST:
            known.occurrences += self._occurrences(node)[: _MOST - len(known.occurrences)]

    def _attend(self, node: str, known: _Known) -> None:
        """Add what its participations say."""
        for participation in self.subjects(node, MEMO.participant):
            known.names |= dict.fromkeys(self.values(participation, MEMO.nameInSource))
            posts = self.objects(participation, MEMO.post)
            known.posts |= dict.fromkeys(self.labels(posts))
            sides = self.objects(participation, MEMO.side)
            of_sides = [each for side in sides for each in self.objects(side, MEMO.represents)]
            known.sides |= dict.fromkeys(self.labels((*sides, *of_sides)))
            if len(known.companions) < _COMPANIONS:
                known.companions |= dict.fromkeys(self._beside(participation, node))

    def _beside(self, participation: str, node: str) -> Iterator[str]:
        for meeting in self.subjects(participation, MEMO.hasParticipation):
            for other in self.objects(meeting, MEMO.hasParticipant):
                if other != node:
                    yield other[1:-1]

    def _occurrences(self, node: str) -> list[Occurrence]:
        """Return words in which it is spoken of, or that it says."""
        title = next(iter(self.values(self._document, DCTERMS.title)), "")
        mentions = self.subjects(node, MEMO.refersTo)
        said = self.subjects(node, MEMO.saidBy)
        around = [
            statement for mention in mentions for statement in self.objects(mention, MEMO.inSegment)
        ]
        texts = [text for each in (*around, *said) for text in self.values(each, MEMO.text)]
        return [
            Occurrence(text=_short(text), document=self._document[1:-1], title=title)
            for text in dict.fromkeys(texts)
        ][:_MOST]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONG else f"{words[:_LONG]} …"
