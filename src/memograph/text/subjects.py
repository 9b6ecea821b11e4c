"""Who is said to speak: the words before a verb of saying that name a speaker.

A subject is a name, an office, a group, several of them, or the author ("I"). A pronoun is none:
it goes on with whoever spoke before.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.names import (
    AUTHOR,
    PrintedName,
    fold,
    is_crowned,
    is_name_token,
    printed_name,
    role_name,
)

Kind = Literal["titled", "office", "name", "group", "author"]
_TOKEN = re.compile(r"\S+")
_MARKS = "\"'“”„«»‘’*_,;:()[]"
_ELIDED = re.compile(r"^[lLdD][’']")
_BEFORE, _AFTER = 3, 2
_NO_PERSON = (
    "determiners", "function_words", "record_words", "group_words", "side_words", "place_words",
    "not_labels", "pronouns_he", "collectives",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who a subject names and how: by name with or without title, by office, as a group, as I."""

    span: Span
    speakers: tuple[PrintedName, ...]
    kind: Kind


def subject(text: str, span: Span, known: Collection[str], cues: Cues) -> Subject | None:
    """Return who the words of a span name as one that can speak, or None.

    >>> from memograph.text.cues import cues
    >>> found = subject("the Soviet Ambassador", Span(0, 21), (), cues("en"))
    >>> found.kind, found.speakers[0].name
    ('office', 'Soviet Ambassador')
    >>> subject("The proposal", Span(0, 12), (), cues("en")) is None
    True
    """
    words = span.cut(text)
    if starts(words, "reported.oblique", cues):
        return None
    if starts(words, "reported.first", cues):
        return Subject(span=span, speakers=(_author(span),), kind="author")
    if starts(words, "reported.plural", cues) or _is_group(words, cues):
        name = role_name(" ".join(words.split()), cues)
        printed = PrintedName(titles=(), name=name, span=span, named="role")
        return Subject(span=span, speakers=(printed,), kind="group")
    return _several(text, span, known, cues) or _one(text, span, known, cues)


def starts(words: str, name: str, cues: Cues) -> bool:
    """Tell whether words begin as one of the patterns called `name` says."""
    return any(pattern.match(words) for pattern in cues.patterns.get(name, ()))


def _author(span: Span) -> PrintedName:
    return PrintedName(titles=(), name=AUTHOR, span=span, named="role")


def _is_group(words: str, cues: Cues) -> bool:
    joined = " ".join(words.split())
    tokens = joined.split()
    clean = not any(cues.has("genitives", t) or cues.has("and", t) for t in tokens)
    return clean and starts(joined, "reported.groups", cues)


def _several(text: str, span: Span, known: Collection[str], cues: Cues) -> Subject | None:
    """Return "Mr. A and Mr. B" as two; "the Minister of Trade and Industry" is one."""
    pieces = _parted(text, span, cues)
    if len(pieces) == 1:
        return None
    found = [_one(text, piece, known, cues) for piece in pieces]
    whole = tuple(one for one in found if one)
    bare = [fold(one.speakers[0].name) for one in whole if one.kind == "name"]
    if len(whole) < len(found) or any(name not in known for name in bare):
        return None
    second = pieces[-1].cut(text).split()[0]
    if whole[-1].kind == "office" and not cues.has("determiners", second):
        return None
    speakers = tuple(name for one in whole for name in one.speakers)
    return Subject(span=span, speakers=speakers, kind=whole[0].kind)


def _parted(text: str, span: Span, cues: Cues) -> list[Span]:
    pieces: list[Span] = []
    start = end = span.start
    for match in _TOKEN.finditer(text, span.start, span.end):
        if cues.has("and", match.group()) and end > start:
            pieces.append(Span(start, end))
            start = match.end() + 1
        end = match.end()
    return [*pieces, Span(start, span.end)] if start < span.end else [span]


def _one(text: str, span: Span, known: Collection[str], cues: Cues) -> Subject | None:
    polite = _before_article(span.cut(text), cues)
    if polite:
        return _one(text, Span(span.start + polite, span.end), known, cues)
    words = span.cut(text)
    name = printed_name(words, span.start, cues)
    named = name and name.named != "role" and _named(span, words, name, known, cues)
    if named:
        return named
    tokens = [match.group().strip(_MARKS) for match in _TOKEN.finditer(words)]
    split = _name_behind(text, span, known, cues)
    if split:
        return Subject(span=span, speakers=(split,), kind="titled")
    office = _is_office(tokens, cues) or is_crowned(tokens, cues)
    if not office or _leads_in(words, cues):
        return None
    role = role_name(_ELIDED.sub("", " ".join(words.split())), cues)
    printed = PrintedName(
        titles=(), name=role, capitals=words.upper() == words, span=span, named="role"
    )
    return Subject(span=span, speakers=(printed,), kind="office")


