"""Transcripts of recordings: WebVTT and SubRip, whose cues carry times and sometimes a speaker.

A speaker stands in a voice tag (`<v Ada Brown>`), before a colon, or is told only by a change (a
dash or `>>`). Cues of one speaker that follow each other are one turn, so that sentences are whole
again. The times are those of the recording, not of the day, and say nothing about the meeting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from memograph.model import Record
from memograph.problems import Problem, Span, UnreadableSource, Where, problem
from memograph.readers.source import Source, decode
from memograph.text.composition import Composition
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.labels import Label, candidates
from memograph.text.languages import detect_language
from memograph.text.layout import Layout
from memograph.text.marked_names import given_first
from memograph.text.names import PrintedName, fold, printed_name

WEBVTT: Final = "text/vtt"
SUBRIP: Final = "application/x-subrip"
_SURE: Final = 0.95
_LIKELY: Final = 0.85
_TIMES: Final = re.compile(
    r"^\s*(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*"
    r"(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?$"
)
_VOICE: Final = re.compile(r"<v(?:\.[\w.-]+)*(?:[ \t]+(?P<name>[^>]*))?>")
_TAG: Final = re.compile(
    r"</?(?:[bicuv]|ruby|rt|lang|font)\b[^>]*>|<\d[\d:.]*>|\{\\an?\d\}", re.IGNORECASE
)
_CHANGE: Final = re.compile(r"^(?:[-–—]|>>+)\s*(?=\S)")
_HEADING: Final = re.compile(r"^(?:WEBVTT(?:\s*[-–—])?|NOTE\b)\s*")
_PLAYER: Final = re.compile(r"(?:Kind|Language|Region|Style)\s*:", re.IGNORECASE)
_ANY: Final = re.compile(r"(?P<name>[^\s:]+(?: [^\s:]+){0,4})(?P<mark>:)\s+")
_ASIDE: Final = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
_SHARE: Final = 0.5
_NEARLY_ALL: Final = 0.75
_SEVERAL: Final = 2
_TOLD: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One voice of one cue: its line in the file, who is named, the words without tags.

    `changes` tells that the words begin with a sign for another speaker, `within` that they are not
    the first of the cue. A `speaker` without a name is one whom the recording does not know.
    """

    line: int
    words: str
    speaker: str | None = None
    changes: bool = False
    within: bool = False


class SubtitlesReader:
    """Reads WebVTT and SubRip transcripts."""

    name = "subtitles"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a file of timed cues."""
        try:
            text = decode(source).text
        except UnreadableSource:
            return 0.0
        if _is_webvtt(text):
            return _SURE
        head = text[:4000].split("\n\n")
        timed = sum(1 for block in head if any(map(_TIMES.match, block.split("\n")[:3])))
        return _LIKELY if timed and timed >= len(head) * _SHARE else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a transcript."""
        decoded = decode(source)
        found, faults = captions(decoded.text, source.name)
        if not found:
            raise UnreadableSource(problem("MG180", Where(source=source.name)))
        kind = WEBVTT if _is_webvtt(decoded.text) else SUBRIP
        source = replace(source, media_type=kind)
        words = cues(source.language or detect_language(" ".join(one.words for one in found)))
        head = tuple(_head(decoded.text))
        yield _record(found, head, source, (*decoded.problems, *faults), words)


def _is_webvtt(text: str) -> bool:
    return re.match(r"\ufeff?WEBVTT(?:[ \t\n]|$)", text) is not None


