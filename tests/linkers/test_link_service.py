"""`memograph link --service`: services from the command line, from the first run to the last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PEOPLE = """id,name,names,kind,description,begun,ended,countries
https://example.net/p/1,"Prifti, Ana",,person,Minister,1911,1990,Albania
https://example.net/p/2,Ana Prifti,,person,Poet,1790,1841,Albania
https://example.net/p/3,Dzhon Banda,John Banda|J. Banda,person,Engineer,1920,,Zambia
https://example.net/o/1,Lusaka,,place,Town,,,Zambia
"""
TALK = "Title: Talk\nDate: 3 May 1961\nPlace: Lusaka\n\nAna Prifti: Well?\nJohn Banda: Yes.\n"
MORE = "".join(f"Person{n} Name{n}: Yes.\n" for n in "abcdef")


@pytest.fixture
def place(tmp_path, run_memograph):
    """A folder with an export `out` of nine subjects, and an authority."""
    (tmp_path / "talk.txt").write_text(f"{TALK}{MORE}Ana Prifti: Good.\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert run_memograph("export", "talk.txt", "-o", "out", within=tmp_path).exit_code == 0
    return tmp_path


@pytest.fixture
def link(place, run_memograph):
    def run(*options):
        return run_memograph("link", "out", "--cache", "kept.sqlite", *options, within=place)

    return run


def rows(place):
    """Return the rows of the review file as names of subjects, objects, and what speaks for it."""
    text = (place / "links.sssom.tsv").read_text(encoding="utf-8")
    table = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    at = [table[0].index(name) for name in ("subject_label", "object_id", "ext_evidence")]
    return [tuple(row[one] for one in at) for row in table[1:]]


@contextmanager
def counted(authority_file):
    """Serve an authority as `memograph serve` does; gives the address, and what was asked."""
    from werkzeug.serving import make_server

    from memograph.pipeline import authorities
    from memograph.web.known import Known
    from memograph.web.reconciliation import application

    app = application(Known(authorities.opened(authority_file)))
    asked = []

    def counting(environment, start):
        asked.append(environment["PATH_INFO"])
        return app(environment, start)

    server = make_server("127.0.0.1", 0, counting, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("version", ["0.2", "1.0"])
def test_our_own_service_proposes_what_the_authority_proposes(version, place, link):
    with counted(place / "people.csv") as (url, asked):
        done = link("--service", f"{url}/{version}")
        assert done.exit_code == 0, done.stderr
        assert done.stderr == ""
        assert done.stdout == "links.sssom.tsv: 0 decided, 3 with candidates, 6 without, of 9\n"
        by_service = rows(place)
        number = len(asked)
        for options in ((), ("--offline",)):
            again = link("--service", f"{url}/{version}", *options)
            assert (again.exit_code, again.stdout) == (0, done.stdout)
        assert len(asked) == number, "nothing is asked twice"
        assert rows(place) == by_service
    (place / "links.sssom.tsv").unlink()
    link("--authority", "people.csv")
    sure = "; +0.5 the service is sure"
    directly = [row for row in rows(place) if "//" in row[1]]
    assert directly
    told = [row for row in by_service if "//" in row[1]]
    assert [row[:2] for row in told] == [row[:2] for row in directly]
    assert [row[2].replace(sure, "") for row in told] == [row[2] for row in directly]


def test_service_that_fails_is_given_up_and_asked_for_the_rest_later(place, link, service):
    service.manifest["batchSize"] = 1
    known = [lambda told: told.right()] * 3
    service.faults = [*known, *[(500, {}, b"oh")] * 5]
    done = link("-s", service.url)
    assert done.exit_code == 4
    assert done.stderr.count("MG216") == 5
    assert "MG222" in done.stderr
    assert len({row[0] for row in rows(place)}) == 3
    before = service.calls["match"]
    assert link("-s", service.url).exit_code == 0
    assert service.calls["match"] == before + 6
    total = service.total
    assert link("-s", service.url, "--offline").exit_code == 0
    assert service.total == total


def test_one_batch_that_fails_does_not_end_the_run(place, link, service):
    service.manifest["batchSize"] = 8
    service.faults = [(500, {}, b"oh")]
    done = link("-s", service.url)
    assert done.exit_code == 4
    assert done.stderr.count("MG216") == 1
    assert "MG222" not in done.stderr
    assert len({row[0] for row in rows(place)}) == 1


def test_a_run_that_is_killed_repeats_no_request(place, link, service):
    killed = threading.Event()

    def kill(told):
        os.kill(process.pid, signal.SIGKILL)
        killed.set()
        return told.right()

    service.faults = [lambda told: told.right(), kill]
    command = [sys.executable, "-m", "memograph", "link", "out", "--cache", "kept.sqlite"]
    with subprocess.Popen([*command, "-s", service.url], cwd=place) as process:
        assert killed.wait(60)
    first, lost = service.batches
    assert (len(first), len(lost)) == (4, 4)
    calls = dict(service.calls)
    service.batches.clear()
    done = link("-s", service.url)
    assert done.exit_code == 0, done.stderr
    assert service.calls["manifest"] == calls["manifest"]
    asked = [query for batch in service.batches for query in batch]
    assert len(asked) == 5
    assert not [query for query in asked if query in first]


def test_offline_before_anything_was_asked_tells_so(link, service):
    done = link("-s", service.url, "--offline")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.endswith("; 9 not asked\n")
    assert service.total == 0


def test_the_service_is_told_whom_to_write_to(link, service):
    link("-s", service.url, "--contact", "archive@example.org")
    (agent,) = service.agents
    assert "archive@example.org" in agent


@pytest.mark.parametrize(
    ("manifest", "says"),
    [((200, {}, b"<html>Welcome</html>"), "no JSON"), ((401, {}, b""), "netrc"),
     ((404, {}, b""), "404")],
)  # fmt: skip
def test_what_is_no_service_is_told(link, service, place, manifest, says):
    service.answer = lambda *_: manifest
    done = link("-s", service.url)
    assert done.exit_code == 4
    assert "MG215" in done.stderr
    assert says in done.stderr
    assert not (place / "links.sssom.tsv").exists()


def test_a_token_is_shown_and_told_nowhere(service, place):
    variables = {"MEMOGRAPH_SERVICE_TOKEN": "wordofpass", "MEMOGRAPH_CONTACT": "me@example.org"}
    done = subprocess.run(
        [sys.executable, "-m", "memograph", "link", "out", "--cache", "kept.sqlite",
         "-s", service.url],
        cwd=place, env={**os.environ, **variables}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert service.shown == {"Bearer wordofpass"}
    assert "wordofpass" not in done.stdout
    for path in ("kept.sqlite", "links.sssom.tsv"):
        assert b"wordofpass" not in (place / path).read_bytes()


def test_service_that_is_down_is_told(link):
    done = link("-s", "http://127.0.0.1:9/reconcile")
    assert done.exit_code == 4
    assert "MG215" in done.stderr
    assert "refused" in done.stderr


def test_address_with_a_password_is_told_without_it(link, place):
    done = link("-s", "https://ana:wordofpass@a.example/reconcile")
    assert done.exit_code == 4
    assert "MG215" in done.stderr
    assert "wordofpass" not in done.stderr
    assert b"wordofpass" not in (place / "kept.sqlite").read_bytes()


PLUGGED = """
from memograph.linkers.authority import Authority
from memograph.linkers.entity import Entity

