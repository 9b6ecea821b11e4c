"""The examples that are no text say what the program that makes them says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from memograph import pipeline
from memograph.readers import Source

PROGRAM = Path(__file__).with_name("office_examples.py")
NAMES = ("hafenausschuss-1973.docx", "quarry-inspection-1958.pdf")


@pytest.fixture(scope="module")
def made():
    """The files, made anew."""
    spec = importlib.util.spec_from_file_location("office_examples", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.made()


@pytest.mark.parametrize("name", NAMES)
def test_example_says_what_its_program_says(name, made, examples):
    assert set(made) == set(NAMES)
    anew = pipeline.read(Source(name=name, stem=name, data=made[name]))
    # Packed bytes may differ from one machine to the other, what is in them must not.
    assert pipeline.read(examples / name).full_text == anew.full_text
