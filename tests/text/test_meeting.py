"""What the head of a record says about the meeting."""

from __future__ import annotations

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.datelines import dateline_place
from memograph.text.dates import find_dates
from memograph.text.fields import fields
from memograph.text.header import sentences, units
from memograph.text.meeting import (
    first,
    head_dates,
    meeting_time,
    occasion,
    place_wording,
    series,
)


def parts(text, language):
    words = cues(language)
    whole = Span(0, len(text))
    return fields(text, whole, words), [
        s for u in units(text, whole, words) for s in sentences(text, u, words)
    ]


def place_of(text, language="en"):
    found, told = parts(text, language)
    return place_wording(text, found, told, cues(language))


def time_of(text, language="en"):
    found, told = parts(text, language)
    return meeting_time(text, found, told, cues(language))


def dates_of(text, language="en"):
    found, told = parts(text, language)
    dates = head_dates(text, found, told, cues(language))
    return tuple(d.edtf if d else None for d in (dates.meeting, dates.created))


def occasion_of(text, language="en"):
    return occasion(parts(text, language)[1], cues(language))


def series_of(text, language="en"):
    return series(parts(text, language)[1], cues(language))


@pytest.mark.parametrize(
    ("text", "name", "host"),
    [
        ("They met during the dinner given by President Lee Brown for the guests.",
         "dinner", "President Lee Brown"),
        ("They spoke at a reception hosted by Ada Brown.", "reception", "Ada Brown"),
        ("It took place during the visit that Minister Ada Brown had arranged for them.",
         "visit", "Minister Ada Brown"),
        ("They met on the occasion of the anniversary of the port.", "anniversary", None),
    ],
)  # fmt: skip
def test_occasion_is_named_by_a_sentence_with_its_host(text, name, host):
    found = occasion_of(text)
    assert found.name == name
    assert found.span.cut(text) == found.wording
    assert (found.host.cut(text) if found.host else None) == host


def test_stop_of_the_sentence_is_no_part_of_a_short_name_of_the_host():
    text = "They met during the dinner given by President Lee Ost."
    assert occasion_of(text).host.cut(text) == "President Lee Ost"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Das Gespräch fand während des Empfangs statt.", "Empfang"),
        ("Das Gespräch fand im Rahmen der Konferenz statt.", "Konferenz"),
        ("Sie sprachen bei einem Abendessen.", "Abendessen"),
    ],
)
def test_german_occasion_is_named_in_any_case(text, word):
    found = occasion_of(text, "de")
    assert found is not None
    assert found.name.startswith(word)


@pytest.mark.parametrize(
    "text", ["They spoke at the office.", "It rained.", "Date: 3 May", "Reception"]
)
def test_other_sentence_names_no_occasion(text):
    assert occasion_of(text) is None


@pytest.mark.parametrize(
    ("language", "text", "wording"),
    [
        ("en", "Place: Lusaka", "Lusaka"),
        ("en", "Venue: Room 12, Town Hall", "Room 12, Town Hall"),
        ("en", "The conversation took place in the council chamber of the Harbour Board.",
         "the council chamber of the Harbour Board"),
        ("en", "Meeting held on Friday, 9 November 1956, in Room 4 of the Annex, from 10.15 a.m.",
         "Room 4 of the Annex"),
        ("en", "The meeting took place aboard the steamer Selma.", "the steamer Selma"),
        ("en", "Recorded at the Lighthouse Museum on 4 May 1961", "the Lighthouse Museum"),
        ("en", "Harbour House", "Harbour House"),
        ("en", "Committee Room, Town Hall", "Committee Room, Town Hall"),
        ("de", "Ort: Kleiner Saal, Rathaus", "Kleiner Saal, Rathaus"),
        ("de", "Die Sitzung fand in Flensburg statt.", "Flensburg"),
        ("fr", "Lieu : salle des actes", "salle des actes"),
        ("fr", "La séance est ouverte dans la salle des actes, sous la présidence de M. Lebrun.",
         "la salle des actes"),
    ],
)  # fmt: skip
def test_place_is_told_by_key_sentence_or_a_line_that_is_a_venue(language, text, wording):
    assert place_of(text, language) == wording


