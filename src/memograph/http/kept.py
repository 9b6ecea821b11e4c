"""Answers in JSON that are kept on disk between runs, so that nobody is asked twice.

Only good answers are kept: no failure, and no error that a server tells with status 200. Nobody is
followed to another server, and a password of a netrc file is shown to its own server alone.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from errno import EACCES
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from memograph.http.answers import ForeignRedirectError, check_home, is_same_server
from memograph.http.bodies import reading
from memograph.http.calls import BUSY, check_private
from memograph.http.heard import OK, UNASKED, Heard, Message, Verdict, json_of, judged, wait, words
from memograph.http.sessions import cause_of, session
from memograph.problems import ConfigError, MissingExtra, Where, problem, reason_of

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests_cache import CachedSession

_NOT_KEPT: Final = 504
"""What the cache answers that may ask nobody."""
_CONNECT: Final = 10.0
"""Seconds that a server may take to take up a connection."""
_HOPS: Final = 5
"""How often a server may send on."""


class Kept:
    """Asks servers one question after the other, and keeps what they answer.

    `judge` says what an answer in JSON is worth. With `offline`, only what is kept is answered.
    `pauses` are the seconds after which it is asked again, if the server does not say otherwise.
    """

    def __init__(  # noqa: PLR0913 - all but the first are keywords
        self,
        place: Path,
        *,
        judge: Callable[[Any], Verdict],
        offline: bool = False,
        days: int = 30,
        contact: str = "",
        pauses: tuple[float, ...] = (2.0, 4.0),
        seconds: float = 60.0,
        token: str = "",
        home: str = "",
    ) -> None:
        """Open the file in which answers are kept, made if there is none.

        A server may be silent for so many seconds, and may take as many for its answer. A token is
        shown to the server of the address `home` alone; without one, who asks is said by a netrc
        file.

        Raises MissingExtra (MG527) without requests-cache, ConfigError (MG223) if the file cannot
        be used; so do `get` and `send`, which raise RemoteError (MG534), too, if a password could
        be read on the way.
        """
        try:
            from requests_cache import CachedSession
            from requests_cache.backends.sqlite import SQLiteCache
        except ImportError as error:
            raise MissingExtra(problem("MG527", what="link --service", extra="link")) from error
        self._place, self._judge = place, judge
        self._offline, self._pauses, self._seconds = offline, pauses, (_CONNECT, seconds)
        self._days = timedelta(days=days)
        self._token, self._home = token, home
        with self._keeping():
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.exists() and not os.access(place, os.W_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))  # the cache would wait for ever
            backend = SQLiteCache(str(place), serializer="json")
        self._session: CachedSession = CachedSession(
            backend=backend,
            expire_after=self._days,
            allowable_codes=(OK,),
            filter_fn=self._is_kept,
            key_fn=self._key,
            stale_if_error=offline,
        )
        self._prepare(contact)

    def get(self, url: str, params: Mapping[str, str] | None = None) -> Heard:
        """Return what a server answers, or answered before."""

        def asked() -> Any:
            return self._session.get(
                url, params=params, timeout=self._seconds, only_if_cached=self._offline
            )

        check_private(url, secret=self._who(url) != "")
        return self._heard(asked, self._judge)

    def send(self, message: Message, *, judge: Callable[[Any], Verdict]) -> Heard:
        """Return what a server answers to a message, which is not kept: `keep` what it is worth."""
        if self._offline:
            return UNASKED
        check_private(message.url, secret=self._who(message.url) != "")
        return self._heard(lambda: self._sent(message), judge, busy=BUSY)

    def recalled(self, message: Message) -> Any:
        """Return the JSON that is kept as the answer to a message, None if none is."""
        with self._keeping():
            found = self._session.cache.get_response(self._key_of(message))
        if found is None or (found.is_expired and not self._offline):
            return None
        return json_of(found)

    def keep(self, message: Message, data: Any) -> None:
        """Keep some JSON as the answer to a message; it is on disk then."""
        from requests_cache.models.request import CachedRequest
        from requests_cache.models.response import CachedResponse

        answer = CachedResponse(
            status_code=OK,
            content=json.dumps(data).encode(),
            url=message.url,
            encoding="utf-8",
            request=CachedRequest.from_request(_prepared(message)),
        )
        with self._keeping():
            self._session.cache.save_response(
                answer, self._key_of(message), datetime.now(UTC) + self._days
            )

    def close(self) -> None:
        """Close connections and the file."""
        self._session.close()  # type: ignore[no-untyped-call] # requests-cache is typed in part

    def _prepare(self, contact: str) -> None:
        """Give the session its manners: who asks, what is taken, whom it follows."""
        session(made=self._session)
        self._session.max_redirects = _HOPS
        self._session.hooks["response"] += [_check_redirect, reading(seconds=self._seconds[1])]
        self._session.headers["Accept"] = "application/json"
        if self._token:
            self._session.auth = self._shown
        if contact:
            name = str(self._session.headers["User-Agent"])
            self._session.headers["User-Agent"] = name.replace("(", f"({contact}; ", 1)

    def _is_kept(self, answer: Response) -> bool:
        """Tell whether an answer is kept; what was shown on the way to it then is not.

        The cache leaves out what the last request showed, and keeps those that were sent on whole.
        """
        for sent_on in answer.history:
            sent_on.request.headers.pop("Authorization", None)
        return judged(answer, self._judge)[0] == "good"

    @contextmanager
    def _keeping(self) -> Iterator[None]:
        """Tell of a file that cannot be used; what the network lacks is told otherwise."""
        import sqlite3

        import requests

        try:
            yield
        except requests.RequestException:  # which is an OSError
            raise
        except (OSError, sqlite3.Error) as error:
            found = problem("MG223", Where(source=str(self._place)), reason=reason_of(error))
            raise ConfigError(found) from error

    def _heard(
        self,
        asked: Callable[[], Any],
        judge: Callable[[Any], Verdict],
        *,
        busy: Collection[int] = (),
    ) -> Heard:
        """Return what is heard, asked again while it may become good, or the server is busy."""
        import requests

        for pause in (*self._pauses, None):
            try:
                with self._keeping():
                    answer = asked()
            except ForeignRedirectError as error:
                return Heard(state="failed", reason=f"it sends on to another server, {error}")
            except requests.TooManyRedirects:
                return Heard(state="failed", reason=f"it sends on more than {_HOPS} times")
            except requests.RequestException as error:
                return Heard(state="failed", reason=cause_of(error))
            if self._offline and answer.status_code == _NOT_KEPT:
                return UNASKED
            verdict, data = judged(answer, judge)
            status = answer.status_code
            if verdict == "good":
                return Heard(state="answered", data=data, status=status)
            if pause is None or not (verdict == "again" or status in busy):
                break
            time.sleep(wait(answer, pause))
        return Heard(state="failed", data=data, reason=words(answer, data), status=status)

    def _sent(self, message: Message) -> Response:
        """Return the answer to a message, at the address to which the same server may send on."""
        import requests

        url = message.url
        if not message.media_type:
            with self._session.cache_disabled():
                return self._session.get(url, timeout=self._seconds)
        for _ in range(_HOPS + 1):
            answer: Response = self._session.post(
                url, data=message.data, headers={"Content-Type": message.media_type},
                timeout=self._seconds, allow_redirects=False,
            )  # fmt: skip
            if not answer.is_redirect:
                return answer
            url = urljoin(url, answer.headers["Location"])
        raise requests.TooManyRedirects

    def _key_of(self, message: Message) -> str:
        return str(self._session.cache.create_key(_prepared(message)))

    def _key(self, request: PreparedRequest, **known: Any) -> str:
        """Return the key of a request: what a server answers may differ by who asks."""
        from requests_cache import create_key

        key, who = create_key(request, **known), self._who(request.url or "")
        return f"{key}{sha256(who.encode()).hexdigest()[:16]}" if who else key

    def _who(self, url: str) -> str:
        """Return who asks a server, by the token or a netrc file, "" if nobody says so."""
        from requests.utils import get_netrc_auth

        if self._token:
            return self._token if is_same_server(self._home, url) else ""
        return (get_netrc_auth(url) or ("", ""))[0]

    def _shown(self, request: PreparedRequest) -> PreparedRequest:
        """Show the token to the server that it is for."""
        if is_same_server(self._home, request.url or ""):
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _prepared(message: Message) -> PreparedRequest:
    import requests

    if not message.media_type:
        return requests.Request("GET", message.url).prepare()
    headers = {"Content-Type": message.media_type}
    return requests.Request("POST", message.url, data=message.data, headers=headers).prepare()


def _check_redirect(answer: Response, **_: object) -> None:
    """Raise ForeignRedirectError if a server sends on to another one."""
    if answer.is_redirect:
        told = answer.headers["Location"]
        try:
            target = urljoin(answer.url, told)
        except ValueError as error:  # as of "http://["
            raise ForeignRedirectError(told) from error
        check_home(answer.url, target)
