"""A server of SPARQL that answers as it is told, on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

JSON = "application/sparql-results+json"
ROWS = {
    "head": {"vars": ["a", "n"]},
    "results": {
        "bindings": [
            {"a": {"type": "uri", "value": "http://e/1"}, "n": {"type": "literal", "value": "x"}},
            {"a": {"type": "bnode", "value": "b0"}},
        ]
    },
}


@dataclass
class Heard:
    """What a server was told: path, headers, form."""

    path: str
    headers: dict[str, str]
    form: dict[str, list[str]]


@dataclass
class Server:
    """The address of a server, what it heard, and how it answers: a function of the handler."""

    url: str
    answer: Callable[[BaseHTTPRequestHandler], None]
    heard: list[Heard] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def says(self, body: bytes | dict, *, status: int = 200, kind: str = JSON, **headers: str):
        """Let it answer so to all that follows."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            told = {"Content-Type": kind, "Content-Length": str(len(data))}
            told |= {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in told.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)

        self.answer = answer


def serving() -> Iterator[Server]:
    server: Server

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(size).decode(), keep_blank_values=True)
            server.heard.append(Heard(self.path, dict(self.headers), form))
            server.answer(self)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that goes away is no matter

    with Quiet(("127.0.0.1", 0), Handler) as running:
        server = Server(f"http://127.0.0.1:{running.server_port}/sparql", lambda _: None)
        server.says(ROWS)
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.over.set()
        running.shutdown()
        thread.join()
