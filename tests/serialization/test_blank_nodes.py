"""Labels of blank nodes: equal to another implementation's, and to themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import WriteError
from memograph.serialization.blank_nodes import relabelled
from memograph.serialization.writing import serialize

nodes = st.sampled_from(["_:a", "_:b", "_:c", "_:d", "_:e", "<http://e/x>"])
quads = st.lists(
    st.tuples(
        nodes,
        st.sampled_from(["<http://e/p>", "<http://e/q>"]),
        nodes | st.just('"1"'),
        st.sampled_from(["", "<http://e/g>"]),
    ),
    max_size=9,
)


def by_oxigraph(found):
    import pyoxigraph as ox

    text = "".join(" ".join(filter(None, quad)) + " .\n" for quad in found)
    dataset = ox.Dataset(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


@given(found=quads)
def test_labels_are_those_of_another_implementation_of_rdfc(found):
    assert "".join(serialize(found, "nquads")) == by_oxigraph(found)


@given(found=quads, data=st.data())
def test_labels_do_not_depend_on_the_labels_before_or_the_order(found, data):
    names = data.draw(st.permutations(["_:a", "_:b", "_:c", "_:d", "_:e"]))
    renamed = dict(zip(["_:a", "_:b", "_:c", "_:d", "_:e"], names, strict=True))
    other = [tuple(renamed.get(term, term) for term in quad) for quad in found]

    assert set(relabelled(data.draw(st.permutations(other)))) == set(relabelled(found))


def test_quads_without_blank_nodes_are_only_freed_of_repetitions():
    quad = ("<http://e/x>", "<http://e/p>", '"_:a"', "")

    assert relabelled([quad, quad]) == (quad,)


def test_blank_nodes_that_are_all_alike_are_given_up():
    everyone = [f"_:n{i}" for i in range(12)]
    found = [(a, "<http://e/p>", b, "") for a in everyone for b in everyone if a != b]
    with pytest.raises(WriteError) as caught:
        relabelled(found)

    assert caught.value.problem.code == "MG516"
