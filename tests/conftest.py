"""What all tests share: where things are, and a small record of conversation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

TRANSCRIPT = """\
Title: Meeting on the railway
Date: 3 May 1961
Place: Lusaka

Ana Prifti: Welcome. Shall we begin?
John Banda: Yes, gladly.

The line has waited for long.
Ana Prifti: Then let us begin.
"""


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus beside the repository; where it must be, its absence is a failure."""
    if not CORPUS.is_dir():
        reason = f"the corpus is not beside the repository ({CORPUS})"
        if os.environ.get("REQUIRE_CORPUS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return CORPUS


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "railway.txt"
    path.write_text(TRANSCRIPT, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MEMOGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
