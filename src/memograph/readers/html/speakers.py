"""Who speaks, as the make-up of a page shows it.

Speakers have an element of their own: a class that says so, the left column of a table, the terms
of a list. Where labels are only bold, their words decide with everybody else's; a bold label that
lost its bold in one place is known there by the name it has in the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from memograph.model import Person
from memograph.problems import Span
from memograph.readers.html.content import Mark, Printed, Short
from memograph.text.conversation import Parts
from memograph.text.cues import Cues
from memograph.text.labels import Label, candidates, marked
from memograph.text.layout import Layout, Reference
from memograph.text.lines import lines, trim
from memograph.text.names import PrintedName, fold, printed_name

_EDGE: Final = re.compile(r"[\s\u00a0]*[:\uff1a.–—-]*[\s\u00a0]*$")
_FOLLOWING: Final = re.compile(r"[ \t\u00a0]*[:\uff1a]?")
_PERSON: Final = re.compile(r"(?P<volume>[\w.-]+)/persons#(?P<person>[\w.-]+)$")
_LOST: Final = re.compile(
    r"(?P<label>(?:[^\W\d_]{1,5}\.? ?\. ?)?[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){0,3})"
    r"\s?[.:]\s+\S"
)
_ENOUGH: Final = 2
_ABBREVIATED: Final = 2
_MARKED: Final = ":\uff1a.?!"
_SPEAKING: Final = ("speaker", "name")


def marked_labels(printed: Printed, within: Span, words: Cues) -> tuple[Label, ...] | None:
    """Return the labels that the make-up shows, None where it leaves them to the words."""
    text = printed.text.text
    shown = tuple(mark for mark in printed.marks if within.contains(mark.span))
    found = _without_lists(text, _outermost(one for one in shown if one.part in _SPEAKING))
    if not found:
        found = _without_lists(text, list(_recurring(printed, text, within, words)))
    stopped = _stopped((mark.span.cut(text) for mark in found), words)
    named = [label for mark in found if (label := _label(text, mark, words, stopped=stopped))]
    if len(named) >= _ENOUGH and len(named) * 2 > len(found):
        return _with_others(text, within, named, words)
    return None


def _label(text: str, mark: Mark, words: Cues, *, stopped: bool) -> Label | None:
    """Return the label of a mark; what names nobody known by its shape is kept as it is."""
    span = trim(text, *mark.span)
    span = Span(span.start, span.start + len(_bare(span.cut(text), words, stopped=stopped)))
    after = _FOLLOWING.match(text, mark.after)
    behind = after.end() if after else mark.after
    if span.start == span.end:
        return None
    label = marked(text, span, behind, words)
    if label is not None or mark.part != "speaker" or words.key(span.cut(text)):
        return label
    name = PrintedName(titles=(), name=span.cut(text), span=span, named="label")
    return Label(span=span, opens=span.start, after=behind, style="colon", speakers=(name,))


def _bare(name: str, words: Cues, *, stopped: bool) -> str:
    """Return a name without the mark behind it; the stop of "Dr." or "Dipl.-Ing." is none.

    `stopped` says whether speakers have a stop behind their names all through the page.

    >>> from memograph.text.cues import cues
    >>> _bare("Mr. Ash.", cues("en"), stopped=True)
    'Mr. Ash'
    >>> _bare("Ash, John, Dr.:", cues("en"), stopped=True)
    'Ash, John, Dr.'
    """
    bare = _EDGE.sub("", name)
    stop = name[len(bare) : len(bare) + 1] == "."
    return f"{bare}." if stop and (_abbreviates(bare, words) or not stopped) else bare


def _abbreviates(name: str, words: Cues) -> bool:
    """Tell whether a name ends in a word that a stop shortens."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return "." in last or len(last) <= _ABBREVIATED or words.has("honorifics", last)


def _stopped(names: Iterable[str], words: Cues) -> bool:
    """Tell whether most names that end in no abbreviation have a stop behind them."""
    bare = [(name, _EDGE.sub("", name)) for name in names]
    plain = [name[len(one) :].startswith(".") for name, one in bare if not _abbreviates(one, words)]
    return sum(plain) * 2 > len(plain)


def _outermost(shown: Iterable[Mark]) -> list[Mark]:
    """Join each mark inside another with it: the inner is the name, words come after the outer."""
    found: list[Mark] = []
    for mark in sorted(shown, key=lambda mark: (mark.span.start, -mark.span.end)):
        last = found[-1] if found else None
        if last and last.after > mark.span.start:
            found[-1] = replace(last, span=mark.span)
        else:
            found.append(mark)
    return found


