"""Where a document comes from."""

from __future__ import annotations

from time import process_time

import pytest

from memograph.problems import Span
from memograph.text.cues import cues
from memograph.text.fields import fields
from memograph.text.header import sentences, units
from memograph.text.provenance import (
    archival_reference,
    head_origin,
    is_reference,
    origin,
)


def told(note, language="en"):
    return origin(note, Span(0, len(note)), cues(language))


def hands(found):
    return [p.name.name for p in found.obtained_by], [p.name.name for p in found.translated_by]


@pytest.mark.parametrize(
    ("call_number", "parts"),
    [
        ("F. 17, Op. 3, D. 41, L. 5-9", ("17", "3", "41", "5-9", None)),
        ("F. 9. Op. 9. D. 99. L. 9-99", ("9", "9", "99", "9-99", None)),
        ("V. 1967, L. 19, D. 20", (None, "19", "20", None, "1967")),
        ("Viti 1967, Dosja 20", (None, None, "20", None, "1967")),
        ("AB-CDE-V. 1967, L. 19, D. 20", ("AB-CDE", "19", "20", None, "1967")),
        ("RG 59, Box 12, Folder 3", ("59", "12", "3", None, None)),
        ("Bestand 12, Akte 44, Bl. 5-9", ("12", None, "44", "5-9", None)),
        ("Ф. 5, оп. 30, д. 12, л. 3", ("5", "30", "12", "3", None)),
        ("B 123/45678, 12-14", (None, None, None, None, None)),
        ("carton 41, dossier 3", (None, None, None, None, None)),
    ],
)
def test_call_number_is_split_into_the_parts_that_can_be_told_apart(call_number, parts):
    found = archival_reference(call_number)
    assert found.call_number == call_number
    assert (
        found.fonds,
        found.inventory,
        found.file,
        found.folio,
        found.reference_year,
    ) == parts


def test_letters_of_an_archive_are_no_part_of_the_call_number():
    found = archival_reference("Archive F. 3, Varna, F. 612, Op. 2", "Archive F. 3, Varna")
    assert (found.fonds, found.inventory) == ("612", "2")


@pytest.mark.parametrize(
    ("language", "note", "archive", "call_number"),
    [
        ("en", "State Archive, Varna, F. 612, Op. 2", "State Archive, Varna",
         "State Archive, Varna, F. 612, Op. 2"),
        ("en", "Source: National Library, Box 4, Folder 12", "National Library",
         "National Library, Box 4, Folder 12"),
        ("en", "Union Records Office, Lima, K-118/4, pp. 51-55", "Union Records Office, Lima",
         "Union Records Office, Lima, K-118/4, pp. 51-55"),
        ("en", "NAX: A1838, 69/1", None, "NAX: A1838, 69/1"),
        ("en", "Archive", None, None),
        ("en", "Ada Brown gave it to us", None, None),
        ("en", "", None, None),
        ("de", "Staatliches Archiv, Kiel, Bestand 12", "Staatliches Archiv, Kiel",
         "Staatliches Archiv, Kiel, Bestand 12"),
        ("fr", "Archives nationales, Bamako, carton 41", "Archives nationales, Bamako",
         "Archives nationales, Bamako, carton 41"),
    ],
)  # fmt: skip
def test_source_note_names_archive_and_call_number(language, note, archive, call_number):
    found = told(note, language)
    assert found.archive == archive
    assert (found.reference.call_number if found.reference else None) == call_number


@pytest.mark.parametrize(
    ("language", "note", "obtained", "translated"),
    [
        ("en", "Archive, F. 1. Obtained by Ada Brown and translated by Carl Green.",
         ["Ada Brown"], ["Carl Green"]),
        ("en", "Contributed, transcribed, and translated by Ada Brown.",
         ["Ada Brown"], ["Ada Brown"]),
        ("en", "Obtained and translated by Ada Brown.", ["Ada Brown"], ["Ada Brown"]),
        ("en", "Obtained for the portal by Ada Brown, translated by Carl Green.",
         ["Ada Brown"], ["Carl Green"]),
        ("en", "Contributed by Ada Brown", ["Ada Brown"], []),
        ("en", "Translated by Ada Brown and Carl Green", [], ["Ada Brown", "Carl Green"]),
        ("en", "Translated from Polish into English by Ada Brown", [], ["Ada Brown"]),
        ("en", "It was lost.", [], []),
        ("de", "Übersetzt von Ada Braun.", [], ["Ada Braun"]),
        ("de", "Übersetzt aus dem Polnischen von Ada Braun.", [], ["Ada Braun"]),
        ("fr", "Traduit par Ada Levert.", [], ["Ada Levert"]),
        ("fr", "Traduit du polonais par Ada Levert.", [], ["Ada Levert"]),
    ],
)  # fmt: skip
def test_source_note_names_the_hands_it_went_through(language, note, obtained, translated):
    assert hands(told(note, language)) == (obtained, translated)


def test_language_translated_from_may_stand_alone():
    assert hands(told("Translated from Polish by Ada Brown")) == ([], ["Ada Brown"])


def test_credit_is_no_part_of_the_call_number():
    found = told("State Archive, Varna, F. 612. Obtained by Ada Brown.")
    assert "Obtained" not in found.reference.call_number


@pytest.mark.parametrize(
    ("language", "words", "reference"),
    [
        ("en", "State Archive, Varna, F. 612, Op. 2", True),
        ("en", "National Library; Box 4, 12", True),
        ("en", "National Library", False),
        ("en", "Ada Brown, 12 May", False),
        ("en", "Library, Varna", False),
        ("en", "The archive, " + "which is old, " * 12 + "has 3 rooms", False),
        ("de", "Archiv der Stadt, B 12", True),
        ("fr", "Bibliothèque nationale, carton 41", True),
    ],
)
def test_line_is_a_call_number_if_an_archive_opens_it_and_a_number_follows(
    language, words, reference
):
    assert is_reference(words, cues(language)) is reference


@pytest.mark.parametrize(
    "sentence",
    [
        "I went to the archive, as you know, in 1961.",
        "The archive was closed, and 3 men left.",
        "Our library, Minister, has 12 books.",
    ],
)
def test_sentence_about_an_archive_is_no_call_number(sentence):
    assert not is_reference(sentence, cues("en"))


def head(text, language="en"):
    words = cues(language)
    whole = Span(0, len(text))
    parts = [s for u in units(text, whole, words) for s in sentences(text, u, words)]
    return head_origin(text, fields(text, whole, words), parts, words)


def test_keyed_lines_of_a_head_tell_the_origin():
    found = head(
        "Source: State Archive, Varna, F. 612\nObtained by: Ada Brown\nTranslated by: Carl Green"
    )
    assert found.archive == "State Archive, Varna"
    assert hands(found) == (["Ada Brown"], ["Carl Green"])


def test_lone_call_number_in_a_head_tells_the_origin():
    found = head("Minutes\n\nIt rained.\n\nState Archive, Varna, F. 612, Op. 2")
    assert found.reference.fonds == "612"


def test_head_without_any_source_tells_no_origin():
    found = head("Minutes\n\nIt rained.")
    assert (found.reference, found.archive) == (None, None)


@pytest.mark.parametrize("run", ["A" * 30_000, "AB " * 10_000, "AB-" * 10_000, "Ä" * 30_000])
def test_call_number_of_capitals_alone_is_read_in_linear_time(run):
    start = process_time()
    assert archival_reference(f"{run}, no number").fonds is None
    assert process_time() - start < 5  # nested repetitions take longer than the universe lasts
