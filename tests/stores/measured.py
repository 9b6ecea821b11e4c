"""The one table of what real stores do, as `measured.toml` holds it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What each store does in one case, in the words of its probe."""

    name: str
    says: str
    stores: dict[str, str]

    def of(self, store: str) -> str:
        """Return what a store does, by its name."""
        if store == "fuseki-memory":
            return self.stores.get("memory", self.stores["fuseki"])
        return self.stores[store]


def _rows(found: dict[str, dict[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(name=name, says=told.pop("says"), stores=told) for name, told in found.items())


def _read() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def versions() -> dict[str, str]:
    """Return which version of each store was measured."""
    return _read()["versions"]


def titles() -> dict[str, str]:
    """Return the stores whose behaviour is compared, and their names for readers."""
    return _read()["titles"]


def sections() -> dict[str, tuple[Row, ...]]:
    """Return the cases by what they are about."""
    return {each["title"]: _rows(each["rows"]) for each in _read()["sections"].values()}


def rows() -> dict[str, Row]:
    """Return all cases by their names."""
    return {row.name: row for section in sections().values() for row in section}


def logins() -> tuple[Row, ...]:
    """Return what stores with accounts answer, by how a request is signed."""
    return _rows(_read()["logins"])
