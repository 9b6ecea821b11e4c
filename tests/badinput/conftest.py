"""A folder to put bad input into, beside good input, and the export of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

GOOD = "Title: Talk\nDate: 3 May 1961\n\nAna Prifti: Café — naïve?\nJohn Banda: Yes.\n"


@dataclass(frozen=True)
class Folder:
    """Sources at `path`, which the commands run in; exports go to `out` below it."""

    path: Path
    command: Callable[..., Any]
    good: str = GOOD

    def put(self, name: str, content: str | bytes = GOOD) -> str:
        """Write a file and return its name."""
        data = content if isinstance(content, bytes) else content.encode()
        (self.path / name).write_bytes(data)
        return name

    def run(self, *arguments: str, given: bytes | None = None) -> Any:
        result = self.command(*arguments, within=self.path, given=given)
        assert "Traceback" not in result.output
        return result

    def read(self, *arguments: str, given: bytes | None = None) -> Any:
        return self.run("read", *arguments, given=given)

    def export(self, *arguments: str, to: str = "out", given: bytes | None = None) -> Any:
        base = ("--base", "https://example.org/id/")
        return self.run("export", "-o", to, *base, *arguments, given=given)

    def record(self, name: str = "good.txt") -> dict[str, Any]:
        """Return the JSON of the Record of a source, to be broken."""
        found: dict[str, Any] = json.loads(self.read(name, "--json").stdout)
        return found

    def problems(self, source: str) -> list[dict[str, Any]]:
        """Return what report.json tells of a source; every problem has a hint."""
        report = json.loads((self.path / "out" / "report.json").read_text(encoding="utf-8"))
        found = [
            problem
            for document in report["documents"]
            if document["source"] == source
            for problem in document["problems"]
        ]
        assert all(problem["hint"] and problem["message"] for problem in found)
        return found

    def codes(self, source: str) -> list[str]:
        return [problem["code"] for problem in self.problems(source)]

    def written(self) -> list[str]:
        """Return the names of all that was exported, hidden files too."""
        return sorted(self.contents())

    def contents(self) -> dict[str, bytes | None]:
        """Return the bytes of all that was exported but the manifest, None for a folder."""
        place = self.path / "out"
        found = place.iterdir() if place.is_dir() else ()
        return {
            path.name: path.read_bytes() if path.is_file() else None
            for path in found
            if path.name != ".memograph"
        }


@pytest.fixture
def folder(tmp_path, run_memograph):
    """A folder with one good source in it."""
    found = Folder(tmp_path, run_memograph)
    found.put("good.txt")
    return found
