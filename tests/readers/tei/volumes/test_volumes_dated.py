"""When and where a document of a volume says that it was, in print, mark-up and source note."""

from __future__ import annotations

import pytest
from volumes_of import volume

from memograph.readers.source import Source
from memograph.readers.tei import volumes

NORMALIZED = (
    'frus:doc-dateTime-min="1960-08-10T10:15:00-05:00"'
    ' frus:doc-dateTime-max="1960-08-10T10:35:00-05:00"'
)
DATELINE = (
    "<dateline><placeName>Port Mary</placeName>,"
    ' <date when="1960-03-09">March 9, 1960</date></dateline>'
)


def read(inner, *, attributes="", title="Memorandum of Conversation", note=""):
    document = (
        f'<div type="document" n="1" xml:id="d1" {attributes}><head>1. {title}{note}</head>'
        f"{inner}<p>Nothing was said.</p></div>"
    )
    (record,) = volumes.read(Source(name="v.xml", stem="v", data=volume(document)), "tei")
    return record


def meeting(marks, words, **more):
    record = read(f"<dateline>Port Mary, <date {marks}>{words}</date></dateline>", **more)
    return record.meetings[0], {problem.code for problem in record.problems}


def test_times_keep_the_offset_of_the_dateline_and_no_other_instant_stands_beside_it():
    found, _ = meeting(
        'from="1960-08-10T11:15:00-04:00" to="1960-08-10T11:35:00-04:00"',
        "August 10, 1960, 11:15–11:35 a.m.",
        attributes=NORMALIZED,
    )
    assert (found.date, found.date_edtf) == ("1960-08-10", "1960-08-10")
    assert found.started_at == "1960-08-10T11:15:00-04:00"
    assert found.ended_at == "1960-08-10T11:35:00-04:00"
    assert found.time_in_source == "11:15–11:35 a.m."
    assert found.date_in_source == "August 10, 1960"


@pytest.mark.parametrize(
    ("attributes", "words", "expected"),
    [
        ('when="1961-06-04T15:15:00"', "June 4, 1961, 3:15 p.m.", ("1961-06-04", "15:15:00", None)),
        ('when="1961-06-04"', "June 4, 1961", ("1961-06-04", None, None)),
        ('when="1961-06-04"', "June 4, 1961, 9 p.m.", ("1961-06-04", "21:00:00", None)),
        ('when="1961-06-04T15:15:00"', "that day", ("1961-06-04", "15:15:00", None)),
        ('when="1961-06-04T00:00:00"', "June 4, 1961", ("1961-06-04", None, None)),
        ('when=""', "June 4, 1961", ("1961-06-04", None, None)),
        ('when="soon"', "June 4, 1961", ("1961-06-04", None, None)),
        ('from="1961-06-04T23:00:00" to="1961-06-05T00:30:00"', "June 4, 1961, 11 p.m.–12:30 a.m.",
         ("1961-06-04/1961-06-05", None, None)),
        ('from="1961-06-03" to="1961-06-04"', "June 3–4, 1961",
         ("1961-06-03/1961-06-04", None, None)),
        ('notBefore="1961-06-04T15:00:00" notAfter="1961-06-04T17:00:00"', "June 4, 1961",
         ("1961-06-04", None, None)),
        ('when="1961-06"', "June 1961", ("1961-06", None, None)),
        ('notBefore="1961-06-01" notAfter="1961-06-09"', "undated",
         ("[1961-06-01..1961-06-09]", None, None)),
    ],
)  # fmt: skip
def test_date_is_read_as_far_as_it_is_certain(attributes, words, expected):
    found, codes = meeting(attributes, words)
    clock = [
        each.partition("T")[2] or None for each in (found.started_at or "", found.ended_at or "")
    ]
    assert (found.date or found.date_edtf, *clock) == expected
    assert "MG155" not in codes


