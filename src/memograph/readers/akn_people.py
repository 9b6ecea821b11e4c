"""Who speaks in an Akoma Ntoso debate: references (`by`, `as`, `to`) resolved to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memograph.model import Organization, Person
from memograph.problems import Problem, Where, problem
from memograph.readers.marked_facts import Met, unexplained
from memograph.readers.tei.persons import reference, role_of
from memograph.readers.xml import attribute, line_of, words
from memograph.text.cues import cues
from memograph.text.listed_names import given_first
from memograph.text.marked import Participant
from memograph.text.marked_names import (
    SpeakerName,
    bare_label,
    is_indefinite,
    is_unknown,
    speaker_name,
)
from memograph.text.names import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

TURNS: Final = ("speech", "question", "answer")
_PRESIDENTS: Final = frozenset({"president", "presidente"})
_SITTINGS: Final = frozenset({"sesión", "sitting", "session", "séance", "seduta", "sessão"})
_WEB: Final = ("http://", "https://")
_SHORT: Final = 2


class Speakers:
    """Resolves who speaks and who is spoken to; `people` gives all when the text is read."""

    def __init__(self, debate: _Element, *, work: str, language: str, source: str) -> None:
        """Read the references of a debate; `work` names it, for ids that hold in it alone."""
        self._work = work.replace("/", "-")
        self._language = language
        self._source = source
        self._known = _references(debate)
        self._shared = dict(_shared(self._known))
        self._acting = _acting(debate, self._known)
        self._met: dict[str, Met] = {}
        self._misread: dict[str, _Element] = {}
        self._indefinite: dict[str, int] = {}
        self._generic = frozenset(_generic(debate, self._known))
        self.nameless = 0

    def speakers(
        self, element: _Element, label: str | None, named: str | None = None
    ) -> tuple[str, ...]:
        """Return the ids of those who speak a turn, with what it tells of them noted.

        `named` is to whom the printed label refers.
        """
        by = self._by(element, label, named)
        idents = [reference(each) for each in (by or "").split() if reference(each)]
        found = [self._speaking(ident, label) for ident in idents] or [self._unmarked(label)]
        for one in found:
            met = self._met[one]
            if label:
                met.labels[" ".join(label.split())] = None
            for name in ("as", "refersTo"):
                for each in (element.get(name) or "").split():
                    self._acts(met, reference(each), element, strictly=name == "as")
        return tuple(found)

    def acting(self, found: Iterable[str], roles: Iterable[str], element: _Element) -> None:
        """Note in which roles the printed label of a turn says that its speakers speak."""
        for one in found:
            for role in roles:
                self._acts(self._met[one], reference(role), element, strictly=False)

    def _by(self, element: _Element, label: str | None, named: str | None) -> str | None:
        """Return to whom a turn refers as its speaker: itself, its group, its label, its role.

        A printed label says more than the role in which somebody unnamed speaks.
        """
        group = element.getparent()
        by = attribute(element, "by")
        if not reference(by or "") and group is not None and group.tag == "speechGroup":
            by = attribute(group, "by")
        by = by if reference(by or "") else None
        if by is None and named and reference(named) in self._known:
            by = named
        if by is None and not (label and any(map(str.isalpha, label))):
            acting = [reference(each) for each in (element.get("as") or "").split()]
            by = next((one for one in acting if one in self._known), None)
        return by

    def _speaking(self, ident: str, label: str | None) -> str:
        """Return the id of whom a reference leads to, or names in a label that says more.

        What stands for anybody leads to nobody; what stands for one of many, to another each time.
        """
        if ident in self._generic and label:
            return self._unmarked(label)
        known = self._known.get(ident)
        shown = _shown(known) if known is not None else label or ""
        key = self.one(ident)
        if is_indefinite(label or shown, self._language):
            return self._another(key, ident)
        return key

    def _another(self, key: str, ident: str) -> str:
        """Return the id of one more of those who are named in the same indefinite words."""
        self._indefinite[key] = again = self._indefinite.get(key, 0) + 1
        if again > 1:
            first, key = key, f"{key}/{again}"
            self._met[key] = Met(ident=ident, again=again, labels=dict(self._met[first].labels))
        return key

    def meant(self, value: str | None) -> tuple[str, ...]:
        """Return the ids of those to whom references lead: for a role, who alone acts in it."""
        idents = (reference(each) for each in (value or "").split())
        return tuple(
            self.one(self._acting.get(ident, ident)) for ident in idents if ident in self._known
        )

    def listed(self, value: str | None, printed: str, *, absent: bool) -> None:
        """Note that a list of those present, or absent, names somebody in these words."""
        found = () if reference(value or "") in self._generic else self.meant(value)
        if not found and reference(value or "") and any(map(str.isalpha, printed)):
            printed = " ".join(printed.split())
            found = (self._unmarked(given_first(printed)),)  # only the printed name tells who
            self._met[found[0]].name = given_first(printed)
        for one in found:
            self._met[one].labels[printed] = None
            self._met[one].attestation["absent" if absent else "listed"] = None

    def one(self, ident: str) -> str:
        """Return the id of the agent whom a reference leads to."""
        key = f"person/{ident}" if self._is(ident, "TLCPerson") else f"speaker/{ident}"
        self._met.setdefault(key, Met(ident=ident))
        return key

    def _is(self, ident: str, tag: str) -> bool:
        known = self._known.get(ident)
        return known is not None and known.tag == tag

    def _unmarked(self, label: str | None) -> str:
        printed = bare_label(label) if label else ""
        if any(char.isalpha() for char in printed):
            key = f"label/{fold(printed)}"
            self._met.setdefault(key, Met(ident=""))
            if is_indefinite(printed, self._language):
                return self._another(key, "")
            return key
        self.nameless += 1
        key = f"unknown/{self.nameless}"
        self._met[key] = Met(ident=f"Unknown speaker {self.nameless}")
        return key

    def _acts(self, met: Met, ident: str, element: _Element, *, strictly: bool) -> None:
        """Note in which role somebody speaks: in the chair, or as the holder of an office."""
        known = self._known.get(ident)
        if known is not None and known.tag == "TLCOrganization" and strictly and ident != met.ident:
            met.body = met.body or _shown(known)
        if known is not None and known.tag == "TLCPerson" and strictly and ident != met.ident:
            self._misread.setdefault(ident, element)
        if known is None or known.tag != "TLCRole":
            if strictly and known is None and role_of(ident):
                met.roles[role_of(ident) or ""] = None
            return
        role = self._role(known)
        if role:
            met.roles[role] = None
        elif ident != met.ident:
            met.posts[_shown(known)] = None

    @property
    def people(self) -> dict[str, Participant]:
        """Return all who were met, by id."""
        return {key: self._participant(key, met) for key, met in self._met.items()}

    def _participant(self, key: str, met: Met) -> Participant:
        part = self._called(key, met)
        return replace(
            part,
            roles=tuple(dict.fromkeys((*part.roles, *met.roles))),
            posts=tuple(met.posts),
            attestation=tuple(met.attestation),
            printed=tuple(met.labels),
            on_behalf_of=(
                Organization(id=f"organization/{met.body}", name=met.body) if met.body else None
            ),
        )

    def _role(self, element: _Element) -> str | None:
        """Return the role of the scheme that a reference to a role is, if it is one.

        A president is in the chair of a debate in which nobody else is.
        """
        found = _role(element)
        if found or _tail(element) not in _PRESIDENTS:
            return found
        others = (one for one in self._known.values() if one.tag == "TLCRole")
        return None if any(_role(one) for one in others) else "chair"

    def _called(self, key: str, met: Met) -> Participant:
        """Return somebody as the reference shows them, else by label or id."""
        known = self._known.get(met.ident)
        if key.startswith("unknown/"):
            return Participant(agent=Person(id=key, name=met.ident, named="label"))
        if met.again > 1:
            name = self._called(key.rpartition("/")[0], replace(met, again=1)).agent.name
            return Participant(agent=Person(id=key, name=f"{name} {met.again}", named="label"))
        if known is None:
            labels = [met.name] if met.name else met.labels
            found = speaker_name(met.ident, labels, self._language)
            lasting = key.startswith("speaker/") and not is_unknown(met.ident)
            ident = f"{self._work}-{met.ident}" if lasting else None
            agent = Person(id=key, name=found.name, named=found.named, key=ident)
            return Participant(agent=agent, honorifics=found.titles, roles=_presiding(found))
        shown = _shown(known)
        if known.tag == "TLCOrganization":
            return Participant(agent=Organization(id=key, name=shown))
        if known.tag == "TLCPerson":
            shown = given_first(shown)
        tried = [speaker_name("", [one], self._language) for one in (shown, *met.labels)]
        if known.tag != "TLCPerson":
            called = [one.name for one in tried if one.named == "role"]
            name = min(called, key=lambda one: (len(one), one), default=shown)
            role = self._role(known)
            agent = Person(id=key, name=name, named="role")
            return Participant(agent=agent, roles=(role,) if role else ())
        fitting = [one for one in tried if one.named in ("full", "surname")]
        found = next(iter(fitting), tried[0])
        titles = (title for one in fitting if one.name == found.name for title in one.titles)
        href = (known.get("href") or "").strip()
        own = bool(href) and met.ident not in self._shared
        own = own and not is_indefinite(shown, self._language)
        agent = Person(
            id=key,
            name=found.name,
            named=found.named,
            key=href.strip("/").replace("/", "-") if own else f"{self._work}-{met.ident}",
            identifiers=(href,) if own and href.startswith(_WEB) else (),
        )
        return Participant(
            agent=agent, honorifics=tuple(dict.fromkeys(titles)), roles=_presiding(found)
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what is odd about references that were used, and about addresses."""
        unknown = [
            met.ident
            for key, met in self._met.items()
            if key.startswith("speaker/")
            and met.ident not in self._known
            and not is_unknown(met.ident)
        ]
        yield from unexplained(unknown, self._source)
        for ident, element in self._misread.items():
            at = Where(source=self._source, line=line_of(element))
            yield problem("MG150", at, reference=ident)
        told: set[str] = set()
        for ident, other in self._shared.items():
            address = self._known[ident].get("href") or ""
            if address not in told:
                told.add(address)
                at = Where(source=self._source, line=line_of(self._known[ident]))
                yield problem("MG149", at, first=ident, second=other, address=address)


