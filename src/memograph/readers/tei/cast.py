"""Who speaks in a TEI text: references and labels resolved to people, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from memograph.model import Agent, Organization, Person
from memograph.readers.marked_facts import Met
from memograph.readers.tei.persons import Registry, person_of, reference, role_of
from memograph.readers.xml import attribute, first_letter, words
from memograph.text.marked import Participant
from memograph.text.marked_names import (
    bare_label,
    is_indefinite,
    is_unknown,
    speaker_name,
)
from memograph.text.names import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTHING: Final = frozenset({"", "na", "n/a", "none", "null", "-"})
_GROUPS: Final = ("parliamentary_group", "parliamentarygroup", "group", "faction", "fraction")
_PARTIES: Final = ("party",)
_COMMENTS: Final = frozenset({"comment", "comments", "commentary", "komentarz", "kommentar"})
_OPENING: Final = ("(", "[")
_CLOSING: Final = (")", "]")
_POSTS: Final = ("position", "office", "function")
_TELLING: Final = frozenset((*_POSTS, *_GROUPS, *_PARTIES))


class Cast:
    """Resolves who speaks; `people` gives all of them when the text is read."""

    def __init__(
        self,
        registry: Registry,
        *,
        corpus: str | None,
        day: str | None,
        language: str,
        acting: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with nobody met; `acting` leads from roles to the one who acts in them."""
        self._acting = acting or {}
        self._registry = registry
        self._corpus = corpus
        self._day = day
        self._language = language
        self._met: dict[str, Met] = {}
        self._known: dict[str, Participant | None] = {}
        self._again: dict[str, int] = {}
        self._read: dict[str, tuple[str, ...]] = {}
        self._before: list[str] = []
        self.nameless = 0

    def speakers(self, element: _Element, label: str | None) -> tuple[str, ...]:
        """Return the ids of those who speak an utterance, with what it tells of them noted."""
        who = attribute(element, "who") or _annotated(element)
        found = [self._speaking(ident, label) for ident in self._idents(who)]
        if not found:
            found = [self._unmarked(element, label)]
        self._before = found
        for one in found:
            met = self._met[one]
            if label:
                met.labels[" ".join(label.split())] = None
            self._told(met, element)
        return tuple(found)

    def _speaking(self, ident: str, label: str | None) -> str:
        """Return the id of whom a reference leads to; one that is unknown may be another each time.

        Unlabelled utterances of one unknown that follow each other are taken for one person's.
        """
        key = self._one(ident, label)
        if ident in self._registry.persons or not is_unknown(ident):
            return key
        known = self._again.get(key, 0)
        if not label and known and f"{key}/{known}".removesuffix("/1") in self._before:
            return f"{key}/{known}".removesuffix("/1")
        if not label or is_indefinite(label, self._language):
            return self._another(key, ident)
        return key

    def _another(self, key: str, ident: str) -> str:
        """Return the id of one more of those who are named in the same words."""
        self._again[key] = again = self._again.get(key, 0) + 1
        if again > 1:
            key = f"{key}/{again}"
            self._met[key] = Met(ident=ident, again=again)
        return key

    def comments(self, element: _Element) -> bool:
        """Tell whether an utterance is the recorder's: one of those given to "comment"."""
        return (
            element.tag == "u"
            and self._comment(element.get("who"))
            and first_letter(element) in _OPENING
            and words(element)[-1:] in _CLOSING
        )

    def _comment(self, who: str | None) -> bool:
        """Tell whether references lead to nothing but "comment"."""
        idents = self._idents(who)
        people = [self._registry.persons.get(one) for one in idents]
        return bool(idents) and all(
            _is_comment(ident) or (one is not None and _is_comment(one.get("role") or ""))
            for ident, one in zip(idents, people, strict=True)
        )

    def meant(self, value: str | None) -> tuple[str, ...]:
        """Return the ids of those whom references lead to, as `@toWhom` and `@who` of acts do."""
        found: list[str] = []
        for named in self._idents(value) if value else ():
            ident = self._acting.get(named, named)
            if ident in self._registry.persons or ident in self._registry.roles:
                found.append(self._one(ident, None))
            elif f"speaker/{ident}" in self._met:
                found.append(f"speaker/{ident}")
        return tuple(found)

    def _idents(self, value: str | None) -> tuple[str, ...]:
        """Return the ids of an attribute; a value with blanks that leads nowhere is a name."""
        if not value:
            return ()
        if value not in self._read:
            self._read[value] = self._led_to(value.split())
        return self._read[value]

    def _led_to(self, parts: list[str]) -> tuple[str, ...]:
        pointers = any("#" in one or reference(one) in self._registry.persons for one in parts)
        if len(parts) > 1 and not pointers:
            return (" ".join(parts),)
        return tuple(ident for one in parts if (ident := reference(one)).lower() not in _NOTHING)

    def _one(self, ident: str, label: str | None) -> str:
        known = ident in self._registry.persons or ident in self._registry.roles
        key = f"person/{ident}" if ident in self._registry.persons else f"speaker/{ident}"
        if not known and is_unknown(ident) and label:
            key = f"{key}/{fold(bare_label(label))}"
        self._met.setdefault(key, Met(ident=ident, name=ident if " " in ident else None))
        return key

    def _unmarked(self, element: _Element, label: str | None) -> str:
        """Return the id of whoever a label alone names, or of one whom nothing names."""
        name = attribute(element, "name", "who_original")
        printed = bare_label(label) if label else ""
        if name or any(char.isalpha() for char in printed):
            key = f"label/{fold(name or printed)}"
            self._met.setdefault(key, Met(ident="", name=name))
            if is_indefinite(name or printed, self._language):
                return self._another(key, "")
            return key
        self.nameless += 1
        key = f"unknown/{self.nameless}"
        self._met[key] = Met(ident=f"Unknown speaker {self.nameless}")
        return key

    def _told(self, met: Met, element: _Element) -> None:
        """Note what the attributes of an utterance say of its speaker."""
        for word in f"{element.get('ana') or ''} {element.get('role') or ''}".split():
            role = role_of(word) or self._category(word, met)
            if role:
                met.roles[role] = None
        if _TELLING.isdisjoint(element.keys()):
            return
        for post in _POSTS:
            value = attribute(element, post)
            if value and value.lower() not in _NOTHING:
                met.posts[value] = None
        for party in (*_GROUPS, *_PARTIES):
            value = attribute(element, party)
            if value and value.lower() not in _NOTHING and met.body is None:
                met.body = self._body(value)

    def _body(self, value: str) -> str:
        """Return the name of a party or group: that of its element, else the value itself."""
        org = self._registry.roles.get(reference(value))
        if org is None or org.tag != "org":
            return reference(value)
        return next((words(one) for one in org.findall("orgName") if words(one)), reference(value))

    def _category(self, word: str, met: Met) -> str | None:
        """Return the role of a category that an utterance bears, or note the post that it is."""
        category = self._registry.roles.get(reference(word))
        if category is None or category.tag != "category":
            return None
        taxonomy = next(category.iterancestors("taxonomy"), None)
        described = [] if taxonomy is None else taxonomy.findall("desc")
        if not any("role" in words(one).lower() for one in described):
            return None
        name = _term(category)
        found = role_of(name.rpartition(" ")[2]) if name else None
        if name and not found:
            met.posts[name] = None
        return found

    def presides(self, note: str) -> None:
        """Note who is named in a line on who is in the chair: people met, or described by name."""
        folded = set(fold(note).replace(",", " ").replace(":", " ").replace(";", " ").split())
        for ident in self._registry.persons:
            part = self._described(ident)
            if part and part.agent.named == "full" and _is_in(part.agent.name, folded):
                self._lead(self._one(ident, None))
        for key, met in list(self._met.items()):
            if met.ident not in self._registry.persons:
                name = speaker_name(met.ident, met.labels, self._language)
                if name.named == "full" and _is_in(name.name, folded):
                    self._lead(key)

    def _lead(self, key: str) -> None:
        self._met[key].roles["chair"] = None
        self._met[key].attestation["listed"] = None

    def attend(self) -> None:
        """Note those whom a list of attendance in the mark-up holds."""
        for ident in self._registry.persons:
            part = self._described(ident)
            if part and part.attestation:
                self._one(ident, None)

    def _described(self, ident: str) -> Participant | None:
        """Return whom the element with this id describes, if there is one."""
        if ident not in self._known:
            element = self._registry.persons.get(ident)
            key = f"{self._corpus}-{ident}" if self._corpus else None
            self._known[ident] = (
                None
                if element is None
                else person_of(element, key=key, day=self._day, language=self._language)
            )
        return self._known[ident]

    @property
    def people(self) -> dict[str, Participant]:
        """Return all who were met, by id."""
        return {key: self._participant(key, met) for key, met in self._met.items()}

    def unexplained(self) -> list[str]:
        """Return the ids of speakers that nothing in the source describes."""
        return [
            met.ident
            for key, met in self._met.items()
            if key.startswith("speaker/")
            and met.name is None
            and met.ident not in self._registry.roles
            and not is_unknown(met.ident)
        ]

    def _participant(self, key: str, met: Met) -> Participant:
        part = self._described(met.ident) or self._called(key, met)
        if part.agent.named == "label" and key.startswith("person/"):
            part = _better_named(part, met.labels, self._language)
        body = Organization(id=f"organization/{met.body}", name=met.body) if met.body else None
        return replace(
            part,
            roles=tuple(dict.fromkeys((*part.roles, *met.roles))),
            posts=tuple(dict.fromkeys((*part.posts, *met.posts))),
            attestation=tuple(dict.fromkeys((*part.attestation, *met.attestation))),
            printed=tuple(met.labels),
            on_behalf_of=body,
        )

    def _called(self, key: str, met: Met) -> Participant:
        """Return somebody whom no element describes: by category, label or id."""
        role = self._registry.roles.get(met.ident)
        if role is not None:
            return _in_role(key, role, met.labels, self._language)
        if key.startswith("unknown/"):
            return Participant(agent=Person(id=key, name=met.ident, named="label"))
        if met.again > 1:
            found = speaker_name(met.ident, met.labels, self._language)
            name = f"{found.name} {met.again}"
            return Participant(agent=Person(id=key, name=name, named="label"))
        if met.name:
            found = speaker_name("", [met.name], self._language)
        else:
            found = speaker_name(met.ident, met.labels, self._language)
        marked = key.startswith(("speaker/", "person/"))
        lasting = self._corpus and marked and not is_unknown(met.ident)
        ident = f"{self._corpus}-{met.ident}" if lasting and met.name is None else None
        agent = Person(id=key, name=found.name, named=found.named, key=ident)
        return Participant(agent=agent, honorifics=found.titles)


