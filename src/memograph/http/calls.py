"""Calls: what is asked of one server by somebody who has the right to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from memograph.http.sessions import REDIRECTS, cause_of, session
from memograph.problems import RemoteError, Where, problem

if TYPE_CHECKING:
    from requests import PreparedRequest, Session

BUSY: Final = (429, 502, 503, 504)
"""What a server says that cannot do now what it can do later; 500 may be the caller's fault."""
_CONNECT: Final = 10.0
"""Seconds that a server may take to take up a connection."""


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
class Reply:
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
        check_private(url, secret=bool(open_secret) and not plain)
        self._once = calling(access)
        self._again = calling(access, retries=retries)

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
    ) -> Reply:
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
            raise RemoteError(problem("MG535", where, reason=cause_of(error))) from error
        if answer.status_code in REDIRECTS and "Location" in answer.headers:
            raise RemoteError(problem("MG536", where, to=answer.headers["Location"]))
        if answer.status_code in (401, 403):
            asked = answer.headers.get("WWW-Authenticate", "").partition(" ")[0]
            reason = f"it answered {answer.status_code}"
            reason += f" and asks for {asked}" if asked else ""
            raise RemoteError(problem("MG534", where, reason=reason))
        return Reply(status=answer.status_code, headers=answer.headers, data=answer.content)

    def close(self) -> None:
        """Close all connections."""
        self._once.close()
        self._again.close()


def calling(access: Access, *, retries: int = 0) -> Session:
    """Return a session that shows who calls in the way that the server knows."""
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth

    made = session(retries=retries, statuses=BUSY, methods=None)
    if access.token and "bearer" in access.kinds:
        made.auth = _bearer(access.token)
    elif access.user:
        spoken = HTTPDigestAuth if access.kinds == ("digest",) else HTTPBasicAuth
        made.auth = spoken(access.user, access.password)
    return made


def _bearer(token: str) -> Callable[[PreparedRequest], PreparedRequest]:
    """Return what shows a token."""

    def shown(request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = f"Bearer {token}"
        return request

    return shown


def check_private(url: str, *, secret: bool) -> None:
    """Raise RemoteError (MG534) if a secret would be sent so that anyone on the way could read it.

    >>> check_private("http://127.0.0.1:7200/", secret=True)
    """
    if secret and not _is_private(url):
        reason = "its address begins with http: anyone on the way could read the password"
        raise RemoteError(problem("MG534", Where(source=url), reason=reason))


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
