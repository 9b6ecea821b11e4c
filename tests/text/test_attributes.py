"""Dates and times that mark-up states in attributes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Where
from memograph.text.attributes import Stated, stated_date, stated_time

HERE = Where(source="a.xml", line=3)


@pytest.mark.parametrize(
    ("attributes", "edtf", "iso"),
    [
        ({"when": "1967-10-12"}, "1967-10-12", "1967-10-12"),
        ({"when": " 1967-10-12Z "}, "1967-10-12", "1967-10-12"),
        ({"when": "1967-10-12+02:00"}, "1967-10-12", "1967-10-12"),
        ({"when": "1967-10-12T18:00:00-05:00"}, "1967-10-12", "1967-10-12"),
        ({"when": "1967-10-12T18:00"}, "1967-10-12", "1967-10-12"),
        ({"when": "1967-10"}, "1967-10", None),
        ({"when": "1967"}, "1967", None),
        ({"when": "--05-03"}, "XXXX-05-03", None),
        ({"when": "--05"}, "XXXX-05", None),
        ({"start": "1951-05-03", "end": "1951-05-05"}, "1951-05-03/1951-05-05", None),
        ({"start": "1951-05-03T09:00:00", "end": "1951-05-03T10:00:00"}, "1951-05-03",
         "1951-05-03"),
        ({"start": "1951-05-03"}, "1951-05-03", "1951-05-03"),
        ({"not_before": "1951-05-03", "not_after": "1951-05-05"}, "[1951-05-03..1951-05-05]",
         None),
        ({"not_before": "1951"}, "[1951..]", None),
        ({"not_after": "1951-05"}, "[..1951-05]", None),
        ({"not_before": "1951-05-03", "not_after": "1951-05-03"}, "1951-05-03", "1951-05-03"),
    ],
)  # fmt: skip
def test_date_of_attributes_has_its_edtf_and_its_day(attributes, edtf, iso):
    found, problems = stated_date(Stated(**attributes), where=HERE)
    assert (found.edtf, found.iso, problems) == (edtf, iso, ())


@pytest.mark.parametrize("value", [None, "", "  "])
def test_empty_attribute_leaves_the_text_to_say_it(value):
    found, problems = stated_date(Stated(when=value), "den 3. März 1961", where=HERE)
    assert (found.iso, problems) == ("1961-03-03", ())
    assert stated_date(Stated(when=value), where=HERE) == (None, ())
    assert stated_time(Stated(when=value), "", where=HERE) == (None, ())


@pytest.mark.parametrize("value", ["soon", "1967-1-2", "12.10.1967", "1967-10-12T25:00:00", "0000"])
def test_attribute_that_is_no_date_is_a_problem(value):
    found, problems = stated_date(Stated(when=value), where=HERE)
    assert found is None
    assert [(each.code, each.where) for each in problems] == [("MG142", HERE)]


@pytest.mark.parametrize(
    ("attributes", "edtf"),
    [
        ({"when": "1967-06-31"}, "1967-06?"),
        ({"when": "1967-13-01"}, "1967?"),
        ({"start": "1951-05-05", "end": "1951-05-03"}, "1951?"),
    ],
)
def test_date_that_cannot_be_is_a_contradiction(attributes, edtf):
    found, _ = stated_date(Stated(**attributes), where=HERE)
    assert (found.edtf, found.iso) == (edtf, None)
    assert found.contradiction


def test_text_that_names_another_day_counts_and_is_told():
    found, problems = stated_date(Stated(when="2011-06-10"), "9 June 2011", where=HERE)
    assert found.iso == "2011-06-09"
    assert [each.code for each in problems] == ["MG141"]


@pytest.mark.parametrize(
    ("attributes", "text", "start", "end", "code"),
    [
        ({"when": "2011-06-10T02:07:00"}, "2.07 p.m.", "14:07", None, "MG141"),
        ({"when": "2011-06-10T14:07:00"}, "2.07 p.m.", "14:07", None, None),
        ({"when": "10:02:00Z"}, "", "10:02", None, None),
        ({"start": "1975-05-03T10:15:00-05:00", "end": "1975-05-03T11:00:00-05:00"},
         "10:15–11 a.m.", "10:15", "11:00", None),
        ({"start": "1975-05-03T02:15", "end": "1975-05-03T03:00"}, "2:15-3 p.m.", "14:15", "15:00",
         "MG141"),
        ({"when": "T24:00:00"}, "", "00:00", None, None),
        ({"when": "1975-05-03"}, "às dez e cinco", "10:05", None, None),
    ],
)  # fmt: skip
def test_time_of_attributes_is_corrected_by_its_text(attributes, text, start, end, code):
    found, problems = stated_time(Stated(**attributes), text, where=HERE)
    assert (found.start, found.end) == (start, end)
    assert {each.code for each in problems} == ({code} if code else set())


def test_zone_of_an_attribute_is_kept():
    found, _ = stated_time(Stated(when="1996-01-15T17:28:00+0100"), where=HERE)
    assert (found.start, found.zone) == ("17:28", "+01:00")


@given(st.text(alphabet="0123456789-T:Z+. ab", max_size=24), st.text(max_size=24))
def test_any_attribute_is_read_or_told(value, text):
    stated_date(Stated(when=value, end=text, not_before=value), text, where=HERE)
    stated_time(Stated(when=value, end=text), text, where=HERE)
