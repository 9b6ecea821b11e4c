"""Profiles: each leads memograph to the right addresses with the right password."""

from __future__ import annotations

import pytest
from standin import PASSWORD, TOKEN, USER, standin

from memograph import pipeline
from memograph.problems import ConfigError, RemoteError
from memograph.stores.loading import targets
from memograph.stores.profiles import PROFILES, profile_named

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ALL = {each.name: each for each in PROFILES}
DOCUMENTED = [name for name, each in ALL.items() if not each.tested]
WHO = {
    "none": {},
    "basic": {"MEMOGRAPH_STORE_USER": USER, "MEMOGRAPH_STORE_PASSWORD": PASSWORD},
    "bearer": {"MEMOGRAPH_STORE_TOKEN": TOKEN},
}


def push(made, url, name, who, **wishes):
    with (
        targets.opened(url, kind=name, variables=who) as store,
        pipeline.pushing(made.path, store, pipeline.Wishes(**wishes)) as run,
    ):
        return [each.status for each in run.results()]


def documents(store):
    found = {}
    for quad in store:
        graph = str(quad.graph_name.value)
        if "/doc/" in graph:
            line = f"{quad.subject} {quad.predicate} {quad.object}"
            found.setdefault(graph, set()).add(line)
    return {graph: frozenset(lines) for graph, lines in found.items()}


@pytest.mark.parametrize(
    ("name", "auth"),
    [(name, auth) for name in DOCUMENTED for auth in ALL[name].auth if auth != "digest"],
)
def test_store_is_loaded_as_its_documentation_says(name, auth, made):
    with standin(ALL[name]) as store:
        assert push(made, store.url, name, WHO[auth]) == ["put"] * 3
        assert documents(store.store) == made.graphs()
        assert push(made, store.url, name, WHO[auth]) == ["unchanged"] * 3
        assert push(made, store.url, name, WHO[auth], remove=True) == ["removed"] * 3
        assert documents(store.store) == {}
        assert store.refused == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTED if "none" not in ALL[name].auth])
def test_store_that_asks_who_calls_is_told_of_where_nobody_is_said(name, made):
    with standin(ALL[name]) as store, pytest.raises(RemoteError) as told:
        push(made, store.url, name, {})
    assert told.value.problem.code == "MG534"
    assert len(documents(store.store)) == 0


def test_profiles_have_names_of_their_own_and_addresses_below_the_one_given():
    assert len(ALL) == len(PROFILES)
    for each in PROFILES:
        assert each.title
        assert each.query.startswith("{url}")
        assert each.update.startswith("{url}")
        assert not each.graphs or each.graphs.startswith("{url}")


def test_unknown_kind_of_store_is_told_with_those_that_are_near():
    with pytest.raises(ConfigError) as told:
        profile_named("virtuso", ALL)
    assert told.value.problem.code == "MG533"
    assert "did you mean virtuoso?" in told.value.problem.hint
