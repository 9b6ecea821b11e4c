"""Where speech ends, and where a second head begins."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.ending import breaks, ending
from memograph.text.turns import labels


def last_words(text, language="en"):
    return text[: ending(text, Span(0, len(text)), cues(language))]


@pytest.mark.parametrize(
    ("language", "closing"),
    [
        ("en", "(The conversation was over at 7.30 p.m.)"),
        ("en", "[End of the meeting]"),
        ("de", "(Ende des Gesprächs: 10.50 Uhr)"),
        ("fr", "(La séance est levée à 16 h 45.)"),
    ],
)
def test_speech_ends_behind_a_closing_in_brackets(language, closing):
    text = f"Yes.\n\n{closing}\n\nThe two sides agree."
    assert last_words(text, language).endswith(closing)


@pytest.mark.parametrize(
    ("language", "tail"),
    [
        ("en", "Present were: from the Polish side - Jan Kos; Recorded by: Ada Brown"),
        ("en", "Recorded by: Ada Brown"),
        ("en", "Interpreter: Ada Brown"),
        ("en", "Translated by: Ada Brown"),
        ("en", "Language: Polish"),
        ("en", "The meeting ended at 9 p.m."),
        ("en", "It was late and the meeting was closed."),
        ("en", "State Archive, Varna, F. 612, Op. 2"),
        ("de", "Protokoll: Ada Braun"),
        ("de", "Das Gespräch dauerte zwei Stunden."),
        ("de", "Dolmetscher: Karl Braun"),
        ("fr", "La séance est levée à 16 h 45."),
        ("fr", "Interprète : Mme Levert"),
        ("fr", "Archives nationales, Bamako, carton 41"),
    ],
)
def test_speech_ends_before_a_paragraph_about_the_record(language, tail):
    assert last_words(f"Yes.\n\nAnd so on.\n\n{tail}", language) == "Yes.\n\nAnd so on."


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "And so on."),
        ("en", "The price: nine francs."),
        ("en", "When will the meeting be over?"),
        ("en", "“The meeting is closed,” he said."),
        ("en", "I say that the meeting is over."),
        ("en", "He was present."),
        ("en", "(Laughter)"),
        ("de", "Ich sage: das Gespräch ist beendet."),
        ("de", "Die Kosten: neun Mark."),
        ("fr", "Nous savons que la séance est levée."),
    ],
)
def test_other_paragraph_goes_on_with_the_last_words(language, words):
    text = f"Yes.\n\n{words}"
    assert last_words(text, language) == text


def test_sentence_about_an_archive_goes_on_with_the_last_words():
    text = "Yes.\n\nThe archive was closed, and 3 men left."
    assert last_words(text) == text


def test_first_paragraph_is_always_speech():
    assert last_words("Language: Polish") == "Language: Polish"


def test_nothing_after_the_last_label_ends_there():
    assert ending("Ada:", Span(4, 4), cues("en")) == 4


FIRST = "Ada Brown: One.\n\nCarl Green: Two."
SECOND = "Ada Brown: Three.\n\nCarl Green: Four."


def heads(middle, language="en"):
    text = f"{FIRST}\n\n{middle}\n\n{SECOND}" if middle else f"{FIRST}\n\n{SECOND}"
    found = labels(text, Span(0, len(text)), frozenset({"ada brown", "carl green"}), cues(language))
    return [span.cut(text).strip() for span in breaks(text, found, cues(language))]


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Second Meeting"),
        ("en", "Date: 4 May 1961\nPlace: Lusaka"),
        ("en", "Meeting No. 2\n\nDate: 4 May 1961"),
        ("de", "Zweite Sitzung"),
        ("de", "Datum: 4. Mai 1961\nOrt: Kiel"),
        ("fr", "Deuxième séance"),
        ("fr", "Date : 4 mai 1961\nLieu : Bamako"),
    ],
)
def test_head_of_another_meeting_between_turns_is_a_break(language, head):
    assert heads(head, language) == [head]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "And so on.",
        "The second meeting was better than the first.",
        "Date: 4 May 1961",
        "a) One.\n\nb) Two.",
        "(Laughter)",
    ],
)
def test_other_words_between_turns_are_no_break(words):
    assert heads(words) == []
