"""Heads that no one would write are read in a time that grows as they do, no faster."""

from __future__ import annotations

from time import process_time

import pytest

from memograph.problems import Span
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader
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


RUNS = {
    "before words": "{run}x\n\nMrs. Bell: No.",
    "inside a label": "Mrs.{run}Bell: No.",
    "behind words": "Mrs. Bell: No.{run}",
    "of lines": "Mrs. Bell: No.\n\n{run}\n\nMr. Ash: Yes.",
}


@pytest.mark.parametrize("place", RUNS)
@pytest.mark.parametrize("mark", [" ", "\t", "*", "_", ".", "-", "\u00a0", " \n"])
def test_run_of_one_mark_is_read_in_linear_time(place, mark):
    talk = (
        f"Minutes of the Board\n\nPresent: Mr. Ash, Mrs. Bell\n\nMr. Ash: Yes.\n\n{RUNS[place]}\n"
    )
    source = Source(name="a.txt", stem="a", data=talk.format(run=mark * 30_000).encode())
    start = process_time()
    list(TranscriptReader().read(source))
    assert process_time() - start < 10  # a quadratic search takes minutes
