"""The people of one record: who is who, whatever the text calls them in each place.

Names are entered from the lists first, then looked up by label, addressee or note: the full name,
its parts in another order, the surname, initials, a role. What fits two people fits none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from memograph.model import Named, Person
from memograph.problems import Span
from memograph.text.attendance import Attendee
from memograph.text.cues import Cues
from memograph.text.known import Known, Resolution, add
from memograph.text.layout import Attending, Reference
from memograph.text.matching import (
    abbreviates,
    has_parts,
    holds,
    initials,
    is_inflected,
    is_initials_of,
    is_of,
    is_turned,
)
from memograph.text.names import AUTHOR, PrintedName, courtesies, fold, is_crowned
from memograph.text.spelling import nearest

_FULLNESS = {"label": 0, "role": 1, "surname": 2, "full": 3}
_SEXES = ("titles_he", "titles_she")
_EXACT, _ORDER, _SURNAME, _ROLE, _INITIALS = 0.95, 0.85, 0.8, 0.75, 0.8
_INFLECTED = 0.7
_LETTERS = range(2, 5)


class People:
    """The agents met so far, in order of appearance."""

    def __init__(
        self,
        cues: Cues,
        references: Sequence[Reference] = (),
        held: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with nobody; `references` are names that the mark-up ties to persons.

        `held` are the offices of these by key; `author` is who "I" is, if the record says.
        """
        self._held = held or {}
        self.cues = cues
        self.author: Known | None = None
        self._known: dict[str, Known] = {}
        self._called: dict[str, list[Known]] = {}
        self._parts: dict[str, list[Known]] = {}
        self._places: dict[str, int] = {}
        self._keys: dict[str, Known] = {}
        self._references = sorted(references, key=lambda reference: reference.span)
        self._starts = [reference.span.start for reference in self._references]

    def referred(self, name: PrintedName) -> Person | None:
        """Return the person whom the mark-up says a printed name to mean."""
        at = bisect_left(self._starts, name.span.end) - 1
        if at < 0 or self._references[at].span.end <= name.span.start:
            return None
        return self._references[at].person

    def in_full(self, name: PrintedName) -> PrintedName:
        """Return a name as the mark-up knows it, if it knows it in full or better than the print.

        So that somebody bears one name, whatever is printed in each place.
        """
        person = self.referred(name)
        if person is None:
            return name
        if person.named != "full" and _FULLNESS[person.named] <= _FULLNESS[name.named]:
            return name
        return replace(name, name=person.name, named=person.named, capitals=False)

    def tie(self, known: Known, name: PrintedName) -> None:
        """Remember the person whom the mark-up says this agent to be."""
        self._know(known, self.referred(name))

    def _know(self, known: Known, person: Person | None) -> None:
        known.person = known.person or person
        if known.person and known.person.key:
            self._keys.setdefault(known.person.key, known)

    def _keyed(self, person: Person | None) -> Known | None:
        """Return the agent whom the mark-up gives the same key."""
        return self._keys.get(person.key) if person and person.key else None

    def marked(self, person: Person) -> Known:
        """Return the agent that the mark-up calls this person, entered if it is new."""
        known = self._keyed(person)
        if known is None:
            name = PrintedName(titles=(), name=person.name, span=Span(0, 0), named=person.named)
            known = self.resolve(name).known or self.enter(name)
            self._know(known, person)
        return known

    def attends(self, one: Attending) -> Known:
        """Enter somebody of a list of the mark-up; return who it is."""
        person = one.person
        known = self._keyed(person) or self._entered(person.name, person.named, person)
        self._know(known, person)
        known.span = known.span or one.span
        for alias in person.aliases:
            self.call(known, alias)
        for items, new in (
            (known.printed, one.printed),
            (known.roles, one.roles),
            (known.attestation, one.attestation),
        ):
            for item in new:
                add(items, item)
        return known

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

    def _entered(
        self, name: str, named: Named, person: Person | None, *, collective: bool = False
    ) -> Known:
        """Return the agent called `name`, entered if it is new or has another key."""
        kind = "group" if collective else "person"
        key, own = f"{kind}/{fold(name)}", f"{kind}/{name}"
        if person and key in self._known and _other_key(self._known[key].person, person):
            key, own = f"{key} ({person.key})", f"{own} ({person.key})"
        if key not in self._known:
            self._enter(key, Known(id=own, name=name, named=named, collective=collective))
        return self._known[key]

    def _enter(self, key: str, known: Known) -> None:
        """Index an agent by its whole name, the parts of it, and its initials."""
        self._places[known.id] = len(self._known)
        self._known[key] = known
        self._called.setdefault(fold(known.name), []).append(known)
        if known.named == "role" or known.collective:
            return
        for part in dict.fromkeys((*known.tokens, initials(known.tokens))):
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
                self.call(known, note.inner.strip())
        return known

    @staticmethod
    def _is_alias(words: str, known: Known) -> bool:
        initials = "".join(token[0] for token in known.name.split())
        return words.strip().upper() == initials.upper()

    def resolve(self, name: PrintedName) -> Resolution:
        """Return who a printed name means among those entered."""
        if self.author and (name.name, name.named) == (AUTHOR, "role"):
            return Resolution(known=self.author, confidence=_ROLE)
        keyed = self._keyed(self.referred(name))
        if keyed is not None:
            return Resolution(known=keyed, confidence=_EXACT)
        return self._worded(name)

    def _worded(self, name: PrintedName) -> Resolution:
        """Look a printed name up by its words."""
        folded = fold(name.name)
        exact = [k for k in self._named(folded) if not self._differs(name, k)]
        if exact:
            return Resolution(known=exact[0], confidence=_EXACT)
        if name.named == "role":
            return self._by_role(name)
        tokens = folded.split()
        if len(folded) == 1 and not (self.cues.has("questions", folded) or name.titles):
            return self._by_letter(folded)
        if not tokens or name.named == "label":
            return Resolution(known=None)
        # Whoever fits has every part, so the rarest part leads to all of them.
        people = min(map(self._with, tokens), key=len)
        same = [k for k in people if len(tokens) > 1 and sorted(k.tokens) == sorted(tokens)]
        same = [k for k in same if not self._differs(name, k)]
        if len(same) == 1:
            return Resolution(known=same[0], confidence=_ORDER)
        found = self._by_part(name, tokens, people)
        return found if found.known or found.rivals else self._inflected(tokens[-1])

    def _by_letter(self, letter: str) -> Resolution:
        """Return the only one who is listed whose surname or office begins with a letter."""
        listed = [k for k in self if {"listed", "named"} & set(k.attestation) and not k.collective]
        return _only([k for k in listed if k.tokens[-1:] and k.tokens[-1][0] == letter], _INITIALS)

    def _inflected(self, surname: str) -> Resolution:
        """Return whose surname stands in another case, in a language whose names have cases."""
        endings = self.cues.words.get("name_endings", frozenset())
        if not endings:
            return Resolution(known=None)
        people = (k for k in self if k.named != "role" and not k.collective)
        return _only([k for k in people if is_inflected(surname, k.tokens, endings)], _INFLECTED)

    def by_title(self, name: PrintedName) -> Resolution:
        """Return who is listed by office alone, if the title of a name is that office."""
        offices = {fold(title) for title in name.titles if not self.cues.has("honorifics", title)}
        listed = [k for k in self if k.named == "role" and "listed" in k.attestation]
        fits = [k for k in listed if fold(k.name) in offices]
        return _only(fits or self._holding(self.referred(name), listed), _ROLE)

    def borne(self, printed: PrintedName, name: PrintedName) -> Known | None:
        """Return who is listed by office alone and bears this full name, now found by it, too."""
        known = self.by_title(printed).known
        if known is None or known.bearer not in ("", name.name):
            return None
        known.bearer = name.name
        self.call(known, name.name)
        add(known.posts, known.name)
        return known

    def _holding(self, person: Person | None, listed: Sequence[Known]) -> list[Known]:
        """Return who is listed by just the office that the source says somebody to have held."""
        held = fold(self._held.get(person.key or "", "") if person else "")
        free = (k for k in listed if not _other_key(k.person, person))
        return [k for k in free if held and is_of(fold(k.name), held)]

    def _by_part(self, name: PrintedName, tokens: list[str], people: list[Known]) -> Resolution:
        """Look up a surname, alone or with initials, or initials alone."""
        if len("".join(tokens)) > 1:
            for place in (-1, 0, None):
                fits = [k for k in people if has_parts(k.tokens, tokens, place)]
                fits = [k for k in fits if not self._differs(name, k)]
                titled = [k for k in fits if set(map(fold, name.titles)) & set(map(fold, k.titles))]
                fits = titled if len(titled) == 1 else fits
                if fits:
                    return _only(fits, _SURNAME)
        if len(tokens) == 1:
            short = [k for k in people if len(k.tokens) > 1 and initials(k.tokens) == tokens[0]]
            return _only(short, _INITIALS) if len(tokens[0]) > 1 else Resolution(known=None)
        abbreviated = [
            k
            for k in self._with(tokens[-1])
            if abbreviates(tokens, list(k.tokens)) and not self._differs(name, k)
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
            if len(parts) != len(tokens) or len(differ) != 1 or self._differs(name, known):
                continue
            (wanted, other) = differ[0]
            if own in ("", wanted):
                own = wanted
                near.setdefault(other, known)
        found = nearest(own, near)
        return near[found] if found else None

    def _differs(self, name: PrintedName, known: Known) -> bool:
        """Tell whether a name cannot mean somebody: by another title, or another key."""
        return _other_key(known.person, self.referred(name)) or self._other_sex(name, known)

    def _other_sex(self, name: PrintedName, known: Known) -> bool:
        """Tell whether "Mrs." stands in one place where "Mr." stands in the other."""
        own = {kind for t in name.titles for kind in _SEXES if self.cues.has(kind, t)}
        other = {kind for t in known.titles for kind in _SEXES if self.cues.has(kind, t)}
        return bool(own and other) and not own & other

    def _by_role(self, name: PrintedName) -> Resolution:
        """Look up "Chair" or "the Ambassador" among roles and posts."""
        words = [w for w in fold(name.name).split() if not self.cues.has("honorifics", w)]
        wanted = " ".join(words)
        role = self.cues.key(wanted) or self.cues.key(name.name) or self._presides(name)
        role = role or ("chair" if self.cues.has("chairs", wanted) else None)
        fits = [k for k in self if role and role in k.roles]
        if not fits and wanted:
            fits = self._listed_so(wanted)
        if not fits and wanted:
            fits = [k for k in self if any(holds(wanted, held) for held in (*k.posts, *k.titles))]
            bare = [k for k in fits if any(is_of(wanted, held) for held in (*k.posts, *k.titles))]
            fits = bare if len(bare) == 1 else fits
        if not fits and wanted:
            fits = [k for k in self if k.named == "role" and is_of(wanted, k.name)]
        if not fits and wanted:
            fits = [k for k in self if any(is_turned(wanted, held) for held in k.posts)]
        if not fits and len(wanted) in _LETTERS:
            fits = [k for k in self if any(is_initials_of(wanted, held) for held in k.posts)]
        if not fits and wanted:
            fits = [k for k in self if k.named == "role" and self._is_foreign(wanted, k.name)]
        if not fits and is_crowned([wanted.capitalize()], self.cues):
            fits = [k for k in self._with(wanted) if k.tokens[-1] == wanted]
        return _only([k for k in fits if not self._differs(name, k)], _ROLE)

    def _presides(self, name: PrintedName) -> str | None:
        """Return the role of the chair for "M. le président" and "Mr. Speaker"."""
        words = name.name.split()
        bare = " ".join(words[courtesies(words, self.cues) :])
        return "chair" if bare != name.name and self.cues.has("presiding", bare) else None

    def _is_foreign(self, office: str, held: str) -> bool:
        """Tell whether an office is the other but for its country: "the Polish Ambassador"."""
        before, _, last = held.rpartition(" ")
        return (
            fold(last) == office
            and before[:1].isupper()
            and not any(self.cues.has("office_modifiers", word) for word in before.split())
        )

    def _listed_so(self, office: str) -> list[Known]:
        """Return who is listed by an office alone that begins so, unless others bear just this one.

        "The Secretary" is who is listed as "The Secretary of State", not a Secretary for Trade.
        """
        listed = [k for k in self if k.named == "role" and "listed" in k.attestation]
        fits = [k for k in listed if is_of(office, k.name)]
        borne = any(fold(held) == office for k in self for held in (*k.posts, *k.titles))
        return [] if borne or len(fits) > 1 else fits


def _only(fits: list[Known], confidence: float) -> Resolution:
    if len(fits) == 1:
        return Resolution(known=fits[0], confidence=confidence)
    return Resolution(known=None, rivals=tuple(k.name for k in fits))


def _other_key(one: Person | None, other: Person | None) -> bool:
    """Tell whether the mark-up gives both a key, and not the same."""
    return bool(one and other and one.key and other.key and one.key != other.key)
