"""Laws of reading: whatever is printed comes back, and nothing makes a reader fail."""

from __future__ import annotations

import importlib.util
import json
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from memograph import pipeline
from memograph.problems import MemographError
from memograph.readers import Source, record_json
from memograph.settings import Settings
from memograph.text.names import fold


def _strategies():
    """Load transcripts.py by its path: tests are no package."""
    spec = importlib.util.spec_from_file_location(
        "made_up_transcripts", Path(__file__).with_name("transcripts.py")
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


transcripts = _strategies().transcripts
READERS = sorted(pipeline.stages.readers())
BASE = Settings(base="https://example.org/id/")
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(slow, max_examples=15)


def source(content):
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return Source(name="made-up.txt", stem="made-up", data=data)


def read(content):
    return pipeline.read(source(content), settings=BASE)


def graph(record):
    return pipeline.stages.serialized(pipeline.stages.mapped(record, BASE)[0], "nquads")


# Made-up transcripts


@slow
@given(made=transcripts())
def test_turns_speakers_and_words_come_back(made):
    record = read(made.page)
    names = {agent.id: fold(agent.name) for agent in record.everyone()}
    found = [[names[who] for who in turn.speaker] for turn in record.turns]
    assert found == [[fold(name)] for name in made.speakers]
    said = [" ".join(each.text.split()) for each in record.statements]
    assert said == [words for _, words in made.turns]


@slow
@given(made=transcripts())
def test_segments_are_their_stretch_of_the_text(made):
    record = read(made.page)
    assert record.full_text == made.page.replace("\r\n", "\n").replace("\r", "\n")
    statements = {each.order: each for each in record.statements}
    for each in record.segments():
        assert each.span.cut(record.full_text) == each.text
        assert each.text.strip()
        if each.in_segment is not None:
            assert statements[each.in_segment].span.contains(each.span)


@slow
@given(made=transcripts())
def test_statements_and_labels_overlap_nothing(made):
    record = read(made.page)
    said = {each.order: each.span for each in record.statements}
    spans = [span for turn in record.turns for span in (turn.label, said.get(turn.order)) if span]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert [turn.order for turn in record.turns] == list(range(1, len(record.turns) + 1))


@slow
@given(made=transcripts())
def test_record_survives_json(made):
    record = read(made.page)
    text = record_json.dumps(record)
    again = record_json.loads(text)
    assert again == record
    assert record_json.dumps(again) == text
    assert graph(again) == graph(record)


@slow
@given(made=transcripts())
def test_same_bytes_give_the_same_graph(made):
    assert graph(read(made.page)) == graph(read(made.page))


@few
@given(made=transcripts())
def test_graph_of_a_transcript_conforms(made):
    record = read(made.page)
    report = pipeline.validate(pipeline.to_dataset(record), record=record)
    assert report.problems == ()


NAMES = {
    "Arabic": ("سامر كمال", "فريد جميل", ":"),
    "Armenian": ("Արամ Պետրոսյան", "Անի Սարգսյան", ":"),
    "Devanagari": ("राम शर्मा", "सीता देवी", ":"),
    "Ethiopic": ("አበበ ቢቂላ", "ሰላም ተስፋዬ", ":"),
    "Georgian": ("გიორგი ბერიძე", "ნინო დავითაია", ":"),
    "Han": ("毛泽东", "周恩来", "\N{FULLWIDTH COLON}"),
    "Hangul": ("김민준", "이서연", ":"),
    "Hebrew": ("דוד לוי", "רות כהן", ":"),
    "decomposed": ("Nguye\u0302\u0303n Ha\u0323nh", "Zoe\u0308 Kru\u0308ger", ":"),
}


@pytest.mark.parametrize("script", NAMES)
def test_names_of_a_script_make_labels(script):
    one, other, colon = NAMES[script]
    record = read(f"{one}{colon} Shall we?\n{other}{colon} Yes.\n{one}{colon} Good.\n")
    names = {agent.id: agent.name for agent in record.everyone()}
    found = [[names[who] for who in turn.speaker] for turn in record.turns]
    assert found == [[one], [other], [one]]


@pytest.mark.parametrize("label", ["**{}:** ", "**{}**: ", "__{}:__ ", "**{}**:\n"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_marks_of_bold_labels_are_in_no_statement(label, between):
    turns = [("Ana Prifti", "Shall we?"), ("John Banda", "Yes."), ("Ana Prifti", "Good.")]
    record = read(between.join(label.format(name) + words for name, words in turns))
    assert [each.text for each in record.statements] == [words for _, words in turns]


# Anything at all

LINES = (
    "Skip to content", "October 12, 1967", "Memorandum of Conversation", "Second Meeting",
    "Present: A. Bell; Carol Dunn (chair), and", "Date: 31 February 1961", "Date:", "Title:",
    "The talks started around 25:00 p.m. and lasted -3 hours.", "The interpreter was", ": what?",
    "Carol Dunn: (to) [likely] (", "CAROL DUNN:", "Carol Dunn and A. Bell: Yes.", "a) one", "b)",
    "(All stood up.)", "Document Information", "F. 1, Op. , D. 99999999999999999999", "[", ")",
    "{", "<html>", '{"format": "memograph-record"}', "﻿", "\u2028", "Ünï: ✓", "毛泽东：好。", "**",
    "Obtained by and translated by .", "From 10.15 to 9.15 a.m.", "Édité par", "Sitzung vom 30.2.",
)  # fmt: skip
odd_lines = st.lists(
    st.sampled_from(LINES) | st.text(max_size=20), max_size=25
).map("\n".join)  # fmt: skip
cut_short = st.builds(
    lambda made, start, end: made.page[start : len(made.page) - end],
    transcripts(), st.integers(0, 40), st.integers(0, 80),
)  # fmt: skip
anything = st.text(max_size=200) | st.binary(max_size=200) | odd_lines | cut_short


@slow
@pytest.mark.parametrize("name", READERS)
@given(content=anything)
@example(content="")
@example(content=b"\xff\xfe")
@example(content=b"\xff\xfe\x00\xd8")
@example(content="A:\nA:\nA:")
def test_no_reader_fails_on_anything(name, content):
    reader = pipeline.stages.readers()[name]
    assert 0 <= reader.sniff(source(content)) <= 1
    with suppress(MemographError):
        for record in reader.read(source(content)):
            check(record)


@slow
@given(content=anything)
def test_whatever_is_read_can_be_mapped_and_kept(content):
    with suppress(MemographError):
        record = read(content)
        check(record)
        assert record_json.loads(record_json.dumps(record)) == record
        _, problems = pipeline.stages.mapped(record, BASE)
        assert [each for each in problems if each.severity == "error"] == []


@few
@given(content=odd_lines | cut_short)
def test_whatever_is_read_conforms(content):
    with suppress(MemographError):
        record = read(content)
        report = pipeline.validate(pipeline.to_dataset(record), record=record)
        assert report.problems == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@slow
@given(made=transcripts(), data=st.data())
def test_record_json_that_was_tampered_with_is_read_and_mapped_or_refused(made, data):
    record = json.loads(record_json.dumps(read(made.page)))
    place, keys = record, []
    while isinstance(place, (dict, list)) and place and data.draw(st.integers(0, 3)):
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict)
                                        else range(len(place))))  # fmt: skip
        keys.append((place, key))
        place = place[key]
    if keys:
        container, key = keys[-1]
        container[key] = data.draw(json_values)
    text = json.dumps(record)
    with suppress(MemographError):
        changed = record_json.loads(text)
        assert all(each.span.cut(changed.full_text) == each.text for each in changed.segments())
        graph(changed)


def check(record):
    """Assert what holds of every Record, whatever it was read from."""
    text, statements = record.full_text, sorted(each.span for each in record.statements)
    assert all(one.end <= two.start for one, two in pairwise(statements))
    for each in record.segments():
        assert each.span.cut(text) == each.text
    assert (record.document.kind == "Document") == (not record.meetings)
    assert not record.turns or record.meetings
    known = {agent.id for agent in record.everyone()}
    assert {who for turn in record.turns for who in turn.speaker} <= known
    assert {each.participant for each in record.participations} <= known
    for problem in record.problems:
        assert problem.message
        assert problem.hint