class Wrong(Authority):
    def ask(self, questions):
        return WHAT

def wrong(opening):
    return Wrong([])

def mine(opening):
    if opening.offline:
        raise ZeroDivisionError("planted")
    return Authority([Entity(id="https://example.net/9", name="Ana Prifti", kind="person")])

class Titles:
    def link(self, record):
        return record

linkers = {"mine": mine, "wrong": wrong, "titles": Titles, "text": "text"}
"""


def test_a_service_that_is_plugged_in_is_asked_by_its_name(place, link, run_memograph):
    (place / "mine.py").write_text(PLUGGED, encoding="utf-8")
    done = link("-s", "mine", "--plugin", "mine.py")
    assert done.exit_code == 0, done.stderr
    assert ("Ana Prifti", "https://example.net/9") in [row[:2] for row in rows(place)]
    failed = link("-s", "mine", "--plugin", "mine.py", "--offline")
    assert failed.exit_code == 2
    assert 'linkers plug-in "mine"' in failed.stderr
    for what in ("[]", "[1] * 50", "None", "1 / 0"):
        text = PLUGGED.replace("WHAT", what)
        (place / "mine.py").write_text(text, encoding="utf-8")
        failed = link("-s", "wrong", "--plugin", "mine.py")
        assert failed.exit_code == 2, what
        assert 'linkers plug-in "wrong"' in failed.stderr
    for name in ("titles", "text", "reconciliation", "wikibase"):
        assert "MG221" in link("-s", name, "--plugin", "mine.py").stderr, name
    # It has no say in an export.
    (place / "only.py").write_text(PLUGGED.replace(', "text": "text"', ""), encoding="utf-8")
    again = run_memograph("export", "talk.txt", "-o", "other", "--plugin", "only.py", within=place)
    assert again.exit_code == 0, again.stderr


@pytest.mark.parametrize("mode", [(), ("--enrich",)], ids=["propose", "enrich"])
def test_a_password_in_the_address_of_a_wikibase_is_told_and_written_nowhere(
    mode, place, run_memograph
):
    (place / "links.sssom.tsv").unlink(missing_ok=True)
    if mode:
        from memograph.linkers.review import Review
        from memograph.pipeline.linking import write_review

        write_review(Review(), place / "links.sssom.tsv")
    address = "http://ana:wordofpass@127.0.0.1:9/w/api.php"
    done = run_memograph(
        "link", "out", *mode, "-s", address, "--cache", "kept.sqlite", within=place
    )
    assert (done.exit_code, "MG215" in done.stderr) == (4, True)
    assert "wordofpass" not in done.stdout + done.stderr
    written = [path for path in place.iterdir() if path.is_file()]
    assert not any(b"wordofpass" in path.read_bytes() for path in written)
