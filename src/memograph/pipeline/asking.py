"""Asking: a target, a named query or a text of SPARQL, and the Results that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from memograph.pipeline import stages
from memograph.pipeline.answers import Results
from memograph.problems import (
    ConfigError,
    Problem,
    UnreadableSource,
    Where,
    problem,
)
from memograph.queries.binding import bound
from memograph.queries.declared import Query, declared, find
from memograph.queries.form import Form, form_of, refusal

if TYPE_CHECKING:
    from rdflib import Dataset

    from memograph.http.sessions import Session
    from memograph.rdf.terms import Quad, Triple
    from memograph.stores.asked import Asked
    from memograph.stores.endpoint import Endpoint

_NAME: Final = re.compile(r"[A-Za-z][\w-]*")
_TEXT: Final = "the query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is asked, and how: for how long at most, and whether it may be changed.

    `kind` is the kind of store at an address, as `memograph push` takes it.
    """

    place: str
    kind: str | None = None
    seconds: float | None = None
    writing: bool = False
    using: Session | None = None


def query(  # noqa: PLR0913 - all but the first two are keywords
    target: str | Path,
    question: str,
    /,
    *,
    limit: int | None = None,
    timeout: float | None = None,
    session: Session | None = None,
    store: str | None = None,
    **parameters: str,
) -> Results:
    """Return what a target answers to a named query, or to a text of SPARQL that is no update.

    `target` is a folder of exported files, `oxigraph:DIR`, or the address of an endpoint, which is
    asked through `session` if one is given; `store` tells what kind of store is at the address, as
    for `memograph push`. `parameters` narrow the query; `limit` is for rows,
    `timeout` in seconds for the whole answer. Raises ConfigError for a wrong name, parameter or
    text, UnreadableSource for a target that cannot be asked, RemoteError where a server fails, and
    MemographError (MG548) when the time is over.

    >>> with query("output", "speakers", person="Kinsella") as rows: # doctest: +SKIP
    ...     print(rows.columns)
    ('meeting', 'agent', 'name', 'turns', 'characters')
    """
    asked = Target(place=str(target), kind=store, seconds=timeout, using=session)
    return answered(asked, question_of(question), parameters, limit=limit)


def question_of(name_or_text: str) -> Query:
    """Return the query of a name, or a text as a query; raise ConfigError (MG540) if none fits.

    >>> question_of("speakers").name, question_of("ASK {}").text
    ('speakers', 'ASK {}')
    """
    if _NAME.fullmatch(name_or_text):
        return find(name_or_text)
    return declared(name_or_text, name=_TEXT)


def read_question(path: str) -> Query:
    """Return the query that a file holds; raise UnreadableSource if it cannot be read."""
    return declared(stages.text_of(path), name=path, source=path)


def answered(
    target: Target,
    question: Query,
    parameters: Mapping[str, str],
    *,
    limit: int | None = None,
) -> Results:
    """Return what a target answers to a question; raises as `query` does."""
    # A limit is written only where it is known how the text ends; else rows are counted.
    text = bound(question, parameters, limit=limit if question.shipped else None)
    form = form_of(text, source=question.name)
    if form == "update":
        _see_that_it_may(target, question)
    problems: list[Problem] = []
    asked = opened(target, source=question.name, problems=problems)
    try:
        return _results(asked, form, text, limit=limit, problems=tuple(problems))
    except BaseException:
        asked.close()
        raise


