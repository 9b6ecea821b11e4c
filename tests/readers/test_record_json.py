"""The Record's own JSON."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers.record_json import (
    RecordJsonReader,
    _decoded,
    _explained,
    dumps,
    is_record,
    loads,
)
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader

TALK = """\
Minutes of the Talks

Date: 3 May 1961
Present: Ada Brown, Carl Green

Brown: (to Mr. Green) One [two words illegible].

Green: Two. The old director [probably Jan Stone] knows.
"""
READER = RecordJsonReader()


def source(text, name="talks.json"):
    data = text if isinstance(text, bytes) else text.encode()
    return Source(name=name, stem="talks", data=data)


def record():
    (found,) = TranscriptReader().read(source(TALK, "talks.txt"))
    return found


def plain():
    return json.loads(dumps(record()))


def refused(value):
    with pytest.raises(UnreadableSource) as caught:
        loads(value if isinstance(value, str | bytes) else json.dumps(value), source="talks.json")
    return caught.value.problem


def test_record_comes_back_as_it_was():
    assert loads(dumps(record())) == record()


def test_json_is_the_same_for_the_same_record():
    assert dumps(record()) == dumps(record())


def test_json_says_what_it_is_and_holds_letters_as_they_are():
    text = dumps(record())
    assert (plain()["format"], plain()["version"]) == ("memograph-record", 1)
    assert text.endswith("\n")
    assert "\\u" not in text


BLANKS = st.text(" \t\r\n", max_size=120) | st.text("\x0b\x0c\xa0 ", max_size=3)


@given(
    st.sampled_from([b"", b"\xef\xbb\xbf"]), st.tuples(BLANKS, BLANKS, BLANKS, BLANKS),
    st.sampled_from(["memograph-record", "memograph-records", "other"]),
)  # fmt: skip
def test_what_begins_as_a_record_is_read_as_one(mark, blanks, stated):
    first, second, third, fourth = blanks
    told = f'{first}{{{second}"format"{third}:{fourth}"{stated}", "version": 1}}'
    data = mark + told.encode()
    if is_record(data):
        assert READER.sniff(source(data)) == 0.95
        assert json.loads(data.decode("utf-8-sig"))["format"] == "memograph-record"


VALUES = st.sampled_from([
    None, True, 0, 1, 1.0, 1.5, -3, 2**70, 1e400, "", "x", "memograph-record", [], [0, 4], [1],
    {}, {"order": 1}, "1961-05-03", "\ud800",
])  # fmt: skip


def places(value, path=()):
    """Yield where something stands in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inner:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))


PLACES = tuple(places(plain()))


@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES, st.booleans()), max_size=3))
def test_record_is_decoded_at_once_as_it_is_in_steps(changes):
    spoilt = plain()
    for path, value, gone in changes:
        inside = spoilt
        try:
            for key in path[:-1]:
                inside = inside[key]
            if gone:
                del inside[path[-1]]
            else:
                inside[path[-1]] = deepcopy(value)
        except (IndexError, KeyError, TypeError):
            continue
    text = json.dumps(spoilt)
    at_once = _decoded(text)
    try:
        in_steps = _explained(text, "talks.json")
    except UnreadableSource:
        in_steps = None
    assert at_once is None or at_once == in_steps
    assert at_once is not None or changes


def test_json_on_one_line_holds_the_same():
    text = dumps(record(), indent=None)
    assert text.count("\n") == 1
    assert loads(text) == record()


def test_spans_are_pairs_and_empty_fields_are_left_out():
    statement = plain()["statements"][0]
    assert isinstance(statement["span"], list)
    assert "in_segment" not in statement
    assert "meeting_series" not in plain()


def test_bytes_with_a_mark_of_their_encoding_are_told_apart_from_a_record():
    assert READER.sniff(source(dumps(record()))) > 0.9


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "Ada: Yes.", '{"format": "other"}', "memograph-record"]
)
def test_other_text_is_no_record(text):
    assert READER.sniff(source(text)) == 0


def test_reader_yields_the_one_record():
    assert list(READER.read(source(dumps(record())))) == [record()]


@pytest.mark.parametrize("text", ["", "{", "nothing", b"\xff\xfe", '{"format": "memograph-record"'])
def test_broken_json_is_refused(text):
    found = refused(text)
    assert (found.code, found.where.source) == ("MG120", "talks.json")


@pytest.mark.parametrize("value", [[], {}, '"x"', {"format": "other"}, {"format": None}, 3])
def test_json_of_another_format_is_refused(value):
    found = refused(value)
    assert found.code == "MG120"
    assert '"format"' in found.message


@pytest.mark.parametrize("version", [0, 2, None, "1"])
def test_record_of_another_version_is_refused(version):
    found = refused({**plain(), "version": version})
    assert found.code == "MG120"
    assert '"version"' in found.message


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda r: r.pop("document"), "document"),
        (lambda r: r["turns"][1].update(order="two"), "$.turns[1].order"),
        (lambda r: r["turns"][0].pop("speaker"), "$.turns[0]"),
        (lambda r: r["statements"][0].update(span=[1]), "$.statements[0].span"),
        (lambda r: r["statements"][0].update(mode="sung"), "$.statements[0].mode"),
        (lambda r: r["document"].update(kind="Poem"), "$.document.kind"),
        (lambda r: r["persons"][0].update(named=3), "$.persons[0].named"),
        (lambda r: r["editorial_insertions"][0].update(kind="Joke"),
         "$.editorial_insertions[0].kind"),
    ],
)  # fmt: skip
def test_wrong_value_is_refused_with_its_path(change, path):
    value = plain()
    change(value)
    found = refused(value)
    assert found.code == "MG120"
    assert path in found.message


def test_record_without_text_is_refused_with_its_path():
    found = refused({**plain(), "text_versions": []})
    assert found.code == "MG120"
    assert "$.text_versions" in found.message


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("statements", "Statement"),
        ("passages", "Passage"),
        ("stage_directions", "StageDirection"),
        ("editorial_insertions", "EditorialInsertion"),
        ("mentions", "Mention"),
    ],
)
def test_segment_whose_text_is_not_what_its_span_covers_is_refused(kind, name):
    value = plain()
    value[kind][0]["text"] = "Something else"
    found = refused(value)
    assert found.code == "MG121"
    assert f"{name} " in found.message
    assert "Something else" in found.message


@pytest.mark.parametrize("span", [[-5, 3], [3, 1], [10_000, 10_002]])
def test_segment_with_an_impossible_span_is_refused(span):
    value = plain()
    value["statements"][0]["span"] = span
    assert refused(value).code == "MG121"


def test_empty_segment_before_the_text_is_refused():
    value = plain()
    value["statements"][0].update(span=[-1, -1], text="")
    assert refused(value).code == "MG121"


def test_turn_of_nobody_is_refused():
    value = plain()
    value["turns"][1]["speaker"] = ["person/Nobody"]
    found = refused(value)
    assert found.code == "MG122"
    assert "turn 2" in found.message
    assert "person/Nobody" in found.message


def test_participation_of_nobody_is_refused():
    value = plain()
    value["participations"][0]["participant"] = "person/Nobody"
    found = refused(value)
    assert found.code == "MG122"
    assert "a participation" in found.message


def test_text_that_no_xml_can_hold_is_refused_with_its_path():
    value = plain()
    value["text_versions"][0]["full_text"] += "\u0001"
    found = refused(value)
    assert found.code == "MG120"
    assert "$.text_versions[0].full_text" in found.message


def test_json_nested_without_end_is_refused():
    assert refused("[" * 100_000).code == "MG120"
