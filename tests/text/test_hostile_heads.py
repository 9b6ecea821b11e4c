"""Heads that no one would write are read in a time that grows as they do, no faster."""

from __future__ import annotations

from time import process_time

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.header import Unit, sentences

LONG = 120_000


@pytest.mark.parametrize("words", ["Mr. ", "A. ", "И. ", "a; B"])
def test_unit_of_stops_that_end_nothing_is_cut_in_linear_time(words):
    text = words * (LONG // len(words))
    unit = Unit(span=Span(0, len(text)), text=text, gap=0)
    cues("en")
    start = process_time()
    sentences(text, unit, cues("en"))
    assert process_time() - start < 5  # a quadratic search takes a minute
