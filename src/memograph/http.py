"""The network: one way to fetch a page, with manners (who asks, retries, limits).

It knows nothing of what it fetches. Nothing else in the package imports requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from memograph.problems import RemoteError, Where, problem

if TYPE_CHECKING:
    from requests import Response, Session

IDEMPOTENT: Final = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
RETRIED: Final = (429, 500, 502, 503, 504)
BUSY: Final = (429, 502, 503, 504)
"""What a server says that cannot do now what it can do later; 500 may be the caller's fault."""
_NAME: Final = "memograph/{} (python-requests)"
_CONNECT: Final = 10.0
"""Seconds that a server may take to take up a connection."""
_BACKOFF: Final = 0.5
_PATIENCE: Final = 120
"""Seconds that a server may ask to wait; what asks for more is told."""
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
    made.headers["User-Agent"] = _NAME.format(version("memograph"))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who calls a server: user and password, or a token; `kinds` is how servers may ask for them.

    >>> Access(user="ana", password="secret")
    Access(user='ana', kinds=('none', 'basic'))
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    kinds: tuple[str, ...] = ("none", "basic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said to a call."""

    status: int
    headers: Mapping[str, str]
    data: bytes


def access(url: str, *, user: str, password: str, token: str, kinds: tuple[str, ...]) -> Access:
    """Return who calls a server: the one that is named, or else the one of a netrc file."""
    from requests.utils import get_netrc_auth

    if not (user or token):
        user, password = get_netrc_auth(url) or ("", "")
    return Access(user=user, password=password, token=token, kinds=kinds)


class Caller:
    """Calls to one server that keep to its manners and to its address.

    What may be repeated is, if the connection breaks or the server asks for it (429, 502, 503,
    504). Nobody is followed to another address, where a password has no business.
    """

    def __init__(self, url: str, access: Access, *, plain: bool = False, retries: int = 4) -> None:
        """Prepare the calls; raise RemoteError (MG534) if a password could be read on the way.

        `plain` allows that.
        """
        open_secret = access.token or (access.user and "digest" not in access.kinds)
        if open_secret and not plain and not _is_private(url):
            reason = "its address begins with http: anyone on the way could read the password"
            raise RemoteError(problem("MG534", Where(source=url), reason=reason))
        self._once = _calling(access, retries=0)
        self._again = _calling(access, retries=retries)

    def call(  # noqa: PLR0913 - what a call is made of, by name
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 60.0,
        repeated: bool = False,
    ) -> Answer:
        """Return the answer to a call, which `repeated` allows to be made several times.

        Raises RemoteError if there is none (MG535), the caller has no right (MG534), or the server
        sends it elsewhere (MG536).
        """
        import requests

        where = Where(source=url)
        session = self._again if repeated else self._once
        try:
            answer = session.request(
                method,
                url,
                params=params,
                data=data,
                headers=headers,
                timeout=(_CONNECT, seconds),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise RemoteError(problem("MG535", where, reason=_cause(error))) from error
        if "Location" in answer.headers and 300 <= answer.status_code <= _LAST_GOOD:  # noqa: PLR2004
            raise RemoteError(problem("MG536", where, to=answer.headers["Location"]))
        if answer.status_code in (401, 403):
            asked = answer.headers.get("WWW-Authenticate", "").partition(" ")[0]
            reason = f"it answered {answer.status_code}"
            reason += f" and asks for {asked}" if asked else ""
            raise RemoteError(problem("MG534", where, reason=reason))
        return Answer(status=answer.status_code, headers=answer.headers, data=answer.content)

    def close(self) -> None:
        """Close all connections."""
        self._once.close()
        self._again.close()


def _calling(access: Access, *, retries: int) -> Session:
    """Return a session that shows who calls in the way that the server knows."""
    import requests
    from requests.adapters import HTTPAdapter
    from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
    from urllib3 import Retry

    class Bearer(AuthBase):
        def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
            request.headers["Authorization"] = f"Bearer {access.token}"
            return request

    made = requests.Session()
    made.headers["User-Agent"] = _NAME.format(version("memograph"))
    if access.token and "bearer" in access.kinds:
        made.auth = Bearer()
    elif access.user:
        spoken = HTTPDigestAuth if access.kinds == ("digest",) else HTTPBasicAuth
        made.auth = spoken(access.user, access.password)
    adapter = HTTPAdapter(
        max_retries=Retry(
            total=retries,
            backoff_factor=_BACKOFF,
            backoff_jitter=_BACKOFF,
            status_forcelist=BUSY,
            allowed_methods=None,
            retry_after_max=_PATIENCE,
            raise_on_status=False,
        )
    )
    for scheme in ("http://", "https://"):
        made.mount(scheme, adapter)
    return made


def _is_private(url: str) -> bool:
    """Tell whether nobody on the way can read what is sent: TLS, or a server on this machine."""
    from ipaddress import ip_address

    parts = urlsplit(url)
    if parts.scheme.lower() == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
