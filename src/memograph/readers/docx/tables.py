"""Tables read row by row: speeches, keys with their values, names with their posts.

What the rule between two cells says is said by a mark in the text: a colon after a speaker or a
key, a comma after a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from memograph.readers.docx.body import Paragraph, Part, Row, Table
from memograph.readers.runs import Block, Run
from memograph.text.cues import Cues

_LONGEST_LABEL: Final = 60
_LABEL_WORDS: Final = 7
_HALF: Final = 2
_SENTENCE_ENDS: Final = tuple('.?!…”"»')
_MARKS: Final = (":", "\uff1a", ",", ";")


def blocks(parts: Sequence[Part], words: Cues) -> Iterator[Block]:
    """Yield the paragraphs of a body, its tables read row by row."""
    for part in parts:
        if isinstance(part, Table):
            yield from _table(part, words)
        else:
            yield part.block


def _table(table: Table, words: Cues) -> Iterator[Block]:
    rows = [tuple(cell for cell in row.cells if _said(cell)) for row in table.rows]
    pairs = [row.cells for row in table.rows if len(row.cells) == _HALF and _said(row.cells[1])]
    named = [row for row in pairs if _said(row[0])]
    speech = _is_speech(named) and len(pairs) * _HALF > len(rows)
    keyed = speech or _is_keyed(named, words)
    skipped = _header(table.rows) if speech else -1
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        if number == skipped:
            continue
        if keyed and len(row.cells) == _HALF and len(cells) == _HALF:
            yield from _joined(cells, ": ", words, bold=speech)
        elif len(cells) > 1 and all(_is_line(cell) for cell in cells):
            yield from _joined(cells, ", ", words)
        else:
            for cell in cells:
                yield from blocks(cell, words)


def _said(cell: Sequence[Part]) -> str:
    """Return the words of a cell."""
    told = (p.block.text if isinstance(p, Paragraph) else "\n\n" for p in cell)
    return " ".join(" ".join(told).split()) or ("\n" if any(_is_table(p) for p in cell) else "")


def _is_table(part: Part) -> bool:
    return isinstance(part, Table)


def _is_line(cell: Sequence[Part]) -> bool:
    """Tell whether a cell is one short line that ends as no sentence does."""
    told = [p for p in cell if isinstance(p, Table) or p.block.text.strip()]
    return len(told) == 1 and isinstance(told[0], Paragraph) and "\n" not in told[0].block.text


def _is_label(cell: Sequence[Part]) -> bool:
    said = _said(cell)
    short = len(said) <= _LONGEST_LABEL and len(said.split()) <= _LABEL_WORDS
    return bool(said) and short and _is_line(cell)


def _is_sentence(cell: Sequence[Part]) -> bool:
    return _said(cell).endswith(_SENTENCE_ENDS) or len(_said(cell)) > _LONGEST_LABEL


def _is_speech(rows: Sequence[tuple[tuple[Part, ...], ...]]) -> bool:
    """Tell whether the cells on the left say who speaks: short ones, with sentences beside them."""
    labels = [_said(row[0]) for row in rows if _is_label(row[0])]
    if len(labels) < _HALF or len(labels) * 10 < len(rows) * 9:
        return False
    sentences = sum(_is_sentence(row[1]) for row in rows)
    marked = sum(label.endswith(_MARKS[:2]) for label in labels)
    again = max(Counter(labels).values()) > 1
    return sentences * _HALF > len(rows) and (again or marked * _HALF > len(labels))


def _is_keyed(rows: Sequence[tuple[tuple[Part, ...], ...]], words: Cues) -> bool:
    keys = [_said(row[0]).rstrip(": ") for row in rows]
    known = sum(words.key(key) is not None for key in keys)
    return known > 0 and known * _HALF >= len(keys)


def _header(rows: Sequence[Row]) -> int:
    """Return the number of the row that says what the columns hold, -1 if there is none."""
    first = rows[0]
    if first.heads:
        return 0
    if len(first.cells) != _HALF or _is_sentence(first.cells[1]) or not _is_label(first.cells[1]):
        return -1
    label = _said(first.cells[0])
    marked = label.endswith(_MARKS[:2])
    others = {_said(row.cells[0]) for row in rows[1:] if row.cells}
    return -1 if label in others or marked else 0


def _joined(
    cells: Sequence[Sequence[Part]], mark: str, words: Cues, *, bold: bool = False
) -> Iterator[Block]:
    """Yield a row as one line, and what else its last cell holds."""
    told: list[Run] = []
    for cell in cells[:-1]:
        runs = [run for block in blocks(cell, words) for run in block.runs]
        text = "".join(run.text for run in runs).rstrip()
        told.extend(replace(run, bold=run.bold or bold) for run in runs)
        told.append(Run(text=" " if text.endswith(_MARKS) else mark, bold=bold))
    last = [block for block in blocks(cells[-1], words) if block.text.strip()]
    if last:
        yield Block(runs=(*told, *(last[0].runs)))
        yield from last[1:]
