"""Meetings, the series they stand in, and what else happened: occasions, gestures, closings."""

from __future__ import annotations

from collections.abc import Iterator

from memograph.mappers.context import GENERATED, Context
from memograph.mappers.labels import shortened
from memograph.mappers.properties import concepts, link, links, plains, typed, typed_and_labelled
from memograph.model import Event, Gesture, Meeting, Participation, Record
from memograph.rdf.lexical import date_time, day_time_duration
from memograph.rdf.terms import T, Triple
from memograph.rdf.vocab import EDTF, MEMO, XSD

_ABSENT = "absent"


def map_meetings(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the meetings with their turns and gestures."""
    parts: dict[str, list[T]] = {}
    for turn in record.turns:
        parts.setdefault(turn.meeting, []).append(context.turns[turn.order])
    for gesture in record.gestures:
        node = context.things[gesture.id]
        if node is not None:
            parts.setdefault(_meeting_of(gesture, record, context), []).append(node)
    for meeting in record.meetings:
        node = context.things[meeting.id]
        if node is None:
            continue
        yield from _meeting(meeting, node, context)
        has_part = context.words[MEMO.hasPart]
        yield from [(node, has_part, part) for part in parts.get(meeting.id, ())]


def _meeting_of(gesture: Gesture, record: Record, context: Context[T]) -> str:
    """Return the id of the meeting in which a gesture was made."""
    meetings = {meeting.id for meeting in record.meetings}
    if gesture.during in meetings:
        return gesture.during or ""
    for direction in record.stage_directions:
        if direction.span == gesture.span and direction.in_segment in context.index.turns:
            return context.index.turns[direction.in_segment].meeting
    return record.meetings[0].id if record.meetings else ""


def _meeting(meeting: Meeting, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield one meeting but for its parts."""
    name, language = shortened(meeting.name), context.language
    if not name:
        name, language = f"Meeting of {meeting.date}" if meeting.date else "Meeting", GENERATED
    yield from typed_and_labelled(context, node, (MEMO.Meeting, MEMO.Event), name, language)
    yield from _times(meeting, node, context)
    yield from _circumstances(meeting, node, context)
    yield from link(context, node, MEMO.inSeries, meeting.in_series)
    if meeting.series_position is not None:
        position = str(meeting.series_position)
        yield from typed(context, node, MEMO.seriesPosition, position, XSD.integer)
    yield from links(context, node, MEMO.hasSide, meeting.sides)


def _times(meeting: Meeting, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield when a meeting was held, and how the source says it."""
    yield from typed(context, node, MEMO.date, meeting.date, XSD.date)
    yield from typed(context, node, MEMO.dateEDTF, meeting.date_edtf, EDTF)
    yield from plains(context, node, MEMO.dateInSource, (meeting.date_in_source,))
    for predicate, time in (
        (MEMO.startedAt, meeting.started_at),
        (MEMO.endedAt, meeting.ended_at),
    ):
        yield from typed(context, node, predicate, time and date_time(time), XSD.dateTime)
    if meeting.start_qualifier is not None:
        about = (meeting.start_qualifier,)
        yield from concepts(context, node, MEMO.startQualifier, "qualifier", about)
    yield from plains(context, node, MEMO.timeInSource, (meeting.time_in_source,))
    duration = meeting.duration and day_time_duration(meeting.duration)
    yield from typed(context, node, MEMO.duration, duration, XSD.dayTimeDuration)


def _circumstances(event: Event, node: T, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield where and during what something happened, and who took part."""
    yield from link(context, node, MEMO.place, event.place)
    yield from link(context, node, MEMO.during, event.during)
    parts = [
        (iri, part)
        for iri, part in context.index.participations.get(event.id, ())
        if context.things[part.participant] is not None
    ]
    for iri, _ in parts:
        yield node, context.words[MEMO.hasParticipation], context.terms.iri(iri)
    present = (part.participant for _, part in parts if not _is_absent(part))
    yield from links(context, node, MEMO.hasParticipant, present)


def _is_absent(part: Participation) -> bool:
    """Tell whether a participation says that somebody was not there."""
    return _ABSENT in part.attestation


def map_series(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the rows in which meetings stand."""
    for series in record.meeting_series:
        node = context.things[series.id]
        if node is not None:
            name, language = shortened(series.name), context.language
            if not name:
                name, language = "Series of meetings", GENERATED
            yield from typed_and_labelled(context, node, (MEMO.MeetingSeries,), name, language)


def map_events(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield occasions and what closing directions tell of."""
    for event in record.events:
        node = context.things[event.id]
        if node is None or isinstance(event, Gesture):
            continue
        name = shortened(event.name) or event.id
        yield from typed_and_labelled(context, node, (MEMO.Event,), name, context.language)
        yield from _circumstances(event, node, context)


def map_gestures(record: Record, context: Context[T]) -> Iterator[Triple[T]]:
    """Yield the bodily acts."""
    for gesture in record.gestures:
        node = context.things[gesture.id]
        if node is not None:
            name = shortened(gesture.name or gesture.span.cut(record.full_text))
            classes = (MEMO.Gesture, MEMO.Event)
            yield from typed_and_labelled(context, node, classes, name, context.language)
            yield from links(context, node, MEMO.performedBy, gesture.performed_by)
