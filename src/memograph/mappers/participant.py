"""Participations: one agent's part in one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from memograph.mappers.by_node import ByNode, Outlines
from memograph.mappers.context import GENERATED, Context
from memograph.mappers.properties import concept_terms, plain_terms
from memograph.model import Participation, Person, Record
from memograph.rdf.iris import is_web_address
from memograph.rdf.lexical import decimal
from memograph.rdf.quads import Node
from memograph.rdf.terms import T
from memograph.rdf.vocab import MEMO, RDF, RDFS, XSD

NAME_CONFIDENCE = 0.9
"""How sure it is that one full name is one person in all documents, where nothing else is known."""


_PROPERTIES = (
    RDF.type, RDFS.label, MEMO.attestation, MEMO.confidence, MEMO.extractedBy, MEMO.honorific,
    MEMO.nameInSource, MEMO.onBehalfOf, MEMO.participant, MEMO.post, MEMO.role, MEMO.side,
)  # fmt: skip


def _participations(record: Record, context: Context[T]) -> Iterator[Node[T]]:
    """Yield who took part in which event, as what, on which side and how that is known."""
    words = context.words
    outlines = Outlines(tuple([words[each] for each in _PROPERTIES]))
    for event in {part.event: None for part in record.participations}:
        known = context.things[event] is not None
        for iri, part in context.index.participations.get(event, ()):
            participant = context.things[part.participant]
            if known and participant is not None:
                values = _values(part, participant, context)
                verbs = outlines[tuple(map(len, values))]
                yield context.terms.iri(iri), verbs, list(chain.from_iterable(values))


def _values(part: Participation, participant: T, context: Context[T]) -> tuple[Sequence[T], ...]:
    """Return the values of each property of one participation."""
    words, terms = context.words, context.terms
    label = f"Participation of {context.names((part.participant,))}"
    role = concept_terms(context, "role", part.role) if part.role else ()
    side = context.known((part.side,)) if part.side is not None else ()
    seen = concept_terms(context, "attestation", part.attestation) if part.attestation else ()
    posts = context.known(part.post) if part.post else ()
    sender = context.known((part.on_behalf_of,)) if part.on_behalf_of is not None else ()
    confidence = _confidence(part, context)
    sure = None if confidence is None else decimal(confidence)
    return (
        (words[MEMO.Participation],),
        (terms.text(label, GENERATED),),
        seen,
        (terms.typed(sure, XSD.decimal),) if sure else (),
        (words[context.run.iri],),
        plain_terms(context, part.honorific) if part.honorific else (),
        plain_terms(context, part.name_in_source) if part.name_in_source else (),
        sender,
        (participant,),
        posts,
        role,
        side,
    )


map_participations = ByNode(_participations)


def _confidence(part: Participation, context: Context[T]) -> float | None:
    """Return how sure a participation is; to take a name for a person is a guess by itself."""
    if part.confidence is not None:
        return part.confidence
    agent = context.index.agents.get(part.participant)
    if not isinstance(agent, Person) or agent.named != "full" or context.iris.agents != "name":
        return None
    return None if any(map(is_web_address, agent.identifiers)) else NAME_CONFIDENCE
