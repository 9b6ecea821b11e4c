"""Reading one record takes no longer than it may."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from threading import Thread

import pytest

from memograph import pipeline
from memograph.pipeline.bounds import bounded
from memograph.problems import UnreadableSource
from memograph.readers import Source
from memograph.settings import Settings

SOURCE = Source(name="slow.txt", stem="slow", data=b"Ann: Yes.\nBen: No.\nAnn: Yes.\nBen: No.")


class SlowReader:
    name = "slow"

    def sniff(self, _source):
        return 0.0

    def read(self, source):
        yield pipeline.read(replace(source, name="quick.txt"), reader="transcript")
        try:
            time.sleep(30)
        except Exception:  # noqa: BLE001 - a reader that swallows what it should not
            yield from self.read(source)


def test_record_that_takes_too_long_is_given_up():
    records = pipeline.read_all(SOURCE, reader=SlowReader(), settings=Settings(max_seconds=1))
    began = time.monotonic()
    assert len(next(records).turns) == 4
    with pytest.raises(UnreadableSource) as raised:
        next(records)
    assert raised.value.problem.code == "MG129"
    assert time.monotonic() - began < 10


def test_time_that_the_caller_takes_does_not_count():
    records = bounded(iter("ab"), seconds=1, source="memo.txt")
    found = []
    for record in records:
        time.sleep(0.6)
        found.append(record)
    assert found == ["a", "b"]


def test_timer_and_handler_are_as_before():
    handler = signal.getsignal(signal.SIGALRM)
    assert list(bounded(iter("a"), seconds=1, source="memo.txt")) == ["a"]
    assert signal.getsignal(signal.SIGALRM) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_reading_in_another_thread_is_not_bounded_and_works():
    found = []
    thread = Thread(target=lambda: found.extend(bounded(iter("ab"), seconds=1, source="x")))
    thread.start()
    thread.join()
    assert found == ["a", "b"]
