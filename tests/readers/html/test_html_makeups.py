"""One record in many make-ups is one record: what is read depends on the words alone."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memograph.readers.html.reader import HtmlReader
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader

HEAD = (
    ("Date", "4 March 1958"),
    ("Place", "Customs House, Aldmouth"),
    ("Present", "Mr. Piers Holm; Mrs. Lotte Brandt; Dr. Sven Aske (interpreter)"),
)
TURNS = (
    ("Mr. Holm", "The crates came in wet."),
    ("Mrs. Brandt", "(dryly) They crossed a sea.\nThe invoice crossed it too."),
    ("Mr. Holm", "And what is written in the invoice?"),
    ("Dr. Aske", "It says: forty crates, dry."),
    ("Mrs. Brandt", "Thirty-nine & a half."),
    ("Mr. Holm", "I see [illegible] of them."),
)
TITLE = "Record of a conversation on the wet crates"


def said(words, between):
    return between.join(escape(line) for line in words.split("\n"))


def head_lines():
    return "".join(f"<p>{key}: {escape(value)}</p>\n" for key, value in HEAD)


def bold_with_breaks(turns):
    return (
        "<p>"
        + "<br/><br/>\n".join(
            f"<strong>{who}</strong>: {said(what, '<br/><br/>')}" for who, what in turns
        )
        + "</p>"
    )


def bold_paragraphs(turns):
    return "\n".join(f"<p><b>{who}:</b> {said(what, '</p><p>')}</p>" for who, what in turns)


def definitions(turns):
    return (
        "<dl>"
        + "".join(f"<dt>{who}</dt>\n<dd><p>{said(what, '</p><p>')}</p></dd>" for who, what in turns)
        + "</dl>"
    )


def columns(turns):
    rows = "".join(
        f"<tr><td><b>{who}</b></td><td>{said(what, '<br><br>')}</td></tr>" for who, what in turns
    )
    return f"<table><tbody>{rows}</tbody></table>"


def speaker_paragraphs(turns):
    return "".join(
        f'<p class="speaker">{who}</p><p>{said(what, "</p><p>")}</p>' for who, what in turns
    )


def speaker_spans(turns):
    return (
        "<ul>"
        + "".join(
            f'<li><span class="speaker">{who}</span> {said(what, "<br><br>")}</li>'
            for who, what in turns
        )
        + "</ul>"
    )


MAKE_UPS = (
    bold_with_breaks, bold_paragraphs, definitions, columns, speaker_paragraphs, speaker_spans,
)  # fmt: skip


def page(make_up, turns, *, head=None):
    head = head_lines() if head is None else head
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} | Quay</title></head><body><nav><a>Home</a>"
        f"</nav><main><h1>{TITLE}</h1>\n{head}{make_up(turns)}</main><footer>Quay: us</footer>"
        "</body></html>"
    )


def plain(turns):
    head = "".join(f"{key}: {value}\n\n" for key, value in HEAD)
    body = "\n\n".join(f"{who}: " + what.replace("\n", "\n\n") for who, what in turns)
    return f"{TITLE}\n\n{head}{body}\n"


def record(text, reader=None):
    source = Source(name="crates", stem="crates", data=text.encode())
    (read,) = (reader or HtmlReader()).read(source)
    return read


def told(read):
    """Return what a Record tells of a talk, its words folded."""
    called = {agent.id: agent.name for agent in read.everyone()}
    words = {one.order: one.text.split() for one in read.statements}
    turns = [([called[one] for one in turn.speaker], words.get(turn.order)) for turn in read.turns]
    people = [
        (called[part.participant], part.role, part.attestation) for part in read.participations
    ]
    directions = [(one.text, one.direction_kind, one.in_segment) for one in read.stage_directions]
    return turns, people, directions, read.meetings[0].date, [place.name for place in read.places]


PLAIN = told(record(plain(TURNS), TranscriptReader()))


def test_plain_record_has_its_turns_and_people():
    turns, people, *_ = PLAIN
    assert [len(turns), len(people)] == [6, 3]


@pytest.mark.parametrize("make_up", MAKE_UPS)
def test_record_in_html_tells_what_it_tells_as_plain_text(make_up):
    assert told(record(page(make_up, TURNS))) == PLAIN


@pytest.mark.parametrize("make_up", MAKE_UPS)
def test_head_in_a_definition_list_tells_what_its_lines_tell(make_up):
    head = "<dl>" + "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in HEAD) + "</dl>"
    assert told(record(page(make_up, TURNS, head=head))) == PLAIN


@pytest.mark.parametrize("make_up", MAKE_UPS)
def test_head_in_a_table_tells_what_its_lines_tell(make_up):
    rows = "".join(f"<tr><th>{key}:</th><td>{value}</td></tr>" for key, value in HEAD)
    assert told(record(page(make_up, TURNS, head=f"<table>{rows}</table>"))) == PLAIN


@pytest.mark.parametrize("make_up", MAKE_UPS)
def test_head_in_labelled_elements_tells_what_its_lines_tell(make_up):
    head = "".join(
        f'<div class="field"><span class="label">{key}</span> <span>{value}</span></div>'
        for key, value in HEAD
    )
    assert told(record(page(make_up, TURNS, head=head))) == PLAIN


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (("Mr. Holm.", "Mrs. Brandt.", "Mr. Holm."), ["Holm", "Brandt", "Holm"]),
        (("Holm Piers Dr.", "Brandt Lotte", "Holm Piers Dr."), ["Dr.", "Brandt", "Dr."]),
        (("Holm, Piers:", "Brandt, Lotte:", "Holm, Piers:"), ["Piers", "Lotte", "Piers"]),
        (("HOLM —", "BRANDT —", "HOLM —"), ["Holm", "Brandt", "Holm"]),
    ],
)
def test_mark_behind_a_speaker_is_no_part_of_the_name(printed, names):
    read = record(page(speaker_spans, [(who, "The crates are wet.") for who in printed]))
    called = {agent.id: agent.name.split()[-1] for agent in read.everyone()}
    assert [called[turn.speaker[0]] for turn in read.turns] == names


PEOPLE = ("Mr. Holm", "Mrs. Brandt", "Dr. Aske")
WORDS = st.sampled_from(
    [
        "the",
        "crates",
        "came",
        "wet",
        "from",
        "Aldmouth",
        "and",
        "nobody",
        "knows",
        "why",
        "it",
        "rained",
        "on",
        "Sunday",
        "or",
        "how",
        "many",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(
    lambda words: " ".join(words).capitalize() + "."
)
SPOKEN = st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join)


@st.composite
def transcripts(draw):
    """Return turns of which no speaker follows himself, and all of the first two speak."""
    others = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=8))
    speakers = [PEOPLE[0], PEOPLE[1]]
    for one in others:
        speakers.extend([one] if one != speakers[-1] else [])
    return tuple((who, draw(SPOKEN)) for who in speakers)


@pytest.mark.parametrize("make_up", MAKE_UPS)
@settings(max_examples=20, deadline=None)
@given(turns=transcripts())
def test_rendered_transcript_reads_back(make_up, turns):
    read = record(page(make_up, turns))
    called = {agent.id: agent.name.split()[-1] for agent in read.everyone()}
    words = {one.order: one.text.split() for one in read.statements}
    back = [(called[turn.speaker[0]], words[turn.order]) for turn in read.turns]
    assert back == [(who.split()[-1], what.split()) for who, what in turns]
    text = read.text_versions[0].full_text
    assert all(text[one.span.start : one.span.end] == one.text for one in read.statements)
