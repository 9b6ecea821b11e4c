"""The people of one record: who is who, whatever the text calls them in each place.

Names are entered from the lists first, then looked up by label, addressee or note: the full name,
its parts in another order, the surname, initials, a role. What fits two people fits none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from memograph.model import Named
from memograph.text.attendance import Attendee
from memograph.text.cues import Cues
from memograph.text.names import PrintedName, fold

_SEXES = ("titles_he", "titles_she")
_EXACT, _ORDER, _SURNAME, _ROLE, _INITIALS = 0.95, 0.85, 0.8, 0.75, 0.8
_INFLECTED, _STEM = 0.7, 3


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

    def __init__(self, cues: Cues) -> None:
        """Begin with nobody."""
        self._cues = cues
        self._known: dict[str, Known] = {}

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
            self._known[key] = Known(
                id=f"{'group' if collective else 'person'}/{name}",
                name=name,
                named=named,
                collective=collective,
            )
        return self._known[key]

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
                add(known.aliases, note.inner.strip())
        return known

    @staticmethod
    def _is_alias(words: str, known: Known) -> bool:
        initials = "".join(token[0] for token in known.name.split())
        return words.strip().upper() == initials.upper()

    def resolve(self, name: PrintedName) -> Resolution:
        """Return who a printed name means among those entered."""
        folded = fold(name.name)
        named = (k for k in self if fold(k.name) == folded or folded in map(fold, k.aliases))
        exact = [known for known in named if not self._other_sex(name, known)]
        if exact:
            return Resolution(known=exact[0], confidence=_EXACT)
        if name.named == "role":
            return self._by_role(name)
        tokens = folded.split()
        people = [k for k in self if k.named != "role" and not k.collective]
        same = [k for k in people if len(tokens) > 1 and sorted(k.tokens) == sorted(tokens)]
        if len(same) == 1:
            return Resolution(known=same[0], confidence=_ORDER)
        found = self._by_part(name, tokens, people)
        endings = self._cues.words.get("case_endings", frozenset())
        if found.known or found.rivals or not tokens or not endings:
            return found
        inflected = [k for k in people if is_inflected(tokens[-1], k.tokens, endings)]
        return _only(inflected, _INFLECTED)

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

    def _by_role(self, name: PrintedName) -> Resolution:
        """Look up "Chair" or "the Ambassador" among roles and posts."""
        words = [w for w in fold(name.name).split() if not self._cues.has("honorifics", w)]
        wanted = " ".join(words)
        role = self._cues.key(wanted) or self._cues.key(name.name)
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


def is_inflected(word: str, name: Collection[str], endings: Collection[str]) -> bool:
    """Tell whether a folded word is a part of a name in another case than that it is known in.

    >>> is_inflected("шубину", ("яков", "шубин"), {"у", "ой"})
    True
    """
    stems = {word.removesuffix(ending) for ending in endings if word.endswith(ending)}
    stems = {stem for stem in stems if len(stem) >= _STEM}
    return any(stem in (part, part[:-1], part[:-2]) for part in name for stem in stems)


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
