"""The IRIs of one record, as other people's queries rely on them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.problems import ConfigError, Span
from memograph.rdf.iris import (
    Iris,
    check_base,
    dataset_graph,
    dataset_iri,
    is_web_address,
    links_graph,
)

BASE = "https://example.org/id/"
STRICT = re.compile(r"https://example\.org/id/(?:[a-z0-9.~_-]+/)*[a-z0-9.~_-]+")
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(*pair))


def test_iris_of_a_document_are_those_of_the_contract():
    iris = Iris(BASE, "memo")
    doc = f"{BASE}doc/memo"
    assert iris.document == doc
    assert iris.graph == f"{doc}/graph"
    assert iris.text("zh-hant") == f"{doc}/text/zh-hant"
    assert iris.source() == f"{doc}/source"
    assert iris.archival_reference == f"{doc}/archival-reference"
    assert iris.turn(12) == f"{doc}/turn/0012"
    assert iris.statement(12345) == f"{doc}/statement/12345"
    assert iris.meeting() == f"{doc}/meeting"
    assert iris.segment("passage", Span(1400, 1434)) == f"{doc}/passage/1400-1434"
    assert iris.segment("direction", Span(13, 17)) == f"{doc}/direction/0013-0017"
    assert iris.segment("mention", Span(1, 2), target=2) == f"{doc}/mention/0001-0002-2"
    fr = iris.text("fr")
    assert iris.segment("claim", Span(1, 2), text=fr) == f"{doc}/text/fr/claim/0001-0002"
    assert iris.gesture(Span(10, 20)) == f"{doc}/gesture/0010-0020"
    assert iris.participation("Zhou Enlai") == f"{doc}/participation/zhou-enlai"
    event = iris.event("the reception")
    assert iris.participation("zhou", event) == f"{doc}/event/the-reception/participation/zhou"
    assert iris.side("Hosts") == f"{doc}/side/hosts"
    assert iris.identity("pm", "a-n") == f"{doc}/identity/pm-a-n"
    assert iris.own_series() == f"{doc}/series"


def test_iris_beyond_the_document_hang_on_the_base():
    iris = Iris(BASE, "memo")
    assert iris.agent("Zhou Enlai") == f"{BASE}agent/zhou-enlai"
    assert iris.organization("Albania") == f"{BASE}organization/albania"
    assert iris.place("Albania") == f"{BASE}place/albania"
    assert iris.post("Prime Minister") == f"{BASE}post/prime-minister"
    assert iris.series("October Talks") == f"{BASE}series/october-talks"
    assert iris.run("0.1.0+dev", "0badcafe99") == f"{BASE}run/0.1.0-dev-0badcafe"
    assert dataset_iri(BASE) == f"{BASE}dataset"
    assert dataset_graph(BASE) == f"{BASE}graph/dataset"
    assert links_graph(BASE) == f"{BASE}graph/links"


@pytest.mark.parametrize("named", ["surname", "role", "label"])
def test_agent_not_named_in_full_is_of_the_document(named):
    assert Iris(BASE, "memo").agent("Lin", named) == f"{BASE}doc/memo/agent/lin"
    assert Iris(BASE, "memo").place("Lin", named) == f"{BASE}doc/memo/place/lin"


def test_agents_of_the_document_are_so_even_in_full():
    iris = Iris(BASE, "memo", "document")
    assert iris.agent("Lin Biao") == f"{BASE}doc/memo/agent/lin-biao"
    assert iris.place("Albania") == f"{BASE}place/albania"
    assert iris.organization("Albania") == f"{BASE}organization/albania"


@given(st.text(), st.text(), SPANS, st.integers(0, 10**6))
def test_iris_of_any_names_are_valid(name, other, span, number):
    import pyoxigraph

    iris = Iris(BASE, name)
    minted = [
        iris.document,
        iris.graph,
        iris.text(other),
        iris.segment("question", span),
        iris.turn(number),
        iris.meeting(number),
        iris.own_series(number),
        iris.participation(other, iris.event(name)),
        iris.agent(other),
        iris.agent(other, "role"),
        iris.organization(other),
        iris.place(other),
        iris.post(other),
        iris.side(other),
        iris.series(other),
        iris.identity(name, other),
        iris.run("0.1" + other, other),
    ]
    for iri in minted:
        assert STRICT.fullmatch(iri.lower())
        pyoxigraph.NamedNode(iri)


@pytest.mark.parametrize(
    "base",
    [BASE, "http://localhost:8000/", "https://example.org/#", "urn://x/", "https://a.b/c%20d/e#"],
)
def test_base_that_is_usable_is_returned(base):
    import pyoxigraph

    assert check_base(base) == base
    pyoxigraph.NamedNode(Iris(base, "memo").turn(1))


@pytest.mark.parametrize(
    "base",
    [
        "",
        "/",
        "example.org/",
        "https://example.org",
        "https://example.org/é/",
        "https://example.org/a b/",
        "https://example.org/?q=/",
        "https://example.org/#a#",
        "https:///",
        "https://example.org/%zz/",
        "https://example.org/\n/",
    ],
)
def test_base_that_is_unusable_is_refused(base):
    with pytest.raises(ConfigError) as caught:
        check_base(base)
    assert caught.value.problem.code == "MG910"


@given(st.text('htps:/.é%20#?[]<> "\\^`{|}aZ9@', max_size=20).map(lambda rest: f"http://{rest}"))
def test_web_address_is_one_that_libraries_take(address):
    import pyoxigraph

    if is_web_address(address):
        pyoxigraph.NamedNode(address)


@pytest.mark.parametrize("address", ["#mao", "mailto:a@b.c", "http://", "http://a b", "http://a/<"])
def test_web_address_that_is_none_is_told_apart(address):
    assert not is_web_address(address)
