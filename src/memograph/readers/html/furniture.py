"""What a page prints and its record does not: menus, notes and their marks, page numbers.

Elements are told by their names, by the words in their class and id, and by where they link; what
holds a good part of the page's words is never taken for furniture.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.readers.html.flow import (
    BLOCKS,
    HEADINGS,
    UNSEEN,
    ancestors,
    blocks,
    printed,
    tokens,
)
from memograph.text.cues import Cues

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS: Final = frozenset({"nav", "footer", "aside", "form", "figure", "menu"})
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu"}
)
_WORDS: Final = frozenset(
    {
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "footer",
        "share", "sharing", "social", "related", "recommended", "comments", "comment", "respond",
        "cookie", "cookies", "consent", "banner", "advert", "advertisement", "ads", "promo",
        "newsletter", "subscribe", "pagination", "pager", "toc", "skip", "skiplink", "modal",
        "popup", "toolbar", "masthead", "logo", "byline", "posted", "postmeta", "tags", "tagcloud",
        "widget", "copyright", "login", "search", "searchform", "printonly", "buttons",
        "entry-meta", "post-meta", "entry-footer", "post-footer", "site-header", "page-header-nav",
        "skip-link", "see-also", "mw-editsection", "editsection", "back-to-top", "citation-tools",
        "tooltip",
    }
)  # fmt: skip
_HIDDEN: Final = frozenset(
    {
        "hidden", "invisible", "sr-only", "visually-hidden", "visuallyhidden", "offscreen",
        "screen-reader-text", "element-invisible", "a11y-hidden", "noprint-hidden",
    }
)  # fmt: skip
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK: Final = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z]|[ivx]{1,5})\s*[\])]?[.,]?\s*")
_NOTE_LINK: Final = re.compile(
    r"#(?:_?(?:ftn|edn|fn|en)|foot_?note|end_?note|note|cite_?note|.{0,40}?(?:fn|ftn|note))[-_:.]?\w*$",
    re.IGNORECASE,
)
_NOTES: Final = frozenset(
    {
        "footnotes", "footnote", "endnotes", "endnote", "reflist", "references", "doc-endnotes",
        "doc-footnote", "fn-group", "tei-note", "note", "notes",
    }
)  # fmt: skip
_PAGE: Final = frozenset(
    {"tei-pb", "pb", "pagebreak", "page-break", "pagenum", "page-number", "pageno", "doc-pagebreak"}
)
_TIMED: Final = frozenset({"time", "timestamp", "timecode", "tc", "stamp"})
_CLOCK: Final = re.compile(r"\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*")
_LARGE: Final = frozenset({"html", "body", "main", "article"})
_MARKING: Final = frozenset({"sup", "a", "span", "small"})
_REPLIES: Final = frozenset({"comments", "commentlist", "comments-area", "respond", "disqus"})
_MOST, _NEARLY_ALL = 0.4, 0.95
_SHORT: Final = 12
_LINKED: Final = 0.8
_FEW: Final = 2


@dataclass(slots=True, kw_only=True)
class Weights:
    """How many words each element of a page holds."""

    words: dict[_Element, int]
    total: int

    def of(self, element: _Element) -> int:
        """Return how many words an element holds."""
        return self.words.get(element, 0)

    def heavy(self, element: _Element, *, most: float = _MOST) -> bool:
        """Tell whether an element holds too much of the page to be furniture."""
        return self.of(element) > most * self.total


def weights(root: _Element) -> Weights:
    """Return how many words each element holds, counted in one pass."""
    counts: dict[_Element, int] = {}
    for block in blocks(root):
        count = len(block.words.split())
        counts[block.element] = counts.get(block.element, 0) + count
    sum_up(root, counts)
    return Weights(words=counts, total=counts.get(root, 0))


def take_out(element: _Element) -> None:
    """Remove an element from its tree, and keep the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def without_unseen(root: _Element) -> None:
    """Remove what no browser prints."""
    for element in list(root.iter(*UNSEEN)):
        take_out(element)


def without_furniture(root: _Element) -> None:
    """Remove menus, hidden elements and all that belongs to the site rather than the document."""
    measured = weights(root)
    heaviest = root.find("body")
    for element in list(root.iter()):
        if element is root or element is heaviest:
            continue
        if _is_furniture(element) and not measured.heavy(element, most=_share(element)):
            take_out(element)


def without_menus(root: _Element, words: Cues) -> None:
    """Remove what holds nothing but links, unless the words before it open a list of people."""
    measured = weights(root)
    linked: dict[_Element, list[int]] = {}
    opened_by: dict[_Element, str] = {}
    before = ""
    for block in blocks(root):
        count = sum(len(piece.words.split()) for piece in block.pieces if piece.link)
        for element in (block.element, *ancestors(block.element)):
            if element in opened_by:
                break
            opened_by[element] = before
        linked.setdefault(block.element, []).append(count)
        before = block.words
    counts = {element: sum(found) for element, found in linked.items()}
    sum_up(root, counts)
    for element in list(root.iter("ul", "ol", "td", "div", "p")):
        link_words, all_words = counts.get(element, 0), measured.of(element)
        menu = link_words > all_words * _LINKED and sum(1 for _ in element.iter("a")) > _FEW
        listed = words.key(opened_by.get(element, "").rstrip(" :"))
        if menu and not listed and not measured.heavy(element):
            take_out(element)


