from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import responses

import memograph
from memograph import pipeline
from memograph.problems import UnreadableSource
from memograph.settings import Settings

SETTINGS = Settings(base="https://example.org/id/")
FORMATS = ("turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml")


def text(*lines):
    return "Title: Talk\nDate: 3 May 1961\n\n" + "".join(f"{line}\n" for line in lines)


@pytest.fixture
def three(tmp_path):
    """Two sources with one slug, and one of another."""
    folder = tmp_path / "in"
    for name, words in (("a/talk", "Yes."), ("b/talk", "No."), ("other", "Perhaps.")):
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text("Ana Prifti: Well?", f"John Banda: {words}"), encoding="utf-8")
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def run(paths, to, **changes):
    settings = Settings(**({"base": SETTINGS.base} | changes))
    return list(pipeline.carry_out(pipeline.plan(paths, to=to, settings=settings)))


def test_export_is_the_same_whatever_the_order_and_the_number_of_processes(three, tmp_path):
    files = sorted(three.rglob("*.txt"))
    run(files, tmp_path / "one", formats=FORMATS)
    run(files[::-1], tmp_path / "two", formats=FORMATS)
    run(files, tmp_path / "three", formats=FORMATS, jobs=2)
    first = contents(tmp_path / "one")
    assert len(first) == 3 * len(FORMATS) + 2
    assert first == contents(tmp_path / "two") == contents(tmp_path / "three")


@pytest.mark.usefixtures("three")
def test_export_is_the_same_whatever_the_hash_seed(tmp_path):
    options = [part for name in FORMATS for part in ("-f", name)]
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "memograph", "export", "in", "-o", tmp_path / seed, *options],
            cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed}, check=True,
            capture_output=True,
        )  # fmt: skip
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_export_of_two_sources_with_one_slug_names_both_by_their_bytes(three, tmp_path):
    done = run([three], tmp_path / "out")
    slugs = sorted(each.slug for each in done)
    assert slugs[0] == "other"
    assert all(slug.startswith("talk-") and len(slug) == 13 for slug in slugs[1:])
    clashes = [each for each in done if "MG502" in [found.code for found in each.problems]]
    assert len(clashes) == 2


def test_export_results_come_in_the_order_of_the_sources(three, tmp_path):
    files = sorted(three.rglob("*.txt"))[::-1]
    assert [each.source for each in run(files, tmp_path / "out", jobs=2)] == list(map(str, files))


def test_export_of_a_folder_leaves_hidden_files_and_the_output_alone(three):
    (three / ".hidden").mkdir()
    (three / ".hidden" / "x.txt").write_text(text("Ana Prifti: x"), encoding="utf-8")
    (three / ".x.txt").write_text(text("Ana Prifti: x"), encoding="utf-8")
    (three / "README.md").write_text(text("Ana Prifti: x"), encoding="utf-8")
    (three / "picture.bin").write_bytes(bytes(range(256)) * 4)
    out = three / "out"
    first = run([three], out)
    second = run([three], out)
    unchanged = [each.source for each in second if each.status == "unchanged"]
    assert len(unchanged) == 3
    assert [each.source for each in first] == [each.source for each in second]
    others = [each for each in second if each.status != "unchanged"]
    assert [Path(each.source).name for each in others] == ["README.md", "picture.bin"]
    assert {each.status for each in others} == {"skipped"}
    assert {each.problems[0].code for each in others} == {"MG503"}


def test_export_adds_to_what_is_in_the_folder(three, tmp_path):
    out = tmp_path / "out"
    run([three / "other.txt"], out)
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    before = (out / "other.ttl").read_bytes()
    run([three / "a"], out)
    assert (out / "other.ttl").read_bytes() == before
    assert (out / "mine.txt").read_text(encoding="utf-8") == "mine"
    listed = (out / "dataset.ttl").read_text(encoding="utf-8")
    assert "other.ttl" in listed
    assert "talk.ttl" in listed
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [each["slug"] for each in report["documents"]] == ["talk"]


