"""Keys and values that stand apart in a page: definition lists, rows of tables, labelled elements.

Those that tell about the document or the page are taken out; those of the record itself (date,
place, those present, speakers) are only marked, and stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from memograph.readers.html.flow import BLOCKS, BOLD, HEADINGS, Part, blocks, tokens
from memograph.readers.html.furniture import take_out
from memograph.text.cues import Cues

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE_KEYS: Final = frozenset(
    {"archive", "rights", "identifier", "language", "supported_by", "summary", "doctype"}
    | {"obtained_by", "translated_by", "created"}
)
_EITHER: Final = frozenset({"date", "title"})
_KEY_CLASSES: Final = frozenset({"label", "key", "term", "field-label", "field__label", "caption"})
_SPEAKER: Final = re.compile(r"(?:.*[-_])?(?:speaker|orator|redner|orateur)(?:[-_]*name)?|who")
_LONGEST_KEY: Final = 8
_PAIR: Final = 2
_STOPS: Final = (".", "?", "!", "…")
_LONGEST_SECTION: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A key with the elements that hold its value; `group` is what holds the pairs around it."""

    key: str
    keyed: _Element
    values: tuple[_Element, ...]
    group: _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class PageField:
    """A key and value about the document that the page prints beside the record."""

    key: str
    value: str


def page_fields(root: _Element, words: Cues) -> tuple[PageField, ...]:
    """Take the fields about the document out of a page and return them in order."""
    groups: dict[_Element, list[Pair]] = {}
    for pair in _pairs(root, words):
        groups.setdefault(pair.group, []).append(pair)
    found: list[PageField] = []
    for group in groups.values():
        told = {words.key(pair.key) for pair in group}
        about = any(is_page_key(pair.key, words) for pair in group)
        listed = bool(told & {"participants", "chair", "interviewer", "interviewee"})
        for pair in group:
            either = about and not listed and words.key(pair.key) in _EITHER
            unknown = about and not listed and words.key(pair.key) is None
            if is_page_key(pair.key, words) or either or unknown:
                found.extend(_taken(pair))
    return tuple(found)


def is_page_key(key: str, words: Cues) -> bool:
    """Tell whether a key is about the document or its page rather than about the meeting.

    >>> from memograph.text.cues import cues
    >>> is_page_key("Record ID", cues("en")), is_page_key("Participants", cues("en"))
    (True, False)
    """
    return words.has("empty_fields", key) or words.key(key) in _PAGE_KEYS


def _taken(pair: Pair) -> Iterator[PageField]:
    """Remove a pair from its page and yield it, if it holds anything."""
    values = [block.words.replace("\n", " ") for one in pair.values for block in blocks(one)]
    for element in (pair.keyed, *pair.values):
        take_out(element)
    value = " ".join(values) if pair.key.lower() != "donors" else "; ".join(values)
    yield PageField(key=pair.key, value=value)


def _pairs(root: _Element, words: Cues) -> Iterator[Pair]:
    for element in list(root.iter("dl", "tr", "div", "li", "p", *HEADINGS)):
        if element.tag == "dl":
            yield from _definitions(element)
        elif element.tag == "tr":
            yield from _row(element)
        elif element.tag in HEADINGS:
            yield from _section(element, words)
        else:
            yield from _labelled(element, words)


def _definitions(element: _Element) -> Iterator[Pair]:
    """Yield the pairs of a definition list, whether or not they stand in groups."""
    keyed: _Element | None = None
    values: list[_Element] = []
    grouped = (inner for one in element for inner in (one if one.tag == "div" else (one,)))
    for one in (inner for inner in grouped if inner.tag in ("dt", "dd")):
        if one.tag == "dt":
            if keyed is not None:
                yield from _pair(keyed, values, element)
            keyed, values = one, []
        else:
            values.append(one)
    if keyed is not None:
        yield from _pair(keyed, values, element)


def _pair(keyed: _Element, values: list[_Element], group: _Element) -> Iterator[Pair]:
    key = _key(keyed)
    if key:
        yield Pair(key=key, keyed=keyed, values=tuple(values), group=group)


def _row(row: _Element) -> Iterator[Pair]:
    cells = [one for one in row if one.tag in ("td", "th")]
    if len(cells) != _PAIR:
        return
    parent = row.getparent()
    table = row if parent is None else parent
    yield from _pair(cells[0], cells[1:], table)


def _labelled(element: _Element, words: Cues) -> Iterator[Pair]:
    """Yield the pair that an element is: a label and what stands beside it."""
    children = [one for one in element if isinstance(one.tag, str)]
    if not children or (element.text or "").strip():
        return
    first, others = children[0], tuple(children[1:])
    parent = element.getparent()
    group = element if parent is None else parent
    if _KEY_CLASSES & tokens(first) and others and not (first.tail or "").strip():
        yield from _pair(first, list(others), group)
    elif (first.tag in BOLD or _KEY_CLASSES & tokens(first)) and _is_simple(element):
        key = _key(first)
        if key and is_page_key(key, words) and _count((element,)) <= _LONGEST_SECTION:
            take_out(first)
            yield Pair(key=key, keyed=first, values=(element,), group=group)


