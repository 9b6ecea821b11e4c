"""The reviewer: in a terminal, one subject after the other, its candidates, and what people say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import click

from memograph.cli import talk
from memograph.linkers import decisions
from memograph.linkers.review import NOBODY, Review, Row

if TYPE_CHECKING:
    from rich.console import Console

    from memograph.linkers.decisions import By
    from memograph.linkers.subject import Subject

_HELP: Final = "NUMBER it is · -NUMBER it is not · n none of these · s skip · u undo · q quit"
_SHOWN: Final = 3
"""Occurrences that are shown."""


def reviewed(
    review: Review, subjects: Mapping[str, Subject], *, by: By, console: Console
) -> Iterator[Review]:
    """Ask about every subject that is open; yield the review after each decision."""
    past: list[tuple[Review, int]] = []
    order = _order(review, subjects)
    at = 0
    console.print(_HELP, markup=False)
    while at < len(order):
        rows = _open(review, order[at])
        if not rows:
            at += 1
            continue
        _show(rows, subjects.get(order[at]), place=f"{at + 1} of {len(order)}", console=console)
        word = _word()
        if word == "q":
            return
        if word == "s":
            at += 1
        elif word == "u" and past:
            review, at = past.pop()
            yield review
        elif (found := _decided(review, rows, word, by)) is not None:
            past.append((review, at))
            review = found
            yield review
        else:
            console.print(f"{talk.plain(word)!r} is no answer here: {_HELP}", markup=False)


def _word() -> str:
    """Return what somebody types; the end of what there is to read, or Ctrl-C, is to quit."""
    try:
        typed: str = click.prompt("", prompt_suffix="> ", default="s", show_default=False)
    except click.Abort:
        return "q"
    return typed.strip()


def _order(review: Review, subjects: Mapping[str, Subject]) -> list[str]:
    """Return who is open: first who has candidates, and is in many documents."""
    rows = [row for row in review.rows if not row.decided]
    offered = {row.subject for row in rows if row.candidate != NOBODY}
    return sorted(
        {row.subject for row in rows},
        key=lambda iri: (
            iri not in offered, -subjects[iri].documents if iri in subjects else 0, iri,
        ),
    )  # fmt: skip


def _open(review: Review, subject: str) -> tuple[Row, ...]:
    """Return the proposals for a subject, none if it was decided who it is."""
    mine = [row for row in review.rows if row.subject == subject]
    if any(row.status == "accepted" for row in mine):
        return ()
    return tuple(row for row in mine if not row.decided)


def _decided(review: Review, rows: tuple[Row, ...], word: str, by: By) -> Review | None:
    """Return the review with what somebody said, None if it cannot be understood."""
    subject = rows[0].subject
    if word == "n":
        return decisions.none_of_these(review, subject, by)
    number = word.removeprefix("-")
    if not number.isdecimal() or not 1 <= int(number) <= len(rows):
        return None
    candidate = rows[int(number) - 1].candidate
    if word.startswith("-"):
        return decisions.rejected(review, subject, candidate, by)
    return decisions.accepted(review, subject, candidate, by)


def _show(rows: tuple[Row, ...], subject: Subject | None, *, place: str, console: Console) -> None:
    """Print a subject, where it occurs, and its candidates with what speaks for them."""
    console.rule()
    head = rows[0].label or rows[0].subject
    console.print(f"{head}  ({rows[0].kind}, {place})", style="bold", markup=False)
    if subject is not None:
        for line in _facts(subject):
            console.print(f"  {line}", markup=False)
    for number, row in enumerate(rows, start=1):
        sure = "" if row.confidence is None else f"  {row.confidence:.2f}"
        if row.candidate == NOBODY:
            console.print(f" {number}  nobody that is known{sure}", markup=False)
        else:
            name = f"{row.candidate_label}  {row.candidate}"
            console.print(f" {number}  {name}{sure}", style="cyan", markup=False)
        for line in filter(None, (row.description, row.evidence)):
            console.print(f"      {line}", markup=False)


def _facts(subject: Subject) -> Iterator[str]:
    number = f"in {subject.documents} document{'' if subject.documents == 1 else 's'}"
    ended = f" to {subject.ended}" if subject.ended != subject.begun else ""
    yield f"at meetings {subject.begun}{ended}, {number}" if subject.begun else number
    for title, words in (("also", subject.names), ("post", subject.posts), ("with", subject.sides)):
        if words:
            yield f"{title}: {', '.join(words)}"
    for each in subject.occurrences[:_SHOWN]:
        yield f"“{each.text}” {each.title}"
