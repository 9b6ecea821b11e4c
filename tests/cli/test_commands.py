from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import responses
from click.testing import CliRunner

from memograph.cli import commands, main
from memograph.problems import catalogue

BASE = ["--base", "https://example.org/id/"]


@pytest.fixture(autouse=True)
def _somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments, given=None):
    return CliRunner().invoke(main, [str(each) for each in arguments], input=given)


def test_help_lists_every_command_and_the_version_is_told():
    result = run("--help")
    assert result.exit_code == 0
    for command in commands():
        assert f"\n  {command.name} " in result.stdout
    assert run("--version").stdout.startswith("memograph 0.")


@pytest.mark.parametrize("command", [command.name for command in commands()])
def test_command_has_help(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_script_and_module_run():
    script = Path(sys.executable).parent / "memograph"
    for command in ([script], [sys.executable, "-m", "memograph"]):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_export_of_a_transcript_writes_the_document_the_dataset_and_the_report(transcript):
    result = run("export", transcript, "-o", "out", *BASE)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in Path("out").iterdir() if path.is_file()) == [
        "dataset.ttl", "railway.ttl", "report.json",
    ]  # fmt: skip
    assert "1 document written to out" in result.stdout
    assert "https://example.org/id/" in Path("out/railway.ttl").read_text(encoding="utf-8")


def test_help_keeps_the_lines_of_its_examples():
    lines = run("--help").stdout.splitlines()
    assert "  memograph read memo.txt             shows what was understood of it" in lines
    assert not [line for line in lines if "\\b" in line]


def test_export_formats_are_all_written(transcript):
    formats = ("turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml")
    options = [part for name in formats for part in ("-f", name)]
    assert run("export", transcript, "-o", "out", *BASE, *options).exit_code == 0
    suffixes = {path.suffix for path in Path("out").glob("railway.*")}
    assert suffixes == {".ttl", ".jsonld", ".trig", ".nq", ".nt", ".rdf"}
    assert run("validate", *Path("out").glob("railway.*")).exit_code == 0


def test_read_shows_no_empty_column_where_nobody_has_a_side(transcript):
    result = run("read", transcript)
    assert "\nattendance\n  Ana Prifti  participant  2 turns  speaks\n" in result.stdout


def test_export_with_the_default_base_says_so_once(transcript):
    other = transcript.with_name("other.txt")
    other.write_bytes(transcript.read_bytes() + b"John Banda: Good.\n")
    result = run("export", transcript, other, "-o", "out")
    assert result.stderr.count("MG908") == 1
    assert "MG908" not in run("export", transcript, "-o", "out", *BASE).stderr


def test_export_of_bad_and_good_sources_writes_the_good_and_exits_1(transcript):
    Path("empty.txt").write_bytes(b"")
    result = run("export", "empty.txt", "missing.txt", transcript, "-o", "out", *BASE)
    assert result.exit_code == 1
    assert Path("out/railway.ttl").is_file()
    assert "empty.txt" in result.stderr
    assert "missing.txt" in result.stderr
    assert "MG101" in result.stderr


def test_export_when_nothing_can_be_read_exits_3_and_makes_nothing():
    result = run("export", "missing.txt", "none.txt", "-o", "out", "-j", 2, *BASE)
    assert result.exit_code == 3
    assert not Path("out").exists()


def test_export_into_a_place_that_cannot_be_written_exits_1(transcript):
    Path("file").write_text("", encoding="utf-8")
    result = run("export", transcript, "-o", "file/below", *BASE)
    assert result.exit_code == 1
    assert "MG501" in result.stderr
    assert Path("file").read_text(encoding="utf-8") == ""


def test_export_of_standard_input(transcript):
    result = run("export", "-", "-o", "out", *BASE, given=transcript.read_bytes())
    assert result.exit_code == 0, result.output
    assert len(list(Path("out").glob("*.ttl"))) == 2


def test_export_dry_run_says_what_would_be_done_and_writes_nothing(transcript):
    result = run("export", transcript, "-o", "out", "--dry-run", *BASE)
    assert result.exit_code == 0
    assert "railway.ttl" in result.stdout
    assert not Path("out").exists()


def test_export_json_prints_the_report_that_is_written(transcript):
    result = run("export", transcript, "-o", "out", "--json", *BASE)
    printed = json.loads(result.stdout)
    assert printed == json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert printed["totals"]["status"] == {"written": 1}
    assert printed["documents"][0]["counts"]["Turn"] == 3


def test_export_without_paths_is_a_wrong_use():
    assert run("export").exit_code == 2
    assert run("export", "x", "-f", "word").exit_code == 2
    assert run("export", "x", "--agents", "nobody").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_read_shows_who_said_what(transcript):
    result = run("read", transcript)
    assert result.exit_code == 0, result.output
    for words in ("Ana Prifti", "John Banda", "Welcome. Shall we begin?", "railway.txt"):
        assert words in result.stdout