@pytest.mark.parametrize(
    "text",
    [
        "It was cold.",
        "TOWN HALL",
        "He lives in Harbour House.",
        "the old house",
        "House rules were read out by the Speaker of the House",
        "Date: 3 May 1961",
    ],
)
def test_other_line_is_no_venue(text):
    assert place_of(text) is None


def test_keyed_place_beats_a_sentence():
    text = "The meeting took place in Varna.\n\nPlace: Lusaka"
    assert place_of(text) == "Lusaka"


@pytest.mark.parametrize(
    ("language", "line", "position", "name"),
    [
        ("en", "Second Meeting", 2, None),
        ("en", "**THIRD CONVERSATION**", 3, None),
        ("en", "Meeting No. 4", 4, None),
        ("en", "Session IV", 4, None),
        ("en", "Session XIV", 14, None),
        ("en", "22nd session", 22, None),
        ("en", "First Session of the Harbour Board", 1, "the Harbour Board"),
        ("de", "Zweite Sitzung", 2, None),
        ("de", "Erstes Gespräch", 1, None),
        ("de", "3. Sitzung des Ausschusses", 3, "Ausschusses"),
        ("fr", "Deuxième séance", 2, None),
        ("fr", "3e séance", 3, None),
        ("fr", "de la deuxième séance de la Commission du coton", 2, "la Commission du coton"),
    ],
)
def test_short_line_tells_the_place_in_a_series(language, line, position, name):
    found = series_of(line, language)
    assert (found.position, found.name) == (position, name)


@pytest.mark.parametrize(
    ("language", "line", "position"),
    [
        ("de", "Siebente Sitzung", 7),
        ("fr", "Seconde réunion", 2),
        ("fr", "1re séance", 1),
        ("fr", "2ème séance", 2),
    ],
)
def test_every_ordinal_that_a_heading_may_have_is_a_number(language, line, position):
    found = series_of(line, language)
    assert found is not None
    assert found.position == position


@pytest.mark.parametrize(
    "line", ["The second meeting was good.", "Second helping", "Meeting", "Session MIX", ""]
)
def test_other_line_is_in_no_series(line):
    assert series_of(line) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The conversation started around 6:00 p.m. and lasted 1 hour and 30 minutes.",
         ("18:00", None, "about", "PT1H30M")),
        ("en", "Time: 9 a.m. - 10.15 a.m.", ("09:00", "10:15", None, None)),
        ("en", "Start: 10.05\nEnd: 11.00", ("10:05", "11:00", None, None)),
        ("en", "End: 11.00", (None, "11:00", None, None)),
        ("en", "Duration: 2 hours", (None, None, None, "PT2H")),
        ("en", "Date: 9 May 1956, 10.15 a.m.", ("10:15", None, None, None)),
        ("en", "14.00-15.20 hours", ("14:00", "15:20", None, None)),
        ("en", "The meeting opened at 9 a.m.\n\nThe meeting closed at 11.30 a.m.",
         ("09:00", "11:30", None, None)),
        ("en", "(The talks ended at 15.20 hours.)", (None, "15:20", None, None)),
        ("de", "Beginn: 9.05 Uhr\nEnde: 10.50 Uhr", ("09:05", "10:50", None, None)),
        ("de", "Das Gespräch dauerte von 14.20 bis 15.05 Uhr.", ("14:20", "15:05", None, None)),
        ("fr", "La séance est ouverte à 15 h 10.\n\nLa séance est levée à 16 h 45.",
         ("15:10", "16:45", None, None)),
    ],
)  # fmt: skip
def test_times_are_told_by_keys_or_sentences(language, text, expected):
    found = time_of(text, language)
    assert (found.start, found.end, found.qualifier, found.duration) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Date: 9 May 1956",
        "It rained.",
        "The ship left Varna at 9 a.m. with ninety men and two dogs, all of whom were ill.",
    ],
)
def test_no_time_is_told_by_other_lines(text):
    assert time_of(text) is None


