"""A folder knows which source each document is from: no other source takes its name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import memograph
from memograph import pipeline
from memograph.pipeline.origins import Origin, source_name


def test_other_source_of_a_later_run_leaves_the_document_and_gets_a_hash(talk, output, codes_of):
    output.export(talk("a/memo.txt"))
    before = output.text("memo.ttl")
    (result,) = output.export(talk("b/memo.txt", "No."))
    assert output.text("memo.ttl") == before
    assert result.slug.startswith("memo-")
    assert len(result.slug) == 13
    assert codes_of(result.problems) == ["MG502"]
    assert "a/memo.txt" in result.problems[0].message
    assert sorted(output.listed().values()) == [(f"{result.slug}.ttl",), ("memo.ttl",)]


def test_same_source_with_other_content_replaces_its_document(talk, output):
    output.export(talk("a/memo.txt"))
    (result,) = output.export(talk("a/memo.txt", "No."))
    assert (result.slug, result.problems) == ("memo", ())
    assert '"No."' in output.text("memo.ttl")


def test_same_source_with_a_hash_replaces_its_document(talk, output):
    output.export(talk("a/memo.txt"))
    (first,) = output.export(talk("b/memo.txt", "No."))
    (second,) = output.export(talk("b/memo.txt", "Never."))
    assert second.slug == first.slug
    assert len(list(output.path.glob("memo*.ttl"))) == 2


def test_same_content_from_elsewhere_replaces_its_document(talk, output):
    output.export(talk("a/memo.txt"))
    (result,) = output.export(talk("b/memo.txt"))
    assert (result.slug, result.problems) == ("memo", ())
    (result,) = output.export(talk("b/memo.txt", "No."))
    assert result.slug == "memo"


def test_both_sources_in_a_later_run_keep_the_slugs_that_they_have(talk, output):
    first, second = talk("a/memo.txt"), talk("b/memo.txt", "No.")
    output.export(first)
    (added,) = output.export(second)
    for order in ((first, second), (second, first)):
        found = {each.source: each.slug for each in output.export(*order)}
        assert found == {str(first): "memo", str(second): added.slug}


def test_one_of_two_sources_exported_again_keeps_its_hash(talk, output):
    first, second = talk("a/memo.txt"), talk("b/memo.txt", "No.")
    both = {each.source: each.slug for each in output.export(first, second)}
    (again,) = output.export(second)
    assert again.slug == both[str(second)]


def test_corrected_record_replaces_the_document_of_its_text(talk, output, tmp_path):
    memo = talk("memo.txt")
    output.export(memo)
    record = tmp_path / "records" / "memo.json"
    record.parent.mkdir()
    record.write_text(memograph.dumps(memograph.read(memo)), encoding="utf-8")
    (corrected,) = output.export(record)
    assert (corrected.slug, corrected.problems) == ("memo", ())
    (edited,) = output.export(talk("memo.txt", "No."))
    assert edited.slug == "memo"


def test_document_whose_files_are_gone_holds_no_slug(talk, output):
    output.export(talk("a/memo.txt"))
    (output.path / "memo.ttl").unlink()
    (result,) = output.export(talk("b/memo.txt", "No."))
    assert result.slug == "memo"


def test_other_base_does_not_make_another_source_the_same(talk, output):
    output.export(talk("a/memo.txt"))
    (result,) = output.export(talk("b/memo.txt", "No."), base="https://example.com/")
    assert result.slug != "memo"


def test_pipe_without_a_name_of_its_own_never_replaces(output, monkeypatch, talk):
    import io
    import sys

    slugs = []
    for words in ("Yes.", "No.", "No."):
        stream = io.TextIOWrapper(io.BytesIO(talk("memo.txt", words).read_bytes()))
        monkeypatch.setattr(sys, "stdin", stream)
        slugs += [each.slug for each in output.export("-")]
    assert slugs[0] == "stdin"
    assert slugs[1].startswith("stdin-")
    assert slugs[1] == slugs[2]


def test_report_keeps_the_origins_of_earlier_runs(talk, output):
    output.export(talk("a/memo.txt"))
    output.export(talk("b/other.txt", "No."))
    origins = output.report()["origins"]
    assert list(origins) == ["memo", "other"]
    assert origins["memo"]["slug"] == "memo"
    assert origins["memo"]["sources"][0].endswith("a/memo.txt")


@pytest.mark.parametrize("odd", [None, [], {"memo": 1}, {"memo": {"slug": 1}}])
def test_origins_that_say_nothing_are_passed_over(odd, talk, output):
    output.export(talk("a/memo.txt"))
    report = output.report() | {"origins": odd}
    (output.path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    (output.path / ".memograph" / "manifest.sqlite").unlink()
    (result,) = output.export(talk("b/memo.txt", "No."))
    assert result.slug == "memo"


def test_source_is_known_by_one_spelling_of_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    spellings = ("a/memo.txt", "./a//memo.txt", "b/../a/memo.txt", str(tmp_path / "a" / "memo.txt"))
    assert {source_name(name) for name in spellings} == {"a/memo.txt"}
    assert source_name(str(tmp_path.parent)) == tmp_path.parent.as_posix()


PARTS = st.lists(st.sampled_from(["a", "b.txt", "..", ".", "", "é", "C:"]), max_size=6)


@given(PARTS, st.sampled_from(["", "/", "here", "here/"]))
@example(["C:", "", "a"], "")
def test_path_is_spelled_as_a_path_below_the_folder(parts, begin):
    here = Path.cwd()
    name = "/".join(parts)
    given_ = f"{here}{begin.removeprefix('here')}{name}" if "here" in begin else f"{begin}{name}"
    path = Path(os.path.normpath(given_))
    known = path.relative_to(here) if path.is_relative_to(here) else path
    assert source_name(given_) == known.as_posix()


def test_origin_is_of_its_path_or_its_content():
    origin = Origin(slug="memo", sources=("a.txt",), sha256="1")
    assert origin.is_of("a.txt", "2")
    assert origin.is_of("b.txt", "1")
    assert not origin.is_of("b.txt", "2")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes need a POSIX system")
def test_folder_with_a_pipe_is_searched_without_waiting_for_it(talk, output, tmp_path, codes_of):
    memo = talk("in/memo.txt")
    os.mkfifo(memo.with_name("pipe.txt"))
    done = output.export(tmp_path / "in")
    assert [each.status for each in done] == ["written", "skipped"]
    assert codes_of(done[1].problems) == ["MG503"]
    assert "a pipe" in done[1].problems[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes need a POSIX system")
def test_pipe_that_is_named_is_read_once(talk, output, tmp_path):
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = talk("memo.txt").read_bytes()
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    (result,) = output.export(pipe)
    writer.join()
    assert (result.status, result.slug) == ("written", "pipe")


def test_link_that_leads_nowhere_is_told_in_a_folder(talk, output, tmp_path, codes_of):
    talk("in/memo.txt")
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere")
    done = output.export(tmp_path / "in")
    assert {each.status: codes_of(each.problems) for each in done}["unreadable"] == ["MG103"]


def test_plan_of_a_folder_without_records_says_so(tmp_path, output, codes_of):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "README.md").write_text("About.\n", encoding="utf-8")
    assert codes_of(output.run(tmp_path / "in")[1]) == ["MG517"]
    assert codes_of(pipeline.plan([], to=output.path).problems) == ["MG908"]
    assert not output.path.exists()
