"""Whether somebody can have been there, as far as the years tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.linkers.lifetimes import presence, years


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("1898", (1898, 1898)),
        ("1898-03-05", (1898, 1898)),
        ("189X", (1890, 1899)),
        ("18XX?", (1800, 1899)),
        ("1898~/1976", (1898, 1976)),
        ("../1976", (1976, 1976)),
        ("[1898,1900]", (1898, 1900)),
        ("-0044-03-15", (-44, -44)),
        ("XXXX", None),
        ("", None),
        ("unknown", None),
    ],
)
def test_years_of_a_date_are_its_bounds(edtf, bounds):
    assert years(edtf) == bounds


@pytest.mark.parametrize(
    ("born", "died", "expected"),
    [
        ("1898", "1976", "alive"),
        ("1898", "", "alive"),
        ("1820", "", "unknown"),
        ("", "1976", "unknown"),
        ("", "1950", "dead"),
        ("1898", "1967", "alive"),
        ("1898", "196X", "alive"),
        ("1955", "", "young"),
        ("1970", "", "unborn"),
        ("", "", "unknown"),
    ],
)
def test_presence_at_meetings_of_1967(born, died, expected):
    assert presence(born=born, died=died, first="1967-02-03", last="1967-10-09") == expected


def test_nobody_is_absent_from_meetings_without_a_day():
    assert presence(born="1820", died="1890", first="", last="") == "unknown"


@given(st.text(max_size=40))
def test_any_text_is_taken(text):
    found = years(text)
    assert found is None or found[0] <= found[1]
