"""`memograph link`: proposals, decisions, links, from the first command to the last."""

from __future__ import annotations

import pytest

PEOPLE = """id,name,names,kind,description,begun,ended,countries
https://example.net/p/1,"Prifti, Ana",,person,Minister,1911,1990,Albania
https://example.net/p/2,Ana Prifti,,person,Poet,1790,1841,Albania
https://example.net/p/3,Dzhon Banda,John Banda|J. Banda,person,Engineer,1920,,Zambia
https://example.net/o/1,Lusaka,,place,Town,,,
"""
TALK = """Title: Talk on the line
Date: 3 May 1961
Place: Lusaka

Ana Prifti: Welcome. Well?
John Banda: The line has waited.
Ana Prifti: Then let us begin.
"""


@pytest.fixture
def place(tmp_path, run_memograph):
    """A folder with an export `out`, and an authority."""
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert run_memograph("export", "talk.txt", "-o", "out", within=tmp_path).exit_code == 0
    return tmp_path


@pytest.fixture
def link(place, run_memograph):
    def run(*options, given=""):
        return run_memograph("link", "out", *options, within=place, given=given.encode())

    return run


def rows(place):
    """Return the rows of the review file as tuples of subject, object, status."""
    lines = (place / "links.sssom.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")]
    at = [table[0].index(name) for name in ("subject_label", "object_id", "ext_status")]
    return [tuple(row[one] for one in at) for row in table[1:]]


def test_candidates_are_proposed_with_what_speaks_for_them(place, link):
    done = link("-a", "people.csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "links.sssom.tsv: 0 decided, 3 with candidates, 0 without, of 3\n"
    assert rows(place) == [
        ("Ana Prifti", "https://example.net/p/1", "proposed"),
        ("John Banda", "https://example.net/p/3", "proposed"),
        ("Lusaka", "https://example.net/o/1", "proposed"),
    ]
    text = (place / "links.sssom.tsv").read_text(encoding="utf-8")
    assert "alive then (1911–1990)" in text
    before = text
    link("-a", "people.csv")
    assert (place / "links.sssom.tsv").read_text(encoding="utf-8") == before


def test_person_decides_undoes_and_leaves(place, link):
    link("-a", "people.csv")
    done = link("--review", "--reviewer", "Joan Reader", given="1\nu\n1\nwhat?\n-1\nn\n")
    assert done.exit_code == 0, done.stderr
    assert "“The line has waited.”" in done.stdout
    assert done.stdout.endswith("links.sssom.tsv: 5 decisions kept\n")
    assert rows(place) == [
        ("Ana Prifti", "https://example.net/p/1", "accepted"),
        ("John Banda", "https://example.net/p/3", "rejected"),
        ("Lusaka", "sssom:NoTermFound", "accepted"),
        ("Lusaka", "https://example.net/o/1", "rejected"),
    ]
    again = link("-a", "people.csv")
    assert "2 decided, 0 with candidates, 1 without, of 3" in again.stdout
    assert ("Ana Prifti", "https://example.net/p/1", "accepted") in rows(place)


def test_applied_links_go_with_the_folder(place, link, run_memograph):
    link("-a", "people.csv")
    link("--review", "--reviewer", "Joan Reader", given="1\nq\n")
    done = link("--apply")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "out/links.trig: 1 accepted\n"
    question = (
        "SELECT ?who { GRAPH <https://w3id.org/memograph/id/graph/links> {"
        " ?who <http://www.w3.org/2004/02/skos/core#exactMatch> ?entity } }"
    )
    asked = run_memograph("query", "out", "--sparql", question, "-f", "csv", within=place)
    assert asked.stdout.split() == ["who", "https://w3id.org/memograph/id/agent/ana-prifti"]
    pushed = run_memograph("push", "out", "oxigraph:db", within=place)
    assert "https://w3id.org/memograph/id/graph/links" in pushed.stdout
    again = run_memograph("push", "out", "oxigraph:db", within=place)
    assert again.stdout == "graphs: 2 unchanged\n"
    exported = run_memograph("export", "talk.txt", "-o", "out", "--prune", within=place)
    assert exported.exit_code == 0
    assert (place / "out" / "links.trig").exists()
    link("-a", "people.csv")
    assert len(rows(place)) == 3, "what the links tell of is no subject"


def test_file_edited_wrongly_is_told_and_left_alone(place, link):
    link("-a", "people.csv")
    path = place / "links.sssom.tsv"
    broken = path.read_text(encoding="utf-8").replace("\tproposed\t", "\tyes\t", 1)
    path.write_text(broken, encoding="utf-8")
    for options in (("-a", "people.csv"), ("--review", "--reviewer", "J"), ("--apply",)):
        done = link(*options, given="1\n")
        assert done.exit_code == 3
        assert "MG203" in done.stderr
        assert path.read_text(encoding="utf-8") == broken
    assert not (place / "out" / "links.trig").exists()


def test_bad_rows_of_an_authority_are_told_and_the_others_used(place, link):
    bad = "x5,Nobody,,person,,,,\n,Nobody,,person,,,,\nhttps://example.net/9,,,person,,,,\n"
    worse = "https://example.net/9,N,,ship,,,,\nhttps://example.net/9,N,,person,,,,,,\n"
    (place / "people.csv").write_text(f"{PEOPLE}{bad}{worse}", encoding="utf-8")
    done = link("-a", "people.csv")
    assert done.exit_code == 1
    assert [f"people.csv:{line} " in done.stderr for line in (6, 7, 8, 9, 10)] == [True] * 5
    assert "3 with candidates" in done.stdout


def test_document_called_links_is_not_written_over(place, link, run_memograph):
    (place / "links.txt").write_text(TALK, encoding="utf-8")
    run_memograph("export", "links.txt", "-o", "out", "-f", "trig", within=place)
    link("-a", "people.csv")
    assert link("--apply").exit_code == 0
    (place / "out" / "links.trig").write_bytes(
        next((place / "out").glob("links-*.trig")).read_bytes()
    )
    done = link("--apply")
    assert done.exit_code == 1
    assert "MG209" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Give one of"),
        (("-a", "people.csv", "--apply"), "Give one of"),
        (("--review",), "Say who decides"),
    ],
)
def test_command_that_says_too_much_or_too_little_is_told(options, words, link, monkeypatch):
    monkeypatch.delenv("MEMOGRAPH_REVIEWER", raising=False)
    done = link(*options)
    assert done.exit_code == 2
    assert words in done.stderr


