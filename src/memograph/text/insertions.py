"""Editorial insertions: what an editor put in square brackets, and of which kind it is.

A gap says what cannot be read; a supplied word completes the sentence; a gloss explains the words
before it; an identification says who or what is meant. The words around a bracket decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from memograph.problems import Span
from memograph.text.attendance import is_post
from memograph.text.brackets import Bracket
from memograph.text.cues import Cues
from memograph.text.names import is_name_token, printed_name

Kind = Literal["Gap", "Supplied", "Gloss", "IdentificationNote"]
Certainty = Literal["certain", "likely", "possible"]

_DOTS = re.compile(r"^[\s.…?‥-]*$")
_SENTENCE_END = re.compile(r"(?:^|[.?!:;…\"”“(]|\n)\s*$")
_CLAUSE = re.compile(r"[,.;:?!—–\"“”\n]")
_WORD = re.compile(r"\([^()]*\)|[^\s()]+")
_NEAR = 90
_WORDS_BACK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """One thing that a bracket says is meant: its name, what sort of thing, how surely."""

    name: str
    sort: Literal["person", "place", "post"]
    certainty: Certainty


def insertion_kind(text: str, bracket: Bracket, cues: Cues) -> Kind:
    """Return the kind of an insertion by its words and those around it.

    >>> from memograph.text.brackets import brackets
    >>> from memograph.text.cues import cues
    >>> line = "thank you for this [invitation], the sound centers [radio stations] are [illegible]"
    >>> [insertion_kind(line, b, cues("en")) for b in brackets(line, Span(0, len(line)))]
    ['Supplied', 'Gloss', 'Gap']
    """
    inner = bracket.inner.strip()
    words = [w.strip(".,;:?!()\"“”'").lower() for w in inner.split()]
    if _DOTS.match(inner) or _is_gap(inner, words, cues):
        return "Gap"
    if words and cues.has("gloss_openers", words[0]) and len(words) > 1:
        return "Gloss"
    if cues.has("gloss_words", inner) or any(
        inner.lower().startswith(f"{e} ") for e in cues.words["equatives"]
    ):
        return "IdentificationNote" if _names(inner, cues) else "Gloss"
    if _identifies(text, bracket, cues):
        return "IdentificationNote"
    return "Supplied" if _completes(text, bracket, words, cues) else "Gloss"


def _is_gap(inner: str, words: list[str], cues: Cues) -> bool:
    folded = inner.lower()
    return any(cues.has("gap_words", w) for w in words) or any(
        phrase in folded for phrase in cues.words["gap_phrases"]
    )


def _names(inner: str, cues: Cues) -> bool:
    return any(i.sort != "post" or i.name[:1].isupper() for i in identifications(inner, cues))


def _identifies(text: str, bracket: Bracket, cues: Cues) -> bool:
    """Tell whether a bracket names a person, place or office that the words around it mean."""
    found = identifications(bracket.inner, cues)
    if not found:
        return False
    before = _last_word(text, bracket.span.start)
    after = _first_word(text, bracket.span.end)
    office = any(i.sort == "post" for i in found)
    hedged = any(i.certainty != "certain" for i in found)
    named = before[:1].isupper() and is_name_token(before, cues)
    if office and (named or is_name_token(after, cues) or cues.has("honorifics", before)):
        return True
    if office and not any(i.name[:1].isupper() for i in found):
        return False
    described = cues.has("determiners", _last_word(text, text.rfind(before, 0, bracket.span.start)))
    inside_name = (cues.has("honorifics", before) and not described) or (
        is_name_token(after, cues) and not cues.has("particles", after) and after[:1].isupper()
    )
    if not hedged and (inside_name or cues.has("function_words", before)):
        return False
    if not hedged and _SENTENCE_END.search(
        text[max(0, bracket.span.start - 3) : bracket.span.start]
    ):
        return False
    return hedged or len(found) > 1 or bool(before)


def identifications(inner: str, cues: Cues) -> tuple[Identification, ...]:
    """Return everything that a bracket's words, parted by semicolons, say is meant.

    >>> from memograph.text.cues import cues
    >>> for one in identifications("Republic of Congo (Brazzaville); likely Jean Moke", cues("en")):
    ...     print(one.sort, one.name, one.certainty)
    place Republic of Congo (Brazzaville) certain
    person Jean Moke likely
    """
    found = (_identification(part, cues) for part in re.split(r"\s*;\s*", inner.strip()))
    return tuple(one for one in found if one)


def _identification(part: str, cues: Cues) -> Identification | None:
    words, certainty = _hedge(" ".join(part.split()), cues)
    if not words or any(mark in words for mark in ':"“”'):
        return None
    bare = re.sub(r"\([^()]*\)", " ", words)
    place = [w for w in bare.split() if w[:1].isupper() and cues.has("place_words", w)]
    if place and not is_post(bare, cues):
        return Identification(name=words, sort="place", certainty=certainty)
    name = printed_name(bare.split(",")[0], 0, cues)
    if name and name.named in ("full", "surname") and bare[:1].isupper():
        return Identification(name=name.name, sort="person", certainty=certainty)
    if is_post(bare, cues):
        return Identification(name=words, sort="post", certainty=certainty)
    return None


def _hedge(words: str, cues: Cues) -> tuple[str, Certainty]:
    """Split off what says how sure the editor is; a question mark makes it possible only."""
    certainty: Certainty = "certain"
    if words.endswith("?"):
        words, certainty = words.rstrip("? "), "possible"
    for equative in sorted(cues.words["equatives"], key=len, reverse=True):
        if words.lower().startswith(equative + " "):
            words = words[len(equative) :].lstrip(" ,:")
    for name, value in (("hedges_likely", "likely"), ("hedges_possible", "possible")):
        for hedge in sorted(cues.words[name], key=len, reverse=True):
            if words.lower().startswith(hedge + " "):
                return words[len(hedge) :].strip(" ,:"), _as_certainty(value)
    return words, certainty


def _as_certainty(value: str) -> Certainty:
    return "likely" if value == "likely" else "possible"


def _completes(text: str, bracket: Bracket, words: list[str], cues: Cues) -> bool:
    """Tell whether the sentence needs the bracket's words, as it does not need a gloss."""
    before = _last_word(text, bracket.span.start)
    near = text[max(0, bracket.span.start - 3) : bracket.span.start]
    after = text[bracket.span.end : bracket.span.end + 1]
    if _SENTENCE_END.search(near) and bracket.inner.strip()[-1:] in "?!.":
        return False
    if (
        len(words) > 1
        and cues.has("determiners", words[0])
        and not cues.has("function_words", before)
    ):
        return cues.has("function_words", words[-1])
    return (
        not before
        or bool(_SENTENCE_END.search(near))
        or cues.has("function_words", before)
        or cues.has("honorifics", before)
        or bool(words and cues.has("function_words", words[0]))
        or (bool(after) and after.isalpha())
        or text[bracket.span.start - 1].isalpha()
        or near.rstrip().endswith(",")
    )