def test_export_in_two_steps_gives_the_same_dataset_as_in_one(three, tmp_path):
    files = [three / "other.txt", three / "a" / "talk.txt"]
    run(files, tmp_path / "whole")
    for file in files:
        run([file], tmp_path / "steps")
    dataset = "dataset.ttl"
    assert (tmp_path / "whole" / dataset).read_bytes() == (
        tmp_path / "steps" / dataset
    ).read_bytes()


def test_dataset_drops_documents_whose_files_are_gone(three, tmp_path):
    out = tmp_path / "out"
    run([three / "other.txt"], out)
    (out / "other.ttl").unlink()
    run([three / "a"], out)
    assert "other" not in (out / "dataset.ttl").read_text(encoding="utf-8")


def test_prune_removes_what_is_no_longer_among_the_sources_and_nothing_else(three, tmp_path):
    out = tmp_path / "out"
    run([three], out, formats=("turtle", "nquads"))
    (out / "mine.ttl").write_text("# mine", encoding="utf-8")
    work = pipeline.plan([three / "other.txt"], to=out, settings=SETTINGS, prune=True)
    with pipeline.running(work) as run_:
        list(run_.results())
    assert "other.nq" in run_.removed
    assert set(contents(out)) == {"dataset.ttl", "mine.ttl", "other.ttl", "report.json"}


def test_prune_with_an_unreadable_source_removes_nothing(three, tmp_path):
    out = tmp_path / "out"
    run([three], out)
    before = set(contents(out))
    work = pipeline.plan(
        [three / "other.txt", tmp_path / "none.txt"], to=out, settings=SETTINGS, prune=True
    )
    with pipeline.running(work) as run_:
        list(run_.results())
    assert [found.code for found in run_.problems] == ["MG506"]
    assert set(contents(out)) == before


def test_export_beside_older_files_of_another_format_says_so(three, tmp_path):
    out = tmp_path / "out"
    run([three / "other.txt"], out, formats=("trig",))
    (result,) = run([three / "other.txt"], out)
    assert [found.code for found in result.problems if found.code == "MG505"] == ["MG505"]
    assert (out / "other.trig").is_file()


def test_export_of_the_same_source_twice_is_done_once(three, tmp_path):
    path = three / "other.txt"
    done = run([path, three / "a" / ".." / "other.txt", path], tmp_path / "out")
    assert len(done) == 1


def test_export_of_a_copy_writes_the_document_once(three, tmp_path):
    copy = three / "z" / "other.txt"
    copy.parent.mkdir()
    copy.write_bytes((three / "other.txt").read_bytes())
    done = run([copy, three / "other.txt"], tmp_path / "out")
    assert [each.status for each in done] == ["duplicate", "written"]
    assert {each.slug for each in done} == {"other"}


def test_export_of_a_document_that_does_not_conform_is_told_and_not_written(
    three, tmp_path, monkeypatch
):
    from memograph.pipeline import stages
    from memograph.problems import Problem, Severity
    from memograph.validation import Report

    wrong = Problem(code="MG401", severity=Severity.ERROR, message="wrong")

    def check(data, record, _settings):
        problems = (wrong,) if record.document.slug == "other" else ()
        return Report(problems=problems, engine="a test", triples=len(data), nodes=1)

    monkeypatch.setattr(stages, "check", check)
    done = run([three], tmp_path / "out")
    assert sorted(each.status for each in done) == ["invalid", "written", "written"]
    assert not (tmp_path / "out" / "other.ttl").exists()
    kept = run([three / "other.txt"], tmp_path / "out", keep_invalid=True)
    assert [each.status for each in kept] == ["written"]
    assert not kept[0].good


