"""Whom a designation in minutes means: "the Minister of Trade, Mr. Berg", then "the Minister".

By reference, else by a surname of somebody who is listed; a post once said with a name means its
holder from then on. What is left is a role, and an agent for each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from memograph.model import Person
from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.layout import Attending, Reference
from memograph.text.names import PrintedName, fold, is_name_token

if TYPE_CHECKING:
    from memograph.readers.tei.minutes_people import Register

_WORD: Final = re.compile(r"[^\s,;]+")
_BRACKETS: Final = str.maketrans("", "", "[]()<>")
_WEAK: Final = re.compile(r"(?<=...)(\w)e[nrsm]$")
_NEAR: Final = 40
_INITIAL: Final = re.compile(r"[^\W\d_]{1,3}\.")


class Speakers:
    """Knows who is listed, and learns the posts that go with names, in the order of the text."""

    def __init__(
        self, text: str, known: Register, listed: Sequence[Attending], told: Sequence[Reference]
    ) -> None:
        """Begin with those listed; `told` are the references of the mark-up in the text."""
        self.text = text
        self.cues: Cues = known.cues
        self._known = known
        self._listed = listed
        self._keyless = frozenset(one.person.name for one in listed if not one.person.key)
        self._told = told
        self._starts = [reference.span.start for reference in told]
        self._posts: dict[tuple[str, ...], frozenset[str]] = {}
        self._roles: dict[tuple[str, ...], str] = {}

    def learn(self, designations: Iterable[Span]) -> None:
        """Learn posts that go with names; a post of two people is nobody's."""
        held: dict[tuple[str, ...], set[str]] = {}
        for span in designations:
            content = span.cut(self.text)
            person = self._named(span, content) or self._presiding(span)
            for post in self._offices(content) if person is not None else ():
                held.setdefault(post, set()).add(person or "")
        self._posts = {post: frozenset(names) for post, names in held.items()}

    def chairs(self, heads: Iterable[Span]) -> tuple[Span, ...]:
        """Return where heads name the chair with the post that goes before the name."""
        names = [name for one in self._listed if "chair" in one.roles for name in one.printed]
        found: list[Span] = []
        for head in heads:
            presided = self.cues.search("prose.presided", head.cut(self.text))
            for name in names if presided else ():
                at = self.text.find(name, head.start + presided.end(), head.end) if presided else -1
                if presided and at >= 0:
                    found.append(Span(head.start + presided.end(), at + len(name)))
                    break
        return tuple(found)

    def name(self, span: Span, whole: str = "") -> PrintedName:
        """Return the name of whom a designation means, at its place in the text.

        `whole` is the designation where the text shares a part of it with another one.
        """
        content = whole or " ".join(span.cut(self.text).split())
        person = self._referred(span)
        if person is not None:
            holder = self._by_role(span, content) if person.named == "role" else None
            if holder is not None and holder in self._keyless:
                return PrintedName(
                    titles=(), name=holder, span=span, named=self._known.named(holder)
                )
            return PrintedName(titles=(), name=person.name, span=span, named=person.named)
        tokens = name_tokens(content, self.cues)
        listed = self._by_name(tokens) or (None if tokens else self._by_role(span, content))
        if listed is not None:
            named = self._known.named(listed)
            return PrintedName(titles=(), name=listed, span=span, named=named)
        if tokens and len(tokens) < len(content.split()):
            name = " ".join(tokens) if not self._fits(tokens) else self._ranked(content, tokens)
            return PrintedName(titles=(), name=name, span=span, named="surname")
        return PrintedName(titles=(), name=self._role(content), span=span, named="role")

    def _referred(self, span: Span) -> Person | None:
        """Return the person to whom the mark-up refers by these words."""
        at = bisect_left(self._starts, span.end) - 1
        if at < 0 or self._told[at].span.end <= span.start:
            return None
        return self._told[at].person

    def _by_name(self, tokens: Sequence[str]) -> str | None:
        """Return the one person listed whose surname ends a designation."""
        fits = self._fits(tokens)
        return next(iter(fits)) if len(fits) == 1 else None

    def _fits(self, tokens: Sequence[str]) -> frozenset[str]:
        """Return the people listed whose surname, or the first part of it, ends a designation."""
        if not tokens:
            return frozenset()
        last = fold(tokens[-1])
        wanted = {last, last.removesuffix("s"), fold(" ".join(tokens))}
        for surnames in (_whole_names, _first_parts):
            fits = frozenset(
                one.person.name
                for one in self._listed
                if any(wanted & surnames(name) for name in one.printed)
            )
            if fits:
                return fits
        return frozenset()

    def _ranked(self, content: str, tokens: Sequence[str]) -> str:
        """Return a surname with the rank before it, which tells two of one surname apart."""
        words = content.split()
        begin = len(words) - len(tokens)
        while begin and self.cues.has("ranks", words[begin - 1]):
            begin -= 1
        return " ".join(words[begin:])

    def _by_role(self, span: Span, content: str) -> str | None:
        """Return the one person listed whom a post, a throne or the chair is said to be."""
        return self._by_post(content) or self._sovereign(content) or self._presiding(span)

    def _named(self, span: Span, content: str) -> str | None:
        """Return whom a designation names, by reference or by surname."""
        person = self._referred(span)
        if person is not None and person.named != "role":
            return person.name
        return self._by_name(name_tokens(content, self.cues))

    def _presiding(self, span: Span) -> str | None:
        """Return who is in the chair, if a word such as "presiding" stands before or for a post."""
        before = self.text[max(0, span.start - _NEAR) : span.start].split()[-1:]
        first = span.cut(self.text).split()[:2]
        if not any(self.cues.key(word) == "chair" for word in (*before, *first)):
            return None
        chairs = {one.person.name for one in self._listed if "chair" in one.roles}
        return chairs.pop() if len(chairs) == 1 else None

    def _by_post(self, content: str) -> str | None:
        """Return the one who holds a post, which may be said without all that belongs to it."""
        for wanted in self._offices(content):
            held = set(self._posts.get(wanted, ()))
            if not held and len(wanted) > 1:
                longer = (n for post, n in self._posts.items() if post[: len(wanted)] == wanted)
                held = {name for names in longer for name in names}
            if held:
                return held.pop() if len(held) == 1 else None
        return None

    def _offices(self, content: str) -> tuple[tuple[str, ...], ...]:
        """Return the posts of a designation, whatever their case: keys, not spellings."""
        found: list[list[str]] = []
        before: list[str] = []
        for word in _post_words(content, self.cues):
            if is_office(word, self.cues):
                held = found[-1] if found else before
                found.append(self._adjectives(held))
            (found[-1] if found else before).append(word)
        for post in found:
            while post and self.cues.has("and", post[-1]):
                post.pop()
        return tuple(tuple(_stem(word, self.cues) for word in post) for post in found if post)

    def _adjectives(self, words: list[str]) -> list[str]:
        """Take the adjectives off the end of some words: whose chancellor the next one is."""
        taken: list[str] = []
        while words and words[-1].islower() and words[-1][-1].isalpha():
            if any(self.cues.has(kind, words[-1]) for kind in ("and", "determiners", "oblique")):
                break
            adjective = words.pop()
            if self.cues.key(adjective) is None:
                taken.insert(0, _WEAK.sub(r"\1e", adjective))
        return taken

    def _sovereign(self, content: str) -> str | None:
        """Return the one sovereign or prince listed, if a designation is one."""
        said = content.replace(",", " ").split()
        for address, ranks in (("sovereigns", "sovereigns"), ("highnesses", "princes")):
            if not any(self.cues.has(kind, word) for kind in (address, ranks) for word in said):
                continue
            fits = {
                one.person.name
                for one in self._listed
                if any(self.cues.has(ranks, word) for word in one.person.name.split())
            }
            return fits.pop() if len(fits) == 1 else None
        return None

    def names_nobody(self, span: Span) -> bool:
        """Tell whether words marked as a speaker can be none: pronouns, or a mere adjective."""
        tokens = span.cut(self.text).replace(",", " ").split()
        if all(self.cues.has("determiners", token) for token in tokens):
            return True
        if len(tokens) > 1 or tokens[0][:1].isupper() or self._referred(span) is not None:
            return False
        kinds = ("ranks", "sovereigns", "highnesses", "princes")
        known = any(self.cues.has(kind, tokens[0]) for kind in kinds)
        return not (known or is_office(tokens[0], self.cues) or self.cues.key(tokens[0]))

    def _role(self, content: str) -> str:
        """Return one spelling for all cases of a role, adjectives before it included."""
        content = content.translate(_BRACKETS)
        words = _post_words(content, self.cues) or tuple(content.split())
        at = next((i for i, word in enumerate(words) if is_office(word, self.cues)), 0)
        while (
            len(words) > at + 1 and words[-1].islower() and not _follows_article(words, self.cues)
        ):
            words = words[:-1]
        before = (_WEAK.sub(r"\1e", word) if word.islower() else word for word in words[:at])
        spelled = " ".join((*before, office_form(words[at], self.cues), *words[at + 1 :]))
        known = self._roles.setdefault(tuple(_stem(w, self.cues) for w in spelled.split()), spelled)
        return known[:1].upper() + known[1:]


