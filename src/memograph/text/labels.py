"""Speaker labels: what at the start of a line says who speaks.

First every line that could open a turn is a candidate; then the text as a whole decides: a label
is believed that names somebody who is listed, bears a title, recurs, or stands in a text in which
nearly every paragraph opens with one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from memograph.problems import Span
from memograph.text.cues import Cues
from memograph.text.lines import lines, trim
from memograph.text.names import PrintedName, fold, printed_name

Style = Literal["colon", "stop", "dash", "alone"]

_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*[-–—]?\s*)?"
_STAMPED = re.compile(_TIME.removesuffix("?"))
_OPENING = rf"[ \t\u00a0]*(?:[-•*>]\s+)?{_TIME}(?:\*\*|__)?{_TIME}"
_COLON = re.compile(
    rf"{_OPENING}(?P<label>[^\n:\uff1a()\[\]]{{1,90}}?(?:\s*[(\[][^()\[\]\n]{{1,60}}[)\]])?)(?:\*\*|__)?"
    r"[ \t\u00a0\u202f]?[:\uff1a](?:\*\*|__)?(?!//)"
)
_STOP = re.compile(
    r"[ \t\u00a0]*(?P<label>(?:\[[^\]\n]{1,40}\] ?)?(?:(?:[^\W\d_]{1,2}|"
    r"(?i:mrs|prof|gen|col|maj|capt|cde|com|comr|"
    r"amb|hon|rev|sen|mlle|mme|gov|pres|insp|ing|frl|тов|проф|акад|г-н|г-жа))\. ?){0,4}"
    r"[^\W\d_][\w’'\- ]{1,40}(?: \([^()\n]{2,60}\))?)\.(?:\s?[–—](?=\s))?(?=\s+\S|\[|$)"
)
_DASH = re.compile(r"[ \t\u00a0]*(?P<label>[^\n–—:]{2,60}?)\s+[–—]\s+(?=\S)")
_STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("colon", _COLON),
    ("stop", _STOP),
    ("dash", _DASH),
)
_NOTE = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{1,80})[)\]]\s*$")
_GIVEN = re.compile(r"^\[(?P<given>[^\]]{1,40})\]\s*")
_NUMBERED = re.compile(r"[^\W\d_]+[ _#-]?\d{1,3}")
_DENSE = 0.6
_LONGEST = 60
_ROW = 3
_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: its span without the mark, where its line opens and the words begin, who it names.

    `note` is what stands in brackets inside the label, such as a direction or an alias.
    """

    span: Span
    opens: int
    after: int
    style: Style
    speakers: tuple[PrintedName, ...]
    collective: bool = False
    note: Span | None = None

    @property
    def key(self) -> str:
        """Return what two spellings of this label share."""
        return " + ".join(fold(" ".join((*s.titles, s.name))) for s in self.speakers)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the folded bare names, and a surname alone behind nothing but initials."""
        folded = [fold(s.name) for s in self.speakers]
        parts = [name.split() for name in folded]
        behind = [p[-1] for p in parts if len(p) > 1 and all(len(i) == 1 for i in p[:-1])]
        return (*folded, *(name for name in behind if len(name) > 1))

    @property
    def titled(self) -> bool:
        """Tell whether a title or office stands in the label."""
        return any(s.titles or s.named == "role" for s in self.speakers)


def candidates(text: str, within: Span, cues: Cues) -> tuple[Label, ...]:
    """Return every line start that has the shape of a label, in order; most styles at once."""
    found: list[Label] = []
    for line in lines(text, within):
        content = line.cut(text)
        if not content.strip():
            continue
        for style, pattern in _STYLES:
            match = pattern.match(content)
            label = match and _label(text, line.start, match, style, cues)
            if label:
                found.append(label)
                break
        else:
            alone = _alone(text, line, cues)
            if alone:
                found.append(alone)
    stamped = [label for label in found if _STAMPED.match(text, label.opens)]
    mostly = len(stamped) > _ENOUGH and len(stamped) * 2 > len(found)
    return tuple(stamped if mostly else found)


def _label(text: str, start: int, match: re.Match[str], style: Style, cues: Cues) -> Label | None:
    begin, end = (start + at for at in match.span("label"))
    label = _parsed(text, trim(text, begin, end), start + match.end(), style, cues)
    opens = trim(text, start, begin).start
    return label and replace(label, opens=min(opens, label.span.start))


def _alone(text: str, line: Span, cues: Cues) -> Label | None:
    """Return the label that is a whole line, if it is in capitals or titled and nothing more."""
    span = trim(text, *line)
    content = span.cut(text)
    open_end = content[-1] in ".,;:?!" or (content[-1] in ")]" and not _NOTE.search(content))
    if len(content) > _LONGEST or open_end:
        return None
    return _parsed(text, span, span.end, "alone", cues)


def _parsed(text: str, span: Span, after: int, style: Style, cues: Cues) -> Label | None:
    content = span.cut(text)
    note = None
    bracket = _NOTE.search(content)
    if bracket and bracket.start():
        note = Span(span.start + bracket.start("note"), span.start + bracket.end("note"))
        content = content[: bracket.start()]
    given = _GIVEN.match(content)
    if given and style == "stop":
        content = content.replace("[", " ", 1).replace("]", " ", 1)
    if cues.has("not_labels", content.strip()) or (
        cues.key(content) and not _office(content, cues)
    ):
        return None
    if _is_collective(content, cues):
        whole = trim(text, span.start, span.start + len(content))
        name = PrintedName(titles=(), name=content.strip().capitalize(), span=whole, named="label")
        return Label(
            span=span,
            opens=span.start,
            after=after,
            style=style,
            speakers=(name,),
            collective=True,
            note=note,
        )
    last = content.split()[-1] if content.split() else ""
    if style == "stop" and (len(last) < 2 or cues.has("honorifics", last)):  # noqa: PLR2004 - an initial's stop is no mark
        return None
    speakers = _speakers(content, span.start, cues)
    if not speakers:
        return None
    return Label(
        span=span, opens=span.start, after=after, style=style, speakers=speakers, note=note
    )


def _is_collective(content: str, cues: Cues) -> bool:
    """Tell whether a label names nobody in particular, such as "Voice from the hall"."""
    words = cues.words["place_links"] | cues.words["genitives"]
    links = "|".join(map(re.escape, sorted(words)))
    head = re.split(rf"\s+(?:{links})\s", content.strip(), maxsplit=1)[0]
    return cues.has("collectives", head)


def _office(content: str, cues: Cues) -> bool:
    """Tell whether a header key can also be a speaker, as "Chair" can."""
    return all(cues.has("offices", w) or cues.has("determiners", w) for w in content.split())


def _speakers(content: str, offset: int, cues: Cues) -> tuple[PrintedName, ...]:
    """Return the one or more people whom a label names; none if any part of it is no name."""
    if _NUMBERED.fullmatch(content.strip()):
        span = trim(content, 0, len(content))
        whole_span = Span(offset + span.start, offset + span.end)
        numbered = PrintedName(titles=(), name=content.strip(), span=whole_span, named="label")
        return (numbered,)
    whole = printed_name(content, offset, cues)
    joint = _joint(cues)
    pieces = joint.split(content)
    if whole and len(pieces) == 1:
        return (whole,)
    found: list[PrintedName] = []
    at = 0
    for piece in pieces:
        at = content.index(piece, at)
        name = printed_name(piece, offset + at, cues)
        if name is None:
            return ()
        found.append(name)
        at += len(piece)
    return tuple(found)


def _joint(cues: Cues) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(cues.words["and"]))
    return re.compile(rf"\s+(?:{words})\s+|\s*/\s*", re.IGNORECASE)


def believed(
    found: Collection[Label],
    known: Collection[str],
    *,
    paragraphs: int,
    before: Collection[str] = (),
) -> tuple[Label, ...]:
    """Return the labels that really open turns.

    `known` holds the folded names and surnames of the people listed, `before` the folded
    capitalized words that stand before the first label; `paragraphs` is the number of paragraphs
    in which the candidates were found.
    """
    counts = Counter(label.key for label in found)
    colon = sum(1 for label in found if label.style == "colon")
    dense = paragraphs > 1 and colon / paragraphs >= _DENSE
    found = _not_in_row(tuple(found))
    listed = {*known, *before} if not colon else set(known)
    kept = [label for label in found if _believes(label, counts[label.key], listed, dense=dense)]
    if any(label.style == "stop" for label in kept):
        stops = [x for x in found if x.style == "stop" and any(n in known for n in x.names)]
        kept = sorted({*kept, *stops}, key=lambda label: label.span)
    kept = _alike(kept, found)
    if all(label.style == "alone" for label in kept):
        kept = max(kept, _columns(found), key=len)
    return _one_style(kept, known)


def _alike(kept: list[Label], found: tuple[Label, ...]) -> list[Label]:
    """Add labels that look as most of the believed ones do: all in capitals, or names in full."""
    colon = [label for label in kept if label.style == "colon"]
    if len(colon) < _ENOUGH:
        return kept
    capitals = sum(map(_capitals, colon)) / len(colon) >= _DENSE
    full = sum(map(_full, colon)) / len(colon) >= _DENSE
    believed_too = [
        label
        for label in found
        if label.style == "colon" and ((capitals and _capitals(label)) or (full and _full(label)))
    ]
    return sorted({*kept, *believed_too}, key=lambda label: label.span)


def _columns(found: tuple[Label, ...]) -> list[Label]:
    """Return labels that stand alone on their lines all through a text without other labels."""
    alone = [x for x in found if x.style == "alone" and (x.titled or _capitals(x))]
    counts = Counter(label.key for label in alone)
    if len(alone) > _ENOUGH and len(counts) > 1 and max(counts.values()) > 1:
        first = next(i for i, label in enumerate(alone) if counts[label.key] > 1 or label.titled)
        return alone[first:]
    return []


def _full(label: Label) -> bool:
    return all(s.named == "full" for s in label.speakers)


def _not_in_row(found: tuple[Label, ...]) -> tuple[Label, ...]:
    """Leave out whole lines that follow each other: they are a list, not labels."""
    rows = {
        index + step
        for index, (one, other) in enumerate(pairwise(found))
        if one.style == other.style == "alone" and other.span.start - one.span.end <= _ROW
        for step in (0, 1)
    }
    return tuple(label for index, label in enumerate(found) if index not in rows)


def _believes(label: Label, count: int, known: Collection[str], *, dense: bool) -> bool:
    listed = any(name in known for name in label.names)
    if label.style == "colon":
        one = label.speakers[0]
        return (
            listed
            or label.titled
            or count > 1
            or dense
            or label.collective
            or (one.named == "full" and not known)
        )
    if label.style == "alone":
        return listed and (count > 1 or label.titled or _capitals(label))
    if label.style == "stop":
        return (listed and (count > 1 or label.titled or _capitals(label))) or (
            count > 1 and (label.titled or _capitals(label))
        )
    return listed or (count > 1 and label.titled)


def _capitals(label: Label) -> bool:
    return all(s.capitals for s in label.speakers)


def _one_style(labels: list[Label], known: Collection[str]) -> tuple[Label, ...]:
    """Keep the styles that carry the text; a stray hit of another style needs a listed name."""
    weight = Counter(label.style for label in labels)
    if not weight:
        return ()
    main = max(weight, key=lambda style: (weight[style], style == "colon"))
    first = next(label.after for label in labels if label.style == main)
    return tuple(
        label
        for label in labels
        if label.style == main
        or (
            label.after > first
            and {main, label.style} <= {"colon", "alone"}
            and any(n in known for n in label.names)
        )
    )
