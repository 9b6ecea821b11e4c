"""A text understood as a record of conversation."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memograph.model import SourceFile
from memograph.problems import Span
from memograph.rdf.vocab import SCHEMES
from memograph.text.conversation import known_names, part, read_conversation, without_unused
from memograph.text.cues import cues
from memograph.text.layout import Layout
from memograph.text.names import printed_name
from memograph.text.people import People

FILE = SourceFile(file_name="memo.txt", sha256="0" * 64)
TALK = """\
Memorandum of Conversation

Date: 3 May 1961
Place: Town Hall, Lusaka
Participants: Mr. Ada Brown, Minister of Trade; Mr. Carl Green
Interpreter: Eve White

Brown: Good morning. (Turning to Mr. Green) Are you well?

Green: (smiling) I am. The old director [probably Jan Stone] sends his [greetings].

There are two rules:

a) Do not shout.

b) Do not [illegible].

Brown: Agreed.

(The talk was over at 11.30 a.m.)
"""
GERMAN = """\
Niederschrift über das Gespräch zwischen Minister Ost und Frau Behm

Datum: 3. Mai 1961
Ort: Rathaus, Kiel
Teilnehmer: Minister Jan Ost, Frau Ada Behm
Protokoll: Karl Grün

Herr Ost: Ich begrüße Sie und ich freue mich, dass Sie mit uns hier in der Stadt sind.

Frau Behm: (lachend) Das ist nicht wahr, aber es ist schön von Ihnen.

(Ende des Gesprächs)
"""
FRENCH = """\
Compte rendu de la séance du 3 mai 1961

Présents : M. Luc Lebrun, Mme Ada Levert
Lieu : Bamako

M. Lebrun : Nous sommes heureux de vous voir dans cette ville et de parler avec vous.

Mme Levert : (en souriant) Je vous remercie, mais je ne suis pas venue pour le plaisir.

(La séance est levée.)
"""
LETTER = """\
To: Ada Brown
From: Carl Green
Subject: Coal

I write to you about the coal.

