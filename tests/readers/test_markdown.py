"""Markdown with and without front matter."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers.front_matter import front_matter
from memograph.readers.markdown import MarkdownReader
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader

READER = MarkdownReader()
FRONT = '---\ndoc_date: "1954-02-03"\ntitle: Notes on wheat\n---\n\n'
TALK = "**MR VANE:** Have we wheat?\n\n**MR STONE:** None.\n\n**MR VANE:** Then send for it.\n"


def source(text):
    return Source(name="wheat.md", stem="wheat", data=text.encode())


def read(text):
    (record,) = READER.read(source(text))
    return record


def names(record):
    return {agent.id: agent.name for agent in record.everyone()}


def people(record):
    called = names(record)
    return {called[each.participant] for each in record.participations}


def said(record):
    called = names(record)
    speakers = {turn.order: called[turn.speaker[0]] for turn in record.turns}
    return [(speakers[each.order], each.text) for each in record.statements]


def codes(record):
    return {each.code for each in record.problems}


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        (FRONT + TALK, True),
        ("# Talk on wheat\n\n" + TALK, True),
        ("MR VANE[1](#f1): Yes.\n\nMR STONE: No.\n\n1 PERCY VANE.\n", True),
        ("Ada: Yes.\n\nBen: No.\n", False),
        ("<p>Ada: Yes.</p>", False),
        ('{"a": 1}', False),
        ("---\nOnly a rule above.", False),
        ("", False),
    ],
)
def test_markdown_is_known_by_its_content(text, likely):
    guess = READER.sniff(source(text))
    assert guess == 0 or likely
    assert (guess > TranscriptReader().sniff(source(text)) + 0.1) is likely


def test_text_is_the_whole_source_and_segments_are_cut_from_it():
    text = FRONT + TALK.replace("None.", "*None* _[laughs]_ at **all**")
    record = read(text)
    assert record.full_text == text
    for each in (*record.statements, *record.editorial_insertions, *record.stage_directions):
        assert each.span.cut(text) == each.text
    assert said(record)[1] == ("Stone", "*None* _[laughs]_ at **all**")


def test_statement_holds_no_mark_up_of_its_label():
    assert [words for _, words in said(read(FRONT + TALK))] == [
        "Have we wheat?", "None.", "Then send for it.",
    ]  # fmt: skip


def test_front_matter_dates_the_paper_and_the_body_the_meeting():
    record = read(FRONT + "LONDON\n\n1 February 1954\n\n" + TALK)
    assert record.document.created == "1954-02-03"
    assert record.meetings[0].date == "1954-02-01"
    assert [place.name for place in record.places] == ["London"]


@pytest.mark.parametrize(
    "lines", [("1 February 1954", "LONDON"), ("**LONDON**", "*1 February 1954*"),
              ("LONDON, 1 February 1954",), ("1 February 1954, London",)]
)  # fmt: skip
def test_place_and_date_stand_in_either_order(lines):
    record = read(FRONT + "\n\n".join(lines) + "\n\n" + TALK)
    assert record.meetings[0].date == "1954-02-01"
    assert [place.name for place in record.places] == ["London"]


def test_folded_title_is_one_line_and_references_are_joined():
    front = (
        "---\ntitle: >-\n  Notes of a talk\n  on wheat\nreferences:\n"
        "  - series: WBX A18\n    control_symbol: 25/9\n  - printed in Papers, 4\n"
        "rights: CC0\n---\n"
    )
    document = read(front + TALK).document
    assert document.title == "Notes of a talk on wheat"
    assert document.archival_reference.call_number == "WBX A18, 25/9, printed in Papers, 4"
    assert document.rights == "CC0"


def test_closing_reference_is_no_speech_and_names_the_file():
    record = read(FRONT + TALK.rstrip() + " _[WBX: A18, 25/9]_\n")
    assert said(record)[-1] == ("Vane", "Then send for it.")
    assert record.document.archival_reference.call_number == "WBX: A18, 25/9"
    assert not record.editorial_insertions


def test_matter_omitted_is_a_gap_in_its_statement():
    record = read(FRONT + TALK.replace("None.", "None. _[matter omitted]_ It rained."))
    (gap,) = record.editorial_insertions
    assert (gap.kind, gap.text) == ("Gap", "[matter omitted]")


NOTED = FRONT + (
    "PRESENT: Mr Vane[1](#f1), Dr Stone\n\nMR VANE: Have we wheat?[2](#f2)\n\n"
    "DR STONE: None.\n\nTHE PREMIER[3](#f3): Then send for it.\n\n"
)


def test_notes_give_full_names_and_posts_and_are_no_speech():
    record = read(
        NOTED + "1 PERCY VANE, Secretary for Wheat.\n\n2 See document 4.\n\n3 ALAN WEBB, Premier.\n"
    )
    assert said(record) == [
        ("Percy Vane", "Have we wheat?"), ("Stone", "None."), ("Alan Webb", "Then send for it."),
    ]  # fmt: skip
    assert people(record) == {"Percy Vane", "Stone", "Alan Webb"}
    assert {post.name for post in record.posts} == {"Secretary for Wheat", "Premier"}


@pytest.mark.parametrize("notes", [
    "[1](#f1) Percy Vane, Secretary.\n\n[2](#f2) See 4.\n\n[3](#f3) Alan Webb.\n",
    "1. Percy Vane, Secretary.\n2. See 4.\n3. Alan Webb.\n",
])  # fmt: skip
def test_notes_of_other_shapes_are_read_as_well(notes):
    assert people(read(NOTED + notes)) == {"Percy Vane", "Stone", "Alan Webb"}


def test_note_on_another_name_changes_no_speaker():
    record = read(
        FRONT + TALK.replace("None.", "None, says Tay.[1](#f1)") + "\n1 ADA TAY, baker.\n"
    )
    assert people(record) == {"Vane", "Stone"}


def test_note_that_is_referred_to_nowhere_is_told():
    text = NOTED + "1 PERCY VANE.\n\n2 See 4.\n\n3 ALAN WEBB.\n\n4 Not found.\n"
    assert "MG144" in codes(read(text))


def test_hard_break_parts_two_turns_inside_a_list_item():
    text = FRONT + "4. **MR VANE:** One.\n\n5. **MR STONE:** Two.  \n   **MR VANE:** Three.\n"
    assert [who for who, _ in said(read(text))] == ["Vane", "Stone", "Vane"]


def test_letter_has_no_meeting_and_its_notes_name_nobody_present():
    record = read(
        '---\ntitle: Letter from Stone to Vane\ndoc_date: "1954-02-03"\n---\n\n'
        "CANBERRA, 3 February 1954\n\nMy dear Percy,\n\nI have your letter.[1](#f1) Thank you.\n\n"
        "Yours,\n\nR. STONE\n\n1 PERCY VANE, Secretary.\n"
    )
    assert not record.statements
    assert not record.participations


def test_participants_of_front_matter_are_listed():
    front = (
        "---\ntitle: Talk on wheat\nparticipants:\n  - Percy Vane\n  - Robert Stone\n"
        "interpreter: Ana Lee\n---\n\n"
    )
    assert people(read(front + TALK)) == {"Percy Vane", "Robert Stone", "Ana Lee"}


@pytest.mark.parametrize(
    "yaml",
    [
        "a: [[[[",
        "a: " + "[" * 4000,
        "&a [*a]",
        "- a",
        "only words",
        "a: *none",
        "\ta: b",
        "a: &a [" + "1," * 100 + "]\nb: &b [" + "*a," * 100 + "]\nc: [" + "*b," * 100 + "]",
    ],
)
def test_front_matter_that_cannot_be_read_is_a_problem_with_its_line(yaml):
    record = read(f"---\n{yaml}\n---\n\n{TALK}")
    found = [each for each in record.problems if each.code == "MG143"]
    assert len(found) == 1
    assert found[0].where.line >= 2
    assert len(record.turns) == 3


@pytest.mark.parametrize(
    "yaml", ["a: b\na: c", "? [a]\n: b", "a: ~", "a: !!python/name:os.x y", ""]
)
def test_front_matter_that_says_little_is_no_problem(yaml):
    assert "MG143" not in codes(read(f"---\n{yaml}\n---\n\n{TALK}"))


def test_front_matter_keeps_dates_as_words_and_joins_lines():
    found = front_matter("---\ndate: 1954-02-03\nt: >\n  a\n  b\n---\n", "x.md")
    assert (found.value("date"), found.value("t"), found.value("none", "t")) == (
        "1954-02-03", "a b", "a b",
    )  # fmt: skip


@pytest.mark.parametrize("unit", ["_a ", "**a ", "*a* ", "<!-- ", "[a](b) ", "[^1] ", "> ", "\\*"])
def test_long_repetitions_of_marks_take_linear_time(unit):
    began = time.process_time()
    assert 0 <= READER.sniff(source(unit * 30_000)) <= 1
    assert time.process_time() - began < 5


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="-#*_[]()^1 a:.\n>\\<!`MRVANE", max_size=160))
def test_any_text_is_read_or_refused_and_offsets_hold(text):
    with suppress(UnreadableSource):
        record = read(text)
        for each in (*record.statements, *record.stage_directions, *record.editorial_insertions):
            assert record.full_text[each.span.start : each.span.end] == each.text


def test_front_matter_of_nothing_but_brackets_is_told_at_once():
    text = f"---\ntitle: {'[' * 20_000}\n---\n\n**Ida:** It rained.\n"
    source = Source(name="talk.md", stem="talk", data=text.encode())
    start = time.process_time()
    (record,) = MarkdownReader().read(source)
    assert time.process_time() - start < 5  # YAML itself takes minutes
    assert "MG143" in [one.code for one in record.problems]
