"""The summary that a page glues to the end of the record."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.lines import paragraphs
from memograph.text.summary import closing_summary, summary

TALK = (
    "Ada Brown: Shall we speak of the harbour of Varna?\n\nCarl Green: Yes, of the harbour.\n\n"
    "Ada Brown: Then we agree.\n\nCarl Green: We do."
)
TOLD = "The two discuss the harbour of Varna and agree that it needs new cranes before the winter."


def of_page(body, title="Talks on the Harbour of Varna", language="en"):
    found = summary(body, paragraphs(body), title, cues(language))
    return found.cut(body) if found else None


def of_tail(tail, language="en"):
    found = closing_summary(tail, Span(0, len(tail)), cues(language))
    return found.cut(tail) if found else None


@pytest.mark.parametrize(
    "told",
    [
        "This conversation is about cranes.",
        "Brown and Green discuss the harbour of Varna.",
        "Memorandum of conversation on cranes.",
        "In this meeting cranes are spoken of.",
    ],
)
def test_last_paragraph_that_tells_of_the_talk_from_outside_is_the_summary(told):
    assert of_page(f"{TALK}\n\n{told}") == told


def test_last_paragraph_after_the_closing_is_the_summary():
    told = "Cranes and winter at Varna."
    assert of_page(f"{TALK}\n\n(The meeting ended at 9 p.m.)\n\n{told}") == told


def test_last_paragraph_that_stands_closer_than_the_others_is_the_summary():
    body = TALK.replace("\n\n", "\n\n\n") + "\n\nCranes and winter."
    assert of_page(body) == "Cranes and winter."


def test_summary_can_have_its_key():
    assert of_page(f"{TALK}\n\nSummary: Cranes.") == "Cranes."


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [
        ("de", "Gespräch über den Hafen Warna", "Das Gespräch dreht sich um neue Kräne."),
        ("de", "Gespräch über den Hafen Warna", "Die Niederschrift handelt von Kränen."),
        ("fr", "Entretien sur le port de Varna", "La réunion porte sur les grues."),
    ],
)
def test_summary_of_another_language_is_told_by_its_opening(language, title, told):
    assert of_page(f"{TALK}\n\n{told}", title, language) == told


@pytest.mark.parametrize(
    "told", ["Cet entretien porte sur les grues.", "L’entretien porte sur les grues."]
)
def test_summary_can_open_with_an_article_before_a_vowel(told):
    assert of_page(f"{TALK}\n\n{told}", "Entretien sur le port de Varna", "fr") == told


@pytest.mark.parametrize(
    "body",
    [
        TALK,
        f"{TALK}\n\nI shall tell you about the conversation.",
        f"{TALK}\n\n(Laughter)",
        f"{TALK}\n\nIt rained.",
        "One paragraph is the record itself.",
        "",
    ],
)
def test_speech_direction_or_other_words_are_no_summary(body):
    assert of_page(body) is None


def test_page_without_title_has_no_summary():
    assert of_page(f"{TALK}\n\n{TOLD}", title="") is None


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (TOLD, TOLD),
        (f"(Applause)\n\n{TOLD}", TOLD),
        ("They discuss cranes.", None),
        ("Ada Brown: " + TOLD, None),
        ("We discuss the harbour, and I agree with you that it needs new cranes very soon.", None),
        (
            "The rain fell on the harbour all day long and nobody came to look at the old cranes.",
            None,
        ),
        ("", None),
    ],
)
def test_tail_begins_with_a_summary_if_it_tells_of_the_talk_at_length(tail, expected):
    assert of_tail(tail) == expected
