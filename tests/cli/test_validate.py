"""`memograph validate`: every file, where a fault stands in file and source, and what is no RDF."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from memograph import pipeline
from memograph.cli import main
from memograph.stores import files


@pytest.fixture(autouse=True)
def _somewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments, given=None):
    return CliRunner().invoke(main, [str(each) for each in arguments], input=given)


def exported(transcript, *formats):
    options = [part for name in formats for part in ("-f", name)]
    result = run("export", transcript, "-o", "out", "--base", "https://example.org/id/", *options)
    assert result.exit_code == 0, result.output


@pytest.fixture
def broken(transcript):
    """The N-Quads of a talk in which nobody says the second statement."""
    exported(transcript, "nquads")
    lines = Path("out/railway.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not ("/statement/0002>" in line and "#saidBy>" in line)]
    assert len(kept) == len(lines) - 1
    path = Path("broken.nq")
    path.write_text("".join(kept), encoding="utf-8")
    return path


def test_fault_is_told_with_its_line_in_the_source_and_with_the_file(broken):
    result = run("validate", broken)
    assert result.exit_code == 1
    place, line, file, *_ = result.stderr.splitlines()
    assert place.startswith("railway.txt:6:13  error MG419  ")
    assert line == "    6 │ John Banda: Yes, gladly."
    assert file == "      in:   broken.nq"


def test_fault_as_json_has_file_and_line(broken):
    (found,) = json.loads(run("validate", broken, "--json").stdout)
    assert (found["file"], found["conforms"]) == ("broken.nq", False)
    assert found["problems"][0]["line"] == 6


def test_folder_is_checked_file_by_file(transcript):
    exported(transcript, "nquads", "turtle")
    result = run("validate", "out")
    assert result.exit_code == 0, result.output
    assert "3 of 3 files conform" in result.stdout


def test_folder_with_one_bad_file_of_a_good_document_does_not_conform(transcript):
    exported(transcript, "nquads")
    Path("out/railway.ttl").write_text("garbage", encoding="utf-8")
    result = run("validate", "out")
    assert result.exit_code == 1
    assert "2 of 3 files conform" in result.stdout
    assert "out/railway.ttl:1  error MG513" in result.stderr


def test_folder_is_searched_below_and_hidden_files_are_not_looked_at(transcript, tmp_path):
    exported(transcript, "nquads")
    below = tmp_path / "out" / "parts"
    below.mkdir()
    (below / "0001.NQ").write_text("garbage", encoding="utf-8")
    (below / ".hidden.nq").write_text("garbage", encoding="utf-8")
    (below / "loop").symlink_to(tmp_path / "out")
    names = [path.name for path in pipeline.all_rdf_files(tmp_path / "out")]
    assert names == ["dataset.ttl", "0001.NQ", "railway.nq"]


def test_file_that_is_missing_is_told_so_whatever_its_name():
    for name in ("nothere", "nothere.ttl"):
        result = run("validate", name)
        assert result.exit_code == 3
        assert f"{name}  error MG103  there is no such file" in result.stderr


def test_folder_without_rdf_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    result = run("validate", "empty")
    assert result.exit_code == 3
    assert "empty  warning MG517  no RDF file was found in the folder" in result.stderr
    assert "hint: " in result.stderr


@pytest.mark.parametrize("form", ["turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml"])
def test_standard_input_is_checked_whatever_format_it_is_in(form, transcript):
    exported(transcript, form)
    (path,) = Path("out").glob("railway.*")
    for options in ((), ("--format", form)):
        result = run("validate", "-", *options, given=path.read_bytes())
        assert result.exit_code == 0, result.output
        assert "1 of 1 files conform" in result.stdout


def test_standard_input_that_is_no_rdf_is_told_at_the_line_that_was_reached():
    turtle = "@prefix a: <https://example.org/> .\na:b a:c a:d .\nand so on\n"
    result = run("validate", "-", given=turtle)
    assert result.exit_code == 3
    assert "-:3  error MG513  this is no valid turtle" in result.stderr


def test_format_given_counts_before_the_name_of_the_file(transcript):
    exported(transcript, "nquads")
    os.rename("out/railway.nq", "railway.txt.data")  # noqa: PTH104 - it reads like the shell
    assert run("validate", "railway.txt.data").exit_code == 3
    assert run("validate", "railway.txt.data", "-f", "nquads").exit_code == 0


def test_file_that_is_no_rdf_exits_3():
    Path("bad.ttl").write_text("this is no turtle", encoding="utf-8")
    assert run("validate", "bad.ttl").exit_code == 3


def test_time_without_seconds_is_a_fault(transcript):
    exported(transcript, "nquads")
    path = Path("out/railway.nq")
    text = path.read_text(encoding="utf-8")
    meeting = "<https://example.org/id/doc/railway/meeting>"
    started = "<https://w3id.org/memograph/ontology#startedAt>"
    moment = '"1961-05-03T18:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    graph = "<https://example.org/id/doc/railway/graph>"
    path.write_text(f"{text}{meeting} {started} {moment} {graph} .\n", encoding="utf-8")
    result = run("validate", path)
    assert result.exit_code == 1
    assert "MG406" in result.stderr


def test_concept_that_no_scheme_holds_is_a_fault(transcript):
    exported(transcript, "nquads")
    path = Path("out/railway.nq")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("/attestation/speaks>", "/attestation/bogus>"), encoding="utf-8")
    result = run("validate", path)
    assert result.exit_code == 1
    assert "found attestation:bogus" in result.stderr


@pytest.mark.parametrize("name", ["talk.nq.gz", "talk.nq.zst"])
def test_file_of_which_the_packing_is_damaged_is_told(name, tmp_path):
    path = tmp_path / name
    data = bytearray(files.packed(b"<a:a> <a:b> <a:c> .\n" * 99, name))
    data[12:20] = bytes(8)
    path.write_bytes(data)
    result = run("validate", path)
    assert result.exit_code == 3
    assert "MG500" in result.stderr
