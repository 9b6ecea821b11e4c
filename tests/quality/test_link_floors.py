"""How well people are linked falls below no floor, and the benchmark is what it says it is."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def linking():
    """The module that measures; tests are no package."""
    spec = importlib.util.spec_from_file_location("quality_linking", HERE / "linking.py")
    module = sys.modules["quality_linking"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def people(linking, corpus):
    with linking.sittings(corpus / "load" / "parlamint-at.tar.gz") as paths:
        known = linking.persons(paths)
        yield known, linking.subjects(paths)


@pytest.fixture(scope="session")
def outcomes(linking, people):
    known, asked = people
    return [
        each
        for each in linking.outcomes(asked, linking.service(known))
        if not linking.is_tuned_on(each.truth)
    ]


def test_links_stay_above_the_floor(linking, outcomes, record_property):
    found = linking.figures(outcomes, linking.RULES["threshold"])
    assert found.people > 300
    for name, floor in linking.RULES["floors"].items():
        reached = getattr(found, name)
        record_property(name, reached)
        assert reached >= floor, f"{name}: {reached:.3f} is below the floor {floor}"


def test_identifiers_are_hidden_and_others_are_there(linking, people):
    known, asked = people
    entities = linking.service(known)
    there = {each.id for each in entities}
    withheld = {each for each in known if linking.is_withheld(each)}
    assert not any(subject.identifiers for subject, _ in asked)
    assert 0.15 < len(withheld) / len(known) < 0.25
    assert not withheld & there
    assert len(there - known.keys()) >= 3 * len(known)
    spelled = {each.id: each.name for each in entities}
    changed = sum(spelled[each] != known[each].name for each in known.keys() & there)
    assert changed > 0.4 * len(known.keys() & there)


def test_confidence_is_what_part_is_right_where_there_are_many(linking, outcomes):
    many = [each for each in linking.calibration(outcomes) if each[2] >= 30]
    assert len(many) > 1
    for mean, right, _ in many:
        assert abs(mean - right) < 0.1
