"""Bodies of answers, read to their ends within bounds: a server may drip, or never stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from requests import Response

_CHUNK: Final = 1 << 16
MOST: Final = 64 << 20
"""Bytes of an answer that are read: fifty items of Wikidata are one or two of these millions."""


def reading(*, seconds: float, most: int = MOST) -> Callable[..., None]:
    """Return a hook for sessions that reads an answer whole, and no longer than it may last.

    It raises requests.ReadTimeout if that takes more seconds, and requests.ConnectionError if there
    are more bytes, or the connection breaks.
    """

    def read(answer: Response, **_: Any) -> None:
        import requests
        from urllib3.exceptions import HTTPError

        end, parts, size = time.monotonic() + seconds, [], 0
        # What is kept already has its body.
        if getattr(answer, "_content", False) is not False:
            return
        try:
            # One read of the connection at a time, so that the clock is looked at between them.
            while part := answer.raw.read1(_CHUNK, decode_content=True):
                parts.append(part)
                size += len(part)
                if time.monotonic() > end:
                    raise requests.ReadTimeout(f"its answer did not end in {seconds:.0f} seconds")
                if size > most:
                    raise requests.ConnectionError(f"its answer is larger than {most} bytes")
        except HTTPError as error:
            raise requests.ConnectionError(error) from error
        except requests.RequestException:
            answer.close()
            raise
        # As `Response.content` would; requests has no other way to hand over what was read.
        answer._content = b"".join(parts)  # noqa: SLF001
        answer._content_consumed = True  # type: ignore[attr-defined] # noqa: SLF001

    return read
