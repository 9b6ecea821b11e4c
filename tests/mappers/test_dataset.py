"""The dataset's own graph, and that its entries can be read back from it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memograph.mappers.context import make_run
from memograph.mappers.dataset import map_dataset
from memograph.mappers.entries import DatasetEntry, class_counts, entries_of, is_description
from memograph.rdf.iris import Iris
from memograph.rdf.terms import StringTerms
from memograph.rdf.vocab import DCAT, DCTERMS, MEMO, PROV, RDF, VOID

BASE = "https://example.org/id/"


def entry(slug="memo", **changes):
    iris = Iris(BASE, slug)
    values = {
        "graph": iris.graph,
        "document": iris.document,
        "title": 'A "talk"\nof two',
        "language": "en",
        "sha256": "0" * 64,
        "triples": 700,
        "classes": ((MEMO.Meeting, 1), (MEMO.Turn, 43)),
        "files": (f"{slug}.jsonld", f"{slug}.ttl"),
        "run": make_run(BASE, "0.1.0", "0badcafe"),
    }
    return DatasetEntry(**(values | changes))


def triples_of(*entries):
    return list(map_dataset(entries, StringTerms(), base=BASE))


def objects(triples, subject, predicate):
    return [o for s, p, o in triples if (s, p) == (f"<{subject}>", f"<{predicate}>")]


def test_dataset_sums_its_documents():
    triples = triples_of(entry("b"), entry("a", triples=300))
    whole = f"{BASE}dataset"
    assert objects(triples, whole, RDF.type) == [f"<{DCAT.Dataset}>", f"<{VOID.Dataset}>"]
    assert objects(triples, whole, VOID.triples)[0].startswith('"1000"')
    assert objects(triples, whole, VOID.documents)[0].startswith('"2"')
    assert objects(triples, whole, VOID.exampleResource) == [f"<{BASE}doc/a>"]
    turns = f"{BASE}dataset/class/Turn"
    assert f"<{turns}>" in objects(triples, whole, VOID.classPartition)
    assert objects(triples, turns, VOID["class"]) == [f"<{MEMO.Turn}>"]
    assert objects(triples, turns, VOID.entities)[0].startswith('"86"')
    assert len(objects(triples, whole, DCTERMS.conformsTo)) == 1
    assert objects(triples, whole, PROV.wasGeneratedBy) == [f"<{entry().run.iri}>"]


def test_dataset_names_the_files_of_each_document():
    triples = triples_of(entry())
    turtle = f"{BASE}doc/memo/graph/distribution/turtle"
    assert f"<{turtle}>" in objects(triples, f"{BASE}doc/memo/graph", VOID.dataDump)
    assert f"<{turtle}>" in objects(triples, f"{BASE}dataset", DCAT.distribution)
    assert objects(triples, turtle, MEMO.fileName) == ['"memo.ttl"']
    assert objects(triples, turtle, DCTERMS.format) == ['"text/turtle"']


def test_dataset_is_the_same_whatever_the_order_of_entries():
    assert triples_of(entry("a"), entry("b")) == triples_of(entry("b"), entry("a"))


def test_dataset_repeats_no_triple_and_keeps_nodes_together():
    older = make_run(BASE, "0.0.9", "00000000")
    triples = triples_of(entry("a"), entry("b", run=older, files=("x/b.nq.gz", "y/b.nq.gz")))
    assert max(Counter(triples).values()) == 1
    subjects = [s for s, _, _ in triples]
    starts = [s for before, s in zip(["", *subjects], subjects, strict=False) if s != before]
    assert len(starts) == len(set(starts))


def test_dataset_of_nothing_is_empty_but_valid():
    assert entries_of(triples_of()) == ()
    assert is_description(triples_of())


def test_description_of_something_else_is_told_apart():
    node, a = "<https://example.org/mine>", f"<{RDF.type}>"
    assert not is_description([(node, a, f"<{VOID.Dataset}>")])
    foreign = "<https://example.org/ontology/>"
    assert not is_description([(node, f"<{DCTERMS.conformsTo}>", foreign, "<g>")])


@pytest.mark.parametrize("missing", [MEMO.sha256, VOID.triples, DCTERMS.title])
def test_entry_with_something_missing_is_left_out(missing):
    triples = [t for t in triples_of(entry("a"), entry("b")) if t[1] != f"<{missing}>"]
    assert entries_of(triples) == ()


_names = st.text("abcdefghij-", min_size=1, max_size=8)
_text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(
    st.dictionaries(
        _names.map(lambda name: Iris(BASE, name).slug),
        st.builds(
            dict,
            title=_text,
            triples=st.integers(0, 10**9),
            classes=st.sets(st.sampled_from([MEMO[name] for name in sorted(MEMO)][:40])).map(
                lambda names: tuple((name, 3) for name in sorted(names))
            ),
            files=st.sets(_text).map(lambda files: tuple(sorted(files))),
            run=_names.map(lambda version: make_run(BASE, version, "0badcafe")),
        ),
        max_size=4,
    )
)
def test_entries_are_read_back_as_they_were(documents):
    entries = tuple(
        sorted(
            (entry(slug, **values) for slug, values in documents.items()),
            key=lambda each: each.graph,
        )
    )
    assert entries_of((*t, "<g>") for t in triples_of(*entries)) == entries


def test_class_counts_of_a_graph_count_nodes():
    a = f"<{RDF.type}>"
    turn = f"<{MEMO.Turn}>"
    assert class_counts([("<a>", a, turn), ("<b>", a, turn), ("<a>", "<p>", turn)]) == (
        (MEMO.Turn, 2),
    )
