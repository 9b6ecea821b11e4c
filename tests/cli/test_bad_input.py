"""Whatever is given: a problem with a code, a place and a hint; siblings unharmed; no traceback."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from memograph.cli import main
from memograph.cli.options import OPTIONS

GOOD = "Title: Talk\nDate: 3 May 1961\n\nAna Prifti: Café?\nJohn Banda: Yes.\n"

UNREADABLE = {
    "empty": (b"", "MG101"),
    "blank": (b" \n\t\n", "MG101"),
    "binary": (bytes(range(256)) * 20, "MG102"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "MG102"),
    "large": (b"A: b\n" * 5000, "MG106"),
}
READABLE = {
    "utf-16": (GOOD.encode("utf-16"), "MG108"),
    "windows-1252": (GOOD.encode("windows-1252"), "MG107"),
    "mojibake": (GOOD.encode().decode("windows-1252").encode(), "MG111"),
    "crlf": (GOOD.replace("\n", "\r\n").encode(), ""),
    "no turns": (b"Title: A letter\n\nNobody says anything here.\n", "MG117"),
    "label without words": (GOOD.encode() + b"Ana Prifti:\n\nJohn Banda: Good.\n", "MG113"),
}


@pytest.fixture(autouse=True)
def _somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def export(*paths, options=()):
    arguments = ["export", *map(str, paths), "-o", "out", "--base", "https://example.org/"]
    result = CliRunner().invoke(main, [*arguments, "--max-bytes", "20000", *options])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_source_alone_exits_3_and_writes_nothing(kind, tmp_path):
    content, code = UNREADABLE[kind]
    (tmp_path / "bad.txt").write_bytes(content)
    result = export("bad.txt")
    assert result.exit_code == 3
    assert f"bad.txt  error {code}" in result.stderr
    assert "hint:" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_source_leaves_its_siblings_unharmed(kind, tmp_path):
    (tmp_path / "bad.txt").write_bytes(UNREADABLE[kind][0])
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert export("bad.txt", "good.txt", "missing.txt").exit_code == 1
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_file()} == {
        "dataset.ttl", "good.ttl", "report.json",
    }  # fmt: skip


@pytest.mark.parametrize("kind", READABLE)
def test_odd_source_is_exported_and_what_is_odd_is_told(kind, tmp_path):
    content, code = READABLE[kind]
    (tmp_path / "odd.txt").write_bytes(content)
    result = export("odd.txt")
    assert result.exit_code == 0, result.output
    assert code in result.stderr
    assert (tmp_path / "out" / "odd.ttl").is_file()


def test_problem_with_a_line_is_shown_with_the_line(tmp_path):
    (tmp_path / "odd.txt").write_bytes(READABLE["label without words"][0])
    assert "\n    6 │ Ana Prifti:\n" in export("odd.txt").stderr


def test_folder_without_a_record_exits_3(tmp_path):
    (tmp_path / "folder").mkdir()
    assert export("folder").exit_code == 3
    (tmp_path / "folder" / "README.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "folder" / "old.ttl").write_text(GOOD, encoding="utf-8")
    result = export("folder")
    assert result.exit_code == 3
    assert result.stderr.count("MG503") == 2


def test_folder_given_to_read_exits_3(tmp_path):
    result = CliRunner().invoke(main, ["read", str(tmp_path)])
    assert result.exit_code == 3
    assert "MG104" in result.stderr


def test_unknown_reader_exits_2(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    result = export("good.txt", options=("--reader", "nobody"))
    assert result.exit_code == 2
    assert "transcript" in result.stderr


def test_every_setting_can_come_from_the_environment(tmp_path, monkeypatch):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("MEMOGRAPH_FORMATS", "nquads trig")
    monkeypatch.setenv("MEMOGRAPH_COMPRESS", "gz")
    assert set(OPTIONS) >= {"formats", "compress"}
    assert export("good.txt").exit_code == 0
    assert {path.name for path in (tmp_path / "out").glob("good.*")} == {
        "good.nq.gz", "good.trig.gz",
    }  # fmt: skip


def test_validate_of_an_ill_typed_literal_prints_no_traceback(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    export("good.txt", options=("-f", "nquads"))
    path = tmp_path / "out" / "good.nq"
    broken = path.read_text(encoding="utf-8").replace('"1961-05-03"^^', '"1961-15-03"^^')
    path.write_text(broken, encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(path)])
    assert result.exit_code == 1
    assert "MG406" in result.stderr
    assert "Traceback" not in result.output
