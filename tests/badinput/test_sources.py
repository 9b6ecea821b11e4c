"""Bad sources: a problem with code, place and hint, the right exit code, siblings unharmed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "Title: Talk\nDate: 3 May 1961\n\nAna Prifti: Café — naïve?\nJohn Banda: Yes.\n"
LIMIT = 20_000
LIMITED = ("--max-bytes", str(LIMIT))
UNREADABLE = {
    "empty": (b"", "MG101"),
    "blanks": (b" \n\t\r\n\n", "MG101"),
    "other blanks": ("\u00a0\n\u2003\n".encode(), "MG101"),
    "byte order mark alone": (b"\xef\xbb\xbf", "MG101"),
    "UTF-16 mark alone": (b"\xff\xfe", "MG101"),
    "zeros": (b"\0" * 500, "MG101"),
    "bytes of all kinds": (bytes(range(256)) * 20, "MG102"),
    "noise": (bytes(n * n * 31 % 251 for n in range(4000)), "MG102"),
    "broken PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "MG176"),
    "broken ZIP": (b"PK\x03\x04" + b"\x14\0" * 20, "MG102"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "MG102"),
    "old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "MG102"),
    "gzip": (b"\x1f\x8b\x08" + b"\0" * 20, "MG102"),
    "too large": (b"Ana: b\n" * LIMIT, "MG106"),
    "JSON object": (b'{"a": 1, "b": [2, 3]}', "MG123"),
    "JSON list": (b'[{"a": 1}, 2, 3]\n', "MG123"),
}
TWO_MEETINGS = """\
Title: Talks on the harbor
First Meeting
Date: 3 May 1961
Participants: Ana Prifti, John Banda

Ana Prifti: Shall we begin?
John Banda: Let us begin.

Second Meeting
Date: 4 May 1961
Participants: Ana Prifti, John Banda

Ana Prifti: Where were we?
John Banda: Here.
"""
NO_LABELS = """\
Title: Minutes of the Talk
Date: 3 May 1961
Participants: Ana Prifti, John Banda

