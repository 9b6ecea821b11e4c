"""How well a Record tells the facts of its text, which were read by hand, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from memograph.text.names import fold

if TYPE_CHECKING:
    from memograph.model import Meeting, Participation, Record, StageDirection

Facts: TypeAlias = Mapping[str, Any]
Items: TypeAlias = "Counter[tuple[str | int, ...]]"

KINDS = (
    "turns", "speakers", "participants", "roles", "sides", "directions", "insertions", "dates",
    "places",
)  # fmt: skip
_OPENING = 20
_ROLES = {"head of delegation": "head-of-delegation", "editor of the record": "editor"}


@dataclass(frozen=True, slots=True)
class Score:
    """How many items are right, were found, and were to be found."""

    right: int = 0
    found: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.expected
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.found + other.found, self.expected + other.expected
        )


def scores(record: Record, facts: Facts) -> dict[str, Score]:
    """Return the score of a Record for each kind of fact."""
    pairs = {
        "turns": (_turns(record, facts), _turns_told(facts)),
        "speakers": (_speakers(record), _speakers_told(facts)),
        "participants": (_participants(record), _participants_told(facts)),
        "roles": (_roles(record, facts), _roles_told(facts)),
        "sides": (_sides(record, facts), _sides_told(facts)),
        "directions": (_directions(record, facts), _directions_told(facts)),
        "insertions": (_insertions(record, facts), _insertions_told(facts)),
        "dates": _scalars(_dates(record), facts),
        "places": _scalars(_places(record, facts), facts),
    }
    return {kind: compared(found, told) for kind, (found, told) in pairs.items()}


def compared(found: Items, told: Items) -> Score:
    """Return how two multisets of items agree."""
    return Score((found & told).total(), found.total(), told.total())


# What is said by whom


def _opening(text: str) -> str:
    return " ".join(text.split())[:_OPENING]


def _ending(text: str) -> str:
    """Return how the last line ends."""
    return " ".join(text.rpartition("\n")[2].split())[-_OPENING:]


def _turns_told(facts: Facts) -> Items:
    """Return where statements begin, and where they end or how many paragraphs they have."""
    return Counter(
        (_opening(each["begins"]), _ending(each["ends"]) if "ends" in each else each["paragraphs"])
        for each in facts["statement_sequence"]
    )


def _turns(record: Record, facts: Facts) -> Items:
    ends = any("ends" in each for each in facts["statement_sequence"])
    return Counter(
        (_opening(each.text), _ending(each.text) if ends else _paragraphs(each.text))
        for each in record.statements
    )


def _paragraphs(text: str) -> int:
    return len([part for part in text.split("\n") if part.strip()])


def _speakers_told(facts: Facts) -> Items:
    return Counter(
        (_opening(each["begins"]), fold(name))
        for each in facts["statement_sequence"]
        for name in _several(each["speaker"])
    )


def _speakers(record: Record) -> Items:
    names, said = _names(record), {each.order: each.text for each in record.statements}
    return Counter(
        (_opening(said.get(turn.order, "")), names[who])
        for turn in record.turns
        for who in turn.speaker
    )


def _several(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _names(record: Record) -> dict[str, str]:
    return {agent.id: fold(agent.name) for agent in record.everyone()}


# Who is there


def _talk(record: Record) -> Iterator[tuple[str, Participation]]:
    """Yield everybody who has a part in the meeting itself, with their name."""
    names, meetings = _names(record), {each.id for each in record.meetings}
    for each in record.participations:
        if each.event in meetings:
            yield names[each.participant], each


def _participants_told(facts: Facts) -> Items:
    there = Counter(("present", fold(each["name"])) for each in facts.get("participants", ()))
    return there + Counter(("absent", fold(each["name"])) for each in facts.get("absent", ()))


def _participants(record: Record) -> Items:
    return Counter(
        ("absent" if "absent" in each.attestation else "present", name)
        for name, each in _talk(record)
    )


def _roles_told(facts: Facts) -> Items:
    return Counter(
        (fold(each["name"]), role)
        for each in facts.get("participants", ())
        if (role := _role(each))
    )


def _role(person: Facts) -> str:
    """Return the role of somebody; an office that the text calls so is none."""
    role: str = "" if person.get("role_is_editorial") else person.get("role") or ""
    return _ROLES.get(role, role)


def _roles(record: Record, facts: Facts) -> Items:
    told = {fold(each["name"]): each for each in facts.get("participants", ())}
    found: Items = Counter()
    for name, each in _talk(record):
        if "absent" in each.attestation:
            continue
        roles = {role for role in each.role if role != "participant"}
        accepted = set(told.get(name, {}).get("role_accept", ()))
        if roles <= accepted and accepted:
            roles = {_role(told[name])}
        found.update((name, role) for role in roles)
    return found


def _sides_told(facts: Facts) -> Items:
    return Counter(
        (fold(each["name"]), fold(each["side"]))
        for each in facts.get("participants", ())
        if each.get("side")
    )


def _sides(record: Record, facts: Facts) -> Items:
    """Return who is on which side, each side called as in the facts that most of it agree with."""
    told = dict(_sides_told(facts).keys())
    shared = Counter(
        (each.side, told[name])
        for name, each in _talk(record)
        if each.side and name in told and "absent" not in each.attestation
    )
    called: dict[str, str] = {}
    for (side, name), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if side not in called and name not in called.values():
            called[side] = name
    return Counter(
        (name, called.get(each.side, each.side))
        for name, each in _talk(record)
        if each.side and "absent" not in each.attestation
    )


# What the recorder and the editor added


def _directions_told(facts: Facts) -> Items:
    told: Items = Counter()
    for each in facts.get("directions", ()):
        text = each["text"]
        told.update((text, kind) for kind in _kinds_told(each))
        told.update((text, "to", fold(name)) for name in _several(each.get("addressee", []))
                    if "gesture" not in _kinds_told(each))  # fmt: skip
        if each["kind"] == "gesture" and each.get("actor"):
            told[text, "by", fold(each["actor"])] += 1
    return told


def _kinds_told(direction: Facts) -> set[str]:
    kinds = set(_several(direction["kind"]))
    return kinds | {"manner"} if "manner" in direction else kinds


def _directions(record: Record, facts: Facts) -> Items:
    told = {each["text"]: each for each in facts.get("directions", ())}
    names = _names(record)
    found: Items = Counter()
    for each in record.stage_directions:
        kinds = _agreed_kinds(each, told.get(each.text))
        found.update((each.text, kind) for kind in kinds)
        found.update(
            (each.text, "to", names[who])
            for passage in record.passages
            if passage.introduced_by == each.span
            for who in passage.addressed_to
        )
        found.update(
            (each.text, "by", names[who])
            for gesture in record.gestures
            if gesture.span == each.span and "gesture" in kinds
            for who in gesture.performed_by
        )
    return found


def _agreed_kinds(direction: StageDirection, fact: Facts | None) -> set[str]:
    """Return the kinds found, or those of the fact if what was found is as good."""
    kinds = set(direction.direction_kind)
    if fact and kinds & set(fact.get("kind_accept", ())):
        return _kinds_told(fact)
    return kinds


def _insertions_told(facts: Facts) -> Items:
    return Counter((each["text"], each["kind"]) for each in facts.get("editorial_insertions", ()))


def _insertions(record: Record, facts: Facts) -> Items:
    told = {each["text"]: each for each in facts.get("editorial_insertions", ())}
    found: Items = Counter()
    for each in record.editorial_insertions:
        fact = told.get(each.text, {})
        accepted = each.kind in fact.get("kind_accept", ())
        found[each.text, fact["kind"] if accepted else each.kind] += 1
    return found


# When and where


def _dates(record: Record) -> dict[str, str | None]:
    made = {"document_date": record.document.created or record.document.created_edtf}
    nothing = dict.fromkeys(("meeting_date", "start", "end", "duration"))
    return made | next((_times(meeting) for meeting in record.meetings), nothing)


def _times(meeting: Meeting) -> dict[str, str | None]:
    return {
        "meeting_date": meeting.date or meeting.date_edtf,
        "start": (meeting.started_at or "")[11:16],
        "end": (meeting.ended_at or "")[11:16],
        "duration": meeting.duration,
    }


def _places(record: Record, facts: Facts) -> dict[str, str | None]:
    """Return the place and what is around it: as much of that as the facts tell, else the least."""
    known = {each.id: each for each in record.places}
    at = record.meetings[0].place if record.meetings else None
    chain: list[str] = []
    while at in known:
        chain.append(known[at].name)
        at = known[at].within
    around = [", ".join(chain[1:end]) for end in range(2, len(chain) + 1)]
    told = fold(facts.get("place_within") or "")
    fitting = [words for words in around if fold(words) == told]
    return {
        "place": chain[0] if chain else None,
        "place_within": next(iter([*fitting, *around]), None),
    }


def _scalars(values: Mapping[str, str | None], facts: Facts) -> tuple[Items, Items]:
    """Return what was found and what is told of facts that have one value or none."""
    found: Items = Counter()
    told: Items = Counter()
    for key, value in values.items():
        wanted = fold(facts.get(key) or facts.get(f"{key}_edtf") or "")
        accepted = [fold(other or "") for other in facts.get(f"{key}_accept", ())]
        got = fold(value or "")
        if got in accepted:
            got = wanted
        found.update([(key, got)] if got else [])
        told.update([(key, wanted)] if wanted else [])
    return found, told
