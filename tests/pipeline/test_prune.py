"""Pruning removes what is surely no longer wanted, and nothing while there is any doubt."""

from __future__ import annotations

import tarfile
import zipfile

import pytest

from memograph import pipeline, plugins


def test_prune_with_an_empty_folder_removes_nothing(talk, output, tmp_path, codes_of):
    output.export(talk("in/memo.txt"))
    before = output.names()
    empty = tmp_path / "empty"
    empty.mkdir()
    _, problems, removed = output.run(empty, prune=True)
    assert removed == ()
    assert codes_of(problems) == ["MG517", "MG506"]
    assert output.names() == before


def test_prune_with_an_empty_folder_beside_a_full_one_removes_nothing(talk, output, tmp_path):
    talk("a/memo.txt")
    talk("b/other.txt")
    output.export(tmp_path / "a", tmp_path / "b")
    (tmp_path / "b" / "other.txt").unlink()
    _, problems, removed = output.run(tmp_path / "a", tmp_path / "b", prune=True)
    assert removed == ()
    assert str(tmp_path / "b") in problems[-2].message


def test_prune_of_a_folder_named_twice_in_two_ways_is_no_doubt(talk, output, tmp_path):
    output.export(talk("a/memo.txt"), talk("b/other.txt"))
    _, _, removed = output.run(tmp_path / "a", tmp_path / "b" / ".." / "a", prune=True)
    assert removed == ("other.ttl",)


def test_prune_with_a_plug_in_that_does_not_load_removes_nothing(
    talk, output, plugged, tmp_path, codes_of
):
    output.export(talk("a/memo.txt"), talk("b/other.txt"))
    file = plugged("""
        class Broken:
            def __init__(self):
                raise RuntimeError("not today")
        readers = {"broken": Broken}
    """)
    _, problems, removed = output.run(tmp_path / "a", prune=True, plugins=(str(file),))
    assert codes_of(problems) == ["MG901", "MG506"]
    assert removed == ()


def test_prune_with_an_own_plug_in_that_does_not_load_removes_nothing(
    talk, output, tmp_path, codes_of, monkeypatch
):
    """As where an extra is damaged: what only that reader reads would seem to be gone."""
    output.export(talk("a/memo.txt"), talk("b/other.txt"))
    broken = {**plugins.BUILT_IN["readers"], "pdf": "memograph.readers.pdf.reader:NoSuchReader"}
    monkeypatch.setattr(plugins, "BUILT_IN", {**plugins.BUILT_IN, "readers": broken})
    _, problems, removed = output.run(tmp_path / "a", prune=True)
    assert codes_of(problems) == ["MG901", "MG506"]
    assert removed == ()


def test_prune_keeps_the_earlier_files_of_a_document_that_is_not_written(talk, output, monkeypatch):
    memo = talk("memo.txt")
    output.export(memo, formats=("nquads",))
    monkeypatch.setattr(pipeline.stages, "mapped", lambda *_: 1 / 0)
    (result,) = output.export(memo, formats=("turtle",), prune=True)
    assert result.status == "failed"
    assert "memo.nq" in output.names()


def test_prune_leaves_a_document_the_slug_that_it_has(talk, output):
    first, second = talk("a/memo.txt"), talk("b/memo.txt", "No.")
    output.export(first)
    (added,) = output.export(second)
    done = output.export(first, second, prune=True)
    assert [each.slug for each in done] == ["memo", added.slug]


def test_prune_frees_the_slug_of_what_is_removed(talk, output):
    output.export(talk("a/memo.txt"))
    (result,) = output.export(talk("b/memo.txt", "No."), prune=True)
    assert result.slug == "memo"
    assert not result.problems


@pytest.mark.parametrize("dry_run", [True, False])
def test_prune_removes_other_formats_and_documents(talk, output, dry_run):
    memo, other = talk("memo.txt"), talk("other.txt", "No.")
    output.export(memo, other, formats=("turtle", "nquads"))
    _, _, removed = output.run(memo, prune=True, dry_run=dry_run)
    assert removed == ("memo.nq", "other.ttl", "other.nq")
    assert ("other.ttl" in output.names()) is dry_run


def test_prune_with_no_source_at_all_removes_nothing(talk, output, codes_of):
    output.export(talk("in/a.txt"))
    _, problems, removed = output.run(prune=True)
    assert (codes_of(problems), removed) == (["MG506"], ())
    assert "a.ttl" in output.names()


@pytest.mark.parametrize("name", ["talks.zip", "talks.tar", "talks.jsonl"])
def test_prune_with_an_archive_that_has_become_empty_removes_nothing(
    name, talk, output, tmp_path, codes_of
):
    output.export(talk("in/a.txt"))
    path = tmp_path / name
    if name.endswith("zip"):
        zipfile.ZipFile(path, "w").close()
    elif name.endswith("tar"):
        tarfile.open(path, "w").close()
    else:
        path.touch()
    _, problems, removed = output.run(path, prune=True)
    assert (codes_of(problems), removed) == (["MG517", "MG506"], ())
    assert "no record was found in the archive" in problems[0].message
    assert "a.ttl" in output.names()
