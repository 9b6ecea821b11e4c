"""Records whose turns are marked by the source itself: a text, its turns, and who speaks in them.

A reader writes the text down with a `Scribe`, in reading order: words outside of speech, turns with
their labels, what is said in them, directions and gaps. `marked_record` makes the Record of it.
Neither guesses: what is no speech by the mark-up is none, and nobody takes part but those whom the
reader names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from memograph.model import (
    Agent,
    Document,
    EditorialInsertion,
    Gesture,
    Group,
    Meeting,
    MeetingSeries,
    Organization,
    Participation,
    Passage,
    Person,
    Place,
    Post,
    Record,
    SourceFile,
    StageDirection,
    Statement,
    TextVersion,
    Turn,
)
from memograph.problems import Problem, Span, Where, problem
from memograph.text.scribe import Scribe

__all__ = ["MEETING", "Facts", "Participant", "Scribe", "marked_record"]

MEETING = "meeting"
_LISTED, _MARKED = 0.95, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody of the meeting: the agent, and all that the source says of their part in it.

    `posts` are names of offices. `attestation` need not say that they speak or are addressed; that
    is seen from the turns. Whoever is neither attested nor speaks takes no part and is left out.
    """

    agent: Agent
    roles: tuple[str, ...] = ()
    attestation: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    on_behalf_of: Organization | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the document and its meeting; the id of the meeting is MEETING.

    What is not `talked`, a play for instance, is a document without a meeting.
    """

    source: str
    reader: str
    source_file: SourceFile
    document: Document
    meeting: Meeting
    language: str = "und"
    series: tuple[MeetingSeries, ...] = ()
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
    talked: bool = True


def marked_record(scribe: Scribe, facts: Facts, people: Mapping[str, Participant]) -> Record:
    """Return the Record of what a scribe has written; `people` are those that turns name by id."""
    scribe.close()
    if not facts.talked:
        return _without_meeting(scribe, facts)
    text = scribe.text.text
    statements = tuple(
        Statement(span=turn.span, text=turn.span.cut(text), order=order)
        for order, turn in enumerate(scribe.turns, start=1)
        if turn.span.start < turn.span.end
    )
    inside = _Inside(statements)
    part = {one: people[one] for one in _taking_part(scribe, people)}
    version = TextVersion(full_text=text, language=facts.language, source=facts.source_file)
    record = Record(
        source=facts.source,
        reader=facts.reader,
        document=facts.document,
        text_versions=(version,),
        meetings=(facts.meeting,),
        meeting_series=facts.series,
        places=facts.places,
        turns=tuple(_turns(scribe)),
        statements=statements,
        passages=tuple(_passages(scribe, statements)),
        stage_directions=tuple(_directions(scribe, text, inside)),
        gestures=tuple(_gestures(scribe, text)),
        editorial_insertions=tuple(
            EditorialInsertion(
                span=gap, text=gap.cut(text), in_segment=inside.order(gap), kind="Gap"
            )
            for gap in scribe.gaps
        ),
        participations=tuple(_participations(scribe, part)),
        source_map=scribe.text.source_map,
    )
    record = _with_agents(record, part)
    found = (*facts.problems, *scribe.text.problems, *_whole(scribe, facts), *_silent(scribe, text))
    return replace(record, problems=tuple(_located(one, record) for one in found))


def _without_meeting(scribe: Scribe, facts: Facts) -> Record:
    """Return the Record of a document that records no conversation."""
    text = scribe.text.text
    version = TextVersion(full_text=text, language=facts.language, source=facts.source_file)
    record = Record(
        source=facts.source,
        reader=facts.reader,
        document=replace(facts.document, kind="Document"),
        text_versions=(version,),
        source_map=scribe.text.source_map,
    )
    told = problem("MG117", Where(source=facts.source))
    found = (*facts.problems, *scribe.text.problems, told)
    return replace(record, problems=tuple(_located(one, record) for one in found))


class _Inside:
    """Finds the statement that a stretch stands in."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._starts = [one.span.start for one in statements]

    def order(self, span: Span) -> int | None:
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or not self._statements[at].span.contains(span):
            return None
        return self._statements[at].order


def _turns(scribe: Scribe) -> Iterator[Turn]:
    for order, turn in enumerate(scribe.turns, start=1):
        yield Turn(order=order, meeting=MEETING, speaker=turn.speaker, label=turn.label)


def _passages(scribe: Scribe, statements: Sequence[Statement]) -> Iterator[Passage]:
    """Yield a passage over the whole of each statement that is spoken to somebody."""
    said = {one.order: one for one in statements}
    for order, turn in enumerate(scribe.turns, start=1):
        if turn.addressed_to and order in said:
            one = said[order]
            yield Passage(
                span=one.span,
                text=one.text,
                in_segment=order,
                order=1,
                addressed_to=turn.addressed_to,
            )


