"""What stands beside the documents of a folder: `dataset.ttl` on all of them.

It is written from the manifest, node by node, so that a folder of a million documents takes no more
memory than one of ten. A file of that name which memograph did not write is never replaced.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from memograph.pipeline import stages
from memograph.problems import Problem, Where, problem

if TYPE_CHECKING:
    from memograph.mappers.dataset import Summary
    from memograph.mappers.entries import DatasetEntry
    from memograph.model import Record
    from memograph.pipeline.document import Target
    from memograph.pipeline.manifest import Manifest
    from memograph.rdf.terms import Quad
    from memograph.serialization.nodes import Nodes
    from memograph.serialization.turtle import PlainTurtle
    from memograph.settings import Settings

DATASET: Final = "dataset.ttl"
LINKS: Final = "links.trig"
"""The file of a folder that holds its links."""
ENRICHMENT: Final = "enrichment.trig"
"""The file of a folder that holds what authorities say of those who are linked."""
BESIDE: Final = (LINKS, ENRICHMENT)
"""The files of a folder that stand beside those of its documents, and in no manifest."""
REPORT: Final = "report.json"

_HEAD: Final = 4096
_NUMBER: Final = re.compile("[0-9]+")
_Text: TypeAlias = tuple[str, str, Iterable[str]]
"""What sorts a node, its subject, and its lines."""
_PLACE: Final = itemgetter(0, 1)


def entry_of(
    record: Record, data: Sequence[Quad], lines: bytes, settings: Settings
) -> DatasetEntry:
    """Return what `dataset.ttl` says of a document, `lines` being its N-Quads."""
    from memograph.mappers.entries import DatasetEntry, class_counts
    from memograph.pipeline.folder import names_of

    slug = record.document.slug
    iris = stages.iris_of(record, settings)
    return DatasetEntry(
        graph=iris.graph,
        document=iris.document,
        title=str(record.document.title or slug),
        language=record.text_versions[0].language,
        sha256=hashlib.sha256(lines).hexdigest(),
        triples=len(data),
        classes=class_counts(data),
        files=() if settings.parts else names_of(slug, settings),
        run=stages.run_of(settings),
    )


def foreign(target: Target) -> tuple[Problem, ...]:
    """Return the problem (MG509) of each description that memograph did not write."""
    marks = {
        DATASET: (b"@prefix memo: ", b"@prefix void: "),
        REPORT: (b'{\n  "version": ', b'"settings": '),
    }
    found = []
    for name, words in marks.items():
        head = _head(target.place / name)
        if head is not None and not all(each in head for each in words):
            where = Where(source=target.path_of(name))
            reason = "it does not begin like one that an export writes"
            found.append(problem("MG509", where, name=name, reason=reason))
    return tuple(found)


def describe(manifest: Manifest, place: Path, settings: Settings) -> None:
    """Write `dataset.ttl`: all documents of the folder; raise WriteError if it cannot be."""
    from memograph.mappers.dataset import summary_of
    from memograph.rdf.vocab import PREFIXES
    from memograph.serialization.turtle import PlainTurtle
    from memograph.stores import files

    # Prefixes made from the documents would change whenever one is added.
    own = {name: f"{settings.base}{name}/" for name in ("agent", "doc", "run")}
    text = PlainTurtle({**PREFIXES, **own})
    summary = summary_of(entries(manifest))
    common = _common(summary, manifest, settings.base, text)
    nodes = (chunk for chunk in heapq.merge(common, _of_documents(manifest, text), key=_first))
    body = (line for _, lines in nodes for line in chain("\n", lines))
    files.write_stream(place / DATASET, body, head=text.head)


def entries(manifest: Manifest, *, order: str = "sort") -> Iterator[DatasetEntry]:
    """Yield the entries of the documents in the folder, in the order of their nodes."""
    import msgspec

    from memograph.mappers.entries import DatasetEntry

    decoder = msgspec.json.Decoder(DatasetEntry)
    for (blob,) in manifest.rows.execute(f"SELECT entry FROM entry ORDER BY {order}"):  # noqa: S608 - our own words
        yield decoder.decode(blob)


def as_blob(entry: DatasetEntry) -> bytes:
    """Return an entry as the manifest keeps it."""
    import msgspec

    return msgspec.json.encode(entry)


def entry_from(blob: bytes) -> DatasetEntry:
    """Return an entry that the manifest kept."""
    import msgspec

    from memograph.mappers.entries import DatasetEntry

    return msgspec.json.decode(blob, type=DatasetEntry)


def sort_key(document: str) -> str:
    """Return what puts documents into the order in which their nodes are written.

    >>> sort_key("https://example.org/doc/b-10") > sort_key("https://example.org/doc/b-9")
    True
    """
    return _natural(f"<{document}/")


def _first(chunk: tuple[str, Iterable[str]]) -> str:
    return chunk[0]


def _common(
    summary: Summary, manifest: Manifest, base: str, text: PlainTurtle
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the nodes of no single document, each with what sorts it."""
    from memograph.mappers.dataset import map_summary
    from memograph.rdf.iris import dataset_iri
    from memograph.rdf.terms import StringTerms
    from memograph.serialization.nodes import by_subject

    whole = f"<{dataset_iri(base)}>"
    nodes = by_subject(map_summary(summary, StringTerms(), base=base))
    for sort, subject, lines in sorted(_texts(nodes, text), key=_PLACE):
        yield sort, _linked(subject, nodes[subject], manifest, text) if subject == whole else lines


