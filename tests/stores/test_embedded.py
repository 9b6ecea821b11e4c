"""Folders pushed into Oxigraph in a folder: what arrives, what is left alone, what is removed."""

from __future__ import annotations

import json
import shutil

import pyoxigraph
import pytest

from memograph import pipeline
from memograph.pipeline import outgoing
from memograph.problems import ConfigError, MissingExtra, UnreadableSource, WriteError
from memograph.stores.loading import targets


def test_every_graph_of_a_folder_is_in_the_store_as_in_its_file(made, db):
    assert set(db.push(made).values()) == {"put"}
    assert db.documents() == made.graphs()
    assert db.hashes() == made.hashes()


def test_what_has_not_changed_is_not_put_again(made, db, monkeypatch):
    db.push(made)
    monkeypatch.setattr(outgoing.Contents, "of", None)  # nor is it read
    assert set(db.push(made).values()) == {"unchanged"}


def test_changed_document_alone_is_put(made, db, talk):
    db.push(made)
    talk("in/1.txt", "No.")
    made.export()
    done = db.push(made)
    assert sorted(done.values()) == ["put", "unchanged", "unchanged"]
    assert db.documents() == made.graphs()


def test_wiped_store_is_filled_again(made, db):
    db.push(made)
    for graph in made.graphs():
        db.store.remove_graph(pyoxigraph.NamedNode(graph))
    assert set(db.push(made).values()) == {"put"}
    assert db.documents() == made.graphs()


def test_graph_that_was_under_way_is_put_again(made, db):
    db.push(made)
    graph = min(made.graphs())
    db.store.update(
        f"DELETE {{ GRAPH ?d {{ <{graph}> ?p ?o }} }} INSERT {{ GRAPH ?d {{ <{graph}> ?p '' }} }}"
        f" WHERE {{ GRAPH ?d {{ <{graph}> ?p ?o FILTER(CONTAINS(STR(?p), 'sha256')) }} }}"
    )
    assert db.push(made)[graph] == "put"
    assert db.hashes() == made.hashes()


def test_again_puts_everything(made, db):
    db.push(made)
    assert set(db.push(made, again=True).values()) == {"put"}
    assert db.documents() == made.graphs()


def test_prune_removes_what_is_no_longer_in_the_folder_and_nothing_else(made, db, talk):
    other = pyoxigraph.NamedNode("https://example.org/mine")
    db.store.add(pyoxigraph.Quad(other, other, other, other))
    db.push(made)
    (talk("in/1.txt")).unlink()
    made.export(prune=True)
    assert set(db.push(made).values()) == {"unchanged"}
    assert len(db.documents()) == 3
    assert sorted(db.push(made, prune=True).values()) == ["removed", "unchanged", "unchanged"]
    assert db.documents() == made.graphs()
    assert db.hashes() == made.hashes()
    assert db.store.contains_named_graph(other)


def test_remove_leaves_nothing_of_the_folder(made, db):
    db.push(made)
    assert set(db.push(made, remove=True).values()) == {"removed"}
    assert db.documents() == {}
    assert db.hashes() == {}


@pytest.mark.parametrize("made", ["parts", "parts-gz", "turtle", "jsonld", "all"], indirect=True)
@pytest.mark.parametrize("manifest", [True, False])
def test_any_form_of_a_folder_gives_the_same_graphs(made, db, manifest):
    if not manifest:
        shutil.rmtree(made.path / ".memograph")
    assert set(db.push(made).values()) == {"put"}
    assert db.documents() == made.graphs()
    assert db.hashes() == made.hashes()
    assert set(db.push(made).values()) == {"unchanged"}


def test_file_that_was_edited_is_pushed_as_it_stands(made, db):
    db.push(made)
    path = made.path / "1.ttl"
    path.write_text(path.read_text().replace('"Talk"', '"Another talk"'))
    graph = next(graph for graph in made.graphs() if "/1/" in graph)
    assert db.push(made)[graph] == "put"
    assert '"Another talk"@und' in " ".join(db.documents()[graph])


def test_document_that_does_not_conform_is_refused_unless_it_is_wanted(made, db):
    path = made.path / "1.ttl"
    path.write_text(path.read_text().replace("memo:order 1 ;", "memo:order 0 ;"))
    graph = next(graph for graph in made.graphs() if "/1/" in graph)
    results = db.results(made)
    assert {each.graph: each.status for each in results}[graph] == "invalid"
    assert any(found.code.startswith("MG4") for each in results for found in each.problems)
    assert graph not in db.documents()
    assert len(db.documents()) == 2
    assert db.push(made, invalid=True)[graph] == "put"


def test_dry_run_asks_nobody_and_tells_what_would_be_sent(made):
    with pipeline.pushing(made.path, None, pipeline.Wishes()) as run:
        results = list(run.results())
    assert {each.status for each in results} == {"planned"}
    assert sum(each.triples for each in results) == sum(map(len, made.graphs().values()))
    assert all(each.size for each in results)


