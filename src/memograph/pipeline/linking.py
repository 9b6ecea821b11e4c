"""Linking: the subjects of a corpus, a service that is asked for candidates, a review file.

Nothing is decided here: candidates are proposed with what speaks for them, and people decide. Who
was decided on is not asked about again.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.linkers.claims import Case, settled
from memograph.linkers.review import NOBODY, Review, Row, merged
from memograph.linkers.review_file import parsed, spelled
from memograph.linkers.scoring import scored
from memograph.linkers.service import Answer, Question, Service
from memograph.linkers.subject import Subject
from memograph.linkers.surroundings import surrounded
from memograph.pipeline import stages
from memograph.pipeline.description import BESIDE
from memograph.pipeline.gathering import gathered
from memograph.pipeline.outgoing import Contents, folder_at, quads_of
from memograph.problems import Problem, RemoteError, Where, problem
from memograph.serialization.spelling import is_absolute
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad

_ASKED: Final = 50
"""Questions that a service is given at a time."""
_ROWS: Final = 5
"""Candidates of a subject that are proposed."""
_LOST: Final = 5
"""Failures one after the other from which on a service is not asked any more."""
_FAINT: Final = 0.02
"""Confidence below which a candidate is not worth a person's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A subject that was asked about, whether there was an answer, and what went wrong."""

    subject: Subject
    state: str = "answered"
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class Linking:
    """A run over the subjects of a corpus. When its results have been taken, `review` is new.

    What the source itself says of who they are is in it from the beginning.
    """

    subjects: tuple[Subject, ...]
    review: Review
    service: Service
    _cases: list[Case] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        """Take what the source says."""
        self.review = _with_given(self.review, self.subjects)

    def open(self) -> tuple[Subject, ...]:
        """Return the subjects of whom it is not known who they are."""
        decided = self.review.decided(self.service.space)
        return tuple(each for each in self.subjects if each.iri not in decided)

    def results(self) -> Generator[Linked]:
        """Ask the service about all who are open, yielding each; ends with a new review.

        If it is closed before its end, the review has what was answered until then. Raises
        RemoteError (MG222) if the service fails time after time.
        """
        lost = 0  # calls; of a batch that failed, only the first answer tells why
        try:
            for subject, answer in self._answers(self.open()):
                yield self._taken(subject, answer)
                lost = 0 if answer.state != "failed" else lost + bool(answer.problems)
                if lost == _LOST:
                    where = Where(source=self.service.name)
                    raise RemoteError(problem("MG222", where, number=lost))
        finally:
            cases = settled(surrounded(self._cases))
            rows = tuple(row for case in cases for row in _rows(case, self.service.name))
            asked = frozenset(case.subject.iri for case in cases)
            self.review = merged(self.review, rows, asked, service=self.service.name)

    def _answers(self, subjects: Sequence[Subject]) -> Iterator[tuple[Subject, Answer]]:
        for start in range(0, len(subjects), _ASKED):
            some = subjects[start : start + _ASKED]
            answers = self.service.ask([_question(each) for each in some])
            yield from zip(some, answers, strict=True)

    def _taken(self, subject: Subject, answer: Answer) -> Linked:
        if answer.state == "answered":
            found = scored(subject, answer.candidates)
            self._cases.append(Case(subject=subject, scored=found, query=answer.query))
        return Linked(
            subject=subject,
            state=answer.state,
            problems=answer.problems,
        )


def subjects_of(*folders: str | Path, base: str = "") -> tuple[Subject, ...]:
    """Return the subjects of folders of exported files, sorted by IRI.

    What several folders say of one IRI is put together. Without a base, those of all documents are
    taken, whatever theirs is.

    Raises UnreadableSource (MG103, MG517, MG500) if one is none, or one of its files is damaged.
    """
    return gathered((graph for folder in folders for graph in _graphs(folder)), base=base)


def _graphs(folder: str | Path) -> Iterator[tuple[Quad, ...]]:
    """Yield the graphs of a folder's documents."""
    with folder_at(Path(folder)) as place, closing(Contents()) as contents:
        for each in place.outgoing():
            if each.path.name not in BESIDE:  # they tell of entities, too
                yield quads_of(contents.of(each)[0])


def read_review(path: str | Path) -> tuple[Review, tuple[Problem, ...]]:
    """Return the review that a file holds, and what is wrong with it.

    Raises UnreadableSource (MG103, MG500) if it is not there or cannot be read.
    """
    return parsed(stages.text_of(path), source=str(path), is_iri=is_absolute)


def write_review(review: Review, path: str | Path) -> Path:
    """Write a review to a file, wholly or not at all, and return its path."""
    return files.write(path, spelled(review).encode())


def _question(subject: Subject) -> Question:
    return Question(
        name=subject.name,
        kind=subject.kind,
        names=subject.names,
        begun=subject.begun,
        ended=subject.ended,
        language=subject.language,
    )


def _with_given(review: Review, subjects: Sequence[Subject]) -> Review:
    """Return a review with what the source itself says of who they are."""
    known = {(row.subject, row.candidate) for row in review.rows}
    given = tuple(
        Row(
            subject=subject.iri,
            label=subject.name,
            kind=subject.kind,
            candidate=iri,
            status="given",
            confidence=1.0,
            justification="semapv:UnspecifiedMatching",
            tool=_tool(),
            comment=f"the source of {teller} says so",
        )
        for subject in subjects
        for iri, teller in zip(subject.identifiers, subject.tellers, strict=True)
        if (subject.iri, iri) not in known
    )
    return merged(review, given, frozenset())


def _rows(case: Case, service: str) -> Iterator[Row]:
    """Yield the proposals for a subject: its candidates, or that it has none."""
    subject = case.subject
    likely = [each for each in case.scored if each.confidence >= _FAINT][:_ROWS]
    for each in likely:
        entity = each.candidate.entity
        yield Row(
            subject=subject.iri,
            label=subject.name,
            kind=subject.kind,
            candidate=entity.id,
            candidate_label=entity.name,
            confidence=each.confidence,
            tool=_tool(),
            service=service,
            match=case.query,
            description=entity.description,
            evidence="; ".join(map(str, each.evidence)),
        )
    if not likely:
        yield Row(
            subject=subject.iri,
            label=subject.name,
            kind=subject.kind,
            candidate=NOBODY,
            confidence=1.0 - sum(each.confidence for each in case.scored),
            tool=_tool(),
            service=service,
            match=case.query,
            evidence="no candidate whose name is alike",
        )


def _tool() -> str:
    return f"memograph {version('memograph')}"
