"""Pages: one way to fetch what stands at an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from memograph.http.sessions import cause_of, is_address, session
from memograph.problems import RemoteError, Where, problem

if TYPE_CHECKING:
    from requests import Response, Session

_CHUNK: Final = 1 << 16
_LAST_GOOD: Final = 399


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent: the address after redirects, the bytes, the media type."""

    url: str
    data: bytes
    media_type: str


def fetch(
    url: str, *, max_bytes: int, timeout: float = 30.0, using: Session | None = None
) -> Fetched:
    """Return the page at `url`; raise RemoteError if it cannot be had or is over `max_bytes`."""
    import requests

    where = Where(source=url)
    if not is_address(url):
        raise RemoteError(problem("MG507", where, error="only http and https are spoken"))
    try:
        with (
            using or session() as caller,
            caller.get(url, stream=True, timeout=timeout) as answer,
        ):
            if answer.status_code > _LAST_GOOD:
                raise RemoteError(
                    problem("MG507", where, error=f"{answer.status_code} {answer.reason}".strip())
                )
            return Fetched(
                url=answer.url or url,
                data=_body(answer, where=where, max_bytes=max_bytes),
                media_type=answer.headers.get("Content-Type", "application/octet-stream"),
            )
    except requests.RequestException as error:
        raise RemoteError(problem("MG507", where, error=cause_of(error))) from error


def _body(answer: Response, *, where: Where, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_content(_CHUNK):
        size += len(part)
        if size > max_bytes:
            raise RemoteError(problem("MG507", where, error=f"it is larger than {max_bytes} bytes"))
        parts.append(part)
    return b"".join(parts)
