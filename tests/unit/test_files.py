from __future__ import annotations

import errno
import gzip
import os
from pathlib import Path

import pytest

from memograph.problems import WriteError
from memograph.stores import files


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_write_over_a_file_replaces_it_and_leaves_nothing_else(tmp_path):
    target = tmp_path / "a.ttl"
    target.write_bytes(b"old")
    assert files.write(target, b"new") == target
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.ttl"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_write_when_the_disk_fails_keeps_what_stood_there(call, tmp_path, monkeypatch):
    target = tmp_path / "a.ttl"
    target.write_bytes(b"old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync" if call == "fsync" else "pathlib.Path.replace", full)
    with pytest.raises(WriteError) as caught:
        files.write(target, b"new")
    assert caught.value.problem.code == "MG501"
    assert "No space left on device" in caught.value.problem.message
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.ttl"]


def test_write_interrupted_leaves_nothing(tmp_path, monkeypatch):
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "a.ttl", b"new")
    assert names(tmp_path) == []


def test_write_gz_is_compressed_and_the_same_each_time(tmp_path):
    first = files.write(tmp_path / "a.nq.gz", b"data").read_bytes()
    second = files.write(tmp_path / "b.nq.gz", b"data").read_bytes()
    assert first == second
    assert gzip.decompress(first) == b"data"
    assert files.read(tmp_path / "a.nq.gz") == b"data"


def test_prepare_where_a_file_stands_fails_with_the_path(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(WriteError) as caught:
        files.prepare(blocked / "below")
    assert str(blocked) in caught.value.problem.message


def test_prepare_without_rights_fails(tmp_path, monkeypatch):
    # As the superuser, who may write everywhere, would be refused by nothing else.
    def refuse(self, *_, **__):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(WriteError) as caught:
        files.prepare(tmp_path)
    assert caught.value.problem.code == "MG501"
    assert names(tmp_path) == []


def test_prepare_makes_folders_and_leaves_them_empty(tmp_path):
    place = files.prepare(tmp_path / "a" / "b")
    assert names(place) == []


def test_remove_of_a_missing_file_is_no_error(tmp_path):
    files.remove(tmp_path / "gone")


def test_remove_of_a_folder_fails(tmp_path):
    with pytest.raises(WriteError):
        files.remove(tmp_path)
