"""The service held against the specification: its schemas, and its good and bad examples."""

from __future__ import annotations

import json

import pytest
from jsonschema import ValidationError

SPACE = "https://example.net/"
BOTH = pytest.mark.parametrize("version", ["0.2", "1.0"])


def match(client, version, batch):
    """Send a batch of a version in its own way."""
    if version == "0.2":
        return client.post("/0.2", data={"queries": json.dumps(batch)})
    return client.post("/1.0/match", json=batch)


def extend(client, version, asked):
    if version == "0.2":
        return client.post("/0.2", data={"extend": json.dumps(asked)})
    return client.post("/1.0/extend", json=asked)


@BOTH
def test_manifest_is_that_of_its_version(client, valid, version):
    manifest = valid(version, "manifest", client.get(f"/{version}").json)
    assert client.get(f"/{version}/").json == manifest
    assert manifest["name"] == "people.csv (memograph)"
    assert [each["id"] for each in manifest["defaultTypes"]] == [
        "Person", f"{SPACE}class/Premier", "Organization", "Place",
    ]  # fmt: skip


def test_a_manifest_of_one_version_is_none_of_the_other(client, valid):
    """Which is why each has an address of its own."""
    for version, other in (("0.2", "1.0"), ("1.0", "0.2")):
        manifest = client.get(f"/{version}").json | {"versions": ["0.2", "1.0-draft"]}
        manifest |= {"identifierSpace": "x", "schemaSpace": "x"}
        with pytest.raises(AssertionError, match=r"suggest|view"):
            valid(other, "manifest", manifest)


@BOTH
def test_good_examples_are_answered(client, valid, examples_of, version):
    for name, batch in examples_of(version, "reconciliation-query-batch", "valid").items():
        answer = match(client, version, batch)
        assert answer.status_code == 200, (name, answer.json)
        valid(version, "reconciliation-result-batch", answer.json)
        if version == "0.2":
            assert list(answer.json) == sorted(batch)
        else:
            assert len(answer.json["results"]) == len(batch["queries"])
    for name, asked in examples_of(version, "data-extension-query", "valid").items():
        answer = extend(client, version, asked)
        assert answer.status_code == 200, (name, answer.json)
        valid(version, "data-extension-response", answer.json)


@BOTH
def test_bad_examples_are_refused_with_a_reason(client, examples_of, version):
    for name, batch in examples_of(version, "reconciliation-query-batch", "invalid").items():
        answer = match(client, version, batch)
        assert answer.status_code == 400, name
        assert any(word in answer.json["error"] for word in ("quer", "condition", "body")), name


def test_the_schemas_are_able_to_fail(valid, examples_of):
    for version in ("0.2", "1.0"):
        for message in examples_of(version, "reconciliation-result-batch", "invalid").values():
            with pytest.raises((AssertionError, ValidationError)):
                valid(version, "reconciliation-result-batch", message)


@BOTH
@pytest.mark.parametrize("prefix", ["", "prif", "Ana", f"{SPACE}p/3", "Zhou Enlai", "no one", "☃"])
@pytest.mark.parametrize("kind", ["entity", "type", "property"])
def test_suggestions_are_those_of_the_version(client, valid, version, prefix, kind):
    schema = {"entity": "entities", "type": "types", "property": "properties"}[kind]
    answer = client.get(f"/{version}/suggest/{kind}", query_string={"prefix": prefix})
    assert answer.status_code == 200
    valid(version, f"suggest-{schema}-response", answer.json)


@BOTH
@pytest.mark.parametrize("options", [{}, {"type": "Person"}, {"type": "Nothing", "limit": "2"}])
def test_proposals_are_those_of_the_version(client, valid, version, options):
    answer = client.get(f"/{version}/extend/propose", query_string=options)
    valid(version, "data-extension-property-proposal", answer.json)
    assert answer.json.get("type") == options.get("type")


@BOTH
def test_data_of_entities_are_those_of_the_version(client, valid, version):
    asked = {
        "ids": [f"{SPACE}p/1", f"{SPACE}p/9"],
        "properties": [
            {"id": "begun"}, {"id": "names", "settings": {"limit": "1"}}, {"id": "P569"},
            {"id": "posts"},
        ],
    }  # fmt: skip
    answer = valid(version, "data-extension-response", extend(client, version, asked).json)
    rows = answer["rows"]
    if version == "1.0":
        rows = {
            row["id"]: {each["id"]: each["values"] for each in row["properties"]} for row in rows
        }
    assert rows[f"{SPACE}p/1"] == {
        "begun": [{"str": "1911-05-02"}],
        "names": [{"str": "Ana Prifti"}],
        "P569": [],
        "posts": [{"str": "Minister of Railways (1955 – 1962)"}],
    }
    assert set(map(len, rows[f"{SPACE}p/9"].values())) == {0}
    assert [each["name"] for each in answer["meta"]] == ["Begun", "Names", "P569", "Posts"]


def test_a_candidate_has_all_that_is_known(client, valid):
    """In both versions alike, but for the names of features."""
    old = match(client, "0.2", {"q": {"query": "Zhou Enlai", "type": "Person"}}).json
    new = match(
        client, "1.0",
        {"queries": [{"type": "Person", "conditions": [
            {"matchType": "name", "propertyValue": "Zhou Enlai"}]}]},
    ).json  # fmt: skip
    assert valid("0.2", "reconciliation-result-batch", old)["q"]["result"] == [
        {
            "id": f"{SPACE}p/3",
            "name": "Chou En-lai",
            "description": "(1898 – 1976)",
            "type": [
                {"id": "Person", "name": "person"},
                {"id": f"{SPACE}class/Premier", "name": "Premier"},
            ],
            "score": 95.0,
            "match": True,
            "features": [
                {"id": "name", "name": "Likeness of names", "value": 95.0},
                {"id": "type", "name": "Type is the one asked for", "value": True},
            ],
        }
    ]
    assert new["results"][0]["candidates"] == old["q"]["result"]
