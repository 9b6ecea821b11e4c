"""Archives and lists of paths: their members are sources like any others."""

from __future__ import annotations

import re
import tarfile
import warnings
import zipfile

import pytest
from click.testing import CliRunner

import memograph
from memograph.cli import main
from memograph.stores import files

KINDS = ("talks.zip", "talks.tar", "talks.tar.gz", "talks.tar.bz2", "talks.tar.xz", "talks.tar.zst")


@pytest.fixture
def pack(talk, tmp_path):
    """Pack six talks, a hidden file, a folder and a picture; returns the path of the archive."""

    def write(name: str):
        talks = [talk(f"in/deep/{number}.txt", f"Yes, {'abcdef'[number]}.") for number in range(6)]
        hidden, picture = talk("in/.hidden.txt"), tmp_path / "in" / "picture.bin"
        picture.write_bytes(bytes(range(256)) * 4)
        path = tmp_path / name
        members = [(each, str(each.relative_to(tmp_path / "in"))) for each in talks]
        members += [(hidden, ".hidden.txt"), (picture, "picture.bin")]
        if name.endswith(".zip"):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
                for file, inner in members:
                    packed.write(file, inner)
            return path
        kind = name.rpartition(".")[2]
        plain = tmp_path / "plain.tar" if kind == "zst" else path
        with tarfile.open(plain, "w" if kind in ("tar", "zst") else f"w:{kind}") as packed:
            for file, inner in members:
                packed.add(file, inner)
        if kind == "zst":
            path.write_bytes(files.packed(plain.read_bytes(), name))
        return path

    return write


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("name", KINDS)
def test_members_of_an_archive_are_exported_by_their_paths(name, jobs, pack, output):
    path = pack(name)
    done = output.export(path, jobs=jobs)
    assert [each.status for each in done] == [*["written"] * 6, "skipped"]
    assert done[0].source == f"{path}!/deep/0.txt"
    assert done[0].slug == "deep-0"
    assert {each.status for each in output.export(path)[:6]} == {"unchanged"}


