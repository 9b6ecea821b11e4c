"""All probes of what a store does, by their names."""

from __future__ import annotations

import answer_probes  # noqa: F401 - enters its probes, as the next two do
import graph_probes  # noqa: F401
import update_probes  # noqa: F401
from answer_probes import logins
from cases import PROBES

__all__ = ["PROBES", "logins"]