def test_export_a_failing_stage_leaves_the_siblings_unharmed(three, tmp_path, monkeypatch):
    from memograph.pipeline import stages

    mapped = stages.mapped

    def fails(record, settings):
        if record.document.slug == "other":
            raise ZeroDivisionError("planted")
        return mapped(record, settings)

    monkeypatch.setattr(stages, "mapped", fails)
    done = run([three], tmp_path / "out")
    assert sorted(each.status for each in done) == ["failed", "written", "written"]
    (failed,) = [each for each in done if each.status == "failed"]
    assert failed.problems[-1].code == "MG909"
    assert "planted" in failed.problems[-1].message


def test_export_when_one_file_cannot_be_written_goes_on(three, tmp_path):
    out = tmp_path / "out"
    (out / "other.ttl" / "in-the-way").mkdir(parents=True)
    done = run([three], out)
    assert sorted(each.status for each in done) == ["failed", "written", "written"]
    assert not [path for path in out.iterdir() if path.name.endswith(".part")]


def test_export_compressed_can_be_loaded_again(three, tmp_path):
    out = tmp_path / "out"
    run([three / "other.txt"], out, formats=("nquads", "turtle"), compress="gz")
    assert set(contents(out)) == {"dataset.ttl", "other.nq.gz", "other.ttl.gz", "report.json"}
    assert memograph.validate(memograph.load(out / "other.nq.gz")).conforms


def test_export_slug_of_the_settings_counts(three, tmp_path):
    (result,) = run([three / "other.txt"], tmp_path / "out", slug="ev-{stem}-1961")
    assert result.slug == "ev-other-1961"
    assert result.iri == "https://example.org/id/doc/ev-other-1961"


def test_export_stamp_puts_a_time_into_the_report_and_only_then(three, tmp_path):
    run([three / "other.txt"], tmp_path / "a")
    run([three / "other.txt"], tmp_path / "b", stamp=True)
    assert "stamp" not in json.loads((tmp_path / "a" / "report.json").read_text())
    assert "stamp" in json.loads((tmp_path / "b" / "report.json").read_text())


@responses.activate
def test_export_of_an_address_reads_the_page(tmp_path):
    address = "https://archive.example/talks/talk-7.txt"
    body = text("Ana Prifti: Well?", "John Banda: Yes.")
    responses.get(address, body=body, content_type="text/plain; charset=utf-8")
    (result,) = run([address], tmp_path / "out")
    assert (result.source, result.status) == (address, "written")
    assert len(responses.calls) == 1


@responses.activate
def test_export_of_an_address_that_fails_is_unreadable_and_remote(tmp_path):
    address = "https://archive.example/none"
    responses.get(address, status=404)
    (result,) = run([address], tmp_path / "out")
    assert (result.status, result.remote) == ("unreadable", True)


def test_export_is_a_stream_with_names_for_the_formats(three, tmp_path):
    stream = memograph.export(three / "other.txt", to=tmp_path / "out", formats=["nquads"])
    assert [each.files for each in stream] == [("other.nq",)]


def test_read_to_dataset_validate_write_and_load_make_a_circle(three, tmp_path):
    from rdflib.compare import isomorphic

    record = memograph.read(three / "other.txt", settings=SETTINGS)
    dataset = memograph.to_dataset(record, settings=SETTINGS)
    memograph.validate(dataset, record=record).raise_for_problems()
    (graph,) = [graph for graph in dataset.graphs() if len(graph)]
    for suffix in (".nq", ".trig", ".jsonld", ".ttl", ".nt", ".rdf", ".nq.gz"):
        path = memograph.write(dataset, tmp_path / f"memo{suffix}")
        (back,) = [graph for graph in memograph.load(path).graphs() if len(graph)]
        assert isomorphic(back, graph), suffix


def test_validate_takes_the_graph_of_a_document_as_well(three):
    from rdflib import Graph

    dataset = memograph.to_dataset(memograph.read(three / "other.txt"))
    (graph,) = [graph for graph in dataset.graphs() if len(graph)]
    plain = Graph()
    for triple in graph:
        plain.add(triple)
    assert memograph.validate(plain).conforms
    assert memograph.validate(graph).nodes == memograph.validate(dataset).nodes > 0
    assert not memograph.validate(Graph(), source="none.ttl").conforms


