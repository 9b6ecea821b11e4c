"""The dataset: what a folder of exported documents holds, in VoID and DCAT.

Each document's graph is a subset of the dataset, with its own hash, counts and files. So
`entries.entries_of` can read a dataset back, and a later export into the same folder need not open
the documents that it leaves alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from memograph.mappers.context import GENERATED, Run
from memograph.mappers.entries import DatasetEntry
from memograph.mappers.provenance import run_triples, software_triples
from memograph.rdf.iris import dataset_iri
from memograph.rdf.slugs import name_hash, slug
from memograph.rdf.terms import T, Terms, Triple
from memograph.rdf.vocab import DCAT, DCTERMS, MEMO, PROV, RDF, RDFS, VOID, XSD

ONTOLOGY_VERSION_IRI = "https://w3id.org/memograph/ontology/0.1.0"
"""The version of the ontology that the data keeps to."""

TITLE = "Records of conversation"
"""The title of a dataset that was given none."""

_FORMATS = {
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("jsonld", "application/ld+json"),
    "trig": ("trig", "application/trig"),
    "nq": ("nquads", "application/n-quads"),
    "nt": ("ntriples", "application/n-triples"),
    "rdf": ("rdfxml", "application/rdf+xml"),
}
_PACKED = {"gz": "application/gzip", "zst": "application/zstd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What all documents of a dataset have together; `example` is the first of them."""

    documents: int
    triples: int
    classes: tuple[tuple[str, int], ...]
    runs: tuple[Run, ...]
    example: str


def summary_of(entries: Iterable[DatasetEntry]) -> Summary:
    """Return the summary of entries that come in the order of their graphs.

    >>> summary_of(()).documents
    0
    """
    counts: Counter[str] = Counter()
    runs: set[Run] = set()
    documents = triples = 0
    example = ""
    for entry in entries:
        documents += 1
        triples += entry.triples
        counts.update(dict(entry.classes))
        runs.add(entry.run)
        example = example or entry.document
    return Summary(
        documents=documents,
        triples=triples,
        classes=tuple(sorted(counts.items())),
        runs=tuple(sorted(runs)),
        example=example,
    )


def map_dataset(
    entries: Iterable[DatasetEntry],
    terms: Terms[T],
    *,
    base: str,
    title: str = TITLE,
) -> Iterator[Triple[T]]:
    """Yield the graph that describes a dataset, its documents in the order of their graphs."""
    ordered = sorted(entries, key=lambda entry: entry.graph)
    summary, node = summary_of(ordered), terms.iri(dataset_iri(base))
    yield from _whole(summary, terms, base=base, title=title)
    for entry in ordered:
        yield node, terms.iri(VOID.subset), terms.iri(entry.graph)
        for distribution in distributions(entry):
            yield node, terms.iri(DCAT.distribution), terms.iri(distribution)
    yield from _shared(summary, terms, base=base)
    for entry in ordered:
        yield from map_entry(entry, terms)


def map_summary(
    summary: Summary, terms: Terms[T], *, base: str, title: str = TITLE
) -> Iterator[Triple[T]]:
    """Yield what a dataset's graph says of no single document, without the links to those."""
    yield from _whole(summary, terms, base=base, title=title)
    yield from _shared(summary, terms, base=base)


def _whole(summary: Summary, terms: Terms[T], *, base: str, title: str) -> Iterator[Triple[T]]:
    """Yield the node of the dataset, without the links to its documents."""
    node = terms.iri(dataset_iri(base))
    yield node, terms.iri(RDF.type), terms.iri(DCAT.Dataset)
    yield from _begin(node, VOID.Dataset, title, terms)
    yield node, terms.iri(DCTERMS.title), terms.text(title, GENERATED)
    yield node, terms.iri(DCTERMS.conformsTo), terms.iri(ONTOLOGY_VERSION_IRI)
    for run in summary.runs:
        yield node, terms.iri(PROV.wasGeneratedBy), terms.iri(run.iri)
    yield node, terms.iri(VOID.documents), _number(summary.documents, terms)
    yield node, terms.iri(VOID.triples), _number(summary.triples, terms)
    if summary.example:
        yield node, terms.iri(VOID.exampleResource), terms.iri(summary.example)
    yield from _partitions(node, dataset_iri(base), summary.classes, terms)


def _shared(summary: Summary, terms: Terms[T], *, base: str) -> Iterator[Triple[T]]:
    """Yield the classes of the dataset, its runs and the software: what documents share."""
    for name, number in summary.classes:
        label = f"Nodes of the class {_local_name(name)}, summed over the documents"
        yield from _begin(
            terms.iri(_partition(dataset_iri(base), name)), VOID.Dataset, label, terms
        )
        yield from map_partition(dataset_iri(base), name, number, terms)
    for run in summary.runs:
        yield from run_triples(run, base, terms)
    yield from software_triples(base, terms)


