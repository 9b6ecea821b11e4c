"""Turns of reported speech in minutes that mark their speakers inside the sentences.

A turn begins with the sentence whose subject is a marked speaker, or with that speaker's clause if
the sentence began with somebody else, and lasts to the next turn or the next heading. Speakers
who are marked in another case than the subject's are spoken of, unless the sentence has no other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.problems import Span
from memograph.readers.tei.minutes_people import is_person
from memograph.readers.tei.minutes_speakers import Speakers, is_office, office_form
from memograph.text.cues import Cues
from memograph.text.labels import Label
from memograph.text.names import PrintedName

if TYPE_CHECKING:
    from memograph.readers.tei.minutes_text import Mark, RunningText

_SPEAKING: Final = frozenset({"talking-minister", "speaker", "speaking", "sprechendeperson"})
_SPACED: Final = frozenset({"letterspaced", "spaced", "spaced-out", "gesperrt", "sperrung"})
_STOP: Final = re.compile(r"(?P<word>[^\s.!?]*)[.!?][\"”“»«’)\]]*\s+(?=[\"„“»«(\[]?[^\W\d_])")
_CLAUSE: Final = re.compile(r"[,;:–—]\s+")
_NUMBER: Final = re.compile(r"[\[(]?(?:[IVXLC]+|\d{1,2}|[a-z])[.)]\]?\s+")
_OFFICE_OF: Final = re.compile(r"(?<!\w)(?P<office>[^\W\d_]+) (?P<of>[^\W\d_]+) $")
_VOWEL: Final = re.compile("[aeiouy]")
_CAPITALIZED = 5
_LONGEST_LINK = 40
_MANY_BLOCKS = 500
"""How many blocks can stand inside another before a speaker in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpeaker:
    """The words that the mark-up says to be a speaker, and whether they are a subject.

    `whole` is what they stand for if they share a word: "the Ministers of Trade and of *Justice*".
    """

    span: Span
    subject: bool
    whole: str = ""


def marked_speakers(running: RunningText, cues: Cues) -> tuple[MarkedSpeaker, ...]:
    """Return the speakers that the mark-up marks, in order, words that belong together as one."""
    spans: list[Span] = []
    for mark in running.all("hi", "rs", "persName", "name", "seg"):
        if not _is_speaker(mark):
            continue
        if spans and mark.span.start < spans[-1].end:
            continue
        if spans and _is_parted(running.text, spans[-1], mark.span, cues):
            spans[-1] = Span(spans[-1].start, mark.span.end)
        else:
            spans.append(_with_office(running.text, mark.span, cues))
    wholes = completed(running.text, spans, cues)
    return tuple(
        MarkedSpeaker(span=span, subject=_is_subject(running.text, span, cues), whole=whole)
        for span, whole in zip(spans, wholes, strict=True)
    )


def completed(text: str, spans: Sequence[Span], cues: Cues) -> tuple[str, ...]:
    """Return for each designation what it stands for where it shares its office with another.

    >>> from memograph.text.cues import cues
    >>> text = "der Kriegs- und der Justizminister"
    >>> completed(text, (Span(4, 11), Span(20, 34)), cues("de"))
    ('Kriegsminister', '')
    >>> text = "die Minister des Handels und der Justiz"
    >>> completed(text, (Span(4, 24), Span(33, 39)), cues("de"))
    ('', 'Minister der Justiz')
    """
    wholes = [""] * len(spans)
    for at in range(len(spans) - 2, -1, -1):
        words, following = spans[at].cut(text), wholes[at + 1] or spans[at + 1].cut(text)
        if words.endswith("-") and _shares(text, spans[at], spans[at + 1], cues):
            ending = _office_end(following.split()[0], cues)
            wholes[at] = words.removesuffix("-") + ending if ending else ""
    for at in range(1, len(spans)):
        words, before = spans[at].cut(text), (wholes[at - 1] or spans[at - 1].cut(text)).split()
        of = text[spans[at - 1].end : spans[at].start].split()[-1:]
        if len(words.split()) == 1 and len(before) > 1 and of and cues.has("determiners", of[0]):
            shared = is_office(before[0], cues) and cues.has("determiners", before[1])
            if (
                shared
                and not wholes[at]
                and not is_office(words, cues)
                and _shares(text, spans[at - 1], spans[at], cues)
            ):
                wholes[at] = f"{office_form(before[0], cues)} {of[0]} {words}"
    return tuple(wholes)


