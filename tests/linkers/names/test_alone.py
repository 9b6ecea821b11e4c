"""Family names that stand alone, and words that only look like them."""

from __future__ import annotations

import pytest

from memograph.linkers.names.alone import is_family_name


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
