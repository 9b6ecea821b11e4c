"""While a chunk is handled nothing is looked for; afterwards everything is as it was."""

from __future__ import annotations

import gc
import weakref

import pytest

from memograph import pipeline
from memograph.pipeline.garbage import collected_at_the_end, collected_if_much


class Looped:
    def __init__(self):
        self.itself = self


def test_cycles_of_the_body_are_gone_at_its_end():
    with collected_at_the_end():
        gone = weakref.ref(Looped())
        assert gone() is not None
    assert gone() is None


def test_cycles_are_looked_for_before_the_end_only_if_there_are_many():
    with collected_at_the_end():
        few = weakref.ref(Looped())
        collected_if_much()
        assert few() is not None
        for _ in range(60_000):
            Looped()
        collected_if_much()
        assert few() is None


def test_body_that_fails_leaves_the_collector_on():
    with pytest.raises(ZeroDivisionError), collected_at_the_end():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_collector_that_is_off_stays_off():
    gc.disable()
    try:
        with collected_at_the_end():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_collector_is_off_while_sources_are_handled_and_on_between_chunks(
    talk, output, monkeypatch
):
    seen = []
    exported = pipeline.chunk.document.exported

    def watched(*arguments):
        seen.append(gc.isenabled())
        return exported(*arguments)

    monkeypatch.setattr(pipeline.chunk.document, "exported", watched)
    for _ in pipeline.carry_out(output.plan(talk("a.txt"), talk("b.txt", "No."))):
        assert gc.isenabled()
    assert seen == [False, False]
