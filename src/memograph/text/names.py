"""Names of people: titles before them, particles inside them, how fully they name.

A name is recognized by its shape (capitals, initials, particles) and by the cue words around it,
never by a list of names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from memograph.model import Named
from memograph.problems import Span
from memograph.text.cues import Cues

_TOKEN = re.compile(r"[^\s,;]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-\s]?)+(?:[^\W\d_]\.?)?$")
_ELIDED = re.compile(r"^(?:[dlo]|d[aei]ll?|al|el|a[dnrstz]|ash|ben|bin|abd)[’'‑-][^\W\d_a-z]")
_GLUED = re.compile(r"(\b[^\W\d_a-z]\.)(?=[^\W\d_a-z][^\W\d_])")
"""An initial without a blank behind it: "E.Brown"."""

_EDGES = "\"'“”„«»‘’*_"
MAX_TOKENS = 7
_REALM = 5
AUTHOR = "Author"
"""The name, by role, of whoever says "I"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """A name in print: titles before it, the bare name with its span, how fully it names.

    `name` is in ordinary case even if it is printed in capitals.
    """

    titles: tuple[str, ...]
    name: str
    capitals: bool = False
    span: Span
    named: Named


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return what two spellings of one name share: no case, marks, stops, hyphens, apostrophes.

    >>> fold("ZHOU En-lai") == fold("Zhou Enlai")
    True
    """
    plain = unicodedata.normalize("NFKD", _GLUED.sub(r"\1 ", name))
    kept = (c for c in plain if not unicodedata.combining(c) and c not in "-‐‑’'`´.")
    return " ".join("".join(kept).casefold().split())


def tidy(name: str) -> str:
    """Return a name with single blanks and, if it is all capitals, with ordinary case.

    >>> tidy("MAO  ZEDONG"), tidy("McAdam"), tidy("J. R. DE WITT-OAKES")
    ('Mao Zedong', 'McAdam', 'J. R. De Witt-Oakes')
    """
    joined = _GLUED.sub(r"\1 ", " ".join(name.split()))
    letters = [c for c in joined if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters if c.upper() != c.lower()):  # noqa: PLR2004 - "AB" are initials
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), joined)
    return joined


def is_name_token(token: str, cues: Cues) -> bool:
    """Tell whether a word can be part of a personal name.

    >>> from memograph.text.cues import cues
    >>> is_name_token("O’Brien", cues("en")), is_name_token("rules", cues("en"))
    (True, False)
    """
    word = token.strip(_EDGES)
    if not word:
        return False
    if _begins_small(word) and cues.has("particles", word):
        return True
    if _ELIDED.match(word):
        return True
    first = word[0]
    shaped = first.isupper() or (first.isalpha() and not _has_case(first))
    return shaped and all(_is_name_letter(c) for c in word)


def _begins_small(word: str) -> bool:
    """Tell whether a word begins with a small letter of a script that has capitals for names."""
    return word[0].islower() and _has_case(word[0])


def _has_case(letter: str) -> bool:
    """Tell whether a script has capitals that names begin with; Georgian's are for headings."""
    return letter.upper() != letter.lower() and unicodedata.name(letter, "")[:8] != "GEORGIAN"


def _is_name_letter(char: str) -> bool:
    return char.isalpha() or char in "-‐‑’'`´.·" or unicodedata.category(char).startswith("M")


def how_named(name: str, cues: Cues | None = None) -> Named:
    """Tell how fully a bare name names: given name and surname without initials is "full".

    A surname with its particles, as in "von Aspern", is a surname; `cues` know them in capitals.

    >>> how_named("Zhou Enlai"), how_named("J. Smith"), how_named("Smith")
    ('full', 'surname', 'surname')
    """
    tokens = name.split()
    while len(tokens) > 1 and (
        _begins_small(tokens[0])
        or (cues and name.istitle() and len(tokens[0]) < 4 and cues.has("particles", tokens[0]))  # noqa: PLR2004 - "Ben" may be a given name
    ):
        tokens = tokens[1:]
        if len(tokens) == 1:
            return "surname"
    full = [t for t in tokens if len(t.strip(".")) > 1 and not _INITIALS.fullmatch(t)]
    if len(tokens) > 1 and len(full) == len(tokens) and full[0][0].isalpha():
        return "full"
    return "surname"


