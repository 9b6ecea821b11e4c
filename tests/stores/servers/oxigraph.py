"""Oxigraph's server, a program in the wheel `oxigraph`."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

from .process import launched
from .server import Server


def _program() -> str | None:
    return shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")


def lacks() -> str:
    """Return why it cannot be started, or nothing."""
    return "" if _program() else "the program oxigraph (wheel oxigraph) is not installed"


def version() -> str:
    """Return its version, such as 0.5.13."""
    done = subprocess.run([_program(), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def start(name: str, folder: Path) -> Server:
    """Return it running; raises NotStarted."""
    program = str(_program())

    def command(ports: list[int]) -> list[str]:
        return [program, "serve", "--location", str(folder / "data"),
                "--bind", f"127.0.0.1:{ports[0]}"]  # fmt: skip

    process, [port] = launched(command, lambda ports: f"{_url(ports[0])}/query", folder)
    return Server(
        name=name, url=_url(port), query_url=f"{_url(port)}/query", folder=folder, process=process,
        update_url=f"{_url(port)}/update", graph_url=f"{_url(port)}/store",
    )  # fmt: skip


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"
