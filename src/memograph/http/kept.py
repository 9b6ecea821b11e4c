"""Answers in JSON that are kept on disk between runs, so that nobody is asked twice.

Only good answers are kept: no failure, and no error that a server tells with status 200.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from memograph.http.sessions import cause_of, session
from memograph.problems import ConfigError, MissingExtra, Where, problem, reason_of

if TYPE_CHECKING:
    from requests import Response

_OK: Final = 200
_NOT_KEPT: Final = 504
"""What the cache answers that may ask nobody."""
_TIMEOUT: Final = (10.0, 60.0)
_LONGEST: Final = 120.0
"""Seconds that a server may ask to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard: the JSON, or why there is none; `state` is "unasked" if nobody was asked."""

    state: Literal["answered", "failed", "unasked"]
    data: Any = None
    reason: str = ""


Verdict = Literal["good", "again", "bad"]
"""Whether an answer is kept, may be otherwise in a while, or is no answer."""


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
    ) -> None:
        """Open the file in which answers are kept, made if there is none.

        Raises MissingExtra (MG527) without requests-cache, ConfigError (MG223) if it cannot be
        used; so does `get`.
        """
        try:
            from requests_cache import CachedSession
            from requests_cache.backends.sqlite import SQLiteCache
        except ImportError as error:
            raise MissingExtra(problem("MG527", what="link --service", extra="link")) from error
        self._place, self._judge = place, judge
        self._offline, self._pauses = offline, pauses
        with self._keeping():
            place.parent.mkdir(parents=True, exist_ok=True)
            backend = SQLiteCache(str(place), serializer="json")
        cached = CachedSession(
            backend=backend,
            expire_after=timedelta(days=days),
            allowable_codes=(_OK,),
            filter_fn=lambda answer: self._verdict(answer)[0] == "good",
            stale_if_error=offline,
        )
        self._session = session(made=cached)
        if contact:
            name = str(self._session.headers["User-Agent"])
            self._session.headers["User-Agent"] = name.replace("(", f"({contact}; ", 1)

    def get(self, url: str, params: Mapping[str, str]) -> Heard:
        """Return what a server answers, or answered before."""
        import requests

        reason = ""
        for pause in (*self._pauses, None):
            try:
                with self._keeping():
                    answer: Any = self._session.get(
                        url, params=params, timeout=_TIMEOUT, only_if_cached=self._offline
                    )  # type: ignore[call-arg] # the session of requests-cache knows this
            except requests.RequestException as error:
                return Heard(state="failed", reason=cause_of(error))
            if self._offline and answer.status_code == _NOT_KEPT:
                return Heard(state="unasked", reason="it was never asked, and may not be asked now")
            verdict, data = self._verdict(answer)
            if verdict == "good":
                return Heard(state="answered", data=data)
            reason = _words(answer, data)
            if verdict == "bad" or pause is None:
                break
            time.sleep(_wait(answer, pause))
        return Heard(state="failed", reason=reason)

    def close(self) -> None:
        """Close connections and the file."""
        self._session.close()

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

    def _verdict(self, answer: Response) -> tuple[Verdict, Any]:
        if answer.status_code != _OK:
            return "bad", None
        try:
            data = answer.json()
        except (ValueError, RecursionError):
            return "bad", None
        return self._judge(data), data


def _words(answer: Response, data: Any) -> str:
    """Return what a server says that gives no good answer."""
    if answer.status_code != _OK:
        return f"it answered {answer.status_code}"
    if data is None:
        return "what it answers is no JSON"
    error = data.get("error", data) if isinstance(data, Mapping) else data
    told = error.get("info", error) if isinstance(error, Mapping) else error
    return " ".join(str(told).split())[:300]


def _wait(answer: Response, pause: float) -> float:
    """Return how long a server asks to wait, in seconds."""
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), _LONGEST) if asked.isdecimal() else pause
