"""Version 1.0 (a draft) of the protocol: JSON bodies, answers in the order of the queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from memograph.web import messages
from memograph.web.known import Known
from memograph.web.matching import Condition, Quantifier, Query, matches
from memograph.web.properties import QUALIFIERS

VERSION: Final = "1.0-draft"
_KEYS: Final = ("type", "limit", "lang", "dir", "conditions")
_KINDS: Final = ("name", "id", "property")
_QUANTIFIERS: Final = ("any", "all", "none")
_LIMIT: Final = {
    "id": "limit", "name": "Limit", "type": "number", "default": 0,
    "helpText": "How many values at most; 0 for all",
}  # fmt: skip


def manifest(known: Known, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the service is and can do; its ids are IRIs, which the view says."""
    return {
        "versions": [VERSION],
        **about,
        "defaultTypes": messages.types(known),
        "view": {"url": "{+id}"},
        "preview": {"width": messages.WIDTH, "height": messages.HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": [_LIMIT]},
        "batchSize": messages.BATCH,
        "standardizedScore": True,
    }


def answered(known: Known, body: bytes) -> dict[str, Any]:
    """Return the candidates of each query, in their order; raise Refused if the batch is wrong."""
    given = messages.an_object(messages.parsed(body, "the body"), "the body")
    batch = messages.a_list(given.get("queries"), "queries")
    messages.check_size(batch, "queries")
    queries = [_query(each, f"queries[{at}]") for at, each in enumerate(batch)]
    return {
        "results": [
            {"candidates": [messages.candidate(each) for each in matches(known, query)]}
            for query in queries
        ]
    }


def _query(value: Any, where: str) -> Query:
    given = messages.an_object(value, where)
    messages.nothing_else(given, _KEYS, where)
    for each in ("lang", "dir"):
        messages.a_text(given.get(each, ""), f"{where}.{each}")
    conditions = messages.a_list(given.get("conditions"), f"{where}.conditions")
    if not conditions:
        raise messages.Refused(f"{where}.conditions must not be empty")
    names: list[str] = []
    ids: list[str] = []
    others = []
    for at, each in enumerate(conditions):
        place = f"{where}.conditions[{at}]"
        kind, condition = _condition(messages.an_object(each, place), place)
        if kind == "property":
            others.append(condition)
        else:
            words = (word.strip() for value in condition.values for word in value)
            (names if kind == "name" else ids).extend(filter(None, words))
    kinds = [given["type"]] if "type" in given else []
    return Query(
        names=tuple(names),
        ids=tuple(ids),
        types=tuple(messages.a_text(each, f"{where}.type") for each in kinds),
        conditions=tuple(others),
        limit=messages.a_limit(given.get("limit", 10), f"{where}.limit"),
    )


def _condition(given: Mapping[str, Any], where: str) -> tuple[str, Condition]:
    """Return what is compared (name, id or property), and with what."""
    kind = messages.one_of(given.get("matchType"), _KINDS, f"{where}.matchType")
    quantifier = messages.one_of(
        given.get("matchQuantifier", "any"), _QUANTIFIERS, f"{where}.matchQuantifier"
    )
    required = given.get("required", False)
    if not isinstance(required, bool):
        raise messages.Refused(f"{where}.required must be true or false")
    default = "" if kind != "property" else None
    condition = Condition(
        property_id=messages.a_text(given.get("propertyId", default), f"{where}.propertyId"),
        values=messages.values(given.get("propertyValue"), f"{where}.propertyValue"),
        quantifier=cast("Quantifier", quantifier),
        qualifier=messages.a_text(given.get("matchQualifier", ""), f"{where}.matchQualifier"),
        required=required,
    )
    return kind, condition


def extended(known: Known, body: bytes) -> dict[str, Any]:
    """Return the values of properties of some entities; raise Refused if the request is wrong."""
    asked = messages.wanted(messages.parsed(body, "the body"), "the body")
    rows = [
        {
            "id": id_,
            "properties": [
                {"id": each, "values": messages.told(known, id_, each, limit)}
                for each, limit in asked.properties
            ],
        }
        for id_ in asked.ids
    ]
    return {"meta": messages.meta(asked), "rows": rows}


def suggested_properties(prefix: str, skipped: int) -> dict[str, Any]:
    """Return the properties that begin so, with the ways in which they can be compared."""
    ways = [{"id": id_, "name": name} for id_, name in QUALIFIERS.items()]
    found = messages.suggested_properties(prefix, skipped)
    return {"result": [{**each, "matchQualifiers": ways} for each in found]}
