"""Properties: the triples of one subject and one predicate, none for a value that is not there.

They are lists, which cost less than generators of as few triples as these.
"""

from __future__ import annotations

from collections.abc import Iterable

from memograph.mappers.context import GENERATED, Context
from memograph.problems import Span
from memograph.rdf.iris import SegmentKind
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import RDF, RDFS


def typed_and_labelled(
    context: Context[T], subject: T, classes: tuple[str, ...], label: str, language: str = GENERATED
) -> list[Triple[T]]:
    """Return the classes of a node and its label: what every node begins with."""
    words = context.words
    of_class = words[RDF.type]
    found = [(subject, of_class, words[name]) for name in classes]
    found.append((subject, words[RDFS.label], context.terms.text(label, language)))
    return found


def links(context: Context[T], subject: T, predicate: str, ids: Iterable[str]) -> list[Triple[T]]:
    """Return a link to each thing of the record that has one of the ids."""
    if not ids:
        return []
    verb = context.words[predicate]
    return [(subject, verb, target) for target in context.known(ids)]


def link(context: Context[T], subject: T, predicate: str, thing: str | None) -> list[Triple[T]]:
    """Return a link to the thing with this id, if there is one."""
    target = None if thing is None else context.things[thing]
    return [] if target is None else [(subject, context.words[predicate], target)]


def segment_link(
    context: Context[T], subject: T, predicate: str, kind: SegmentKind, span: Span | None
) -> list[Triple[T]]:
    """Return a link to the segment of a kind that has this span, if there is one."""
    if span is None:
        return []
    if span in context.index.spans[kind]:
        target = context.terms.iri(context.iris.segment(kind, span))
        return [(subject, context.words[predicate], target)]
    context.report_missing(f"{kind} {span.start}-{span.end}", span)
    return []


def concepts(
    context: Context[T], subject: T, predicate: str, scheme: str, slugs: Iterable[str]
) -> list[Triple[T]]:
    """Return a link to each concept of a scheme."""
    if not slugs:
        return []
    verb = context.words[predicate]
    return [(subject, verb, target) for target in concept_terms(context, scheme, slugs)]


def concept_terms(context: Context[T], scheme: str, slugs: Iterable[str]) -> list[T]:
    """Return the term of each concept of a scheme."""
    known = context.concepts
    return [term for slug in dict.fromkeys(slugs) if (term := known[scheme, slug]) is not None]


def plain_terms(context: Context[T], values: Iterable[str | None]) -> list[T]:
    """Return the term of each plain string."""
    plain = context.terms.plain
    return [plain(value) for value in dict.fromkeys(values) if value]


def plains(
    context: Context[T], subject: T, predicate: str, values: Iterable[str | None]
) -> list[Triple[T]]:
    """Return a plain string for each value."""
    if not values:
        return []
    verb, plain = context.words[predicate], context.terms.plain
    return [(subject, verb, plain(value)) for value in dict.fromkeys(values) if value]


def texts(
    context: Context[T], subject: T, predicate: str, values: Iterable[str | None]
) -> list[Triple[T]]:
    """Return a string in the language of the text for each value."""
    verb, text, language = context.words[predicate], context.terms.text, context.language
    return [(subject, verb, text(value, language)) for value in dict.fromkeys(values) if value]


def typed(
    context: Context[T], subject: T, predicate: str, value: str | None, datatype: str
) -> list[Triple[T]]:
    """Return a value of a datatype, if there is one."""
    if not value:
        return []
    return [(subject, context.words[predicate], context.terms.typed(value, datatype))]
