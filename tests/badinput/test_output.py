"""Where nothing can be written, it is told; what stood there before still stands, whole."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

TWO = ("-f", "turtle", "-f", "nquads")


@pytest.fixture
def before(folder):
    """What an earlier export of the good source made."""
    assert folder.export("good.txt", *TWO).exit_code == 0
    return folder.contents()


def changed(folder):
    return folder.put("good.txt", folder.good.replace("Yes", "No"))


@pytest.mark.parametrize("to", ["file", "file/below"])
def test_file_in_place_of_the_folder_is_told_and_kept(to, folder):
    folder.put("file", "mine")
    result = folder.export("good.txt", to=to)
    assert result.exit_code == 1
    assert f"{to}  error MG501  " in result.stderr
    assert "hint: " in result.stderr
    assert (folder.path / "file").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in folder.path.iterdir()) == ["file", "good.txt"]


def test_folder_in_place_of_a_file_leaves_siblings_unharmed(folder):
    folder.put("other.txt", "Ana Prifti: Well?\nJohn Banda: Well.\n")
    (folder.path / "out" / "good.ttl").mkdir(parents=True)
    result = folder.export("good.txt", "other.txt")
    assert result.exit_code == 1
    assert folder.codes("good.txt") == ["MG501"]
    assert folder.written() == ["dataset.ttl", "good.ttl", "other.ttl", "report.json"]
    assert list((folder.path / "out" / "good.ttl").iterdir()) == []


def test_source_that_became_unreadable_leaves_its_earlier_output(folder, before):
    folder.put("good.txt", b"")
    assert folder.export("good.txt").exit_code == 3
    assert folder.contents() == before | {"report.json": folder.contents()["report.json"]}


def test_document_that_does_not_conform_any_more_leaves_its_earlier_output(folder, before):
    record = folder.record()
    record["meetings"][0]["date"] = "1961-02-31"
    folder.put("edited.json", json.dumps(record))
    assert folder.export("edited.json").exit_code == 1
    assert folder.contents() == before | {"report.json": folder.contents()["report.json"]}


@pytest.mark.parametrize(("home", "step"), [(os, "fsync"), (Path, "replace")])
def test_full_disk_leaves_earlier_output_whole_and_no_temporary_file(
    home, step, folder, before, monkeypatch
):
    def no_space(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(home, step, no_space)
    result = folder.export(changed(folder), *TWO)
    assert result.exit_code == 1
    assert "MG501" in result.stderr
    assert "No space left on device" in result.stderr
    assert folder.contents() == before


def test_dry_run_over_earlier_output_changes_nothing(folder, before):
    assert folder.export(changed(folder), "--dry-run").exit_code == 0
    assert folder.contents() == before


def test_no_temporary_file_is_ever_left(folder, before):
    folder.put("bad.txt", b"\0\1\2" * 99)
    assert folder.export(changed(folder), "bad.txt", "missing.txt").exit_code == 1
    assert set(folder.contents()) == set(before)


@pytest.mark.parametrize(
    "option", [("-f", "word"), ("--max-bytes", "few"), ("--base", "here"), ("--nothing",)]
)
def test_wrong_use_exits_2_and_makes_nothing(folder, option):
    assert folder.export("good.txt", *option).exit_code == 2
    assert folder.written() == []
