"""Which readers are asked of a source at all."""

from __future__ import annotations

import pytest

from memograph.pipeline import plugged
from memograph.readers import Source

RECORD = b'{"format": "memograph-record", "version": 1}'
SURE_OF_ANYTHING = """
class Mine:
    name = "mine"

    def sniff(self, source):
        return 1.0

    def read(self, source):
        yield from ()


readers = {"mine": Mine()}
"""


def test_record_is_offered_to_our_reader_of_records_alone():
    source = Source(name="a.json", stem="a", data=RECORD)
    assert list(plugged.asked(source)) == ["record_json"]


@pytest.mark.parametrize(
    "data", [b"{}", b"Ada: Yes.", b'{"version": 1, "format": "memograph-record"}']
)
def test_all_else_is_offered_to_all_readers(data):
    source = Source(name="a.json", stem="a", data=data)
    assert plugged.asked(source) is plugged.readers(())


def test_record_is_offered_to_readers_of_others_too(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(SURE_OF_ANYTHING)
    source = Source(name="a.json", stem="a", data=RECORD)
    assert list(plugged.asked(source, (str(file),))) == ["record_json", "mine"]


def test_reader_of_records_that_somebody_replaces_is_one_of_all(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(SURE_OF_ANYTHING.replace('"mine"', '"record_json"'))
    source = Source(name="a.json", stem="a", data=RECORD)
    assert plugged.asked(source, (str(file),)).keys() == plugged.readers().keys()
