"""What is known of a store that runs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A store that runs, and where to ask it what."""

    name: str
    url: str
    """Its base, without a slash at the end."""
    query_url: str
    update_url: str
    graph_url: str
    """The Graph Store Protocol's URL, to which `?graph=` is added; without it, it is the store."""
    user: str = ""
    password: str = field(default="", repr=False)
    auth: str = "none"
    """none, basic or digest."""
    folder: Path
    """Where its data and logs are."""
    process: subprocess.Popen[bytes] = field(repr=False, compare=False)


Start = Callable[[str, Path], Server]
