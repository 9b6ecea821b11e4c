"""Sessions: who asks, what is repeated, and why something could not be had."""

from __future__ import annotations

import re
from collections.abc import Collection
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from requests import Session as Session  # noqa: PLC0414 - so that others may name it

_PATIENCE: Final = 120
"""Seconds that a server may ask to wait; what asks for more is told."""
IDEMPOTENT: Final = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
REDIRECTS: Final = (301, 302, 303, 307, 308)
RETRIED: Final = (429, 500, 502, 503, 504)
_MACHINERY: Final = re.compile(r"^<?HTTPS?Connection[^:]*(?:\([^)]*\))?>?: |\[Errno -?\d+\] ")


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


def session(
    *,
    retries: int = 3,
    backoff: float = 0.5,
    statuses: Collection[int] = RETRIED,
    methods: Collection[str] | None = IDEMPOTENT,
    made: Session | None = None,
) -> Session:
    """Return a session that names itself and repeats calls as servers ask it to.

    It repeats calls of some `methods`, None for all, after answers of some `statuses`. `made` is
    the session that is prepared so, in place of a new one.
    """
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3 import Retry

    made = requests.Session() if made is None else made
    made.headers["User-Agent"] = f"memograph/{version('memograph')} (python-requests)"
    adapter = HTTPAdapter(
        max_retries=Retry(
            total=retries,
            backoff_factor=backoff,
            backoff_jitter=backoff,
            status_forcelist=statuses,
            allowed_methods=methods,
            retry_after_max=_PATIENCE,
            raise_on_status=False,
        )
    )
    for scheme in ("http://", "https://"):
        made.mount(scheme, adapter)
    return made


def cause_of(error: Exception) -> str:
    """Say the innermost reason: urllib3 wraps it several times."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    # Of "<connection>: what failed: [Errno 111] why" the address and the number tell nothing new.
    return _MACHINERY.sub("", str(reason or error))
