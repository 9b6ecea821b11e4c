"""The network: ways to ask servers, with manners (who asks, retries, limits).

It knows nothing of what it fetches or sends. Nothing else in the package imports requests.
"""

from __future__ import annotations

from memograph.http.answers import (
    Answer,
    Deadline,
    ForeignRedirectError,
    SilentError,
    UnreachableError,
    posted,
)
from memograph.http.calls import BUSY, Access, Caller, Reply, access, calling
from memograph.http.kept import Heard, Kept
from memograph.http.pages import Fetched, fetch
from memograph.http.sessions import IDEMPOTENT, RETRIED, is_address, session

__all__ = [
    "BUSY",
    "IDEMPOTENT",
    "RETRIED",
    "Access",
    "Answer",
    "Caller",
    "Deadline",
    "Fetched",
    "ForeignRedirectError",
    "Heard",
    "Kept",
    "Reply",
    "SilentError",
    "UnreachableError",
    "access",
    "calling",
    "fetch",
    "is_address",
    "posted",
    "session",
]