def packed_alike(path, members):
    """Pack members into an archive, in which several may have one name."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as packed, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # it warns of names that come again
            for inner, file in members:
                packed.write(file, inner)
    else:
        with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as packed:
            for inner, file in members:
                packed.add(file, inner)
    return path


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("name", ["talks.zip", "talks.tar", "talks.tar.gz"])
def test_members_of_one_name_are_all_exported(name, jobs, talk, output, monkeypatch):
    tmp_path = output.path.parent
    names = ("a/memo.txt", "a/memo.txt", "a/memo (2).txt", "b.txt", "a/memo.txt")
    talks = [talk(f"in/{number}.txt", f"Yes, {'abcde'[number]}.") for number in range(5)]
    path = packed_alike(tmp_path / name, zip(names, talks, strict=True))
    monkeypatch.chdir(tmp_path)
    inner = {
        "a/memo.txt": "a", "a/memo (2).txt": "b", "a/memo (2) (2).txt": "c", "b.txt": "d",
        "a/memo (3).txt": "e",
    }  # fmt: skip
    for spelled in ((path, f"./{name}"), (f"./{name}", path), (f"./{name}",)):
        done = output.export(*spelled, jobs=jobs)
        assert {each.source.partition("!/")[2]: said(output, each) for each in done} == inner
        assert len(done) == 5
    assert {each.status for each in done} == {"unchanged"}


def said(output, exported):
    (found,) = re.findall(r"Yes, ([a-e])", output.text(exported.files[0]))[:1]
    return found


def test_member_is_read_as_the_file_that_it_is(pack, output, tmp_path):
    def said(each):
        return sorted(line for line in each.text("deep-3.nq").splitlines() if "#text>" in line)

    output.export(pack("talks.zip"), formats=("nquads",))
    other = type(output)(tmp_path / "other")
    other.export(tmp_path / "in" / "deep", formats=("nquads",), slug="deep-{slug}")
    assert len(said(output)) == 2
    assert said(output) == said(other)


def test_archive_in_a_searched_folder_is_looked_into(pack, output, tmp_path):
    path = pack("in/talks.tar.gz")
    done = output.export(tmp_path / "in")
    sources = [each.source for each in done if each.status == "written"]
    assert len(sources) == 12
    assert sum(source.startswith(f"{path}!/") for source in sources) == 6


def test_member_that_is_gone_is_told_and_pruned_only_when_asked(pack, output, tmp_path, codes_of):
    path = pack("talks.zip")
    output.export(path)
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(tmp_path / "in" / "deep" / "0.txt", "deep/0.txt")
    _, problems, _ = output.run(path)
    assert codes_of(problems) == ["MG522"]
    assert "5 sources" in problems[0].message
    assert len(output.listed()) == 6
    _, _, removed = output.run(path, prune=True)
    assert len(removed) == 5


@pytest.mark.parametrize("name", ["records.jsonl", "records.ndjson.gz", "records.jsonl.zst"])
@pytest.mark.parametrize("mode", [{}, {"parts": True, "formats": ("nquads",)}])
def test_lines_of_json_are_records(name, mode, talk, output, tmp_path):
    import msgspec

    talks = [talk(f"in/{number}.txt", f"Yes, {number}.") for number in range(5)]
    lines = [
        msgspec.json.encode(msgspec.json.decode(memograph.dumps(memograph.read(each))))
        for each in talks
    ]
    path = tmp_path / name
    path.write_bytes(files.packed(b"\n\n".join([*lines, b"{broken"]), name))
    done = output.export(path, jobs=2, **mode)
    assert [each.status for each in done] == [*["written"] * 5, "unreadable"]
    assert done[0].source == f"{path}:1"
    assert done[5].source == f"{path}:11"
    assert len(output.listed()) == 5


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\0"])
def test_paths_are_taken_from_a_list(sign, talk, output):
    talks = [talk(f"in/{number}.txt", f"Yes, {number}.") for number in range(3)]
    given = sign.join(map(str, talks)) + sign
    arguments = ["export", "--paths-from", "-", "-o", str(output.path)]
    result = CliRunner().invoke(main, arguments, input=given.encode())
    assert result.exit_code == 0, result.output
    assert len(output.listed()) == 3


def test_list_of_paths_that_is_not_there_is_told(output):
    arguments = ["export", "--paths-from", "none", "-o", str(output.path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 3
    assert "MG105" in result.output


def test_dry_run_tells_what_would_be_done_and_why(talk, output, tmp_path):
    for number in range(3):
        talk(f"in/{number}.txt", f"Yes, {number}.")
    output.export(tmp_path / "in")
    before = {path: path.read_bytes() for path in output.path.rglob("*") if path.is_file()}
    talk("in/1.txt", "No.")
    talk("in/3.txt", "New.")
    (output.path / "2.ttl").unlink()
    before.pop(output.path / "2.ttl")
    done = output.export(tmp_path / "in", dry_run=True)
    assert [(each.status, each.why) for each in done] == [
        ("unchanged", ""),
        ("planned", "its content has changed"),
        ("planned", "what was written is gone"),
        ("planned", "it is new"),
    ]
    assert before == {path: path.read_bytes() for path in output.path.rglob("*") if path.is_file()}
    done = output.export(tmp_path / "in", dry_run=True, formats=("trig",))
    assert {each.why for each in done[:2]} == {"the settings or the version have changed"}
    done = output.export(tmp_path / "in", dry_run=True, again=True)
    assert {each.status for each in done} == {"planned"}


def test_export_that_finds_nothing_to_do_changes_no_file(talk, output, tmp_path):
    for number in range(3):
        talk(f"in/{number}.txt")
    output.export(tmp_path / "in")

    def files_now():
        return {
            path: (path.read_bytes(), path.stat().st_mtime_ns)
            for path in output.path.iterdir()
            if path.is_file()
        }

    before = files_now()
    assert {each.status for each in output.export(tmp_path / "in")} <= {"unchanged", "duplicate"}
    assert files_now() == before
