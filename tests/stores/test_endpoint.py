"""Endpoints are asked as the protocol has it, and everything that goes wrong is told."""

from __future__ import annotations

import gzip
import json
import socket
import time
import tracemalloc
from collections.abc import Iterator

import pytest
import requests
from speaking import Server, speaking

import memograph as mg
from memograph import http
from memograph.cli.talk import exit_code
from memograph.pipeline import asking
from memograph.problems import ConfigError, MemographError, RemoteError
from memograph.stores.endpoint import shown, words_of

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SELECT = "SELECT ?a ?n { ?a ?p ?n }"
VIRTUOSO = {
    "head": {"link": [], "vars": ["n"]},
    "results": {
        "distinct": False,
        "ordered": True,
        "bindings": [
            {
                "n": {
                    "type": "typed-literal",
                    "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    "value": "7",
                }
            }
        ],
    },
}


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    monkeypatch.setenv("NETRC", "/dev/null")
    yield from speaking()


@pytest.fixture
def other_server() -> Iterator[Server]:
    yield from speaking()


def failure(url, question=SELECT, **options) -> MemographError:
    with pytest.raises(RemoteError) as caught:
        list(mg.query(url, question, **options))
    assert exit_code(caught.value) == 4
    assert caught.value.problem.where.source == shown(url)
    assert shown(url) in caught.value.problem.message
    return caught.value.problem


def test_query_is_posted_as_a_form_and_its_rows_are_read(server):
    rows = mg.query(server.url, SELECT)
    assert rows.columns == ("a", "n")
    assert [tuple(row) for row in rows] == [("http://e/1", "x"), ("_:b0", None)]
    (heard,) = server.heard
    assert heard.form == {"query": [SELECT]}
    assert heard.headers["Accept"] == "application/sparql-results+json"
    assert heard.headers["User-Agent"].startswith("memograph/")


def test_named_query_with_a_parameter_reaches_the_server_bound(server):
    list(mg.query(server.url, "speakers", person='O"Brien \\u0022', limit=5))
    text = server.heard[0].form["query"][0]
    assert 'VALUES $PERSON { "O\\"Brien \\\\\\U000000750022" }' in text
    assert text.endswith("LIMIT 5\n")


def test_typed_literal_of_virtuoso_is_read(server):
    server.says(VIRTUOSO)
    assert [row.n for row in mg.query(server.url, "SELECT ?n {}")] == [7]


def test_head_behind_the_results_is_found(server):
    server.says(
        b'{"results":{"bindings":[{"a":{"type":"uri","value":"b:c"}}]},"head":{"vars":["a"]}}'
    )
    assert [row.a for row in mg.query(server.url, SELECT)] == ["b:c"]


def test_ask_and_construct_are_answered(server):
    server.says({"head": {}, "boolean": False})
    assert mg.query(server.url, "ASK {}").truth is False
    server.says(b"<a:a> <a:b> <a:c> .\n<a:a> <a:b> <a:c> .\n", kind="application/n-triples")
    assert (
        mg.query(server.url, "CONSTRUCT WHERE {?s ?p ?o}")
        .to_turtle()
        .endswith("\n\na:a a:b a:c .\n")
    )
    assert server.heard[1].headers["Accept"].startswith("application/n-triples")
    server.says(b"@prefix a: <a:> . a:a a:b a:c .", kind="text/turtle")
    assert mg.query(server.url, "DESCRIBE <a:a>").to_turtle().endswith("\n\na:a a:b a:c .\n")


def test_compressed_answer_is_read(server):
    data = gzip.compress(json.dumps(VIRTUOSO).encode())
    server.says(data, Content_Encoding="gzip")
    assert [row.n for row in mg.query(server.url, "SELECT ?n {}")] == [7]


def test_update_is_sent_only_when_it_is_allowed(server):
    text = "INSERT DATA { <a:a> <a:b> 1 }"
    with pytest.raises(ConfigError) as caught:
        mg.query(server.url, text)
    assert caught.value.problem.code == "MG545"
    assert server.heard == []
    target = asking.Target(place=server.url, writing=True)
    server.says(b"", status=204)
    assert asking.answered(target, asking.question_of(text), {}).form == "update"
    assert server.heard[0].form == {"update": [text]}


def test_page_with_status_200_is_no_answer(server):
    page = b"<html><head><title>T</title></head><body><h1>Log in</h1><script>x()</script></body>"
    server.says(page, kind="text/html; charset=utf-8")
    found = failure(server.url)
    assert found.code == "MG554"
    assert found.message.endswith("text/html: Log in")


@pytest.mark.parametrize("body", [{}, {"head": {}}, {"head": {}, "boolean": True}, {"a": [1]}])
def test_json_that_is_no_result_is_told(server, body):
    server.says(body)
    assert failure(server.url).code == "MG554"
    server.says({"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"value": "x"}}]}})
    assert failure(server.url).code == "MG554"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b'{"head":{"vars":["a"]},"results":{"bindings":[', b'{"head":{"vars"',
        b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"\xff"}}]}}',
        b'{"head":{"vars":["a"]},"results":{"bindings":[]}} Virtuoso 42000 Error',
    ],
)  # fmt: skip
def test_broken_answer_is_told(server, body):
    server.says(body)
    assert failure(server.url).code == "MG555"


