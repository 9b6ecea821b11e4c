"""Passages: the stretches of a statement whose addressee or manner a direction states."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.brackets import brackets
from memograph.text.cues import cues
from memograph.text.directions import direction
from memograph.text.lines import paragraphs
from memograph.text.passages import passages


def spoken(text):
    whole = Span(0, len(text))
    told = [d for b in brackets(text, whole) if (d := direction(b, cues("en")))]
    return passages(text, whole, told, paragraphs(text))


def words(text):
    return [one.span.cut(text) for one in spoken(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good. (Turning to Mr. Brown) Are you well?", ["Are you well?"]),
        ("(smiling) I am.", ["I am."]),
        ("(to Brown) “Yes,” he said.", ["“Yes,” he said."]),
        ("(to Brown) … yes.", ["yes."]),
        ("(to Brown) One. (to Green) Two.", ["One.", "Two."]),
        ("(smiling) One. (Laughter) Two.", ["One. (Laughter) Two."]),
        ("One. Two.", []),
        ("(Laughter) One.", []),
        ("One. (smiling)", []),
        ("(smiling) .", []),
        ("", []),
    ],
)
def test_passage_goes_from_its_direction_to_the_next(text, expected):
    assert words(text) == expected


def test_passage_inside_a_paragraph_ends_with_it():
    text = "Yes. (to Brown) You know.\n\nThe others do not."
    assert words(text) == ["You know."]


def test_passage_of_a_direction_that_stands_alone_goes_on_to_the_end():
    text = "Yes.\n\n(smiling)\n\nYou know.\n\nThe others do not."
    assert words(text) == ["You know.\n\nThe others do not."]


def test_direction_at_the_head_of_a_paragraph_ends_with_it():
    assert words("(to Brown) You know.\n\nThe others do not.") == ["You know."]


def test_two_directions_before_one_passage_both_introduce_it():
    (one,) = spoken("(to Brown) (smiling) You know.")
    assert [d.kinds for d in one.introduced_by] == [("address",), ("manner",)]


def test_direction_in_the_label_introduces_the_first_words():
    text = "ADA (to Mr. Brown): You know. We do."
    label = brackets(text, Span(0, len(text)))[0]
    statement = Span(20, len(text))
    told = [direction(label, cues("en"))]
    found = passages(text, statement, told, paragraphs(text, statement))
    assert [one.span.cut(text) for one in found] == ["You know. We do."]


PIECES = st.lists(
    st.sampled_from(["(smiling)", "(to Brown)", "(Laughter)", "Yes.", "No?", "\n\n", "…", "\n"]),
    max_size=14,
).map(" ".join)


@given(PIECES)
def test_passages_lie_behind_their_directions_and_do_not_overlap(text):
    found = spoken(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for one in found:
        assert 0 <= one.introduced_by[-1].span.end <= one.span.start < one.span.end <= len(text)