def _shares(text: str, one: Span, other: Span, cues: Cues) -> bool:
    """Tell whether only words that join stand between two designations."""
    return _links(text[one.end : other.start], cues)


def _office_end(word: str, cues: Cues) -> str:
    """Return the office that a compound ends with."""
    form = office_form(word, cues).lower()
    ends = [end for end in cues.words.get("office_ends", frozenset()) if form.endswith(end)]
    return max(ends, key=lambda end: (len(end), end), default="")


def _is_parted(text: str, before: Span, after: Span, cues: Cues) -> bool:
    """Tell whether two marks are one designation: nothing between, or "and" behind a hyphen."""
    between = text[before.end : after.start].strip()
    return not between or (text[before.end - 1] == "-" and cues.has("and", between))


def _with_office(text: str, span: Span, cues: Cues) -> Span:
    """Return a mark with the office before it, where only what it is the office of is marked."""
    if len(span.cut(text).split()) > 1:
        return span
    found = _OFFICE_OF.search(text, max(0, span.start - _LONGEST_LINK), span.start)
    if (
        not found
        or not cues.has("determiners", found["of"])
        or not is_office(found["office"], cues)
    ):
        return span
    return Span(found.start(), span.end)


def _is_speaker(mark: Mark) -> bool:
    """Tell whether an element is marked as a speaker: by its kind, or a name printed spaced."""
    element = mark.element
    told = (element.get(name) or "" for name in ("subtype", "type", "ana", "role", "rend"))
    kinds = {word.strip("#").lower() for words in told for word in words.split()}
    if _SPEAKING & kinds:
        return True
    if element.tag != "hi" or not _SPACED & kinds:
        return False
    return any(is_person(inner) for inner in element.iter("rs", "persName", "name"))


def _is_subject(text: str, span: Span, cues: Cues) -> bool:
    """Tell whether nothing before or at the head of some words shows another case."""
    before = text[max(0, span.start - _LONGEST_LINK) : span.start].split()
    first = span.cut(text).split()[0]
    return not (cues.has("oblique", first) or (before and cues.has("oblique", before[-1])))


def labels(
    running: RunningText,
    found: Sequence[MarkedSpeaker],
    speakers: Speakers,
    silent: Sequence[Span],
) -> tuple[Label, ...]:
    """Return a label for each turn of reported speech: where it begins and who speaks."""
    blocks = [mark.span for mark in running.all("p", "ab", "item", "seg", "l", "row")]
    starts = [block.start for block in blocks]
    told: list[Label] = []
    for sentence, group in _sentences(running, found, (blocks, starts), speakers.cues):
        opens = _behind_number(running.text, sentence)
        before: tuple[PrintedName, ...] = ()
        for begin, several in _clauses(running.text, opens, group, speakers.cues):
            names = tuple(speakers.name(one.span, one.whole) for one in several)
            if [name.name for name in names] != [name.name for name in before]:
                opening = sentence if begin == opens else begin
                told.append(_label(Span(opening, begin), several, names))
            before = names
    return tuple(label for label in told if not _is_silent(label, silent))


def _label(
    opening: Span, several: Sequence[MarkedSpeaker], names: tuple[PrintedName, ...]
) -> Label:
    """Return the label of a turn, which opens with the number of its point, if it has one."""
    span = Span(several[0].span.start, several[-1].span.end)
    distinct = tuple({name.name: name for name in names}.values())
    return Label(
        span=span, opens=opening.start, after=opening.end, style="reported", speakers=distinct
    )


