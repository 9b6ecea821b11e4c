"""The people of one record: who is who, whatever the text calls them in each place.

Names are entered from the lists first, then looked up by label, addressee or note: the full name,
its parts in another order, the surname, initials, a role. What fits two people fits none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from memograph.model import Named, Person
from memograph.problems import Span
from memograph.text.attendance import Attendee
from memograph.text.cues import Cues
from memograph.text.layout import Attending, Reference
from memograph.text.names import PrintedName, fold

_SEXES = ("titles_he", "titles_she")
_FULLNESS = {"label": 0, "role": 1, "surname": 2, "full": 3}
_EXACT, _ORDER, _SURNAME, _ROLE, _INITIALS = 0.95, 0.85, 0.8, 0.75, 0.8


@dataclass(slots=True, kw_only=True)
class Known:
    """One agent while the record is read; `id` is what the Record calls it."""

    id: str
    name: str
    named: Named
    collective: bool = False
    aliases: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    attestation: list[str] = field(default_factory=list)
    attendee: Attendee | None = None
    person: Person | None = None
    span: Span | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return the folded parts of the name."""
        return tuple(fold(self.name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who a name means and how sure that is; `rivals` are others that it fits as well."""

    known: Known | None
    confidence: float = 0.0
    rivals: tuple[str, ...] = ()


class People:
    """The agents met so far, in order of appearance."""

    def __init__(self, cues: Cues, references: Sequence[Reference] = ()) -> None:
        """Begin with nobody; `references` are names that the mark-up ties to persons."""
        self._cues = cues
        self._known: dict[str, Known] = {}
        self._references = sorted(references, key=lambda reference: reference.span)
        self._starts = [reference.span.start for reference in self._references]

    def referred(self, name: PrintedName) -> Person | None:
        """Return the person whom the mark-up says a printed name to mean."""
        at = bisect_left(self._starts, name.span.end) - 1
        if at < 0 or self._references[at].span.end <= name.span.start:
            return None
        return self._references[at].person

    def in_full(self, name: PrintedName) -> PrintedName:
        """Return a name as the mark-up knows it, if that is fuller than what is printed."""
        person = self.referred(name)
        if person is None or _FULLNESS[person.named] <= _FULLNESS[name.named]:
            return name
        return replace(name, name=person.name, named=person.named, capitals=False)

    def tie(self, known: Known, name: PrintedName) -> None:
        """Remember the person whom the mark-up says this agent to be."""
        known.person = known.person or self.referred(name)

    def __iter__(self) -> Iterator[Known]:
        """Yield the agents in the order in which they were entered."""
        return iter(self._known.values())

    def enter(self, name: PrintedName, *, collective: bool = False) -> Known:
        """Return the agent with this name, entered if it is new."""
        person = None if collective else self.referred(name)
        return self._entered(name.name, name.named, person, collective=collective)

    def enter_name(self, name: str, named: Named, *, collective: bool = False) -> Known:
        """Return the agent called `name`, entered if it is new."""
        return self._entered(name, named, None, collective=collective)

    def attends(self, one: Attending) -> Known:
        """Enter somebody of a list of the mark-up; return who it is."""
        person = one.person
        known = self._keyed(person) or self._entered(person.name, person.named, person)
        known.person = known.person or person
        known.span = known.span or one.span
        for printed in one.printed:
            add(known.printed, printed)
        for role in one.roles:
            add(known.roles, role)
        for alias in person.aliases:
            add(known.aliases, alias)
        for attestation in one.attestation:
            add(known.attestation, attestation)
        return known

    def _keyed(self, person: Person | None) -> Known | None:
        """Return the agent whom the mark-up gives the same key."""
        if person is None or person.key is None:
            return None
        return next((k for k in self if k.person and k.person.key == person.key), None)

    def _entered(
        self, name: str, named: Named, person: Person | None, *, collective: bool = False
    ) -> Known:
        """Return the agent called `name`, entered if it is new or has another key."""
        kind = "group" if collective else "person"
        key, whole = f"{kind}/{fold(name)}", name
        if key in self._known and _other_key(self._known[key].person, person):
            whole = f"{name} ({person.key if person else ''})"
            key = f"{key} ({person.key if person else ''})"
        if key not in self._known:
            self._known[key] = Known(
                id=f"{kind}/{whole}",
                name=name,
                named=named,
                collective=collective,
            )
        return self._known[key]

    def listed(self, person: Attendee) -> Known:
        """Enter a person of a list, with titles, posts and roles; return who it is."""
        referred, person = person.name, replace(person, name=self.in_full(person.name))
        found = self.resolve(person.name)
        enough = person.name.named == "surname" or found.confidence >= _ORDER
        exact = found.known is not None and enough
        known = found.known if exact and found.known else self.enter(person.name)
        known.attendee = known.attendee or person
        self.tie(known, referred)
        add(known.printed, person.printed)
        for titles in person.name.titles:
            add(known.titles, titles)
        for role in person.roles:
            add(known.roles, role)
        for post in person.posts:
            add(known.posts, post)
        add(known.attestation, person.attestation)
        for note in person.notes:
            if note.kind == "round" and self._is_alias(note.inner, known):
                add(known.aliases, note.inner.strip())
        return known

    @staticmethod
    def _is_alias(words: str, known: Known) -> bool:
        initials = "".join(token[0] for token in known.name.split())
        return words.strip().upper() == initials.upper()

    def resolve(self, name: PrintedName) -> Resolution:
        """Return who a printed name means among those entered."""
        person = self.referred(name)
        same = self._keyed(person)
        if same is not None:
            return Resolution(known=same, confidence=_EXACT)
        return self._worded(name, [k for k in self if not _other_key(k.person, person)])

    def _worded(self, name: PrintedName, among: list[Known]) -> Resolution:
        """Look a printed name up by its words."""
        folded = fold(name.name)
        named = (k for k in among if fold(k.name) == folded or folded in map(fold, k.aliases))
        exact = [known for known in named if not self._other_sex(name, known)]
        if exact:
            return Resolution(known=exact[0], confidence=_EXACT)
        if name.named == "role":
            return self._by_role(name, among)
        tokens = folded.split()
        people = [k for k in among if k.named != "role" and not k.collective]
        same = [k for k in people if len(tokens) > 1 and sorted(k.tokens) == sorted(tokens)]
        if len(same) == 1:
            return Resolution(known=same[0], confidence=_ORDER)
        return self._by_part(name, tokens, people)

    def _by_part(self, name: PrintedName, tokens: list[str], people: list[Known]) -> Resolution:
        """Look up a surname, alone or with initials, or initials alone."""
        if tokens and len("".join(tokens)) > 1:
            for place in (-1, 0, None):
                fits = [k for k in people if _has(k, tokens, place)]
                fits = [k for k in fits if not self._other_sex(name, k)]
                titled = [k for k in fits if set(map(fold, name.titles)) & set(map(fold, k.titles))]
                fits = titled if len(titled) == 1 else fits
                if fits:
                    return _only(fits, _SURNAME)
        if len(tokens) == 1:
            initials = [k for k in people if len(k.tokens) > 1 and _initials(k) == tokens[0]]
            return _only(initials, _INITIALS) if len(tokens[0]) > 1 else Resolution(known=None)
        abbreviated = [k for k in people if _abbreviates(tokens, list(k.tokens))]
        return _only(abbreviated, _ORDER)

    def _other_sex(self, name: PrintedName, known: Known) -> bool:
        """Tell whether "Mrs." stands in one place where "Mr." stands in the other."""
        own = {kind for t in name.titles for kind in _SEXES if self._cues.has(kind, t)}
        other = {kind for t in known.titles for kind in _SEXES if self._cues.has(kind, t)}
        return bool(own and other) and not own & other

    def _by_role(self, name: PrintedName, among: list[Known]) -> Resolution:
        """Look up "Chair" or "the Ambassador" among roles and posts."""
        words = [w for w in fold(name.name).split() if not self._cues.has("honorifics", w)]
        wanted = " ".join(words)
        role = self._cues.key(wanted)
        fits = [k for k in among if role and role in k.roles]
        if not fits and wanted:
            fits = [
                k
                for k in among
                if any(wanted in fold(post) for post in k.posts)
                or any(wanted in fold(title) for title in k.titles)
            ]
        return _only(fits, _ROLE)


def _other_key(one: Person | None, other: Person | None) -> bool:
    """Tell whether the mark-up gives both a key, and not the same."""
    return bool(one and other and one.key and other.key and one.key != other.key)


def add(items: list[str], item: str) -> None:
    """Append `item` unless it is empty or there."""
    if item and item not in items:
        items.append(item)


def _only(fits: list[Known], confidence: float) -> Resolution:
    if len(fits) == 1:
        return Resolution(known=fits[0], confidence=confidence)
    return Resolution(known=None, rivals=tuple(k.name for k in fits))


def _has(known: Known, tokens: list[str], place: int | None) -> bool:
    """Tell whether a name ends (-1), begins (0) or anywhere has these parts and another."""
    own = list(known.tokens)
    count = len(tokens)
    if count > 1 and count >= len(own):
        return False
    if place == -1:
        return own[-count:] == tokens
    if place == 0:
        return own[:count] == tokens
    return any(own[at : at + count] == tokens for at in range(len(own) - count + 1))


def _initials(known: Known) -> str:
    return "".join(token[0] for token in known.tokens)


def _abbreviates(short: list[str], full: list[str]) -> bool:
    """Tell whether "j smith" shortens "john smith": each part or its first letter, in order."""
    if len(short) < 2 or len(short) > len(full):  # noqa: PLR2004 - one part is a surname
        return False
    if short[-1] != full[-1]:
        return False
    given = full[: len(short) - 1]
    return all(g.startswith(s) for s, g in zip(short[:-1], given, strict=True))