def _before_article(words: str, cues: Cues) -> int:
    """Return how long the title before an office with its article is: "M. le Président"."""
    title, _, rest = words.partition(" ")
    article = rest.partition(" ")[0]
    polite = article.islower() and cues.has("determiners", article)
    return len(title) + 1 if polite and cues.has("honorifics", title) else 0


def _named(
    span: Span, words: str, name: PrintedName, known: Collection[str], cues: Cues
) -> Subject | None:
    if any(mark in words for mark in ",;:!?"):
        return None
    if name.titles:
        return Subject(span=span, speakers=(name,), kind="titled")
    if fold(name.name) in known:
        return Subject(span=span, speakers=(name,), kind="name")
    tokens = [token.strip(_MARKS) for token in words.split()]
    tokens = [token for token in tokens if token[1:] != "."]
    if _leads_in(words, cues) or any(_no_person(token, cues) for token in tokens):
        return None
    return Subject(span=span, speakers=(name,), kind="name")


def _leads_in(words: str, cues: Cues) -> bool:
    """Tell whether words begin with one that leads in to a speaker, as "Then" and "In reply" do."""
    return any(starts(words, f"reported.{x}", cues) for x in ("leads", "clauses", "between"))


def _no_person(token: str, cues: Cues) -> bool:
    if cues.has("particles", token) and token[:1].islower():
        return False
    return any(cues.has(name, token) for name in _NO_PERSON) or is_office(token, cues)


def is_office(word: str, cues: Cues) -> bool:
    """Tell whether a word is that of an office, by itself or by its ending."""
    bare = _ELIDED.sub("", word.strip(_MARKS + "."))
    return cues.has("offices", bare) or starts(bare, "reported.offices", cues)


def _is_office(tokens: list[str], cues: Cues) -> bool:
    """Tell whether words are an office with at most few words around its noun."""
    link = next((i for i, t in enumerate(tokens) if i and _links(t, cues)), len(tokens))
    at = next((i for i, t in enumerate(tokens[:link]) if is_office(t, cues)), None)
    if at is None or at > _BEFORE + 1:
        return False
    before, after = tokens[:at], tokens[at + 1 : link]
    last = max(i for i, t in enumerate(tokens[:link]) if is_office(t, cues))
    if not all(_may_precede(i, t, cues) for i, t in enumerate(before)):
        return False
    if not all(is_office(t, cues) or _may_follow(t, cues) for t in after):
        return False
    return len(after) <= _AFTER + last - at and len(tokens) - link <= _BEFORE + _AFTER + 1


def _may_follow(token: str, cues: Cues) -> bool:
    """Tell whether a word behind an office can belong to it, as adjectives do in French."""
    return cues.has("office_modifiers", token) or starts(token, "reported.behind_office", cues)


def _links(token: str, cues: Cues) -> bool:
    word = token.lower()
    return word in cues.words["genitives"] or word in cues.words["office_links"]


def _may_precede(index: int, token: str, cues: Cues) -> bool:
    """Tell whether a word can stand before an office: an article first, then what it is like."""
    if not token or cues.has("pronouns_he", token):
        return False
    if cues.has("determiners", token):
        return index == 0
    if cues.has("office_modifiers", token) or cues.has("honorifics", token):
        return True
    return not cues.has("function_words", token) and token.replace("-", "").isalpha()


def _name_behind(text: str, span: Span, known: Collection[str], cues: Cues) -> PrintedName | None:
    """Return the name behind an office of several words: "Secretary of State Brown".

    It is a known surname, or begins with a title as in "der Minister des Innern Dr. Braun".
    """
    tokens = list(_TOKEN.finditer(text, span.start, span.end))
    words = [token.group().strip(_MARKS) for token in tokens]
    for at in range(_AFTER, len(tokens)):
        last = at == len(tokens) - 1
        titled = not last and cues.has("honorifics", words[at])
        surname = last and fold(words[at]) in known and is_name_token(words[at], cues)
        if not (titled or surname) or _links(words[at - 1], cues):
            continue
        if not _is_office(words[:at], cues):
            continue
        name = printed_name(text[tokens[at].start() : span.end], tokens[at].start(), cues)
        if name and name.named != "role":
            office = role_name(" ".join(text[span.start : tokens[at].start()].split()), cues)
            return replace(name, titles=(office, *name.titles))
    return None
