"""Batches through what is kept: each item is kept by itself, and nothing is sent twice."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler

import pytest

from memograph.http import Batches, Form, Kept
from memograph.problems import ConfigError, RemoteError

from serving import serving  # isort: skip # it stands beside the tests of stores

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PHRASE = "wordofpass"


class Echo(BaseHTTPRequestHandler):
    """Answers each of some words with the word, unless a fault comes first."""

    def do_POST(self):
        told = self.told
        words = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told["sent"].append(words)
        told["shown"].append(self.headers["Authorization"])
        told["at"].append(self.path)
        told["until"].wait(30)
        status, headers, data = 200, {}, json.dumps({"said": words}).encode()
        if told["faults"]:
            status, headers, data = told["faults"].pop(0)
        elif len(words) > told["most"]:
            status, data = 413, b"too much"
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.told["got"] += 1
        if self.path in self.told["on"]:
            self.send_response(302)
            self.send_header("Location", self.told["on"][self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        data = b'{"said": []}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def told():
    """What was sent to the server, what goes wrong there, and until when it is silent."""
    until = threading.Event()
    until.set()
    return {
        "sent": [], "shown": [], "at": [], "faults": [], "most": 100, "got": 0, "on": {},
        "until": until,
    }  # fmt: skip


@pytest.fixture
def url(told):
    with serving(Echo, told=told) as address:
        yield address


@pytest.fixture
def kept(tmp_path):
    def opened(**options):
        options = {"judge": lambda _: "good", "pauses": (0.0, 0.0), **options}
        return closing(Kept(tmp_path / "kept.sqlite", **options))

    return opened


def parts(data, items):
    said = data.get("said") if isinstance(data, dict) else None
    if not isinstance(said, list) or len(said) != len(items):
        return None
    return [None if each is None else {"said": [each]} for each in said]


@pytest.fixture
def ask(url, kept):
    def asked(*items, most=4, **options):
        form = Form(
            url=f"{url}/ask", media_type="application/json", parts=parts,
            spelled=lambda some: json.dumps(some).encode(),
        )  # fmt: skip
        with kept(**options) as opened:
            return list(Batches(opened, form, most=most).ask(items))

    return asked


def said(heard):
    return [each.data["said"][0] if each.state == "answered" else each.state for each in heard]


def test_items_are_answered_in_their_order_and_no_more_at_once_than_may_be(ask, told):
    assert said(ask(*"abcdefghij")) == list("abcdefghij")
    assert [len(each) for each in told["sent"]] == [4, 4, 2]


def test_what_is_asked_for_twice_is_sent_once(ask, told):
    assert said(ask(*"abcabc")) == list("abcabc")
    assert told["sent"] == [["a", "b", "c"]]


def test_items_are_kept_whoever_stands_beside_them(ask, told):
    before = ask(*"abcdef")
    del told["sent"][:]
    assert [each.data for each in ask(*"fedcba")] == [each.data for each in before[::-1]]
    assert told["sent"] == []
    assert said(ask(*"xaybzcd")) == list("xaybzcd")
    assert told["sent"] == [["x", "y", "z"]]


def test_every_batch_is_kept_before_the_next_is_sent(url, kept, ask, told):
    form = Form(url=f"{url}/ask", media_type="application/json", parts=parts,
                spelled=lambda some: json.dumps(some).encode())  # fmt: skip
    with kept() as opened:
        running = Batches(opened, form, most=2).ask("abcdef")
        assert said([next(running), next(running), next(running)]) == ["a", "b", "c"]
        # Broken off without any farewell: another opens the file while it is open here.
        assert len(told["sent"]) == 2
        assert said(ask(*"abcdef", most=2)) == list("abcdef")
    assert told["sent"] == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_a_batch_that_is_too_large_is_halved_and_stays_small(ask, told):
    told["most"] = 1
    assert said(ask(*"abcd")) == list("abcd")
    assert [len(each) for each in told["sent"]] == [4, 2, 1, 1, 1, 1]
    told["most"] = 0
    (heard,) = ask("e")
    assert (heard.state, heard.reason) == ("failed", "it answered 413")


def test_offline_nothing_is_sent_and_what_was_kept_is_told_even_if_it_is_old(ask, told):
    ask("a", days=-1)
    assert said(ask("a", "b", offline=True)) == ["a", "unasked"]
    assert told["sent"] == [["a"]]
    assert said(ask("a")) == ["a"]
    assert told["sent"] == [["a"], ["a"]], "what is old is asked for again"


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}])
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(ask, told, status, headers):
    told["faults"] = [(status, headers, b"later")]
    assert said(ask("a", "b")) == ["a", "b"]
    assert len(told["sent"]) == 2
    told["faults"] = [(status, headers, b"later")] * 3
    heard = ask("c", "d")
    assert said(heard) == ["failed", "failed"]
    assert heard[0] is heard[1]
    assert str(status) in heard[0].reason


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ("3", 3.0),
        ("99999", 120.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("soon", 0.5),
        (None, 0.5),
    ],
)
def test_server_says_how_long_to_wait(ask, told, monkeypatch, asked, waits):
    waited = []
    monkeypatch.setattr("memograph.http.kept.time.sleep", waited.append)
    told["faults"] = [(503, {"Retry-After": asked} if asked else {}, b"")]
    assert said(ask("a", pauses=(0.5,))) == ["a"]
    assert waited == [waits]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ((500, {}, b"oh"), "500"),
        ((401, {}, b"who"), "netrc"),
        ((200, {}, b"<html>Log in</html>"), "no JSON"),
        ((200, {}, b'{"said": ["a"'), "no JSON"),
        ((200, {}, b"[" * 100_000), "no JSON"),
        ((200, {"Content-Length": "500"}, b'{"said"'), "IncompleteRead"),
        ((200, {}, b'{"error": {"info": "too many words"}}'), "too many words"),
        ((200, {}, b'{"said": ["a"]}'), "said"),
        ((302, {"Location": "https://other.example/ask"}, b""), "another server, other.example"),
        ((302, {"Location": "http://ana:x@127.0.0.1:bad/"}, b""), "127.0.0.1:bad"),
    ],
    ids=["500", "401", "html", "cut", "deep", "broken", "error", "fewer", "elsewhere", "no port"],
)
def test_what_is_no_answer_is_told_and_not_kept(ask, told, fault, words):
    told["faults"] = [fault]
    heard = ask("a", "b")
    assert said(heard) == ["failed", "failed"]
    assert words in heard[0].reason
    assert said(ask("a", "b")) == ["a", "b"]


def test_an_item_that_is_left_out_of_an_answer_is_not_kept(ask, told):
    told["faults"] = [(200, {}, b'{"said": ["a", null, "c"]}')]
    assert said(ask(*"abc")) == ["a", "failed", "c"]
    assert said(ask(*"abc")) == ["a", "b", "c"]
    assert told["sent"] == [["a", "b", "c"], ["b"]]


def test_a_server_that_is_silent_is_not_waited_for(ask, told):
    told["until"].clear()
    (heard,) = ask("a", seconds=0.05)
    told["until"].set()
    assert heard.state == "failed"
    assert "timed out" in heard.reason
    assert len(told["sent"]) == 1, "a question that is too much for it is not asked again at once"


def test_a_server_that_is_not_there_is_told(kept):
    form = Form(url="http://127.0.0.1:9/", media_type="text/plain", parts=parts,
                spelled=lambda _: b"x")  # fmt: skip
    with kept() as opened:
        (heard,) = Batches(opened, form, most=1).ask("a")
    assert heard.state == "failed"
    assert "refused" in heard.reason


def test_the_same_server_may_send_on_but_not_for_ever(ask, told):
    told["faults"] = [(308, {"Location": "/there"}, b"")]
    assert said(ask("a")) == ["a"]
    assert told["at"] == ["/ask", "/there"]
    told["faults"] = [(307, {"Location": "/ask"}, b"")] * 9
    (heard,) = ask("b")
    assert heard.reason == "it sends on more than 5 times"


def test_pages_are_kept_where_a_server_sends_on(url, kept, told):
    told["on"] = {"/a": "/b", "/c": "/c", "/d": "https://other.example/"}
    with kept() as opened:
        assert opened.get(f"{url}/a").state == "answered"
        assert opened.get(f"{url}/a").state == "answered"
        assert told["got"] == 2
        assert opened.get(f"{url}/c").reason == "it sends on more than 5 times"
        assert "other.example" in opened.get(f"{url}/d").reason
    with kept(offline=True) as opened:
        assert opened.get(f"{url}/a").state == "answered"
        assert opened.get(f"{url}/c").state == "unasked"


def test_a_password_of_the_netrc_file_is_shown_and_kept_nowhere(ask, told, netrc, tmp_path):
    ask("a")
    netrc.write_text(f"machine 127.0.0.1 login ana password {PHRASE}\n")
    assert said(ask("a")) == ["a"], "who asks may be told otherwise than others"
    assert told["sent"] == [["a"], ["a"]]
    assert told["shown"][0] is None
    assert told["shown"][1].startswith("Basic ")
    said(ask("a"))
    assert len(told["sent"]) == 2
    data = (tmp_path / "kept.sqlite").read_bytes()
    assert PHRASE.encode() not in data
    assert told["shown"][1].encode() not in data


def test_a_token_is_shown_to_its_server_alone_and_kept_nowhere(ask, told, url, tmp_path):
    ask("a")
    for home in (url, "https://other.example/"):
        assert said(ask("a", "b", token=PHRASE, home=home)) == ["a", "b"]
    assert told["sent"] == [["a"], ["a", "b"], ["b"]]
    assert told["shown"] == [None, f"Bearer {PHRASE}", None]
    assert PHRASE.encode() not in (tmp_path / "kept.sqlite").read_bytes()


@pytest.mark.parametrize("who", ["token", "netrc"])
def test_what_is_shown_where_a_server_sends_on_is_kept_nowhere(who, url, kept, told, netrc):
    home, told["on"] = f"http://{url.split('/')[2]}/", {"/old": "/new"}
    secret = b"YW5hOndvcmRvZnBhc3M="  # ana:wordofpass
    if who == "netrc":
        netrc.write_text(f"machine 127.0.0.1 login ana password {PHRASE}\n")
    shown = {"token": PHRASE, "home": home} if who == "token" else {}
    with kept(**shown) as opened:
        assert opened.get(f"{home}old").state == "answered"
        assert opened.get(f"{home}old").state == "answered"
    assert told["got"] == 2
    (file,) = netrc.parent.glob("*.sqlite")
    assert PHRASE.encode() not in file.read_bytes()
    assert secret not in file.read_bytes()


def test_a_server_that_sends_on_to_no_address_is_told(url, kept, told):
    home, told["on"] = f"http://{url.split('/')[2]}/", {"/old": "http://["}
    with kept() as opened:
        heard = opened.get(f"{home}old")
    assert (heard.state, "sends on" in heard.reason) == ("failed", True)


def test_a_password_that_could_be_read_on_the_way_is_not_sent(kept, netrc):
    netrc.write_text(f"machine a.example login ana password {PHRASE}\n")
    with kept() as opened, pytest.raises(RemoteError) as caught:
        opened.get("http://a.example/")
    assert caught.value.problem.code == "MG534"
    netrc.unlink()
    home = "http://a.example/"
    with kept(token=PHRASE, home=home) as opened, pytest.raises(RemoteError, match="read"):
        opened.get(home)


def test_words_of_any_script_and_halves_of_letters_are_kept(ask):
    words = ("أحمد", "שלום", "\ud800", "\u0000", "🏛")
    assert said(ask(*words)) == list(words)
    assert said(ask(*words, offline=True)) == list(words)


def test_a_file_that_may_not_be_written_is_told(kept, tmp_path, monkeypatch):
    (tmp_path / "kept.sqlite").touch()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ConfigError) as caught:
        kept()
    assert caught.value.problem.code == "MG223"
