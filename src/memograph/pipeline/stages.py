"""One document through the stages: source to Record, linked, to quads to Report to file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from memograph.pipeline import plugged
from memograph.pipeline.bounds import bounded
from memograph.pipeline.plugged import readers
from memograph.problems import (
    ConfigError,
    Problem,
    UnknownFormat,
    UnreadableSource,
    Where,
    problem,
    reason_of,
)
from memograph.settings import Settings

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

    from memograph.mappers.context import Run
    from memograph.model import Record
    from memograph.rdf.iris import Iris
    from memograph.rdf.terms import Quad
    from memograph.readers import Reader, Source
    from memograph.serialization import JsonLdContext
    from memograph.validation import Report
    from memograph.validation.compiled import CompiledShapes
    from memograph.validation.rules import ShapesBundle


def read(
    source: str | Path | Source,
    *,
    reader: str | Reader | None = None,
    settings: Settings | None = None,
) -> Record:
    """Return what is understood of a source: a path, an address, "-" or an opened Source.

    Of a source with several records it is the first; `read_all` yields them all.
    """
    for record in read_all(source, reader=reader, settings=settings):
        return record
    name = getattr(source, "name", str(source))
    raise UnreadableSource(problem("MG508", Where(source=str(name))))


def read_all(
    source: str | Path | Source,
    *,
    reader: str | Reader | None = None,
    settings: Settings | None = None,
) -> Iterator[Record]:
    """Yield the records of a source, with the slug and the language that the settings give.

    A plug-in that fails is named by what is raised, or by a problem of each record.
    """
    from memograph.readers import read_source

    chosen = settings or Settings()
    opened = opened_source(source, chosen)
    if chosen.language:
        opened = replace(opened, language=chosen.language.lower())
    if chosen.columns:
        opened = replace(opened, columns=chosen.columns)
    failures: list[Problem] = []
    wanted = reader or chosen.reader
    asked = plugged.asked(opened, chosen.plugins) if wanted is None else readers(chosen.plugins)
    known = plugged.guarded(asked, chosen.plugins, failures.append)
    if wanted is not None and not isinstance(wanted, str):
        known, wanted = {**known, wanted.name: wanted}, wanted.name
    if wanted is not None and wanted not in known:
        expected = f"one of {', '.join(sorted(known))}"
        raise ConfigError(problem("MG904", name="reader", value=wanted, expected=expected))
    found = read_source(opened, readers=known, reader=wanted)
    try:
        for record in bounded(found, seconds=chosen.max_seconds, source=opened.name):
            told = replace(record, problems=(*record.problems, *failures)) if failures else record
            yield _as_set(told, stem=opened.stem, settings=chosen)
    except UnknownFormat as error:
        # A reader that failed may be the one that the source was meant for.
        raise (UnreadableSource(failures[0]) if failures else error) from error


def opened_source(source: str | Path | Source, settings: Settings) -> Source:
    """Return the source behind a path, an address or "-"."""
    from memograph.http import is_address
    from memograph.pipeline.sources import fetched
    from memograph.readers import open_source

    if not isinstance(source, (str, Path)):
        return source
    if isinstance(source, str) and is_address(source):
        return fetched(source, settings)
    return open_source(source, max_bytes=settings.max_bytes)


def linked(record: Record, settings: Settings) -> Record:
    """Return a record after all linkers; raise MemographError if one of them fails."""
    return plugged.linked(record, settings.plugins)


def mapped(record: Record, settings: Settings) -> tuple[Sequence[Quad], tuple[Problem, ...]]:
    """Return the graph of a record, as N-Triples spellings, and what could not be mapped."""
    from memograph.mappers.context import make_context
    from memograph.mappers.record import map_nodes
    from memograph.rdf.quads import NodeQuads
    from memograph.rdf.terms import StringTerms

    iris = iris_of(record, settings)
    found: list[Problem] = []
    context = make_context(
        record,
        StringTerms(),
        iris=iris,
        run=run_of(settings),
        report=found.append,
    )
    others = plugged.mappers(settings.plugins)
    nodes = map_nodes(record, context, others)
    # Our own mappers make no blank nodes; what others make is looked at.
    return NodeQuads(f"<{iris.graph}>", nodes, plain=not others), tuple(found)


def slug_of(record: Record) -> str:
    """Return the slug that a record asks for."""
    from memograph.rdf.slugs import slug

    return slug(record.document.slug)


def iris_of(record: Record, settings: Settings) -> Iris:
    """Return the IRIs of a record."""
    from memograph.rdf.iris import Iris

    return Iris(settings.base, record.document.slug, agents=settings.agents)


@cache
def run_of(settings: Settings) -> Run:
    """Return the run that this version with these settings and these plug-ins is."""
    from importlib.metadata import version

    from memograph.mappers.context import make_run

    digest = settings.digest(beside=plugged.fingerprints(settings.plugins))
    return make_run(settings.base, version("memograph"), digest)


def to_dataset(record: Record, *, settings: Settings | None = None) -> Dataset:
    """Return the graph of a record, named `{doc}/graph`, in an rdflib Dataset."""
    from memograph.serialization import to_rdflib

    return to_rdflib(mapped(record, settings or Settings())[0])


def validate(dataset: Dataset | Graph, *, record: Record | None = None, source: str = "") -> Report:
    """Return what the shapes say of a dataset, or of the graph of one document.

    With the record, problems have its lines.
    """
    from rdflib import Dataset

    from memograph.validation import validate_dataset, validate_graph

    shapes, ontology = _rules()
    locate, name = (record.locate, record.source) if record else (None, source)
    if isinstance(dataset, Dataset):
        return validate_dataset(
            dataset, ontology=ontology, shapes=shapes, locate=locate, source=name
        )
    return validate_graph(dataset, ontology=ontology, shapes=shapes, locate=locate, source=name)


def check(
    data: Sequence[Quad],
    record: Record | None = None,
    settings: Settings | None = None,
    *,
    source: str = "",
) -> Report:
    """Return what the shapes say of a document's graph, with places in the source of the record.

    What the compiled check passes is not asked of pyshacl, unless the settings ask for that.
    `source` names what is checked if there is no record.
    """
    from memograph.serialization import to_rdflib

    if settings is None or settings.engine == "compiled":
        passed = _compiled().passed(data)
        if passed is not None:
            return passed
    return validate(to_rdflib(data), record=record, source=source)


def write(dataset: Dataset, target: str | Path, *, settings: Settings | None = None) -> Path:
    """Write a dataset to a file in the format of its ending, and return the path."""
    from memograph.serialization import format_of, quads_of
    from memograph.stores import files

    return files.write(
        target,
        serialized(quads_of(dataset), format_of(files.plain_name(str(target))).name, settings),
    )


def load(path: str | Path, *, form: str | None = None) -> Dataset:
    """Return the dataset that a file holds; the format is told from its ending, or by `form`."""
    from memograph.serialization import to_rdflib

    return to_rdflib(load_quads(path, form=form))


def load_quads(path: str | Path, *, form: str | None = None) -> tuple[Quad, ...]:
    """Return the statements that a file holds; raise UnreadableSource if it cannot be read.

    `form` is the name of the format, in place of what the ending of the file says.
    """
    from memograph.serialization import format_of
    from memograph.stores import files

    data = content(path)
    return parsed(data, form or format_of(files.plain_name(str(path))).name, source=str(path))


def content(path: str | Path) -> bytes:
    """Return what a file holds, unpacked; raise UnreadableSource (MG103, MG500) if it cannot be."""
    from memograph.stores import files

    where = Where(source=str(path))
    try:
        return files.read(path)
    except FileNotFoundError:
        raise UnreadableSource(problem("MG103", where)) from None
    except files.damage() as error:
        found = problem("MG500", where, path=path, reason=reason_of(error))
        raise UnreadableSource(found) from error


def text_of(path: str | Path) -> str:
    """Return the text that a file holds in UTF-8; raise UnreadableSource (MG103, MG500) if none."""
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = problem("MG500", Where(source=str(path)), path=path, reason=reason_of(error))
        raise UnreadableSource(found) from error


def parsed(data: bytes, name: str, *, source: str) -> tuple[Quad, ...]:
    """Return the statements that a text in a format holds, offline; `source` is its name."""
    from memograph import resources
    from memograph.serialization import parse

    known = {resources.CONTEXT_ADDRESS: resources.context()} if name == "jsonld" else None
    return parse(data, name, source=source, contexts=known)


def serialized(data: Iterable[Quad], name: str, settings: Settings | None = None) -> bytes:
    """Return statements in a format, with the project's prefixes and context."""
    from memograph.rdf.vocab import PREFIXES
    from memograph.serialization import serialize

    context = _context() if name == "jsonld" else None
    url = settings.context_url if settings and name == "jsonld" else None
    chunks = serialize(data, name, prefixes=PREFIXES, context=context, context_url=url)
    # A chunk at a time, so that one unusual character does not make the whole text wide.
    return b"".join(map(str.encode, chunks))


