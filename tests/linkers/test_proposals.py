"""What services tell, whatever it is: read as far as it can be, and never a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.linkers.dialects import NEW, OLD, Query, version_of
from memograph.linkers.entity import Entity
from memograph.linkers.proposals import best, is_page, proposed, terms_of
from memograph.linkers.service import Candidate
from memograph.linkers.values import with_values
from memograph.linkers.vocabularies import fields_of, typed

KEYS = (
    "q0", "q1", "results", "result", "candidates", "rows", "properties", "values", "id", "name",
    "type", "score", "match", "description", "versions", "view", "url", "identifierSpace",
    "extend", "defaultTypes", "batchSize", "propose_properties", "service_url", "str", "date",
    "int", "float", "P569", "Q1",
)  # fmt: skip
WORDS = (
    *KEYS, "http://a.example/", "https://a.example/{id}", "{{id}}", "0.2", "1.0-draft", "Person",
    "1898-03-05T00:00:00Z", "189X", "Ana (1955 – 1962)", "\ud800", "\u202e", "http://[", "%",
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(WORDS), st.text()
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=8)
QUERIES = (Query(name="Ana"), Query(name="Joan"))
ANA = Candidate(entity=Entity(id="http://a.example/1", name="Ana"))
FIELDS = {
    "names": ("name",), "begun": ("P569",), "posts": ("str",), "description": ("date",),
    "countries": ("int", "id"),
}  # fmt: skip


@given(manifest=OBJECTS, told=ANYTHING)
def test_any_manifest_and_any_candidate_can_be_read(manifest, told):
    for spoken in (OLD, NEW):
        terms = terms_of(manifest, spoken, url="https://example.org/reconcile")
        assert 1 <= terms.size <= 100
        assert terms.proposes == "" or terms.proposes.startswith("http")
        found = proposed(told, terms)
        if found is not None:
            id_, candidate = found
            assert id_
            assert candidate.entity.id.startswith(("http://", "https://", "urn:"))
            assert " ".join(candidate.entity.name.split()) == candidate.entity.name != ""
            candidate.entity.name.encode()
            assert best([found, found], 1) == (found,)


@given(answer=ANYTHING | OBJECTS)
@pytest.mark.parametrize("spoken", [OLD, NEW], ids=["0.2", "1.0"])
def test_any_answer_is_parted_or_none(spoken, answer):
    version_of(answer)
    parts = spoken.answers(answer, QUERIES)
    assert parts is None or len(parts) == 2
    for part in filter(None, parts or ()):
        json.dumps(part)
        assert spoken.answers(part, QUERIES[:1]) is not None
        assert isinstance(spoken.candidates(part), (list, tuple))
    rows = spoken.rows(answer, ["Q1", "id"])
    assert rows is None or len(rows) == 2
    for id_, row in zip(("Q1", "id"), rows or (), strict=False):
        if row is not None:
            assert spoken.rows(row, [id_]) == [row]
            with_values(ANA, spoken.values(row), FIELDS)


@given(values=st.dictionaries(st.sampled_from(KEYS), st.lists(ANYTHING)), proposals=ANYTHING)
def test_any_values_can_be_read(values, proposals):
    entity = with_values(ANA, values, FIELDS).entity
    for word in (entity.begun, entity.description, *entity.names, *entity.countries):
        assert word.encode().decode() == word
    fields_of(proposals)


def test_id_that_cannot_be_written_is_none():
    manifest = {"view": {"url": "https://e.org/{id}"}}
    terms = terms_of(manifest, NEW, url="https://e.org/")
    assert terms.iri_of("\ud800") == ""
    assert list(typed([{"id": "\ud800"}, "person"])) == [("person", "")]


@pytest.mark.parametrize(
    ("space", "types", "page"),
    [
        ("http://www.wikidata.org/entity/", ["Q4167410"], True),
        ("http://www.wikidata.org/entity/", [{"id": "Q101352", "name": "family name"}], True),
        ("http://www.wikidata.org/entity/", ["Q5"], False),
        ("https://example.org/wiki/", ["Q4167410"], False),
    ],
    ids=["disambiguation", "family name", "human", "of another wiki"],
)
def test_pages_of_wikidata_about_names_are_nobody(space, types, page):
    terms = terms_of({"identifierSpace": space}, OLD, url="https://example.org/reconcile")
    found = proposed({"id": "Q1", "name": "Ana", "type": types}, terms)
    assert found is not None
    assert is_page(found[1], terms) is page
