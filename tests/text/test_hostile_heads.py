"""Heads that no one would write are read in a time that grows as they do, no faster."""

from __future__ import annotations

from time import process_time

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.header import Unit, bounded, sentences

LONG = 120_000


@pytest.mark.parametrize("words", ["Mr. ", "A. ", "И. ", "a; B"])
def test_unit_of_stops_that_end_nothing_is_cut_in_linear_time(words):
    text = words * (LONG // len(words))
    unit = Unit(span=Span(0, len(text)), text=text, gap=0)
    cues("en")
    start = process_time()
    sentences(text, unit, cues("en"))
    assert process_time() - start < 5  # a quadratic search takes a minute


def test_head_of_a_text_without_turns_ends_at_a_line_within_the_bound():
    line = "- 12 barrels of tar, at the east gate\n"
    text = line * (LONG // len(line))
    head = bounded(text, Span(0, len(text)))
    assert head.start == 0
    assert head.end < 64_001
    assert text[head.end] == "\n"
    assert bounded("x" * LONG, Span(0, LONG)).end == 64_000
