"""Serving: an authority put on an address of this machine, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from memograph.linkers.authority import Authority
from memograph.problems import (
    ConfigError,
    MissingExtra,
    UnreadableSource,
    Where,
    problem,
    reason_of,
)

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

HOST: Final = "127.0.0.1"
_THREADS: Final = 4


def service(authority: Authority, *, port: int) -> BaseWSGIServer:
    """Return a server that has taken its port (0 for any that is free); `run` makes it answer.

    Raises MissingExtra (MG527) without Flask and waitress, UnreadableSource (MG214) if the
    authority holds nobody, ConfigError (MG213) if the port cannot be taken.
    """
    try:
        from waitress import create_server

        from memograph.web.known import Known
        from memograph.web.reconciliation import application
    except ImportError as error:
        found = problem("MG527", what="memograph serve", extra="web")
        raise MissingExtra(found) from error
    if not len(authority):
        raise UnreadableSource(problem("MG214", Where(source=authority.name)))
    app = application(Known(authority))
    try:
        # waitress leaves a socket open that it could not bind.
        listening = socket.create_server((HOST, port))
    except OSError as error:
        found = problem("MG213", address=f"{HOST}:{port}", reason=reason_of(error))
        raise ConfigError(found) from error
    return create_server(app, sockets=[listening], threads=_THREADS, ident="memograph")


def serve(authority: Authority, *, port: int, told: Callable[[str], None]) -> None:
    """Serve an authority until Ctrl-C; `told` is called with the address once it answers."""
    server = service(authority, port=port)
    try:
        told(f"http://{HOST}:{server.effective_port}")
        server.run()
    finally:
        server.close()
