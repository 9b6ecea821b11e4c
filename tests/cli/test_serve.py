"""`memograph serve`: a service that is started, asked over the wire, and stopped."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

PEOPLE = """id,name,kind,begun,ended
https://example.net/p/1,"Prifti, Ana",person,1911,1990
https://example.net/l/1,Lusaka,place,,
"""


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


# A shell that runs in the background lets its children pass Ctrl-C by; so they are told to heed it.
HEEDING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from memograph.cli import main
main()
"""


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_authority_is_served_until_it_is_interrupted(people):
    command = [sys.executable, "-c", HEEDING, "serve", "--reconcile", people, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = server.stderr.readline()
            assert said.startswith("2 entities; Ctrl-C stops.")
            address = re.search(r"http://127\.0\.0\.1:\d+/0\.2", said)[0]
            with urlopen(address) as answer:  # noqa: S310 - it is on this machine
                assert json.load(answer)["view"]["url"] == f"{address}/view?id={{{{id}}}}"
            form = urlencode({"queries": json.dumps({"q0": {"query": "Ana Prifti"}})}).encode()
            with urlopen(address, data=form) as answer:  # noqa: S310 - it is on this machine
                (found,) = json.load(answer)["q0"]["result"]
            assert (found["id"], found["match"]) == ("https://example.net/p/1", True)
        finally:
            server.send_signal(signal.SIGINT)
            try:
                rest = server.communicate(timeout=30)[1]
            except subprocess.TimeoutExpired:
                server.kill()
                raise
    assert server.returncode == 0, rest
    assert "Traceback" not in rest


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_port_that_is_taken_is_told(people, run_memograph):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run_memograph("serve", "--reconcile", people, "--port", taken.getsockname()[1])
    assert done.exit_code == 2
    assert "MG213" in done.stderr


def test_an_authority_without_anybody_is_told(tmp_path, run_memograph):
    path = tmp_path / "nobody.csv"
    path.write_text("id,name\n,Ana\n", encoding="utf-8")
    done = run_memograph("serve", "--reconcile", path)
    assert done.exit_code == 3
    assert "MG212" in done.stderr
    assert "MG214" in done.stderr


def test_what_can_be_served_today_is_told(run_memograph):
    done = run_memograph("serve")
    assert done.exit_code == 2
    assert "--reconcile AUTHORITY" in done.stderr


def test_without_its_extra_it_says_what_to_install(people, run_memograph, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("memograph.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "waitress", None)
    done = run_memograph("serve", "--reconcile", people)
    assert done.exit_code == 1
    assert "MG527" in done.stderr
    assert "memograph[web]" in done.stderr
