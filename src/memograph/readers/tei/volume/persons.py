"""The persons that a volume lists in its front matter: who an id is, by which name in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.model import Named, Person
from memograph.readers.xml import XML_ID, words
from memograph.text.cues import cues
from memograph.text.listed_names import SUFFIX, given_first
from memograph.text.names import fold, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTED: Final = re.compile(
    rb"<(?:[\w.-]+:)?(?:persName|person|item)\s(?:[^<>]*?\s)?(?:xml:)?id\s*=\s*[\"']"
)
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]\.?")
_NAMES: Final = ("persName", "name", "rs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of the list: an id, the name in the order in which it is spoken, a reference."""

    id: str
    name: str
    office: str = ""
    see: str | None = None
    target: str | None = None


class Persons:
    """The persons of one volume by id; two spellings of an id are one."""

    def __init__(self, volume: str) -> None:
        """Begin with nobody; `volume` is what the ids hold in."""
        self._volume = volume
        self._cues = cues("en")
        self._listed: dict[str, Listed] = {}
        self._spelled: dict[str, str] = {}
        self._by_name: dict[str, str] = {}

    def __len__(self) -> int:
        """Return how many ids are listed."""
        return len(self._listed)

    @staticmethod
    def listed_in(data: bytes, start: int) -> bool:
        """Tell whether ids of persons are given somewhere behind an offset."""
        return _LISTED.search(data, start) is not None

    def take(self, element: _Element) -> None:
        """Take in the persons whom an entry of a list defines."""
        for one in element.iter(*(f"{{*}}{name}" for name in _NAMES)):
            known = one.get(XML_ID) or one.get("id")
            owner = element if element.tag.endswith("person") else None
            known = known or (owner is not None and (owner.get(XML_ID) or owner.get("id"))) or ""
            if known and known not in self._listed:
                self._enter(known, one, element)

    def _enter(self, known: str, name: _Element, entry: _Element) -> None:
        printed = words(name).strip(" ,;:")
        whole = words(entry)
        rest = whole[whole.find(printed) + len(printed) :].strip(" ,;:")
        see = self._cues.search("provenance.see", rest)
        link = next(iter(entry.iterfind(".//{*}ref")), None)
        target = (link.get("target") or "").lstrip("#") if link is not None and see else ""
        spoken = given_first(printed, self._cues)
        self._listed[known] = Listed(
            id=known,
            name=spoken,
            office="" if see else rest,
            see=see["who"].strip(" .") if see else None,
            target=target or None,
        )
        self._spelled.setdefault(_plain(known), known)
        if not see:
            self._by_name.setdefault(fold(spoken), known)

    def person(self, reference: str, printed: str) -> Person:
        """Return the person whom a reference such as "#p_TM9" points to.

        Somebody who is in no list is called by what is printed.
        """
        listed = self.listed(reference)
        given = reference.lstrip("#").rpartition("#")[2] or reference
        key = f"{self._volume}-{listed.id if listed else given}"
        name = listed.name if listed else tidy(printed)
        named = how(name) if listed else "surname"
        return Person(id=f"person/{name}", name=name, named=named, key=key)

    def office(self, person: Person) -> str:
        """Return what the list says that somebody was, or nothing."""
        listed = self._listed.get((person.key or "").removeprefix(f"{self._volume}-"))
        return listed.office if listed else ""

    def listed(self, reference: str) -> Listed | None:
        """Return the entry behind a reference, cross-references followed."""
        given = reference.lstrip("#").rpartition("#")[2]
        found = self._listed.get(given) or self._listed.get(self._spelled.get(_plain(given), ""))
        if found is None or not found.see:
            return found
        target = self._listed.get(found.target or "")
        if target is None:
            seen = fold(given_first(found.see, self._cues))
            target = self._listed.get(self._by_name.get(seen, "")) or self._longer(seen)
        return target if target is not None and not target.see else found

    def _longer(self, name: str) -> Listed | None:
        """Return the one entry whose name ends with or begins with these words, if it is one."""
        fits = [
            known
            for other, known in self._by_name.items()
            if other.endswith(f" {name}") or other.startswith(f"{name} ")
        ]
        return self._listed[fits[0]] if len(fits) == 1 else None


def _plain(known: str) -> str:
    return known.replace("_", "").replace("-", "").lower()


def how(name: str) -> Named:
    """Tell how fully a listed name names: in full if a given name is more than initials.

    >>> how("William P. Oakes"), how("H. R. Oakes"), how("Oakes")
    ('full', 'surname', 'surname')
    """
    tokens = [token for token in name.split() if not SUFFIX.fullmatch(token)]
    spelled = [token for token in tokens if not _INITIAL.fullmatch(token)]
    return "full" if len(tokens) > 1 and len(spelled) > 1 else "surname"
