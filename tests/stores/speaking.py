"""A server of SPARQL that answers as it is told, on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

from serving import serving

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


class Handler(BaseHTTPRequestHandler):
    """Hears a form, and answers as it is told."""

    told: Server

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        form = parse_qs(self.rfile.read(size).decode(), keep_blank_values=True)
        self.told.heard.append(Heard(self.path, dict(self.headers), form))
        self.told.answer(self)


def speaking() -> Iterator[Server]:
    """Give a server that says two rows before it is told something else."""
    told = Server("", lambda _: None)
    told.says(ROWS)
    with serving(Handler, told=told) as url:
        told.url = f"{url}/sparql"
        yield told
        told.over.set()
