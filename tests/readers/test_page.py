"""Saved pages of archive sites."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers.page import PageReader, is_furniture, is_page
from memograph.readers.source import Source
from memograph.text.cues import cues

READER = PageReader()
TITLE = "Memorandum of Conversation between the Maltese Delegation and the Ministry of Ships"
BODY = """\
3 MAY 1961

Present: Minister Ada Brown, Mr. Carl Green

Minister Brown: Shall we speak of the harbour of Varna?

Mr. Green: (smiling) Yes, of the harbour.

Minister Brown: Then we agree.

(The conversation was over at 9 p.m.)
"""
SUMMARY = "Brown and Green discuss the harbour of Varna."
FOOT = """\
Document Information

State Archive, Varna, F. 612, Op. 2. Obtained by Eve White and translated by Jan Stone.

The papers of this portal may be used freely for study and teaching by all who name their source.

Original Uploaded Date

2005-06-07

Type

Memorandum of Conversation

Language

Bulgarian

Record ID

112233
"""
TOP = f"""\
Skip to content

May 4, 1961

{TITLE}

Made possible with support from the Blue Foundation
"""
PAGE = f"{TOP}\n{BODY}\n{SUMMARY}\n\n{FOOT}"


def source(text, **given_):
    data = text if isinstance(text, bytes) else text.encode()
    return Source(name="page.txt", stem="page", data=data, **given_)


def read(text=PAGE, **given_):
    (record,) = READER.read(source(text, **given_))
    return record


def test_page_with_all_its_signs_is_a_page():
    assert is_page(PAGE)
    assert READER.sniff(source(PAGE)) > 0.8


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Ada: Yes.",
        f"Menu\n\n{BODY}",
        f"{BODY}\n\nRecord ID",
        "<html>" + PAGE,
        '{"a": "Skip to content"}',
        "",
    ],
)
def test_other_text_is_no_page(text):
    assert READER.sniff(source(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n{FOOT}",
        f"Made possible with support from the Blue Foundation\n\n{BODY}",
        f"Skip to content\n\n{BODY}\n\nRecord ID\n\n112233",
    ],
)
def test_some_signs_are_enough(text):
    assert READER.sniff(source(text)) > 0.5


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", bytes(range(32)) * 9])
def test_bytes_that_are_no_text_are_no_page(data):
    assert READER.sniff(source(data)) == 0
    with pytest.raises(UnreadableSource):
        read(data)


def test_fields_of_the_page_are_those_of_the_document():
    record = read()
    document = record.document
    assert (record.reader, document.slug, document.identifier) == ("page", "112233", ("112233",))
    assert document.title == TITLE
    assert document.type == "memorandum-of-conversation"
    assert document.created == "1961-05-04"
    assert document.language == "bg"
    assert document.abstract == SUMMARY
    assert document.rights.startswith("The papers of this portal")
    assert document.archival_reference.fonds == "612"
    assert document.held_by == ("organization/State Archive, Varna",)
    assert document.obtained_by == ("person/Eve White",)
    assert document.supported_by == ("organization/Blue Foundation",)
    assert record.text_versions[0].translated_by == ("person/Jan Stone",)


def test_date_of_the_meeting_is_that_of_the_record():
    assert [m.date for m in read().meetings] == ["1961-05-03"]


def test_turns_are_those_of_the_body_only():
    record = read()
    assert [t.label.cut(PAGE) for t in record.turns] == [
        "Minister Brown", "Mr. Green", "Minister Brown",
    ]  # fmt: skip
    assert record.statements[-1].text == "Then we agree."
    assert record.full_text == PAGE


def test_page_without_foot_is_read_to_its_end():
    record = read(f"{TOP}\n{BODY}")
    assert len(record.turns) == 3
    assert record.document.slug == "page"
    assert record.document.identifier == ()


def test_keys_of_the_foot_may_have_their_values_beside_them():
    foot = (
        "Document Information\n\nRecord ID: 445566\n\nLanguage: Albanian\n\n"
        "Type: Minutes\n\nDonors: The Red Trust"
    )
    document = read(f"{TOP}\n{BODY}\n\n{foot}").document
    assert (document.slug, document.language) == ("445566", "sq")
    assert document.supported_by == ("organization/Blue Foundation", "organization/The Red Trust")


def test_foot_without_heading_is_its_run_of_keys():
    document = read(
        f"{TOP}\n{BODY}\n\nLANGUAGE: Polish\n\nARCHIVE: State Archive, Łódź, K 118/4"
    ).document
    assert document.language == "pl"
    assert document.archival_reference.call_number == "State Archive, Łódź, K 118/4"


def test_donor_under_an_empty_record_id_is_a_supporter():
    foot = FOOT.replace("112233", "The Red Trust")
    document = read(f"{TOP}\n{BODY}\n\n{foot}").document
    assert document.identifier == ()
    assert "organization/The Red Trust" in document.supported_by


def test_summary_with_a_key_in_the_foot_is_the_abstract():
    foot = "Document Information\n\nSummary: Cranes and ships."
    body = BODY.replace("(The conversation was over at 9 p.m.)", "").strip()
    assert read(f"{TOP}\n{body}\n\n{foot}").document.abstract == "Cranes and ships."


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "SHARE",
        "Share  Print  Cite",
        "Home > Papers > 1961",
        "Home | Browse | About",
    ],
)
def test_line_of_the_site_is_furniture(line):
    assert is_furniture(line, cues("en"))


@pytest.mark.parametrize(
    "line", ["Ada Brown: Yes.", "Papers > Home", "We share the print.", "", "A > B"]
)
def test_line_of_the_record_is_no_furniture(line):
    assert not is_furniture(line, cues("en"))


@pytest.mark.parametrize(
    ("language", "line"), [("de", "Zum Inhalt springen"), ("fr", "Aller au contenu")]
)
def test_line_of_a_site_in_another_language_is_furniture(language, line):
    assert is_furniture(line, cues(language))


def test_page_of_a_letter_is_a_document_only():
    body = "To: Ada Brown\n\nFrom: Carl Green\n\nThe coal is late. I shall write again."
    top = TOP.replace(TITLE, "Letter from Carl Green")
    record = read(f"{top}\n{body}\n\n{FOOT.replace('Memorandum of Conversation', 'Letter')}")
    assert (record.document.kind, record.document.type) == ("Document", "letter")
    assert record.turns == ()
    assert [p.id for p in record.persons] == ["person/Eve White", "person/Jan Stone"]


def test_language_of_the_source_counts_more_than_the_words():
    assert read(language="fr").text_versions[0].language == "fr"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*TOP.split("\n\n"), *BODY.split("\n\n"), SUMMARY, *FOOT.split("\n\n"), ""]
        ),
        max_size=25,
    )
)
def test_page_in_any_order_is_read_without_a_failure(parts):
    text = "\n\n".join(["Page", *parts])
    record = read(text)
    assert record.full_text == text
    assert all(segment.span.cut(text) == segment.text for segment in record.segments())
