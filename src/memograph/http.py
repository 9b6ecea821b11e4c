"""The network: one way to fetch a page, with manners (who asks, retries, limits).

It knows nothing of what it fetches. Nothing else in the package imports requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from memograph.problems import RemoteError, Where, problem

if TYPE_CHECKING:
    from requests import Response, Session

IDEMPOTENT: Final = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
RETRIED: Final = (429, 500, 502, 503, 504)
_CHUNK: Final = 1 << 16
_LAST_GOOD: Final = 399


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent: the address after redirects, the bytes, the media type."""

    url: str
    data: bytes
    media_type: str


def is_address(text: str) -> bool:
    """Tell whether `text` is an http or https address.

    >>> is_address("https://example.org/memo"), is_address("memo.txt"), is_address("http://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:  # as of "http://["
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def session(*, retries: int = 3, backoff: float = 0.5) -> Session:
    """Return a session that names itself and repeats idempotent calls as servers ask it to."""
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import Retry

    made = requests.Session()
    made.headers["User-Agent"] = f"memograph/{version('memograph')} (python-requests)"
    adapter = HTTPAdapter(
        max_retries=Retry(
            total=retries,
            backoff_factor=backoff,
            status_forcelist=RETRIED,
            allowed_methods=IDEMPOTENT,
            respect_retry_after_header=True,
            raise_on_status=False,
        )
    )
    for scheme in ("http://", "https://"):
        made.mount(scheme, adapter)
    return made


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
        raise RemoteError(problem("MG507", where, error=_cause(error))) from error


def _body(answer: Response, *, where: Where, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_content(_CHUNK):
        size += len(part)
        if size > max_bytes:
            raise RemoteError(problem("MG507", where, error=f"it is larger than {max_bytes} bytes"))
        parts.append(part)
    return b"".join(parts)


def _cause(error: Exception) -> str:
    """Say the innermost reason: urllib3 wraps it several times."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return str(reason or error)
