"""Turns and statements of a Record: labels resolved to speakers, words cut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from memograph.model import Statement, Turn
from memograph.problems import Problem, Where, problem
from memograph.text.labels import Label
from memograph.text.lines import where
from memograph.text.names import PrintedName
from memograph.text.people import Known, People, add
from memograph.text.segments import Reading
from memograph.text.turns import SpokenTurn

MEETING = "meeting"
Mode = Literal["verbatim", "reported"]


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
    confidence: dict[str, float] = {}
    problems: list[Problem] = []
    speakers = _speakers(told, reading, problems, confidence)
    for order, turn in enumerate(told, start=1):
        who = speakers[order - 1]
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
            mode: Mode = "reported" if turn.label.style == "reported" else "verbatim"
            statements.append(Statement(span=turn.statement, text=words, order=order, mode=mode))
        else:
            problems.append(
                problem("MG113", _place(reading, turn.label), label=turn.label.span.cut(text))
            )
        reading.statement(turn, order, who)
    done = Spoken(
        turns=tuple(turns),
        statements=tuple(statements),
        first_labels=tuple(first.values()),
        confidence=confidence,
    )
    return done, tuple(problems)


def _place(reading: Reading, label: Label) -> Where:
    return where(reading.text, reading.source, label.span.start)


def _speakers(
    told: Sequence[SpokenTurn],
    reading: Reading,
    problems: list[Problem],
    confidence: dict[str, float],
) -> list[tuple[Known, ...]]:
    """Resolve every label, full names first, so that a surname finds its full name anywhere."""
    for turn in told:
        for name in turn.label.speakers:
            if name.named == "full" and not turn.label.collective:
                _known(name, reading.people, confidence)
    resolved: list[tuple[Known, ...]] = []
    warned: set[str] = set()
    for turn in told:
        found = [_named(turn, name, reading.people, confidence) for name in turn.label.speakers]
        printed = " ".join(turn.label.span.cut(reading.text).split())
        for name, (known, rivals) in zip(turn.label.speakers, found, strict=True):
            add(known.attestation, "speaks")
            add(known.printed, printed if len(found) == 1 else name.span.cut(reading.text))
            if rivals and turn.label.key not in warned:
                warned.add(turn.label.key)
                place = _place(reading, turn.label)
                problems.append(problem("MG114", place, label=printed, rivals=", ".join(rivals)))
        resolved.append(tuple(known for known, _ in found))
    return resolved


def _named(
    turn: SpokenTurn, name: PrintedName, people: People, confidence: dict[str, float]
) -> tuple[Known, tuple[str, ...]]:
    """Return who a label names, and whom else it fits; several at once are a group."""
    if turn.label.collective:
        return people.enter(name, collective=True), ()
    return _known(name, people, confidence)


def _known(
    name: PrintedName, people: People, confidence: dict[str, float]
) -> tuple[Known, tuple[str, ...]]:
    """Return who a label names; a label that fits several people is an agent of its own."""
    referred, name = name, people.in_full(name)
    found = people.resolve(name)
    known = found.known or people.enter(name)
    people.tie(known, referred)
    for title in name.titles:
        add(known.titles, title)
    if found.known is not None:
        confidence.setdefault(known.id, found.confidence)
    return known, found.rivals
