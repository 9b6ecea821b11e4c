"""What the graph of the saved page must answer about the document itself, in SPARQL."""

from __future__ import annotations

import hashlib

import pytest


def test_document_has_title_type_day_abstract_and_rights(ask, gold):
    (row,) = ask("""
        SELECT ?title ?type ?created ?abstract ?rights WHERE {
          doc:seed a memo:Document, memo:RecordOfConversation ; dcterms:title ?title ;
            dcterms:type ?type ; dcterms:created ?created ; dcterms:abstract ?abstract ;
            dcterms:rights ?rights }
    """)
    title, kind, created, abstract, rights = row
    assert title == gold["title"]
    assert kind == "https://w3id.org/memograph/vocab/doctype/memorandum-of-conversation"
    assert (created, abstract) == (gold["document_date"], gold["summary"])
    for words in ("welcomes reuse", "subject to copyright", "rights status"):
        assert words in rights
    assert "Original Uploaded Date" not in rights


@pytest.mark.parametrize(
    ("subject", "does", "fact"),
    [
        ("doc:seed", "obtainedBy", "obtained_by"),
        ("<text/en>", "translatedBy", "translated_by"),
        ("doc:seed", "editedBy", "edited_by"),
        ("doc:seed", "recordedBy", "recorded_by"),
        ("doc:seed", "supportedBy", "supported_by"),
    ],
)
def test_hands_that_the_document_went_through(ask, gold, subject, does, fact):
    rows = ask(f"SELECT ?name WHERE {{ {subject} memo:{does} ?who . ?who rdfs:label ?name }}")
    assert rows == [(gold[fact],)]


def test_interpreter_and_translator_are_two(ask, gold):
    names = {gold["interpreted_by"], gold["translated_by"]}
    rows = ask("""
        SELECT ?one ?two WHERE { ?p memo:role role:interpreter ; memo:participant ?a .
          ?a rdfs:label ?one . ?text memo:translatedBy ?b . ?b rdfs:label ?two FILTER(?a != ?b) }
    """)
    assert [set(row) for row in rows] == [names]


def test_archival_reference_is_whole_and_in_parts(ask, gold):
    rows = ask("""
        SELECT ?number ?fonds ?year ?inventory ?file WHERE {
          doc:seed memo:archivalReference <archival-reference> .
          <archival-reference> memo:callNumber ?number ; memo:fonds ?fonds ;
            memo:referenceYear ?year ; memo:inventory ?inventory ; memo:file ?file }
    """)
    assert rows == [(gold["archive_ref"], "AQPPSH-MPKK", "1967", "19", "20")]
    assert ask("""
        ASK { doc:seed memo:heldBy ?archive . ?archive a memo:Organization ; rdfs:label ?name
          FILTER(STRSTARTS(STR(?name), "Central State Archive")) }
    """)


def test_text_is_the_whole_page_in_one_language_from_one_file(ask, page, page_text):
    (row,) = ask("""
        SELECT ?text (LANG(?text) AS ?tag) ?language ?hash WHERE {
          doc:seed memo:hasTextVersion <text/en> .
          <text/en> memo:fullText ?text ; dcterms:language ?language ; memo:hasSource ?file .
          ?file memo:sha256 ?hash }
    """)
    text, tag, language, digest = row
    assert text == page_text
    assert (tag, language) == (
        "en", "http://publications.europa.eu/resource/authority/language/ENG",
    )  # fmt: skip
    assert digest == hashlib.sha256(page.read_bytes()).hexdigest()