def map_entry(entry: DatasetEntry, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield what a dataset's graph says of the graph of one document, its counts and its files."""
    yield from map_graph(entry, terms)
    for name, number in entry.classes:
        yield from map_partition(entry.graph, name, number, terms)


def map_graph(entry: DatasetEntry, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield what an entry says, but for how many nodes of each class the graph holds."""
    node = terms.iri(entry.graph)
    yield node, terms.iri(RDF.type), terms.iri(VOID.Dataset)
    yield node, terms.iri(RDFS.label), terms.text(entry.title, entry.language)
    yield node, terms.iri(DCTERMS.title), terms.text(entry.title, entry.language)
    yield node, terms.iri(VOID.rootResource), terms.iri(entry.document)
    yield node, terms.iri(VOID.triples), _number(entry.triples, terms)
    yield node, terms.iri(MEMO.sha256), terms.plain(entry.sha256)
    yield node, terms.iri(MEMO.extractedBy), terms.iri(entry.run.iri)
    found = list(_distributions(entry))
    for iri, _ in found:
        yield node, terms.iri(VOID.dataDump), terms.iri(iri)
    yield from _partitions(node, entry.graph, entry.classes, terms)
    for iri, file in found:
        yield from _distribution(terms.iri(iri), file, terms)


def map_partition(dataset: str, of_class: str, number: int, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield which class a partition of a dataset holds, and how many nodes.

    Those of documents are for the sum over all; they have no label, since there are very many.
    """
    node = terms.iri(_partition(dataset, of_class))
    yield node, terms.iri(VOID["class"]), terms.iri(of_class)
    yield node, terms.iri(VOID.entities), _number(number, terms)


def distributions(entry: DatasetEntry) -> tuple[str, ...]:
    """Return the IRI of each file that holds the graph of a document."""
    return tuple(iri for iri, _ in _distributions(entry))


def _begin(node: T, of_class: str, label: str, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield class and label of a node."""
    yield node, terms.iri(RDF.type), terms.iri(of_class)
    yield node, terms.iri(RDFS.label), terms.text(label, GENERATED)


def _number(value: int, terms: Terms[T]) -> T:
    """Return a count."""
    return terms.typed(str(value), XSD.integer)


def _partitions(
    node: T, iri: str, classes: Iterable[tuple[str, int]], terms: Terms[T]
) -> Iterator[Triple[T]]:
    """Yield the links from a dataset to its class partitions."""
    for name, _ in classes:
        yield node, terms.iri(VOID.classPartition), terms.iri(_partition(iri, name))


def _partition(dataset: str, of_class: str) -> str:
    """Return the IRI of the partition of a dataset that holds the nodes of a class."""
    name = _local_name(of_class)
    # Classes of plug-ins may bear any name; only those of the ontology stand there as they are.
    return f"{dataset}/class/{name if of_class.startswith(MEMO.namespace) else slug(of_class)}"


def _local_name(iri: str) -> str:
    """Return what an IRI has after its last slash or hash."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _distributions(entry: DatasetEntry) -> Iterator[tuple[str, str]]:
    """Yield IRI and name of each file that holds the graph of a document."""
    files = sorted(set(entry.files))
    times = Counter(_format(file)[0] for file in files)
    for file in files:
        name = _format(file)[0]
        distinct = name if times[name] == 1 else f"{name}-{name_hash(file)}"
        yield f"{entry.graph}/distribution/{distinct}", file


def _distribution(node: T, file: str, terms: Terms[T]) -> Iterator[Triple[T]]:
    """Yield one file."""
    yield from _begin(node, DCAT.Distribution, f"File {file}", terms)
    yield node, terms.iri(MEMO.fileName), terms.plain(file)
    yield node, terms.iri(DCTERMS.format), terms.plain(_format(file)[1])


def _format(file: str) -> tuple[str, str]:
    """Return the name of a file's format for IRIs, and its media type.

    >>> _format("memo.ttl"), _format("parts/0001.nq.gz")
    (('turtle', 'text/turtle'), ('nquads-gz', 'application/gzip'))
    """
    stem, _, suffix = file.rpartition(".")
    if suffix in _PACKED:
        return f"{_format(stem)[0]}-{suffix}", _PACKED[suffix]
    return _FORMATS.get(suffix, (slug(suffix), "application/octet-stream"))