def sum_up(root: _Element, counts: dict[_Element, int]) -> None:
    """Add what is counted for each element to what encloses it."""
    for element in reversed(list(root.iter())):
        parent, own = element.getparent(), counts.get(element, 0)
        if parent is not None and own and element is not root:
            counts[parent] = counts.get(parent, 0) + own


def _share(element: _Element) -> float:
    """Return how much of a page an element may hold and be furniture: replies hold most of some."""
    return _NEARLY_ALL if element.tag == "nav" or _REPLIES & tokens(element) else _MOST


def _is_furniture(element: _Element) -> bool:
    if element.tag in _TAGS or (element.get("role") or "").lower() in _ROLES:
        return True
    if _is_hidden(element):
        return True
    if element.tag not in BLOCKS:
        return False
    if element.tag == "header" and _is_site(element):
        return True
    return bool(tokens(element) & _WORDS)


def _is_site(header: _Element) -> bool:
    """Tell whether a header is that of the site: outside of all content, or without a heading."""
    if not any(True for _ in header.iter(*HEADINGS)):
        return not any(one.tag in ("main", "article") for one in ancestors(header))
    return False


def _is_hidden(element: _Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    return bool(_HIDDEN & set((element.get("class") or "").lower().split()))


def without_page_marks(root: _Element, words: Cues) -> None:
    """Remove page numbers that stand among the words: elements for them, "[Page 99]"."""
    for element in list(root.iter()):
        if _PAGE & tokens(element) and len(printed(element)) <= 2 * _SHORT:
            take_out(element)
    named = "|".join(map(re.escape, sorted(words.words["page_words"])))
    mark = re.compile(rf"\s?\[(?:{named})\.? ?\d{{1,5}}\]", re.IGNORECASE)
    for element in root.iter():
        if element.text and "[" in element.text:
            element.text = mark.sub("", element.text)
        if element.tail and "[" in element.tail:
            element.tail = mark.sub("", element.tail)


def without_signs(root: _Element) -> None:
    """Remove links that print a sign for a place of the page, and times at which words were said.

    Times are taken out where there are several: a lone one may be that of the meeting.
    """
    times: list[_Element] = []
    for element in list(root.iter("a", "time", "span", "div", "small")):
        words = printed(element) if element.tag == "a" or _TIMED & tokens(element) else ""
        if element.tag == "a" and words.strip() and not any(map(str.isalnum, words)):
            take_out(element)
        elif words and _CLOCK.fullmatch(words):
            times.append(element)
    for element in times if len(times) > _FEW else ():
        take_out(element)


def without_notes(root: _Element) -> tuple[str, ...]:
    """Remove notes and the marks that lead to them; return the words of the notes."""
    targets: dict[str, None] = {}
    passed: set[str] = set()
    for element in list(root.iter()):
        passed.update(filter(None, (element.get("id"), element.get("name"))))
        if element.tag in _MARKING and _is_note_mark(element):
            ahead = (target for target in _targets(element) if target not in passed)
            targets.update(dict.fromkeys(ahead))
            take_out(element)
    return tuple(_notes(root, targets))


def _names(element: _Element) -> set[str]:
    """Return class, id and role of an element, each name whole."""
    return {name for key in ("class", "id", "role") for name in (element.get(key) or "").split()}


def _is_note_mark(element: _Element) -> bool:
    words = printed(element)
    if len(words) > _SHORT or not _MARK.fullmatch(words):
        return False
    if element.tag == "sup":
        return any(c.isdigit() or c in "*†‡§¶" for c in words) or bool(_targets(element))
    if element.tag == "a":
        return bool(_NOTE_LINK.search(element.get("href") or "")) or bool(
            tokens(element) & {"footnote", "noteref", "fnref", "note", "doc-noteref"}
        )
    return bool(tokens(element) & {"footnote-ref", "noteref", "fnref", "footnote-marker"})


def _targets(element: _Element) -> list[str]:
    links = [element.get("href") or ""] if element.tag == "a" else []
    links += [one.get("href") or "" for one in element.iter("a")]
    return [link.rpartition("#")[2] for link in links if "#" in link]


def _notes(root: _Element, targets: Collection[str]) -> Iterator[str]:
    """Remove the notes that marks lead to, and lists of notes; yield their words."""
    measured = weights(root)
    for element in _noting(root, targets):
        if measured.heavy(element) or element.tag in _LARGE or element.getparent() is None:
            continue
        words = "\n".join(block.words for block in blocks(element))
        take_out(element)
        if words:
            yield words


def _noting(root: _Element, targets: Collection[str]) -> Iterable[_Element]:
    """Return the elements that are notes or hold nothing else, in order."""
    found: dict[_Element, None] = {}
    for element in root.iter():
        named = element.get("id") or element.get("name")
        if named and named in targets:
            found[_whole(element)] = None
        elif _NOTES & _names(element):
            found[element] = None
    return found


def _whole(element: _Element) -> _Element:
    """Return the block in which an anchor opens a note."""
    if element.tag in BLOCKS:
        return element
    return next((one for one in ancestors(element) if one.tag in BLOCKS), element)
