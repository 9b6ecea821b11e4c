"""Eclipse RDF4J Server in Jetty: one repository, a native store on disk."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

from . import java
from .pins import JETTY_JAR, RDF4J_VERSION, RDF4J_WAR
from .process import NotStarted, launched, stopped
from .server import Server

_NAME = "ds"
_REPOSITORY = f"""
@prefix repository: <http://www.openrdf.org/config/repository#> .
@prefix of-sail: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
@prefix native: <http://www.openrdf.org/config/sail/native#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

[] a repository:Repository ; repository:repositoryID "{_NAME}" ; rdfs:label "Talks" ;
   repository:repositoryImpl [ repository:repositoryType "openrdf:SailRepository" ;
      of-sail:sailImpl [ sail:sailType "openrdf:NativeStore" ;
                         native:tripleIndexes "spoc,posc,cspo" ] ] .
"""


def lacks() -> str:
    """Return why it cannot be started, or nothing."""
    return java.lacks(RDF4J_WAR, JETTY_JAR)


def version() -> str:
    """Return its version, such as 4.1.3."""
    return RDF4J_VERSION


def start(name: str, folder: Path) -> Server:
    """Return it running, with its repository made; raises NotStarted."""

    def command(ports: list[int]) -> list[str]:
        where = f"-Dorg.eclipse.rdf4j.appdata.basedir={folder / 'data'}"
        unpacked = f"-Djava.io.tmpdir={folder}"
        return [*java.run(where, unpacked), "-jar", str(JETTY_JAR),
                "--host", "127.0.0.1", "--port", str(ports[0]), str(RDF4J_WAR)]  # fmt: skip

    process, [port] = launched(command, lambda ports: f"{_url(ports[0])}/protocol", folder)
    repository = f"{_url(port)}/repositories/{_NAME}"
    try:
        if not _is_there(repository):
            _make(repository)
    except OSError as error:
        stopped(process)
        raise NotStarted(f"{name}: its repository cannot be made: {error}") from error
    return Server(
        name=name, url=_url(port), query_url=repository, update_url=f"{repository}/statements",
        graph_url=f"{repository}/rdf-graphs/service", folder=folder, process=process,
    )  # fmt: skip


def _is_there(repository: str) -> bool:
    try:
        with _open(f"{repository}/size"):
            return True
    except urllib.error.HTTPError as error:
        with error:
            return False


def _make(repository: str) -> None:
    asked = urllib.request.Request(  # noqa: S310 - an address of ours
        repository, _REPOSITORY.encode(), {"Content-Type": "text/turtle"}, method="PUT"
    )
    with _open(asked):
        pass


def _open(asked: str | urllib.request.Request):
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return direct.open(asked, timeout=60)


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"
