"""The people of a TEI file: who an id leads to, by their name, identifiers, offices at the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.model import Group, Person
from memograph.readers.xml import XML_ID, XML_LANG, attribute, words
from memograph.text.listed_names import given_first
from memograph.text.marked import Participant
from memograph.text.marked_names import speaker_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_WEB: Final = ("http://", "https://")
_ACCOUNTS: Final = frozenset({
    "facebook", "twitter", "instagram", "youtube", "linkedin", "tiktok", "vk", "telegram",
    "mastodon", "personal", "business", "politicalparty",
})  # fmt: skip
_GIVEN: Final = ("forename", "given", "givenName")
_FAMILY: Final = ("nameLink", "surname", "familyName", "genName")
_SURNAMES: Final = ("surname", "familyName")
_ATTENDED: Final = frozenset({"attendants", "attendance", "participants", "present", "attendees"})
_CHAIR: Final = frozenset({
    "chair", "chairman", "chairperson", "chairwoman", "speaker", "presidency", "presiding",
    "presidingofficer", "moderator",
})  # fmt: skip
_GUEST: Final = frozenset({"guest", "guests", "witness"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Elements that describe somebody, by id: persons, roles of a drama, categories of roles."""

    persons: dict[str, _Element]
    roles: dict[str, _Element]

    def within(self, inner: Registry) -> Registry:
        """Return a registry that knows also what an inner one does, and that first."""
        return Registry(
            persons={**self.persons, **inner.persons}, roles={**self.roles, **inner.roles}
        )


def registry(elements: Iterable[_Element]) -> Registry:
    """Return the people described anywhere below some elements."""
    persons: dict[str, _Element] = {}
    roles: dict[str, _Element] = {}
    for element in elements:
        for one in element.iter("person", "personGrp", "role", "category", "org"):
            ident = one.get(XML_ID)
            if not ident:
                continue
            known = roles if one.tag in ("category", "org") else persons
            known.setdefault(ident, one)
    return Registry(persons=persons, roles=roles)


def reference(value: str) -> str:
    """Return the id that a reference leads to.

    >>> reference("#PAD_1"), reference("people.xml#PAD_1"), reference("PAD_1")
    ('PAD_1', 'PAD_1', 'PAD_1')
    """
    return value.rpartition("#")[2].strip()


def role_of(word: str) -> str | None:
    """Return the role of the scheme that a word of mark-up stands for.

    >>> role_of("#chair"), role_of("#parla.chairperson"), role_of("#regular")
    ('chair', 'chair', None)
    """
    last = reference(word).rpartition(".")[2].rpartition(":")[2].lower()
    last = last.replace("-", "").replace("_", "")
    if last in _CHAIR:
        return "chair"
    return "guest" if last in _GUEST else None


def person_of(
    element: _Element, *, key: str | None, day: str | None, language: str
) -> Participant | None:
    """Return whom a person element describes, or None if it bears no name."""
    ident = element.get(XML_ID) or ""
    names = _name_elements(element)
    if not names:
        return None
    named, *others = names
    name, full = _name(named)
    honorifics = tuple(words(one) for one in named.findall("roleName") if words(one))
    level: tuple[str, ...] = ()
    if not name:
        found = speaker_name("", [given_first(words(named))], language)
        name, full, level = found.name, found.named == "full", found.titles
        kind = found.named
    else:
        kind = "full" if full else "surname"
    if not name:
        return None
    former = dict.fromkeys(_name(one)[0] for one in others if attribute(one, "from", "to"))
    agent = (Group if element.tag == "personGrp" else Person)(
        id=f"person/{ident}",
        name=name,
        named=kind,
        key=key,
        aliases=tuple(one for one in former if one and one != name),
        identifiers=_identifiers(element),
    )
    return Participant(
        agent=agent,
        honorifics=(*honorifics, *level),
        posts=tuple(_posts(element, day, language)),
        attestation=_attestation(element),
        roles=tuple(
            role
            for word in (element.get("role") or "").split()
            if (role := role_of(word)) and word.lower() != "speaker"  # here one of those who speak
        ),
    )


def _name_elements(element: _Element) -> list[_Element]:
    """Return the elements of the names that somebody has had, the latest first.

    The latest is the name in every record, so that one person stays one whenever they spoke.
    """
    if element.tag == "role":
        return [element]
    found = element.findall("persName") or element.findall("name")
    if not found and any(element.find(tag) is not None for tag in (*_GIVEN, *_SURNAMES)):
        return [element]  # the parts of the name stand in no element of their own
    dated = any(attribute(one, "from", "to") for one in found)
    if not dated:
        return found
    return sorted(found, key=lambda one: attribute(one, "from", "notBefore") or "", reverse=True)


def _name(element: _Element) -> tuple[str, bool]:
    """Return the name that the parts of an element make, and whether it is a full one."""
    given = [one for one in element if one.tag in _GIVEN or one.get("type") == "patronym"]
    family = [one for one in element if one.tag in _FAMILY and one not in given]
    parts = [words(one) for one in (*given, *family) if words(one)]
    surname = any(one.tag in _SURNAMES and words(one) for one in family)
    return " ".join(parts), surname and any(words(one) for one in given)


def _identifiers(element: _Element) -> tuple[str, ...]:
    """Return the addresses that are given for a person, those of their accounts left out."""
    found = (
        words(one)
        for one in element.findall("idno")
        if not {(one.get("type") or "").lower(), (one.get("subtype") or "").lower()} & _ACCOUNTS
    )
    return tuple(dict.fromkeys(one for one in found if one.startswith(_WEB)))


def _posts(element: _Element, day: str | None, language: str) -> Iterator[str]:
    """Yield the offices, more than a seat, that somebody surely held on a day."""
    for one in element.findall("affiliation") if day else ():
        if (one.get("role") or "member") == "member" or not _holds(one, day):
            continue
        names = [name for name in one.findall("roleName") if words(name)]
        own = [name for name in names if (name.get(XML_LANG) or language).startswith(language)]
        yield from (words(name) for name in (own or names)[:1])


def _holds(element: _Element, day: str | None) -> bool | None:
    """Tell whether something dated held on a day; None if nothing is said of dates."""
    start = attribute(element, "from", "notBefore", "when")
    end = attribute(element, "to", "notAfter", "when")
    if day is None or (start is None and end is None):
        return None
    return (start is None or start[:10] <= day[: len(start)]) and (
        end is None or day[: len(end[:10])] <= end[:10]
    )


def _attestation(element: _Element) -> tuple[str, ...]:
    """Return how the list that a person stands in attests them: most lists are no attendance."""
    if element.tag == "role":
        return ("listed",)
    parent = element.getparent()
    kind = (parent.get("type") or "").lower() if parent is not None else ""
    if "absent" in (element.get("role") or "").split() or kind == "absent":
        return ("absent",)
    return ("listed",) if kind in _ATTENDED else ()
