"""Relations hold pairs: what they tell is what the pairs tell, looked at one by one."""

from hypothesis import given
from hypothesis import strategies as st

from memograph.validation.compiled.relations import related, union

NAMES = st.sampled_from("abcde")
PAIRS = st.sets(st.tuples(NAMES, NAMES))


def pairs_of(relation):
    return {(node, value) for node in relation.first for value in relation.of(node)}


@given(PAIRS, NAMES)
def test_relation_holds_the_pairs_that_it_is_made_of(pairs, name):
    relation = related([*pairs, *pairs])
    assert pairs_of(relation) == pairs
    assert relation.values() == {value for _, value in pairs}
    assert set(relation.of(name)) == {value for node, value in pairs if node == name}
    assert set(relation.more) == {n for n, _ in pairs if len(relation.of(n)) > 1}


@given(PAIRS, PAIRS)
def test_relations_follow_one_another(pairs, further):
    expected = {(a, d) for a, b in pairs for c, d in further if b == c}
    assert pairs_of(related(pairs).then(related(further))) == expected


@given(PAIRS, st.sets(NAMES))
def test_relation_among_nodes_and_to_values_is_a_choice_of_pairs(pairs, names):
    relation = related(pairs)
    assert pairs_of(relation.among(names)) == {pair for pair in pairs if pair[0] in names}
    assert relation.leading_to(names) == {node for node, value in pairs if value in names}


@given(PAIRS, PAIRS)
def test_union_of_relations_holds_the_pairs_of_each(pairs, others):
    assert pairs_of(union([related(pairs), related(others)])) == pairs | others
