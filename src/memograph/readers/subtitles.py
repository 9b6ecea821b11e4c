"""Transcripts of recordings: WebVTT and SubRip, whose cues carry times and sometimes a speaker.

A speaker stands in a voice tag (`<v Ada Brown>`), before a colon, or is told only by a change (a
dash or `>>`). Cues of one speaker that follow each other are one turn, so that sentences are whole
again. The times are those of the recording, not of the day, and say nothing about the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from memograph.model import Record
from memograph.problems import Problem, Span, UnreadableSource, Where, problem
from memograph.readers.caption_labels import openings, with_names_alone
from memograph.readers.captions import Caption, captions, head_of, is_timed, is_webvtt
from memograph.readers.source import Source, decode, is_markup
from memograph.text.composition import Composition
from memograph.text.conversation import read_conversation
from memograph.text.cues import Cues, cues
from memograph.text.labels import Label
from memograph.text.languages import detect_language
from memograph.text.layout import Layout
from memograph.text.names import PrintedName, printed_name
from memograph.text.told import Told, is_aside, with_told

WEBVTT: Final = "text/vtt"
SUBRIP: Final = "application/x-subrip"
_SURE: Final = 0.95
_LIKELY: Final = 0.85
_SHARE: Final = 0.5
_HEAD: Final = 4000
_AT_MOST: Final = 5  # bytes of a character, or of a line's end and the mark before all


class SubtitlesReader:
    """Reads WebVTT and SubRip transcripts."""

    name = "subtitles"

    def sniff(self, source: Source) -> float:
        """Return how likely the source is a file of timed cues."""
        if is_markup(source) and b"-->" not in source.data[: _AT_MOST * _HEAD]:
            return 0.0
        try:
            text = decode(source).text
        except UnreadableSource:
            return 0.0
        if is_webvtt(text):
            return _SURE
        head = text[:_HEAD].split("\n\n")
        timed = sum(map(is_timed, head))
        return _LIKELY if timed and timed >= len(head) * _SHARE else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record of a transcript."""
        decoded = decode(source)
        found, faults = captions(decoded.text, source.name)
        if not found:
            raise UnreadableSource(problem("MG180", Where(source=source.name)))
        kind = WEBVTT if is_webvtt(decoded.text) else SUBRIP
        source = replace(source, media_type=kind)
        words = cues(source.language or detect_language(" ".join(one.words for one in found)))
        head = tuple(head_of(decoded.text))
        yield _record(found, head, source, (*decoded.problems, *faults), words)


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
    found = found if any(one.speaker for one in found) else with_names_alone(found, words)
    voiced = any(one.speaker for one in found)
    apart = Told()
    labels = (
        _with_voices(found, text, words, apart)
        if voiced
        else _without_voices(found, text, words, apart)
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
        silent=tuple(apart.silent),
        source_map=text.source_map,
        problems=(*faults, *text.problems),
    )
    return with_told(read_conversation(text.text, layout), apart.spans, words)


def _without_repeats(found: Sequence[Caption]) -> list[Caption]:
    """Return the captions without those that only repeat the one before, as rolling ones do."""
    return [
        one
        for before, one in zip([None, *found[:-1]], found, strict=True)
        if before is None or (one.words, one.speaker) != (before.words, before.speaker)
    ]


def _with_voices(
    found: Sequence[Caption], text: Composition, words: Cues, apart: Told
) -> tuple[Label, ...]:
    """Compose the turns of voice tags, a block for the name and one for the words.

    What a voice without a name says is nobody's.
    """
    labels: list[Label] = []
    text.close()
    current: str | None = None
    for one, after in zip(found, [*found[1:], None], strict=True):
        speaker = current if one.speaker is None else one.speaker
        if one.speaker is None and is_aside(one.words):
            last = after is None or after.speaker not in (None, current)
            apart.tell(text.block(one.words, line=one.line), last=last)
            text.close()
        elif speaker == "":
            apart.silent.append(text.block(one.words, line=one.line))
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
    found: Sequence[Caption], text: Composition, words: Cues, apart: Told
) -> tuple[Label, ...]:
    """Compose the turns of "Ada: words"; a mere sign of change begins a paragraph."""
    labels: list[Label] = []
    text.close()
    opened = openings(found, words)
    begun = [bool(label) or one.changes for one, label in zip(found, opened, strict=True)]
    for one, label, last in zip(found, opened, [*begun[1:], True], strict=True):
        if label and labels and labels[-1].key == label.key and not one.changes:
            _go_on(replace(one, words=one.words[label.after :]), text)
        elif label:
            start = text.block(one.words, line=one.line).start
            labels.append(_moved(label, start))
        elif is_aside(one.words):
            apart.tell(text.block(one.words, line=one.line), last=last)
            text.close()
        elif one.changes:
            text.block(one.words, line=one.line)
        else:
            _go_on(one, text)
    return tuple(labels)


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