def _better_named(part: Participant, labels: Iterable[str], language: str) -> Participant:
    """Return somebody by the name of their labels, if those name better than their element."""
    found = speaker_name("", labels, language)
    if found.named not in ("full", "surname"):
        return part
    agent = replace(part.agent, name=found.name, named=found.named)
    return replace(part, agent=agent, honorifics=found.titles)


def _in_role(key: str, element: _Element, labels: Iterable[str], language: str) -> Participant:
    """Return the agent of a role or a body that speaks without a person's name."""
    if element.tag == "org":
        name = next((words(one) for one in element.findall("orgName")), "") or key
        return Participant(agent=Organization(id=key, name=name))
    name = _term(element) or key.partition("/")[2]
    found = (speaker_name("", [one], language) for one in (name, *labels))
    roles = [one.name for one in found if one.named == "role"]
    called = min(roles, key=lambda one: (len(one), one), default=name)
    role = role_of(name.rpartition(" ")[2])
    agent: Agent = Person(id=key, name=called, named="role")
    return Participant(agent=agent, roles=(role,) if role else ())


def _is_comment(word: str) -> bool:
    return word.lower().lstrip("#") in _COMMENTS


def _annotated(element: _Element) -> str | None:
    """Return who speaks by the block that holds an utterance and its annotations."""
    parent = element.getparent()
    return None if parent is None or parent.tag != "annotationBlock" else attribute(parent, "who")


def _term(category: _Element) -> str:
    terms: Iterable[_Element] = category.iterfind("catDesc/term")
    return next((words(one) for one in terms if words(one)), "")


def _is_in(name: str, folded: set[str]) -> bool:
    return all(token in folded for token in fold(name).split())
