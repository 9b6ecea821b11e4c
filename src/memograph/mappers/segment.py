"""Text segments: directions, insertions, list items, mentions, and what all segments have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from memograph.mappers.context import Context
from memograph.mappers.labels import shortened
from memograph.mappers.properties import concepts, links, plains, segment_link, typed
from memograph.model import Record, TextSegment
from memograph.rdf.lexical import decimal
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import MEMO, RDF, RDFS, XSD

SegmentWriter: TypeAlias = Callable[[TextSegment, T, tuple[T, ...], T], list[Triple[T]]]
"""From a segment, its node, its classes and its label to the triples that every segment has."""


def segment_writer(context: Context[T]) -> SegmentWriter[T]:
    """Return a function that spells what every segment has: classes, label, text and offsets."""
    words = context.words
    spell, number, language = context.terms.text, context.terms.integer, context.language
    a, label, text = words[RDF.type], words[RDFS.label], words[MEMO.text]
    start, end = words[MEMO.startIndex], words[MEMO.endIndex]
    in_text, in_segment = words[MEMO.inText], words[MEMO.inSegment]
    segment_class, whole = words[MEMO.TextSegment], words[context.texts[0]]

    def write(segment: TextSegment, node: T, classes: tuple[T, ...], name: T) -> list[Triple[T]]:
        """Return the triples of one segment."""
        first, last = segment.span
        found = [(node, a, own) for own in classes] if len(classes) > 1 else [(node, a, classes[0])]
        found += (
            (node, a, segment_class),
            (node, label, name),
            (node, text, spell(segment.text, language)),
            (node, start, number(first)),
            (node, end, number(last)),
            (node, in_text, whole),
        )
        found += [(node, in_segment, outer) for outer in context.segment(segment)]
        return found

    return write


def map_stage_directions(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the recorder's words on what happened."""
    write = segment_writer(context)
    classes = (context.words[MEMO.StageDirection],)
    for direction in record.stage_directions:
        node = context.terms.iri(context.iris.segment("direction", direction.span))
        label = context.terms.text(shortened(direction.text), context.language)
        yield from write(direction, node, classes, label)
        kinds = direction.direction_kind
        yield from concepts(context, node, MEMO.directionKind, "direction", kinds)
        yield from links(context, node, MEMO.describes, direction.describes)


def map_editorial_insertions(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the bracketed words of editors."""
    write, words = segment_writer(context), context.words
    for insertion in record.editorial_insertions:
        node = context.terms.iri(context.iris.segment("insertion", insertion.span))
        classes = (words[MEMO[insertion.kind]], words[MEMO.EditorialInsertion])
        label = context.terms.text(shortened(insertion.text), context.language)
        yield from write(insertion, node, classes, label)
        yield from segment_link(context, node, MEMO.explains, "mention", insertion.explains)


def map_list_items(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the items of enumerations."""
    write = segment_writer(context)
    classes = (context.words[MEMO.ListItem],)
    for item in record.list_items:
        node = context.terms.iri(context.iris.segment("item", item.span))
        label = context.terms.text(shortened(item.text), context.language)
        yield from write(item, node, classes, label)
        yield from plains(context, node, MEMO.itemLabel, (item.item_label,))
        yield node, context.words[MEMO.order], context.terms.integer(item.order)


def map_mentions(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Return the words that name or describe something."""
    terms, words = context.terms, context.words
    write = segment_writer(context)
    classes, run = (words[MEMO.Mention],), words[context.run.iri]
    refers_to, extracted_by = words[MEMO.refersTo], words[MEMO.extractedBy]
    targets: Counter[tuple[int, int]] = Counter()
    found: list[Triple[T]] = []
    for mention in record.mentions:
        span = mention.span
        targets[span] += 1
        node = terms.iri(context.iris.segment("mention", span, target=targets[span]))
        label = terms.text(shortened(mention.text), context.language)
        found += write(mention, node, classes, label)
        found += [(node, refers_to, thing) for thing in context.known(mention.refers_to)]
        if mention.confidence is not None:
            sure = decimal(mention.confidence)
            found += typed(context, node, MEMO.confidence, sure, XSD.decimal)
        found.append((node, extracted_by, run))
    return iter(found)
