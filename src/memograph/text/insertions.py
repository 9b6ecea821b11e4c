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

_SIGNED = re.compile(
    r"\s*[-–—,]\s*(?:the )?(?:ed|editor|eds|trans|tr|transl|Anm\. d\. Red)\.?$", re.IGNORECASE
)
_DOTS = re.compile(r"^[\s.…?‥-]*$")
_SENTENCE_END = re.compile(r"(?:^|[.?!:;…\"”“(]|\n\s*\n)\s*$")
_CLAUSE = re.compile(r"[,.;:?!—–\"“”\[\]]|\n\s*\n")
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
    inner = " ".join(bracket.inner.split())
    inner = _SIGNED.sub("", inner)
    words = [w.strip(".,;:?!()\"“”'").lower() for w in inner.split()]
    if _DOTS.match(inner) or _is_gap(inner, words, cues):
        return "Gap"
    if _identifies(text, bracket, cues) or (_equative(inner, cues) and _names(inner, cues)):
        return "IdentificationNote"
    if _is_gloss(inner, words, cues) or not _completes(text, bracket, words, cues):
        return "Gloss"
    return "Supplied"


def _is_gloss(inner: str, words: list[str], cues: Cues) -> bool:
    """Tell whether a bracket says by its own words that it explains."""
    opens = len(words) > 1 and cues.has("gloss_openers", words[0])
    return opens or cues.has("gloss_words", inner) or bool(_equative(inner, cues))


def _is_gap(inner: str, words: list[str], cues: Cues) -> bool:
    folded = inner.lower()
    return any(cues.has("gap_words", w) for w in words) or any(
        phrase in folded for phrase in cues.words["gap_phrases"]
    )


def _equative(words: str, cues: Cues) -> int:
    """Return how many characters at the head say no more than "that is"."""
    folded = words.lower()
    for equative in sorted(cues.words["equatives"], key=len, reverse=True):
        if folded.startswith(equative) and folded[len(equative) : len(equative) + 1] in " ,:":
            return len(equative)
    return 0


def _names(inner: str, cues: Cues) -> bool:
    return any(i.sort != "post" or i.name[:1].isupper() for i in identifications(inner, cues))


def _identifies(text: str, bracket: Bracket, cues: Cues) -> bool:
    """Tell whether a bracket names a person, place or office that the words around it mean."""
    found = identifications(bracket.inner, cues)
    if not found:
        return False
    if any(i.certainty != "certain" for i in found):
        return True
    before = _last_word(text, bracket.span.start)
    if any(i.sort == "post" for i in found):
        after = _first_word(text, bracket.span.end)
        named = before[:1].isupper() and is_name_token(before, cues)
        if named or is_name_token(after, cues) or cues.has("honorifics", before):
            return True
        if not any(i.name[:1].isupper() for i in found):
            return False
    return bool(before) and not (
        _is_part_of_name(text, bracket, found, cues) or _stands_in_sentence(text, bracket, cues)
    )


def _stands_in_sentence(text: str, bracket: Bracket, cues: Cues) -> bool:
    """Tell whether a name in a bracket is one of the sentence's own words, not a note on one."""
    before = _last_word(text, bracket.span.start)
    after = _first_word(text, bracket.span.end)
    described = cues.has("determiners", _last_word(text, text.rfind(before, 0, bracket.span.start)))
    if cues.has("pronouns_he", before):
        return False
    titled = cues.has("honorifics", before) and not described
    goes_on = (
        after[:1].isupper() and is_name_token(after, cues) and not cues.has("particles", after)
    )
    opens = _SENTENCE_END.search(text[max(0, bracket.span.start - 3) : bracket.span.start])
    return titled or goes_on or cues.has("function_words", before) or bool(opens)


def _is_part_of_name(
    text: str, bracket: Bracket, found: tuple[Identification, ...], cues: Cues
) -> bool:
    """Tell whether one word goes with the bare name before it, as in "Li [Xiannian]"."""
    before = _last_word(text, bracket.span.start)
    single = len(found) == 1 and found[0].sort == "person" and " " not in found[0].name
    named = before[:1].isupper() and is_name_token(before, cues)
    return single and named and not cues.has("offices", before)


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
    words = words[_equative(words, cues) :].lstrip(" ,:")
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
        or _titled_before(text, bracket.span.start, cues)
        or bool(words and cues.has("function_words", words[0]))
        or (bool(after) and after.isalpha())
        or text[bracket.span.start - 1].isalpha()
        or near.rstrip().endswith(",")
    )


def _titled_before(text: str, end: int, cues: Cues) -> bool:
    """Tell whether a title and one name stand before, as in "Mr. Li [Xiannian]"."""
    words = text[max(0, end - _NEAR) : end].split()
    return len(words) > 1 and words[-1][:1].isupper() and cues.has("honorifics", words[-2])


def _last_word(text: str, end: int) -> str:
    near = text[max(0, end - _NEAR) : end]
    near = re.sub(r"(?:\s*\[[^\[\]]*\])+\s*$", " ", near)
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
    if bracket.inner.strip()[-1:] in "?!.":
        return _sentence_before(text, bracket.span.start, floor)
    start = max(floor, bracket.span.start - _NEAR)
    near = text[start : bracket.span.start].rstrip()
    tokens = list(_WORD.finditer(near))[-_WORDS_BACK:]
    first = _first_of_phrase(near, tokens, cues, whole=whole)
    if first is None:
        return None
    return Span(start + first, start + len(near))


def _sentence_before(text: str, end: int, floor: int) -> Span | None:
    """Return the sentence before a bracket that is a sentence itself, as a translation is."""
    near = text[max(floor, end - 4 * _NEAR) : end].rstrip()
    start = max((near.rfind(mark, 0, len(near) - 1) for mark in ".?!\n)"), default=-1) + 1
    while start < len(near) and near[start].isspace():
        start += 1
    offset = max(floor, end - 4 * _NEAR)
    return Span(offset + start, offset + len(near)) if start < len(near) else None


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
        belongs = whole and _continues(near, tokens, index, cues)
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


def _continues(near: str, tokens: list[re.Match[str]], index: int, cues: Cues) -> bool:
    """Tell whether a word such as "of" leads back to the noun before it."""
    if not index or not cues.has("genitives", tokens[index].group()):
        return False
    before = tokens[index - 1]
    apart = _CLAUSE.search(near[before.start() : tokens[index].start()])
    return not apart and not cues.has("function_words", before.group())
