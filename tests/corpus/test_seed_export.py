"""The export of the saved page as a whole: offsets, formats, shapes, bytes, the named questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SUFFIXES = ("ttl", "jsonld", "trig", "nq", "nt", "rdf")
ONE_GRAPH = ("ttl", "nt", "rdf")
QUERIES = Path(__file__).parents[2] / "ontology" / "queries"


def test_offsets_reproduce_the_text_of_every_segment(ask):
    joined = """
        ?segment a memo:TextSegment ; memo:text ?text ; memo:startIndex ?start ;
          memo:endIndex ?end ; memo:inText ?version . ?version memo:fullText ?full
        BIND(SUBSTR(STR(?full), ?start + 1, ?end - ?start) AS ?cut)
    """
    ((right,),) = ask(
        f"SELECT (COUNT(?segment) AS ?n) WHERE {{ {joined} FILTER(?cut = STR(?text)) }}"
    )
    ((all_of_them,),) = ask("SELECT (COUNT(?s) AS ?n) WHERE { ?s a memo:TextSegment }")
    assert right == all_of_them
    assert int(right) >= 43 + 9 + 12 + 6 + 4
    assert not ask(f"ASK {{ {joined} FILTER(LANG(?text) != LANG(?full)) }}")


def test_segments_lie_within_the_statement_that_they_stand_in(ask):
    assert not ask("""
        ASK { ?inner memo:inSegment ?outer ; memo:startIndex ?a ; memo:endIndex ?b .
          ?outer memo:startIndex ?c ; memo:endIndex ?d FILTER(?a < ?c || ?b > ?d) }
    """)


def test_nodes_have_labels_and_none_is_blank(ask):
    assert not ask("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
    assert not ask("""
        ASK { ?node a ?class FILTER NOT EXISTS { ?node rdfs:label ?label } }
    """)


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_holds_the_same(suffix, engine, exported, read_quads):
    triples = suffix in ONE_GRAPH
    wanted = read_quads(exported / "seed.nq", triples=triples)
    assert read_quads(exported / f"seed.{suffix}", engine, triples=triples) == wanted
    assert len(wanted) > 1000


def test_export_is_described_and_tells_of_no_problem(exported):
    assert sorted(path.name for path in exported.iterdir() if path.is_file()) == sorted(
        ["dataset.ttl", "report.json", *(f"seed.{suffix}" for suffix in SUFFIXES)]
    )
    report = json.loads((exported / "report.json").read_text(encoding="utf-8"))
    (document,) = report["documents"]
    assert (document["status"], document["problems"]) == ("written", [])
    # The notice that the base is the one for trying out.
    assert [problem["code"] for problem in report["problems"]] == ["MG908"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_conforms_to_the_shapes(suffix, exported, run_memograph):
    result = run_memograph("validate", exported / f"seed.{suffix}", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)[0]["conforms"] is True


def test_bytes_do_not_depend_on_the_hash_seed(page, export_options, exported, tmp_path):
    for seed in ("0", "4242"):
        command = [sys.executable, "-m", "memograph", "export", page, "-o", tmp_path / seed]
        subprocess.run(
            [*command, *export_options], env=os.environ | {"PYTHONHASHSEED": seed},
            check=True, capture_output=True, cwd=tmp_path,
        )  # fmt: skip
    first, second, here = (
        {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        for folder in (tmp_path / "0", tmp_path / "4242", exported)
    )
    assert len(first) == len(SUFFIXES) + 2
    assert first == second == here


# The questions that come with the ontology

ROWS = {
    "addressed": 5, "conversation": 43, "directions": 10, "documents": 1, "identifications": 2,
    "insertions": 12, "manner": 2, "meetings": 1, "offices": 2, "participants": None,
    "series": 1, "silent": None, "speakers": 7,
}  # fmt: skip
"""How many rows a question gets; None is worked out from the facts."""
OF_LINKS = ("linked", "tenures")
"""What is asked of who was linked, as nobody is before a person says so."""


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.rq")))
def test_named_query_is_answered(ask, name, gold):
    rows = ask((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
    assert bool(rows) == (name not in OF_LINKS)
    number = ROWS.get(name, 0)
    if number:
        assert len(rows) == number
    elif number is None:
        present = {each["name"] for each in gold["participants"] if each["listed"]}
        silent = present - set(gold["speakers"])
        assert len(rows) == {"silent": len(silent)}.get(name, len(rows))
        assert {row[2] for row in rows} >= silent


def test_named_query_of_speakers_counts_turns(ask, gold):
    rows = ask((QUERIES / "speakers.rq").read_text(encoding="utf-8"))
    assert {row[2]: int(row[3]) for row in rows} == gold["speakers"]


def test_named_query_of_addressed_words_finds_whom_they_were_said_to(ask, gold):
    rows = ask((QUERIES / "addressed.rq").read_text(encoding="utf-8"))
    wanted = [
        (str(each["statement"]), each["actor"], each["addressee"])
        for each in gold["directions"]
        if "addressee" in each
    ]
    assert [row[1:4] for row in rows] == wanted
