"""Properties: the triples of one subject and one predicate, none for a value that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memograph.mappers.context import GENERATED, Context
from memograph.problems import Span
from memograph.rdf.iris import SegmentKind
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import RDF, RDFS


def typed_and_labelled(
    context: Context[T], subject: T, classes: tuple[str, ...], label: str, language: str = GENERATED
) -> Iterator[Triple[T]]:
    """Yield the classes of a node and its label: what every node begins with."""
    words = context.words
    of_class = words[RDF.type]
    for name in classes:
        yield subject, of_class, words[name]
    yield subject, words[RDFS.label], context.terms.text(label, language)


def links(
    context: Context[T], subject: T, predicate: str, ids: Iterable[str]
) -> Iterator[Triple[T]]:
    """Yield a link to each thing of the record that has one of the ids."""
    for target in context.known(ids):
        yield subject, context.words[predicate], target


def link(context: Context[T], subject: T, predicate: str, thing: str | None) -> Iterator[Triple[T]]:
    """Yield a link to the thing with this id, if there is one."""
    return links(context, subject, predicate, () if thing is None else (thing,))


def segment_link(
    context: Context[T], subject: T, predicate: str, kind: SegmentKind, span: Span | None
) -> Iterator[Triple[T]]:
    """Yield a link to the segment of a kind that has this span, if there is one."""
    if span is None:
        return
    if span in context.index.spans[kind]:
        target = context.terms.iri(context.iris.segment(kind, span))
        yield subject, context.words[predicate], target
    else:
        context.report_missing(f"{kind} {span.start}-{span.end}", span)


def concepts(
    context: Context[T], subject: T, predicate: str, scheme: str, slugs: Iterable[str]
) -> Iterator[Triple[T]]:
    """Yield a link to each concept of a scheme."""
    for slug in dict.fromkeys(slugs):
        target = context.concepts[scheme, slug]
        if target is not None:
            yield subject, context.words[predicate], target


def plains(
    context: Context[T], subject: T, predicate: str, values: Iterable[str | None]
) -> Iterator[Triple[T]]:
    """Yield a plain string for each value."""
    for value in dict.fromkeys(values):
        if value:
            yield subject, context.words[predicate], context.terms.plain(value)


def texts(
    context: Context[T], subject: T, predicate: str, values: Iterable[str | None]
) -> Iterator[Triple[T]]:
    """Yield a string in the language of the text for each value."""
    for value in dict.fromkeys(values):
        if value:
            yield subject, context.words[predicate], context.terms.text(value, context.language)


def typed(
    context: Context[T], subject: T, predicate: str, value: str | None, datatype: str
) -> Iterator[Triple[T]]:
    """Yield a value of a datatype, if there is one."""
    if value:
        yield subject, context.words[predicate], context.terms.typed(value, datatype)
