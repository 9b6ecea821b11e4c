"""Tables of statements are read by their headings, or by what the settings say of the columns."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memograph.problems import UnreadableSource
from memograph.readers import Source
from memograph.readers.table import TableReader

TABLE = """\
Session,Date,Place,Speaker,Role,Text,To
S1,3 May 1961,"Kiel, Town Hall",Jens Holm,chair,"Good morning.
Shall we begin?",
S1,,,Ida Krag,note-taker,Yes (laughs). Gladly.,Jens Holm
S1,,,,,And soon.,
S1,,,Jens Holm,,The meeting is closed.,
S2,4 May 1961,Kiel,Ida Krag,Minister of Trade,Once more.,
"""


def source(text, *columns):
    data = text if isinstance(text, bytes) else text.encode()
    return Source(name="talk.csv", stem="talk", data=data, columns=columns)


def read(text, *columns):
    return list(TableReader().read(source(text, *columns)))


def said(record):
    names = {agent.id: agent.name for agent in record.everyone()}
    words = {each.order: each.text for each in record.statements}
    return [(names[turn.speaker[0]], words.get(turn.order)) for turn in record.turns]


def test_meetings_of_a_table_are_records_of_their_own():
    first, second = read(TABLE)
    assert (first.document.slug, second.document.slug) == ("talk-S1", "talk-S2")
    assert [each.meetings[0].date for each in (first, second)] == ["1961-05-03", "1961-05-04"]
    assert {place.name for place in first.places} == {"Kiel", "Town Hall"}


def test_rows_are_turns_and_rows_without_speaker_go_on():
    first, _ = read(TABLE)
    assert said(first) == [
        ("Jens Holm", "Good morning.\nShall we begin?"),
        ("Ida Krag", "Yes (laughs). Gladly.\n\nAnd soon."),
        ("Jens Holm", "The meeting is closed."),
    ]


def test_columns_tell_roles_posts_and_addressees():
    first, second = read(TABLE)
    parts = {part.participant: part for part in first.participations}
    assert parts["person/Jens Holm"].role == ("participant", "chair")
    assert parts["person/Ida Krag"].role == ("participant", "note-taker")
    assert [post.name for post in second.posts] == ["Minister of Trade"]
    told = [(p.in_segment, p.order, p.addressed_to) for p in first.passages if p.addressed_to]
    assert told == [(2, 2, ("person/Jens Holm",))]


def test_statement_leads_to_the_line_of_its_row():
    first, second = read(TABLE)
    assert [first.locate(each.span.start).line for each in first.statements] == [2, 4, 6]
    assert second.locate(second.statements[0].span.start).line == 7


def test_columns_of_other_names_are_told_by_the_settings():
    text = "A|B|C\nx|Jens|Good morning.\ny|Ida|Yes.\n"
    with pytest.raises(UnreadableSource) as raised:
        read(text)
    assert raised.value.problem.code == "MG182"
    assert "A, B, C" in raised.value.problem.message
    (record,) = read(text, "speaker=B", "text=3")
    assert [words for _, words in said(record)] == ["Good morning.", "Yes."]


@pytest.mark.parametrize(
    "text",
    [
        "Redner;Rede\nJens;Guten Tag, alle.\nIda;Ja.\n",
        "Orateur\tPropos\nJens\tBonjour, tous.\nIda\tOui.\n",
        "Говорящий,Текст\nЙенс,Да.\nИда,Нет.\n",
        "\ufeffSpeaker,Text\r\nJens,Yes.\r\nIda,No.\r\n",
        "speaker_name,utterance\nJens,Yes.\nIda,No.\n",
    ],
)
def test_usual_headings_are_known_in_several_languages(text):
    assert TableReader().sniff(source(text)) > 0.8
    (record,) = read(text)
    assert len(record.turns) == 2


def test_table_of_a_spreadsheet_in_utf_16_is_read():
    (record,) = read("Speaker\tText\nJens\tYes.\nIda\tNo.\n".encode("utf-16"))
    assert said(record) == [("Jens", "Yes."), ("Ida", "No.")]


@pytest.mark.parametrize(
    "text",
    [
        "Jens: Yes, of course.\nIda: No, never.\n",
        "Dear Ida, I write to you, Jens\nfrom Kiel, where it rains.\n",
        "speaker, text\n",
        "[1, 2]",
        "name,age\nJens,3\n",
        "",
    ],
)
def test_text_that_is_no_table_of_statements_is_left_to_others(text):
    assert TableReader().sniff(source(text)) == 0


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("4/5/1984", "4/26/1984"), ["1984-04-05", "1984-04-26"]),
        (("4/5/1984", "26/4/1984"), ["1984-05-04", "1984-04-26"]),
        (("04-05-1984", "04-05-1984"), [None]),
        (("1984-05-04 10:15:00", "1984-05-05T00:00:00"), ["1984-05-04", "1984-05-05"]),
    ],
)
def test_days_of_numbers_are_read_as_their_column_shows(days, found):
    rows = "".join(f"{day},Jens,Yes.\n" for day in days)
    assert [each.meetings[0].date for each in read(f"Date,Speaker,Text\n{rows}")] == found


def test_column_whose_heading_says_most_holds_the_words():
    (record,) = read("Line,Who,Speaker,Text\n1,a,Jens,Yes.\n2,b,Ida,No.\n")
    assert said(record) == [("Jens", "Yes."), ("Ida", "No.")]


def test_parties_and_the_chair_are_told_by_columns():
    (record,) = read("Speaker,Party,Chair,Text\nJens,NA,TRUE,Yes.\nIda,Mill Union,FALSE,No.\n")
    parts = {part.participant: part for part in record.participations}
    assert parts["person/Jens"].role == ("participant", "chair")
    assert parts["person/Jens"].on_behalf_of is None
    assert parts["person/Ida"].on_behalf_of == "organization/Mill Union"
    assert [one.name for one in record.organizations] == ["Mill Union"]


def test_rows_that_do_not_fit_are_told_and_left_out():
    text = "Speaker,Text\n,Lost.\nJens,Yes.\nIda,No, not at all.\nIda,\nIda,No.\n"
    (record,) = read(text)
    assert said(record) == [("Jens", "Yes."), ("Ida", "No.")]
    faults = [found.where.line for found in record.problems if found.code == "MG183"]
    assert faults == [2, 4, 5]


def test_quotation_that_never_ends_is_no_crash():
    (record,) = read('Speaker,Text\nJens,"Yes.\nIda,No.\n')
    assert said(record) == [("Jens", "Yes.\nIda,No.")]


ROW = st.tuples(
    st.sampled_from(["Jens Holm", "IDA KRAG", "user_7", "The Chair", "Ö. Å."]),
    st.text(st.sampled_from("abc ,;\"'\n.(Ü"), min_size=1).filter(lambda words: words.strip()),
)


@given(st.lists(ROW, min_size=1, max_size=9), st.sampled_from(",;\t|"))
@example([("Jens Holm", ";\nÜÜÜÜ")], ",")
def test_generated_tables_read_back_as_they_were_written(rows, separator):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([("Speaker", "Text"), *rows])
    records = read(text.getvalue())
    (record,) = records
    labels = [turn.label.cut(record.full_text) for turn in record.turns]
    assert labels == [name for name, _ in rows]
    words = {each.order: " ".join(each.text.split()) for each in record.statements}
    assert [words.get(n + 1) for n in range(len(rows))] == [" ".join(w.split()) for _, w in rows]
