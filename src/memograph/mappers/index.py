"""The record, looked up by what its parts have in common: made once, used by every mapper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from memograph.model import Agent, Participation, Passage, Record, Turn
from memograph.problems import Problem, Span, Where, problem
from memograph.rdf.iris import Iris, SegmentKind
from memograph.rdf.nodes import Nodes
from memograph.rdf.slugs import name_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What stands where, and what belongs to whom.

    `participations` holds, for each event, the IRI and the value of each; `posts` and `sides` are
    those of a participant; `mentioned` are the ids that the mentions in a statement refer to;
    `spans` are those of the kinds of segment that others point to.
    """

    agents: dict[str, Agent]
    turns: dict[int, Turn]
    next_turn: dict[int, int]
    statements: frozenset[int]
    passages: dict[int, tuple[Passage, ...]]
    mentioned: dict[int, tuple[str, ...]]
    spans: dict[SegmentKind, frozenset[Span]]
    participations: dict[str, tuple[tuple[str, Participation], ...]]
    posts: dict[str, tuple[str, ...]]
    sides: dict[str, tuple[str, ...]]

    def addressees(self, order: int) -> tuple[str, ...]:
        """Return the ids of those to whom a passage of this statement is addressed."""
        passages = self.passages.get(order, ())
        return tuple(dict.fromkeys(who for passage in passages for who in passage.addressed_to))


def index_of(record: Record, iris: Iris, nodes: Nodes, report: Callable[[Problem], None]) -> Index:
    """Return the index of a record; participations of one agent in one event are merged."""
    merged = _merged(record, nodes, report)
    passages: dict[int, list[Passage]] = {}
    for passage in record.passages:
        if passage.in_segment is not None:
            passages.setdefault(passage.in_segment, []).append(passage)
    mentioned: dict[int, list[str]] = {}
    for mention in record.mentions:
        if mention.in_segment is not None:
            mentioned.setdefault(mention.in_segment, []).extend(mention.refers_to)
    return Index(
        agents={agent.id: agent for agent in record.everyone()},
        turns={turn.order: turn for turn in record.turns},
        next_turn=_next_turns(record.turns),
        statements=frozenset(statement.order for statement in record.statements),
        passages={order: tuple(found) for order, found in passages.items()},
        mentioned={order: tuple(dict.fromkeys(found)) for order, found in mentioned.items()},
        spans={
            "direction": frozenset(segment.span for segment in record.stage_directions),
            "insertion": frozenset(segment.span for segment in record.editorial_insertions),
            "mention": frozenset(segment.span for segment in record.mentions),
        },
        participations=_by_event(merged, iris, nodes),
        posts=_by_participant((part.participant, part.post) for part in merged),
        sides=_by_participant(
            (part.participant, (part.side,)) for part in merged if part.side is not None
        ),
    )


def _next_turns(turns: tuple[Turn, ...]) -> dict[int, int]:
    """Return the order of the turn that follows each in its meeting."""
    last: dict[str, int] = {}
    following: dict[int, int] = {}
    for turn in sorted(turns, key=lambda turn: turn.order):
        if turn.meeting in last:
            following[last[turn.meeting]] = turn.order
        last[turn.meeting] = turn.order
    return following


def _merged(
    record: Record, nodes: Nodes, report: Callable[[Problem], None]
) -> tuple[Participation, ...]:
    """Return the participations, one for each event and participant."""
    groups: dict[tuple[str, str], list[Participation]] = {}
    for part in record.participations:
        groups.setdefault((part.event, part.participant), []).append(part)
    for (_, participant), parts in groups.items():
        if len(parts) > 1:
            span = parts[1].span
            where = Where(source=record.source) if span is None else record.locate(span.start)
            name = nodes.names.get(participant, participant)
            report(problem("MG303", where, name=name, times=len(parts)))
    return tuple(parts[0] if len(parts) == 1 else _merge(parts) for parts in groups.values())


def _merge(parts: list[Participation]) -> Participation:
    """Return one participation that holds what several of the same agent hold."""
    return replace(
        parts[0],
        role=tuple(role for part in parts for role in part.role),
        attestation=tuple(value for part in parts for value in part.attestation),
        name_in_source=tuple(name for part in parts for name in part.name_in_source),
        honorific=tuple(title for part in parts for title in part.honorific),
        post=tuple(post for part in parts for post in part.post),
        side=next((part.side for part in parts if part.side), None),
        on_behalf_of=next((part.on_behalf_of for part in parts if part.on_behalf_of), None),
        confidence=next((part.confidence for part in parts if part.confidence is not None), None),
    )


def _by_event(
    parts: tuple[Participation, ...], iris: Iris, nodes: Nodes
) -> dict[str, tuple[tuple[str, Participation], ...]]:
    """Return the participations of each event with their IRIs."""
    slugs = [(part.event, nodes.slug_of(part.participant)) for part in parts]
    times = Counter(slugs)
    found: dict[str, list[tuple[str, Participation]]] = {}
    for part, (event, slug) in zip(parts, slugs, strict=True):
        if times[event, slug] > 1:
            # A state and its president may bear one name; their own IRIs differ before the slug.
            slug = f"{slug[:70]}-{name_hash(nodes.iris.get(part.participant, part.participant))}"  # noqa: PLW2901 - the slug is what is told apart here
        iri = iris.participation(slug, nodes.iris.get(event, ""))
        found.setdefault(event, []).append((iri, part))
    return {event: tuple(pairs) for event, pairs in found.items()}


def _by_participant(
    pairs: Iterable[tuple[str, tuple[str, ...]]],
) -> dict[str, tuple[str, ...]]:
    """Return the values of each participant over all events, each once."""
    found: dict[str, dict[str, None]] = {}
    for participant, values in pairs:
        found.setdefault(participant, {}).update(dict.fromkeys(values))
    return {participant: tuple(values) for participant, values in found.items()}
