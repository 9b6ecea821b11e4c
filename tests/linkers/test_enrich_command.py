"""`memograph link --enrich`, from accepted links to an answered question."""

from __future__ import annotations

import json

import pytest

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
TALK = """Title: Talk on the line
Date: 3 May 1961
Place: Lusaka

Ana Prifti: Welcome. Well?
John Banda: The line has waited.
"""
WD = "http://www.wikidata.org/entity/"


@pytest.fixture
def link(tmp_path, run_memograph, wikidata):
    """Run `memograph link out` on a talk of which Ana Prifti and Lusaka are linked."""
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    assert run_memograph("export", "talk.txt", "-o", "out", within=tmp_path).exit_code == 0

    def run(*options, given=""):
        asked = ("--cache", "kept.sqlite", "-s", wikidata.url)
        return run_memograph("link", "out", *asked, *options, within=tmp_path, given=given.encode())

    assert run().exit_code == 0
    file = tmp_path / "links.sssom.tsv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    good = ("Q101\t", "Q104\t")
    file.write_text(
        "".join(
            line.replace("\tproposed\t", "\taccepted\t") if any(x in line for x in good) else line
            for line in lines
        ),
        encoding="utf-8",
    )
    return run


def ask(run_memograph, place, *query):
    done = run_memograph("query", "out", *query, "-f", "json", within=place)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_facts_are_fetched_once_and_asked_for(link, tmp_path, run_memograph, wikidata):
    done = link("--enrich")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "out/enrichment.trig: facts of 2 entities\n"
    before, number = (tmp_path / "out/enrichment.trig").read_bytes(), len(wikidata.asked)
    assert link("--enrich", "--offline").exit_code == 0
    assert (tmp_path / "out/enrichment.trig").read_bytes() == before
    assert len(wikidata.asked) == number
    assert run_memograph("link", "out", "--apply", within=tmp_path).exit_code == 0
    told = json.dumps(ask(run_memograph, tmp_path, "tenures"))
    assert "Minister of Railways" in told
    assert "28.28" in json.dumps(ask(run_memograph, tmp_path, "places"))
    assert "1911-02-03" in json.dumps(ask(run_memograph, tmp_path, "linked"))
    assert run_memograph("validate", "out", within=tmp_path).exit_code == 0


def test_enriching_changes_no_decision_and_proposes_nobody_anew(link, tmp_path):
    before = (tmp_path / "links.sssom.tsv").read_bytes()
    assert link("--enrich").exit_code == 0
    assert (tmp_path / "links.sssom.tsv").read_bytes() == before


def test_service_that_fails_loses_nothing(link, tmp_path, wikidata):
    link("--enrich")
    before = (tmp_path / "out/enrichment.trig").read_bytes()
    (tmp_path / "kept.sqlite").unlink()
    wikidata.fault = lambda _: (404, {}, b"gone")
    done = link("--enrich")
    assert done.exit_code == 4
    assert done.stdout == "out/enrichment.trig: facts of 0 entities, 2 without an answer\n"
    assert "MG226" in done.stderr
    assert (tmp_path / "out/enrichment.trig").read_bytes() == before


def test_deleted_item_is_told(link, wikidata):
    del wikidata.items["Q104"]
    done = link("--enrich")
    assert done.stdout == "out/enrichment.trig: facts of 1 entity, 1 no more\n"
    assert "MG225" in done.stderr


@pytest.mark.parametrize("tag", ["e", "en_US", "en;", "-"])
def test_what_is_no_language_is_a_usage_error(tag, link):
    done = link("--enrich", "--language", tag)
    assert done.exit_code == 2
    assert "no tag of a language" in done.stderr


@pytest.mark.usefixtures("link")
@pytest.mark.parametrize("mode", ["--enrich", "--apply"])
def test_folder_that_is_none_is_told_before_anybody_is_asked(
    mode, tmp_path, run_memograph, wikidata
):
    number = len(wikidata.asked)
    done = run_memograph("link", "nowhere", mode, "--cache", "new.sqlite", within=tmp_path)
    assert (done.exit_code, "MG103" in done.stderr) == (3, True)
    assert len(wikidata.asked) == number
