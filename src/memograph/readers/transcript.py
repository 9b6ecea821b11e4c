"""Plain transcripts: an optional head of keyed lines or sentences, then "Name: text"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from memograph.model import Record
from memograph.problems import Span, UnreadableSource
from memograph.readers.page import is_page
from memograph.readers.source import Source, decode, is_markup
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues
from memograph.text.dates import find_dates, parse_date
from memograph.text.doctypes import doctype_of
from memograph.text.header import units
from memograph.text.labels import candidates
from memograph.text.languages import detect_language, words_for
from memograph.text.layout import Layout

_LIKELY, _POSSIBLE, _MARKED_UP = 0.7, 0.4, 0.05
_HEAD = 4000
_LONGEST_TITLE = 250
_SENTENCE_END = ".?!,;"
_TITLE_WORDS = range(2, 40)
_SHORTEST = 4
_LETTERHEAD = re.compile(r"\S(?: {3}|\t)\s*\S")
"""A wide gap: who writes stands on the left, where and when on the right."""
_KEYED = re.compile(r"(?<!\d):|:(?!\d)")
_FIRST_UNITS = 8
_NOTE_NUMBER = re.compile(r"(?<=[a-z]{3})\d$")
"""The number of a footnote behind a title."""
_COUNTED = re.compile(
    r"^(?:do[ck]ument|doc\.?) ?(?:no\.?|nr\.?)? ?\d{1,4}[a-z]?\s?[:.–—-]\s?(?=[^\W\d_])",
    re.IGNORECASE,
)
"""The number of a paper in its edition, before its title."""


class TranscriptReader:
    """Reads text that is a record and nothing around it."""

    name = "transcript"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a plain transcript."""
        if is_markup(source):
            return _MARKED_UP
        try:
            text = decode(source).text
        except UnreadableSource:
            return 0.0
        if is_marked_up(text):
            return _MARKED_UP
        if is_page(text):
            return _POSSIBLE
        found = candidates(text, Span(0, len(text)), words_for(text, detect_language(text)))
        return _LIKELY if len(found) > 1 else _POSSIBLE

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a transcript."""
        decoded = decode(source)
        text = decoded.text
        words = words_for(text, source.language or detect_language(text))
        layout = Layout(
            source=source.name,
            reader=self.name,
            slug=source.stem,
            source_file=source.file,
            conversation=Span(0, len(text)),
            language=source.language,
            title=title_of(text, words),
            problems=decoded.problems,
        )
        yield read_conversation(text, layout)


def is_marked_up(text: str) -> bool:
    """Tell whether a text is HTML, XML or JSON rather than something that people read.

    >>> is_marked_up("<html>"), is_marked_up("[1, 2]"), is_marked_up("[Ann] Lee: Yes.")
    (True, True, False)
    """
    head = text.lstrip()
    if head[:1] in "<{":
        return True
    if head[:1] not in '["' and head.strip() not in ("null", "true", "false"):
        return False
    try:
        json.loads(head)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def title_of(text: str, words: Cues) -> str:
    """Return the title: the first line that names a kind of record, else the first line.

    A line goes on with the next if that begins in lower case.
    """
    lines = _title_lines(text, words)
    named = [line for line in lines if _names_record(line, words)]
    return (named or lines or [""])[0]


def _title_lines(text: str, words: Cues) -> list[str]:
    lines: list[str] = []
    joins = False
    for unit in units(text, Span(0, min(len(text), _HEAD)), words)[:_FIRST_UNITS]:
        line = _COUNTED.sub("", " ".join(unit.text.strip("#*_ ").split()))
        dated = bool(find_dates(line, language=words.language))
        if joins and unit.gap <= 1 and line[:1].islower() and not dated:
            joins = _joined(lines, line, words)
            continue
        joins = False
        if unit.span.cut(text).count("\n") > 1 or len(line) > _LONGEST_TITLE:
            continue
        if dated and _LETTERHEAD.search(unit.span.cut(text)):
            continue
        if _KEYED.search(line) or words.search("prose.present", line):
            break
        few = len(line.split()) not in _TITLE_WORDS and not (
            not lines and _names_record(line, words)
        )
        if parse_date(line) or few or _is_sentence(line, words):
            continue
        lines.append(_NOTE_NUMBER.sub("", line))
        joins = True
    return lines


def _joined(lines: list[str], line: str, words: Cues) -> bool:
    """Join a line to the last; where that makes a sentence, keep only the name of a paper."""
    before = lines.pop()
    if line[-1] not in _SENTENCE_END and len(before) + len(line) < _LONGEST_TITLE:
        lines.append(f"{before} {line}")
        return True
    if doctype_of(before, words):
        lines.append(before)
    return False


def _is_sentence(line: str, words: Cues) -> bool:
    """Tell whether a line ends as a sentence, and is no title in capitals or with its date."""
    if line[-1] not in _SENTENCE_END or (line.isupper() and bool(doctype_of(line, words))):
        return False
    dates = find_dates(line, language=words.language)
    ends_in_date = bool(dates) and dates[-1].span.end >= len(line.rstrip(" ."))
    return not (ends_in_date and _names_record(line, words))


def _names_record(line: str, words: Cues) -> bool:
    folded = [word.strip(".,;:()").lower() for word in line.split()]
    return any(words.has("record_words", word) or _is_compound(word, words) for word in folded)


def _is_compound(word: str, words: Cues) -> bool:
    """Tell whether a word ends in one for a record, as "Gemeinderatssitzung" does."""
    ends = (word[start:] for start in range(_SHORTEST, len(word) - _SHORTEST))
    compounds = words.has("compounds", "record_words")
    return compounds and any(words.has("record_words", end) for end in ends)