@cache
def _rules() -> tuple[ShapesBundle, Graph]:
    """Return the shapes and the class hierarchy, read once for all documents of a process."""
    from memograph import resources
    from memograph.validation import load_ontology, load_shapes

    return load_shapes(resources.shapes()), load_ontology([("memo.ttl", resources.ontology())])


def prepare(settings: Settings) -> None:
    """Load what all documents are checked by, which takes no document's time."""
    if settings.engine == "compiled":
        _compiled()
    else:
        from memograph.validation import pyshacl_engine

        pyshacl_engine.prepare(_rules()[0])


@cache
def _context() -> JsonLdContext:
    """Return the JSON-LD context, read once for all documents of a process."""
    from memograph import resources
    from memograph.serialization import read_context

    return read_context(resources.context())


@cache
def _compiled() -> CompiledShapes:
    """Return the compiled shapes, made once for all documents of a process."""
    from memograph.validation.compiled import compile_shapes

    return compile_shapes(*_rules())


def excerpt(record: Record, found: Problem) -> str:
    """Return the line of the text that a problem stands in, shortened around its place."""
    if found.where is None or found.where.offset is None or found.where.line is None:
        return ""
    from memograph.validation import excerpt_at

    return excerpt_at(record.full_text, found.where.offset)


def _as_set(record: Record, *, stem: str, settings: Settings) -> Record:
    """Return the record with the slug and the language that the settings ask for."""
    if settings.slug:
        slug = settings.slug.replace("{slug}", record.document.slug).replace("{stem}", stem)
        record = replace(record, document=replace(record.document, slug=slug))
    if settings.language:
        first, *others = record.text_versions
        spoken = replace(first, language=settings.language.lower())
        record = replace(record, text_versions=(spoken, *others))
    return record
