"""The inside of statements: directions, passages, gestures, insertions, items, who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from memograph.model import (
    EditorialInsertion,
    Gesture,
    IdentityAssertion,
    ListItem,
    Mention,
    Passage,
    Person,
    Place,
    StageDirection,
)
from memograph.problems import Span
from memograph.text.attendance import is_post, post_name
from memograph.text.brackets import Bracket, brackets
from memograph.text.cues import Cues
from memograph.text.directions import Direction, direction, direction_of, told_otherwise
from memograph.text.enumerations import items
from memograph.text.insertions import Identification, anchor, identifications, insertion_kind
from memograph.text.known import Known, add
from memograph.text.lines import last_printed, paragraphs, wrap_width
from memograph.text.names import PrintedName, fold, how_named, printed_name, role_name
from memograph.text.passages import SpokenPassage, passages
from memograph.text.people import People
from memograph.text.turns import SpokenTurn

ANNOTATOR = "agent/annotator"
_STATED = 0.9
_CONFIDENCE = {"certain": _STATED, "likely": 0.6, "possible": 0.3}
_NO_INSERTION = re.compile(
    r"\s*(?:\d{1,3}|\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?|\*+|[a-z]|(?:page|p\.|seite|s\.|стр\.?)\s*\d+\w?|e-?mail\s*protected"
    r"|end of (?:side|tape|page|recording)\b.*)\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(r"^(?:the )?(?:former|ex-|late|ehemalige|ancien)", re.IGNORECASE)
_AFFIX = 4
_SURELY_TOLD = frozenset({"reaction", "closing", "pause", "interruption", "arrival", "departure"})


@dataclass(slots=True, kw_only=True)
class Segments:
    """What was found inside statements so far; `closing` tells whether the end was told of."""

    passages: list[Passage] = field(default_factory=list)
    stage_directions: list[StageDirection] = field(default_factory=list)
    gestures: list[Gesture] = field(default_factory=list)
    editorial_insertions: list[EditorialInsertion] = field(default_factory=list)
    list_items: list[ListItem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    identity_assertions: list[IdentityAssertion] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    closing: bool = False


class Reading:
    """Reads the insides of one text; people met in directions are entered as they come."""

    def __init__(
        self, text: str, source: str, people: People, cues: Cues, *, supplied: bool = False
    ) -> None:
        """Begin with nothing found; `source` names the text in problems.

        `supplied` says that brackets hold words of the text and tell neither who acts nor who
        is who.
        """
        self.text = text
        self.source = source
        self.people = people
        self.cues = cues
        self.wrapped = wrap_width(text) > 0
        self.found = Segments()
        self.supplied = supplied

    def statement(self, turn: SpokenTurn, order: int, speakers: Sequence[Known]) -> None:
        """Read what stands inside a statement and behind it."""
        told: list[Direction] = []
        in_label = self._label_direction(turn)
        if in_label:
            told.append(in_label)
            self._direction(in_label, None, speakers)
        if turn.statement:
            told.extend(self._inside(turn.statement, order, speakers))
            self._passages(turn.statement, order, told)
        for after in turn.trailing:
            self._direction(after, None, () if self._has_pronoun(after) else speakers)

    def _has_pronoun(self, told: Direction) -> bool:
        """Tell whether "he" or "she" acts; behind the words that may be anybody."""
        return any(self.cues.has("pronouns_he", span.cut(self.text)) for span in told.actors)

    def _label_direction(self, turn: SpokenTurn) -> Direction | None:
        return self.direction_in(turn.label.note) if turn.label.note else None

    def direction_in(self, note: Span) -> Direction | None:
        """Return the direction that the words in a label's brackets are, if they are one."""
        outer = Span(note.start - 1, note.end + 1)
        return direction_of(note.cut(self.text).replace("\n", " "), note.start, outer, self.cues)

    def _inside(self, within: Span, order: int, speakers: Sequence[Known]) -> list[Direction]:
        told: list[Direction] = []
        for bracket in brackets(self.text, within):
            one = self._told(bracket, within)
            if one:
                told.append(one)
                self._direction(one, order, speakers)
            elif bracket.kind == "square":
                self.insertion(bracket, order, within.start)
            elif not self.supplied:
                self._post_in_parentheses(bracket, within.start)
        self._items(within, order)
        return told

    def _told(self, bracket: Bracket, within: Span) -> Direction | None:
        if not self._may_tell(bracket, within):
            return None
        known = direction(bracket, self.cues)
        if self.supplied:
            return known if known and set(known.kinds) & _SURELY_TOLD else None
        if known or bracket.kind == "square":
            return known
        opens = not last_printed(self.text, bracket.span.start, floor=within.start)
        apart = opens or last_printed(self.text, bracket.span.start) in '.?!…"”»)'
        return told_otherwise(bracket, self.cues, opens=opens) if apart else None

    def _may_tell(self, bracket: Bracket, within: Span) -> bool:
        """Tell whether a bracket can be a direction; a square one must stand apart."""
        if bracket.kind == "round" or bracket.span.start == within.start:
            return True
        return last_printed(self.text, bracket.span.start) in '.?!:;)]”"…\n'

    def _items(self, within: Span, order: int) -> None:
        for item in items(paragraphs(self.text, within, wrapped=self.wrapped)):
            self.found.list_items.append(
                ListItem(
                    span=item.span,
                    text=item.span.cut(self.text),
                    in_segment=order,
                    order=item.order,
                    item_label=item.label,
                )
            )

    def _direction(self, told: Direction, order: int | None, speakers: Sequence[Known]) -> None:
        describes: tuple[str, ...] = ()
        if "gesture" in told.kinds:
            gesture = self._gesture(told, speakers)
            self.found.gestures.append(gesture)
            describes = (gesture.id,)
        elif "closing" in told.kinds:
            self.found.closing = True
            describes = ("event/closing",)
        self.found.stage_directions.append(
            StageDirection(
                span=told.span,
                text=told.span.cut(self.text),
                in_segment=order,
                direction_kind=told.kinds,
                describes=describes,
            )
        )

    def _gesture(self, told: Direction, speakers: Sequence[Known]) -> Gesture:
        actors = self._actors(told, speakers)
        return Gesture(
            id=f"gesture/{told.span.start}-{told.span.end}",
            name=" ".join(told.span.cut(self.text).strip("()[]").split()),
            span=told.span,
            performed_by=tuple(actor.id for actor in actors),
        )

    def _actors(self, told: Direction, speakers: Sequence[Known]) -> Sequence[Known]:
        """Return who acts: whoever is named, else whoever speaks.

        "He" is the speaker only if it can be nobody else: inside his words, and with no "him".
        """
        if not told.actors:
            return speakers
        words = told.actors[0].cut(self.text)
        if self.cues.has("pronouns_he", words):
            alone = not self.cues.search("directions.second", told.span.cut(self.text))
            fits = [known for known in speakers if not self._other_sex(words, known)]
            return fits if alone else ()
        return tuple(known for span in told.actors for known in self.meant(span)) or speakers

    def _other_sex(self, pronoun: str, known: Known) -> bool:
        opposite = "titles_he" if self.cues.has("pronouns_she", pronoun) else "titles_she"
        return any(self.cues.has(opposite, title) for title in known.titles)

    def meant(self, span: Span) -> tuple[Known, ...]:
        """Return the agents whom a span names, entered if they are new."""
        words = " ".join(span.cut(self.text).split())
        name = printed_name(words, span.start, self.cues)
        if name is None or self.cues.has("collectives", words):
            group = self.people.enter_name(role_name(words, self.cues), "role", collective=True)
            return (group,)
        full = self.people.in_full(name)
        known = self.people.resolve(full).known or self.people.enter(full)
        self.people.tie(known, name)
        add(known.printed, words)
        return (known,)

    def _passages(self, statement: Span, order: int, told: Sequence[Direction]) -> None:
        spoken = passages(
            self.text, statement, told, paragraphs(self.text, statement, wrapped=self.wrapped)
        )
        for number, one in enumerate(spoken, start=1):
            self.found.passages.append(self._passage(one, order, number))

    def _passage(self, one: SpokenPassage, order: int, number: int) -> Passage:
        addressed: list[str] = []
        manners: list[str] = []
        for told in one.introduced_by:
            for known in (one for span in told.to for one in self.meant(span)):
                add(addressed, known.id)
                add(known.attestation, "addressed")
            for manner in told.manners:
                add(manners, manner)
        return Passage(
            span=one.span,
            text=one.span.cut(self.text),
            in_segment=order,
            order=number,
            addressed_to=tuple(addressed),
            manner=tuple(manners),
            introduced_by=one.introduced_by[-1].span,
            confidence=_STATED,
        )

    def insertion(self, bracket: Bracket, order: int | None, floor: int) -> None:
        """Read a square bracket as an editor's insertion, with whom or what it identifies."""
        joined = self.text[bracket.span.end : bracket.span.end + 1].isalnum()
        if _NO_INSERTION.match(bracket.inner) and not joined:
            return
        kind = insertion_kind(self.text, bracket, self.cues)
        explains = None
        if self.supplied and kind != "Gap":
            remark = self.cues.has("gloss_words", bracket.inner.strip())
            kind = "Gloss" if remark else "Supplied"
        elif kind == "IdentificationNote":
            explains = self._identify(bracket, order, floor)
        elif kind == "Gloss" and not self.cues.has("gloss_words", bracket.inner.strip()):
            explains = anchor(self.text, bracket, floor, self.cues)
            if explains:
                self._mention(explains, order, ())
        self.found.editorial_insertions.append(
            EditorialInsertion(
                span=bracket.span,
                text=bracket.span.cut(self.text),
                in_segment=order,
                kind=kind,
                explains=explains,
            )
        )

    def _mention(self, span: Span, order: int | None, refers_to: tuple[str, ...]) -> None:
        self.found.mentions.append(
            Mention(
                span=span,
                text=span.cut(self.text),
                in_segment=order,
                refers_to=refers_to,
                confidence=_STATED if refers_to else None,
            )
        )

    def _identify(self, bracket: Bracket, order: int | None, floor: int) -> Span | None:
        """Record what an identification names; return the mention that it explains."""
        found = identifications(bracket.inner, self.cues)
        person = any(one.sort == "person" for one in found)
        where = anchor(self.text, bracket, floor, self.cues, whole=person)
        if where is None:
            return None
        name = printed_name(where.cut(self.text), where.start, self.cues)
        explained = None
        for one in found:
            if one.sort == "post":
                self._holds(name, one.name)
            elif one.sort == "person" and not self._names_place(where):
                explained = self._identify_person(bracket, where, name, one, order)
            else:
                tied = self._identify_place(bracket, where, one, order)
                explained = explained or tied
        return explained

    def _names_place(self, where: Span) -> bool:
        """Tell whether words end in a sort of place, as "the river" does before "[Danube]"."""
        return self.cues.has("place_words", where.cut(self.text).split()[-1])

    def _holds(self, name: PrintedName | None, post: str) -> None:
        known = self.people.resolve(name).known if name and name.named != "role" else None
        if known:
            add(known.posts, post_name(post, self.cues))

    def _identify_person(
        self,
        bracket: Bracket,
        where: Span,
        name: PrintedName | None,
        one: Identification,
        order: int | None,
    ) -> Span:
        subject = self.people.resolve(name).known if name else None
        if subject:
            local = subject.id
        else:
            described = role_name(where.cut(self.text), self.cues)
            local = f"person/{described}"
            self._local(Person(id=local, name=described, named="role"))
        candidate = self._candidate(one.name)
        self._mention(where, order, (local,))
        self._assert(local, candidate, one, bracket.span)
        return where

    def _candidate(self, name: str) -> str:
        printed = printed_name(name, 0, self.cues)
        known = self.people.resolve(printed).known if printed else None
        if known:
            return known.id
        self._local(Person(id=f"person/{name}", name=name, named=how_named(name)))
        return f"person/{name}"

    def _local(self, person: Person) -> None:
        if all(person.id != p.id for p in self.found.persons):
            self.found.persons.append(person)

    def _identify_place(
        self, bracket: Bracket, where: Span, one: Identification, order: int | None
    ) -> Span | None:
        """Tie a place to the word of the phrase that begins like it ("Congolese": "Congo")."""
        word = _alike(where.cut(self.text), one.name)
        if word is None and self._names_place(where):
            word = role_name(where.cut(self.text), self.cues)
        if word is None or word not in where.cut(self.text):
            return None
        at = where.cut(self.text).index(word) + where.start
        span = Span(at, at + len(word))
        local = Place(id=f"place/{word}", name=word, named="role")
        candidate = Place(id=f"place/{one.name}", name=one.name)
        for place in (local, candidate):
            if all(place.id != p.id for p in self.found.places):
                self.found.places.append(place)
        self._mention(span, order, (local.id,))
        self._assert(local.id, candidate.id, one, bracket.span)
        return span

    def _assert(self, local: str, candidate: str, one: Identification, stated_by: Span) -> None:
        if local == candidate:
            return
        self.found.identity_assertions.append(
            IdentityAssertion(
                identifies=local,
                candidate=candidate,
                certainty=one.certainty,
                asserted_by=ANNOTATOR,
                stated_by=stated_by,
                confidence=_CONFIDENCE[one.certainty],
            )
        )

    def _post_in_parentheses(self, bracket: Bracket, floor: int) -> None:
        """Take "X (the Chief of Staff)" as the office of X, if X takes part and holds it now."""
        words = bracket.inner.strip()
        if not is_post(words, self.cues) or _PAST.match(words):
            return
        where = anchor(self.text, bracket, floor, self.cues)
        name = printed_name(where.cut(self.text), where.start, self.cues) if where else None
        if name:
            self._holds(name, words)


def _alike(phrase: str, name: str) -> str | None:
    """Return the word of a phrase that begins most like a word of a name."""
    best, length = None, _AFFIX - 1
    for word in re.findall(r"[^\W\d_]+", phrase):
        for other in re.findall(r"[^\W\d_]+", name):
            shared = _shared(fold(word), fold(other))
            if shared > length and word[:1].isupper():
                best, length = word, shared
    return best


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
