"""What a reader promises, as a check for those who write one.

from memograph.testing import check_reader

def test_reader():
    check_reader(MyReader(), Path(__file__).parent / "cases")
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.problems import UnreadableSource

if TYPE_CHECKING:
    from memograph.model import Record
    from memograph.readers import Reader, Source

_LARGEST: Final = 64 * 2**20
_ODD: Final = (
    b"",
    b"\n",
    b"\x00\x01\xff",
    b"\xff\xfeA\x00",
    "A: é\u2028\n\n: \n".encode(),
    b"A:" * 999,
)


class BrokenPromiseError(AssertionError):
    """A reader did not do what a reader promises."""


def check_reader(reader: Reader, case_dir: str | Path) -> tuple[Record, ...]:
    """Return the records that a reader gives for the files of a folder, all promises checked.

    Every file gets a score from 0 to 1 and at least one record; spans reproduce their text, ids are
    unique and known, a record survives JSON, its graph conforms; odd bytes raise nothing but
    UnreadableSource. Raises BrokenPromiseError.
    """
    from memograph.readers import open_source

    found: list[Record] = []
    for path in sorted(Path(case_dir).iterdir()):
        if not path.is_file():
            continue
        source = open_source(path, max_bytes=_LARGEST)
        score = reader.sniff(source)
        _demand(0.0 <= score <= 1.0, f"{path.name}: sniff gave {score}, not 0 to 1")
        records = tuple(reader.read(source))
        _demand(bool(records), f"{path.name}: read gave no record")
        for record in records:
            _check_record(record)
        _demand(records == tuple(reader.read(source)), f"{path.name}: two readings differ")
        found.extend(records)
    _demand(bool(found), f"{case_dir}: there is no case")
    _check_odd_bytes(reader)
    return tuple(found)


def _check_record(record: Record) -> None:
    from memograph import pipeline
    from memograph.readers import record_json

    name = record.source
    for segment in record.segments():
        _demand(
            segment.span.cut(record.full_text) == segment.text,
            f"{name}: the text at {tuple(segment.span)} is not {segment.text!r}",
        )
    ids = list(_ids(record))
    twice = sorted({each for each in ids if ids.count(each) > 1})
    _demand(not twice, f"{name}: ids stand for two things: {', '.join(twice)}")
    back = record_json.loads(record_json.dumps(record))
    _demand(back == record, f"{name}: the record does not survive JSON")
    report = pipeline.validate(pipeline.to_dataset(record), record=record)
    _demand(report.conforms, f"{name}: {'; '.join(map(str, report.problems))}")


def _ids(record: Record) -> Iterator[str]:
    for agent in record.everyone():
        yield agent.id
    for post in record.posts:
        yield post.id
    for place in record.places:
        yield place.id
    for event in (*record.meetings, *record.meeting_series, *record.events, *record.gestures):
        yield event.id


def _check_odd_bytes(reader: Reader) -> None:
    from memograph.readers import Source

    for number, data in enumerate(_ODD):
        source = Source(name=f"odd-{number}", stem="odd", data=data, media_type="text/plain")
        try:
            _read_whole(reader, source)
        except UnreadableSource:
            continue
        except Exception as error:
            raise BrokenPromiseError(f"the bytes {data[:20]!r} raise {error!r}") from error


def _read_whole(reader: Reader, source: Source) -> None:
    reader.sniff(source)
    for record in reader.read(source):
        _check_record(record)


def _demand(kept: bool, otherwise: str) -> None:  # noqa: FBT001 - it reads as a sentence
    if not kept:
        raise BrokenPromiseError(otherwise)
