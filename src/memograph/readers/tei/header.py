"""What a teiHeader says of a sitting: title, dates, places, identifiers, rights, its series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.model import MeetingSeries, Place
from memograph.readers.stated_time import day_of
from memograph.readers.xml import XML_ID, XML_LANG, attribute, words
from memograph.text.languages import detect_language, tag_of_code

if TYPE_CHECKING:
    from lxml.etree import _Element

SERIES: Final = "series"
_TAG: Final = re.compile(r"\s*\[(?P<tag>[^\[\]]*)\]\s*$")
_EDITION: Final = re.compile(r"(?:[-.](?:en|ana)\b)+|\s+sample\b.*", re.IGNORECASE)
_VENUES: Final = ("room", "building", "address", "street", "venue")
_AROUND: Final = ("city", "town", "place", "settlement", "region", "country")
_SITTING: Final = ("sitting", "meeting", "session")
_PAPERS: Final = ("bibl", "biblStruct", "biblFull", "recording")
_WEB: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of one text, and those around it in a corpus, the innermost first."""

    text: _Element
    headers: tuple[_Element, ...]
    language: str

    def find(self, path: str) -> Iterator[_Element]:
        """Yield the elements at a path below the headers, those of the innermost that has any."""
        for header in self.headers:
            found = header.findall(path)
            if found:
                yield from found
                return

    def own(self, path: str) -> list[_Element]:
        """Return the elements at a path below the text's own header."""
        return self.headers[0].findall(path) if self.headers else []

    def title(self) -> str:
        """Return main and sub title in the language of the text, without the tag of a corpus."""
        found = [one for one in self.own("fileDesc/titleStmt/title") if words(one)]
        main = [one for one in found if one.get("type") not in ("sub", "desc")]
        sub = [one for one in found if one.get("type") == "sub"]
        typed = any(one.get("type") for one in found)
        chosen = [*self.chosen(main)[: 1 if typed else None], *self.chosen(sub)]
        parts = dict.fromkeys(_TAG.sub("", words(one)) for one in chosen)
        return (": " if typed else ", ").join(part for part in parts if part)

    def chosen(self, elements: Iterable[_Element]) -> list[_Element]:
        """Return those elements that are in the language of the text, else those of the first."""
        found = list(elements)
        languages = [language_of(one) for one in found]
        wanted = self.language if self.language in languages else next(iter(languages), None)
        return [one for one, tag in zip(found, languages, strict=True) if tag == wanted]

    def corpus(self) -> str | None:
        """Return the name of the corpus within which ids hold."""
        ids = [one.get(XML_ID, "") for one in (self.text, *self.text.iterancestors())]
        for one in self.own("fileDesc/titleStmt/title"):
            match = _TAG.search(words(one))
            tag = _EDITION.sub("", match["tag"]).strip() if match else ""
            if tag:
                longer = (name.partition("_")[0] for name in ids if name.startswith(tag))
                return _EDITION.sub("", next(longer, tag))
        outer = [name for name in ids[1:] if name]
        return _EDITION.sub("", (outer or ids)[0]) or None

    def days(self) -> tuple[list[tuple[str, str]], list[_Element]]:
        """Return days that the header states of the meeting, with their words, and odd elements."""
        for path in (
            "profileDesc/settingDesc/setting/date",
            "fileDesc/titleStmt/meeting/date",
            *(f"fileDesc/sourceDesc//{paper}//date" for paper in _PAPERS),
        ):
            found, odd = self.dated(self.own(path))
            if found:
                return found, odd
        found, _ = self.dated(self.own("fileDesc/titleStmt/title"))
        return found, []

    def clock(self) -> tuple[_Element, ...]:
        """Return the dates of the setting or meeting whose attributes tell begin or end of it."""
        paths = ("profileDesc/settingDesc/setting/date", "fileDesc/titleStmt/meeting/date")
        found = (one for path in paths for one in self.own(path))
        return tuple(one for one in found if "T" in f"{one.get('from')}{one.get('to')}")

    def published(self) -> list[tuple[str, str]]:
        """Return the day on which the file was published: that of a meeting only if no other is."""
        return self.dated(self.own("fileDesc/publicationStmt/date"))[0]

    def dated(self, elements: Iterable[_Element]) -> tuple[list[tuple[str, str]], list[_Element]]:
        """Return the day and the words of elements, and those whose attribute and words differ."""
        found, odd = [], []
        for one in elements:
            value = attribute(one, "when", "when-iso", "from", "notBefore", "value")
            marked, told = day_of(value, words(one), self.language)
            if marked and told and marked != told:
                odd.append(one)
            if told or marked:
                found.append((told or marked or "", words(one) or value or ""))
        return found, odd

    def made(self) -> tuple[str, str] | None:
        """Return the day and the words of the date of the paper that was the source."""
        for paper in _PAPERS:
            found, _ = self.dated(self.own(f"fileDesc/sourceDesc//{paper}//date"))
            if found:
                return found[0]
        return None

    def places(self) -> tuple[Place, ...]:
        """Return the places of the meeting, each within the next."""
        named: dict[str, _Element] = {}
        settled = {"city", "town", "settlement"}
        for one in self.chosen_of_kinds("profileDesc/settingDesc/setting/*"):
            kind = one.get("type") or {"settlement": "city", "country": "country"}.get(one.tag, "")
            if words(one) and kind in (*_VENUES, *_AROUND):
                named.setdefault(kind, one)
        if "place" in named and settled & set(named) and not set(named) & set(_VENUES):
            named["venue"] = named.pop("place")  # beside a town, the house in it
        chain = [(kind, words(named[kind])) for kind in (*_VENUES, *_AROUND) if kind in named]
        ids = [f"place/{name}" for _, name in chain]
        return tuple(
            Place(
                id=ids[at],
                name=name,
                named="role" if kind in _VENUES else "full",
                within=ids[at + 1] if at + 1 < len(ids) else None,
            )
            for at, (kind, name) in enumerate(chain)
            if name not in [other for _, other in chain[:at]]
        )

    def chosen_of_kinds(self, path: str) -> Iterator[_Element]:
        """Yield the elements at a path, for each type those in the language of the text."""
        kinds: dict[tuple[str, str | None], list[_Element]] = {}
        for one in self.find(path):
            kinds.setdefault((str(one.tag), one.get("type")), []).append(one)
        for found in kinds.values():
            yield from self.chosen(found)

    def identifiers(self) -> tuple[str, ...]:
        """Return the addresses of the paper that was the source, else those of this edition."""
        for path in ("fileDesc/sourceDesc//idno", "fileDesc/publicationStmt/idno"):
            found = [words(one) for one in self.own(path)]
            found = [one for one in found if one.startswith(_WEB)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def rights(self) -> str | None:
        """Return the sentence on the licence in the language of the text, else its address."""
        path = "fileDesc/publicationStmt/availability"
        told = [one for one in self.find(f"{path}/p") if language_of(one) == self.language]
        sentences = [words(one) for one in told if words(one)]
        licences = [words(one) or attribute(one, "target") for one in self.find(f"{path}/licence")]
        return next(iter([*sentences, *(one for one in licences if one)]), None)

    def series(self) -> tuple[MeetingSeries, int] | None:
        """Return the row of meetings and the place of this one in it, if the header numbers it."""
        found = self.chosen(self.own("fileDesc/titleStmt/meeting"))
        own = next((one for one in found if _is_sitting(one) and _number(one)), None)
        if own is None:
            return None
        term = next((words(one) for one in found if "term" in (one.get("ana") or "")), "")
        body = self._body(own.get("corresp"))
        name = ", ".join(part for part in (body, term) if part)
        if not name:
            return None
        return MeetingSeries(id=SERIES, name=name, named=bool(body)), _number(own) or 0

    def _body(self, reference: str | None) -> str:
        """Return the name of the organization whose meeting it is, if the source has it."""
        wanted = (reference or "").rpartition("#")[2]
        for header in self.headers if wanted else ():
            for org in header.iter("org"):
                if org.get(XML_ID) == wanted:
                    names = [one for one in org.findall("orgName") if one.get("full") != "init"]
                    return next((words(one) for one in self.chosen(names)), "")
        return ""

    def meeting_name(self) -> str:
        """Return what the meeting is called: its sub title, else the title."""
        subs = [one for one in self.own("fileDesc/titleStmt/title") if one.get("type") == "sub"]
        return next((words(one) for one in self.chosen(subs) if words(one)), "") or self.title()


def _is_sitting(meeting: _Element) -> bool:
    kind = meeting.get("ana") or ""
    return "term" not in kind and (not kind or any(word in kind for word in _SITTING))


def _number(meeting: _Element) -> int | None:
    value = (meeting.get("n") or "").strip()
    return int(value) if value.isdecimal() and len(value) < 7 and int(value) else None  # noqa: PLR2004 - no number of a meeting


def language_of(element: _Element) -> str | None:
    """Return the tag of the language that an element or one around it states."""
    one: _Element | None = element
    while one is not None:
        stated = one.get(XML_LANG)
        if stated:
            return tag_of_code(stated)
        one = one.getparent()
    return None


def text_language(text: _Element) -> str:
    """Return the language of a text: as it or its parts state, else as its words tell."""
    body = text.find("text")
    for one in (body, text, None if body is None else body.find("body")):
        tag = None if one is None else tag_of_code(one.get(XML_LANG) or "")
        if tag:
            return tag
    counted: dict[str, int] = {}
    for spoken in text.iter("u", "seg"):
        tag = tag_of_code(spoken.get(XML_LANG) or "")
        if tag:
            counted[tag] = counted.get(tag, 0) + 1
    if counted:
        return max(sorted(counted), key=lambda tag: counted[tag])
    header = text.find("teiHeader")
    around = language_of(text) or tag_of_code("" if header is None else header.get(XML_LANG) or "")
    used = list(text.iterfind("teiHeader/profileDesc/langUsage/language"))
    if around is None and len(used) == 1:
        around = tag_of_code(used[0].get("ident") or used[0].get("id") or "")
    return around or detect_language("" if body is None else words(body))
