"""Contributing: the meetings of a folder whose people are linked, for Wikidata to be told of.

Two files are written, for people to read and to load themselves; nothing is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.linkers.contribution import Encounter, Party, commands, statements, table
from memograph.linkers.review import DECIDED, Review
from memograph.linkers.wikidata_items import SPACE
from memograph.linkers.wikidata_shapes import is_item
from memograph.pipeline.description import BESIDE, ENRICHMENT
from memograph.pipeline.links import earlier
from memograph.pipeline.lookup import Lookup
from memograph.pipeline.outgoing import Contents, folder_at, quads_of
from memograph.rdf.terms import language_of, value_of
from memograph.rdf.vocab import DCTERMS, MEMO, RDFS, SCHEMA
from memograph.settings import DEFAULT_BASE
from memograph.stores import files

if TYPE_CHECKING:
    from memograph.rdf.terms import Quad

QUICKSTATEMENTS: Final = "contribution.tsv"
TABLE: Final = "contribution.csv"
_SERVING: Final = frozenset({"interpreter", "note-taker", "stenographer", "editor"})
"""Roles of who makes a talk possible and takes no part in it."""
_LEAST: Final = 2
"""Who has to be linked for a new item to be worth making: a talk with one is a talk with nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed:
    """What was written: meetings that would be new, statements, and who was left out of them."""

    files: tuple[Path, ...]
    new: int
    statements: int
    left_out: int


def contributed(
    review: Review, folders: Sequence[str | Path], *, into: str | Path = "."
) -> Contributed:
    """Write what the meetings of folders could give back to Wikidata into two files.

    Raises UnreadableSource (MG103, MG517, MG500) if a folder is none, or a file is damaged.
    """
    found = tuple(each for folder in folders for each in encounters(review, folder))
    lines = {
        QUICKSTATEMENTS: "".join(f"{line}\n" for line in commands(found)),
        TABLE: "".join(table(found)),
    }
    return Contributed(
        files=tuple(files.write(Path(into) / name, text.encode()) for name, text in lines.items()),
        new=sum(not each.id for each in found),
        statements=sum(len(tuple(statements(each))) for each in found),
        left_out=sum(each.left_out for each in found),
    )


def encounters(review: Review, folder: str | Path) -> Iterator[Encounter]:
    """Yield the meetings of a folder that can be given back, in the order of its files."""
    same = _same(Path(folder))
    decided = (
        (row.subject, same.get(row.candidate, row.candidate))
        for row in review.rows
        if row.status in DECIDED
    )
    linked = {
        subject: iri.removeprefix(SPACE)
        for subject, iri in decided
        if iri.startswith(SPACE) and is_item(iri.removeprefix(SPACE))
    }
    with folder_at(Path(folder)) as place, closing(Contents()) as contents:
        for each in place.outgoing():
            if each.path.name not in BESIDE:
                yield from _of_document(quads_of(contents.of(each)[0]), linked)


def _same(folder: Path) -> Mapping[str, str]:
    """Return the items that entities of other authorities are, as their enrichment says."""
    quads = earlier(folder / ENRICHMENT, "enrichment")
    said = {(s[1:-1], o[1:-1]) for s, p, o, _ in quads if p == f"<{SCHEMA.sameAs}>"}
    return {entity: item for entity, item in sorted(said) if item.startswith(SPACE)}


def _of_document(quads: Sequence[Quad], linked: Mapping[str, str]) -> Iterator[Encounter]:
    document = _Document(quads)
    meetings = document.of_class(MEMO.Meeting)
    for node in meetings:
        found = document.encounter(node, linked, alone=len(meetings) == 1)
        if len(found.parties) >= (1 if found.id else _LEAST):
            yield found


class _Document(Lookup):
    """The graph of a document, and what of its meetings can be given back."""

    def encounter(self, node: str, linked: Mapping[str, str], *, alone: bool) -> Encounter:
        there = sorted(each for each in self.objects(node, MEMO.hasParticipant)
                       if not self._only_serves(each))  # fmt: skip
        known_there = tuple(self._parties(there, linked))
        # One who is there under two names is one.
        parties = {each.id: each for each in reversed(known_there)}
        document = next(iter(self.of_class(MEMO.Document)), "")
        titles = self.objects(document, DCTERMS.title) if alone else ()
        # The label of a meeting may be the title of its document, cut short.
        labels = (*titles, *self.objects(node, RDFS.label))
        # Under the base for trying out nobody finds anything.
        known = document and not document.startswith(f"<{DEFAULT_BASE}")
        return Encounter(
            iri=node[1:-1],
            id=linked.get(node[1:-1], ""),
            label=value_of(labels[0]) if labels else node[1:-1],
            language=language_of(labels[0]) if labels else "",
            date=next(iter(self.values(node, MEMO.dateEDTF)), ""),
            place=next(self._parties(self._places(node), linked), None),
            parties=tuple(reversed(parties.values())),
            url=document[1:-1] if known else "",
            left_out=len(there) - len(known_there),
        )

    def _only_serves(self, agent: str) -> bool:
        """Tell whether somebody was there to interpret or to write alone."""
        roles = {
            role.rpartition("/")[2][:-1]
            for each in self.subjects(agent, MEMO.participant)
            for role in self.objects(each, MEMO.role)
        }
        return bool(roles) and roles <= _SERVING

    def _parties(self, nodes: Iterable[str], linked: Mapping[str, str]) -> Iterator[Party]:
        for node in nodes:
            if node[1:-1] in linked:
                names = self.labels((node,))
                yield Party(id=linked[node[1:-1]], name=names[0] if names else node[1:-1])

    def _places(self, node: str) -> Iterator[str]:
        """Yield where a meeting was, then what that lies within: the nearest first."""
        left = dict.fromkeys(self.objects(node, MEMO.place))
        seen: dict[str, None] = {}
        while left:
            seen |= left
            yield from left
            around = (each for place in left for each in self.objects(place, MEMO.within))
            left = dict.fromkeys(each for each in around if each not in seen)
