"""Transcripts of recordings are read by voice tags, by labels, by nothing if nobody is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers import Source
from memograph.readers.subtitles import SubtitlesReader

TIMES = "00:00:0{0}.000 --> 00:00:0{0}.900"


def source(text, name="talk.vtt"):
    return Source(name=name, stem="talk", data=text.encode())


def read(text):
    (record,) = SubtitlesReader().read(source(text))
    return record


def said(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    words = {each.order: each.text for each in record.statements}
    return [(names[turn.speaker[0]], words.get(turn.order)) for turn in record.turns]


def cue(number, *lines):
    return "\n".join([TIMES.format(number % 10), *lines])


def vtt(*cues, head="WEBVTT"):
    return "\n\n".join([head, *cues])


def test_cues_of_one_voice_are_one_turn_whose_sentence_is_whole():
    text = vtt(
        cue(1, "<v Olga Lund>We shall need"), cue(2, "<v Olga Lund>two boats.</v>"),
        cue(3, "<v.quiet Piet Smit>Two?"), cue(4, "At <i>least</i> two &amp; a half."),
    )  # fmt: skip
    assert said(read(text)) == [
        ("Olga Lund", "We shall need two boats."),
        ("Piet Smit", "Two? At least two & a half."),
    ]


def test_voices_inside_one_cue_are_turns_of_their_own():
    text = vtt(cue(1, "<v Olga Lund>Two.</v> <v Piet Smit>Three.</v>", "<v Olga Lund>Four."))
    assert said(read(text)) == [
        ("Olga Lund", "Two."), ("Piet Smit", "Three."), ("Olga Lund", "Four."),
    ]  # fmt: skip


def test_statement_leads_to_the_line_of_its_cue():
    record = read(vtt(cue(1, "<v Olga Lund>Two."), cue(2, "<v Piet Smit>Three.")))
    assert [record.locate(each.span.start).line for each in record.statements] == [4, 7]


def test_labels_with_a_colon_count_where_no_voice_is_tagged():
    text = (
        f"1\n{TIMES.format(1).replace('.', ',')}\nOLGA LUND: One thing\nis sure: nothing.\n\n"
        f"2\n{TIMES.format(2).replace('.', ',')}\n- PIET: Short.\n- OLGA LUND: Yes.\n\n"
        f"3\n{TIMES.format(3).replace('.', ',')}\n>> PIET: Agreed.\n"
    )
    assert said(read(text)) == [
        ("Olga Lund", "One thing is sure: nothing."),
        ("Piet", "Short."),
        ("Olga Lund", "Yes."),
        ("Piet", "Agreed."),
    ]


def test_words_that_nobody_is_named_for_are_no_turns():
    record = read(vtt(cue(1, "The sea is calm."), cue(2, "- Is it?"), cue(3, "- It is.")))
    assert (record.turns, record.document.kind) == ((), "Document")
    assert record.full_text == "The sea is calm.\n\nIs it?\n\nIt is."


def test_cue_that_repeats_the_one_before_is_read_once():
    text = vtt(cue(1, "<v Olga Lund>Two."), cue(2, "<v Olga Lund>Two."), cue(3, "<v Al>Three."))
    assert said(read(text)) == [("Olga Lund", "Two."), ("Al", "Three.")]


def test_head_before_the_first_cue_tells_title_and_date():
    head = "WEBVTT - Boats for the harbour\n\nNOTE\nDate: 3 May 1988\nPlace: Vlissingen"
    record = read(vtt(cue(1, "<v Olga Lund>Two."), cue(2, "<v Piet Smit>Three."), head=head))
    assert record.document.title == "Boats for the harbour"
    assert record.meetings[0].date == "1988-05-03"
    assert [place.name for place in record.places] == ["Vlissingen"]


def test_styles_regions_and_comments_are_not_read():
    text = vtt(
        "STYLE\n::cue { color: red }", "REGION\nid:a", cue(1, "<v Olga Lund>Two."),
        "NOTE Piet: not spoken", cue(2, "<v Piet Smit>Three."),
    )  # fmt: skip
    record = read(text)
    assert len(record.turns) == 2
    assert "red" not in record.full_text
    assert "not spoken" not in record.full_text


def test_line_of_blanks_ends_a_cue_only_before_another():
    text = vtt(f"{cue(1, '<v Olga Lund>Two.')}\n \nOr three.\n \n{cue(2, '<v Al>Four.')}")
    assert said(read(text)) == [("Olga Lund", "Two. Or three."), ("Al", "Four.")]


def test_direction_inside_a_turn_does_not_end_it():
    record = read(vtt(cue(1, "<v Olga Lund>Two."), cue(2, "[bell]"), cue(3, "<v Olga Lund>Three.")))
    assert [words for _, words in said(record)] == ["Two.\n\n[bell]\n\nThree."]
    assert [(one.text, one.in_segment) for one in record.stage_directions] == [("[bell]", 1)]


def test_one_name_before_a_colon_that_comes_twice_is_no_speaker():
    record = read(vtt(cue(1, "Rule: never leave."), cue(2, "It is old."), cue(3, "Rule: stay.")))
    assert record.turns == ()


def test_block_without_times_is_told_with_its_line():
    record = read(vtt(cue(1, "<v Olga Lund>Two."), "lost words", cue(2, "<v Al>Three.")))
    (fault,) = [found for found in record.problems if found.code == "MG181"]
    assert fault.where.line == 6


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\nNOTE nothing", vtt(cue(1, ""))])
def test_transcript_without_words_is_unreadable(text):
    with pytest.raises(UnreadableSource) as raised:
        read(text)
    assert raised.value.problem.code == "MG180"


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        (vtt(cue(1, "x")), True),
        ("\ufeffWEBVTT\n", True),
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n", True),
        ("WEBVTTS are a format", False),
        ("Olga: At 00:00:01 --> we left.\n\nPiet: Yes.", False),
        ("", False),
    ],
)
def test_reader_knows_its_files_by_what_they_hold(text, mine):
    assert (SubtitlesReader().sniff(source(text)) > 0.5) is mine


NAMES = st.sampled_from(["Olga Lund", "Piet Smit", "spk_1", "Ø. Berg", "Speaker 2"])
WORDS = st.lists(st.sampled_from(["yes", "two", "boats", "søen", "why", "so"]), min_size=1)


@given(st.lists(st.tuples(NAMES, WORDS), min_size=1, max_size=12))
def test_generated_voices_read_back_as_they_were_written(spoken):
    cues = [cue(n, f"<v {name}>{' '.join(words)}.") for n, (name, words) in enumerate(spoken)]
    merged: list[list[str]] = []
    for before, (name, words) in zip([None, *spoken[:-1]], spoken, strict=True):
        if before and before[0] == name:
            if before[1] != words:
                merged[-1][1] += f" {' '.join(words)}."
        else:
            merged.append([name, f"{' '.join(words)}."])
    record = read(vtt(*cues))
    labels = [turn.label.cut(record.full_text) for turn in record.turns]
    assert [[label, text] for label, (_, text) in zip(labels, said(record), strict=True)] == merged
