"""The cues of WebVTT and SubRip: what each says, on which line, and in whose voice if it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from memograph.problems import Problem, Where, problem
from memograph.text.listed_names import given_first

_TIMES: Final = re.compile(
    r"^\s*(?P<start>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*"
    r"(?P<end>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?=\s|$)"
)
_SETTING: Final = re.compile(r"(?:vertical|line|position|size|align|region|[XY][12]):\S*")
_VOICE: Final = re.compile(r"<v(?:\.[\w.-]+)*(?:[ \t]+(?P<name>[^>]*))?>")
_TAG: Final = re.compile(
    r"</?(?:[bicuv]|ruby|rt|lang|font)\b[^>]*>|<\d[\d:.]*>|\{\\an?\d\}", re.IGNORECASE
)
_CHANGE: Final = re.compile(r"^(?:[-–—]|>>+)\s*(?=\S)")
_MERE_CHANGE: Final = frozenset({"-", "–", "—", ">>", ">>>"})
_HEADING: Final = re.compile(r"^(?:WEBVTT(?:\s*[-–—])?|NOTE\b)\s*")
_PLAYER: Final = re.compile(r"(?:Kind|Language|Region|Style)\s*:", re.IGNORECASE)
_APART: Final = ("NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP")
_BEFORE_TIMES: Final = 3
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


def is_webvtt(text: str) -> bool:
    """Tell whether a text begins as WebVTT does."""
    return re.match(r"\ufeff?WEBVTT(?:[ \t\n]|$)", text) is not None


def is_timed(block: str) -> bool:
    """Tell whether a stretch between blank lines begins with the times of a cue."""
    return any(map(_TIMES.match, block.split("\n")[:_BEFORE_TIMES]))


def captions(text: str, name: str) -> tuple[tuple[Caption, ...], tuple[Problem, ...]]:
    r"""Return what each cue says, and the problem of each block that has no times.

    >>> captions("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Good <i>day</i>.", "a.vtt")[0]
    (Caption(line=4, words='Good day.', speaker='Ada', changes=False, within=False),)
    """
    found: list[Caption] = []
    faults: list[Problem] = []
    for line, block in _blocks(text):
        timed = [at for at, words in enumerate(block) if _TIMES.match(words)]
        if timed:
            for at, end in zip(timed, [*timed[1:], len(block)], strict=True):
                found.extend(_cue(block[at:end], line + at, followed=end < len(block)))
        elif not _is_apart(block[0], line):
            faults.append(problem("MG181", Where(source=name, line=line), words=block[0][:60]))
    return tuple(found), tuple(faults[:_TOLD])


def head_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and words of the lines before the first cue that tell about the recording."""
    for line, block in _blocks(text):
        if any(map(_TIMES.match, block[:_BEFORE_TIMES])):
            return
        if not _is_apart(block[0], line) or block[0].startswith(("STYLE", "REGION", "X-")):
            continue
        for offset, words in enumerate(block):
            if _TIMES.match(words):
                return
            told = _HEADING.sub("", words.lstrip("\ufeff")).strip() if not offset else words.strip()
            if told and not _PLAYER.match(told):
                yield line + offset, told


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the stretches between blank lines, each with the number of its first line.

    A line of mere blanks parts nothing if what follows it is no other cue.
    """
    lines = text.split("\n")
    block: list[str] = []
    first = 1
    for number, line in enumerate(lines, start=1):
        if line.strip() or (line and block and not _begins(lines[number : number + 4])):
            if not block:
                first = number
            block.append(line)
        elif block:
            yield first, block
            block = []
    if block:
        yield first, block


def _begins(lines: Sequence[str]) -> bool:
    """Tell whether lines begin with blanks only, with another cue, or with what is none."""
    at = next((at for at, line in enumerate(lines) if line.strip()), None)
    if at is None or lines[at].startswith(_APART):
        return True
    return any(map(_TIMES.match, lines[at : at + 2]))


def _is_apart(opening: str, line: int) -> bool:
    """Tell whether a block is a header, a comment, a style or a region, which nobody speaks."""
    first = opening.split(maxsplit=1)[0].lstrip("\ufeff")
    return first in _APART or (line == 1 and first == "WEBVTT")


def _cue(lines: Sequence[str], line: int, *, followed: bool) -> Iterator[Caption]:
    """Yield the voices of a cue, whose words may begin behind its times.

    The number of another that `followed` without a blank line is none of its words.
    """
    times = _TIMES.match(lines[0])
    behind = lines[0][times.end() :].split() if times else []
    settings = next((n for n, one in enumerate(behind) if not _SETTING.fullmatch(one)), len(behind))
    rest = [" ".join(behind[settings:]), *lines[1:]]
    if followed and rest[-1].strip().isdecimal() and len(rest) > 1:
        rest.pop()
    yield from _voices(rest, line)


def _voices(lines: Sequence[str], line: int) -> Iterator[Caption]:
    """Yield the voices of a cue: at each voice tag and each sign of change another one."""
    changed = within = False
    for offset, words in enumerate(lines):
        marks = list(_VOICE.finditer(words))
        edges = [0, *(mark.start() for mark in marks), len(words)]
        names = [None, *(_named(mark["name"] or "") for mark in marks)]
        for start, end, speaker in zip(edges[:-1], edges[1:], names, strict=True):
            plain = " ".join(unescape(_TAG.sub("", _VOICE.sub("", words[start:end]))).split())
            change = _CHANGE.match(plain)
            plain = plain[change.end() :] if change else plain
            if plain in _MERE_CHANGE:
                changed = True
            elif plain:
                yield Caption(
                    line=line + offset,
                    words=plain,
                    speaker=speaker,
                    changes=bool(change) or changed,
                    within=within,
                )
                changed = False
        within = within or bool(words.strip())


def _named(name: str) -> str:
    return given_first(" ".join(unescape(name).split()))
