"""Folders pushed into real stores: the same graphs come back, whatever happens on the way."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from proxy import SLOW, proxy
from pushed import Remote

import memograph as mg
from memograph import http, pipeline
from memograph.pipeline.outgoing import Contents, folder_at
from memograph.problems import RemoteError
from memograph.stores.loading.endpoint import STAGED
from memograph.stores.loading.store import Put
from memograph.stores.loading.targets import profiles

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1", "::1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def remote(lasting_server):
    """A real store, empty."""
    found = Remote(lasting_server)
    found.clear()
    yield found
    found.clear()


def test_every_graph_of_a_folder_is_in_the_store_as_in_its_file(made, remote):
    assert set(remote.push(made).values()) == {"put"}
    assert remote.documents() == made.graphs()
    assert remote.hashes() == made.hashes()
    assert set(remote.push(made).values()) == {"unchanged"}


@pytest.mark.parametrize("made", ["parts"], indirect=True)
def test_changed_document_alone_is_put(made, remote, talk):
    remote.push(made)
    talk("in/1.txt", "No.")
    made.export()
    assert sorted(remote.push(made).values()) == ["put", "unchanged", "unchanged"]
    assert remote.documents() == made.graphs()


def test_what_has_not_changed_sends_no_data(made, remote):
    remote.push(made)
    with remote.behind_a_proxy() as between:
        remote.push(made)
        assert between.calls
        assert not any(call.writes for call in between.calls)


def test_wiped_store_is_filled_again(made, remote):
    remote.push(made)
    for graph in made.graphs():
        remote.update(f"DROP SILENT GRAPH <{graph}>")
    assert set(remote.push(made).values()) == {"put"}
    assert remote.documents() == made.graphs()


def test_prune_and_remove_leave_what_is_not_ours(made, remote, talk):
    remote.update("INSERT DATA { GRAPH <https://example.org/mine> { <a:a> <a:b> <a:c> } }")
    remote.push(made)
    talk("in/1.txt").unlink()
    made.export(prune=True)
    assert sorted(remote.push(made, prune=True).values()) == ["removed", "unchanged", "unchanged"]
    assert remote.documents() == made.graphs()
    assert remote.hashes() == made.hashes()
    assert set(remote.push(made, remove=True).values()) == {"removed"}
    assert remote.documents() == remote.hashes() == {}
    assert remote.lines("https://example.org/mine") == {"<a:a> <a:b> <a:c>"}


FAULTS = [
    "cut", "lost", "429", "503", "500", "500 after", "html", "latin", "redirect", "401", "403",
    "truncated", "count",
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("when", ["middle", "always after the third"])
def test_fault_loses_nothing_and_doubles_nothing(fault, when, made, remote, talk):
    remote.push(made)
    old = remote.documents()
    talk("in/1.txt", "No.")
    talk("in/3.txt", "New.")
    made.export()
    remote.retries = 1
    with remote.behind_a_proxy() as between:
        between.fault = lambda call: fault if strikes(when, call.number) else None
        with suppress(RemoteError):
            remote.push(made)
        assert between.struck
    new = made.graphs()
    for graph, lines in remote.documents().items():
        assert lines in (old.get(graph), new[graph])
    told = remote.hashes()
    for graph, digest in made.hashes().items():
        if told.get(graph) == digest:
            assert remote.documents()[graph] == new[graph]
    remote.push(made)
    assert remote.documents() == new
    assert remote.hashes() == made.hashes()
    assert remote.staged() == set()


def test_answer_that_does_not_come_in_time_is_given_up_and_the_rest_pushed_later(
    made, oxigraph_server, monkeypatch
):
    remote = Remote(oxigraph_server)
    remote.clear()
    remote.retries = 1
    patient = http.Caller.call

    def impatient(caller, *words, **more):
        return patient(caller, *words, **{**more, "seconds": SLOW / 2})

    monkeypatch.setattr(http.Caller, "call", impatient)
    with remote.behind_a_proxy() as between:
        between.fault = lambda call: "slow" if call.method == "PUT" else None
        with pytest.raises(RemoteError) as told:
            remote.push(made)
    assert told.value.problem.code == "MG535"
    assert remote.hashes().keys() >= made.hashes().keys()
    assert not set(remote.hashes().values()) & set(made.hashes().values()), "what is under way"
    remote.push(made)
    assert remote.documents() == made.graphs()
    assert remote.hashes() == made.hashes()
    remote.clear()


def strikes(when, number):
    return number in (2, 3) if when == "middle" else number > 2


def test_server_line_is_told_of_a_graph_that_is_refused(server):
    store = Remote(server)
    lines = b"<a:s> <a:p> <a:o> .\nthis is no triple\n"
    with store.endpoint() as endpoint:
        problems = endpoint.put([Put(graph="https://example.org/bad", quads=lines, triples=2)])
    assert [found.code for found in problems.values()] == ["MG561"]
    assert store.lines("https://example.org/bad") == set()
    assert store.lines(f"https://example.org/bad{STAGED}") == set()
    (found,) = problems.values()
    assert "<html" not in found.message


def test_store_that_asks_who_calls_is_loaded_by_whoever_may(guarded_server, made):
    store = Remote(guarded_server)
    store.clear()
    assert set(store.push(made).values()) == {"put"}
    assert store.documents() == made.graphs()
    store.password = "wrong"  # noqa: S105 - it opens nothing
    with pytest.raises(RemoteError) as told:
        store.push(made, again=True)
    assert told.value.problem.code == "MG534"
    assert "wrong" not in str(told.value.problem)
    store = Remote(guarded_server)
    assert store.documents() == made.graphs()
    store.clear()


def test_command_pushes_and_never_prints_the_password(
    guarded_server, made, run_memograph, tmp_path, monkeypatch
):
    store = Remote(guarded_server)
    store.clear()
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login {store.user} password {store.password}\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    line = ("push", made.path, store.address, "--store", store.kind)
    result = run_memograph(*line, "--json")
    assert result.exit_code == 0, result.output
    assert [json.loads(each)["status"] for each in result.stdout.splitlines()] == ["put"] * 3
    assert store.password not in result.output
    store.clear()


@pytest.mark.parametrize("url", ["http://store.example.org", "http://10.0.0.7:7878"])
def test_password_is_not_sent_where_others_could_read_it(url):
    who = http.Access(user="ana", password="secret")  # noqa: S106
    with pytest.raises(RemoteError) as told:
        http.Caller(url, who)
    assert "secret" not in str(told.value)
    http.Caller(url, who, plain=True).close()
    http.Caller(url.replace("http:", "https:"), who).close()


def test_netrc_tells_who_calls(tmp_path, monkeypatch):
    path = tmp_path / "netrc"
    path.write_text("machine 127.0.0.1 login ana password secret\n")
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))
    nobody = {"user": "", "password": "", "token": ""}
    found = http.access("http://127.0.0.1:1/x", **nobody, kinds=("basic",))
    assert (found.user, found.password) == ("ana", "secret")
    assert "secret" not in repr(found)


def test_token_is_shown_to_stores_that_know_tokens():
    with proxy("http://127.0.0.1:9") as between:
        between.fault = lambda _call: "403"
        who = http.Access(token="abc", kinds=("bearer",))  # noqa: S106
        caller = http.Caller(between.url, who)
        with pytest.raises(RemoteError):
            caller.call("GET", between.url)
        caller.close()
        assert between.calls[0].headers["Authorization"] == "Bearer abc"


def test_any_store_is_loaded_by_questions_and_updates_alone(oxigraph_server, virtuoso_server, made):
    for server in (oxigraph_server, virtuoso_server):
        store = Remote(server)
        store.clear()
        with store.endpoint() as known:
            profile = replace(known.profile, graphs="", triples=40)
            endpoint = replace(known, profile=profile)
            for expected in ("put", "unchanged"):
                with pipeline.pushing(made.path, endpoint, pipeline.Wishes()) as run:
                    assert {each.status for each in run.results()} == {expected}
        assert store.documents() == made.graphs()
        assert store.staged() == set()
        store.clear()


def test_triples_that_a_store_loses_when_it_moves_a_graph_are_noticed(fuseki_server):
    store, graph = Remote(fuseki_server), "https://example.org/moved"
    with store.endpoint() as known:
        moving = replace(known, profile=replace(known.profile, atomic=False))
        for turn in range(4):
            rows = range(turn * 2000, turn * 2000 + 1500)
            lines = "".join(f"<a:{n}> <a:p> <a:{n % 7}> <{graph}> .\n" for n in rows)
            problems = moving.put([Put(graph=graph, quads=lines.encode(), triples=1500)])
            there = len(store.lines(graph))
            assert [found.code for found in problems.values()] == (
                [] if there == len(rows) else ["MG562"]
            )
    store.clear()


@pytest.mark.parametrize("name", ["speakers", "documents", "meetings", "conversation"])
def test_named_query_finds_in_a_store_what_it_finds_in_the_folder(name, made, server):
    store = Remote(server)
    store.clear()
    store.push(made)
    options = {"store": store.kind, "session": http.calling(store.access())}
    with mg.query(made.path, name) as expected, mg.query(store.address, name, **options) as found:
        assert found.columns == expected.columns
        assert sorted(map(str, found)) == sorted(map(str, expected))
    options["session"].close()
    store.clear()


def test_folder_and_embedded_store_answer_alike(made, db):
    db.push(made)
    db.opened.close()
    db.store = None
    with mg.query(made.path, "speakers") as expected, mg.query(db.target, "speakers") as found:
        assert sorted(map(str, found)) == sorted(map(str, expected))


def cut_off(store, where, **changes):
    """Put a graph, and another in its place that breaks off; return what is there."""
    graph = "https://example.org/cut"
    lines = [
        "".join(f"<a:{n}> <a:{word}> <a:o> <{graph}> .\n" for n in range(20)).encode()
        for word in ("old", "new")
    ]
    store.retries = 0
    with store.endpoint() as known:
        known.put([Put(graph=graph, quads=lines[0], triples=20)])
    with store.behind_a_proxy() as between, store.endpoint() as known, suppress(RemoteError):
        between.fault = lambda call: "cut" if call.method == "PUT" else None
        between.where = where
        changed = replace(known, profile=replace(known.profile, **changes))
        changed.put([Put(graph=graph, quads=lines[1], triples=20)])
    assert between.struck
    # Stores write one thing after the other: what broke off is over when the next one is done.
    with store.endpoint() as known:
        known.put([Put(graph="https://example.org/mine", quads=b"", triples=0)])
    there = store.lines(graph)
    store.clear()
    return {line.split()[1] for line in there}, len(there)


@pytest.mark.parametrize("where", [0, 0.2, 0.5, 0.9, 0.98])
def test_graph_that_breaks_off_replaces_nothing(where, server):
    store = Remote(server)
    if store.kind == "fuseki" and not where:
        # It may take nothing at all for an empty graph; nothing tells then that it is there.
        assert cut_off(store, where) in ((set(), 0), ({"<a:old>"}, 20))
    else:
        assert cut_off(store, where) == ({"<a:old>"}, 20)


def test_fuseki_takes_lines_that_break_off_for_all_unless_a_bracket_is_open(fuseki_server):
    assert cut_off(Remote(fuseki_server), 0.5, braces=False) == ({"<a:new>"}, 10)


def test_examples_come_back_as_they_stand_in_their_files(root, server):
    store = Remote(server)
    store.clear()
    with store.endpoint() as endpoint, folder_at(root / "output") as folder:
        push = pipeline.Push(folder=folder, store=endpoint, wishes=pipeline.Wishes())
        graphs = [each.graph for each in push.results() if each.status == "put"]
        assert len(graphs) == folder.total
        with closing(Contents()) as contents:
            for each in folder.outgoing():
                put, _ = contents.of(each)
                lines = {line[:-2] for line in put.lines.decode().splitlines()}
                sent, back = lines - store.lines(each.graph), store.lines(each.graph) - lines
                assert all(is_rewritten(line, endpoint.profile) for line in sent | back)
                assert len(sent) == len(back)
        store.update("; ".join(f"CLEAR GRAPH <{graph}>" for graph in graphs))


def is_rewritten(line, profile):
    return any(line.endswith(f'"^^<{datatype}>') for datatype in profile.rewritten)


def test_virtuoso_writes_durations_as_seconds_and_the_profile_says_so(virtuoso_server):
    store, graph = Remote(virtuoso_server), "https://example.org/rewritten"
    (datatype,) = profiles()["virtuoso"].rewritten
    value = f'<a:s> <a:p> "PT2H"^^<{datatype}>'
    with store.endpoint() as endpoint:
        assert not endpoint.put(
            [Put(graph=graph, quads=f"{value} <{graph}> .\n".encode(), triples=1)]
        )
    assert store.lines(graph) == {f'<a:s> <a:p> "7200.0"^^<{datatype}>'}
    store.clear()
