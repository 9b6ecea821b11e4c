"""How well Records tell the facts of the corpus, of which only the outlines were read by hand.

A person is known there by a surname, a full name or an id, a speaker by the number of turns. A name
agrees with an agent if all its parts are among those that the Record has for the agent; each agent
answers to one name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from memograph.text.names import fold

if TYPE_CHECKING:
    from memograph.model import Agent, Participation, Record

Facts: TypeAlias = Mapping[str, Any]
Items: TypeAlias = "Counter[tuple[str | int, ...]]"

KINDS = ("records", "turns", "speakers", "participants", "roles", "dates", "places")
_ROLES = {
    "protocol": "note-taker", "interpreting": "interpreter", "attendant": "", "chairman": "",
}  # fmt: skip
_KNOWN_ROLES = frozenset({"note-taker", "interpreter", "chair", "head-of-delegation", "editor"})
_NEAR = 0.4
_APART = {"ke_Debate_Bungeni_2011-06-10.xml": {"#kappa": 1, "#eta": 1}}
"""What the facts count apart from statements: a question and its answer, which are turns too."""


def pairs(record: Record, facts: Facts) -> dict[str, tuple[Items, Items]]:
    """Return what was found and what is told, for each kind of fact."""
    apart = _APART.get(facts["path"].rpartition("/")[2], {})
    if apart:
        count = facts["statements"] + sum(apart.values())
        facts = {**facts, "statements": count, "speakers": {**facts["speakers"], **apart}}
    agents = {each.id: _parts(each, record) for each in record.everyone()}
    people = [*facts.get("participants", ()), *facts.get("absent", ())]
    called = _called([each["name"] for each in people], _of_people(record), agents)
    spoken = _called(list(facts.get("speakers", {})), _of_turns(record), agents)
    return {
        "records": (Counter([(record.document.kind,)]), Counter([(_kind(facts),)])),
        "turns": _turns(record, facts),
        "speakers": _speakers(record, facts, spoken),
        "participants": _participants(record, facts, called),
        "roles": _roles(record, facts, called),
        "dates": _dates(record, facts),
        "places": _places(record, facts),
    }


def _kind(facts: Facts) -> str:
    return "Document" if "NOT a record" in facts["kind"] else "RecordOfConversation"


# Who is who


def _parts(agent: Agent, record: Record) -> set[str]:
    """Return all that an agent is called, in parts."""
    names = [agent.name, *agent.aliases, agent.key or agent.id, *agent.identifiers]
    for each in record.participations:
        if each.participant == agent.id:
            names += each.name_in_source
    return {part for name in names for part in _split(name)}


def _split(name: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", fold(name.replace("-", " "))) if part]


def _variants(name: str) -> Iterator[list[str]]:
    """Yield the ways to read a name of the facts: as it is, without brackets, words apart."""
    outside = re.sub(r"[\[(].*?[\])]", " ", name)
    for words in (name, outside, re.sub(r"(?<=[a-zà-ž])(?=[A-ZÀ-Ž])", " ", outside)):
        parts = [part for part in _split(words) if part not in ("the", "mr")]
        if parts:
            yield parts


def _called(names: list[str], ids: list[str], agents: Mapping[str, set[str]]) -> dict[str, str]:
    """Return agents by the name of the facts that they answer to, the most alike first."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: -len(name)):
        for parts in _variants(name):
            fitting = [i for i in ids if set(parts) <= agents[i] and i not in found]
            joined = "".join(parts)
            fitting += [i for i in ids if joined in agents[i] and i not in found]
            if fitting:
                found[min(fitting, key=lambda i: len(agents[i]))] = name
                break
    return found


def _of_people(record: Record) -> list[str]:
    return list(dict.fromkeys(each.participant for each in record.participations))


def _of_turns(record: Record) -> list[str]:
    return list(dict.fromkeys(who for turn in record.turns for who in turn.speaker))


# What is compared


def _turns(record: Record, facts: Facts) -> tuple[Items, Items]:
    told = facts.get("statements")
    count = len(record.statements)
    if told is None or facts.get("style") == "TEI rs letterspaced":
        return Counter(), Counter()
    near = not facts.get("statements_exact") and abs(count - told) <= told * _NEAR
    return Counter({("turn",): told if near else count}), Counter({("turn",): told})


def _speakers(record: Record, facts: Facts, called: Mapping[str, str]) -> tuple[Items, Items]:
    if not facts.get("speakers"):
        return Counter(), Counter()
    found: Items = Counter((called.get(who, who),) for turn in record.turns for who in turn.speaker)
    return found, Counter({(name,): number for name, number in facts["speakers"].items()})


def _participants(record: Record, facts: Facts, called: Mapping[str, str]) -> tuple[Items, Items]:
    if not facts.get("participants") and not facts.get("absent") and facts.get("statements"):
        # Where only the speakers were read by hand, nothing is known of the others.
        return Counter(), Counter()
    told = Counter(("present", each["name"]) for each in facts["participants"])
    told += Counter(("absent", each["name"]) for each in facts.get("absent", ()))
    speakers_only = not facts["participants"] and facts.get("statements")
    found: Items = Counter(
        (_presence(each), called.get(each.participant, each.participant))
        for each in record.participations
        if not (speakers_only and _presence(each) == "present")
    )
    return found, told


def _presence(part: Participation) -> str:
    return "absent" if "absent" in part.attestation else "present"


def _roles(record: Record, facts: Facts, called: Mapping[str, str]) -> tuple[Items, Items]:
    told: Items = Counter(
        (each["name"], role)
        for each in facts["participants"]
        for role in _roles_of(each.get("role") or "")
    )
    found: Items = Counter(
        (called[each.participant], role)
        for each in record.participations
        if each.participant in called and _presence(each) == "present"
        for role in each.role
        if role in _KNOWN_ROLES
    )
    return found, told


def _roles_of(words: str) -> Iterator[str]:
    for word in re.split(r"[;,]", words.lower()):
        role = _ROLES.get(word.strip(), word.strip().replace(" ", "-"))
        if role in _KNOWN_ROLES:
            yield role


def _dates(record: Record, facts: Facts) -> tuple[Items, Items]:
    met = record.meetings[0] if record.meetings else None
    values = {
        "meeting_date": (met.date or met.date_edtf) if met else None,
        "start": (met.started_at or "")[11:16] if met else None,
        "end": (met.ended_at or "")[11:16] if met else None,
    }
    told: Items = Counter((key, facts[key]) for key in values if facts.get(key))
    found: Items = Counter((key, value) for key, value in values.items() if value and key in facts)
    return found, told


def _places(record: Record, facts: Facts) -> tuple[Items, Items]:
    """Return whether the place told is among the places of the meeting."""
    if not facts.get("place"):
        return Counter(), Counter()
    known = {each.id: each for each in record.places}
    at = record.meetings[0].place if record.meetings else None
    chain: list[str] = []
    while at in known:
        chain.append(fold(known[at].name))
        at = known[at].within
    told = fold(facts["place"])
    found = [told] if told in chain else chain[:1]
    return Counter((name,) for name in found), Counter([(told,)])