def _follows_article(words: Sequence[str], cues: Cues) -> bool:
    """Tell whether the last word is an adjective cut off its noun, and no verb behind a role."""
    return cues.has("determiners", words[-2])


def _whole_names(name: str) -> set[str]:
    """Return a name and the surname at its end, folded."""
    return {fold(name), fold(name.rsplit(maxsplit=1)[-1])}


def _first_parts(name: str) -> set[str]:
    """Return the first part of a double surname, folded."""
    first, hyphen, _ = name.rsplit(maxsplit=1)[-1].partition("-")
    return {fold(first)} if hyphen else set()


def _stem(word: str, cues: Cues) -> str:
    """Return what the cases of a word share."""
    forms = [form for form in _forms(fold(word), cues) if len(form) > 3]  # noqa: PLR2004 - "des"
    return min(forms, key=len) if forms else fold(word)


def _post_words(content: str, cues: Cues) -> tuple[str, ...]:
    """Return the words of a designation up to rank, title or name, without its article."""
    tokens = [match.group() for match in _WORD.finditer(content)]
    while tokens and (cues.has("determiners", tokens[0]) or cues.has("oblique", tokens[0])):
        tokens = tokens[1:]
    names = len(name_tokens(content, cues))
    tokens = tokens[: len(tokens) - names]
    if any(cues.has("sovereigns", token) for token in tokens[-1:]):
        return tuple(tokens)
    ranks = (at for at, token in enumerate(tokens) if cues.has("ranks", token))
    return tuple(tokens[: next(ranks, len(tokens))])


