"""Enrichment: what authorities say of those who are linked, as a graph beside that of the links.

It says nothing that the records say, and can be removed without touching them: labels, dates,
coordinates and posts, each entity with the revision in which the authority says so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.linkers.facts import Describer, Facts, Labels, Told
from memograph.linkers.review import DECIDED, NOBODY, Review, Row
from memograph.pipeline.description import ENRICHMENT
from memograph.pipeline.links import CLASSES, base_of, earlier, written
from memograph.rdf.iris import enrichment_graph, is_web_address
from memograph.rdf.lexical import decimal
from memograph.rdf.terms import StringTerms, language_of
from memograph.rdf.vocab import DCTERMS, EDTF, MEMO, ORG, RDF, RDFS, SCHEMA, XSD

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad, Triple
    from memograph.validation import Report

_NAME: Final = "enrichment"
_TERMS: Final = StringTerms()
_LIFE: Final = {
    "person": (SCHEMA.birthDate, SCHEMA.deathDate),
    "event": (SCHEMA.startDate, SCHEMA.endDate),
}
_EXISTENCE: Final = (SCHEMA.foundingDate, SCHEMA.dissolutionDate)
_AROUND: Final = {f"<{name}>" for name in (SCHEMA.about, ORG.member)}
"""What leads to an entity from nodes that tell of it."""


@dataclass(slots=True, kw_only=True)
class Enriching:
    """A run over the entities that a review accepts; `results` have to be taken before `write`."""

    review: Review
    describer: Describer
    _told: dict[str, Told] = field(default_factory=dict, repr=False)

    def entities(self) -> tuple[str, ...]:
        """Return the IRIs of those who are linked and known to the authority, sorted."""
        linked = {row.candidate for row in _linked(self.review)}
        return tuple(sorted(filter(self.describer.knows, linked)))

    def strangers(self) -> int:
        """Return how many are linked of whom the authority knows nothing."""
        return len({row.candidate for row in _linked(self.review)}) - len(self.entities())

    def results(self) -> Generator[Told]:
        """Ask for the facts of all, yielding what came of each."""
        for told in self.describer.described(self.entities()):
            self._told[told.iri] = told
            yield told

    def write(self, folder: str | Path) -> tuple[Path, Report | None]:
        """Write the graph into a folder; return the file, and what the shapes say of it.

        Of whom nothing was told now, what was told earlier stays.
        """
        path = Path(folder) / ENRICHMENT
        before = earlier(path, _NAME)
        quads = _named_once(self._quads(before), dict(self._own_names()))
        return path, written(path, tuple(dict.fromkeys(quads)))

    def _own_names(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield what entities are called where they themselves were asked about."""
        for told in self._told.values():
            for triple in _worded(_TERMS.iri(told.iri), RDFS.label, _labels_of(told)):
                yield (triple[0], language_of(triple[2])), triple[2]

    def _quads(self, before: Sequence[Quad]) -> Iterator[Quad]:
        kinds: dict[tuple[str, str], str] = {}
        for row in _linked(self.review):
            at = base_of(row.subject), row.candidate
            kinds[at] = kinds.get(at) or row.kind
        for (base, iri), kind in sorted(kinds.items()):
            told = self._told.get(iri)
            graph = _TERMS.iri(enrichment_graph(base))
            if told is None or told.state != "answered":
                yield from _of_entity(iri, [quad for quad in before if quad[3] == graph])
            elif told.facts is not None:
                # A row that was written by hand may not say what it is.
                own = kind or told.facts.kind
                yield from ((*triple, graph) for triple in fact_triples(told.facts, own))


def _linked(review: Review) -> Iterator[Row]:
    """Yield the rows that say who somebody is."""
    for row in review.rows:
        if row.status in DECIDED and row.candidate != NOBODY:
            yield row


def _labels_of(told: Told) -> Labels:
    return told.facts.labels if told.facts else ()


def _named_once(quads: Iterable[Quad], names: dict[tuple[str, str], str]) -> Iterator[Quad]:
    """Yield quads in which everything has one label in each language: its own, else the first.

    What an entity was called when it was asked about may have changed when another told of it.
    """
    label = _TERMS.iri(RDFS.label)
    for subject, predicate, obj, graph in quads:
        if predicate == label:
            yield subject, predicate, names.setdefault((subject, language_of(obj)), obj), graph
        else:
            yield subject, predicate, obj, graph


