"""What columns tell of those who speak: their parts, posts and parties, and whom they address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from memograph.model import Organization, Participation, Passage, Post, Record
from memograph.text.attendance import is_post, post_name, role_of
from memograph.text.cues import Cues, cue_file
from memograph.text.names import fold

if TYPE_CHECKING:
    from memograph.readers.tabled import Row

_STATED: Final = 0.9


@dataclass(slots=True, kw_only=True)
class _Told:
    """What the rows of one speaker tell: a role or post, whether in the chair, for which body."""

    role: str = ""
    chairs: bool = False
    bodies: dict[str, None] = field(default_factory=dict)


def with_parts(record: Record, rows: Sequence[Row], words: Cues) -> Record:
    """Return the Record with the parts, posts, parties and addressees that columns tell of.

    `rows` are those that open its turns.
    """
    speakers = {turn.order: turn.speaker[0] for turn in record.turns}
    cells = cue_file("cells.words")
    told: dict[str, _Told] = {}
    for order, row in enumerate(rows, start=1):
        one = told.setdefault(speakers[order], _Told())
        one.role = one.role or row.value("role")
        one.chairs = one.chairs or row.value("chair").lower() in cells["yes"]
        body = row.value("party")
        if body.lower() not in cells["nothing"] and any(map(str.isalpha, body)):
            one.bodies[body] = None
    participations = tuple(
        _with_told(each, told.get(each.participant, _Told()), words)
        for each in record.participations
    )
    posts = {post: Post(id=post, name=post[5:]) for each in participations for post in each.post}
    bodies = {each.on_behalf_of for each in participations if each.on_behalf_of}
    known = {one.id for one in record.organizations}
    new = sorted(bodies - known)
    record = replace(
        record,
        participations=participations,
        posts=tuple(posts.values()),
        organizations=(
            *record.organizations,
            *(Organization(id=one, name=one.partition("/")[2]) for one in new),
        ),
    )
    return _with_addressees(record, rows)


def _with_told(part: Participation, told: _Told, words: Cues) -> Participation:
    """Return a participation with what the rows tell; whoever speaks for two bodies for none."""
    part = _with_part(part, told.role, words)
    if told.chairs:
        part = replace(part, role=tuple(dict.fromkeys((*part.role, "chair"))))
    if len(told.bodies) == 1 and part.on_behalf_of is None:
        part = replace(part, on_behalf_of=f"organization/{next(iter(told.bodies))}")
    return part


def _with_part(part: Participation, told: str, words: Cues) -> Participation:
    """Return a participation with the role that a cell names, or the post."""
    role = role_of(told, words)
    if role:
        return replace(part, role=tuple(dict.fromkeys((*part.role, role))))
    if is_post(told, words):
        post = f"post/{post_name(told, words)}"
        return replace(part, post=tuple(dict.fromkeys((*part.post, post))))
    return part


def _with_addressees(record: Record, rows: Sequence[Row]) -> Record:
    """Return the Record with a passage for each statement whose addressee is a known speaker."""
    known = {fold(agent.name): agent.id for agent in record.everyone()}
    spoken = {fold(name): part.participant for part in record.participations
              for name in part.name_in_source}  # fmt: skip
    known = {**known, **spoken}
    told = {order: known.get(fold(row.value("addressee"))) for order, row in enumerate(rows, 1)}
    counts = Counter(passage.in_segment for passage in record.passages)
    whole = {passage.span for passage in record.passages}
    passages = [
        Passage(
            span=each.span, text=each.text, in_segment=each.order,
            order=counts[each.order] + 1, addressed_to=(agent,), confidence=_STATED,
        )
        for each in record.statements
        if (agent := told.get(each.order)) and each.span not in whole
    ]  # fmt: skip
    if not passages:
        return record
    addressed = {agent for passage in passages for agent in passage.addressed_to}
    return replace(
        record,
        passages=tuple(sorted((*record.passages, *passages), key=lambda passage: passage.span)),
        participations=tuple(
            replace(each, attestation=(*each.attestation, "addressed"))
            if each.participant in addressed and "addressed" not in each.attestation
            else each
            for each in record.participations
        ),
    )
