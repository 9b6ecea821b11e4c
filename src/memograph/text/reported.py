"""Reported speech: paragraphs that open with who said something, such as "Mr. Brown replied that".

Every paragraph that names a new speaker before a verb of saying opens a turn; the others go on
with it, also those that begin with "He said". Nothing is split inside of a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.head_keys import is_talk_line
from memograph.text.labels import Label
from memograph.text.lines import Paragraph, lines
from memograph.text.subjects import Subject, is_office, starts, subject

_PREFIX = re.compile(
    r"(?:\[[^\]\n]{1,20}\]\s*|\([A-Z]{1,3}(?:[/-][A-Z]{1,3})*\)\s*|\(?\d{1,3}[.)]\s+|[a-z]\)\s+"
    r"|[-•–—*]\s+|[\"“„«'])*"
)
_TOKEN = re.compile(r"\S+")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]\n]{1,60}[)\]]")
_BLANK = re.compile(r",?\s+")
_KEY = re.compile(r"[\s*_]*(?P<key>[^:\n]{2,60}?)[\s*_.]*(?::|$)")
_REACH, _FAR = 240, 600
_LONGEST, _LEAD, _INTERPOSED = 9, 12, 3
_HEADING = 4
_ADVERBS = 4
_SHORT = 80
_STRAY = 2
_WORDS = 3
_ABBREVIATED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a paragraph opens: who speaks, and whether the verb alone tells of speech."""

    subject: Subject
    paragraph: Span
    strong: bool

    def label(self) -> Label:
        """Return the opening as a label: the subject's words; what is said is the paragraph."""
        return Label(
            span=self.subject.span,
            opens=self.paragraph.start,
            after=self.paragraph.start,
            style="reported",
            speakers=self.subject.speakers,
            collective=self.subject.kind == "group",
        )


def reported_labels(
    text: str, found: Sequence[Paragraph], known: Collection[str], cues: Cues
) -> tuple[Label, ...]:
    r"""Return a label of style "reported" for every paragraph that opens with a speaker.

    `known` holds the folded names and surnames of those who were there.

    >>> from memograph.text.cues import cues
    >>> from memograph.text.lines import paragraphs
    >>> text = "After lunch, the Mayor said no.\n\nHe smiled.\n\nMr. Brown replied."
    >>> found = reported_labels(text, paragraphs(text), (), cues("en"))
    >>> [(label.span.cut(text), label.opens) for label in found]
    [('the Mayor', 0), ('Mr. Brown', 45)]
    """
    opened = [one for p in found if (one := opening(text, p.span, known, cues))]
    labels = [(one, one.label()) for one in opened]
    counts = Counter(label.key for _, label in labels)
    return tuple(label for one, label in labels if _believes(one, label, counts[label.key], known))


def _believes(one: Opening, label: Label, count: int, known: Collection[str]) -> bool:
    """Tell whether a bare name is that of a speaker: of one known, or one who speaks again."""
    if one.subject.kind != "name" or any(name in known for name in label.names):
        return True
    capitals = all(speaker.capitals for speaker in label.speakers)
    return one.strong and (count > 1 or capitals)


def opening(
    text: str,
    paragraph: Span,
    known: Collection[str],
    cues: Cues,
    *,
    whole: Span | None = None,
) -> Opening | None:
    """Return who is said to speak at the head of a paragraph, if it opens so.

    `whole` is the paragraph with the heading that runs in to it.
    """
    prefix = _PREFIX.match(text, paragraph.start, paragraph.end)
    at = prefix.end() if prefix else paragraph.start
    far = min(paragraph.end, at + _FAR)
    if not _tells(_verbs(cues)).search(text, at, far):
        return None
    tokens = _first_sentence(text, at, min(paragraph.end, at + _REACH), cues)
    scene = _Scene(text=text, tokens=tokens, end=far, known=known, cues=cues)
    behind = _behind_heading(scene, paragraph)
    if behind:
        return opening(text, behind, known, cues, whole=paragraph)
    found = next((one for index in _starts(scene) if (one := _subject_at(scene, index))), None)
    turned = None if found and found[0].kind != "name" else _inverted(scene)
    if turned:
        return Opening(subject=turned, paragraph=whole or paragraph, strong=True)
    if found:
        return Opening(subject=found[0], paragraph=whole or paragraph, strong=found[1] == "strong")
    return None


