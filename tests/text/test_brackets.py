"""Round and square brackets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.brackets import brackets

MARKS = st.text(alphabet="()[]（）ab \n", max_size=60)


def inner(text):
    return [b.inner for b in brackets(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no bracket", []),
        ("(a) [b]", ["a", "b"]),
        ("a (b [c] d) [e (f)]", ["b [c] d", "e (f)"]),
        ("()", [""]),
        ("(a", []),
        ("a)", []),
        ("(a (b)", ["b"]),
        ("(a] (b)", ["b"]),
        ("a) b (c)", ["c"]),
        ("（笑声）", ["笑声"]),
        ("(a\nb)", ["a\nb"]),
        ("(a\n\nb) (c)", ["c"]),
        ("(a\n \nb)", []),
    ],
)
def test_outermost_brackets_are_found(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"), [("(a)", "round"), ("（a）", "round"), ("[a]", "square")]
)
def test_kind_is_that_of_the_outer_mark(text, kind):
    assert [b.kind for b in brackets(text, Span(0, len(text)))] == [kind]


def test_brackets_within_a_span_close_inside_it():
    text = "(one) (two) (three)"
    assert [b.inner for b in brackets(text, Span(6, 14))] == ["two"]


def test_bracket_longer_than_a_paragraph_is_none():
    assert inner("(" + "word " * 200 + ") (short)") == ["short"]


def test_many_open_brackets_take_no_time():
    assert inner("(" * 20_000) == []


@given(MARKS)
def test_brackets_never_overlap(text):
    found = brackets(text, Span(0, len(text)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(MARKS)
def test_brackets_are_what_their_spans_cover(text):
    for one in brackets(text, Span(0, len(text))):
        cut = one.span.cut(text)
        assert cut[1:-1] == one.inner
        assert cut[0] + cut[-1] in ("()", "[]", "（）")


@given(MARKS)
def test_no_bracket_crosses_a_blank_line(text):
    for one in brackets(text, Span(0, len(text))):
        assert "\n\n" not in one.inner.replace(" ", "")


@given(MARKS, st.data())
def test_brackets_stay_inside_the_span_given(text, data):
    start = data.draw(st.integers(0, len(text)))
    within = Span(start, data.draw(st.integers(start, len(text))))
    assert all(within.contains(b.span) for b in brackets(text, within))
