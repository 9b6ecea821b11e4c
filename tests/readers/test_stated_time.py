"""Times that mark-up points out: what their words say, and whether they are those of a meeting."""

from __future__ import annotations

import pytest

from memograph.problems import Where
from memograph.readers.stated_time import StatedTime, day_of, moment_of, sitting

HERE = Where(source="a.xml")


def stated(words: str, attribute: str | None = None, *, ends: bool | None = None) -> StatedTime:
    return StatedTime(words=words, where=HERE, attribute=attribute, ends=ends)


@pytest.mark.parametrize(
    ("words", "attribute", "expected", "odd"),
    [
        ("17:28", "1996-01-15T17:28:00+01:00", "1996-01-15T17:28:00+01:00", 0),
        ("09:02:03", "1996-01-15T09:02:03+01:00", "1996-01-15T09:02:03+01:00", 0),
        ("2.07 p.m.", "2011-06-10T02:07:00", "2011-06-10T14:07:00", 1),
        ("", "14:07", "2000-01-01T14:07:00", 0),
        ("at half past nothing", "99:99", None, 0),
        ("closed on 4 May 1961 at 9.27 a.m.", None, "1961-05-04T09:27:00", 0),
        ("rose at 2.07 p.m. until 11th June 2011", None, "2000-01-01T14:07:00", 0),
    ],
)
def test_moment_follows_words_where_they_differ_from_the_attribute(
    words: str, attribute: str | None, expected: str | None, odd: int
) -> None:
    found, problems = moment_of(stated(words, attribute), "en")
    assert (found.on("2000-01-01") if found else None) == expected
    assert len(problems) == odd


@pytest.mark.parametrize(
    ("last", "ended", "odd"),
    [
        ("1961-05-03T18:00:00", "1961-05-03T18:00:00", []),
        ("1961-05-04T01:00:00", "1961-05-04T01:00:00", []),
        ("1961-05-04T18:00:00", None, ["MG151"]),
        ("1961-05-03T09:00:00", None, ["MG151"]),
        ("1961-06-03T18:00:00", None, ["MG151"]),
    ],
)
def test_end_is_on_the_day_or_in_the_night_after(
    last: str, ended: str | None, odd: list[str]
) -> None:
    held = sitting("1961-05-03", [stated("", "1961-05-03T17:00:00")], [stated("", last)], "en")
    assert held.started_at == "1961-05-03T17:00:00"
    assert (held.ended_at, [one.code for one in held.problems]) == (ended, odd)


def test_end_without_seconds_in_the_minute_of_the_beginning_is_no_earlier() -> None:
    held = sitting("1961-05-03", [stated("", "1961-05-03T19:20:02")], [stated("19:20")], "en")
    assert (held.started_at, held.ended_at) == ("1961-05-03T19:20:00", "1961-05-03T19:20:00")


def test_beginning_of_the_next_meeting_is_no_end() -> None:
    last = [
        stated("", "1961-05-03T18:00:00", ends=True),
        stated("", "1961-05-03T20:00:00", ends=False),
    ]
    assert sitting("1961-05-03", [], last, "en").ended_at == "1961-05-03T18:00:00"


def test_times_of_a_meeting_without_a_day_stay_words() -> None:
    held = sitting(None, [stated("10.03 a.m.")], [], "en")
    assert (held.started_at, held.wording) == (None, "10.03 a.m.")


def test_day_of_an_empty_attribute_is_that_of_the_words() -> None:
    assert day_of("", "3. Mai 1961", "de") == (None, "1961-05-03")
    assert day_of("1961-13-99", "", "de") == (None, None)
