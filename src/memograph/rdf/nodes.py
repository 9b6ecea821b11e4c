"""Nodes: which IRI each thing of a record has, so that no two things share one.

Within a record things are known by id; in the graph by an IRI that is made of their name. Where two
ids come to one IRI, every one of them gets a hash, so that the order of things plays no part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from memograph.model import Agent, Gesture, Organization, Record, Side
from memograph.problems import Problem, Where, problem
from memograph.rdf.iris import Iris, software_iri
from memograph.rdf.slugs import MAX_LENGTH, name_hash, slug

ANNOTATOR = "annotator"
"""The id of the unnamed author of the brackets of an edition."""

SOFTWARE = "memograph"
"""The id of this program where it asserts something."""

_Mint: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """IRIs by id, the names of things by id, and what is wrong with them."""

    iris: dict[str, str]
    names: dict[str, str]
    problems: tuple[Problem, ...] = ()

    def slug_of(self, thing: str) -> str:
        """Return the last part of the IRI of the thing with this id, as a slug."""
        return slug(self.iris.get(thing, thing).rstrip("/#").rpartition("/")[2])


def name_nodes(record: Record, iris: Iris) -> Nodes:
    """Return the IRI of everything in a record that is known by an id.

    >>> from memograph.model import Document, Person, TextVersion
    >>> memo = Record(source="memo.txt", reader="plain", document=Document(slug="memo"),
    ...     text_versions=(TextVersion(full_text=""),), persons=(Person(id="p1", name="Ana P."),))
    >>> name_nodes(memo, Iris("https://example.org/", "memo")).iris["p1"]
    'https://example.org/agent/ana-p'
    """
    claims: dict[str, dict[str, tuple[str, _Mint]]] = {
        software_iri(iris.base): {SOFTWARE: (SOFTWARE, iris.agent)}
    }
    numbered = (*record.meetings, *record.gestures, *record.meeting_series)
    names = {event.id: event.name for event in numbered}
    for thing, name, mint in _named(record, iris):
        names[thing] = name
        claims.setdefault(mint(name or thing), {})[thing] = (name or thing, mint)
    minted = {ANNOTATOR: iris.agent(ANNOTATOR, "label"), **dict(_numbered(record, iris))}
    problems = []
    for iri, claimants in claims.items():
        if len(claimants) > 1:
            problems.append(_clash(iri, tuple(claimants), record))
        for thing, (name, mint) in claimants.items():
            alone = len(claimants) == 1 or thing in (SOFTWARE, ANNOTATOR)
            minted[thing] = iri if alone else mint(_with_hash(name, f"{iris.slug}#{thing}"))
    return Nodes(iris=minted, names=names, problems=tuple(problems))


def _with_hash(name: str, thing: str) -> str:
    """Return the slug of a name with the hash of what has it, no longer than a slug may be."""
    return f"{slug(name)[: MAX_LENGTH - 10]}-{name_hash(thing)}"


def _named(record: Record, iris: Iris) -> Iterator[tuple[str, str, _Mint]]:
    """Yield id, name and minter of everything whose IRI is made of its name."""
    for agent in record.everyone():
        yield agent.id, agent.name, _agent_mint(agent, iris)
    for place in record.places:
        yield place.id, place.name, partial(iris.place, named=place.named)
    for post in record.posts:
        yield post.id, post.name, iris.post
    for event in record.events:
        if not isinstance(event, Gesture):
            yield event.id, event.name, iris.event
    for series in record.meeting_series:
        if series.named:
            yield series.id, series.name, iris.series


def _agent_mint(agent: Agent, iris: Iris) -> _Mint:
    """Return what makes an IRI of a name like this agent's."""
    if agent.id == ANNOTATOR:
        return lambda _: iris.agent(ANNOTATOR, "label")
    if agent.id == SOFTWARE:
        return lambda _: software_iri(iris.base)
    if isinstance(agent, Organization):
        return iris.organization
    if isinstance(agent, Side):
        return iris.side
    if agent.key and agent.named != "full" and iris.agents == "name":
        spelled = agent.key
        return lambda name: iris.agent(spelled if name == (agent.name or agent.id) else name)
    return partial(iris.agent, named=agent.named)


def _numbered(record: Record, iris: Iris) -> Iterator[tuple[str, str]]:
    """Yield id and IRI of what is told apart by its place in the text."""
    for number, meeting in enumerate(record.meetings, start=1):
        yield meeting.id, iris.meeting(number)
    for gesture in record.gestures:
        yield gesture.id, iris.gesture(gesture.span)
    unnamed = [series for series in record.meeting_series if not series.named]
    for number, series in enumerate(unnamed, start=1):
        yield series.id, iris.own_series(number)


def _clash(iri: str, ids: tuple[str, ...], record: Record) -> Problem:
    """Return the problem of several ids that come to one IRI."""
    *others, last = sorted(ids)
    first = ", ".join(f'"{other}"' for other in others)
    return problem("MG301", Where(source=record.source), first=first, second=f'"{last}"', iri=iri)