def name_tokens(content: str, cues: Cues) -> tuple[str, ...]:
    """Return the name at the end of a designation: what follows a title, an office, or nothing.

    What follows an article or a preposition belongs to the office, as in "Minister of Trade".
    """
    tokens = [match.group() for match in _WORD.finditer(content)]
    found: list[str] = []
    while tokens and _is_bare_name(tokens[-1], cues):
        found.insert(0, tokens.pop())
    if not found:
        return ()
    before = tokens[-1] if tokens else ""
    if before and not (cues.has("ranks", before) or is_office(before, cues)):
        return ()
    return tuple(found)


def _is_bare_name(token: str, cues: Cues) -> bool:
    """Tell whether a word is of a name and neither office, rank nor title."""
    kinds = ("ranks", "sovereigns", "determiners", "function_words", "and")
    if not token[:1].isupper() or not is_name_token(token, cues) or _INITIAL.fullmatch(token):
        return False
    return not is_office(token, cues) and not any(cues.has(kind, token) for kind in kinds)


def is_office(token: str, cues: Cues) -> bool:
    """Tell whether a word is an office or ends with one, in any case, as German compounds do.

    >>> from memograph.text.cues import cues
    >>> is_office("Handelsministers", cues("de")), is_office("Lindner", cues("de"))
    (True, False)
    """
    return any(_names_office(form, cues) for form in _forms(token.strip(".,;()[]"), cues))


def office_form(token: str, cues: Cues) -> str:
    """Return an office in the form in which dictionaries have it, anything else as it is."""
    found = [form for form in _forms(token, cues) if _names_office(form, cues)]
    return min(found, key=len) if found else token


def _forms(word: str, cues: Cues) -> tuple[str, ...]:
    """Return a word as it is and without the endings that cases give it."""
    endings = sorted(cues.words.get("case_endings", ()), key=lambda ending: (-len(ending), ending))
    cut = [word.removesuffix(ending) for ending in endings if word.endswith(ending)]
    return (word, *cut)


def _names_office(word: str, cues: Cues) -> bool:
    folded = word.lower()
    ends = cues.words.get("office_ends", frozenset())
    return bool(word) and (cues.has("offices", word) or folded.endswith(tuple(ends)))
