"""What goes wrong on a machine: each fault for real, and what is left after it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

import memograph
from memograph import pipeline
from memograph.problems import WriteError
from memograph.stores import files

BASE = ("--base", "https://example.org/id/")
KILLER = """
import os, signal, time
from memograph.readers.transcript import TranscriptReader

class Killer:
    name = "killer"
    def sniff(self, source):
        return 1.0
    def read(self, source):
        for word, do in ENDINGS.items():
            if word in source.data:
                do()
        yield from TranscriptReader().read(source)

def spin():
    # A loop in C that heeds no signal.
    sum(range(10**12))

def die(number):
    return lambda: os.kill(os.getpid(), number)

def poison():
    raise Odd("x")

class Odd(Exception):
    def __reduce__(self):
        raise RuntimeError("no pickle of mine")

ENDINGS = {
    b"SEGV": die(signal.SIGSEGV), b"KILL": die(signal.SIGKILL), b"EXIT": lambda: os._exit(3),
    b"SPIN": spin, b"SLEEP": lambda: time.sleep(600), b"ODD": poison,
}
readers = {"killer": Killer()}
"""


@pytest.fixture
def killer(tmp_path):
    path = tmp_path / "killer.py"
    path.write_text(KILLER, encoding="utf-8")
    return str(path)


@pytest.fixture
def talks(talk):
    return [talk(f"in/{number}.txt", f"Yes, {number}.") for number in range(6)]


MODES = {"parts": {"parts": True, "formats": ("nquads",)}, "files": {}}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "ending",
    [
        ("SEGV", "SIGSEGV"),
        ("KILL", "want of memory"),
        ("EXIT", "the code 3"),
        ("SPIN", "longer than 2 s"),
    ],
)
def test_source_that_ends_a_process_is_told_and_the_others_are_exported(
    ending, mode, talks, output, killer
):
    word, told = ending
    options = {"jobs": 2, "plugins": (killer,), "max_seconds": 2, **MODES[mode]}
    bad, good = talks[2], talks[2].read_text(encoding="utf-8")
    bad.write_text(good.replace("Yes", word), encoding="utf-8")
    done = output.export(*talks, **options)
    by_source = {each.source: each for each in done}
    failed = by_source.pop(str(bad))
    assert {each.status for each in by_source.values()} == {"written"}
    assert failed.status == "unreadable"
    assert [found.code for found in failed.problems] == ["MG186"]
    assert told in failed.problems[0].message
    assert len(output.listed()) == 5
    bad.write_text(good, encoding="utf-8")
    again = output.export(*talks, **options)
    assert sorted(each.status for each in again) == ["unchanged"] * 5 + ["written"]


def test_source_that_sleeps_is_given_up_after_its_time(talks, talk, output, killer):
    bad = talk("in/2.txt", "SLEEP")
    done = output.export(*talks, jobs=2, plugins=(killer,), max_seconds=2)
    (failed,) = [each for each in done if each.source == str(bad)]
    assert [found.code for found in failed.problems] == ["MG129"]
    assert len(output.listed()) == 5


def test_error_that_cannot_be_pickled_is_told(talks, talk, output, killer):
    bad = talk("in/2.txt", "ODD")
    done = output.export(*talks, jobs=2, plugins=(killer,))
    (failed,) = [each for each in done if each.source == str(bad)]
    assert [found.code for found in failed.problems] == ["MG911"]
    assert len(output.listed()) == 5


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
@pytest.mark.parametrize("jobs", [1, 2])
def test_results_that_cannot_be_told_are_those_of_one_source(mode, jobs, talks, output, plugged):
    file = plugged("""
        from dataclasses import replace
        from memograph.readers.transcript import TranscriptReader
        class Poison:
            def __reduce__(self):
                raise RuntimeError("poison")
        class Odd:
            name = "odd"
            def sniff(self, source):
                return 1.0
            def read(self, source):
                for record in TranscriptReader().read(source):
                    yield replace(record, reader=Poison()) if b"POISON" in source.data else record
        readers = {"odd": Odd()}
    """)
    bad = talks[2]
    bad.write_text(bad.read_text().replace("Yes", "POISON"))
    done = output.export(*talks, jobs=jobs, plugins=(str(file),), **mode)
    (failed,) = [each for each in done if each.source == str(bad)]
    assert failed.status == "unreadable"
    assert len(output.listed()) == 5


def test_second_export_into_a_folder_in_use_is_refused(talks, output):
    with pipeline.running(output.plan(*talks)), pytest.raises(WriteError) as told:
        output.export(*talks)
    assert told.value.problem.code == "MG519"
    assert {each.status for each in output.export(*talks)} == {"written"}


@pytest.mark.parametrize("damage", [b"", b"no database" * 99, None])
@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_manifest_that_is_damaged_is_made_anew_and_no_name_is_lost(
    damage, mode, talk, output, codes_of
):
    first, second = talk("a/memo.txt"), talk("b/memo.txt", "No.")
    output.export(first, **mode)
    (added,) = output.export(second, **mode)
    before = output.listed()
    path = output.path / ".memograph" / "manifest.sqlite"
    if damage is None:
        data = bytearray(path.read_bytes())
        data[5000:9000] = os.urandom(4000)
        damage = bytes(data)
    path.write_bytes(damage)
    done, problems, _ = output.run(second, first, **mode)
    assert codes_of(problems) == ["MG520"]
    assert {each.source: each.slug for each in done} == {
        str(first): "memo", str(second): added.slug,
    }  # fmt: skip
    assert sorted(output.listed()) == sorted(before)
    if mode:
        data = b"".join(path.read_bytes() for path in (output.path / "parts").iterdir())
        assert len(data.splitlines()) == len(set(data.splitlines()))


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_folder_without_manifest_and_report_keeps_its_documents(mode, talks, output):
    output.export(*talks, **mode)
    (output.path / ".memograph" / "manifest.sqlite").unlink()
    (output.path / "report.json").unlink()
    output.export(*talks[:2], **mode)
    assert len(output.listed()) == 6
    if mode:
        data = b"".join(path.read_bytes() for path in (output.path / "parts").iterdir())
        assert len(data.splitlines()) == len(set(data.splitlines()))


def export(*arguments, **options):
    line = [sys.executable, "-m", "memograph", "export", *map(str, arguments), *BASE]
    return subprocess.run(line, capture_output=True, text=True, check=False, **options)


def _little_room():
    import resource

    # What is written beyond fails as on a full disk.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.mark.usefixtures("talks")
def test_run_on_a_full_disk_ends_with_a_clear_error_and_is_gone_on_with(output, tmp_path):
    arguments = (tmp_path / "in", "-o", output.path, "--parts")
    full = export(*arguments, preexec_fn=_little_room)
    assert full.returncode == 1
    assert "MG501" in full.stderr
    assert "Traceback" not in full.stderr
    good = export(*arguments)
    assert good.returncode == 0, good.stderr
    assert len(output.listed()) == 6
    assert not [path for path in output.path.rglob("*") if path.name.endswith(".part")]


def test_output_that_is_removed_meanwhile_is_told(talks, output):
    import shutil

    with pipeline.running(output.plan(*talks, parts=True, formats=("nquads",))) as run:
        stream = run.results()
        shutil.rmtree(output.path)
        with pytest.raises(WriteError) as told, closing(stream):
            list(stream)
    assert told.value.problem.code == "MG501"
    assert {each.status for each in output.export(*talks)} == {"written"}


def test_clock_that_is_set_back_hides_no_change(talks, output):
    output.export(*talks)
    before = talks[1].stat()
    talks[1].write_text(talks[1].read_text().replace("Yes", "Nay"))
    os.utime(talks[1], ns=(before.st_atime_ns, before.st_mtime_ns))
    assert talks[1].stat().st_size == before.st_size
    os.utime(talks[2], (0, 0))
    os.utime(talks[3], (4e9, 4e9))
    done = output.export(*talks)
    assert [each.status for each in done] == ["unchanged", "written", *["unchanged"] * 4]


def test_run_that_is_interrupted_ends_soon_and_is_gone_on_with(output, talk, tmp_path):
    for number in range(300):
        talk(f"in/{number}.txt", f"Yes, {number}.")
    line = [sys.executable, "-m", "memograph", "export", tmp_path / "in", "-o", output.path, *BASE]
    running = subprocess.Popen([*line, "-j", "2"], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(output.path.glob("*.ttl")) and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "MG518" in told
    assert "Traceback" not in told
    listed = set(output.listed())
    assert 0 < len(listed) < 300
    done = output.export(tmp_path / "in", jobs=2)
    assert len(done) == 300
    assert {each.status for each in done} == {"written"}


def test_manifest_tells_the_same_after_equal_exports(talks, output):
    def rows(place):
        with closing(sqlite3.connect(place.path / ".memograph" / "manifest.sqlite")) as known:
            return list(known.iterdump())

    output.export(*talks)
    other = type(output)(output.path.with_name("other"))
    other.export(*talks[::-1], jobs=2)
    assert rows(output) == rows(other)


def test_thread_that_is_not_the_main_one_can_export(talks, output):
    done = []
    worker = threading.Thread(target=lambda: done.extend(output.export(*talks)))
    worker.start()
    worker.join()
    assert {each.status for each in done} == {"written"}
    assert json.loads(output.text("report.json"))["totals"]["documents"] == 6


def test_lock_of_a_run_that_was_killed_holds_nobody_up(talks, output):
    code = (
        "import sys, os; from memograph import pipeline; from memograph.settings import Settings\n"
        f"work = pipeline.plan({[str(t) for t in talks]!r}, to={str(output.path)!r})\n"
        "with pipeline.running(work) as run:\n    next(run.results()); os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert len(output.export(*talks)) == 6


def _tar(path: Path, mode: str, talks):
    with tarfile.open(path, mode, format=tarfile.USTAR_FORMAT) as packed:
        for talk in talks:
            packed.add(talk, talk.name)


def _zip(path: Path, talks):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for talk in talks:
            packed.write(talk, talk.name)


def test_tar_that_is_cut_short_gives_what_stands_before_the_cut(talks, output, tmp_path):
    path = tmp_path / "talks.tar"
    _tar(path, "w", talks)
    path.write_bytes(path.read_bytes()[:3100])
    done, problems, _ = output.run(path, prune=True)
    assert [each.status for each in done] == ["written"] * 3 + ["unreadable"]
    assert done[-1].problems[0].code == "MG185"
    assert "3 members" in done[-1].problems[0].message
    assert [found.code for found in problems] == ["MG506"]


def test_member_of_a_zip_that_is_damaged_is_told_and_the_others_are_exported(
    talks, output, tmp_path
):
    path = tmp_path / "talks.zip"
    _zip(path, talks)
    data = bytearray(path.read_bytes())
    at = data.index(b"2.txt") + 12
    data[at : at + 20] = bytes(20)
    path.write_bytes(data)
    done = output.export(path)
    assert [each.status for each in done].count("written") == 5
    (failed,) = [each for each in done if each.status == "unreadable"]
    assert failed.source == f"{path}!/2.txt"
    assert failed.problems[0].code == "MG185"


@pytest.mark.parametrize(
    "name", ["talks.tar.gz", "talks.tar.zst", "records.jsonl.gz", "records.jsonl.zst"]
)
def test_archive_of_which_the_packing_is_damaged_is_told(name, talks, output, tmp_path):
    path = tmp_path / name
    plain = tmp_path / "plain"
    if "tar" in name:
        _tar(plain, "w", talks)
    else:
        plain.write_text(
            "".join(f"{memograph.dumps(memograph.read(t), indent=None)}\n" for t in talks)
        )
    data = bytearray(files.packed(plain.read_bytes(), name))
    data[12:20] = bytes(8)
    path.write_bytes(data)
    done = output.export(path)
    assert {each.status for each in done} == {"unreadable"}
    assert {found.code for each in done for found in each.problems} == {"MG185"}


@pytest.mark.parametrize("compress", ["none", "gz", "zst"])
def test_part_that_is_damaged_is_told_and_made_again_once_it_is_removed(compress, talks, output):
    options = {**MODES["parts"], "compress": compress}
    output.export(*talks, **options)
    (part,) = (output.path / "parts").iterdir()
    good, size = files.read(part), part.stat().st_size
    part.write_bytes(part.read_bytes()[: size // 2])
    with closing(sqlite3.connect(output.path / ".memograph" / "manifest.sqlite")) as known, known:
        # As if it had been cut before the manifest took note of it.
        known.execute("UPDATE part SET size = ?", (size // 2,))
    talks[0].write_text(talks[0].read_text().replace("Yes", "No"))
    with pytest.raises(WriteError) as told:
        output.export(*talks, **options)
    assert told.value.problem.code == "MG523"
    part.unlink()
    assert {each.status for each in output.export(*talks, **options)} == {"written"}
    assert len(files.read(part).splitlines()) == len(good.splitlines())


@pytest.mark.parametrize("name", ["none.tar.gz", "empty.zip", "odd.tgz"])
def test_archive_that_is_none_is_told(name, output, tmp_path):
    path = tmp_path / name
    if not name.startswith("none"):
        path.write_bytes(b"" if name.startswith("empty") else b"no archive at all")
    (result,) = output.export(path)
    assert result.status == "unreadable"
    assert result.problems[0].code in ("MG103", "MG185")
