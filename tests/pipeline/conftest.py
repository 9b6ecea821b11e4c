"""Small talks to export, and the export of them."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
import textwrap
import threading
import uuid
from pathlib import Path

import pytest

from memograph import pipeline
from memograph.settings import Settings

BASE = "https://example.org/id/"


@pytest.fixture
def talk(tmp_path):
    """Write a talk to a path below the folder of the test and return the path."""

    def write(name: str, words: str = "Yes.") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "Title: Talk\nDate: 3 May 1961\n\nAna Prifti: Well?\n"
        path.write_text(f"{head}John Banda: {words}\n", encoding="utf-8")
        return path

    return write


class Output:
    """A folder that is exported to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def plan(self, *paths, prune=False, dry_run=False, again=False, base=BASE, **changes):
        settings = Settings(base=base, **changes)
        return pipeline.plan(
            paths, to=self.path, settings=settings, prune=prune, dry_run=dry_run, again=again
        )

    def run(self, *paths, **options):
        """Export and return the results, what was told of the run, and what was removed."""
        with pipeline.running(self.plan(*paths, **options)) as run:
            results = list(run.results())
        return results, run.problems, run.removed

    def export(self, *paths, **options):
        return list(pipeline.carry_out(self.plan(*paths, **options)))

    def names(self):
        return {path.name for path in self.path.iterdir() if path.is_file()}

    def text(self, name):
        return (self.path / name).read_text(encoding="utf-8")

    def report(self):
        return json.loads(self.text("report.json"))

    def listed(self):
        """Return the documents that dataset.ttl lists, by their files."""
        from memograph.mappers.entries import entries_of

        entries = entries_of(pipeline.stages.load_quads(self.path / "dataset.ttl"))
        return {entry.document: entry.files for entry in entries}


@pytest.fixture
def output(tmp_path):
    return Output(tmp_path / "out")


@pytest.fixture
def plugged(tmp_path):
    """Write a file of plug-ins, each under a name of its own, and return its path."""
    numbers = itertools.count()

    def write(code: str) -> Path:
        path = tmp_path / f"plugged_{next(numbers)}.py"
        path.write_text(textwrap.dedent(code), encoding="utf-8")
        return path

    return write


def codes(problems):
    return [found.code for found in problems]


@pytest.fixture
def codes_of():
    return codes


@pytest.fixture(scope="session")
def server():
    """The address of an object store; it is ended by its own number."""
    line = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    reading = None
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        found = None
        while found is None:
            told = running.stderr.readline()
            assert told, "the server ended"
            found = re.search(r"http://127\.0\.0\.1:\d+", told)
        # Nobody may wait for the server to tell more.
        reading = threading.Thread(target=running.stderr.read, daemon=True)
        reading.start()
        yield found[0]
    finally:
        running.terminate()
        running.wait(20)
        if reading is not None:
            reading.join(20)
        running.stderr.close()


@pytest.fixture
def bucket(server, monkeypatch):
    """A bucket of its own for a test; returns its name and what writes into it."""
    import s3fs

    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(use_listings_cache=False)
    name = f"talks-{uuid.uuid4().hex}"
    store.mkdir(name)
    yield name, store
    s3fs.S3FileSystem.clear_instance_cache()
