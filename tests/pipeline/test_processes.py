"""Processes that end at what they do: each end is told of the chunk at hand, and of no other."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from dataclasses import replace

import pytest

from memograph.pipeline import processes
from memograph.pipeline.chunk import Chunk


@pytest.fixture
def chunk(output):
    return Chunk(number=1, items=(), target=output.plan().target)


@pytest.fixture
def busy():
    """Keep this process as busy as one that writes down results."""
    go_on = [True]

    def spin():
        while go_on:
            pass

    spinning = [threading.Thread(target=spin) for _ in range(3)]
    for each in spinning:
        each.start()
    yield
    go_on.clear()
    for each in spinning:
        each.join()


class Unpacked(Exception):
    def __init__(self, one, other):
        super().__init__(f"{one} {other}")


def told(each):
    return str(each.number).encode()


def killed_if_odd(each):
    if each.number % 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return told(each)


def left(each):
    sys.exit(each.number)


def raised(each):
    raise ValueError(f"chunk {each.number}")


def raised_for_ever(_):
    raise Unpacked("no", "way")


def slept(_):
    time.sleep(60)
    return b""


def survived(each):
    """Leave a child behind that keeps the pipe open, and die."""
    if os.fork() == 0:
        time.sleep(8)
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)
    return told(each)


@pytest.mark.usefixtures("busy")
def test_every_end_is_told_of_its_own_chunk_however_busy_the_coordinator_is(chunk):
    with processes.processes(2) as hands:
        begun = [hands.begin(killed_if_odd, replace(chunk, number=n)) for n in range(12)]
        ends = [each.ending() for each in begun]
        assert [each.result() for each in begun[::2]] == [b"%d" % n for n in range(0, 12, 2)]
    assert ends == [None, "it was killed, perhaps for want of memory"] * 6


def test_process_that_leaves_is_told_with_its_code(chunk):
    with processes.processes(1) as hands:
        assert hands.begin(left, replace(chunk, number=3)).ending() == "it ended with the code 3"
        assert hands.begin(told, chunk).result() == b"1"


def test_end_is_seen_where_a_child_keeps_the_pipe_open(chunk):
    began = time.monotonic()
    with processes.processes(1) as hands:
        assert hands.begin(survived, chunk).ending()
    assert time.monotonic() - began < 7


@pytest.mark.parametrize(
    ("work", "kind", "words"),
    [(raised, ValueError, "chunk 1"), (raised_for_ever, RuntimeError, "Unpacked: no way")],
)
def test_error_is_raised_where_the_work_was_asked_for(work, kind, words, chunk):
    with processes.processes(1) as hands:
        with pytest.raises(kind, match=words) as caught:
            hands.begin(work, chunk).ending()
        # Where in the process it was raised, if that can be told.
        assert kind is RuntimeError or f"in {work.__name__}" in caught.value.__notes__[0]
        assert hands.begin(told, chunk).result() == b"1"


def test_work_that_cannot_be_packed_is_an_error_and_ends_nothing(chunk):
    with processes.processes(1) as hands:
        with pytest.raises(Exception, match="pickle"):
            hands.begin(lambda _: b"", chunk).result()
        assert hands.begin(told, chunk).result() == b"1"


def test_chunk_that_is_cancelled_is_ended_and_no_other(chunk):
    with processes.processes(1) as hands:
        first, second = hands.begin(slept, chunk), hands.begin(told, chunk)
        while not first.future.running():
            time.sleep(0.01)
        time.sleep(0.5)
        first.cancel()
        assert second.result() == b"1"
        assert first.ending() == "it was killed, perhaps for want of memory"


def test_pool_is_ended_with_what_it_has_at_hand(chunk):
    began = time.monotonic()
    hands = processes.started(2)
    begun = [hands.begin(slept, chunk) for _ in range(3)]
    time.sleep(0.5)
    hands.end()
    assert time.monotonic() - began < 20
    assert [each.future.done() for each in begun] == [True] * 3


def test_what_takes_too_long_is_ended(chunk, monkeypatch):
    monkeypatch.setattr(processes, "_LOOK", 0.1)
    with processes.processes(1) as hands:
        hands.begin(told, chunk).result()
        (process,) = hands.all
        with pytest.raises(processes._OverdueError):
            process.answer(processes.pickled(slept, chunk), 0.3)
