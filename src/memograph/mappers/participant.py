"""Participations: one agent's part in one event."""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import Context
from memograph.mappers.properties import concepts, link, links, plains, typed, typed_and_labelled
from memograph.model import Participation, Person, Record
from memograph.rdf.iris import is_web_address
from memograph.rdf.lexical import decimal
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import MEMO, XSD

NAME_CONFIDENCE = 0.9
"""How sure it is that one full name is one person in all documents, where nothing else is known."""


def map_participations(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Return who took part in which event, as what, on which side and how that is known."""
    events = {part.event: None for part in record.participations}
    found: list[Triple[T]] = []
    for event in events:
        known = context.things[event] is not None
        for iri, part in context.index.participations.get(event, ()):
            participant = context.things[part.participant]
            if known and participant is not None:
                found += _participation(part, context.terms.iri(iri), participant, context)
    return iter(found)


def _participation(
    part: Participation, node: T, participant: T, context: Context[T]
) -> list[Triple[T]]:
    """Return one participation."""
    words = context.words
    label = f"Participation of {context.names((part.participant,))}"
    found = typed_and_labelled(context, node, (MEMO.Participation,), label)
    found.append((node, words[MEMO.participant], participant))
    found += concepts(context, node, MEMO.role, "role", part.role)
    if part.side is not None:
        found += link(context, node, MEMO.side, part.side)
    found += concepts(context, node, MEMO.attestation, "attestation", part.attestation)
    found += plains(context, node, MEMO.nameInSource, part.name_in_source)
    found += plains(context, node, MEMO.honorific, part.honorific)
    found += links(context, node, MEMO.post, part.post)
    if part.on_behalf_of is not None:
        found += link(context, node, MEMO.onBehalfOf, part.on_behalf_of)
    confidence = _confidence(part, context)
    if confidence is not None:
        found += typed(context, node, MEMO.confidence, decimal(confidence), XSD.decimal)
    found.append((node, words[MEMO.extractedBy], words[context.run.iri]))
    return found


def _confidence(part: Participation, context: Context[T]) -> float | None:
    """Return how sure a participation is; to take a name for a person is a guess by itself."""
    if part.confidence is not None:
        return part.confidence
    agent = context.index.agents.get(part.participant)
    if not isinstance(agent, Person) or agent.named != "full" or context.iris.agents != "name":
        return None
    return None if any(map(is_web_address, agent.identifiers)) else NAME_CONFIDENCE
