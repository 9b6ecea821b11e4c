"""A proxy between memograph and a store that lets things go wrong, each time as it is told."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from serving import serving


@dataclass
class Call:
    """A call that came through."""

    number: int
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def writes(self) -> bool:
        return self.method != "POST" or "sparql-update" in self.headers.get("Content-Type", "")


@dataclass
class Proxy:
    """A running proxy: its address, what came through, and who says what goes wrong with a call.

    `fault` returns None, or one of: `cut` (the store sees half of the body), `lost` (the store has
    done it, but nobody hears), `429`, `503`, `500` (said in place of asking the store), `500 after`
    (said after the store has done it), `html`, `latin`, `redirect`, `401`, `403`, `truncated`,
    `count` (numbers in the answer are wrong).
    """

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    struck: int = 0
    """How often something went wrong."""
    fault: Callable[[Call], str | None] = lambda _call: None
    where: float = 0.5
    """Behind which part of the body `cut` breaks off, if that is lines behind a whole one."""


class Handler(BaseHTTPRequestHandler):
    """Passes calls on, or not."""

    protocol_version = "HTTP/1.1"
    told: Proxy
    store: tuple[str, int]
    lock: threading.Lock

    def handle_one_request(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle_one_request()

    def passed(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.lock:
            number = len(self.told.calls)
            call = Call(number, self.command, self.path, dict(self.headers), body)
            self.told.calls.append(call)
        fault = self.told.fault(call)
        self.told.struck += fault is not None
        if fault in SAID:
            self.say(*SAID[fault])
        elif fault == "cut":
            send_part(*self.store, call, self.told.where)
            self.hang_up()
        else:
            answer = forward(*self.store, call)
            if fault == "lost":
                self.hang_up()
            elif fault == "slow":
                time.sleep(SLOW)
                self.say(*answer)
            else:
                self.say(*spoilt(fault, *answer))

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = passed  # noqa: N815 - http.server's names

    def say(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def hang_up(self) -> None:
        """Break the connection, so that it cannot be taken for an ending."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


def spoilt(
    fault: str | None, status: int, headers: dict[str, str], data: bytes
) -> tuple[int, dict[str, str], bytes]:
    """Return an answer with what goes wrong with it."""
    if fault == "500 after":
        return 500, {}, b"it is done, but something is wrong"
    if fault == "count":
        return status, headers, re.sub(rb'("value"\s*:\s*")(\d)', rb"\g<1>1\2", data)
    return status, headers, data[: len(data) // 2] if fault == "truncated" else data


@contextmanager
def proxy(target: str, tls: ssl.SSLContext | None = None) -> Iterator[Proxy]:
    """Give a proxy before the server at an address, with TLS between it and its callers or not."""
    parts = urlsplit(target)
    told = Proxy()
    store = (parts.hostname, parts.port)
    with serving(Handler, tls, told=told, store=store, lock=threading.Lock()) as url:
        told.url = f"{url}{parts.path}"
        yield told


SLOW = 2.5
"""Seconds that a slow answer takes."""
SAID = {
    "429": (429, {"Retry-After": "0"}, b"too many"),
    "503": (503, {}, b"busy"),
    "500": (500, {"Content-Type": "text/html"}, b"<html><body><h1>Error</h1>no room</body></html>"),
    "html": (200, {"Content-Type": "text/html"}, b"<html><body>Please log in.</body></html>"),
    "latin": (200, {"Content-Type": "application/json"}, b'{"results": {"bindings": [\xe9]}}'),
    "redirect": (307, {"Location": "http://elsewhere.example/"}, b""),
    "401": (401, {"WWW-Authenticate": 'Basic realm="store"'}, b""),
    "403": (403, {}, b"read-only"),
}


def forward(host: str | None, port: int | None, call: Call) -> tuple[int, dict[str, str], bytes]:
    """Ask the store, and return its answer."""
    line = http.client.HTTPConnection(host or "", port, timeout=60)
    headers = {name: value for name, value in call.headers.items() if name.lower() != "host"}
    headers["Connection"] = "close"
    line.request(call.method, call.path, body=call.body, headers=headers)
    answer = line.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    line.close()
    return found


def send_part(host: str | None, port: int | None, call: Call, where: float) -> None:
    """Send the store part of what it was promised, whole lines if there are lines."""
    part = call.body[: int(len(call.body) * where)]
    if "Content-Encoding" not in call.headers:
        part = part[: part.rfind(b"\n") + 1]
    head = [f"{call.method} {call.path} HTTP/1.1"]
    head += [f"{name}: {value}" for name, value in call.headers.items()]
    with socket.create_connection((host or "", port or 80), timeout=60) as line:
        line.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + part)
