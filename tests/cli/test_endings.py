"""How commands end: full disks, readers that have enough, Ctrl-C, plug-ins, and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from memograph.cli import main

BASE = ("--base", "https://example.org/id/")
BROKEN_READER = """
class Bad:
    name = "bad"
    def sniff(self, source):
        return 1.0
    def read(self, source):
        raise ZeroDivisionError("planted")
readers = {"bad": Bad}
"""


@pytest.fixture(autouse=True)
def _somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments, given=None):
    result = CliRunner().invoke(main, [str(each) for each in arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def process(*arguments, **options):
    command = [sys.executable, "-m", "memograph", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full needs Linux")
@pytest.mark.parametrize("command", [("export", "-o", "out", *BASE), ("read",)])
def test_output_that_cannot_be_written_is_told_without_a_traceback(command, transcript):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        running = process(*command, transcript, stdout=full)
        _, told = running.communicate()
    assert running.returncode == 1
    assert "MG501  the standard output cannot be written" in told
    assert "Traceback" not in told
    assert "Exception" not in told


def test_reader_that_has_enough_ends_the_command_quietly(transcript):
    reading, writing = os.pipe()
    os.close(reading)
    running = process("read", transcript, "--json", stdout=writing)
    os.close(writing)
    _, told = running.communicate()
    assert running.returncode == 0
    assert "Traceback" not in told
    assert "Exception" not in told


def test_interrupted_export_ends_with_130_and_a_folder_that_is_described(transcript, tmp_path):
    text = transcript.read_text(encoding="utf-8")
    many = tmp_path / "many"
    many.mkdir()
    for number in range(40):
        (many / f"{number}.txt").write_text(f"{text}Ana Prifti: {number}.\n", encoding="utf-8")
    running = process("export", many, "-o", "out", *BASE, stdout=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list(Path("out").glob("*.ttl")) and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    printed, told = running.communicate()
    assert running.returncode == 130, told
    assert "error MG518  the run was stopped" in told
    assert "Traceback" not in told
    written = {path.stem for path in Path("out").glob("*.ttl")} - {"dataset"}
    assert written
    assert len(written) < 40
    assert f"{len(written)} document" in printed
    report = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert {each["slug"] for each in report["documents"]} == written
    dataset = Path("out/dataset.ttl").read_text(encoding="utf-8")
    assert dataset.count("void:rootResource") == len(written)
    assert not list(Path("out").glob(".*.part"))


@pytest.fixture
def plugged(tmp_path):
    """Write a file of plug-ins and return its path, which no other test has."""

    def write(code):
        path = tmp_path / "bad.py"
        path.write_text(code, encoding="utf-8")
        return path

    return write


def test_export_with_a_plug_in_that_does_not_load_writes_and_exits_1(transcript, plugged):
    file = plugged("mappers = {'bad': type('B', (), {'__init__': 1})}\n")
    result = run("export", transcript, "-o", "out", *BASE, "--plugin", file)
    assert result.exit_code == 1
    assert f'error MG901  mappers plug-in "bad" of {file}' in result.stderr
    assert Path("out/railway.ttl").is_file()


def test_read_with_a_reader_that_raises_names_it(transcript, plugged):
    file = plugged(BROKEN_READER)
    result = run("read", transcript, "--plugin", file)
    assert result.exit_code == 3
    assert f'railway.txt  error MG911  readers plug-in "bad" of {file} failed' in result.stderr
    assert "ZeroDivisionError: planted" in result.stderr


def test_read_with_a_reader_that_does_not_load_tells_and_exits_1(transcript, plugged):
    file = plugged("readers = {'bad': type('B', (), {'__init__': 1})}\n")
    result = run("read", transcript, "--plugin", file)
    assert result.exit_code == 1
    assert "MG901" in result.stderr
    assert "Welcome. Shall we begin?" in result.stdout


def test_export_beside_a_dataset_of_somebody_elses_writes_and_exits_1(transcript):
    Path("out").mkdir()
    Path("out/dataset.ttl").write_text("no turtle", encoding="utf-8")
    result = run("export", transcript, "-o", "out", "--json", *BASE)
    assert result.exit_code == 1
    assert "out/dataset.ttl  error MG509" in result.stderr
    assert [found["code"] for found in json.loads(result.stdout)["problems"]] == ["MG509"]
    assert Path("out/dataset.ttl").read_text(encoding="utf-8") == "no turtle"
    assert Path("out/railway.ttl").is_file()


def test_export_of_an_empty_folder_exits_3_and_says_why():
    Path("empty").mkdir()
    result = run("export", "empty", "-o", "out", *BASE)
    assert result.exit_code == 3
    assert "empty  warning MG517  no record was found in the folder" in result.stderr


def test_export_with_a_slug_of_unknown_fields_exits_2(transcript):
    result = run("export", transcript, "--slug", "{foo}")
    assert result.exit_code == 2
    assert "{slug} and {stem}" in result.stderr


def test_export_prints_the_report_that_it_writes_after_other_runs_too(transcript):
    other = transcript.with_name("other.txt")
    other.write_text("Ana Prifti: Well?\nJohn Banda: Well.\n", encoding="utf-8")
    run("export", other, "-o", "out", *BASE)
    result = run("export", transcript, "-o", "out", "--json", *BASE)
    written = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert json.loads(result.stdout) == written
    assert set(written["origins"]) == {"other", "railway"}