@pytest.mark.parametrize(
    ("attributes", "words", "date", "start"),
    [
        (
            'when="1961-06-04T02:30:00"',
            "June 4, 1961, 2:30 p.m.",
            "1961-06-04",
            "1961-06-04T14:30:00",
        ),
        ('when="1961-06-05"', "June 4, 1961", "1961-06-04", None),
    ],
)
def test_print_is_believed_where_the_mark_up_differs(attributes, words, date, start):
    found, codes = meeting(attributes, words)
    assert (found.date, found.started_at) == (date, start)
    assert "MG155" in codes


def test_normalized_instants_date_a_document_that_has_no_dateline():
    record = read("", attributes=NORMALIZED)
    assert (record.meetings[0].date, record.meetings[0].started_at) == ("1960-08-10", None)


def test_title_tells_when_and_where_if_no_dateline_does():
    record = read(
        "", title="Memorandum of a Conversation, Custom House, Port Mary, May 8, 1957, 11 a.m."
    )
    assert record.meetings[0].started_at == "1957-05-08T11:00:00"
    assert [place.name for place in record.places] == ["Custom House", "Port Mary"]


def test_date_of_the_paper_is_told_from_that_of_the_talk():
    record = read(
        '<dateline><date type="creation-date" when="1960-03-09">March 9, 1960</date>; <date'
        ' type="conversation-or-meeting-date" when="1960-03-03">March 3, 1960</date></dateline>'
    )
    assert (record.document.created, record.meetings[0].date) == ("1960-03-09", "1960-03-03")


def test_letter_is_dated_by_its_dateline():
    record = read(
        f"<opener>{DATELINE}</opener>",
        title="Letter From the Envoy to the Commissioner",
    )
    assert (record.document.created, record.meetings, record.places) == ("1960-03-09", (), ())


@pytest.mark.parametrize(
    ("note", "call_number", "held_by"),
    [
        ("Source: City Archive, Office, Box 4, Quays. Secret; Nodis.",
         "City Archive, Office, Box 4, Quays", ("organization/City Archive",)),
        ("Source: Department of Harbours, Central Files, 611.61/6–461. Secret.",
         "Department of Harbours, Central Files, 611.61/6–461", ()),
        ("Kallian Library, Office Files, Quays. No classification marking.",
         "Kallian Library, Office Files, Quays", ("organization/Kallian Library",)),
    ],
)  # fmt: skip
def test_source_note_tells_the_archival_reference(note, call_number, held_by):
    document = read("", note=f'<note n="1" type="source">{note}</note>').document
    assert document.archival_reference.call_number == call_number
    assert document.held_by == held_by


def test_footnote_of_a_head_is_no_archival_reference():
    note = '<note n="1">On June 3, 1960, the Council met again; see Document 12.</note>'
    assert read("", note=note).document.archival_reference is None


@pytest.mark.parametrize(
    "words",
    [
        'Drafted by <persName corresp="#p_OA1">Oakes</persName> and approved by Mr. Brandt.',
        'Drafted in EUR by <persName corresp="#p_OA1">Oakes</persName> on June 5; cleared by Hale.',
        "Prepared by Mr. Oakes. The time is from the log of Mr. Brandt.",
    ],
)
def test_drafter_of_a_record_recorded_it_and_was_not_there_for_that(words):
    note = f'<note n="1" type="source">Source: City Archive, Box 4. Secret. {words}</note>'
    record = read("", note=note)
    (recorder,) = record.document.recorded_by
    assert {person.id: person.name for person in record.persons}[recorder].endswith("Oakes")
    assert record.participations == ()


def test_venue_of_the_source_note_lies_in_the_place_of_the_dateline():
    note = (
        '<note n="1" type="source">Source: City Archive, Box 4. Secret. The conversation was held'
        " in the Chart Room at the Custom House.</note>"
    )
    record = read(DATELINE, note=note)
    within = {place.id: place.within for place in record.places}
    at = record.meetings[0].place
    assert (at, within[at], within[within[at]]) == (
        "place/Chart Room", "place/Custom House", "place/Port Mary",
    )  # fmt: skip
