"""What stands beside the documents: true to the folder, stable, and never somebody else's."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import memograph
from memograph import pipeline
from memograph.mappers.dataset import map_dataset
from memograph.mappers.entries import entries_of
from memograph.pipeline.description import _Partitions
from memograph.rdf.terms import StringTerms
from memograph.rdf.vocab import MEMO, PREFIXES
from memograph.serialization.turtle import PlainTurtle, turtle
from memograph.settings import DEFAULT_BASE

BASE = "https://example.org/id/"

FOREIGN = {
    "a catalogue of somebody's own": "<> a <http://rdfs.org/ns/void#Dataset> .",
    "no Turtle": "no turtle",
    "an empty file": "",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_dataset_that_is_not_memographs_is_told_and_kept(content, talk, output, codes_of):
    output.path.mkdir()
    path = output.path / "dataset.ttl"
    path.write_text(content.replace("<>", "<https://example.org/mine>"), encoding="utf-8")
    before = path.read_bytes()
    (result,), problems, _ = output.run(talk("memo.txt"))
    assert codes_of(problems) == ["MG509"]
    assert problems[0].severity == "error"
    assert result.status == "written"
    assert path.read_bytes() == before
    assert [found["code"] for found in output.report()["problems"]] == ["MG509"]


@pytest.mark.parametrize("content", ["[1]", "{}", "no JSON", "[" * 99999])
def test_report_that_is_not_memographs_is_told_and_kept(content, talk, output, codes_of):
    output.path.mkdir()
    (output.path / "report.json").write_text(content, encoding="utf-8")
    assert codes_of(output.run(talk("memo.txt"))[1]) == ["MG509"]
    assert output.text("report.json") == content
    assert list(output.listed().values()) == [("memo.ttl",)]


def test_dataset_of_an_empty_export_is_known_again(talk, output, codes_of):
    memo = talk("memo.txt")
    output.export(memo)
    (output.path / "memo.ttl").unlink()
    output.export(talk("other.txt"))
    (output.path / "other.ttl").unlink()
    assert codes_of(output.run(memo)[1]) == []


def test_dataset_of_two_bases_lists_each_file_once(talk, output):
    memo, other = talk("memo.txt"), talk("other.txt", "No.")
    output.export(memo, other, formats=("turtle", "nquads"))
    output.export(memo, base="https://example.com/")
    assert output.listed() == {
        "https://example.org/id/doc/other": ("other.nq", "other.ttl"),
        "https://example.org/id/doc/memo": ("memo.nq",),
        "https://example.com/doc/memo": ("memo.ttl",),
    }


def test_dataset_written_node_by_node_is_the_text_of_its_whole_graph(talk, output):
    """`map_dataset` is what the dataset says; an export writes it without holding it."""
    sources = [talk(f"{name}.txt", name) for name in ("b-10", "b-9", "b-9-a", "b", "a.b", "Zürich")]
    output.export(*sources, formats=("turtle", "nquads"))
    output.export(*sources[:2], formats=("jsonld",))
    output.export(sources[2], language="en")
    found = entries_of(pipeline.stages.load_quads(output.path / "dataset.ttl"))
    assert len(found) == len(sources)
    assert len({entry.run for entry in found}) == 2
    own = {name: f"{BASE}{name}/" for name in ("agent", "doc", "run")}
    triples = map_dataset(found, StringTerms(), base=BASE)
    text = "".join(turtle(triples, {**PREFIXES, **own}, plain=True))
    assert output.text("dataset.ttl") == text


CLASSES = st.sampled_from([
    MEMO.Meeting, MEMO.Turn, "https://a.example/x#Thing", "https://a.example/x/thing", "https://a.example/x#thing",
    "https://example.org/id/doc/9", "https://example.org/id/doc/10",
])  # fmt: skip
NAMES = st.sampled_from(["https://example.org/id/doc/a/graph", "urn:doc:7/graph", "https://e/10"])


@given(NAMES, st.dictionaries(CLASSES, st.integers(0, 2000)))
def test_number_of_nodes_is_written_by_its_pattern_as_every_node_is(graph, classes):
    class Entry:
        pass

    entry, text = Entry(), PlainTurtle({**PREFIXES, "doc": f"{BASE}doc/"})
    entry.graph, entry.classes = graph, tuple(classes.items())
    partitions = _Partitions(text)
    for _ in range(2):
        found = [(*place, "".join(lines)) for *place, lines in partitions.of(entry)]
        plain = [
            (*place, "".join(lines)) for *place, lines in partitions._written(graph, entry.classes)
        ]
        assert sorted(found) == sorted(plain)


def test_dataset_drops_the_files_that_are_gone(talk, output):
    output.export(talk("memo.txt"), formats=("turtle", "nquads"))
    (output.path / "memo.nq").unlink()
    output.export(talk("other.txt", "No."))
    assert output.listed()["https://example.org/id/doc/memo"] == ("memo.ttl",)


def test_dataset_writes_a_document_alike_whatever_others_there_are(talk, output):
    output.export(talk("memo.txt"))
    before = output.text("dataset.ttl")
    output.export(talk("a.txt", "No."), talk("z.txt", "Perhaps."))
    after = output.text("dataset.ttl")
    blocks = [block for block in before.split("\n\n") if "/doc/memo" in block]
    assert len(blocks) > 3
    assert all(block in after for block in blocks if "void:documents" not in block)
    heads = [line for line in before.splitlines() if line.startswith("@prefix")]
    assert heads == [line for line in after.splitlines() if line.startswith("@prefix")]


def test_report_names_files_in_one_order_whatever_that_of_the_formats(talk, output):
    memo = talk("memo.txt")
    (one,) = output.export(memo, formats=("nquads", "turtle"))
    first = {name: output.text(name) for name in output.names()}
    (two,) = output.export(memo, formats=("turtle", "nquads"), again=True)
    assert one.files == two.files == ("memo.ttl", "memo.nq")
    assert first == {name: output.text(name) for name in output.names()}


def test_report_tells_of_the_trial_base(talk, output):
    output.export(talk("memo.txt"), base=DEFAULT_BASE)
    report = output.report()
    assert [found["code"] for found in report["problems"]] == ["MG908"]
    assert report["totals"]["problems"]["notice"] == 1


def test_dataset_keeps_what_another_export_listed_in_the_meantime(talk, output):
    memo, other = talk("memo.txt"), talk("other.txt", "No.")
    work = output.plan(memo)
    output.export(other)
    list(pipeline.carry_out(work))
    assert sorted(output.listed().values()) == [("memo.ttl",), ("other.ttl",)]
    assert list(output.report()["origins"]) == ["memo", "other"]


def test_whole_description_conforms(talk, output):
    output.export(talk("memo.txt"))
    report = memograph.validate(memograph.load(output.path / "dataset.ttl"))
    report.raise_for_problems()
    assert report.nodes > 0
    assert json.loads(output.text("report.json"))["documents"]