They spoke for long of the harbor and agreed on nothing.
"""
ODD = {
    "no turns": ("Title: A letter\n\nNobody says anything here.\n", "MG117", None),
    "no turns in a record": (NO_LABELS, "MG110", None),
    "label without words": (GOOD + "Ana Prifti:\n\nJohn Banda: Good.\n", "MG113", (6, 1)),
    "label at the end": (GOOD + "\nAna Prifti:\n", "MG113", (7, 1)),
    "two meetings": (TWO_MEETINGS, "MG115", (9, 1)),
    "mojibake": (GOOD.encode().decode("windows-1252"), "MG111", (4, 16)),
    "control character": (GOOD.replace("Yes", "Y\x01es"), "MG109", (5, 14)),
    "day that is none": (GOOD.replace("3 May", "31 April"), "MG116", None),
}
"""Odd texts: code, and line and column or none."""
ENCODINGS = {
    "utf-8-sig": None,
    "utf-16": "MG108",
    "utf-32": "MG108",
    "utf-16-le": "MG107",
    "utf-16-be": "MG107",
    "windows-1252": "MG107",
    "latin-1": "MG107",
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_source_is_told_and_nothing_is_made(kind, folder):
    content, code = UNREADABLE[kind]
    folder.put("bad.txt", content)
    for result in (folder.export("bad.txt", *LIMITED), folder.read("bad.txt", *LIMITED)):
        assert result.exit_code == 3, result.output
        assert f"bad.txt  error {code}  " in result.stderr
        assert "hint: " in result.stderr
    assert folder.written() == []


@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_source_leaves_its_sibling_unharmed(kind, folder):
    content, code = UNREADABLE[kind]
    folder.put("bad.txt", content)
    assert folder.export("bad.txt", "good.txt", *LIMITED).exit_code == 1
    assert folder.codes("bad.txt") == [code]
    assert folder.codes("good.txt") == []
    assert folder.written() == ["dataset.ttl", "good.ttl", "report.json"]


def test_every_unreadable_source_at_once_leaves_the_good_ones_between_them(folder):
    kinds = list(enumerate(UNREADABLE.values()))
    bad = [folder.put(f"bad-{number}.txt", content) for number, (content, _) in kinds]
    good = [folder.put(f"good-{number}.txt", f"{folder.good}{number}") for number in range(3)]
    result = folder.export(*bad[:5], good[0], *bad[5:9], *good[1:], *bad[9:], "gone", *LIMITED)
    assert result.exit_code == 1
    assert [name for name in folder.written() if name.startswith("good")] == [
        "good-0.ttl", "good-1.ttl", "good-2.ttl",
    ]  # fmt: skip
    assert [folder.codes(name) for name in bad] == [[code] for _, (_, code) in kinds]


def test_file_of_200_megabytes_is_refused_by_default_without_being_read(folder):
    path = folder.path / "huge.txt"
    path.touch()
    os.truncate(path, 200 * 2**20)
    for result in (folder.export("huge.txt"), folder.read("huge.txt")):
        assert result.exit_code == 3
        assert "huge.txt  error MG106  the source has 200.0 MiB; the limit is 64.0 MiB" in (
            result.stderr
        )


def test_standard_input_over_the_limit_or_empty_is_refused(folder):
    for run in (folder.export, folder.read):
        assert "MG106" in run("-", "--max-bytes", "1000", given=b"Ana: b\n" * 1000).stderr
        empty = run("-", given=b"")
        assert empty.exit_code == 3
        assert "stdin  error MG101" in empty.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="/dev/zero needs a POSIX system")
def test_source_without_end_is_refused_at_the_limit(tmp_path):
    # In a process of its own, so that reading without end hits a limit of memory and not the tests.
    command = f'ulimit -v 1500000; exec "{sys.executable}" -m memograph read /dev/zero'
    done = subprocess.run(
        ["sh", "-c", f"{command} --max-bytes 1000"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert (done.returncode, "MG106" in done.stderr) == (3, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes need a POSIX system")
def test_pipe_in_a_folder_does_not_hold_up_its_siblings(folder):
    os.mkfifo(folder.path / "pipe.txt")
    done = subprocess.run(
        [sys.executable, "-m", "memograph", "export", ".", "-o", "out"],
        cwd=folder.path, capture_output=True, text=True, timeout=10, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}
    assert "good.ttl" in folder.written()


def test_folder_given_to_read_is_told(folder):
    (folder.path / "below").mkdir()
    result = folder.read("below")
    assert result.exit_code == 3
    assert "below  error MG104" in result.stderr
    assert "hint: " in result.stderr


def test_folder_without_anything_to_export_exits_3(folder):
    (folder.path / "below").mkdir()
    assert folder.export("below").exit_code == 3
    assert folder.written() == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing.txt", "MG103"),
        ("good.txt/below", "MG105"),
        ("loop", "MG105"),
        ("n" * 300, "MG105"),
        ("http://[", "MG103"),
    ],
)
def test_path_that_leads_nowhere_is_told(name, code, folder):
    (folder.path / "loop").symlink_to("loop")
    for result in (folder.export(name), folder.read(name)):
        assert result.exit_code == 3
        assert f"{name}  error {code}  " in result.stderr
        assert "hint: " in result.stderr
    assert folder.export(name, "good.txt").exit_code == 1
    assert folder.written() == ["dataset.ttl", "good.ttl", "report.json"]


@pytest.mark.parametrize("kind", ODD)
def test_odd_text_is_exported_and_told_with_its_place(kind, folder):
    content, code, place = ODD[kind]
    folder.put("odd.txt", content)
    result = folder.export("odd.txt")
    assert result.exit_code == 0, result.output
    (problem,) = (each for each in folder.problems("odd.txt") if each["code"] == code)
    assert problem["severity"] in {"warning", "notice"}
    assert problem["source"] == "odd.txt"
    if place:
        assert (problem["line"], problem["column"]) == place
        line = content.split("\n")[place[0] - 1].replace("\x01", "\N{REPLACEMENT CHARACTER}")
        told = f"odd.txt:{place[0]}:{place[1]}  {problem['severity']} {code}"
        assert f"{told}  {problem['message']}\n{place[0]:>5} │ {line}\n" in result.stderr
    assert "hint: " in result.stderr
    assert folder.written() == ["dataset.ttl", "odd.ttl", "report.json"]


def test_text_without_turns_is_a_document_without_a_meeting(folder):
    folder.put("odd.txt", ODD["no turns"][0])
    folder.export("odd.txt")
    graph = folder.contents()["odd.ttl"].decode()
    assert "a memo:Document ;" in graph
    for name in ("Meeting", "Turn", "RecordOfConversation", "Participation"):
        assert f"memo:{name}" not in graph


def test_label_without_words_keeps_its_turn_without_a_statement(folder):
    folder.put("odd.txt", ODD["label without words"][0])
    record = folder.record("odd.txt")
    assert [turn["order"] for turn in record["turns"]] == [1, 2, 3, 4]
    assert [statement["order"] for statement in record["statements"]] == [1, 2, 4]


def test_second_meeting_keeps_all_turns_and_the_head_of_the_first(folder):
    folder.put("odd.txt", TWO_MEETINGS)
    record = folder.record("odd.txt")
    assert [meeting["date"] for meeting in record["meetings"]] == ["1961-05-03"]
    assert [statement["text"] for statement in record["statements"]] == [
        "Shall we begin?", "Let us begin.", "Where were we?", "Here.",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_in_another_encoding_is_read_whole_and_told(encoding, folder):
    text = folder.good.replace("—", "-")
    folder.put("odd.txt", text.encode(encoding))
    result = folder.read("odd.txt")
    assert result.exit_code == 0
    assert "Café - naïve?" in result.stdout
    code = ENCODINGS[encoding]
    if code is None:
        assert "encoding" not in result.stderr
    else:
        assert f"odd.txt  {'notice' if code == 'MG108' else 'warning'} {code}  " in result.stderr


def test_mojibake_is_kept_as_it_is(folder):
    folder.put("odd.txt", ODD["mojibake"][0])
    result = folder.read("odd.txt")
    assert "CafÃ©" in result.stdout
    assert "3 places" in result.stderr