def _references(debate: _Element) -> dict[str, _Element]:
    """Return the elements of the metadata that say who or what an id is."""
    found: dict[str, _Element] = {}
    for one in debate.iterfind("meta//references/*"):
        ident = one.get("eId") or one.get("id") or ""
        if ident and isinstance(one.tag, str):
            found.setdefault(ident, one)
    return found


def _generic(debate: _Element, known: dict[str, _Element]) -> Iterator[str]:
    """Yield the ids that stand for anybody: people of different names are marked with them.

    No such name shares a word with what the reference shows, nor with another of them.
    """
    printed: dict[str, list[frozenset[str]]] = {}
    for one in debate.iter("person"):
        ident = reference(attribute(one, "refersTo") or "")
        if ident in known and known[ident].tag == "TLCPerson":
            printed.setdefault(ident, []).append(_long_words(words(one)))
    for ident, names in printed.items():
        shown = _long_words(_shown(known[ident]))
        named = [name for name in names if name]
        apart = any(not one & named[0] for one in named[1:])
        if apart and not any(name & shown for name in named):
            yield ident


def _long_words(name: str) -> frozenset[str]:
    return frozenset(word for word in fold(name).split() if len(word.strip(".,:;-")) > _SHORT)


def _presiding(found: SpeakerName) -> tuple[str, ...]:
    """Return the role of somebody who is called by nothing but the word for it: "The Speaker"."""
    *titles, last = found.name.split() or [""]
    bare = found.named == "role" and all(cues("en").has("courtesies", one) for one in titles)
    return ("chair",) if bare and role_of(last) == "chair" else ()