def _recurring(printed: Printed, text: str, within: Span, words: Cues) -> Iterator[Mark]:
    """Yield words set apart in one way all through a page, if most are names and some come again.

    A page may print its speakers as headings, in bold, or in an element with a name of its own.
    """
    groups: dict[str, list[Short]] = {}
    for short in printed.short:
        if within.contains(short.span):
            groups.setdefault(short.make, []).append(short)
    for group in groups.values():
        plain = [one for one in group if text[one.span.end - 1] not in _MARKED]
        named = [(one, marked(text, one.span, one.span.end, words)) for one in plain]
        labels = [(one, label) for one, label in named if label is not None]
        counts = Counter(label.key for _, label in labels)
        again = sum(count for count in counts.values() if count > 1)
        if len(labels) > _ENOUGH and len(labels) * 2 > len(group) and again * 2 > len(labels):
            for one, _ in labels:
                yield Mark(span=one.span, after=one.span.end, part="name")


def _without_lists(text: str, found: Sequence[Mark]) -> list[Mark]:
    """Leave out marks that follow each other without words between: a list of speakers."""
    kept: list[Mark] = []
    run: list[Mark] = []
    for index, mark in enumerate(found):
        end = found[index + 1].span.start if index + 1 < len(found) else len(text)
        run.append(mark)
        if text[mark.after : end].strip(" \n\u00a0:.-–—"):
            kept.extend(run if len(run) <= _ENOUGH else ())
            run = []
    return kept


def _with_others(text: str, within: Span, named: Sequence[Label], words: Cues) -> tuple[Label, ...]:
    """Add labels that the make-up missed and that name one of its speakers with a colon."""
    known = {name for label in named for name in label.names}
    taken = [label.span for label in named]
    missed = [
        label
        for label in candidates(text, within, words)
        if label.style == "colon" and set(label.names) <= known and not _touches(taken, label.span)
    ]
    return tuple(sorted((*named, *missed), key=lambda label: label.span))


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether a span lies over one of these, which are in order."""
    at = bisect_right(spans, span)
    return any(
        one.start < span.end and span.start < one.end for one in spans[max(at - 1, 0) : at + 1]
    )


def with_lost(text: str, layout: Layout, parts: Parts, words: Cues) -> Layout:
    """Return a layout with the labels of its bold speakers, if one of them lost its bold.

    "Mr . ASH. When …" is a label where "Mr. ASH:" is one in bold all through the page.
    """
    if layout.labels is not None or not layout.emphasized:
        return layout
    found = parts.labels
    names = Counter(label.key for label in found)
    known = {label.key: label for label in found if names[label.key] >= _ENOUGH}
    starts = [label.span.start for label in found]
    lost: list[Label] = []
    for line in lines(text, layout.conversation):
        at = bisect_left(starts, line.start)
        if starts and line.start > starts[0] and not (at < len(starts) and starts[at] < line.end):
            lost.extend(_lost(text, line, known, words))
    if not lost:
        return layout
    return replace(layout, labels=tuple(sorted((*found, *lost), key=lambda label: label.span)))


def _lost(text: str, line: Span, known: Mapping[str, Label], words: Cues) -> Iterator[Label]:
    """Yield the label that opens a line although nothing sets it apart."""
    match = _LOST.match(text, line.start, line.end)
    if match is None:
        return
    span = Span(*match.span("label"))
    name = printed_name(re.sub(r"\s+\.", ".", span.cut(text)), span.start, words)
    if name is None or not (name.titles or name.capitals):
        return
    label = known.get(fold(" ".join((*name.titles, name.name))))
    if label is None:
        return
    speakers = tuple(replace(one, span=span) for one in label.speakers)
    after = match.end() - 2
    yield replace(label, span=span, opens=span.start, after=after, speakers=speakers, note=None)


def references(printed: Printed, words: Cues) -> tuple[Reference, ...]:
    """Return the names that lead to an entry in a list of persons, with the key of that entry."""
    text = printed.text.text
    found = []
    for link in printed.links:
        match = _PERSON.search(link.address)
        name = printed_name(link.span.cut(text), link.span.start, words) if match else None
        if match and name and name.named != "role":
            person = Person(
                id=f"person/{name.name}",
                name=name.name,
                named=name.named,
                key=f"{match['volume']}-{match['person']}",
            )
            found.append(Reference(span=link.span, person=person))
    return tuple(found)