def test_links_stay_if_there_is_no_review_file_to_apply(place, link):
    link("-a", "people.csv")
    link("--review", "--reviewer", "J", given="1\nq\n")
    link("--apply")
    (place / "links.sssom.tsv").rename(place / "moved.tsv")
    for options in (("--apply",), ("--review", "--reviewer", "J")):
        done = link(*options)
        assert done.exit_code == 3
        assert "MG103" in done.stderr
    assert (place / "out" / "links.trig").exists()


def test_damaged_links_keep_graphs_from_being_pruned(place, link, run_memograph):
    link("-a", "people.csv")
    link("--review", "--reviewer", "J", given="1\nq\n")
    link("--apply")
    run_memograph("push", "out", "oxigraph:db", within=place)
    (place / "out" / "links.trig").write_text("no TriG", encoding="utf-8")
    done = run_memograph("push", "out", "oxigraph:db", "--prune", within=place)
    assert done.exit_code == 1
    assert "MG506" in done.stderr
    assert "removed" not in done.stdout


@pytest.mark.parametrize("name", ["missing.csv", "missing.ttl", "missing"])
def test_authority_that_is_not_there_is_told(name, link):
    done = link("-a", name)
    assert done.exit_code == 3
    assert "MG103" in done.stderr


def test_authority_tells_what_it_knows_of_those_who_were_accepted(place, link, run_memograph):
    link("-a", "people.csv")
    link("--review", "--reviewer", "Joan Reader", given="1\n1\n1\n")
    link("--apply")
    done = link("--enrich", "-a", "people.csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "out/enrichment.trig: facts of 3 entities\n"
    told = run_memograph("query", "out", "linked", "-f", "csv", within=place)
    assert "Prifti, Ana,1911,1990,Minister" in told.stdout.replace('"', "")
    (place / "people.csv").write_text("id,name\nhttps://example.net/p/1,Ana\n", encoding="utf-8")
    again = link("--enrich", "-a", "people.csv")
    assert again.stdout == ("out/enrichment.trig: facts of 1 entity, 2 of another authority\n")


def test_enriching_takes_one_authority_or_service(link):
    done = link("--enrich", "-a", "people.csv", "-s", "wikidata")
    assert done.exit_code == 2


def test_several_folders_are_linked_as_one(place, run_memograph):
    other = TALK.replace("John Banda", "Eva Moyo").replace("3 May 1961", "4 June 1962")
    (place / "talk-2.txt").write_text(other, encoding="utf-8")
    assert run_memograph("export", "talk-2.txt", "-o", "more", within=place).exit_code == 0
    both = ("link", "out", "more")
    done = run_memograph(*both, "-a", "people.csv", within=place)
    assert done.stdout.endswith("3 with candidates, 1 without, of 4\n")
    given = b"1\n1\n1\n"
    run_memograph(*both, "--review", "--reviewer", "Joan", within=place, given=given)
    done = run_memograph(*both, "--apply", within=place)
    assert done.stdout == "out/links.trig and more/links.trig: 3 accepted\n"
    assert (place / "out/links.trig").read_bytes() == (place / "more/links.trig").read_bytes()
    done = run_memograph(*both, "--enrich", "-a", "people.csv", within=place)
    assert done.stdout.startswith("out/enrichment.trig and more/enrichment.trig: facts of 3")
    assert (place / "more/enrichment.trig").exists()
    assert run_memograph(*both, "--contribute", within=place).exit_code == 0


def test_folder_that_is_none_is_told_whichever_it_is(place, run_memograph):
    done = run_memograph("link", "out", "nowhere", "-a", "people.csv", within=place)
    assert done.exit_code == 3
    assert "nowhere" in done.stderr
    assert not (place / "links.sssom.tsv").exists()