def _count(elements: Iterable[_Element]) -> int:
    """Return how many words elements hold, or any number over the limit for a section."""
    count = 0
    for block in (block for one in elements for block in blocks(one)):
        count += len(block.words.split())
        if count > _LONGEST_SECTION:
            break
    return count


def _section(heading: _Element, words: Cues) -> Iterator[Pair]:
    """Yield the pair of a heading that is a key about the document and what stands below it."""
    key = _key(heading)
    if not key or not is_page_key(key, words):
        return
    values = []
    for one in heading.itersiblings():
        if one.tag in HEADINGS or any(True for _ in one.iter(*HEADINGS)):
            break
        values.append(one)
    if _count(values) > _LONGEST_SECTION:
        values = values[:1] if _count(values[:1]) <= _LONGEST_SECTION else []
    parent = heading.getparent()
    group = heading if parent is None else parent
    yield Pair(key=key, keyed=heading, values=tuple(values), group=group)


def _key(element: _Element) -> str:
    """Return the words of a key without its colon; nothing if they are too many for one."""
    printed = [block.words for block in islice(blocks(element), _PAIR)]
    if len(printed) != 1 or "\n" in printed[0]:
        return ""
    key = printed[0].rstrip(" :\u00a0").strip()
    return key if 0 < len(key.split()) <= _LONGEST_KEY else ""


def parts_of(root: _Element, words: Cues) -> dict[_Element, Part]:
    """Return what the elements of a record are: keys and values, speakers, cells of a row."""
    for row in [one for one in root.iter("tr") if _is_heading_row(one)]:
        take_out(row)
    found: dict[_Element, Part] = {}
    groups: dict[_Element, list[Pair]] = {}
    for pair in (pair for element in root.iter() for pair in _inside(element)):
        groups.setdefault(pair.group, []).append(pair)
    for element in root.iter():
        if element.tag == "tr":
            found.update(_cells(element))
        if _is_speaker(element):
            found[element] = "speaker"
        found.update(_bold_key(element, words))
    for pairs in groups.values():
        part = _part(pairs, words)
        for pair in pairs:
            found[pair.keyed] = part
            found[pair.values[0]] = "cell" if part == "cell" else "value"
    return found


def _inside(element: _Element) -> Iterator[Pair]:
    """Yield the pairs that an element holds, if it is made to hold some."""
    make = {"dl": _definitions, "tr": _row}.get(str(element.tag), _beside)
    for pair in make(element):
        if pair.values and _is_simple(pair.keyed):
            yield pair


def _part(pairs: list[Pair], words: Cues) -> Part:
    """Return what the keys of a group are: keys of a head, speakers, or names beside their posts.

    Speech ends with a full stop, a post does not.
    """
    if any(words.key(pair.key) for pair in pairs):
        return "key"
    values = [
        " ".join(block.words for one in pair.values for block in blocks(one)) for pair in pairs
    ]
    ended = sum(1 for value in values if value.rstrip('"”’»)]')[-1:] in _STOPS)
    if ended * 2 > len(values):
        return "name" if len(pairs) > 1 else "key"
    return "key" if any(len(value.split()) > _LONGEST_KEY for value in values) else "cell"


def _is_heading_row(row: _Element) -> bool:
    """Tell whether a row of a table says what stands in the columns below it."""
    cells = [one for one in row if one.tag in ("td", "th")]
    headings = len(cells) > 1 and all(one.tag == "th" for one in cells)
    return (headings and row.getnext() is not None) or _in(row, "thead")


def _in(element: _Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _is_speaker(element: _Element) -> bool:
    """Tell whether a class says that an element holds the name of a speaker."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower().split()
    return any(_SPEAKER.fullmatch(name) for name in names) and bool(_key(element))


def _beside(element: _Element) -> Iterator[Pair]:
    """Yield the pair of an element that holds a label and one more element, and nothing else."""
    children = [one for one in element if isinstance(one.tag, str)]
    if len(children) == _PAIR and not (element.text or "").strip():
        first, second = children
        if _KEY_CLASSES & tokens(first) and not (first.tail or "").strip():
            yield from _pair(first, [second], element)


def _bold_key(element: _Element, words: Cues) -> Iterator[tuple[_Element, Part]]:
    """Yield the key in bold that opens a paragraph of the head without a colon."""
    if element.tag in BOLD and (element.tail or "").strip()[:1] not in ("", ":"):
        parent = element.getparent()
        if parent is None or parent.tag not in BLOCKS or parent[0] is not element:
            return
        if not (parent.text or "").strip() and words.key(_key(element)):
            yield element, "key"


def _is_simple(element: _Element) -> bool:
    inside = (one for one in element.iter() if one.tag in BLOCKS)
    return sum(1 for _ in islice(inside, _PAIR + 1)) <= _PAIR


def _cells(row: _Element) -> Iterator[tuple[_Element, Part]]:
    """Yield the cells of a row of three or more, if none of them holds more than a phrase."""
    cells = [one for one in row if one.tag in ("td", "th")]
    if len(cells) <= _PAIR:
        return
    printed = [[block.words for block in islice(blocks(cell), _PAIR)] for cell in cells]
    short = all(len(one) <= 1 and len("".join(one).split()) <= _LONGEST_KEY for one in printed)
    if short:
        for cell in cells:
            yield cell, "cell"
