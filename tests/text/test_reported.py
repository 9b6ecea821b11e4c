"""Paragraphs that open with who said something, and what is no such opening."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.cues import cues, languages
from memograph.text.label_choice import behind_lists, chosen
from memograph.text.labels import Label
from memograph.text.lines import paragraphs
from memograph.text.names import PrintedName
from memograph.text.narrative import is_told_by_nobody, reported_end
from memograph.text.reported import mode_of, opening, reported_labels

REPORTING = ("en", "de", "fr")
TABLES = {
    *("verbs", "weak", "between", "leads", "clauses", "first", "plural", "groups", "narrative"),
    *("titles", "author"),
}
PIECES = [
    *("Mr. Brown", "The President", "the Chairman", "I", "he", "said", "replied", "that", "then"),
    *("After lunch,", "(S)", "[Page 9]", "In reply,", ".", "\n\n", "and", "Der Minister", "sagte"),
    *("Hierauf bemerkt", "M. Kané", "répond", "Я сказал", "3.", ",", "“", "THE CHAIR:"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


def subject_of(text, language="en", known=()):
    found = opening(text, Span(0, len(text)), frozenset(known), cues(language))
    return found.subject.span.cut(text) if found else None


def speakers(text, language="en", known=()):
    found = reported_labels(text, paragraphs(text), frozenset(known), cues(language))
    return [" + ".join(name.name for name in label.speakers) for label in found]


@pytest.mark.parametrize("language", REPORTING)
def test_language_has_every_pattern_by_which_speech_is_reported(language):
    own = {name.removeprefix("reported.") for name in cues(language).patterns}
    assert own >= TABLES


def test_no_pattern_of_reported_speech_matches_nothing_at_all():
    found = [
        (name, pattern.pattern)
        for language in languages()
        for name, patterns in cues(language).patterns.items()
        for pattern in patterns
        if name.startswith("reported.") and pattern.search("")
    ]
    assert not found


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Mr. Brown said that it rained.", "Mr. Brown"),
        ("The President then replied that it did not.", "The President"),
        ("The Soviet Ambassador stated that he would go.", "The Soviet Ambassador"),
        ("The Minister of Works observed it.", "The Minister of Works"),
        ("After lunch, the President said he was tired.", "the President"),
        ("After lunch the President said he was tired.", "the President"),
        ("At the outset, President Arvo stressed three points.", "President Arvo"),
        ("In reply to Mr. Brown, the Ambassador denied it.", "the Ambassador"),
        ("When Mr. Brown asked about rye, Mr. Green replied that it was dear.", "Mr. Green"),
        ("Mr. Brown, the Minister of Trade, said it was dear.", "Mr. Brown"),
        ("Mr. Brown (Norvik) proposed a pause.", "Mr. Brown"),
        ("I said that I would write.", "I"),
        ("The Polish side asked for time.", "The Polish side"),
        ("Mr. Brown and Mr. Green agreed that it was so.", "Mr. Brown and Mr. Green"),
        ("Comrade Y. stressed the need for coal.", "Comrade Y."),
        ("(S) The Chairman did not think so.", "The Chairman"),
        ("12. The CHAIRMAN thanked the speaker.", "The CHAIRMAN"),
        ("[Page 99] The Chairman pointed out that it was noon.", "The Chairman"),
        ("I. I. LESKOV stated that the plan was ready.", "I. I. LESKOV"),
        ("He said that it rained.", None),
        ("It was said that the Minister knew.", None),
        ("The proposal of the Minister stated the price.", None),
        ("This suggested that the Minister knew.", None),
        ("The Minister left at noon.", None),
        ("Mr. Brown called on the Secretary at his request.", None),
        ("Discussion continued until noon.", None),
        ("The question which the Minister asked was old.", None),
        ("Luncheon was served.", None),
        ("", None),
    ],
)  # fmt: skip
def test_paragraph_opens_with_subject_and_verb_of_saying(sentence, subject):
    assert subject_of(sentence) == subject


@pytest.mark.parametrize(
    ("language", "sentence", "subject"),
    [
        ("de", "Der Justizminister referiert über den Entwurf.", "Der Justizminister"),
        ("de", "Hierauf bemerkt der Finanzminister, es sei spät.", "der Finanzminister"),
        ("de", "Sodann ergriff der Ministerpräsident das Wort.", "der Ministerpräsident"),
        ("de", "Auf die Frage, ob es regne, antwortete Herr Kranz, ja.", "Herr Kranz"),
        ("de", "Auch der Handelsminister erklärt, es sei spät.", "der Handelsminister"),
        ("de", "Der Minister des Innern Dr. Au sagt ja.", "Der Minister des Innern Dr. Au"),
        ("de", "Dem Minister antwortete der Botschafter, es sei spät.", "der Botschafter"),
        ("de", "Der Ministerrat erklärte sich damit einverstanden.", None),
        ("de", "Derselbe bemerkte, es sei spät.", None),
        ("de", "Er erwiderte, es sei spät.", None),
        ("fr", "M. Kané répond qu’il est tard.", "M. Kané"),
        ("fr", "L’ambassadeur soviétique déclare qu’il est tard.", "L’ambassadeur soviétique"),
        ("fr", "Le ministre des Finances a alors précisé le prix.", "Le ministre des Finances"),
        ("fr", "Il répond qu’il est tard.", None),
    ],
)  # fmt: skip
def test_paragraph_of_another_language_opens_so(language, sentence, subject):
    assert subject_of(sentence, language) == subject


def test_bare_name_is_believed_if_it_is_known_or_comes_again():
    once = "Brown said that it rained.\n\nMr. Green denied it."
    assert speakers(once) == ["Green"]
    assert speakers(once, known={"brown"}) == ["Brown", "Green"]
    assert speakers(f"{once}\n\nBrown repeated it.") == ["Brown", "Green", "Brown"]


def test_one_paragraph_is_one_turn_whoever_else_speaks_in_it():
    text = "Mr. Brown asked why. Mr. Green replied that it was dear.\n\nHe sighed."
    assert speakers(text) == ["Brown"]


def test_label_begins_where_its_paragraph_does_and_covers_the_subject():
    text = "Head\n\nIn reply, Mr. Brown said no."
    (label,) = reported_labels(text, paragraphs(text), (), cues("en"))
    assert (label.opens, label.after, label.style) == (6, 6, "reported")
    assert label.span.cut(text) == "Mr. Brown"


def test_author_speaks_in_the_first_person():
    text = "I replied that I would."
    (label,) = reported_labels(text, paragraphs(text), (), cues("en"))
    assert [(one.name, one.named) for one in label.speakers] == [("Author", "role")]


def colon(text, words):
    at = text.index(words)
    span = Span(at, at + len(words))
    name = PrintedName(titles=("Mr.",), name=words, span=span, named="surname")
    return Label(span=span, opens=at, after=at + len(words) + 1, style="colon", speakers=(name,))


def test_labels_carry_a_text_unless_more_paragraphs_report():
    text = "Mr. Brown said no.\n\nMr. Green: Yes, that is so.\n\nMr. Brown repeated it."
    told = reported_labels(text, paragraphs(text), (), cues("en"))
    printed = colon(text, "Mr. Green")
    assert chosen(text, (printed,), told, ()) == (told[0], printed, told[1])
    assert chosen(text, (printed, printed), told, ()) == (printed, printed)


def test_stray_opening_before_the_list_of_those_present_is_dropped():
    told = "Mr. Brown said no.\n\n" + "\n\n".join(["Participants: A", *["Mr. Green replied."] * 3])
    labels = reported_labels(told, paragraphs(told), (), cues("en"))
    kept = behind_lists(told, Span(0, len(told)), labels, cues("en"))
    assert len(labels) == 4
    assert [label.speakers[0].name for label in kept] == ["Green"] * 3


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("Explained that it rained.", "reported"),
        ("Asked whether it rained.", "reported"),
        ("Supported Mr. Brown.", "reported"),
        ("Agreed. We must go.", "verbatim"),
        ("Thanks to you we are dry.", "verbatim"),
        ("It rained.", "verbatim"),
        ("I said so.", "verbatim"),
    ],
)
def test_words_behind_a_label_are_reported_if_a_past_verb_opens_them(words, mode):
    text = f"Mr. Green: {words}"
    statement = Span(11, len(text))
    assert mode_of(text, colon(text, "Mr. Green"), statement, cues("en")) == mode


@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        ("Luncheon was served.", True),
        ("The meeting adjourned at noon.", True),
        ("It was agreed that they meet again.", True),
        ("Edgar Lund", True),
        ("[Page 99]", True),
        ("Price of coal", True),
        ("- coal", False),
        ("He thought it dear.", False),
        ("He thought it dear.1", False),
    ],
)
def test_paragraph_is_told_by_nobody(words, nobody):
    (piece,) = paragraphs(words)
    assert is_told_by_nobody(piece, cues("en")) is nobody


def test_reported_words_end_before_narrative_and_signature():
    text = "Mr. Brown said no.\n\nHe was sure.\n\nThe meeting ended at noon.\n\nE. Lund"
    assert text[: reported_end(text, Span(0, len(text)), cues("en"))].endswith("sure.")


@given(TEXTS, st.sampled_from(["en", "de", "fr", "und"]))
def test_labels_are_in_order_within_their_paragraphs_for_any_text(text, language):
    pieces = paragraphs(text)
    found = reported_labels(text, pieces, frozenset({"brown"}), cues(language))
    starts = {piece.start: piece.end for piece in pieces}
    assert [label.opens for label in found] == sorted({label.opens for label in found})
    for label in found:
        assert label.opens == label.after
        assert label.opens <= label.span.start < label.span.end <= starts[label.opens]


def test_long_paragraphs_without_a_speaker_are_read_in_little_time():
    text = "The road, " * 20_000 + "said nobody."
    assert not re.search("x", text)
    assert subject_of(text) is None
