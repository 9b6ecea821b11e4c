"""Who and what a corpus speaks of, as the graphs tell it."""

from __future__ import annotations

import pytest

from memograph.pipeline import gathering, stages
from memograph.settings import Settings

BASE = "https://example.org/id/"
FIRST = """Title: Talk on the line
Date: 3 May 1961
Place: Lusaka

Present: Dr. Ana Prifti, Minister of Railways; John Banda

Ana Prifti: Welcome. Well?
John Banda: The line has waited.
"""
SECOND = FIRST.replace("3 May 1961", "9 June 1964").replace("John Banda", "Mary Tembo")


@pytest.fixture
def graphs(tmp_path):
    found = []
    for name, text in {"first.txt": FIRST, "second.txt": SECOND}.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        settings = Settings(base=BASE)
        found.append(stages.mapped(stages.read(path, settings=settings), settings)[0])
    return found


@pytest.fixture
def subjects(graphs):
    return {each.iri: each for each in gathering.gathered(graphs, base=BASE)}


def test_subject_is_gathered_once_from_all_documents(subjects):
    ana = subjects[f"{BASE}agent/ana-prifti"]
    assert (ana.kind, ana.name, ana.documents) == ("person", "Ana Prifti", 2)
    assert (ana.begun, ana.ended) == ("1961-05-03", "1964-06-09")
    assert ana.posts == ("Minister of Railways",)
    assert ana.companions == (f"{BASE}agent/john-banda", f"{BASE}agent/mary-tembo")
    assert [each.text for each in ana.occurrences] == ["Welcome. Well?", "Welcome. Well?"]
    assert ana.occurrences[0].document == f"{BASE}doc/first"


def test_places_are_gathered_and_what_one_document_knows_is_not(subjects):
    assert subjects[f"{BASE}place/lusaka"].kind == "place"
    assert not [iri for iri in subjects if "/doc/" in iri]


def test_order_of_documents_changes_no_subject(graphs, subjects):
    found = gathering.gathered(graphs[::-1], base=BASE)
    for each in found:
        before = subjects[each.iri]
        assert (each.name, each.names, each.begun, each.ended, each.companions) == (
            before.name, before.names, before.begun, before.ended, before.companions,
        )  # fmt: skip


def test_who_only_handed_a_document_on_was_at_no_meeting(root):
    quads = stages.load_quads(root / "output" / "bsp-004417.nq")
    found = {each.name: each for each in gathering.gathered([quads], base=Settings().base)}
    assert found["Marin Apostolov"].begun == found["State Archive, Varna"].begun == ""
    assert found["Stoyan Radkov"].begun == "1964-03-17"


def test_identifiers_of_the_source_are_kept(root):
    settings = Settings()
    graphs = [stages.load_quads(path) for path in sorted((root / "output").glob("*.nq"))]
    given = [each for each in gathering.gathered(graphs, base=settings.base) if each.identifiers]
    assert any(iri.startswith("http") for each in given for iri in each.identifiers)
