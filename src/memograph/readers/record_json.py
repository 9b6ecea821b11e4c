"""The Record's own JSON: written so that it can be read, compared and corrected by people.

Keys are the field names of the model; spans are pairs `[start, end]`; empty fields are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from memograph.model import Record, TextSegment, Turn
from memograph.problems import Problem, UnreadableSource, Where, problem
from memograph.readers.source import Source
from memograph.text.composition import is_clean

FORMAT = "memograph-record"
VERSION = 1
_LIKELY = 0.95
_HEAD = 400
_OPENING = re.compile(
    rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t\r\n]*"format"[ \t\r\n]*:[ \t\r\n]*"memograph-record"'
)


def dumps(record: Record, *, indent: int | None = 2) -> str:
    """Return a Record as JSON, the same text for the same Record."""
    import msgspec

    plain = {"format": FORMAT, "version": VERSION, **_without_empty(msgspec.to_builtins(record))}
    return json.dumps(plain, ensure_ascii=False, indent=indent) + "\n"


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is None, empty or missing anyway, all the way down."""
    return {key: _kept(item) for key, item in value.items() if item not in (None, [], (), "")}


def _kept(item: Any) -> Any:
    if isinstance(item, dict):
        return _without_empty(item)
    if isinstance(item, list | tuple):
        return [_kept(one) for one in item]
    return item


def is_record(data: bytes) -> bool:
    """Tell whether bytes say themselves, before anything else, that they are a Record.

    >>> is_record(b'{"format": "memograph-record", "version": 1}'), is_record(b"{}")
    (True, False)
    """
    return _OPENING.match(data[:_HEAD]) is not None


def loads(text: str | bytes, *, source: str = "record.json") -> Record:
    """Return the Record that a JSON text holds.

    Raises UnreadableSource with the path inside the JSON if it holds none, or if a segment's text
    is not what its span covers.
    """
    record = _decoded(text) or _explained(text, source)
    wrong = next(_wrong(record, source), None)
    if wrong:
        raise UnreadableSource(wrong)
    return record


@dataclass(frozen=True, slots=True)
class _Head:
    """What a Record in JSON says of itself."""

    format: str = ""
    version: int = 0


def _decoded(text: str | bytes) -> Record | None:
    """Return the Record that a JSON text holds, None if anything is wrong with it."""
    import msgspec

    try:
        head = msgspec.json.decode(text, type=_Head)
        if (head.format, head.version) != (FORMAT, VERSION):
            return None
        return msgspec.json.decode(text, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _explained(text: str | bytes, source: str) -> Record:
    """Return the Record that a JSON text holds, read in steps of which each tells its fault."""
    import msgspec

    try:
        plain = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableSource(problem("MG120", Where(source=source), reason=str(error))) from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        reason = f'"format" is not "{FORMAT}"'
        raise UnreadableSource(problem("MG120", Where(source=source), reason=reason))
    if plain.get("version") != VERSION:
        reason = f'"version" is {plain.get("version")!r}, this memograph reads {VERSION}'
        raise UnreadableSource(problem("MG120", Where(source=source), reason=reason))
    try:
        return msgspec.convert(plain, Record, strict=True)
    except (msgspec.ValidationError, RecursionError) as error:
        raise UnreadableSource(problem("MG120", Where(source=source), reason=str(error))) from error


def _wrong(record: Record, source: str) -> Iterator[Problem]:
    """Yield what contradicts itself in a Record that somebody may have edited."""
    if not record.text_versions:
        yield problem("MG120", Where(source=source), reason="`$.text_versions` is empty")
        return
    for number, version in enumerate(record.text_versions):
        if not is_clean(version.full_text):
            reason = f"`$.text_versions[{number}].full_text` holds characters that XML forbids"
            yield problem("MG120", Where(source=source), reason=reason)
    yield from _wrong_segments(record, source)
    yield from _wrong_references(record, source)


def _wrong_segments(record: Record, source: str) -> Iterator[Problem]:
    full_text = record.full_text
    for segment in record.segments():
        start, end = segment.span
        if full_text[start:end] != segment.text or start < 0:
            yield problem("MG121", Where(source=source), segment=_shown(segment))


def _wrong_references(record: Record, source: str) -> Iterator[Problem]:
    known = {agent.id for agent in record.everyone()}
    used: list[tuple[str, Turn | None]] = [
        (speaker, turn) for turn in record.turns for speaker in turn.speaker
    ]
    used += [(part.participant, None) for part in record.participations]
    for reference, turn in used:
        if reference not in known:
            by = "a participation" if turn is None else f"turn {turn.order}"
            yield problem("MG122", Where(source=source), reference=reference, by=by)


def _shown(segment: TextSegment) -> str:
    kind = type(segment).__name__
    return f"{kind} {segment.span.start}-{segment.span.end} “{segment.text[:40]}”"


class RecordJsonReader:
    """Reads a Record from its own JSON."""

    name = "record_json"

    def sniff(self, source: Source) -> float:
        """Return how likely the bytes are a Record in JSON."""
        head = source.data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
        return _LIKELY if head.startswith(b"{") and FORMAT.encode() in head else 0.0

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the one Record."""
        yield loads(source.data, source=source.name)