def opened(target: Target, *, source: str, problems: list[Problem]) -> Asked:
    """Return what answers for a target; what is odd about it is added to the problems."""
    from memograph.http import is_address
    from memograph.stores import embedded

    def refused(error: Exception, text: str) -> ConfigError:
        return refusal(error, text, source=source)

    place = target.place
    if is_address(place):
        return _endpoint(target)
    if place.startswith(embedded.SCHEME):
        folder = place.removeprefix(embedded.SCHEME)
        store = embedded.opened(folder, writing=target.writing)
        return embedded.Embedded(store, name=place, refused=refused, seconds=target.seconds)
    if target.writing:
        raise ConfigError(problem("MG545", Where(source=place), reason="a folder is only read"))
    paths = tuple(_files(place))
    try:
        import pyoxigraph  # noqa: F401 - is it there?
    except ImportError:
        from memograph.stores.by_rdflib import ByRdflib

        problems.append(problem("MG547", Where(source=place)))
        dataset = _dataset(paths)
        return ByRdflib(dataset, name=place, refused=refused, seconds=target.seconds)
    from memograph.stores.folder import in_memory

    memory = in_memory(paths, otherwise=_lines)
    return embedded.Embedded(
        memory, name=place, refused=refused, seconds=target.seconds, union=False
    )


def _endpoint(target: Target) -> Endpoint:
    """Return the endpoint at an address, or that of the kind of store there, of all graphs."""
    import os
    from urllib.parse import urlencode

    from memograph import http
    from memograph.stores.endpoint import Endpoint
    from memograph.stores.loading import targets

    if target.kind is None:
        return Endpoint(target.place, parse=_triples_in, seconds=target.seconds, using=target.using)
    found = targets.checked(target.place, kind=target.kind)
    if found is None:
        raise ConfigError(problem("MG560", target=target.place))
    url = target.place.rstrip("/")
    union = f"?{urlencode(found.union)}" if found.union else ""
    return Endpoint(
        f"{found.query.format(url=url)}{union}",
        parse=_triples_in,
        seconds=target.seconds,
        using=target.using or http.calling(targets.caller_of(url, found, os.environ)),
        updates=found.update.format(url=url),
    )


def _see_that_it_may(target: Target, question: Query) -> None:
    if not target.writing:
        reason = "queries are only read"
        raise ConfigError(problem("MG545", Where(source=question.name), reason=reason))


def _results(
    asked: Asked, form: Form, text: str, *, limit: int | None, problems: tuple[Problem, ...]
) -> Results:
    if form == "update":
        asked.update(text)
        return Results(form=form, close=asked.close, problems=problems)
    if form == "ask":
        return Results(form=form, truth=asked.ask(text), close=asked.close, problems=problems)
    if form == "select":
        rows = asked.select(text)
        return Results(
            form=form,
            columns=rows.columns,
            terms=islice(rows.rows, limit),
            close=asked.close,
            problems=problems,
        )
    triples = islice(asked.construct(text), limit)
    return Results(form=form, terms=triples, close=asked.close, problems=problems)


def _files(place: str) -> Iterator[Path]:
    """Yield the files of a folder that count, or the file; raise UnreadableSource if none do."""
    from memograph.pipeline.description import DATASET
    from memograph.pipeline.sources import rdf_files
    from memograph.stores.folder import parts

    path = Path(place)
    where = Where(source=place)
    if not path.exists():
        reason = "there is no folder or file of this name"
        raise UnreadableSource(problem("MG546", where, reason=reason))
    found = False
    for each in (*rdf_files(path), *parts(path)):
        found = found or each.name != DATASET
        yield each
    if not found:
        raise UnreadableSource(problem("MG546", where, reason="there are no graphs in this folder"))


def _graphs(path: Path) -> Iterator[Quad]:
    """Yield what a file says; what names no graph is in that of its document."""
    from memograph.stores.folder import graph_of

    found = stages.load_quads(path)
    graph = graph_of(quad[:3] for quad in found if not quad[3])
    yield from ((*quad[:3], quad[3] or graph) for quad in found)


def _dataset(paths: tuple[Path, ...]) -> Dataset:
    from memograph.serialization import to_rdflib

    return to_rdflib(quad for path in paths for quad in _graphs(path))


def _lines(path: Path) -> bytes:
    return stages.serialized(_graphs(path), "nquads")


def _triples_in(data: bytes, media_type: str) -> Iterator[Triple[str]]:
    """Yield the triples of a graph that a server sent."""
    for quad in stages.parsed(data, media_type, source="the answer"):
        yield quad[:3]
