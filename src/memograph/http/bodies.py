"""Bodies of answers, read to their ends within bounds: a server may drip, or never stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from memograph.http.answers import Deadline, SilentError, UnreachableError, chunks, cut

if TYPE_CHECKING:
    from requests import Response

MOST: Final = 64 << 20
"""Bytes of an answer that are read: fifty items of Wikidata are one or two of these millions."""


def reading(*, seconds: float, most: int = MOST) -> Callable[..., None]:
    """Return a hook for sessions that reads an answer whole, and no longer than it may last.

    It raises requests.ConnectionError if that takes more seconds, if there are more bytes, or if
    the connection breaks.
    """

    def read(answer: Response, **_: Any) -> None:
        import requests

        # What is kept already has its body.
        if getattr(answer, "_content", False) is not False:
            return
        try:
            body = _whole(answer, Deadline(seconds), most)
        except (SilentError, UnreachableError) as error:
            answer.close()
            raise requests.ConnectionError(str(error)) from error
        # As `Response.content` would; requests has no other way to hand over what was read.
        answer._content = body  # noqa: SLF001
        answer._content_consumed = True  # type: ignore[attr-defined] # noqa: SLF001

    return read


def _whole(answer: Response, end: Deadline, most: int) -> bytes:
    body = bytearray()
    with cut(answer, end):
        for part in chunks(answer, end):
            body += part
            if len(body) > most:
                raise UnreachableError(f"its answer is larger than {most} bytes")
    return bytes(body)
