"""Resolution: names that several sources asked for, settled when all sources have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from memograph.pipeline import folder, reporting
from memograph.pipeline.chunk import surveyed
from memograph.pipeline.naming import Assigned, Claim, settle
from memograph.pipeline.origins import Origin
from memograph.problems import Problem

if TYPE_CHECKING:
    from memograph.pipeline.chunk import Chunk, Item, Surveyed
    from memograph.pipeline.chunks import Work

Names: TypeAlias = dict[int, tuple[tuple[int, Assigned], ...]]
"""Names by source, each with the place of its record in that."""

_CONTESTED = """
SELECT wanted FROM document WHERE wanted IS NOT NULL AND source IN
    (SELECT input.source FROM input JOIN source ON source.id = input.source
        WHERE source.session = ?)
AND (
    status = 'contended'
    OR EXISTS (SELECT 1 FROM document AS other JOIN input ON input.source = other.source
        WHERE other.wanted = document.wanted
        AND (other.source <> document.source OR other.place <> document.place))
    OR EXISTS (SELECT 1 FROM document AS other JOIN input ON input.source = other.source
        WHERE other.slug = document.wanted AND other.wanted <> document.wanted)
    OR EXISTS (SELECT 1 FROM entry WHERE entry.slug = document.wanted
        AND entry.source <> document.source)
    OR EXISTS (SELECT 1 FROM origin WHERE (origin.slug = document.wanted
        OR origin.wanted = document.wanted) AND NOT EXISTS (SELECT 1 FROM origin_source
            JOIN source ON source.name = origin_source.name
            WHERE origin_source.slug = origin.slug AND source.id = document.source))
)
GROUP BY wanted ORDER BY wanted
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """Names that were settled before anything was made, and the sources that cannot be read."""

    names: Names
    failures: dict[int, Problem]


def foreseen(work: Work, pieces: Iterable[tuple[Chunk, bytes]]) -> Foreseen:
    """Return the names of all records that have to be made, from the surveys of all chunks.

    Every source is read for it, which is worth while where they are few: each result comes once.
    There are no names if one of them is what another record asks for; that is settled in steps.
    """
    claims: dict[str, dict[Claim, int]] = defaultdict(dict)
    fresh: set[int] = set()
    failures: dict[int, Problem] = {}
    for chunk, found in pieces:
        for item, each in zip(chunk.items, surveyed(found), strict=True):
            failures.update({each.source: each.failure} if each.failure else {})
            fresh.update({each.source} if each.wanted else ())
            for slug, claim in _claims(item, each) if each.wanted else _unchanged(work, item):
                claims[slug][claim] = item.source
    texts = frozenset(claim.text for several in claims.values() for claim in several)
    settled: dict[int, list[tuple[int, Assigned]]] = defaultdict(list)
    for slug, several in claims.items():
        for claim, named in settle(slug, several, _holders(work, slug, texts)).items():
            if named.slug != slug and named.slug in claims:
                return Foreseen(names={}, failures=failures)
            settled[several[claim]].append((claim.place, named))
    names = {source: tuple(sorted(settled[source], key=_place)) for source in fresh}
    return Foreseen(names=names, failures=failures)


def _claims(item: Item, each: Surveyed) -> Iterator[tuple[str, Claim]]:
    name = item.found.name if item.found else ""
    for slug, place, text in each.wanted:
        yield slug, Claim(name, each.sha256, place, text)


def _place(named: tuple[int, Assigned]) -> int:
    return named[0]


def _unchanged(work: Work, item: Item) -> Iterator[tuple[str, Claim]]:
    if item.found is None:
        return
    rows = work.manifest.rows.execute(
        "SELECT document.wanted, source.sha256, document.place, document.sha256 FROM document"
        " JOIN source ON source.id = document.source"
        " WHERE document.source = ? AND document.wanted IS NOT NULL",
        (item.source,),
    ).fetchall()
    for wanted, sha256, place, text in rows:
        yield wanted, Claim(item.found.name, sha256, place, text)


def contested(work: Work) -> Names:
    """Return the names of records that must be made under another name, or not at all.

    They stand by the source, each with the place of the record in it.
    """
    wanted = work.manifest.rows.execute(_CONTESTED, (work.manifest.session,)).fetchall()
    found: dict[int, list[tuple[int, Assigned]]] = defaultdict(list)
    for (slug,) in wanted:
        for source, place, named in _resettled(work, slug):
            found[source].append((place, named))
    return {source: tuple(names) for source, names in found.items()}


