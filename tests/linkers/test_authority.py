"""Authorities: files of entities, graphs, and what is found in them."""

from __future__ import annotations

import gzip
import json

import pytest

from memograph.linkers.authority import Authority
from memograph.linkers.entity import Entity, Tenure
from memograph.linkers.service import Question
from memograph.pipeline import authorities
from memograph.problems import UnreadableSource

ANA = Entity(
    id="https://example.net/p/1", name="Ana Prifti", names=("Prifti, Anna", "A. Prifti"),
    kind="person", types=("https://example.net/Minister",), description="Minister, of Railways",
    begun="1911", ended="1990-05", countries=("Albania",), occupations=("engineer", "writer"),
    within=("Europe",), same_as=("https://example.org/77",),
    posts=(Tenure(post="Minister", begun="1958", ended="1965"), Tenure(post="Envoy")),
)  # fmt: skip
ROW = {
    "id": ANA.id, "name": ANA.name, "names": "Prifti, Anna| A. Prifti", "kind": "person",
    "types": "https://example.net/Minister", "description": ANA.description, "begun": "1911",
    "ended": "1990-05", "countries": "Albania", "occupations": "engineer|writer",
    "within": "Europe", "same_as": "https://example.org/77", "posts": "Minister/1958/1965|Envoy",
}  # fmt: skip
TTL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://example.net/> .
:a a foaf:Person ; skos:prefLabel "Ana Prifti" ; skos:altLabel "Anna Prifti" ;
   schema:birthDate "1911" ; schema:deathDate "1990" ; owl:sameAs <https://example.org/77> .
