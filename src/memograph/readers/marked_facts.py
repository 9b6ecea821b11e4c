"""What readers of marked speech share: days, the meeting, who is met, when they were sitting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from memograph.model import Meeting, Place
from memograph.problems import Problem, Where, problem
from memograph.readers.stated_time import Sitting, StatedTime, sitting
from memograph.text.marked import MEETING, Scribe


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The day of a meeting with its words, the day of the paper on it, and what does not agree."""

    day: str | None
    wording: str | None
    made: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class Met:
    """What is known so far of one speaker; `name` is that of a reference that is a name itself.

    `again` counts those whom one indefinite label names, such as "An hon. Member".
    """

    ident: str
    labels: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    posts: dict[str, None] = field(default_factory=dict)
    attestation: dict[str, None] = field(default_factory=dict)
    body: str | None = None
    name: str | None = None
    again: int = 1


def meeting_of(
    name: str,
    dated: Dated,
    held: Sitting,
    places: Sequence[Place],
    *,
    row: tuple[str, int] | None = None,
) -> Meeting:
    """Return the meeting; `row` is the id of the row of meetings it is one of, and its number."""
    return Meeting(
        id=MEETING,
        name=name or "Meeting",
        date=dated.day,
        date_edtf=dated.day,
        date_in_source=dated.wording,
        started_at=held.started_at,
        ended_at=held.ended_at,
        time_in_source=held.wording,
        place=places[0].id if places else None,
        in_series=row[0] if row else None,
        series_position=row[1] if row else None,
    )


def held_at(
    day: str | None, times: Sequence[tuple[int, StatedTime]], scribe: Scribe, language: str
) -> Sitting:
    """Return when a meeting began and ended, by the times that are noted at places of its text.

    What no mark-up points out counts before and after all speech; what it does, in the first turn
    and in the last as well, in which a chair opens and closes.
    """
    spoken = scribe.spoken()
    first, last = _talk(scribe)
    return sitting(
        day,
        [time for at, time in times if at < (spoken.start if time.loose else first)],
        [time for at, time in times if at >= (spoken.end if time.loose else last)],
        language,
    )


def _talk(scribe: Scribe) -> tuple[int, int]:
    """Return the end of the first turn and the beginning of the last, in which chairs tell times.

    Of one turn alone, they are its own beginning and its end.
    """
    said = [turn.span for turn in scribe.turns if turn.span.start < turn.span.end]
    if len(said) > 1:
        return said[0].end, said[-1].start
    return scribe.spoken().start, scribe.spoken().end


def nameless(scribe: Scribe, count: int) -> Iterator[Problem]:
    """Yield the problem of speakers whom nothing names."""
    if count:
        at = next(turn.at for turn in scribe.turns if turn.speaker[0].startswith("unknown/"))
        yield problem("MG146", scribe.text.where(at), count=count)


def unexplained(idents: Sequence[str], source: str) -> Iterator[Problem]:
    """Yield the problem of references to speakers whom nothing in the source describes."""
    if idents:
        yield problem("MG145", Where(source=source), count=len(idents), first=idents[0])
