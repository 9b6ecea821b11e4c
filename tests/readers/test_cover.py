"""Covers that archives put before the files they give out, in text, print and Word."""

from __future__ import annotations

import html
import io
import runpy
from pathlib import Path

import pytest

from memograph import pipeline
from memograph.readers import Source

COVER = """Digital Archive
International History Declassified

digitalarchive.example.org

February 26, 1979
Memorandum of Conversation between Comrade Toma Varga and Comrade Ilir Deda

Citation:
"Memorandum of Conversation between Comrade Toma Varga and Comrade Ilir Deda," February 26, 1979,
Central State Archive, F. 14, D. 12. Translated by Arta Kola.

Summary:
Varga and Deda discuss the price of chrome.

Credits:
This document was made possible with support from the Leon Foundation.

Original Language:
Albanian

Contents:
English Translation

MEMORANDUM OF CONVERSATION

On 24 February 1979, at 11:00 a.m., Comrade Ilir Deda received Comrade Toma Varga.
Present at the meeting was also Comrade Besim Luli. The interpreter was Ana Prifti.

Comrade Toma Varga: I thank you for receiving me.

Comrade Ilir Deda: You are welcome. How was the journey?

Comrade Toma Varga: It was long. I bring greetings from our comrades.

The conversation ended at 12:30 p.m.
"""


def blocks():
    return [block.splitlines() for block in COVER.split("\n\n")]


def as_pdf():
    flowing = runpy.run_path(str(Path(__file__).with_name("print.py")))["flowing"]
    return flowing(["<br/>".join(map(html.escape, lines)) for lines in blocks()])


def as_docx():
    from docx import Document

    document = Document()
    for first, *others in blocks():
        paragraph = document.add_paragraph(first)
        for line in others:
            paragraph.add_run().add_break()
            paragraph.add_run(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("page.txt", COVER.encode()), ("page.pdf", as_pdf()), ("page.docx", as_docx())],
    ids=["text", "pdf", "docx"],
)
def test_cover_tells_of_the_document_and_not_of_the_meeting(name, data):
    (record,) = pipeline.read_all(Source(name=name, stem="page", data=data))
    names = {agent.id: agent.name for agent in record.everyone()}
    there = {names[one.participant] for one in record.participations}
    assert there == {"Toma Varga", "Ilir Deda", "Besim Luli", "Ana Prifti"}
    assert [names[who] for turn in record.turns for who in turn.speaker] == [
        "Toma Varga",
        "Ilir Deda",
        "Toma Varga",
    ]
    assert record.meetings[0].date == "1979-02-24"
    assert record.document.created == "1979-02-26"
    assert record.document.abstract == "Varga and Deda discuss the price of chrome."
    (version,) = record.text_versions
    assert [names[who] for who in version.translated_by] == ["Arta Kola"]


def test_one_key_above_a_record_makes_no_cover():
    text = COVER.replace("Summary:\n", "").replace("Original Language:\n", "")
    text = (
        text.replace("Contents:\n", "")
        .replace("Credits:\n", "")
        .replace("Citation:\n", "Source:\n")
    )
    (record,) = pipeline.read_all(Source(name="page.txt", stem="page", data=text.encode()))
    assert len(record.turns) == 3
