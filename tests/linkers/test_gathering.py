"""Who and what a corpus speaks of, as the graphs tell it."""

from __future__ import annotations

import pytest

from memograph.linkers.authority import Authority
from memograph.linkers.review import Review
from memograph.linkers.subject import Subject
from memograph.pipeline import gathering, stages
from memograph.pipeline.linking import Linking
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
    assert all(len(each.tellers) == len(each.identifiers) for each in given)
    assert all("/doc/" in document for each in given for document in each.tellers)


ONE = """
@prefix memo: <https://w3id.org/memograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix of: <https://w3id.org/memograph/vocab/certainty/> .
@prefix : <https://example.org/id/doc/d/> .
@prefix agent: <https://example.org/id/agent/> .
<https://example.org/id/doc/d> a memo:Document .
<https://example.org/id/doc/d/meeting> a memo:Meeting ; memo:date "1961-05-03" ;
   memo:hasParticipation <https://example.org/id/doc/d/p> ; memo:hasParticipant agent:ana-prifti .
<https://example.org/id/doc/d/p> memo:participant <https://example.org/id/doc/d/agent/x> ;
   memo:nameInSource "{printed}" .
<https://example.org/id/doc/d/agent/x> a {kind} ; rdfs:label "{label}"@en .
agent:ana-prifti a memo:Person ; rdfs:label "Ana Prifti" .
agent:hysni-kapo a memo:Person ; rdfs:label "Hysni Kapo" .
"""
ASSERTED = """
<https://example.org/id/doc/d/identity/i> memo:identifies <https://example.org/id/doc/d/agent/x> ;
   memo:candidate agent:hysni-kapo ; memo:certainty of:{certainty} .
"""


@pytest.fixture
def of_one(tmp_path):
    """Return the subjects that one document alone knows."""

    def made(label, *, more="", kind="memo:Person", printed="Comrade Kapo"):
        path = tmp_path / "d.ttl"
        text = ONE.format(label=label, kind=kind, printed=printed) + more
        path.write_text(text, encoding="utf-8")
        found = gathering.gathered([stages.load_quads(path)], base=BASE)
        return [each for each in found if each.local]

    return made


def test_who_is_named_by_a_family_name_in_one_document_is_a_subject(of_one):
    (kapo,) = of_one("Kapo")
    assert (kapo.iri, kapo.kind, kapo.name) == (f"{BASE}doc/d/agent/x", "person", "Kapo")
    assert kapo.names == ("Comrade Kapo",)
    assert (kapo.begun, kapo.companions) == ("1961-05-03", (f"{BASE}agent/ana-prifti",))


@pytest.mark.parametrize("name", ["John F. Kessel", "J. William Ash"])
def test_who_is_named_with_an_initial_is_a_subject(of_one, name):
    assert [each.name for each in of_one(name, printed=name)] == [name]


@pytest.mark.parametrize(
    "label",
    ["the Prime Minister", "annotator", "N. N.", "Speaker", "Interpreter", "Ein Zuhörer",
     "Minister of Commerce", "One of ours", "Amtmann von Apenrade", "Präsident", "X", "?"],
)  # fmt: skip
def test_who_is_named_by_no_name_is_none(of_one, label):
    assert of_one(label, printed=label) == []


def test_who_is_no_person_or_was_not_there_is_none(of_one, tmp_path):
    assert of_one("Kapo", kind="memo:Agent") == []
    path = tmp_path / "d.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("memo:participant", "memo:post")
                    .replace("a memo:Agent", "a memo:Person"), encoding="utf-8")  # fmt: skip
    assert not any(each.local for each in gathering.gathered([stages.load_quads(path)], base=BASE))


@pytest.mark.parametrize("certainty", ["certain", "likely", "possible"])
def test_who_is_told_to_be_another_of_the_name_is_not_asked_about_twice(of_one, certainty):
    assert of_one("Kapo", more=ASSERTED.format(certainty=certainty)) == []


def test_identifier_that_leads_to_one_of_the_name_is_enough(of_one):
    same = "<https://example.org/id/doc/d/agent/x> skos:exactMatch agent:hysni-kapo ."
    assert of_one("Kapo", more=same) == []


def test_who_is_told_not_to_be_another_is_asked_about(of_one):
    (kapo,) = of_one("Kapo", more=ASSERTED.format(certainty="rejected"))
    assert (kapo.names, kapo.asserted) == (("Comrade Kapo",), ())


@pytest.mark.parametrize(
    ("certainty", "sure"), [("certain", 0.9), ("likely", 0.6), ("possible", 0.3)]
)
def test_name_that_an_editor_gives_is_one_with_how_sure_that_is(of_one, certainty, sure):
    (tay,) = of_one("Tay", more=ASSERTED.format(certainty=certainty), printed="Miss Tay")
    assert tay.names == ("Hysni Kapo", "Miss Tay")
    assert tay.asserted == (("Hysni Kapo", sure),)


def test_number_that_an_editor_gives_counts_more_than_the_word(of_one):
    more = ASSERTED.format(certainty="likely") + (
        "<https://example.org/id/doc/d/identity/i> memo:confidence 0.45 ."
    )
    (tay,) = of_one("Tay", more=more, printed="Tay")
    assert tay.asserted == (("Hysni Kapo", 0.45),)


def test_folder_as_an_authority_has_nobody_of_a_family_name_alone(root):
    from memograph.pipeline import authorities, linking

    local = {each.iri for each in linking.subjects_of(root / "output") if each.local}
    assert local
    assert not local & {each.id for each in authorities.opened(root / "output")}


def test_identifier_of_the_source_is_a_row_that_says_which_document_gives_it():
    subject = Subject(
        iri=f"{BASE}agent/ana", kind="person", name="Ana", identifiers=("https://viaf.org/viaf/7",),
        tellers=(f"{BASE}doc/talk",),
    )  # fmt: skip
    run = Linking(subjects=(subject,), review=Review(), service=Authority(()))
    (row,) = run.review.rows
    assert (row.candidate, row.status) == ("https://viaf.org/viaf/7", "given")
    assert row.comment == f"the source of {BASE}doc/talk says so"
