"""`memograph link --enrich`: fetch what an authority says of those who are linked."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from memograph.cli import talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memograph.linkers.facts import Describer, Told
    from memograph.linkers.review import Review


def enriched(folders: Sequence[str], review: Review, describer: Describer) -> int:
    """Write DIR/enrichment.trig, and return the exit code; what was known before is not lost."""
    from memograph.pipeline.enrichment import Enriching

    states: dict[str, int] = {"told": 0, "gone": 0, "failed": 0, "unasked": 0}

    def told(each: Told) -> int:
        talk.tell_all(each.problems)
        known = "told" if each.facts else "gone"
        states[known if each.state == "answered" else each.state] += 1
        return each.facts is None

    with closing(describer):
        run = Enriching(review=review, describer=describer)
        whole = talk.followed(run.results(), len(run.entities()), doing="Asking", told=told)
    paths = []
    for folder in folders:
        path, report = run.write(folder)
        if report is not None and not report.conforms:
            talk.tell_all(report.problems)
            return talk.PROBLEMS
        paths.append(str(path))
    missing = {
        "no more": states["gone"],
        "without an answer": states["failed"],
        "not asked": states["unasked"],
        "of another authority": run.strangers(),
    }
    rest = "".join(f", {number} {words}" for words, number in missing.items() if number)
    noun = "entity" if states["told"] == 1 else "entities"
    click.echo(f"{' and '.join(paths)}: facts of {states['told']} {noun}{rest}")
    if states["failed"]:
        return talk.REMOTE
    return talk.GOOD if whole else talk.STOPPED
