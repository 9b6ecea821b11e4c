"""The head of a query tells what it asks and what it can be narrowed by."""

from __future__ import annotations

import pytest

from memograph import resources
from memograph.problems import ConfigError
from memograph.queries.declared import declared, find, named
from memograph.queries.form import form_of, refusal


def test_every_file_is_a_query_with_a_meaning_and_columns():
    assert len(named()) == len(resources.queries()) >= 17
    for query in named():
        assert query.meaning.endswith("?"), query.name
        assert query.columns, query.name
        assert all(each.meaning for each in query.parameters), query.name


def test_most_queries_can_be_narrowed_by_person_and_date():
    names = {query.name: [each.name for each in query.parameters] for query in named()}
    assert sum("person" in each for each in names.values()) >= 10
    assert sum({"after", "before"} <= set(each) for each in names.values()) >= 13


@pytest.mark.parametrize(("name", "near"), [("speaker", "speakers"), ("Meetings", "meetings")])
def test_unknown_name_is_told_with_near_ones(name, near):
    with pytest.raises(ConfigError) as caught:
        find(name)
    assert caught.value.problem.code == "MG540"
    assert near in caught.value.problem.message


def test_name_near_to_nothing_is_told_with_all():
    with pytest.raises(ConfigError) as caught:
        find("zzzzzzzz")
    assert all(query.name in caught.value.problem.message for query in named())


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# param word: w\nASK {}", None, "has no place"),
        ("ASK {\n# where word: VALUES $WORD {}\n}", 2, "is not declared"),
        (
            "# param word: w\n# param word: w\nASK {\n# where word: VALUES $WORD {}\n}",
            None,
            "declared twice",
        ),
    ],
)
def test_parameter_declared_wrongly_is_told_with_its_place(text, line, reason):
    with pytest.raises(ConfigError) as caught:
        declared(text, name="mine", source="mine.rq")
    found = caught.value.problem
    assert (found.code, found.where.source, found.where.line) == ("MG543", "mine.rq", line)
    assert reason in found.message


def test_meaning_may_go_on_in_the_next_line():
    head = "# Question: Who\n#   came?\n# param word (date): one\n#   two\n\n"
    text = f"{head}ASK {{\n# where word: VALUES $WORD {{}}\n}}"
    query = declared(text, name="mine")
    assert (query.meaning, query.parameters[0].kind) == ("Who came?", "date")
    assert query.parameters[0].meaning == "one two"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "select"),
        ("  ask{}", "ask"),
        ("BASE <http://e/>\nPREFIX : <a:> prefix b.c:<d:>#x\nConstruct {} {}", "construct"),
        ("# SELECT\r\ndescribe <a:b>", "describe"),
        ('VERSION "1.2" INSERT DATA {}', "update"),
        ("WITH <a:b> DELETE {} WHERE {}", "update"),
        ("PREFIX select: <a:b> DROP ALL", "update"),
    ],
)
def test_form_is_told_from_the_first_word(text, form):
    assert form_of(text) == form


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("# only\n", 2, 1),
        ("PREFIX a <b:c>\nASK {}", 1, 1),
        ("\n \\u0053ELECT * {}", 2, 2),
    ],
)
def test_what_is_no_query_is_refused_with_its_place(text, line, column):
    with pytest.raises(ConfigError) as caught:
        form_of(text, source="q.rq")
    found = caught.value.problem
    assert (found.code, found.where.line, found.where.column) == ("MG544", line, column)


def test_words_of_a_parser_that_tells_no_place_are_kept():
    found = refusal(ValueError("Unknown namespace prefix : nope"), source="q.rq").problem
    assert found.message.endswith("Unknown namespace prefix : nope")
    assert found.where.line is None
