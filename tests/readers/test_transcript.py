"""Plain transcripts."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader, is_marked_up

TALK = "Ada Brown: One.\n\nCarl Green: Two.\n\nAda Brown: Three.\n"
READER = TranscriptReader()


def source(text, **given_):
    data = text if isinstance(text, bytes) else text.encode()
    return Source(name="talks.txt", stem="talks", data=data, **given_)


def read(text, **given_):
    (record,) = READER.read(source(text, **given_))
    return record


def test_text_of_labels_is_likelier_than_other_text():
    assert READER.sniff(source(TALK)) > READER.sniff(source("Only some words.")) > 0


@pytest.mark.parametrize("text", ["<html><p>Ada: Yes.</p></html>", '{"a": 1}', "  <TEI/>"])
def test_text_with_mark_up_is_hardly_a_transcript(text):
    assert 0 < READER.sniff(source(text)) < 0.1


def test_saved_page_is_left_to_the_reader_of_pages():
    page = f"Skip to content\n\nTalks\n\n{TALK}\n\nDocument Information\n\nRecord ID"
    assert READER.sniff(source(page)) < READER.sniff(source(TALK))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", bytes(range(32)) * 9])
def test_bytes_that_are_no_text_are_no_transcript(data):
    assert READER.sniff(source(data)) == 0
    with pytest.raises(UnreadableSource):
        read(data)


def test_record_bears_reader_slug_and_file():
    record = read(TALK)
    assert (record.reader, record.source, record.document.slug) == (
        "transcript", "talks.txt", "talks",
    )  # fmt: skip
    assert record.text_versions[0].source.file_name == "talks.txt"
    assert record.full_text == TALK
    assert len(record.turns) == 3


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Talks on the Harbour", "Talks on the Harbour"),
        ("# Talks on the Harbour", "Talks on the Harbour"),
        ("Lusaka Papers\n\nMinutes of the Talks", "Minutes of the Talks"),
        ("Minutes of the talks on\nthe harbour", "Minutes of the talks on the harbour"),
        ("3 May 1961\n\nMinutes of the Talks", "Minutes of the Talks"),
        ("It rained all day.\n\nMinutes of the Talks", "Minutes of the Talks"),
        ("Secret", ""),
        ("Date: 3 May 1961\n\nMinutes of the Talks", ""),
        ("Title: Talks on Coal", "Talks on Coal"),
        ("Niederschrift über das Gespräch", "Niederschrift über das Gespräch"),
        ("COMPTE RENDU\nde la deuxième séance", "COMPTE RENDU de la deuxième séance"),
    ],
)
def test_title_is_the_first_line_that_names_a_record_else_the_first(head, title):
    assert read(f"{head}\n\n{TALK}", language=_language(head)).document.title == title


def _language(head):
    return {"N": "de", "C": "fr"}.get(head[0], "en")


def test_language_of_the_source_counts_more_than_the_words():
    assert read(TALK, language="fr").text_versions[0].language == "fr"


def test_problems_of_the_bytes_are_problems_of_the_record():
    record = read(TALK.replace("One", "Zoë").encode("windows-1252"))
    assert record.problems[0].code == "MG107"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(end):
    plain, other = read(TALK), read(TALK.replace("\n", end))
    assert other.turns == plain.turns
    assert other.statements == plain.statements
    assert other.full_text == plain.full_text


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with suppress(UnreadableSource):
        read(data)
    assert 0 <= READER.sniff(source(data)) <= 1


@pytest.mark.parametrize(
    ("text", "marked_up"),
    [
        ("<p>Yes.</p>", True),
        ('{"a": 1}', True),
        ("[1, 2]", True),
        ("null", True),
        ("[" * 100_000, True),
        ("[Ada] Brown: Yes.", False),
        ("“Yes.”", False),
        ("Ada: <yes>", False),
    ],
)
def test_mark_up_and_data_are_told_from_what_people_read(text, marked_up):
    assert is_marked_up(text) is marked_up


def test_paragraph_that_goes_on_to_a_full_stop_is_no_title():
    text = "How talks are kept\nand where they go,\nwritten for clerks.\n\n" + TALK
    assert read(text).document.title == ""


def test_title_that_goes_on_in_lower_case_is_read_whole():
    text = "SHORT MINUTES\nof the second meeting\n\nAda: Yes.\n\nBen: No.\n"
    assert read(text).document.title == "SHORT MINUTES of the second meeting"
