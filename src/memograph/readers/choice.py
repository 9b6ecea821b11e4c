"""Which reader a source gets: every reader says how likely it is its own; the surest reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol, runtime_checkable

from memograph.model import Record
from memograph.problems import ConfigError, Problem, UnknownFormat, Where, problem
from memograph.readers.source import Source, decode

_LEAST = 0.1
_CLOSE = 0.1


@runtime_checkable
class Reader(Protocol):
    """What a reader is: a name, a guess, and the Records of a source."""

    @property
    def name(self) -> str:
        """Return the reader's name, a lower-case word."""

    def sniff(self, source: Source) -> float:
        """Return from 0 to 1 how likely this reader can read the source; never raise."""

    def read(self, source: Source) -> Iterator[Record]:
        """Yield the Records of a source; raise UnreadableSource if there can be none."""


def read_source(
    source: Source, *, readers: Mapping[str, Reader], reader: str | None = None
) -> Iterator[Record]:
    """Yield the Records of a source, read by the reader named, else by the likeliest.

    Raises UnreadableSource or UnknownFormat; ConfigError if there is no reader of that name.
    """
    if reader is not None:
        if reader not in readers:
            known = ", ".join(sorted(readers))
            wrong = problem("MG904", name="reader", value=reader, expected=f"one of {known}")
            raise ConfigError(wrong)
        yield from readers[reader].read(source)
        return
    ranked = sorted(
        ((one.sniff(source), name) for name, one in readers.items()), key=lambda r: (-r[0], r[1])
    )
    score, name = ranked[0] if ranked else (0.0, "")
    if score < _LEAST:
        decode(source)
        raise UnknownFormat(problem("MG123", Where(source=source.name)))
    doubt = _doubt(source, ranked)
    for record in readers[name].read(source):
        yield replace(record, problems=(*record.problems, *doubt)) if doubt else record


def _doubt(source: Source, ranked: list[tuple[float, str]]) -> tuple[Problem, ...]:
    """Return a notice naming the runners-up if the choice was close."""
    best, name = ranked[0]
    close = [f"{other} ({score:.2f})" for score, other in ranked[1:] if best - score < _CLOSE]
    if not close:
        return ()
    where = Where(source=source.name)
    chosen = f"{name} ({best:.2f})"
    return (problem("MG124", where, chosen=chosen, others=", ".join(close)),)
