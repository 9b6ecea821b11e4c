"""Processes of stores: started, asked until they answer, ended by their own ids."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

PATIENCE = 120.0
"""Seconds until a store must answer; a Java machine among other work is slow to start."""
_TRIES = 3
"""A free port may be taken by another between our look and the store's start."""
_PAUSE = 0.05


class NotStarted(Exception):
    """A store that cannot be started; says why, and what its log ends with."""


def free_ports(count: int) -> list[int]:
    """Return ports of 127.0.0.1 that nobody listens at, all different."""
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in held]
    finally:
        for each in held:
            each.close()


def launched(
    command: Callable[[list[int]], Sequence[str]],
    answers: Callable[[list[int]], str],
    folder: Path,
    *,
    ports: int = 1,
) -> tuple[subprocess.Popen[bytes], list[int]]:
    """Return a process that answers at a URL, and its ports; its log is server.log of the folder.

    `command` and `answers` are told the ports; those of an earlier start in the folder are tried
    first. Raises NotStarted if the process ends, or never answers.
    """
    known = folder / "ports"
    for attempt in range(1, _TRIES + 1):
        earlier = known.read_text(encoding="ascii").split() if known.exists() else []
        chosen = [int(port) for port in earlier] if attempt == 1 and earlier else free_ports(ports)
        process = _spawned(command(chosen), folder)
        try:
            _await(process, answers(chosen), folder)
        except BaseException as error:
            ended = process.poll() is not None
            killed(process)
            if attempt == _TRIES or not (ended and isinstance(error, NotStarted)):
                raise
        else:
            known.write_text(" ".join(map(str, chosen)), encoding="ascii")
            return process, chosen
    raise AssertionError


def _spawned(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    # The kernel ends the store when the thread that started it ends, be it by kill -9; Ctrl-C
    # reaches us alone, and we stop the store.
    orphaned = [tool, "--pdeathsig", "KILL"] if (tool := shutil.which("setpriv")) else []
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen(
            [*orphaned, *command], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            cwd=folder, process_group=0,
        )  # fmt: skip


def _await(process: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not answered(url):
        if process.poll() is not None or time.monotonic() > until:
            code = process.poll()
            what = "does not answer" if code is None else f"ended with {code}"
            raise NotStarted(f"{process.args[-1]} {what}; {log_end(folder)}")
        time.sleep(_PAUSE)


def answered(url: str) -> bool:
    """Tell whether a server says something at a URL, be it an error of ours."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=10):
            return True
    except urllib.error.HTTPError as error:
        with error:
            return error.code < 500  # a server that begins says 503
    except OSError:
        return False


def log_end(folder: Path) -> str:
    """Return the last lines of a store's log."""
    lines = (folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
    return " / ".join(lines[-5:])


def stopped(process: subprocess.Popen[bytes], patience: float = 20) -> None:
    """End a process: ask it, and kill it after some seconds. One that has ended stays so."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        killed(process)


def killed(process: subprocess.Popen[bytes]) -> None:
    """End a process at once, as `kill -9` does."""
    process.kill()
    process.wait()