Yours, Carl Green
"""


def layout_of(text, **given_):
    return Layout(
        source="memo.txt",
        reader="test",
        slug="memo",
        source_file=FILE,
        conversation=Span(0, len(text)),
        **given_,
    )


def read(text, **given_):
    return read_conversation(text, layout_of(text, **given_))


def codes(record):
    return [p.code for p in record.problems]


def test_talk_has_its_turns_by_speaker():
    record = read(TALK)
    assert [t.speaker for t in record.turns] == [
        ("person/Ada Brown",),
        ("person/Carl Green",),
        ("person/Ada Brown",),
    ]
    assert [t.order for t in record.turns] == [1, 2, 3]
    assert [t.label.cut(TALK) for t in record.turns] == ["Brown", "Green", "Brown"]


def test_statement_goes_on_through_continuation_paragraphs():
    statements = read(TALK).statements
    assert statements[1].text.endswith("b) Do not [illegible].")
    assert statements[2].text == "Agreed."


def test_what_stands_inside_statements_is_found():
    record = read(TALK)
    first = record.passages[0]
    assert (first.text, first.addressed_to) == ("Are you well?", ("person/Carl Green",))
    assert [d.direction_kind for d in record.stage_directions] == [
        ("address",),
        ("manner",),
        ("closing",),
    ]
    assert [i.kind for i in record.editorial_insertions] == [
        "IdentificationNote",
        "Supplied",
        "Gap",
    ]
    assert [i.item_label for i in record.list_items] == ["a)", "b)"]
    assert [a.candidate for a in record.identity_assertions] == ["person/Jan Stone"]
    assert [a.id for a in record.agents] == ["agent/annotator"]
    assert [e.id for e in record.events] == ["event/closing"]


def test_meeting_has_date_place_and_people():
    record = read(TALK)
    (meeting,) = record.meetings
    assert (meeting.date, meeting.place) == ("1961-05-03", "place/Town Hall")
    assert [p.within for p in record.places] == ["place/Lusaka", None]
    assert {p.participant: p.role for p in record.participations} == {
        "person/Ada Brown": ("participant",),
        "person/Carl Green": ("participant",),
        "person/Eve White": ("interpreter",),
    }
    assert codes(record) == []


@pytest.mark.parametrize(
    ("text", "language", "speakers"),
    [
        (GERMAN, "de", ["person/Jan Ost", "person/Ada Behm"]),
        (FRENCH, "fr", ["person/Luc Lebrun", "person/Ada Levert"]),
    ],
)
def test_talk_of_another_language_is_read_by_its_own_cues(text, language, speakers):
    record = read(text)
    assert record.text_versions[0].language == language
    assert [t.speaker[0] for t in record.turns] == speakers
    assert [m.date for m in record.meetings] == ["1961-05-03"]
    assert len(record.passages) == 1
    assert record.stage_directions[-1].direction_kind == ("closing",)


def test_language_that_is_given_counts():
    assert (
        read("Ada: Ja.\n\nEva: Nein.\n\nAda: Doch.", language="de").text_versions[0].language
        == "de"
    )


@pytest.mark.parametrize("text", [LETTER, "Only some words.", "", "\n\n", "A\nB\nC"])
def test_text_in_which_nobody_speaks_is_a_document_only(text):
    record = read(text)
    assert record.document.kind == "Document"
    assert codes(record) == ["MG117"]
    assert not any((record.meetings, record.turns, record.statements, record.participations))
    assert not any((record.persons, record.groups, record.sides, record.places, record.posts))


def test_record_that_names_people_but_has_no_turns_is_a_record():
    text = "Minutes\n\nDate: 3 May 1961\nPresent: Ada Brown, Carl Green\n\nThe price was settled."
    record = read(text, title="Minutes")
    assert record.document.kind == "RecordOfConversation"
    assert record.turns == ()
    assert codes(record) == ["MG110"]


def test_label_without_words_is_a_turn_without_statement():
    record = read("Ada Brown: One.\n\nCarl Green:\n\nAda Brown: Two.")
    assert [t.order for t in record.turns] == [1, 2, 3]
    assert [s.order for s in record.statements] == [1, 3]
    found = next(p for p in record.problems if p.code == "MG113")
    assert (found.where.line, found.where.column) == (3, 1)


def test_speaker_who_is_not_listed_is_told_once():
    text = "Present: Ada Brown, Carl Green\n\nBrown: 1.\n\nGreen: 2.\n\nKnight: 3.\n\nKnight: 4."
    found = [p for p in read(text).problems if p.code == "MG112"]
    assert [(p.where.line, p.message) for p in found] == [
        (7, 'speaker "Knight" is not in the attendance list')
    ]


def test_label_that_fits_two_people_is_a_speaker_of_its_own():
    text = "Present: Ada Brown, Eve Brown\n\nBrown: 1.\n\nEve Brown: 2.\n\nBrown: 3."
    record = read(text)
    assert record.turns[0].speaker == ("person/Brown",)
    assert [p.where.line for p in record.problems if p.code == "MG114"] == [3]


def test_second_meeting_is_told_and_its_head_is_in_no_statement():
    text = (
        "First Meeting\n\nDate: 3 May 1961\nPresent: Ada Brown, Carl Green\n\n"
        "Brown: One.\n\nGreen: Two.\n\nSecond Meeting\n\nDate: 4 May 1961\n\nBrown: Three."
    )
    record = read(text)
    assert [p.where.line for p in record.problems if p.code == "MG115"] == [10]
    assert [s.text for s in record.statements] == ["One.", "Two.", "Three."]
    assert [(m.date, m.series_position) for m in record.meetings] == [("1961-05-03", 1)]


def test_date_that_contradicts_itself_is_told():
    text = "Date: Monday, 3 May 1961\n\nAda Brown: One.\n\nCarl Green: Two."
    record = read(text)
    assert "MG116" in codes(record)
    assert record.meetings[0].date is None


def test_missing_date_is_told():
    assert codes(read("Ada Brown: One.\n\nCarl Green: Two.")) == ["MG118"]


def test_problems_of_the_reader_come_first():
    found = read(TALK).problems
    noted = read("Ada Brown: One.\n\nCarl Green: Two.").problems
    record = read(TALK, problems=noted)
    assert record.problems == (*noted, *found)


def test_summary_behind_the_closing_is_the_abstract():
    told = "The two discuss the price of coal and the harbour, and agree to meet again in winter."
    record = read(f"{TALK}\n{told}\n")
    assert record.document.abstract == told
    assert record.statements[-1].text == "Agreed."


@pytest.mark.parametrize("key", ["Chair", "Secretary", "Interpreter"])
def test_key_of_the_head_that_could_be_a_speaker_opens_no_turn(key):
    text = f"{key}: Mrs. Ada Brown\n\nBrown: One.\n\nGreen: Two.\n\nBrown: Three."
    assert [t.label.cut(text) for t in read(text).turns] == ["Brown", "Green", "Brown"]


def test_chair_who_speaks_opens_a_turn():
    text = "Chair: Order, please.\n\nMr. Brown: One.\n\nChair: Thank you."
    assert [t.label.cut(text) for t in read(text).turns] == ["Chair", "Mr. Brown", "Chair"]


def test_several_speakers_of_one_turn_are_all_told():
    text = "MR BROWN: One.\n\nMR BROWN and MR GREEN: Two.\n\nMR GREEN: Three."
    assert read(text).turns[1].speaker == ("person/Brown", "person/Green")


def test_all_who_speak_at_once_are_a_group():
    record = read("Ada Brown: One.\n\nAll: Hurrah!\n\nCarl Green: Two.")
    assert record.turns[1].speaker == ("group/All",)
    assert [g.id for g in record.groups] == ["group/All"]


def test_insertion_in_the_head_is_in_no_statement():
    text = f"[two pages missing]\n\n{TALK}"
    first = read(text).editorial_insertions[0]
    assert (first.text, first.in_segment, first.kind) == ("[two pages missing]", None, "Gap")


def test_parts_of_a_text_without_labels_are_head_only():
    found = part("Some words.", layout_of("Some words."), (), cues("en"))
    assert (found.head, found.labels, found.end, found.tail) == (Span(0, 11), (), 11, Span(11, 11))


def test_parts_of_a_talk_follow_each_other():
    found = part(TALK, layout_of(TALK), (), cues("en"))
    assert found.head.end == found.labels[0].span.start
    assert found.end == found.tail.start
    assert found.tail.end == len(TALK)


def test_people_can_be_named_in_full_by_surname_and_by_alias():
    people = People(cues("en"))
    for name in ("Jan van der Velde", "Ada Brown", "The President"):
        people.enter(printed_name(name, 0, cues("en")))
    next(k for k in people if k.name == "Ada Brown").aliases.append("AB")
    assert known_names(people) >= {"jan van der velde", "velde", "van der velde", "ada brown", "ab"}
    assert "president" not in known_names(people)


def test_people_to_whom_nothing_refers_are_left_out():
    record = read(TALK)
    extra = replace(record.persons[0], id="person/Nobody", name="Nobody")
    assert without_unused(replace(record, persons=(*record.persons, extra))) == record


PIECES = st.lists(
    st.sampled_from(
        [
            "Ada Brown:", "MR. GREEN:", "BROWN.", "All:", "The President:", "yes", "No!", "\n",
            "\n\n", "\n\n", "(smiling)", "(to Mr. Green)", "(He stands up.)", "[illegible]", "[is]",
            "[likely Jan Stone]", "Present:", "Ada Brown, Carl Green", "Date: 3 May 1961",
            "Second Meeting", "a) one", "b) two", "(The meeting ended.)", "Recorded by: Eve White",
            "(", "]", "To: you", "Chair:", "“", "\u00a0", "é", "𝄞",
        ]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_every_segment_is_what_its_span_covers(text):
    for segment in read(text).segments():
        assert segment.span.cut(text) == segment.text != ""


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_statements_labels_and_breaks_never_overlap(text):
    record = read(text)
    spans = sorted([t.label for t in record.turns] + [s.span for s in record.statements])
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_segments_lie_inside_the_statement_that_they_name(text):
    record = read(text)
    statements = {s.order: s.span for s in record.statements}
    for segment in record.segments():
        if segment.in_segment is not None:
            assert statements[segment.in_segment].contains(segment.span)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_everything_referred_to_is_there_and_every_concept_exists(text):
    record = read(text)
    known = {agent.id for agent in record.everyone()}
    assert {s for t in record.turns for s in t.speaker} <= known
    assert {a for p in record.passages for a in p.addressed_to} <= known
    assert {a for g in record.gestures for a in g.performed_by} <= known
    assert {p.participant for p in record.participations} <= known
    assert {r for p in record.participations for r in p.role} <= set(SCHEMES["role"])
    assert {a for p in record.participations for a in p.attestation} <= set(SCHEMES["attestation"])
    places = {p.id for p in record.places} | known
    for assertion in record.identity_assertions:
        assert {assertion.identifies, assertion.candidate} <= places


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_ids_are_unique(text):
    record = read(text)
    ids = [one.id for one in (*record.everyone(), *record.places, *record.posts, *record.events)]
    assert len(ids) == len(set(ids))


@settings(max_examples=30, deadline=None)
@given(PIECES)
def test_same_text_gives_the_same_record(text):
    assert read(text) == read(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_arbitrary_text_is_read_without_a_failure(text):
    assert read(text).full_text == text


def test_order_of_hashes_changes_nothing():
    program = (
        "from memograph.text.conversation import read_conversation as r\n"
        "from memograph.text.layout import Layout\n"
        "from memograph.model import SourceFile\n"
        "from memograph.problems import Span\n"
        f"t = {TALK!r}\n"
        "f = SourceFile(file_name='m', sha256='0')\n"
        "print(r(t, Layout(source='m', reader='t', slug='m', source_file=f,"
        " conversation=Span(0, len(t)))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_heading_in_capitals_between_turns_is_in_no_statement():
    text = "Ada Brown: One.\n\nCarl Green: Two.\n\n2. THE HARBOUR\n\nAda Brown: Three."
    assert [s.text for s in read(text).statements] == ["One.", "Two.", "Three."]


def test_person_listed_as_absent_who_speaks_is_told_and_takes_part():
    text = "Date: 3 May 1961\nPresent: Ada Brown, Carl Green\nAbsent: Eve White\n\n"
    record = read(text + "Ada Brown: Yes.\n\nEve White: I came late.\n\nCarl Green: Well.\n")
    (found,) = [p for p in record.problems if p.code == "MG125"]
    assert found.where.line == 7
    (part_of,) = [p for p in record.participations if p.participant == "person/Eve White"]
    assert part_of.attestation == ("speaks",)


def test_each_of_two_speakers_of_one_label_is_called_by_their_own_name():
    text = "Ada Brown: Yes.\n\nCarl Green: No.\n\nAda Brown and Carl Green: Perhaps.\n"
    names = {p.participant: p.name_in_source for p in read(text).participations}
    assert names == {"person/Ada Brown": ("Ada Brown",), "person/Carl Green": ("Carl Green",)}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Talks at Lusaka, 4 May 1961", True),
        ("Talks at Lusaka, 3 May 1961", False),
        ("Talks at Lusaka, May 1961", False),
        ("Talks at Lusaka", False),
    ],
)
def test_title_that_names_another_day_than_the_record_is_told_and_changes_nothing(title, told):
    layout = Layout(
        source="memo.txt", reader="test", slug="memo", source_file=FILE,
        conversation=Span(0, len(TALK)), title=title,
    )  # fmt: skip
    record = read_conversation(TALK, layout)
    assert record.meetings[0].date == "1961-05-03"
    assert ("MG140" in {each.code for each in record.problems}) is told


def test_day_of_the_title_is_that_of_a_meeting_whose_record_tells_none():
    talk = TALK.replace("Date: 3 May 1961\n", "")
    layout = Layout(
        source="memo.txt", reader="test", slug="memo", source_file=FILE,
        conversation=Span(0, len(talk)), title="Talks at Lusaka, 4 May 1961",
    )  # fmt: skip
    assert read_conversation(talk, layout).meetings[0].date == "1961-05-04"


NAMED_ALONE = """\
Meeting on the ferry

