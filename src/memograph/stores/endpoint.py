"""A server of SPARQL, asked over HTTP: the query is posted as a form, rows are read as they come.

Whatever goes wrong is a RemoteError that names the endpoint; what the server says is shown as plain
text, short. Passwords in an address are never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from memograph import http
from memograph.problems import RemoteError, Where, problem
from memograph.rdf.terms import Triple
from memograph.stores import sparql_json
from memograph.stores.asked import Row, Rows

if TYPE_CHECKING:
    from memograph.http.sessions import Session

JSON: Final = "application/sparql-results+json"
GRAPH: Final = "application/n-triples, text/turtle;q=0.8"

_JSON_TYPES: Final = (JSON, "application/json")
_LOGIN: Final = (401, 403)
_LAST_GOOD: Final = 299
_MOST_WORDS: Final = 300
_MOST_READ: Final = 1 << 16
_HIDDEN: Final = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")


class Endpoint:
    """An endpoint; `parse` reads a graph in a format given by its media type.

    `seconds` is how long an answer may take in all, `using` the session that knows how to log in,
    `updates` the address for updates if it is another one.
    """

    def __init__(
        self,
        url: str,
        *,
        parse: Callable[[bytes, str], Iterator[Triple[str]]],
        seconds: float | None = None,
        using: Session | None = None,
        updates: str | None = None,
    ) -> None:
        """Keep what is needed to ask; nothing is sent yet."""
        self._url = url
        self._updates = updates or url
        self._parse = parse
        self._seconds = seconds
        self._using = using
        self._open = ExitStack()
        self.name = shown(url)

    def select(self, text: str, /) -> Rows:
        """Return the rows of a SELECT; the connection is kept until they are read or given up."""
        stack = ExitStack()
        self._open.push(stack)
        try:
            answer = stack.enter_context(self._answer({"query": text}, JSON))
            self._expect(answer, *_JSON_TYPES)
            with self._told():
                found = sparql_json.read_rows(answer.chunks)
        except BaseException:
            stack.close()
            raise
        return Rows(columns=found.columns, rows=self._rows(stack, found.rows))

    def ask(self, text: str, /) -> bool:
        """Return the answer of an ASK."""
        with self._answer({"query": text}, JSON) as answer:
            self._expect(answer, *_JSON_TYPES)
            with self._told():
                return sparql_json.read_truth(answer.chunks)

    def construct(self, text: str, /) -> Iterator[Triple[str]]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""
        with self._answer({"query": text}, GRAPH) as answer:
            self._expect(answer, "application/n-triples", "text/turtle", "text/plain")
            with self._told():
                data = b"".join(answer.chunks)
        media_type = answer.media_type.replace("text/plain", "application/n-triples")
        yield from self._parse(data, media_type)

    def update(self, text: str, /) -> None:
        """Send an update."""
        with self._answer({"update": text}, "*/*", self._updates):
            pass

    def close(self) -> None:
        """Close the connections of answers that were not read to their end."""
        self._open.close()

    def _rows(self, stack: ExitStack, rows: Iterator[Row]) -> Iterator[Row]:
        with stack, self._told():
            yield from rows

    @contextmanager
    def _answer(
        self, form: dict[str, str], accept: str, url: str | None = None
    ) -> Iterator[http.Answer]:
        """Give a good answer; raise RemoteError for all others."""
        stack = ExitStack()
        with stack, self._told():
            answer = stack.enter_context(
                http.posted(
                    url or self._url,
                    form,
                    accept=accept,
                    seconds=self._seconds,
                    using=self._using,
                )
            )
            if answer.status > _LAST_GOOD:
                code = "MG551" if answer.status in _LOGIN else "MG553"
                status = f"{answer.status} {answer.reason}".strip()
                raise self._error(code, status=status, words=self._words(answer))
            yield answer

    def _expect(self, answer: http.Answer, *media_types: str) -> None:
        if answer.media_type not in media_types:
            kind = answer.media_type or "of no known type"
            raise self._error("MG554", kind=kind, words=self._words(answer))

    def _words(self, answer: http.Answer) -> str:
        r"""Return what a server says, without mark-up, on one line."""
        data = b""
        for chunk in answer.chunks:
            data += chunk
            if len(data) >= _MOST_READ:
                break
        return words_of(data[:_MOST_READ].decode("utf-8", "replace"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except http.ForeignRedirectError as error:
            raise self._error("MG552", target=str(error)) from error
        except http.SilentError as error:
            raise self._error("MG556") from error
        except http.UnreachableError as error:
            raise self._error("MG550", reason=str(error)) from error
        except sparql_json.NoResultsError as error:
            raise self._error("MG554", kind="JSON of another kind", words=str(error)) from error
        except sparql_json.BrokenJsonError as error:
            raise self._error("MG555", reason=str(error)) from error

    def _error(self, code: str, **values: str) -> RemoteError:
        return RemoteError(problem(code, Where(source=self.name), endpoint=self.name, **values))


def shown(url: str) -> str:
    """Return an address without the name and password that it may hold, and without parameters.

    >>> shown("https://ann:secret@a.example/sparql?token=1")
    'https://a.example/sparql'
    """
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def words_of(text: str) -> str:
    """Return the words of a page, without mark-up, on one line and short.

    >>> words_of("<html><head><title>x</title></head><h3>Error 37000</h3><xmp>SP030: no</xmp>")
    'Error 37000 SP030: no'
    """
    bare = " ".join(unescape(_HIDDEN.sub(" ", text)).split())
    short = bare if len(bare) <= _MOST_WORDS else f"{bare[:_MOST_WORDS].rstrip()} …"
    return short or "nothing"