def test_wording_of_both_times_is_kept():
    assert time_of("Start: 10.05\nEnd: 11.00").text == "10.05; 11.00"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Date: 3 May 1961", ("1961-05-03", None)),
        ("en", "Lusaka, 3 May 1961", ("1961-05-03", None)),
        ("en", "3 MAY 1961", ("1961-05-03", None)),
        ("en", "Date: 1961", ("1961", None)),
        ("en", "They wrote to him on 3 May 1961 about it.", ("1961-05-03", None)),
        ("en", "May 1961\n\n3 May 1961", ("1961-05-03", None)),
        ("en", "3 May 1961\n\nMay 1961", ("1961-05-03", None)),
        ("en", "Date of document: 9 May 1961\nDate: 3 May 1961", ("1961-05-03", "1961-05-09")),
        ("en", "Lusaka, 3 May 1961\n\nMeeting held on 1 May 1961 in Lusaka.",
         ("1961-05-01", "1961-05-03")),
        ("en", "Date: 5 May 1961\nThe meeting took place on 3 May 1961.",
         ("1961-05-03", "1961-05-05")),
        ("en", "No date here.", (None, None)),
        ("en", "Date: soon", (None, None)),
        ("de", "Datum: 3. Mai 1961", ("1961-05-03", None)),
        ("de", "Gespräch zwischen A und B am 14. September 1960", ("1960-09-14", None)),
        ("fr", "Bamako, le 22 novembre 1966", ("1966-11-22", None)),
        ("fr", "Compte rendu de la séance du 3 mai 1961", ("1961-05-03", None)),
    ],
)  # fmt: skip
def test_date_of_the_meeting_is_told_apart_from_that_of_the_paper(language, text, expected):
    assert dates_of(text, language) == expected


def test_first_field_of_a_name_is_found():
    text = "Place: Lusaka\nDate: 3 May\nPlace: Varna"
    found, _ = parts(text, "en")
    assert first(found, "place").span.cut(text) == "Lusaka"
    assert first(found, "chair") is None


@pytest.mark.parametrize(
    ("text", "start", "zone"),
    [
        ("Time: 10:00 GMT+2", "10:00", "+02:00"),
        ("Time: 10:00 UTC -5:30", "10:00", "-05:30"),
        ("Time: 10:00+02:00", "10:00", "+02:00"),
        ("Time: 10:00", "10:00", None),
    ],
)
def test_offset_beside_a_time_is_its_zone(text, start, zone):
    found = time_of(text)
    assert (found.start, found.zone) == (start, zone)


@pytest.mark.parametrize(
    ("language", "line", "place"),
    [
        ("en", "Washington, June 4, 1961, 3:15 p.m.", "Washington"),
        ("en", "Moscow, 12 October 1967", "Moscow"),
        ("en", "NEW YORK, 3 May 1951", "NEW YORK"),
        ("en", "3 May 1951, Accra", "Accra"),
        ("de", "Husum, den 3. März 1951", "Husum"),
        ("fr", "Lorient, le 3 mars 1951", "Lorient"),
        ("ru", "г. Архангельск, 17.XII.1947 г.", "Архангельск"),
        ("en", "SECRET, 3 May 1951", None),
        ("en", "Minutes, 3 May 1951", None),
        ("en", "Mr. Brown, 3 May 1951", None),
        ("en", "It rained on 3 May 1951", None),
        ("en", "Tuesday, 3 May 1951", None),
    ],
)
def test_place_of_a_dateline_is_told_from_other_words_before_a_date(language, line, place):
    whole = units(line, Span(0, len(line)), cues(language))
    (date,) = find_dates(line, language=language)
    assert dateline_place(whole, date, cues(language)) == place


def test_dateline_of_another_day_is_not_that_of_the_meeting():
    whole = units("Accra, 7 May 1951", Span(0, 17), cues("en"))
    assert dateline_place(whole, find_dates("3 May 1951")[0], cues("en")) is None


@pytest.mark.parametrize(
    ("said", "dated", "day"),
    [
        ("held on 3 May", "7 May 1951", "1951-05-03"),
        ("held on 29 December", "4 January 1952", "1951-12-29"),
        ("held on 9 May", "7 May 1951", "1951-05-07"),
        ("held on 3 May 1950", "7 May 1951", "1950-05-03"),
    ],
)
def test_day_without_year_is_in_the_year_of_the_paper(said, dated, day):
    text = f"Record of a conversation {said}\n\nDated: {dated}\n"
    found, told = parts(text, "en")
    assert head_dates(text, found, told, cues("en")).meeting.iso == day
