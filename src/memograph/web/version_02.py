"""Version 0.2 of the protocol: forms with JSON in them, answers by the keys of the queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from memograph.web import messages
from memograph.web.known import SCHEMA, Known
from memograph.web.matching import Condition, Query, Strict, matches

VERSION: Final = "0.2"
_KEYS: Final = ("query", "type", "type_strict", "limit", "properties")
_STRICT: Final = ("should", "any", "all")
_LIMIT: Final = {
    "name": "limit", "label": "Limit", "type": "number", "default": 0,
    "help_text": "How many values at most; 0 for all",
}  # fmt: skip


def manifest(known: Known, address: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the service is and can do, at its own address."""
    here = {kind: {"service_url": address, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "property", "type")}  # fmt: skip
    return {
        "versions": [VERSION],
        **about,
        "identifierSpace": known.authority.space or address,
        "schemaSpace": SCHEMA,
        "defaultTypes": messages.types(known),
        "view": {"url": f"{address}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{address}/preview?id={{{{id}}}}",
            "width": messages.WIDTH,
            "height": messages.HEIGHT,
        },
        "suggest": here,
        "extend": {
            "propose_properties": {"service_url": address, "service_path": "/extend/propose"},
            "property_settings": [_LIMIT],
        },
        "batchSize": messages.BATCH,
    }


def answered(known: Known, text: str) -> dict[str, Any]:
    """Return the candidates of each query, by its key; raise Refused if the batch is wrong."""
    batch = messages.an_object(messages.parsed(text, "queries"), "queries")
    messages.check_size(batch, "queries")
    queries = {key: _query(value, f"queries.{key}") for key, value in batch.items()}
    return {key: {"result": _candidates(known, query)} for key, query in queries.items()}


def _candidates(known: Known, query: Query) -> list[dict[str, Any]]:
    return [messages.candidate(each) for each in matches(known, query)]


def _query(value: Any, where: str) -> Query:
    given = messages.an_object(value, where)
    messages.nothing_else(given, _KEYS, where)
    properties = messages.a_list(given.get("properties", []), f"{where}.properties")
    if "query" not in given and not properties:
        raise messages.Refused(f"{where} has neither a query nor properties")
    name = messages.a_text(given.get("query", ""), f"{where}.query").strip()
    several = given.get("type", [])
    kinds = messages.a_list([several] if isinstance(several, str) else several, f"{where}.type")
    strict = messages.one_of(given.get("type_strict", "should"), _STRICT, f"{where}.type_strict")
    return Query(
        names=(name,) if name else (),
        types=tuple(messages.a_text(each, f"{where}.type") for each in kinds),
        strict=cast("Strict", strict),
        conditions=tuple(
            _condition(each, f"{where}.properties[{at}]") for at, each in enumerate(properties)
        ),
        limit=messages.a_limit(given.get("limit", 10), f"{where}.limit"),
    )


def _condition(value: Any, where: str) -> Condition:
    given = messages.an_object(value, where)
    return Condition(
        property_id=messages.a_text(given.get("pid"), f"{where}.pid"),
        values=messages.values(given.get("v"), f"{where}.v"),
    )


def extended(known: Known, text: str) -> dict[str, Any]:
    """Return the values of properties of some entities; raise Refused if the request is wrong."""
    asked = messages.wanted(messages.parsed(text, "extend"), "extend")
    rows = {
        id_: {each: messages.told(known, id_, each, limit) for each, limit in asked.properties}
        for id_ in asked.ids
    }
    return {"meta": messages.meta(asked), "rows": rows}


def suggested_properties(prefix: str, skipped: int) -> dict[str, Any]:
    """Return the properties that begin so."""
    return {"result": messages.suggested_properties(prefix, skipped)}
