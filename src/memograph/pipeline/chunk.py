"""A chunk: the sources that one process handles at a time, and what comes of them.

The same function does it in this process, in another one and on another machine. What it gives back
is JSON, not a pickle: nothing that a plug-in puts into a Record can harm whoever takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memograph.pipeline import document, plugged, stages
from memograph.pipeline.bounds import bound
from memograph.pipeline.document import Placed, Target
from memograph.pipeline.garbage import collected_at_the_end, collected_if_much
from memograph.pipeline.naming import Assigned, Claim, settle
from memograph.pipeline.origins import Origin, text_hash
from memograph.pipeline.parts import PartMade, PartWriter, Slice
from memograph.pipeline.results import Exported
from memograph.pipeline.shelves import shelf_of
from memograph.pipeline.sifting import passed_over, passed_over_by_name
from memograph.pipeline.sources import Found
from memograph.problems import (
    ConfigError,
    MemographError,
    Problem,
    UnreadableSource,
    Where,
    WriteError,
)

if TYPE_CHECKING:
    from memograph.model import Record
    from memograph.readers import Source
    from memograph.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One source of a chunk, and what is known of it.

    `found` is None for a source that is not among those of this run. `sha256` is that of the bytes
    that its documents were made from, "" if they have to be made in any case, and `why` tells why.
    `held` are the origins of its documents by their slugs, `slices` the places of those in the part
    of the chunk. `named` are names that have been settled, by the place of the record in the
    source; `failure` is why the source cannot be read. `before` is the `sha256` of a source that
    would be unchanged, had not a run ended with it at hand.
    """

    source: int
    found: Found | None
    sha256: str = ""
    held: tuple[tuple[str, Origin], ...] = ()
    slices: tuple[Slice, ...] = ()
    named: tuple[tuple[int, Assigned], ...] = ()
    why: str = ""
    failure: Problem | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Sources to be handled by one process; in a corpus they make the part with this number.

    `part` is the name of the part, `older` that of the file that holds it as it was, if there is
    one; `anew` tells that the part has to be written even if none of its sources has changed.
    """

    number: int
    items: tuple[Item, ...]
    target: Target
    part: str = ""
    older: str = ""
    anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one source: nothing if it is `unchanged`, else a result for each record."""

    source: int
    sha256: str = ""
    unchanged: bool = False
    results: tuple[Exported, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """What the records of one source want to be called: slug, place and hash of the text of each.

    There are none if it is as it was, or cannot be read; `failure` tells only of what ended a
    process.
    """

    source: int
    sha256: str = ""
    wanted: tuple[tuple[str, int, str], ...] = ()
    failure: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a chunk, and the part that was written."""

    number: int
    outcomes: tuple[Outcome, ...]
    part: PartMade | None = None


def handle(chunk: Chunk) -> bytes:
    """Return what came of a chunk as JSON; see `taken`.

    Raises WriteError if the part cannot be written, and ConfigError for a wrong setting.
    """
    with collected_at_the_end():
        return _handle(chunk)


def _handle(chunk: Chunk) -> bytes:
    import msgspec

    done = handled(chunk)
    try:
        return msgspec.json.encode(done)
    except (TypeError, ValueError, RecursionError, msgspec.MsgspecError):
        # Some plug-in put into its results what cannot be told; its sources are done without.
        spoilt = {each.source: error for each in done.outcomes if (error := _fault(each))}
        items = tuple(_without(item, spoilt.get(item.source)) for item in chunk.items)
        return msgspec.json.encode(handled(replace(chunk, items=items)))


def taken(done: bytes) -> Done:
    """Return what `handle` gave as JSON."""
    import msgspec

    return msgspec.json.decode(done, type=Done)


def survey(chunk: Chunk) -> bytes:
    """Return, as JSON, what the records of a chunk's sources want to be called."""
    import msgspec

    with collected_at_the_end():
        found = (_surveyed(item, chunk.target.settings) for item in chunk.items)
        return msgspec.json.encode(tuple(found))


def surveyed(found: bytes) -> tuple[Surveyed, ...]:
    """Return what `survey` gave as JSON."""
    import msgspec

    return msgspec.json.decode(found, type=tuple[Surveyed, ...])


def _surveyed(item: Item, settings: Settings) -> Surveyed:
    if item.found is None or item.failure or passed_over_by_name(item.found):
        return Surveyed(source=item.source, failure=item.failure)
    # Whatever goes wrong is told when it is made.
    with suppress(Exception):
        source = item.found.open(settings)
        if source.sha256 != item.sha256 and not passed_over(item.found, source, settings):
            wanted = tuple(
                (stages.slug_of(record), place, text_hash(record, source.sha256))
                for place, record in enumerate(stages.read_all(source, settings=settings))
            )
            return Surveyed(source=item.source, sha256=source.sha256, wanted=wanted)
    return Surveyed(source=item.source)


def handled(chunk: Chunk) -> Done:
    """Return what came of a chunk."""
    if not chunk.part or chunk.target.dry_run:
        outcomes = tuple(_outcome(item, chunk.target) for item in chunk.items)
        return Done(number=chunk.number, outcomes=outcomes)
    if not chunk.anew and all(item.found is None or _is_same(item, chunk) for item in chunk.items):
        same = tuple(Outcome(source=item.source, unchanged=True) for item in chunk.items)
        return Done(number=chunk.number, outcomes=same)
    with PartWriter(shelf_of(chunk.target), chunk.part, older=chunk.older) as writer:
        found = [_into_part(item, chunk.target, writer) for item in chunk.items]
        made = writer.finished()
    return Done(number=chunk.number, outcomes=tuple(found), part=made)


def _is_same(item: Item, chunk: Chunk) -> bool:
    if not item.sha256 or item.found is None:
        return False
    with suppress(MemographError, OSError):
        return item.found.open(chunk.target.settings).sha256 == item.sha256
    return False


def _into_part(item: Item, target: Target, writer: PartWriter) -> Outcome:
    """Write the documents of a source into a part, and copy those of before that were not made."""
    found = _outcome(item, target, writer)
    held = {slug for slug, _ in item.held}
    kept = item.slices
    if not found.unchanged:
        made = {each.slug for each in found.results if each.status in ("written", "duplicate")}
        kept = tuple(each for each in kept if each.slug in held and each.slug not in made)
    for each in sorted(kept, key=lambda each: each.start):
        writer.copy(each)
    return found


def _outcome(item: Item, target: Target, writer: PartWriter | None = None) -> Outcome:
    """Return what came of a source; whatever goes wrong with it is in the results."""
    if item.found is None:
        return Outcome(source=item.source, unchanged=True)
    name = item.found.name
    doubt = passed_over_by_name(item.found)
    if doubt:
        return Outcome(source=item.source, results=(_skipped(name, doubt),))
    try:
        if item.failure is not None:
            raise UnreadableSource(item.failure)
        source = item.found.open(target.settings)
    except MemographError as error:
        return Outcome(source=item.source, results=(document.unreadable(name, error.problem),))
    if source.sha256 == item.sha256:
        return Outcome(source=item.source, sha256=item.sha256, unchanged=True)
    results = tuple(_results(item, source, target, writer))
    collected_if_much()
    return Outcome(source=item.source, sha256=source.sha256, results=results)


def _results(
    item: Item, source: Source, target: Target, writer: PartWriter | None
) -> Iterator[Exported]:
    """Yield what came of each record of a source, and last of all why it cannot be read on."""
    found = item.found
    if found is None:
        return
    name, count = found.name, 0
    try:
        with bound(target.settings.max_seconds, source=name):
            doubt = passed_over(found, source, target.settings)
        if doubt:
            yield _skipped(name, doubt)
            return
        for record in stages.read_all(source, settings=target.settings):
            placed = _placed(item, source, record, count)
            yield document.exported(placed, name, target, writer)
            count += 1
        if not count:
            yield document.unreadable(name, document.no_record(name))
    except (ConfigError, WriteError):
        # What is wrong for all sources alike ends the run.
        raise
    except MemographError as error:
        yield document.unreadable(name, error.problem)
    except Exception as error:  # noqa: BLE001 - a defect must not stop the batch
        yield document.unreadable(name, plugged.unexpected(error, Where(source=name)))


def _skipped(name: str, doubt: Problem) -> Exported:
    return document.told(Exported(source=name, status="skipped"), (doubt,))


def _placed(item: Item, source: Source, record: Record, place: int) -> Placed:
    """Return a record with its name."""
    name = item.found.name if item.found else source.name
    claim = Claim(name, source.sha256, place, text_hash(record, source.sha256))
    named = _named(item, claim, stages.slug_of(record))
    held = {slug for slug, _ in item.held}
    return Placed(
        record=record, named=named, settled=bool(item.named) or named.slug in held, why=item.why
    )


def _named(item: Item, claim: Claim, wanted: str) -> Assigned:
    """Return the name that was settled for a record, or that it has if nobody objects."""
    settled = dict(item.named).get(claim.place)
    if settled is not None:
        return settled
    holders = {slug: each for slug, each in item.held if wanted in (slug, each.slug)}
    return settle(wanted, (claim,), holders)[claim]


def _fault(outcome: Outcome) -> Exception | None:
    import msgspec

    try:
        msgspec.json.encode(outcome)
    except Exception as error:  # noqa: BLE001 - whatever a plug-in's values raise
        return error
    return None


def _without(item: Item, error: Exception | None) -> Item:
    if error is None or item.found is None:
        return item
    return replace(item, failure=plugged.unexpected(error, Where(source=item.found.name)))