def captions(text: str, name: str) -> tuple[tuple[Caption, ...], tuple[Problem, ...]]:
    r"""Return what each cue says, and the problem of each block that has no times.

    >>> captions("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Good <i>day</i>.", "a.vtt")[0]
    (Caption(line=4, words='Good day.', speaker='Ada', changes=False, within=False),)
    """
    found: list[Caption] = []
    faults: list[Problem] = []
    for line, block in _blocks(text):
        at = next((i for i, words in enumerate(block[:3]) if _TIMES.match(words)), None)
        if at is not None:
            found.extend(_voices(block[at + 1 :], line + at + 1))
        elif not _is_apart(block[0], line):
            faults.append(problem("MG181", Where(source=name, line=line), words=block[0][:60]))
    return tuple(found), tuple(faults[:_TOLD])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the stretches between blank lines, each with the number of its first line."""
    block: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            if not block:
                first = number
            block.append(line)
        elif block:
            yield first, block
            block = []
    if block:
        yield first, block


def _is_apart(opening: str, line: int) -> bool:
    """Tell whether a block is a header, a comment, a style or a region, which nobody speaks."""
    first = opening.split(maxsplit=1)[0].lstrip("\ufeff")
    return first in ("NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP") or (
        line == 1 and first == "WEBVTT"
    )


def _head(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and words of the lines before the first cue that tell about the recording."""
    for line, block in _blocks(text):
        if any(map(_TIMES.match, block[:3])):
            return
        if not _is_apart(block[0], line) or block[0].startswith(("STYLE", "REGION", "X-")):
            continue
        for offset, words in enumerate(block):
            told = _HEADING.sub("", words.lstrip("\ufeff")).strip() if not offset else words.strip()
            if told and not _PLAYER.match(told):
                yield line + offset, told


def _voices(lines: Sequence[str], line: int) -> Iterator[Caption]:
    """Yield the voices of a cue: at each voice tag and each sign of change another one."""
    for offset, words in enumerate(lines):
        marks = list(_VOICE.finditer(words))
        edges = [0, *(mark.start() for mark in marks), len(words)]
        names = [None, *(_named(mark["name"] or "") for mark in marks)]
        for start, end, speaker in zip(edges[:-1], edges[1:], names, strict=True):
            plain = " ".join(unescape(_TAG.sub("", _VOICE.sub("", words[start:end]))).split())
            change = _CHANGE.match(plain)
            plain = plain[change.end() :] if change else plain
            if plain:
                yield Caption(
                    line=line + offset,
                    words=plain,
                    speaker=speaker,
                    changes=bool(change),
                    within=offset > 0,
                )


def _named(name: str) -> str:
    return given_first(" ".join(unescape(name).split()))


def _record(
    found: Sequence[Caption],
    head: Sequence[tuple[int, str]],
    source: Source,
    faults: tuple[Problem, ...],
    words: Cues,
) -> Record:
    text = Composition(source.name)
    for line, told in head:
        text.block(told, line=line)
    found = _without_repeats(found)
    voiced = any(one.speaker for one in found)
    silent: list[Span] = []
    labels = (
        _with_voices(found, text, words, silent)
        if voiced
        else _without_voices(found, text, words, silent)
    )
    layout = Layout(
        source=source.name,
        reader=SubtitlesReader.name,
        slug=source.stem,
        source_file=source.file,
        conversation=Span(0, text.length),
        language=source.language,
        title=head[0][1] if head and ":" not in head[0][1] else "",
        labels=labels,
        talked=bool(labels),
        silent=tuple(silent),
        source_map=text.source_map,
        problems=(*faults, *text.problems),
    )
    return read_conversation(text.text, layout)


def _without_repeats(found: Sequence[Caption]) -> list[Caption]:
    """Return the captions without those that only repeat the one before, as rolling ones do."""
    return [
        one
        for before, one in zip([None, *found[:-1]], found, strict=True)
        if before is None or (one.words, one.speaker) != (before.words, before.speaker)
    ]


def _with_voices(
    found: Sequence[Caption], text: Composition, words: Cues, silent: list[Span]
) -> tuple[Label, ...]:
    """Compose the turns of voice tags, a block for the name and one for the words.

    What a voice without a name says is nobody's: its stretches become `silent`.
    """
    labels: list[Label] = []
    text.close()
    current: str | None = None
    for one in found:
        speaker = current if one.speaker is None else one.speaker
        if speaker == "":
            silent.append(text.block(one.words, line=one.line))
        elif speaker and speaker != current:
            span = text.block(speaker, line=one.line)
            labels.append(_label(speaker, span, words))
            text.block(one.words, line=one.line)
        else:
            _go_on(one, text)
        current = speaker
    return tuple(labels)


