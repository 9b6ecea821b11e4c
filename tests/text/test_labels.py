"""Speaker labels: what has the shape of one, and which are believed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import Span
from memograph.text.belief import believed
from memograph.text.cues import cues
from memograph.text.labels import candidates
from memograph.text.lines import paragraphs

TEXTS = st.lists(
    st.sampled_from(
        [
            "Ada Brown:",
            "BROWN.",
            "MR. BROWN",
            "he said",
            "(to Green)",
            "\n",
            "\n\n",
            "[x]",
            "–",
            "a)",
        ]
    ),
    max_size=25,
).map(" ".join)


def shapes(text, language="en"):
    return candidates(text, Span(0, len(text)), cues(language))


def printed(text, known=(), language="en", before=()):
    found = believed(
        shapes(text, language), frozenset(known), paragraphs=len(paragraphs(text)), before=before
    )
    return [label.span.cut(text) for label in found]


def dialogue(*turns):
    return "\n\n".join(turns)


@pytest.mark.parametrize(
    ("language", "line", "style", "label"),
    [
        ("en", "Comrade Ada Brown: Yes.", "colon", "Comrade Ada Brown"),
        ("en", "comrade Brown: Yes.", "colon", "comrade Brown"),
        ("en", "Cde. Ada Brown: Yes.", "colon", "Cde. Ada Brown"),
        ("en", "Com. Brown: Yes.", "colon", "Com. Brown"),
        ("en", "Ada Brown: Yes.", "colon", "Ada Brown"),
        ("en", "Brown: Yes.", "colon", "Brown"),
        ("en", "BROWN: Yes.", "colon", "BROWN"),
        ("en", "BROWN : Yes.", "colon", "BROWN"),
        ("en", "\u00a0Brown: Yes.", "colon", "Brown"),
        ("en", "**Brown:** Yes.", "colon", "Brown"),
        ("en", "MR BROWN: Explained that ships were late.", "colon", "MR BROWN"),
        ("en", "MR. ST. CLAIR: Yes.", "colon", "MR. ST. CLAIR"),
        ("en", "MR TE WATER: Yes.", "colon", "MR TE WATER"),
        ("en", "Premier: Yes.", "colon", "Premier"),
        ("en", "The President: Yes.", "colon", "The President"),
        ("en", "THE PRIME MINISTER: Yes.", "colon", "THE PRIME MINISTER"),
        ("en", "PM: Yes.", "colon", "PM"),
        ("en", "The Secretary: Yes.", "colon", "The Secretary"),
        ("en", "Chair: Order.", "colon", "Chair"),
        ("en", "FRANCE: Yes.", "colon", "FRANCE"),
        ("en", "Brown (Dover): Yes.", "colon", "Brown (Dover)"),
        ("en", "KNIGHTLEY. We agree.", "stop", "KNIGHTLEY"),
        ("en", "A. KNIGHTLEY. We agree.", "stop", "A. KNIGHTLEY"),
        ("en", "MR. KNIGHTLEY. We agree.", "stop", "MR. KNIGHTLEY"),
        ("en", "MR. ST. LAURENT. We agree.", "stop", "MR. ST. LAURENT"),
        ("en", "BROWN (reads the letter). It says so.", "stop", "BROWN (reads the letter)"),
        ("en", "[Ada] Knightley. We, I think, agree.", "stop", "[Ada] Knightley"),
        ("en", "[Ada]Knightley.[No.]", "stop", "[Ada]Knightley"),
        ("en", "Ada Brown – Yes.", "dash", "Ada Brown"),
        ("en", "Brown — Yes.", "dash", "Brown"),
        ("en", "THE PRIME MINISTER", "alone", "THE PRIME MINISTER"),
        ("en", "MR. BROWN", "alone", "MR. BROWN"),
        ("de", "Frau Braun: Ja.", "colon", "Frau Braun"),
        ("de", "BUNDESKANZLER: Ja.", "colon", "BUNDESKANZLER"),
        ("de", "Vorsitzender: Ja.", "colon", "Vorsitzender"),
        ("de", "Staatssekretär Dr. Braun: Ja.", "colon", "Staatssekretär Dr. Braun"),
        ("fr", "Le Président : Oui.", "colon", "Le Président"),
        ("fr", "M. Lebrun\u00a0: Oui.", "colon", "M. Lebrun"),
        ("fr", "Mme Lebrun: Oui.", "colon", "Mme Lebrun"),
        ("fr", "M. LEBRUN. — Oui.", "stop", "M. LEBRUN"),
    ],
)
def test_line_opens_with_a_label_of_a_style(language, line, style, label):
    found = shapes(line, language)
    assert [(x.style, x.span.cut(line)) for x in found] == [(style, label)]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("BROWN. Yes.", "BROWN"),
        ("BROWN. I agree with you.", "BROWN"),
        ("I. BROWN. Agreed.", "I. BROWN"),
        ("[Ada] Brown. Yes.", "[Ada] Brown"),
        ("MR. BROWN. We agree.", "MR. BROWN"),
        ("MR. ST. CLAIR. We agree.", "MR. ST. CLAIR"),
    ],
)
def test_short_name_with_a_stop_does_not_swallow_a_short_sentence(line, label):
    assert [x.span.cut(line) for x in shapes(line)] == [label]


@pytest.mark.parametrize(
    ("line", "label"), [("Ada Brown：Yes.", "Ada Brown"), ("林小红：好。", "林小红")]
)
def test_full_width_colon_ends_a_label(line, label):
    assert [x.span.cut(line) for x in shapes(line)] == [label]


@pytest.mark.parametrize("line", ["**Ada Brown**: Yes.", "__Ada Brown__: Yes."])
def test_label_is_printed_without_the_mark_up_around_it(line):
    assert [x.span.cut(line) for x in shapes(line)] == ["Ada Brown"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "To: Ada Brown"),
        ("en", "From: Ada Brown"),
        ("en", "Subject: Steel"),
        ("en", "Date: 3 May 1961"),
        ("en", "Participants: Ada Brown, Carl Green"),
        ("en", "A.TOP 1: Report"),
        ("en", "Response to the question: yes"),
        ("en", "a) first: yes"),
        ("en", "(A) Brown: yes"),
        ("en", "1. Brown: yes"),
        ("en", "1．Brown: yes"),
        ("en", "Destination: Dover To Whom: Brown"),
        ("en", "Comrade Brown has set four rules for the military:"),
        ("en", "AYES: 12"),
        ("en", "He said: yes"),
        ("en", "Note: this is late"),
        ("en", "For example: this"),
        ("en", "We left at 10:30 and came home."),
        ("en", "Mr. Brown said yes."),
        ("en", "It was late."),
        ("en", "Ada wrote to Eve: come"),
        ("de", "Betreff: Kohle"),
        ("de", "Anlage: zwei Blatt"),
        ("de", "Die Kosten teilen sich wie folgt:"),
        ("fr", "Objet : coton"),
        ("fr", "Par exemple : ceci"),
        ("fr", "Voici les trois points de la lettre :"),
    ],
)
def test_other_line_has_no_shape_of_a_label(language, line):
    assert shapes(line, language) == ()


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("en", "All: Hurrah!", "All"),
        ("en", "Voices: No!", "Voices"),
        ("en", "Response: Yes.", "Response"),
        ("de", "Zuruf: Nein!", "Zuruf"),
        ("fr", "Plusieurs voix : Non !", "Plusieurs voix"),
    ],
)
def test_label_of_several_is_collective(language, line, name):
    (label,) = shapes(line, language)
    assert label.collective
    assert [(s.name, s.named) for s in label.speakers] == [(name, "label")]


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "MR BROWN and MR GREEN: Yes.", ["Brown", "Green"]),
        ("en", "Brown & Green: Yes.", ["Brown", "Green"]),
        ("en", "Brown/Green: Yes.", ["Brown", "Green"]),
        ("en", "FRANCE AND SPAIN: Yes.", ["France", "Spain"]),
        ("de", "Herr Braun und Frau Grün: Ja.", ["Braun", "Grün"]),
        ("fr", "M. Lebrun et Mme Levert : Oui.", ["Lebrun", "Levert"]),
    ],
)
def test_label_can_name_two_speakers(language, line, names):
    (label,) = shapes(line, language)
    assert [s.name for s in label.speakers] == names
    assert [s.span.cut(line).title() for s in label.speakers] == names


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Ada Brown (to Green): Yes.", "to Green"),
        ("Premier ADA BROWN (hereafter BROWN): Yes.", "hereafter BROWN"),
        ("Ada Brown [阿达]: Yes.", "阿达"),
        ("KNIGHTLEY (reads). It says so.", "reads"),
    ],
)
def test_brackets_in_a_label_are_its_note(line, note):
    (label,) = shapes(line)
    assert label.note is not None
    assert label.note.cut(line) == note


def test_words_after_a_label_begin_behind_its_mark():
    line = "Ada Brown: Yes."
    (label,) = shapes(line)
    assert line[label.after :] == " Yes."


def test_key_is_alike_for_two_spellings_of_a_label():
    text = "MR. BROWN: Yes.\nMr Brown: No."
    one, other = shapes(text)
    assert one.key == other.key


@pytest.mark.parametrize(
    ("line", "titled"),
    [("Mr. Brown: Yes.", True), ("The President: Yes.", True), ("Brown: Yes.", False)],
)
def test_label_is_titled_by_title_or_office(line, titled):
    assert shapes(line)[0].titled is titled


def test_names_of_a_label_are_folded():
    assert shapes("MR. O’BRIEN: Yes.")[0].names == ("obrien",)


def test_label_that_recurs_is_believed():
    text = dialogue("Brown: One.", "Some words.", "More words.", "Others.", "Brown: Two.")
    assert printed(text) == ["Brown", "Brown"]


def test_label_that_is_listed_is_believed():
    text = dialogue("It was late.", "Nobody came.", "Brown: One.", "It went on.", "It ended.")
    assert printed(text, {"brown"}) == ["Brown"]
    assert printed(text) == []


def test_heading_with_a_colon_is_not_believed():
    text = dialogue("We talked.", "Steel: it is short.", "We went on.", "There was tea.")
    assert printed(text) == []


def test_every_label_is_believed_where_nearly_every_paragraph_has_one():
    text = dialogue("Brown: One.", "Green: Two.", "White: Three.")
    assert printed(text) == ["Brown", "Green", "White"]


@pytest.mark.parametrize(
    "line", ["AYES: 12", "TO: the Ministry", "Result: none", "a) First: no.", "Question: who?"]
)
def test_other_colons_between_turns_are_not_believed(line):
    text = dialogue("MR. BROWN: One.", "MR. GREEN: Two.", line, "MR. BROWN: Three.")
    assert printed(text) == ["MR. BROWN", "MR. GREEN", "MR. BROWN"]


def test_labels_with_a_stop_are_believed_of_people_who_are_listed():
    text = dialogue("KNIGHTLEY. We agree.", "WOODHOUSE. Not I.", "KNIGHTLEY. Well.")
    assert printed(text, {"knightley", "woodhouse"}) == ["KNIGHTLEY", "WOODHOUSE", "KNIGHTLEY"]


def test_labels_with_a_dash_are_believed_of_people_who_are_listed():
    text = dialogue("Ada – Yes, we do.", "Carl – No.", "Ada – Well.")
    assert printed(text, {"ada", "carl"}) == ["Ada", "Carl", "Ada"]
    assert printed(text) == []


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_labels_alone_on_their_lines_are_believed_all_through_a_text(gap):
    text = gap.join(["KNIGHTLEY", "We agree.", "WOODHOUSE", "Not I.", "KNIGHTLEY", "Well."])
    assert printed(text) == ["KNIGHTLEY", "WOODHOUSE", "KNIGHTLEY"]


def test_names_in_a_row_of_lines_are_a_list_and_no_labels():
    text = "Ada Brown\nCarl Green\nEve White\n\nBrown: One.\n\nGreen: Two.\n\nBrown: Three."
    assert printed(text, {"ada brown", "brown", "green"}) == ["Brown", "Green", "Brown"]


def test_labels_that_look_like_the_believed_ones_are_believed_too():
    text = dialogue("BROWN: One.", "…", "…", "GREEN: Two.", "…", "…", "BROWN: 3.", "GREEN: 4.",
                    "…", "WHITE: Five.")  # fmt: skip
    assert printed(text) == ["BROWN", "GREEN", "BROWN", "GREEN", "WHITE"]


def test_stray_line_with_a_stop_is_not_believed_among_colons():
    text = dialogue(
        "MR. BROWN: One.", "MR. GREEN: Two.", "Dr. Knightley. He knew.", "MR. BROWN: 3."
    )
    assert printed(text) == ["MR. BROWN", "MR. GREEN", "MR. BROWN"]


def test_text_without_candidates_has_no_labels():
    assert believed((), frozenset(), paragraphs=0) == ()


@given(TEXTS)
def test_candidates_are_in_order_and_do_not_overlap(text):
    found = shapes(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(TEXTS)
def test_speakers_and_note_lie_inside_their_label(text):
    for label in shapes(text):
        assert label.speakers
        assert label.after >= label.span.end
        assert all(label.span.contains(s.span) for s in label.speakers)
        assert label.note is None or label.span.contains(label.note)


@given(TEXTS, st.sets(st.sampled_from(["brown", "ada brown"])))
def test_only_candidates_are_believed(text, known):
    found = shapes(text)
    kept = believed(found, frozenset(known), paragraphs=len(paragraphs(text)))
    assert set(kept) <= set(found)
    assert list(kept) == sorted(kept, key=lambda label: label.span)


@pytest.mark.parametrize("line", ["Speaker 2: Yes.", "Interviewee 3: Yes.", "S1: Yes."])
def test_numbered_speaker_is_named_by_label_only(line):
    (label,) = shapes(line)
    assert [(s.name, s.named) for s in label.speakers] == [(line.partition(":")[0], "label")]


@pytest.mark.parametrize(
    "opening", ["[00:12:01] ", "00:12 ", "(0:12) ", "- ", "* ", "**", "- **", "00:12 - "]
)
def test_time_or_bullet_before_a_label_is_no_part_of_it(opening):
    line = f"{opening}Ada Brown: Yes."
    (label,) = shapes(line)
    assert label.span.cut(line) == "Ada Brown"
    assert label.opens == 0
    assert line[label.after :] == " Yes."
