"""What the service answers, what it refuses, and that it opens nothing else than it should."""

from __future__ import annotations

import json

import pytest

SPACE = "https://example.net/"
BOTH = pytest.mark.parametrize("version", ["0.2", "1.0"])


@pytest.fixture
def ask(client):
    """Ask one query of version 0.2 and give the ids of the candidates, or all of them."""

    def asked(*, whole=False, **query):
        answer = client.post("/0.2", data={"queries": json.dumps({"q": query})})
        assert answer.status_code == 200, answer.json
        found = answer.json["q"]["result"]
        return found if whole else [each["id"].removeprefix(SPACE) for each in found]

    return asked


@pytest.fixture
def ask_10(client):
    """Ask for conditions in version 1.0; a bare string is a name."""

    def asked(*conditions, **query):
        told = [
            {"matchType": "name", "propertyValue": each} if isinstance(each, str) else each
            for each in conditions
        ]
        answer = client.post("/1.0/match", json={"queries": [{"conditions": told, **query}]})
        assert answer.status_code == 200, answer.json
        found = answer.json["results"][0]["candidates"]
        return [each["id"].removeprefix(SPACE) for each in found]

    return asked


def begun(value, **more):
    return {"matchType": "property", "propertyId": "begun", "propertyValue": value, **more}


def test_two_of_one_name_are_both_proposed_and_neither_is_sure(ask):
    found = ask(whole=True, query="Ana Prifti")
    assert [each["score"] for each in found] == [100.0, 100.0]
    assert not any(each["match"] for each in found)
    first = ask(whole=True, query="Ana Prifti", limit=1)
    assert len(first) == 1
    assert not first[0]["match"], "the one that is cut off counts, too"


@pytest.mark.parametrize(
    ("pid", "value", "first"),
    [
        ("begun", "1911", "p/1"),
        ("begun", 1790, "p/2"),
        ("begun", "179X", "p/2"),
        ("life", "1958-03-01", "p/1"),
        ("life", "1820/1830", "p/2"),
        ("description", "poet", "p/2"),
        ("posts", "Minister of Railways", "p/1"),
        ("occupations", ["baker", "engineer"], "p/1"),
        ("same_as", {"id": "https://other.example/77", "name": "A. P."}, "p/1"),
    ],
)
def test_a_property_decides_between_two_of_one_name(ask, pid, value, first):
    found = ask(whole=True, query="Ana Prifti", properties=[{"pid": pid, "v": value}])
    assert found[0]["id"] == SPACE + first
    assert found[0]["match"]
    assert found[0]["score"] > found[1]["score"] + 10
    (feature,) = [each for each in found[0]["features"] if each["id"] == pid]
    assert feature["value"] == 100.0


def test_a_property_that_speaks_against_leaves_nobody_sure(ask):
    (found,) = ask(whole=True, query="Zhou Enlai", properties=[{"pid": "begun", "v": "1820"}])
    assert not found["match"]
    assert found["score"] < 70


def test_a_property_nobody_knows_changes_nothing(ask):
    assert ask(whole=True, query="Lusaka", properties=[{"pid": "P17", "v": "Zambia"}]) == ask(
        whole=True, query="Lusaka"
    )


@pytest.mark.parametrize(
    ("strict", "kind", "found"),
    [
        ("should", "Place", ["p/3"]),
        ("any", "Place", []),
        ("any", ["Place", "Person"], ["p/3"]),
        ("all", ["Place", "Person"], []),
        ("all", ["Person", f"{SPACE}class/Premier"], ["p/3"]),
        ("any", "https://w3id.org/memograph/ontology#Person", ["p/3"]),
    ],
)
def test_types_are_as_strict_as_is_asked(ask, strict, kind, found):
    assert ask(query="Chou En-lai", type=kind, type_strict=strict) == found


def test_another_type_is_evidence_against(ask):
    (right,) = ask(whole=True, query="Lusaka", type="Place")
    (wrong,) = ask(whole=True, query="Lusaka", type="Person")
    (unknown,) = ask(whole=True, query="Joan Mbeki", type="Person")
    assert (right["score"], wrong["score"], unknown["score"]) == (100.0, 50.0, 75.0)
    assert (right["match"], wrong["match"], unknown["match"]) == (True, False, False)


@pytest.mark.parametrize("query", [f"{SPACE}p/1", "https://other.example/77"])
def test_an_address_is_found_as_it_is(ask, query):
    assert ask(query=query) == ["p/1"]


def test_properties_alone_find_entities(ask):
    assert ask(properties=[{"pid": "countries", "v": "albania"}]) == ["p/1", "p/2"]
    assert ask(properties=[{"pid": "P17", "v": "Albania"}]) == []
    assert ask(query="", properties=[]) == []


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ([{"matchType": "id", "propertyValue": f"{SPACE}p/2"}], ["p/2"]),
        (["Ana Prifti", begun("1911", required=True)], ["p/1"]),
        (["Ana Prifti", begun("1790", required=True, matchQuantifier="none")], ["p/1"]),
        (["Ana Prifti", begun(["1790", "1911"], required=True)], ["p/1", "p/2"]),
        (["Ana Prifti", begun(["1790", "1911"], required=True, matchQuantifier="all")], []),
        (["Ana Prifti", begun("179*", required=True, matchQualifier="WildcardMatch")], ["p/2"]),
        (["Ana Prifti", begun("1911", required=True, matchQualifier="ExactMatch")], []),
        (["Lusaka", begun("1911", required=True)], []),
        (["Lusaka", "Zhou Enlai"], ["l/1", "p/3"]),
    ],
)
def test_conditions_of_version_10_are_kept(ask_10, conditions, found):
    assert ask_10(*conditions) == found


