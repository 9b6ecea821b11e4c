"""Rows as text: what is written is read back as it was."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.queries import writing
from memograph.queries.terms import Short, lexical, python_value, sparql_json, turtle
from memograph.rdf.terms import StringTerms
from memograph.rdf.vocab import MEMO, XSD
from memograph.stores.sparql_json import term_of

MAKE = StringTerms()
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
TERM = st.one_of(
    st.none(),
    st.just("<https://example.org/a>"),
    st.just("_:b0"),
    TEXT.map(MAKE.plain),
    TEXT.map(lambda text: MAKE.text(text, "en-gb")),
    TEXT.map(lambda text: MAKE.typed(text, XSD.date)),
    st.integers().map(MAKE.integer),
)
ROWS = st.lists(st.tuples(TERM, TERM), max_size=5)
COLUMNS = ("a", "b c")


def written(form, rows, columns=COLUMNS):
    return "".join(writing.WRITERS[form](columns, rows))


@given(ROWS)
def test_csv_is_read_back_by_the_library_of_python(rows):
    text = written("csv", rows)
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found == [list(COLUMNS), *([lexical(term) for term in row] for row in rows)]


@given(ROWS)
def test_tsv_is_read_back_term_by_term(rows):
    text = written("tsv", rows, ("a", "b"))
    lines = text.split("\n")
    assert lines.pop() == ""
    assert lines.pop(0) == "?a\t?b"
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for cell, term in zip(line.split("\t"), row, strict=True):
            assert (not cell) == (term is None)
            if term is not None:
                assert read_turtle(cell) == read_turtle(term)


def read_turtle(term):
    (quad,) = ox.parse(f"<a:a> <a:b> {term} .", format=ox.RdfFormat.TURTLE)
    return quad.object.value if isinstance(quad.object, ox.BlankNode) else quad.object


@given(ROWS)
def test_results_in_json_are_read_back(rows):
    told = json.loads(written("sparql-json", rows))
    assert told["head"]["vars"] == list(COLUMNS)
    back = [
        tuple(term_of(each[name]) if name in each else None for name in COLUMNS)
        for each in told["results"]["bindings"]
    ]
    assert back == rows


@given(ROWS)
def test_json_has_an_object_for_each_row(rows):
    found = json.loads(written("json", rows))
    assert found == [dict(zip(COLUMNS, map(python_value, row), strict=True)) for row in rows]


@given(ROWS)
def test_markdown_has_a_line_for_each_row(rows):
    lines = written("markdown", rows).splitlines()
    assert len(lines) == len(rows) + 2


def test_csv_row_of_one_empty_cell_is_a_row():
    assert written("csv", [(None,)], ("a",)) == 'a\r\n""\r\n'


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", XSD.integer, 12), ("x", XSD.integer, "x"), ("0.50", XSD.decimal, Decimal("0.50")),
        ("true", XSD.boolean, True), ("1958-03-03", XSD.date, "1958-03-03"),
        ("1" * 5000, XSD.integer, "1" * 5000), ("1E3", f"{XSD.namespace}double", 1000.0),
    ],
)  # fmt: skip
def test_term_is_the_value_of_python_that_it_stands_for(text, kind, value):
    found = python_value(MAKE.typed(text, kind))
    assert (found, type(found)) == (value, type(value))


def test_json_writes_numbers_that_json_has():
    rows = [(MAKE.typed("0.7", XSD.decimal), MAKE.typed("NaN", f"{XSD.namespace}double"))]
    assert json.loads(written("json", rows)) == [{"a": 0.7, "b c": "NaN"}]


def test_numbers_are_bare_in_turtle_if_they_stay_what_they_are():
    assert turtle(MAKE.integer(-7)) == "-7"
    assert turtle(MAKE.typed("0.7", XSD.decimal)) == "0.7"
    assert turtle(MAKE.typed("7", XSD.decimal)) == f'"7"^^<{XSD.decimal}>'


def test_names_are_short():
    short = Short({"memo": MEMO.namespace, "doc": "https://e.org/doc/"})
    assert short(f"<{MEMO.Turn}>") == "memo:Turn"
    assert short("<https://e.org/doc/a/meeting>") == "doc:a/meeting"
    assert short("<https://e.org/doc/>") == "https://e.org/doc/"
    assert short(None) == ""
    assert short('"memo:Turn"') == "memo:Turn"


def test_answer_of_ask_is_one_word():
    assert writing.truth(answer=False, form="table") == "false\n"
    assert json.loads(writing.truth(answer=True, form="sparql-json")) == {
        "head": {},
        "boolean": True,
    }


def test_term_of_json_and_back():
    for term in ("<a:b>", "_:x", '"a"', '"a"@en', f'"1"^^<{XSD.integer}>'):
        assert term_of(sparql_json(term)) == term
