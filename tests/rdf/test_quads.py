"""Quads kept by node: for everybody but those who look at nodes, the same as their tuple."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memograph.mappers.entries import class_counts
from memograph.rdf.quads import NodeQuads, nodes_of, triples_of
from memograph.rdf.vocab import RDF
from memograph.serialization import serialize
from memograph.validation.compiled.terms import TermGraph, Unsure

SUBJECTS = st.sampled_from(["<e:a>", "<e:b>", "<e:b/1>", "<e:c>", "<e:d>", "<e:e>", "<e:f>"])
PREDICATES = st.sampled_from([f"<{RDF.type}>", "<e:p>", "<e:p2>", "<e:q>"])
VALUES = st.sampled_from(["<e:a>", "<e:b>", '"1"', '"1 "@en', '"2"^^<e:t>', '"\\"\\n"'])
TRIPLES = st.lists(st.tuples(SUBJECTS, PREDICATES, VALUES), max_size=40)


@st.composite
def nodes_alike(draw):
    """Draw nodes that have the same predicates and each its own values, in any order of these."""
    predicates = draw(st.lists(PREDICATES, min_size=1, max_size=5))
    return [
        (f"<e:{number}>", predicate, draw(VALUES))
        for number in range(draw(st.integers(5, 9)))
        for predicate in predicates
    ]


ALIKE = nodes_alike()
APART = [("<e:1>", "<e:p>", '"n"'), ("<e:1>", "<e:p>", '"3a"')]
"""What several nodes say of one predicate, the greater value first."""
SIX_ALIKE = [(f"<e:{n}>", predicate, value) for n in range(6) for _, predicate, value in APART]
GRAPHS = st.sampled_from(["<e:g>", ""])


def both(triples, graph="<e:g>"):
    data = NodeQuads(graph, nodes_of(triples))
    return data, tuple((*triple, graph) for triple in triples)


@given(TRIPLES | ALIKE, GRAPHS)
def test_quads_by_node_are_the_tuple(triples, graph):
    data, plain = both(triples, graph)
    assert data == plain
    assert plain == data
    assert data == NodeQuads(graph, nodes_of(triples))
    assert (len(data), tuple(data), hash(data)) == (len(plain), plain, hash(plain))
    assert data[1:3] == plain[1:3]
    assert (*data, "x") == (*plain, "x")
    assert list(triples_of(nodes_of(triples))) == triples


@given(TRIPLES | ALIKE, GRAPHS)
@example(SIX_ALIKE, "<e:g>")
def test_lines_are_the_same_by_node_and_one_by_one(triples, graph):
    data, plain = both(triples, graph)
    for form in ("nquads", "ntriples", "trig", "jsonld"):
        assert "".join(serialize(data, form)) == "".join(serialize(plain, form))


@given(TRIPLES | ALIKE)
def test_classes_are_counted_the_same(triples):
    data, plain = both(triples)
    assert class_counts(data) == class_counts(plain)


@given(TRIPLES | ALIKE)
def test_check_sees_the_same_graph(triples):
    seen = []
    for quads in both(triples):
        try:
            graph = TermGraph(quads)
        except Unsure:
            seen.append(None)
            continue
        columns = {
            predicate: {node: set(graph.column(predicate).of(node)) for node, _, _ in triples}
            for _, predicate, _ in triples
        }
        several = {predicate: set(graph.column(predicate).more) for predicate in columns}
        classes = {value: graph.instances(frozenset({value})) for _, _, value in triples}
        seen.append((graph.size, columns, several, classes))
    assert seen[0] == seen[1]


def test_other_values_are_no_quads():
    data, _ = both([("<e:a>", "<e:p>", '"1"')])
    assert data != [("<e:a>", "<e:p>", '"1"', "<e:g>")]
    with pytest.raises(IndexError):
        data[1]


@pytest.mark.parametrize("triple", [("_:x", "<e:p>", '"1"'), ("<e:a>", "<e:p>", "_:y")])
def test_blank_nodes_of_whoever_are_named_alike(triple):
    data, plain = both([("<e:a>", "<e:p>", '"1"'), triple])
    assert data.has_blank_nodes()
    assert [*serialize(data, "nquads")] == [*serialize(plain, "nquads")]


def test_subject_that_comes_again_is_one_node():
    triples = [("<e:a>", "<e:p>", '"2"'), ("<e:b>", "<e:p>", '"1"'), ("<e:a>", "<e:p>", '"1"')]
    data, _ = both(triples)
    assert Counter(node for subjects, _ in data.alike().values() for node in subjects) == {
        "<e:a>": 1,
        "<e:b>": 1,
    }


def test_triple_of_two_parts_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        list(nodes_of([("<e:a>", "<e:p>", '"1"'), ("<e:a>", "<e:p>")]))


@pytest.mark.parametrize("values", [(), ("1", "2", "3")])
def test_node_without_one_value_for_each_predicate_is_refused(values):
    with pytest.raises(ValueError, match="more predicates than values"):
        NodeQuads("<e:g>", [("<e:a>", ("<e:p>", "<e:q>"), values)])


def test_subject_that_comes_again_and_again_takes_time_that_grows_with_its_values():
    """A hundred thousand times: were all that is known copied each time, this would take hours."""
    comes = [("<e:a>", ("<e:p>",), (f'"{number}"',)) for number in range(100_000)]
    ((subjects, values),) = NodeQuads("", comes).alike().values()
    assert subjects == ["<e:a>"]
    assert len(values[0]) == len(comes)
