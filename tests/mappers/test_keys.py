"""Who is known to a corpus by an id keeps one IRI in all its documents, without a full name."""

from __future__ import annotations

import pytest

from memograph.model import Document, Person, Record, TextVersion
from memograph.rdf.iris import Iris
from memograph.rdf.nodes import name_nodes

BASE = "https://example.org/"


def iri(person, agents="name"):
    record = Record(
        source="memo.xml", reader="tei", document=Document(slug="memo"),
        text_versions=(TextVersion(full_text=""),), persons=(person,),
    )  # fmt: skip
    return name_nodes(record, Iris(BASE, "memo", agents)).iris[person.id]


@pytest.mark.parametrize(
    ("named", "agents", "expected"),
    [
        ("surname", "name", "agent/cabinet-p12"),
        ("label", "name", "agent/cabinet-p12"),
        ("full", "name", "agent/ada-vella"),
        ("surname", "document", "doc/memo/agent/ada-vella"),
    ],
)
def test_key_stands_in_for_a_name_that_is_not_full(named, agents, expected):
    person = Person(id="p1", name="Ada Vella", named=named, key="cabinet-p12")
    assert iri(person, agents) == BASE + expected