Present: Ada Brown, Carl Green, Eve Stone

Ada Brown

The ferry is late.

Carl Green

It was never early.

Eve Stone

Then we agree.

Ada Brown
"""


def test_full_names_of_those_listed_alone_in_paragraphs_open_turns_and_sign_at_the_end():
    record = read(NAMED_ALONE)
    said = {each.order: each.text for each in record.statements}
    assert [(turn.speaker[0][7:], said[turn.order]) for turn in record.turns] == [
        ("Ada Brown", "The ferry is late."),
        ("Carl Green", "It was never early."),
        ("Eve Stone", "Then we agree."),
    ]


POSTS_SPEAK = """\
Minutes of the Council

Present: Ada Brown, Carl Green
Note-taker: Eve Stone

The Minister of Mines stated that the shaft was dry.

Mr. Green replied that it was wet.

The Minister of Mines asked who had looked.
"""


def test_whoever_speaks_by_a_post_alone_is_no_participant_beside_those_listed():
    record = read(POSTS_SPEAK)
    assert [part.participant for part in record.participations] == [
        "person/Ada Brown", "person/Carl Green", "person/Eve Stone",
    ]  # fmt: skip
    (post,) = record.agents
    assert post.name == "Minister of Mines"
    assert [turn.speaker for turn in record.turns] == [
        (post.id,), ("person/Carl Green",), (post.id,),
    ]  # fmt: skip
