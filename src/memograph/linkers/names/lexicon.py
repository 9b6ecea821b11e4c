"""A lexicon: the words of many names, each once, and which of them are alike a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from memograph.linkers.names.chinese import in_wade
from memograph.linkers.names.keying import firsts
from memograph.linkers.names.letters import cut, plain, spelt_out
from memograph.linkers.names.sounds import sounds
from memograph.linkers.names.tables import groups, table, words
from memograph.linkers.names.untitled import is_title_word, without_particles
from memograph.linkers.names.words import alike, alike_given

_TOKEN: Final = re.compile(r"[^\s,;()\[\]\"“”„«»]+")
_STOP: Final = re.compile(r"(?<=\w\.)(?=[^\W\d_])")
_TIES: Final = re.compile(r"[-‐‑’'ʼ]")
_EDGES: Final = "-‐‑’'ʼ"
_GROUPS: Final = ("same", "sisters", "families")
_LONG: Final = 9
"""From how many letters on two may differ in a word; see `words.alike`."""
_BEHIND: Final = frozenset('(["“”„«»')
_TWO: Final = 2
_BITS: Final = 60
ALONE: Final = 1 << 61
"""The bit of a name of one word."""
FAMILY: Final = 1 << 31
"""The bit of a word that may be the whole family name where that is not the first of a name."""
HALF: Final = 1 << 30
"""The bit of a word that may be a part of a double one."""
_SYLLABLE: Final = 4
"""Letters of a word that may be one with another as short, as in "Il Sung", at most."""
Joins: TypeAlias = Literal["", "particle", "syllable"]


class Hit(NamedTuple):
    """How alike a word is to another: as family names, and as given ones."""

    family: float
    given: float


class Token(NamedTuple):
    """What stands between blanks: its word by number, those of its parts, how they may begin.

    `joins` tells whether it may be one word with the next.
    """

    whole: int
    parts: tuple[int, ...]
    bits: int
    joins: Joins


class Bag(NamedTuple):
    """The words of a name by number, those of a family name with the bit FAMILY or HALF.

    `bits` tell how the words may begin, and whether there is but one.
    """

    words: list[int]
    bits: int


class Lexicon:
    """Words by numbers, with how they may begin, and an index of all that may be alike.

    >>> lexicon = Lexicon()
    >>> _ = lexicon.taken("Gromyko, Andrei"), lexicon.taken("A. Prifti")
    >>> [lexicon.spelled[at] for at in lexicon.alike_to("Gromiko")]
    ['gromyko']
    """

    def __init__(self) -> None:
        """Know no word.

        `spelled` are the words, `firsts` how each may begin, as bits; `initials` are those that may
        stand for longer ones: single letters, and what ends with a stop.
        """
        self.spelled: list[str] = []
        self.firsts: list[int] = []
        self.initials: set[int] = set()
        self._numbers: dict[str, int] = {}
        self._tokens: dict[str, Token] = {}
        self._heard: dict[str, tuple[int, ...]] = {}
        self._plain: dict[tuple[str, int], tuple[list[str], list[int]]] = {}

    def taken(self, name: str) -> Bag:
        """Return the words of a name by number, which are new if need be.

        What may be written as one word counts as one, too, as in "Mac Donald".
        """
        text = cut(name)
        if "." in text:
            text = _STOP.sub(" ", text)
        tokens = _TOKEN.findall(text)
        own: list[int] = []
        bits, joins = 0, ""
        for at, (written, place) in enumerate(zip(tokens, _places(tokens, text), strict=True)):
            token = self._tokens.get(written) or self._token(written)
            bits |= token.bits
            own.append(token.whole | place)
            if token.parts:
                own += [part | HALF if place else part for part in token.parts]
            if joins and (joins == "particle" or token.joins == "syllable"):
                own.append(self._token(tokens[at - 1] + written).whole | place)
            joins = token.joins
        others = tokens[1:] if "," in text else tokens[:-1]
        return Bag(own, bits | ALONE if all(map(is_title_word, others)) else bits)

    def alike_to(self, word: str) -> Mapping[int, Hit]:
        """Return the words that are alike a word in any way but as its initials, and how alike."""
        found = dict.fromkeys(self._near(word))
        for key in _heard_as(word):
            found |= dict.fromkeys(self._heard.get(key, ()))
        hits = ((at, _hit(word, self.spelled[at])) for at in sorted(found))
        return {at: hit for at, hit in hits if hit.given or hit.family}

    def _near(self, word: str) -> Iterator[int]:
        """Yield the words that differ from a word in a few letters, or are one with it."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        own = plain(word)
        most = 1 if len(own) < _LONG else 2
        for length in range(len(own) - most, len(own) + most + 1):
            texts, numbers = self._plain.get((own[:1], length), ((), ()))
            found = extract(own, texts, scorer=OSA.distance, score_cutoff=most, limit=None)
            yield from (numbers[at] for _, _, at in found)
        for other in sorted(_one_with(own) - {own}):
            texts, numbers = self._plain.get((other[:1], len(other)), ((), ()))
            yield from (at for text, at in zip(texts, numbers, strict=True) if text == other)

    def _token(self, text: str) -> Token:
        """Return what stands between blanks, and remember it."""
        known = self._tokens.get(text)
        if known is not None:
            return known
        bare = plain(text)
        edged = text.strip(_EDGES)
        forms: Iterable[str] = (edged,)
        if _TIES.search(edged) and bare:
            # The whole comes first: without an article that is tied to it, as names are compared.
            own, _ = without_particles((text,))
            forms = filter(plain, dict.fromkeys((*own, edged, *_TIES.split(edged))))
        whole, *parts = (self._number(form.casefold()) for form in forms)
        bits = 0
        for word in (whole, *parts):
            bits |= self.firsts[word]
        joins: Joins = ""
        if bare in words("titles", "particles") or bare in words("titles", "small"):
            joins = "particle"
        elif 1 < len(bare) <= _SYLLABLE or in_wade(bare):
            joins = "syllable"
        token = self._tokens[text] = Token(whole, tuple(parts), bits, joins)
        return token

    def _number(self, word: str) -> int:
        """Return the number of a word, which is indexed if it is new."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        at = self._numbers[word] = len(self.spelled)
        self.spelled.append(word)
        bare = plain(word)
        self.firsts.append(bits_of(word))
        if len(bare) == 1 or word.endswith("."):
            self.initials.add(at)
        texts, numbers = self._plain.setdefault((bare[:1], len(bare)), ([], []))
        texts.append(bare)
        numbers.append(at)
        if len(bare) > 1:
            for key in _heard_as(word):
                self._heard[key] = (*self._heard.get(key, ()), at)
        return at


def _places(tokens: Sequence[str], text: str) -> list[int]:
    """Return for each token the bit that tells which part of a family name it may be."""
    count = len(tokens)
    if "," in text:
        family = len(_TOKEN.findall(text.partition(",")[0])) or count
        return [HALF] * (family - 1) + [FAMILY] + [0] * (count - family)
    if count < _TWO or not _BEHIND.isdisjoint(text) or _is_followed(tokens):
        return [FAMILY] * count
    return [0, FAMILY] if count == _TWO else [*[0] * (count - 2), HALF, FAMILY]


def _is_followed(tokens: Sequence[str]) -> bool:
    """Tell whether something stands behind the family name, such as letters of honour."""
    last = plain(tokens[-1])
    if last in words("titles", "behind") or last in table("titles")["generations"]:
        return True
    born = words("titles", "born")
    return len(tokens) > _TWO + 1 and any(plain(each) in born for each in tokens)


@lru_cache(maxsize=4096)
def bits_of(word: str) -> int:
    """Return how a word may begin, as bits; who may stand for one another share a bit.

    >>> bool(bits_of("Bill") & bits_of("William")), bool(bits_of("Ada") & bits_of("Bill"))
    (True, False)
    """
    bits = 0
    for first in firsts(word) - {""}:
        bits |= 1 << (ord(first) % _BITS)
    return bits


def _heard_as(word: str) -> tuple[str, ...]:
    """Return how a word may be heard, or read as Chinese, or spelt with two letters for umlauts."""
    bare, spelt = plain(word), spelt_out(word)
    return (*sorted(sounds(word)), *(f"~{wade}" for wade in in_wade(bare)), f"={spelt}")


def _one_with(bare: str) -> set[str]:
    """Return the words of the lists that stand in a group with a plain word."""
    return {member for key in _GROUPS for member in _members(key, bare)}


def _members(key: str, bare: str) -> Iterator[str]:
    known = groups("given", key)
    own = known.get(bare)
    if own:
        yield from (member for member, firsts_ in known.items() if not own.isdisjoint(firsts_))


def _hit(word: str, other: str) -> Hit:
    chinese = bool(in_wade(plain(word)) and in_wade(plain(other)))
    ways: Sequence[bool] = (False, True) if chinese else (False,)
    return Hit(
        max(alike(word, other, chinese=way).score for way in ways),
        max(alike_given(word, other, chinese=way).score for way in ways),
    )
