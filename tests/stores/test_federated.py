"""Questions that Wikidata is asked along with a folder or a store: a stand-in answers for it."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from asking import Asking
from needed import needed
from pushed import Remote
from serving import serving

import memograph as mg
from memograph import resources
from memograph.problems import ConfigError, MemographError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FOLDER = Path(__file__).parents[2] / "ontology" / "queries" / "federated"
NAMES = sorted(path.stem for path in FOLDER.glob("*.rq"))
WDQS = "https://query.wikidata.org/sparql"
WD, BASE = "http://www.wikidata.org/entity/", "https://w3id.org/memograph/id/"
# What the query service has, in its own terms; Q399 is nobody of ours.
THERE = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
wd:Q301 wdt:P19 wd:Q900 ; p:P102 <urn:s1> .
<urn:s1> ps:P102 wd:Q903 ; pq:P580 "1931-01-01T00:00:00Z" .
wd:Q302 wdt:P19 wd:Q901 .
wd:Q399 wdt:P19 wd:Q900 ; p:P102 <urn:s2> . <urn:s2> ps:P102 wd:Q903 .
wd:Q303 p:P17 <urn:s3> , <urn:s4> .
<urn:s3> ps:P17 wd:Q904 ; pq:P582 "1917-12-06T00:00:00Z" .
<urn:s4> ps:P17 wd:Q905 ; pq:P580 "1917-12-06T00:00:00Z" .
wd:Q900 rdfs:label "Oldport"@en , "Althafen"@de ; wdt:P17 wd:Q905 .
wd:Q901 rdfs:label "Ystad"@en . wd:Q903 rdfs:label "Union of Rivers"@en .
wd:Q904 rdfs:label "Old Empire"@en . wd:Q905 rdfs:label "New Republic"@en .
"""
# What a folder has: two persons and the place of a talk are linked.
HERE = f"""
@prefix a: <{BASE}agent/> .
@prefix memo: <https://w3id.org/memograph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
<{BASE}graph/links> {{
  a:ilse skos:exactMatch <{WD}Q301> ; rdfs:label "Ilse Varga"@en .
  a:teodor skos:exactMatch <{WD}Q302> ; rdfs:label "Teodor Lund"@en .
  <{BASE}place/lindmark> skos:exactMatch <{WD}Q303> ; rdfs:label "Lindmark"@en .
  <{BASE}doc/talk/meeting> memo:place <{BASE}place/lindmark> ;
    memo:dateEDTF "1958-03-03"^^edtf:EDTF .
}}
"""
ENTITIES = " ".join(f"{WD}Q{number}" for number in (301, 302, 303))
EXPECTED = {
    "birthplaces": [
        (f"{BASE}agent/ilse", "Ilse Varga", "Oldport", "New Republic"),
        (f"{BASE}agent/teodor", "Teodor Lund", "Ystad", None),
    ],
    "parties": [(f"{BASE}agent/ilse", "Ilse Varga", "Union of Rivers", "1931", None)],
    "countries": [(f"{BASE}doc/talk/meeting", "1958-03-03", "Lindmark", "New Republic")],
}


class Answering(BaseHTTPRequestHandler):
    """Answers questions in SPARQL, however they come."""

    asked: list[str]
    store: ox.Store

    def do_GET(self):
        self._answer(parse_qs(urlsplit(self.path).query)["query"][0])

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        whole = "sparql-query" in self.headers["Content-Type"]
        self._answer(body if whole else parse_qs(body)["query"][0])

    def _answer(self, text):
        self.asked.append(text)
        data = self.store.query(text).serialize(format=ox.QueryResultsFormat.JSON)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def wdqs():
    """The address of a stand-in, and what it was asked."""
    store = ox.Store()
    store.load(THERE.encode(), ox.RdfFormat.TURTLE)
    asked: list[str] = []
    with serving(Answering, asked=asked, store=store) as url:
        yield f"{url}/sparql", asked


def question(name, address):
    text = (FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    assert WDQS in text
    return text.replace(WDQS, address)


def test_every_query_is_tried():
    assert sorted(EXPECTED) == NAMES
    assert not {f"{name}.rq" for name in NAMES} & {name for name, _ in resources.queries()}


@pytest.mark.parametrize("name", NAMES)
def test_folder_is_asked_along_with_wikidata_in_one_call(name, wdqs, tmp_path):
    address, asked = wdqs
    (tmp_path / "links.trig").write_text(HERE, encoding="utf-8")
    rows = [tuple(row) for row in mg.query(tmp_path, question(name, address), entity=ENTITIES)]
    assert rows == EXPECTED[name]
    assert len(asked) == 1
    assert f"{WD}Q399" not in asked[0]
    assert f"{WD}Q301" in asked[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["oxigraph", "fuseki", "rdf4j"])
def test_store_asks_wikidata_in_one_call_for_these_items_alone(kind, name, wdqs, request, graph):
    needed(kind)
    server = request.getfixturevalue(f"{kind}_server")
    address, asked = wdqs
    head, _, body = HERE.partition(f"<{BASE}graph/links> {{")
    with Asking(server) as ask:
        ask.put(graph, (head + body.rstrip()[:-1]).encode())
    remote = Remote(server)
    found = mg.query(remote.address, question(name, address), store=remote.kind, entity=ENTITIES)
    assert [tuple(row) for row in found] == EXPECTED[name]
    assert len(asked) == 1
    assert f"{WD}Q399" not in asked[0]


@pytest.mark.parametrize("name", NAMES)
def test_query_without_items_asks_nobody(name, wdqs, tmp_path):
    address, asked = wdqs
    (tmp_path / "links.trig").write_text(HERE, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        mg.query(tmp_path, question(name, address))
    assert told.value.problem.code == "MG557"
    assert asked == []


def test_service_that_fails_is_told_and_nothing_else(tmp_path, capfd):
    (tmp_path / "links.trig").write_text(HERE, encoding="utf-8")
    with pytest.raises(MemographError) as told:
        list(mg.query(tmp_path, question("parties", "http://127.0.0.1:9/"), entity=ENTITIES))
    assert told.value.problem.code == "MG546"
    del told
    assert "unsendable" not in capfd.readouterr().err
