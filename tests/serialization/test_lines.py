"""N-Quads are sorted by subject, which gives the lines in the order of their code points."""

from hypothesis import given
from hypothesis import strategies as st

from memograph.serialization import serialize

IRIS = st.sampled_from(
    ["<http://e/a>", "<http://e/a/b>", "<http://e/a-b>", "<http://e/a0>", "<http://e/ab>"]
)
LITERALS = st.sampled_from(
    ['"1"', '"1"@en', '"1"@en-gb', '"1 "', '"10"', r'"1\n"', '"1"^^<http://e/a>', '"…"', '""']
)


def quads(graphs):
    return st.lists(st.tuples(IRIS, IRIS, IRIS | LITERALS, st.sampled_from(graphs)), max_size=25)


def lines(found):
    return "".join(sorted({" ".join(filter(None, quad)) + " .\n" for quad in found}))


@given(quads([""]) | quads(["<http://e/g>"]) | quads(["", "<http://e/a>", "<http://e/a/b>"]))
def test_lines_are_sorted_by_code_point_each_once(found):
    assert "".join(serialize(found, "nquads")) == lines(found)


@given(quads(["<http://e/g>"]))
def test_lines_without_graphs_are_sorted_alike(found):
    assert "".join(serialize(found, "ntriples")) == lines(quad[:3] for quad in found)
