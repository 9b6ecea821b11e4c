"""The people of one record: who is who, whatever the text calls them in each place.

Names are entered from the lists first, then looked up by label, addressee or note: the full name,
its parts in another order, the surname, initials, a role. What fits two people fits none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from memograph.model import Named
from memograph.text.attendance import Attendee
from memograph.text.cues import Cues
from memograph.text.names import PrintedName, fold
from memograph.text.spelling import nearest

_SEXES = ("titles_he", "titles_she")
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

    tokens: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fold the parts of the name, by which it is looked up again and again."""
        self.tokens = tuple(fold(self.name).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who a name means and how sure that is; `rivals` are others that it fits as well."""

    known: Known | None
    confidence: float = 0.0
    rivals: tuple[str, ...] = ()


class People:
    """The agents met so far, in order of appearance."""

    def __init__(self, cues: Cues) -> None:
        """Begin with nobody."""
        self._cues = cues
        self._known: dict[str, Known] = {}
        self._called: dict[str, list[Known]] = {}
        self._parts: dict[str, list[Known]] = {}
        self._places: dict[str, int] = {}

    def __iter__(self) -> Iterator[Known]:
        """Yield the agents in the order in which they were entered."""
        return iter(self._known.values())

    def enter(self, name: PrintedName, *, collective: bool = False) -> Known:
        """Return the agent with this name, entered if it is new."""
        return self.enter_name(name.name, name.named, collective=collective)

    def enter_name(self, name: str, named: Named, *, collective: bool = False) -> Known:
        """Return the agent called `name`, entered if it is new."""
        key = f"{'group' if collective else 'person'}/{fold(name)}"
        if key not in self._known:
            self._enter(
                key,
                Known(
                    id=f"{'group' if collective else 'person'}/{name}",
                    name=name,
                    named=named,
                    collective=collective,
                ),
            )
        return self._known[key]

    def _enter(self, key: str, known: Known) -> None:
        """Index an agent by its whole name, the parts of it, and its initials."""
        self._places[known.id] = len(self._known)
        self._known[key] = known
        self._called.setdefault(fold(known.name), []).append(known)
        if known.named == "role" or known.collective:
            return
        for part in dict.fromkeys((*known.tokens, _initials(known))):
            self._parts.setdefault(part, []).append(known)

    def call(self, known: Known, alias: str, *, named: bool = True) -> None:
        """Let an agent be found by another name, too; a mere mark of theirs is not `named` so."""
        if named:
            add(known.aliases, alias)
        called = self._called.setdefault(fold(alias), [])
        if known not in called:
            called.append(known)

    def _named(self, folded: str) -> list[Known]:
        """Return those whose whole name or other name this is, in the order of their entry."""
        return sorted(self._called.get(folded, ()), key=lambda known: self._places[known.id])

    def _with(self, part: str) -> list[Known]:
        """Return the people a part of whose name, or whose initials, this is."""
        return self._parts.get(part, [])

    def listed(self, person: Attendee) -> Known:
        """Enter a person of a list, with titles, posts and roles; return who it is."""
        found = self.resolve(person.name)
        enough = person.name.named == "surname" or found.confidence >= _ORDER
        exact = found.known is not None and enough
        known = found.known if exact and found.known else self.enter(person.name)
        known.attendee = known.attendee or person
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
                self.call(known, note.inner.strip())
        return known

    @staticmethod
    def _is_alias(words: str, known: Known) -> bool:
        initials = "".join(token[0] for token in known.name.split())
        return words.strip().upper() == initials.upper()

    def resolve(self, name: PrintedName) -> Resolution:
        """Return who a printed name means among those entered."""
        folded = fold(name.name)
        exact = [k for k in self._named(folded) if not self._other_sex(name, k)]
        if exact:
            return Resolution(known=exact[0], confidence=_EXACT)
        if name.named == "role":
            return self._by_role(name)
        tokens = folded.split()
        if not tokens:
            return Resolution(known=None)
        if name.named == "label":
            return Resolution(known=None)
        # Whoever fits has every part, so the rarest part leads to all of them.
        people = min(map(self._with, tokens), key=len)
        same = [k for k in people if len(tokens) > 1 and sorted(k.tokens) == sorted(tokens)]
        if len(same) == 1:
            return Resolution(known=same[0], confidence=_ORDER)
        return self._by_part(name, tokens, people)

    def _by_part(self, name: PrintedName, tokens: list[str], people: list[Known]) -> Resolution:
        """Look up a surname, alone or with initials, or initials alone."""
        if len("".join(tokens)) > 1:
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
        abbreviated = [
            k
            for k in self._with(tokens[-1])
            if _abbreviates(tokens, list(k.tokens)) and not self._other_sex(name, k)
        ]
        return _only(abbreviated, _ORDER)

    def attested(self) -> tuple[Known, ...]:
        """Return the people whom a list or another line of the head names."""
        return tuple(
            known
            for known in self
            if {"listed", "named"} & set(known.attestation)
            and known.named != "role"
            and not known.collective
        )

    def respelt(self, name: PrintedName, among: Sequence[Known]) -> Known | None:
        """Return who is meant by a name that nobody bears, if one of them is all but alike.

        A surname is compared with surnames, a whole name with names of as many parts.
        """
        tokens = fold(name.name).split()
        near: dict[str, Known] = {}
        own = ""
        for known in among if tokens else ():
            parts = known.tokens[-1:] if len(tokens) == 1 else known.tokens
            differ = [(a, b) for a, b in zip(tokens, parts, strict=False) if a != b]
            if len(parts) != len(tokens) or len(differ) != 1 or self._other_sex(name, known):
                continue
            (wanted, other) = differ[0]
            if own in ("", wanted):
                own = wanted
                near.setdefault(other, known)
        found = nearest(own, near)
        return near[found] if found else None

    def _other_sex(self, name: PrintedName, known: Known) -> bool:
        """Tell whether "Mrs." stands in one place where "Mr." stands in the other."""
        own = {kind for t in name.titles for kind in _SEXES if self._cues.has(kind, t)}
        other = {kind for t in known.titles for kind in _SEXES if self._cues.has(kind, t)}
        return bool(own and other) and not own & other

    def _by_role(self, name: PrintedName) -> Resolution:
        """Look up "Chair" or "the Ambassador" among roles and posts."""
        words = [w for w in fold(name.name).split() if not self._cues.has("honorifics", w)]
        wanted = " ".join(words)
        role = self._cues.key(wanted)
        fits = [k for k in self if role and role in k.roles]
        if not fits and wanted:
            fits = [
                k
                for k in self
                if any(wanted in fold(post) for post in k.posts)
                or any(wanted in fold(title) for title in k.titles)
            ]
        return _only(fits, _ROLE)


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
