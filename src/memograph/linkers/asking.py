"""Asking a reconciliation service: names in some spellings, then what it tells of whom it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from memograph.http import Batches, Form, Heard, Kept
from memograph.linkers.dialects import Query, version_of
from memograph.linkers.entity import Kind
from memograph.linkers.names import ASKED, is_found, spellings
from memograph.linkers.proposals import Terms, at, best, is_page, proposed, query_of
from memograph.linkers.service import Answer, Candidate, Question
from memograph.linkers.values import with_values
from memograph.linkers.vocabularies import Fields, fields_of
from memograph.problems import Problem, Where, problem

_NOT_YET: Final = Heard(state="unasked")


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A question, and what came of it: candidates by the ids of the service, or why there are none.

    `bad` counts candidates that cannot be used.
    """

    question: Question
    forms: tuple[str, ...]
    heard: Heard = _NOT_YET
    found: dict[str, Candidate] = field(default_factory=dict)
    bad: int = 0

    def is_open(self, turn: int) -> bool:
        """Tell whether the spelling of a turn is worth asking for."""
        name, kind = self.question.name, self.question.kind
        return turn == 0 or (
            turn < len(self.forms)
            and self.heard.state == "answered"
            and not is_found(name, (each.entity.name for each in self.found.values()), kind=kind)
        )


class Asking:
    """Asks a service at an address by the terms of its manifest, through what is kept."""

    def __init__(self, kept: Kept, url: str, terms: Terms) -> None:
        """Prepare to ask."""
        self._kept, self._url, self._terms = kept, url, terms
        self.size = terms.size
        spoken = terms.dialect
        self._queries: Batches[Query] = Batches(
            kept,
            Form(
                url=at(self._url, spoken.match),
                media_type=spoken.media_type,
                spelled=spoken.queries,
                parts=spoken.answers,
            ),
            most=terms.size,
        )
        self._extensions: dict[tuple[str, ...], Batches[str]] = {}
        self._fields: dict[Kind, Fields | Heard] = {}
        self._told: list[Heard] = []

    def answers(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield an answer to every question; of those that fail for one reason, the first tells."""
        asked = [_Asked(question=each, forms=_forms(each)) for each in questions]
        for turn in range(ASKED):
            self._ask([each for each in asked if each.is_open(turn)], turn)
        more = self._more([each for each in asked if each.heard.state == "answered"])
        for each in asked:
            problems = tuple(self._problems(each, asked, more))
            yield Answer(
                question=each.question,
                query=each.question.name,
                state=each.heard.state,
                candidates=self._candidates(each, more),
                problems=problems,
            )

    def _ask(self, some: Sequence[_Asked], turn: int) -> None:
        """Ask for the spelling of a turn."""
        terms = self._terms
        queries = [query_of(each.question, each.forms[turn], terms.vocabulary) for each in some]
        for each, heard in zip(some, self._queries.ask(queries), strict=True):
            each.heard = heard
            told = terms.dialect.candidates(heard.data) if heard.state == "answered" else ()
            good = [found for one in told if (found := proposed(one, terms)) is not None]
            each.bad += len(told) - len(good)
            named = [pair for pair in good if not is_page(pair[1], terms)]
            for id_, candidate in best(named, each.question.limit):
                each.found.setdefault(id_, candidate)

    def _more(self, some: Sequence[_Asked]) -> Mapping[tuple[Kind, str], Heard]:
        """Return what is heard of candidates beside, by the kind that they should be and the id."""
        heard: dict[tuple[Kind, str], Heard] = {}
        for kind in dict.fromkeys(each.question.kind for each in some):
            ids = [id_ for each in some if each.question.kind == kind for id_ in each.found]
            fields = self._fields_of(kind) if ids else {}
            if isinstance(fields, Heard):
                heard.update(((kind, id_), fields) for id_ in ids)
                continue
            names = tuple(dict.fromkeys(name for several in fields.values() for name in several))
            found = self._extension(names).ask(ids) if names else ()
            heard.update(zip(((kind, id_) for id_ in ids), found, strict=bool(names)))
        return heard

    def _fields_of(self, kind: Kind) -> Fields | Heard:
        """Return the properties that tell something of a kind, or what was heard in their place."""
        if kind not in self._fields:
            self._fields[kind] = self._asked_fields(kind)
        return self._fields[kind]

    def _asked_fields(self, kind: Kind) -> Fields | Heard:
        terms = self._terms
        if terms.vocabulary.fields or not terms.proposes:
            return terms.fields_of(kind) if terms.extends else {}
        type_ = terms.vocabulary.types.get(kind)
        heard = self._kept.get(terms.proposes, {"type": type_} if type_ else {})
        return fields_of(heard.data.get("properties")) if heard.state == "answered" else heard

    def _extension(self, names: tuple[str, ...]) -> Batches[str]:
        """Return what asks for values of some properties; it remembers what was too much."""
        if names in self._extensions:
            return self._extensions[names]
        spoken = self._terms.dialect
        form: Form[str] = Form(
            url=at(self._url, spoken.extend),
            media_type=spoken.media_type,
            spelled=lambda ids: spoken.extension(ids, names),
            parts=spoken.rows,
        )
        return self._extensions.setdefault(names, Batches(self._kept, form, most=self._terms.size))

    def _candidates(
        self, asked: _Asked, more: Mapping[tuple[Kind, str], Heard]
    ) -> tuple[Candidate, ...]:
        """Return the candidates with what is told of them beside; none if the question failed."""
        kind, values = asked.question.kind, self._terms.dialect.values
        fields = self._fields.get(kind, {})
        if asked.heard.state != "answered":
            return ()
        if isinstance(fields, Heard):
            return tuple(asked.found.values())
        told = ((each, more.get((kind, id_), _NOT_YET)) for id_, each in asked.found.items())
        return tuple(
            with_values(each, values(heard.data), fields) if heard.state == "answered" else each
            for each, heard in told
        )

    def _problems(
        self,
        asked: _Asked,
        others: Sequence[_Asked],
        more: Mapping[tuple[Kind, str], Heard],
    ) -> Iterator[Problem]:
        """Yield what went wrong and was not told before: the answer, candidates, their values."""
        where, name, heard = Where(source=self._url), asked.question.name, asked.heard
        if self._is_news(heard):
            number = sum(each.heard is heard for each in others)
            yield problem("MG216", where, name=name, number=number, reason=self._reason(heard))
        if asked.bad:
            reason = f"{asked.bad} candidates have no name, or no id that makes an IRI"
            yield problem("MG217", where, name=name, reason=reason)
        for id_ in asked.found:
            beside = more.get((asked.question.kind, id_), _NOT_YET)
            if self._is_news(beside):
                reason = f"of some candidates it tells no more than the name ({beside.reason})"
                yield problem("MG217", where, name=name, reason=reason)

    def _is_news(self, heard: Heard) -> bool:
        """Tell whether something has failed that was not told before; it counts as told then."""
        news = heard.state == "failed" and not any(each is heard for each in self._told)
        if news:
            self._told.append(heard)
        return news

    def _reason(self, heard: Heard) -> str:
        """Say why there is no answer, such as that it is of another version than it should be."""
        other, own = version_of(heard.data), self._terms.dialect.version
        if other not in ("", own):
            return f"its manifest says version {own}, its answer is of {other}"
        return heard.reason


def _forms(question: Question) -> tuple[str, ...]:
    """Return the names that are asked for, the one of the records first."""
    spelled = spellings(question.name, kind=question.kind)
    forms = (question.name, *question.names[:1], *spelled)
    return tuple(dict.fromkeys(forms))[:ASKED]