def _is_silent(label: Label, silent: Sequence[Span]) -> bool:
    at = bisect_right(silent, Span(label.span.start, label.span.start)) - 1
    return any(span.contains(label.span) for span in silent[max(at, 0) : at + 2])


def _behind_number(text: str, start: int) -> int:
    found = _NUMBER.match(text, start)
    return found.end() if found else start


def _sentences(
    running: RunningText,
    found: Sequence[MarkedSpeaker],
    blocks: tuple[Sequence[Span], Sequence[int]],
    cues: Cues,
) -> Iterator[tuple[int, list[MarkedSpeaker]]]:
    """Yield where a sentence begins and the speakers marked in it."""
    begun: int | None = None
    group: list[MarkedSpeaker] = []
    for one in found:
        floor = _block_start(one.span.start, *blocks)
        if group and floor <= group[-1].span.start:
            start = sentence_start(running.text, group[-1].span.end, one.span.start, cues)
        else:
            start = sentence_start(running.text, floor, one.span.start, cues)
            if start is None or _NUMBER.fullmatch(running.text, floor, start):
                start = floor
        if start is None or start == begun:
            group.append(one)
            continue
        if group and begun is not None:
            yield begun, group
        begun, group = start, [one]
    if group and begun is not None:
        yield begun, group


def _block_start(offset: int, blocks: Sequence[Span], starts: Sequence[int]) -> int:
    """Return where the innermost block begins that holds an offset, else the offset itself."""
    at = bisect_right(starts, offset) - 1
    for block in reversed(blocks[max(0, at - _MANY_BLOCKS) : at + 1]):
        if offset < block.end:
            return block.start
    return offset


def sentence_start(text: str, after: int, before: int, cues: Cues) -> int | None:
    """Return where the last sentence begins that starts between two offsets, if one does."""
    last = None
    for found in _STOP.finditer(text, after, min(before + 2, len(text))):
        if found.end() > before:
            break
        word = text[found.end() : found.end() + _LONGEST_LINK].split(maxsplit=1)[0]
        if _ends_sentence(found["word"], word.strip('"„“»«(['), cues):
            last = found.end()
    return last


def _ends_sentence(word: str, following: str, cues: Cues) -> bool:
    """Tell whether a word with a stop ends a sentence, given the word behind it."""
    bare = word.strip('"„“»«()[]')
    if not following[:1].isupper() or (len(bare) == 1 and bare.isalpha()):
        return False
    if bare.isascii() and bare.islower() and not _VOWEL.search(bare):
        return False
    if cues.has("abbreviations", f"{bare}.") or cues.has("ranks", f"{bare}."):
        return False
    opens = cues.has("function_words", following) or cues.has("determiners", following)
    if bare[-1:].isdigit() or bare[-1:] == "%":
        return opens
    if bare[:1].isupper() and len(bare) < _CAPITALIZED:
        return opens and any(char.islower() for char in bare[1:])
    return True


def _clauses(
    text: str, opens: int, group: Sequence[MarkedSpeaker], cues: Cues
) -> Iterator[tuple[int, list[MarkedSpeaker]]]:
    """Yield where the speech of each speaker of a sentence begins; joint speakers as one."""
    subjects = [one for one in group if one.subject] or list(group[:1])
    begin, several = opens, [subjects[0]]
    for one in subjects[1:]:
        between = text[several[-1].span.end : one.span.start]
        if _links(between, cues):
            several.append(one)
            continue
        cuts = [m.end() for m in _CLAUSE.finditer(text, several[-1].span.end, one.span.start)]
        if cuts:
            yield begin, several
            begin, several = cuts[-1], [one]
    yield begin, several


def _links(between: str, cues: Cues) -> bool:
    """Tell whether some words only join two names, as "and the" does."""
    if len(between) > _LONGEST_LINK:
        return False
    tokens = between.replace(",", " ").split()
    joins = any(cues.has("and", token) for token in tokens) or "," in between
    known = ("and", "determiners", "ranks", "office_modifiers")
    return joins and all(any(cues.has(kind, t) for kind in known) for t in tokens)
