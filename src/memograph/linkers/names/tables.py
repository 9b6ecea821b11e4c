"""Tables: what the package knows by heart, from the TOML files beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from memograph.linkers.names.letters import plain


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table by the name of its file."""
    text = files("memograph.linkers.names").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the words of a list, as names are compared: in plain letters."""
    return frozenset(plain(word) for word in table(name)[key])


@cache
def groups(name: str, key: str) -> Mapping[str, frozenset[str]]:
    """Return in which groups of a list each of its words stands, by the first of each."""
    found: dict[str, set[str]] = {}
    for line in table(name)[key]:
        members = [plain(word) for word in line.split()]
        for member in members:
            found.setdefault(member, set()).add(members[0])
    return {member: frozenset(firsts) for member, firsts in found.items()}
