"""The lists at the head of a document: who was there and on which side, to whom, about what.

Five shapes are met: nested by side, flat with headings among the items, flat without, a pointer to
where the list really is, and a sentence in brackets that says that it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from memograph.problems import Span
from memograph.readers.tei.volume.printed import Printed, line_of, own_words, tag_of
from memograph.readers.xml import words
from memograph.text.attendance import attendees, role_of
from memograph.text.cues import Cues
from memograph.text.header import Field, side_heading

if TYPE_CHECKING:
    from lxml.etree import _Element

PEOPLE: Final = frozenset(
    {"participants", "absent", "chair", "interpreter", "note-taker", "stenographer", "secretary",
     "observer"}
)  # fmt: skip
KEPT: Final = PEOPLE | {"addressee", "sender", "subject", "date", "time", "start", "end", "place"}
_BY_TYPE: Final = {"to": "addressee", "from": "sender"}
_HEADING_MARKS: Final = frozenset({"hi", "emph", "gloss", "head", "label", "abbr", "term", "title"})
_BEFORE_DASH: Final = re.compile(r"[^—–]{1,24}?\s?[—–]\s?")
_OFFICE: Final = re.compile(r"(?:[A-Z0-9][\w/&.]{0,9})\s?[—–]\s?(?=[^\W\d_a-z])")
_WORD: Final = re.compile(r"[^\s,;]+")
_LONGEST_HEADING: Final = 8
_FEW: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the items below a heading are: the name of their fields, and their side.

    `by_state` says that the lists among them are those of states, `alike` that all are marked in
    one way, so that no mark-up sets one apart.
    """

    name: str = "participants"
    side: str | None = None
    by_state: bool = False
    alike: bool = False


def kind_of(element: _Element, cues: Cues, *, above: str = "") -> str | None:
    """Return what a list holds: by its type, its head, or the line `above` it."""
    stated = (element.get("type") or "").lower()
    if stated in KEPT or stated in _BY_TYPE:
        return _BY_TYPE.get(stated, stated)
    head = next(iter(element.iterfind("head")), None)
    title = words(head) if head is not None else above
    key = cues.key(title.strip(" :.*_-–—"))
    return key if key in KEPT else None


