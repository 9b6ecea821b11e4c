"""Record JSON that is broken, by hand or by accident, is refused with the path to what is wrong."""

from __future__ import annotations

import json

import pytest

BROKEN = {
    "another format": (lambda r: r.update(format="minutes"), "MG123", "no reader"),
    "a later version": (lambda r: r.update(version=99), "MG120", "99"),
    "a word for a number": (
        lambda r: r["turns"][1].update(order="two"), "MG120", "`$.turns[1].order`",
    ),
    "a part missing": (lambda r: r["document"].pop("slug"), "MG120", "`slug` - at `$.document`"),
    "no text": (lambda r: r.update(text_versions=[]), "MG120", "`$.text_versions`"),
    "other words": (lambda r: r["statements"][0].update(text="No."), "MG121", "Statement 42-55"),
    "another span": (lambda r: r["statements"][1].update(span=[0, 4]), "MG121", "Statement 0-4"),
    "a span before the text": (lambda r: r["statements"][0].update(span=[-5, -1]), "MG121", "-5"),
    "an unknown speaker": (lambda r: r["turns"][0].update(speaker=["nobody"]), "MG122", "turn 1"),
    "an unknown participant": (
        lambda r: r["participations"][0].update(participant="nobody"), "MG122", '"nobody"',
    ),
}  # fmt: skip
AGAINST_THE_SHAPES = {
    "a day that is none": (lambda r: r["meetings"][0].update(date="1961-02-31"), "MG406"),
    "a duration in words": (lambda r: r["meetings"][0].update(duration="soon"), "MG406"),
    "a turn with no number": (lambda r: r["turns"][0].update(order=0), "MG417"),
    "an unknown role": (lambda r: r["participations"][0].update(role=["wizard"]), "MG306"),
    "an unknown meeting": (lambda r: r["turns"][0].update(meeting="nowhere"), "MG302"),
}
NO_JSON = {
    "cut short": b'{"format": "memograph-record", "version": 1, "sour',
    "no JSON": b'{"format": "memograph-record"; }',
    "half a character": b'{"format": "memograph-record", "source": "\\ud800"}',
    "nothing in it": b'{"format": "memograph-record", "version": 1}',
    "a list in place of an object": b'{"format": ["memograph-record"], "version": 1}',
    "too deep": b'{"format": "memograph-record", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_record_is_refused_with_the_path_to_the_fault(kind, folder):
    change, code, says = BROKEN[kind]
    record = folder.record()
    change(record)
    folder.put("broken.json", json.dumps(record))
    for result in (folder.read("broken.json"), folder.export("broken.json")):
        assert result.exit_code == 3, result.output
        assert f"broken.json  error {code}  " in result.stderr
        assert says in result.stderr
        assert "hint: " in result.stderr
    assert folder.written() == []
    assert folder.export("broken.json", "good.txt").exit_code == 1
    assert "good.ttl" in folder.written()


@pytest.mark.parametrize("kind", AGAINST_THE_SHAPES)
def test_record_against_the_shapes_is_told_and_not_written(kind, folder):
    change, code = AGAINST_THE_SHAPES[kind]
    record = folder.record()
    change(record)
    record["document"]["slug"] = "edited"
    folder.put("edited.json", json.dumps(record))
    result = folder.export("edited.json", "good.txt")
    assert result.exit_code == 1
    assert f"error {code}  " in result.stderr
    assert folder.written() == ["dataset.ttl", "good.ttl", "report.json"]


@pytest.mark.parametrize("kind", NO_JSON)
def test_what_is_no_json_of_a_record_is_refused(kind, folder):
    folder.put("broken.json", NO_JSON[kind])
    for result in (folder.read("broken.json"), folder.export("broken.json")):
        assert result.exit_code == 3, result.output
        assert "broken.json  error MG120  " in result.stderr
        assert "hint: " in result.stderr
    assert folder.written() == []


def test_record_with_a_character_that_xml_forbids_is_told(folder):
    record = folder.record()
    text = record["text_versions"][0]["full_text"].replace("é", "\0")
    record["text_versions"][0]["full_text"] = text
    for each in record["statements"]:
        each["text"] = each["text"].replace("é", "\0")
    folder.put("edited.json", json.dumps(record))
    result = folder.read("edited.json")
    assert (result.exit_code == 3) or "MG109" in result.stderr


@pytest.mark.parametrize("content", ['{"a": 1}', "[1, 2]", "null", '"words"', "1e999"])
def test_arbitrary_json_is_refused_by_the_reader_that_is_named(content, folder):
    folder.put("other.json", content)
    result = folder.read("other.json", "--reader", "record_json")
    assert result.exit_code == 3
    assert "other.json  error MG120" in result.stderr
