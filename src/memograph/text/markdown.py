"""Markdown as print: its marks blanked out, all else at its place, its notes told apart.

A text of the same length, in which marks are blanks, can be read as any other; offsets in it are
those of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memograph.problems import Span
from memograph.text.lines import paragraphs, trim
from memograph.text.tokens import compiled

_MARK = (
    r"\[\^?(?P<number>\d{1,3})\](?:\(#[^)\s]{1,60}\))|\[\^(?P<own>[\w-]{1,20})\](?!:)"
    r"|<sup>\[?(?P<raised>\d{1,3})\]?</sup>"
)
_LINK = (
    r"!?\[(?P<words>[^\]\[\n]{1,300})\]"
    r"\((?P<address>[^()\s]{1,400}(?: \"[^\"\n]{0,100}\")?)\)"
)
_STRONG = (
    r"(?<![\w*])(\*\*\*|\*\*)(?=\S)(?:[^*\n]|\*(?!\*)){1,600}?(?<=\S)\1(?![\w*])"
    r"|(?<![\w_])(__)(?=\S)(?:[^_\n]|_(?!_)){1,600}?(?<=\S)\2(?![\w_])"
)
_EMPHASIS = (
    r"(?<![\w*\\])\*(?=[^\s*])[^*\n]{1,600}?(?<=[^\s*\\])\*(?![\w*])"
    r"|(?<![\w_\\])_(?=[^\s_])[^_\n]{1,600}?(?<=[^\s\\])_(?![\w_])"
)
_HEADING = r"(?m)^[ ]{0,3}#{1,6}[ \t]{1,9}|[ \t]{1,9}#{1,9}[ \t]{0,9}$"
_QUOTE = r"(?m)^[ ]{0,3}(?:>[ ]?)+"
_COMMENT = (
    r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,5000}-->"
    r"|<(?:/?(?:a|br|p|div|span|em|strong|b|i|u|sup|sub|hr)\b[^<>\n]{0,200})>"
)
_ESCAPE = r"\\(?=[\\`*_{}\[\]()#+.!>~|-])"
_ITEM = (
    r"(?m)^[ \t]*\d{1,3}\\?[.)][ \t]+(?=[*_]{0,3}[^\W\d_a-z]+\.? (?:[^\W\d_a-z]|[ .'’-]){2,40}:)"
)
_RULE = (
    r"(?m)^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:_[ \t]*){3,}$"
    r"|^[ \t]*={3,}[ \t]*$"
)
_BOX = r"(?m)^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]{1,9}(?P<box>\[[xX✓ ]\])(?=[ \t])"
_HANDLE = r"(?<=\w )(?P<open>\(?)@[\w-]{1,39}(?(open)\)?)(?=[\s,;.)]|$)"
_NOTE = (
    r"\s*(?:\[\^(?P<own>[\w-]{1,20})\]:|\[?f?(?P<number>\d{1,3})\]?(?:\(#[^)\s]{1,60}\))?[.):]?)"
    r"[ \t\u00a0]+(?=\S)"
)
_REFERENCE = r"\[(?P<reference>[^\[\]\n]{4,160})\][\W_]*$"
_SERIES = r"^(?:[^\W\d_][\w .]{0,40}:\s*)?[A-Z]{1,8}[ ]?\d|\b[A-Z]{2,8}\b.*\d{2,}.*/\d"
_REACH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: its key, the span of its words, and where the text bears its mark."""

    key: str
    span: Span
    marks: tuple[int, ...]


def unmarked(text: str) -> str:
    r"""Return a text of the same length whose Markdown marks are blanks.

    >>> unmarked("**MR X**[1](#f1): Yes. _[laughs]_").split()
    ['MR', 'X', ':', 'Yes.', '[laughs]']
    """
    chars = list(text)
    for start, end in _marks(text):
        chars[start:end] = [char if char == "\n" else " " for char in text[start:end]]
    return "".join(chars)


def around_emphasis(text: str, span: Span) -> Span:
    """Return a span with the marks of an emphasis that opens or closes right at its edge.

    >>> around_emphasis("Ada: **No**, _never_", Span(7, 19))
    Span(start=5, end=20)
    """
    start, end = span
    line = Span(text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1))
    for opens, width, closes in _emphasis(text, line):
        if opens + width == start and closes - width <= end:
            start = opens
        if closes - width == end and opens + width >= start:
            end = closes
    return Span(start, end)


