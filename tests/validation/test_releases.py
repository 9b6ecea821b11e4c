"""With which releases of pyshacl and rdflib the engine is prepared."""

import importlib.metadata

import pytest

from memograph.validation.tuned import run


def test_installed_releases_are_among_those_that_were_tried():
    """Where this fails, run SPOILT_EACH=90 pytest tests/validation/test_tuned.py, then widen."""
    assert run.tried.__wrapped__()


@pytest.mark.parametrize(
    ("name", "release", "known"),
    [
        ("pyshacl", "0.30.1", True),
        ("pyshacl", "0.40.1", True),
        ("pyshacl", "0.40.2", False),
        ("pyshacl", "0.29.0", False),
        ("pyshacl", "0.40.1.post1", False),
        ("rdflib", "7.6.0", True),
        ("rdflib", "8.0.0", False),
        ("rdflib", "8.0.0a1", False),
    ],
)
def test_only_releases_that_were_tried_are_prepared(monkeypatch, name, release, known):
    installed = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda each: release if each == name else installed(each)
    )
    assert run.tried.__wrapped__() is known
