"""Lists of people that have lost their heading, as a page saved as text may have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from memograph.problems import Span
from memograph.text.attendance import Attendee, attendees
from memograph.text.cues import Cues
from memograph.text.dates import find_dates
from memograph.text.header import Field, Unit, units

_LONGEST = 160
_LEAST = 2
_OFFICE = 8
"""How long letters before a name may be, as in \"EUR—Mr. Brown\"."""


def unheaded_list(text: str, within: Span, cues: Cues) -> tuple[Field, ...]:
    """Return the lines of the longest run in which each line begins with a person, as a list.

    A run has two lines at least, and somebody in it bears a title, or two have a post behind them.
    """
    found = units(text, within, cues)
    people = [_first(text, unit, cues) for unit in found]
    runs: list[list[int]] = []
    for index, person in enumerate(people):
        if person is None:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    named = [
        run
        for run in runs
        if len(run) >= _LEAST and _even(found, run) and _present([people[i] for i in run])
    ]
    longest = max(named, key=len, default=[])
    return tuple(
        Field(
            name="participants",
            span=found[index].span,
            unit=found[index].span,
            keyed=True,
            item=True,
        )
        for index in longest
    )


def _first(text: str, unit: Unit, cues: Cues) -> Attendee | None:
    """Return the person with whom a line begins, if it is a line of a list."""
    words = unit.text
    junior = cues.has("generations", words.split()[-1])
    ended = words[-1] in ".?!:" and not junior
    if len(words) > _LONGEST or ended or find_dates(words, language=cues.language):
        return None
    people = attendees(text, unit.span, cues, item=True)
    if len(people) != 1 or people[0].span.start - unit.span.start > _OFFICE:
        return None
    person = people[0]
    listed = _titled(person) or bool(person.roles) or ("," in words and bool(person.posts))
    return person if listed else None


def _titled(person: Attendee | None) -> bool:
    return person is not None and (bool(person.name.titles) or person.name.named == "role")


def _present(people: Sequence[Attendee | None]) -> bool:
    posts = sum(1 for one in people if one is not None and one.posts)
    return posts >= _LEAST or any(_titled(one) for one in people)


def _even(found: tuple[Unit, ...], run: list[int]) -> bool:
    """Tell whether the lines of a run stand equally far apart."""
    return len({found[later].gap for _, later in pairwise(run)}) == 1