def _directions(scribe: Scribe, text: str, inside: _Inside) -> Iterator[StageDirection]:
    for told in sorted(scribe.directions, key=lambda told: told.span):
        yield StageDirection(
            span=told.span,
            text=told.span.cut(text),
            in_segment=inside.order(told.span),
            direction_kind=told.kinds,
            describes=(_gesture_id(told.span),) if "gesture" in told.kinds else (),
        )


def _gesture_id(span: Span) -> str:
    return f"gesture/{span.start}-{span.end}"


def _gestures(scribe: Scribe, text: str) -> Iterator[Gesture]:
    for told in scribe.directions:
        if "gesture" in told.kinds:
            yield Gesture(
                id=_gesture_id(told.span),
                name=" ".join(told.span.cut(text).strip("()[]").split()),
                during=MEETING,
                span=told.span,
                performed_by=told.performed_by,
            )


def _taking_part(scribe: Scribe, people: Mapping[str, Participant]) -> dict[str, None]:
    """Return the ids of all who take part or are meant: those attested first, then by turns."""
    found = dict.fromkeys(one for one, part in people.items() if part.attestation)
    for turn in scribe.turns:
        found.update(dict.fromkeys((*turn.speaker, *turn.addressed_to)))
    for told in scribe.directions:
        found.update(dict.fromkeys(told.performed_by))
    return found


def _participations(scribe: Scribe, people: Mapping[str, Participant]) -> Iterator[Participation]:
    speakers = {one for turn in scribe.turns for one in turn.speaker}
    addressed = {one for turn in scribe.turns for one in turn.addressed_to}
    for one, part in people.items():
        seen = [*part.attestation]
        seen += ["speaks"] if one in speakers else []
        seen += ["addressed"] if one in addressed else []
        if "speaks" in seen:
            seen = [how for how in seen if how != "absent"]
        if not seen:
            continue
        absent = "absent" in seen
        yield Participation(
            event=MEETING,
            participant=one,
            role=("expected",) if absent else tuple(dict.fromkeys(("participant", *part.roles))),
            attestation=("absent",) if absent else tuple(dict.fromkeys(seen)),
            name_in_source=tuple(dict.fromkeys(part.printed)),
            honorific=tuple(dict.fromkeys(part.honorifics)),
            post=tuple(f"post/{post}" for post in dict.fromkeys(part.posts)),
            on_behalf_of=part.on_behalf_of.id if part.on_behalf_of else None,
            confidence=_LISTED if part.agent.key else _MARKED,
            span=part.span,
        )


def _with_agents(record: Record, people: Mapping[str, Participant]) -> Record:
    """Return the Record with the agents, the bodies that they speak for and their posts."""
    agents = [part.agent for part in people.values()]
    behind = {one.on_behalf_of.id: one.on_behalf_of for one in people.values() if one.on_behalf_of}
    bodies = {one.id: one for one in agents if isinstance(one, Organization)}
    posts = dict.fromkeys(post for part in people.values() for post in part.posts)
    return replace(
        record,
        persons=tuple(one for one in agents if isinstance(one, Person)),
        groups=tuple(
            one for one in agents if isinstance(one, Group) and not isinstance(one, Organization)
        ),
        agents=tuple(one for one in agents if not isinstance(one, Person | Group)),
        organizations=tuple({**behind, **bodies}.values()),
        posts=tuple(Post(id=f"post/{post}", name=post) for post in posts),
    )


def _whole(scribe: Scribe, facts: Facts) -> Iterator[Problem]:
    """Yield what the record as a whole lacks: turns, a date."""
    where = Where(source=facts.source)
    if not scribe.turns:
        yield problem("MG110", where)
    if facts.meeting.date_edtf is None and facts.meeting.date_in_source is None:
        yield problem("MG118", where)


def _silent(scribe: Scribe, text: str) -> Iterator[Problem]:
    """Yield a problem for each turn without words."""
    where = scribe.text.where
    for turn in scribe.turns:
        if turn.span.start == turn.span.end:
            label = (
                turn.label.cut(text)
                if turn.label
                else ", ".join(one.partition("/")[2] or one for one in turn.speaker)
            )
            yield problem("MG113", where(turn.at), label=label)


def _located(found: Problem, record: Record) -> Problem:
    """Return a problem with its place in the source instead of the text."""
    if found.where is None or found.where.offset is None or not record.source_map:
        return found
    return replace(found, where=record.locate(found.where.offset))
