"""`memograph query` as a historian uses it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from memograph.cli import main
from memograph.cli.query import PARAMETERS
from memograph.queries.declared import named


@pytest.fixture(scope="module")
def output(root):
    return root / "output"


def run(*arguments):
    result = CliRunner().invoke(main, ["query", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_parameters_of_the_named_queries_are_the_options():
    assert set(PARAMETERS) == {each.name for query in named() for each in query.parameters}


@pytest.mark.parametrize("arguments", [[], ["--list"], ["somewhere"]])
def test_without_a_name_the_queries_are_listed_with_their_parameters(arguments):
    result = run(*arguments)
    assert result.exit_code == 0
    for query in named():
        assert re.search(
            rf"^{query.name} +{re.escape(query.meaning)}$", result.stdout, re.MULTILINE
        )
        for each in query.parameters:
            assert f"--{each.name}" in result.stdout


def test_named_query_prints_csv_where_there_is_no_terminal(output):
    result = run(output, "speakers", "--person", "KINSELLA")
    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout, newline=""))
    assert (row["name"], row["turns"]) == ("Aoife Kinsella", "4")
    assert "\r\n" in result.stdout_bytes.decode()


@pytest.mark.parametrize("name", [query.name for query in named()])
def test_every_named_query_takes_all_its_options(name, output):
    query = next(each for each in named() if each.name == name)
    values = {"after": "1900", "before": "2020-01-01"}
    options = [f"--{each.name}={values.get(each.name, 'e')}" for each in query.parameters]
    result = run(output, name, *options, "--limit", 3, "-f", "json")
    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)) <= 3


def test_dates_part_the_meetings(output):
    everything, before, after = (
        json.loads(run(output, "meetings", "-f", "json", *options).stdout)
        for options in ([], ["--before", "1958"], ["--after", "1958"])
    )
    assert before
    assert after
    assert len(before) + len(after) == sum(row["date"] is not None for row in everything)
    assert max(row["date"] for row in before) < "1958" <= min(row["date"] for row in after)


def test_table_is_short_and_its_text_wrapped(output, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    result = run(output, "conversation", "--person", "Kinsella", "-f", "table")
    assert "doc:river-meeting/meeting" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stderr == "4 rows\n"


def test_table_of_many_rows_says_that_there_are_more(output):
    result = run(output, "--sparql", "SELECT * { ?s ?p ?o }", "-f", "table")
    assert "the first 1000 rows" in result.stderr


def test_question_of_ones_own_may_be_in_a_file_with_parameters(output, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text(
        "# param word: a word\nPREFIX memo: <https://w3id.org/memograph/ontology#>\n"
        "SELECT ?t {\n  ?s a memo:Statement ; memo:text ?t\n"
        "  # where word: VALUES $WORD {} FILTER(CONTAINS(STR(?t), $WORD))\n}\n",
        encoding="utf-8",
    )
    everything = run(output, "--file", path, "-f", "json")
    some = run(output, "--file", path, "-p", "word=river", "-f", "json", "--limit", 2)
    assert len(json.loads(everything.stdout)) > 100
    assert len(json.loads(some.stdout)) == 2
    assert "river" in some.stdout
    assert run(output, "--file", path, "-p", "word").exit_code == 2


def test_ask_prints_true_or_false_and_ends_well(output):
    result = run(output, "--sparql", "ASK {}")
    assert (result.stdout, result.exit_code) == ("true\n", 0)
    result = run(output, "--sparql", "ASK { <a:a> ?p ?o }")
    assert (result.stdout, result.exit_code) == ("false\n", 0)


def test_construct_prints_turtle(output):
    text = "CONSTRUCT { ?s <a:b> 1 } { ?s a <https://w3id.org/memograph/ontology#Meeting> }"
    result = run(output, "--sparql", text, "--limit", 1)
    assert result.exit_code == 0
    assert "a:b 1" in result.stdout or "<a:b> 1" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["speaker"], "MG540", 2),
        (["speakers", "--word", "x"], "MG541", 2),
        (["speakers", "--after", "yesterday"], "MG542", 2),
        (["--sparql", "SELECT * {"], "MG544", 2),
        (["--sparql", "DROP ALL"], "MG545", 2),
        (["--sparql", "DROP ALL", "--update"], "MG545", 2),
        (["--file", "nowhere.rq"], "MG103", 3),
        (["speakers", "-f", "turtle"], "MG549", 2),
        (["--sparql", "DESCRIBE <a:b>", "-f", "csv"], "MG549", 2),
        (["--sparql", "DESCRIBE <a:b>", "-f", "table"], "MG549", 2),
    ],
)
def test_what_is_wrong_is_told_with_a_code(arguments, code, status, output):
    result = run(output, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert code in result.stderr
    assert "hint:" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["speakers", "--sparql", "ASK {}"], ["speakers", "--limit", "-1"]]
)
def test_wrong_use_is_told(arguments, output):
    assert run(output, *arguments).exit_code == 2


def test_control_characters_do_not_steer_the_terminal(output):
    text = 'SELECT ?a { VALUES ?a { "\\u001b[2J" } }'
    assert "\x1b" not in run(output, "--sparql", text, "-f", "table").stdout


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_endpoint_that_is_not_there_ends_with_four():
    result = run("http://127.0.0.1:9/sparql", "speakers")
    assert result.exit_code == 4
    assert "MG550" in result.stderr