def _behind_heading(scene: _Scene, paragraph: Span) -> Span | None:
    """Return what follows a heading that runs in to a paragraph: "Air access. The Minister said".

    It has few words, none of which tells that somebody speaks or who does.
    """
    tokens = scene.tokens
    if not 0 < len(tokens) <= _HEADING or tokens[-1].end >= paragraph.end:
        return None
    content = scene.text[tokens[0].start : tokens[-1].end]
    words = [token.cut(scene.text).strip(".,:;") for token in tokens]
    spoken = any(p.search(content) for p in _verbs(scene.cues))
    if content[-1] not in ".:" or spoken or scene.cues.has("pronouns_he", words[0]):
        return None
    if starts(words[0], "reported.first", scene.cues) or starts(
        words[0], "reported.plural", scene.cues
    ):
        return None
    return Span(tokens[-1].end + 1, paragraph.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """The first sentence of a paragraph, in tokens, and what is needed to read it."""

    text: str
    tokens: tuple[Span, ...]
    end: int
    known: Collection[str]
    cues: Cues

    def word(self, index: int) -> str:
        return self.tokens[index].cut(self.text)


def _verbs(cues: Cues) -> tuple[re.Pattern[str], ...]:
    return (*cues.patterns["reported.verbs"], *cues.patterns["reported.weak"])


@cache
def _tells(verbs: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """Return what finds any verb of speech at once: only words that begin so are looked at."""
    return re.compile(r"\b(?:" + "|".join(f"(?:{p.pattern})" for p in verbs) + ")", re.IGNORECASE)


def _first_sentence(text: str, start: int, end: int, cues: Cues) -> tuple[Span, ...]:
    found: list[Span] = []
    for match in _TOKEN.finditer(text, start, end):
        if found and match.group()[:1].isupper() and _ends(found[-1].cut(text), cues):
            break
        found.append(Span(*match.span()))
    return tuple(found)


def _ends(word: str, cues: Cues) -> bool:
    """Tell whether a word ends its sentence: a stop behind a title or an initial ends none."""
    if word[-1] in "?!":
        return True
    bare = word.strip("()[],").rstrip(".")
    short = len(bare) <= _ABBREVIATED or "." in bare or cues.has("honorifics", bare)
    return word[-1] == "." and not short


def _starts(scene: _Scene) -> Iterator[int]:
    """Yield where the subject may begin: first, behind a comma, or after words that lead in."""
    if not scene.tokens:
        return
    words = scene.tokens[0].cut(scene.text)
    head = scene.text[scene.tokens[0].start : scene.tokens[0].start + _REACH]
    commas = [i + 1 for i in range(len(scene.tokens) - 1) if scene.word(i)[-1] == ","]
    yield 0
    if scene.cues.has("pronouns_he", words.strip(",")):
        return
    if starts(head, "reported.verb_second", scene.cues):
        yield from (1,) if starts(head, "reported.between", scene.cues) else ()
        return
    if starts(head, "reported.clauses", scene.cues):
        yield from commas
    if starts(head, "reported.leads", scene.cues):
        yield from (i for i in range(1, min(_LEAD, len(scene.tokens))) if not _joins(scene, i - 1))
    yield from commas


def _joins(scene: _Scene, index: int) -> bool:
    """Tell whether a word is "and": what follows it is half of a subject at best."""
    return scene.cues.has("and", scene.word(index))


def _subject_at(scene: _Scene, index: int) -> tuple[Subject, Literal["strong", "weak"]] | None:
    """Return the subject that begins at a token, if a verb of saying follows it."""
    start = scene.tokens[index].start
    for token in scene.tokens[index : index + _LONGEST]:
        word = token.cut(scene.text)
        end = token.end - (len(word) - len(word.rstrip(",")))
        verb = _verb_behind(scene, end)
        found = verb and subject(scene.text, Span(start, end), scene.known, scene.cues)
        if verb and found:
            return found, verb
        if word[-1] in ",;:)":
            break
    return None


def _verb_behind(scene: _Scene, at: int) -> Literal["strong", "weak"] | None:
    """Tell whether a verb of saying follows, behind brackets, an apposition or adverbs."""
    bracket = _BRACKET.match(scene.text, at, scene.end)
    if bracket and _supplied(scene, bracket):
        return "strong"
    at = bracket.end() if bracket else at
    found = _verb_at(scene, at)
    if found or scene.text[at : at + 1] != ",":
        return found
    behind = at
    for _ in range(_INTERPOSED):
        behind = scene.text.find(",", behind + 1, min(scene.end, at + _REACH // 2))
        if behind < 0:
            return None
        found = _verb_at(scene, behind)
        if found:
            return found
    return None


def _supplied(scene: _Scene, bracket: re.Match[str]) -> bool:
    """Tell whether an editor has put in the verb of saying: "Comrade Brown [says] that"."""
    inner = bracket.group().strip(" [()]")
    return any(p.fullmatch(inner) for p in scene.cues.patterns["reported.verbs"])


def _verb_at(scene: _Scene, at: int) -> Literal["strong", "weak"] | None:
    for _ in range(_ADVERBS):
        blank = _BLANK.match(scene.text, at, scene.end)
        if not blank:
            return None
        at = blank.end()
        if scene.text[at : at + 1].isupper():
            return None  # "UNITED STATES SENATE" is a heading
        if _matches(scene, "reported.verbs", at):
            return "strong"
        if _matches(scene, "reported.weak", at):
            return "weak"
        skipped = _matches(scene, "reported.between", at)
        if not skipped:
            return None
        at = skipped.end()
    return None


def _matches(scene: _Scene, name: str, at: int) -> re.Match[str] | None:
    patterns = scene.cues.patterns.get(name, ())
    return next((m for p in patterns if (m := p.match(scene.text, at, scene.end))), None)


def _inverted(scene: _Scene) -> Subject | None:
    """Return the subject behind its verb, as in "Hierauf bemerkt der Finanzminister"."""
    if "reported.inverted" not in scene.cues.patterns or not scene.tokens:
        return None
    if scene.cues.has("pronouns_he", scene.word(0)):
        return None
    for index in range(min(2 * _LEAD, len(scene.tokens))):
        if _matches(scene, "reported.verbs", scene.tokens[index].start) or _matches(
            scene, "reported.weak", scene.tokens[index].start
        ):
            found = _subject_behind(scene, index + 1)
            if found:
                return found
    return None


def _subject_behind(scene: _Scene, index: int) -> Subject | None:
    while index < len(scene.tokens) and _matches(
        scene, "reported.inverted", scene.tokens[index].start
    ):
        index += 1
    best: Subject | None = None
    for last in range(index, min(index + _LONGEST, len(scene.tokens))):
        word = scene.word(last)
        span = Span(scene.tokens[index].start, scene.tokens[last].end)
        span = Span(span.start, span.end - (len(word) - len(word.rstrip(",.;:"))))
        found = subject(scene.text, span, scene.known, scene.cues)
        if found and found.kind != "name" and (best is None or _goes_on(scene, last, found)):
            best = found
        if word[-1] in ",;:)":
            break
    return best


def _goes_on(scene: _Scene, last: int, found: Subject) -> bool:
    """Tell whether one more word belongs to a subject: to its name, or to what it is head of."""
    word = scene.word(last)
    if not word[:1].isupper():
        return False
    before = scene.word(last - 1)
    if found.kind == "titled":
        return not scene.cues.has("determiners", before)
    linked = scene.cues.has("genitives", before) or scene.cues.has("office_links", before)
    return linked or is_office(word, scene.cues)


def behind_lists(
    text: str, within: Span, labels: tuple[Label, ...], cues: Cues
) -> tuple[Label, ...]:
    """Return the labels without stray ones before the list of those present."""
    if not labels:
        return labels
    middle = (within.start + within.end) // 2
    for line in lines(text, Span(within.start, max(labels[-1].opens, middle))):
        key = _KEY.match(text, line.start, line.end)
        names = is_talk_line(text, line, cues)
        if not names and (not key or cues.key(key["key"]) != "participants"):
            continue
        after = tuple(label for label in labels if label.opens > line.start)
        early = line.start < middle  # half of a text stands behind the list that heads it
        if len(labels) - len(after) <= _STRAY and (early or len(after) > _STRAY):
            labels = after
    return labels


def chosen(
    text: str, verbatim: tuple[Label, ...], reported: tuple[Label, ...], known: Collection[str]
) -> tuple[Label, ...]:
    """Return the labels that carry the text: the verbatim ones, unless more paragraphs report.

    A text that reports keeps the colons behind those who are titled or known to be there.
    """
    opened = {label.opens for label in verbatim}
    told = [label for label in reported if label.opens not in opened]
    if len(told) <= len(verbatim):
        return with_capitals(text, verbatim, reported, known)
    colons = [
        label
        for label in verbatim
        if label.style == "colon"
        and label.opens > told[0].opens
        and (label.titled or any(name in known for name in label.names))
        and len(_rest_of_line(text, label).split()) >= _WORDS
    ]
    return tuple(sorted((*told, *colons), key=lambda label: label.opens))


def with_capitals(
    text: str, verbatim: tuple[Label, ...], reported: tuple[Label, ...], known: Collection[str]
) -> tuple[Label, ...]:
    """Return the labels with the speakers of reported words printed as labels are: in capitals.

    "MR. BROWN: No." and "MR. GREEN asked why." stand side by side in one record; running text
    prints nobody so.
    """
    in_capitals = sum(label.capitals for label in verbatim)
    if not verbatim or in_capitals * 2 <= len(verbatim):
        return verbatim
    opened = {label.opens for label in verbatim}
    names = {name for label in verbatim for name in label.names} | set(known)
    more = [
        label
        for label in reported
        if label.capitals
        and label.opens not in opened
        and (label.titled or any(name in names for name in label.names))
        and any(map(str.islower, text[label.span.end : label.span.end + _SHORT]))
    ]
    return tuple(sorted((*verbatim, *more), key=lambda label: label.opens))


def _rest_of_line(text: str, label: Label) -> str:
    end = text.find("\n", label.after)
    return text[label.after : end if end >= 0 else len(text)]


def mode_of(
    text: str, label: Label, statement: Span, cues: Cues
) -> Literal["verbatim", "reported"]:
    """Return the mode of a statement; "Explained that" behind a label is reported too."""
    if label.style == "reported":
        return "reported"
    words = text[statement.start : min(statement.end, statement.start + _REACH)]
    guard = cues.patterns.get("reported.labelled", ())
    if guard and not starts(words, "reported.labelled", cues):
        return "verbatim"
    verb = next((m for p in _verbs(cues) if (m := p.match(words))), None)
    told = verb is not None and re.match(r"\s+[^\W\d_]", words[verb.end() :])
    return "reported" if told else "verbatim"
