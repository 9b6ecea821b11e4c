"""The inside of statements: what stands there, about whom, and who is meant."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.text.brackets import brackets
from memograph.text.cues import cues
from memograph.text.names import printed_name
from memograph.text.people import People
from memograph.text.segments import ANNOTATOR, Reading
from memograph.text.spoken import spoken
from memograph.text.turns import labels, turns

PRESENT = ("Ada Brown", "Carl Green", "Eve White")


def reading(text, language="en", present=PRESENT):
    words = cues(language)
    people = People(words)
    for name in present:
        people.enter(printed_name(name, 0, words))
    whole = Span(0, len(text))
    found = labels(text, whole, frozenset(), words)
    read = Reading(text, "memo.txt", people, words)
    spoken(turns(text, found, len(text), words), read)
    return read


def said(*turns_, language="en"):
    return reading("\n\n".join(turns_), language)


def ada(words, language="en"):
    return said(f"Ada Brown: {words}", "Carl Green: Yes.", language=language).found


def named(read, name):
    return next(k for k in read.people if k.name == name)


@pytest.mark.parametrize(
    ("words", "addressed"),
    [
        ("(to Mr. Green) Are you well?", ("person/Carl Green",)),
        ("(Turning to Eve White) Are you well?", ("person/Eve White",)),
        ("(to the delegation) Are you well?", ("group/Delegation",)),
        ("(to Mr. Stone) Are you well?", ("person/Stone",)),
    ],
)
def test_passage_is_addressed_to_whomever_the_direction_names(words, addressed):
    (passage,) = ada(words).passages
    assert (passage.text, passage.addressed_to) == ("Are you well?", addressed)


def test_passage_can_be_addressed_to_two_people():
    (passage,) = ada("(to Carl Green and Eve White) Are you well?").passages
    assert passage.addressed_to == ("person/Carl Green", "person/Eve White")


def test_passage_has_manner_order_and_the_span_of_its_direction():
    found = ada("One. (smiling) Two. (to Mr. Green, quietly) Three.")
    assert [(p.order, p.text, p.manner) for p in found.passages] == [
        (1, "Two.", ("smiling",)),
        (2, "Three.", ("quietly",)),
    ]
    assert [p.introduced_by for p in found.passages] == [d.span for d in found.stage_directions]
    assert {p.in_segment for p in found.passages} == {1}


def test_addressee_is_attested_as_addressed():
    read = said("Ada Brown: (to Mr. Green) Are you well?", "Carl Green: Yes.")
    assert "addressed" in named(read, "Carl Green").attestation


def test_direction_in_a_label_belongs_to_no_statement_and_opens_a_passage():
    found = said("Ada Brown (to Mr. Green): Are you well?", "Carl Green: Yes.").found
    assert [(d.text, d.in_segment) for d in found.stage_directions] == [("(to Mr. Green)", None)]
    assert [p.text for p in found.passages] == ["Are you well?"]


def test_alias_in_a_label_is_no_direction():
    assert said("Ada Brown (hereafter B.): Yes.", "Carl Green: Yes.").found.stage_directions == []


@pytest.mark.parametrize(
    ("language", "words", "performed"),
    [
        ("en", "So. (He unfolds a map.) Look.", "person/Ada Brown"),
        ("en", "So. (unfolding a map) Look.", "person/Ada Brown"),
        ("en", "So. (Mr. Green unfolds a map.) Look.", "person/Carl Green"),
        ("en", "So. (Mr. Stone unfolds a map.) Look.", "person/Stone"),
        ("de", "Nun. (Er steht auf.) Seht.", "person/Ada Brown"),
        ("fr", "Bon. (Il se lève.) Voyez.", "person/Ada Brown"),
    ],
)
def test_gesture_is_performed_by_whoever_is_named_else_by_the_speaker(language, words, performed):
    found = ada(words, language)
    (gesture,), (told,) = found.gestures, found.stage_directions
    assert gesture.performed_by == (performed,)
    assert told.describes == (gesture.id,)
    assert told.span == gesture.span
    assert gesture.name == told.text.strip("()")


def test_closing_is_told_of():
    found = said("Ada Brown: Good bye.", "Carl Green: Good bye.\n\n(The meeting ended.)").found
    assert found.closing
    (told,) = found.stage_directions
    assert (told.describes, told.in_segment) == (("event/closing",), None)


def test_square_bracket_in_the_middle_of_a_sentence_is_no_direction():
    found = ada("He said [laughing] that it was late.")
    assert found.stage_directions == []
    assert [i.text for i in found.editorial_insertions] == ["[laughing]"]


def test_square_bracket_that_stands_apart_can_be_a_direction():
    assert [d.text for d in ada("It was late. [Laughter] Yes.").stage_directions] == ["[Laughter]"]


def test_parenthesis_in_the_middle_of_a_sentence_is_left_alone():
    found = ada("The old man (he now grows roses) was here.")
    assert (found.stage_directions, found.editorial_insertions) == ([], [])


@pytest.mark.parametrize(
    "mark", ["[1]", "[12]", "[*]", "[a]", "[Page 99]", "[p. 4]", "[Seite 3]", "[End of tape 2]"]
)
def test_mark_of_a_page_or_footnote_is_no_insertion(mark):
    assert ada(f"It was late {mark} then.").editorial_insertions == []


def test_number_before_letters_or_digits_is_an_insertion():
    found = ada("It was in [19]79 then.")
    assert [(i.text, i.kind) for i in found.editorial_insertions] == [("[19]", "Supplied")]


def test_gloss_explains_the_words_before_it():
    found = ada("We saw the sound centers [radio stations] there.")
    (insertion,), (mention,) = found.editorial_insertions, found.mentions
    assert insertion.kind == "Gloss"
    assert insertion.explains == mention.span
    assert (mention.text, mention.refers_to) == ("the sound centers", ())


@pytest.mark.parametrize(
    ("hedge", "certainty"), [("", "certain"), ("probably ", "likely"), ("perhaps ", "possible")]
)
def test_identification_ties_the_words_before_it_to_a_person(hedge, certainty):
    found = ada(f"The old director [{hedge}Jan Stone] sold her.")
    (assertion,) = found.identity_assertions
    (mention,) = found.mentions
    assert (assertion.identifies, assertion.candidate, assertion.certainty) == (
        "person/Old director",
        "person/Jan Stone",
        certainty,
    )
    assert assertion.asserted_by == ANNOTATOR
    assert assertion.stated_by == found.editorial_insertions[0].span
    assert mention.text == "The old director"
    assert {p.id: p.named for p in found.persons} == {
        "person/Old director": "role",
        "person/Jan Stone": "full",
    }


def test_identification_of_somebody_known_makes_nobody_new():
    found = ada("The old director [Eve White] sold her.")
    assert [p.id for p in found.persons] == ["person/Old director"]
    assert found.identity_assertions[0].candidate == "person/Eve White"


def test_person_identified_by_surname_is_not_named_in_full():
    found = ada("The President [Stone] knows.")
    assert {p.id: p.named for p in found.persons}["person/Stone"] == "surname"


def test_river_in_brackets_is_nobody():
    assert "person/Danube" not in [p.id for p in ada("The river [Danube] is deep.").persons]


def test_identification_of_a_place_ties_the_word_that_begins_like_it():
    found = ada("The Congolese Premier [Republic of Congo; likely Jan Stone] came.")
    assert [(p.id, p.named) for p in found.places] == [
        ("place/Congolese", "role"),
        ("place/Republic of Congo", "full"),
    ]
    assert [(a.identifies, a.candidate, a.certainty) for a in found.identity_assertions] == [
        ("place/Congolese", "place/Republic of Congo", "certain"),
        ("person/Congolese Premier", "person/Jan Stone", "likely"),
    ]


@pytest.mark.parametrize(
    ("words", "posts"),
    [
        ("Comrade Eve White [Minister of Trade] agreed.", ["Minister of Trade"]),
        ("Comrade Eve White (the Minister of Trade) agreed.", ["Minister of Trade"]),
        ("Comrade Eve White (the former Minister of Trade) agreed.", []),
        ("Comrade Eve White (an old friend) agreed.", []),
    ],
)
def test_office_in_brackets_is_held_by_whoever_is_named_before_it(words, posts):
    read = said(f"Ada Brown: {words}", "Carl Green: Yes.")
    assert named(read, "Eve White").posts == posts


def test_items_of_a_statement_are_found_with_its_order():
    found = said(
        "Carl Green: Yes.", "Ada Brown: Rules:\n\na) One.\n\nb) Two.", "Carl Green: No."
    ).found
    assert [(i.item_label, i.order, i.in_segment, i.text) for i in found.list_items] == [
        ("a)", 1, 2, "a) One."),
        ("b)", 2, 2, "b) Two."),
    ]


def test_words_that_mean_nobody_known_enter_somebody_new():
    text = "Mr. Stone and the delegation"
    read = reading(text, present=())
    assert [k.id for k in read.meant(Span(0, 9))] == ["person/Stone"]
    assert [k.id for k in read.meant(Span(14, 28))] == ["group/Delegation"]
    assert [k.id for k in read.people] == ["person/Stone", "group/Delegation"]


def test_insertion_outside_of_statements_has_no_order():
    text = "Minutes [two pages missing]"
    read = reading(text)
    read.insertion(brackets(text, Span(0, len(text)))[0], None, 0)
    (insertion,) = read.found.editorial_insertions
    assert (insertion.kind, insertion.in_segment) == ("Gap", None)
