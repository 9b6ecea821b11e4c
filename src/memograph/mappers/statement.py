"""Turns, the statements they are expressed in, and passages: most of the triples of a record.

These run for every turn of every document, so terms are looked up before the loops. Properties
stand in the order in which they are written, which spares N-Quads to sort them.
"""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.by_node import ByNode, Outlines
from memograph.mappers.context import GENERATED, Context
from memograph.mappers.labels import shortened, statement_label, turn_label
from memograph.mappers.properties import concepts, links, segment_link, typed
from memograph.mappers.segment import segment_writer
from memograph.model import Passage, Record
from memograph.rdf.lexical import decimal
from memograph.rdf.quads import Node
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import MEMO, RDF, RDFS, XSD

_OF_TURNS = (
    RDF.type, RDFS.label, MEMO.addressee, MEMO.expressedIn, MEMO.nextTurn, MEMO.order, MEMO.speaker,
)  # fmt: skip
_OF_STATEMENTS = (
    RDF.type, RDFS.label, MEMO.endIndex, MEMO.hasPassage, MEMO.inSegment, MEMO.inText,
    MEMO.mentions, MEMO.mode, MEMO.saidBy, MEMO.saidIn, MEMO.startIndex, MEMO.text,
)  # fmt: skip


def _turns(record: Record, context: Context[T]) -> list[Node[T]]:
    """Return the acts of speaking."""
    words, index = context.words, context.index
    spell, integer = context.terms.text, context.terms.integer
    turns, statements, voices = context.turns, context.statements, context.voices
    act, event = words[MEMO.Turn], words[MEMO.Event]
    passages, following, said = index.passages, index.next_turn, index.statements
    outlines = Outlines(tuple([words[each] for each in _OF_TURNS]))
    found: list[Node[T]] = []
    for turn in record.turns:
        number = turn.order
        node, (speakers, names) = turns[number], voices[turn.speaker]
        label = spell(turn_label(number, names), GENERATED)
        addressees = context.known(index.addressees(number)) if number in passages else ()
        expressed = (statements[number],) if number in said else ()
        after = (turns[following[number]],) if number in following else ()
        numbers = (2, 1, len(addressees), len(expressed), len(after), 1, len(speakers))
        values = [act, event, label, *addressees, *expressed, *after, integer(number), *speakers]
        found.append((node, outlines[numbers], values))
    return found


def _statements(record: Record, context: Context[T]) -> list[Node[T]]:
    """Return the recorded words of the turns."""
    words, index, modes = context.words, context.index, context.concepts
    spell, integer = context.terms.text, context.terms.integer
    voices, things, inside = context.voices, context.things, context.segment
    words_of, segment = words[MEMO.Statement], words[MEMO.TextSegment]
    whole, language = words[context.texts[0]], context.language
    outlines = Outlines(tuple([words[each] for each in _OF_STATEMENTS]))
    found: list[Node[T]] = []
    for statement in record.statements:
        number, (start, end) = statement.order, statement.span
        turn = index.turns.get(number)
        speakers, names = voices[turn.speaker if turn is not None else ()]
        label = spell(statement_label(number, names), GENERATED)
        outer = inside(statement) if statement.in_segment is not None else ()
        meeting = _known(things[turn.meeting]) if turn is not None else ()
        mode = _known(modes["mode", statement.mode])
        passages = _passages(number, context) if number in index.passages else ()
        mentioned = context.known(index.mentioned[number]) if number in index.mentioned else ()
        numbers = (
            2, 1, 1, len(passages), len(outer), 1,
            len(mentioned), len(mode), len(speakers), len(meeting), 1, 1,
        )  # fmt: skip
        values = [
            words_of, segment, label, integer(end), *passages, *outer, whole,
            *mentioned, *mode, *speakers, *meeting, integer(start), spell(statement.text, language),
        ]  # fmt: skip
        found.append((context.statements[number], outlines[numbers], values))
    return found


def _known(term: T | None) -> tuple[T, ...]:
    return () if term is None else (term,)


def _passages(order: int, context: Context[T]) -> list[T]:
    """Return the terms of the passages of a statement."""
    mint, iri = context.iris.segment, context.terms.iri
    return [iri(mint("passage", passage.span)) for passage in context.index.passages[order]]


map_turns, map_statements = ByNode(_turns), ByNode(_statements)


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
    yield node, context.words[MEMO.order], context.terms.integer(passage.order)
    yield from links(context, node, MEMO.addressedTo, passage.addressed_to)
    yield from concepts(context, node, MEMO.manner, "manner", passage.manner)
    direction = passage.introduced_by
    yield from segment_link(context, node, MEMO.introducedBy, "direction", direction)
    if passage.confidence is not None:
        yield from typed(context, node, MEMO.confidence, decimal(passage.confidence), XSD.decimal)