def _name_behind(
    tokens: list[tuple[str, int]], text: str, cues: Cues
) -> tuple[tuple[str, ...], list[tuple[str, int]]]:
    """Return the titles before a name and the tokens of the name, without letters of honor."""
    titles, count = _titles(tokens, text, cues)
    if titles and cues.has("peers", titles[-1]) and len(tokens) > count + 1:
        count += tokens[count][0].lower() in cues.words["genitives"]
    if count == len(tokens) > 1 and _is_surname(titles, tokens[-1][0], cues):
        titles, count = titles[:-1], count - 1
    rest = tokens[count:]
    if len(rest) > 1 and rest[-1][0].isupper() and cues.has("post_nominals", rest[-1][0]):
        rest = rest[:-1] if titles else rest
    return titles, rest


def printed_name(text: str, offset: int, cues: Cues) -> PrintedName | None:
    """Return the name that `text` (at `offset` of the source) is, or None if it is no name.

    A title alone, such as "The President", is a name by role.

    >>> from memograph.text.cues import cues
    >>> found = printed_name("Comrade Mao Zedong", 0, cues("en"))
    >>> found.titles, found.name, found.named
    (('Comrade',), 'Mao Zedong', 'full')
    >>> printed_name("has set four rules", 0, cues("en")) is None
    True
    """
    tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(text)]
    if not tokens or len(tokens) > MAX_TOKENS + 5:
        return None
    if is_crowned([token.strip(_EDGES) for token, _ in tokens], cues):
        return _role(text, offset, cues)
    titles, rest = _name_behind(tokens, text, cues)
    office = bool(titles) and cues.has("offices", titles[-1].split()[-1])
    linked = office and rest and rest[0][0].lower() in cues.words["office_links"]
    if not rest or linked or (not titles and len(rest) > 1 and cues.has("offices", rest[-1][0])):
        return _by_role(text, offset, tokens, cues)
    if len(rest) > MAX_TOKENS or not all(is_name_token(t, cues) for t, _ in rest):
        return None
    if all(_begins_small(t) and not _ELIDED.match(t) for t, _ in rest):
        return None
    start, end = rest[0][1], rest[-1][1] + len(rest[-1][0])
    bare = text[start:end].strip(_EDGES)
    start += text[start:end].find(bare)
    span = Span(offset + start, offset + start + len(bare))
    return PrintedName(
        titles=titles,
        name=tidy(bare),
        capitals=bare.upper() == bare != bare.lower(),
        span=span,
        named=how_named(tidy(bare)),
    )


def _by_role(
    text: str, offset: int, tokens: list[tuple[str, int]], cues: Cues
) -> PrintedName | None:
    if not any(cues.has("offices", _without_elision(token)) for token, _ in tokens):
        return None
    return _role(text, offset, cues)


def _is_surname(titles: tuple[str, ...], last: str, cues: Cues) -> bool:
    """Tell whether what could be a title is a surname behind one: "Mr. King", not "Mr. Speaker"."""
    bare = last.strip(_EDGES)
    return (
        len(titles) > 1
        and titles[-1] == bare
        and cues.has("courtesies", titles[-2])
        and bare[-1:] != "."
        and is_name_token(bare, cues)
        and not (cues.has("offices", bare) or cues.has("courtesies", bare))
    )


def courtesies(tokens: Sequence[str], cues: Cues) -> int:
    """Return how many words of courtesy stand before an office, articles counted.

    >>> from memograph.text.cues import cues
    >>> courtesies(["el", "señor", "ministro"], cues("es"))
    2
    """
    kinds = ("determiners", "honorifics")
    count = 0
    while count < len(tokens) - 1 and any(cues.has(kind, tokens[count]) for kind in kinds):
        count += 1
    return count


