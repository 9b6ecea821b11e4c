"""Stores are started, asked, killed and stopped by us, and nothing of them is left."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import servers
from asking import NTRIPLES, Asking
from needed import needed

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LASTING = [name for name in servers.NAMES if name != "fuseki-memory"]
LINE = b'<https://example.org/a> <https://example.org/says> "a" .\n'
PATIENCE = 60


def started(name, folder):
    return servers.running(needed(name), folder)


@pytest.mark.parametrize("name", LASTING)
def test_store_that_was_killed_starts_again_with_its_data_at_its_address(name, tmp_path, graph):
    with started(name, tmp_path / "store") as server:
        with Asking(server) as ask:
            ask.put(graph, LINE, NTRIPLES)
        servers.killed(server.process)
        again = servers.restarted(server)
        try:
            with Asking(again) as ask:
                assert ask.count(graph) == 1
            assert (again.url, again.graph_url) == (server.url, server.graph_url)
        finally:
            servers.stopped(again.process)
        assert again.process.poll() is not None
        assert (server.folder / "server.log").is_file()


def test_store_whose_tests_fail_is_stopped(tmp_path):
    with pytest.raises(ZeroDivisionError), started("oxigraph", tmp_path / "store") as server:
        raise ZeroDivisionError
    assert server.process.poll() is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the processes of the killed")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_store_ends_when_its_run_is_broken_off(end, tmp_path):
    code = f"""
        import signal, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(servers.__file__).parents[1])!r})
        import servers
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with servers.running("oxigraph", Path({str(tmp_path / "store")!r})) as server:
            print(server.process.pid, flush=True)
            sys.stdin.read()
    """
    run = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with run:
        store = os.pidfd_open(int(run.stdout.readline()))
        try:
            run.send_signal(end)
            run.wait(PATIENCE)
            assert signalled_end(store)
        finally:
            os.close(store)


def signalled_end(process):
    """Wait until a process that is no child of ours has ended."""
    import select

    return bool(select.select([process], [], [], PATIENCE)[0])


def test_store_that_lacks_something_is_not_started(tmp_path, monkeypatch):
    monkeypatch.setitem(servers._LACKS, "fuseki", lambda: "there is no Java")
    assert servers.available()["fuseki"] == "there is no Java"
    with pytest.raises(servers.NotStarted, match="fuseki: there is no Java"):
        servers.started("fuseki", tmp_path)


def test_store_that_ends_at_once_is_told_with_its_log(tmp_path, monkeypatch):
    monkeypatch.setattr(servers.oxigraph, "_program", lambda: sys.executable)
    with pytest.raises(servers.NotStarted, match=r"ended with 2; .*can't open file"):
        servers.started("oxigraph", tmp_path)


def test_password_is_not_shown():
    server = servers.Server(
        name="a", url="", query_url="", update_url="", graph_url="", folder=Path(),
        user="loader", password="hidden",  # noqa: S106 - it opens nothing
        process=subprocess.Popen(["true"]),
    )  # fmt: skip
    servers.stopped(server.process)
    assert "loader" in repr(server)
    assert "hidden" not in repr(server)


def test_stores_to_try_things_on_say_where_they_are_and_are_stopped(root):
    run = subprocess.Popen(
        [sys.executable, "-m", "servers", "oxigraph", "fuseki-basic"],
        cwd=root / "tests" / "stores",
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    with run:
        told = list(itertools.takewhile(lambda line: "Ctrl-C" not in line, run.stdout))
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE) == 0
    said = "".join(told)
    for name in ("oxigraph", "fuseki-basic"):
        assert servers.available()[name] or f"\n{name}\n  query   http://127.0.0.1:" in f"\n{said}"
    folders = [Path(line.split()[1]) for line in told if line.startswith("  data")]
    assert folders
    assert [folder for folder in folders if folder.exists()] == []


def test_store_that_is_unknown_is_told(root):
    line = [sys.executable, "-m", "servers", "oxygraph"]
    done = subprocess.run(
        line, cwd=root / "tests" / "stores", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout.startswith("no such store: oxygraph; there is oxigraph, ")
