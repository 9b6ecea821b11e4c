"""Records of marked speech printed as plain transcripts, so that reading back can be compared.

The mark-up says who speaks each statement, so that every sitting with marked turns is a test of the
transcript reader without work by hand: print it in one of six styles of label, read the print,
compare turns and speakers with what was printed.

    PYTHONPATH=src python tests/quality/render.py SITTING.xml surname_colon > sitting.txt

prints one, `--expected` prints whose statement is whose as JSON. The transcripts hold words of a
source and are written nowhere: the corpus stays where it is.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memograph.model import Person, Record, Statement
    from memograph.problems import Span


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: the full name of who speaks, and the words, paragraphs parted by a line."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """A transcript in plain text, and the statements that it holds, in order."""

    text: str
    expected: tuple[Said, ...]


def statements(record: Record) -> Iterator[tuple[Person, str]]:
    """Yield the statements of single persons with a full name, without what is no speech in them.

    Turns of one speaker that follow each other are one: no transcript prints the label twice.
    """
    people = {one.id: one for one in record.persons}
    told = _told(record)
    spoken = {one.order: _words(record, one, told.get(one.order, ())) for one in record.statements}
    last: tuple[Person, list[str]] | None = None
    for turn in record.turns:
        words = spoken.get(turn.order, "")
        who = people.get(turn.speaker[0]) if len(turn.speaker) == 1 else None
        if who is None or who.named != "full" or not words:
            continue
        if last and last[0].id == who.id:
            last[1].append(words)
            continue
        if last:
            yield last[0], "\n\n".join(last[1])
        last = (who, [words])
    if last:
        yield last[0], "\n\n".join(last[1])


def _words(record: Record, statement: Statement, told: Sequence[Span]) -> str:
    """Return a statement without directions and gaps, its paragraphs parted by one blank line."""
    at, pieces = statement.span.start, []
    for span in told:
        pieces.append(record.full_text[at : span.start])
        at = max(at, span.end)
    pieces.append(record.full_text[at : statement.span.end])
    paragraphs = "".join(pieces).split("\n\n")
    return "\n\n".join(line for one in paragraphs if (line := " ".join(one.split())))


def heads(record: Record, people: Sequence[Person], present: str = "Present") -> str:
    """Return the head: title, date, place, and those who speak in order of their names."""
    meeting = record.meetings[0]
    places = {one.id: one.name for one in record.places}
    lines = [record.document.title.partition(":")[2].strip() or record.document.title]
    lines += [f"Date: {meeting.date}"] if meeting.date else []
    lines += [f"Place: {places[meeting.place]}"] if meeting.place else []
    lines += [f"{present}: {', '.join(sorted({one.name for one in people}))}"] if people else []
    return "\n".join(lines)


def _rendered(record: Record, block: Callable[[str, str], str]) -> Rendering:
    """Return the rendering whose blocks are made of a name and words by a function."""
    said = list(statements(record))
    people = list({who.id: who for who, _ in said}.values())
    blocks = [heads(record, people), *(block(who.name, words) for who, words in said)]
    expected = tuple(Said(who.name, words) for who, words in said)
    return Rendering("\n\n".join(blocks) + "\n", expected)


def surname(name: str, among: Sequence[str] = ()) -> str:
    """Return the last word of a name, more of it where others of the row end alike.

    >>> surname("Ada Olm"), surname("Ada Olm", ["Ada Olm", "Ivo Olm"])
    ('Olm', 'Ada Olm')
    """
    words = name.split()
    alike = [other for other in among if other != name and other.split()[-1] == words[-1]]
    return name if alike else words[-1]


def name_colon(record: Record) -> Rendering:
    """Return the Record as "Ada Olm: Words"."""
    return _rendered(record, lambda name, words: f"{name}: {words}")


def surname_colon(record: Record) -> Rendering:
    """Return the Record as "OLM: Words"."""
    among = _names(record)
    return _rendered(record, lambda name, words: f"{surname(name, among).upper()}: {words}")


def surname_stop(record: Record) -> Rendering:
    """Return the Record as "OLM. Words"."""
    among = _names(record)
    return _rendered(record, lambda name, words: f"{surname(name, among).upper()}. {words}")


def bold(record: Record) -> Rendering:
    """Return the Record as "**Ada Olm**: Words", as Markdown prints it."""
    return _rendered(record, lambda name, words: f"**{name}**: {words}")


def alone(record: Record) -> Rendering:
    """Return the Record with each name in a paragraph of its own before the words."""
    return _rendered(record, lambda name, words: f"{name}\n\n{words}")


def titled(record: Record) -> Rendering:
    """Return the Record as "Mr OLM: Words"."""
    among = _names(record)
    return _rendered(record, lambda name, words: f"Mr {surname(name, among).upper()}: {words}")


STYLES: dict[str, Callable[[Record], Rendering]] = {
    style.__name__: style
    for style in (name_colon, surname_colon, surname_stop, bold, alone, titled)
}


def _names(record: Record) -> list[str]:
    return sorted({one.name for one in record.persons})


def _told(record: Record) -> dict[int, list[Span]]:
    """Return the spans of directions and gaps inside each statement, in order."""
    found: dict[int, list[Span]] = {}
    for one in sorted(
        [*record.stage_directions, *record.editorial_insertions], key=lambda one: one.span
    ):
        if one.in_segment is not None:
            found.setdefault(one.in_segment, []).append(one.span)
    return found


def compared(rendering: Rendering, record: Record) -> tuple[int, int, int]:
    """Return how many statements read back are right, how many were read, how many printed."""
    names = {one.id: one.name for one in record.everyone()}
    spoken = {one.order: " ".join(one.text.split()) for one in record.statements}
    read = [(names[turn.speaker[0]], spoken.get(turn.order, "")) for turn in record.turns]
    wanted = [(one.speaker, " ".join(one.text.split())) for one in rendering.expected]
    right = (Counter(read) & Counter(wanted)).total()
    return right, len(read), len(wanted)


def main() -> None:
    """Print a source in a style, or the statements that the print holds."""
    from memograph import pipeline

    path, style, *options = sys.argv[1:]
    rendering = STYLES[style](pipeline.read(Path(path)))
    if "--expected" in options:
        rows = [[one.speaker, one.text] for one in rendering.expected]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(rendering.text)


if __name__ == "__main__":
    main()