def _of_entity(iri: str, quads: Sequence[Quad]) -> Iterator[Quad]:
    """Yield what was told of an entity: its own statements, and those that they lead to."""
    node = _TERMS.iri(iri)
    about: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        about[quad[0]].append(quad)
    around = (s for s, p, o, _ in quads if o == node and p in _AROUND)
    left = dict.fromkeys((node, *around))
    while left:
        own = about.pop(left.popitem()[0], ())
        yield from own
        left |= dict.fromkeys(quad[2] for quad in own if quad[2] in about)


def fact_triples(facts: Facts, kind: str) -> Iterator[Triple[str]]:
    """Yield what an authority says of an entity, which is linked as one of a kind.

    >>> facts = Facts(iri="https://example.org/1", labels=(("en", "Ana"),), begun="1911")
    >>> for _, predicate, obj in fact_triples(facts, "person"):
    ...     print(predicate.rpartition("/")[2], obj)
    22-rdf-syntax-ns#type> <https://w3id.org/memograph/ontology#Person>
    22-rdf-syntax-ns#type> <https://w3id.org/memograph/ontology#Agent>
    rdf-schema#label> "Ana"@en
    birthDate> "1911"^^<http://id.loc.gov/datatypes/edtf/EDTF>
    """
    node = _TERMS.iri(facts.iri)
    for each in CLASSES.get(kind, ()):
        yield node, _TERMS.iri(RDF.type), _TERMS.iri(each)
    yield from _worded(node, RDFS.label, facts.labels)
    yield from _worded(node, SCHEMA.description, facts.descriptions)
    yield from _dated(node, _LIFE.get(kind, _EXISTENCE), (facts.begun, facts.ended))
    for name, degrees in ((SCHEMA.latitude, facts.latitude), (SCHEMA.longitude, facts.longitude)):
        if degrees is not None:
            yield node, _TERMS.iri(name), _TERMS.typed(decimal(degrees), XSD.decimal)
    for country in facts.citizenships:
        yield node, _TERMS.iri(SCHEMA.nationality), _TERMS.iri(country.iri)
        yield from _worded(_TERMS.iri(country.iri), RDFS.label, country.labels)
    for same in filter(is_web_address, facts.same_as):
        yield node, _TERMS.iri(SCHEMA.sameAs), _TERMS.iri(same)
    if facts.merged:
        yield node, _TERMS.iri(DCTERMS.isReplacedBy), _TERMS.iri(facts.merged)
    yield from _memberships(facts)
    yield from _page(facts)


def _memberships(facts: Facts) -> Iterator[Triple[str]]:
    """Yield the posts that somebody held, each a node that says from when until when."""
    for each in facts.memberships:
        if not is_web_address(each.iri):
            continue
        node, post = _TERMS.iri(each.iri), _TERMS.iri(each.post.iri)
        yield node, _TERMS.iri(RDF.type), _TERMS.iri(ORG.Membership)
        yield from _worded(node, RDFS.label, each.post.labels)
        yield node, _TERMS.iri(ORG.member), _TERMS.iri(facts.iri)
        yield node, _TERMS.iri(ORG.role), post
        yield from _dated(node, (SCHEMA.startDate, SCHEMA.endDate), (each.begun, each.ended))
        yield post, _TERMS.iri(RDF.type), _TERMS.iri(MEMO.Post)
        yield from _worded(post, RDFS.label, each.post.labels)


def _page(facts: Facts) -> Iterator[Triple[str]]:
    """Yield where all of it is said, and in which revision."""
    if not facts.page:
        return
    node = _TERMS.iri(facts.page)
    yield node, _TERMS.iri(SCHEMA.about), _TERMS.iri(facts.iri)
    yield node, _TERMS.iri(RDFS.label), _TERMS.text(facts.page.rpartition("/")[2], "und")
    if facts.revision.isdecimal():
        yield node, _TERMS.iri(SCHEMA.version), _TERMS.integer(int(facts.revision))
    if facts.modified:
        modified = _TERMS.typed(facts.modified, XSD.dateTime)
        yield node, _TERMS.iri(SCHEMA.dateModified), modified


def _worded(node: str, name: str, labels: Labels) -> Iterator[Triple[str]]:
    for language, text in labels:
        yield node, _TERMS.iri(name), _TERMS.text(text, language.lower())


def _dated(node: str, names: tuple[str, str], dates: tuple[str, str]) -> Iterator[Triple[str]]:
    """Yield when something began and ended: a day as such, what is less exact in EDTF."""
    for name, date in zip(names, dates, strict=True):
        if date:
            yield node, _TERMS.iri(name), _TERMS.typed(date, XSD.date if _is_day(date) else EDTF)


def _is_day(date: str) -> bool:
    try:
        return dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False
