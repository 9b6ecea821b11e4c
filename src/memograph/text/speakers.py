"""Who speaks: the labels of a text resolved to people, whatever spelling each of them has.

Full names come first, so that a surname finds its full name anywhere. A label that fits several
people is an agent of its own; one that nearly spells a listed name is taken for that person, unless
both spellings speak in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from memograph.problems import Problem, Span, problem
from memograph.text.attendance import is_post, post_name
from memograph.text.known import Known, Resolution, add
from memograph.text.labels import Label
from memograph.text.letters import tie_letters
from memograph.text.lines import Locator
from memograph.text.names import PrintedName, fold, printed_name
from memograph.text.offices import tie_offices
from memograph.text.segments import Reading
from memograph.text.turns import SpokenTurn

_RESPELT = 0.6
_SEVERAL = 2


@dataclass(slots=True, kw_only=True)
class Speakers:
    """The speakers of each turn, how sure they are, and what is doubtful."""

    of_turns: list[tuple[Known, ...]] = field(default_factory=list)
    confidence: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Whom a label names: the agent, whom else it fits, whether its spelling is another."""

    known: Known
    rivals: tuple[str, ...] = ()
    respelt: bool = False


def speakers(told: Sequence[SpokenTurn], reading: Reading, locate: Locator) -> Speakers:
    """Return who speaks in each turn; people who are new are entered."""
    done = Speakers()
    tie_letters([turn.label for turn in told], reading.people)
    _enter_full(told, reading, done)
    names = _Names(told, reading, done)
    for turn in told:
        _name_before_roles(turn.label, names)
    tie_offices(reading.text, [turn.label for turn in told], reading.people)
    warned: set[tuple[str, str]] = set()
    for turn in told:
        label = turn.label
        found = [names.of(label, name) for name in label.speakers]
        printed = _printed(label, reading)
        for name, naming in zip(label.speakers, found, strict=True):
            add(naming.known.attestation, "speaks")
            naming.known.reported &= label.style == "reported"
            own = printed if len(found) == 1 else name.span.cut(reading.text)
            add(naming.known.printed, own)
            done.problems.extend(
                doubt
                for doubt in _doubts(naming, own, label, locate)
                if (doubt.code, label.key) not in warned
            )
            warned.update((code, label.key) for code in _codes(naming))
        done.of_turns.append(tuple(naming.known for naming in found))
    return done


def _name_before_roles(label: Label, names: _Names) -> None:
    """Enter those whom reported speech names, so that "the Chairman" finds "Chairman Brown"."""
    if label.style == "reported" and not label.collective:
        for name in label.speakers:
            if name.named == "surname":
                names.of(label, name)


def _printed(label: Label, reading: Reading) -> str:
    """Return a label as printed; a subject inside of a sentence begins as one at its head."""
    printed = " ".join(label.span.cut(reading.text).split())
    first = printed.split(" ", 1)[0]
    if label.style == "reported" and reading.cues.has("determiners", first):
        return printed[:1].upper() + printed[1:]
    return printed


def _codes(naming: Naming) -> tuple[str, ...]:
    """Return the codes of what is doubtful about a label."""
    return ("MG114",) * bool(naming.rivals) + ("MG135",) * naming.respelt


def _doubts(naming: Naming, printed: str, label: Label, locate: Locator) -> Iterator[Problem]:
    for code in _codes(naming):
        place = locate(label.span.start)
        if code == "MG114":
            yield problem(code, place, label=printed, rivals=", ".join(naming.rivals))
        else:
            yield problem(code, place, label=printed, name=naming.known.name)


def _enter_full(told: Sequence[SpokenTurn], reading: Reading, done: Speakers) -> None:
    """Enter those whom a label names in full, with the other names that it gives them."""
    seen: set[str] = set()
    listed = reading.people.attested()
    for turn in told:
        label = turn.label
        printed = label.span.cut(reading.text)
        if printed in seen or label.collective:
            continue
        seen.add(printed)
        for printed_so in label.speakers:
            name = reading.people.in_full(printed_so)
            found = reading.people.resolve(name)
            known = found.known
            near = (
                reading.people.respelt(name, listed) if known is None and not found.rivals else None
            )
            if known is None and near is None and name.named == "full":
                known = reading.people.borne(printed_so, name) or reading.people.enter(name)
            if known and name.named == "full":
                done.confidence.setdefault(known.id, found.confidence or 1.0)
            if known and len(label.speakers) == 1 and name.named != "role":
                _call(known, label, reading)


def _call(known: Known, label: Label, reading: Reading) -> None:
    """Give an agent the other name that the bracket in a label states."""
    if label.note is None:
        return
    words = " ".join(label.note.cut(reading.text).split())
    stated = reading.cues.search("prose.alias", words)
    if stated:
        alias = stated["alias"].strip(" \"“”‘’'.,")
        called = printed_name(alias, label.note.start, reading.cues)
        role = called is not None and called.named == "role"
        reading.people.call(known, called.name if called else alias, named=not role)
        return
    if is_post(words, reading.cues):
        add(known.posts, post_name(words, reading.cues))
        return
    square = reading.text[label.note.start - 1] == "["
    other = printed_name(words, label.note.start, reading.cues) if square else None
    if other and other.named == "full" and not other.titles and not label.collective:
        reading.people.call(known, other.name)