def test_read_with_a_language_of_the_settings(three):
    record = memograph.read(three / "other.txt", settings=Settings(language="FR"))
    assert record.text_versions[0].language == "fr"


def test_read_of_a_missing_file_is_an_unreadable_source(tmp_path):
    with pytest.raises(UnreadableSource):
        memograph.read(tmp_path / "none.txt")


def test_plugin_readers_and_mappers_take_part(tmp_path):
    plugin = tmp_path / "mine.py"
    plugin.write_text(
        "from memograph.model import Document, Record, SourceFile, TextVersion\n"
        "import hashlib\n"
        "class Mine:\n"
        "    name = 'mine'\n"
        "    def sniff(self, source):\n"
        "        return 1.0 if source.data.startswith(b'MINE') else 0.0\n"
        "    def read(self, source):\n"
        "        file = SourceFile(file_name='x', sha256=hashlib.sha256(source.data).hexdigest())\n"
        "        version = TextVersion(full_text=source.data.decode(), source=file)\n"
        "        document = Document(slug=source.stem, kind='Document', title='Mine')\n"
        "        yield Record(source=source.name, reader='mine', document=document,\n"
        "                     text_versions=(version,))\n"
        "def add(record, context):\n"
        "    node = context.terms.iri(context.iris.document)\n"
        "    yield node, context.terms.iri('https://example.org/note'), context.terms.plain('hi')\n"
        "readers = {'mine': Mine()}\n"
        "mappers = {'add': add}\n",
        encoding="utf-8",
    )
    source = tmp_path / "x.mine"
    source.write_text("MINE own", encoding="utf-8")
    (result,) = run([source], tmp_path / "out", plugins=(str(plugin),), formats=("ntriples",))
    assert (result.reader, result.status) == ("mine", "written")
    assert "https://example.org/note" in (tmp_path / "out" / "x.nt").read_text(encoding="utf-8")


def test_read_with_a_reader_object(tmp_path):
    from memograph.model import Document, Record, TextVersion

    class Mine:
        name = "mine"

        def sniff(self, _source):
            return 0.0

        def read(self, source):
            yield Record(
                source=source.name, reader="mine", document=Document(slug="x"),
                text_versions=(TextVersion(full_text=""),),
            )  # fmt: skip

    path = tmp_path / "x"
    path.write_text("?", encoding="utf-8")
    assert memograph.read(path, reader=Mine()).reader == "mine"


def test_document_without_fault_is_passed_without_asking_the_engine(three, tmp_path, monkeypatch):
    from memograph.validation import pyshacl_engine

    def asked(*_args, **_kwargs):
        raise AssertionError("the engine was asked")

    monkeypatch.setattr(pyshacl_engine, "run", asked)
    done = run([three], tmp_path / "out")
    assert {each.engine for each in done} == {"memograph compiled"}
    assert {each.status for each in done} == {"written"}


def test_engine_that_is_asked_for_judges_every_document(three, tmp_path):
    done = run([three], tmp_path / "out", engine="pyshacl")
    assert all(each.engine.startswith("pyshacl ") for each in done)


def test_what_the_compiled_check_does_not_pass_is_judged_by_the_engine(
    three, tmp_path, monkeypatch
):
    from memograph.pipeline import stages

    real = stages.mapped

    def spoilt(record, settings):
        data, problems = real(record, settings)
        return tuple(quad for quad in data if "#fullText>" not in quad[1]), problems

    monkeypatch.setattr(stages, "mapped", spoilt)
    (result,) = run([three / "other.txt"], tmp_path / "out")
    assert result.engine.startswith("pyshacl ")
    assert result.status == "invalid"
    assert any(found.code == "MG402" or "text" in found.message for found in result.problems)