def _shared(known: dict[str, _Element]) -> Iterator[tuple[str, str]]:
    """Yield each person whose address another one has, with the other."""
    by_address: dict[str, list[str]] = {}
    for ident, one in known.items():
        if one.tag == "TLCPerson" and one.get("href"):
            by_address.setdefault(one.get("href") or "", []).append(ident)
    for idents in by_address.values():
        if len(idents) > 1:
            for ident in idents:
                yield ident, next(other for other in idents if other != ident)


def _acting(debate: _Element, known: dict[str, _Element]) -> dict[str, str]:
    """Return for each role in which one person alone speaks the id of that person."""
    found: dict[str, set[str]] = {}
    for turn in debate.iter(*TURNS):
        by = reference(turn.get("by") or "")
        for name in _references_of(turn):
            if by and name in known and known[name].tag == "TLCRole" and name != by:
                found.setdefault(name, set()).add(by)
    return {role: one for role, who in found.items() if len(who) == 1 for one in who}


def _references_of(turn: _Element) -> Iterable[str]:
    return (reference(each) for each in (turn.get("as") or "").split())


def _shown(element: _Element) -> str:
    return (
        attribute(element, "showAs", "shortForm") or element.get("eId") or element.get("id") or ""
    )


def _tail(element: _Element) -> str:
    return (element.get("href") or "").rpartition("/")[2].rpartition(".")[2].lower()


def _role(element: _Element) -> str | None:
    """Return the role of the scheme that a reference to a role is, if it is one."""
    shown = _shown(element).split()
    if shown and shown[0].lower() in _PRESIDENTS and shown[-1].lower() in _SITTINGS:
        return "chair"
    candidates = (element.get("eId") or "", _tail(element), *shown[-1:])
    return next((role for one in candidates if (role := role_of(one))), None)
