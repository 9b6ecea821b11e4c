"""That no two things of a record share an IRI."""

from hypothesis import given
from hypothesis import strategies as st

from memograph import model as m
from memograph.rdf.iris import Iris
from memograph.rdf.nodes import ANNOTATOR, SOFTWARE, name_nodes

BASE = "https://example.org/id/"
NAMES = st.sampled_from(["Mao Zedong", "mao zedong", "Hosts", "memograph", "annotator", "", "毛"])


def record_with(**parts):
    return m.Record(
        source="memo.txt",
        reader="plain",
        document=m.Document(slug="memo"),
        text_versions=(m.TextVersion(full_text=""),),
        **parts,
    )


def nodes_of(**parts):
    return name_nodes(record_with(**parts), Iris(BASE, "memo"))


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=4), st.randoms())
def test_iris_of_different_ids_differ_whatever_the_order(people, bodies, chance):
    persons = [m.Person(id=f"p{i}", name=name) for i, name in enumerate(people)]
    sides = [m.Side(id=f"s{i}", name=name) for i, name in enumerate(bodies)]
    posts = [m.Post(id=f"o{i}", name=name) for i, name in enumerate(bodies)]
    one = nodes_of(persons=tuple(persons), sides=tuple(sides), posts=tuple(posts))
    assert len(set(one.iris.values())) == len(one.iris)
    chance.shuffle(persons)
    chance.shuffle(posts)
    two = nodes_of(persons=tuple(persons), sides=tuple(sides), posts=tuple(posts))
    assert one.iris == two.iris


def test_clash_is_reported_with_both_ids():
    people = (m.Person(id="one", name="Ana Prifti"), m.Person(id="two", name="Ana PRIFTI"))
    (found,) = nodes_of(persons=people).problems
    assert found.code == "MG301"
    assert found.message.startswith('"one" and "two" would both be')


def test_software_and_annotator_keep_their_names():
    impostor = m.Person(id="p", name="Memograph")
    reader_made = m.Agent(id=ANNOTATOR, name="The editor of the page", named="label")
    nodes = nodes_of(persons=(impostor,), agents=(reader_made,))
    assert nodes.iris[SOFTWARE] == f"{BASE}agent/memograph"
    assert nodes.iris["p"] != nodes.iris[SOFTWARE]
    assert nodes.iris[ANNOTATOR] == f"{BASE}doc/memo/agent/annotator"


def test_series_without_name_belong_to_the_document():
    series = (m.MeetingSeries(id="a", name=""), m.MeetingSeries(id="b", name="Talks", named=True))
    nodes = nodes_of(meeting_series=series)
    assert nodes.iris["a"] == f"{BASE}doc/memo/series"
    assert nodes.iris["b"] == f"{BASE}series/talks"
