"""Text → quads, offline: N-Triples and N-Quads line by line, the other formats through rdflib.

Nothing is fetched: a JSON-LD context that is only named must be handed over. rdflib reads a bare
`007` in Turtle as 7, and in RDF/XML it drops a `;` with nothing behind it from an IRI; all else
arrives as it is spelled.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from memograph.problems import MemographError, UnreadableSource, Where, problem
from memograph.rdf.terms import Quad
from memograph.serialization.blank_nodes import relabelled
from memograph.serialization.formats import Format, format_of
from memograph.serialization.lines import BadLineError, read_lines
from memograph.serialization.rdflib_graphs import quads_of

if TYPE_CHECKING:
    from rdflib import Dataset

# Relative IRIs end up below this name, which no server may have (RFC 2606), and are found there.
_NO_BASE = "http://no-base.invalid/"
_RDFLIB_NAMES = {"jsonld": "json-ld", "rdfxml": "xml"}
_CLAIMED_ENCODING = re.compile(r"^(<\?xml[^>]*?)\s+encoding=(?:\"[^\"]*\"|'[^']*')")
_SURROGATE = re.compile("[\ud800-\udfff]")
# How rdflib's Turtle and XML parsers word their errors.
_MESSAGES = (
    re.compile(r"at line (\d+) of <[^>]*>: Bad syntax \((.*?)\) at \^"),
    re.compile(r"[^ ]*?:(\d+):\d+: (.*)"),
)
_LONGEST = 200

# rdflib has one switch for all threads that says whether literals keep their spelling.
_SWITCH = Lock()


def parse(
    text: str | bytes,
    format_name: str,
    *,
    source: str,
    base: str = "",
    contexts: Mapping[str, object] | None = None,
) -> tuple[Quad, ...]:
    """Return the quads of an RDF text, each once; blank nodes are labelled alike in every run.

    `base` resolves relative IRIs, `contexts` holds JSON-LD contexts by address. A text that
    cannot be read is an UnreadableSource that tells the line, if it is known.

    >>> parse("<http://e/a> a <http://e/B> .", "turtle", source="a.ttl")[0][2]
    '<http://e/B>'
    """
    form = format_of(format_name)
    try:
        return _parsed(text, form, base, contexts or {})
    except MemographError as error:
        raise _relocated(error, form, source) from error
    except Exception as error:
        # rdflib's parsers raise whatever their parts raise, from KeyError to RecursionError.
        line, reason = _cause(error)
        if line is not None:
            # rdflib's Turtle counts some lines twice.
            line = min(line, _lines_in(text))
        where = Where(source=source, line=line)
        found = problem("MG513", where, format=form.name, reason=reason)
        raise UnreadableSource(found) from error


def _parsed(
    text: str | bytes, form: Format, base: str, contexts: Mapping[str, object]
) -> tuple[Quad, ...]:
    if form.name == "rdfxml" and isinstance(text, bytes):
        return _through_rdflib(text, form, base)
    decoded = text if isinstance(text, str) else text.decode("utf-8-sig")
    if form.name in ("nquads", "ntriples"):
        return relabelled(tuple(read_lines(decoded, graphs=form.graphs)))
    if form.name == "jsonld":
        decoded = _with_contexts(decoded, contexts)
    return _through_rdflib(decoded, form, base)


def _through_rdflib(text: str | bytes, form: Format, base: str) -> tuple[Quad, ...]:
    from rdflib import Dataset

    dataset = Dataset()
    with _literals_as_spelled(), warnings.catch_warnings():
        # rdflib 7 uses parts of itself that it calls deprecated.
        warnings.simplefilter("ignore")
        _fill(dataset, text, form, base or _NO_BASE)
    quads = tuple(quads_of(dataset))
    for term in sorted({term for quad in quads for term in quad}):
        if not base and term.startswith("<" + _NO_BASE):
            raise ValueError(f"the IRI {term[len(_NO_BASE) + 1 : -1]!r} is relative")
        # JSON and Turtle can spell what no file can hold.
        if _SURROGATE.search(term):
            raise ValueError("a text holds half of a surrogate pair")
    return quads


def _fill(dataset: Dataset, text: str | bytes, form: Format, base: str) -> None:
    name = _RDFLIB_NAMES.get(form.name, form.name)
    if form.name != "rdfxml":
        dataset.parse(data=text, format=name, publicID=base)
        return
    if isinstance(text, str):
        # Text no longer has the encoding that it may still claim.
        text = _CLAIMED_ENCODING.sub(r"\1", text, count=1).encode()
    # As a stream, or rdflib would take any bytes for UTF-8.
    dataset.parse(BytesIO(text), format=name, publicID=base)


@contextmanager
def _literals_as_spelled() -> Iterator[None]:
    import rdflib

    with _SWITCH:
        before = rdflib.NORMALIZE_LITERALS
        rdflib.NORMALIZE_LITERALS = False
        try:
            yield
        finally:
            rdflib.NORMALIZE_LITERALS = before


def _with_contexts(text: str, contexts: Mapping[str, object]) -> str:
    """Return the JSON text with each context that it names put in its place."""
    data = json.loads(text)
    if '"@context"' not in text:
        return text
    return json.dumps(_embedded(data, contexts), ensure_ascii=False)


def _embedded(value: object, contexts: Mapping[str, object]) -> object:
    if isinstance(value, list):
        return [_embedded(each, contexts) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _context(each, contexts) if key == "@context" else _embedded(each, contexts)
        for key, each in value.items()
    }


def _context(context: object, contexts: Mapping[str, object]) -> object:
    """Return `context` without addresses, wherever in it they stand."""
    if isinstance(context, list):
        return [_context(each, contexts) for each in context]
    if isinstance(context, Mapping) and "@import" in context:
        raise UnreadableSource(problem("MG514", address=context["@import"]))
    if not isinstance(context, str):
        return _embedded(context, contexts)
    if context not in contexts:
        raise UnreadableSource(problem("MG514", address=context))
    known = contexts[context]
    return _context(known.get("@context", known) if isinstance(known, Mapping) else known, contexts)


def _relocated(error: MemographError, form: Format, source: str) -> UnreadableSource:
    """Return `error`, met somewhere on the way to quads, as one of reading `source`."""
    where = Where(source=source)
    if isinstance(error, UnreadableSource):
        return UnreadableSource(replace(error.problem, where=where))
    return UnreadableSource(problem("MG513", where, format=form.name, reason=str(error)))


def _cause(error: Exception) -> tuple[int | None, str]:
    """Return the line that `error` tells, if any, and its reason in one line."""
    reason = " ".join(str(error).split())
    if isinstance(error, BadLineError):
        return error.line, reason
    if isinstance(error, json.JSONDecodeError):
        return error.lineno, error.msg
    for pattern in _MESSAGES:
        match = pattern.match(reason)
        if match:
            return int(match[1]), match[2]
    return None, reason[:_LONGEST] or type(error).__name__


def _lines_in(text: str | bytes) -> int:
    breaks = text.count("\n") if isinstance(text, str) else text.count(b"\n")
    return breaks + 1
