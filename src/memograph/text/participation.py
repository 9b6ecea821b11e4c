"""Participations: one for every agent in every event, with roles, side and how it is attested."""

from __future__ import annotations

from memograph.model import Participation
from memograph.text.entities import OCCASION, Entities
from memograph.text.head import STAFF
from memograph.text.known import Known
from memograph.text.names import fold
from memograph.text.spoken import MEETING, Spoken

_ORDER = ("listed", "named", "speaks", "addressed", "absent")
_LISTED_IN_FULL, _SPEAKS_IN_FULL, _LOCAL = 0.9, 0.85, 0.8


def participations(entities: Entities, said: Spoken) -> tuple[Participation, ...]:
    """Return the parts that people have in the meeting and in its occasion."""
    found = [
        _in_meeting(known, entities, said)
        for known in entities.people
        if known.attestation
        and (not known.collective or "speaks" in known.attestation)
        and not entities.is_unidentified(known)
    ]
    host = entities.head.host
    if host and entities.head.occasion:
        found.append(
            Participation(
                event=OCCASION,
                participant=host.id,
                role=("host",),
                attestation=("hosts",),
                name_in_source=tuple(host.printed[:1]),
                honorific=tuple(host.titles),
                confidence=_SPEAKS_IN_FULL if host.named == "full" else _LOCAL,
            )
        )
    return tuple(found)


def _in_meeting(known: Known, entities: Entities, said: Spoken) -> Participation:
    attested = tuple(a for a in _ORDER if a in known.attestation)
    if "absent" in attested and "speaks" not in attested:
        attested = ("absent",)
    else:
        attested = tuple(a for a in attested if a != "absent")
    return Participation(
        event=MEETING,
        participant=known.id,
        role=_roles(known, entities, absent=attested == ("absent",)),
        side=_side(known, entities),
        attestation=attested,
        name_in_source=tuple(known.printed),
        honorific=tuple(known.titles),
        post=tuple(f"post/{post}" for post in known.posts),
        confidence=_confidence(known, said),
        span=known.attendee.span if known.attendee else known.span,
    )


def _roles(known: Known, entities: Entities, *, absent: bool) -> tuple[str, ...]:
    """Return the roles; whoever only serves the talk is no participant in the narrow sense."""
    if absent:
        return ("expected",)
    roles = list(dict.fromkeys(known.roles))
    leads = any(fold(known.name) == side.leader for side in entities.head.sides if side.leader)
    if leads and "head-of-delegation" not in roles:
        roles.insert(0, "head-of-delegation")
    if "head-of-delegation" in roles:
        roles = ["head-of-delegation", *(r for r in roles if r != "head-of-delegation")]
    staff = bool(roles) and all(role in STAFF.values() for role in roles)
    both = {"listed", "named"} <= set(known.attestation)
    if not staff or both:
        roles.insert(0, "participant")
    if known in entities.head.editors and "editor" not in roles:
        roles.append("editor")
    return tuple(roles)


def _side(known: Known, entities: Entities) -> str | None:
    folded = fold(known.name)
    for side in entities.head.sides:
        if folded in side.members or folded == side.leader:
            return f"side/{side.name}"
    if known is entities.head.host and entities.head.host_side:
        return f"side/{entities.head.host_side}"
    return None


def _confidence(known: Known, said: Spoken) -> float:
    """Return how sure it is that the name is this agent; see the table in the documentation."""
    if known.named != "full":
        return _LOCAL
    resolved = said.confidence.get(known.id, 1.0)
    base = (
        _LISTED_IN_FULL
        if "listed" in known.attestation or "named" in known.attestation
        else _SPEAKS_IN_FULL
    )
    return round(min(base, resolved), 2)
