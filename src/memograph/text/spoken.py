"""Turns and statements of a Record: labels resolved to speakers, words cut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memograph.model import Statement, Turn
from memograph.problems import Problem, problem
from memograph.text.known import Known
from memograph.text.labels import Label
from memograph.text.lines import Locator
from memograph.text.reported import mode_of
from memograph.text.segments import Reading
from memograph.text.speakers import speakers
from memograph.text.turns import SpokenTurn

MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The turns, their statements, and the first label of every speaker."""

    turns: tuple[Turn, ...]
    statements: tuple[Statement, ...]
    first_labels: tuple[tuple[Label, Known], ...]
    confidence: dict[str, float]


def spoken(told: Sequence[SpokenTurn], reading: Reading) -> tuple[Spoken, tuple[Problem, ...]]:
    """Return turns and statements in order, and what is doubtful about their labels."""
    text = reading.text
    turns: list[Turn] = []
    statements: list[Statement] = []
    first: dict[str, tuple[Label, Known]] = {}
    locate = Locator(text, reading.source)
    known_as = speakers(told, reading, locate)
    problems = known_as.problems
    for order, turn in enumerate(told, start=1):
        who = known_as.of_turns[order - 1]
        for known in who:
            first.setdefault(known.id, (turn.label, known))
        turns.append(
            Turn(
                order=order,
                meeting=MEETING,
                speaker=tuple(known.id for known in who),
                label=None if turn.label.style == "reported" else turn.label.span,
            )
        )
        if turn.statement:
            words = turn.statement.cut(text)
            mode = mode_of(text, turn.label, turn.statement, reading.cues)
            statements.append(Statement(span=turn.statement, text=words, order=order, mode=mode))
        else:
            problems.append(
                problem("MG113", locate(turn.label.span.start), label=turn.label.span.cut(text))
            )
        reading.statement(turn, order, who)
    done = Spoken(
        turns=tuple(turns),
        statements=tuple(statements),
        first_labels=tuple(first.values()),
        confidence=known_as.confidence,
    )
    return done, tuple(problems)
