"""Titles before and behind names, marks of generation, and particles inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from memograph.linkers.names.letters import plain
from memograph.linkers.names.tables import table, words
from memograph.text.listed_names import is_title

_ARTICLE: Final = re.compile(r"(?:[aAeE]l|a[dnrstz]|ash|[dDlL])[-‐‑’'ʼ](?=[^\W\d_]{3})")
_TWO: Final = 2
_DOTTED: Final = frozenset({"sen", "jun", "vi", "da", "dj"})
"""Marks of generation that are names as well where no stop follows."""


@dataclass(frozen=True, slots=True)
class Bare:
    """Words without titles and marks of generation, the mark, and if there were titles.

    `dropped` is the last title before a name that may be a name itself, as "Rada" may.
    """

    words: tuple[str, ...]
    generation: str
    titled: bool
    dropped: str


def bare(tokens: Sequence[str], *, behind: bool) -> Bare:
    """Return words without titles, which are all of them `behind` a comma at most.

    >>> bare(("Gen.", "Ada", "Brown", "Jr."), behind=False)
    Bare(words=('Ada', 'Brown'), generation='2', titled=True, dropped='')
    >>> bare(("President", "Nixon"), behind=False).dropped
    'President'
    """
    rest, generation = list(tokens), ""
    while rest and (len(rest) > 1 or behind):
        mark = _generation(rest[-1], behind=behind and len(rest) == 1)
        generation = generation or mark
        if not mark and not _is_letters(rest[-1], alone=behind and len(rest) == 1):
            break
        rest.pop()
    count = _leading_titles(rest, all_of_them=behind)
    titled = count > 0 or len(rest) + bool(generation) < len(tokens)
    kept = tuple(rest[count:])
    last = rest[count - 1] if count else ""
    sure = plain(last) in words("titles", "before") or last.endswith(".")
    return Bare(kept, generation, titled, "" if sure else last)


def _generation(token: str, *, behind: bool) -> str:
    word = plain(token)
    known: dict[str, str] = table("titles")["generations"]
    if word not in known or len(word) == 1:
        return ""
    shown = token.isupper() or token.istitle() or behind or token.endswith(".")
    if word in _DOTTED and not (behind or token.endswith(".")):
        return ""
    return known[word] if shown else ""


def _is_letters(token: str, *, alone: bool) -> bool:
    """Tell whether a word is letters of honour behind a name."""
    shown = token.replace(".", "").isupper() or "." in token[:-1] or alone
    return shown and plain(token) in words("titles", "behind")


def _leading_titles(tokens: Sequence[str], *, all_of_them: bool) -> int:
    count, last = 0, len(tokens) - (not all_of_them)
    while count < last and _is_title_at(tokens, count):
        left = len(tokens) - count - 1
        undotted = not tokens[count].endswith(".")
        if left == 1 and undotted and plain(tokens[count]) in words("titles", "also_names"):
            break
        count += 1
    return count


def _is_title_at(tokens: Sequence[str], at: int) -> bool:
    """Tell whether a word is a title, or leads on to one, as in "Prime Minister"."""
    if is_title_word(tokens[at]):
        return True
    led = at + 2 < len(tokens) and plain(tokens[at]) in words("titles", "leads")
    return led and is_title_word(tokens[at + 1])


@lru_cache(maxsize=16_384)
def is_title_word(token: str) -> bool:
    """Tell whether a word before a name is a title.

    >>> is_title_word("Dipl.-Ing."), is_title_word("Minister"), is_title_word("Ada")
    (True, True, False)
    """
    word = plain(token)
    if len(word) == 1 or word in words("titles", "never"):
        return False
    return word in words("titles", "before") or is_title(token.strip("."))


def without_particles(
    tokens: Sequence[str], *, family: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return words without particles, and these; an article that is tied to a word is one.

    They may begin with one in capitals if they are a `family` name.

    >>> without_particles(("Anwar", "el-Sadat")), without_particles(("Le", "Duan"))
    ((('Anwar', 'Sadat'), ('el-',)), (('Le', 'Duan'), ()))
    """
    kept, found = [], []
    for at, token in enumerate(tokens):
        tied = _ARTICLE.match(token)
        if tied:
            found.append(tied[0])
            kept.append(token[tied.end() :])
        elif _is_particle(tokens, at, family=family):
            found.append(token)
        elif plain(token):
            kept.append(token)
    if not kept:
        return tuple(tokens), ()
    return tuple(kept), tuple(found)


def _is_particle(tokens: Sequence[str], at: int, *, family: bool) -> bool:
    token, word = tokens[at], plain(tokens[at])
    if token.endswith("."):
        return False
    if token[:1].islower():
        return word in words("titles", "small") or word in words("titles", "particles")
    if at == 0 and not family:
        sure = words("titles", "lone") if len(tokens) == _TWO else words("titles", "particles")
        return word in sure and word != "al"
    return at < len(tokens) - 1 and word in words("titles", "particles")
