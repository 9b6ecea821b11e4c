"""Which sources are listed: the same whatever the order and the spelling of what names them."""

from __future__ import annotations

import os
import sys
import tarfile
import zipfile

import pytest


def written(results):
    return {each.source: each.slug for each in results if each.status == "written"}


def in_both_orders(output, *paths):
    """Export into two folders, and return the files of both."""
    found = []
    for number, given in enumerate((paths, paths[::-1])):
        other = type(output)(output.path.with_name(f"order-{number}"))
        other.export(*given)
        found.append({name: other.text(name) for name in sorted(other.names())})
    return found


@pytest.fixture
def packed(talk, tmp_path):
    """Pack talks into an archive, under names of their own."""

    def write(name, **members):
        path = tmp_path / name
        if name.endswith("zip"):
            with zipfile.ZipFile(path, "w") as archive:
                for member, words in members.items():
                    archive.write(talk(f"packed/{words}.txt", words), member)
            return path
        with tarfile.open(path, "w") as archive:
            for member, words in members.items():
                source = talk(f"packed/{words}.txt", words)
                entry = archive.gettarinfo(source)
                entry.name = member
                with source.open("rb") as stream:
                    archive.addfile(entry, stream)
        return path

    return write


@pytest.mark.skipif(
    sys.platform == "win32", reason="making symbolic links needs a privilege on Windows"
)
def test_file_and_a_link_to_it_are_one_source_whatever_their_order(talk, output, tmp_path):
    path = talk("b.txt")
    link = tmp_path / "a.txt"
    link.symlink_to(path)
    first, second = in_both_orders(output, path, link)
    assert first == second
    assert set(first) == {"a.ttl", "dataset.ttl", "report.json"}


def test_file_that_is_named_is_read_though_a_search_passes_it_over(talk, output, tmp_path):
    readme, _ = talk("in/README.txt"), talk("in/other.txt")
    first, second = in_both_orders(output, tmp_path / "in", readme)
    assert first == second
    assert "readme.ttl" in first


def test_folders_without_records_are_told_in_one_order(talk, output, tmp_path):
    for name in ("empty", "void"):
        (tmp_path / name).mkdir()
    first, second = in_both_orders(output, tmp_path / "void", talk("a.txt"), tmp_path / "empty")
    assert first == second


@pytest.mark.parametrize("name", ["talks.zip", "talks.tar"])
def test_archive_that_is_named_in_two_ways_is_read_once(
    name, packed, output, tmp_path, monkeypatch
):
    packed(name, **{"x.txt": "one"})
    monkeypatch.chdir(tmp_path)
    done = output.export(f"./{name}", tmp_path / name, name)
    assert written(done) == {f"{name}!/x.txt": "x"}


@pytest.mark.parametrize("name", ["talks.zip", "talks.tar"])
def test_members_with_dots_in_their_path_are_no_files_of_the_folder(name, packed, talk, output):
    archive = packed(name, **{"../memo.txt": "one", "a/../b.txt": "two", "/c/d.txt": "three"})
    beside = archive.parent / "memo.txt"
    talk("memo.txt", "four")
    done = output.export(archive, beside)
    assert len(written(done)) == 4
    assert len(output.listed()) == 4
    assert {each.status for each in output.export(archive, beside)} == {"unchanged"}


@pytest.mark.parametrize("name", ["talks.zip", "talks.tar.gz"])
def test_archive_that_is_another_one_the_next_time_is_read_anew(name, talk, output, tmp_path):
    path = tmp_path / name
    for words in ("one", "two and more"):
        path.unlink(missing_ok=True)
        source = talk("x.txt", words)
        if name.endswith("zip"):
            with zipfile.ZipFile(path, "w") as archive:
                archive.write(source, "x.txt")
        else:
            with tarfile.open(path, "w:gz") as archive:
                archive.add(source, "x.txt")
        (result,) = output.export(path)
        assert result.status == "written"
    assert "two and more" in output.text("x.ttl")


@pytest.mark.skipif(
    sys.platform != "linux", reason="file names that are not UTF-8 can be made on Linux alone"
)
def test_file_whose_name_is_not_utf8_is_read(talk, output, tmp_path):
    good = talk("in/good.txt")
    odd = good.with_name(os.fsdecode(b"m\xe9mo.txt"))
    odd.write_bytes(good.read_bytes().replace(b"Yes", b"No"))
    (tmp_path / os.fsdecode(b"in/\xff")).mkdir()
    done = output.export(tmp_path / "in")
    assert written(done) == {str(good): "good", f"{tmp_path}/in/m%e9mo.txt": "m-e9mo"}
    again, problems, _ = output.run(tmp_path / "in", tmp_path / os.fsdecode(b"in/\xff"), prune=True)
    assert {each.status for each in again} == {"unchanged"}
    assert [found.code for found in problems] == ["MG517", "MG506"]


def test_tar_with_names_that_are_not_utf8_is_read(packed, output):
    path = packed("talks.tar", **{os.fsdecode(b"m\xe9mo.txt"): "one"})
    assert written(output.export(path)) == {f"{path}!/m%e9mo.txt": "m-e9mo"}


def test_lines_longer_than_what_is_looked_at_together_are_lines(tmp_path, monkeypatch):
    from memograph.pipeline import archives

    monkeypatch.setattr(archives, "_PIECE", 4)
    path = tmp_path / "talks.jsonl"
    path.write_bytes(b'{"a": 1}\r\n\r\n       \n{"b": "long line"}\n[]')
    found = [(each.inner, each.start, each.length) for each in archives.members(str(path), "lines")]
    assert found == [("1", 0, 10), ("4", 20, 19), ("5", 39, 2)]