def is_crowned(tokens: list[str], cues: Cues) -> bool:
    """Tell whether words call somebody by rank of birth alone: "the Crown Prince of Sweden".

    >>> from memograph.text.cues import cues
    >>> is_crowned(["The", "King"], cues("en")), is_crowned(["King", "Olav"], cues("en"))
    (True, False)
    """
    links = cues.words["genitives"] | cues.words["office_links"]
    link = next((i for i, token in enumerate(tokens) if i and token.lower() in links), len(tokens))
    own = tokens[:link]
    if link == 0 or len(tokens) - link > _REALM or not cues.has("crowned", own[-1]):
        return False
    before = own[1:-1] if cues.has("determiners", own[0]) else own[:-1]
    known = all(cues.has("crowned", t) or cues.has("crowned_modifiers", t) for t in before)
    return known and own[-1][:1].isupper()


def _role(text: str, offset: int, cues: Cues) -> PrintedName:
    stripped = text.strip()
    start = offset + text.find(stripped)
    return PrintedName(
        titles=(),
        name=role_name(stripped, cues),
        capitals=stripped.upper() == stripped != stripped.lower(),
        span=Span(start, start + len(stripped)),
        named="role",
    )


def role_name(text: str, cues: Cues) -> str:
    """Return a role without article, in ordinary case.

    >>> from memograph.text.cues import cues
    >>> role_name("THE PRIME MINISTER", cues("en"))
    'Prime Minister'
    """
    words = text.split()
    if len(words) > 1 and cues.has("determiners", words[0]):
        words = words[1:]
    words[:1] = [re.sub(r"^[lL][’'](?=\w)", "", word) for word in words[:1]]
    name = tidy(" ".join(words))
    if name != " ".join(words):  # printed in capitals: "PRESIDENT OF THE REPUBLIC"
        small = ("office_links", "determiners", "genitives", "and")
        first, *rest = name.split()
        rest = [w.lower() if any(cues.has(kind, w) for kind in small) else w for w in rest]
        name = " ".join((first, *rest))
    return name[:1].upper() + name[1:]


def _titles(tokens: list[tuple[str, int]], text: str, cues: Cues) -> tuple[tuple[str, ...], int]:
    """Count the leading tokens that are titles; "Foreign Minister" is one title."""
    titles: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index][0].strip(_EDGES)
        later = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        lead = cues.has("determiners", token) or cues.has("title_leads", token)
        if lead and any(cues.has(kind, later) for kind in ("honorifics", "title_leads")):
            index += 1
            continue
        graded = token.lower() in cues.words.get("title_grades", frozenset())
        if titles and graded and later and "." not in token:
            titles[-1] = f"{titles[-1]} {token}"
            index += 1
            continue
        # "HE" is the pronoun unless a title follows.
        excellency = token.startswith("HE") and len(token) == 2  # noqa: PLR2004
        if cues.has("honorifics", token) or (excellency and cues.has("honorifics", later)):
            titles.append(token)
            index += 1
            continue
        length = _office_length(tokens[index:], cues)
        if not length:
            break
        last_token, last_start = tokens[index + length - 1]
        titles.append(" ".join(text[tokens[index][1] : last_start + len(last_token)].split()))
        index += length
    return tuple(titles), index


def _without_elision(token: str) -> str:
    """Return a word without its punctuation and an elided article, as in "l’ambassadeur"."""
    return re.sub(r"^[lLdD][’']", "", token.strip(_EDGES + "."))


def _office_length(tokens: list[tuple[str, int]], cues: Cues) -> int:
    """Count the leading tokens that make up an office such as "First Deputy Prime Minister"."""
    length = 0
    for index, (token, _) in enumerate(tokens):
        word = _without_elision(token)
        if cues.has("offices", word):
            length = index + 1
        elif not cues.has("office_modifiers", word) and not cues.has("honorifics", word):
            break
    return length
