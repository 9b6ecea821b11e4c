"""What is heard of a server in JSON: what it is worth, what it says, how long it asks to wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from requests import Response

OK: Final = 200
_UNAUTHORIZED: Final = 401
_LONGEST: Final = 120.0
"""Seconds that a server may ask to wait."""
_WORDS: Final = 300
"""Characters of what a server says that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard: the JSON, or why there is none; `state` is "unasked" if nobody was asked.

    What has failed may have JSON, too, which is no answer. `status` is 0 if there was none.
    """

    state: Literal["answered", "failed", "unasked"]
    data: Any = None
    reason: str = ""
    status: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted to an address, the bytes of which media type; without any, it is fetched."""

    url: str
    media_type: str = ""
    data: bytes = b""


Verdict = Literal["good", "again", "bad"]
"""Whether an answer is kept, may be otherwise in a while, or is no answer."""
UNASKED: Final = Heard(state="unasked", reason="it was never asked, and may not be asked now")


def judged(answer: Response, judge: Callable[[Any], Verdict]) -> tuple[Verdict, Any]:
    """Return what an answer is worth, and its JSON, None if it has none."""
    if answer.status_code != OK:
        return "bad", None
    data = json_of(answer)
    return ("bad" if data is None else judge(data)), data


def json_of(answer: Response) -> Any:
    """Return the JSON of an answer, None if it has none."""
    try:
        return answer.json()
    except (ValueError, RecursionError):
        return None


def words(answer: Response, data: Any) -> str:
    """Return what a server says that gives no good answer."""
    if answer.status_code == _UNAUTHORIZED:
        return (
            "it answered 401: it wants a user and a password, which a netrc file may hold, or a "
            "token, given by MEMOGRAPH_SERVICE_TOKEN"
        )
    if answer.status_code != OK:
        return f"it answered {answer.status_code}"
    if data is None:
        return "what it answers is no JSON"
    error = data.get("error", data) if isinstance(data, Mapping) else data
    told = error.get("info", error) if isinstance(error, Mapping) else error
    return " ".join(str(told).split())[:_WORDS]


def wait(answer: Response, pause: float) -> float:
    """Return how long a server asks to wait, in seconds."""
    from urllib3 import Retry
    from urllib3.exceptions import InvalidHeader

    try:
        asked = Retry().parse_retry_after(answer.headers["Retry-After"])
    except (KeyError, InvalidHeader):
        return pause
    return min(asked, _LONGEST)
