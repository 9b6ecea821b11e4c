"""A stand-in for reconciliation services of both versions: it knows two people of every name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

from serving import serving

SPACE = "http://www.wikidata.org/entity/"
DATES = {
    "Q1": {"P569": [{"date": "1911-05-02T00:00:00Z"}], "P570": [{"str": "1990"}],
           "P27": [{"id": "Q901", "name": "Albania"}], "P39": [{"id": "Q902", "name": "Minister"}],
           "P106": [{"str": "engineer"}, {}], "Aen": [{"str": "A. P."}]},
    "Q2": {"P569": [{"int": 1790}], "P570": [{"float": 1841.0}]},
}  # fmt: skip


class Service:
    """What was asked, and what goes wrong: faults are answers, or give one by the service."""

    def __init__(self, version: str) -> None:
        self.version, self.spoken, self.url = version, version, ""
        self.calls: Counter[str] = Counter()
        self.batches: list[list] = []
        self.extended: list[dict] = []
        self.agents: set[str] = set()
        self.shown: set[str | None] = set()
        self.faults: list = []
        self.faults_of_extensions: list = []
        self.faults_of_proposals: list = []
        self.properties: list = []
        self.types: list[str] = []
        self.largest, self.number = 1000, 2
        self.named: Callable[[str, int], dict] = self._two
        self.manifest = {"versions": [version], "name": "A stand-in", "batchSize": 4, "extend": {}}
        if version == "0.2":
            self.manifest |= {"identifierSpace": SPACE, "schemaSpace": f"{SPACE}prop/"}
        else:
            self.manifest |= {"view": {"url": "https://www.wikidata.org/wiki/{id}"}}

    @property
    def total(self) -> int:
        return sum(self.calls.values())

    def _two(self, name: str, at: int) -> dict:
        return {
            "id": f"Q{at}", "name": name, "score": 90, "match": at == 1,
            "type": [{"id": "Q5"}, "Q6"], "description": "somebody",
        }  # fmt: skip

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, dict, bytes]:
        if method == "GET":
            return self._got(path)
        told = self._told(path, body)
        if "ids" in told:
            self.calls["extend"] += 1
            self.extended.append(told)
            if self.faults_of_extensions:
                return self.faults_of_extensions.pop(0)
            return self._said(self._rows(told))
        self.calls["match"] += 1
        queries = list(told["queries"] if self.version != "0.2" else told.values())
        self.batches.append(queries)
        if self.faults:
            fault = self.faults.pop(0)
            return fault(self) if callable(fault) else fault
        if len(queries) > self.largest:
            return 413, {}, b"too much"
        return self._said(self.matched(queries))

    def _got(self, path: str) -> tuple[int, dict, bytes]:
        if "propose" not in path:
            self.calls["manifest"] += 1
            return self._said(self.manifest)
        self.calls["propose"] += 1
        self.types.append(path.partition("type=")[2])
        if self.faults_of_proposals:
            return self.faults_of_proposals.pop(0)
        return self._said({"properties": self.properties})

    def right(self) -> tuple[int, dict, bytes]:
        """Answer the last batch as if nothing were wrong."""
        return self._said(self.matched(self.batches[-1]))

    def matched(self, queries: list[dict]) -> dict:
        found = [
            [self.named(name_of(query), at) for at in range(1, self.number + 1)]
            for query in queries
        ]
        if self.spoken == "0.2":
            return {f"q{at}": {"result": each} for at, each in enumerate(found)}
        return {"results": [{"candidates": each} for each in found]}

    def _said(self, value: object) -> tuple[int, dict, bytes]:
        return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()

    def _told(self, path: str, body: bytes) -> dict:
        if self.version != "0.2":
            assert path in {"/match", "/extend"}
            return json.loads(body)
        assert path == "/"
        form = parse_qs(body.decode())
        return json.loads((form.get("queries") or form["extend"])[0])

    def _rows(self, told: dict) -> dict:
        names = [each["id"] for each in told["properties"]]
        rows = {
            id_: {name: DATES.get(id_, {}).get(name, []) for name in names} for id_ in told["ids"]
        }
        if self.spoken == "0.2":
            return {"meta": [], "rows": rows}
        listed = [
            {"id": id_, "properties": [{"id": p, "values": v} for p, v in each.items()]}
            for id_, each in rows.items()
        ]
        return {"meta": [], "rows": listed}


def name_of(query: dict) -> str:
    return query["conditions"][0]["propertyValue"] if "conditions" in query else query["query"]


class Handler(BaseHTTPRequestHandler):
    """Answers as the service says."""

    service: Service

    def do_GET(self) -> None:
        self.reply()

    def do_POST(self) -> None:
        self.reply()

    def reply(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.service.agents.add(self.headers["User-Agent"])
        self.service.shown.add(self.headers["Authorization"])
        status, headers, data = self.service.answer(self.command, self.path, body)
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(name, value)
        with suppress(ConnectionError):  # who is tired of waiting hangs up
            self.end_headers()
            self.wfile.write(data)


@contextmanager
def standing_in(version: str) -> Iterator[Service]:
    """Give a service that answers at its `url`."""
    service = Service(version)
    with serving(Handler, service=service) as url:
        service.url = url
        yield service