class Lists:
    """Prints lists and tells the fields that they are; `elsewhere` if a list is said to be so."""

    def __init__(self, printed: Printed, cues: Cues) -> None:
        """Begin without fields."""
        self._printed = printed
        self._cues = cues
        self.fields: list[Field] = []
        self.elsewhere = False

    def value(self, name: str) -> str:
        """Return what is printed of the fields of a name."""
        text = self._printed.text
        return "; ".join(field.span.cut(text) for field in self.fields if field.name == name)

    @property
    def attended(self) -> bool:
        """Tell whether somebody is listed as having been there, or said to be listed elsewhere."""
        return self.elsewhere or any(field.name in PEOPLE for field in self.fields)

    def take(self, element: _Element, name: str) -> Span:
        """Print a list and keep its fields; return the span of all that is printed."""
        start = self._printed.composition.length
        first = Heading(name=name)
        self._list(element, first, first)
        return Span(start, self._printed.composition.length)

    def item(self, element: _Element, heading: Heading) -> Heading | None:
        """Print a thing that stands for one person or heads others; return what it heads."""
        span = self._printed.block(element)
        told = self._heading(element, span, heading)
        if told is None and span.start < span.end:
            self.fields.extend(self._fields(span, heading))
        return told

    def _list(self, element: _Element, heading: Heading, base: Heading) -> None:
        """Print a list item by item; a heading among them holds until the next one."""
        if (element.text or "").strip():
            self._printed.words(element.text or "", line_of(element))
        if base.name in PEOPLE:
            base = replace(base, by_state=self._by_state(element), alike=_all_marked(element))
        for child in element:
            if not tag_of(child):
                continue
            if child.tag == "list":
                self._list(child, heading, base)
            elif child.tag in ("item", "label"):
                heading = self._item(child, heading, base)
            else:
                told = self._printed.block(child)
                above = element.getparent()
                inner = above is not None and tag_of(above) in ("list", "item")
                if child.tag == "head" and inner:
                    heading = self._heading(child, told, base) or heading

    def _item(self, item: _Element, heading: Heading, base: Heading) -> Heading:
        """Print an item, keep its field, and return the heading for the next one."""
        nested = [child for child in item if child.tag == "list"]
        span = self._printed.block(item, without=nested)
        told = None
        if base.name in PEOPLE:
            told = self._heading(item, span, base, above=bool(nested))
        if told is None and span.start < span.end:
            self.fields.extend(self._fields(span, heading))
        for one in nested:
            self._list(one, told or heading, base)
        return heading if told is None or nested else told

    def _heading(
        self, item: _Element, span: Span, base: Heading, *, above: bool = False
    ) -> Heading | None:
        """Return what an item says of those below it, if it is a heading and names nobody."""
        text = self._printed.cut(span)
        bare = text.strip(" :.*_-–—")
        if (
            not bare
            or len(bare.split()) > _LONGEST_HEADING
            or self._printed.within(span, "persName")
        ):
            return None
        key = self._cues.key(bare)
        set_apart = item.tag in ("label", "head") or above or text.rstrip()[-1] == ":"
        marked = _is_marked(item) and not (base.alike and item.tag == "item")
        set_apart = set_apart or marked or key in PEOPLE or self._heads_next(item, bare)
        if not set_apart or (not above and self._is_person(bare)):
            return None
        if key in PEOPLE:
            return Heading(name=key if base.name == "participants" else base.name)
        side = self.side(text.strip(" :*_-–—"))
        if side is None and above and base.by_state:
            side = _without_article(bare, self._cues)
        return Heading(name=base.name, side=side)

    def _heads_next(self, item: _Element, bare: str) -> bool:
        """Tell whether an item without mark-up heads those below it, as others of its list show.

        It names a state where the mark-up sets another one apart, or stands in capitals where
        those below do not, and names a body as another such item does.
        """
        below, above = item.getnext(), item.getparent()
        if item.tag != "item" or below is None or below.tag != "item" or above is None:
            return False
        others = [one for one in above.iterfind("item") if one is not item]
        if self.side(bare):
            told = [one for one in others if self.side(" ".join(own_words(one).split()))]
            return below not in told and any(map(_is_marked, told))
        shouted = [own_words(one).strip() for one in others if own_words(one).isupper()]
        return (
            self._is_body(bare)
            and any(map(self._is_body, shouted))
            and own_words(below).strip() not in shouted
        )

    def _is_body(self, words: str) -> bool:
        """Tell whether words in capitals name a body: "DEPARTMENT OF STATE"."""
        return words.isupper() and any(self._cues.has("bodies", one) for one in words.split())

    def _by_state(self, element: _Element) -> bool:
        """Tell whether the lists inside a list are those of states, as one heading shows."""
        return any(
            self.side(" ".join(own_words(one).split()).strip(" :.*_-–—"))
            for one in element.iterfind("item")
            if one.find("list") is not None
        )

    def _is_person(self, words: str) -> bool:
        """Tell whether a heading is rather somebody by office or title: "The President"."""
        first = words.split(maxsplit=1)[0]
        found = attendees(words, Span(0, len(words)), self._cues, item=True)
        called = any(one.name.titles and one.name.named != "role" for one in found)
        named = called or (self._cues.has("determiners", first) and bool(found))
        return named and self.side(words) is None

    def side(self, heading: str) -> str | None:
        """Return the side that a heading names: with a word for sides, or as a state does."""
        side = side_heading(heading, self._cues)
        if side:
            return side
        bare = heading.partition("(")[0].strip()
        if bare.count(".") == 1:
            bare = bare.rstrip(".")
        first, _, rest = bare.partition(" ")
        named = rest if rest and self._cues.has("function_words", first) else bare
        return named if self._cues.has("states", named) else None

    def _fields(self, span: Span, heading: Heading) -> Iterator[Field]:
        """Yield the field of an item: none for a pointer or a sentence in brackets."""
        field = Field(
            name=heading.name, span=span, unit=span, keyed=True, side=heading.side, item=True
        )
        if heading.name not in PEOPLE:
            yield field
            return
        content = self._printed.cut(span)
        named = self._printed.within(span, "persName")
        bracketed = content[0] == "[" and content.rstrip(".")[-1] == "]"
        if (bracketed or self._cues.search("provenance.elsewhere", content)) and not (
            named and not bracketed
        ):
            self.elsewhere = True
            return
        persons = [mark.span for mark in named]
        if persons and not self._joined(persons):
            yield replace(field, span=self._from_name(span, persons[0]), single=True)
        elif persons:
            yield replace(field, item=False)
        else:
            office = _OFFICE.match(content)
            start = span.start + (office.end() if office else 0)
            single = self._is_one(content)
            yield replace(field, span=Span(start, span.end), single=single)

    def _is_one(self, words: str) -> bool:
        """Tell whether an item is one person: no "and", no stop between two, no office first."""
        if any(self._cues.has("and", word) for word in words.split()):
            return False
        parts = words.split(";")
        if len(parts) > 1 and all(map(self._is_person, filter(str.strip, parts))):
            return False
        whole = Span(0, len(words))
        one = attendees(words, whole, self._cues, item=True, single=True)
        if "," not in words or not one or one[0].name.named != "role":
            return True
        several = attendees(words, whole, self._cues, item=True)
        named = any(each.name.titles and each.name.named != "role" for each in several)
        return not named and len(several) <= _FEW

    def in_words(self, span: Span) -> tuple[Field, ...]:
        """Return those present whom the mark-up names in running words, such as a title."""
        found: list[Field] = []
        start = span.start
        for mark in self._printed.within(span, "persName", "gloss"):
            before = self._printed.text[start : mark.span.start]
            start += len(before) - len(before.lstrip(" ,;()"))
            first = before.split()[:1]
            start += len(first[0]) + 1 if first and self._cues.has("and", first[0]) else 0
            # What a bracket explains is an office; the name stands in it alone.
            alone = before.rstrip()[-1:] in ("(", "[")
            found.extend(self._before_and(before, mark.span.start) if alone else ())
            unit = mark.span if alone else Span(min(start, mark.span.start), mark.span.end)
            whole = mark.span if alone else self._from_name(unit, mark.span)
            found.append(one_of(whole, unit))
            start = mark.span.end
        return tuple(found)

    def _before_and(self, before: str, end: int) -> Iterator[Field]:
        """Yield who is named by office alone before another: "the President and the Consul (Orr)".

        `before` ends where the name in brackets begins.
        """
        words, has = [*_WORD.finditer(before)], self._cues.has
        joints = [
            one.start()
            for one, then in pairwise(words)
            if has("and", one[0]) and has("determiners", then[0])
        ]
        if len(joints) != 1 or not has("determiners", words[0][0]):
            return
        ends = (w.start() for w in words if has("place_links", w[0]) and not has("genitives", w[0]))
        stop = min(joints[0], next(ends, joints[0]))
        offset = end - len(before)
        span = Span(offset + words[0].start(), offset + len(before[:stop].rstrip(" ,")))
        office = attendees(self._printed.text, span, self._cues, item=True, single=True)
        if office and office[0].name.named == "role":
            yield one_of(span)

    def _joined(self, persons: list[Span]) -> bool:
        """Tell whether the first two names are of two people, not one in the other's office."""
        if len(persons) == 1:
            return False
        between = self._printed.cut(Span(persons[0].end, persons[1].start))
        words = re.findall(r"[^\s,;:()—–-]+", between)
        return all(
            self._cues.has("and", word)
            or self._cues.has("honorifics", word)
            or self._cues.has("offices", word)
            for word in words
        )

    def _from_name(self, span: Span, name: Span) -> Span:
        """Return where the words about a person begin: behind an office with a dash.

        If the words before the name hide it from who reads them, they begin with the name.
        """
        text = self._printed.cut(span)
        before = span.start
        office = _BEFORE_DASH.match(text, 0, name.start - before)
        roled = office and role_of(office.group().rstrip(" —–"), self._cues)
        inside = Span(office.end() if office and not roled else 0, len(text))
        span = Span(before + inside.start, span.end)
        hits = [
            one
            for one in attendees(text, inside, self._cues, item=True, single=True)
            if one.name.named != "role"
            and before + one.name.span.start < name.end
            and name.start < before + one.name.span.end
        ]
        return span if hits else Span(name.start, span.end)


def one_of(span: Span, unit: Span | None = None) -> Field:
    """Return the field of one person present whom running words name."""
    return Field(
        name="participants", span=span, unit=unit or span, keyed=True, item=True, single=True
    )


def _is_marked(item: _Element) -> bool:
    """Tell whether all the words of an item stand inside mark-up that sets them apart."""
    loose = [item.text, *(child.tail for child in item)]
    if any(char.isalnum() for part in loose for char in part or ""):
        return False
    inner = [child for child in item if tag_of(child) and words(child)]
    return bool(inner) and all(
        child.tag in _HEADING_MARKS for child in inner if child.tag not in ("note", "pb")
    )


def _all_marked(element: _Element) -> bool:
    """Tell whether mark-up sets all items of a list apart, and thus none."""
    items = [one for one in element.iterfind("item") if one.find("list") is None]
    return len(items) > 1 and all(_is_marked(one) for one in items)


def _without_article(heading: str, cues: Cues) -> str:
    first, _, rest = heading.partition(" ")
    return rest if rest and cues.has("determiners", first) else heading
