"""Apache Jena Fuseki, one jar: TDB2 on disk, in memory, and behind a password."""

from __future__ import annotations

from pathlib import Path

from . import java
from .pins import FUSEKI_JAR, FUSEKI_VERSION
from .process import launched
from .server import Server

USER, PASSWORD = "loader", "secret"  # of a server that only we reach
_MAIN = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"


def lacks() -> str:
    """Return why it cannot be started, or nothing."""
    return java.lacks(FUSEKI_JAR)


def version() -> str:
    """Return its version, such as 5.6.0."""
    return FUSEKI_VERSION


def on_disk(name: str, folder: Path) -> Server:
    """Return it running with TDB2 in the folder; raises NotStarted."""
    (folder / "data").mkdir(exist_ok=True)
    return _started(name, folder, "--tdb2", "--loc", str(folder / "data"))


def in_memory(name: str, folder: Path) -> Server:
    """Return it running with nothing on disk; raises NotStarted."""
    return _started(name, folder, "--mem")


def with_password(name: str, folder: Path) -> Server:
    """Return it running with TDB2 in the folder and basic authentication; raises NotStarted."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "passwords").write_text(f"{USER}: {PASSWORD}\n", encoding="ascii")
    options = ("--passwd", str(folder / "passwords"), "--auth", "basic")
    return _started(name, folder, *options, "--tdb2", "--loc", str(folder / "data"))


def _started(name: str, folder: Path, *options: str) -> Server:
    def command(ports: list[int]) -> list[str]:
        return [*java.run("-cp", str(FUSEKI_JAR)), _MAIN, "--localhost", "--ping",
                "--port", str(ports[0]), "--update", *options, "/ds"]  # fmt: skip

    process, [port] = launched(command, lambda ports: f"{_url(ports[0])}/$/ping", folder)
    login = {"user": USER, "password": PASSWORD, "auth": "basic"} if "--auth" in options else {}
    return Server(
        name=name, url=_url(port), query_url=f"{_url(port)}/ds/query", folder=folder,
        update_url=f"{_url(port)}/ds/update", graph_url=f"{_url(port)}/ds/data", process=process,
        **login,
    )  # fmt: skip


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"
