"""Who was there, as a person reads it: by side, with parts, posts and numbers of turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from memograph.model import Participation, Record

Rows: TypeAlias = list[tuple[str, ...]]

_SURE: Final = 0.85
"""From here on nobody needs to be told how sure a participation is."""


def attendance(record: Record, names: Mapping[str, str]) -> Iterator[tuple[str, Rows]]:
    """Yield a heading and the people below it: each side, those without one, those absent.

    Whoever has a part in an occasion around the talk stands under the name of that.
    """
    met = {meeting.id for meeting in record.meetings}
    there = [each for each in record.participations if each.event in met]
    present = [each for each in there if "absent" not in each.attestation]
    turns = Counter(who for turn in record.turns for who in turn.speaker)
    for side in record.sides:
        members = [each for each in present if each.side == side.id]
        leader = names.get(side.led_by) if side.led_by else None
        lead = f" led by {leader}" if leader else ""
        yield f"attendance: {side.name}{lead}", _rows(members, names, turns)
    known = {side.id for side in record.sides}
    others = [each for each in present if each.side not in known]
    yield "attendance, no side stated" if known else "attendance", _rows(others, names, turns)
    absent = [each for each in there if "absent" in each.attestation]
    yield "absent", _rows(absent, names, turns)
    for event in dict.fromkeys(
        each.event for each in record.participations if each.event not in met
    ):
        parts = [each for each in record.participations if each.event == event]
        yield f"at the {names.get(event, event)}", _rows(parts, names, Counter())


def _rows(parts: Sequence[Participation], names: Mapping[str, str], turns: Counter[str]) -> Rows:
    return [_row(each, names, turns[each.participant]) for each in parts]


def _row(part: Participation, names: Mapping[str, str], turns: int) -> tuple[str, ...]:
    """Return name, roles, posts, number of turns, how it is attested, doubt, other spellings."""
    name = names.get(part.participant, part.participant)
    doubt = part.confidence is not None and part.confidence < _SURE
    return (
        name,
        ", ".join(part.role),
        ", ".join(names.get(post, post) for post in part.post),
        f"{turns} turn{'s' * (turns != 1)}" if turns else "",
        ", ".join(part.attestation),
        f"sure {part.confidence:.2f}" if doubt else "",
        _printed(part, name),
    )


def _printed(part: Participation, name: str) -> str:
    """Return how the source spells a name that none of its spellings holds."""
    if any(name.casefold() in printed.casefold() for printed in part.name_in_source):
        return ""
    return f"printed “{part.name_in_source[0]}”" if part.name_in_source else ""
