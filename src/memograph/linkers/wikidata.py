"""Wikidata: asked by its own API for names, then for what is known of those found.

https://www.wikidata.org/w/api.php (wbsearchentities, wbgetentities). One call after the other, as
its rules ask, and what was answered is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from memograph.http import Batches, Form, Heard, Kept, Verdict
from memograph.linkers import wikidata_query
from memograph.linkers.entity import Entity
from memograph.linkers.names import ASKED, is_found, spellings
from memograph.linkers.service import Answer, Candidate, Question
from memograph.linkers.wikidata_items import SPACE, entity_of, ids_beside, is_proposed
from memograph.linkers.wikidata_shapes import is_item, shaped
from memograph.problems import Problem, Where, problem

URL: Final = "https://www.wikidata.org/w/api.php"
BATCH: Final = 50
"""Entities that it tells of at a time."""
_FOUND: Final = 20
"""Entities that are taken of one search."""
_MOST: Final = 50
"""Entities of all searches for one question that are looked at."""
_MANNERS: Final = {"format": "json", "maxlag": "5"}
"""What is said in every call: that it waits while its servers lag behind."""
_IRI: Final = re.compile(r"https?://[\w.:-]+/(?:[\w.~%/:@-]*/)?Q[1-9][0-9]*", re.ASCII)


def language_of(tag: str) -> str:
    """Return what Wikidata calls a language; it refuses what it does not know.

    >>> language_of("de-AT"), language_of("und"), language_of("")
    ('de', 'en', 'en')
    """
    first = tag.partition("-")[0].lower()
    return "en" if first in ("", "und", "mul", "mis", "zxx") else first


class NotHeardError(Exception):
    """Something that a question needs was not heard."""

    def __init__(self, heard: Heard) -> None:
        """Keep why."""
        super().__init__(heard.reason)
        self.heard = heard


def judged(data: Any) -> Verdict:
    """Return what an answer of the API is worth: errors come with status 200, too."""
    if not isinstance(data, Mapping):
        return "bad"
    error = data.get("error")
    if error is None:
        return "good"
    code = error.get("code", "") if isinstance(error, Mapping) else ""
    if code == "no-such-entity":
        return "good"
    return "again" if code in ("maxlag", "ratelimited") or "internal" in code else "bad"


def called(kept: Kept, url: str, ids: Iterable[str], props: str) -> dict[str, Mapping[str, Any]]:
    """Return items by the ids that were asked for, without those that there are not.

    Fifty are asked for at once, and each is kept by itself. Raises NotHeardError if one is not
    answered.
    """

    def spelled(some: Sequence[str]) -> bytes:
        params = {"action": "wbgetentities", "ids": "|".join(some), "props": props, **_MANNERS}
        return urlencode(params).encode()

    batches = Batches(
        kept, Form(url=url, media_type="", spelled=spelled, parts=_parts, judge=judged), most=BATCH
    )
    # In order, so that a run is like the one before.
    # For an id that cannot be one, none of the others would be answered.
    left = sorted(filter(is_item, set(ids)))
    items: dict[str, Mapping[str, Any]] = {}
    for id_, heard in zip(left, batches.ask(left), strict=True):
        if heard.state != "answered":
            raise NotHeardError(heard)
        item = heard.data["entities"][id_]
        if is_item(item.get("id")) and "missing" not in item:
            items[id_] = shaped(item)
    return items


def _parts(data: Any, ids: Sequence[str]) -> Sequence[Any] | None:
    """Return the answer to each of the ids, by which it tells of them, also of what was merged."""
    told = data.get("entities") if isinstance(data, Mapping) else None
    if not isinstance(told, Mapping):
        return None
    return [
        {"entities": {id_: told[id_]}} if isinstance(told.get(id_), Mapping) else None
        for id_ in ids
    ]


def _called(row: Mapping[str, Any]) -> str:
    """Return the name by which a search found something."""
    match = row.get("match")
    return str((match.get("text") if isinstance(match, Mapping) else "") or row.get("label", ""))


def _heard(kept: Kept, url: str, params: Mapping[str, str]) -> Mapping[str, Any]:
    heard = kept.get(url, {**params, **_MANNERS})
    if heard.state != "answered":
        raise NotHeardError(heard)
    data: Mapping[str, Any] = heard.data
    return data


def _space(row: Mapping[str, Any]) -> str:
    """Return what the IRI of an item that was found begins with, "" if it is not told."""
    told = str(row.get("concepturi", ""))
    return told.removesuffix(row["id"]) if _IRI.fullmatch(told) else ""


class Wikidata:
    """A service over Wikidata, or another Wikibase that has its properties.

    `space` is what the IRIs of its items begin with, that of Wikidata until a search tells another.
    """

    def __init__(self, kept: Kept, *, url: str = URL, query_url: str = "") -> None:
        """Ask through `kept`; `query_url` is that of its query service, "" if it has none."""
        self.name, self._kept, self._query_url = url, kept, query_url
        self.problems: tuple[Problem, ...] = ()
        self.space = SPACE

    def ask(self, questions: Sequence[Question]) -> Iterator[Answer]:
        """Yield an answer to every question.

        What is asked for one question depends on no other, so that it is kept for good.
        """
        for question in questions:
            problems: list[Problem] = []
            try:
                entities = tuple(self._entities(question, problems))
            except NotHeardError as error:
                yield self._without(question, error.heard)
                continue
            yield Answer(
                question=question,
                query=question.name,
                candidates=tuple(Candidate(entity=each) for each in entities),
                problems=tuple(problems),
            )

    def close(self) -> None:
        """Close what is kept."""
        self._kept.close()

    def _entities(self, question: Question, problems: list[Problem]) -> Iterator[Entity]:
        """Yield the entities that may be meant, each once: several ids may lead to one item."""
        searched, cut = self._searched(question)
        living = self._alive(question, problems) if cut else ()
        found = tuple(dict.fromkeys((*living, *searched)))[:_MOST]
        items = self._items(found, "labels|aliases|descriptions|claims")
        beside = {each for item in items.values() for each in ids_beside(item)}
        named = {**self._items(beside - items.keys(), "labels"), **items}
        seen: set[str] = set()
        for each in found:
            item = items.get(each)
            if item is not None and is_proposed(item) and item["id"] not in seen:
                seen.add(item["id"])
                yield entity_of(item, named, space=self.space)

    def _searched(self, question: Question) -> tuple[tuple[str, ...], bool]:
        """Return the ids of what has the name, and whether there may be more of them.

        Other spellings are tried until one is alike.
        """
        found: dict[str, None] = {}
        cut = False
        for spelling in spellings(question.name, kind=question.kind)[:ASKED]:
            data = self._get(
                action="wbsearchentities", search=spelling, type="item", limit=str(_FOUND),
                language=language_of(question.language), uselang="en",
            )  # fmt: skip
            told = data.get("search")
            rows = [each for each in told if isinstance(each, Mapping) and is_item(each.get("id"))
                    ] if isinstance(told, list) else []  # fmt: skip
            found |= dict.fromkeys(row["id"] for row in rows)
            self.space = next(filter(None, map(_space, rows)), self.space)
            cut = cut or len(rows) >= _FOUND
            if is_found(question.name, map(_called, rows), kind=question.kind):
                break
        return tuple(found), cut

    def _alive(self, question: Question, problems: list[Problem]) -> tuple[str, ...]:
        """Return the ids of all of a name who lived then, of whom a search gives a few."""
        tags = (language_of(question.language), "en")
        query = wikidata_query.alive(question, tags) if self._query_url else ""
        if not query:
            return ()
        ids, heard = wikidata_query.asked(self._kept, self._query_url, query)
        if heard.state == "failed":
            where = Where(source=self._query_url)
            problems.append(
                problem("MG227", where, name=question.name, number=_FOUND, reason=heard.reason)
            )
        return ids

    def _items(self, ids: Iterable[str], props: str) -> dict[str, Mapping[str, Any]]:
        return called(self._kept, self.name, ids, props)

    def _get(self, **params: str) -> Mapping[str, Any]:
        return _heard(self._kept, self.name, params)

    def _without(self, question: Question, heard: Heard) -> Answer:
        state: Any = heard.state
        found = problem("MG220", Where(source=self.name), name=question.name, reason=heard.reason)
        problems = () if state == "unasked" else (found,)
        return Answer(question=question, query=question.name, state=state, problems=problems)
