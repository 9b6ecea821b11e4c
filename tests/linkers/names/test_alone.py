"""Family names that stand alone, and words that only look like them."""

from __future__ import annotations

import pytest

from memograph.linkers.names.alone import has_initial, is_family_name


@pytest.mark.parametrize(
    "name",
    ["Kapo", "KAPO", "Comrade Kapo", "R. J. Foss", "Mr. O’Brien", "de Gaulle", "Dr. von Hagen",
     "Rauch-Kallat", "Gen. Li", "Громыко", "President Nixon"],
)  # fmt: skip
def test_family_name_is_one(name):
    assert is_family_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "?", "N. N.", "X", "annotator", "Ana Prifti", "the Prime Minister", "Prime Minister",
     "Speaker", "Interpreter", "Dolmetscher", "Chairman", "Comrade", "Ein Zuhörer", "Voice",
     "Amtmann von Apenrade", "Old director of the yard", "Ami de Paris", "12", "Delegate 3"],
)  # fmt: skip
def test_role_or_phrase_is_none(name):
    assert not is_family_name(name)


@pytest.mark.parametrize("name", ["John F. Kessel", "J. William Ash", "R. J. Foss", "Ash, John F."])
def test_initial_among_given_names_is_seen(name):
    assert has_initial(name)


@pytest.mark.parametrize(
    "name", ["", "Kapo", "Ana Prifti", "N. N.", "Delegate A", "Mr. F. Speaker"]
)
def test_letter_that_is_no_initial_is_none(name):
    assert not has_initial(name)
