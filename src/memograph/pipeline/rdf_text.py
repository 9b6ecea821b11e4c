"""RDF of which nobody says what format it is in: the formats are tried, the likeliest first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from memograph.pipeline import stages
from memograph.problems import UnreadableSource

if TYPE_CHECKING:
    from rdflib import Dataset

    from memograph.rdf.terms import Quad


def load_text(data: bytes | None = None, *, form: str | None = None, source: str = "-") -> Dataset:
    """Return the dataset that a text holds, by default the standard input.

    Without `form`, the name of a format, it is found out by trying.
    """
    from memograph.serialization import to_rdflib

    text = sys.stdin.buffer.read() if data is None else data
    return to_rdflib(stages.parsed(text, form, source=source) if form else _tried(text, source))


def _tried(data: bytes, source: str) -> tuple[Quad, ...]:
    """Return the statements in the first format that fits.

    If none does, the one that was read furthest was meant, and says what is wrong.
    """
    failures: list[UnreadableSource] = []
    for form in _likely(data):
        try:
            return stages.parsed(data, form, source=source)
        except UnreadableSource as error:
            failures.append(error)
    raise max(failures, key=_line)


def _likely(data: bytes) -> tuple[str, ...]:
    """Return the names of the formats that a text may be in.

    >>> _likely(b' {"@id": "a"}'), _likely(b"<a:a> <a:b> <a:c> .")
    (('jsonld', 'trig'), ('nquads', 'turtle', 'trig'))
    """
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        return "jsonld", "trig"
    if head.startswith((b"<?xml", b"<rdf:RDF", b"<!--", b"<!DOCTYPE")):
        return ("rdfxml",)
    return "nquads", "turtle", "trig"


def _line(error: UnreadableSource) -> int:
    return (error.problem.where.line if error.problem.where else None) or 0
