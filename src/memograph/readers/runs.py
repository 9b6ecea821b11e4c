"""Paragraphs as runs of plain and bold words, and how they are set into a text.

What is bold at the beginning of a line may be the label of a speaker; where a whole line is bold
and says something behind a colon, it is a heading and no label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from memograph.problems import Problem, Span
from memograph.readers.source import Source
from memograph.text.composition import Composition
from memograph.text.layout import Layout

_LEAD_IN: Final = 25
_ENOUGH: Final = 4
_NAME_WORDS: Final = 5
_COLONS: Final = (":", "\uff1a")
_SAYS: Final = re.compile(r"[:\uff1a][^\w\n]*\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one kind of print, and where the source has them."""

    text: str
    bold: bool = False
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph: its runs, in which a line feed begins a line; it may be a heading."""

    runs: tuple[Run, ...]
    heading: bool = False

    @property
    def text(self) -> str:
        """Return the words of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The text that blocks were set into, its bold beginnings of lines and its headings."""

    text: Composition
    emphasized: tuple[Span, ...]
    headings: tuple[Span, ...]

    def layout(
        self, source: Source, *, reader: str, title: str, problems: tuple[Problem, ...]
    ) -> Layout:
        """Return the layout of the text: all of it is the record."""
        return Layout(
            source=source.name,
            reader=reader,
            slug=source.stem,
            source_file=source.file,
            conversation=Span(0, self.text.length),
            language=source.language,
            title=title,
            problems=problems,
            emphasized=self.emphasized,
            headings=self.headings,
            source_map=self.text.source_map,
        )


def printed(source: str, blocks: Sequence[Block]) -> Printed:
    r"""Return the text of some blocks, parted by blank lines.

    >>> label = Block(runs=(Run(text="ANN:", bold=True), Run(text=" Yes.")))
    >>> told = printed("a.docx", [Block(runs=(Run(text="Talk"),), heading=True), label])
    >>> told.text.text, told.emphasized, told.headings
    ('Talk\n\nANN: Yes.', (Span(start=6, end=10),), (Span(start=0, end=4),))
    """
    text = Composition(source)
    bold: list[Span] = []
    headings: list[Span] = []
    for block in blocks:
        text.close()
        begins = -1
        for line in lines(block.runs):
            text.new_line()
            span, emphasized = _line(text, line)
            if span.start == span.end:
                continue
            begins = span.start if begins < 0 else begins
            if emphasized and not block.heading:
                bold.append(emphasized)
        if block.heading and begins >= 0:
            headings.append(Span(begins, text.length))
    return Printed(text=text, emphasized=tuple(bold), headings=tuple(headings))


def tabulated(blocks: Sequence[Block]) -> tuple[Block, ...]:
    r"""Return the blocks; where names in bold are parted by a tab from speeches, by a line.

    So a name without a colon stands alone on its line, as in other records. Each name comes again.

    >>> said = [Block(runs=(Run(text=who, bold=True), Run(text="\tYes."))) for who in "ABAB"]
    >>> tabulated(said)[0].text.split()
    ['A', 'Yes.']
    >>> [run.text for run in tabulated(said)[0].runs]
    ['A', '\nYes.']
    """
    found = {n: name for n, block in enumerate(blocks) if (name := _before_tab(block))}
    counts = Counter(found.values())
    if len(found) < _ENOUGH or sum(counts[name] > 1 for name in found.values()) * 2 < len(found):
        return tuple(blocks)
    return tuple(_broken(b) if counts[found.get(n, "")] > 0 else b for n, b in enumerate(blocks))


def _before_tab(block: Block) -> str:
    """Return the bold words before the first tab, if they are few and a speech follows."""
    before, tab, after = block.text.partition("\t")
    name = before.strip()
    bold = "".join(run.text.partition("\t")[0] for run in block.runs if run.bold).strip()
    short = 0 < len(name.split()) <= _NAME_WORDS and "\n" not in name
    if not (tab and after.strip() and short and not block.heading):
        return ""
    return name if bold.startswith(name) and name[-1] not in ".,;:?!\uff1a" else ""


def _broken(block: Block) -> Block:
    """Return a block whose first tab is a line feed."""
    runs = list(block.runs)
    at = next(n for n, run in enumerate(runs) if "\t" in run.text)
    runs[at] = replace(runs[at], text=runs[at].text.replace("\t", "\n", 1))
    return replace(block, runs=tuple(runs))


def lines(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each line."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for other in others:
            yield tuple(line)
            line = [replace(run, text=other)]
    yield tuple(line)


def _line(text: Composition, runs: Sequence[Run]) -> tuple[Span, Span | None]:
    """Set one line; return its span and that of the bold words which may be a label."""
    bold_until = label_runs(runs)
    start = end = bold = text.length
    begun = False
    for number, run in enumerate(runs):
        span = text.add(run.text, page=run.page, paragraph=run.paragraph)
        if span.start == span.end:
            continue
        start = start if begun else span.start
        begun, end = True, span.end
        if number < bold_until:
            bold = end
    whole = Span(start, end) if begun else Span(text.length, text.length)
    return whole, Span(start, bold) if begun and bold > start else None


def label_runs(runs: Sequence[Run]) -> int:
    """Return how many runs at the beginning of a line are bold as a label is.

    A few plain words may stand before the bold ones, such as a title.

    >>> label_runs([Run(text="Mr. "), Run(text="BELL:", bold=True), Run(text=" No.")])
    2
    >>> label_runs([Run(text="Item 1: Roads", bold=True)])
    0
    """
    first = next((n for n, run in enumerate(runs) if run.bold and run.text.strip()), None)
    if first is None:
        return 0
    lead = "".join(run.text for run in runs[:first]).strip()
    end = first
    while end < len(runs) and (runs[end].bold or not runs[end].text.strip()):
        end += 1
    words = "".join(run.text for run in runs[first:end]).strip()
    behind = "".join(run.text for run in runs[end:]).strip()
    if lead:
        marked = words.endswith(_COLONS) or behind.startswith(_COLONS)
        if len(lead) > _LEAD_IN or not marked or any(c in lead for c in ":;?!"):
            return 0
    return 0 if not behind and _SAYS.search(words) else end
