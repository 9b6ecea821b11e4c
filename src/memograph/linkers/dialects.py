"""Dialects: how each version of the Reconciliation API is asked, and what its answers say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

_FORM: Final = "application/x-www-form-urlencoded"
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a service is asked: a name, a type if it has one for that, properties, a language."""

    name: str
    type: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    language: str = ""
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A version: where and how it is asked, and what is whose in its answers.

    `answers` and `rows` part an answer to a batch into those that batches of one would get: None
    for what is not answered, None in all if it is no such answer. `candidates` and `values` read
    one of them.
    """

    version: str
    match: str
    extend: str
    media_type: str
    queries: Callable[[Sequence[Query]], bytes]
    answers: Callable[[Any, Sequence[Query]], Sequence[Any] | None]
    candidates: Callable[[Any], Sequence[Any]]
    extension: Callable[[Sequence[str], Sequence[str]], bytes]
    rows: Callable[[Any, Sequence[str]], Sequence[Any] | None]
    values: Callable[[Any], Mapping[str, Sequence[Any]]]


def of_versions(versions: Sequence[str]) -> Dialect | None:
    """Return how a service is spoken to by the versions that it names, None if that is unknown.

    One that names none is of the time before there were versions, which takes what 0.2 takes.

    >>> [found and found.version for found in map(of_versions, (["0.1", "0.2"], ["3.0"]))]
    ['0.2', None]
    """
    if not versions or {"0.1", "0.2"} & set(versions):
        return OLD
    return NEW if any(each in ("1.0", "1.0-draft") for each in versions) else None


def version_of(answer: Any) -> str:
    """Return the version that an answer with candidates is of, by its shape, "" if of none.

    >>> version_of({"results": [{"candidates": []}]}), version_of({"q0": {"result": []}})
    ('1.0-draft', '0.2')
    """
    if not isinstance(answer, dict) or not answer:
        return ""
    if isinstance(answer.get("results"), list):
        return NEW.version
    shaped = all(isinstance(each, dict) and "result" in each for each in answer.values())
    return OLD.version if shaped else ""


def _form(name: str, value: Any) -> bytes:
    return urlencode({name: json.dumps(value)}).encode()


def _body(value: Any) -> bytes:
    return json.dumps(value).encode()


def _listed(told: Any, name: str) -> list[Any] | None:
    found = told.get(name) if isinstance(told, dict) else None
    return found if isinstance(found, list) else None


def _objects(told: Any) -> list[dict[str, Any]]:
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def _old_queries(several: Sequence[Query]) -> bytes:
    return _form("queries", {f"q{at}": _old_query(each) for at, each in enumerate(several)})


def _old_query(query: Query) -> dict[str, Any]:
    properties = [{"pid": id_, "v": value} for id_, value in query.properties]
    return {
        "query": query.name,
        "limit": query.limit,
        # A type that is wrong is evidence against a candidate, no reason to hide it.
        **({"type": query.type, "type_strict": "should"} if query.type else {}),
        **({"properties": properties} if properties else {}),
    }


def _old_answers(answer: Any, several: Sequence[Query]) -> Sequence[Any] | None:
    if not isinstance(answer, dict) or not any(f"q{at}" in answer for at in range(len(several))):
        return None
    told = [answer.get(f"q{at}") for at in range(len(several))]
    found = [None if _listed(each, "result") is None else {"q0": each} for each in told]
    return found if any(found) else None


def _old_candidates(answer: Any) -> Sequence[Any]:
    return _listed(answer["q0"], "result") or ()


def _old_rows(answer: Any, ids: Sequence[str]) -> Sequence[Any] | None:
    rows = answer.get("rows") if isinstance(answer, dict) else None
    if not isinstance(rows, dict):
        return None
    return [{"rows": {id_: rows[id_]}} if isinstance(rows.get(id_), dict) else None for id_ in ids]


def _old_values(answer: Any) -> Mapping[str, Sequence[Any]]:
    (row,) = answer["rows"].values()
    return {name: each for name, each in row.items() if isinstance(each, list)}


def _asked(ids: Sequence[str], properties: Sequence[str]) -> dict[str, Any]:
    return {"ids": list(ids), "properties": [{"id": each} for each in properties]}


def _new_queries(several: Sequence[Query]) -> bytes:
    return _body({"queries": [_new_query(each) for each in several]})


def _new_query(query: Query) -> dict[str, Any]:
    properties = (
        {"matchType": "property", "propertyId": id_, "propertyValue": value}
        for id_, value in query.properties
    )
    return {
        **({"type": query.type} if query.type else {}),
        **({"lang": query.language} if query.language else {}),
        "limit": query.limit,
        "conditions": [{"matchType": "name", "propertyValue": query.name}, *properties],
    }


def _new_answers(answer: Any, several: Sequence[Query]) -> Sequence[Any] | None:
    results = _listed(answer, "results")
    # With more or fewer, nobody could tell which is whose.
    if results is None or len(results) != len(several):
        return None
    found = [
        None if _listed(each, "candidates") is None else {"results": [each]} for each in results
    ]
    return found if any(found) else None


def _new_candidates(answer: Any) -> Sequence[Any]:
    return _listed(answer["results"][0], "candidates") or ()


def _new_rows(answer: Any, ids: Sequence[str]) -> Sequence[Any] | None:
    rows = _listed(answer, "rows")
    if rows is None:
        return None
    own = {row["id"]: row for row in _objects(rows) if isinstance(row.get("id"), str)}
    return [{"rows": [own[id_]]} if id_ in own else None for id_ in ids]


def _new_values(answer: Any) -> Mapping[str, Sequence[Any]]:
    told = _objects(answer["rows"][0].get("properties"))
    return {str(each.get("id")): _listed(each, "values") or () for each in told}


OLD: Final = Dialect(
    version="0.2", match="", extend="", media_type=_FORM, queries=_old_queries,
    answers=_old_answers, candidates=_old_candidates, rows=_old_rows, values=_old_values,
    extension=lambda ids, properties: _form("extend", _asked(ids, properties)),
)  # fmt: skip
NEW: Final = Dialect(
    version="1.0-draft", match="/match", extend="/extend", media_type=_JSON, queries=_new_queries,
    answers=_new_answers, candidates=_new_candidates, rows=_new_rows, values=_new_values,
    extension=lambda ids, properties: _body(_asked(ids, properties)),
)  # fmt: skip
