"""What a mapper is given beside the record: how to make terms, which IRIs to use, whom to tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol

from memograph.mappers.index import Index, index_of
from memograph.model import Record, TextSegment
from memograph.problems import Problem, Span, Where, problem
from memograph.rdf.iris import Iris, is_web_address, run_iri
from memograph.rdf.nodes import Nodes, name_nodes
from memograph.rdf.terms import T, Terms, Triple
from memograph.rdf.vocab import SCHEMES, concept

GENERATED = "en"
"""The language of labels that no source gives."""

_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Run:
    """What made the triples: a version of the software with one set of settings."""

    iri: str
    version: str
    settings_digest: str


def make_run(base: str, version: str, settings_digest: str) -> Run:
    """Return the run of a version with the settings that have this digest.

    >>> make_run("https://example.org/", "0.1.0", "0badcafe").iri
    'https://example.org/run/0.1.0-0badcafe'
    """
    iri = run_iri(base, version, settings_digest)
    return Run(iri=iri, version=version, settings_digest=settings_digest)


class Words(dict[str, T]):
    """Terms of the vocabulary by IRI, each made once."""

    def __init__(self, terms: Terms[T]) -> None:
        """Start empty."""
        super().__init__()
        self._terms = terms

    def __missing__(self, iri: str) -> T:
        """Make, keep and return the term."""
        term = self[iri] = self._terms.iri(iri)
        return term


class Things(dict[str, T | None]):
    """Terms of the record's things by id; None, and one problem, for an id that it lacks.

    A web address stands for itself, so that a linker can name what no record holds.
    """

    def __init__(self, record: Record, nodes: Nodes, terms: Terms[T], report: Report) -> None:
        """Start empty."""
        super().__init__()
        self._source, self._iris, self._terms, self._report = (
            record.source,
            nodes.iris,
            terms,
            report,
        )

    def __missing__(self, thing: str) -> T | None:
        """Make, keep and return the term."""
        iri = self._iris.get(thing) or (thing if is_web_address(thing) else None)
        if iri is None:
            self._report(problem("MG302", Where(source=self._source), id=thing))
        term = self[thing] = None if iri is None else self._terms.iri(iri)
        return term


class Concepts(dict[tuple[str, str], T | None]):
    """Terms of concepts by scheme and slug; None, and one problem, for one that is unknown."""

    def __init__(self, record: Record, terms: Terms[T], report: Report) -> None:
        """Start empty."""
        super().__init__()
        self._source, self._terms, self._report = record.source, terms, report

    def __missing__(self, key: tuple[str, str]) -> T | None:
        """Make, keep and return the term."""
        scheme, slug = key
        term = None
        if slug in SCHEMES[scheme]:
            term = self._terms.iri(concept(scheme, slug))
        else:
            known = ", ".join(SCHEMES[scheme])
            where = Where(source=self._source)
            self._report(problem("MG306", where, scheme=scheme, slug=slug, known=known))
        self[key] = term
        return term


class Voices(dict[tuple[str, ...], tuple[list[T], str]]):
    """Terms and names of those who speak together, by their ids; each looked up once."""

    def __init__(self, things: Things[T], names: Mapping[str, str]) -> None:
        """Start empty."""
        super().__init__()
        self._things, self._names = things, names

    def __missing__(self, ids: tuple[str, ...]) -> tuple[list[T], str]:
        """Make, keep and return what is known of them."""
        found = self[ids] = _known(ids, self._things), _named(ids, self._names)
        return found


class Report(Protocol):
    """Whoever collects problems."""

    def __call__(self, found: Problem, /) -> None:
        """Take one problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Generic[T]):
    """All that mappers share for one record.

    `language` is the tag of the text, `texts` are the IRIs of the text versions in their order.
    """

    terms: Terms[T]
    iris: Iris
    run: Run
    report: Report
    locate: Callable[[int], Where]
    nodes: Nodes
    index: Index
    words: Words[T]
    things: Things[T]
    turns: dict[int, T]
    statements: dict[int, T]
    concepts: Concepts[T]
    voices: Voices[T]
    languages: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def language(self) -> str:
        """Return the language tag of the text that all spans count in."""
        return self.languages[0]

    def known(self, ids: Iterable[str]) -> list[T]:
        """Return the terms of the things with these ids, each once, in order."""
        return _known(ids, self.things)

    def names(self, ids: tuple[str, ...]) -> str:
        """Return the names of these things, as a label has them."""
        return _named(ids, self.nodes.names)

    def segment(self, of: TextSegment) -> tuple[T, ...]:
        """Return the term of the statement that a segment stands in, if there is one."""
        order = of.in_segment
        if order is None:
            return ()
        if order in self.index.statements:
            return (self.statements[order],)
        self.report_missing(f"statement {order}", of.span)
        return ()

    def report_missing(self, what: str, span: Span) -> None:
        """Report that the record refers, at this place, to something that it does not hold."""
        self.report(problem("MG302", self.locate(span.start), id=what))


class Mapper(Protocol):
    """Anything that finds triples in a record: a generator function will do.

    It emits node by node, the types of each first, and reports what it cannot map.
    """

    def __call__(self, record: Record, context: Context[T], /) -> Iterator[Triple[T]]:
        """Yield the triples."""


def make_context(
    record: Record,
    terms: Terms[T],
    *,
    iris: Iris,
    run: Run,
    report: Report | None = None,
) -> Context[T]:
    """Return the context in which a record is mapped; name clashes are reported right away."""
    tell = report or _ignore
    nodes = name_nodes(record, iris)
    for found in nodes.problems:
        tell(found)
    things = Things(record, nodes, terms, tell)
    languages = tuple(_language(version.language, record, tell) for version in record.text_versions)
    index = index_of(record, iris, nodes, tell)
    return Context(
        terms=terms,
        iris=iris,
        run=run,
        report=tell,
        locate=record.locate,
        nodes=nodes,
        index=index,
        words=Words(terms),
        things=things,
        turns={order: terms.iri(iris.turn(order)) for order in index.turns},
        statements={order: terms.iri(iris.statement(order)) for order in index.statements},
        concepts=Concepts(record, terms, tell),
        voices=Voices(things, nodes.names),
        languages=languages,
        texts=tuple(_texts(languages, iris)),
    )


def _known(ids: Iterable[str], things: Things[T]) -> list[T]:
    """Return the terms of the things with these ids, each once, in order."""
    return [term for thing in dict.fromkeys(ids) if (term := things[thing]) is not None]


def _named(ids: tuple[str, ...], known: Mapping[str, str]) -> str:
    """Return the names of these things with "and" between them, the id where there is no name."""
    if len(ids) == 1:
        return known.get(ids[0]) or ids[0]
    return " and ".join(known.get(thing) or thing for thing in dict.fromkeys(ids))


def _ignore(_found: Problem, /) -> None:
    """Take a problem that nobody asked for."""


def _language(tag: str, record: Record, report: Callable[[Problem], None]) -> str:
    """Return a tag in lower case if it can stand in RDF, else `und`."""
    if _TAG.fullmatch(tag):
        return tag.lower()
    report(problem("MG305", Where(source=record.source), tag=tag))
    return "und"


def _texts(languages: tuple[str, ...], iris: Iris) -> Iterator[str]:
    """Yield the IRI of each text; a second one in the same language gets a number."""
    seen: dict[str, int] = {}
    for language in languages:
        seen[language] = number = seen.get(language, 0) + 1
        yield iris.text(language) + (f"-{number}" if number > 1 else "")
