"""A text composed of the words of a marked-up source, and the map from its offsets back there.

Blocks are parted by one blank line, blanks inside a block are folded as a browser folds them. Every
piece that is added may name its place in the source; the map has an entry where the place changes.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from memograph.problems import Problem, Span, Where, problem

_BLANKS: Final = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_USUAL: Final = " \t\r\n"
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids, so that no graph can hold them."""
_NO_CHARACTERS: Final = ("\ufffe", "\uffff")
_Place: TypeAlias = tuple[int | None, int | None, int | None]
_UNKNOWN: Final[_Place] = (None, None, None)
_CONTROLS: Final = tuple(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r")


def is_clean(text: str) -> bool:
    r"""Tell whether a text has none of the characters that XML 1.0 forbids.

    >>> is_clean("One.\tTwo.\n"), is_clean("bell \x07")
    (True, False)
    """
    # To look for one character at a time takes a fifth of the time of the regular expression.
    if any(map(text.__contains__, _CONTROLS)):
        return False
    if text.isascii():
        return True
    try:
        text.encode()  # which refuses surrogates
    except UnicodeEncodeError:
        return False
    return not any(map(text.__contains__, _NO_CHARACTERS))


def is_blank(words: str) -> bool:
    r"""Tell whether words are nothing but blanks and ends of lines as files have them.

    >>> is_blank("\n\t "), is_blank(""), is_blank(" one"), is_blank("\u00a0")
    (True, True, False, False)
    """
    return not words.strip(_USUAL)


def _folded(words: str) -> tuple[str, bool, bool, bool]:
    r"""Return words with their blanks folded and what they hold: blanks before, after, odd signs.

    >>> _folded("\n two  words"), _folded("one\u00a0word")
    (('two words', True, False, False), ('one\xa0word', False, False, True))
    """
    # What can be printed holds no blank but " ", nothing unseen, nothing forbidden: most words can,
    # but for the ends of their lines.
    inner = words.strip(_USUAL)
    if not inner.isprintable():
        inner = inner.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        if not inner.isprintable():
            folded = _BLANKS.sub(" ", _UNSEEN.sub("", words))
            return folded.strip(" "), folded[:1] == " ", folded[-1:] == " ", True
    before, after = words[:1] != inner[:1], words[-1:] != inner[-1:]
    return " ".join(inner.split()) if "  " in inner else inner, before, after, False


class Composition:
    r"""Builds one text, block by block.

    >>> text = Composition("memo.xml")
    >>> text.block("Those", line=3).end, text.add(" present:  two", line=4)
    (5, Span(start=6, end=18))
    >>> text.block("Ann: Yes.", line=7)
    Span(start=20, end=29)
    >>> text.text
    'Those present: two\n\nAnn: Yes.'
    >>> str(text.source_map[1])
    'memo.xml:4'
    """

    def __init__(self, source: str) -> None:
        """Begin with an empty text; `source` names the source in the map."""
        self._source = source
        self._parts: list[str] = []
        self._map: list[Where] = []
        self._place: _Place = _UNKNOWN
        self._length = 0
        self._pending = ""
        self._replaced: list[tuple[int, str]] = []

    @property
    def length(self) -> int:
        """Return the length of the text so far."""
        return self._length

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    @property
    def source_map(self) -> tuple[Where, ...]:
        """Return the places of the source, in order of the offsets where they begin."""
        return tuple(self._map)

    def where(self, offset: int) -> Where:
        """Return an offset of the text as a place; a Record's map leads on to the source."""
        return Where(source=self._source, offset=offset)

    def since(self, start: int) -> str:
        """Return the text from an offset on, at the cost of its own length only."""
        at, kept = self._length, []
        for part in reversed(self._parts):
            if at <= start:
                break
            kept.append(part)
            at -= len(part)
        return "".join(reversed(kept))[max(0, start - at) :]

    @property
    def last(self) -> str:
        """Return the last character so far, if there is one."""
        return self._parts[-1][-1:] if self._parts else ""

    def close(self) -> None:
        """End the block, so that what is added next begins another one."""
        self._pending = "\n\n" if self._length else ""

    def new_line(self) -> None:
        """Begin a new line inside the block."""
        if self._length and self._pending != "\n\n":
            self._pending = "\n"

    def blank(self) -> None:
        """Part what is there by a blank from what comes next."""
        if self._length and not self._pending:
            self._pending = " "

    def block(
        self,
        words: str,
        *,
        line: int | None = None,
        page: int | None = None,
        paragraph: int | None = None,
    ) -> Span:
        """Begin a block with some words, and return the span of what is printed of them."""
        self.close()
        return self.add(words, line=line, page=page, paragraph=paragraph)

    def add(
        self,
        words: str,
        *,
        line: int | None = None,
        page: int | None = None,
        paragraph: int | None = None,
    ) -> Span:
        """Add words to the block, blanks folded; return the span of what is printed of them.

        A blank at either end parts them from their neighbours and is in no span.
        """
        printed, before, after, odd = _folded(words)
        start = self._length
        if before and start and not self._pending:
            self._pending = " "
        if not printed:
            return Span(start, start)
        if self._pending:
            self._parts.append(self._pending)
            start += len(self._pending)
        self._length = start
        self._pending = " " if after else ""
        place = (line, page, paragraph)
        if place not in (self._place, _UNKNOWN):
            self._place = place
            self._map.append(
                Where(source=self._source, line=line, offset=start, page=page, paragraph=paragraph)
            )
        self._parts.append(self._clean(printed) if odd else printed)
        self._length = start + len(printed)
        return Span(start, self._length)

    def _clean(self, words: str) -> str:
        """Replace characters that no graph can hold, and remember where."""
        if is_clean(words):
            return words
        for match in FORBIDDEN.finditer(words):
            self._replaced.append((self._length + match.start(), match.group()))
        return FORBIDDEN.sub("\ufffd", words)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what had to be replaced, as a problem at the first place."""
        if not self._replaced:
            return ()
        offset, first = self._replaced[0]
        place = Where(source=self._source, offset=offset)
        values = {"count": len(self._replaced), "first": f"U+{ord(first):04X}"}
        return (problem("MG109", place, **values),)