def test_file_that_cannot_be_read_is_told_and_the_others_are_put(made, db):
    db.push(made)
    (made.path / "1.ttl").write_text("this is no Turtle")
    (made.path / "2.ttl").unlink()
    results = db.results(made, prune=True)
    assert [(each.status, each.graph.rpartition("/doc/")[2]) for each in results] == [
        ("unchanged", "0/graph"), ("unreadable", ""),
    ]  # fmt: skip
    assert [found.code for each in results for found in each.problems] == ["MG513"]
    assert len(db.documents()) == 3  # nobody knows which graph the damaged file held


def test_command_tells_that_nothing_is_pruned_if_a_file_cannot_be_read(
    made, tmp_path, run_memograph
):
    (made.path / "1.ttl").write_text("this is no Turtle")
    result = run_memograph("push", made.path, f"oxigraph:{tmp_path / 'command'}", "--prune")
    assert result.exit_code == 1
    assert "MG506" in result.stderr
    assert "MG513" in result.stderr
    assert result.stdout.splitlines()[-1].endswith("; 1 cannot be read")


def test_graph_that_two_files_hold_is_told_and_not_put(made, db):
    shutil.rmtree(made.path / ".memograph")
    shutil.copy(made.path / "1.ttl", made.path / "copy.ttl")
    results = db.results(made)
    assert sorted(each.status for each in results) == ["put", "put", "unreadable"]
    assert [found.code for each in results for found in each.problems] == ["MG564"]
    assert len(db.documents()) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<a:s> <a:p> <a:o> ."),
        ("a.nt", ""),
        ("a.nq", "<a:s> <a:p> <a:o> .\n"),
        ("parts/0001.nq", "<a:s> <a:p> <a:o> <a:\\u003E\\u0020}\\u003BDROP\\u0020ALL> .\n"),
        ("parts/0001.nq", "<a:s> <a:p> <a:o> <a:>}> .\n"),
    ],
)
def test_file_without_a_graph_that_can_be_loaded_is_told(name, text, tmp_path, db):
    path = tmp_path / "out" / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    (result,) = db.results_of(tmp_path / "out", invalid=True)
    assert [found.code for found in result.problems] == ["MG567"]
    assert list(db.store) == []


def test_blank_nodes_are_refused(tmp_path, db):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.nq").write_text("_:a <a:p> <a:o> <a:doc/a/graph> .\n")
    (result,) = db.results_of(tmp_path / "out", invalid=True)
    assert [found.code for found in result.problems] == ["MG563"]


@pytest.mark.parametrize("made", ["parts"], indirect=True)
def test_graph_that_stands_in_two_places_of_a_part_is_told(made, db):
    shutil.rmtree(made.path / ".memograph")
    path = made.path / "parts" / "0001.nq"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[0])
    results = db.results(made)
    assert sorted(each.status for each in results) == ["put", "put", "unreadable"]
    assert [found.code for each in results for found in each.problems] == ["MG564"]


@pytest.mark.parametrize("name", ["none", "empty"])
def test_folder_without_graphs_is_told(name, tmp_path, db):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSource):
        db.results_of(tmp_path / name)


def test_command_tells_what_was_put_and_what_is_as_it_was(made, tmp_path, run_memograph):
    target = f"oxigraph:{tmp_path / 'command'}"
    result = run_memograph("push", made.path, target)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith(f"graphs: 3 put into {target}, ")
    assert run_memograph("push", made.path, target).stdout == "graphs: 3 unchanged\n"
    lines = run_memograph("push", made.path, target, "--json").stdout.splitlines()
    assert {json.loads(line)["status"] for line in lines} == {"unchanged"}
    planned = run_memograph("push", made.path, target, "--dry-run").stdout.splitlines()[-1]
    assert planned.startswith(f"graphs: 3 would be sent to {target}, ")
    assert run_memograph("push", made.path, target, "--remove").stdout.endswith(
        f"graphs: 3 removed from {target}\n"
    )


@pytest.mark.parametrize(
    ("target", "kind", "code"),
    [
        ("somewhere", None, "MG560"),
        ("oxigraph:", None, "MG560"),
        ("http://127.0.0.1:9/", None, "MG565"),
        ("http://127.0.0.1:9/", "fusaki", "MG533"),
    ],
)
def test_target_that_is_none_is_told(target, kind, code):
    with pytest.raises(ConfigError) as told:
        targets.checked(target, kind=kind)
    assert told.value.problem.code == code


def test_folder_of_oxigraph_that_another_has_open_is_told(db):
    with pytest.raises(WriteError), targets.opened(db.target, kind=None, variables={}):
        pass


def test_missing_oxigraph_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyoxigraph", None)
    with (
        pytest.raises(MissingExtra) as told,
        targets.opened(f"oxigraph:{tmp_path / 'db'}", kind=None, variables={}),
    ):
        pass
    assert "memograph[oxigraph]" in told.value.problem.hint


def test_kind_of_store_can_be_plugged_in(tmp_path):
    plugin = tmp_path / "stores.py"
    plugin.write_text(
        "from memograph.stores.profiles import Profile\n"
        'mine = Profile(name="mine", title="Mine", graphs="{url}/g", update="{url}/u",'
        ' query="{url}/q")\n'
        'stores = {"mine": mine}\n'
    )
    found = targets.checked("http://127.0.0.1:9", kind="mine", plugins=(str(plugin),))
    assert found.title == "Mine"