def _last_word(text: str, end: int) -> str:
    near = text[max(0, end - _NEAR) : end]
    match = re.search(r"([^\s\[\](),;:.?!\"“”]+)[\s(\"“]*$", near)
    return match.group(1) if match else ""


def _first_word(text: str, start: int) -> str:
    match = re.match(r"\s*([^\s\[\](),;:.?!\"“”]+)", text[start : start + _NEAR])
    return match.group(1) if match else ""


def anchor(
    text: str, bracket: Bracket, floor: int, cues: Cues, *, whole: bool = False
) -> Span | None:
    """Return the words before a bracket that it is about: back to the article, or a run of names.

    The `whole` phrase goes on before "of": "the director of the yard", not "the yard".

    >>> from memograph.text.brackets import brackets
    >>> from memograph.text.cues import cues
    >>> line = "and the sound centers [radio stations]"
    >>> anchor(line, brackets(line, Span(0, 38))[0], 0, cues("en")).cut(line)
    'the sound centers'
    """
    start = max(floor, bracket.span.start - _NEAR)
    near = text[start : bracket.span.start].rstrip()
    tokens = list(_WORD.finditer(near))[-_WORDS_BACK:]
    first = _first_of_phrase(near, tokens, cues, whole=whole)
    if first is None:
        return None
    return Span(start + first, start + len(near))


def _first_of_phrase(
    near: str, tokens: list[re.Match[str]], cues: Cues, *, whole: bool
) -> int | None:
    """Walk back over a phrase; without an article only names and offices belong to it."""
    run: int | None = None
    plain = False
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        word = token.group()
        last = index == len(tokens) - 1
        if not last and _CLAUSE.search(near[token.start() : tokens[index + 1].start()]):
            break
        belongs = whole and index > 0 and cues.has("genitives", word)
        if cues.has("determiners", word) and not belongs:
            before = tokens[index - 1].group() if index else ""
            if not (whole and cues.has("genitives", before)):
                return token.start()
            run, plain = token.start(), False
            continue
        if belongs:
            run, plain = None, False
            continue
        if cues.has("function_words", word):
            break
        named = word[:1].isupper() or word.startswith("(") or cues.has("offices", word)
        plain = plain or not named
        if run is None or (named and not plain):
            run = token.start()
    return run
