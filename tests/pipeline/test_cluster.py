"""A Dask cluster makes the bytes that one process makes, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest

from memograph import pipeline
from memograph.pipeline import cluster, parts
from memograph.problems import ConfigError, MissingExtra, RemoteError
from memograph.settings import Settings

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1", "::1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
PARTS = {"parts": True, "formats": ("nquads",)}
BASE = ("--base", "https://example.org/id/")
ENDING = """
import os, signal, time
from pathlib import Path
from memograph.readers.transcript import TranscriptReader

class Ending:
    name = "ending"
    def sniff(self, source):
        return 1.0
    def read(self, source):
        if b"KILL ITSELF" in source.data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"KILL THE WORKER" in source.data:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(5)
        if b"WAIT" in source.data:
            self.wait(Path(__file__).parent)
        yield from TranscriptReader().read(source)

    def wait(self, place):
        # It is read once for its name, and then to be made.
        if (place / "seen").exists():
            (place / f"reached-{os.getppid()}").touch()
            while not (place / "go").exists():
                time.sleep(0.05)
        (place / "seen").touch()

readers = {"ending": Ending()}
"""


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch):
    monkeypatch.setattr(parts, "SOURCES", 3)


@pytest.fixture
def ending(tmp_path):
    path = tmp_path / "ending.py"
    path.write_text(ENDING, encoding="utf-8")
    return path


@pytest.fixture
def talks(talk):
    return [talk(f"in/{number}.txt", f"Yes, {number}.") for number in range(14)]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """A scheduler with two workers, one of which has two threads, started elsewhere."""
    place = tmp_path_factory.mktemp("cluster")
    with begun("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard") as told:
        address = awaited(told, "Scheduler at:").split()[-1]
        line = ("--host", "127.0.0.1", "--local-directory", place, "--no-dashboard")
        with (
            begun("worker", address, *line, "--nthreads", "2") as one,
            begun("worker", address, *line, "--nthreads", "1", "--no-nanny") as other,
        ):
            awaited(one, "Registered to:")
            awaited(other, "Registered to:")
            yield address


@contextmanager
def begun(what, *arguments):
    """Start a part of Dask; it is ended by its own number."""
    line = [sys.executable, "-m", "distributed.cli.dask_" + what, *map(str, arguments)]
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    lines = []
    reading = threading.Thread(target=_read, args=(running.stderr, lines), daemon=True)
    reading.start()
    try:
        yield lines
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        reading.join(5)
        running.stderr.close()


def _read(stream, lines):
    lines.extend(iter(stream.readline, ""))


def awaited(lines, words):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for line in list(lines):
            if words in line:
                return line
        time.sleep(0.05)
    raise TimeoutError("".join(lines))


def contents(place):
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and not path.name.endswith(".part")
    }


def other(output, name):
    return type(output)(output.path.with_name(name))


def test_cluster_makes_the_same_bytes_however_many_workers_it_has(talks, output, scheduler):
    alone = [each.source for each in output.export(*talks, **PARTS)]
    expected = contents(output.path)
    for number, options in enumerate([{"cluster": scheduler}, {"cluster": "local", "jobs": 2}]):
        shared = other(output, f"shared-{number}")
        done = shared.export(*talks, **options, **PARTS)
        assert [each.source for each in done] == alone
        assert contents(shared.path) == expected


def test_second_export_on_a_cluster_makes_what_has_changed(talks, talk, output, scheduler):
    output.export(*talks, **PARTS)
    talk("in/5.txt", "No.")
    done = output.export(*talks, **PARTS, cluster=scheduler)
    assert [each.source for each in done if each.status == "written"] == [str(talks[5])]
    fresh = other(output, "fresh")
    fresh.export(*talks, **PARTS)
    assert contents(fresh.path)["parts/0002.nq"] == contents(output.path)["parts/0002.nq"]


def test_source_that_ends_its_process_is_told_and_the_others_are_exported(
    talks, talk, output, scheduler, ending
):
    bad = talk("in/4.txt", "KILL ITSELF")
    done = output.export(*talks, **PARTS, cluster=scheduler, plugins=(str(ending),))
    (failed,) = [each for each in done if each.status != "written"]
    assert (failed.source, failed.status) == (str(bad), "unreadable")
    assert [found.code for found in failed.problems] == ["MG186"]
    assert "want of memory" in failed.problems[0].message
    assert len(output.listed()) == 13


def test_source_at_which_workers_die_is_told_and_the_others_are_exported(
    talks, talk, output, ending
):
    bad = talk("in/4.txt", "KILL THE WORKER")
    done = output.export(*talks, **PARTS, cluster="local", jobs=2, plugins=(str(ending),))
    (failed,) = [each for each in done if each.status != "written"]
    assert (failed.source, failed.status) == (str(bad), "unreadable")
    assert [found.code for found in failed.problems] == ["MG186"]
    assert "2 workers of the cluster died" in failed.problems[0].message
    assert len(output.listed()) == 13


def test_worker_that_is_killed_loses_nothing(talks, talk, output, ending):
    talk("in/4.txt", "WAIT")
    output.export(*talks, **PARTS)
    expected = {**contents(output.path / "parts")}
    shared = other(output, "shared")

    def kill():
        deadline = time.monotonic() + 60
        while not (met := list(ending.parent.glob("reached-*"))) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(int(met[0].name.partition("-")[2]), signal.SIGKILL)
        ending.with_name("go").touch()

    killing = threading.Thread(target=kill)
    killing.start()
    done = shared.export(*talks, **PARTS, cluster="local", jobs=2, plugins=(str(ending),))
    killing.join()
    assert {each.status for each in done} == {"written"}
    found = contents(shared.path / "parts")
    assert list(found) == list(expected)
    assert len(shared.listed()) == 14


def test_run_whose_coordinator_was_killed_is_gone_on_with(talks, talk, output, scheduler, ending):
    talk("in/9.txt", "WAIT")
    whole = other(output, "whole")
    ending.with_name("go").touch()
    whole.export(*talks, **PARTS, plugins=(str(ending),))
    ending.with_name("go").unlink()
    ending.with_name("seen").unlink()
    options = json.dumps([str(each) for each in talks])
    code = (
        "import json, sys; from memograph import pipeline; from memograph.pipeline import parts\n"
        "from memograph.settings import Settings\n"
        "if __name__ == '__main__':\n"
        "    parts.SOURCES = 3\n"
        f"    settings = Settings(parts=True, formats=('nquads',), cluster={scheduler!r},"
        f" base='https://example.org/id/', plugins=({str(ending)!r},))\n"
        f"    work = pipeline.plan({options}, to={str(output.path)!r}, settings=settings)\n"
        "    print(len(list(pipeline.carry_out(work))))\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not (output.path / "parts" / "0001.nq").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    running.kill()
    running.wait()
    ending.with_name("go").touch()
    assert (output.path / "parts" / "0001.nq").exists()
    assert not (output.path / "report.json").exists()
    output.export(*talks, **PARTS, plugins=(str(ending),), cluster=scheduler)
    assert contents(output.path / "parts") == contents(whole.path / "parts")
    assert output.text("dataset.ttl") == whole.text("dataset.ttl")


def test_run_that_is_ended_early_is_gone_on_with(talks, output, scheduler):
    stream = pipeline.carry_out(output.plan(*talks, **PARTS, cluster=scheduler))
    next(stream)
    stream.close()
    assert 0 < len(output.listed()) < 14
    output.export(*talks, **PARTS)
    assert len(output.listed()) == 14


def test_scheduler_that_cannot_be_reached_is_told(talks, output, monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS", 1)
    with pytest.raises(RemoteError) as told:
        output.export(*talks, **PARTS, cluster="tcp://127.0.0.1:9")
    assert told.value.problem.code == "MG524"
    assert not (output.path / "report.json").exists()


def test_unreachable_scheduler_ends_the_command_with_the_code_of_servers(
    run_memograph, transcript, tmp_path, monkeypatch
):
    monkeypatch.setattr(cluster, "_SECONDS", 1)
    line = ("export", transcript, "-o", tmp_path / "out", "--parts", "--cluster")
    result = run_memograph(*line, "tcp://127.0.0.1:9")
    assert result.exit_code == 4
    assert "MG524" in result.stderr


def test_cluster_of_other_versions_is_refused(talks, output, scheduler, monkeypatch):
    told = cluster._versions
    calls = iter(range(9))
    monkeypatch.setattr(
        cluster,
        "_versions",
        lambda found: {**told(found), "python": "2.7" if next(calls) else "3.11"},
    )
    with pytest.raises(RemoteError) as error:
        output.export(*talks, **PARTS, cluster=scheduler)
    assert error.value.problem.code == "MG525"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"program": "another"}, "MG525"),
        ({"folder": "/not/there"}, "MG526"),
        ({"sign": "/not/there"}, "MG526"),
    ],
)
def test_worker_that_differs_is_refused(changes, code, tmp_path, monkeypatch, output):
    from memograph.pipeline import at_worker
    from memograph.pipeline.chunk import Chunk
    from memograph.pipeline.fingerprint import program

    monkeypatch.chdir(tmp_path)
    good = {"name": "", "program": program(), "folder": str(tmp_path), "sign": ""}
    chunk = Chunk(number=1, items=(), target=output.plan().target)
    work = lambda chunk: b"done"  # noqa: E731, ARG005 - it is work
    assert at_worker._as_there(at_worker.Terms(**good), work, chunk) == b"done"
    with pytest.raises(RemoteError) as told:
        at_worker._as_there(at_worker.Terms(**{**good, **changes}), work, chunk)
    assert told.value.problem.code == code


def test_worker_that_does_not_see_the_folder_is_refused(talks, output, scheduler, monkeypatch):
    @contextmanager
    def elsewhere(_target):
        yield str(output.path / "not-there")

    monkeypatch.setattr(cluster, "_signed", elsewhere)
    with pytest.raises(RemoteError) as error:
        output.export(*talks, **PARTS, cluster=scheduler)
    assert error.value.problem.code == "MG526"


def test_cluster_needs_parts(output, talks):
    with pytest.raises(ConfigError) as error:
        output.export(*talks, cluster="local")
    assert error.value.problem.code == "MG904"


@pytest.mark.parametrize(
    "value", ["nowhere", "https://example.org/", "tcp://", "", "tcp://[", "tcp://a:b"]
)
def test_cluster_that_is_no_address_is_refused(value, output, talks):
    with pytest.raises(ConfigError) as error:
        output.export(*talks, **PARTS, cluster=value)
    assert error.value.problem.code == "MG904"


def test_missing_dask_is_told(output, talks, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra) as error:
        output.export(*talks, **PARTS, cluster="local")
    assert error.value.problem.code == "MG527"
    assert "memograph[cluster]" in error.value.problem.hint


def test_export_without_a_cluster_never_imports_dask(talks, tmp_path):
    code = (
        "import sys; from memograph.cli import main\n"
        "try:\n"
        f"    main(['export', {str(talks[0])!r}, '-o', {str(tmp_path / 'out')!r}, '--parts'])\n"
        "finally:\n"
        "    names = ('dask', 'distributed', 'fsspec', 's3fs')\n"
        "    print([n for n in names if n in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_is_shared_where_sources_and_output_are_in_a_store(bucket, talk, output, tmp_path):
    name, files = bucket
    for number in range(3):
        path = talk(f"in/{number}.txt", f"Yes, {number}.")
        files.put_file(str(path), f"{name}/in/{number}.txt")
    output.export(path.parent, **PARTS)
    place = type(output)(f"s3://{name}/out")
    state = str(tmp_path / "state")
    done = place.export(f"s3://{name}/in", cluster="local", jobs=1, state=state, **PARTS)
    assert [each.status for each in done] == ["written"] * 3
    assert (
        files.cat_file(f"{name}/out/parts/0001.nq")
        == (output.path / "parts" / "0001.nq").read_bytes()
    )


def test_worker_without_the_folder_of_the_command_does_what_is_in_stores_alone(tmp_path):
    from memograph.pipeline.at_worker import _needs_folder
    from memograph.pipeline.chunk import Chunk, Item
    from memograph.pipeline.document import Target
    from memograph.pipeline.sources import Found

    def chunk(source, store, **changes):
        target = Target(place=tmp_path, settings=Settings(**PARTS, **changes), store=store)
        item = Item(source=1, found=Found(name=source))
        return Chunk(number=1, items=(item, replace(item, found=None)), target=target)

    assert not _needs_folder(chunk("s3://in/a.txt", "s3://out"))
    assert _needs_folder(chunk("a.txt", "s3://out"))
    assert _needs_folder(chunk("s3://in/a.txt", ""))
    assert _needs_folder(chunk("s3://in/a.txt", "s3://out", plugins=("reader.py",)))