class _Names:
    """Resolves the names of labels, each spelling once."""

    def __init__(self, told: Sequence[SpokenTurn], reading: Reading, done: Speakers) -> None:
        self._reading = reading
        self._done = done
        self._listed = reading.people.attested()
        self._found: dict[tuple[object, ...], Naming] = {}
        self._places = _namesakes(told, reading)
        keys = [turn.label.key for turn in told]
        self._in_turn = {frozenset(pair) for pair in pairwise(keys)}
        self._keys = {name.name: turn.label.key for turn in told for name in turn.label.speakers}
        self._titled = {n for turn in told for n in turn.label.speakers if n.titles}
        self._by_agent: dict[str, set[str]] = {}

    def of(self, label: Label, name: PrintedName) -> Naming:
        """Return whom one name of a label names; several at once are a group."""
        people = self._reading.people
        if label.collective:
            return Naming(known=people.enter(name, collective=True))
        place = self._place(label, name)
        referred, name = name, people.in_full(name)
        person = people.referred(name)
        spelling = (name.titles, name.name, place, person.key if person else None)
        if spelling not in self._found:
            self._found[spelling] = self._resolved(label, name, place)
        naming = self._found[spelling]
        people.tie(naming.known, referred)
        for title in name.titles:
            add(naming.known.titles, title)
        return naming

    def _place(self, label: Label, name: PrintedName) -> str | None:
        places = self._places.get(fold(name.name), {})
        if len(places) < _SEVERAL or label.note is None:
            return None
        return places.get(fold(label.note.cut(self._reading.text)))

    def _resolved(self, label: Label, name: PrintedName, place: str | None) -> Naming:
        people = self._reading.people
        if place is not None:
            return Naming(known=self._namesake(name, place))
        found = people.resolve(name)
        if not found.known and not found.rivals and name.titles:
            found = people.by_title(name)
            if found.known and self._is_another(name, found.known, label):
                found = Resolution(known=None)
        if found.known:
            self._done.confidence.setdefault(found.known.id, found.confidence)
            self._by_agent.setdefault(found.known.id, set()).add(label.key)
            return Naming(known=found.known, rivals=found.rivals)
        if not found.rivals and name.named not in ("role", "label"):
            near = people.respelt(name, self._listed)
            if near and not self._speak_in_turn(near, label):
                self._done.confidence[near.id] = _RESPELT
                return Naming(known=near, respelt=True)
        return Naming(known=people.enter(name), rivals=found.rivals)

    def _is_another(self, name: PrintedName, known: Known, label: Label) -> bool:
        """Tell whether a titled name is not who is listed by that office: another bears it, too.

        Labels give the title to several surnames, or the two speak one after the other.
        """
        if self._reading.people.referred(name):
            return False
        honorific = self._reading.cues.words["honorifics"]
        offices = {title for title in map(fold, name.titles) if title not in honorific}
        titled = (one for one in self._titled if offices & set(map(fold, one.titles)))
        several = len({fold(one.name).split()[-1] for one in titled}) > 1
        return several or self._speak_in_turn(known, label)

    def _namesake(self, name: PrintedName, place: str) -> Known:
        """Return the one of several of a name who is from a place: a listed one, or a new one."""
        for known in self._reading.people:
            notes = known.attendee.notes if known.attendee else ()
            told = {fold(note.inner) for note in notes}
            if fold(place) in told and known.tokens[-1:] == tuple(fold(name.name).split()[-1:]):
                return known
        return self._reading.people.enter_name(f"{name.name} ({place})", "label")

    def _speak_in_turn(self, near: Known, label: Label) -> bool:
        """Tell whether one speaks right after the other: then they are two people."""
        own = self._by_agent.get(near.id, set()) | {
            key
            for printed, key in self._keys.items()
            if fold(printed).split()[-1:] == list(near.tokens[-1:])
        }
        return any(frozenset((key, label.key)) in self._in_turn for key in own if key != label.key)


def _namesakes(told: Sequence[SpokenTurn], reading: Reading) -> dict[str, dict[str, str]]:
    """Return by surname the places or districts that labels tell namesakes apart by."""
    found: dict[str, dict[str, str]] = {}
    for turn in told:
        label = turn.label
        if label.note is None or len(label.speakers) != 1 or label.speakers[0].named == "role":
            continue
        words = " ".join(label.note.cut(reading.text).split())
        places = found.setdefault(fold(label.speakers[0].name), {})
        if fold(words) not in places and _is_place(words, label.note, reading):
            places[fold(words)] = words
    return found


def _is_place(words: str, note: Span, reading: Reading) -> bool:
    """Tell whether a bracket of a label is a name, of a place, and no direction or office."""
    if reading.text[note.start - 1] != "(" or reading.direction_in(note):
        return False
    name = printed_name(words, note.start, reading.cues)
    return name is not None and name.named != "role" and not name.titles
