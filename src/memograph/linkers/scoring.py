"""Scoring: how sure it is that a candidate is the one, as a sum of what speaks for and against it.

Every part is in natural logarithms of odds against “none of these”, from `weights.toml`; the
confidence of a candidate is its share among all of them and nobody. So two that are equally likely
are both unlikely.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from memograph.linkers.entity import Entity, Kind
from memograph.linkers.lifetimes import presence
from memograph.linkers.names import is_one_thing, likeness
from memograph.linkers.posts import held
from memograph.linkers.service import Candidate
from memograph.linkers.sides import whose
from memograph.linkers.subject import Subject

_ONLY: Final = "family name only"
"""A reason for a likeness of names; see `names.persons`."""
_TELLING: Final = 6
"""Letters of a word from which on it tells something of what somebody did."""
_PRESENCE: Final[Mapping[str, Mapping[str, str]]] = {
    "person": {
        "alive": "alive then",
        "young": "a child then",
        "unborn": "not yet born",
        "dead": "dead by then",
    },
    "organization": {
        "alive": "there then",
        "unborn": "not yet founded",
        "dead": "dissolved by then",
    },
    "place": {
        "dead": "no longer there then",
    },
}
"""What is said of whom, if it is known. Places mostly are older than what is told of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate, or against it: how much, and in words."""

    weight: float
    words: str

    def __str__(self) -> str:
        """Return it as it stands in a review file.

        >>> str(Evidence(1.0, "alive then")), str(Evidence(-6.0, "dead by then"))
        ('+1.0 alive then', '-6.0 dead by then')
        """
        return f"{self.weight:+.1f} {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with its evidence and its confidence, from 0 to 1, and no more than `most`."""

    candidate: Candidate
    evidence: tuple[Evidence, ...]
    confidence: float
    most: float = 1.0

    @property
    def total(self) -> float:
        """Return the sum of the evidence."""
        return sum(each.weight for each in self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Likest:
    """The names of a subject and an entity that are most alike, and why."""

    score: float
    own: str = ""
    other: str = ""
    reasons: tuple[str, ...] = ()


@cache
def weights() -> Mapping[str, Any]:
    """Return what each kind of evidence counts."""
    text = files("memograph.linkers").joinpath("weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def scored(subject: Subject, candidates: Iterable[Candidate]) -> tuple[Scored, ...]:
    """Return the candidates whose names are alike, the likeliest first; it itself is none."""
    found = []
    for candidate in candidates:
        if candidate.entity.id == subject.iri:
            continue
        likest = _likest(subject, candidate.entity)
        evidence = tuple(_evidence(subject, candidate, likest))
        if evidence:
            # As sure as the editor, where it is the editor who names it.
            most = dict(subject.asserted).get(likest.own, 1.0)
            found.append(Scored(candidate=candidate, evidence=evidence, confidence=0.0, most=most))
    return shared(found)


def shared(found: Sequence[Scored]) -> tuple[Scored, ...]:
    """Return candidates with their shares among all of them and nobody, the likeliest first."""
    most = max((each.total for each in found), default=0.0)
    odds = [math.exp(each.total - max(most, 0.0)) for each in found]
    # Summed exactly, whatever the order.
    whole = math.fsum((*odds, math.exp(-max(most, 0.0))))
    shares = (
        replace(each, confidence=min(part / whole, each.most))
        for each, part in zip(found, odds, strict=True)
    )
    return tuple(sorted(shares, key=lambda each: (-each.confidence, each.candidate.entity.id)))


def _evidence(subject: Subject, candidate: Candidate, likest: _Likest) -> Iterator[Evidence]:
    """Yield what speaks for and against a candidate; nothing if the names are not alike."""
    count, entity, score = weights(), candidate.entity, likest.score
    same = set(subject.identifiers) & {entity.id, *entity.same_as}
    if score <= count["least"] and not same:
        return
    weight = count["name"] * (score - count["even"])
    if subject.local and _ONLY in likest.reasons:
        weight = min(weight, count["short"])
    yield Evidence(weight, _named(subject, likest))
    others = count["others"]
    if same:
        yield Evidence(others["identifier"], f"the source says {min(same)}")
    yield from _kind(subject, entity, count["kind"])
    yield from _life(subject, entity)
    yield from _post(subject, entity, others)
    yield from _words(others["country"], "country", map(whose, subject.sides), entity.countries)
    yield from _words(
        others["within"], "within", subject.within, (*entity.within, *entity.countries)
    )
    if candidate.match:
        yield Evidence(others["match"], "the service is sure")


def _post(subject: Subject, entity: Entity, count: Mapping[str, float]) -> Iterator[Evidence]:
    """Yield that somebody held the post of the records, then or at another time, or is said to."""
    found = held(subject, entity)
    if found is not None:
        post, then = found
        if then is False:
            yield Evidence(count["past"], f"post {post!r}, at another time")
        else:
            yield Evidence(count["then"] if then else count["post"], f"post {post!r}")
        return
    told = {word for text in (*entity.occupations, entity.description) for word in _long(text)}
    known = sorted({word for post in subject.posts for word in _long(post)} & told)
    if known:
        yield Evidence(count["described"], f"described as {known[0]!r}")


def _long(text: str) -> Iterator[str]:
    """Yield the words of a text that tell something, in small letters."""
    for word in text.casefold().split():
        bare = word.strip(".,;:()[]")
        if len(bare) >= _TELLING:
            yield bare


def life(kind: Kind, *, lived: tuple[str, str], there: tuple[str, str]) -> tuple[float, str]:
    """Return what it counts that somebody lived from when until when, and in words; (0, "") if not.

    `there` are the first and the last day at which the records speak of it; all are in EDTF.

    >>> life("person", lived=("1820", "1890"), there=("1958", ""))
    (-6.0, 'dead by then')
    """
    words = _PRESENCE.get(kind, {})
    then = presence(
        born=lived[0], died=lived[1], first=there[0], last=there[1], mortal=kind == "person"
    )
    if then not in words:
        return 0.0, ""
    # Records go on calling places by names that others have given up.
    return weights()["presence"]["gone" if kind == "place" else then], words[then]


def _life(subject: Subject, entity: Entity) -> Iterator[Evidence]:
    weight, words = life(
        subject.kind, lived=(entity.begun, entity.ended), there=(subject.begun, subject.ended)
    )
    if words:
        yield Evidence(weight, f"{words} ({entity.begun or '?'}–{entity.ended})")


def _named(subject: Subject, likest: _Likest) -> str:
    """Return in words how alike the likest names are."""
    editor = ("by the editor",) if likest.own in dict(subject.asserted) else ()
    reasons = ", ".join((*likest.reasons, *editor))
    return f"name {likest.score:.2f} {likest.other!r}" + (f" ({reasons})" if reasons else "")


def _likest(subject: Subject, entity: Entity) -> _Likest:
    """Return the names of both that are most alike; its own come before those by the editor."""
    asserted = dict(subject.asserted)
    best = _Likest(score=0.0)
    for own in sorted((subject.name, *subject.names), key=lambda name: name in asserted):
        for other in entity.all_names:
            found = likeness(own, other, kind=subject.kind)
            if found.score > best.score:
                best = _Likest(score=found.score, own=own, other=other, reasons=found.reasons)
    return best


def _kind(subject: Subject, entity: Entity, count: Mapping[str, float]) -> Iterator[Evidence]:
    if entity.kind == subject.kind:
        yield Evidence(count["same"], entity.kind)
    elif entity.kind:
        yield Evidence(count["other"], f"{entity.kind}, not {subject.kind}")


def _words(
    weight: float, what: str, own: Iterable[str], others: Iterable[str]
) -> Iterator[Evidence]:
    """Yield that one of some words is one of others."""
    known = tuple(others)
    for word in own:
        for other in known:
            if is_one_thing(word, other):
                yield Evidence(weight, f"{what} {other!r}")
                return
