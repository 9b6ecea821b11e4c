"""Real triplestores for the tests: started by us on 127.0.0.1, and stopped by their process ids.

`python -m servers` (with this folder's parent on the path) starts all that this machine has, and
`python -m servers.setup` fetches what it lacks.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import fuseki, oxigraph, rdf4j, virtuoso
from .process import NotStarted, killed, stopped
from .server import Server, Start

__all__ = [
    "NAMES",
    "NotStarted",
    "Server",
    "available",
    "killed",
    "restarted",
    "running",
    "started",
    "stopped",
    "version",
]

_STARTS: dict[str, Start] = {
    "oxigraph": oxigraph.start,
    "fuseki": fuseki.on_disk,
    "fuseki-memory": fuseki.in_memory,
    "fuseki-basic": fuseki.with_password,
    "rdf4j": rdf4j.start,
    "virtuoso": virtuoso.start,
}
_LACKS = {
    "oxigraph": oxigraph.lacks,
    "fuseki": fuseki.lacks,
    "fuseki-memory": fuseki.lacks,
    "fuseki-basic": fuseki.lacks,
    "rdf4j": rdf4j.lacks,
    "virtuoso": virtuoso.lacks,
}
_VERSIONS = {
    "oxigraph": oxigraph.version,
    "fuseki": fuseki.version,
    "rdf4j": rdf4j.version,
    "virtuoso": virtuoso.version,
}
NAMES = tuple(_STARTS)


def available() -> dict[str, str]:
    """Return why each store cannot be started here, by its name; an empty reason means it can.

    >>> list(available())
    ['oxigraph', 'fuseki', 'fuseki-memory', 'fuseki-basic', 'rdf4j', 'virtuoso']
    """
    return {name: lacks() for name, lacks in _LACKS.items()}


def version(name: str) -> str:
    """Return the version that a store says of itself; it need not run."""
    return _VERSIONS[name.partition("-")[0]]()


def started(name: str, folder: Path) -> Server:
    """Return a store that answers, with its data and logs in a folder (which is made).

    Raises NotStarted, with the end of the log, if it lacks something, ends or does not answer.
    """
    if reason := _LACKS[name]():
        raise NotStarted(f"{name}: {reason}")
    folder.mkdir(parents=True, exist_ok=True)
    return _STARTS[name](name, folder)


def restarted(server: Server) -> Server:
    """Return the store started anew on its data, at its address if that is free; it is stopped."""
    stopped(server.process)
    return started(server.name, server.folder)


@contextmanager
def running(name: str, folder: Path) -> Generator[Server]:
    """Run a store for a while; whatever became of it meanwhile, it is stopped at the end."""
    server = started(name, folder)
    try:
        yield server
    finally:
        stopped(server.process)


@contextmanager
def borrowed_folder(name: str) -> Iterator[Path]:
    """Make a folder for a store, and remove it with its data at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
