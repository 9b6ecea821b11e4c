from __future__ import annotations

from dataclasses import replace

import pytest

from memograph.problems import Span
from memograph.readers.transcript import TranscriptReader
from memograph.testing import BrokenPromiseError, check_reader


class Changed:
    """A transcript reader that breaks one promise."""

    name = "changed"

    def __init__(self, change):
        self.change = change

    def sniff(self, source):
        return TranscriptReader().sniff(source)

    def read(self, source):
        for record in TranscriptReader().read(source):
            yield self.change(record)


def test_check_reader_of_a_good_reader_gives_its_records(transcript):
    (record,) = check_reader(TranscriptReader(), transcript.parent)
    assert len(record.turns) == 3


def test_check_reader_without_cases_fails(tmp_path):
    with pytest.raises(BrokenPromiseError, match="no case"):
        check_reader(TranscriptReader(), tmp_path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda record: replace(
                record,
                statements=tuple(replace(each, span=Span(0, 3)) for each in record.statements),
            ),
            "the text at",
        ),
        (
            lambda record: replace(record, persons=record.persons + record.persons),
            "ids stand for two things",
        ),
        (lambda record: replace(record, turns=()), "MG4"),
    ],
)
def test_check_reader_of_a_broken_promise_says_which(change, says, transcript):
    with pytest.raises(BrokenPromiseError, match=says):
        check_reader(Changed(change), transcript.parent)


def test_check_reader_that_raises_on_odd_bytes_fails(transcript):
    class Brittle(Changed):
        def sniff(self, source):
            return 1 / len(source.data.strip())

    with pytest.raises(BrokenPromiseError, match="raise"):
        check_reader(Brittle(lambda record: record), transcript.parent)
