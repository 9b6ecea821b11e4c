"""The page on quality: the floors that reading may not fall below, as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

FLOORS = Path(__file__).parents[1] / "tests" / "quality" / "floors.json"
_SETS = {
    "examples": "the project's own texts, one or more in every format",
    "seed": "a page of an archive, its facts read by hand in full",
    "corpus": "real records: volumes, minutes, sittings, a debate",
    "rendered": "real sittings with marked speakers, printed in six styles of label and read back",
    "rendered examples": "two of the project's own, printed and read back in the same way",
}


def quality_page(note: str) -> Iterator[str]:
    """Yield the page, line by line."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    yield from ("# Quality", "", note, "")
    yield "How well sources are understood, as F1 of precision and recall against facts that were"
    yield "read by hand. `make quality` measures it and shows precision beside recall, record by"
    yield "record. The figures here are floors: a change that makes one fall does not land."
    yield from ("", "| set | what it is |", "|---|---|")
    yield from (f"| {name} | {says} |" for name, says in _SETS.items())
    yield "| reader: … | all of the first three that one reader reads |"
    yield from ("", *_table(floors), "")
    yield "*records* tells records of conversation from other papers. A *turn* is right if it"
    yield "begins and ends where it should, a *speaker* if the right person is its speaker."
    yield "*participants* are those present and those absent, *dates* the days and hours of meeting"
    yield "and paper. An empty cell has nothing to measure. Facts that one person read by hand may"
    yield "be wrong, and records of other archives are read less well than these: the rules were"
    yield "made with these in sight."
    yield ""


def _table(floors: dict[str, dict[str, float]]) -> Iterator[str]:
    kinds = list(dict.fromkeys(kind for each in floors.values() for kind in each))
    yield f"| set | {' | '.join(kinds)} |"
    yield f"|---|{'---|' * len(kinds)}"
    for name, floor in floors.items():
        cells = (f"{floor[kind]:.3f}" if kind in floor else "" for kind in kinds)
        yield f"| {name} | {' | '.join(cells)} |"
