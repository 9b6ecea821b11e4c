"""What notebooks show is short, and nothing of a source is mark-up there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import memograph as mg
from memograph import notebook
from memograph.problems import Problem, Severity, Where

TAGS = ("table", "thead", "tbody", "tr", "th", "td", 'td colspan="1"', "p", "b")
HOSTILE = "<script>alert(1)</script>"


def bare(html):
    """Return the text of a table without the tags that belong there."""
    for tag in TAGS:
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html


@given(st.text())
def test_nothing_in_a_cell_is_mark_up(text):
    assert "<" not in bare(notebook.table([text], [[text]]) + notebook.heading(text))


def test_table_fetches_one_row_more_than_it_shows():
    fetched = []
    rows = ([str(n)] for n in range(1000) if fetched.append(n) is None)
    html = notebook.table(["n"], rows)
    assert len(fetched) == notebook.MOST_ROWS + 1
    assert html.count("<tr>") == notebook.MOST_ROWS + 2
    assert "…" in html


def test_long_text_is_cut():
    assert len(notebook.table(["a"], [["x" * 10_000]])) < 1000


@pytest.fixture
def record(transcript):
    return mg.read(transcript)


def test_record_shows_its_title_and_turns(record):
    shown = record._repr_html_()
    assert "Meeting on the railway" in shown
    assert "<td>Ana Prifti</td>" in shown


def test_record_with_mark_up_in_it_shows_none(record):
    document = replace(record.document, title=HOSTILE)
    statements = tuple(replace(each, text=HOSTILE) for each in record.statements)
    shown = replace(record, document=document, statements=statements)._repr_html_()
    assert "<" not in bare(shown)
    assert "&lt;script&gt;" in shown


def test_report_shows_whether_it_conforms_and_its_problems(record):
    report = mg.validate(mg.to_dataset(record), record=record)
    assert "conforms" in report._repr_html_()
    found = Problem(
        code="MG401", severity=Severity.ERROR, message=HOSTILE, where=Where(source="<i>", line=3)
    )
    shown = replace(report, problems=(found,))._repr_html_()
    assert "does not conform" in shown
    assert "MG401" in shown
    assert "<" not in bare(shown)
