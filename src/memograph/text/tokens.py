"""How a text splits into numbers, words, blanks and marks, each a Token of one-letter kind.

The kinds of a row of tokens, joined, are its *shape*. The grammars of dates and times are patterns
over shapes, so they need no word of any language. Nothing here knows what a date is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from memograph.text.timewords import Word

NUMBER, WORD, BLANK, BREAK, OTHER = "0", "x", " ", "|", "_"
"""Kinds that hold whatever the vocabulary; a BREAK is a blank line."""

_DASHES = dict.fromkeys("-‐‑‒–—−", "-")
_QUOTES = dict.fromkeys("'’ʼ`", "'")
_MARKS: Mapping[str, str] = {**_DASHES, **_QUOTES, **{mark: mark for mark in ".,/:;()[]?&"}}
_LONGEST_WORD = 32
_ELISIONS = ("l'", "d'", "all'", "dell'", "dall'", "nell'")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled, once, when it is first needed.

    >>> compiled("N:N") is compiled("N:N")
    True
    """
    return re.compile(pattern)


class Token(NamedTuple):
    """A piece of text: its kind, its place, its folded spelling, and what the word stands for."""

    kind: str
    start: int
    end: int
    word: str
    value: float = 0
    capital: bool = False


@cache
def _pieces() -> re.Pattern[str]:
    letter = r"[^\W\d_]"
    return re.compile(
        rf"(?P<number>\d+)|(?P<cjk>[年月日])"
        rf"|(?P<word>{letter}(?:(?![年月日]){letter}|[\u0300-\u036f\u00ad]|['’](?={letter}))*)"
        r"|(?P<blank>[\s\u200b\u2060\ufeff]+)|(?P<mark>.)"
    )


def fold(word: str) -> str:
    """Return a word as vocabularies spell it: composed, lower case, straight apostrophes.

    >>> fold("O’CLOCK")
    "o'clock"
    """
    if len(word) > _LONGEST_WORD:
        return ""
    plain = word.replace("’", "'").replace("\u00ad", "")
    return unicodedata.normalize("NFC", plain).lower()


def tokenize(text: str, start: int, end: int, words: Mapping[str, Word]) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; words of the vocabulary bear its kinds and values."""
    for match in _pieces().finditer(text, start, end):
        first, last = match.span()
        piece = match.group()
        if match.lastgroup == "number":
            yield Token(NUMBER, first, last, piece)
        elif match.lastgroup == "word":
            yield from _word(piece, first, words)
        elif match.lastgroup == "blank":
            yield Token(BREAK if piece.count("\n") > 1 else BLANK, first, last, piece)
        else:
            known = words.get(piece)
            kind = _MARKS.get(piece, piece if piece in "年月日" else OTHER)
            if known:
                yield Token(known.kind, first, last, piece, known.value)
            else:
                yield Token(kind, first, last, piece)


def _word(piece: str, start: int, words: Mapping[str, Word]) -> Iterator[Token]:
    """Yield a word as one token, or as two where an article was elided before a known word."""
    folded = fold(piece)
    end = start + len(piece)
    if known := words.get(folded):
        yield Token(known.kind, start, end, folded, known.value, piece[0].isupper())
        return
    for elision in _ELISIONS:
        known = words.get(folded.removeprefix(elision))
        if folded.startswith(elision) and known:
            cut = start + len(elision)
            yield Token("o" if "d" in elision else "a", start, cut, elision)
            yield Token(known.kind, cut, end, folded.removeprefix(elision), known.value)
            return
    yield Token(WORD, start, end, folded, 0, piece[0].isupper())


def compounds(tokens: Iterable[Token], words: Mapping[str, Word]) -> Iterator[Token]:
    """Yield the tokens, those of hyphenated words of the vocabulary ("après-midi") as one."""
    row = list(tokens)
    index = 0
    while index < len(row):
        token = row[index]
        joined = "-".join(part.word for part in row[index : index + 3 : 2])
        known = words.get(joined) if _is_hyphenated(row, index) else None
        if known:
            yield Token(known.kind, token.start, row[index + 2].end, joined, known.value)
            index += 3
        else:
            yield token
            index += 1


def _is_hyphenated(row: list[Token], index: int) -> bool:
    return (
        index + 2 < len(row)
        and row[index + 1].kind == "-"
        and row[index].word[:1].isalpha()
        and row[index + 2].word[:1].isalpha()
    )


def shape(tokens: Iterable[Token]) -> str:
    """Return the kinds of the tokens, joined.

    >>> shape(tokenize("9.05 to 11", 0, 10, {}))
    '0.0 x 0'
    """
    return "".join(token.kind for token in tokens)