def _emphasis(text: str, within: Span) -> Iterator[tuple[int, int, int]]:
    """Yield where an emphasis opens, how wide its marks are, and where it closes."""
    for strong in compiled(_STRONG).finditer(text, *within):
        yield strong.start(), len(strong[1] or strong[2]), strong.end()
    for match in compiled(_EMPHASIS).finditer(text, *within):
        yield match.start(), 1, match.end()


def _marks(text: str) -> Iterator[Span]:
    for pattern in (_MARK, _HEADING, _QUOTE, _COMMENT, _ITEM, _ESCAPE, _RULE):
        yield from (Span(*match.span()) for match in compiled(pattern).finditer(text))
    yield from _boxes(text)
    yield from (Span(*match.span()) for match in compiled(_HANDLE).finditer(text))
    for link in compiled(_LINK).finditer(text):
        yield Span(link.start(), link.start("words"))
        yield Span(link.end("words"), link.end())
    for opens, width, closes in _emphasis(text, Span(0, len(text))):
        yield Span(opens, opens + width)
        yield Span(closes - width, closes)


def _boxes(text: str) -> Iterator[Span]:
    """Yield the boxes of lists: the ticked, and all where none is, which then tell nothing."""
    boxes = [Span(*match.span("box")) for match in compiled(_BOX).finditer(text)]
    ticked = [box for box in boxes if box.cut(text) != "[ ]"]
    yield from ticked or boxes


def is_markdown(text: str) -> bool:
    r"""Tell whether a text bears marks of Markdown, of two kinds at least or notes with links.

    >>> is_markdown("# Talks\n\n**Ada:** Yes."), is_markdown("# Talks"), is_markdown("Ada: Yes.")
    (True, False, False)
    """
    kinds = (_HEADING, _STRONG, _MARK, r"(?m)^```", r"(?<!!)\]\(https?://", r" _\[[^\]\n]+\]_")
    found = [compiled(kind).search(text) is not None for kind in kinds]
    linked = r"\[\^?\d{1,3}\]\(#|(?m:^\[\^[\w-]+\]:)"
    return sum(found) > 1 or compiled(linked).search(text) is not None


def notes(text: str, body: Span) -> tuple[int, tuple[Note, ...]]:
    """Return where the closing notes begin, the end of the body if there are none, and the notes.

    They are the last paragraphs that open with a number, as long as one of them has its mark in
    the text before.
    """
    marks: dict[str, list[int]] = {}
    for match in compiled(_MARK).finditer(text, body.start, body.end):
        key = next(value for value in match.groupdict().values() if value)
        marks.setdefault(key, []).append(match.start())
    found: list[tuple[int, Note]] = []
    for paragraph in reversed(paragraphs(text, body)):
        opens = compiled(_NOTE).match(text, paragraph.start, paragraph.end)
        if opens is None or not marks or _is_body(opens, marks):
            break
        key = opens["own"] or opens["number"]
        at = tuple(mark for mark in marks.get(key, ()) if mark < paragraph.start)
        note = Note(key=key, span=trim(text, opens.end(), paragraph.end), marks=at)
        found.append((paragraph.start, note))
    while found and not found[-1][1].marks:
        found.pop()
    start = found[-1][0] if found else body.end
    return start, tuple(note for _, note in reversed(found))


def _is_body(note: re.Match[str], marks: dict[str, list[int]]) -> bool:
    """Tell whether a numbered paragraph is a point of the text: no mark, or "1." with a stop."""
    key = note["own"] or note["number"]
    pointed = note.group().strip().endswith((".", ")")) and not note["own"]
    return pointed and key not in marks


def marked_words(text: str, mark: int) -> Span:
    """Return the words of the line before a mark: the label or the name that it belongs to."""
    start = max(text.rfind("\n", 0, mark) + 1, mark - _REACH)
    return trim(text, start, mark)


def closing_reference(text: str, body: Span) -> Span | None:
    """Return the call number that stands in brackets at the end of a body, if one does."""
    match = None
    last = text.rfind("[", body.start, body.end)
    if last >= 0:
        match = compiled(_REFERENCE).match(text, last, body.end)
    if match is None or not compiled(_SERIES).search(match["reference"]):
        return None
    return Span(*match.span("reference"))