def _go_on(one: Caption, text: Composition) -> None:
    """Add the words of a cue to the block before it, as the next words of a sentence."""
    text.add(f" {one.words}", line=one.line)


def _label(name: str, span: Span, words: Cues) -> Label:
    """Return the label that a voice tag is; a name of no known shape stands for itself."""
    printed = printed_name(name, span.start, words)
    bare = PrintedName(titles=(), name=name, span=span, named="label")
    return Label(
        span=span, opens=span.start, after=span.end, style="alone", speakers=(printed or bare,)
    )


def _without_voices(
    found: Sequence[Caption], text: Composition, words: Cues, silent: list[Span]
) -> tuple[Label, ...]:
    """Compose the turns of "Ada: words"; a mere sign of change begins a paragraph.

    A name before a colon counts if it comes again or stands behind a sign of change, since a colon
    may stand in any sentence; every one does where nearly all cues begin with one, and one in
    capitals where the others are.
    """
    opened = [_opening(one, words) for one in found]
    any_opened = [
        label or (None if one.within else _any_opening(one))
        for one, label in zip(found, opened, strict=True)
    ]
    every = _open_all(found, opened, _NEARLY_ALL) or _open_all(found, any_opened, 1)
    opened = any_opened if every else opened
    counts = Counter(fold(label.speakers[0].name) for label in opened if label)
    loud = [
        label.speakers[0].capitals
        for label in opened
        if label and counts[fold(label.speakers[0].name)] >= _SEVERAL
    ]
    shouted = bool(loud) and all(loud)
    labels: list[Label] = []
    text.close()
    for one, label in zip(found, opened, strict=True):
        counted = label and (
            one.changes
            or counts[fold(label.speakers[0].name)] >= _SEVERAL
            or (every and not one.within)
            or (shouted and label.speakers[0].capitals)
        )
        if label and counted and every and labels and labels[-1].key == label.key:
            _go_on(replace(one, words=one.words[label.after :]), text)
        elif label and counted:
            start = text.block(one.words, line=one.line).start
            labels.append(_moved(label, start))
        elif one.changes:
            text.block(one.words, line=one.line)
        elif _ASIDE.fullmatch(one.words):
            silent.append(text.block(one.words, line=one.line))
            text.close()
        else:
            _go_on(one, text)
    return tuple(labels) if len({label.key for label in labels}) >= _SEVERAL else ()


def _open_all(found: Sequence[Caption], opened: Sequence[Label | None], share: float) -> bool:
    """Tell whether such a share of the cues begin with labels, of which one comes again."""
    cued = [label for one, label in zip(found, opened, strict=True) if not one.within]
    names = [fold(label.speakers[0].name) for label in cued if label]
    return len(names) >= len(cued) * share and len(set(names)) < len(names)


def _any_opening(one: Caption) -> Label | None:
    """Return the few words before a colon that open a cue as a label, whatever they are."""
    match = _ANY.match(one.words)
    if match is None:
        return None
    span = Span(0, match.end("name"))
    bare = PrintedName(titles=(), name=match["name"], span=span, named="label")
    return Label(
        span=Span(0, match.end("mark")),
        opens=0,
        after=match.end(),
        style="colon",
        speakers=(bare,),
    )


def _opening(one: Caption, words: Cues) -> Label | None:
    """Return the label with a colon that opens the words of a cue."""
    found = candidates(one.words, Span(0, len(one.words)), words)
    return found[0] if found and found[0].style == "colon" and not found[0].opens else None


def _moved(label: Label, by: int) -> Label:
    """Return a label that was found in the words of a cue, at its place in the text."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        label,
        span=moved(label.span),
        opens=label.opens + by,
        after=label.after + by,
        note=moved(label.note) if label.note else None,
        speakers=tuple(replace(name, span=moved(name.span)) for name in label.speakers),
    )
