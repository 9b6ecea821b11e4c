"""Lines, paragraphs and places in a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.lines import is_wrapped, lines, paragraphs, trim, where

TEXTS = st.text(alphabet="ab .\n\t\u00a0:", max_size=80)

WRAPPED = """\
The chairman said that the harbour had been closed since the spring and
that nobody in the ministry had been able to tell him when it would be
opened again to ships of that size.

He asked the delegation what it thought of a smaller harbour farther to
the south, which needed no dredging.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a b  ", "a b"),
        ("a", "a"),
        ("   ", ""),
        ("", ""),
        ("\n\ta\u00a0", "a"),
    ],
)
def test_trim_drops_blanks_at_both_ends(text, expected):
    assert trim(text, 0, len(text)).cut(text) == expected


def test_trim_of_blanks_is_an_empty_span():
    span = trim("a   b", 1, 4)
    assert span.start == span.end


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [(0, 1, 1), (3, 1, 4), (4, 1, 5), (5, 2, 1), (7, 2, 3), (10, 3, 2)],
)
def test_where_counts_lines_and_columns_from_one(offset, line, column):
    place = where("One.\nTwo\nThree", "memo.txt", offset)
    assert (place.line, place.column, place.offset) == (line, column, offset)
    assert place.source == "memo.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\n\nb", ["a", "", "b"]),
        ("\n", ["", ""]),
    ],
)
def test_lines_include_blank_ones(text, expected):
    assert [span.cut(text) for span in lines(text)] == expected


def test_lines_within_a_span_stay_inside_it():
    text = "one\ntwo\nthree"
    assert [span.cut(text) for span in lines(text, Span(1, 6))] == ["ne", "tw"]


def test_lines_that_are_not_wrapped_are_paragraphs_of_their_own():
    text = "Ada: Yes.\nBen: No."
    assert [p.text for p in paragraphs(text)] == ["Ada: Yes.", "Ben: No."]


def test_wrapped_lines_are_one_paragraph():
    found = paragraphs(WRAPPED)
    assert len(found) == 2
    assert found[0].text.startswith("The chairman")
    assert found[0].text.endswith("of that size.")


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (WRAPPED, True),
        ("Ada: Yes.\nBen: No.", False),
        ("One line only.", False),
        ("", False),
        ("a\nb\nc\nd", False),
        ("word " * 40 + "\n" + "word " * 40, False),
    ],
)
def test_text_is_wrapped_where_the_next_word_would_not_have_fitted(text, wrapped):
    assert is_wrapped(text) is wrapped


def test_gap_counts_the_blank_lines_before_a_paragraph():
    found = paragraphs("a\n\nb\n\n\n\nc\nd")
    assert [(p.text, p.gap) for p in found] == [("a", 0), ("b", 1), ("c", 3), ("d", 0)]


def test_blank_lines_may_hold_blanks():
    assert [p.text for p in paragraphs("a\n \t\nb")] == ["a", "b"]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_blank_text_has_no_paragraphs(text):
    assert paragraphs(text) == ()


@given(TEXTS)
def test_paragraphs_cover_all_printed_characters(text):
    covered = {at for p in paragraphs(text) for at in range(p.start, p.end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


@given(TEXTS)
def test_paragraphs_follow_each_other_without_overlap(text):
    found = paragraphs(text)
    assert all(a.end < b.start for a, b in pairwise(found))


@given(TEXTS)
def test_paragraphs_are_what_their_spans_cover(text):
    for one in paragraphs(text):
        assert one.span.cut(text) == one.text == one.text.strip() != ""


@given(TEXTS)
def test_lines_joined_give_the_text_again(text):
    assert "\n".join(span.cut(text) for span in lines(text)) == text


@given(TEXTS, st.data())
def test_where_leads_back_to_the_offset(text, data):
    offset = data.draw(st.integers(0, len(text)))
    place = where(text, "a.txt", offset)
    before = text.split("\n")[: place.line - 1]
    assert sum(len(line) + 1 for line in before) + place.column - 1 == offset


@given(TEXTS)
def test_trim_begins_and_ends_with_print(text):
    cut = trim(text, 0, len(text)).cut(text)
    assert cut == text.strip()
