"""Answers: what a server says to a form, read while it says it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from memograph.http.sessions import REDIRECTS, cause_of, session

if TYPE_CHECKING:
    from requests import Response, Session

_CHUNK: Final = 1 << 16
_MOST_REDIRECTS: Final = 5
_CONNECT: Final = 30.0
_SILENCE: Final = 300.0
"""How many seconds a server may take to be reached, and to go on with what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answers to a POST, while it says it: the status, the media type, the chunks."""

    status: int
    reason: str
    media_type: str
    chunks: Iterator[bytes]


class ForeignRedirectError(ValueError):
    """A server sends on to another one, which is told nothing."""


class UnreachableError(OSError):
    """No answer can be had from a server, or not to its end."""


class SilentError(UnreachableError):
    """A server takes longer than is waited for it."""


@contextmanager
def posted(
    url: str,
    form: Mapping[str, str],
    *,
    accept: str,
    seconds: float | None = None,
    using: Session | None = None,
) -> Iterator[Answer]:
    """Give what a server answers to a form, whatever its status; nothing is sent twice.

    All of it may take so many seconds. Raises UnreachableError, of which SilentError tells that it
    takes too long, and ForeignRedirectError; reading the chunks may raise the first two.
    """
    end = Deadline(seconds)
    caller = using or session(retries=0)  # a question may be dear: it is asked once
    try:
        with _errors_told(end), _sent(caller, url, form, accept, end) as answer, cut(answer, end):
            yield Answer(
                status=answer.status_code,
                reason=str(answer.reason or ""),
                media_type=answer.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                chunks=chunks(answer, end),
            )
    finally:
        if using is None:
            caller.close()


class Deadline:
    """A point in time, or none, at which nothing is waited for any longer.

    >>> Deadline(None).left
    300.0
    """

    def __init__(self, seconds: float | None) -> None:
        """Begin to count."""
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def is_set(self) -> bool:
        """Tell whether there is an end at all."""
        return self._end is not None

    @property
    def left(self) -> float:
        """Return how many seconds a server may be silent; raise SilentError if none are left."""
        if self._end is None:
            return _SILENCE
        left = self._end - time.monotonic()
        if left <= 0:
            raise SilentError("the time is over")
        return left

    def check(self) -> None:
        """Raise SilentError if the time is over."""
        _ = self.left


def _sent(
    caller: Session, url: str, form: Mapping[str, str], accept: str, end: Deadline
) -> Response:
    """Return the answer to a form, at the address to which the same server may send on."""
    for _ in range(_MOST_REDIRECTS):
        left = end.left
        answer = caller.post(
            url, data=dict(form), headers={"Accept": accept}, stream=True,
            timeout=(min(left, _CONNECT), left), allow_redirects=False,
        )  # fmt: skip
        if answer.status_code not in REDIRECTS or "Location" not in answer.headers:
            return answer
        answer.close()
        target = urljoin(url, answer.headers["Location"])
        check_home(url, target)
        url = target
    raise UnreachableError(f"it sends on more than {_MOST_REDIRECTS} times")


def check_home(url: str, target: str) -> None:
    """Raise ForeignRedirectError if `target` is no address of the server of `url`."""
    if not is_same_server(url, target):
        raise ForeignRedirectError(target.partition("//")[2].partition("/")[0].rpartition("@")[2])


def is_same_server(url: str, target: str) -> bool:
    """Tell whether two addresses are of one server; what was encrypted has to stay so.

    >>> is_same_server("http://a.example/q", "https://a.example/q")
    True
    >>> is_same_server("https://a.example/q", "https://a.example.org/q")
    False
    """
    try:
        return _is_same(urlsplit(url), urlsplit(target))
    except ValueError:  # as of "http://a.example:http/"
        return False


def _is_same(one: SplitResult, two: SplitResult) -> bool:
    if one.hostname != two.hostname or two.scheme not in ("http", "https"):
        return False
    ports = {"http": 80, "https": 443}
    same = (one.port or ports[one.scheme]) == (two.port or ports[two.scheme])
    upgraded = (one.scheme, two.scheme) == ("http", "https") and one.port is two.port is None
    return (same and one.scheme == two.scheme) or upgraded


def chunks(answer: Response, end: Deadline) -> Iterator[bytes]:
    """Yield a body as it arrives, decompressed."""
    with _errors_told(end):
        # read1 gives what is there, so that rows come as soon as they are sent.
        while part := answer.raw.read1(_CHUNK, decode_content=True):
            yield part
            end.check()
        end.check()


@contextmanager
def cut(answer: Response, end: Deadline) -> Iterator[None]:
    """Cut the connection when the time is over, whatever is being waited for."""
    if not end.is_set:
        yield
        return

    def shut() -> None:
        with suppress(ValueError, OSError):
            answer.raw.shutdown()

    timer = threading.Timer(end.left, shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _errors_told(end: Deadline) -> Iterator[None]:
    """Turn what requests and urllib3 raise into the errors of this module."""
    import requests
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    try:
        yield
    except (requests.Timeout, ReadTimeoutError, TimeoutError) as error:
        raise SilentError("the time is over") from error
    except (requests.RequestException, HTTPError) as error:
        end.check()
        raise UnreachableError(cause_of(error)) from error
