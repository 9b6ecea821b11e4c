"""Agents, the posts they hold, and places: what several documents may speak of."""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import GENERATED, Context
from memograph.mappers.labels import shortened
from memograph.mappers.properties import link, links, plains, texts, typed_and_labelled
from memograph.model import Agent, Group, Organization, Person, Place, Record, Side
from memograph.problems import Where, problem
from memograph.rdf.iris import is_web_address
from memograph.rdf.nodes import ANNOTATOR, SOFTWARE
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import MEMO, SKOS


def map_agents(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Return persons, groups, organizations, sides and other agents, each once."""
    found: list[Triple[T]] = []
    for agent in record.everyone():
        node = context.things[agent.id]
        if node is None or agent.id == SOFTWARE:
            continue
        name = shortened(agent.name) or agent.id
        found += typed_and_labelled(context, node, _classes(agent), name, context.language)
        if isinstance(agent, Side):
            found += _side(agent, node, context)
        elif not isinstance(agent, Organization):
            found += _member(agent, node, context)
        if agent.aliases:
            aliases = (alias for alias in agent.aliases if alias != agent.name)
            found += texts(context, node, SKOS.altLabel, aliases)
        if agent.identifiers:
            found += _matches(agent, node, record, context)
    found += _annotator(record, context)
    return iter(found)


def _classes(agent: Agent) -> tuple[str, ...]:
    """Return the classes that an agent is typed with."""
    if isinstance(agent, Side):
        side = (MEMO.Side, MEMO.Agent)
        return (MEMO.Delegation, *side) if agent.kind == "Delegation" else side
    if isinstance(agent, Organization):
        return MEMO.Organization, MEMO.Agent
    if isinstance(agent, Group):
        return MEMO.Group, MEMO.Agent
    return (MEMO.Person, MEMO.Agent) if isinstance(agent, Person) else (MEMO.Agent,)


def _side(side: Side, node: T, context: Context[T]) -> list[Triple[T]]:
    """Return who heads a side and whom it stands for."""
    found = link(context, node, MEMO.ledBy, side.led_by)
    found += links(context, node, MEMO.represents, side.represents)
    found += plains(context, node, MEMO.nameInSource, side.name_in_source)
    return found


def _member(agent: Agent, node: T, context: Context[T]) -> list[Triple[T]]:
    """Return what an agent's participations say of it beyond the events."""
    found: list[Triple[T]] = []
    if isinstance(agent, Person):
        found = links(context, node, MEMO.holdsPost, context.index.posts.get(agent.id, ()))
    found += links(context, node, MEMO.memberOf, context.index.sides.get(agent.id, ()))
    return found


def _matches(
    thing: Agent | Place, node: T, record: Record, context: Context[T]
) -> Iterator[Triple[T]]:
    """Yield the addresses by which the source itself identifies somebody or something."""
    for identifier in dict.fromkeys(thing.identifiers):
        if is_web_address(identifier):
            yield node, context.words[SKOS.exactMatch], context.terms.iri(identifier)
        elif identifier.startswith(("http://", "https://")):
            where = Where(source=record.source)
            context.report(problem("MG304", where, identifier=identifier, name=thing.name))


def _annotator(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the unnamed annotator where assertions have one that the record does not hold."""
    if ANNOTATOR in context.index.agents:
        return
    if any(assertion.asserted_by == ANNOTATOR for assertion in record.identity_assertions):
        node = context.things[ANNOTATOR]
        if node is not None:
            yield from typed_and_labelled(context, node, (MEMO.Agent,), ANNOTATOR, GENERATED)


def map_posts(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the offices."""
    for post in record.posts:
        node = context.things[post.id]
        if node is not None:
            name = shortened(post.name) or post.id
            yield from typed_and_labelled(context, node, (MEMO.Post,), name, context.language)


def map_places(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the places."""
    for place in record.places:
        node = context.things[place.id]
        if node is not None:
            name = shortened(place.name) or place.id
            yield from typed_and_labelled(context, node, (MEMO.Place,), name, context.language)
            yield from link(context, node, MEMO.within, place.within)
            yield from _matches(place, node, record, context)