def test_rows_before_the_break_are_given(server):
    text = json.dumps(VIRTUOSO)
    server.says(text[: text.index("}}]") + 2].encode())
    rows = iter(mg.query(server.url, "SELECT ?n {}"))
    assert next(rows).n == 7
    with pytest.raises(RemoteError) as caught:
        next(rows)
    assert caught.value.problem.code == "MG555"


def test_connection_lost_in_the_middle_is_told(server):
    server.says(json.dumps(VIRTUOSO).encode(), Content_Length="99999")
    assert failure(server.url, "SELECT ?n {}").code == "MG550"


@pytest.mark.parametrize("status", [401, 403])
def test_refused_access_is_told(server, status):
    server.says(b"", status=status)
    found = failure(server.url)
    assert (found.code, str(status) in found.message) == ("MG551", True)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, b"error at 1:5: expected SELECT", "error at 1:5: expected SELECT"),
        (
            500,
            b"<h3>Error 37000</h3><xmp>SP030: line 1 &amp; 2</xmp>",
            "Error 37000 SP030: line 1 & 2",
        ),
        (503, b"", "nothing"),
        (404, b"\xff\x00\x1b[2J" + b"x" * 100_000, "x …"),
    ],
)
def test_failure_is_told_in_the_words_of_the_server(server, status, body, words):
    server.says(body, status=status, kind="text/html")
    found = failure(server.url)
    assert found.code == "MG553"
    assert str(status) in found.message
    assert found.message.endswith(words)
    assert len(server.heard) == 1


def test_redirect_to_another_server_is_not_followed(server, other_server):
    server.says(b"", status=307, Location=other_server.url)
    session = http.session(retries=0)
    session.auth = ("ann", "secret")
    found = failure(server.url, session=session)
    assert found.code == "MG552"
    assert other_server.url.split("/")[2] in found.message
    assert other_server.heard == []


def test_redirect_within_the_server_is_followed_with_the_question(server):
    again = server.answer

    def answer(handler):
        if handler.path == "/sparql":
            server.says(b"", status=301, Location="/query")
            moved, server.answer = server.answer, answer
            moved(handler)
        else:
            again(handler)

    server.answer = answer
    assert len(list(mg.query(server.url, SELECT))) == 2
    assert [(each.path, each.form["query"]) for each in server.heard] == [
        ("/sparql", [SELECT]), ("/query", [SELECT]),
    ]  # fmt: skip


def test_redirect_in_circles_ends(server):
    server.says(b"", status=302, Location="/sparql")
    assert failure(server.url).code == "MG550"
    assert len(server.heard) < 10


def test_server_that_is_not_there_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = failure(f"http://127.0.0.1:{port}/sparql")
    assert found.code == "MG550"


def test_server_that_is_silent_is_given_up(server):
    server.answer = lambda _: server.over.wait()
    begin = time.monotonic()
    assert failure(server.url, timeout=0.3).code == "MG556"
    assert time.monotonic() - begin < 5


def test_server_that_drips_is_given_up_in_time(server):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        while not server.over.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    server.answer = answer
    begin = time.monotonic()
    assert failure(server.url, timeout=0.4).code == "MG556"
    assert time.monotonic() - begin < 5


def test_password_is_sent_as_login_and_never_shown(server):
    url = server.url.replace("http://", "http://ann:secret@")
    list(mg.query(url, SELECT))
    assert server.heard[0].headers["Authorization"].startswith("Basic ")
    server.says(b"", status=401)
    found = failure(url)
    assert "secret" not in f"{found} {found.hint}"


def test_session_that_is_handed_over_is_used_and_stays_open(server):
    with requests.Session() as session:
        session.headers["X-Key"] = "k"
        list(mg.query(server.url, SELECT, session=session))
        list(mg.query(server.url, SELECT, session=session))
    assert [each.headers["X-Key"] for each in server.heard] == ["k", "k"]


def test_long_answer_is_read_in_little_memory(server):
    row = json.dumps({"a": {"type": "uri", "value": "http://e/" + "x" * 40}}).encode()
    count = 30_000

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/sparql-results+json")
        handler.end_headers()
        handler.wfile.write(b'{"head":{"vars":["a"]},"results":{"bindings":[' + row)
        block = (b"," + row) * 1000
        for _ in range(count // 1000):
            handler.wfile.write(block)
        handler.wfile.write(b"]}}")

    server.answer = answer
    rows = mg.query(server.url, "SELECT ?a {}")
    tracemalloc.start()
    try:
        assert sum(1 for _ in rows.written("csv")) == count + 2
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_limit_stops_and_closes_what_is_not_read(server):
    with mg.query(server.url, SELECT, limit=1) as rows:
        assert len(list(rows)) == 1


def test_words_of_a_page_are_short_and_without_marks():
    assert words_of("<!-- <b>x --><p>A&nbsp;b</p>\n<style>p{}</style>") == "A b"
    assert words_of("<p") == "<p"
    assert len(words_of("word " * 1000)) < 310
