"""Folders of files and stores of a disk answer alike, whoever asks them."""

from __future__ import annotations

import builtins
import gzip
import shutil
import threading
import time

import pyoxigraph as ox
import pytest

import memograph as mg
from memograph.pipeline import asking
from memograph.pipeline.stages import load_quads
from memograph.problems import ConfigError, MemographError, MissingExtra, UnreadableSource
from memograph.queries.declared import find, named
from memograph.serialization import serialize
from memograph.stores import files
from memograph.stores.patience import waited

GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DAYS = {"after": "1960", "before": "2010-06"}
# Some millions of pairs: the thread that is given up has to end some time.
SLOW = "{ ?a ?b ?c . ?d ?e ?f FILTER(CONCAT(STR(?c), STR(?f)) = 'no') }"
SLUGS = ("river-meeting", "bsp-004417")
SUFFIXES = {"nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld", "turtle": ".ttl",
            "ntriples": ".nt", "rdfxml": ".rdf"}  # fmt: skip


@pytest.fixture(scope="module")
def output(root):
    return root / "output"


def refuse_pyoxigraph(patch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "pyoxigraph":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    patch.setattr(builtins, "__import__", refuse)


@pytest.fixture
def _without_pyoxigraph(monkeypatch):
    refuse_pyoxigraph(monkeypatch)


@pytest.fixture(scope="module")
def store(output, tmp_path_factory):
    place = tmp_path_factory.mktemp("store")
    made = ox.Store(place)
    for slug in SLUGS:
        made.load(path=output / f"{slug}.nq", format=ox.RdfFormat.N_QUADS)
    made.flush()
    del made
    return place


@pytest.fixture
def folder(output, tmp_path):
    for slug in SLUGS:
        shutil.copy(output / f"{slug}.nq", tmp_path)
    return tmp_path


def rows(target, question, **options):
    return [tuple(row) for row in mg.query(target, question, **options)]


@pytest.mark.parametrize("query", [query.name for query in named()])
def test_folder_and_store_answer_alike(query, folder, store):
    assert rows(folder, query) == rows(f"oxigraph:{store}", query)


# rdflib 7 uses parts of itself that it calls deprecated.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("query", [query.name for query in named()])
def test_rdflib_answers_alike_and_says_that_it_is_slower(query, folder, store, monkeypatch):
    known = {each.name for each in find(query).parameters}
    values = {name: day for name, day in DAYS.items() if name in known}
    expected = rows(f"oxigraph:{store}", query, **values)
    with monkeypatch.context() as patch:
        refuse_pyoxigraph(patch)
        found = mg.query(folder, query, **values)
        assert [problem.code for problem in found.problems] == ["MG547"]
        assert [tuple(row) for row in found] == expected


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_each_format_is_read_and_its_graph_is_that_of_its_document(form, packed, output, tmp_path):
    quads = load_quads(output / "river-meeting.nq")
    graph = quads[0][3]
    naming = form in ("nquads", "trig", "jsonld")
    text = "".join(serialize([q if naming else (*q[:3], "") for q in quads], form))
    files.write(tmp_path / f"river-meeting{SUFFIXES[form]}{packed}", text.encode())
    assert rows(tmp_path, GRAPHS) == [(graph[1:-1],)]
    assert rows(tmp_path, COUNT) == [(len(quads),)]


def test_of_the_files_of_a_document_one_counts(folder, output):
    count = rows(folder, COUNT)
    shutil.copy(output / "river-meeting.ttl", folder)
    shutil.copy(output / "river-meeting.jsonld", folder)
    assert rows(folder, COUNT) == count


def test_parts_of_a_corpus_are_read(folder):
    count = rows(folder, COUNT)
    (folder / "parts").mkdir()
    (folder / "river-meeting.nq").rename(folder / "parts" / "0001.nq")
    data = (folder / "bsp-004417.nq").read_bytes()
    (folder / "parts" / "0002.nq.gz").write_bytes(gzip.compress(data))
    (folder / "bsp-004417.nq").unlink()
    assert rows(folder, COUNT) == count


@pytest.mark.parametrize("name", ["a.nq", "a.ttl", "a.jsonld", "a.rdf", "a.nq.gz"])
def test_file_that_is_damaged_is_told(name, tmp_path):
    (tmp_path / name).write_bytes(b"<a:b> <c:d> \xff broken")
    with pytest.raises(UnreadableSource) as caught:
        rows(tmp_path, COUNT)
    assert caught.value.problem.where.source == str(tmp_path / name)


def test_place_without_graphs_is_told(tmp_path):
    for place in (tmp_path, tmp_path / "nowhere", f"oxigraph:{tmp_path}", "oxigraph:"):
        with pytest.raises(UnreadableSource) as caught:
            rows(place, COUNT)
        assert caught.value.problem.code == "MG546"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_without_pyoxigraph")
def test_store_needs_pyoxigraph(store):
    with pytest.raises(MissingExtra) as caught:
        rows(f"oxigraph:{store}", COUNT)
    assert "memograph[oxigraph]" in caught.value.problem.hint


@pytest.mark.parametrize(
    ("text", "line", "near"),
    [("SELECT * {\n  ?s ?p\n}", 3, "}"), ("SELECT * {", 1, "{"), ("SELECT ?x {} x", 1, "x")],
)
def test_bad_text_is_told_with_its_place(text, line, near, folder):
    with pytest.raises(ConfigError) as caught:
        rows(folder, text)
    found = caught.value.problem
    assert (found.code, found.where.line) == ("MG544", line)
    assert found.where.column
    assert f"near “{near}”" in found.message


@pytest.mark.usefixtures("_without_pyoxigraph")
@pytest.mark.parametrize("text", ["SELECT * {\n  ?s ?p\n}", "SELECT * { ?s nope:x ?o }"])
def test_bad_text_is_told_by_rdflib_too(text, folder):
    with pytest.raises(ConfigError) as caught:
        rows(folder, text)
    assert caught.value.problem.code == "MG544"


def test_update_changes_a_store_of_a_disk_alone(folder, store, tmp_path_factory):
    place = tmp_path_factory.mktemp("copy") / "store"
    shutil.copytree(store, place)
    target = f"oxigraph:{place}"
    question = asking.question_of("INSERT DATA { <a:a> <a:b> <a:c> }")
    with pytest.raises(ConfigError):
        mg.query(target, question.text)
    assert mg.query(target, "ASK { <a:a> ?p ?o }").truth is False
    with asking.answered(asking.Target(place=target, writing=True), question, {}):
        pass
    assert mg.query(target, "ASK { <a:a> ?p ?o }").truth is True
    for writing in (True, False):
        with pytest.raises(ConfigError) as caught:
            asking.answered(asking.Target(place=str(folder), writing=writing), question, {})
        assert caught.value.problem.code == "MG545"


@pytest.mark.parametrize("text", [f"SELECT (COUNT(*) AS ?n) {SLOW}", f"ASK {SLOW}"])
def test_question_that_takes_too_long_is_given_up(text, folder):
    begin = time.monotonic()
    with pytest.raises(MemographError) as caught:
        rows(folder, text, timeout=0.3)
    assert caught.value.problem.code == "MG548"
    assert time.monotonic() - begin < 10


def test_rows_that_nobody_reads_are_not_computed():
    made = []
    others = set(threading.enumerate())

    def items():
        for number in range(10**9):
            made.append(number)
            yield number

    stream = waited(items, source="memory")
    assert next(stream) == 0
    stream.close()
    end = time.monotonic() + 10
    while set(threading.enumerate()) - others:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert len(made) < 10_000


def test_error_of_the_thread_is_raised_where_it_is_waited_for():
    def items():
        yield 1
        raise ZeroDivisionError

    stream = waited(items, source="memory", seconds=10)
    assert next(stream) == 1
    with pytest.raises(ZeroDivisionError):
        next(stream)


def test_construct_gives_turtle(folder):
    memo = "PREFIX memo: <https://w3id.org/memograph/ontology#>"
    text = f"{memo} CONSTRUCT {{ ?m a memo:Meeting }} WHERE {{ ?m a memo:Meeting }}"
    found = mg.query(folder, text)
    assert found.to_turtle().count("a memo:Meeting") == 2


def test_what_several_graphs_say_is_found_once(output, tmp_path):
    text = (output / "river-meeting.nq").read_text(encoding="utf-8")
    for name in ("river-meeting", "river-meeting-2"):
        copy = text.replace("/doc/river-meeting", f"/doc/{name}")
        (tmp_path / f"{name}.nq").write_text(copy, encoding="utf-8")
    triples = rows(tmp_path, "SELECT * { ?s ?p ?o }")
    assert len(set(triples)) == len(triples)
    place = tmp_path / "store"
    store = ox.Store(place)
    for path in tmp_path.glob("*.nq"):
        store.load(path=path, format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    for query in named():
        one = rows(output / "river-meeting.nq", query.name)
        both = rows(tmp_path, query.name)
        assert rows(f"oxigraph:{place}", query.name) == both
        assert len(both) == len(set(both)) or query.name in ("manner", "addressed", "mentions")
        if query.name not in ("runs", "identifications", "series"):
            assert len(both) == 2 * len(one), query.name
