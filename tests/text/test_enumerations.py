"""Enumerated items inside a statement."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.text.enumerations import items
from memograph.text.lines import paragraphs


def found(*lines):
    text = "\n\n".join(lines)
    return text, items(paragraphs(text))


def labels(*lines):
    return [(item.label, item.order) for item in found(*lines)[1]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a)", "b)"),
        ("(a)", "(b)"),
        ("A.", "B."),
        ("1.", "2."),
        ("1)", "2)"),
        ("9.", "10."),
        ("(1)", "(2)"),
        ("1°", "2°"),
        ("1．", "2．"),
        ("i)", "ii)"),
        ("iii.", "iv."),
        ("–", "–"),
        ("•", "•"),
        ("-", "-"),
    ],
)
def test_two_labels_that_follow_each_other_are_a_list(first, second):
    assert labels("Rules:", f"{first} No one.", f"{second} No two.") == [(first, 1), (second, 2)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Rules:", "a) Only one."),
        ("a) One.", "Other words.", "b) Two."),
        ("a) One.", "c) Three."),
        ("1. One.", "3. Three."),
        ("1961 was cold.", "1962 was colder."),
        ("A man came.", "B was there."),
        ("– One.", "• Two."),
        ("a)", "b)"),
        ("One.", "Two."),
        (),
    ],
)
def test_other_paragraphs_are_no_list(lines):
    assert labels(*lines) == []


def test_span_covers_label_and_words():
    text, listed = found("Rules:", "a) No one.", "b) No two.", "So it is.")
    assert [item.span.cut(text) for item in listed] == ["a) No one.", "b) No two."]


def test_list_that_begins_again_is_another_one():
    assert labels("a) One.", "b) Two.", "a) Three.", "b) Four.") == [
        ("a)", 1),
        ("b)", 2),
        ("a)", 1),
        ("b)", 2),
    ]


def test_list_can_begin_in_the_middle():
    assert labels("5. Five.", "6. Six.") == [("5.", 1), ("6.", 2)]


def test_lines_without_blank_ones_are_items_too():
    text = "Rules:\n1. One.\n2. Two."
    assert [i.label for i in items(paragraphs(text))] == ["1.", "2."]


@given(st.lists(st.sampled_from(["a) x", "b) y", "c) z", "1. x", "2. y", "– x", "i) x", "Words."])))
def test_items_come_in_order_and_every_list_numbers_from_one(lines):
    text, listed = found(*lines)
    assert all(item.span.cut(text).startswith(item.label) for item in listed)
    assert all(a.span.end < b.span.start for a, b in pairwise(listed))
    assert all(b.order <= max(a.order for a in listed[:n]) + 1 for n, b in enumerate(listed) if n)
    assert not listed or listed[0].order == 1
