"""The runner of documented blocks, loaded from docs/."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def load(name: str):
    known = f"documentation_{name}"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, DOCS / f"{name}.py")
        sys.modules[known] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[known]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test that asks for a `page` all pages of the documentation, README included."""
    if "page" in metafunc.fixturenames:
        pages = [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))]
        metafunc.parametrize("page", pages, ids=[str(p.relative_to(DOCS.parent)) for p in pages])


@pytest.fixture(scope="session")
def blocks():
    return load("blocks")


@pytest.fixture(scope="session")
def generate():
    return load("generate")
