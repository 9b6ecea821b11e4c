"""What is understood of texts whose facts were read by hand falls below no floor."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
CLEARLY = 0.01


@pytest.fixture(scope="session")
def reached(score):
    """The scores of the examples, all taken together, and of each."""
    of_each = score.all_scores(None)["examples"]
    return score.total(of_each), of_each


@pytest.fixture(scope="session")
def reached_by_seed(score, corpus):
    return score.all_scores(corpus)["seed"]["seed"]


@pytest.mark.parametrize("kind", FLOORS["examples"])
def test_examples_stay_above_the_floor(kind, reached, record_property):
    of_all, of_each = reached
    faults = {name: each[kind] for name, each in of_each.items() if each[kind].f1 < 1}
    check(of_all[kind].f1, FLOORS["examples"][kind], f"examples: {kind}", record_property, faults)


@pytest.mark.parametrize("kind", FLOORS["seed"])
def test_page_of_the_corpus_stays_above_the_floor(kind, reached_by_seed, record_property):
    found = reached_by_seed[kind]
    check(found.f1, FLOORS["seed"][kind], f"seed: {kind}", record_property, found)


def check(reached, floor, name, record_property, detail):
    assert reached >= floor, f"{name}: F1 {reached:.3f} is below the floor {floor}: {detail}"
    if reached >= floor + CLEARLY:
        record_property(
            "hint", f"{name}: F1 is {reached:.3f}; raise the floor from {floor}: "
            "python tests/quality/score.py --raise",
        )  # fmt: skip


def test_floors_are_kept_for_every_kind_and_set(score):
    assert set(FLOORS) == {"examples", "seed"}
    for kinds in FLOORS.values():
        assert tuple(kinds) == score.KINDS
        assert all(0 <= floor <= 1 for floor in kinds.values())


def test_every_example_has_facts_and_all_facts_have_an_example(score, root):
    texts = {path.stem for path in (root / "examples").glob("*.*")} - {"README"}
    assert {stem for _, stem, _, _ in score.sets(None)} == texts


def printed(path, slug=None):
    """Return the text of an example; of one that is marked up what its reader gives."""
    from memograph import pipeline

    if path.suffix in (".txt", ".md"):
        return path.read_text(encoding="utf-8-sig")
    records = pipeline.read_all(path)
    return next(one.full_text for one in records if slug in (None, one.document.slug))


def test_facts_quote_their_text(score):
    for _, stem, path, facts in score.sets(None):
        text = printed(path, facts.get("record"))
        plain = " ".join(text.split())
        quoted = [each["text"] for key in ("directions", "not_directions", "editorial_insertions")
                  for each in facts.get(key, ())]  # fmt: skip
        quoted += [each["begins"].strip() for each in facts["statement_sequence"]]
        assert [words for words in quoted if " ".join(words.split()) not in plain] == [], stem
        assert facts["statements"] == len(facts["statement_sequence"])
        told = Counter(each["speaker"] for each in facts["statement_sequence"])
        assert told == Counter(facts["speakers"]), stem


def test_score_counts_what_is_right_found_and_expected(score):
    told = Counter([("a", "1"), ("a", "1"), ("b", "2")])
    found = Counter([("a", "1"), ("c", "3")])
    compared = score.compared(found, told)
    assert compared == score.Score(right=1, found=2, expected=3)
    assert (compared.precision, compared.recall) == (1 / 2, 1 / 3)
    assert compared.f1 == pytest.approx(0.4)
    assert score.compared(Counter(), Counter()).f1 == 1
    assert compared + compared == score.Score(right=2, found=4, expected=6)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"start": "23:59"}, {"dates"}),
        ({"place": "a tent"}, {"places"}),
        ({"directions": []}, {"directions"}),
        ({"editorial_insertions": []}, {"insertions"}),
        ({"participants": []}, {"participants", "roles", "sides"}),
        ({"statement_sequence": []}, {"turns", "speakers"}),
    ],
)
def test_score_falls_where_facts_and_record_differ(score, change, kinds):
    from memograph import pipeline

    _, _, path, facts = next(each for each in score.sets(None) if each[1] == "harbour-talks")
    record = pipeline.read(path)
    before = score.scores(record, facts)
    after = score.scores(record, {**facts, **change})
    assert {kind for kind in score.KINDS if after[kind].f1 < before[kind].f1} == kinds