@BOTH
@pytest.mark.parametrize("limit", [0, -1, 1.5, "5", True, None])
def test_a_limit_that_is_none_is_told(client, version, limit):
    if version == "0.2":
        text = json.dumps({"q": {"query": "Ana", "limit": limit}})
        answer = client.get("/0.2", query_string={"queries": text})
    else:
        asked = [{"matchType": "name", "propertyValue": "Ana"}]
        body = {"queries": [{"conditions": asked, "limit": limit}]}
        answer = client.post("/1.0/match", json=body)
    assert answer.status_code == 400
    assert "limit must be a positive whole number" in answer.json["error"]


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"q": 1}', "[" * 100_000, '{"q": NaN}'])
def test_what_is_no_batch_is_told(client, text):
    for answer in (
        client.post("/0.2", data={"queries": text}),
        client.post("/1.0/match", data=text, content_type="application/json"),
        client.post("/0.2", data={"extend": text}),
        client.post("/1.0/extend", data=text),
    ):
        assert answer.status_code == 400
        assert answer.json["error"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"query": 5}, "queries.q.query must be a string"),
        ({"query": "A", "type": [1]}, "queries.q.type must be a string"),
        ({"query": "A", "type_strict": "no"}, "must be one of should, any, all"),
        ({"query": "A", "properties": [{"pid": "begun"}]}, "queries.q.properties[0].v must be"),
        ({"query": "A", "properties": [{"pid": "x", "v": {"name": "y"}}]}, "an object with an id"),
        ({"query": "A", "properties": [{"v": "y"}]}, "queries.q.properties[0].pid"),
        ({"query": "A", "lang": "en"}, "queries.q has lang; known are"),
    ],
)
def test_a_mistake_is_told_with_its_place(client, query, says):
    answer = client.post("/0.2", data={"queries": json.dumps({"q": query})})
    assert answer.status_code == 400
    assert says in answer.json["error"]


def test_batches_that_are_too_large_are_refused(client):
    size = client.get("/0.2").json["batchSize"]
    assert client.get("/1.0").json["batchSize"] == size
    one = {"conditions": [{"matchType": "name", "propertyValue": "Ana"}]}
    for number, status in ((size, 200), (size + 1, 413)):
        batch = {f"q{at}": {"query": "Ana"} for at in range(number)}
        old = client.post("/0.2", data={"queries": json.dumps(batch)})
        new = client.post("/1.0/match", json={"queries": [one] * number})
        more = client.post("/1.0/extend", json={"ids": ["x"] * number, "properties": []})
        assert (old.status_code, new.status_code, more.status_code) == (status, status, status)
    assert str(size) in old.json["error"]
    huge = client.post("/1.0/match", data=b" " * 4_000_001)
    assert huge.status_code == 413
    assert huge.json["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nothing", 404),
        ("get", "/1.0/match", 405),
        ("post", "/0.2", 400),
        ("get", "/0.2/suggest/entity", 400),
        ("get", "/0.2/suggest/entity?prefix=a&cursor=-1", 400),
        ("get", "/0.2/preview", 400),
        ("get", "/1.0/view?id=https://example.net/p/9", 404),
        ("get", "/1.0", 200),
        ("options", "/1.0/match", 200),
    ],
)
def test_every_answer_may_be_read_from_elsewhere_and_errors_are_json(client, method, path, status):
    answer = getattr(client, method)(path)
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert status == 200 or answer.json["error"]


@BOTH
@pytest.mark.parametrize("page", ["preview", "view"])
def test_pages_show_an_entity_and_nothing_runs_in_them(client, version, page):
    shown = client.get(f"/{version}/{page}", query_string={"id": f"{SPACE}p/1"})
    assert shown.mimetype == "text/html"
    for word in ("Minister of Railways", "1911-05-02", "href='https://other.example/77'"):
        assert word in shown.text
    bad = client.get(f"/{version}/{page}", query_string={"id": f"{SPACE}p/4"})
    assert "<script" not in bad.text
    assert "<img" not in bad.text
    assert "'onmouseover" not in bad.text
    assert "default-src 'none'" in bad.headers["Content-Security-Policy"]


def test_templates_of_the_manifest_lead_to_the_pages(client):
    from urllib.parse import quote

    manifest = client.get("/0.2").json
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        url = template.replace("{{id}}", quote(f"{SPACE}p/1", safe=""))
        assert client.get(url).status_code == 200
    for service in manifest["suggest"].values():
        url = service["service_url"] + service["service_path"]
        assert client.get(url, query_string={"prefix": ""}).status_code == 200
    assert client.get("/1.0").json["view"]["url"] == "{+id}"
    front = client.get(manifest["documentation"]).text
    assert "http://localhost/0.2" in front


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("ana", ["p/1", "p/2"]),
        ("ANA-PR", ["p/1", "p/2"]),
        ("Zhou Enlai", ["p/3"]),
        ("https://other.example/77", ["p/1"]),
        ("☃", []),
    ],
)
def test_entities_are_suggested_by_how_their_names_begin(client, prefix, found):
    answer = client.get("/0.2/suggest/entity", query_string={"prefix": prefix}).json["result"]
    assert [each["id"].removeprefix(SPACE) for each in answer] == found


def test_suggestions_go_on_after_a_cursor(client):
    def asked(cursor):
        options = {"prefix": "", "cursor": cursor}
        answer = client.get("/1.0/suggest/entity", query_string=options).json["result"]
        return [each["id"] for each in answer]

    assert len(asked(0)) == 7
    assert asked(3) == asked(0)[3:]
    assert asked(99) == []