def _resettled(work: Work, slug: str) -> Iterator[tuple[int, int, Assigned]]:
    """Yield the records that want a slug and were not made as it comes out."""
    rows = work.manifest.rows.execute(
        "SELECT document.source, document.place, input.name, source.sha256, document.sha256,"
        " document.slug, document.status, EXISTS (SELECT 1 FROM entry"
        " WHERE entry.slug = document.slug AND entry.source = document.source) FROM document"
        " JOIN input ON input.source = document.source JOIN source ON source.id = document.source"
        " WHERE document.wanted = ?",
        (slug,),
    ).fetchall()
    claims = {
        Claim(name, sha256, place, text): (source, *rest)
        for source, place, name, sha256, text, *rest in rows
    }
    names = settle(slug, claims, _holders(work, slug))
    if work.manifest.continued and slug not in {named.slug for named in names.values()}:
        _forget(work, slug)
    for claim, named in sorted(names.items(), key=lambda each: (each[0].name, each[0].place)):
        source, known, status, own = claims[claim]
        # What it wrote may have been written over by a source of equal bytes.
        lost = status == "written" and not own
        as_it_is = (known, status == "duplicate") == (named.slug, named.twin)
        if not as_it_is or lost or status == "contended":
            yield source, claim.place, named


def _holders(work: Work, slug: str, texts: AbstractSet[str] = frozenset()) -> dict[str, Origin]:
    """Return the origins of the documents of the folder that have a slug or once asked for it.

    What is to be pruned holds nothing; `texts` are the hashes of those that were read.
    """
    manifest = work.manifest
    found = dict(reporting.origins(manifest, "slug = ?1 OR wanted = ?1", slug))
    holders = {}
    for held, origin in found.items():
        again = origin.sha256 in texts or _is_met_again(work, held, origin)
        if again or not work.target.prune:
            holders[held] = origin
    for name, text in _unknown_holders(work, slug) if slug not in holders else ():
        holders[slug] = Origin(slug=slug, sources=(name,), sha256=text)
    return holders


def _unknown_holders(work: Work, slug: str) -> list[tuple[str, str]]:
    """Return the sources, with their hashes, of documents that have a slug and no origin yet.

    A run that did not end made them, or this one for a record that asked for another slug; of
    that no hash is told, since who asks for its slug is another record even if the bytes are equal.
    """
    rows = work.manifest.rows
    found: list[tuple[str, str]] = rows.execute(
        "SELECT source.name, '' FROM document JOIN source ON source.id = document.source"
        " WHERE document.slug = ?1 AND document.wanted <> ?1"
        " AND EXISTS (SELECT 1 FROM input WHERE input.source = document.source)",
        (slug,),
    ).fetchall()
    if found or work.target.prune:
        return found
    return rows.execute(
        "SELECT source.name, document.sha256 FROM entry"
        " JOIN document ON document.source = entry.source AND document.slug = entry.slug"
        " JOIN source ON source.id = entry.source WHERE entry.slug = ?"
        " AND NOT EXISTS (SELECT 1 FROM input WHERE input.source = entry.source)",
        (slug,),
    ).fetchall()


def _is_met_again(work: Work, slug: str, origin: Origin) -> bool:
    """Tell whether the source of a document of the folder is among those of this run."""
    by_name = work.manifest.one(
        "SELECT 1 FROM origin_source JOIN source ON source.name = origin_source.name"
        " JOIN input ON input.source = source.id WHERE origin_source.slug = ?",
        slug,
    )
    by_text = work.manifest.one(
        "SELECT 1 FROM document JOIN input ON input.source = document.source"
        " WHERE document.sha256 = ?",
        origin.sha256,
    )
    return bool(by_name or by_text)


def _forget(work: Work, slug: str) -> None:
    """Remove what a run that was killed wrote under a name that nobody is to have.

    A file of that name which tells of something else is the user's.
    """
    from memograph.rdf.iris import Iris
    from memograph.stores import files

    settings = work.target.settings

    held = work.manifest.one("SELECT 1 FROM origin WHERE slug = ?", slug)
    listed = work.manifest.one("SELECT 1 FROM entry WHERE slug = ?", slug)
    if held or listed or settings.parts or work.target.dry_run:
        return
    document = Iris(settings.base, slug, agents=settings.agents).document
    for name in folder.names_of(slug, settings):
        if folder.tells_of(work.target.place / name, document):
            files.remove(work.target.place / name)