def _linked(
    subject: str, pairs: list[tuple[str, str]], manifest: Manifest, text: PlainTurtle
) -> Iterator[str]:
    """Return the lines of the dataset's own node, with links to all its documents and files."""
    from memograph.rdf.vocab import DCAT, VOID
    from memograph.serialization.nodes import sorted_pairs

    long = {
        f"<{DCAT.distribution}>": (f"<{each}>" for each in _distributions(manifest)),
        f"<{VOID.subset}>": (f"<{each}>" for each in _graphs(manifest)),
    }
    known: dict[str, Iterable[str]] = dict(sorted_pairs(pairs, str))
    groups = list(known.items())
    if manifest.one("SELECT 1 FROM entry LIMIT 1"):
        types, rest = groups[:1], {**dict(groups[1:]), **long}
        groups = [*types, *sorted(rest.items(), key=lambda group: group[0])]
    return text.node(subject, groups)


def _graphs(manifest: Manifest) -> Iterator[str]:
    # The bracket behind an IRI counts in the order of nodes.
    for (graph,) in manifest.rows.execute("SELECT graph FROM entry ORDER BY graph || '>'"):
        yield graph


def _distributions(manifest: Manifest) -> Iterator[str]:
    from memograph.mappers.dataset import distributions

    for entry in entries(manifest, order="graph || '/'"):
        yield from sorted(distributions(entry), key=lambda iri: f"{iri}>")


def _of_documents(manifest: Manifest, text: PlainTurtle) -> Iterator[tuple[str, Iterable[str]]]:
    from memograph.mappers.dataset import map_graph
    from memograph.rdf.terms import StringTerms
    from memograph.serialization.nodes import by_subject

    terms, partitions = StringTerms(), _Partitions(text)
    for entry in entries(manifest):
        found = [*_texts(by_subject(map_graph(entry, terms)), text), *partitions.of(entry)]
        for sort, _, lines in sorted(found, key=_PLACE):
            yield sort, lines


class _Partitions:
    """The nodes that say how many nodes of a class a graph holds.

    They are most of a dataset's text, and differ by the graph and the number alone: one of each
    class is written as every node is, and the others by its pattern.
    """

    _GRAPH = "urn:graph"
    _NUMBER = 0

    def __init__(self, text: PlainTurtle) -> None:
        self._text = text
        self._known: dict[str, tuple[str, str, str]] = {}

    def of(self, entry: DatasetEntry) -> list[_Text]:
        """Return what sorts each node of an entry, its subject and its text."""
        graph, known = _natural(f"<{entry.graph}"), self._known
        for of_class, _ in entry.classes:
            if of_class not in known:
                known[of_class] = self._pattern(of_class)
        found: list[_Text] = []
        for of_class, number in entry.classes:
            end, sort, said = known[of_class]
            subject = f"<{entry.graph}{end}"
            found.append((f"{graph}{sort}", subject, (f"{subject} {said}{number} .\n",)))
        if len({subject for _, subject, _ in found}) < len(found):
            # Two classes of plug-ins may be spelled alike, and share a node.
            return self._written(entry.graph, entry.classes)
        return found

    def _pattern(self, of_class: str) -> tuple[str, str, str]:
        """Return the end of the subject, how it is sorted, and what is said before the number."""
        ((_, subject, lines),) = self._written(self._GRAPH, ((of_class, self._NUMBER),))
        begin, end = f"{subject} ", f"{self._NUMBER} .\n"
        rest = subject.removeprefix(f"<{self._GRAPH}")
        return rest, _natural(rest), "".join(lines)[len(begin) : -len(end)]

    def _written(self, graph: str, classes: Iterable[tuple[str, int]]) -> list[_Text]:
        from memograph.mappers.dataset import map_partition
        from memograph.rdf.terms import StringTerms
        from memograph.serialization.nodes import by_subject

        terms = StringTerms()
        triples = (one for each in classes for one in map_partition(graph, *each, terms))
        return list(_texts(by_subject(triples), self._text))


def _texts(nodes: Nodes, text: PlainTurtle) -> Iterator[_Text]:
    for subject, pairs in nodes.items():
        yield _natural(subject), subject, text.pairs(subject, pairs)


def _natural(subject: str) -> str:
    return _NUMBER.sub(lambda match: match[0].zfill(12), subject)


def _head(path: Path) -> bytes | None:
    """Return the first bytes of a file, None if it is none."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return stream.read(_HEAD)