:b a schema:Place ; rdfs:label "Lusaka"@en .
:c a schema:Organization ; schema:name "Railway Board" ; skos:exactMatch <https://example.org/9> .
:d foaf:name "John Banda" .
:e schema:birthDate "1900" .
[] rdfs:label "nobody's" .
"""


def table(delimiter: str, *rows: dict) -> str:
    def cell(text: str) -> str:
        return f'"{text}"' if delimiter in text else text

    lines = [ROW.keys(), *(row.values() for row in rows)]
    return "".join(delimiter.join(map(cell, line)) + "\n" for line in lines)


def kept(authority, *names, kind="person"):
    """Return the ids that each name leads to."""
    asked = [Question(name=each, kind=kind) for each in names]
    return [tuple(each.entity.id for each in answer.candidates) for answer in authority.ask(asked)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", table(",", ROW)),
        ("a.csv", "\ufeff" + table(",", ROW).replace("\n", "\r\n")),
        ("a.csv", table(",", ROW).replace("\n", "\r")),
        ("a.tsv", table("\t", ROW)),
        ("a.jsonl", json.dumps({
            **ROW, "names": list(ANA.names), "occupations": ["engineer", "writer"],
            "posts": [{"post": "Minister", "begun": "1958", "ended": "1965"}, "Envoy"],
        })),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
def test_entity_is_read_whole(tmp_path, name, text, packed):
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    authority = authorities.opened(path)
    assert authority.problems == ()
    (answer,) = authority.ask([Question(name="Ana Prifti", kind="person")])
    assert [each.entity for each in answer.candidates] == [ANA]


JOHN = "https://example.net/2,John"
JOHN_JSON = '{"id": "https://example.net/2", "name": "John"}'


@pytest.mark.parametrize(
    ("lines", "code", "line", "said"),
    [
        (["id,name", "1,Ana", JOHN], "MG212", 2, "id"),
        (["id,name", "https://example.net/1,", JOHN], "MG212", 2, "name"),
        (["id,name", "https://example.net/1,A,B", JOHN], "MG210", 2, "fields"),
        (["id,name,kind", "https://example.net/1,A,god", f"{JOHN},person"], "MG212", 2, "god"),
        (["id,name,colour", f"{JOHN},red"], "MG211", 1, "colour"),
        (["id,name", JOHN, 'https://example.net/3,"A'], "MG210", 3, ""),
        (["id,name", 'https://example.net/3,"A"b', JOHN], "MG210", 2, ""),
        (["id,name", 'https://example.net/3,"A\nb"c', JOHN], "MG210", 2, ""),
        (['{"id": "https://example.net/1"', JOHN_JSON], "MG210", 1, ""),
        (["[]", JOHN_JSON], "MG210", 1, "object"),
        ([f'{JOHN_JSON[:-1]}, "colour": "red"}}'], "MG211", 1, "colour"),
        (['{"id": "https://example.net/1", "name": ["A"]}', JOHN_JSON], "MG212", 1, "name"),
        ([f'{JOHN_JSON[:-1]}, "names": {{"x": 1}}}}', JOHN_JSON], "MG212", 1, "names"),
        ([f'{JOHN_JSON[:-1]}, "posts": [{{"post": []}}]}}', JOHN_JSON], "MG212", 1, "posts"),
    ],
)
def test_bad_row_is_told_and_left_out(tmp_path, lines, code, line, said):
    path = tmp_path / ("a.csv" if lines[0].startswith("id,") else "a.jsonl")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    authority = authorities.opened(path)
    (found,) = authority.problems
    assert (found.code, found.where.line) == (code, line)
    assert said in found.message
    assert len(authority) == 1
    assert kept(authority, "John") == [("https://example.net/2",)]


def test_entity_that_stands_in_two_rows_is_one_candidate(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"id,name\n{JOHN}\n{JOHN} B.\n", encoding="utf-8")
    authority = authorities.opened(path)
    assert [each.code for each in authority.problems] == ["MG218"]
    assert kept(authority, "John") == [("https://example.net/2",)]


@pytest.mark.parametrize(
    ("date", "good"),
    [("1911", True), ("1911-03-05", True), ("191X", True), ("1911?/1912~", True), ("../1911", True),
     ("[1911,1912]", True), ("-0044", True), ("31.12.1955", False), ("March 1911", False),
     ("?", False), ("12/1999", False), ("1" * 200, False)],
)  # fmt: skip
@pytest.mark.parametrize("column", ["begun", "ended"])
def test_date_that_is_none_in_edtf_is_told_and_not_taken_for_another(tmp_path, column, date, good):
    path = tmp_path / "a.csv"
    path.write_text(f'id,name,{column}\n{JOHN},"{date}"\n', encoding="utf-8")
    authority = authorities.opened(path)
    assert [each.code for each in authority.problems] == ([] if good else ["MG212"])
    assert len(authority) == good


@pytest.mark.parametrize("missing", ["id", "name"])
def test_table_without_ids_or_names_holds_nobody(tmp_path, missing):
    path = tmp_path / "a.csv"
    path.write_text(table(",", ROW).replace(f"{missing},", "kind,", 1), encoding="utf-8")
    authority = authorities.opened(path)
    assert len(authority) == 0
    assert [each.code for each in authority.problems] == ["MG212"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b"\xff\xfe\x00"), ("a.csv.gz", b"no gzip"), ("b.csv", None), ("a.ttl", b"<<<")],
)
def test_file_that_cannot_be_read_is_told(tmp_path, name, data):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnreadableSource):
        authorities.opened(path)


def test_graph_is_an_authority(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(TTL, encoding="utf-8")
    authority = authorities.opened(path)
    assert len(authority) == 4
    assert authority.space == "https://example.net/"
    assert kept(authority, "Anna Prifti", "John Banda", "Lusaka") == [
        ("https://example.net/a",), ("https://example.net/d",), (),
    ]  # fmt: skip
    (answer,) = authority.ask([Question(name="Prifti, Ana", kind="person")])
    ana = answer.candidates[0].entity
    assert (ana.kind, ana.begun, ana.ended) == ("person", "1911", "1990")
    assert ana.same_as == ("https://example.org/77",)
    assert kept(authority, "Lusaka", kind="place") == [("https://example.net/b",)]
    assert kept(authority, "Railway Board", kind="organization") == [("https://example.net/c",)]


def test_entity_of_another_kind_is_not_proposed_of_unknown_kind_it_is():
    entities = [
        Entity(id=f"https://example.net/{at}", name="Ana Prifti", kind=kind)
        for at, kind in enumerate(("place", "person", "", "organization"))
    ]
    assert kept(Authority(entities), "Ana Prifti") == [
        ("https://example.net/1", "https://example.net/2"),
    ]  # fmt: skip


def test_entity_of_unknown_kind_is_found_as_any():
    board = Entity(id="https://example.net/1", name="Ministry of Railways of Albania")
    asked = "The Ministry of Railways"
    sure = Authority([Entity(id=board.id, name=board.name, kind="organization")])
    assert kept(Authority([board]), asked, kind="organization") == kept(
        sure, asked, kind="organization"
    )


def test_order_of_candidates_does_not_depend_on_that_of_entities():
    entities = [
        Entity(id=f"https://example.net/{at}", name="Ana Prifti", kind="person") for at in "31542"
    ]
    same = [f"https://example.net/{at}" for at in "12345"]
    for some in (entities, entities[::-1]):
        assert kept(Authority(some), "Ana Prifti") == [tuple(same)]
    (answer,) = Authority(entities).ask([Question(name="Ana Prifti", kind="person", limit=2)])
    assert [each.entity.id for each in answer.candidates] == same[:2]


def test_who_only_shares_a_key_is_no_candidate():
    from memograph.linkers.names import keys

    assert keys("Anna Berg") & keys("Onno Brinkmann")
    authority = Authority([Entity(id="https://example.net/1", name="Onno Brinkmann")])
    assert kept(authority, "Anna Berg") == [()]


def test_who_lived_then_comes_before_many_others_of_the_same_name():
    entities = [
        Entity(id=f"https://example.net/{at:03}", name="Ana Prifti", kind="person", begun=begun,
               ended=ended)
        for at, (begun, ended) in enumerate([("1700", "1760")] * 600 + [("1911", "1990")] * 2)
    ]  # fmt: skip
    asked = Question(name="Prifti, Ana", kind="person", begun="1958", ended="1961", limit=4)
    (answer,) = Authority(entities).ask([asked])
    assert [each.entity.id[-3:] for each in answer.candidates] == ["600", "601", "000", "001"]


def test_who_was_dead_is_found_by_the_same_name_among_many_who_lived():
    others = [
        Entity(id=f"https://example.net/{at:03}", name="Hysni Prifti", names=("A. Berg",),
               begun="1911", ended="1990")
        for at in range(600)
    ]  # fmt: skip
    dead = Entity(id="https://example.net/x", name="Agim Besnik Prifti", begun="1850", ended="1900")
    asked = Question(name="Agim Besnik Prifti", kind="person", begun="1958")
    (answer,) = Authority([*others, dead]).ask([asked])
    assert answer.candidates[0].entity == dead


def test_rows_of_one_entity_are_told_apart_by_nothing_but_what_they_say():
    rows = [
        Entity(id="https://example.net/1", name="Ana Prifti", kind="person", description=said)
        for said in "bac"
    ]
    found = {
        next(Authority(some).ask([Question(name="Ana Prifti", kind="person")])).candidates
        for some in (rows, rows[::-1], rows[1:] + rows[:1])
    }
    assert len(found) == 1


@pytest.fixture
def compared(monkeypatch):
    """The pairs of names that are compared."""
    from memograph.linkers import authority

    pairs = []

    def counted(first, second, *, kind):
        pairs.append((first, second))
        return likeness(first, second, kind=kind)

    likeness = authority.likeness
    monkeypatch.setattr(authority, "likeness", counted)
    return pairs


def test_few_of_many_are_compared(compared):
    given = [f"{a}{b}{c}" for a in ("Ba", "De", "Mi") for b in "krlnst" for c in "aeiou"]
    families = [f"{a}{b}ev" for a in ("Gor", "Pet", "Lan", "Sul") for b in ("il", "ad", "ok")]
    entities = [
        Entity(id=f"https://example.net/{one}-{other}", name=f"{other}, {one}", kind="person")
        for one in given
        for other in families
    ]
    (answer,) = Authority(entities).ask([Question(name="Baka Gorilev", kind="person")])
    assert answer.candidates[0].entity.name == "Gorilev, Baka"
    assert len(compared) < len(entities) / 10


def test_comparing_ends_when_no_other_can_be_likelier(compared):
    entities = [Entity(id=f"https://example.net/{at}", name="Ana Prifti") for at in range(300)]
    (answer,) = Authority(entities).ask([Question(name="Ana Prifti", kind="person")])
    assert len(answer.candidates) == 10
    assert len(compared) < 30


def test_it_is_told_how_many_have_been_read(tmp_path):
    path = tmp_path / "a.csv"
    lines = (f"https://example.net/{at},Ana {at}" for at in range(2500))
    path.write_text("\n".join(["id,name", *lines, ""]), encoding="utf-8")
    told = []
    authorities.opened(path, told=lambda done, whole: told.append((done, whole)))
    assert told == [(1000, 2501), (2000, 2501)]
