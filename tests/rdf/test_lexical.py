"""Numbers, durations and times in the spelling that stores keep."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.rdf.lexical import date_time, day_time_duration, decimal
from memograph.rdf.vocab import XSD


def rewritten(value, datatype):
    import pyoxigraph

    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("a:a")
    literal = pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype))
    store.add(pyoxigraph.Quad(node, node, literal))
    return next(iter(store)).object.value


@given(st.floats(0, 1))
def test_decimal_of_any_confidence_is_exact_and_plain(value):
    spelled = decimal(value)
    assert Decimal(spelled) == Decimal(repr(value))
    assert "e" not in spelled.lower()


@given(st.integers(0, 10**4).map(lambda number: number / 10**4))
def test_decimal_is_not_rewritten_by_a_store(value):
    assert rewritten(decimal(value), XSD.decimal) == decimal(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_decimal_of_no_number_is_refused(value):
    with pytest.raises(ValueError, match="xsd:decimal"):
        decimal(value)


def test_decimal_of_negative_zero_is_zero():
    assert decimal(-0.0) == "0"


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_duration_is_not_rewritten_by_a_store(hours, minutes, seconds):
    made = day_time_duration(f"PT{hours}H{minutes}M{seconds}S")
    assert rewritten(made, XSD.dayTimeDuration) == made
    assert day_time_duration(made) == made


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("PT1H30M", "PT1H30M"),
        ("PT90M", "PT1H30M"),
        ("P1DT12H", "P1DT12H"),
        ("-PT5M", "-PT5M"),
        ("PT1.50S", "PT1.5S"),
        ("PT0M", "PT0S"),
        ("P1Y", "P1Y"),
        ("P", "P"),
        ("PT", "PT"),
        ("an hour", "an hour"),
    ],
)
def test_duration_is_canonical_or_left_alone(value, expected):
    assert day_time_duration(value) == expected


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.none()))  # noqa: DTZ001 - a source gives no zone
def test_time_is_not_rewritten_by_a_store(moment):
    made = date_time(moment.isoformat())
    assert rewritten(made, XSD.dateTime) == made
    assert datetime.fromisoformat(made) - moment == timedelta()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1967-10-12T18:00", "1967-10-12T18:00:00"),
        ("1996-01-15T10:04:00.500+0200", "1996-01-15T10:04:00.5+02:00"),
        ("1996-01-15T10:04-00:00", "1996-01-15T10:04:00Z"),
        ("1996-01-15T10:04Z", "1996-01-15T10:04:00Z"),
        ("six o'clock", "six o'clock"),
    ],
)
def test_time_is_canonical_or_left_alone(value, expected):
    assert date_time(value) == expected
