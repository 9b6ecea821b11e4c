"""Turns, the statements they are expressed in, and passages: most of the triples of a record.

These run for every turn of every document, so terms are looked up before the loops.
"""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import GENERATED, Context
from memograph.mappers.labels import shortened, statement_label, turn_label
from memograph.mappers.properties import concepts, links, segment_link, typed
from memograph.mappers.segment import segment_writer
from memograph.model import Passage, Record
from memograph.rdf.lexical import decimal
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import MEMO, RDF, RDFS, XSD


def map_turns(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the acts of speaking."""
    terms, words, index = context.terms, context.words, context.index
    turns, statements = context.turns, context.statements
    a, label, order = words[RDF.type], words[RDFS.label], words[MEMO.order]
    turn_class, event_class = words[MEMO.Turn], words[MEMO.Event]
    speaker, addressee = words[MEMO.speaker], words[MEMO.addressee]
    next_turn, expressed_in = words[MEMO.nextTurn], words[MEMO.expressedIn]
    integer = XSD.integer
    for turn in record.turns:
        number = turn.order
        node = turns[number]
        yield node, a, turn_class
        yield node, a, event_class
        yield node, label, terms.text(turn_label(number, context.names(turn.speaker)), GENERATED)
        yield node, order, terms.typed(str(number), integer)
        for agent in context.known(turn.speaker):
            yield node, speaker, agent
        if number in index.passages:
            for agent in context.known(index.addressees(number)):
                yield node, addressee, agent
        if number in index.next_turn:
            yield node, next_turn, turns[index.next_turn[number]]
        if number in index.statements:
            yield node, expressed_in, statements[number]


def map_statements(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the recorded words of the turns."""
    terms, words, iris, index = context.terms, context.words, context.iris, context.index
    write = segment_writer(context)
    said_by, said_in = words[MEMO.saidBy], words[MEMO.saidIn]
    statement_class, mode = (words[MEMO.Statement],), words[MEMO.mode]
    has_passage, mentions = words[MEMO.hasPassage], words[MEMO.mentions]
    for statement in record.statements:
        number = statement.order
        turn = index.turns.get(number)
        speakers = turn.speaker if turn is not None else ()
        node = context.statements[number]
        label = terms.text(statement_label(number, context.names(speakers)), GENERATED)
        yield from write(statement, node, statement_class, label)
        for agent in context.known(speakers):
            yield node, said_by, agent
        meeting = context.things[turn.meeting] if turn is not None else None
        if meeting is not None:
            yield node, said_in, meeting
        how = context.concepts["mode", statement.mode]
        if how is not None:
            yield node, mode, how
        for passage in index.passages.get(number, ()):
            yield node, has_passage, terms.iri(iris.segment("passage", passage.span))
        if number in index.mentioned:
            for thing in context.known(index.mentioned[number]):
                yield node, mentions, thing


def map_passages(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the stretches of statements whose addressee or manner the record states."""
    write = segment_writer(context)
    classes = (context.words[MEMO.Passage],)
    for passage in record.passages:
        node = context.terms.iri(context.iris.segment("passage", passage.span))
        label = context.terms.text(shortened(passage.text), context.language)
        yield from write(passage, node, classes, label)
        yield from _delivery(passage, node, context)


def _delivery(passage: Passage, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield to whom and how a passage was said, and which direction says so."""
    yield from typed(context, node, MEMO.order, str(passage.order), XSD.integer)
    yield from links(context, node, MEMO.addressedTo, passage.addressed_to)
    yield from concepts(context, node, MEMO.manner, "manner", passage.manner)
    direction = passage.introduced_by
    yield from segment_link(context, node, MEMO.introducedBy, "direction", direction)
    if passage.confidence is not None:
        yield from typed(context, node, MEMO.confidence, decimal(passage.confidence), XSD.decimal)