def test_read_json_prints_a_record_that_can_be_read_again(transcript):
    from memograph.readers import record_json

    result = run("read", transcript, "--json")
    record = record_json.loads(result.stdout)
    assert [turn.order for turn in record.turns] == [1, 2, 3]
    Path("record.json").write_text(result.stdout, encoding="utf-8")
    assert run("read", "record.json", "--json").stdout == result.stdout


def test_read_of_a_missing_file_exits_3_with_a_problem_and_a_hint():
    result = run("read", "missing.txt")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("missing.txt  error MG")
    assert "hint:" in result.stderr


def test_read_shows_no_control_characters_of_the_source(tmp_path):
    path = tmp_path / "evil.txt"
    path.write_bytes(b"Title: x\n\nAna Prifti: one\x1b[2Jtwo\nJohn Banda: Yes.\n")
    result = run("read", path)
    assert "\x1b" not in result.output


def test_explain_every_code():
    for code, entry in catalogue().items():
        result = run("explain", code.lower())
        assert result.exit_code == 0
        assert entry.title in result.stdout
    listed = run("explain").stdout.splitlines()
    assert len(listed) == len(catalogue())
    assert json.loads(run("explain", "MG101", "--json").stdout)["code"] == "MG101"
    assert len(json.loads(run("explain", "--json").stdout)) == len(catalogue())
    assert run("explain", "MG000").exit_code == 2


def test_plugins_lists_what_is_there_and_tells_what_fails(tmp_path):
    result = run("plugins", "--json")
    assert result.exit_code == 0, result.output
    assert {"readers", "mappers", "stores"} <= {each["slot"] for each in json.loads(result.stdout)}
    path = tmp_path / "mine.py"
    path.write_text("linkers = {'mine': str}\n", encoding="utf-8")
    assert f"linkers  mine             {path}" in run("plugins", "--plugin", path).stdout
    path.write_text("1 / 0\n", encoding="utf-8")
    failed = run("plugins", "--plugin", path)
    assert failed.exit_code == 2
    assert "MG902" in failed.stderr


def test_config_tells_each_value_and_where_it_came_from(tmp_path, monkeypatch):
    (tmp_path / "memograph.toml").write_text('agents = "document"\n', encoding="utf-8")
    monkeypatch.setenv("MEMOGRAPH_JOBS", "2")
    found = json.loads(run("config", "--json", "--language", "fr").stdout)
    assert found["agents"] == {"value": "document", "origin": str(tmp_path / "memograph.toml")}
    assert found["jobs"] == {"value": 2, "origin": "MEMOGRAPH_JOBS"}
    assert found["language"] == {"value": "fr", "origin": "option"}
    assert found["base"]["origin"] == "default"
    assert "agents" in run("config").stdout


def test_config_with_an_unknown_setting_exits_2(tmp_path):
    (tmp_path / "memograph.toml").write_text("bas = 1\n", encoding="utf-8")
    result = run("config")
    assert result.exit_code == 2
    assert "MG903" in result.stderr


def test_ontology_shows_terms_concepts_and_all():
    assert "domain          Turn" in run("ontology", "speaker").stdout
    assert "in scheme       role" in run("ontology", "role/interpreter").stdout
    assert run("ontology", "memo:Meeting").stdout == run("ontology", "Meeting").stdout
    assert json.loads(run("ontology", "Meeting", "--json").stdout)["kind"] == ["class"]
    terms = {each["term"] for each in json.loads(run("ontology", "--json").stdout)}
    assert {"Meeting", "hasParticipation", "role/chair", "role"} <= terms
    assert run("ontology", "Nothing").exit_code == 2


def test_help_is_quick():
    """The best of five: a slow machine must not fail it, an import of rdflib must."""
    import time

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "memograph", "--help"], capture_output=True, check=True
        )
        return time.perf_counter() - start

    def bare() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import click"], capture_output=True, check=True)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 3 * min(bare() for _ in range(5)) + 0.05


ADDRESS = "https://archive.example/talks/talk.txt"


@responses.activate
def test_read_of_an_address_shows_the_page(transcript):
    responses.get(ADDRESS, body=transcript.read_bytes(), content_type="text/plain")
    result = run("read", ADDRESS)
    assert result.exit_code == 0
    assert "Welcome. Shall we begin?" in result.stdout


@responses.activate
@pytest.mark.parametrize("command", [("read",), ("export", "-o", "out")])
def test_command_when_the_server_fails_exits_4(command):
    responses.get(ADDRESS, status=404)
    result = run(*command, ADDRESS)
    assert result.exit_code == 4
    assert f"{ADDRESS}  error MG507" in result.stderr


def test_parts_asked_for_in_the_settings_are_nquads(transcript, tmp_path, monkeypatch):
    monkeypatch.setenv("MEMOGRAPH_PARTS", "true")
    result = run("export", transcript, "-o", "out")
    assert result.exit_code == 0
    assert (tmp_path / "out" / "parts" / "0001.nq").is_file()
