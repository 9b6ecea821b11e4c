"""A stand-in for the API of Wikidata: items written for these tests, and what may go wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

# The tests are no package; servers of all tests stand in this folder.
sys.path.insert(0, str(Path(__file__).parents[1] / "stores"))
sys.path.insert(0, str(Path(__file__).parent))

from reconciling import standing_in
from serving import serving

WD = "http://www.wikidata.org/entity/"


def day(text: str, precision: int = 11) -> dict:
    return {"time": f"+{text}T00:00:00Z", "precision": precision}


def claim(value, rank: str = "normal", **qualifiers) -> dict:
    """Return a statement: an id, a time, or a string."""
    if isinstance(value, str) and value.startswith("Q"):
        value = {"entity-type": "item", "id": value}
    name = value["id"] if isinstance(value, dict) and "id" in value else "1"
    found = {"id": f"{name}$77-aa", "mainsnak": {"datavalue": {"value": value}}, "rank": rank}
    if qualifiers:
        found["qualifiers"] = {
            name: [{"datavalue": {"value": each}}] for name, each in qualifiers.items()
        }
    return found


def item(identifier: str, label: str, *aliases: str, description: str = "", **claims) -> dict:
    """Return an item as the API spells it."""
    return {
        "id": identifier,
        "lastrevid": 77,
        "modified": "2026-01-02T03:04:05Z",
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": each} for each in aliases]},
        "descriptions": {"en": {"language": "en", "value": description}} if description else {},
        "claims": {
            name: value if isinstance(value, list) else [value] for name, value in claims.items()
        },
    }


ITEMS = [
    item(
        "Q101", "Ana Prifti", "Anna Prifti", description="Albanian minister",
        P31=claim("Q5"), P569=claim(day("1911-02-03")), P570=claim(day("1990-00-00", 9)),
        P27=claim("Q901"), P106=claim("Q903"), P214=claim("77"),
        P39=claim("Q902", P580=day("1958-00-00", 9), P582=day("1965-00-00", 9)),
    ),
    item("Q102", "Ana Prifti", P31=claim("Q5"), P569=claim(day("1790-00-00", 9)),
         P570=claim(day("1841-00-00", 9))),
    item("Q103", "Prifti", P31=claim("Q101352"), description="family name"),
    item("Q104", "Lusaka", P31=claim("Q515"), P17=claim("Q904"),
         P625=claim({"latitude": -15.41, "longitude": 28.28, "globe": f"{WD}Q2"})),
    item("Q901", "Albania"), item("Q902", "Minister of Railways"), item("Q903", "politician"),
    item("Q904", "Zambia"),
]  # fmt: skip


def _turtle(item: dict) -> str:
    """Return what the query service has of an item."""
    node, says = f"<{WD}{item['id']}>", []
    for tag, label in item["labels"].items():
        says.append(f"rdfs:label {json.dumps(label['value'])}@{tag}")
    for tag, several in item["aliases"].items():
        says += [f"skos:altLabel {json.dumps(each['value'])}@{tag}" for each in several]
    for name in ("P31", "P569", "P570"):
        for each in item["claims"].get(name, ()):
            value = each["mainsnak"]["datavalue"]["value"]
            moment = value.get("time", "").lstrip("+").replace("-00", "-01")
            said = f"<{WD}{value['id']}>" if "id" in value else f'"{moment}"^^xsd:dateTime'
            says.append(f"wdt:{name} {said}")
    return (
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        "@prefix wdt: <http://www.wikidata.org/prop/direct/> . "
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        f"{node} {' ; '.join(says)} ."
    )


@dataclass
class StandIn:
    """What was asked, and what goes wrong: `fault` tells by the number of the call."""

    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    fault: Callable[[int], tuple[int, dict[str, str], bytes] | None] = lambda _: None
    items: dict[str, dict] = field(default_factory=lambda: {each["id"]: each for each in ITEMS})
    moved: dict[str, str] = field(default_factory=dict)

    def add(self, identifier: str, name: str, *, born: int, died: int) -> None:
        """Add a person of whom the years are known."""
        self.items[identifier] = item(
            identifier, name, P31=claim("Q5"), P569=claim(day(f"{born}-00-00", 9)),
            P570=claim(day(f"{died}-00-00", 9)),
        )  # fmt: skip

    def selected(self, query: str) -> dict:
        """Answer a question in SPARQL, as the query service does, over labels, kinds and lives."""
        import pyoxigraph as ox

        store = ox.Store()
        for each in self.items.values():
            store.load(_turtle(each).encode(), ox.RdfFormat.TURTLE)
        return json.loads(store.query(query).serialize(format=ox.QueryResultsFormat.JSON))

    def answer(self, params: dict[str, str]) -> dict:
        if "query" in params:
            return self.selected(params["query"])
        if params["action"] == "wbsearchentities":
            words = set(params["search"].lower().replace(",", "").split())
            found = [
                {"id": each["id"], "label": each["labels"]["en"]["value"]}
                for each in self.items.values()
                if words & set(each["labels"]["en"]["value"].lower().split())
            ]
            return {"search": found[: int(params["limit"])], "success": 1}
        told = {}
        for each in params["ids"].split("|"):
            found = self.items.get(self.moved.get(each, each))
            told[each] = found or {"id": each, "missing": ""}
        return {"entities": told, "success": 1}


class Handler(BaseHTTPRequestHandler):
    """Answers as the stand-in says, or as what goes wrong does."""

    told: StandIn

    def do_GET(self):
        told = self.told
        params = {name: each[0] for name, each in parse_qs(urlsplit(self.path).query).items()}
        told.asked.append(params)
        told.agents.add(self.headers["User-Agent"])
        status, headers, data = told.fault(len(told.asked) - 1) or (
            200, {"Content-Type": "application/json"}, json.dumps(told.answer(params)).encode(),
        )  # fmt: skip
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def wikidata():
    """A stand-in that answers at `url`."""
    told = StandIn()
    with serving(Handler, told=told) as url:
        told.url = f"{url}/w/api.php"
        yield told


@pytest.fixture(params=["0.2", "1.0-draft"])
def service(request):
    """A stand-in for a reconciliation service, of each version."""
    with standing_in(request.param) as told:
        yield told


@pytest.fixture(autouse=True)
def netrc(tmp_path, monkeypatch):
    """A netrc file that the test may write."""
    path = tmp_path / "netrc"
    monkeypatch.setenv("NETRC", str(path))
    return path
