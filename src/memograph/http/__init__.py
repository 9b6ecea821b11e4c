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
from memograph.http.batches import Batches, Form
from memograph.http.calls import BUSY, Access, Caller, Reply, access, calling
from memograph.http.heard import Heard, Verdict
from memograph.http.kept import Kept
from memograph.http.pages import Fetched, fetch
from memograph.http.sessions import IDEMPOTENT, RETRIED, is_address, session

__all__ = [
    "BUSY",
    "IDEMPOTENT",
    "RETRIED",
    "Access",
    "Answer",
    "Batches",
    "Caller",
    "Deadline",
    "Fetched",
    "ForeignRedirectError",
    "Form",
    "Heard",
    "Kept",
    "Reply",
    "SilentError",
    "UnreachableError",
    "Verdict",
    "access",
    "calling",
    "fetch",
    "is_address",
    "posted",
    "session",
]
