"""Answers that do not end, or are too large, are no answers."""

from __future__ import annotations

import sys
import time
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from memograph.http import Kept, bodies

sys.path.insert(0, str(Path(__file__).parents[1] / "stores"))

from serving import serving

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


class Dripping(BaseHTTPRequestHandler):
    """Sends a blank now and then, for as long as anybody listens."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        with suppress(OSError):
            for _ in range(200):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)


class Large(BaseHTTPRequestHandler):
    """Sends more than anybody wants."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b'["' + b"a" * 10_000)


def heard(handler, tmp_path, **options):
    with serving(handler) as url:
        kept = Kept(tmp_path / "k.sqlite", judge=lambda _: "good", pauses=(), **options)
        with closing(kept):
            return kept.get(f"{url}/x")


def test_server_that_drips_is_given_up(tmp_path):
    begun = time.monotonic()
    found = heard(Dripping, tmp_path, seconds=0.4)
    assert (found.state, found.reason) == ("failed", "the time is over")
    assert time.monotonic() - begun < 5


def test_answer_that_is_too_large_is_none(tmp_path, monkeypatch):
    small = bodies.reading(seconds=60, most=100_000)
    monkeypatch.setattr("memograph.http.kept.reading", lambda **_: small)
    found = heard(Large, tmp_path)
    assert (found.state, found.reason) == ("failed", "its answer is larger than 100000 bytes")
