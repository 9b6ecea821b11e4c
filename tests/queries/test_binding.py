"""No value of a parameter can change a query, whatever it holds."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from memograph.problems import ConfigError
from memograph.queries.binding import bound
from memograph.queries.declared import declared, find, named, place_in
from memograph.rdf.terms import in_sparql, quoted

QUERIES = named()
NAMED = [(query, parameter) for query in QUERIES for parameter in query.parameters]
HOSTILE = [
    '"', "\\", '\\"', "\\\\", "a\\", "\n", "\r\n", "\t\b\f\0\x07\x7f", "}", "} DROP ALL #",
    '" } UNION { ?s ?p ?o', "'", "'''", '"""', "#", "# where person: x", "\\u0022", "\\U00000022",
    "\\\\u0022", "\\\x07", "\x07abcd", "\x07" + "0022",
    "\\u005C\\u0022", "\\uD800", "?s", "$PERSON",
    "<http://e/>", "@en", "^^<http://e/>", "\ufeff", "\ufffe\uffff", "\u2028\u2029\x85", "周恩来",
    "\U0010ffff", "\\N{QUOTATION MARK}", "%22", "&quot;", "{}{0}", "\\1\\g<0>",
]  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# Texts that are made of what might be dangerous are more dangerous than any texts.
DANGEROUS = st.lists(
    st.sampled_from(["\\", '"', "'", "u", "U", "0022", "005C", "\n", "}", "#", "\x07", "abcd", "n"])
).map("".join)


def algebra(text: str, value: str) -> str:
    """Return the algebra of a query as rdflib sees it, with the value of a parameter left out."""
    seen = []

    def show(node: object) -> object:
        if isinstance(node, Literal) and str(node) == value and node.language is None:
            seen.append(node)
            return "VALUE"
        if isinstance(node, dict):
            return {key: show(each) for key, each in node.items()}
        if isinstance(node, list | tuple):
            return [show(each) for each in node]
        return repr(node)

    shown = repr(show(translateQuery(parseQuery(text)).algebra))
    assert seen
    return re.sub(r"N[0-9a-f]{32}|BNode\('\w+'\)", "blank", shown)


@given(TEXTS | DANGEROUS)
def test_spelled_value_is_read_as_itself_by_two_libraries(value):
    asked = f"SELECT ?it {{ VALUES ?it {{ {in_sparql(quoted(value))} }} }}"
    (row,) = ox.Store().query(asked)
    assert row["it"] == ox.Literal(value)
    data = prepareQuery(asked).algebra
    assert algebra(asked, value)
    assert Literal(value) in [term for row in find_values(data) for term in row.values()]


def find_values(node):
    if isinstance(node, dict):
        if getattr(node, "name", "") == "values":
            yield from node["res"]
        for each in node.values():
            yield from find_values(each)


@settings(max_examples=40)  # rdflib takes its time
@given(TEXTS | DANGEROUS)
def test_value_changes_nothing_of_the_algebra_but_the_literal(value):
    query = find("speakers")
    plain = algebra(bound(query, {"person": "plain\x02value"}), "plain\x02value")
    assert algebra(bound(query, {"person": value}), value) == plain


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_value_is_read_as_itself_by_two_libraries(value):
    test_spelled_value_is_read_as_itself_by_two_libraries.hypothesis.inner_test(value)
    test_value_changes_nothing_of_the_algebra_but_the_literal.hypothesis.inner_test(value)


@pytest.mark.parametrize(
    ("query", "parameter"), NAMED, ids=[f"{q.name}-{p.name}" for q, p in NAMED]
)
def test_hostile_value_of_any_parameter_leaves_the_question_alone(query, parameter):
    start = f"VALUES {parameter.variable} {{ "
    for value in HOSTILE:
        if parameter.kind == "date":
            with pytest.raises(ConfigError, match="no year, month or day"):
                bound(query, {parameter.name: value})
            continue
        text = bound(query, {parameter.name: value})
        columns = [variable.value for variable in ox.Store().query(text).variables]
        assert tuple(columns) == query.columns
        plain = bound(query, {parameter.name: "plain"})
        said, other = (start + in_sparql(quoted(each)) for each in (value, "plain"))
        assert text.replace(said, other) == plain


@pytest.mark.parametrize("value", ["\ud800", "a\udcffb"])
def test_value_that_is_no_text_is_refused(value):
    with pytest.raises(ConfigError) as caught:
        bound(find("speakers"), {"person": value})
    assert caught.value.problem.code == "MG542"
    caught.value.problem.message.encode()


@pytest.mark.parametrize("value", ["1961", "1961-05", "1961-05-17"])
def test_date_is_a_year_a_month_or_a_day(value):
    assert f'"{value}"' in bound(find("meetings"), {"after": value})


@pytest.mark.parametrize(
    "value", ["", "61", "1961-13", "1961-05-40", "1961-05-17\n", "１９６１", "x"]
)
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ConfigError) as caught:
        bound(find("meetings"), {"after": value})
    assert caught.value.problem.code == "MG542"


def test_unknown_parameter_is_refused_with_those_there_are():
    with pytest.raises(ConfigError) as caught:
        bound(find("speakers"), {"colour": "red"})
    assert caught.value.problem.code == "MG541"
    assert "person, place, after, before" in caught.value.problem.message


def test_without_values_the_text_is_as_it_stands():
    for query in QUERIES:
        assert bound(query, {}) == query.text


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_with_all_its_parameters_and_a_limit_is_read_by_two_libraries(query):
    values = {each.name: "1961" for each in query.parameters}
    text = bound(query, values, limit=3)
    assert text.endswith("\nLIMIT 3\n")
    assert not any(place_in(line) for line in text.splitlines())
    assert tuple(map(str, prepareQuery(text).algebra.PV)) == query.columns
    assert list(ox.Store().query(text)) == []


@pytest.mark.parametrize(("query", "parameter"), NAMED)
def test_variable_of_a_parameter_stands_at_its_place_only(query, parameter):
    bare = "\n".join(line for line in query.text.splitlines() if not place_in(line))
    assert parameter.name.upper() not in re.findall(r"[?$](\w+)", bare)


ITEMS = "# param entity (iris, needed): items\nASK { # none\n  # where entity: VALUES $ENTITY {}\n}"


def test_addresses_are_bound_each_once():
    query = declared(ITEMS, name="mine")
    text = bound(query, {"entity": "https://e.org/b  https://e.org/a\nhttps://e.org/b"})
    assert "VALUES $ENTITY { <https://e.org/b> <https://e.org/a> }" in text
    prepareQuery(text)


@pytest.mark.parametrize(
    "value",
    ["", " ", "a", "urn:a", "https://e.org/a>", "https://e.org/a> } DROP", "<https://e.org/a>",
     "https://e.org/a\x00", "https://e.org/\\u003e", "https://e.org/a 'x'", *HOSTILE],
)  # fmt: skip
def test_what_is_no_address_is_refused(value):
    with pytest.raises(ConfigError) as told:
        bound(declared(ITEMS, name="mine"), {"entity": value})
    assert told.value.problem.code == "MG542"


def test_value_that_is_needed_is_asked_for():
    with pytest.raises(ConfigError) as told:
        bound(declared(ITEMS, name="mine"), {})
    assert told.value.problem.code == "MG557"
    assert "needs a value for entity: items" in told.value.problem.message
